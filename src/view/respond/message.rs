//! Pages that explain: what went wrong and how to go on, how to come back later, and the question
//! whether to delete what was begun.

use std::borrow::Cow;

use askama::Template;
use jiff::civil::Date;

use super::super::Hidden;
use super::super::frame::PageFrame;
use crate::engine::Form;

/// A page that says what happened, and the way on.
#[derive(Debug, Template)]
#[template(path = "respond/message.html")]
pub struct MessagePage<'a> {
    frame: PageFrame<'a>,
    trouble: Trouble<'a>,
    way_on: Vec<WayOn<'a>>,
    /// What was typed and not stored: where it was sent, and its fields.
    typed: Option<(&'a str, &'a Form)>,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble<'a> {
    /// No such survey, page or file.
    NotFound,
    /// No such page of staff's, or none for her.
    NoDesk,
    /// The form is of another session: she has signed in again, or switched to another organisation.
    OtherSession,
    /// The survey does not take answers before this day.
    Early(Date),
    /// The survey takes no answers for now.
    Paused,
    /// The survey takes no more answers: this was its last day.
    Closed(Date),
    /// A link to a pretest that is over.
    PretestOver,
    /// No interview belongs to this browser (any more).
    Expired,
    /// The form comes from an old page or another site.
    FormExpired,
    /// The form cannot be read.
    BadForm,
    /// More was sent than a page can hold.
    TooLarge,
    /// The code was used: its answers are submitted.
    Used,
    /// Too many codes or passwords are tried from this network.
    TooMany,
    /// This network has begun or sent as much as one may for now.
    Crowded,
    /// Too many at once.
    Busy,
    /// The disk is nearly full.
    NoRoom,
    /// Nothing can be stored or read.
    Away,
    /// Our fault; with a number to quote.
    Internal(&'a str),
}

/// A link that leads on.
#[derive(Debug, Clone)]
pub enum WayOn<'a> {
    /// To the survey's first page.
    Start,
    /// To the page where the interview stands.
    Page(&'a str),
    /// To entering a code.
    Code,
    /// To the same address again.
    Again(&'a str),
    /// To the questionnaire on paper.
    Print,
    /// To deleting what was submitted.
    Withdraw,
    /// To the staff's sign-in.
    SignIn(&'a str),
}

impl Trouble<'_> {
    /// Whether the same may work in a while.
    pub fn passes(self) -> bool {
        match self {
            Trouble::Paused
            | Trouble::TooMany
            | Trouble::Crowded
            | Trouble::Busy
            | Trouble::NoRoom
            | Trouble::Away
            | Trouble::Internal(_) => true,
            Trouble::NotFound
            | Trouble::NoDesk
            | Trouble::OtherSession
            | Trouble::Early(_)
            | Trouble::Closed(_)
            | Trouble::PretestOver
            | Trouble::Expired
            | Trouble::FormExpired
            | Trouble::BadForm
            | Trouble::TooLarge
            | Trouble::Used => false,
        }
    }

    /// In how many seconds the same may work, where that is known: a minute, or ten.
    pub fn wait(self) -> Option<u32> {
        match self {
            Trouble::TooMany | Trouble::Busy | Trouble::Away => Some(60),
            Trouble::Crowded | Trouble::NoRoom => Some(600),
            _ => None,
        }
    }

    /// The text that says that what was typed is still there, and when to send it again.
    pub(super) fn kept_key(self) -> &'static str {
        match (self, self.wait()) {
            (Trouble::Paused, _) => "typed-kept-paused",
            (_, Some(600)) => "typed-kept-longer",
            _ => "typed-kept",
        }
    }

    /// Its title's key among the texts.
    pub(super) fn title_key(self) -> String {
        format!("message-{}-title", self.name())
    }

    fn name(self) -> &'static str {
        match self {
            Trouble::NotFound => "not-found",
            Trouble::NoDesk => "no-desk",
            Trouble::OtherSession => "other-session",
            Trouble::Early(_) => "early",
            Trouble::Paused => "paused",
            Trouble::Closed(_) => "closed",
            Trouble::PretestOver => "pretest-over",
            Trouble::Expired => "expired",
            Trouble::FormExpired => "form-expired",
            Trouble::BadForm => "bad-form",
            Trouble::TooLarge => "too-large",
            Trouble::Used => "used",
            Trouble::TooMany => "too-many",
            Trouble::Crowded => "crowded",
            Trouble::Busy => "busy",
            Trouble::NoRoom => "no-room",
            Trouble::Away => "away",
            Trouble::Internal(_) => "internal",
        }
    }
}

impl<'a> MessagePage<'a> {
    /// The page for a trouble.
    pub fn new(frame: PageFrame<'a>, trouble: Trouble<'a>, way_on: Vec<WayOn<'a>>) -> Self {
        MessagePage { frame, trouble, way_on, typed: None }
    }

    /// With what was typed, to be sent again, where that may work in a while.
    pub fn with_typed(self, action: &'a str, form: Option<&'a Form>) -> Self {
        let typed = form.filter(|_| self.trouble.passes()).map(|form| (action, form));
        MessagePage { typed, ..self }
    }

    fn title(&self) -> Cow<'_, str> {
        self.frame.t.text(&self.trouble.title_key())
    }

    fn text(&self) -> String {
        let key = format!("message-{}-text", self.trouble.name());
        match self.trouble {
            Trouble::Early(day) | Trouble::Closed(day) => {
                self.frame.t.with(&key, &[("day", self.frame.t.date(day).into())])
            }
            _ => self.frame.with_contact(&key),
        }
    }

    fn kept(&self) -> Cow<'_, str> {
        self.frame.t.text(self.trouble.kept_key())
    }

    fn incident(&self) -> Option<String> {
        let Trouble::Internal(number) = self.trouble else { return None };
        Some(self.frame.t.with("message-incident", &[("number", number.into())]))
    }

    fn links(&self) -> Vec<(String, Cow<'_, str>)> {
        let t = self.frame.t;
        let link = |way: &WayOn<'_>| match way {
            WayOn::Start => (self.frame.base.to_owned(), t.text("way-start")),
            WayOn::Page(href) => ((*href).to_owned(), t.text("way-page")),
            WayOn::Print => (self.frame.at("print"), t.text("welcome-print")),
            WayOn::Withdraw => (self.frame.at("withdraw"), t.text("withdraw-title")),
            WayOn::Code => (self.frame.at("code"), t.text("way-code")),
            WayOn::Again(href) => ((*href).to_owned(), t.text("way-again")),
            WayOn::SignIn(href) => ((*href).to_owned(), t.text("way-sign-in")),
        };
        self.way_on.iter().map(link).collect()
    }
}

/// How much is stored when somebody wants to go on later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LaterState {
    /// All pages that were sent.
    Pages,
    /// These, and all that was typed on the page she comes from.
    All,
    /// These, and what is in order of that page.
    Part,
    /// Nothing.
    Nothing,
}

/// How to come back later.
#[derive(Debug, Template)]
#[template(path = "respond/later.html")]
pub struct Later<'a> {
    /// The frame.
    pub frame: PageFrame<'a>,
    /// How much is stored.
    pub state: LaterState,
    /// Where the interview goes on.
    pub resume: String,
    /// For how many days the draft is kept without being touched.
    pub days: usize,
    /// The interview goes on with the same code, on every device.
    pub by_code: bool,
    /// Fields nobody sees.
    pub hidden: Hidden<'a>,
}

/// Asks whether to delete what was begun.
#[derive(Debug, Template)]
#[template(path = "respond/forget.html")]
pub struct Forget<'a> {
    /// The frame.
    pub frame: PageFrame<'a>,
    /// Where the interview goes on instead.
    pub resume: String,
    /// The interview goes on with the same code, so this device may forget it and nothing is lost.
    pub by_code: bool,
    /// Fields nobody sees.
    pub hidden: Hidden<'a>,
}

impl Later<'_> {
    fn title(&self) -> Cow<'_, str> {
        self.frame.t.text(match self.state {
            LaterState::Nothing => "later-nothing-title",
            _ => "later-title",
        })
    }

    fn text(&self) -> Cow<'_, str> {
        self.frame.t.text(match self.state {
            LaterState::Pages => "later-text",
            LaterState::All => "later-text-all",
            LaterState::Part => "later-text-part",
            LaterState::Nothing => "later-nothing-text",
        })
    }

    fn is_stored(&self) -> bool {
        self.state != LaterState::Nothing
    }

    fn how(&self) -> Cow<'_, str> {
        self.frame.t.text(if self.by_code { "later-how-code" } else { "later-how" })
    }

    fn kept(&self) -> String {
        self.frame.t.with("later-kept", &[("days", self.days.into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;

    #[test]
    fn every_trouble_has_words_and_a_way_on() {
        let all = [
            Trouble::NotFound,
            Trouble::Early(Date::constant(2026, 6, 1)),
            Trouble::Closed(Date::constant(2026, 6, 30)),
            Trouble::Paused,
            Trouble::Crowded,
            Trouble::Expired,
            Trouble::FormExpired,
            Trouble::BadForm,
            Trouble::TooLarge,
            Trouble::Used,
            Trouble::TooMany,
            Trouble::Busy,
            Trouble::NoRoom,
            Trouble::Away,
            Trouble::Internal("7QX2"),
        ];
        for t in Locale::list() {
            for trouble in all {
                let frame = PageFrame { base: "/s/x", ..PageFrame::bare(t, "/s/x") };
                let html = MessagePage::new(frame, trouble, vec![WayOn::Start]).render().unwrap();
                assert!(!html.contains("message-") && !html.contains("way-start"), "{html}");
                assert!(html.contains("href=\"/s/x\""), "{html}");
                assert_eq!(html.contains("7QX2"), trouble.name() == "internal");
                let frame = PageFrame { base: "/s/x", ..PageFrame::bare(t, "/s/x") };
                let form = Form::new(vec![("wish".to_owned(), "a \"quay\"".to_owned())]);
                let page = MessagePage::new(frame, trouble, vec![WayOn::Start]);
                let html = page.with_typed("/s/x/p/y", Some(&form)).render().unwrap();
                let kept = "name=\"wish\" value=\"a &#34;quay&#34;\"";
                assert_eq!(html.contains(kept), trouble.passes(), "{html}");
            }
        }
    }
}
