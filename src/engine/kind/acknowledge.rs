//! A box to tick: stores `OK`.

use super::super::Questionnaire;
use super::super::answers::{Answers, Form};
use super::super::contract::{
    Body, ComplaintReason, Kind, NewSlot, Paper, Reading, Showing, ShownOption, Space,
};
use super::super::localized::Line;
use super::super::media::ShownMedia;
use super::super::model;
use super::super::questionnaire::{Holds, Question};
use super::super::scope::Scope;

pub(super) struct Acknowledge;

/// What is stored, as ODK has it.
const TICKED: &str = "OK";

impl Kind for Acknowledge {
    fn fields(&self) -> &'static [&'static str] {
        &[]
    }

    fn slots(&self, question: &model::Question) -> Vec<NewSlot> {
        NewSlot::only(question, Holds::Text)
    }

    fn put(&self, _: &Questionnaire, question: &Question, form: &Form, to: &mut Answers) {
        let name = &question.definition.name;
        to.set(name, form.find(name).unwrap_or_default());
    }

    fn read(&self, _: Scope<'_>, question: &Question, form: &Form) -> Vec<Reading> {
        let value = match form.find(&question.definition.name).unwrap_or_default() {
            value @ ("" | TICKED) => Ok(value.to_owned()),
            _ => Err(ComplaintReason::NotOffered),
        };
        vec![Reading { slot: question.slots.start, value }]
    }

    fn body<'q>(&self, showing: &Showing<'q, '_>) -> Body<'q> {
        let option = ShownOption {
            value: TICKED.into(),
            label: TICKED.into(),
            hint: "".into(),
            media: ShownMedia::default(),
            exclusive: false,
            picked: showing.typed(showing.name()) == TICKED,
        };
        Body::Options { multiple: true, most: None, options: vec![option], other: None }
    }

    fn space<'q>(&self, _: &Paper<'q>, _: &'q Question) -> Space<'q> {
        Space::Boxes {
            multiple: true,
            choices: vec![(TICKED.into(), Line::default())],
            other: false,
        }
    }
}
