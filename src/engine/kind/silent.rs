//! What is never asked itself: hidden values, metadata, types of other tools, groups and repeats.
//! A repeat holds how many instances there are of it.

use super::super::Questionnaire;
use super::super::answers::{Answers, Form};
use super::super::model::{self, KindName};
use super::super::questionnaire::{Holds, Question};
use super::super::scope::Scope;
use super::super::show::{Body, Showing};
use super::super::validate::Reading;
use super::{Field, Kind, NewSlot};

pub(super) struct Silent;

impl Kind for Silent {
    fn fields(&self) -> &'static [Field] {
        use Field::*;
        &[Choices, Filter, Other, Questions, Count, Metadata, Missing, Length, Bounds, Step]
    }

    fn slots(&self, question: &model::Question) -> Vec<NewSlot> {
        match question.kind {
            KindName::Group => Vec::new(),
            KindName::Repeat => NewSlot::only(question, Holds::Integer),
            _ => NewSlot::only(question, Holds::Text),
        }
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
}
