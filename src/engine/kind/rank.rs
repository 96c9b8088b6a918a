//! All choices of a list in order of preference.
//!
//! Each choice has a field `NAME.VALUE` for its place; buttons `_move` with `NAME.VALUE:up` or
//! `:down` renumber the list, which works without script. Stored as the values in order, separated
//! by blanks. In the data every choice is a column with its place.

use std::borrow::Cow;
use std::num::NonZero;

use super::super::Questionnaire;
use super::super::answers::{Answers, Form};
use super::super::contract::{
    Body, ComplaintReason, Kind, KindColumn, NewSlot, Paper, Ranked, Reading, Showing, Space, push,
};
use super::super::model::{self, Choice};
use super::super::questionnaire::{Holds, Question};
use super::super::scope::Scope;
use super::digits;

pub(super) struct Ranking;

impl Kind for Ranking {
    fn fields(&self) -> &'static [&'static str] {
        &["choices", "choice_filter", "order", "stem"]
    }

    fn needs(&self) -> &'static [&'static str] {
        &["choices"]
    }

    fn slots(&self, question: &model::Question) -> Vec<NewSlot> {
        NewSlot::only(question, Holds::Ranking)
    }

    fn owns(&self, _: &Questionnaire, question: &Question, field: &str) -> bool {
        let rest = field.strip_prefix(question.definition.name.as_str());
        rest.is_some_and(|rest| rest.starts_with('.'))
    }

    fn put(
        &self,
        questionnaire: &Questionnaire,
        question: &Question,
        form: &Form,
        to: &mut Answers,
    ) {
        // What was not offered has no field.
        let values = questionnaire.choices(question).iter().map(|choice| choice.value.as_str());
        let offered = values.filter(|value| form.find(&field(question, value)).is_some());
        let values = ranking(question, form, offered);
        to.set(&question.definition.name, values.unwrap_or_default());
    }

    fn read(&self, scope: Scope<'_>, question: &Question, form: &Form) -> Vec<Reading> {
        let offered = scope.offered(question);
        let value = ranking(question, form, offered.iter().map(|choice| choice.value.as_str()));
        vec![Reading {
            slot: question.slots.start,
            value: value.ok_or(ComplaintReason::NotARanking),
        }]
    }

    fn fill(&self, _: &Questionnaire, question: &Question, from: &Answers, form: &mut Form) {
        let name = &question.definition.name;
        for (value, place) in from.value(name).split(' ').zip(1..) {
            if !value.is_empty() {
                push(form, &format!("{name}.{value}"), &place.to_string());
            }
        }
    }

    fn body<'q>(&self, showing: &Showing<'q, '_>) -> Body<'q> {
        let offered = showing.scope.offered(showing.question);
        let mut ranked: Vec<(String, &Cow<'q, Choice>)> = showing
            .order(offered.len())
            .into_iter()
            .map(|at| (typed(showing.question, showing.form, &offered[at].value), &offered[at]))
            .collect();
        // What has no place yet stays behind what has one.
        ranked.sort_by_key(|(typed, _)| typed.parse().unwrap_or(usize::MAX));
        if let Some(wish) = showing.form.find("_move") {
            moved(showing, &mut ranked, wish);
        }
        let option = |(typed, choice): (String, &Cow<'q, Choice>)| {
            let option = showing.option(choice, false);
            let field = format!("{}.{}", showing.field(showing.name()), option.value);
            let (label, media) = (option.label, option.media);
            Ranked { name: field, label, typed, value: option.value, media }
        };
        Body::Ranking(ranked.into_iter().map(option).collect())
    }

    fn columns(&self, questionnaire: &Questionnaire, question: &Question) -> Vec<KindColumn> {
        let choices = questionnaire.choices(question).iter();
        let named = choices.clone().zip(super::choices::columns(question, choices));
        named
            .map(|(choice, name)| KindColumn::of_rank(questionnaire, question, choice, name))
            .collect()
    }

    fn space<'q>(&self, paper: &Paper<'q>, question: &'q Question) -> Space<'q> {
        Space::Order(paper.choices(question))
    }
}

fn field(question: &Question, value: &str) -> String {
    format!("{}.{value}", question.definition.name)
}

fn typed(question: &Question, form: &Form, value: &str) -> String {
    digits::plain(form.find(&field(question, value)).unwrap_or_default().trim()).into_owned()
}

/// The values by their places, if each has one of its own; nothing typed is no ranking. Places may be left out: what
/// was there may have been taken off the list since.
fn ranking<'v>(
    question: &Question,
    form: &Form,
    values: impl Iterator<Item = &'v str>,
) -> Option<String> {
    let typed: Vec<(String, &str)> =
        values.map(|value| (typed(question, form, value), value)).collect();
    if typed.iter().all(|(typed, _)| typed.is_empty()) {
        return Some(String::new());
    }
    let place =
        |(typed, value): &(String, &'v str)| Some((typed.parse::<NonZero<u32>>().ok()?, *value));
    let mut places: Vec<(NonZero<u32>, &str)> = typed.iter().map(place).collect::<Option<_>>()?;
    places.sort_unstable();
    let are_own = places.windows(2).all(|pair| pair[0].0 < pair[1].0);
    are_own.then(|| places.iter().map(|(_, value)| *value).collect::<Vec<_>>().join(" "))
}

/// Moves a choice one place up or down and numbers all of them.
fn moved(showing: &Showing<'_, '_>, ranked: &mut [(String, &Cow<'_, Choice>)], wish: &str) {
    let name = showing.field(showing.name());
    let Some((value, way)) = wish
        .strip_prefix(&*name)
        .and_then(|rest| rest.strip_prefix('.'))
        .and_then(|rest| rest.rsplit_once(':'))
    else {
        return;
    };
    let Some(at) = ranked.iter().position(|(_, choice)| choice.value == value) else { return };
    match way {
        "up" if at > 0 => ranked.swap(at, at - 1),
        "down" if at + 1 < ranked.len() => ranked.swap(at, at + 1),
        _ => {}
    }
    for (number, (typed, _)) in (1..).zip(ranked) {
        *typed = i32::to_string(&number);
    }
}
