//! Text without a question.

use super::super::answers::Form;
use super::super::model;
use super::super::questionnaire::Question;
use super::super::scope::Scope;
use super::super::show::{Body, Showing};
use super::super::validate::Reading;
use super::{Field, Kind, NewSlot};

pub(super) struct Note;

impl Kind for Note {
    fn fields(&self) -> &'static [Field] {
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
}
