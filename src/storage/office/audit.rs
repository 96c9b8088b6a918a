//! The audit trail: who did what, in a chain of hashes, so that an entry that was changed or
//! removed later shows. Entries are only ever appended.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use sha2::{Digest, Sha256};

use super::schema::audit;
use crate::ids::OrganisationId;
use crate::storage::{Conn, Instant};

/// What happened. Must not contain answers, codes or addresses of residents.
#[derive(Debug, Clone)]
pub struct Event {
    /// The organisation it happened in; none for the installation as a whole.
    pub organisation_id: Option<OrganisationId>,
    /// When.
    pub at: Instant,
    /// Who: a staff id, or `cli`.
    pub actor: String,
    /// Did what: a verb, as `survey.publish`.
    pub action: String,
    /// To what: an id or a slug.
    pub object: String,
}

/// An entry of the trail.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = audit)]
pub struct Entry {
    /// 1, 2, 3, …
    pub id: i64,
    /// The organisation it happened in.
    pub organisation_id: Option<OrganisationId>,
    /// When.
    pub at: Instant,
    /// Who.
    pub actor: String,
    /// Did what.
    pub action: String,
    /// To what.
    pub object: String,
    /// The hash of the entry before; empty for the first.
    pub prev_hash: String,
    /// The SHA-256 over this entry and `prev_hash`, in hexadecimal.
    pub hash: String,
}

impl Entry {
    /// The hash that this entry should have. JSON keeps the fields apart.
    fn expected_hash(&self) -> String {
        let fields = serde_json::json!([
            self.id,
            self.organisation_id,
            self.at.millis(),
            self.actor,
            self.action,
            self.object,
            self.prev_hash,
        ]);
        hex::encode(Sha256::digest(fields.to_string()))
    }
}

/// Appends an event to the trail.
pub fn append(conn: &mut Conn, event: Event) -> QueryResult<()> {
    if let Conn::Postgres(c) = conn {
        // Two at once would both follow the same entry.
        c.batch_execute("LOCK TABLE audit IN EXCLUSIVE MODE")?;
    }
    let last: Option<(i64, String)> = audit::table
        .select((audit::id, audit::hash))
        .order(audit::id.desc())
        .first(conn)
        .optional()?;
    let (last_id, prev_hash) = last.unwrap_or_default();
    let mut entry = Entry {
        id: last_id + 1,
        organisation_id: event.organisation_id,
        at: event.at,
        actor: event.actor,
        action: event.action,
        object: event.object,
        prev_hash,
        hash: String::new(),
    };
    entry.hash = entry.expected_hash();
    diesel::insert_into(audit::table).values(&entry).execute(conn)?;
    Ok(())
}

/// The first entry that does not follow from the one before it; none when the chain holds.
pub fn find_broken_entry(conn: &mut Conn) -> QueryResult<Option<i64>> {
    let mut prev_hash = String::new();
    let entries = audit::table.order(audit::id).load_iter::<Entry, _>(conn)?;
    for entry in entries {
        let entry = entry?;
        if entry.prev_hash != prev_hash || entry.hash != entry.expected_hash() {
            return Ok(Some(entry.id));
        }
        prev_hash = entry.hash;
    }
    Ok(None)
}
