//! What can go wrong with a store: while opening it, and while using it.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Store;
use super::address::Address;
use super::room::may_write;
use crate::error::Error;

/// Why a store could not be opened or brought up to date. Texts are for operators.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Not one of the two kinds of address.
    #[error("`{0}` is no database address: use sqlite:PATH or postgres://USER@HOST/DATABASE")]
    Url(String),
    /// Answers would cross a network in the clear.
    #[error(
        "{0} is on another machine, and this program speaks to PostgreSQL without encryption: let a \
         tunnel (WireGuard, ssh, stunnel) end on 127.0.0.1, or, where the network is yours alone, say \
         so with ?sslmode=disable"
    )]
    InTheClear(String),
    /// Two stores in one database would undo their separation.
    #[error("two stores share the database {0}: give office, collect and results one each")]
    Shared(String),
    /// The file of an existing installation is not where it should be.
    #[error(
        "the {store} store is missing: there is no file {}; check the path, or restore the file \
         from a backup", path.display()
    )]
    Missing {
        /// Which store.
        store: Store,
        /// Where its file was expected.
        path: PathBuf,
    },
    /// There is a file or a database, but nothing in it.
    #[error(
        "the {store} store at {address} is empty: check the address, or restore it from a backup; \
         a new installation is made with `zugvogel migrate`"
    )]
    Empty {
        /// Which store.
        store: Store,
        /// Where it was expected.
        address: String,
    },
    /// The other parts of the installation are there.
    #[error(
        "the {store} store at {address} is missing or was made anew, while the other parts of the \
         installation are there: check the address, or restore it from a backup and run \
         `zugvogel reconcile`; if it really is to begin empty, and what it held to be lost, run \
         `zugvogel migrate --new {store}`"
    )]
    Lost {
        /// Which store.
        store: Store,
        /// Where it was expected.
        address: String,
    },
    /// The stores do not belong together.
    #[error("the three stores come from different installations: check their addresses")]
    Mixed,
    /// The store was never made part of an installation.
    #[error("{0} belongs to no installation yet: run `zugvogel migrate`, which needs all stores")]
    Unjoined(String),
    /// The store was made with another secret.
    #[error(
        "the secret is not the one that {0} was made with: put the right secret.key back; with \
         this one no code, no draft and no waiting response could be read"
    )]
    WrongSecret(String),
    /// A store comes from a backup.
    #[error(
        "one of the stores is older than the others know it to be, so it comes from a backup: run \
         `zugvogel reconcile`, which says what that means and puts it in order"
    )]
    Older,
    /// We make files, not folders.
    #[error("the folder of {} does not exist: create it, or correct the path", .0.display())]
    NoFolder(PathBuf),
    /// This program was linked with a library that may lose data.
    #[error("SQLite {0} is too old: this program needs 3.51.3 or newer")]
    OldSqlite(String),
    /// The file is no database, or is broken.
    #[error("{address} is damaged ({verdict}): restore it from a backup")]
    Damaged {
        /// The database.
        address: String,
        /// What SQLite found.
        verdict: String,
    },
    /// The database refuses us or is not there.
    #[error("cannot use {address}: {cause}")]
    Failed {
        /// The database.
        address: String,
        /// What it said.
        cause: String,
    },
    /// Written by a newer program, or by another store.
    #[error(
        "{address} holds migration {version}, which the {store} store of this program does not \
         know: the database was written by a newer version, or it belongs to another store"
    )]
    Unknown {
        /// The database.
        address: String,
        /// Which store it was opened as.
        store: Store,
        /// The first migration that is not ours.
        version: String,
    },
}

impl OpenError {
    /// With what lies behind the cause: "the store is away" alone would not say that the disk is full.
    pub(super) fn failed(address: &Address, cause: &(dyn std::error::Error + 'static)) -> Self {
        let causes = std::iter::successors(Some(cause), |cause| cause.source());
        let mut causes: Vec<String> = causes.map(ToString::to_string).collect();
        if let Address::Sqlite(file) = address
            && causes.iter().any(|cause| SAYS_LITTLE.iter().any(|words| cause.contains(words)))
        {
            causes.extend(why_unusable(file));
        }
        Self::refused(address, &causes.join(": "))
    }

    pub(super) fn refused(address: &Address, cause: &str) -> Self {
        Self::Failed { address: address.to_string(), cause: cause.to_owned() }
    }
}

/// Why a read or a write did not happen, apart from the closure's own errors.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StorageError {
    /// Too many at once; trying again later may work.
    #[error("the database is busy")]
    Busy,
    /// There is no connection to the database.
    #[error("the database is away")]
    Away,
    /// Another copy of the store is where it was.
    #[error("the store was replaced while it is open")]
    Replaced,
    /// The database refused to begin or to commit. After a failed commit nobody knows whether it
    /// happened: who must know looks it up.
    #[error("the transaction failed")]
    Transaction(#[source] Arc<diesel::result::Error>),
    /// A statement failed, and the closure returned success nevertheless. PostgreSQL would throw
    /// everything away without a word.
    #[error("a statement had failed in a transaction that was to be committed: {0}")]
    Swallowed(String),
    /// The closure panicked; its changes are undone.
    #[error("a database task panicked")]
    Panicked,
}

impl StorageError {
    pub(super) fn begin(cause: diesel::result::Error) -> Self {
        // Another process (the command line, say) holds SQLite's write lock for long.
        if cause.to_string().contains("database is locked") {
            return Self::Busy;
        }
        cause.into()
    }
}

impl From<diesel::result::Error> for StorageError {
    fn from(cause: diesel::result::Error) -> Self {
        Self::Transaction(Arc::new(cause))
    }
}

impl From<StorageError> for Error {
    fn from(cause: StorageError) -> Self {
        match cause {
            StorageError::Busy => Self::Busy,
            StorageError::Away | StorageError::Replaced | StorageError::Transaction(_) => {
                Self::Away(cause.into())
            }
            other => Self::Internal(other.into()),
        }
    }
}

/// What SQLite says whatever keeps it from a file.
const SAYS_LITTLE: [&str; 3] =
    ["unable to open database file", "disk I/O error", "attempt to write a readonly database"];
/// As much as SQLite needs beside a store before it does anything.
static NEEDED_BESIDE: [u8; 1 << 15] = [0; 1 << 15];

/// What the system says of a file that takes nothing, or of the folder in which SQLite makes others beside it;
/// none where both do. Nothing is left behind.
fn why_unusable(file: &Path) -> Option<String> {
    if file.exists()
        && let Err(cause) = may_write(file)
    {
        return Some(cause.to_string());
    }
    let folder = file.parent()?;
    let beside = || -> io::Result<()> {
        let mut probe = tempfile::tempfile_in(folder)?;
        probe.write_all(&NEEDED_BESIDE)?;
        probe.sync_all()
    };
    beside().err().map(|cause| format!("in the folder {}: {cause}", folder.display()))
}

/// What databases say when the disk is full, or the file cannot be written. SQLite's words are fixed;
/// PostgreSQL passes on those of its system, or says that only a part was written.
const TAKES_NOTHING: [&str; 10] = [
    "database or disk is full",
    "readonly database",
    "disk I/O error",
    "unable to open database file",
    "No space left on device",
    "kein Speicherplatz",
    "could not extend file",
    "could not write",
    "nicht erweitern",
    "konnte nicht in Datei",
];

/// Whether an error says that the store is away or takes nothing, whatever is asked of it.
pub fn takes_nothing(error: &diesel::result::Error) -> bool {
    use diesel::result::{DatabaseErrorKind, Error};
    match error {
        Error::BrokenTransactionManager => true,
        Error::DatabaseError(
            DatabaseErrorKind::ClosedConnection
            | DatabaseErrorKind::ReadOnlyTransaction
            | DatabaseErrorKind::UnableToSendCommand,
            _,
        ) => true,
        Error::DatabaseError(_, told) => {
            TAKES_NOTHING.iter().any(|words| told.message().contains(words))
        }
        Error::RollbackErrorOnCommit { commit_error, .. } => takes_nothing(commit_error),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_is_the_system_s_and_none_where_there_is_none() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(why_unusable(&folder.path().join("new.db")), None);
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0, "nothing is left");
        let why = why_unusable(folder.path()).unwrap();
        assert!(why.contains("directory"), "{why}");
        let why = why_unusable(&folder.path().join("none").join("new.db")).unwrap();
        assert!(why.contains("none: No such file"), "{why}");
    }
}
