//! What SQLite's writer does between writes. It gives the pages of what was deleted back to the disk, a
//! few at a time, and it empties the log of writes: a draft stands there once for each time it was saved,
//! and in the order of the saves. Start reading at [`Upkeep::step`].

use std::sync::mpsc::SyncSender;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::sql_types::Integer;
use diesel::{QueryResult, QueryableByName, RunQueryDsl, SqliteConnection};

use super::{Conn, StorageError, Store};

/// Pages that are given back at a time, 256 kB: a save waits for no more than one such step.
const STEP: i32 = 64;
/// Pages that stay free for what is stored next.
const KEPT: i32 = 256;
/// The log is emptied when nothing was written for so long …
const IDLE: Duration = Duration::from_secs(1);
/// … and, however much is written, when so much time is in it.
const OLDEST: Duration = Duration::from_secs(10);
/// How long tidying waits for somebody who still reads the log.
const PATIENCE: Duration = Duration::from_secs(5);
/// How soon such a log is looked at again.
const PAUSE: Duration = Duration::from_millis(20);

/// What there is to do between writes.
pub(super) struct Upkeep {
    store: Store,
    /// Since when there has been something in the log.
    logged: Option<Instant>,
    /// When something was last written, or the log could not be emptied.
    last: Instant,
    tidying: Option<Tidying>,
}

/// A store that is to be tidied, and who waits for that.
struct Tidying {
    asked: Vec<SyncSender<Result<(), StorageError>>>,
    has_shrunk: bool,
    /// When who still reads the log is given up on.
    deadline: Instant,
}

impl Upkeep {
    pub(super) fn new(store: Store) -> Self {
        // What a process left that was killed.
        let now = Instant::now();
        Self { store, logged: Some(now), last: now, tidying: None }
    }

    /// Something was committed.
    pub(super) fn note_write(&mut self) {
        self.last = Instant::now();
        self.logged.get_or_insert(self.last);
    }

    /// Somebody wants the store tidied, and waits for an answer.
    pub(super) fn tidy(&mut self, asked: SyncSender<Result<(), StorageError>>) {
        let deadline = Instant::now() + PATIENCE;
        let begun = || Tidying { asked: Vec::new(), has_shrunk: false, deadline };
        let tidying = self.tidying.get_or_insert_with(begun);
        tidying.has_shrunk = false;
        tidying.asked.push(asked);
    }

    /// How long the writer may wait for something to write before there is a step to take; for ever
    /// when there is nothing.
    pub(super) fn pause(&self) -> Option<Duration> {
        match &self.tidying {
            Some(tidying) if tidying.has_shrunk => Some(PAUSE),
            Some(_) => Some(Duration::ZERO),
            None => self.logged.map(|since| {
                let idle = IDLE.saturating_sub(self.last.elapsed());
                idle.min(OLDEST.saturating_sub(since.elapsed()))
            }),
        }
    }

    /// Takes one step, if there is one to take. Nothing that is written waits for more than that.
    pub(super) fn step(&mut self, conn: &mut Conn) {
        let Conn::Sqlite(c) = conn else { return };
        let is_due = self.pause().is_some_and(|pause| pause.is_zero());
        let Some(tidying) = &mut self.tidying else {
            if is_due {
                self.empty_log(c);
            }
            return;
        };
        if !tidying.has_shrunk {
            match shrink(c, self.store) {
                Ok(is_done) => {
                    tidying.has_shrunk = is_done;
                    tidying.deadline = Instant::now() + PATIENCE;
                }
                Err(cause) => self.answer(Err(cause.into())),
            }
            return;
        }
        let is_late = tidying.deadline < Instant::now();
        match self.empty_log(c) {
            true => self.answer(Ok(())),
            false if is_late => self.answer(Err(StorageError::Busy)),
            false => {}
        }
    }

    /// There is no connection.
    pub(super) fn give_up(&mut self) {
        self.answer(Err(StorageError::Busy));
        self.last = Instant::now();
        self.logged = self.logged.map(|_| self.last);
    }

    fn answer(&mut self, outcome: Result<(), StorageError>) {
        for asked in self.tidying.take().into_iter().flat_map(|tidying| tidying.asked) {
            let _ = asked.send(outcome.clone());
        }
    }

    /// Whether nothing is left in the log. Where somebody reads it, that is for later.
    fn empty_log(&mut self, c: &mut SqliteConnection) -> bool {
        let is_empty = truncate_log(c).unwrap_or(false);
        self.last = Instant::now();
        self.logged = (!is_empty).then_some(self.last);
        is_empty
    }
}

/// Gives some pages back; true when it is done. Responses are written anew instead, by the order of
/// their ids: in what order they came must not be seen, and no resident waits there.
fn shrink(c: &mut SqliteConnection, store: Store) -> QueryResult<bool> {
    if store == Store::Results {
        return c.batch_execute("VACUUM").map(|()| true);
    }
    let free = free_pages(c)?;
    if free > KEPT {
        c.batch_execute(&format!("PRAGMA incremental_vacuum({})", STEP.min(free - KEPT)))?;
    }
    // Nothing happens in a file that was made before and is not migrated.
    Ok(free <= KEPT + STEP || free_pages(c)? == free)
}

fn free_pages(c: &mut SqliteConnection) -> QueryResult<i32> {
    diesel::dsl::sql::<Integer>("PRAGMA freelist_count").get_result(c)
}

/// Writes the log into the file and makes it nothing; false where somebody still reads it.
fn truncate_log(c: &mut SqliteConnection) -> QueryResult<bool> {
    #[derive(QueryableByName)]
    struct Checkpoint {
        #[diesel(sql_type = Integer)]
        busy: i32,
    }
    c.batch_execute("PRAGMA busy_timeout = 0")?;
    let checkpoint = diesel::sql_query("PRAGMA wal_checkpoint(TRUNCATE)").get_result(c);
    c.batch_execute("PRAGMA busy_timeout = 5000")?;
    checkpoint.map(|checkpoint: Checkpoint| checkpoint.busy == 0)
}

/// Makes an older file such that it can give pages back step by step, once.
pub(super) fn prepare(conn: &mut Conn, store: Store) -> QueryResult<()> {
    let Conn::Sqlite(c) = conn else { return Ok(()) };
    let mode: i32 = diesel::dsl::sql::<Integer>("PRAGMA auto_vacuum").get_result(c)?;
    if store != Store::Collect || mode == 2 {
        return Ok(());
    }
    c.batch_execute("PRAGMA auto_vacuum = INCREMENTAL; VACUUM;")
}
