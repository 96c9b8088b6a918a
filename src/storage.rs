//! The three stores: who was invited ([`office`]), who is answering now ([`collect`]), what was
//! answered ([`results`]). The only module that knows the database.
//!
//! Start reading at [`Db::write`]. Query functions are free and synchronous, take a [`Conn`],
//! and never begin a transaction: `write` is the transaction. No key, no time and no serial goes
//! from one store to another; each may live on a server of its own.

mod address;
mod attempt;
mod columns;
mod conn;
mod connect;
mod copy;
mod effort;
mod error;
pub mod generations;
mod installation;
mod keep;
mod migrate;
pub mod moved;
mod pages;
mod pool;
pub mod removal;
mod room;
mod sameness;
mod upkeep;
pub mod witness;
mod writer;

pub mod collect;
pub mod office;
pub mod results;

use std::fmt;
use std::sync::Arc;

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};

pub use self::columns::Instant;
pub use self::conn::Conn;
pub use self::effort::{Effort, effort};
pub use self::error::{OpenError, StorageError, takes_nothing};
pub use self::installation::confirm_copy;
pub use self::room::free_on_disk;

use self::address::Address;
use self::attempt::attempt;
use self::conn::on_each;
use self::installation::look;
use self::pool::Pool;
use self::sameness::Sameness;
use self::writer::Writer;

/// Which of the three stores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Store {
    /// Organisations, staff, versions, surveys, audit.
    Office,
    /// Published versions, codes, drafts, inbox, outbox.
    Collect,
    /// Responses.
    Results,
}

impl fmt::Display for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Office => "office",
            Self::Collect => "collect",
            Self::Results => "results",
        })
    }
}

/// How often a transaction is tried on PostgreSQL when others were in its way.
const ATTEMPTS: usize = 3;

/// One store, open. Cloning it is cheap.
#[derive(Clone)]
pub struct Db(Arc<Open>);

struct Open {
    store: Store,
    address: Address,
    pool: Pool,
    /// SQLite's one writer. PostgreSQL writes through the pool.
    writer: Option<Writer>,
    /// PostgreSQL's connections for statements that are transactions of their own.
    single: Pool,
    /// PostgreSQL's connection for asking whether it takes writes: not one of those that people wait for.
    trial: Pool,
    /// Whether PostgreSQL still has the store that was opened.
    sameness: Sameness,
}

impl Db {
    /// Opens a store, creating an SQLite file that is missing (its folder must be there).
    pub fn open(store: Store, url: &str) -> Result<Self, OpenError> {
        let address = Address::parse(url)?;
        if let Address::Sqlite(path) = &address {
            if !path.parent().is_some_and(std::path::Path::is_dir) {
                return Err(OpenError::NoFolder(path.clone()));
            }
            connect::create_file(path).map_err(|cause| OpenError::failed(&address, &cause))?;
        }
        Self::connect(store, address)
    }

    /// Opens a store that must be there already, so that a mistyped path never starts an empty one, and
    /// what was emptied is not taken for a new one.
    pub fn open_existing(store: Store, url: &str) -> Result<Self, OpenError> {
        let address = Address::parse(url)?;
        if let Address::Sqlite(path) = &address
            && !path.is_file()
        {
            return Err(OpenError::Missing { store, path: path.clone() });
        }
        if !look(store, &address)?.has_tables {
            return Err(OpenError::Empty { store, address: address.to_string() });
        }
        Self::connect(store, address)
    }

    fn connect(store: Store, address: Address) -> Result<Self, OpenError> {
        let mut first =
            connect::connect(&address).map_err(|cause| OpenError::failed(&address, &cause))?;
        connect::examine(&mut first, &address)?;
        pages::widen(&mut first, store).map_err(|cause| OpenError::failed(&address, &cause))?;
        let sameness = Sameness::default();
        // What is not there yet is made later.
        let _ = sameness.confirm(&mut first, store);
        let writer = match first {
            Conn::Sqlite(_) => {
                let started = Writer::start(store, first, address.clone());
                Some(started.map_err(|cause| OpenError::failed(&address, &cause))?)
            }
            Conn::Postgres(_) => None,
        };
        let pool = Pool::new(address.clone(), connect::connect_reader);
        let single = Pool::new(address.clone(), connect::connect_writer);
        let trial = Pool::of_one(address.clone(), connect::connect_reader);
        Ok(Self(Arc::new(Open { store, address, pool, writer, single, trial, sameness })))
    }

    /// Reads on one of the runtime's threads for blocking work.
    pub async fn read<T, E>(
        &self,
        body: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        self.hand_over(|db| db.read_now(body)).await
    }

    /// Does this on one of the runtime's threads for blocking work.
    async fn hand_over<T, E>(
        &self,
        work: impl FnOnce(&Db) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        effort::count_handing_over();
        let db = self.clone();
        let task = tokio::task::spawn_blocking(move || work(&db));
        task.await.unwrap_or_else(|_| Err(StorageError::Panicked.into()))
    }

    /// Reads what is found by its key, a few rows at most. SQLite answers on this thread, since waking
    /// another would take longer than the read; anything longer belongs into [`read`](Self::read).
    pub async fn look_up<T, E>(
        &self,
        body: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        if matches!(self.0.address, Address::Sqlite(_))
            && let Ok(conn) = self.0.pool.take_at_once()
        {
            return self.0.pool.lend(conn, body);
        }
        self.read(body).await
    }

    /// Reads on this thread, for the command line and for threads of our own.
    pub fn read_now<T, E>(&self, body: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StorageError>,
    {
        self.0.pool.lend(self.0.pool.take()?, |conn| {
            self.0.sameness.confirm(conn, self.0.store)?;
            body(conn)
        })
    }

    /// Writes in one transaction: all of it, or nothing when the closure returns an error, panics,
    /// or went on after a statement had failed. The answer comes after the commit is on disk.
    ///
    /// The closure may run again (PostgreSQL asks for it when transactions meet), so it must do
    /// nothing but query. On SQLite the writes of everybody waiting are committed as a group.
    pub async fn write<T, E>(
        &self,
        mut body: impl FnMut(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        if let Some(writer) = &self.0.writer {
            effort::count_handing_over();
            let (answer, outcome) = tokio::sync::oneshot::channel();
            writer.submit(body, move |result| drop(answer.send(result)))?;
            return outcome.await.unwrap_or_else(|_| Err(StorageError::Panicked.into()));
        }
        self.hand_over(move |db| db.write_pooled(&mut body)).await
    }

    /// [`write`](Self::write) for a closure that ends with the one statement that changes something.
    /// PostgreSQL has no transaction around it, which would take two more round trips; so an error after
    /// that statement undoes nothing. It runs once.
    pub async fn write_one<T, E>(
        &self,
        mut body: impl FnMut(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        if self.0.writer.is_some() {
            return self.write(body).await;
        }
        self.hand_over(move |db| {
            let single = &db.0.single;
            single.lend(single.take()?, |conn| {
                db.0.sameness.confirm(conn, db.0.store)?;
                attempt(conn, &mut body).outcome
            })
        })
        .await
    }

    /// [`write`](Self::write), waiting on this thread.
    pub fn write_now<T, E>(
        &self,
        mut body: impl FnMut(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        let Some(writer) = &self.0.writer else { return self.write_pooled(&mut body) };
        let (answer, outcome) = std::sync::mpsc::sync_channel(1);
        writer.submit(body, move |result| drop(answer.send(result)))?;
        outcome.recv().unwrap_or_else(|_| Err(StorageError::Panicked.into()))
    }

    /// PostgreSQL: a transaction of its own, tried again when the server asked for it. Never after
    /// the commit was sent, because then nobody knows whether it happened.
    fn write_pooled<T, E>(&self, body: &mut impl FnMut(&mut Conn) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StorageError>,
    {
        let mut tries = 1;
        loop {
            let mut may_succeed_later = false;
            let outcome = self.0.pool.lend(self.0.pool.take()?, |conn| {
                if let Err(cause) = self.0.sameness.confirm(conn, self.0.store) {
                    may_succeed_later = !matches!(cause, StorageError::Replaced);
                    return Err(cause.into());
                }
                if let Err(cause) = begin(conn) {
                    // A connection that broke meanwhile; nothing was done on it.
                    may_succeed_later = true;
                    return Err(cause.into());
                }
                let attempted = attempt(conn, body);
                if attempted.outcome.is_ok() {
                    Conn::commit_transaction(conn).map_err(StorageError::from)?;
                } else {
                    // A connection that cannot even roll back is thrown away by the pool.
                    let _ = Conn::rollback_transaction(conn);
                }
                may_succeed_later = attempted.may_succeed_later;
                attempted.outcome
            });
            if outcome.is_ok() || tries == ATTEMPTS || !may_succeed_later {
                return outcome;
            }
            tries += 1;
        }
    }

    /// Which of the three it is.
    pub fn store(&self) -> Store {
        self.0.store
    }

    /// Whether it is a server's, whose disk is not seen from here.
    pub fn is_on_server(&self) -> bool {
        matches!(self.0.address, Address::Postgres(_))
    }

    /// Brings the store's tables up to date and names the migrations that were applied.
    pub fn migrate(&self) -> Result<Vec<String>, OpenError> {
        migrate::migrate(self.0.store, &self.0.address)
    }

    /// The newest migration that was applied.
    pub async fn schema(&self) -> Result<String, StorageError> {
        self.read(|conn| Ok(migrate::newest(conn)?)).await
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), StorageError> {
        self.read(|conn| Ok(conn.batch_execute("SELECT 1")?)).await
    }

    /// Whether the store takes writes. It leaves nothing in the store: no row, no number, no time. Of a
    /// file its writer begins and commits nothing, and the disk takes something beside it; of a server
    /// that is not a standby the disk is not seen.
    pub async fn try_out(&self) -> Result<(), StorageError> {
        let Address::Sqlite(path) = &self.0.address else {
            let begins = "BEGIN READ WRITE; ROLLBACK";
            let ask = move |db: &Db| {
                let trial = &db.0.trial;
                trial.lend(trial.take()?, |conn| {
                    db.0.sameness.confirm(conn, db.0.store)?;
                    Ok(conn.batch_execute(begins)?)
                })
            };
            return self.hand_over(ask).await;
        };
        self.write(|_| Ok::<_, StorageError>(())).await?;
        let path = path.clone();
        self.hand_over(move |_| room::try_disk(&path)).await
    }

    /// Leaves no trace of deleted rows in the files, nor of the order in which responses came: to be
    /// called after a mix. Waits on this thread; what is to be written meanwhile goes between its steps,
    /// but in `results`. PostgreSQL frees the places of deleted rows; what its write-ahead log keeps is
    /// the operator's to decide.
    pub fn tidy(&self) -> Result<(), StorageError> {
        match &self.0.writer {
            Some(writer) => writer.tidy(),
            None => self.vacuum(),
        }
    }

    /// Keeps no row as it was before: PostgreSQL does until somebody vacuums, and how often a draft was
    /// saved could be counted there. To be called again and again. SQLite's writer sees to it by itself.
    pub fn forget_versions(&self) -> Result<(), StorageError> {
        match &self.0.writer {
            Some(_) => Ok(()),
            None => self.vacuum(),
        }
    }

    fn vacuum(&self) -> Result<(), StorageError> {
        let tables = match self.0.store {
            Store::Office => "contacts, invitations",
            Store::Collect => "drafts, inbox, outbox, attachments, spent, generations",
            Store::Results => "responses, withdrawals, attachments",
        };
        self.read_now(|conn| {
            let Conn::Postgres(c) = conn else { return Ok(()) };
            // It may take longer than a query, and it runs in no transaction.
            c.batch_execute("SET statement_timeout = 0")?;
            let vacuumed = c.batch_execute(&format!("VACUUM {tables}"));
            c.batch_execute("SET statement_timeout = '30s'")?;
            Ok(vacuumed?)
        })
    }
}

impl fmt::Debug for Db {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.0.store, self.0.address)
    }
}

/// Begins a transaction that may write. On SQLite it takes the write lock at once: two that began
/// by reading could not both go on to write.
fn begin(conn: &mut Conn) -> Result<(), StorageError> {
    let begun = match conn {
        Conn::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE"),
        Conn::Postgres(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN READ WRITE"),
    };
    begun.map_err(StorageError::begin)
}

/// Where the three stores live.
#[derive(Debug, Clone)]
pub struct StoreUrls {
    /// The URL of `office`.
    pub office: String,
    /// The URL of `collect`.
    pub collect: String,
    /// The URL of `results`.
    pub results: String,
}

/// The three stores, open.
#[derive(Debug, Clone)]
pub struct Stores {
    /// Who was invited.
    pub office: Db,
    /// Who is answering now.
    pub collect: Db,
    /// What was answered.
    pub results: Db,
}

impl Stores {
    /// Opens the stores, creating SQLite files that are missing.
    pub fn open(urls: &StoreUrls) -> Result<Self, OpenError> {
        Self::open_with(urls, Db::open)
    }

    /// Opens stores that must be there already.
    pub fn open_existing(urls: &StoreUrls) -> Result<Self, OpenError> {
        Self::open_with(urls, Db::open_existing)
    }

    fn open_with(
        urls: &StoreUrls,
        open: impl Fn(Store, &str) -> Result<Db, OpenError>,
    ) -> Result<Self, OpenError> {
        let [office, collect, results] =
            [&urls.office, &urls.collect, &urls.results].map(|url| Address::parse(url));
        let (office, collect, results) = (office?, collect?, results?);
        for (a, b) in [(&office, &collect), (&collect, &results), (&office, &results)] {
            if a == b {
                return Err(OpenError::Shared(a.to_string()));
            }
        }
        Ok(Self {
            office: open(Store::Office, &urls.office)?,
            collect: open(Store::Collect, &urls.collect)?,
            results: open(Store::Results, &urls.results)?,
        })
    }

    /// New ones on SQLite in this folder.
    #[cfg(test)]
    pub(crate) fn temporary(folder: &std::path::Path) -> Self {
        let url = |name: &str| format!("sqlite:{}/{name}.db", folder.display());
        let (office, collect, results) = (url("office"), url("collect"), url("results"));
        let stores = Self::open(&StoreUrls { office, collect, results }).unwrap();
        stores.migrate().unwrap();
        stores
    }

    /// All three, for what treats them alike.
    pub fn all(&self) -> [Db; 3] {
        [self.office.clone(), self.collect.clone(), self.results.clone()]
    }

    /// Brings all three up to date and names the migrations that were applied.
    pub fn migrate(&self) -> Result<Vec<String>, OpenError> {
        let mut applied = Vec::new();
        for db in self.all() {
            applied.extend(db.migrate()?);
        }
        Ok(applied)
    }
}
