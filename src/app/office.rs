//! What the office does: accounts, surveys, publishing, access codes, what residents wrote to it.
//! Sees `office`; publishing and codes also write what `collect` must know.

pub mod accounts;
pub mod codes;
pub mod contacts;
pub mod force;
pub mod publish;
pub mod surveys;
pub mod trail;

use std::sync::Arc;

use super::App;
use crate::clock::Clock;
use crate::storage::Db;
use accounts::Accounts;
use surveys::Surveys;

/// What the office's own work needs, beside [`accounts`] and [`surveys`].
#[derive(Debug, Clone)]
pub struct Office {
    /// Definitions, invitations, contacts, the audit trail.
    pub(in crate::app) office: Db,
    /// The time.
    pub(in crate::app) clock: Clock,
}

impl App {
    /// The part that lets staff in.
    pub fn accounts(&self) -> Accounts {
        Accounts {
            office: self.stores.office.clone(),
            secret: Arc::clone(&self.secret),
            clock: self.clock.clone(),
            failures: self.failures.clone(),
        }
    }

    /// The surveys as staff see them.
    pub fn surveys(&self) -> Surveys {
        Surveys {
            office: self.stores.office.clone(),
            clock: self.clock.clone(),
            versions: self.versions.clone(),
        }
    }

    /// The office's own work.
    pub fn office(&self) -> Office {
        Office { office: self.stores.office.clone(), clock: self.clock.clone() }
    }
}
