//! One-time links by which somebody chooses a password: her first one, or another. A link is a secret
//! as long as it is valid; its token is only in the link.

use std::net::IpAddr;

use jiff::{SignedDuration, Timestamp};

use super::problem::{AccountProblem, Attempted};
use super::{Accounts, event_by, password};
use crate::app::respondents::throttle::Full;
use crate::domain::{AuditAction, LinkPurpose};
use crate::error::Error;
use crate::seal::{token, token_hash};
use crate::storage::Conn;
use crate::storage::office::links::{AccountLink, delete_link, find_link, replace_link};
use crate::storage::office::{audit, sessions, staff};

/// How long somebody has who was invited.
const INVITATION: SignedDuration = SignedDuration::from_hours(3 * 24);
/// How long somebody has whose password was reset.
const RESET: SignedDuration = SignedDuration::from_hours(1);

/// A link that was just made: to be handed on, and kept nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct OneTimeLink {
    /// The part of the address by which it works.
    pub token: String,
    /// What it is for.
    pub purpose: LinkPurpose,
    /// The address to sign in with.
    pub email: String,
    /// Until when it works.
    pub expires_at: Timestamp,
}

impl std::fmt::Debug for OneTimeLink {
    /// Without the token, which must be in no log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OneTimeLink({:?} of {} until {})", self.purpose, self.email, self.expires_at)
    }
}

impl OneTimeLink {
    /// Where it leads, at the public address.
    pub fn address(&self, public_url: &str) -> String {
        format!("{}/set-password/{}", public_url.trim_end_matches('/'), self.token)
    }

    /// Draws one. It works as soon as it is [given](give) to the account.
    pub(super) fn draw(email: &str, purpose: LinkPurpose, now: Timestamp) -> Self {
        let span = if purpose == LinkPurpose::Invitation { INVITATION } else { RESET };
        let expires_at = now.checked_add(span).unwrap_or(now);
        Self { token: token(), purpose, email: email.to_owned(), expires_at }
    }

    /// Makes it the link of an account; an older one is void.
    pub(super) fn give(&self, conn: &mut Conn, account: &staff::Staff) -> Result<(), Error> {
        let link = AccountLink {
            staff_id: account.id.clone(),
            token_hash: token_hash(&self.token),
            purpose: self.purpose,
            expires_at: self.expires_at.into(),
        };
        Ok(replace_link(conn, &link)?)
    }
}

impl Accounts {
    /// Whose password a link lets somebody choose: the address; none when it was used, is over, is void, or
    /// never was.
    pub async fn find_link(&self, token: &str) -> Result<Option<String>, Error> {
        let (hash, now) = (token_hash(token), self.clock.now().into());
        let find = move |conn: &mut Conn| Ok::<_, Error>(find_link(conn, &hash, now)?);
        Ok(self.office.look_up(find).await?.map(|(_, account)| account.email))
    }

    /// Chooses a password by a link, which works once; all sessions of the account end. None when the link
    /// does not work.
    pub async fn choose_by_link(
        &self,
        token: &str,
        chosen: &str,
        from: IpAddr,
    ) -> Attempted<Option<()>> {
        let Some(email) = self.find_link(token).await? else { return Ok(Ok(None)) };
        if let Err(problem) = password::examine(chosen, &email) {
            return Ok(Err(problem));
        }
        let hash = self.hash_password(chosen, from).await?;
        let (link, now) = (token_hash(token), self.clock.now());
        let used = move |conn: &mut Conn| {
            // Of two who come at once with one link, one is first.
            let Some((_, account)) = find_link(conn, &link, now.into())? else { return Ok(None) };
            if !delete_link(conn, &account.id)? {
                return Ok(None);
            }
            staff::set_password(conn, &account.id, &hash)?;
            sessions::delete_sessions_of(conn, &account.id, None)?;
            audit::append(conn, event_by(&account, now, AuditAction::SetPassword))?;
            Ok::<_, Error>(Some(()))
        };
        Ok::<_, Error>(Ok(self.office.write(used).await?))
    }

    /// Hashes a password where others are tried, so that no number of people at once takes all memory.
    pub(super) async fn hash_password(&self, chosen: &str, from: IpAddr) -> Result<String, Error> {
        let network = self.throttle.network(from);
        let leave = self.throttle.enter(network, None).await.map_err(|full| match full {
            Full::TooMany => Error::TooMany,
            Full::Busy => Error::Busy,
        })?;
        let chosen = zeroize::Zeroizing::new(chosen.to_owned());
        let hashed = tokio::task::spawn_blocking(move || (password::hash(&chosen), leave)).await;
        let (hash, leave) = hashed.map_err(|error| Error::Internal(error.into()))?;
        leave.settle();
        hash
    }
}

/// The address of an account that is to get a link.
pub(super) fn normal(email: &str) -> Result<String, AccountProblem> {
    let email = email.trim().to_lowercase();
    match super::is_address(&email) {
        true => Ok(email),
        false => Err(AccountProblem::Address(email)),
    }
}
