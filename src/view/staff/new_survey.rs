//! The form for a new survey.

use std::borrow::Cow;

use askama::Template;

use super::StaffFrame;
use crate::domain::{Mode, Offer};
use crate::engine::Form;
use crate::i18n::Locale;

/// The form, with what was typed and what is wrong with it.
#[derive(Debug, Template)]
#[template(path = "staff/new_survey.html")]
pub struct NewSurveyPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// Where it is sent.
    pub action: &'a str,
    /// The versions that can be chosen.
    pub versions: Vec<VersionChoice>,
    /// What was typed.
    pub values: &'a Form,
    /// What is wrong: the field, and the words.
    pub problems: Vec<(&'static str, String)>,
    /// What is to be known before it is done.
    pub checks: Vec<CheckLine>,
}

/// A version that was published before.
#[derive(Debug)]
pub struct VersionChoice {
    /// Its id.
    pub id: String,
    /// The questionnaire's name.
    pub questionnaire: String,
    /// Its number; none while it is being written.
    pub number: Option<i32>,
}

/// A line of what was examined.
#[derive(Debug)]
pub struct CheckLine {
    /// It is as it should be.
    pub is_fine: bool,
    /// What it is.
    pub words: String,
}

impl VersionChoice {
    fn words(&self, t: &Locale) -> String {
        let name = ("name", self.questionnaire.as_str().into());
        match self.number {
            Some(number) => t.with("new-version-choice", &[name, ("number", number.into())]),
            None => t.with("new-manuscript-choice", &[name]),
        }
    }
}

impl NewSurveyPage<'_> {
    fn value(&self, name: &str) -> &str {
        self.values.find(name).unwrap_or_default()
    }

    fn has(&self, name: &str, value: &str) -> bool {
        self.values.has(name, value)
    }

    fn problem(&self, field: &str) -> Option<&str> {
        self.problems.iter().find(|(of, _)| *of == field).map(|(_, words)| words.as_str())
    }

    /// Where the link of a problem leads.
    fn anchor(&self, field: &str) -> String {
        match field {
            "mode" => format!("mode-{}", Mode::ALL.first().map_or("", |mode| mode.as_str())),
            field => field.to_owned(),
        }
    }

    fn heading(&self) -> String {
        let count = self.problems.len();
        self.frame.t.with("errors-heading", &[("count", count.into())])
    }

    fn modes(&self) -> &'static [Mode] {
        Mode::ALL
    }

    fn offers(&self) -> &'static [Offer] {
        Offer::ALL
    }

    fn mode_words(&self, mode: &Mode) -> [Cow<'_, str>; 2] {
        ["mode", "mode-means"].map(|key| self.frame.t.text(&format!("new-{key}-{}", mode.as_str())))
    }

    fn offer_words(&self, offer: &Offer) -> [Cow<'_, str>; 2] {
        ["offer", "offer-means"]
            .map(|key| self.frame.t.text(&format!("new-{key}-{}", offer.as_str())))
    }

    fn is_to_be_confirmed(&self) -> bool {
        self.checks.iter().any(|line| !line.is_fine)
    }

    /// A file has to be chosen again.
    fn lost_file(&self) -> bool {
        !self.problems.is_empty() && self.value("version").is_empty()
    }
}
