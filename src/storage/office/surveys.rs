//! Surveys as the office plans them. What respondents see is the copy published to `collect`.

use diesel::prelude::*;

use super::schema::{deleted_surveys, surveys};
use crate::domain::{Mode, Offers};
use crate::ids::{OrganisationId, Slug, SurveyId, VersionId};
use crate::storage::{Conn, on_each};

/// A field phase of a version.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = surveys)]
pub struct Survey {
    /// Its id, the same in all three stores.
    pub id: SurveyId,
    /// The organisation that runs it.
    pub organisation_id: OrganisationId,
    /// Its name in addresses, unique in the installation.
    pub slug: Slug,
    /// The version in the field.
    pub version_id: VersionId,
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
    /// It takes no answers for now.
    pub is_paused: bool,
    /// It was ended on its last day, before that was over.
    pub is_closed: bool,
    /// The last day that was planned before it was ended, as `YYYY-MM-DD`.
    pub planned_until: Option<String>,
    /// It is over and was put aside: lists leave it out.
    pub is_archived: bool,
    /// The study of which it is a wave: the name of its first one, also when that is deleted.
    pub study: Slug,
    /// Its number among the waves of its study, from 1.
    pub wave: i32,
}

/// Those that were not deleted: what is left of one that was is nobody's business.
macro_rules! kept {
    () => {
        surveys::table
            .filter(surveys::id.ne_all(deleted_surveys::table.select(deleted_surveys::survey_id)))
    };
}

/// Adds a survey; a slug that is taken is a `UniqueViolation`.
pub fn insert_survey(conn: &mut Conn, survey: &Survey) -> QueryResult<()> {
    diesel::insert_into(surveys::table).values(survey).execute(conn)?;
    Ok(())
}

/// Changes when a survey takes answers.
pub fn set_times(conn: &mut Conn, survey: &Survey) -> QueryResult<()> {
    diesel::update(surveys::table.find(&survey.id))
        .set((
            surveys::opens_on.eq(&survey.opens_on),
            surveys::closes_on.eq(&survey.closes_on),
            surveys::is_paused.eq(survey.is_paused),
            surveys::is_closed.eq(survey.is_closed),
            surveys::planned_until.eq(&survey.planned_until),
            surveys::is_archived.eq(survey.is_archived),
        ))
        .execute(conn)?;
    Ok(())
}

/// Gives a survey another version.
pub fn set_version(conn: &mut Conn, survey: &SurveyId, version: &VersionId) -> QueryResult<()> {
    diesel::update(surveys::table.find(survey))
        .set(surveys::version_id.eq(version))
        .execute(conn)?;
    Ok(())
}

/// The survey of this slug, whoever runs it: for the command line, whose user owns the data.
pub fn find_survey_anywhere(conn: &mut Conn, slug: &Slug) -> QueryResult<Option<Survey>> {
    on_each!(conn, |c| kept!().filter(surveys::slug.eq(slug)).first(c)).optional()
}

/// The organisation's surveys, by slug.
pub fn list_surveys(conn: &mut Conn, organisation: &OrganisationId) -> QueryResult<Vec<Survey>> {
    let own = surveys::organisation_id.eq(organisation);
    on_each!(conn, |c| kept!().filter(own).order(surveys::slug).load(c))
}

/// The waves of a study, the first one first.
pub fn list_waves(
    conn: &mut Conn,
    organisation: &OrganisationId,
    study: &Slug,
) -> QueryResult<Vec<Survey>> {
    let own = surveys::organisation_id.eq(organisation).and(surveys::study.eq(study));
    on_each!(conn, |c| kept!().filter(own).order(surveys::wave).load(c))
}

/// The number and the slug of the last wave of a study; also of one of which something is still to be deleted.
pub fn find_last_wave(
    conn: &mut Conn,
    organisation: &OrganisationId,
    study: &Slug,
) -> QueryResult<Option<(i32, Slug)>> {
    surveys::table
        .filter(surveys::organisation_id.eq(organisation).and(surveys::study.eq(study)))
        .order(surveys::wave.desc())
        .select((surveys::wave, surveys::slug))
        .first(conn)
        .optional()
}

/// Whether there is a survey, whoever runs it.
pub fn has_any_survey(conn: &mut Conn) -> QueryResult<bool> {
    let any = diesel::dsl::exists(kept!().select(surveys::id));
    on_each!(conn, |c| diesel::select(any).get_result(c))
}

/// All surveys, whoever runs them, by slug.
pub fn list_all_surveys(conn: &mut Conn) -> QueryResult<Vec<Survey>> {
    on_each!(conn, |c| kept!().order(surveys::slug).load(c))
}
