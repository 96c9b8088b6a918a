//! Answers in words.

use std::borrow::Cow;

use super::super::answers::Answers;
use super::super::codebook::missing;
use super::super::localized::{Localized, OwnedLine};
use super::super::model::{DateUnit, Text};
use super::super::questionnaire::{Holds, Question, Slot};
use super::super::scope::Scope;
use super::super::text::{Rich, piped};
use super::super::upload::StoredFile;

/// An answer in words.
#[derive(Debug, PartialEq, Eq)]
pub enum Words {
    /// Entries to list; empty means unanswered.
    Entries(Vec<OwnedLine>),
    /// Of a matrix: its rows that are asked.
    Rows(Vec<RowWords>),
    /// A file that is kept.
    File(StoredFile),
    /// Of a date: the parts that were given; at least one.
    Date(Vec<(DateUnit, u16)>),
}

/// A row of a matrix with its answer.
#[derive(Debug, PartialEq, Eq)]
pub struct RowWords {
    /// The row, or its pole on the left.
    pub label: OwnedLine,
    /// Its pole on the right; empty of a row without poles.
    pub right: OwnedLine,
    /// The answer; none means unanswered.
    pub said: Vec<OwnedLine>,
    /// Between poles: which point from the left, from 1, of how many.
    pub point: Option<(usize, usize)>,
}

impl<'d> Scope<'d> {
    /// Author text as one plain line in the respondent's language.
    pub fn line(self, text: &Text) -> OwnedLine {
        let localized =
            text.localized(self.language(), &self.evaluation.questionnaire.definition.languages);
        let line = Rich::parse(localized.text).piped(&|name| self.told(name)).plain();
        Localized { text: line, ..localized.to_owned_line() }
    }

    /// The answer to a variable as texts tell it here: labels in the reader's language instead of
    /// codes, also of missing codes, numbers and days as people write them; several are listed.
    pub(in crate::engine) fn told(self, name: &str) -> Cow<'d, str> {
        let questionnaire = self.evaluation.questionnaire;
        let Some(slot) = questionnaire.find_slot(name) else { return self.value(name) };
        let mut told = self.sources(slot).into_iter().filter_map(|source| source.told_of(slot));
        let Some(first) = told.next() else { return Cow::Borrowed("") };
        told.fold(first, |all, next| Cow::Owned(format!("{all}, {next}")))
    }

    /// What is told of a slot at its own place.
    fn told_of(self, slot: usize) -> Option<Cow<'d, str>> {
        let questionnaire = self.evaluation.questionnaire;
        let Slot { question, holds, .. } = &questionnaire.slots[slot];
        let question = &questionnaire.questions[*question];
        // A label may hold the answer to its own question, so what is in labels is told by its code.
        let say = |text: &'d Text| {
            let said = text.localized(self.language(), &questionnaire.definition.languages);
            said.with(|text| piped(text, &|name| self.value(name))).text
        };
        if let Some(code) = self.evaluation.missing_at(slot, self.place) {
            return questionnaire.missing_text(&question.definition, code).map(say);
        }
        let value = self.slot_value(slot);
        let label = |value: &'d str| match self.find_choice(question, value) {
            None => Cow::Borrowed(value),
            Some(Cow::Borrowed(choice)) => say(&choice.label),
            Some(made) => Cow::Owned(self.label(&made).to_string()),
        };
        match holds {
            _ if value.is_empty() => None,
            Holds::Choice => Some(label(value)),
            Holds::Choices | Holds::Ranking => {
                Some(Cow::Owned(value.split(' ').map(label).collect::<Vec<_>>().join(", ")))
            }
            Holds::Integer | Holds::Decimal | Holds::Text => {
                let writing = self.evaluation.env.calendar.writing(self.language());
                let kind = question.definition.kind;
                Some(writing.map_or(Cow::Borrowed(value), |it| it.write(kind, *holds, value)))
            }
        }
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
    pub(in crate::engine) fn entry(self, answers: &'d Answers, slot: usize) -> Vec<OwnedLine> {
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
