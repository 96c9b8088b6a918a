//! The questionnaire engine: pure, without clock, randomness, input or output.
//!
//! Definition is apart from state: a [`Questionnaire`] is immutable after [`check`]; everything
//! that varies is derived from a [`Draft`]'s answers on every request. Start reading at [`model`]
//! (the document), then [`check`], [`route`], [`typed`], [`validate`] and [`show`].

pub mod answers;
pub mod begin;
pub mod blank;
pub mod check;
pub mod codebook;
pub mod diff;
pub mod expr;
pub mod frame;
pub mod here;
pub mod kind;
pub mod media;
pub mod model;
pub mod order;
pub mod overview;
pub mod questionnaire;
pub mod response;
pub mod review;
pub mod route;
pub mod said;
pub mod show;
pub(crate) mod spelling;
pub mod table;
pub mod text;
pub mod typed;
pub mod upload;
pub mod validate;
pub mod why;

pub use answers::{Answers, Draft, Form};
pub use check::{Cell, Checked, Problem, Severity, check};
pub use codebook::Codebook;
pub use here::{Here, Place};
pub use questionnaire::Questionnaire;
pub use response::Response;
pub use route::Derived;
