//! What colleagues say to each other about the elements of a questionnaire.

use askama::Template;
use jiff::civil::DateTime;

use super::StaffFrame;
use super::account::moment;
use crate::i18n::Locale;

/// Comments with what is needed to answer them.
#[derive(Debug)]
pub struct CommentsView {
    /// Where forms are sent.
    pub action: String,
    /// The key of the element that a new comment is about; none where all are shown.
    pub at: Option<String>,
    /// The forms lead back to the editor.
    pub from_editor: bool,
    /// What was typed as a new comment and could not be kept.
    pub typed: String,
    /// Those that are open.
    pub open: Vec<ThreadView>,
    /// Those that are done.
    pub done: Vec<ThreadView>,
}

/// A comment with its answers.
#[derive(Debug)]
pub struct ThreadView {
    /// Its number.
    pub number: i64,
    /// What it is about: where that is, and what it is called. Nowhere where it is gone; none where that is clear.
    pub about: Option<(Option<String>, String)>,
    /// What was said.
    pub said: Vec<SaidView>,
    /// Who said that it is done, and when.
    pub done: Option<(String, DateTime)>,
    /// What was typed as an answer and could not be kept.
    pub typed: String,
}

/// Something that somebody said.
#[derive(Debug)]
pub struct SaidView {
    /// By whom.
    pub by: String,
    /// When.
    pub at: DateTime,
    /// What.
    pub words: String,
}

impl SaidView {
    pub(super) fn moment(&self, t: &Locale) -> String {
        moment(t, self.at)
    }
}

impl ThreadView {
    /// Who began it.
    pub(super) fn author(&self) -> &str {
        self.said.first().map_or("", |it| &it.by)
    }

    pub(super) fn told_done(&self, t: &Locale) -> Option<String> {
        let (by, at) = self.done.as_ref()?;
        let values = [("name", by.as_str().into()), ("moment", moment(t, *at).into())];
        Some(t.with("comments-done-by", &values))
    }
}

impl CommentsView {
    pub(super) fn title(&self, t: &Locale) -> String {
        t.with("comments-open", &[("count", self.open.len().into())])
    }

    pub(super) fn folded(&self, t: &Locale) -> String {
        t.with("comments-done", &[("count", self.done.len().into())])
    }
}

/// All comments of a questionnaire.
#[derive(Debug, Template)]
#[template(path = "staff/editor/comments.html")]
pub struct CommentsPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// The editor.
    pub back: String,
    /// What the questionnaire is called.
    pub title: String,
    /// The element that they are about, where one is looked at.
    pub about: Option<String>,
    /// All of them.
    pub all: String,
    /// Why something was not kept, and the field.
    pub problem: Option<(String, String)>,
    /// The comments.
    pub comments: CommentsView,
}
