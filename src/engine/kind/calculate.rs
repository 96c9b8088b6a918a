//! A value computed from answers; never shown and never read from a form.

use super::super::Questionnaire;
use super::super::answers::{Answers, Form};
use super::super::contract::{Body, Kind, NewSlot, Paper, Reading, Showing, Space};
use super::super::model;
use super::super::questionnaire::{Holds, Purpose, Question};
use super::super::scope::Scope;

pub(super) struct Calculate;

impl Kind for Calculate {
    fn purpose(&self) -> Purpose {
        Purpose::Silent
    }

    fn fields(&self) -> &'static [&'static str] {
        &["choices", "hidden", "unit"]
    }

    fn slots(&self, question: &model::Question) -> Vec<NewSlot> {
        // With a choice list the value has labels in the codebook.
        let holds = if question.choices.is_some() { Holds::Choice } else { Holds::Text };
        NewSlot::only(question, holds)
    }

    fn owns(&self, _: &Questionnaire, _: &Question, _: &str) -> bool {
        false
    }

    fn put(&self, _: &Questionnaire, _: &Question, _: &Form, _: &mut Answers) {}

    fn read(&self, _: Scope<'_>, _: &Question, _: &Form) -> Vec<Reading> {
        Vec::new()
    }

    fn fill(&self, _: &Questionnaire, _: &Question, _: &Answers, _: &mut Form) {}

    fn body<'q>(&self, _: &Showing<'q, '_>) -> Body<'q> {
        Body::Note
    }

    fn space<'q>(&self, _: &Paper<'q>, _: &'q Question) -> Space<'q> {
        Space::Nothing
    }
}
