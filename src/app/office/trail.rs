//! The audit trail: what it tells, and whether it is whole.

use std::collections::HashMap;

use super::Office;
use crate::app::actor::Actor;
use crate::domain::Permission;
use crate::error::Error;
use crate::storage::Conn;
use crate::storage::office::audit::{
    Entry, Trail, has_hash, page_backwards, page_entries, verify_trail,
};
use crate::storage::office::memberships::list_addresses;

/// Entries read at once.
const PAGE: i64 = 500;
/// Entries shown at once.
const SHOWN: usize = 50;

/// A page of the trail of an organisation, the newest entry first.
#[derive(Debug, Clone, Default)]
pub struct TrailPage {
    /// The entries.
    pub entries: Vec<Entry>,
    /// Where older ones begin: the id before which they are; none when there are none.
    pub older: Option<i64>,
    /// The addresses of accounts by their ids, since entries name those.
    pub people: HashMap<String, String>,
}

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

    /// The entries of the actor's organisation before this one, or the newest.
    pub async fn trail_page(&self, actor: &Actor, before: Option<i64>) -> Result<TrailPage, Error> {
        actor.authorize(Permission::ReadAudit)?;
        let owner = actor.account().ok_or(Error::NotFound)?.organisation.clone();
        let load = move |conn: &mut Conn| {
            let before = before.unwrap_or(i64::MAX);
            // One more tells whether there are older ones.
            let limit = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
            let mut entries = page_backwards(conn, &owner, before, limit)?;
            let has_older = entries.len() > SHOWN;
            entries.truncate(SHOWN);
            let older = entries.last().filter(|_| has_older).map(|last| last.id);
            let people = list_addresses(conn, &owner)?.into_iter();
            let people = people.map(|(id, email)| (id.to_string(), email)).collect();
            Ok(TrailPage { entries, older, people })
        };
        self.office.read(load).await
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
