//! The study's own view of a response: reasons, image and transparency. Pure.
//!
//! Everything is found by role, never by name, so that any questionnaire with these roles has these
//! tables. Start reading at [`Reasons`].

mod cps;
mod dataset;
mod image;
mod reasons;
mod transparency;

pub use self::cps::cps_reason;
pub use self::dataset::{Cell, Column, Dataset};
pub use self::image::{Image, Impression};
pub use reasons::{Reason, ReasonOrigin, Reasons};
pub use transparency::{AreaAnswers, STEPS, Transparency};

/// -6: what a record cannot have, such as the group of a reason that belongs to none.
pub const DOES_NOT_APPLY: &str = "-6";
