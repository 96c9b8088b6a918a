//! Responses: submitted answers, one JSON document each, under random ids.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::schema::{batches, responses};
use crate::domain::Door;
use crate::ids::{BatchId, ResponseId, SurveyId};
use crate::storage::generations::advance;
use crate::storage::{Conn, Store, on_each};

/// A submitted response.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = responses)]
pub struct ResponseRow {
    /// The survey it answers.
    pub survey_id: SurveyId,
    /// Random, and unknown to `collect`.
    pub id: ResponseId,
    /// The hash of the version it answers.
    pub version_hash: String,
    /// The answers as JSON.
    pub document: String,
    /// By which door it came.
    pub door: Door,
    /// The coarse stratum that its code carried; empty when none was carried.
    pub stratum: String,
}

/// Rows of one statement: six values each, and SQLite takes 32,766 at most.
const ROWS_AT_ONCE: usize = 500;

/// Stores a batch of the survey, in the order of its random ids, so that the tables keep no trace
/// of the order it came in. False when it has arrived before; then nothing happens.
pub fn insert_batch(
    conn: &mut Conn,
    survey: &SurveyId,
    batch: &BatchId,
    rows: &[ResponseRow],
) -> QueryResult<bool> {
    let new = on_each!(conn, |c| diesel::insert_into(batches::table)
        .values((batches::survey_id.eq(survey), batches::id.eq(batch)))
        .on_conflict_do_nothing()
        .execute(c))?;
    if new == 0 {
        return Ok(false);
    }
    advance(conn, Store::Results)?;
    let mut rows: Vec<&ResponseRow> = rows.iter().collect();
    rows.sort_by_key(|row| &row.id);
    for rows in rows.chunks(ROWS_AT_ONCE) {
        let rows = rows.to_vec();
        on_each!(conn, |c| diesel::insert_into(responses::table).values(rows).execute(c))?;
    }
    Ok(true)
}

/// Whether a batch has arrived.
pub fn has_batch(conn: &mut Conn, survey: &SurveyId, batch: &BatchId) -> QueryResult<bool> {
    let found: Option<BatchId> =
        batches::table.find((survey, batch)).select(batches::id).first(conn).optional()?;
    Ok(found.is_some())
}

/// Which of these responses are there.
pub fn find_present(
    conn: &mut Conn,
    survey: &SurveyId,
    ids: &[ResponseId],
) -> QueryResult<Vec<ResponseId>> {
    let mut present = Vec::new();
    for ids in ids.chunks(ROWS_AT_ONCE) {
        let these = responses::survey_id.eq(survey).and(responses::id.eq_any(ids));
        present.extend(on_each!(conn, |c| responses::table
            .filter(these)
            .select(responses::id)
            .load::<ResponseId>(c))?);
    }
    Ok(present)
}

/// How many responses the survey has.
pub fn count_responses(conn: &mut Conn, survey: &SurveyId) -> QueryResult<i64> {
    responses::table.filter(responses::survey_id.eq(survey)).count().get_result(conn)
}

/// How many responses came by this door.
pub fn count_by_door(conn: &mut Conn, survey: &SurveyId, door: Door) -> QueryResult<i64> {
    responses::table
        .filter(responses::survey_id.eq(survey).and(responses::door.eq(door)))
        .count()
        .get_result(conn)
}

/// The hashes of the versions that responses of a survey answer.
pub fn list_version_hashes(conn: &mut Conn, survey: &SurveyId) -> QueryResult<Vec<String>> {
    responses::table
        .filter(responses::survey_id.eq(survey))
        .select(responses::version_hash)
        .distinct()
        .order(responses::version_hash)
        .load(conn)
}

/// How many responses there are of other surveys than these.
pub fn count_outside(conn: &mut Conn, surveys: &[SurveyId]) -> QueryResult<i64> {
    let others = responses::table.filter(responses::survey_id.ne_all(surveys));
    on_each!(conn, |c| others.count().get_result(c))
}

/// The next responses of the survey after an id (from the first when none), by id: the last one's
/// id leads to the next page.
pub fn page_responses(
    conn: &mut Conn,
    survey: &SurveyId,
    after: Option<&ResponseId>,
    limit: i64,
) -> QueryResult<Vec<ResponseRow>> {
    let mut page =
        responses::table.filter(responses::survey_id.eq(survey)).order(responses::id).into_boxed();
    if let Some(after) = after {
        page = page.filter(responses::id.gt(after));
    }
    page.limit(limit).load(conn)
}

/// What tells whether the survey's responses are still the same: mixes only add batches, and
/// withdrawals only take responses away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultsState {
    /// A hash of the batches' ids: their number would not tell that a backup was restored.
    batches: String,
    responses: i64,
}

/// The state of the survey's responses.
pub fn load_state(conn: &mut Conn, survey: &SurveyId) -> QueryResult<ResultsState> {
    let batches: Vec<BatchId> = batches::table
        .filter(batches::survey_id.eq(survey))
        .select(batches::id)
        .order(batches::id)
        .load(conn)?;
    let mut hash = Sha256::new();
    batches.iter().for_each(|batch| hash.update(batch.as_str()));
    let batches = hex::encode(hash.finalize());
    Ok(ResultsState { batches, responses: count_responses(conn, survey)? })
}

/// The ids of the survey's responses, in order.
pub fn list_ids(conn: &mut Conn, survey: &SurveyId) -> QueryResult<Vec<ResponseId>> {
    responses::table
        .filter(responses::survey_id.eq(survey))
        .select(responses::id)
        .order(responses::id)
        .load(conn)
}

/// The responses of the survey with these ids.
pub fn load_responses(
    conn: &mut Conn,
    survey: &SurveyId,
    ids: &[ResponseId],
) -> QueryResult<Vec<ResponseRow>> {
    on_each!(conn, |c| responses::table
        .filter(responses::survey_id.eq(survey).and(responses::id.eq_any(ids)))
        .order(responses::id)
        .load(c))
}
