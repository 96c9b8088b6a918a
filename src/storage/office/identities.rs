//! By what an identity provider knows staff. Whether what it says is true is not our part.

use diesel::prelude::*;

use super::schema::identities;
use crate::ids::StaffId;
use crate::storage::Conn;

/// What a provider calls the owner of an account.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = identities)]
pub struct IdentityRow {
    /// Whose it is.
    pub staff_id: StaffId,
    /// The provider.
    pub issuer: String,
    /// Its name for her, which never becomes somebody else's.
    pub subject: String,
    /// The day on which both were linked.
    pub linked_on: String,
}

/// The account of somebody whom a provider calls that.
pub fn find_linked(
    conn: &mut Conn,
    issuer: &str,
    subject: &str,
) -> QueryResult<Option<IdentityRow>> {
    let called = identities::table.filter(identities::issuer.eq(issuer));
    called.filter(identities::subject.eq(subject)).first(conn).optional()
}

/// What a provider calls the owner of an account, if it is linked with one.
pub fn find_identity(conn: &mut Conn, account: &StaffId) -> QueryResult<Option<IdentityRow>> {
    identities::table.find(account).first(conn).optional()
}

/// Links an account, and says whether it had no link and nobody else has this one.
pub fn insert_identity(conn: &mut Conn, identity: &IdentityRow) -> QueryResult<bool> {
    let is_free = find_identity(conn, &identity.staff_id)?.is_none()
        && find_linked(conn, &identity.issuer, &identity.subject)?.is_none();
    if is_free {
        diesel::insert_into(identities::table).values(identity).execute(conn)?;
    }
    Ok(is_free)
}

/// Takes the link of an account away, and says whether there was one.
pub fn delete_identity(conn: &mut Conn, account: &StaffId) -> QueryResult<bool> {
    Ok(diesel::delete(identities::table.find(account)).execute(conn)? == 1)
}
