//! What is never asked itself: hidden values, metadata, types of other tools, groups and repeats.
//! A repeat holds how many instances there are of it.

use super::super::Questionnaire;
use super::super::answers::{Answers, Form};
use super::super::contract::{Body, Kind, NewSlot, Paper, Reading, Showing, Space};
use super::super::model::{self, KindName};
use super::super::questionnaire::{Holds, Purpose, Question};
use super::super::scope::Scope;

/// A kind that is never asked.
pub(super) struct Silent {
    purpose: Purpose,
    holds: Option<Holds>,
}

pub(super) static GROUP: Silent = Silent { purpose: Purpose::Structure, holds: None };
pub(super) static REPEAT: Silent =
    Silent { purpose: Purpose::Structure, holds: Some(Holds::Integer) };
pub(super) static HIDDEN: Silent = Silent { purpose: Purpose::Silent, holds: Some(Holds::Text) };
pub(super) static METADATA: Silent = Silent { purpose: Purpose::Private, holds: Some(Holds::Text) };
pub(super) static FOREIGN: Silent = Silent { purpose: Purpose::Private, holds: Some(Holds::Text) };

impl Kind for Silent {
    fn purpose(&self) -> Purpose {
        self.purpose
    }

    fn fields(&self) -> &'static [&'static str] {
        &[
            "choices",
            "choice_filter",
            "other",
            "questions",
            "count",
            "metadata",
            "missing",
            "max_length",
            "multiline",
            "min",
            "max",
            "step",
        ]
    }

    fn slots(&self, question: &model::Question) -> Vec<NewSlot> {
        self.holds.map_or_else(Vec::new, |holds| NewSlot::only(question, holds))
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

    fn space<'q>(&self, _: &Paper<'q>, question: &'q Question) -> Space<'q> {
        match question.definition.kind {
            KindName::Repeat => Space::Again,
            _ => Space::Nothing,
        }
    }
}
