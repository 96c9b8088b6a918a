//! The field phase of a survey: what can be decided, and what ending it means.

use askama::Template;
use jiff::civil::Date;

use super::{FieldPhase, StaffFrame};
use crate::domain::{DAYS_AFTER_END, FieldState};
use crate::i18n::Locale;

/// What can be decided of a survey now.
#[derive(Debug, Template)]
#[template(path = "staff/field.html")]
pub struct FieldPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// Its title.
    pub title: &'a str,
    /// Its page.
    pub survey: String,
    /// On which days, and with which version.
    pub run: FieldPhase<'a>,
    /// Whether it takes answers.
    pub state: FieldState,
    /// The last day until which it goes on when it is opened again.
    pub planned: Option<Date>,
    /// Something was decided just now.
    pub is_decided: bool,
    /// Where it can be deleted; nothing for who may not.
    pub delete: Option<String>,
    /// Why what was wanted cannot be.
    pub problem: Option<String>,
    /// The last day as it was typed.
    pub typed: String,
    /// What is possible.
    pub acts: Vec<FieldOffer>,
}

/// Something that can be decided.
#[derive(Debug)]
pub struct FieldOffer {
    /// What it is.
    pub act: OfferedAct,
    /// Where it is sent.
    pub href: String,
}

/// Each thing that can be decided, as it looks from the state before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferedAct {
    /// A survey that is planned takes answers from now on.
    Open,
    /// One that is paused goes on.
    Resume,
    /// One that is over goes on.
    Reopen,
    /// It takes no answers for now.
    Pause,
    /// It has another last day.
    Extend,
    /// It takes no more answers.
    Close,
    /// It is over and is to be left out of lists.
    Archive,
    /// Lists are to have it again.
    Unarchive,
}

impl OfferedAct {
    /// The end of its address.
    pub fn path(self) -> &'static str {
        match self {
            Self::Open | Self::Resume | Self::Reopen => "open",
            Self::Pause => "pause",
            Self::Extend => "extend",
            Self::Close => "close",
            Self::Archive => "archive",
            Self::Unarchive => "unarchive",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Resume => "resume",
            Self::Reopen => "reopen",
            Self::Pause => "pause",
            Self::Extend => "extend",
            Self::Close => "close",
            Self::Archive => "archive",
            Self::Unarchive => "unarchive",
        }
    }
}

impl FieldOffer {
    fn title(&self, t: &Locale) -> String {
        t.text(&format!("field-title-{}", self.act.word())).into_owned()
    }

    fn button(&self, t: &Locale) -> String {
        t.text(&format!("field-button-{}", self.act.word())).into_owned()
    }
}

impl FieldPage<'_> {
    /// What it means for residents.
    fn meaning(&self, offer: &FieldOffer) -> String {
        let t = self.frame.t;
        let (days, planned) = (DAYS_AFTER_END.into(), self.planned.map(|day| t.date(day)));
        let until = planned.as_deref().unwrap_or_default().into();
        let is_planned = if planned.is_some() { "yes" } else { "no" };
        let values = [("days", days), ("until", until), ("planned", is_planned.into())];
        t.with(&format!("field-text-{}", offer.act.word()), &values)
    }

    /// It is over, and cannot be opened again.
    fn is_gone(&self) -> bool {
        self.state == FieldState::Closed && self.acts.iter().all(|it| it.act != OfferedAct::Reopen)
    }

    /// Over for so long that nothing can be decided any more.
    fn gone(&self) -> String {
        self.frame.t.with("field-gone-text", &[("days", DAYS_AFTER_END.into())])
    }
}

/// What ending a survey means, before it is done.
#[derive(Debug, Template)]
#[template(path = "staff/close.html")]
pub struct ClosePage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// The survey's title.
    pub title: &'a str,
    /// Where its field phase is.
    pub field: String,
    /// What residents read as its last day.
    pub today: Date,
    /// It can be ended.
    pub is_possible: bool,
}

impl ClosePage<'_> {
    fn heading(&self) -> String {
        self.frame.t.with("close-title", &[("title", self.title.into())])
    }

    fn means(&self) -> [String; 4] {
        let t = self.frame.t;
        let values = [("day", t.date(self.today).into()), ("days", DAYS_AFTER_END.into())];
        ["close-told", "close-begun", "close-letters", "close-again"]
            .map(|key| t.with(key, &values))
    }
}
