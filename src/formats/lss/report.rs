//! What became of a LimeSurvey file, piece by piece.

use std::fmt;

/// What was taken over, what was approximated and what has no counterpart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// One entry for each question, subquestion, attribute and setting that matters, in the order
    /// of the file.
    pub entries: Vec<Entry>,
}

/// What became of one piece of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// How it ended.
    pub outcome: Outcome,
    /// The piece: a question's code, its subquestion or attribute, or a setting.
    pub what: String,
    /// What it has become, or why it has not.
    pub message: String,
}

/// How well a piece was taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Means the same here.
    TakenOver,
    /// Means nearly the same; the message says what differs.
    Approximated,
    /// Is not in the questionnaire; the message says why.
    NoCounterpart,
}

impl Report {
    /// How many entries ended this way.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.entries.iter().filter(|entry| entry.outcome == outcome).count()
    }

    pub(super) fn taken(&mut self, what: impl Into<String>, message: impl Into<String>) {
        self.add(Outcome::TakenOver, what.into(), message.into());
    }

    pub(super) fn near(&mut self, what: impl Into<String>, message: impl Into<String>) {
        self.add(Outcome::Approximated, what.into(), message.into());
    }

    pub(super) fn lost(&mut self, what: impl Into<String>, message: impl Into<String>) {
        self.add(Outcome::NoCounterpart, what.into(), message.into());
    }

    /// The same thing is said once, even when every language says it.
    fn add(&mut self, outcome: Outcome, what: String, message: String) {
        let entry = Entry { outcome, what, message };
        let lately = self.entries.iter().rev().take(50);
        if !lately.into_iter().any(|earlier| *earlier == entry) {
            self.entries.push(entry);
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TakenOver => "taken over",
            Self::Approximated => "approximated",
            Self::NoCounterpart => "no counterpart",
        })
    }
}

/// The counts, then what needs a look, then the rest.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [Outcome::TakenOver, Outcome::Approximated, Outcome::NoCounterpart]
            .map(|outcome| format!("{} {outcome}", self.count(outcome)));
        writeln!(f, "{}", counts.join(", "))?;
        for outcome in [Outcome::NoCounterpart, Outcome::Approximated, Outcome::TakenOver] {
            if self.count(outcome) > 0 {
                writeln!(f, "\n{outcome}:")?;
            }
            for entry in self.entries.iter().filter(|entry| entry.outcome == outcome) {
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
        let mut report = Report::default();
        report.taken("Q1", "list");
        report.taken("Q1", "list");
        report.lost("quota `men`", "not here");
        let expect = "1 taken over, 0 approximated, 1 no counterpart\n\n\
                      no counterpart:\n  quota `men`: not here\n\ntaken over:\n  Q1: list\n";
        assert_eq!(report.to_string(), expect);
    }
}
