//! The answers in words, for checking before submission.

use super::answers::Answers;
use super::here::Here;
use super::kind::kind;
use super::model::{DatePart, KindName, Part, Text};
use super::questionnaire::{Holds, Question};
use super::route::{Derived, is_missing_code};
use super::said::{Said, Spoken};
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
    pub label: Spoken,
    /// In a repeat: its label and the number of the instance.
    pub instance: Option<(Spoken, usize)>,
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
    Entries(Vec<Spoken>),
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
pub fn review(derived: &Derived<'_, '_>, answers: &Answers) -> Vec<ReviewSection> {
    let questionnaire = derived.questionnaire;
    let mut sections: Vec<ReviewSection> = Vec::new();
    for page in derived.route() {
        let p = &questionnaire.pages[page];
        for (q, place) in derived.on_page(page) {
            let here = derived.at(place);
            let question = &questionnaire.questions[q];
            let definition = &question.definition;
            let is_structure =
                matches!(definition.kind, KindName::Note | KindName::Group | KindName::Repeat);
            if is_structure || !here.is_shown(q) {
                continue;
            }
            let asked = || question.slots.clone().filter(|&slot| here.is_asked(slot));
            let short =
                if definition.short.is_absent() { &definition.label } else { &definition.short };
            let row = ReviewRow {
                page: p.name.clone(),
                question: format!("{}{}", definition.name, here.suffix()),
                label: here.line(short),
                instance: instance(here),
                words: words(here, answers, question),
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
fn instance(here: Here<'_>) -> Option<(Spoken, usize)> {
    let (repeat, _) = here.place.split()?;
    let questionnaire = here.derived.questionnaire;
    let question = &questionnaire.questions[questionnaire.repeats[repeat].question];
    Some((here.line(&question.definition.label), here.number()?))
}

fn words<'d>(here: Here<'d>, answers: &'d Answers, question: &'d Question) -> Words {
    let value = |slot: usize| here.submitted(answers, slot);
    let asked = question.slots.clone().filter(|&slot| here.is_asked(slot));
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
    let mut entries = kind(question.definition.kind).words(here, answers, question);
    // "I do not know" is stored for every part of a date, and said once.
    entries.dedup();
    Words::Entries(entries)
}

impl<'d> Here<'d> {
    /// Author text as one plain line in the respondent's language.
    pub fn line(self, text: &Text) -> Spoken {
        let said = text.said(self.language(), &self.derived.questionnaire.definition.languages);
        let line = Rich::parse(said.text).piped(&|name| self.value(name)).plain();
        Said { text: line, ..said.to_spoken() }
    }

    /// The present value of a question in words.
    pub(super) fn words_of(self, question: usize) -> Vec<Spoken> {
        let slots = self.derived.questionnaire.questions[question].slots.clone();
        slots.flat_map(|slot| self.said(self.slot_value(slot), slot)).collect()
    }

    /// The value of a slot in words: labels for choices and missing codes, else the value.
    pub(super) fn words(self, answers: &'d Answers, slot: usize) -> Vec<Spoken> {
        match self.is_asked(slot) {
            true => self.said(self.submitted(answers, slot), slot),
            false => Vec::new(),
        }
    }

    fn said(self, value: &str, slot: usize) -> Vec<Spoken> {
        if value.is_empty() {
            return Vec::new();
        }
        let questionnaire = self.derived.questionnaire;
        let slot = &questionnaire.slots[slot];
        let question = &questionnaire.questions[slot.question];
        if let Ok(code) = value.parse::<i32>()
            && is_missing_code(value)
        {
            let text = questionnaire.missing_text(&question.definition, code);
            return text.map(|text| self.say(text).to_spoken()).into_iter().collect();
        }
        let label = |value: &str| match self.find_choice(question, value) {
            None => Spoken::plain(value.to_owned()),
            Some(choice) => self.label(&choice).to_spoken(),
        };
        match slot.holds {
            Holds::Choice => vec![label(value)],
            Holds::Choices | Holds::Ranking => value.split(' ').map(label).collect(),
            Holds::Integer | Holds::Decimal | Holds::Text => vec![Spoken::plain(value.to_owned())],
        }
    }
}
