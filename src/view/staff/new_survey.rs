//! The form for a new survey.

use std::borrow::Cow;

use askama::Template;
use jiff::civil::Date;

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
    /// The wave that it becomes; nothing for a survey of its own.
    pub wave: Option<WaveNote>,
    /// What the organisation says of itself can be put in.
    pub fills_publisher: bool,
    /// What was typed.
    pub values: &'a Form,
    /// What is wrong: the field, and the words.
    pub problems: Vec<(&'static str, String)>,
    /// What is to be known before it is done.
    pub checks: Vec<CheckLine>,
}

/// The next wave of a study.
#[derive(Debug)]
pub struct WaveNote {
    /// The survey that is the wave before.
    pub of: String,
    /// The study.
    pub study: String,
    /// Its number.
    pub number: i32,
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
    /// The day on which it was published, or changed last.
    pub day: Date,
}

/// A line of what was examined.
#[derive(Debug)]
pub struct CheckLine {
    /// It is as it should be.
    pub is_fine: bool,
    /// What it is.
    pub words: String,
    /// Where that is mended: the address, and what is there.
    pub place: Option<(String, String)>,
}

impl VersionChoice {
    fn words(&self, t: &Locale) -> String {
        let name = ("name", self.questionnaire.as_str().into());
        let day = ("day", t.date(self.day).into());
        match self.number {
            Some(number) => t.with("new-version-choice", &[name, ("number", number.into()), day]),
            None => t.with("new-manuscript-choice", &[name, day]),
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

    /// What it becomes, in a few words.
    fn title(&self) -> Cow<'_, str> {
        match &self.wave {
            Some(wave) => self.of_wave("new-wave", wave).into(),
            None => self.frame.t.text("surveys-new"),
        }
    }

    fn of_wave(&self, key: &str, wave: &WaveNote) -> String {
        let values = [
            ("study", wave.study.as_str().into()),
            ("number", wave.number.into()),
            ("of", wave.of.as_str().into()),
        ];
        self.frame.t.with(key, &values)
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
