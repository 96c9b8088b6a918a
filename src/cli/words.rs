//! Words of the domain as arguments: what is typed is what is stored, and the help says what it means.

use std::fmt::Display;

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::domain::{Mode, Purpose, Role};
use crate::engine::problem::Remark;
use crate::i18n::problems;

/// A number with what is counted: "1 row", "2 rows".
pub(super) fn counted(number: impl Display, one: &str, several: &str) -> String {
    let number = number.to_string();
    let word = if number == "1" { one } else { several };
    format!("{number} {word}")
}

/// A remark in the language of whoever types the command.
pub(super) fn said(what: &Remark) -> String {
    problems::remark(what, super::check::language(None))
}

macro_rules! arguments {
    ($($word:ident { $($variant:ident = $help:literal,)+ })+) => {$(
        impl ValueEnum for $word {
            fn value_variants<'a>() -> &'a [Self] {
                Self::ALL
            }

            fn to_possible_value(&self) -> Option<PossibleValue> {
                let help = match self { $(Self::$variant => $help,)+ };
                Some(PossibleValue::new(self.as_str()).help(help))
            }
        }
    )+};
}

arguments! {
    Mode {
        Open = "No access code",
        Anonymous = "Access codes, and no way back from an answer to an address",
        Confidential = "Access codes, and a link is kept for later waves; residents are told so",
    }
    Purpose {
        Draw = "Addresses for the prize draw",
        Report = "Addresses for the results by mail",
        Barrier = "What kept somebody from answering",
    }
    Role {
        Admin = "Accounts",
        Analyst = "Answers, never names",
        Designer = "Questionnaires",
        Field = "Names and letters, never answers",
        Viewer = "How far surveys are, nothing else",
    }
}
