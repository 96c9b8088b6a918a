//! (skeleton)

pub mod export;
