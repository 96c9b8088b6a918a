//! What is wrong with an answer: a value, put into words at the edge.

use super::super::localized::OwnedLine;
use super::super::model::{DateUnit, Upload};
use super::super::upload::FileProblem;

/// What a respondent is told about one field.
#[derive(Debug, Clone, PartialEq)]
pub struct Complaint {
    /// The question it belongs to.
    pub question: String,
    /// The field it is about: the question's name, a row's, a part's or a text's.
    pub field: String,
    /// What is wrong.
    pub reason: ComplaintReason,
}

/// What is wrong with an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum ComplaintReason {
    /// An answer is required; with the author's own words if there are any.
    Required(Option<OwnedLine>),
    /// A constraint does not hold; with the author's own words if there are any.
    Constraint(Option<OwnedLine>),
    /// Not a number.
    NotANumber {
        /// What was typed.
        typed: String,
    },
    /// A number with one mark that may begin thousands or decimals.
    Ambiguous {
        /// What was typed.
        typed: String,
    },
    /// A number, but not a whole one.
    NotWhole {
        /// What was typed.
        typed: String,
    },
    /// Outside the bounds.
    OutOfRange {
        /// Least value.
        min: Option<f64>,
        /// Greatest value.
        max: Option<f64>,
        /// What was typed.
        typed: String,
    },
    /// A text with too many characters.
    TooLong {
        /// How many there may be.
        max: u32,
        /// How many there are.
        length: usize,
    },
    /// A value that is not offered.
    NotOffered,
    /// "Nothing of this" together with something.
    Exclusive {
        /// The label of the exclusive choice.
        label: OwnedLine,
    },
    /// More choices than may be ticked.
    TooMany {
        /// How many may be.
        most: usize,
        /// How many are.
        ticked: usize,
    },
    /// A value and "don't know" at once.
    Either,
    /// Nothing in the list matches what was typed.
    NoMatch {
        /// What was typed.
        typed: String,
    },
    /// Not a day that exists.
    NotADate {
        /// What was typed.
        typed: String,
    },
    /// Not a time of day.
    NotATime {
        /// What was typed.
        typed: String,
    },
    /// Not a day with a time.
    NotAMoment {
        /// What was typed.
        typed: String,
    },
    /// Two choices have the same place in a ranking, or a place is missing.
    NotARanking,
    /// A number between two points of the scale.
    OffScale {
        /// The distance of the points.
        step: f64,
    },
    /// A part of the date is absent.
    PartMissing(DateUnit),
    /// Not a place as latitude and longitude.
    NotAPlace {
        /// What was typed.
        typed: String,
    },
    /// A file that is not taken.
    File {
        /// Why.
        problem: FileProblem,
        /// What kind of file is asked for.
        upload: Upload,
    },
    /// Several entries match; one must be picked.
    SeveralMatch {
        /// How many.
        count: usize,
    },
}

/// What a kind makes of its fields.
pub(in crate::engine) struct Reading {
    /// Index of the slot.
    pub(in crate::engine) slot: usize,
    /// The value to store, or what is wrong with it.
    pub(in crate::engine) value: Result<String, ComplaintReason>,
}

/// What a question asks for when nothing is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacking {
    /// One of what is offered.
    Choice,
    /// One or more of what is offered.
    Some,
    /// A number.
    Number,
    /// A text.
    Text,
    /// An entry of a list.
    Entry,
    /// A file.
    File,
}
