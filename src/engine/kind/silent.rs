//! What is never asked: hidden values, metadata, types of other tools, and groups as such.

use super::super::Questionnaire;
use super::super::answers::{Answers, Form};
use super::super::model::{self, KindName};
use super::super::questionnaire::{Holds, Question};
use super::super::route::Derived;
use super::super::show::{Body, Showing};
use super::super::validate::Reading;
use super::{Field, Kind, NewSlot};

pub(super) struct Silent;

impl Kind for Silent {
    fn fields(&self) -> &'static [Field] {
        &[Field::Calculation, Field::Choices, Field::Required, Field::Constraint]
    }

    fn slots(&self, question: &model::Question) -> Vec<NewSlot> {
        match question.kind {
            KindName::Group | KindName::Repeat => Vec::new(),
            _ => NewSlot::only(question, Holds::Text),
        }
    }

    fn owns(&self, _: &Questionnaire, _: &Question, _: &str) -> bool {
        false
    }

    fn put(&self, _: &Questionnaire, _: &Question, _: &Form, _: &mut Answers) {}

    fn read(&self, _: &Derived<'_, '_>, _: &Question, _: &Form) -> Vec<Reading> {
        Vec::new()
    }

    fn fill(&self, _: &Questionnaire, _: &Question, _: &Answers, _: &mut Form) {}

    fn body<'q>(&self, _: &Showing<'_, 'q, '_>) -> Body<'q> {
        Body::Note
    }
}
