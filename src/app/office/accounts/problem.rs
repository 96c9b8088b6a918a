//! Why something is not done to an account: values, which pages word for staff and the command line
//! as they are.

use super::password::LENGTH;
use crate::domain::UnfitRoles;
use crate::error::Error;

/// What a use case of accounts gives where it may also decline.
pub type Attempted<T> = Result<Result<T, AccountProblem>, Error>;

/// Why something is not done to an account.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AccountProblem {
    /// Not an address to sign in with.
    #[error("`{0}` is not an e-mail address")]
    Address(String),
    /// Somebody signs in with that address already.
    #[error("there is an account for {0} already")]
    Taken(String),
    /// The roles cannot be one person's.
    #[error(transparent)]
    Roles(#[from] UnfitRoles),
    /// A password that is too short or too long.
    #[error("a password has {} to {} characters", LENGTH.start(), LENGTH.end())]
    Length,
    /// A password that guessers try first.
    #[error(
        "this password is among those that are tried first; take several words that do not belong together"
    )]
    Common,
    /// The new password is the old one.
    #[error("this is the password that the account has already")]
    Same,
    /// It would leave the organisation without an administrator.
    #[error(
        "this is the last administrator: nobody could let anybody in any more; make somebody else one first"
    )]
    LastAdmin,
    /// Somebody would end her own sessions or make her own password worth nothing.
    #[error(
        "this is your own account: change your password and end your sessions on your own page"
    )]
    Oneself,
    /// The organisation demands a second factor of whoever manages accounts.
    #[error("whoever manages accounts here needs a second factor")]
    FactorDemanded,
    /// She has an account already, and accepts with its password.
    #[error(
        "there is an account for this address already, which keeps its password: add it without one, and its owner accepts with hers"
    )]
    Known,
    /// Several organisations share the installation, so an account is not one's alone.
    #[error("several organisations share this installation: only who runs it may do that")]
    Shared,
    /// Somebody belongs to several organisations, and none is named.
    #[error("{0} belongs to several organisations ({1}): say in which with --organisation")]
    Several(String, String),
    /// Nobody has that address.
    #[error("there is no account for {0}")]
    Unknown(String),
    /// An account that cannot sign in.
    #[error("the account of {0} is disabled; enable it first")]
    Disabled(String),
}

impl From<AccountProblem> for Error {
    fn from(problem: AccountProblem) -> Self {
        Self::BadInput(problem.to_string())
    }
}
