//! The questionnaires that an organisation writes.

use super::StaffFrame;
use crate::i18n::Locale;

/// The list, and what one may begin with.
#[derive(Debug, askama::Template)]
#[template(path = "staff/questionnaires.html")]
pub struct QuestionnairesPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// Its address, where new ones are begun, too.
    pub list: &'a str,
    /// What is being written, the latest first.
    pub manuscripts: Vec<ManuscriptLine>,
    /// What comes with the program.
    pub templates: Vec<TemplateLine>,
    /// Why what was sent is no questionnaire.
    pub problems: Vec<String>,
}

/// A questionnaire that is being written.
#[derive(Debug)]
pub struct ManuscriptLine {
    /// Its editor.
    pub href: String,
    /// Its title.
    pub title: String,
    /// The day on which it was changed last.
    pub day: String,
}

impl ManuscriptLine {
    /// What a form says that wants a copy of it.
    fn copy(&self) -> String {
        format!("copy:{}", self.href.rsplit('/').next().unwrap_or_default())
    }
}

/// A questionnaire that comes with the program.
#[derive(Debug)]
pub struct TemplateLine {
    /// Its name.
    pub name: &'static str,
    /// Its title.
    pub title: String,
}

/// Asks before a questionnaire is deleted.
#[derive(Debug, askama::Template)]
#[template(path = "staff/questionnaire_delete.html")]
pub struct DeleteManuscriptPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// The list.
    pub list: &'a str,
    /// The questionnaire.
    pub href: String,
    /// Its title.
    pub title: String,
}
