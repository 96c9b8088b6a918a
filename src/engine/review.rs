//! The answers in words, for checking before submission.

use super::answers::Answers;
use super::contract::Words;
use super::evaluation::Evaluation;
use super::kind::kind;
use super::localized::OwnedLine;
use super::model::KindName;
use super::questionnaire::Holds;
use super::scope::Scope;
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
    /// Its kind, which says how a stored value is written.
    pub kind: KindName,
    /// What numbers count; may be empty.
    pub unit: OwnedLine,
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
            if !question.purpose.has_answer() || !scope.is_shown(q) {
                continue;
            }
            let holds = |what: Holds| {
                let mut asked = question.slots.clone().filter(|&slot| scope.is_asked(slot));
                asked.any(|slot| questionnaire.slots[slot].holds == what)
            };
            let words = kind(definition.kind).words(scope, answers, question);
            let short =
                if definition.short.is_absent() { &definition.label } else { &definition.short };
            let row = ReviewRow {
                page: p.name.clone(),
                question: format!("{}{}", definition.name, scope.suffix()),
                label: scope.line(short),
                instance: instance(scope),
                kind: definition.kind,
                unit: scope.line(&definition.unit),
                is_free_text: definition.kind == KindName::Text
                    || (definition.other.is_some() && holds(Holds::Text)),
                is_ranked: holds(Holds::Ranking),
                words,
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
