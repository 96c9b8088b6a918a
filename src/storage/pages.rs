//! How large the pages of an SQLite file are. In a table without rowid, SQLite moves what a row has
//! beyond a quarter of a page into pages of the row's own: with the usual 4 kB, a response of 1.2 kB
//! took 4.6 kB. Files of responses get larger pages, old ones too, when they are opened; the
//! figures are in `docs/performance.md`.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Integer, Text};

use super::{Conn, Store};

/// Pages of the files that hold responses: a row may be 4 kB before it overflows. The other stores
/// keep SQLite's usual size: what is written there is changed often, and a change writes a page.
const OF_RESULTS: i32 = 16_384;

/// Gives a file the page size of its store. It must be the only connection: when somebody else has
/// the file open, or there is no room for its copy, it stays as it is until it is next opened. SQLite
/// makes the copy in one transaction, so a kill at any moment leaves the old file or the new one.
pub(super) fn widen(conn: &mut Conn, store: Store) -> QueryResult<()> {
    let Conn::Sqlite(c) = conn else { return Ok(()) };
    if store != Store::Results || page_size(c)? == OF_RESULTS {
        return Ok(());
    }
    c.batch_execute("PRAGMA busy_timeout = 0")?;
    // A log of writes keeps the page size as it is, so it is put aside meanwhile.
    let alone = diesel::dsl::sql::<Text>("PRAGMA journal_mode = DELETE").get_result::<String>(c);
    let widened = match alone.as_deref() {
        Ok("delete") => c.batch_execute(&format!("PRAGMA page_size = {OF_RESULTS}; VACUUM;")),
        Ok(_) => Ok(()),
        Err(_) => alone.map(drop),
    };
    if let Err(cause) = widened {
        tracing::info!(%store, %cause, "the file keeps its small pages for now");
    }
    c.batch_execute("PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL;")
}

fn page_size(c: &mut SqliteConnection) -> QueryResult<i32> {
    diesel::dsl::sql::<Integer>("PRAGMA page_size").get_result(c)
}
