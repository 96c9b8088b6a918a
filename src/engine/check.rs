//! Checking a questionnaire: all problems at once, each with its place and a hint.
//!
//! A problem is an author's mistake and a value. When there is no error, the checked
//! [`Questionnaire`] comes out; a broken questionnaire never does. Start reading at [`check`].

mod build;
mod expressions;
mod graph;
mod names;
mod texts;
mod tree;
mod uploads;

use std::fmt;

use super::Questionnaire;
use super::model::Definition;
use super::spelling::nearest;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Works, but probably not as meant.
    Warning,
    /// Cannot be served.
    Error,
}

/// A place in a workbook, for questionnaires that come from one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// The sheet's name.
    pub sheet: String,
    /// The row as spreadsheets count them, from 1; none when the whole sheet is meant.
    pub row: Option<usize>,
    /// The column's header as it is spelt; none when the whole row is meant.
    pub column: Option<String>,
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.sheet)?;
        if let Some(row) = self.row {
            write!(f, " row {row}")?;
        }
        match &self.column {
            Some(column) => write!(f, ", column {column}"),
            None => Ok(()),
        }
    }
}

/// An author's mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// JSON path: `pages[1].questions[3].relevant`.
    pub place: String,
    /// The cell of the workbook that this path came from.
    pub cell: Option<Cell>,
    /// Position in an expression, "line:column".
    pub at: Option<String>,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub hint: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        match &self.cell {
            Some(cell) => write!(f, "{cell}")?,
            None => write!(f, "{}", self.place)?,
        }
        if let Some(at) = &self.at {
            write!(f, " at {at}")?;
        }
        write!(f, ": {severity}: {}", self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

/// What a check found.
#[derive(Debug)]
pub struct Checked {
    /// All problems in the order of the document.
    pub problems: Vec<Problem>,
    questionnaire: Option<Questionnaire>,
}

impl Checked {
    /// A file of which no questionnaire can be made.
    pub(crate) fn unreadable(problems: Vec<Problem>) -> Self {
        Self { problems, questionnaire: None }
    }

    /// The same with other problems: those of the file and those of what it holds.
    pub(crate) fn with(self, problems: Vec<Problem>) -> Self {
        Self { problems, ..self }
    }

    /// Whether there is no error, so that the questionnaire may be used.
    pub fn is_sound(&self) -> bool {
        self.questionnaire.is_some() && !self.problems.iter().any(Problem::is_error)
    }

    /// The questionnaire to publish, simulate or convert; or, where there is an error, all problems.
    pub fn sound(self) -> Result<Questionnaire, Vec<Problem>> {
        match self.is_sound() {
            true => self.questionnaire.ok_or(self.problems),
            false => Err(self.problems),
        }
    }
}

/// Checks a definition whose lists and frames are written out.
pub fn check(definition: Definition) -> Checked {
    let mut found = Found::default();
    names::check(&definition, &mut found);
    texts::check(&definition, &mut found);
    let mut questionnaire = build::questionnaire(definition, &mut found);
    if let Some(steps) = graph::steps(&questionnaire, &mut found) {
        questionnaire.steps = steps;
    }
    Checked { questionnaire: Some(questionnaire), problems: found.0 }
}

/// The problems found so far.
#[derive(Default)]
struct Found(Vec<Problem>);

impl Found {
    fn error(&mut self, place: impl Into<String>, message: impl Into<String>) -> &mut Problem {
        self.add(Severity::Error, place.into(), message.into())
    }

    /// An error in a questionnaire of our own; in one that other tools accept, a warning.
    fn fault(
        &mut self,
        definition: &Definition,
        place: impl Into<String>,
        message: impl Into<String>,
    ) -> &mut Problem {
        let severity = match definition.is_imported() {
            true => Severity::Warning,
            false => Severity::Error,
        };
        self.add(severity, place.into(), message.into())
    }

    fn warning(&mut self, place: impl Into<String>, message: impl Into<String>) -> &mut Problem {
        self.add(Severity::Warning, place.into(), message.into())
    }

    fn add(&mut self, severity: Severity, place: String, message: String) -> &mut Problem {
        self.0.push(Problem::new(severity, place, message));
        let last = self.0.len() - 1;
        &mut self.0[last]
    }
}

impl Problem {
    /// Whether it keeps the questionnaire from being served.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// A problem at a JSON path, without position or hint.
    pub(crate) fn new(
        severity: Severity,
        place: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            severity,
            place: place.into(),
            cell: None,
            at: None,
            message: message.into(),
            hint: None,
        }
    }

    pub(crate) fn hint(&mut self, hint: impl Into<String>) -> &mut Self {
        self.hint = Some(hint.into());
        self
    }

    fn at(&mut self, line: usize, column: usize) -> &mut Self {
        self.at = Some(format!("{line}:{column}"));
        self
    }
}

/// "did you mean `age`?" for the candidate nearest to a misspelt name.
fn did_you_mean<'c>(name: &str, candidates: impl Iterator<Item = &'c str>) -> Option<String> {
    nearest(name, candidates).map(|near| format!("did you mean `{near}`?"))
}
