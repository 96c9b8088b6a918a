//! Problems: what an author did wrong, as values. A code says what, a path where, and parameters
//! with which names and numbers.
//!
//! No sentence is here. `templates/i18n/problems` has one for each code in German and English, and
//! `i18n` puts the parameters in. To add a problem, write `remark!("its-code", name)` where it is
//! found and its sentence in both languages; a test compares them.

use std::fmt;

use serde_json::Value;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Works, but probably not as meant.
    Warning,
    /// Cannot be served.
    Error,
}

/// Something to be said to an author, without its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What it is, for programs; the name of its sentence.
    pub code: &'static str,
    /// What the sentence mentions.
    pub params: Vec<(&'static str, Value)>,
    /// What is said after it and a colon: why it is so, or what of it.
    pub detail: Option<Box<Remark>>,
}

impl Remark {
    /// The same with something more said at its end.
    pub(crate) fn with(self, detail: Remark) -> Self {
        let detail = match self.detail {
            Some(before) => before.with(detail),
            None => detail,
        };
        Self { detail: Some(Box::new(detail)), ..self }
    }
}

/// A [`Remark`]: its code and its parameters, each `name` or `name = value`.
macro_rules! remark {
    (@value $name:ident) => { serde_json::json!($name) };
    (@value $name:ident $value:expr) => { serde_json::json!($value) };
    ($code:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        $crate::engine::problem::Remark {
            code: $code,
            params: vec![$((
                stringify!($name),
                $crate::engine::problem::remark!(@value $name $($value)?),
            )),*],
            detail: None,
        }
    };
}
pub(crate) use remark;

/// An author's mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// Where it is in the document, as a JSON pointer (RFC 6901): `/pages/1/questions/3/relevant`.
    /// Empty where it is the document as a whole, or a file that is not one yet.
    pub path: String,
    /// Line and column in the expression there, both from 1.
    pub at: Option<(usize, usize)>,
    /// The same place as its author sees it, in the file that the questionnaire came from.
    pub origin: Option<FilePlace>,
    /// What is wrong.
    pub what: Remark,
    /// How to mend it.
    pub hint: Option<Remark>,
}

/// A place in the file that a questionnaire came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilePlace {
    /// In a text, both from 1.
    Line {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
    /// In a file beside it: a code frame or a list.
    Beside {
        /// Its name.
        file: String,
        /// The line, from 1, where that is known.
        line: Option<usize>,
        /// The column, from 1, where that is known.
        column: Option<usize>,
    },
    /// In a workbook.
    Cell(CellPlace),
    /// In a file of LimeSurvey.
    Element(LssElement),
}

/// A piece of a LimeSurvey file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LssElement {
    /// The codes of its question and subquestion: `Q1 / SQ1`; empty outside of questions.
    pub of: String,
    /// What of it, or which setting: an attribute, an answer; none where it is all of the question.
    pub part: Option<Remark>,
}

/// A place in a workbook.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellPlace {
    /// The sheet's name.
    pub sheet: String,
    /// The row as spreadsheets count them, from 1; none when the whole sheet is meant.
    pub row: Option<usize>,
    /// The column's header as it is spelt; none when the whole row is meant.
    pub column: Option<String>,
}

impl Problem {
    /// A problem at a JSON pointer.
    pub(crate) fn new(severity: Severity, path: impl Into<String>, what: Remark) -> Self {
        Self { severity, path: path.into(), at: None, origin: None, what, hint: None }
    }

    /// Whether it keeps the questionnaire from being served.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The cell of the workbook that it is in.
    pub fn cell(&self) -> Option<&CellPlace> {
        match &self.origin {
            Some(FilePlace::Cell(cell)) => Some(cell),
            _ => None,
        }
    }

    pub(crate) fn hint(&mut self, hint: Remark) -> &mut Self {
        self.hint = Some(hint);
        self
    }

    pub(crate) fn at(&mut self, line: usize, column: usize) -> &mut Self {
        self.at = Some((line, column));
        self
    }
}

/// A name that an author chose, as a part of a JSON pointer.
pub(crate) fn token(name: &str) -> impl fmt::Display {
    name.replace('~', "~0").replace('/', "~1")
}

/// Whether a JSON pointer leads to a place, or to something in it.
pub(crate) fn is_within(path: &str, place: &str) -> bool {
    path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// "did you mean `age`?" for the candidate nearest to a misspelt name.
pub(crate) fn did_you_mean<'c>(
    name: &str,
    candidates: impl Iterator<Item = &'c str>,
) -> Option<Remark> {
    let near = super::spelling::nearest(name, candidates)?;
    Some(remark!("did-you-mean", near))
}
