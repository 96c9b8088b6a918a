//! What serving residents takes: sees `collect` only.
//!
//! [`enter`] lets somebody in, [`drafts`] keeps what she answers, [`submit`] ends it. The pages between
//! are [`interviews`](super::interviews).

pub mod attach;
pub mod budget;
pub mod drafts;
pub mod enter;
pub mod headings;
pub mod offered;
pub mod room;
pub mod submit;
pub mod throttle;

use std::sync::Arc;

use crate::clock::Clock;
use crate::domain::GRACE_DAYS;
use crate::seal::{Cost, Secret};
use crate::storage::Db;

use super::Versions;
use super::interviews::Interviews;
use budget::Budgets;
use headings::Headings;
use room::Room;
use throttle::Throttle;

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
    /// What is known of surveys.
    pub headings: Headings,
    /// What it costs to try an access code.
    pub cost: Cost,
    /// Where codes are tried.
    pub throttle: Throttle,
    /// How many days after the last one who has begun may still finish.
    pub grace_days: u8,
    /// What networks may store.
    pub budgets: Budgets,
    /// Whether there is room for anything new.
    pub room: Room,
}

impl Respondents {
    /// What a process needs that serves nobody but residents.
    pub fn new(collect: Db, secret: Arc<Secret>, clock: Clock) -> Self {
        Self {
            collect,
            secret,
            clock,
            versions: Versions::default(),
            headings: Headings::default(),
            cost: Cost::default(),
            throttle: Throttle::default(),
            grace_days: GRACE_DAYS,
            budgets: Budgets::default(),
            room: Room::default(),
        }
    }

    /// Their interviews, kept in `collect`.
    pub fn interviews(&self) -> Interviews {
        Interviews { store: Arc::new(self.clone()), clock: self.clock.clone(), from: None }
    }
}
