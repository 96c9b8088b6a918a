//! The stores, on both databases: transactions, migrations, and what each table promises.

#[path = "support/databases.rs"]
mod databases;

#[path = "storage/migrations.rs"]
mod migrations;
#[path = "storage/opening.rs"]
mod opening;
#[path = "storage/queries.rs"]
mod queries;
#[path = "storage/schema.rs"]
mod schema;
#[path = "storage/transactions.rs"]
mod transactions;
