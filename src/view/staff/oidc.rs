//! Pages between here and an identity provider.

use askama::Template;

use super::StaffFrame;
use crate::i18n::Locale;

/// Leads on by itself, and by a link where a browser does not.
#[derive(Debug, Template)]
#[template(path = "staff/onward.html")]
pub struct OnwardPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// Where to.
    pub to: &'a str,
}

/// Asks once for the password of the account that is to be linked.
#[derive(Debug, Template)]
#[template(path = "staff/login_proof.html")]
pub struct ProofPage<'a> {
    /// The frame; nobody is signed in.
    pub frame: StaffFrame<'a>,
    /// The account's address.
    pub email: &'a str,
    /// It was asked for, and what came was wrong.
    pub is_wrong: bool,
    /// Where the form is sent.
    pub action: &'a str,
    /// Where one signs in otherwise.
    pub back: &'a str,
}

impl ProofPage<'_> {
    fn told(&self) -> String {
        self.frame.t.with("oidc-proof-text", &[("email", self.email.into())])
    }
}

/// Somebody who came back from the provider is not let in.
#[derive(Debug, Template)]
#[template(path = "staff/login_refused.html")]
pub struct ReturnRefusedPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// Why, and what to do.
    pub words: String,
    /// Where to begin anew.
    pub back: &'a str,
}
