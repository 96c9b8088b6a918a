//! One-time links by which somebody chooses a password. What is stored is the hash of the link's
//! token; an account has one link at most.

use diesel::prelude::*;

use super::schema::{account_links, staff};
use super::staff::Staff;
use crate::domain::LinkPurpose;
use crate::ids::StaffId;
use crate::storage::{Conn, Instant};

/// The link of an account.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = account_links)]
pub struct AccountLink {
    /// Whose it is.
    pub staff_id: StaffId,
    /// The SHA-256 of its token.
    pub token_hash: String,
    /// What it is for.
    pub purpose: LinkPurpose,
    /// From when on it is worth nothing.
    pub expires_at: Instant,
}

/// Gives an account a link; an older one is void.
pub fn replace_link(conn: &mut Conn, link: &AccountLink) -> QueryResult<()> {
    delete_link(conn, &link.staff_id)?;
    diesel::insert_into(account_links::table).values(link).execute(conn)?;
    Ok(())
}

/// The link of this token that has not expired, and its account, which must be active.
pub fn find_link(
    conn: &mut Conn,
    token_hash: &str,
    now: Instant,
) -> QueryResult<Option<(AccountLink, Staff)>> {
    account_links::table
        .inner_join(staff::table)
        .filter(account_links::token_hash.eq(token_hash))
        .filter(account_links::expires_at.gt(now))
        .filter(staff::active.eq(true))
        .first(conn)
        .optional()
}

/// Makes an account's link void, and says whether it had one.
pub fn delete_link(conn: &mut Conn, account: &StaffId) -> QueryResult<bool> {
    Ok(diesel::delete(account_links::table.find(account)).execute(conn)? == 1)
}

/// The accounts with a link, what it is for, and until when.
pub fn list_links(conn: &mut Conn) -> QueryResult<Vec<AccountLink>> {
    account_links::table.load(conn)
}

/// Removes links that have expired.
pub fn delete_expired_links(conn: &mut Conn, now: Instant) -> QueryResult<usize> {
    diesel::delete(account_links::table.filter(account_links::expires_at.le(now))).execute(conn)
}
