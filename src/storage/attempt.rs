//! Runs a closure inside a transaction that is already open, and watches it: panics become errors,
//! and a statement that failed must make the closure fail.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use diesel::connection::{Instrumentation, InstrumentationEvent};
use diesel::result::{DatabaseErrorKind, Error};

use super::{Conn, StorageError, on_each};

/// What came of a closure.
pub(super) struct Attempt<T, E> {
    /// Only an `Ok` may be committed.
    pub(super) outcome: Result<T, E>,
    /// Others were in the way, or the connection broke: the same again may work.
    pub(super) may_succeed_later: bool,
}

/// The first statement that failed.
struct Failure {
    text: String,
    may_succeed_later: bool,
}

/// Runs the closure once. The caller commits or rolls back.
pub(super) fn attempt<T, E: From<StorageError>>(
    conn: &mut Conn,
    body: &mut impl FnMut(&mut Conn) -> Result<T, E>,
) -> Attempt<T, E> {
    let failure = Arc::new(Mutex::new(None));
    watch(conn, Some(recorder(Arc::clone(&failure))));
    let outcome = catch_unwind(AssertUnwindSafe(|| body(conn)));
    watch(conn, None);
    let failure = failure.lock().unwrap_or_else(PoisonError::into_inner).take();
    let may_succeed_later = failure.as_ref().is_some_and(|failure| failure.may_succeed_later);
    let outcome = match (outcome, failure) {
        (Err(_panic), _) => Err(StorageError::Panicked.into()),
        (Ok(Ok(_)), Some(failure)) => Err(StorageError::Swallowed(failure.text).into()),
        (Ok(outcome), _) => outcome,
    };
    Attempt { outcome, may_succeed_later }
}

fn watch(conn: &mut Conn, recorder: Option<Box<dyn Instrumentation>>) {
    use diesel::Connection;
    on_each!(conn, |c| c.set_instrumentation(recorder));
}

fn recorder(first: Arc<Mutex<Option<Failure>>>) -> Box<dyn Instrumentation> {
    Box::new(move |event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::FinishQuery { error: Some(error), .. } = event
            && !matches!(error, Error::NotFound)
        {
            first.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_with(|| Failure {
                text: error.to_string(),
                may_succeed_later: may_succeed_later(error),
            });
        }
    })
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
