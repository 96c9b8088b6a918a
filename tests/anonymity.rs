//! The promise that nobody can find out who said what, attacked; codes used by two devices at
//! once; and codes guessed by the hundred thousand.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "clippy takes only functions marked as tests for tests"
)]

#[path = "support/databases.rs"]
mod databases;
#[path = "support/tables.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod tables;

#[path = "anonymity/guessing.rs"]
mod guessing;
#[path = "anonymity/linker.rs"]
mod linker;
#[path = "anonymity/once.rs"]
mod once;
#[path = "anonymity/survey.rs"]
mod survey;
#[path = "anonymity/timing.rs"]
mod timing;
