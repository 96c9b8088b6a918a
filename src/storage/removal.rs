//! Surveys that were deleted, and what is left of them in a store. Each store keeps their ids for good, so that
//! it is seen when one of them comes back from a backup or by somebody who was in the middle of something. Start
//! reading at [`delete_some`].

use diesel::prelude::*;
use diesel::sql_types::Text;

use super::office::schema::deleted_surveys;
use super::{Conn, Store, on_each};
use crate::ids::{Slug, SurveyId};

/// A survey that was deleted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Queryable, Insertable)]
#[diesel(table_name = deleted_surveys)]
pub struct DeletedSurvey {
    /// Its id.
    pub survey_id: SurveyId,
    /// The name that it had in addresses.
    pub slug: Slug,
}

/// A table with something of surveys.
struct SurveyRows {
    table: &'static str,
    /// The column that says of which survey a row is,
    survey: &'static str,
    /// the one by which some rows of a survey are chosen,
    key: &'static str,
    /// and how many of its values go in one transaction: whoever saves a page meanwhile waits for it.
    at_once: u32,
}

const fn rows_of(table: &'static str, key: &'static str, at_once: u32) -> SurveyRows {
    SurveyRows { table, survey: "survey_id", key, at_once }
}

/// The survey itself goes last, since its name is taken until then.
const SURVEY: SurveyRows = SurveyRows { table: "surveys", survey: "id", key: "id", at_once: 1 };

/// Everything that the stores have of surveys, but jobs and the audit trail.
const OFFICE: &[SurveyRows] = &[
    rows_of("invitations", "id", 1000),
    rows_of("contacts", "id", 1000),
    rows_of("arrivals", "id", 1000),
    rows_of("moved", "mark", 1000),
    rows_of("spent", "mark", 1000),
    rows_of("withdrawn", "id", 1000),
    rows_of("submissions", "survey_id", 1),
    rows_of("set_aside", "survey_id", 1),
    rows_of("survey_versions", "ordinal", 100),
    SURVEY,
];
const COLLECT: &[SurveyRows] = &[
    rows_of("codes", "id", 1000),
    rows_of("drafts", "id", 100),
    rows_of("inbox", "id", 100),
    rows_of("outbox", "id", 1000),
    rows_of("attachments", "id", 10),
    rows_of("spent", "id", 1000),
    rows_of("submissions", "survey_id", 1),
    rows_of("withdrawn", "id", 1000),
    rows_of("full_quotas", "name", 1000),
    rows_of("earlier_versions", "hash", 100),
    SURVEY,
];
const RESULTS: &[SurveyRows] = &[
    rows_of("attachments", "response_id", 10),
    rows_of("withdrawals", "id", 1000),
    rows_of("responses", "id", 500),
    rows_of("batches", "id", 1000),
    rows_of("moved", "mark", 1000),
    rows_of("spent", "mark", 1000),
    rows_of("withdrawn", "id", 1000),
    rows_of("quota_counts", "name", 1000),
];

fn all_rows(store: Store) -> &'static [SurveyRows] {
    match store {
        Store::Office => OFFICE,
        Store::Collect => COLLECT,
        Store::Results => RESULTS,
    }
}

/// The tables of a store that have something of surveys.
pub fn tables(store: Store) -> impl Iterator<Item = &'static str> {
    all_rows(store).iter().map(|rows| rows.table)
}

/// Notes that a survey is deleted.
pub fn note_deleted(conn: &mut Conn, survey: &DeletedSurvey) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(deleted_surveys::table)
        .values(survey)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(())
}

/// The surveys that were deleted.
pub fn list_deleted(conn: &mut Conn) -> QueryResult<Vec<DeletedSurvey>> {
    deleted_surveys::table.order(deleted_surveys::survey_id).load(conn)
}

/// Whether a survey was deleted.
pub fn is_deleted(conn: &mut Conn, survey: &SurveyId) -> QueryResult<bool> {
    let row = deleted_surveys::table.find(survey);
    diesel::select(diesel::dsl::exists(row)).get_result(conn)
}

/// Whether a survey of this name was deleted.
pub fn was_deleted(conn: &mut Conn, slug: &Slug) -> QueryResult<bool> {
    let rows = deleted_surveys::table.filter(deleted_surveys::slug.eq(slug));
    diesel::select(diesel::dsl::exists(rows)).get_result(conn)
}

#[derive(QueryableByName)]
struct LeftOver {
    #[diesel(sql_type = Text)]
    survey_id: String,
}

/// The deleted surveys of which this store still has something.
pub fn list_left(conn: &mut Conn, store: Store) -> QueryResult<Vec<SurveyId>> {
    let has = |it: &SurveyRows| {
        let SurveyRows { table, survey, .. } = it;
        format!("EXISTS (SELECT 1 FROM {table} t WHERE t.{survey} = d.survey_id)")
    };
    let has: Vec<String> = all_rows(store).iter().map(has).collect();
    let sql = format!("SELECT d.survey_id FROM deleted_surveys d WHERE {}", has.join(" OR "));
    let left: Vec<LeftOver> = on_each!(conn, |c| diesel::sql_query(sql).load(c))?;
    Ok(left.into_iter().map(|it| SurveyId(it.survey_id)).collect())
}

/// Deletes some of what this store has of a survey, and says how many rows; none when nothing is left.
pub fn delete_some(conn: &mut Conn, store: Store, survey: &SurveyId) -> QueryResult<usize> {
    for SurveyRows { table, survey: of, key, at_once } in all_rows(store) {
        let value = match conn {
            Conn::Sqlite(_) => "?1",
            Conn::Postgres(_) => "$1",
        };
        let some = format!("SELECT {key} FROM {table} WHERE {of} = {value} LIMIT {at_once}");
        let sql = format!("DELETE FROM {table} WHERE {of} = {value} AND {key} IN ({some})");
        let query = diesel::sql_query(sql).bind::<Text, _>(survey.as_str());
        let deleted = on_each!(conn, |c| query.execute(c))?;
        if deleted > 0 {
            return Ok(deleted);
        }
    }
    Ok(0)
}
