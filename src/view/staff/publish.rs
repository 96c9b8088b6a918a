//! What publishing a questionnaire would do.

use askama::Template;

use super::StaffFrame;
use crate::i18n::Locale;

/// The page.
#[derive(Debug, Template)]
#[template(path = "staff/editor/publish.html")]
pub struct PublishPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// The editor.
    pub base: String,
    /// Where it is published.
    pub action: String,
    /// Where a new survey of it is created.
    pub new_survey: String,
    /// What the questionnaire is called.
    pub title: String,
    /// How many errors keep it from being published; none when there are none.
    pub errors: Option<usize>,
    /// The surveys that ask this questionnaire.
    pub surveys: Vec<SurveyChoice>,
    /// What whoever publishes has seen.
    pub revision: i64,
    /// Languages that are not published, since they are not reviewed.
    pub withheld: String,
    /// What it would change in the survey that is chosen.
    pub verdict: Option<Verdict>,
    /// Why it was not published.
    pub refused: Vec<String>,
}

/// A survey that asks the questionnaire.
#[derive(Debug)]
pub struct SurveyChoice {
    /// Its name in addresses.
    pub slug: String,
    /// It is the one that is looked at.
    pub is_current: bool,
}

/// What it would change.
#[derive(Debug)]
pub struct Verdict {
    /// The survey.
    pub survey: String,
    /// The number of the version that is in the field.
    pub number: i32,
    /// It is that version.
    pub is_same: bool,
    /// What was begun ends on the version with which it was begun.
    pub is_structural: bool,
    /// Somebody must say that she has read it.
    pub needs_reading: bool,
    /// Languages in which it would no longer be offered.
    pub withdrawn: String,
    /// Sentences that are not true of the survey.
    pub untrue: Vec<String>,
    /// What would make stored answers unreadable, in words.
    pub breaking: Option<String>,
    /// The changes, the heaviest first.
    pub changes: Vec<ChangeLine>,
}

/// A change.
#[derive(Debug)]
pub struct ChangeLine {
    /// What happened.
    pub what: String,
    /// To what.
    pub subject: String,
    /// Its name.
    pub name: String,
    /// The property.
    pub field: String,
    /// The language of a text.
    pub language: Option<String>,
    /// What it was.
    pub was: String,
    /// What it is.
    pub now: String,
    /// It makes stored answers unreadable.
    pub is_breaking: bool,
    /// It needs another version.
    pub is_structural: bool,
}

impl Verdict {
    fn title(&self, t: &Locale) -> String {
        let (all, heavy) =
            (self.changes.len(), self.changes.iter().filter(|it| it.is_structural).count());
        let values = [("all", all.into()), ("heavy", heavy.into())];
        t.with("publish-changes", &values)
    }

    fn lead(&self, t: &Locale) -> String {
        let values = [("survey", self.survey.as_str().into()), ("number", self.number.into())];
        t.with("publish-lead", &values)
    }
}
