//! SQLite's one writer: a thread that commits the jobs of everybody waiting as a group, so that
//! durability costs one sync of the disk for all of them.
//!
//! A job that joins others has a savepoint of its own, so when it fails it undoes only itself. Nobody
//! is answered before the commit; when that fails, all jobs of the group fail, even those that were
//! refused, since a refusal may rest on a neighbour's row that is now gone.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use diesel::connection::{TransactionDepthChange, TransactionManager, TransactionManagerStatus};
use diesel::{QueryResult, RunQueryDsl};

use super::address::Address;
use super::attempt::attempt;
use super::connect::connect;
use super::keep::Fixed;
use super::upkeep::Upkeep;
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
            .spawn(move || work(&address, conn, &messages, Upkeep::new(store)))?;
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

    /// Gives back the room of what was deleted, and empties the log.
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

fn work(address: &Address, first: Conn, messages: &Receiver<WriterMessage>, mut upkeep: Upkeep) {
    let (mut conn, own) = (Some(first), address.file_id());
    let mut left_over = None;
    loop {
        let next = left_over.take().map_or_else(|| receive(messages, upkeep.pause()), Ok);
        let message = match next {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return,
        };
        if address.file_id() != own {
            // What is written now would be gone when the process ends.
            if let Some(message) = message {
                tracing::error!(%address, "the store's file was removed or replaced while it is open");
                refuse(message);
            }
            upkeep.give_up();
            continue;
        }
        // After a failed group the connection's state is unknown: the next group gets a fresh one.
        let mut usable = match conn.take().map_or_else(|| connect(address), Ok) {
            Ok(usable) => usable,
            Err(cause) => {
                tracing::error!(%address, %cause, "the writer has no connection");
                message.into_iter().for_each(refuse);
                upkeep.give_up();
                continue;
            }
        };
        let mut is_healthy = true;
        match message {
            Some(WriterMessage::Tidy(asked)) => upkeep.tidy(asked),
            Some(WriterMessage::Job(job)) => {
                let mut group = CommitGroup { first: job, joined: Vec::new(), left_over: None };
                let commit = group.run(&mut usable, messages);
                if let Err(cause) = &commit {
                    tracing::error!(%address, ?cause, jobs = 1 + group.joined.len(), "no commit");
                }
                left_over = group.left_over.take();
                is_healthy = commit.is_ok();
                group.answer(&commit);
                upkeep.note_write();
            }
            None => {}
        }
        if is_healthy {
            upkeep.step(&mut usable);
            conn = Some(usable);
        }
    }
}

/// The next message, as soon as there is one and at the end of the pause at the latest.
fn receive(
    messages: &Receiver<WriterMessage>,
    pause: Option<Duration>,
) -> Result<WriterMessage, RecvTimeoutError> {
    match pause {
        Some(pause) => messages.recv_timeout(pause),
        None => messages.recv().map_err(|_| RecvTimeoutError::Disconnected),
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

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Barrier, Mutex};

    use diesel::connection::SimpleConnection;
    use diesel::sql_types::Integer;

    use super::*;

    fn free(conn: &mut Conn) -> i32 {
        let Conn::Sqlite(c) = conn else { unreachable!() };
        diesel::dsl::sql::<Integer>("PRAGMA freelist_count").get_result(c).unwrap()
    }

    /// Runs a closure as a job and gives what it gives.
    fn write<T: Send + 'static>(
        writer: &Writer,
        mut body: impl FnMut(&mut Conn) -> T + Send + 'static,
    ) -> Receiver<T> {
        let (answer, outcome) = sync_channel(1);
        let body = move |conn: &mut Conn| Ok::<_, StorageError>(body(conn));
        writer.submit(body, move |result| answer.send(result.unwrap()).unwrap()).unwrap();
        outcome
    }

    /// Fills a table with so many megabytes and deletes them, and tidies while others write.
    #[test]
    fn what_is_written_while_a_store_is_tidied_waits_for_one_step_at_most() {
        let folder = tempfile::tempdir().unwrap();
        let address = Address::Sqlite(folder.path().join("a.db"));
        let writer =
            Writer::start(Store::Collect, connect(&address).unwrap(), address.clone()).unwrap();
        let large = write(&writer, |conn| {
            let Conn::Sqlite(c) = conn else { unreachable!() };
            c.batch_execute(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, b BLOB);
                 WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
                 INSERT INTO t SELECT i, zeroblob(1 << 20) FROM n;",
            )
            .unwrap();
        });
        large.recv().unwrap();
        write(&writer, |conn| conn.batch_execute("DELETE FROM t").unwrap()).recv().unwrap();
        let freed = write(&writer, free).recv().unwrap();
        assert!(freed > 50_000, "{freed}");

        // While the writer is kept busy, somebody asks for tidying, and ten others come after.
        let gate = Arc::new(Barrier::new(2));
        let kept = Arc::clone(&gate);
        let busy = write(&writer, move |_| {
            kept.wait();
        });
        let (asked, tidied) = sync_channel(1);
        writer.queue.send(WriterMessage::Tidy(asked)).unwrap();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let answers: Vec<Receiver<()>> = (0..10)
            .map(|_| {
                let seen = Arc::clone(&seen);
                write(&writer, move |conn| seen.lock().unwrap().push(free(conn)))
            })
            .collect();
        gate.wait();
        busy.recv().unwrap();
        answers.into_iter().for_each(|answer| answer.recv().unwrap());
        let seen = seen.lock().unwrap().clone();
        assert!(seen.iter().all(|left| *left >= freed - 64), "{freed}: {seen:?}");

        // Each that comes later finds it further on, until it is done.
        let mut last = freed;
        while tidied.try_recv().is_err() {
            let now = write(&writer, free).recv().unwrap();
            assert!(now <= last, "{last} → {now}");
            last = now;
        }
        // What was left when somebody asked last may have gone in the meantime.
        last = write(&writer, free).recv().unwrap();
        assert!((0..=256).contains(&last), "{last}");
        let length = |end: &str| std::fs::metadata(folder.path().join(end)).unwrap().len();
        assert!(length("a.db") < 4 << 20, "{}", length("a.db"));
    }

    #[test]
    fn the_log_is_empty_soon_after_the_last_write_and_waits_for_readers() {
        let folder = tempfile::tempdir().unwrap();
        let address = Address::Sqlite(folder.path().join("a.db"));
        let writer =
            Writer::start(Store::Collect, connect(&address).unwrap(), address.clone()).unwrap();
        let log = || std::fs::metadata(folder.path().join("a.db-wal")).unwrap().len();
        let is_emptied = || {
            let begun = std::time::Instant::now();
            while log() > 0 && begun.elapsed() < Duration::from_secs(30) {
                std::thread::sleep(Duration::from_millis(20));
            }
            log() == 0
        };
        let create = |conn: &mut Conn| conn.batch_execute("CREATE TABLE t (id INTEGER)").unwrap();
        write(&writer, create).recv().unwrap();
        assert!(log() > 0 && is_emptied());

        let mut reader = connect(&address).unwrap();
        let insert = |conn: &mut Conn| conn.batch_execute("INSERT INTO t VALUES (1)").unwrap();
        write(&writer, insert).recv().unwrap();
        reader.batch_execute("BEGIN; SELECT * FROM t;").unwrap();
        write(&writer, insert).recv().unwrap();
        std::thread::sleep(Duration::from_millis(1500));
        assert!(log() > 0, "somebody reads it");
        write(&writer, insert).recv().unwrap();
        reader.batch_execute("COMMIT").unwrap();
        assert!(is_emptied());
    }
}
