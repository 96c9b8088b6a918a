//! Any of a list, with exclusive choices ("nothing of this") and "other, please state".
//!
//! Stored as the values in the order of the list, separated by one blank. In the data every choice
//! is a column of its own: 1 ticked, 0 not ticked, -9 when the whole block was left untouched.

use super::super::Questionnaire;
use super::super::answers::{Answers, Form};
use super::super::contract::{
    Body, ComplaintReason, Kind, KindColumn, Lacking, NewSlot, Paper, Reading, Showing, Space,
};
use super::super::model;
use super::super::questionnaire::{Holds, Question};
use super::super::scope::Scope;
use super::choices;

pub(super) struct SelectMultiple;

impl Kind for SelectMultiple {
    fn fields(&self) -> &'static [&'static str] {
        &["choices", "choice_filter", "order", "other", "missing", "stem", "max"]
    }

    fn needs(&self) -> &'static [&'static str] {
        &["choices"]
    }

    fn slots(&self, question: &model::Question) -> Vec<NewSlot> {
        choices::slots(question, Holds::Choices)
    }

    fn put(&self, _: &Questionnaire, question: &Question, form: &Form, to: &mut Answers) {
        choices::put(question, form, true, to);
    }

    fn read(&self, scope: Scope<'_>, question: &Question, form: &Form) -> Vec<Reading> {
        let mut readings =
            vec![Reading { slot: question.slots.start, value: ticked(scope, question, form) }];
        readings.extend(choices::read_other(question, form));
        readings
    }

    fn fill(&self, _: &Questionnaire, question: &Question, from: &Answers, form: &mut Form) {
        choices::fill(question, true, from, form);
    }

    fn body<'q>(&self, showing: &Showing<'q, '_>) -> Body<'q> {
        Body::Options {
            multiple: true,
            most: most(showing.scope, showing.question),
            options: choices::options(showing),
            other: choices::other(showing),
        }
    }

    fn columns(&self, questionnaire: &Questionnaire, question: &Question) -> Vec<KindColumn> {
        let choices = questionnaire.choices(question).iter();
        let named = choices.clone().zip(choices::columns(question, choices));
        let mut columns: Vec<KindColumn> = named
            .map(|(choice, name)| KindColumn::of_choice(questionnaire, question, choice, name))
            .collect();
        if question.definition.other.is_some() {
            columns.push(KindColumn::of_slot(questionnaire, question.slots.start + 1));
        }
        columns
    }

    fn space<'q>(&self, paper: &Paper<'q>, question: &'q Question) -> Space<'q> {
        paper.boxes(question, true)
    }

    fn lacking(&self) -> Lacking {
        Lacking::Some
    }
}

/// How many may be ticked: one at least, or the question could not be answered.
fn most(scope: Scope<'_>, question: &Question) -> Option<usize> {
    // `as` saturates.
    scope.bound(question.max.as_ref()).map(|most| most.max(1.0) as usize)
}

fn ticked(scope: Scope<'_>, question: &Question, form: &Form) -> Result<String, ComplaintReason> {
    let picked = choices::picked(question, form, true);
    let definition = &question.definition;
    if let Some(missing) = picked.iter().find_map(|value| definition.find_missing(value)) {
        return match picked.len() {
            1 => Ok(missing.to_owned()),
            _ => Err(ComplaintReason::Either),
        };
    }
    let all = scope.choices(question);
    let mut ticked = Vec::with_capacity(picked.len());
    for choice in all.iter().filter(|choice| picked.contains(&choice.value.as_str())) {
        if !scope.is_offered(question, choice) {
            return Err(ComplaintReason::NotOffered);
        }
        ticked.push(choice);
    }
    let is_known = |value: &&str| all.iter().any(|choice| choice.value == *value);
    if !picked.iter().all(is_known) {
        return Err(ComplaintReason::NotOffered);
    }
    if let Some(alone) = ticked.iter().find(|choice| choice.exclusive)
        && ticked.len() > 1
    {
        let languages = &scope.evaluation.questionnaire.definition.languages;
        let label = alone.label.localized(scope.language(), languages).to_owned_line();
        return Err(ComplaintReason::Exclusive { label });
    }
    if let Some(most) = most(scope, question).filter(|most| ticked.len() > *most) {
        return Err(ComplaintReason::TooMany { most, ticked: ticked.len() });
    }
    Ok(ticked.iter().map(|choice| choice.value.as_str()).collect::<Vec<_>>().join(" "))
}
