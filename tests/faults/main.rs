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
#[expect(dead_code, reason = "each test binary uses its part of the support")]
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
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod html;
#[path = "../support/program.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod program;

mod kills;
mod ledger;
mod pages;
mod parts;
mod place;
