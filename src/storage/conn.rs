//! A connection to either database, and how to write a query that the enum itself cannot run.

use diesel::{PgConnection, SqliteConnection};

/// A connection to either database.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// An embedded file.
    Sqlite(SqliteConnection),
    /// A server.
    Postgres(PgConnection),
}

/// Expands a query once for each database, where the enum itself cannot run it
/// (upserts and batches): `on_each!(conn, |c| diesel::insert_into(…)….execute(c))`.
macro_rules! on_each {
    ($conn:expr, |$c:ident| $body:expr) => {
        match $conn {
            $crate::storage::Conn::Sqlite($c) => $body,
            $crate::storage::Conn::Postgres($c) => $body,
        }
    };
}
pub(super) use on_each;
