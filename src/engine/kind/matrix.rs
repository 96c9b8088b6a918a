//! The same list for several rows; each row is a variable of its own.

use super::super::Questionnaire;
use super::super::answers::{Answers, Form};
use super::super::contract::{
    Body, ComplaintReason, Kind, KindColumn, NewSlot, Paper, Reading, RowWords, Showing,
    ShownOption, ShownRow, ShownRows, Space, Words,
};
use super::super::model;
use super::super::order::positions;
use super::super::questionnaire::{Holds, Question};
use super::super::scope::Scope;
use super::choices;

pub(super) struct Matrix;

impl Kind for Matrix {
    fn fields(&self) -> &'static [&'static str] {
        &["choices", "choice_filter", "order", "missing", "rows"]
    }

    fn needs(&self) -> &'static [&'static str] {
        &["choices", "rows"]
    }

    fn slots(&self, question: &model::Question) -> Vec<NewSlot> {
        slots(question)
    }

    fn read(&self, scope: Scope<'_>, question: &Question, form: &Form) -> Vec<Reading> {
        read(scope, question, form)
    }

    fn body<'q>(&self, showing: &Showing<'q, '_>) -> Body<'q> {
        body(showing, &|_| false)
    }

    fn missing<'q>(&self, _: &Showing<'q, '_>) -> Vec<ShownOption<'q>> {
        Vec::new()
    }

    fn space<'q>(&self, paper: &Paper<'q>, question: &'q Question) -> Space<'q> {
        paper.rows(question)
    }

    fn columns(&self, questionnaire: &Questionnaire, question: &Question) -> Vec<KindColumn> {
        columns(questionnaire, question)
    }

    fn words(&self, scope: Scope<'_>, answers: &Answers, question: &Question) -> Words {
        words(scope, answers, question, None)
    }
}

/// One slot a row.
pub(super) fn slots(question: &model::Question) -> Vec<NewSlot> {
    let rows = question.rows.iter().enumerate();
    rows.map(|(part, row)| NewSlot {
        name: row.name.clone(),
        part: Some(part),
        holds: Holds::Choice,
        relevant: row.relevant.clone(),
    })
    .collect()
}

/// One reading a row.
pub(super) fn read(scope: Scope<'_>, question: &Question, form: &Form) -> Vec<Reading> {
    let read = |slot: usize| {
        let name = &scope.evaluation.questionnaire.slots()[slot].name;
        let value = form.find(name).unwrap_or_default().trim();
        let known = || choices::find_offered(scope, question, value).is_some();
        let value = match question.definition.find_missing(value) {
            Some(missing) => Ok(missing),
            None if value.is_empty() || known() => Ok(value),
            None => Err(ComplaintReason::NotOffered),
        };
        Reading { slot, value: value.map(str::to_owned) }
    };
    question.slots.clone().map(read).collect()
}

/// The rows that are asked, in the respondent's order; of some the poles are exchanged.
pub(super) fn body<'q>(
    showing: &Showing<'q, '_>,
    is_mirrored: &dyn Fn(&model::Row) -> bool,
) -> Body<'q> {
    let definition = &showing.question.definition;
    let slots = showing.question.slots.clone();
    let order = positions(definition.order, showing.seed, &definition.name, definition.rows.len());
    let rows = order
        .into_iter()
        .filter(|&row| showing.scope.is_asked(slots.start + row))
        .map(|row| {
            let row = &definition.rows[row];
            let mirrored = is_mirrored(row);
            let (left, right) = (showing.plain(&row.label), showing.plain(&row.right));
            let (label, right) = if mirrored { (right, left) } else { (left, right) };
            ShownRow {
                name: showing.field(&row.name),
                label,
                right,
                mirrored,
                picked: showing.typed(&row.name),
                complaint: showing.complaint(&row.name),
            }
        })
        .collect();
    let offered = showing.scope.offered(showing.question);
    Body::Rows(ShownRows {
        scale: offered.iter().map(|choice| showing.option(choice, false)).collect(),
        missing: definition
            .missing
            .iter()
            .map(|&code| (code.to_string(), showing.missing_label(code)))
            .collect(),
        rows,
    })
}

/// One column a row, on a scale that has an order.
pub(super) fn columns(questionnaire: &Questionnaire, question: &Question) -> Vec<KindColumn> {
    question.slots.clone().map(|slot| KindColumn::of_slot(questionnaire, slot).ordinal()).collect()
}

/// The rows that are asked with their answers; poles stand as they stood on the page.
pub(super) fn words(
    scope: Scope<'_>,
    answers: &Answers,
    question: &Question,
    is_mirrored: Option<&dyn Fn(&model::Row) -> bool>,
) -> Words {
    let definition = &question.definition;
    let offered = if is_mirrored.is_some() { scope.offered(question) } else { Vec::new() };
    let rows = question.slots.clone().zip(&definition.rows);
    let rows = rows.filter(|&(slot, _)| scope.is_asked(slot)).map(|(slot, row)| {
        let value = scope.submitted(answers, slot);
        let point = offered.iter().position(|choice| choice.value == *value);
        let mirrored = is_mirrored.is_some_and(|is_mirrored| is_mirrored(row));
        let (left, right) = (scope.line(&row.label), scope.line(&row.right));
        let (label, right) = if mirrored { (right, left) } else { (left, right) };
        let place = |at: usize| if mirrored { offered.len() - at } else { at + 1 };
        RowWords {
            label,
            right,
            said: scope.entry(answers, slot),
            point: point.map(|at| (place(at), offered.len())),
        }
    });
    Words::Rows(rows.collect())
}
