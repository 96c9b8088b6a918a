//! Agreement: yes or no in full sentences, without a missing code or an order.

use super::super::Questionnaire;
use super::super::answers::{Answers, Form};
use super::super::contract::{Body, Kind, NewSlot, Paper, Reading, Showing, Space};
use super::super::model;
use super::super::questionnaire::{Holds, Question};
use super::super::scope::Scope;
use super::choices;

pub(super) struct Consent;

impl Kind for Consent {
    fn fields(&self) -> &'static [&'static str] {
        &["choices"]
    }

    fn needs(&self) -> &'static [&'static str] {
        &["choices"]
    }

    fn slots(&self, question: &model::Question) -> Vec<NewSlot> {
        NewSlot::only(question, Holds::Choice)
    }

    fn read(&self, scope: Scope<'_>, question: &Question, form: &Form) -> Vec<Reading> {
        choices::read_one(scope, question, form)
    }

    fn fill(&self, _: &Questionnaire, question: &Question, from: &Answers, form: &mut Form) {
        choices::fill(question, false, from, form);
    }

    fn body<'q>(&self, showing: &Showing<'q, '_>) -> Body<'q> {
        Body::Options {
            multiple: false,
            most: None,
            options: choices::options(showing),
            other: None,
        }
    }

    fn space<'q>(&self, paper: &Paper<'q>, question: &'q Question) -> Space<'q> {
        paper.boxes(question, false)
    }
}
