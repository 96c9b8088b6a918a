//! What is to be carried to the other stores, sealed. Like the inbox it is claimed as batches, moved,
//! and deleted once it is known to have arrived.

use diesel::prelude::*;

use super::schema::outbox;
use crate::domain::Errand;
use crate::ids::{BatchId, ErrandId, SurveyId};
use crate::storage::Conn;

/// Something to be carried.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = outbox)]
pub struct OutboxRow {
    /// The survey it concerns.
    pub survey_id: SurveyId,
    /// Random.
    pub id: ErrandId,
    /// What kind it is.
    pub errand: Errand,
    /// What it says, encrypted.
    pub sealed: Vec<u8>,
    /// The batch that claimed it; none while it waits.
    pub batch: Option<BatchId>,
}

/// Puts something into the outbox.
pub fn insert_errand(conn: &mut Conn, row: &OutboxRow) -> QueryResult<()> {
    diesel::insert_into(outbox::table).values(row).execute(conn)?;
    Ok(())
}

/// How many of a kind wait for a batch.
pub fn count_waiting(conn: &mut Conn, survey: &SurveyId, errand: Errand) -> QueryResult<i64> {
    outbox::table
        .filter(outbox::survey_id.eq(survey).and(outbox::errand.eq(errand)))
        .filter(outbox::batch.is_null())
        .count()
        .get_result(conn)
}

/// Claims all of a kind that wait.
pub fn claim_batch(
    conn: &mut Conn,
    survey: &SurveyId,
    errand: Errand,
    batch: &BatchId,
) -> QueryResult<usize> {
    let waiting = outbox::table
        .filter(outbox::survey_id.eq(survey).and(outbox::errand.eq(errand)))
        .filter(outbox::batch.is_null());
    diesel::update(waiting).set(outbox::batch.eq(batch)).execute(conn)
}

/// The batches of a kind that were claimed and not yet deleted.
pub fn list_claimed_batches(
    conn: &mut Conn,
    survey: &SurveyId,
    errand: Errand,
) -> QueryResult<Vec<BatchId>> {
    outbox::table
        .filter(outbox::survey_id.eq(survey).and(outbox::errand.eq(errand)))
        .filter(outbox::batch.is_not_null())
        .select(outbox::batch.assume_not_null())
        .distinct()
        .order(outbox::batch.assume_not_null())
        .load(conn)
}

/// A batch, by its random ids.
pub fn load_batch(
    conn: &mut Conn,
    survey: &SurveyId,
    batch: &BatchId,
) -> QueryResult<Vec<OutboxRow>> {
    outbox::table
        .filter(outbox::survey_id.eq(survey).and(outbox::batch.eq(batch)))
        .order(outbox::id)
        .load(conn)
}

/// Deletes a batch that has arrived, and says how many it had.
pub fn delete_batch(conn: &mut Conn, survey: &SurveyId, batch: &BatchId) -> QueryResult<usize> {
    let arrived = outbox::table.filter(outbox::survey_id.eq(survey).and(outbox::batch.eq(batch)));
    diesel::delete(arrived).execute(conn)
}

/// All of a kind, claimed or not: for what is looked up and may have to stay.
pub fn list_errands(
    conn: &mut Conn,
    survey: &SurveyId,
    errand: Errand,
) -> QueryResult<Vec<OutboxRow>> {
    outbox::table
        .filter(outbox::survey_id.eq(survey).and(outbox::errand.eq(errand)))
        .order(outbox::id)
        .load(conn)
}

/// Deletes one errand. False when there is none.
pub fn delete_errand(conn: &mut Conn, survey: &SurveyId, id: &ErrandId) -> QueryResult<bool> {
    diesel::delete(outbox::table.find((survey, id))).execute(conn).map(|rows| rows == 1)
}
