//! The questionnaire engine: pure, without clock, randomness, input or output.
//!
//! Definition is apart from state: a [`Questionnaire`] is immutable after [`check`]; everything
//! that varies is derived from a [`Draft`]'s answers on every request. Start reading at [`model`]
//! (the document), then [`check`] and [`interview`], which is the one door to answers. What is not public
//! here is how the public modules do it.

pub mod check;
pub mod codebook;
pub(crate) mod defaults;
pub mod diff;
pub mod edit;
pub mod expr;
mod identity;
pub mod interview;
pub mod media;
pub mod model;
pub mod problem;
pub(crate) mod properties;
pub(crate) mod references;
pub mod show;
pub(crate) mod spelling;
pub(crate) mod splitmix;

mod answers;
mod completion;
mod contract;
mod evaluation;
mod extent;
mod form_state;
mod kind;
mod length;
mod letters;
mod localized;
mod order;
mod overview;
mod publisher;
mod questionnaire;
mod quota;
mod record;
mod response;
mod review;
mod room;
mod scope;
mod table;
mod text;
mod unit;
mod unmarked;
mod upload;
mod validate;
mod variants;
mod version_labels;
mod wording;
mod writing;

pub use answers::{Answers, Draft, Form};
pub use check::{Checked, check};
pub use codebook::Codebook;
pub(crate) use defaults::is_worked_out;
pub use evaluation::Evaluation;
pub use identity::Identity;
pub use interview::Interview;
pub use length::{Length, length};
pub use problem::{CellPlace, FilePlace, Problem, Remark, Severity};
pub use properties::TABLES;
pub use questionnaire::{Holds, Question, Questionnaire};
pub use quota::Quota;
pub use record::Record;
pub use response::Response;
pub use scope::{Place, Scope};
pub use unmarked::unmarked;
pub use variants::{CONDITIONS, Contradiction, contradictions, holding};
pub use wording::{TextUse, says_agreement, wording};
pub use writing::{WritingStyle, minutes};
