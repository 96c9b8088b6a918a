//! Problems and remarks in words, from `templates/i18n/problems` and `conversion`: in German and
//! English, for designers. Whoever speaks another language reads English.

use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentResource, FluentValue};
use serde_json::Value;

use super::{bundle, format};
use crate::engine::problem::{FilePlace, LssElement, Problem, Remark, Severity, remark};

/// The sentences about problems, then those about what becomes of LimeSurvey's files.
macro_rules! texts {
    ($language:literal) => {
        [
            include_str!(concat!("../../templates/i18n/problems/", $language, ".ftl")),
            include_str!(concat!("../../templates/i18n/conversion/", $language, ".ftl")),
        ]
    };
}

static GERMAN: LazyLock<FluentBundle<FluentResource>> =
    LazyLock::new(|| bundle("de", "ltr", &texts!("de")));
static ENGLISH: LazyLock<FluentBundle<FluentResource>> =
    LazyLock::new(|| bundle("en", "ltr", &texts!("en")));

/// The languages that problems are told in.
pub const LANGUAGES: [&str; 2] = ["de", "en"];

/// A remark in words.
pub fn remark(remark: &Remark, language: &str) -> String {
    let bundle = if language == "de" { &*GERMAN } else { &*ENGLISH };
    let values: Vec<_> = remark.params.iter().map(|(name, value)| (*name, fluent(value))).collect();
    let said = format(bundle, language, remark.code, &values);
    match &remark.detail {
        Some(detail) => format!("{said}: {}", self::remark(detail, language)),
        None => said.into_owned(),
    }
}

/// A piece of a LimeSurvey file in words.
pub fn element(element: &LssElement, language: &str) -> String {
    let part = element.part.as_ref().map(|part| remark(part, language));
    match part {
        Some(part) if element.of.is_empty() => part,
        Some(part) => format!("{}, {part}", element.of),
        None => element.of.clone(),
    }
}

/// A problem in words: where, how bad, what, and how to mend it.
pub fn problem(problem: &Problem, language: &str) -> String {
    let say = |it: &Remark| remark(it, language);
    let severity = match problem.severity {
        Severity::Error => remark!("severity-error"),
        Severity::Warning => remark!("severity-warning"),
    };
    let what = [place(problem, language), say(&severity), say(&problem.what)].join(": ");
    match &problem.hint {
        Some(hint) => format!("{what}; {}", say(hint)),
        None => what,
    }
}

/// Where a problem is, as its author sees it.
pub fn place(problem: &Problem, language: &str) -> String {
    let say = |it: Remark| remark(&it, language);
    let path = &problem.path;
    let place = match &problem.origin {
        Some(FilePlace::Line { line, column }) if path.is_empty() => {
            say(remark!("place-line", line, column))
        }
        Some(FilePlace::Line { line, column }) => {
            say(remark!("place-path-line", path, line, column))
        }
        Some(FilePlace::Beside { file, line, column }) => say(match (line, column) {
            (Some(line), Some(column)) => remark!("place-beside-column", path, file, line, column),
            (Some(line), None) => remark!("place-beside-line", path, file, line),
            (None, _) => remark!("place-beside", path, file),
        }),
        Some(FilePlace::Element(element)) => self::element(element, language),
        Some(FilePlace::Cell(cell)) => match (cell.row, &cell.column) {
            (Some(row), Some(column)) => {
                say(remark!("place-column", sheet = cell.sheet, row, column))
            }
            (Some(row), None) => say(remark!("place-row", sheet = cell.sheet, row)),
            (None, Some(column)) => say(remark!("place-sheet-column", sheet = cell.sheet, column)),
            (None, None) => cell.sheet.clone(),
        },
        None if path.is_empty() => say(remark!("place-file")),
        None => path.clone(),
    };
    match problem.at {
        Some((line, column)) => say(remark!("place-within", place, line, column)),
        None => place,
    }
}

/// A value of a remark for a sentence.
pub fn fluent(value: &Value) -> FluentValue<'_> {
    match value {
        Value::String(text) => FluentValue::from(text.as_str()),
        Value::Number(number) => number.as_f64().map_or(FluentValue::None, FluentValue::from),
        other => FluentValue::from(other.to_string()),
    }
}

/// In English.
impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&remark(self, "en"))
    }
}

/// In English.
impl fmt::Display for LssElement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&element(self, "en"))
    }
}

/// In English.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&problem(self, "en"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_told_in_two_languages() {
        let mut told =
            Problem::new(Severity::Error, "/ends/0/when", remark!("no-page", page = "p"));
        told.at(1, 2).hint(remark!("did-you-mean", near = "q"));
        assert_eq!(
            told.to_string(),
            "/ends/0/when at 1:2: error: there is no page `p`; did you mean `q`?"
        );
        assert_eq!(
            problem(&told, "de"),
            "/ends/0/when bei 1:2: Fehler: es gibt keine Seite `p`; meinten Sie `q`?"
        );
        told.origin = Some(FilePlace::Line { line: 7, column: 5 });
        assert_eq!(place(&told, "de"), "/ends/0/when (Zeile 7, Spalte 5) bei 1:2");
    }

    #[test]
    fn details_follow_a_colon() {
        let why = remark!("lss-expr-none", what = "rand");
        let mut told = remark!("lss-source", source = "a").with(remark!("lss-in-text")).with(why);
        assert_eq!(told.to_string(), "`a`: in its text: `rand` has no counterpart");
        assert_eq!(remark(&told, "de"), "`a`: im Text: `rand` hat keine Entsprechung");
        told.detail = None;
        let element = LssElement { of: "Q1 / a".to_owned(), part: Some(told) };
        assert_eq!(element.to_string(), "Q1 / a, `a`");
    }

    #[test]
    fn counts_are_inflected() {
        let takes = |count: usize| remark!("expr-takes", name = "not", count, found = 3);
        assert_eq!(takes(1).to_string(), "`not` takes 1 argument, not 3");
        assert_eq!(remark(&takes(2), "de"), "`not` nimmt 2 Argumente, nicht 3");
    }
}
