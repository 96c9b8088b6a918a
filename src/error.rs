//! The application's one error. Which error where: `diesel::QueryResult` in query functions,
//! [`Error`] in use cases and handlers, `anyhow` on the command line.

/// What can go wrong in a use case. Unknown causes are [`Error::Internal`], never the user's fault.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No such survey, page, file or account (also for objects of other organisations).
    #[error("not found")]
    NotFound,
    /// The caller may not do this.
    #[error("forbidden")]
    Forbidden,
    /// The request or the file cannot be understood; the text says what, where and how to mend it.
    #[error("{0}")]
    BadInput(String),
    /// Too many at once; trying again later will work.
    #[error("too many requests at once")]
    Busy,
    /// Too many wrong codes or passwords from one network, or too many at once; trying again later will
    /// work.
    #[error("too many attempts from this network")]
    TooMany,
    /// A network has begun or sent as much as one may for now.
    #[error("this network has used up its budget")]
    Crowded,
    /// The disk is nearly full: nothing new is begun, so that what was begun can be finished.
    #[error("no room for anything new")]
    NoRoom,
    /// The store cannot be reached, or takes nothing: a full disk, a file that is read-only, a broken
    /// connection. Nobody knows whether the last write arrived.
    #[error("the store is away")]
    Away(#[source] anyhow::Error),
    /// Our fault. The cause goes to the log, an incident number to the person.
    #[error("something went wrong on our side")]
    Internal(#[source] anyhow::Error),
}

impl Error {
    /// Something we stored cannot be read. Says where, but not what stands there: that may be
    /// somebody's answer, and this goes to the log.
    pub fn unreadable(what: &str, error: &serde_json::Error) -> Self {
        let (kind, line, column) = (error.classify(), error.line(), error.column());
        Error::Internal(anyhow::anyhow!("reading {what}: {kind:?} error at {line}:{column}"))
    }
}

impl From<anyhow::Error> for Error {
    fn from(cause: anyhow::Error) -> Self {
        Error::Internal(cause)
    }
}

impl From<diesel::result::Error> for Error {
    fn from(cause: diesel::result::Error) -> Self {
        match cause {
            diesel::result::Error::NotFound => Error::NotFound,
            other if crate::storage::takes_nothing(&other) => Error::Away(other.into()),
            other => Error::Internal(other.into()),
        }
    }
}
