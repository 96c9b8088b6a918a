//! What analysts do with responses: sees `results` only.

pub mod dataset;
pub mod export;
