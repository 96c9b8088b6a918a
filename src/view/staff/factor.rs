//! Pages of the second factor: setting it up, the codes for when the phone is lost, the code at the
//! sign-in.

use askama::Template;
use fast_qr::{ECL, QRBuilder};

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
    /// What is wrong with the last code.
    pub problem: Option<CodeProblem>,
    /// Where the first step is.
    pub back: &'a str,
}

/// What is wrong with a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeProblem {
    /// It is not right, or was used; so many more may be tried.
    Wrong(usize),
    /// Too many were wrong.
    Paused,
}

/// Setting up the second factor.
#[derive(Debug, Template)]
#[template(path = "staff/factor.html")]
pub struct FactorPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// She can do nothing else before.
    pub is_demanded: bool,
    /// It is set up.
    pub is_there: bool,
    /// While it is being set up: the key to type, and the address to scan.
    pub begun: Option<(String, String)>,
    /// The code that was typed is wrong.
    pub is_wrong: bool,
    /// Where her own account is.
    pub own: &'a str,
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
        Some(match self.problem? {
            CodeProblem::Wrong(0) | CodeProblem::Paused => t.text("login-code-paused").into_owned(),
            CodeProblem::Wrong(left) => t.with("login-code-wrong", &[("left", left.into())]),
        })
    }
}

/// A square that an app scans: so many modules wide, and the dark ones as the path of a drawing.
struct Square {
    size: usize,
    path: String,
}

impl FactorPage<'_> {
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
