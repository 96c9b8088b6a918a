//! Runs a closure inside a transaction that is already open, and watches it: panics become errors,
//! and a statement that failed must make the closure fail.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use diesel::connection::{Instrumentation, InstrumentationEvent};
use diesel::result::{DatabaseErrorKind, Error};

use super::{Conn, StorageError, effort};

/// What came of a closure.
pub(super) struct Attempt<T, E> {
    /// Only an `Ok` may be committed.
    pub(super) outcome: Result<T, E>,
    /// Others were in the way, or the connection broke: the same again may work.
    pub(super) may_succeed_later: bool,
}

/// A statement that failed.
struct FailedStatement {
    text: String,
    may_succeed_later: bool,
}

thread_local! {
    /// The first statement that failed on this thread since the closure began: it begins, queries
    /// and ends on one thread.
    static FIRST_FAILURE: RefCell<Option<FailedStatement>> = const { RefCell::new(None) };
}

/// Runs the closure once, on a connection that [`Watch`] watches. The caller commits or rolls back.
pub(super) fn attempt<T, E: From<StorageError>>(
    conn: &mut Conn,
    body: &mut impl FnMut(&mut Conn) -> Result<T, E>,
) -> Attempt<T, E> {
    FIRST_FAILURE.take();
    let outcome = catch_unwind(AssertUnwindSafe(|| body(conn)));
    let failure = FIRST_FAILURE.take();
    let may_succeed_later = failure.as_ref().is_some_and(|failure| failure.may_succeed_later);
    let outcome = match (outcome, failure) {
        (Err(_panic), _) => Err(StorageError::Panicked.into()),
        (Ok(Ok(_)), Some(failure)) => Err(StorageError::Swallowed(failure.text).into()),
        (Ok(outcome), _) => outcome,
    };
    Attempt { outcome, may_succeed_later }
}

/// Counts a connection's statements and remembers the first that failed; every connection has one.
pub(super) struct Watch;

impl Instrumentation for Watch {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        let InstrumentationEvent::FinishQuery { error, .. } = event else { return };
        effort::count_statement();
        let Some(error) = error.filter(|error| !matches!(error, Error::NotFound)) else { return };
        FIRST_FAILURE.with_borrow_mut(|first| {
            first.get_or_insert_with(|| FailedStatement {
                text: error.to_string(),
                may_succeed_later: may_succeed_later(error),
            });
        });
    }
}

fn may_succeed_later(error: &Error) -> bool {
    match error {
        Error::DatabaseError(
            DatabaseErrorKind::SerializationFailure | DatabaseErrorKind::ClosedConnection,
            _,
        ) => true,
        // diesel does not tell deadlocks apart; the word is the same in English and German.
        Error::DatabaseError(_, info) => info.message().to_lowercase().contains("deadlock"),
        _ => false,
    }
}
