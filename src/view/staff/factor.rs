//! Pages of the second factor: setting one up, the codes for when the phone is lost, the second step of signing in.

use askama::Template;
use fast_qr::{ECL, QRBuilder};
use jiff::civil::Date;

use super::StaffFrame;
use crate::i18n::Locale;

/// The second step of signing in.
#[derive(Debug, Template)]
#[template(path = "staff/login_code.html")]
pub struct LoginCodePage<'a> {
    /// The frame; nobody is signed in.
    pub frame: StaffFrame<'a>,
    /// Who signs in.
    pub email: &'a str,
    /// What is wrong with the last try.
    pub problem: Option<CodeProblem>,
    /// Codes of an app count.
    pub has_app: bool,
    /// What the browser is asked for, where she has a passkey.
    pub challenge: Option<Challenge>,
    /// The script that asks it.
    pub script: &'static str,
    /// Where the first step is.
    pub back: &'a str,
}

/// What a browser is asked for: see `app::office::accounts::passkeys`.
#[derive(Debug)]
pub struct Challenge {
    /// What the script gives it, as JSON.
    pub options: String,
    /// What comes back with the answer.
    pub state: String,
}

/// What is wrong with a second step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeProblem {
    /// The code is not right, or was used; so many more may be tried, if there is a bound.
    Wrong(Option<usize>),
    /// Too many were wrong.
    Paused,
    /// The passkey was not taken, in words.
    Passkey(String),
}

/// Setting up second factors.
#[derive(Debug, Template)]
#[template(path = "staff/factor.html")]
pub struct FactorPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// She can do nothing else before.
    pub is_demanded: bool,
    /// The passkeys.
    pub passkeys: Vec<PasskeyLine>,
    /// There are passkeys in this installation.
    pub has_passkeys: bool,
    /// What the browser is asked for to add one; none where none can be added.
    pub challenge: Option<Challenge>,
    /// The script that asks it.
    pub script: &'static str,
    /// What the passkey to be added is called.
    pub name: &'a str,
    /// Codes of an app are asked for.
    pub has_app: bool,
    /// While the app is being set up: the key to type, and the address to scan.
    pub begun: Option<(String, String)>,
    /// How many recovery codes are left, where there is a factor.
    pub recovery_codes: Option<usize>,
    /// What is wrong with what was sent.
    pub problem: Option<FactorProblem>,
    /// Where her own account is.
    pub own: &'a str,
}

/// A passkey.
#[derive(Debug)]
pub struct PasskeyLine {
    /// By which it is taken away.
    pub id: String,
    /// What she calls it.
    pub name: String,
    /// The day on which it was added.
    pub added_on: Option<Date>,
    /// The day on which it was used last.
    pub used_on: Option<Date>,
}

/// What is wrong with what was sent.
#[derive(Debug)]
pub struct FactorProblem {
    /// In words.
    pub words: String,
    /// The id of the field that it is about.
    pub field: &'static str,
}

impl PasskeyLine {
    fn told(&self, t: &Locale) -> String {
        let day = |day: Option<Date>| day.map(|day| t.date(day)).unwrap_or_default();
        let added = day(self.added_on);
        match self.used_on {
            None => t.with("passkey-added", &[("added", added.into())]),
            used => t.with("passkey-used", &[("added", added.into()), ("used", day(used).into())]),
        }
    }
}

/// The recovery codes, which are shown once.
#[derive(Debug, Template)]
#[template(path = "staff/recovery.html")]
pub struct RecoveryPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// The codes.
    pub codes: Vec<String>,
    /// Where her own account is.
    pub own: &'a str,
}

impl LoginCodePage<'_> {
    fn problem(&self) -> Option<String> {
        let t = self.frame.t;
        Some(match self.problem.clone()? {
            CodeProblem::Passkey(words) => words,
            CodeProblem::Wrong(None) => t.text("login-recovery-wrong").into_owned(),
            CodeProblem::Wrong(Some(0)) | CodeProblem::Paused => {
                t.text("login-code-paused").into_owned()
            }
            CodeProblem::Wrong(Some(left)) => t.with("login-code-wrong", &[("left", left.into())]),
        })
    }

    /// The field that the problem is about.
    fn field(&self) -> &'static str {
        match self.problem {
            Some(CodeProblem::Passkey(_)) if self.challenge.is_some() => "passkey",
            _ => "code",
        }
    }

    fn is_about_code(&self) -> bool {
        self.problem.is_some() && self.field() == "code"
    }
}

/// A square that an app scans: so many modules wide, and the dark ones as the path of a drawing.
struct Square {
    size: usize,
    path: String,
}

impl FactorPage<'_> {
    fn is_about(&self, field: &str) -> bool {
        self.problem.as_ref().is_some_and(|problem| problem.field == field)
    }

    fn codes_told(&self) -> Option<String> {
        let left = self.recovery_codes?;
        Some(self.frame.t.with("me-factor-there", &[("left", left.into())]))
    }

    /// None where the address is too long for one, which then is typed.
    fn square(&self) -> Option<Square> {
        let (_, url) = self.begun.as_ref()?;
        let code = QRBuilder::new(url.as_str()).ecl(ECL::M).build().ok()?;
        let dark = (0..code.size).flat_map(|row| (0..code.size).map(move |column| (row, column)));
        let dark = dark.filter(|(row, column)| code[*row][*column].value());
        // Around it must be four modules of nothing.
        let module = |(row, column)| format!("M{} {}h1v1h-1z", column + 4, row + 4);
        Some(Square { size: code.size + 8, path: dark.map(module).collect() })
    }
}
