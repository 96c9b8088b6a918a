//! What became of a LimeSurvey file, piece by piece; worded by `i18n::problems`.

use crate::engine::problem::{LssElement, Remark};

/// What was taken over, what was approximated and what has no counterpart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConversionReport {
    /// One entry for each question, subquestion, attribute and setting that matters, in the order
    /// of the file.
    pub entries: Vec<ReportEntry>,
}

/// What became of one piece of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportEntry {
    /// How it ended.
    pub fidelity: Fidelity,
    /// The piece.
    pub element: LssElement,
    /// What it has become, or why it has not.
    pub what: Remark,
}

/// How well a piece was taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fidelity {
    /// Means the same here.
    TakenOver,
    /// Means nearly the same; what is said of it tells what differs.
    Approximated,
    /// Is not in the questionnaire; what is said of it tells why.
    NoCounterpart,
}

impl ConversionReport {
    /// What ended this way.
    pub fn of(&self, fidelity: Fidelity) -> impl Iterator<Item = &ReportEntry> {
        self.entries.iter().filter(move |entry| entry.fidelity == fidelity)
    }

    pub(super) fn taken(&mut self, element: &LssElement, what: Remark) {
        self.add(Fidelity::TakenOver, element, what);
    }

    pub(super) fn near(&mut self, element: &LssElement, what: Remark) {
        self.add(Fidelity::Approximated, element, what);
    }

    pub(super) fn lost(&mut self, element: &LssElement, what: Remark) {
        self.add(Fidelity::NoCounterpart, element, what);
    }

    /// The same thing is said once, even when every language says it.
    fn add(&mut self, fidelity: Fidelity, element: &LssElement, what: Remark) {
        let entry = ReportEntry { fidelity, element: element.clone(), what };
        let lately = self.entries.iter().rev().take(50);
        if !lately.into_iter().any(|earlier| *earlier == entry) {
            self.entries.push(entry);
        }
    }
}

/// A question or subquestion as a whole.
pub(super) fn question(code: impl Into<String>) -> LssElement {
    LssElement { of: code.into(), part: None }
}

/// Something outside of questions.
pub(super) fn outside(part: Remark) -> LssElement {
    LssElement { of: String::new(), part: Some(part) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::problem::remark;

    #[test]
    fn everything_is_said_once() {
        let mut report = ConversionReport::default();
        report.taken(&question("Q1"), remark!("lss-mandatory"));
        report.taken(&question("Q1"), remark!("lss-mandatory"));
        report.lost(&question("Q1"), remark!("lss-mandatory"));
        assert_eq!(report.entries.len(), 2);
        assert_eq!(report.of(Fidelity::TakenOver).count(), 1);
    }
}
