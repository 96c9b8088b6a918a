//! Organisations: the counties that share an installation.

use diesel::prelude::*;

use super::schema::organisations;
use crate::ids::{OrganisationId, Slug};
use crate::storage::Conn;

/// A county.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = organisations)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// Its short name on the command line and in addresses.
    pub slug: Slug,
    /// Its name for people.
    pub name: String,
}

/// Adds an organisation; a slug that is taken is a `UniqueViolation`.
pub fn insert_organisation(conn: &mut Conn, organisation: &Organisation) -> QueryResult<()> {
    diesel::insert_into(organisations::table).values(organisation).execute(conn)?;
    Ok(())
}

/// The organisation of this slug.
pub fn find_organisation(conn: &mut Conn, slug: &Slug) -> QueryResult<Option<Organisation>> {
    organisations::table.filter(organisations::slug.eq(slug)).first(conn).optional()
}

/// The name of the organisation.
pub fn find_organisation_name(conn: &mut Conn, id: &OrganisationId) -> QueryResult<Option<String>> {
    organisations::table.find(id).select(organisations::name).first(conn).optional()
}

/// Whether there is any organisation.
pub(super) fn is_any(conn: &mut Conn) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(organisations::table.select(organisations::id)))
        .get_result(conn)
}
