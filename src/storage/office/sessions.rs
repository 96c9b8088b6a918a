//! Staff sessions. What is stored is the hash of the cookie's token; how long a session lives is
//! the caller's decision, expressed as cut-off instants.
//!
//! Who ends sessions waits for her turn first ([`audit::wait_for_turn`]), and so must whoever begins one because of another:
//! on PostgreSQL one that is begun in the same moment would not be seen, and would stay.

use diesel::prelude::*;

use super::audit;
use super::memberships::Membership;
use super::schema::{memberships, sessions, staff};
use super::staff::Staff;
use crate::ids::{OrganisationId, StaffId};
use crate::storage::{Conn, Instant};

/// A session of a member of staff.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = sessions)]
pub struct Session {
    /// The SHA-256 of the cookie's token.
    pub token_hash: String,
    /// Whose it is.
    pub staff_id: StaffId,
    /// The organisation in which she works in it.
    pub organisation_id: OrganisationId,
    /// When it began.
    pub created_at: Instant,
    /// When it was last used.
    pub seen_at: Instant,
    /// When the password was typed in it last.
    pub proved_at: Instant,
    /// It waits for the code of a second factor, and is worth nothing else.
    pub is_half: bool,
}

/// The oldest session that still counts.
#[derive(Debug, Clone, Copy)]
pub struct Cutoff {
    /// Sessions that began before this are over.
    pub created: Instant,
    /// Sessions that were last used before this are over.
    pub seen: Instant,
}

/// Begins a session.
pub fn insert_session(conn: &mut Conn, session: &Session) -> QueryResult<()> {
    diesel::insert_into(sessions::table).values(session).execute(conn)?;
    Ok(())
}

/// The session of a token with its account, where that may work.
macro_rules! of_token {
    ($token_hash:expr) => {
        sessions::table
            .inner_join(staff::table)
            .inner_join(
                memberships::table.on(memberships::staff_id
                    .eq(sessions::staff_id)
                    .and(memberships::organisation_id.eq(sessions::organisation_id))),
            )
            .filter(sessions::token_hash.eq($token_hash))
            .filter(memberships::is_active.eq(true))
            .filter(memberships::is_accepted.eq(true))
    };
}

/// The living session of this token, its account, and what that is in the session's organisation.
pub fn find_session(
    conn: &mut Conn,
    token_hash: &str,
    cutoff: Cutoff,
) -> QueryResult<Option<(Session, Staff, Membership)>> {
    of_token!(token_hash)
        .filter(sessions::created_at.ge(cutoff.created))
        .filter(sessions::seen_at.ge(cutoff.seen))
        .filter(sessions::is_half.eq(false))
        .first(conn)
        .optional()
}

/// The session of this token that waits for a code and began since then, likewise.
pub fn find_half_session(
    conn: &mut Conn,
    token_hash: &str,
    since: Instant,
) -> QueryResult<Option<(Session, Staff, Membership)>> {
    of_token!(token_hash)
        .filter(sessions::created_at.gt(since))
        .filter(sessions::is_half.eq(true))
        .first(conn)
        .optional()
}

/// Notes that a session was used.
pub fn touch_session(conn: &mut Conn, token_hash: &str, now: Instant) -> QueryResult<()> {
    diesel::update(sessions::table.find(token_hash))
        .set(sessions::seen_at.eq(now))
        .execute(conn)?;
    Ok(())
}

/// Notes that the password was typed in a session.
pub fn prove_session(conn: &mut Conn, token_hash: &str, now: Instant) -> QueryResult<()> {
    diesel::update(sessions::table.find(token_hash))
        .set(sessions::proved_at.eq(now))
        .execute(conn)?;
    Ok(())
}

/// The living sessions of an account, the newest first.
pub fn list_sessions(
    conn: &mut Conn,
    account: &StaffId,
    cutoff: Cutoff,
) -> QueryResult<Vec<Session>> {
    sessions::table
        .filter(sessions::staff_id.eq(account))
        .filter(sessions::is_half.eq(false))
        .filter(sessions::created_at.ge(cutoff.created))
        .filter(sessions::seen_at.ge(cutoff.seen))
        .order(sessions::created_at.desc())
        .load(conn)
}

/// Ends the sessions of an account, but for this one, and says how many.
pub fn delete_sessions_of(
    conn: &mut Conn,
    account: &StaffId,
    but: Option<&str>,
) -> QueryResult<usize> {
    audit::wait_for_turn(conn)?;
    let all = sessions::table.filter(sessions::staff_id.eq(account));
    match but {
        Some(kept) => diesel::delete(all.filter(sessions::token_hash.ne(kept))).execute(conn),
        None => diesel::delete(all).execute(conn),
    }
}

/// Ends the sessions of an account in one organisation.
pub fn delete_sessions_in(
    conn: &mut Conn,
    account: &StaffId,
    organisation: &OrganisationId,
) -> QueryResult<()> {
    audit::wait_for_turn(conn)?;
    let all = sessions::table.filter(sessions::staff_id.eq(account));
    diesel::delete(all.filter(sessions::organisation_id.eq(organisation))).execute(conn)?;
    Ok(())
}

/// Ends one session of an account.
pub fn delete_session_of(
    conn: &mut Conn,
    account: &StaffId,
    token_hash: &str,
) -> QueryResult<usize> {
    audit::wait_for_turn(conn)?;
    let one = sessions::table.find(token_hash).filter(sessions::staff_id.eq(account));
    diesel::delete(one).execute(conn)
}

/// Ends one session; false when somebody else has ended it.
pub fn delete_session(conn: &mut Conn, token_hash: &str) -> QueryResult<bool> {
    audit::wait_for_turn(conn)?;
    Ok(diesel::delete(sessions::table.find(token_hash)).execute(conn)? == 1)
}

/// Removes sessions that are over.
pub fn delete_expired_sessions(conn: &mut Conn, cutoff: Cutoff) -> QueryResult<usize> {
    let over = sessions::created_at.lt(cutoff.created).or(sessions::seen_at.lt(cutoff.seen));
    diesel::delete(sessions::table.filter(over)).execute(conn)
}
