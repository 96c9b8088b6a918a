//! What a kind of questions must know, and the values that it takes and gives: the words between
//! the kinds and those who ask them ([`super::show`], [`super::validate`], [`super::codebook`],
//! [`super::paper`], [`super::review`]). It knows no kind. Start reading at [`Kind`].

mod column;
mod complaint;
mod paper;
mod showing;
mod shown;
mod words;

use super::Questionnaire;
use super::answers::{Answers, Form};
use super::codebook::missing;
use super::model;
use super::questionnaire::{Holds, Purpose, Question};
use super::scope::Scope;

pub(super) use self::column::{AnswerCell, KindColumn, beside, is_number};
pub(super) use self::complaint::Reading;
pub use self::complaint::{Complaint, ComplaintReason, Lacking};
pub(super) use self::paper::Paper;
pub use self::paper::Space;
pub(super) use self::showing::Showing;
pub use self::shown::*;
pub use self::words::{RowWords, Words};

/// A slot a question needs.
pub(in crate::engine) struct NewSlot {
    pub(in crate::engine) name: String,
    pub(in crate::engine) part: Option<usize>,
    pub(in crate::engine) holds: Holds,
    /// Condition of its own, as source.
    pub(in crate::engine) relevant: Option<String>,
}

impl NewSlot {
    /// The one slot of a question with one answer.
    pub(in crate::engine) fn only(question: &model::Question, holds: Holds) -> Vec<NewSlot> {
        vec![NewSlot { name: question.name.clone(), part: None, holds, relevant: None }]
    }
}

/// What a kind must know to do. All methods are pure.
pub(in crate::engine) trait Kind: Sync {
    /// What its questions are there for.
    fn purpose(&self) -> Purpose {
        Purpose::Answer
    }

    /// The properties its questions may have beside the common ones.
    fn fields(&self) -> &'static [&'static str];

    /// Those its questions must have.
    fn needs(&self) -> &'static [&'static str] {
        &[]
    }

    /// The slots of a question.
    fn slots(&self, question: &model::Question) -> Vec<NewSlot>;

    /// Whether a form field belongs to a question.
    fn owns(&self, questionnaire: &Questionnaire, question: &Question, field: &str) -> bool {
        field == question.definition.name || is_slot(questionnaire, question, field)
    }

    /// Puts the raw form values into the answers, unchecked: what follow-up questions on the same
    /// page are judged by.
    fn put(
        &self,
        questionnaire: &Questionnaire,
        question: &Question,
        form: &Form,
        to: &mut Answers,
    ) {
        for slot in &questionnaire.slots()[question.slots.clone()] {
            let value = form.find(&slot.name).unwrap_or_default().trim();
            to.set(&slot.name, question.definition.find_missing(value).unwrap_or(value));
        }
    }

    /// Reads and checks the form values.
    fn read(&self, scope: Scope<'_>, question: &Question, form: &Form) -> Vec<Reading>;

    /// Writes stored answers as form values: the inverse of [`Kind::read`].
    fn fill(
        &self,
        questionnaire: &Questionnaire,
        question: &Question,
        from: &Answers,
        form: &mut Form,
    ) {
        for slot in &questionnaire.slots()[question.slots.clone()] {
            push(form, &slot.name, from.value(&slot.name));
        }
    }

    /// What is answered.
    fn body<'q>(&self, showing: &Showing<'q, '_>) -> Body<'q>;

    /// The missing codes that stand beside the body.
    fn missing<'q>(&self, showing: &Showing<'q, '_>) -> Vec<ShownOption<'q>> {
        showing.missing_options(showing.name())
    }

    /// The columns of the data.
    fn columns(&self, questionnaire: &Questionnaire, question: &Question) -> Vec<KindColumn> {
        question.slots.clone().map(|slot| KindColumn::of_slot(questionnaire, slot)).collect()
    }

    /// The stored answers in words for the review page.
    fn words(&self, scope: Scope<'_>, answers: &Answers, question: &Question) -> Words {
        scope.entries(answers, question)
    }

    /// The room for an answer on paper.
    fn space<'q>(&self, paper: &Paper<'q>, question: &'q Question) -> Space<'q>;

    /// What is asked for when a required answer is not given.
    fn lacking(&self) -> Lacking {
        Lacking::Choice
    }

    /// Whether its answer may be there before anybody gave it.
    fn takes_default(&self) -> bool {
        true
    }
}

/// Whether a form field is that of a slot.
pub(super) fn is_slot(questionnaire: &Questionnaire, question: &Question, field: &str) -> bool {
    questionnaire.slots()[question.slots.clone()].iter().any(|slot| slot.name == field)
}

/// Adds a field, if there is a value.
pub(super) fn push(form: &mut Form, name: &str, value: &str) {
    if !value.is_empty() {
        form.push(name, missing::posted(value));
    }
}
