//! Staff accounts. Passwords are here only as Argon2id hashes; checking them is not our part.

use diesel::prelude::*;

use super::schema::staff;
use crate::domain::Role;
use crate::ids::{OrganisationId, StaffId};
use crate::storage::{Conn, Instant};

/// A staff account.
#[derive(Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = staff)]
pub struct Staff {
    /// Its id.
    pub id: StaffId,
    /// The organisation it belongs to.
    pub organisation_id: OrganisationId,
    /// The address to sign in with, in lower case.
    pub email: String,
    /// The password's PHC string.
    pub password_hash: String,
    /// What it may see and do.
    pub role: Role,
    /// Whether it may sign in.
    pub active: bool,
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
