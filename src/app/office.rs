//! What the office does: accounts, surveys, publishing, access codes, what residents wrote to it.
//! Sees `office`; publishing and codes also write what `collect` must know.

pub mod accounts;
pub mod clock;
pub mod codes;
pub mod contacts;
pub mod create;
pub mod delete;
pub mod field;
pub mod force;
pub mod insert;
pub mod jobs;
pub mod look;
pub mod manuscripts;
pub mod organisation;
pub mod publish;
pub mod surveys;
pub mod trail;
pub mod version;
pub mod waves;

use std::sync::Arc;

use super::App;
use crate::clock::Clock;
use crate::storage::Db;
use accounts::Accounts;
use clock::ClockMemory;
use surveys::Surveys;

/// What the office's own work needs, beside [`accounts`] and [`surveys`].
#[derive(Debug, Clone)]
pub struct Office {
    /// Definitions, invitations, contacts, the audit trail.
    pub(in crate::app) office: Db,
    /// The time.
    pub(in crate::app) clock: Clock,
    /// When this process looked at it last.
    pub(in crate::app) last_look: ClockMemory,
}

impl Office {
    /// The office's own work over this store.
    pub fn new(office: Db, clock: Clock) -> Self {
        Self { office, clock, last_look: ClockMemory::default() }
    }

    /// The time by which the office works.
    pub fn clock(&self) -> Clock {
        self.clock.clone()
    }
}

impl App {
    /// The part that lets staff in.
    pub fn accounts(&self) -> Accounts {
        let (office, secret) = (self.stores.office.clone(), Arc::clone(&self.secret));
        let (failures, mailer) = (self.failures.clone(), self.mailer.clone());
        let (passkeys, provider) = (self.passkeys.clone(), self.provider.clone());
        let bare = Accounts::new(office, secret, self.clock.clone());
        Accounts { failures, mailer, passkeys, provider, ..bare }
    }

    /// The surveys as staff see them.
    pub fn surveys(&self) -> Surveys {
        let versions = self.versions.clone();
        Surveys { versions, ..Surveys::new(self.stores.office.clone(), self.clock.clone()) }
    }

    /// The office's own work.
    pub fn office(&self) -> Office {
        let last_look = self.last_look.clone();
        Office { last_look, ..Office::new(self.stores.office.clone(), self.clock.clone()) }
    }
}
