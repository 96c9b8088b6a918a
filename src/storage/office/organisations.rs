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
    let columns = (organisations::id, organisations::slug, organisations::name);
    organisations::table.filter(organisations::slug.eq(slug)).select(columns).first(conn).optional()
}

/// The short names of all organisations.
pub fn list_slugs(conn: &mut Conn) -> QueryResult<Vec<(OrganisationId, Slug)>> {
    organisations::table.select((organisations::id, organisations::slug)).load(conn)
}

/// The name of an organisation, which look it has, and whether its administrators need a second factor.
pub type OrganisationHeading = (String, String, bool);

/// What is known of an organisation on every page of its staff.
pub fn find_heading(
    conn: &mut Conn,
    id: &OrganisationId,
) -> QueryResult<Option<OrganisationHeading>> {
    let columns = (organisations::name, organisations::look, organisations::needs_second_factor);
    organisations::table.find(id).select(columns).first(conn).optional()
}

/// Which look an organisation has, and the bytes of its crest.
pub fn load_look(conn: &mut Conn, id: &OrganisationId) -> QueryResult<(String, Vec<u8>)> {
    organisations::table.find(id).select((organisations::look, organisations::crest)).first(conn)
}

/// Which look each organisation has.
pub fn list_looks(conn: &mut Conn) -> QueryResult<Vec<(OrganisationId, String)>> {
    organisations::table.select((organisations::id, organisations::look)).load(conn)
}

/// Gives an organisation another look.
pub fn set_look(conn: &mut Conn, id: &OrganisationId, look: &str, crest: &[u8]) -> QueryResult<()> {
    diesel::update(organisations::table.find(id))
        .set((organisations::look.eq(look), organisations::crest.eq(crest)))
        .execute(conn)?;
    Ok(())
}

/// Gives an organisation another name for people.
pub fn set_name(conn: &mut Conn, id: &OrganisationId, name: &str) -> QueryResult<()> {
    diesel::update(organisations::table.find(id))
        .set(organisations::name.eq(name))
        .execute(conn)?;
    Ok(())
}

/// What an organisation says of itself to those who are asked, as JSON; empty where nothing was said.
pub fn load_publisher(conn: &mut Conn, id: &OrganisationId) -> QueryResult<String> {
    organisations::table.find(id).select(organisations::publisher).first(conn)
}

/// Lets an organisation say something else of itself.
pub fn set_publisher(conn: &mut Conn, id: &OrganisationId, publisher: &str) -> QueryResult<()> {
    diesel::update(organisations::table.find(id))
        .set(organisations::publisher.eq(publisher))
        .execute(conn)?;
    Ok(())
}

/// For how many months after a survey's last day an organisation keeps its answers; none where it did not say.
pub fn load_keep_months(conn: &mut Conn, id: &OrganisationId) -> QueryResult<Option<i32>> {
    organisations::table.find(id).select(organisations::keep_months).first(conn)
}

/// Says for how many months.
pub fn set_keep_months(
    conn: &mut Conn,
    id: &OrganisationId,
    months: Option<i32>,
) -> QueryResult<()> {
    diesel::update(organisations::table.find(id))
        .set(organisations::keep_months.eq(months))
        .execute(conn)?;
    Ok(())
}

/// Says whether whoever manages accounts there needs a second factor.
pub fn set_needs_second_factor(
    conn: &mut Conn,
    id: &OrganisationId,
    needs: bool,
) -> QueryResult<()> {
    diesel::update(organisations::table.find(id))
        .set(organisations::needs_second_factor.eq(needs))
        .execute(conn)?;
    Ok(())
}

/// Whether there is any organisation.
pub(super) fn is_any(conn: &mut Conn) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(organisations::table.select(organisations::id)))
        .get_result(conn)
}
