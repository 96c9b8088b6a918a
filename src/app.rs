//! Use cases: what people do, without HTTP and HTML. Takes stores, clock and secret; gives values.
//!
//! [`Respondents`] serve residents and see `collect` only; [`Staff`] serve the office and see
//! `office` only. [`mix`] is the one place where `collect` and `results` meet, [`deliver`] the one
//! where `collect` and `office` do.

pub mod analysis;
pub mod builtin;
pub mod deliver;
pub mod errand;
pub mod mix;
pub mod office;
pub mod populate;
pub mod respondents;
pub mod simulate;
pub mod versions;

use std::collections::HashMap;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, LazyLock};

use crate::clock::Clock;
use crate::engine::expr::{Calendar, Env};
use crate::i18n::Locale;
use crate::seal::{Cost, Secret};
use crate::storage::Stores;

pub use office::Staff;
pub use respondents::Respondents;
pub use versions::Versions;

use respondents::gate::Gate;

/// Everything, for the command line and for wiring the server.
#[derive(Debug, Clone)]
pub struct App {
    /// The three stores.
    pub stores: Stores,
    /// The installation's secret.
    pub secret: Arc<Secret>,
    /// The time.
    pub clock: Clock,
    /// Questionnaires by version.
    pub versions: Versions,
    /// Rows were mixed whose traces are still in the files.
    pub untidy: Arc<AtomicBool>,
    /// What it costs to try an access code; less in tests.
    pub cost: Cost,
    /// Where access codes are tried, one for all who serve residents.
    pub gate: Gate,
}

impl App {
    /// Wires the parts.
    pub fn new(stores: Stores, secret: Secret, clock: Clock) -> Self {
        Self {
            stores,
            secret: Arc::new(secret),
            clock,
            versions: Versions::default(),
            untidy: Arc::default(),
            cost: Cost::default(),
            gate: Gate::default(),
        }
    }

    /// The part that serves residents.
    pub fn respondents(&self) -> Respondents {
        Respondents {
            collect: self.stores.collect.clone(),
            secret: Arc::clone(&self.secret),
            clock: self.clock.clone(),
            versions: self.versions.clone(),
            cost: self.cost,
            gate: self.gate.clone(),
        }
    }

    /// The part that serves staff.
    pub fn staff(&self) -> Staff {
        Staff {
            office: self.stores.office.clone(),
            secret: Arc::clone(&self.secret),
            clock: self.clock.clone(),
            versions: self.versions.clone(),
        }
    }
}

/// What expressions may know of the world now: the local time and the calendar's words.
pub fn env(clock: &Clock, locale: &Locale) -> Env {
    let calendar = CALENDARS.get(locale.code()).cloned().unwrap_or_default();
    Env { now: clock.local(), calendar, seed: 0 }
}

/// The calendar's words by language, read once.
static CALENDARS: LazyLock<HashMap<&str, Arc<Calendar>>> = LazyLock::new(|| {
    Locale::list().iter().map(|locale| (locale.code(), Arc::new(calendar(locale)))).collect()
});

fn calendar(locale: &Locale) -> Calendar {
    Calendar::from_words(&locale.text("calendar-months"), &locale.text("calendar-days"))
        .unwrap_or_default()
}
