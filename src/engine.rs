//! The questionnaire engine: pure, without clock, randomness, input or output.

pub mod expr;
pub mod frame;
pub mod model;
