//! What the stores have done since the process began: measures of a request's cost that depend on
//! no machine.

use std::sync::atomic::{AtomicU64, Ordering};

static STATEMENTS: AtomicU64 = AtomicU64::new(0);
static HANDED_OVER: AtomicU64 = AtomicU64::new(0);

/// What was done so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Statements that a database ran.
    pub statements: u64,
    /// Reads and writes that another thread did, which has to be woken and to wake.
    pub handed_over: u64,
}

/// What all stores of this process have done so far.
pub fn effort() -> Effort {
    Effort {
        statements: STATEMENTS.load(Ordering::Relaxed),
        handed_over: HANDED_OVER.load(Ordering::Relaxed),
    }
}

pub(super) fn count_statement() {
    STATEMENTS.fetch_add(1, Ordering::Relaxed);
}

pub(super) fn count_handing_over() {
    HANDED_OVER.fetch_add(1, Ordering::Relaxed);
}
