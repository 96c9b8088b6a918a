//! What a pretest adds to residents' pages: a strip that says what it is, and a form to comment on the page.

use askama::Template;

use super::PageFrame;
use crate::engine::show::OwnedLine;
use crate::i18n::Locale;

/// What stands on a page of a pretest.
#[derive(Debug, Clone, Default)]
pub struct PretestStrip {
    /// The form to comment; none where there is nothing to comment on.
    pub comment: Option<CommentForm>,
}

/// The form to comment on a page.
#[derive(Debug, Clone)]
pub struct CommentForm {
    /// Where it is sent; none where it belongs to the form of the page's answers.
    pub action: Option<String>,
    /// Fields nobody sees.
    pub hidden: Vec<(&'static str, String)>,
    /// What may be commented on, with the value of each, where there is more than one thing. None is the whole page.
    pub choices: Vec<(String, Option<OwnedLine>)>,
    /// The chosen one.
    pub about: String,
    /// What is typed.
    pub words: String,
    /// The name that is typed.
    pub name: String,
    /// Why it was not kept, and in which field that is mended.
    pub problem: Option<(String, &'static str)>,
    /// What was typed before has arrived.
    pub is_kept: bool,
    /// It stands at the end.
    pub is_general: bool,
}

impl CommentForm {
    /// The field of the words.
    pub const WORDS: &'static str = "_words";
    /// The field of the name.
    pub const NAME: &'static str = "_guest";

    /// The id of a field: names of questions have no dot.
    pub(super) fn id(field: &str) -> String {
        format!("comment.{}", field.trim_start_matches('_'))
    }

    pub(super) fn title(&self, t: &Locale) -> String {
        let key = if self.is_general { "pretest-general" } else { "pretest-comment" };
        t.text(key).into_owned()
    }

    /// The form that its fields belong to.
    pub(super) fn of(&self, page: &Option<&'static str>) -> &'static str {
        match self.action {
            None => page.unwrap_or(OWN),
            Some(_) => OWN,
        }
    }

    /// What is wrong with a field.
    pub(super) fn wrong(&self, field: &str) -> Option<&str> {
        self.problem.as_ref().filter(|(_, at)| *at == field).map(|(words, _)| words.as_str())
    }
}

/// The id of a form of its own.
const OWN: &str = "comment.form";

/// A comment that could not be kept, where nothing else is on the page.
#[derive(Debug, Template)]
#[template(path = "respond/comment.html")]
pub struct CommentPage<'a> {
    /// What surrounds it; its form is what the page is about.
    pub frame: PageFrame<'a>,
    /// Where it was begun.
    pub back: String,
}

impl CommentPage<'_> {
    fn problem(&self) -> Option<&(String, &'static str)> {
        self.frame.pretest.as_ref()?.comment.as_ref()?.problem.as_ref()
    }
}
