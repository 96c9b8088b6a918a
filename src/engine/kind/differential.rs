//! Semantic differential: opposite poles with points between them. Sides are exchanged for half
//! of the respondents; the stored value always counts from the left pole as written.

use super::super::Questionnaire;
use super::super::answers::{Answers, Form};
use super::super::contract::{
    Body, Kind, KindColumn, NewSlot, Paper, Reading, Showing, ShownOption, Space, Words,
};
use super::super::model;
use super::super::questionnaire::Question;
use super::super::scope::Scope;
use super::matrix;

pub(super) struct Differential;

impl Kind for Differential {
    fn fields(&self) -> &'static [&'static str] {
        &["choices", "order", "missing", "rows"]
    }

    fn needs(&self) -> &'static [&'static str] {
        &["choices", "rows"]
    }

    fn slots(&self, question: &model::Question) -> Vec<NewSlot> {
        matrix::slots(question)
    }

    fn read(&self, scope: Scope<'_>, question: &Question, form: &Form) -> Vec<Reading> {
        matrix::read(scope, question, form)
    }

    fn body<'q>(&self, showing: &Showing<'q, '_>) -> Body<'q> {
        matrix::body(showing, true)
    }

    fn missing<'q>(&self, _: &Showing<'q, '_>) -> Vec<ShownOption<'q>> {
        Vec::new()
    }

    fn space<'q>(&self, paper: &Paper<'q>, question: &'q Question) -> Space<'q> {
        paper.rows(question)
    }

    fn columns(&self, questionnaire: &Questionnaire, question: &Question) -> Vec<KindColumn> {
        matrix::columns(questionnaire, question)
    }

    fn words(&self, scope: Scope<'_>, answers: &Answers, question: &Question) -> Words {
        matrix::words(scope, answers, question)
    }
}
