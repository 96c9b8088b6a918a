//! The audit trail: who did what, in a chain of hashes, so that an entry that was changed or
//! removed later shows. Entries are only ever appended.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use sha2::{Digest, Sha256};

use super::organisations;
use super::schema::audit;
use crate::domain::AuditAction;
use crate::error::Error;
use crate::ids::OrganisationId;
use crate::storage::{Conn, Db, Instant};

/// Entries read at once.
const PAGE: i64 = 500;

/// What happened. Must not contain answers, codes or addresses of residents.
#[derive(Debug, Clone)]
pub struct Event {
    /// The organisation it happened in; none for the installation as a whole.
    pub organisation_id: Option<OrganisationId>,
    /// When.
    pub at: Instant,
    /// Who: a staff id, `cli` or `system`.
    pub actor: String,
    /// Did what.
    pub action: AuditAction,
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

/// Waits until no other transaction writes into the trail, and keeps others waiting to its own end. SQLite has
/// one writer anyway.
pub fn wait_for_turn(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Postgres(c) => c.batch_execute("LOCK TABLE audit IN EXCLUSIVE MODE"),
        Conn::Sqlite(_) => Ok(()),
    }
}

/// Appends an event to the trail.
pub fn append(conn: &mut Conn, event: Event) -> QueryResult<()> {
    // Two at once would both follow the same entry.
    wait_for_turn(conn)?;
    let (last_id, prev_hash) = find_last(conn)?.unwrap_or_default();
    let mut entry = Entry {
        id: last_id + 1,
        organisation_id: event.organisation_id,
        at: event.at,
        actor: event.actor,
        action: event.action.as_str().to_owned(),
        object: event.object,
        prev_hash,
        hash: String::new(),
    };
    entry.hash = entry.expected_hash();
    diesel::insert_into(audit::table).values(&entry).execute(conn)?;
    Ok(())
}

/// Appends an event that goes with no other change of this store.
pub async fn tell(office: &Db, event: Event) -> Result<(), Error> {
    office.write(move |conn| Ok(append(conn, event.clone())?)).await
}

/// [`tell`], waiting on this thread.
pub fn tell_now(office: &Db, event: Event) -> Result<(), Error> {
    office.write_now(move |conn| Ok(append(conn, event.clone())?))
}

/// What the trail looks like when it is read from the first entry to the last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trail {
    /// How many entries it has; when it is broken, how many hold before that.
    pub entries: i64,
    /// The hash of the last of them. Whoever notes it elsewhere sees later whether the end was cut.
    pub head: String,
    /// The first entry that does not follow from the one before it: it was changed, or one before
    /// it was removed. None when the chain holds.
    pub broken: Option<i64>,
}

/// The next entries after this id, in order: those of an organisation, or all.
pub fn page_entries(
    conn: &mut Conn,
    organisation: Option<&OrganisationId>,
    after: i64,
    limit: i64,
) -> QueryResult<Vec<Entry>> {
    let mut page = audit::table.filter(audit::id.gt(after)).order(audit::id).into_boxed();
    if let Some(organisation) = organisation {
        page = page.filter(audit::organisation_id.eq(organisation));
    }
    page.limit(limit).load(conn)
}

/// The newest entries of an organisation before this id, the newest first.
pub fn page_backwards(
    conn: &mut Conn,
    organisation: &OrganisationId,
    before: i64,
    limit: i64,
) -> QueryResult<Vec<Entry>> {
    audit::table
        .filter(audit::organisation_id.eq(organisation))
        .filter(audit::id.lt(before))
        .order(audit::id.desc())
        .limit(limit)
        .load(conn)
}

/// The id and the hash of the last entry; none when there is no entry.
pub fn find_last(conn: &mut Conn) -> QueryResult<Option<(i64, String)>> {
    audit::table.select((audit::id, audit::hash)).order(audit::id.desc()).first(conn).optional()
}

/// Whether an entry has this hash.
pub fn has_hash(conn: &mut Conn, hash: &str) -> QueryResult<bool> {
    let entry = audit::table.filter(audit::hash.eq(hash));
    diesel::select(diesel::dsl::exists(entry)).get_result(conn)
}

/// Follows the chain from the first entry to the last, or to the first that does not hold.
pub fn verify_trail(conn: &mut Conn) -> QueryResult<Trail> {
    let mut trail = Trail::default();
    let mut after = i64::MIN;
    loop {
        let page = page_entries(conn, None, after, PAGE)?;
        let Some(last) = page.last() else {
            // Whoever made the first organisation is its first entry.
            let is_emptied = trail.entries == 0 && organisations::is_any(conn)?;
            return Ok(Trail { broken: is_emptied.then_some(1), ..trail });
        };
        after = last.id;
        for entry in page {
            let follows = entry.id == trail.entries + 1 && entry.prev_hash == trail.head;
            if !follows || entry.hash != entry.expected_hash() {
                trail.broken = Some(entry.id);
                return Ok(trail);
            }
            (trail.entries, trail.head) = (entry.id, entry.hash);
        }
    }
}
