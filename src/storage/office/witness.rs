//! What the office keeps of `collect` and `results`, so that nothing happens twice and nothing acknowledged
//! is undone when an older one of them is put back: ids that are spent, how many submitted, and what was
//! withdrawn. Nothing here leads to an answer.

use diesel::prelude::*;

use super::schema::{spent, submissions, withdrawn};
use crate::ids::{MoveMark, SurveyId, WithdrawalId};
use crate::storage::{Conn, on_each};

/// An id that is spent in `collect`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = spent)]
pub struct SpentRow {
    /// The survey.
    pub survey_id: SurveyId,
    /// What tells it from others.
    pub mark: MoveMark,
    /// The id, encrypted: no key is in two stores.
    pub sealed: Vec<u8>,
}

/// Copies spent ids here, in the order of their marks.
pub fn copy_spent(conn: &mut Conn, rows: &mut [SpentRow]) -> QueryResult<()> {
    rows.sort_by(|a, b| a.mark.cmp(&b.mark));
    for row in rows {
        on_each!(conn, |c| diesel::insert_into(spent::table)
            .values(&*row)
            .on_conflict_do_nothing()
            .execute(c))?;
    }
    Ok(())
}

/// The next spent ids after a mark (from the first when none), by their marks.
pub fn page_spent(
    conn: &mut Conn,
    survey: &SurveyId,
    after: Option<&MoveMark>,
    limit: i64,
) -> QueryResult<Vec<SpentRow>> {
    let mut page = spent::table.filter(spent::survey_id.eq(survey)).order(spent::mark).into_boxed();
    if let Some(after) = after {
        page = page.filter(spent::mark.gt(after));
    }
    page.limit(limit).load(conn)
}

/// Notes how many responses were submitted.
pub fn note_submitted(conn: &mut Conn, survey: &SurveyId, number: i64) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(submissions::table)
        .values((submissions::survey_id.eq(survey), submissions::number.eq(number)))
        .on_conflict(submissions::survey_id)
        .do_update()
        .set(submissions::number.eq(number))
        .execute(c))?;
    Ok(())
}

/// How many responses were submitted when that was last noted.
pub fn find_submitted(conn: &mut Conn, survey: &SurveyId) -> QueryResult<i64> {
    let row = submissions::table.find(survey).select(submissions::number);
    Ok(row.first(conn).optional()?.unwrap_or(0))
}

/// Notes that these withdrawals are carried out.
pub fn note_withdrawn(conn: &mut Conn, survey: &SurveyId, ids: &[WithdrawalId]) -> QueryResult<()> {
    for id in ids {
        on_each!(conn, |c| diesel::insert_into(withdrawn::table)
            .values((withdrawn::survey_id.eq(survey), withdrawn::id.eq(id)))
            .on_conflict_do_nothing()
            .execute(c))?;
    }
    Ok(())
}

/// The withdrawals that were carried out.
pub fn list_withdrawn(conn: &mut Conn, survey: &SurveyId) -> QueryResult<Vec<WithdrawalId>> {
    let own = withdrawn::table.filter(withdrawn::survey_id.eq(survey));
    own.select(withdrawn::id).order(withdrawn::id).load(conn)
}

/// Forgets all of this for a survey of which no backup can be left.
pub fn forget_witness(conn: &mut Conn, survey: &SurveyId) -> QueryResult<()> {
    diesel::delete(spent::table.filter(spent::survey_id.eq(survey))).execute(conn)?;
    diesel::delete(submissions::table.filter(submissions::survey_id.eq(survey))).execute(conn)?;
    diesel::delete(withdrawn::table.filter(withdrawn::survey_id.eq(survey))).execute(conn)?;
    Ok(())
}
