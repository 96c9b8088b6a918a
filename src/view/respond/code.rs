//! Pages for codes, and for what a resident may ask for beside answering: being left alone, the
//! prize draw, the results by mail, withdrawal.

use std::borrow::Cow;

use askama::Template;

use crate::access::{AccessCode, Mistyped, WithdrawalCode};
use crate::i18n::Locale;

use super::super::Hidden;
use super::super::frame::PageFrame;

/// A code that looks like those in letters.
const EXAMPLE: &str = "K7MP-29XR-4HTW-D";

/// What is wrong with a code that somebody typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeFault {
    /// It is no code at all.
    Mistyped(Mistyped),
    /// There is no such code here.
    Unknown,
}

/// Asks for the code in the letter.
#[derive(Debug, Template)]
#[template(path = "respond/code.html")]
pub struct EnterCode<'a> {
    /// The frame.
    pub frame: PageFrame<'a>,
    /// What was typed.
    pub typed: &'a str,
    /// What is wrong with it.
    pub fault: Option<CodeFault>,
}

/// Asks whether to send no more letters.
#[derive(Debug, Template)]
#[template(path = "respond/opt_out.html")]
pub struct OptOut<'a> {
    /// The frame.
    pub frame: PageFrame<'a>,
    /// This browser came with a code, so none has to be typed.
    pub has_code: bool,
    /// What was typed.
    pub typed: &'a str,
    /// What is wrong with it.
    pub fault: Option<CodeFault>,
}

/// Asks for the withdrawal code of submitted answers.
#[derive(Debug, Template)]
#[template(path = "respond/withdraw.html")]
pub struct Withdraw<'a> {
    /// The frame.
    pub frame: PageFrame<'a>,
    /// What was typed.
    pub typed: &'a str,
    /// What is wrong with it.
    pub fault: Option<CodeFault>,
}

/// Asks for an address, apart from all answers.
#[derive(Debug, Template)]
#[template(path = "respond/address.html")]
pub struct AskAddress<'a> {
    /// The frame.
    pub frame: PageFrame<'a>,
    /// Fields nobody sees.
    pub hidden: Hidden<'a>,
    /// What for: `draw` or `report`.
    pub purpose: &'static str,
    /// The longest address.
    pub longest: usize,
    /// What was typed.
    pub typed: &'a str,
    /// It was nothing, or too long.
    pub is_wrong: bool,
}

/// Asks what kept somebody from answering.
#[derive(Debug, Template)]
#[template(path = "respond/barrier.html")]
pub struct Barrier<'a> {
    /// The frame.
    pub frame: PageFrame<'a>,
    /// The most characters it may have.
    pub longest: usize,
    /// What was typed.
    pub typed: &'a str,
    /// It is empty or too long.
    pub is_wrong: bool,
}

/// Says that something was done: `opted-out`, `withdrawn`, `draw`, `report` or `barrier`.
#[derive(Debug, Template)]
#[template(path = "respond/told.html")]
pub struct Told<'a> {
    /// The frame.
    pub frame: PageFrame<'a>,
    /// What was done.
    pub what: &'static str,
}

impl EnterCode<'_> {
    fn hint(&self) -> String {
        self.frame.t.with("code-hint", &[("example", EXAMPLE.into())])
    }

    fn fault_words(&self) -> Option<String> {
        self.fault.map(|fault| words(&self.frame, fault, AccessCode::LENGTH))
    }
}

impl OptOut<'_> {
    fn fault_words(&self) -> Option<String> {
        self.fault.map(|fault| words(&self.frame, fault, AccessCode::LENGTH))
    }
}

impl Withdraw<'_> {
    fn fault_words(&self) -> Option<String> {
        self.fault.map(|fault| words(&self.frame, fault, WithdrawalCode::LENGTH))
    }
}

impl AskAddress<'_> {
    fn title(&self) -> Cow<'_, str> {
        self.frame.t.text(&format!("address-{}-title", self.purpose))
    }

    fn text(&self) -> Cow<'_, str> {
        self.frame.t.text(&format!("address-{}-text", self.purpose))
    }

    fn fault_words(&self) -> Option<String> {
        let longest = [("max", self.longest.into())];
        self.is_wrong.then(|| self.frame.t.with("address-fault", &longest))
    }
}

impl Barrier<'_> {
    fn fault_words(&self) -> Option<String> {
        let longest = [("max", self.longest.into())];
        self.is_wrong.then(|| self.frame.t.with("barrier-fault", &longest))
    }
}

impl Told<'_> {
    fn title(&self) -> Cow<'_, str> {
        self.frame.t.text(&format!("told-{}-title", self.what))
    }

    fn text(&self) -> Cow<'_, str> {
        self.frame.t.text(&format!("told-{}-text", self.what))
    }
}

/// The title of a page, marked when something on it is wrong.
fn page_title(t: &Locale, key: &str, is_wrong: bool) -> String {
    let title = t.text(key);
    if is_wrong { t.with("error-title", &[("title", title.into())]) } else { title.into_owned() }
}

fn words(frame: &PageFrame<'_>, fault: CodeFault, length: usize) -> String {
    let t = frame.t;
    match fault {
        CodeFault::Mistyped(Mistyped::Empty) => t.text("code-fault-empty").into_owned(),
        CodeFault::Mistyped(Mistyped::Unknown(c)) => {
            t.with("code-fault-character", &[("character", c.to_string().into())])
        }
        CodeFault::Mistyped(Mistyped::Length(typed)) => {
            t.with("code-fault-length", &[("length", length.into()), ("typed", typed.into())])
        }
        CodeFault::Mistyped(Mistyped::Check) => t.text("code-fault-check").into_owned(),
        CodeFault::Unknown => frame.with_contact("code-fault-unknown"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Who types the example must not be told that she mistyped it.
    #[test]
    fn the_example_is_a_code() {
        assert_eq!(AccessCode::parse(EXAMPLE).unwrap().to_string(), EXAMPLE);
    }
}
