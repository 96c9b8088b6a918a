//! The accounts of an organisation: the list, one of them, a link that is shown once.

use askama::Template;
use jiff::civil::{Date, DateTime};

use super::StaffFrame;
use super::account::{moment, role_names};
use crate::domain::{AccountState, LinkPurpose, Role, Roles};
use crate::i18n::Locale;

/// The accounts of an organisation, and the form to invite somebody.
#[derive(Debug, Template)]
#[template(path = "staff/people.html")]
pub struct PeoplePage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// The accounts, by address.
    pub people: Vec<PersonLine>,
    /// The address that was typed.
    pub email: String,
    /// The roles that were ticked.
    pub chosen: Vec<Role>,
    /// What is wrong with that.
    pub problem: Option<String>,
    /// It is the roles that are wrong.
    pub is_roles: bool,
    /// Where the form is sent.
    pub invite: &'a str,
}

/// One account.
#[derive(Debug, Template)]
#[template(path = "staff/person.html")]
pub struct PersonPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// The account.
    pub person: PersonLine,
    /// How many sessions of it go on here.
    pub sessions: usize,
    /// Several organisations share the installation: only who runs it resets passwords and second factors.
    pub is_shared: bool,
    /// The roles that it has, or that were ticked.
    pub chosen: Vec<Role>,
    /// Why nothing was done.
    pub problem: Option<String>,
    /// Something was done just now.
    pub was_saved: bool,
    /// Where the list is.
    pub list: &'a str,
    /// Where one's own account is.
    pub own: &'a str,
}

/// A one-time link, shown to whoever hands it on.
#[derive(Debug, Template)]
#[template(path = "staff/link.html")]
pub struct LinkPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// Whose link it is.
    pub email: &'a str,
    /// What it is for.
    pub purpose: LinkPurpose,
    /// The link; nothing when it is on its way by mail.
    pub address: Option<String>,
    /// Why no mail was sent: the word of a text, and the number of the mail server's answer.
    pub failure: Option<(&'static str, u16)>,
    /// Until when it works.
    pub until: DateTime,
    /// Where the list is.
    pub list: &'a str,
}

/// An account in the list.
#[derive(Debug)]
pub struct PersonLine {
    /// The address to sign in with.
    pub email: String,
    /// It is the reader's own.
    pub is_oneself: bool,
    /// What it may do.
    pub roles: Roles,
    /// How far it is.
    pub state: AccountState,
    /// Until when its one-time link works, if it has one.
    pub link_until: Option<DateTime>,
    /// The day of the last sign-in.
    pub signed_in_on: Option<Date>,
    /// Whether it has a second factor.
    pub has_factor: bool,
    /// Its page.
    pub href: String,
}

/// A role that can be ticked.
#[derive(Debug)]
struct RoleChoice {
    key: &'static str,
    is_chosen: bool,
}

impl RoleChoice {
    fn name(&self, t: &Locale) -> String {
        t.text(&format!("role-{}", self.key)).into_owned()
    }

    fn note(&self, t: &Locale) -> String {
        t.text(&format!("role-note-{}", self.key)).into_owned()
    }
}

fn choices(chosen: &[Role]) -> Vec<RoleChoice> {
    let choice = |role: &Role| RoleChoice { key: role.as_str(), is_chosen: chosen.contains(role) };
    Role::ALL.iter().map(choice).collect()
}

impl PersonLine {
    fn roles(&self, t: &Locale) -> Vec<String> {
        role_names(t, &self.roles)
    }

    /// What stands before the `@`, behind which a line may break.
    fn name(&self) -> &str {
        self.email.split_once('@').map_or(&self.email, |(name, _)| name)
    }

    fn domain(&self) -> &str {
        &self.email[self.name().len()..]
    }

    fn tag(&self) -> &'static str {
        match self.state {
            AccountState::Active => "ok yes",
            AccountState::Invited => "plan",
            AccountState::Disabled => "bad no",
        }
    }

    fn state(&self, t: &Locale) -> String {
        t.text(&format!("people-state-{}", self.state.as_str())).into_owned()
    }

    /// When it was here last, or until when its link works.
    fn told(&self, t: &Locale) -> String {
        match (self.state, self.link_until, self.signed_in_on) {
            (AccountState::Invited, Some(until), _) => {
                t.with("people-link-until", &[("until", moment(t, until).into())])
            }
            (AccountState::Invited, None, _) => t.text("people-link-over").into_owned(),
            (_, _, Some(day)) => t.with("people-last", &[("day", t.date(day).into())]),
            (_, _, None) => t.text("people-never").into_owned(),
        }
    }
}

impl PeoplePage<'_> {
    fn is_email(&self) -> bool {
        self.problem.is_some() && !self.is_roles
    }

    fn marks_roles(&self) -> bool {
        self.problem.is_some() && self.is_roles
    }

    fn counted(&self) -> String {
        let t = self.frame.t;
        t.with("people-count", &[("number", self.people.len().into())])
    }

    fn choices(&self) -> Vec<RoleChoice> {
        choices(&self.chosen)
    }
}

impl PersonPage<'_> {
    /// Whatever is refused here is about what somebody may do.
    fn marks_roles(&self) -> bool {
        self.problem.is_some()
    }

    fn choices(&self) -> Vec<RoleChoice> {
        choices(&self.chosen)
    }

    fn sessions(&self) -> String {
        self.frame.t.with("people-sessions", &[("number", self.sessions.into())])
    }
}

impl LinkPage<'_> {
    fn title(&self) -> &'static str {
        if self.address.is_some() { "link-title" } else { "link-mailed-title" }
    }

    fn failure(&self) -> Option<String> {
        let (word, code) = self.failure?;
        Some(self.frame.t.with(&format!("mail-failed-{word}"), &[("code", code.into())]))
    }

    fn mailed(&self) -> String {
        let t = self.frame.t;
        let values = [("email", self.email.into()), ("until", moment(t, self.until).into())];
        t.with("link-mailed", &values)
    }

    fn text(&self) -> String {
        let t = self.frame.t;
        let values = [("email", self.email.into()), ("until", moment(t, self.until).into())];
        match self.purpose {
            LinkPurpose::Invitation => t.with("link-invitation", &values),
            LinkPurpose::Reset => t.with("link-reset", &values),
        }
    }
}
