//! What somebody does to her own account: prove again who she is, change her password, see and end her
//! sessions.

use jiff::{SignedDuration, Timestamp};

use super::problem::{AccountProblem, Attempted};
use super::{Accounts, Origin, cutoff, password};
use crate::app::actor::{Account, Actor};
use crate::domain::AuditAction;
use crate::error::Error;
use crate::ids::OrganisationId;
use crate::seal::{device_token, token_hash};
use crate::storage::Conn;
use crate::storage::office::sessions::{self, Session};
use crate::storage::office::{audit, links, staff};

/// So long after the password was typed something dangerous is done without asking for it again.
const BELIEVED: SignedDuration = SignedDuration::from_mins(10);

/// A session of one's own.
#[derive(Debug, Clone)]
pub struct OwnSession {
    /// By which it is ended: the hash of its token, by which nobody can sign in.
    pub id: String,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
    /// It is the one in which this is asked.
    pub is_this: bool,
    /// The organisation in which she works in it.
    pub organisation: OrganisationId,
}

impl Accounts {
    /// Whether somebody whose password was typed then may do something dangerous.
    pub fn is_believed(&self, proved_at: Timestamp) -> bool {
        self.clock.now().duration_since(proved_at) <= BELIEVED
    }

    /// Takes the password again in a session that goes on, and says whether it is hers.
    pub async fn prove_again(
        &self,
        account: &Account,
        token: &str,
        password: &str,
        origin: &Origin,
    ) -> Result<bool, Error> {
        let proved = self.prove(&account.email, password, origin).await?;
        if proved.is_none() {
            return Ok(false);
        }
        let (hash, now) = (token_hash(token), self.clock.now().into());
        let prove =
            move |conn: &mut Conn| Ok::<_, Error>(sessions::prove_session(conn, &hash, now)?);
        self.office.write(prove).await?;
        Ok(true)
    }

    /// Changes her own password, which must be right; all other sessions and her link end. Gives what this
    /// browser is known by from now on; none when the old password is wrong.
    pub async fn change_password(
        &self,
        account: &Account,
        token: &str,
        (old, chosen): (&str, &str),
        origin: &Origin,
    ) -> Attempted<Option<String>> {
        if let Err(problem) = password::examine(chosen, &account.email) {
            return Ok(Err(problem));
        }
        let Some(before) = self.prove(&account.email, old, origin).await? else {
            return Ok(Ok(None));
        };
        if old == chosen {
            return Ok(Err(AccountProblem::Same));
        }
        let hash = self.hash_password(chosen, origin.address).await?;
        let device = device_token(&self.secret, account.id.as_str(), &hash);
        let (account, kept, now) = (account.clone(), token_hash(token), self.clock.now());
        let id = account.id.clone();
        let event = own(account, now, AuditAction::SetPassword);
        let change = move |conn: &mut Conn| {
            // It may have been reset meanwhile.
            let is_same = staff::find_staff(conn, &id)?
                .is_some_and(|now| now.password_hash == before.password_hash);
            if !is_same {
                return Ok(false);
            }
            staff::set_password(conn, &id, &hash)?;
            sessions::delete_sessions_of(conn, &id, Some(&kept))?;
            sessions::prove_session(conn, &kept, now.into())?;
            links::delete_link(conn, &id, None)?;
            audit::append(conn, event.clone())?;
            Ok::<_, Error>(true)
        };
        Ok(Ok(self.office.write(change).await?.then_some(device)))
    }

    /// Her sessions, the newest first.
    pub async fn own_sessions(
        &self,
        account: &Account,
        token: &str,
    ) -> Result<Vec<OwnSession>, Error> {
        let (id, this, cutoff) = (account.id.clone(), token_hash(token), cutoff(self.clock.now()));
        let list =
            move |conn: &mut Conn| Ok::<_, Error>(sessions::list_sessions(conn, &id, cutoff)?);
        let own = |session: Session| OwnSession {
            is_this: session.token_hash == this,
            organisation: session.organisation_id,
            created_at: session.created_at.timestamp(),
            seen_at: session.seen_at.timestamp(),
            id: session.token_hash,
        };
        Ok(self.office.read(list).await?.into_iter().map(own).collect())
    }

    /// Ends one of her sessions, or all but the one in which this is asked.
    pub async fn end_own_sessions(
        &self,
        account: &Account,
        token: &str,
        one: Option<String>,
    ) -> Result<(), Error> {
        let (account, kept, now) = (account.clone(), token_hash(token), self.clock.now());
        let id = account.id.clone();
        let event = own(account, now, AuditAction::EndSessions);
        let end = move |conn: &mut Conn| {
            let ended = match &one {
                Some(one) if *one == kept => 0,
                Some(one) => sessions::delete_session_of(conn, &id, one)?,
                None => sessions::delete_sessions_of(conn, &id, Some(&kept))?,
            };
            if ended > 0 {
                audit::append(conn, event.clone())?;
            }
            Ok::<_, Error>(())
        };
        self.office.write(end).await
    }
}

/// What somebody does to her own account.
fn own(account: Account, now: Timestamp, action: AuditAction) -> audit::Event {
    let (id, owner) = (account.id.to_string(), account.organisation.clone());
    Actor::Staff(account).event(now, action, &owner, &id)
}
