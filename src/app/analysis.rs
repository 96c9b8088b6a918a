//! What analysts do with responses: sees `results`, and of `office` definitions and the audit trail.

pub mod counts;
pub mod dataset;
pub mod export;

use super::App;
use super::office::surveys::Surveys;
use crate::storage::Db;

/// What analysts need.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// The surveys of the organisation.
    pub surveys: Surveys,
    /// Responses.
    pub(in crate::app) results: Db,
}

impl App {
    /// The part that serves analysts.
    pub fn analysis(&self) -> Analysis {
        Analysis { surveys: self.surveys(), results: self.stores.results.clone() }
    }
}
