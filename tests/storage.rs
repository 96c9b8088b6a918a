//! The stores, on both databases: transactions, migrations, and what each table promises.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy takes only functions marked as tests for tests"
)]

#[path = "support/databases.rs"]
mod databases;
#[path = "support/tables.rs"]
mod tables;

#[path = "storage/migrations.rs"]
mod migrations;
#[path = "storage/opening.rs"]
mod opening;
#[path = "storage/plans.rs"]
mod plans;
#[path = "storage/queries.rs"]
mod queries;
#[path = "storage/schema.rs"]
mod schema;
#[path = "storage/transactions.rs"]
mod transactions;
