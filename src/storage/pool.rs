//! The connections that a store keeps open: a few, each lent to one closure at a time.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use diesel::ConnectionResult;
use diesel::connection::{SimpleConnection, TransactionManager};

use super::address::Address;
use super::{Conn, StorageError};

/// SQLite reads beside its writer; a handful of readers keeps two cores busy.
const SQLITE_READERS: usize = 4;
/// Kept small: every store and every node has its own, and the server's limit is often 100.
const POSTGRES_CONNECTIONS: usize = 8;
/// Who waits longer for a connection is asked to come back later.
const PATIENCE: Duration = Duration::from_secs(2);
/// How soon a server that could not be reached is tried again.
const PAUSE: Duration = Duration::from_millis(100);
/// A connection that was not used for so long is asked whether it still works: the server may have
/// been restarted.
const TRUSTED: Duration = Duration::from_secs(1);

/// The connections of one store. SQLite's only read: its one writer is not among them.
pub(super) struct Pool {
    address: Address,
    connect: fn(&Address) -> ConnectionResult<Conn>,
    size: usize,
    shelf: Mutex<Shelf>,
    returned: Condvar,
}

#[derive(Default)]
struct Shelf {
    idle: Vec<Idle>,
    /// How many there are, with those that are lent.
    open: usize,
    /// The last attempt to open one failed.
    is_away: bool,
}

struct Idle {
    conn: Conn,
    /// When it was last seen to work; never when something had failed.
    worked: Option<Instant>,
}

impl Pool {
    /// Opens no connection yet.
    pub(super) fn new(address: Address, connect: fn(&Address) -> ConnectionResult<Conn>) -> Self {
        let size = match address {
            Address::Sqlite(_) => SQLITE_READERS,
            Address::Postgres(_) => POSTGRES_CONNECTIONS,
        };
        Self { address, connect, size, shelf: Mutex::default(), returned: Condvar::new() }
    }

    /// One connection at most.
    pub(super) fn of_one(
        address: Address,
        connect: fn(&Address) -> ConnectionResult<Conn>,
    ) -> Self {
        Self { size: 1, ..Self::new(address, connect) }
    }

    /// A connection, as soon as there is one.
    pub(super) fn take(&self) -> Result<Conn, StorageError> {
        self.take_within(PATIENCE)
    }

    /// A connection that nobody uses now.
    pub(super) fn take_at_once(&self) -> Result<Conn, StorageError> {
        self.take_within(Duration::ZERO)
    }

    fn take_within(&self, patience: Duration) -> Result<Conn, StorageError> {
        let deadline = Instant::now() + patience;
        let mut shelf = self.shelf();
        loop {
            let mut pause = deadline.saturating_duration_since(Instant::now());
            if let Some(idle) = shelf.idle.pop() {
                drop(shelf);
                if let Some(conn) = self.working(idle) {
                    return Ok(conn);
                }
                shelf = self.forget();
                continue;
            }
            if shelf.open < self.size {
                shelf.open += 1;
                drop(shelf);
                match (self.connect)(&self.address) {
                    Ok(conn) => {
                        self.shelf().is_away = false;
                        return Ok(conn);
                    }
                    Err(cause) => {
                        tracing::warn!(address = %self.address, %cause, "no database connection");
                        pause = pause.min(PAUSE);
                        shelf = self.forget();
                        shelf.is_away = true;
                    }
                }
            }
            if pause.is_zero() {
                return Err(if shelf.is_away { StorageError::Away } else { StorageError::Busy });
            }
            let waited = self.returned.wait_timeout(shelf, pause);
            shelf = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Runs a closure on a connection that was taken, and keeps the connection for the next if it
    /// can still be used.
    pub(super) fn lend<T, E: From<StorageError>>(
        &self,
        mut conn: Conn,
        body: impl FnOnce(&mut Conn) -> Result<T, E>,
    ) -> Result<T, E> {
        let outcome = catch_unwind(AssertUnwindSafe(|| body(&mut conn)));
        // In the middle of a transaction it is of no use to anybody.
        let is_free = Conn::transaction_manager_status_mut(&mut conn).transaction_depth();
        if outcome.is_ok() && is_free.is_ok_and(|depth| depth.is_none()) {
            let worked = matches!(outcome, Ok(Ok(_))).then(Instant::now);
            let mut shelf = self.shelf();
            if worked.is_none() {
                // What broke this connection may have broken all of them.
                shelf.idle.iter_mut().for_each(|idle| idle.worked = None);
            }
            shelf.idle.push(Idle { conn, worked });
            drop(shelf);
            self.returned.notify_one();
        } else {
            drop(conn);
            drop(self.forget());
        }
        outcome.unwrap_or_else(|_| Err(StorageError::Panicked.into()))
    }

    fn working(&self, idle: Idle) -> Option<Conn> {
        let Idle { mut conn, worked } = idle;
        let is_trusted = match &conn {
            Conn::Sqlite(_) => true,
            Conn::Postgres(_) => worked.is_some_and(|worked| worked.elapsed() < TRUSTED),
        };
        (is_trusted || conn.batch_execute("SELECT 1").is_ok()).then_some(conn)
    }

    /// Makes room for another connection instead of one that is gone.
    fn forget(&self) -> MutexGuard<'_, Shelf> {
        let mut shelf = self.shelf();
        shelf.open = shelf.open.saturating_sub(1);
        self.returned.notify_one();
        shelf
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
