//! Invitations: access codes as the office knows them. What is told of them comes in batches and
//! without a time, and never together with an answer.

use diesel::prelude::*;

use super::schema::{arrivals, invitations};
use crate::ids::{BatchId, InvitationId, SurveyId};
use crate::storage::{Conn, on_each};

/// An invitation to a survey.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Queryable, Insertable)]
#[diesel(table_name = invitations)]
pub struct Invitation {
    /// The survey it is for.
    pub survey_id: SurveyId,
    /// Derived from the code in its letter.
    pub id: InvitationId,
    /// The coarse stratum that the answers take along; empty when none is carried.
    pub stratum: String,
    /// Somebody answered: no more reminders.
    pub is_done: bool,
    /// Somebody wants no more letters.
    pub opted_out: bool,
}

/// Rows of one statement: five values each, and SQLite takes 32,766 at most.
const ROWS_AT_ONCE: usize = 5000;

/// Adds invitations, in the order of their ids, so that the table keeps no trace of the order in
/// which their codes were drawn.
pub fn insert_invitations(conn: &mut Conn, rows: &mut [Invitation]) -> QueryResult<()> {
    rows.sort_unstable();
    for rows in rows.chunks(ROWS_AT_ONCE) {
        let rows: Vec<&Invitation> = rows.iter().collect();
        on_each!(conn, |c| diesel::insert_into(invitations::table).values(rows).execute(c))?;
    }
    Ok(())
}

/// Deletes invitations, in the order of their ids.
pub fn delete_invitations(conn: &mut Conn, rows: &mut [Invitation]) -> QueryResult<()> {
    rows.sort_unstable();
    for row in rows {
        diesel::delete(invitations::table.find((&row.survey_id, &row.id))).execute(conn)?;
    }
    Ok(())
}

/// Notes that a batch from the outbox arrives. False when it has arrived before.
pub fn note_arrival(conn: &mut Conn, survey: &SurveyId, batch: &BatchId) -> QueryResult<bool> {
    on_each!(conn, |c| diesel::insert_into(arrivals::table)
        .values((arrivals::survey_id.eq(survey), arrivals::id.eq(batch)))
        .on_conflict_do_nothing()
        .execute(c))
    .map(|rows| rows == 1)
}

/// Whether a batch from the outbox has arrived.
pub fn has_arrived(conn: &mut Conn, survey: &SurveyId, batch: &BatchId) -> QueryResult<bool> {
    let found: Option<BatchId> =
        arrivals::table.find((survey, batch)).select(arrivals::id).first(conn).optional()?;
    Ok(found.is_some())
}

/// Marks invitations as done, in the order of their ids, and says how many there are.
pub fn mark_done(
    conn: &mut Conn,
    survey: &SurveyId,
    ids: &mut [InvitationId],
) -> QueryResult<usize> {
    ids.sort_unstable();
    let mut marked = 0;
    for id in ids {
        marked += diesel::update(invitations::table.find((survey, &*id)))
            .set(invitations::is_done.eq(true))
            .execute(conn)?;
    }
    Ok(marked)
}

/// Marks an invitation: no more letters. False when there is none.
pub fn mark_opted_out(conn: &mut Conn, survey: &SurveyId, id: &InvitationId) -> QueryResult<bool> {
    diesel::update(invitations::table.find((survey, id)))
        .set(invitations::opted_out.eq(true))
        .execute(conn)
        .map(|rows| rows == 1)
}

/// How many were invited in each stratum, by its name.
pub fn count_strata(conn: &mut Conn, survey: &SurveyId) -> QueryResult<Vec<(String, i64)>> {
    invitations::table
        .filter(invitations::survey_id.eq(survey))
        .group_by(invitations::stratum)
        .select((invitations::stratum, diesel::dsl::count_star()))
        .order(invitations::stratum)
        .load(conn)
}

/// How many are invited, and how many of them are done.
pub fn count_invitations(conn: &mut Conn, survey: &SurveyId) -> QueryResult<(i64, i64)> {
    let own = || invitations::table.filter(invitations::survey_id.eq(survey));
    let all = own().count().get_result(conn)?;
    Ok((all, own().filter(invitations::is_done).count().get_result(conn)?))
}
