//! What serving residents takes: sees `collect` only.
//!
//! [`enter`] lets somebody in, [`answer`] takes pages, [`submit`] ends it.

pub mod answer;
pub mod attach;
pub mod enter;
pub mod gate;
pub mod submit;

use std::sync::Arc;

use crate::clock::Clock;
use crate::seal::{Cost, Secret};
use crate::storage::Db;

use super::Versions;
use gate::Gate;

/// What serving residents needs.
#[derive(Debug, Clone)]
pub struct Respondents {
    /// Published surveys, drafts, the inbox.
    pub collect: Db,
    /// The installation's secret.
    pub secret: Arc<Secret>,
    /// The time.
    pub clock: Clock,
    /// Questionnaires by version.
    pub versions: Versions,
    /// What it costs to try an access code.
    pub cost: Cost,
    /// Where codes are tried.
    pub gate: Gate,
}

impl Respondents {
    /// What a process needs that serves nobody but residents.
    pub fn new(collect: Db, secret: Arc<Secret>, clock: Clock) -> Self {
        Self {
            collect,
            secret,
            clock,
            versions: Versions::default(),
            cost: Cost::default(),
            gate: Gate::default(),
        }
    }
}
