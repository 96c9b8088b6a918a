//! Versions of questionnaires. A version never changes: there is no update here.

use diesel::prelude::*;

use super::schema::{survey_versions, versions};
use crate::ids::{OrganisationId, SurveyId, VersionId};
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

/// One of the versions that a survey has had.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = survey_versions)]
pub struct SurveyVersion {
    /// The survey.
    pub survey_id: SurveyId,
    /// Its place among them, from 1.
    pub ordinal: i32,
    /// The version.
    pub version_id: VersionId,
    /// Versions of one line differ in texts and looks only.
    pub line: i32,
}

impl SurveyVersion {
    /// The first version of a survey.
    pub fn first(survey: &SurveyId, version: &VersionId) -> Self {
        let (survey_id, version_id) = (survey.clone(), version.clone());
        Self { survey_id, ordinal: 1, version_id, line: 1 }
    }
}

/// Gives a survey one version more.
pub fn add_to_survey(conn: &mut Conn, version: &SurveyVersion) -> QueryResult<()> {
    diesel::insert_into(survey_versions::table).values(version).execute(conn)?;
    Ok(())
}

/// All versions that a survey has had, the oldest first.
pub fn list_of_survey(
    conn: &mut Conn,
    survey: &SurveyId,
) -> QueryResult<Vec<(SurveyVersion, Version)>> {
    survey_versions::table
        .inner_join(versions::table)
        .filter(survey_versions::survey_id.eq(survey))
        .order(survey_versions::ordinal)
        .select((survey_versions::all_columns, versions::all_columns))
        .load(conn)
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

/// The hash of the version of this id.
pub fn find_hash(conn: &mut Conn, id: &VersionId) -> QueryResult<Option<String>> {
    versions::table.find(id).select(versions::hash).first(conn).optional()
}

/// What lists tell of a version.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct ListedVersion {
    /// Its id.
    pub id: VersionId,
    /// The questionnaire's name.
    pub questionnaire: String,
    /// Its number within the questionnaire.
    pub number: i32,
    /// When it was published.
    pub published_at: Instant,
}

/// All versions of an organisation, by questionnaire, the newest of each first.
pub fn list_published(
    conn: &mut Conn,
    organisation: &OrganisationId,
) -> QueryResult<Vec<ListedVersion>> {
    versions::table
        .filter(versions::organisation_id.eq(organisation))
        .order((versions::questionnaire, versions::number.desc()))
        .select((versions::id, versions::questionnaire, versions::number, versions::published_at))
        .load(conn)
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
