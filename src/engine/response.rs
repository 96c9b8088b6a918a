//! A submitted response: what is left of a draft when everything off the route has been dropped.
//!
//! It already carries why there is no answer, so that an export evaluates nothing: a slot that was asked
//! and left empty is marked so (-9 in the data), one that was not asked is absent (-2).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Questionnaire;
use super::answers::Draft;
use super::codebook::missing::{CODING, Missing};
use super::codebook::{BROKEN_OFF, COMPLETE, PARTIAL};
use super::completion::Completion;
use super::evaluation::Evaluation;
use super::questionnaire::{Holds, Purpose};
use super::show::is_fixed;
use super::validate::is_sound;

/// A response as it is stored in `results`, without time, place or person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// Language chosen last.
    pub language: String,
    /// Seed of the random orders.
    pub seed: u32,
    /// Name of the early end, if the interview ended early.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// Final disposition code (AAPOR): 1.1 complete, 1.2 partial, 2.12 break-off, or the end's.
    pub disposition: String,
    /// Last page of the route.
    pub last_page: String,
    /// How a missing value is told from an answer ([`CODING`]).
    #[serde(default)]
    pub coding: u8,
    /// Value per slot that was asked, or why it has none.
    pub answers: BTreeMap<String, String>,
    /// Choices of a multiple choice that a filter kept from being offered.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub hidden: BTreeMap<String, Vec<String>>,
    /// Names of the quotas in whose cells it counts. Which were full when it began is not in it, since
    /// that would tell when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotas: Vec<String>,
}

/// Why a draft cannot be submitted yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unready {
    /// This page of the route was not answered yet, or its answers do not fit later ones.
    Page(usize),
    /// The interview ended in a way that keeps nothing.
    Discard,
}

/// The response a draft becomes.
pub(super) fn response(
    evaluation: &Evaluation<'_, '_>,
    draft: &Draft,
) -> Result<Response, Unready> {
    let questionnaire = evaluation.questionnaire;
    let route = evaluation.route();
    let completion = Completion::new(evaluation, draft);
    let is_ready =
        |page: usize| completion.is_done(page) && is_sound(evaluation, &draft.answers, page);
    if let Some(page) = route.iter().copied().find(|&page| !is_ready(page)) {
        return Err(Unready::Page(page));
    }
    let end = evaluation.end().map(|end| &questionnaire.ends[end].definition);
    if end.is_some_and(|end| !end.keep) {
        return Err(Unready::Discard);
    }

    let mut answers = BTreeMap::new();
    let mut hidden = BTreeMap::new();
    for (index, slot) in questionnaire.slots.iter().enumerate() {
        let question = &questionnaire.questions[slot.question];
        if question.purpose == Purpose::Private {
            continue;
        }
        for scope in evaluation.places(question.repeat).map(|place| evaluation.at(place)) {
            if !scope.is_asked(index) {
                continue;
            }
            let value = match scope.submitted(&draft.answers, index) {
                "" => Missing::NoAnswer.stored(),
                value => value,
            };
            answers.insert(scope.key(index).into_owned(), value.to_owned());
            if slot.holds == Holds::Choices {
                let choices = scope.choices(question);
                let kept_back: Vec<String> = choices
                    .iter()
                    .filter(|choice| !scope.is_offered(question, choice))
                    .map(|choice| choice.value.clone())
                    .collect();
                if !kept_back.is_empty() {
                    hidden.insert(scope.key(index).into_owned(), kept_back);
                }
            }
        }
    }
    Ok(Response {
        // The language of the questions; the one of the buttons could tell who she is.
        language: evaluation.top().language().to_owned(),
        seed: draft.seed,
        end: end.map(|end| end.name.clone()),
        disposition: end.map_or_else(
            || completeness(questionnaire, evaluation, &answers).to_owned(),
            |end| end.disposition.clone(),
        ),
        last_page: route
            .last()
            .map(|&page| questionnaire.pages[page].name.clone())
            .unwrap_or_default(),
        coding: CODING,
        answers,
        hidden,
        quotas: if end.is_some() { Vec::new() } else { evaluation.counts_in() },
    })
}

/// AAPOR's classes by the share of applicable questions that were answered: over 80 % complete
/// (1.1), 50–80 % partial (1.2), below 50 % break-off (2.12). A question counts once, however many
/// rows it has; it is answered when any of its slots is.
fn completeness(
    questionnaire: &Questionnaire,
    evaluation: &Evaluation<'_, '_>,
    answers: &BTreeMap<String, String>,
) -> &'static str {
    let (mut asked, mut answered) = (0_u32, 0_u32);
    for (index, question) in questionnaire.questions.iter().enumerate() {
        if !question.purpose.has_answer() {
            continue;
        }
        for scope in evaluation.places(question.repeat).map(|place| evaluation.at(place)) {
            if !scope.is_shown(index) || is_fixed(scope, index) {
                continue;
            }
            asked += 1;
            let is_given = |slot| {
                answers
                    .get(&*scope.key(slot))
                    .is_some_and(|value| value != Missing::NoAnswer.stored())
            };
            answered += u32::from(question.slots.clone().any(is_given));
        }
    }
    match () {
        () if answered * 5 > asked * 4 => COMPLETE,
        () if answered * 2 >= asked => PARTIAL,
        () => BROKEN_OFF,
    }
}
