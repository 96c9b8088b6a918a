//! A number with decimals; comma and point are both understood.

use super::super::Questionnaire;
use super::super::answers::{Answers, Form};
use super::super::model;
use super::super::questionnaire::{Holds, Question};
use super::super::route::Derived;
use super::super::show::{Body, Showing, ShownOption};
use super::super::validate::Reading;
use super::{Field, Kind, NewSlot, number};

pub(super) struct Decimal;

impl Kind for Decimal {
    fn fields(&self) -> &'static [Field] {
        use Field::*;
        &[Missing, Bounds, Unit, Required, Constraint]
    }

    fn slots(&self, question: &model::Question) -> Vec<NewSlot> {
        NewSlot::only(question, Holds::Decimal)
    }

    fn owns(&self, _: &Questionnaire, question: &Question, field: &str) -> bool {
        number::owns(question, field)
    }

    fn put(&self, _: &Questionnaire, question: &Question, form: &Form, to: &mut Answers) {
        number::put(question, form, to);
    }

    fn read(&self, derived: &Derived<'_, '_>, question: &Question, form: &Form) -> Vec<Reading> {
        number::read_number(derived, question, form, false)
    }

    fn fill(&self, _: &Questionnaire, question: &Question, from: &Answers, form: &mut Form) {
        number::fill(question, from, form);
    }

    fn body<'q>(&self, showing: &Showing<'_, 'q, '_>) -> Body<'q> {
        number::body(showing)
    }

    fn missing<'q>(&self, showing: &Showing<'_, 'q, '_>) -> Vec<ShownOption<'q>> {
        showing.missing_options(&number::missing_name(showing.name()))
    }
}
