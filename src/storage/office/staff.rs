//! Staff accounts: who somebody is and how she signs in. What she does in an organisation is a
//! [membership](super::memberships). Passwords are here only as Argon2id hashes; checking them is not our part.

use diesel::prelude::*;

use super::schema::staff;
use crate::ids::{OrganisationId, StaffId};
use crate::storage::{Conn, Instant};

/// A staff account.
#[derive(Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = staff)]
pub struct Staff {
    /// Its id.
    pub id: StaffId,
    /// The organisation it worked in last, or was invited to first.
    pub last_organisation_id: OrganisationId,
    /// The address to sign in with, in lower case.
    pub email: String,
    /// The password's PHC string; empty where none was chosen yet.
    pub password_hash: String,
    /// Since when it exists.
    pub created_at: Instant,
}

/// Adds an account; an e-mail address that is taken is a `UniqueViolation`.
pub fn insert_staff(conn: &mut Conn, account: &Staff) -> QueryResult<()> {
    diesel::insert_into(staff::table).values(account).execute(conn)?;
    Ok(())
}

/// The account that signs in with this address, in any case of letters. Spans organisations,
/// because nobody is asked for one when signing in.
pub fn find_staff_by_email(conn: &mut Conn, email: &str) -> QueryResult<Option<Staff>> {
    staff::table.filter(staff::email.eq(email.to_lowercase())).first(conn).optional()
}

/// An account.
pub fn find_staff(conn: &mut Conn, id: &StaffId) -> QueryResult<Option<Staff>> {
    staff::table.find(id).first(conn).optional()
}

/// Gives an account a password, as its hash.
pub fn set_password(conn: &mut Conn, id: &StaffId, hash: &str) -> QueryResult<()> {
    diesel::update(staff::table.find(id)).set(staff::password_hash.eq(hash)).execute(conn)?;
    Ok(())
}

/// Notes in which organisation an account works.
pub fn set_last_organisation(
    conn: &mut Conn,
    id: &StaffId,
    organisation: &OrganisationId,
) -> QueryResult<()> {
    diesel::update(staff::table.find(id))
        .set(staff::last_organisation_id.eq(organisation))
        .execute(conn)?;
    Ok(())
}
