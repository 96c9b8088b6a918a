//! Answers in words.

use super::super::answers::Answers;
use super::super::codebook::missing;
use super::super::localized::{Localized, OwnedLine};
use super::super::model::{DateUnit, Text};
use super::super::questionnaire::{Holds, Question};
use super::super::scope::Scope;
use super::super::text::Rich;
use super::super::upload::StoredFile;

/// An answer in words.
#[derive(Debug, PartialEq, Eq)]
pub enum Words {
    /// Entries to list; empty means unanswered.
    Entries(Vec<OwnedLine>),
    /// Of a matrix: how many of how many rows.
    Rows {
        /// Answered.
        answered: usize,
        /// Asked.
        asked: usize,
    },
    /// A file that is kept.
    File(StoredFile),
    /// Of a date: the parts that were given; at least one.
    Date(Vec<(DateUnit, u16)>),
}

impl<'d> Scope<'d> {
    /// Author text as one plain line in the respondent's language.
    pub fn line(self, text: &Text) -> OwnedLine {
        let localized =
            text.localized(self.language(), &self.evaluation.questionnaire.definition.languages);
        let line = Rich::parse(localized.text).piped(&|name| self.value(name)).plain();
        Localized { text: line, ..localized.to_owned_line() }
    }

    /// The present value of a question in words.
    pub(in crate::engine) fn words_of(self, question: usize) -> Vec<OwnedLine> {
        let slots = self.evaluation.questionnaire.questions[question].slots.clone();
        slots.flat_map(|slot| self.localized(self.slot_value(slot), slot)).collect()
    }

    /// The values of a question's slots in words.
    pub(in crate::engine) fn entries(self, answers: &'d Answers, question: &'d Question) -> Words {
        let mut entries: Vec<_> =
            question.slots.clone().flat_map(|slot| self.entry(answers, slot)).collect();
        // "I do not know" is stored for every part of a date, and said once.
        entries.dedup();
        Words::Entries(entries)
    }

    /// The value of a slot in words: labels for choices and missing codes, else the value.
    fn entry(self, answers: &'d Answers, slot: usize) -> Vec<OwnedLine> {
        match self.is_asked(slot) {
            true => self.localized(self.submitted(answers, slot), slot),
            false => Vec::new(),
        }
    }

    fn localized(self, value: &str, slot: usize) -> Vec<OwnedLine> {
        if value.is_empty() {
            return Vec::new();
        }
        let questionnaire = self.evaluation.questionnaire;
        let slot = &questionnaire.slots[slot];
        let question = &questionnaire.questions[slot.question];
        if let Some(code) = missing::code_of(value) {
            let text = questionnaire.missing_text(&question.definition, code);
            return text.map(|text| self.say(text).to_owned_line()).into_iter().collect();
        }
        let label = |value: &str| match self.find_choice(question, value) {
            None => OwnedLine::plain(value.to_owned()),
            Some(choice) => self.label(&choice).to_owned_line(),
        };
        match slot.holds {
            Holds::Choice => vec![label(value)],
            Holds::Choices | Holds::Ranking => value.split(' ').map(label).collect(),
            Holds::Integer | Holds::Decimal | Holds::Text => {
                vec![OwnedLine::plain(value.to_owned())]
            }
        }
    }
}
