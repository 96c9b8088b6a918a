//! Use cases: what people do, without HTTP and HTML. Takes stores, clock and secret; gives values.
//!
//! [`Respondents`] serve residents and see `collect` only; [`Accounts`], [`Surveys`] and [`Office`] see
//! `office` only, [`Analysis`] sees responses. What staff and operators do names its
//! [`Actor`](actor::Actor). [`mix`] is where `collect` and `results` meet, [`deliver`]
//! where `collect` and `office` do; [`reconcile`] compares all three.

pub mod actor;
pub mod analysis;
pub mod builtin;
pub mod deliver;
pub mod field;
pub mod interviews;
pub mod jobs;
pub mod message;
pub mod mix;
pub mod office;
pub mod populate;
pub mod reconcile;
pub mod respondents;
pub mod simulate;
pub mod spool;
pub mod translations;
pub mod versions;

use std::collections::HashMap;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, LazyLock};

use crate::clock::Clock;
use crate::domain::GRACE_DAYS;
use crate::engine::WritingStyle;
use crate::engine::expr::{Calendar, Env};
use crate::i18n::Locale;
use crate::mail::Mailer;
use crate::oidc::IdentityProvider;
use crate::seal::{Cost, Secret};
use crate::storage::Stores;

pub use actor::Actor;
pub use analysis::Analysis;
pub use office::Office;
pub use office::accounts::Accounts;
pub use office::surveys::Surveys;
pub use respondents::Respondents;
pub use versions::Versions;

use analysis::dataset::Datasets;
use office::accounts::Failures;
use office::accounts::passkeys::Passkeys;
use office::clock::ClockMemory;
use respondents::budget::Budgets;
use respondents::headings::Headings;
use respondents::room::Room;
use respondents::throttle::Throttle;
use spool::Spool;

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
    /// What is known of surveys in the field.
    pub headings: Headings,
    /// Rows were mixed whose traces are still in the files; or may have been, before this process
    /// began.
    pub untidy: Arc<AtomicBool>,
    /// What it costs to try an access code; less in tests.
    pub cost: Cost,
    /// Where access codes are tried, one for all who serve residents.
    pub throttle: Throttle,
    /// How many days after the last one who has begun may still finish.
    pub grace_days: u8,
    /// What networks may store, one for all who serve residents.
    pub budgets: Budgets,
    /// Whether there is room for anything new in `collect`.
    pub room: Room,
    /// Where archives wait that were prepared for staff: in the data directory, or where this machine
    /// keeps what is needed for a while.
    pub spool: Spool,
    /// Datasets of surveys, one for all who analyse.
    pub datasets: Datasets,
    /// Attempts to sign in that failed, one for all who let staff in.
    pub failures: Failures,
    /// When this process looked at its clock last.
    pub last_look: ClockMemory,
    /// Sends mails to staff, where mail is sent.
    pub mailer: Option<Mailer>,
    /// Asks staff for passkeys, where browsers make them.
    pub passkeys: Option<Passkeys>,
    /// Says who of staff somebody is, where they may sign in that way, too.
    pub provider: Option<IdentityProvider>,
}

impl App {
    /// Wires the parts.
    pub fn new(stores: Stores, secret: Secret, clock: Clock) -> Self {
        Self {
            datasets: Datasets::in_memory(&stores),
            stores,
            secret: Arc::new(secret),
            clock,
            versions: Versions::default(),
            headings: Headings::default(),
            untidy: Arc::new(AtomicBool::new(true)),
            cost: Cost::default(),
            throttle: Throttle::default(),
            grace_days: GRACE_DAYS,
            budgets: Budgets::default(),
            room: Room::default(),
            spool: Spool::new(std::env::temp_dir().join("zugvogel-spool")),
            failures: Failures::default(),
            last_look: ClockMemory::default(),
            mailer: None,
            passkeys: None,
            provider: None,
        }
    }

    /// The part that serves residents.
    pub fn respondents(&self) -> Respondents {
        let (collect, secret) = (self.stores.collect.clone(), Arc::clone(&self.secret));
        Respondents {
            versions: self.versions.clone(),
            headings: self.headings.clone(),
            cost: self.cost,
            throttle: self.throttle.clone(),
            grace_days: self.grace_days,
            budgets: self.budgets.clone(),
            room: self.room.clone(),
            ..Respondents::new(collect, secret, self.clock.clone())
        }
    }
}

/// What expressions may know of the world now: the local time and the calendar's words.
pub fn env(clock: &Clock, locale: &Locale) -> Env {
    let calendar = CALENDARS.get(locale.interface().code()).cloned().unwrap_or_default();
    Env { now: clock.local(), calendar, seed: 0 }
}

/// The calendar's words by language, read once.
static CALENDARS: LazyLock<HashMap<&str, Arc<Calendar>>> = LazyLock::new(|| {
    Locale::list().iter().map(|locale| (locale.code(), Arc::new(calendar(locale)))).collect()
});

fn calendar(locale: &Locale) -> Calendar {
    let language = locale.tag().to_owned();
    let writing = WritingStyle { language, decimal: locale.decimal(), days: locale.days() };
    Calendar::from_words(&locale.text("calendar-months"), &locale.text("calendar-days"))
        .unwrap_or_default()
        .with_writing(writing)
}
