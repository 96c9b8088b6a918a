//! Staff accounts and their roles. Passwords are here only as Argon2id hashes; checking them is not
//! our part.

use diesel::prelude::*;

use super::schema::{staff, staff_roles};
use crate::domain::{Role, Roles};
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
    /// The password's PHC string; empty where none was chosen yet.
    pub password_hash: String,
    /// Whether it may sign in.
    pub active: bool,
    /// Since when it exists.
    pub created_at: Instant,
    /// The day of the last sign-in.
    pub signed_in_on: Option<String>,
}

/// Adds an account; an e-mail address that is taken is a `UniqueViolation`.
pub fn insert_staff(conn: &mut Conn, account: &Staff, roles: &Roles) -> QueryResult<()> {
    diesel::insert_into(staff::table).values(account).execute(conn)?;
    insert_roles(conn, &account.id, roles)
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

/// The accounts of an organisation, or all, by address.
pub fn list_staff(
    conn: &mut Conn,
    organisation: Option<&OrganisationId>,
) -> QueryResult<Vec<Staff>> {
    let mut all = staff::table.order(staff::email).into_boxed();
    if let Some(organisation) = organisation {
        all = all.filter(staff::organisation_id.eq(organisation));
    }
    all.load(conn)
}

/// The roles of an account. Those that cannot be one person's, as only a hand in the store can have
/// given her, are none.
pub fn load_roles(conn: &mut Conn, id: &StaffId) -> QueryResult<Roles> {
    let roles: Vec<Role> = staff_roles::table
        .filter(staff_roles::staff_id.eq(id))
        .select(staff_roles::role)
        .load(conn)?;
    Ok(Roles::of(&roles).unwrap_or_default())
}

/// Who has which role, of all accounts.
pub fn list_roles(conn: &mut Conn) -> QueryResult<Vec<(StaffId, Role)>> {
    staff_roles::table.select((staff_roles::staff_id, staff_roles::role)).load(conn)
}

/// Gives an account these roles instead of those it has.
pub fn set_roles(conn: &mut Conn, id: &StaffId, roles: &Roles) -> QueryResult<()> {
    diesel::delete(staff_roles::table.filter(staff_roles::staff_id.eq(id))).execute(conn)?;
    insert_roles(conn, id, roles)
}

fn insert_roles(conn: &mut Conn, id: &StaffId, roles: &Roles) -> QueryResult<()> {
    for role in roles.iter() {
        diesel::insert_into(staff_roles::table)
            .values((staff_roles::staff_id.eq(id), staff_roles::role.eq(role)))
            .execute(conn)?;
    }
    Ok(())
}

/// Lets an account sign in, or not.
pub fn set_active(conn: &mut Conn, id: &StaffId, active: bool) -> QueryResult<()> {
    diesel::update(staff::table.find(id)).set(staff::active.eq(active)).execute(conn)?;
    Ok(())
}

/// Gives an account a password, as its hash.
pub fn set_password(conn: &mut Conn, id: &StaffId, hash: &str) -> QueryResult<()> {
    diesel::update(staff::table.find(id)).set(staff::password_hash.eq(hash)).execute(conn)?;
    Ok(())
}

/// Notes the day of a sign-in.
pub fn set_signed_in(conn: &mut Conn, id: &StaffId, day: &str) -> QueryResult<()> {
    diesel::update(staff::table.find(id)).set(staff::signed_in_on.eq(day)).execute(conn)?;
    Ok(())
}

/// How many accounts of an organisation that can sign in have a role, not counting this one.
pub fn count_others_with(
    conn: &mut Conn,
    organisation: &OrganisationId,
    role: Role,
    but: &StaffId,
) -> QueryResult<i64> {
    staff_roles::table
        .inner_join(staff::table)
        .filter(staff::organisation_id.eq(organisation))
        .filter(staff::active.eq(true))
        .filter(staff_roles::role.eq(role))
        .filter(staff::id.ne(but))
        .count()
        .get_result(conn)
}
