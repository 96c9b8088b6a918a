//! The answers in words, for checking before submission.

use std::borrow::Cow;

use super::answers::Answers;
use super::kind::kind;
use super::model::{DatePart, KindName, Part};
use super::questionnaire::{Holds, Question};
use super::route::{Derived, is_missing_code};

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
    pub label: String,
    /// The answer: one or several entries; none means unanswered.
    pub words: Words,
    /// The respondent wrote this herself.
    pub is_free_text: bool,
}

/// An answer in words.
#[derive(Debug, PartialEq, Eq)]
pub enum Words {
    /// Entries to list; empty means unanswered.
    Entries(Vec<String>),
    /// Of a matrix: how many of how many rows.
    Rows {
        /// Answered.
        answered: usize,
        /// Asked.
        asked: usize,
    },
    /// Of a date: the parts that were given; at least one.
    Date(Vec<(Part, u16)>),
}

/// The sections of the route with every answer in words.
pub fn review(derived: &Derived<'_, '_>, answers: &Answers) -> Vec<ReviewSection> {
    let questionnaire = derived.questionnaire;
    let mut sections: Vec<ReviewSection> = Vec::new();
    for page in derived.route() {
        let p = &questionnaire.pages[page];
        for q in p.questions.clone().filter(|&q| derived.is_shown(q)) {
            let question = &questionnaire.questions[q];
            let definition = &question.definition;
            if definition.kind == KindName::Note {
                continue;
            }
            let asked = || question.slots.clone().filter(|&slot| derived.is_asked(slot));
            let short =
                if definition.short.is_absent() { &definition.label } else { &definition.short };
            let row = ReviewRow {
                page: p.name.clone(),
                question: definition.name.clone(),
                label: derived.line(short),
                words: words(derived, answers, question),
                is_free_text: asked().any(|slot| questionnaire.slots[slot].holds == Holds::Text),
            };
            match sections.last_mut() {
                Some(section) if section.section == p.section => section.rows.push(row),
                _ => sections.push(ReviewSection { section: p.section, rows: vec![row] }),
            }
        }
    }
    sections
}

fn words(derived: &Derived<'_, '_>, answers: &Answers, question: &Question) -> Words {
    let value = |slot: usize| derived.submitted(answers, slot);
    let asked = question.slots.clone().filter(|&slot| derived.is_asked(slot));
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
    let mut entries = kind(question.definition.kind).words(derived, answers, question);
    // "I do not know" is stored for every part of a date, and said once.
    entries.dedup();
    Words::Entries(entries)
}

impl Derived<'_, '_> {
    /// Author text as one plain line in the respondent's language.
    pub fn line(&self, text: &super::model::Text) -> String {
        let languages = &self.questionnaire.definition.languages;
        let language = languages.get(self.language).map_or("", String::as_str);
        let text = text.get(language, self.questionnaire.fallback());
        let rich = super::text::Rich::parse(text);
        rich.piped(&|name| Cow::Borrowed(self.value(name))).plain()
    }

    /// The value of a slot in words: labels for choices and missing codes, else the value.
    pub(super) fn words(&self, answers: &Answers, slot: usize) -> Vec<String> {
        let stored = self.submitted(answers, slot);
        if stored.is_empty() || !self.is_asked(slot) {
            return Vec::new();
        }
        let slot = &self.questionnaire.slots[slot];
        let question = &self.questionnaire.questions[slot.question];
        let languages = &self.questionnaire.definition.languages;
        let language = languages.get(self.language).map_or("", String::as_str);
        if let Ok(code) = stored.parse::<i32>()
            && is_missing_code(stored)
        {
            let label = self.questionnaire.missing_label(&question.definition, code, language);
            return vec![label.to_owned()];
        }
        let label = |value: &str| {
            let choice = self.questionnaire.choices(question).iter().find(|c| c.value == value);
            let label = choice.map(|c| c.label.get(language, self.questionnaire.fallback()));
            label.unwrap_or(value).to_owned()
        };
        match slot.holds {
            Holds::Choice => vec![label(stored)],
            Holds::Choices => stored.split(' ').map(label).collect(),
            Holds::Integer | Holds::Decimal | Holds::Text => vec![stored.to_owned()],
        }
    }
}
