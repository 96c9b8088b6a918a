//! What is to be carried to the other stores, sealed. Like the inbox it is claimed as batches, moved,
//! and deleted once it is known to have arrived.

use diesel::prelude::*;

use super::schema::outbox;
use crate::domain::MessageKind;
use crate::ids::{BatchId, MessageId, SurveyId};
use crate::storage::Conn;

/// A message to be carried.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = outbox)]
pub struct OutboxRow {
    /// The survey it concerns.
    pub survey_id: SurveyId,
    /// Random.
    pub id: MessageId,
    /// What kind it is.
    pub kind: MessageKind,
    /// What it says, encrypted.
    pub sealed: Vec<u8>,
    /// The batch that claimed it; none while it waits.
    pub batch: Option<BatchId>,
}

/// Puts a message into the outbox.
pub fn insert_message(conn: &mut Conn, row: &OutboxRow) -> QueryResult<()> {
    diesel::insert_into(outbox::table).values(row).execute(conn)?;
    Ok(())
}

/// How many of a kind wait for a batch.
pub fn count_waiting(conn: &mut Conn, survey: &SurveyId, kind: MessageKind) -> QueryResult<i64> {
    outbox::table
        .filter(outbox::survey_id.eq(survey).and(outbox::kind.eq(kind)))
        .filter(outbox::batch.is_null())
        .count()
        .get_result(conn)
}

/// Claims all of a kind that wait.
pub fn claim_batch(
    conn: &mut Conn,
    survey: &SurveyId,
    kind: MessageKind,
    batch: &BatchId,
) -> QueryResult<usize> {
    let waiting = outbox::table
        .filter(outbox::survey_id.eq(survey).and(outbox::kind.eq(kind)))
        .filter(outbox::batch.is_null());
    diesel::update(waiting).set(outbox::batch.eq(batch)).execute(conn)
}

/// The batches of a kind that were claimed and not yet deleted.
pub fn list_claimed_batches(
    conn: &mut Conn,
    survey: &SurveyId,
    kind: MessageKind,
) -> QueryResult<Vec<BatchId>> {
    outbox::table
        .filter(outbox::survey_id.eq(survey).and(outbox::kind.eq(kind)))
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
pub fn list_messages(
    conn: &mut Conn,
    survey: &SurveyId,
    kind: MessageKind,
) -> QueryResult<Vec<OutboxRow>> {
    outbox::table
        .filter(outbox::survey_id.eq(survey).and(outbox::kind.eq(kind)))
        .order(outbox::id)
        .load(conn)
}

/// Deletes one message. False when there is none.
pub fn delete_message(conn: &mut Conn, survey: &SurveyId, id: &MessageId) -> QueryResult<bool> {
    diesel::delete(outbox::table.find((survey, id))).execute(conn).map(|rows| rows == 1)
}
