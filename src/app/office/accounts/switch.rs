//! Switching: whoever works for several organisations goes on in another one. The session becomes another one with
//! its age, so that a form from before, in another tab, is none of its forms and does nothing. The trail of each
//! organisation tells of a coming or a going, and not of the other organisation.

use super::sign_in::arrive;
use super::{Accounts, cutoff, event_by};
use crate::app::actor::Account;
use crate::domain::AuditAction;
use crate::error::Error;
use crate::ids::Slug;
use crate::seal::{token, token_hash};
use crate::storage::Conn;
use crate::storage::office::{audit, sessions};

impl Accounts {
    /// Goes on in the organisation of this short name, and gives the token of the session there; none when she
    /// works there already. Where she may not work is [`Error::NotFound`].
    pub async fn switch(
        &self,
        account: &Account,
        before: &str,
        to: &Slug,
    ) -> Result<Option<String>, Error> {
        let to = account.workplaces.iter().find(|it| it.slug == *to).ok_or(Error::NotFound)?;
        if to.id == account.organisation {
            return Ok(None);
        }
        let (to, before, now) = (to.id.clone(), token_hash(before), self.clock.now());
        let (cutoff, today) = (cutoff(now), self.clock.today().to_string());
        let token = token();
        let hash = token_hash(&token);
        let switch = move |conn: &mut Conn| {
            let found = sessions::find_session(conn, &before, cutoff)?;
            let (session, _, _) = found.ok_or(Error::NotFound)?;
            if !sessions::delete_session(conn, &before)? {
                return Err(Error::NotFound);
            }
            let left = &session.organisation_id;
            audit::append(conn, event_by(&session.staff_id, left, now, AuditAction::SignOut))?;
            let session = sessions::Session {
                token_hash: hash.clone(),
                organisation_id: to.clone(),
                seen_at: now.into(),
                ..session
            };
            sessions::insert_session(conn, &session)?;
            // Whether she may work there is asked again: it may have ended meanwhile.
            sessions::find_session(conn, &hash, cutoff)?.ok_or(Error::NotFound)?;
            arrive(conn, &session, &today, now)
        };
        self.office.write(switch).await?;
        Ok(Some(token))
    }
}
