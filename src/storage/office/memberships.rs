//! Memberships: that somebody works for an organisation, and with which roles. Whoever works for several has a
//! membership in each; none of them tells of the others.

use diesel::prelude::*;

use super::organisations::Organisation;
use super::schema::{memberships, organisations, staff};
use super::staff::Staff;
use crate::domain::Roles;
use crate::ids::{OrganisationId, StaffId};
use crate::storage::Conn;

/// What somebody is in an organisation.
#[derive(Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = memberships)]
pub struct Membership {
    /// Whose it is.
    pub staff_id: StaffId,
    /// Where.
    pub organisation_id: OrganisationId,
    /// What she may do there.
    pub roles: Roles,
    /// Whether she may work there.
    pub is_active: bool,
    /// She was invited, and came.
    pub is_accepted: bool,
    /// The day on which she began to work there last.
    pub signed_in_on: Option<String>,
}

/// Adds one; a second one in the same organisation is a `UniqueViolation`.
pub fn insert_membership(conn: &mut Conn, membership: &Membership) -> QueryResult<()> {
    diesel::insert_into(memberships::table).values(membership).execute(conn)?;
    Ok(())
}

/// What somebody is in this organisation.
pub fn find_membership(
    conn: &mut Conn,
    account: &StaffId,
    organisation: &OrganisationId,
) -> QueryResult<Option<Membership>> {
    memberships::table.find((account, organisation)).first(conn).optional()
}

/// The members of an organisation, or of each.
pub fn list_members(
    conn: &mut Conn,
    organisation: Option<&OrganisationId>,
) -> QueryResult<Vec<(Membership, Staff)>> {
    let mut all = memberships::table.inner_join(staff::table).order(staff::email).into_boxed();
    if let Some(organisation) = organisation {
        all = all.filter(memberships::organisation_id.eq(organisation));
    }
    all.load(conn)
}

/// The address of each member of an organisation, by the id of the account.
pub fn list_addresses(
    conn: &mut Conn,
    organisation: &OrganisationId,
) -> QueryResult<Vec<(StaffId, String)>> {
    let members = memberships::table.inner_join(staff::table);
    let members = members.filter(memberships::organisation_id.eq(organisation));
    members.select((staff::id, staff::email)).load(conn)
}

/// The memberships that somebody has accepted, whether or not she may work there for now.
pub fn list_accepted(conn: &mut Conn, account: &StaffId) -> QueryResult<Vec<Membership>> {
    memberships::table
        .filter(memberships::staff_id.eq(account))
        .filter(memberships::is_accepted.eq(true))
        .load(conn)
}

/// The organisations that somebody may work in, by name.
pub fn list_workplaces(conn: &mut Conn, account: &StaffId) -> QueryResult<Vec<Organisation>> {
    memberships::table
        .inner_join(organisations::table)
        .filter(memberships::staff_id.eq(account))
        .filter(memberships::is_active.eq(true))
        .filter(memberships::is_accepted.eq(true))
        .order((organisations::name, organisations::slug))
        .select((organisations::id, organisations::slug, organisations::name))
        .load(conn)
}

/// Whether more than one organisation has members.
pub fn are_several_organisations(conn: &mut Conn) -> QueryResult<bool> {
    let organisations = memberships::table.select(memberships::organisation_id).distinct();
    Ok(organisations.limit(2).load::<OrganisationId>(conn)?.len() > 1)
}

/// Notes that somebody accepted.
pub fn accept_membership(
    conn: &mut Conn,
    account: &StaffId,
    organisation: &OrganisationId,
) -> QueryResult<()> {
    diesel::update(memberships::table.find((account, organisation)))
        .set(memberships::is_accepted.eq(true))
        .execute(conn)?;
    Ok(())
}

/// Gives a member these roles instead of those she has.
pub fn set_roles(
    conn: &mut Conn,
    account: &StaffId,
    organisation: &OrganisationId,
    roles: &Roles,
) -> QueryResult<()> {
    diesel::update(memberships::table.find((account, organisation)))
        .set(memberships::roles.eq(roles))
        .execute(conn)?;
    Ok(())
}

/// Lets a member work there, or not.
pub fn set_active(
    conn: &mut Conn,
    account: &StaffId,
    organisation: &OrganisationId,
    active: bool,
) -> QueryResult<()> {
    diesel::update(memberships::table.find((account, organisation)))
        .set(memberships::is_active.eq(active))
        .execute(conn)?;
    Ok(())
}

/// Notes the day on which a member began to work there.
pub fn set_signed_in(
    conn: &mut Conn,
    account: &StaffId,
    organisation: &OrganisationId,
    day: &str,
) -> QueryResult<()> {
    diesel::update(memberships::table.find((account, organisation)))
        .set(memberships::signed_in_on.eq(day))
        .execute(conn)?;
    Ok(())
}
