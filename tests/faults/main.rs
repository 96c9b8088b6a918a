//! Faults: whatever happens to the server and its stores, what a client was told (its
//! [`ledger`]) is so afterwards: what was acknowledged is there, once, and what is lost is told.
//!
//! One file for each kind of fault; [`place`] is the installation that it happens to.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy takes only functions marked as tests for tests"
)]

#[path = "../support/browser.rs"]
mod browser;
#[path = "../support/databases.rs"]
#[expect(
    dead_code,
    unused_macros,
    unused_imports,
    reason = "each test binary uses its part of the support"
)]
mod databases;
#[path = "../support/html.rs"]
mod html;
#[path = "../support/program.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod program;
#[path = "../support/resident.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod resident;

mod away;
mod backends;
mod backups;
mod copies;
mod designers;
mod floods;
mod kills;
mod ledger;
mod logs;
mod pages;
mod pairs;
mod parts;
mod place;
mod restores;
mod sign_ins;
mod wire;
