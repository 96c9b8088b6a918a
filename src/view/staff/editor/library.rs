//! Pages and questions of other questionnaires, from which one takes over.

use askama::Template;

use crate::i18n::Locale;
use crate::view::staff::StaffFrame;

/// The page.
#[derive(Debug, Template)]
#[template(path = "staff/editor/library.html")]
pub struct LibraryPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// What the questionnaire is called into which one takes over.
    pub title: String,
    /// Where the forms are sent.
    pub action: String,
    /// The editor.
    pub back: String,
    /// Behind what it is put.
    pub at: String,
    /// The revision that is seen.
    pub seen: i64,
    /// The questionnaires there are.
    pub sources: Vec<LibrarySource>,
    /// The one that is shown.
    pub from: String,
    /// What is looked for.
    pub q: String,
    /// Its pages.
    pub pages: Vec<SharedPage>,
    /// Why something was not taken over.
    pub notices: Vec<String>,
}

/// A questionnaire from which one may take over.
#[derive(Debug)]
pub struct LibrarySource {
    /// What the form says.
    pub value: String,
    /// Its title.
    pub title: String,
    /// Whether it is shown.
    pub is_current: bool,
}

/// A page with its questions.
#[derive(Debug)]
pub struct SharedPage {
    /// The page.
    pub page: LibraryEntry,
    /// How many questions it has.
    pub count: usize,
    /// Those that are shown.
    pub questions: Vec<LibraryEntry>,
}

/// What can be taken over.
#[derive(Debug)]
pub struct LibraryEntry {
    /// Its key.
    pub key: String,
    /// Its text.
    pub words: String,
    /// Its name.
    pub name: String,
}

impl LibraryEntry {
    /// Its text, or its name.
    fn title(&self) -> &str {
        if self.words.is_empty() { &self.name } else { &self.words }
    }
}
