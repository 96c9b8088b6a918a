//! The audit trail: what it tells, and whether it is whole.

use super::Office;
use crate::app::actor::Actor;
use crate::domain::Permission;
use crate::error::Error;
use crate::storage::office::audit::{Entry, Trail, has_hash, page_entries, verify_trail};

/// Entries read at once.
const PAGE: i64 = 500;

impl Office {
    /// Goes through the audit trail of the whole installation and says whether it holds.
    pub fn verify_trail(&self, actor: &Actor) -> Result<Trail, Error> {
        actor.authorize(Permission::RunInstallation)?;
        self.office.read_now(|conn| Ok(verify_trail(conn)?))
    }

    /// Puts the number and the hash of the last entry into the log, which is kept elsewhere: so who cuts
    /// the end of the trail is found out. A broken trail is an error there.
    pub fn log_trail(&self, actor: &Actor) -> Result<(), Error> {
        actor.authorize(Permission::Carry)?;
        let trail = self.office.read_now(|conn| Ok::<_, Error>(verify_trail(conn)?))?;
        let Trail { entries, head, broken } = trail;
        match broken {
            None => tracing::info!(entries, last = head, "the audit trail"),
            Some(entry) => tracing::error!(
                entry,
                "the audit trail is broken: `zugvogel audit verify` says what to do"
            ),
        }
        Ok(())
    }

    /// Whether the trail has an entry of this hash, which somebody noted elsewhere.
    pub fn has_entry(&self, actor: &Actor, hash: &str) -> Result<bool, Error> {
        actor.authorize(Permission::RunInstallation)?;
        let hash = hash.trim().to_lowercase();
        self.office.read_now(move |conn| Ok(has_hash(conn, &hash)?))
    }

    /// Hands out the entries from the first to the last: those of the actor's organisation, to who
    /// belongs to none all.
    pub fn read_trail<E: From<Error>>(
        &self,
        actor: &Actor,
        take: &mut dyn FnMut(&Entry) -> Result<(), E>,
    ) -> Result<(), E> {
        actor.authorize(Permission::ReadAudit)?;
        let owner = actor.account().map(|account| &account.organisation);
        let mut after = 0;
        loop {
            let page = self
                .office
                .read_now(|conn| Ok::<_, Error>(page_entries(conn, owner, after, PAGE)?))?;
            page.iter().try_for_each(&mut *take)?;
            match page.last() {
                Some(last) => after = last.id,
                None => return Ok(()),
            }
        }
    }
}
