//! What became of a LimeSurvey file, piece by piece.

use std::fmt;

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
    /// The piece: a question's code, its subquestion or attribute, or a setting.
    pub what: String,
    /// What it has become, or why it has not.
    pub message: String,
}

/// How well a piece was taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fidelity {
    /// Means the same here.
    TakenOver,
    /// Means nearly the same; the message says what differs.
    Approximated,
    /// Is not in the questionnaire; the message says why.
    NoCounterpart,
}

impl ConversionReport {
    /// How many entries ended this way.
    pub fn count(&self, fidelity: Fidelity) -> usize {
        self.entries.iter().filter(|entry| entry.fidelity == fidelity).count()
    }

    pub(super) fn taken(&mut self, what: impl Into<String>, message: impl Into<String>) {
        self.add(Fidelity::TakenOver, what.into(), message.into());
    }

    pub(super) fn near(&mut self, what: impl Into<String>, message: impl Into<String>) {
        self.add(Fidelity::Approximated, what.into(), message.into());
    }

    pub(super) fn lost(&mut self, what: impl Into<String>, message: impl Into<String>) {
        self.add(Fidelity::NoCounterpart, what.into(), message.into());
    }

    /// The same thing is said once, even when every language says it.
    fn add(&mut self, fidelity: Fidelity, what: String, message: String) {
        let entry = ReportEntry { fidelity, what, message };
        let lately = self.entries.iter().rev().take(50);
        if !lately.into_iter().any(|earlier| *earlier == entry) {
            self.entries.push(entry);
        }
    }
}

impl fmt::Display for Fidelity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TakenOver => "taken over",
            Self::Approximated => "approximated",
            Self::NoCounterpart => "no counterpart",
        })
    }
}

/// The counts, then what needs a look, then the rest.
impl fmt::Display for ConversionReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [Fidelity::TakenOver, Fidelity::Approximated, Fidelity::NoCounterpart]
            .map(|fidelity| format!("{} {fidelity}", self.count(fidelity)));
        writeln!(f, "{}", counts.join(", "))?;
        for fidelity in [Fidelity::NoCounterpart, Fidelity::Approximated, Fidelity::TakenOver] {
            if self.count(fidelity) > 0 {
                writeln!(f, "\n{fidelity}:")?;
            }
            for entry in self.entries.iter().filter(|entry| entry.fidelity == fidelity) {
                writeln!(f, "  {}: {}", entry.what, entry.message)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_begins_with_counts_and_says_everything_once() {
        let mut report = ConversionReport::default();
        report.taken("Q1", "list");
        report.taken("Q1", "list");
        report.lost("quota `men`", "not here");
        let expect = "1 taken over, 0 approximated, 1 no counterpart\n\n\
                      no counterpart:\n  quota `men`: not here\n\ntaken over:\n  Q1: list\n";
        assert_eq!(report.to_string(), expect);
    }
}
