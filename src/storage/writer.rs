//! SQLite's one writer: a thread that commits the jobs of everybody waiting as a group, so that
//! durability costs one sync of the disk for all of them.
//!
//! A job that joins others has a savepoint of its own, so when it fails it undoes only itself. Nobody
//! is answered before the commit; when that fails, all jobs of the group fail, even those that were
//! refused, since a refusal may rest on a neighbour's row that is now gone.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use diesel::connection::{
    SimpleConnection, TransactionDepthChange, TransactionManager, TransactionManagerStatus,
};
use diesel::{QueryResult, QueryableByName, RunQueryDsl, sql_types};

use super::address::Address;
use super::attempt::attempt;
use super::connect::connect;
use super::keep::Fixed;
use super::{Conn, StorageError, Store, on_each};

/// Who finds so many waiting is asked to come back later.
const QUEUE: usize = 1024;
/// Bounds how long the first job of a group waits for its answer.
const GROUP: usize = 128;

/// The way to the writer's thread, which ends when this is dropped.
pub(super) struct Writer {
    queue: SyncSender<WriterMessage>,
}

enum WriterMessage {
    Job(Box<dyn WriteJob>),
    Tidy(SyncSender<Result<(), StorageError>>),
}

trait WriteJob: Send {
    /// Runs the job; true when its changes are to be kept.
    fn run(&mut self, conn: &mut Conn) -> bool;
    /// Tells whoever waits, after the group's commit.
    fn answer(self: Box<Self>, commit: Result<(), StorageError>);
}

impl Writer {
    pub(super) fn start(store: Store, conn: Conn, address: Address) -> std::io::Result<Self> {
        let (queue, messages) = sync_channel(QUEUE);
        std::thread::Builder::new()
            .name(format!("{store} writer"))
            .spawn(move || work(&address, conn, &messages))?;
        Ok(Self { queue })
    }

    /// Queues a closure; `answer` gets its outcome on the writer's thread.
    pub(super) fn submit<T, E>(
        &self,
        body: impl FnMut(&mut Conn) -> Result<T, E> + Send + 'static,
        answer: impl FnOnce(Result<T, E>) + Send + 'static,
    ) -> Result<(), StorageError>
    where
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        let job = Box::new(Closure { body, outcome: None, answer });
        self.queue.try_send(WriterMessage::Job(job)).map_err(|_| StorageError::Busy)
    }

    /// Rewrites the file without what was deleted, and empties its log.
    pub(super) fn tidy(&self) -> Result<(), StorageError> {
        let (answer, outcome) = sync_channel(1);
        self.queue.try_send(WriterMessage::Tidy(answer)).map_err(|_| StorageError::Busy)?;
        outcome.recv().unwrap_or(Err(StorageError::Panicked))
    }
}

struct Closure<F, A, T, E> {
    body: F,
    outcome: Option<Result<T, E>>,
    answer: A,
}

impl<F, A, T, E> WriteJob for Closure<F, A, T, E>
where
    F: FnMut(&mut Conn) -> Result<T, E> + Send,
    A: FnOnce(Result<T, E>) + Send,
    T: Send,
    E: From<StorageError> + Send,
{
    fn run(&mut self, conn: &mut Conn) -> bool {
        let outcome = attempt(conn, &mut self.body).outcome;
        let keep = outcome.is_ok();
        self.outcome = Some(outcome);
        keep
    }

    fn answer(self: Box<Self>, commit: Result<(), StorageError>) {
        let outcome = match (commit, self.outcome) {
            (Ok(()), Some(outcome)) => outcome,
            (Ok(()), None) => Err(StorageError::Panicked.into()),
            (Err(failed), _) => Err(failed.into()),
        };
        (self.answer)(outcome);
    }
}

fn work(address: &Address, first: Conn, messages: &Receiver<WriterMessage>) {
    let mut conn = Some(first);
    let mut left_over = None;
    while let Some(message) = left_over.take().or_else(|| messages.recv().ok()) {
        // After a failed group the connection's state is unknown: the next group gets a fresh one.
        let mut usable = match conn.take().map_or_else(|| connect(address), Ok) {
            Ok(usable) => usable,
            Err(cause) => {
                tracing::error!(%address, %cause, "the writer has no connection");
                refuse(message);
                continue;
            }
        };
        let healthy = match message {
            WriterMessage::Tidy(answer) => {
                let _ = answer.send(tidy(&mut usable));
                true
            }
            WriterMessage::Job(job) => {
                let mut group = CommitGroup { first: job, joined: Vec::new(), left_over: None };
                let commit = group.run(&mut usable, messages);
                if let Err(cause) = &commit {
                    tracing::error!(%address, ?cause, jobs = 1 + group.joined.len(), "no commit");
                }
                left_over = group.left_over.take();
                group.answer(&commit);
                commit.is_ok()
            }
        };
        conn = healthy.then_some(usable);
    }
}

fn refuse(message: WriterMessage) {
    match message {
        WriterMessage::Job(job) => job.answer(Err(StorageError::Away)),
        WriterMessage::Tidy(answer) => drop(answer.send(Err(StorageError::Away))),
    }
}

/// Jobs that are committed together.
struct CommitGroup {
    first: Box<dyn WriteJob>,
    joined: Vec<Box<dyn WriteJob>>,
    /// A message that is no job; it has to wait until the group is done.
    left_over: Option<WriterMessage>,
}

impl CommitGroup {
    /// Runs the first job and whatever else is waiting, then commits.
    fn run(
        &mut self,
        conn: &mut Conn,
        messages: &Receiver<WriterMessage>,
    ) -> Result<(), StorageError> {
        execute(conn, "BEGIN IMMEDIATE").map_err(StorageError::begin)?;
        tell_diesel(conn, TransactionDepthChange::IncreaseDepth)?;
        // It is alone with its transaction: when it is refused, there is nothing to commit.
        if !self.first.run(conn) {
            return end(conn, "ROLLBACK");
        }
        let mut has_waited = false;
        while self.joined.len() < GROUP {
            match messages.try_recv() {
                Ok(WriterMessage::Job(mut job)) => {
                    let ran = run_in_savepoint(conn, job.as_mut());
                    self.joined.push(job);
                    ran?;
                }
                Ok(other) => {
                    self.left_over = Some(other);
                    break;
                }
                // Where cores are busy, others are about to write: who lets them go first shares one
                // sync with them. Where they are idle this takes no time.
                Err(_) if !has_waited => {
                    has_waited = true;
                    std::thread::yield_now();
                }
                Err(_) => break,
            }
        }
        end(conn, "COMMIT")
    }

    fn answer(self, commit: &Result<(), StorageError>) {
        self.first.answer(commit.clone());
        for job in self.joined {
            job.answer(commit.clone());
        }
    }
}

/// An error means that the transaction itself is gone (a full disk ends it, for one).
fn run_in_savepoint(conn: &mut Conn, job: &mut dyn WriteJob) -> QueryResult<()> {
    execute(conn, "SAVEPOINT job")?;
    if !job.run(conn) {
        execute(conn, "ROLLBACK TO job")?;
    }
    execute(conn, "RELEASE job")
}

fn end(conn: &mut Conn, statement: &'static str) -> Result<(), StorageError> {
    execute(conn, statement)?;
    Ok(tell_diesel(conn, TransactionDepthChange::DecreaseDepth)?)
}

/// diesel would send these as text, to be parsed each time.
fn execute(conn: &mut Conn, statement: &'static str) -> QueryResult<()> {
    on_each!(conn, |c| Fixed(statement).execute(c)).map(drop)
}

/// diesel inserts some batches row by row, between savepoints when it knows of a transaction.
fn tell_diesel(conn: &mut Conn, change: TransactionDepthChange) -> QueryResult<()> {
    match Conn::transaction_manager_status_mut(conn) {
        TransactionManagerStatus::Valid(status) => status.change_transaction_depth(change),
        TransactionManagerStatus::InError => Err(diesel::result::Error::BrokenTransactionManager),
    }
}

fn tidy(conn: &mut Conn) -> Result<(), StorageError> {
    #[derive(QueryableByName)]
    struct Checkpoint {
        #[diesel(sql_type = sql_types::Integer)]
        busy: i32,
    }
    conn.batch_execute("VACUUM")?;
    let checkpoint: Checkpoint =
        diesel::sql_query("PRAGMA wal_checkpoint(TRUNCATE)").get_result(conn)?;
    if checkpoint.busy == 0 { Ok(()) } else { Err(StorageError::Busy) }
}
