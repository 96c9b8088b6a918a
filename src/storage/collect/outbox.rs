//! What is to be carried to the other stores, sealed. Like the inbox it is claimed as batches, moved,
//! and deleted once it is known to have arrived.

use diesel::prelude::*;

use super::aside;
use super::schema::outbox;
use crate::domain::{AsideReason, MessageKind};
use crate::ids::{BatchId, MessageId, SurveyId};
use crate::storage::{Conn, on_each};

/// Ids of one statement.
const IDS_AT_ONCE: usize = 1000;

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

/// Claims all of a kind that wait, unless they are fewer than `enough`: then none, and it is false.
pub fn claim_batch(
    conn: &mut Conn,
    survey: &SurveyId,
    kind: MessageKind,
    batch: &BatchId,
    enough: i64,
) -> QueryResult<bool> {
    if count_waiting(conn, survey, kind)? < enough {
        return Ok(false);
    }
    let waiting = outbox::table
        .filter(outbox::survey_id.eq(survey).and(outbox::kind.eq(kind)))
        .filter(outbox::batch.is_null());
    let claimed = diesel::update(waiting).set(outbox::batch.eq(batch)).execute(conn)?;
    // Somebody else was faster with some of them.
    if i64::try_from(claimed).unwrap_or(i64::MAX) < enough {
        let_wait(conn, survey, batch)?;
        return Ok(false);
    }
    Ok(true)
}

/// Claims a batch no longer: its messages wait as before.
pub fn let_wait(conn: &mut Conn, survey: &SurveyId, batch: &BatchId) -> QueryResult<usize> {
    diesel::update(outbox::table.filter(outbox::survey_id.eq(survey).and(outbox::batch.eq(batch))))
        .set(outbox::batch.eq(None::<BatchId>))
        .execute(conn)
}

/// Sets messages aside that cannot be read.
pub fn set_aside(conn: &mut Conn, survey: &SurveyId, ids: &[MessageId]) -> QueryResult<()> {
    set_batch(conn, survey, ids, Some(&aside::place(AsideReason::Unreadable)))
}

/// Lets messages wait again that were set aside.
pub fn readmit(conn: &mut Conn, survey: &SurveyId, ids: &[MessageId]) -> QueryResult<()> {
    set_batch(conn, survey, ids, None)
}

fn set_batch(
    conn: &mut Conn,
    survey: &SurveyId,
    ids: &[MessageId],
    to: Option<&BatchId>,
) -> QueryResult<()> {
    for ids in ids.chunks(IDS_AT_ONCE) {
        let these = outbox::survey_id.eq(survey).and(outbox::id.eq_any(ids));
        let change = diesel::update(outbox::table.filter(these)).set(outbox::batch.eq(to));
        on_each!(conn, |c| change.execute(c))?;
    }
    Ok(())
}

/// Messages that were set aside, those from an id on first.
pub fn list_aside(
    conn: &mut Conn,
    survey: &SurveyId,
    from: &MessageId,
    most: i64,
) -> QueryResult<Vec<OutboxRow>> {
    outbox::table
        .filter(
            outbox::survey_id
                .eq(survey)
                .and(outbox::batch.eq(aside::place(AsideReason::Unreadable))),
        )
        .order((outbox::id.lt(from), outbox::id))
        .limit(most)
        .load(conn)
}

/// How many messages are set aside.
pub fn count_aside(conn: &mut Conn, survey: &SurveyId) -> QueryResult<i64> {
    outbox::table
        .filter(
            outbox::survey_id
                .eq(survey)
                .and(outbox::batch.eq(aside::place(AsideReason::Unreadable))),
        )
        .count()
        .get_result(conn)
}

/// The batches of a kind that were claimed and not yet deleted.
pub fn list_claimed_batches(
    conn: &mut Conn,
    survey: &SurveyId,
    kind: MessageKind,
) -> QueryResult<Vec<BatchId>> {
    outbox::table
        .filter(outbox::survey_id.eq(survey).and(outbox::kind.eq(kind)))
        .filter(outbox::batch.ne(aside::place(AsideReason::Unreadable)))
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

/// Messages of a kind that wait, from an id on.
pub fn list_waiting(
    conn: &mut Conn,
    survey: &SurveyId,
    kind: MessageKind,
    from: &MessageId,
    most: i64,
) -> QueryResult<Vec<OutboxRow>> {
    outbox::table
        .filter(outbox::survey_id.eq(survey).and(outbox::kind.eq(kind)))
        .filter(outbox::batch.is_null().and(outbox::id.ge(from)))
        .order(outbox::id)
        .limit(most)
        .load(conn)
}

/// Deletes messages.
pub fn delete_messages(conn: &mut Conn, survey: &SurveyId, ids: &[MessageId]) -> QueryResult<()> {
    for ids in ids.chunks(IDS_AT_ONCE) {
        let these = outbox::survey_id.eq(survey).and(outbox::id.eq_any(ids));
        on_each!(conn, |c| diesel::delete(outbox::table.filter(these)).execute(c))?;
    }
    Ok(())
}

/// The ids of all messages of a survey, and their kinds.
pub fn list_kinds(
    conn: &mut Conn,
    survey: &SurveyId,
) -> QueryResult<Vec<(MessageId, MessageKind)>> {
    outbox::table
        .filter(outbox::survey_id.eq(survey))
        .select((outbox::id, outbox::kind))
        .order(outbox::id)
        .load(conn)
}
