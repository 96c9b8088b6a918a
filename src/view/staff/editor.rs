//! The editor of a questionnaire: its outline, the element that is being changed with all its properties, the problems,
//! the preview.

pub mod condition;
pub mod field;
pub mod items;
pub mod library;
pub mod media;
pub mod outline;
pub mod settings;
pub mod variables;

use askama::Template;

use super::StaffFrame;
use super::comments::CommentsView;
use crate::engine::Severity;
use crate::i18n::Locale;
use crate::view::assets::editor_scripts;
use field::{FieldView, PropertyControl};
use items::ItemsView;
use outline::OutlinePage;

/// The page.
#[derive(Debug, Template)]
#[template(path = "staff/editor.html")]
pub struct EditorPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// The manuscript's address; what is done to it is posted there.
    pub base: String,
    /// The list of manuscripts.
    pub list: &'a str,
    /// What the questionnaire is called.
    pub title: String,
    /// The revision that whoever posts the form has seen.
    pub seen: i64,
    /// The one up to which she was told what others changed.
    pub told: Option<i64>,
    /// When it was changed last.
    pub saved: String,
    /// How long answering takes; none where there is nothing to answer.
    pub length: Option<String>,
    /// What would be taken back, in words.
    pub undo: Option<String>,
    /// What would be made again, in words.
    pub redo: Option<String>,
    /// Pages and questions.
    pub outline: Vec<OutlinePage>,
    /// What stands beside the pages: the questionnaire itself, lists, ends, quotas.
    pub besides: Vec<LinkGroup>,
    /// The languages of the questionnaire.
    pub languages: Vec<Link>,
    /// The one that was chosen, where it is not the first.
    pub language: Option<String>,
    /// Whether it shows pictures or plays sounds.
    pub has_files: bool,
    /// The element that is being changed.
    pub element: ElementView,
    /// Problems of the element.
    pub problems: Vec<ProblemView>,
    /// How many errors and warnings the questionnaire has.
    pub counts: ProblemCounts,
    /// Where the preview begins; none where there is nothing to show.
    pub preview: Option<String>,
    /// What conditions can ask for: name and text.
    pub variables: Vec<(String, String)>,
    /// What expressions can call.
    pub functions: Vec<&'static str>,
    /// The text of a new question that could not be put in.
    pub typed_text: String,
    /// What colleagues say about the element.
    pub comments: CommentsView,
    /// What became of what was posted.
    pub notices: Vec<EditorNotice>,
    /// Whether somebody else changed the same.
    pub is_conflict: bool,
}

impl EditorPage<'_> {
    fn scripts(&self) -> [&'static str; 3] {
        editor_scripts()
    }
}

/// A link with its words.
#[derive(Debug)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// What it is called.
    pub words: String,
    /// Whether that is shown now.
    pub is_current: bool,
}

/// Links that unfold.
#[derive(Debug)]
pub struct LinkGroup {
    /// What they lead to; nothing for links that need no heading.
    pub words: Option<String>,
    /// The links.
    pub links: Vec<Link>,
}

impl LinkGroup {
    /// Whether one of them is shown now.
    fn is_open(&self) -> bool {
        self.links.iter().any(|link| link.is_current)
    }
}

/// How many problems there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ProblemCounts {
    /// What keeps it from being published.
    pub errors: usize,
    /// What is probably not meant.
    pub warnings: usize,
}

impl ProblemCounts {
    fn words(&self, t: &Locale) -> String {
        let values = [("errors", self.errors.into()), ("warnings", self.warnings.into())];
        t.with("editor-counts", &values)
    }

    /// Counts one more.
    pub fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
        }
    }
}

/// The element that is being changed.
#[derive(Debug)]
pub struct ElementView {
    /// Its key in forms and addresses.
    pub key: String,
    /// What sort of thing it is.
    pub sort: &'static str,
    /// Its name.
    pub name: String,
    /// What it is and says.
    pub fields: Vec<FieldView>,
    /// When and how it is asked.
    pub rules: Vec<FieldView>,
    /// The others.
    pub more: Vec<FieldView>,
    /// Choices or rows.
    pub items: Option<ItemsView>,
    /// Pages to which it can be moved; none where it cannot.
    pub pages: Vec<(String, String)>,
    /// Kinds of questions that can be put in or behind it; none where it takes none.
    pub kinds: Vec<(String, String)>,
    /// Whether it can be moved, copied and deleted.
    pub is_movable: bool,
    /// Whether sections, ends and quotas are added here.
    pub takes_parts: bool,
    /// A new question comes into it, not behind it.
    pub holds_questions: bool,
}

impl ElementView {
    /// Whether something of the others needs attention.
    fn shows_more(&self) -> bool {
        self.more.iter().any(|field| !field.problems.is_empty())
    }

    /// Whether a picture can be chosen in it.
    fn takes_files(&self) -> bool {
        let is_media = |field: &FieldView| matches!(field.control, PropertyControl::Media(_));
        let items = self.items.as_ref().map(|items| items.items.as_slice()).unwrap_or_default();
        self.fields.iter().any(is_media) || items.iter().any(|item| item.media.is_some())
    }

    /// How many of the others say something.
    fn set(&self, t: &Locale) -> String {
        let count = self.more.iter().filter(|field| field.is_set).count();
        t.with("editor-more", &[("count", t.count(count).into())])
    }
}

/// A problem, in words.
#[derive(Debug)]
pub struct ProblemView {
    /// How bad it is.
    pub is_error: bool,
    /// What, and how to mend it.
    pub words: String,
    /// The field, or the element, where it is mended.
    pub href: String,
    /// What that is called.
    pub place: String,
}

/// What became of what was posted.
#[derive(Debug)]
pub struct EditorNotice {
    /// What is said.
    pub words: String,
    /// The field that it is about.
    pub field: Option<String>,
}

/// All problems of a questionnaire.
#[derive(Debug, Template)]
#[template(path = "staff/editor/problems.html")]
pub struct ProblemsPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// The manuscript's address.
    pub base: String,
    /// What the questionnaire is called.
    pub title: String,
    /// How many there are.
    pub counts: ProblemCounts,
    /// The problems.
    pub problems: Vec<ProblemView>,
}

/// An element as text.
#[derive(Debug, Template)]
#[template(path = "staff/editor/text.html")]
pub struct TextPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// The element in the editor.
    pub back: String,
    /// Where the text is sent.
    pub action: String,
    /// The element's key.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// What whoever posts the form has seen.
    pub revision: i64,
    /// The text.
    pub text: String,
    /// Why it cannot be kept.
    pub problems: Vec<String>,
}
