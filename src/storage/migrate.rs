//! Brings a store's tables up to date with the migrations embedded in the program: all that are
//! missing in one transaction, so that a kill at any moment leaves the old tables or the new ones.

use std::collections::BTreeSet;

use diesel::backend::Backend;
use diesel::connection::{SimpleConnection, TransactionManager};
use diesel::migration::{Migration, MigrationSource};
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::address::Address;
use super::{Conn, OpenError, Store, begin, connect, upkeep};

const OFFICE_SQLITE: EmbeddedMigrations = embed_migrations!("migrations/office/sqlite");
const OFFICE_POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/office/postgres");
const COLLECT_SQLITE: EmbeddedMigrations = embed_migrations!("migrations/collect/sqlite");
const COLLECT_POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/collect/postgres");
const RESULTS_SQLITE: EmbeddedMigrations = embed_migrations!("migrations/results/sqlite");
const RESULTS_POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/results/postgres");

/// Nodes that start together wait for each other here. A migration may take longer than a query.
const LOCK_POSTGRES: &str = "
    SET LOCAL statement_timeout = 0;
    SET LOCAL lock_timeout = 0;
    SELECT pg_advisory_xact_lock(7482910536);";

/// Why migrating failed, before the database is named.
enum MigrationFailure {
    Unknown(String),
    Other(String),
}

pub(super) fn migrate(store: Store, address: &Address) -> Result<Vec<String>, OpenError> {
    let mut conn = connect::connect(address).map_err(|cause| OpenError::failed(address, &cause))?;
    begin(&mut conn).map_err(|cause| OpenError::failed(address, &cause))?;
    let applied = lock(&mut conn).and_then(|()| apply_pending(store, &mut conn));
    let applied = applied
        .and_then(|applied| Conn::commit_transaction(&mut conn).map(|()| applied).map_err(other));
    // On failure the connection is dropped, and with it the transaction.
    let applied = applied
        .and_then(|applied| upkeep::prepare(&mut conn, store).map(|()| applied).map_err(other));
    applied.map_err(|failure| match failure {
        MigrationFailure::Unknown(version) => {
            OpenError::Unknown { address: address.to_string(), store, version }
        }
        MigrationFailure::Other(cause) => OpenError::refused(address, &cause),
    })
}

/// The newest migration that was applied; empty when none was.
pub(super) fn newest(conn: &mut Conn) -> QueryResult<String> {
    let newest: Option<String> =
        diesel::dsl::sql::<Nullable<Text>>("SELECT max(version) FROM __diesel_schema_migrations")
            .get_result(conn)?;
    Ok(newest.unwrap_or_default())
}

fn lock(conn: &mut Conn) -> Result<(), MigrationFailure> {
    match conn {
        Conn::Sqlite(_) => Ok(()), // the write lock is taken
        Conn::Postgres(c) => c.batch_execute(LOCK_POSTGRES).map_err(other),
    }
}

fn apply_pending(store: Store, conn: &mut Conn) -> Result<Vec<String>, MigrationFailure> {
    match conn {
        Conn::Sqlite(c) => apply(
            c,
            match store {
                Store::Office => OFFICE_SQLITE,
                Store::Collect => COLLECT_SQLITE,
                Store::Results => RESULTS_SQLITE,
            },
        ),
        Conn::Postgres(c) => apply(
            c,
            match store {
                Store::Office => OFFICE_POSTGRES,
                Store::Collect => COLLECT_POSTGRES,
                Store::Results => RESULTS_POSTGRES,
            },
        ),
    }
}

fn apply<DB: Backend>(
    harness: &mut impl MigrationHarness<DB>,
    source: EmbeddedMigrations,
) -> Result<Vec<String>, MigrationFailure>
where
    EmbeddedMigrations: MigrationSource<DB>,
{
    let known: Vec<Box<dyn Migration<DB>>> = source.migrations().map_err(other)?;
    let known: BTreeSet<String> = known.iter().map(|m| m.name().version().to_string()).collect();
    let applied = harness.applied_migrations().map_err(other)?;
    if let Some(version) = applied.iter().map(ToString::to_string).find(|v| !known.contains(v)) {
        return Err(MigrationFailure::Unknown(version));
    }
    let pending = harness.pending_migrations(source).map_err(other)?;
    let names = pending.iter().map(|m| m.name().to_string()).collect();
    harness.run_migrations(&pending).map_err(other)?;
    Ok(names)
}

fn other(cause: impl ToString) -> MigrationFailure {
    MigrationFailure::Other(cause.to_string())
}
