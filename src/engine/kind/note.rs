//! Text without a question.

use super::super::answers::Form;
use super::super::contract::{Body, Kind, NewSlot, Paper, Reading, Showing, Space};
use super::super::model;
use super::super::questionnaire::{Purpose, Question};
use super::super::scope::Scope;

pub(super) struct Note;

impl Kind for Note {
    fn purpose(&self) -> Purpose {
        Purpose::Note
    }

    fn fields(&self) -> &'static [&'static str] {
        &[]
    }

    fn slots(&self, _: &model::Question) -> Vec<NewSlot> {
        Vec::new()
    }

    fn read(&self, _: Scope<'_>, _: &Question, _: &Form) -> Vec<Reading> {
        Vec::new()
    }

    fn body<'q>(&self, _: &Showing<'q, '_>) -> Body<'q> {
        Body::Note
    }

    fn space<'q>(&self, _: &Paper<'q>, _: &'q Question) -> Space<'q> {
        Space::Nothing
    }
}
