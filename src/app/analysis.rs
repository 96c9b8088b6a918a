//! What analysts do with responses: sees `results`, and of `office` definitions and the audit trail.

pub mod counts;
pub mod dataset;
pub mod export;
pub mod prepare;

use std::sync::Arc;

use tokio::sync::Semaphore;

use self::dataset::Datasets;
use super::App;
use super::office::surveys::Surveys;
use super::spool::Spool;
use crate::storage::Db;

/// What analysts need.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// The surveys of the organisation.
    pub surveys: Surveys,
    /// Responses.
    pub(in crate::app) results: Db,
    /// Datasets, which all clones share.
    pub(in crate::app) datasets: Datasets,
    /// Where prepared archives wait.
    pub(in crate::app) spool: Spool,
    /// Who may send a download now, of all clones together.
    pub(in crate::app) downloads: Arc<Semaphore>,
}

impl Analysis {
    /// The responses in this store.
    pub fn new(surveys: Surveys, results: Db, datasets: Datasets, spool: Spool) -> Self {
        let downloads = Arc::new(Semaphore::new(export::DOWNLOADS));
        Self { surveys, results, datasets, spool, downloads }
    }
}

impl App {
    /// The part that serves analysts.
    pub fn analysis(&self) -> Analysis {
        let (results, datasets) = (self.stores.results.clone(), self.datasets.clone());
        Analysis::new(self.surveys(), results, datasets, self.spool.clone())
    }
}
