//! The questionnaire engine: pure, without clock, randomness, input or output.
//!
//! Definition is apart from state: a [`Questionnaire`] is immutable after [`check`]; everything
//! that varies is derived from a [`Draft`]'s answers on every request. Start reading at [`model`]
//! (the document), then [`check`], [`evaluation`], [`form_state`], [`validate`] and [`show`].

pub mod answers;
pub mod check;
pub mod codebook;
pub mod defaults;
pub mod diff;
pub mod evaluation;
pub mod explain;
pub mod expr;
pub mod form_state;
pub mod frame;
pub mod identity;
pub mod interview;
pub mod kind;
pub mod localized;
pub mod media;
pub mod model;
pub mod order;
pub mod overview;
pub mod paper;
pub mod problem;
pub mod questionnaire;
mod record;
pub(crate) mod references;
pub mod response;
pub mod review;
pub mod scope;
pub mod show;
pub(crate) mod spelling;
pub(crate) mod splitmix;
pub mod table;
pub mod text;
pub mod upload;
pub mod validate;

pub use answers::{Answers, Draft, Form};
pub use check::{Checked, check};
pub use codebook::Codebook;
pub use evaluation::Evaluation;
pub use interview::Interview;
pub use problem::{Cell, Origin, Problem, Remark, Severity};
pub use questionnaire::Questionnaire;
pub use record::Record;
pub use response::Response;
pub use scope::{Place, Scope};
