//! Pages about one's own account: choosing a password, proving again who one is, seeing where one is
//! signed in.

use askama::Template;
use jiff::civil::{Date, DateTime};

use super::StaffFrame;
use crate::domain::Roles;
use crate::i18n::Locale;

/// Choosing a password by a one-time link, or accepting an invitation by it.
#[derive(Debug, Template)]
#[template(path = "staff/set_password.html")]
pub struct SetPasswordPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// Whose password it is.
    pub email: String,
    /// The organisation that invites her; nothing where she is to choose another password.
    pub organisation: Option<String>,
    /// She may have an account already, and accept with its password.
    pub may_be_known: bool,
    /// What is wrong with the password that was chosen.
    pub problem: Option<String>,
    /// The password of the account that she has is wrong.
    pub is_wrong: bool,
}

/// A link that does not work any more, or never did.
#[derive(Debug, Template)]
#[template(path = "staff/link_over.html")]
pub struct LinkOverPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
}

/// The password is asked for again before something is done.
#[derive(Debug, Template)]
#[template(path = "staff/confirm.html")]
pub struct ConfirmPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// Where what was typed goes on to.
    pub action: &'a str,
    /// What was typed.
    pub typed: Vec<(&'a str, &'a str)>,
    /// It was asked for, and what came was wrong.
    pub is_wrong: bool,
}

/// One's own account.
#[derive(Debug, Template)]
#[template(path = "staff/me.html")]
pub struct MePage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// The address to sign in with.
    pub email: &'a str,
    /// What she may do.
    pub roles: Roles,
    /// What is wrong with what was typed.
    pub problem: Option<String>,
    /// How many recovery codes are left, where there is a second factor.
    pub factor: Option<usize>,
    /// Where one is set up.
    pub set_up: &'a str,
    /// Whether she may sign in by an identity provider, too, where there is one.
    pub identity: Option<IdentityLine<'a>>,
    /// The password was changed just now.
    pub was_changed: bool,
    /// Where she is signed in.
    pub sessions: Vec<SessionLine>,
}

/// What an identity provider has to do with one's account.
#[derive(Debug)]
pub struct IdentityLine<'a> {
    /// What the button to sign in by it says.
    pub name: &'a str,
    /// The day on which the account was linked, if it is.
    pub linked_on: Option<Date>,
}

impl IdentityLine<'_> {
    fn is_linked(&self) -> bool {
        self.linked_on.is_some()
    }

    fn told(&self, t: &Locale) -> String {
        let name = ("name", self.name.into());
        match self.linked_on {
            Some(day) => t.with("identity-linked", &[name, ("day", t.date(day).into())]),
            None => t.with("identity-text", &[name]),
        }
    }

    fn action(&self) -> &'static str {
        if self.is_linked() { "/me/identity/remove" } else { "/me/identity" }
    }

    fn offer(&self) -> &'static str {
        if self.is_linked() { "identity-unlink" } else { "identity-link" }
    }
}

/// A session of one's own.
#[derive(Debug)]
pub struct SessionLine {
    /// By which it is ended.
    pub id: String,
    /// When it began.
    pub began: DateTime,
    /// When it was last used.
    pub seen: DateTime,
    /// It is this one.
    pub is_this: bool,
    /// The organisation in which she works in it, when she works for several.
    pub organisation: Option<String>,
}

impl SessionLine {
    fn told(&self, t: &Locale) -> String {
        let values = [("began", moment(t, self.began)), ("seen", moment(t, self.seen))];
        let values = values.map(|(name, value)| (name, value.into()));
        let told = t.with(if self.is_this { "me-since" } else { "me-since-seen" }, &values);
        match &self.organisation {
            Some(organisation) => format!("{organisation}: {told}"),
            None => told,
        }
    }
}

impl SetPasswordPage<'_> {
    fn title(&self) -> &'static str {
        if self.may_be_known { "join-title" } else { "password-title" }
    }

    fn invited(&self) -> Option<String> {
        let organisation = self.organisation.as_deref()?;
        Some(self.frame.t.with("join-text", &[("organisation", organisation.into())]))
    }
}

impl MePage<'_> {
    fn role_names(&self) -> Vec<String> {
        role_names(self.frame.t, &self.roles)
    }

    fn factor_told(&self, left: &usize) -> String {
        self.frame.t.with("me-factor-there", &[("left", (*left).into())])
    }

    fn has_others(&self) -> bool {
        self.sessions.iter().any(|session| !session.is_this)
    }
}

/// A day and a time of the day.
pub(super) fn moment(t: &Locale, at: DateTime) -> String {
    let time = format!("{:02}:{:02}", at.hour(), at.minute());
    t.with("account-moment", &[("day", t.date(at.date()).into()), ("time", time.into())])
}

/// What a role is called.
pub(super) fn role_names(t: &Locale, roles: &Roles) -> Vec<String> {
    roles.iter().map(|role| t.text(&format!("role-{}", role.as_str())).into_owned()).collect()
}

/// Asking for a link to choose another password.
#[derive(Debug, Template)]
#[template(path = "staff/forgot.html")]
pub struct ForgotPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// Where the form is sent.
    pub action: &'a str,
    /// Where one signs in.
    pub login: &'a str,
    /// What was typed.
    pub email: &'a str,
    /// How far it is.
    pub state: ForgotState,
}

/// How far somebody is who asks for a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForgotState {
    /// She is to type her address.
    Asking,
    /// What she typed is none.
    NoAddress,
    /// It is sent, if there is an account.
    Asked,
    /// No mail is sent here.
    NoMail,
}

impl ForgotPage<'_> {
    fn is_wrong(&self) -> bool {
        self.state == ForgotState::NoAddress
    }

    fn was_asked(&self) -> bool {
        self.state == ForgotState::Asked
    }

    fn has_form(&self) -> bool {
        matches!(self.state, ForgotState::Asking | ForgotState::NoAddress)
    }

    fn wrong(&self) -> String {
        self.frame.t.with("account-address", &[("email", self.email.into())])
    }

    fn told(&self) -> String {
        let t = self.frame.t;
        match self.state {
            ForgotState::NoMail => t.text("forgot-no-mail").into_owned(),
            _ => t.with("forgot-asked", &[("email", self.email.trim().into())]),
        }
    }
}
