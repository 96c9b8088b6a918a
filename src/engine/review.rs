//! The answers in words, for checking before submission.

use super::answers::Answers;
use super::evaluation::{Evaluation, is_missing_code};
use super::kind::kind;
use super::localized::{Localized, OwnedLine};
use super::model::{DatePart, KindName, Part, Text};
use super::questionnaire::{Holds, Question};
use super::scope::Scope;
use super::text::Rich;
use super::upload::StoredFile;

/// A section of the review page.
#[derive(Debug)]
pub struct ReviewSection {
    /// Index of the section.
    pub section: usize,
    /// The questions of the route.
    pub rows: Vec<ReviewRow>,
}

/// A question with the answer in words.
#[derive(Debug)]
pub struct ReviewRow {
    /// Page to change it on.
    pub page: String,
    /// Question, for the address of the link.
    pub question: String,
    /// Short label or question.
    pub label: OwnedLine,
    /// In a repeat: its label and the number of the instance.
    pub instance: Option<(OwnedLine, usize)>,
    /// The answer: one or several entries; none means unanswered.
    pub words: Words,
    /// The respondent wrote this herself.
    pub is_free_text: bool,
    /// The entries are in order of preference.
    pub is_ranked: bool,
}

impl ReviewSection {
    /// The files that are shown as kept.
    pub fn files(&mut self) -> impl Iterator<Item = &mut StoredFile> {
        self.rows.iter_mut().filter_map(|row| match &mut row.words {
            Words::File(file) => Some(file),
            _ => None,
        })
    }
}

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
    Date(Vec<(Part, u16)>),
}

/// The sections of the route with every answer in words.
pub(super) fn review(evaluation: &Evaluation<'_, '_>, answers: &Answers) -> Vec<ReviewSection> {
    let questionnaire = evaluation.questionnaire;
    let mut sections: Vec<ReviewSection> = Vec::new();
    for page in evaluation.route() {
        let p = &questionnaire.pages[page];
        for (q, place) in evaluation.on_page(page) {
            let scope = evaluation.at(place);
            let question = &questionnaire.questions[q];
            let definition = &question.definition;
            let is_structure =
                matches!(definition.kind, KindName::Note | KindName::Group | KindName::Repeat);
            if is_structure || !scope.is_shown(q) {
                continue;
            }
            let asked = || question.slots.clone().filter(|&slot| scope.is_asked(slot));
            let short =
                if definition.short.is_absent() { &definition.label } else { &definition.short };
            let row = ReviewRow {
                page: p.name.clone(),
                question: format!("{}{}", definition.name, scope.suffix()),
                label: scope.line(short),
                instance: instance(scope),
                words: words(scope, answers, question),
                is_free_text: definition.kind != KindName::Upload
                    && asked().any(|slot| questionnaire.slots[slot].holds == Holds::Text),
                is_ranked: definition.kind == KindName::Rank,
            };
            match sections.last_mut() {
                Some(section) if section.section == p.section => section.rows.push(row),
                _ => sections.push(ReviewSection { section: p.section, rows: vec![row] }),
            }
        }
    }
    sections
}

/// The repeat that a place is an instance of, and its number.
fn instance(scope: Scope<'_>) -> Option<(OwnedLine, usize)> {
    let (repeat, _) = scope.place.split()?;
    let questionnaire = scope.evaluation.questionnaire;
    let question = &questionnaire.questions[questionnaire.repeats[repeat].question];
    Some((scope.line(&question.definition.label), scope.number()?))
}

fn words<'d>(scope: Scope<'d>, answers: &'d Answers, question: &'d Question) -> Words {
    let value = |slot: usize| scope.submitted(answers, slot);
    let asked = question.slots.clone().filter(|&slot| scope.is_asked(slot));
    if !question.definition.rows.is_empty() {
        let (answered, asked) =
            asked.fold((0, 0), |(a, n), slot| (a + usize::from(!value(slot).is_empty()), n + 1));
        return Words::Rows { answered, asked };
    }
    // A missing code is no part of a date; being negative, it does not parse.
    let part = |(part, slot): (&DatePart, usize)| Some((part.part, value(slot).parse().ok()?));
    let date: Vec<_> = question.definition.parts.iter().zip(asked).filter_map(part).collect();
    if !date.is_empty() {
        return Words::Date(date);
    }
    let name = value(question.slots.start);
    if question.definition.upload.is_some_and(|upload| upload.is_name(name)) {
        return Words::File(StoredFile { name: name.to_owned(), bytes: None });
    }
    let mut entries = kind(question.definition.kind).words(scope, answers, question);
    // "I do not know" is stored for every part of a date, and said once.
    entries.dedup();
    Words::Entries(entries)
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
    pub(super) fn words_of(self, question: usize) -> Vec<OwnedLine> {
        let slots = self.evaluation.questionnaire.questions[question].slots.clone();
        slots.flat_map(|slot| self.localized(self.slot_value(slot), slot)).collect()
    }

    /// The value of a slot in words: labels for choices and missing codes, else the value.
    pub(super) fn words(self, answers: &'d Answers, slot: usize) -> Vec<OwnedLine> {
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
        if let Ok(code) = value.parse::<i32>()
            && is_missing_code(value)
        {
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
