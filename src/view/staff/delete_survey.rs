//! What deleting a survey means, before it is done.

use askama::Template;

use super::StaffFrame;
use crate::i18n::Locale;

/// What goes with a survey, and what stays.
#[derive(Debug, Template)]
#[template(path = "staff/delete_survey.html")]
pub struct DeleteSurveyPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// The survey's title.
    pub title: &'a str,
    /// Its name in addresses, which is to be typed.
    pub slug: &'a str,
    /// Its page.
    pub survey: String,
    /// Why it cannot be deleted.
    pub refusal: Option<String>,
    /// So many invitations go.
    pub invitations: usize,
    /// So many addresses and reports go.
    pub contacts: usize,
    /// What was typed.
    pub typed: &'a str,
    /// That is another name.
    pub is_wrong: bool,
}

impl DeleteSurveyPage<'_> {
    fn heading(&self) -> String {
        self.frame.t.with("delete-title", &[("title", self.title.into())])
    }

    fn goes(&self) -> [String; 4] {
        let t = self.frame.t;
        [
            t.text("delete-answers").into_owned(),
            t.text("delete-begun").into_owned(),
            t.with("delete-invitations", &[("count", self.invitations.into())]),
            t.with("delete-contacts", &[("count", self.contacts.into())]),
        ]
    }

    fn stays(&self) -> [String; 4] {
        let t = self.frame.t;
        ["delete-stays-trail", "delete-stays-versions", "delete-stays-files", "delete-stays-copies"]
            .map(|key| t.text(key).into_owned())
    }

    fn label(&self) -> String {
        self.frame.t.with("delete-label", &[("name", self.slug.into())])
    }

    fn wrong(&self) -> String {
        self.frame.t.with("delete-wrong", &[("name", self.slug.into())])
    }
}
