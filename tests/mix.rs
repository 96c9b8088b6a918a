//! The mix: what it moves and when, several of them at once, what cannot be moved, and what was taken
//! back. And what is deleted by a clock that leaps.
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

#[path = "mix/aside.rs"]
mod aside;
#[path = "mix/field.rs"]
mod field;
#[path = "mix/leap.rs"]
mod leap;
#[path = "mix/pool.rs"]
mod pool;
#[path = "mix/quotas.rs"]
mod quotas;
#[path = "mix/together.rs"]
mod together;
#[path = "mix/versions.rs"]
mod versions;
#[path = "mix/withdrawals.rs"]
mod withdrawals;
