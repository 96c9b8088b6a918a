//! Submission, and the collecting end of the mix. The mix claims what is waiting as a batch, moves
//! it to `results`, and deletes the batch here once it is known to have arrived there; killed at
//! any point, it goes on with the batches it finds claimed.

use diesel::prelude::*;

use super::schema::{drafts as drafts_table, inbox};
use super::{aside, drafts, surveys};
use crate::domain::{AsideReason, Door};
use crate::ids::{BatchId, DraftId, ResponseId, SurveyId};
use crate::storage::{Conn, on_each};

/// Ids of one statement.
const IDS_AT_ONCE: usize = 1000;

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
    /// The hash of the version that it answers, or of a later one in which only texts differ.
    pub version: String,
}

impl InboxRow {
    /// Whether it is on its way to the results.
    pub fn is_claimed(&self) -> bool {
        self.batch.as_ref().is_some_and(|batch| !aside::places().contains(batch))
    }
}

/// Responses that wait and cannot be told apart: the mix moves them among each other only, since a
/// rare stratum, or one response to an older version, in a batch would single somebody out.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Crowd {
    /// By which door they came.
    pub door: Door,
    /// Their stratum.
    pub stratum: String,
    /// The version that they answer.
    pub version: String,
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

/// Counts what waits for the version as which its own goes on, so that it has the company of those who come.
pub fn join_versions(conn: &mut Conn, survey: &SurveyId) -> QueryResult<()> {
    for (hash, goes_on_as) in surveys::list_earlier(conn, survey)? {
        let waiting = inbox::table
            .filter(inbox::survey_id.eq(survey).and(inbox::batch.is_null()))
            .filter(inbox::version.eq(&hash).and(inbox::version.ne(&goes_on_as)));
        on_each!(conn, |c| diesel::update(waiting).set(inbox::version.eq(&goes_on_as)).execute(c))?;
    }
    Ok(())
}

/// The crowds that wait for a batch.
pub fn list_crowds(conn: &mut Conn, survey: &SurveyId) -> QueryResult<Vec<Crowd>> {
    inbox::table
        .filter(inbox::survey_id.eq(survey).and(inbox::batch.is_null()))
        .group_by((inbox::door, inbox::stratum, inbox::version))
        .select((inbox::door, inbox::stratum, inbox::version, diesel::dsl::count_star()))
        .order((inbox::door, inbox::stratum, inbox::version))
        .load(conn)
}

/// The responses of a crowd that wait, by id. Until the transaction ends nobody else claims or deletes
/// them, so how many they are can be decided upon.
pub fn lock_waiting(
    conn: &mut Conn,
    survey: &SurveyId,
    crowd: &Crowd,
) -> QueryResult<Vec<ResponseId>> {
    let waiting = inbox::table
        .filter(inbox::survey_id.eq(survey).and(inbox::batch.is_null()))
        .filter(inbox::door.eq(crowd.door).and(inbox::stratum.eq(&crowd.stratum)))
        .filter(inbox::version.eq(&crowd.version))
        .select(inbox::id)
        .order(inbox::id);
    match conn {
        // The transaction has the only write lock since it began.
        Conn::Sqlite(c) => waiting.load(c),
        Conn::Postgres(c) => waiting.for_update().load(c),
    }
}

/// Claims responses that wait, and says how many. A response never changes its batch, so moving a batch again moves the
/// same responses.
pub fn claim_batch(
    conn: &mut Conn,
    survey: &SurveyId,
    ids: &[ResponseId],
    batch: &BatchId,
) -> QueryResult<usize> {
    set_batch(conn, survey, ids, None, Some(batch))
}

/// Sets responses of a batch aside that cannot be moved.
pub fn set_aside(
    conn: &mut Conn,
    survey: &SurveyId,
    ids: &[ResponseId],
    batch: &BatchId,
    why: AsideReason,
) -> QueryResult<usize> {
    set_batch(conn, survey, ids, Some(batch), Some(&aside::place(why)))
}

/// Lets responses wait again that were set aside.
pub fn readmit(conn: &mut Conn, survey: &SurveyId, ids: &[ResponseId]) -> QueryResult<usize> {
    let mut set = 0;
    for place in aside::places() {
        set += set_batch(conn, survey, ids, Some(&place), None)?;
    }
    Ok(set)
}

fn set_batch(
    conn: &mut Conn,
    survey: &SurveyId,
    ids: &[ResponseId],
    from: Option<&BatchId>,
    to: Option<&BatchId>,
) -> QueryResult<usize> {
    let mut set = 0;
    for ids in ids.chunks(IDS_AT_ONCE) {
        let these = inbox::table.filter(inbox::survey_id.eq(survey).and(inbox::id.eq_any(ids)));
        set += match from {
            None => on_each!(conn, |c| diesel::update(these.filter(inbox::batch.is_null()))
                .set(inbox::batch.eq(to))
                .execute(c))?,
            Some(from) => on_each!(conn, |c| diesel::update(these.filter(inbox::batch.eq(from)))
                .set(inbox::batch.eq(to))
                .execute(c))?,
        };
    }
    Ok(set)
}

/// Claims a batch no longer: its responses wait as before.
pub fn let_wait(conn: &mut Conn, survey: &SurveyId, batch: &BatchId) -> QueryResult<usize> {
    diesel::update(inbox::table.filter(inbox::survey_id.eq(survey).and(inbox::batch.eq(batch))))
        .set(inbox::batch.eq(None::<BatchId>))
        .execute(conn)
}

/// The batches that were claimed and not yet deleted.
pub fn list_claimed_batches(conn: &mut Conn, survey: &SurveyId) -> QueryResult<Vec<BatchId>> {
    let claimed = inbox::batch.ne_all(aside::places());
    let batches = inbox::table
        .filter(inbox::survey_id.eq(survey).and(claimed))
        .select(inbox::batch.assume_not_null())
        .distinct()
        .order(inbox::batch.assume_not_null());
    on_each!(conn, |c| batches.load(c))
}

/// Responses that were set aside, those from an id on first.
pub fn list_aside(
    conn: &mut Conn,
    survey: &SurveyId,
    from: &ResponseId,
    most: i64,
) -> QueryResult<Vec<InboxRow>> {
    let aside = inbox::batch.eq_any(aside::places());
    let rows = inbox::table
        .filter(inbox::survey_id.eq(survey).and(aside))
        .order((inbox::id.lt(from), inbox::id))
        .limit(most);
    on_each!(conn, |c| rows.load(c))
}

/// How many responses are set aside for this reason.
pub fn count_aside(conn: &mut Conn, survey: &SurveyId, why: AsideReason) -> QueryResult<i64> {
    inbox::table
        .filter(inbox::survey_id.eq(survey).and(inbox::batch.eq(aside::place(why))))
        .count()
        .get_result(conn)
}

/// The next responses after an id (from the first when none), whether they wait, are claimed or set
/// aside.
pub fn page_inbox(
    conn: &mut Conn,
    survey: &SurveyId,
    after: Option<&ResponseId>,
    limit: i64,
) -> QueryResult<Vec<InboxRow>> {
    let mut page = inbox::table.filter(inbox::survey_id.eq(survey)).order(inbox::id).into_boxed();
    if let Some(after) = after {
        page = page.filter(inbox::id.gt(after));
    }
    page.limit(limit).load(conn)
}

/// Deletes a response that nobody has claimed. False when somebody has, or it is gone.
pub fn delete_unclaimed(conn: &mut Conn, survey: &SurveyId, id: &ResponseId) -> QueryResult<bool> {
    let unclaimed = inbox::batch.is_null().or(inbox::batch.eq_any(aside::places()));
    let row = diesel::delete(inbox::table.find((survey, id)).filter(unclaimed));
    on_each!(conn, |c| row.execute(c)).map(|rows| rows == 1)
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

/// The ids of all responses of a survey that are here.
pub fn list_ids(conn: &mut Conn, survey: &SurveyId) -> QueryResult<Vec<ResponseId>> {
    inbox::table.filter(inbox::survey_id.eq(survey)).select(inbox::id).order(inbox::id).load(conn)
}

/// The response of this id.
pub fn find_row(
    conn: &mut Conn,
    survey: &SurveyId,
    id: &ResponseId,
) -> QueryResult<Option<InboxRow>> {
    inbox::table.find((survey, id)).first(conn).optional()
}

/// Deletes a response that is known to have arrived in the results.
pub fn delete_row(conn: &mut Conn, survey: &SurveyId, id: &ResponseId) -> QueryResult<usize> {
    diesel::delete(inbox::table.find((survey, id))).execute(conn)
}

/// The ids of all responses of a survey that are here, and the doors they came by.
pub fn list_doors(conn: &mut Conn, survey: &SurveyId) -> QueryResult<Vec<(ResponseId, Door)>> {
    inbox::table
        .filter(inbox::survey_id.eq(survey))
        .select((inbox::id, inbox::door))
        .order(inbox::id)
        .load(conn)
}
