//! The kinds of questions: one file each, one template each, one line in [`kind`].
//!
//! A kind says which slots a question has, how its form fields become values and back, what is
//! shown, and which columns the data get. To add one, follow CONTRIBUTING.md.

mod acknowledge;
mod calculate;
mod choices;
mod consent;
mod date_parts;
mod decimal;
mod differential;
mod geopoint;
mod integer;
mod lookup;
mod matrix;
mod moment;
mod note;
mod number;
mod range;
mod rank;
mod select_multiple;
mod select_one;
mod silent;
mod text;
mod upload;

use super::Questionnaire;
use super::answers::{Answers, Form};
use super::codebook::Column;
use super::localized::OwnedLine;
use super::model::{self, KindName};
use super::questionnaire::{Holds, Question};
use super::scope::Scope;
use super::show::{Body, Showing, ShownOption};
use super::validate::Reading;

/// Fields of a [`model::Question`] that only some kinds have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Choices,
    Filter,
    Order,
    Other,
    Missing,
    Rows,
    Parts,
    Bounds,
    Unit,
    Length,
    Stem,
    Step,
    Questions,
    Count,
    Metadata,
    Upload,
    Pixels,
}

/// A slot a question needs.
pub(super) struct NewSlot {
    pub(super) name: String,
    pub(super) part: Option<usize>,
    pub(super) holds: Holds,
    /// Condition of its own, as source.
    pub(super) relevant: Option<String>,
}

impl NewSlot {
    /// The one slot of a question with one answer.
    fn only(question: &model::Question, holds: Holds) -> Vec<NewSlot> {
        vec![NewSlot { name: question.name.clone(), part: None, holds, relevant: None }]
    }
}

/// What a kind must know to do. All methods are pure.
pub(super) trait Kind: Sync {
    /// The fields its questions may have beside the common ones.
    fn fields(&self) -> &'static [Field];

    /// The fields its questions must have.
    fn needs(&self) -> &'static [Field] {
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
            to.set(&slot.name, form.find(&slot.name).unwrap_or_default().trim().to_owned());
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
    fn columns(&self, questionnaire: &Questionnaire, question: &Question) -> Vec<Column> {
        question.slots.clone().map(|slot| Column::of_slot(questionnaire, slot)).collect()
    }

    /// The stored answers in words for the review page.
    fn words(&self, scope: Scope<'_>, answers: &Answers, question: &Question) -> Vec<OwnedLine> {
        question.slots.clone().flat_map(|slot| scope.words(answers, slot)).collect()
    }
}

/// The kind of this name.
pub(super) fn kind(name: KindName) -> &'static dyn Kind {
    match name {
        KindName::SelectOne => &select_one::SelectOne,
        KindName::SelectMultiple => &select_multiple::SelectMultiple,
        KindName::Matrix => &matrix::Matrix,
        KindName::Differential => &differential::Differential,
        KindName::Integer => &integer::INTEGER,
        KindName::Decimal => &decimal::DECIMAL,
        KindName::Text => &text::FreeText,
        KindName::DateParts => &date_parts::DateParts,
        KindName::Lookup => &lookup::Lookup,
        KindName::Consent => &consent::Consent,
        KindName::Note => &note::Note,
        KindName::Calculate => &calculate::Calculate,
        KindName::Group
        | KindName::Repeat
        | KindName::Hidden
        | KindName::Metadata
        | KindName::Foreign => &silent::Silent,
        KindName::Date | KindName::Time | KindName::DateTime => &moment::Moment,
        KindName::Rank => &rank::Rank,
        KindName::Range => &range::Range,
        KindName::Acknowledge => &acknowledge::Acknowledge,
        KindName::Geopoint => &geopoint::Geopoint,
        KindName::Upload => &upload::Uploaded,
    }
}

/// Every kind, for tests that walk the registry.
pub const ALL: [KindName; 25] = [
    KindName::SelectOne,
    KindName::SelectMultiple,
    KindName::Matrix,
    KindName::Differential,
    KindName::Integer,
    KindName::Decimal,
    KindName::Text,
    KindName::DateParts,
    KindName::Lookup,
    KindName::Consent,
    KindName::Note,
    KindName::Calculate,
    KindName::Group,
    KindName::Repeat,
    KindName::Date,
    KindName::Time,
    KindName::DateTime,
    KindName::Rank,
    KindName::Range,
    KindName::Acknowledge,
    KindName::Geopoint,
    KindName::Upload,
    KindName::Hidden,
    KindName::Metadata,
    KindName::Foreign,
];

fn is_slot(questionnaire: &Questionnaire, question: &Question, field: &str) -> bool {
    questionnaire.slots()[question.slots.clone()].iter().any(|slot| slot.name == field)
}

fn push(form: &mut Form, name: &str, value: &str) {
    if !value.is_empty() {
        form.push(name, value);
    }
}
