//! Whether a store on a server is still the one that was opened. Somebody may put an older copy in its place
//! while the program runs; what is written then would be lost, and used codes would be taken once more. (Of a
//! file the writer looks at the file itself.)

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::{Conn, StorageError, Store, on_each};

/// A look holds for so long.
const HOLDS: Duration = Duration::from_secs(1);

/// What was seen of a store.
#[derive(Default)]
pub(super) struct Sameness(Mutex<LastLook>);

#[derive(Default)]
struct LastLook {
    /// When it was last looked at.
    at: Option<Instant>,
    /// Which table held the generations, and how far the store was. None before it was made.
    known: Option<StoreIdentity>,
    is_other: bool,
}

/// A copy has other tables, or is less far.
#[derive(Debug, Clone, Copy, QueryableByName)]
struct StoreIdentity {
    #[diesel(sql_type = BigInt)]
    table_id: i64,
    #[diesel(sql_type = BigInt)]
    generation: i64,
}

impl Sameness {
    /// Confirms it, by a look once a second. A store that comes back is taken again.
    pub(super) fn confirm(&self, conn: &mut Conn, store: Store) -> Result<(), StorageError> {
        let Conn::Postgres(_) = conn else { return Ok(()) };
        {
            let mut seen = self.seen();
            if seen.at.is_some_and(|at| at.elapsed() < HOLDS) {
                return verdict(seen.is_other);
            }
            // Others need not look at the same time.
            seen.at = Some(Instant::now());
        }
        let found = look(conn, store);
        let mut seen = self.seen();
        let found = match found {
            Ok(found) => found,
            Err(cause) => {
                seen.at = None;
                return Err(cause.into());
            }
        };
        let was_other = seen.is_other;
        seen.is_other = match (seen.known, found) {
            (Some(known), Some(found)) => {
                known.table_id != found.table_id || known.generation > found.generation
            }
            (Some(_), None) => true,
            (None, _) => false,
        };
        if !seen.is_other {
            seen.known = found;
        } else if !was_other {
            tracing::error!(
                %store,
                "the store was replaced while it is open: nothing is taken before this process is started \
                 anew; run `zugvogel reconcile` first"
            );
        }
        verdict(seen.is_other)
    }

    fn seen(&self) -> MutexGuard<'_, LastLook> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn verdict(is_other: bool) -> Result<(), StorageError> {
    match is_other {
        true => Err(StorageError::Replaced),
        false => Ok(()),
    }
}

/// None where there is no such table: an older program's, or nothing.
fn look(conn: &mut Conn, store: Store) -> QueryResult<Option<StoreIdentity>> {
    const TABLE: &str = "SELECT COALESCE(to_regclass('generations')::oid::bigint, 0) AS table_id,
        0::bigint AS generation";
    const ROW: &str =
        "SELECT tableoid::bigint AS table_id, generation FROM generations WHERE store = $1";
    let table: StoreIdentity = on_each!(conn, |c| diesel::sql_query(TABLE).get_result(c))?;
    if table.table_id == 0 {
        return Ok(None);
    }
    let row = diesel::sql_query(ROW).bind::<Text, _>(store.to_string());
    on_each!(conn, |c| row.get_result(c)).optional()
}
