//! Versions of questionnaires. A version never changes: there is no update here.

use diesel::prelude::*;

use super::schema::versions;
use crate::ids::{OrganisationId, VersionId};
use crate::storage::{Conn, Instant};

/// A published questionnaire.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = versions)]
pub struct Version {
    /// Its id.
    pub id: VersionId,
    /// The organisation that published it.
    pub organisation_id: OrganisationId,
    /// The questionnaire's name.
    pub questionnaire: String,
    /// 1, 2, 3, … within the questionnaire.
    pub number: i32,
    /// The document's SHA-256 in hexadecimal; responses carry it.
    pub hash: String,
    /// The questionnaire as JSON.
    pub document: String,
    /// When it was published.
    pub published_at: Instant,
}

/// Adds a version; a number that is taken is a `UniqueViolation`.
pub fn insert_version(conn: &mut Conn, version: &Version) -> QueryResult<()> {
    diesel::insert_into(versions::table).values(version).execute(conn)?;
    Ok(())
}

/// The organisation's version of this id.
pub fn find_version(
    conn: &mut Conn,
    organisation: &OrganisationId,
    id: &VersionId,
) -> QueryResult<Option<Version>> {
    versions::table
        .find(id)
        .filter(versions::organisation_id.eq(organisation))
        .first(conn)
        .optional()
}

/// Whether any version shows the file with this hash.
pub fn is_shown(conn: &mut Conn, hash: &str) -> QueryResult<bool> {
    let showing = versions::table.filter(versions::document.like(format!("%{hash}%")));
    diesel::select(diesel::dsl::exists(showing)).get_result(conn)
}

/// The newest version of a questionnaire.
pub fn find_latest_version(
    conn: &mut Conn,
    organisation: &OrganisationId,
    questionnaire: &str,
) -> QueryResult<Option<Version>> {
    versions::table
        .filter(versions::organisation_id.eq(organisation))
        .filter(versions::questionnaire.eq(questionnaire))
        .order(versions::number.desc())
        .first(conn)
        .optional()
}
