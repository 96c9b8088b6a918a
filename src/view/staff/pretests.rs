//! The links for pretests of a questionnaire.

use askama::Template;
use jiff::civil::{Date, DateTime};

use super::StaffFrame;
use super::account::moment;
use crate::i18n::Locale;

/// All links of a questionnaire, and the form for another one.
#[derive(Debug, Template)]
#[template(path = "staff/editor/pretests.html")]
pub struct PretestsPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// The editor.
    pub back: String,
    /// The comments.
    pub comments: String,
    /// What the questionnaire is called.
    pub title: String,
    /// Where forms are sent.
    pub action: String,
    /// Why there is no link, and where that is mended.
    pub problem: Option<(String, &'static str)>,
    /// The link that was just made.
    pub link: Option<String>,
    /// The day in the form.
    pub last_day: String,
    /// The first day that it may be.
    pub today: String,
    /// The last one.
    pub latest: String,
    /// The links, the newest first.
    pub links: Vec<PretestLine>,
}

/// A link.
#[derive(Debug)]
pub struct PretestLine {
    /// Its number.
    pub number: i64,
    /// When it was made.
    pub made_at: DateTime,
    /// By whom.
    pub made_by: String,
    /// Its last day.
    pub last_day: Date,
    /// How it stands: `running`, `over` or `ended`.
    pub state: &'static str,
    /// How many began.
    pub began: i64,
    /// How many came to an end.
    pub finished: i64,
    /// How many comments came by it.
    pub comments: i64,
}

impl PretestLine {
    pub(super) fn is_running(&self) -> bool {
        self.state == "running"
    }

    pub(super) fn named(&self, t: &Locale) -> String {
        t.with("pretests-number", &[("number", self.number.into())])
    }

    pub(super) fn told_state(&self, t: &Locale) -> String {
        t.with(&format!("pretests-{}", self.state), &[("day", t.date(self.last_day).into())])
    }

    pub(super) fn told_counts(&self, t: &Locale) -> String {
        let values =
            [("began", self.began), ("finished", self.finished), ("comments", self.comments)];
        t.with("pretests-counts", &values.map(|(name, value)| (name, value.into())))
    }

    pub(super) fn told_made(&self, t: &Locale) -> String {
        let values =
            [("name", self.made_by.as_str().into()), ("moment", moment(t, self.made_at).into())];
        t.with("pretests-made", &values)
    }
}
