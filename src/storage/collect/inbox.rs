//! Submission, and the collecting end of the mix. The mix claims what is waiting as a batch, moves
//! it to `results`, and deletes the batch here once it is known to have arrived there; killed at
//! any point, it goes on with the batches it finds claimed.

use diesel::prelude::*;

use super::drafts;
use super::schema::{drafts as drafts_table, inbox};
use crate::domain::Door;
use crate::ids::{BatchId, DraftId, ResponseId, SurveyId};
use crate::storage::Conn;

/// A submitted response on its way to the results.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = inbox)]
pub struct InboxRow {
    /// The survey it answers.
    pub survey_id: SurveyId,
    /// Random; the response gets another id in the results.
    pub id: ResponseId,
    /// The answers, encrypted.
    pub sealed: Vec<u8>,
    /// The batch that claimed it; none while it waits.
    pub batch: Option<BatchId>,
    /// By which door it came.
    pub door: Door,
    /// The coarse stratum that its code carries; empty when none is carried.
    pub stratum: String,
}

/// Responses that wait and cannot be told apart: the mix moves them among each other only, since a
/// rare stratum in a batch would single somebody out.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Crowd {
    /// By which door they came.
    pub door: Door,
    /// Their stratum.
    pub stratum: String,
    /// How many they are.
    pub waiting: i64,
}

/// What came of a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Submission {
    /// It is in the inbox, and the draft is gone.
    Accepted,
    /// The draft was submitted before; the inbox is as it was.
    AlreadySubmitted,
    /// The draft has another mark by now, or is gone: nothing happened.
    Stale,
}

/// Submits the draft that has this mark: deletes it, marks its id as spent, and puts the
/// response into the inbox. Deleting comes first, so that of two at once only one goes on.
pub fn submit(
    conn: &mut Conn,
    response: &InboxRow,
    draft: &DraftId,
    mark: i32,
) -> QueryResult<Submission> {
    let survey = &response.survey_id;
    let current = drafts_table::table.find((survey, draft));
    let deleted = diesel::delete(current.filter(drafts_table::mark.eq(mark))).execute(conn)?;
    if deleted == 0 {
        return Ok(if drafts::is_spent(conn, survey, draft)? {
            Submission::AlreadySubmitted
        } else {
            Submission::Stale
        });
    }
    if !drafts::spend(conn, survey, draft)? {
        return Ok(Submission::AlreadySubmitted);
    }
    diesel::insert_into(inbox::table).values(response).execute(conn)?;
    Ok(Submission::Accepted)
}

/// The crowds that wait for a batch.
pub fn list_crowds(conn: &mut Conn, survey: &SurveyId) -> QueryResult<Vec<Crowd>> {
    inbox::table
        .filter(inbox::survey_id.eq(survey).and(inbox::batch.is_null()))
        .group_by((inbox::door, inbox::stratum))
        .select((inbox::door, inbox::stratum, diesel::dsl::count_star()))
        .order((inbox::door, inbox::stratum))
        .load(conn)
}

/// Claims all of a crowd that wait and says how many they are. A response never changes its batch,
/// so moving a batch again moves the same responses.
pub fn claim_batch(
    conn: &mut Conn,
    survey: &SurveyId,
    crowd: &Crowd,
    batch: &BatchId,
) -> QueryResult<usize> {
    let waiting = inbox::table
        .filter(inbox::survey_id.eq(survey).and(inbox::batch.is_null()))
        .filter(inbox::door.eq(crowd.door).and(inbox::stratum.eq(&crowd.stratum)));
    diesel::update(waiting).set(inbox::batch.eq(batch)).execute(conn)
}

/// The batches that were claimed and not yet deleted.
pub fn list_claimed_batches(conn: &mut Conn, survey: &SurveyId) -> QueryResult<Vec<BatchId>> {
    inbox::table
        .filter(inbox::survey_id.eq(survey).and(inbox::batch.is_not_null()))
        .select(inbox::batch.assume_not_null())
        .distinct()
        .order(inbox::batch.assume_not_null())
        .load(conn)
}

/// The responses of a batch, by their random ids.
pub fn load_batch(
    conn: &mut Conn,
    survey: &SurveyId,
    batch: &BatchId,
) -> QueryResult<Vec<InboxRow>> {
    inbox::table
        .filter(inbox::survey_id.eq(survey).and(inbox::batch.eq(batch)))
        .order(inbox::id)
        .load(conn)
}

/// Deletes a batch that has arrived in the results, and says how many responses it had.
pub fn delete_batch(conn: &mut Conn, survey: &SurveyId, batch: &BatchId) -> QueryResult<usize> {
    let arrived = inbox::table.filter(inbox::survey_id.eq(survey).and(inbox::batch.eq(batch)));
    diesel::delete(arrived).execute(conn)
}
