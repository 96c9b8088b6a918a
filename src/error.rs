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
    /// Our fault. The cause goes to the log, an incident number to the person.
    #[error("something went wrong on our side")]
    Internal(#[source] anyhow::Error),
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
            other => Error::Internal(other.into()),
        }
    }
}
