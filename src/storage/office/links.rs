//! One-time links: into an organisation, or to another password. What is stored is the hash of the link's
//! token; an account has one link into each organisation at most, and one to another password.

use diesel::prelude::*;

use super::schema::{account_links, staff};
use super::staff::Staff;
use crate::ids::{OrganisationId, StaffId};
use crate::storage::{Conn, Instant};

/// The link of an account.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = account_links)]
pub struct AccountLink {
    /// The SHA-256 of its token.
    pub token_hash: String,
    /// Whose it is.
    pub staff_id: StaffId,
    /// Where it leads into; none where it leads to another password.
    pub organisation_id: Option<OrganisationId>,
    /// From when on it is worth nothing.
    pub expires_at: Instant,
}

/// Gives an account a link; an older one to the same is void.
pub fn replace_link(conn: &mut Conn, link: &AccountLink) -> QueryResult<()> {
    delete_link(conn, &link.staff_id, link.organisation_id.as_ref())?;
    diesel::insert_into(account_links::table).values(link).execute(conn)?;
    Ok(())
}

/// The link of this token that has not expired, and its account.
pub fn find_link(
    conn: &mut Conn,
    token_hash: &str,
    now: Instant,
) -> QueryResult<Option<(AccountLink, Staff)>> {
    account_links::table
        .inner_join(staff::table)
        .filter(account_links::token_hash.eq(token_hash))
        .filter(account_links::expires_at.gt(now))
        .first(conn)
        .optional()
}

/// Makes an account's link into this organisation void, or that to another password, and says whether there was one.
pub fn delete_link(
    conn: &mut Conn,
    account: &StaffId,
    organisation: Option<&OrganisationId>,
) -> QueryResult<bool> {
    let all = account_links::table.filter(account_links::staff_id.eq(account));
    let deleted = match organisation {
        Some(it) => diesel::delete(all.filter(account_links::organisation_id.eq(it))).execute(conn),
        None => diesel::delete(all.filter(account_links::organisation_id.is_null())).execute(conn),
    };
    Ok(deleted? == 1)
}

/// All links.
pub fn list_links(conn: &mut Conn) -> QueryResult<Vec<AccountLink>> {
    account_links::table.load(conn)
}

/// Removes links that have expired.
pub fn delete_expired_links(conn: &mut Conn, now: Instant) -> QueryResult<usize> {
    diesel::delete(account_links::table.filter(account_links::expires_at.le(now))).execute(conn)
}
