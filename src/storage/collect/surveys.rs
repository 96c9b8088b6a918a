//! The published copies of surveys: all that a respondent's page needs to know.

use diesel::prelude::*;

use super::schema::{earlier_versions, surveys};
use crate::domain::{Mode, Offers};
use crate::ids::{OrganisationId, Slug, SurveyId};
use crate::storage::{Conn, on_each};

/// A survey in the field.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = surveys)]
pub struct Survey {
    /// Its id, the same in all three stores.
    pub id: SurveyId,
    /// The organisation that runs it.
    pub organisation_id: OrganisationId,
    /// Its name in addresses.
    pub slug: Slug,
    /// The hash of the version in the field.
    pub version_hash: String,
    /// The questionnaire as JSON.
    pub document: String,
    /// How far answers are from people.
    pub mode: Mode,
    /// The smallest batch that the mix moves.
    pub batch: i32,
    /// The first day, as `YYYY-MM-DD`; open from the start when absent.
    pub opens_on: Option<String>,
    /// The last day, as `YYYY-MM-DD`; open until further notice when absent.
    pub closes_on: Option<String>,
    /// What it offers beside its questionnaire.
    pub offers: Offers,
    /// The look of its organisation.
    pub look: String,
    /// It takes no answers for now.
    pub is_paused: bool,
    /// How many bytes what is stored of one person takes, whichever of its versions she answers.
    pub room: i32,
    /// It was ended on its last day, before that was over.
    pub is_closed: bool,
}

/// A version that a survey had before.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = earlier_versions)]
pub struct EarlierVersion {
    /// The survey.
    pub survey_id: SurveyId,
    /// Its hash, which drafts name.
    pub hash: String,
    /// The hash of the version with which what was begun with it goes on: its own where nothing but it will do.
    pub goes_on_as: String,
    /// The questionnaire as JSON.
    pub document: String,
}

/// Puts a survey into the field with the versions it had before, or replaces its copy there. What was promised
/// to those who answered already stays: mode, batch and offers are those of the first time.
pub fn publish_survey(
    conn: &mut Conn,
    survey: &Survey,
    earlier: &[EarlierVersion],
) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(surveys::table)
        .values(survey)
        .on_conflict(surveys::id)
        .do_update()
        .set((
            surveys::slug.eq(&survey.slug),
            surveys::version_hash.eq(&survey.version_hash),
            surveys::document.eq(&survey.document),
            surveys::opens_on.eq(&survey.opens_on),
            surveys::closes_on.eq(&survey.closes_on),
            surveys::look.eq(&survey.look),
            surveys::is_paused.eq(survey.is_paused),
            surveys::room.eq(survey.room),
            surveys::is_closed.eq(survey.is_closed),
        ))
        .execute(c))?;
    let before = earlier_versions::table.filter(earlier_versions::survey_id.eq(&survey.id));
    on_each!(conn, |c| diesel::delete(before).execute(c))?;
    for version in earlier {
        on_each!(conn, |c| diesel::insert_into(earlier_versions::table)
            .values(version)
            .execute(c))?;
    }
    Ok(())
}

/// The versions that a survey had before: each with the one it goes on as.
pub fn list_earlier(conn: &mut Conn, survey: &SurveyId) -> QueryResult<Vec<(String, String)>> {
    earlier_versions::table
        .filter(earlier_versions::survey_id.eq(survey))
        .select((earlier_versions::hash, earlier_versions::goes_on_as))
        .load(conn)
}

/// The versions that a survey had before.
pub fn list_earlier_versions(
    conn: &mut Conn,
    survey: &SurveyId,
) -> QueryResult<Vec<EarlierVersion>> {
    earlier_versions::table.filter(earlier_versions::survey_id.eq(survey)).load(conn)
}

/// The document of a version that a survey had before.
pub fn load_earlier(conn: &mut Conn, survey: &SurveyId, hash: &str) -> QueryResult<String> {
    earlier_versions::table.find((survey, hash)).select(earlier_versions::document).first(conn)
}

/// The looks that surveys of an organisation have: one, unless something was interrupted.
pub fn list_looks(conn: &mut Conn, organisation: &OrganisationId) -> QueryResult<Vec<String>> {
    surveys::table
        .filter(surveys::organisation_id.eq(organisation))
        .select(surveys::look)
        .distinct()
        .load(conn)
}

/// The looks that surveys have, with their organisations.
pub fn list_all_looks(conn: &mut Conn) -> QueryResult<Vec<(OrganisationId, String)>> {
    surveys::table.select((surveys::organisation_id, surveys::look)).distinct().load(conn)
}

/// Gives all surveys of an organisation another look.
pub fn set_look(conn: &mut Conn, organisation: &OrganisationId, look: &str) -> QueryResult<()> {
    diesel::update(surveys::table.filter(surveys::organisation_id.eq(organisation)))
        .set(surveys::look.eq(look))
        .execute(conn)?;
    Ok(())
}

/// A survey without its document, which is large and does not change.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = surveys)]
pub struct Heading {
    /// Its id.
    pub id: SurveyId,
    /// Its name in addresses.
    pub slug: Slug,
    /// The hash of the version in the field.
    pub version_hash: String,
    /// How far answers are from people.
    pub mode: Mode,
    /// The smallest batch that the mix moves.
    pub batch: i32,
    /// The first day, as `YYYY-MM-DD`.
    pub opens_on: Option<String>,
    /// The last day, as `YYYY-MM-DD`.
    pub closes_on: Option<String>,
    /// What it offers beside its questionnaire.
    pub offers: Offers,
    /// The look of its organisation.
    pub look: String,
    /// It takes no answers for now.
    pub is_paused: bool,
    /// How many bytes what is stored of one person takes, whichever of its versions she answers.
    pub room: i32,
    /// It was ended on its last day, before that was over.
    pub is_closed: bool,
}

/// The heading of the survey of this slug: what every page needs.
pub fn find_heading(conn: &mut Conn, slug: &Slug) -> QueryResult<Option<Heading>> {
    on_each!(conn, |c| surveys::table
        .filter(surveys::slug.eq(slug))
        .select(Heading::as_select())
        .first(c))
    .optional()
}

/// The document of a survey's version.
pub fn load_document(conn: &mut Conn, survey: &SurveyId) -> QueryResult<String> {
    surveys::table.find(survey).select(surveys::document).first(conn)
}

/// The headings of all surveys in the field, of all organisations: for the mix, which serves them
/// all.
pub fn list_headings(conn: &mut Conn) -> QueryResult<Vec<Heading>> {
    surveys::table.order(surveys::slug).select(Heading::as_select()).load(conn)
}
