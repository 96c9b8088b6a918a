//! What the stores keep of each other, so that nothing happens twice and nothing acknowledged is undone when
//! older ones are put back: ids that are spent (a copy in `office` and in `results`), what was withdrawn (in
//! all three), and how many submitted (in `office` and `collect`). Nothing here leads to an answer.

use diesel::prelude::*;

use super::office::schema::{spent, submissions, withdrawn};
use super::{Conn, Store, on_each};
use crate::ids::{MoveMark, SurveyId, WithdrawalId};

/// An id that is spent in `collect`, as `office` and `results` have it.
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

/// How far a survey was when a batch of it left `collect` last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Headway {
    /// So many responses were submitted.
    pub submitted: i64,
    /// So many had arrived in the results.
    pub moved: i64,
}

impl Headway {
    /// The further of both.
    pub fn furthest(self, other: Self) -> Self {
        Self { submitted: self.submitted.max(other.submitted), moved: self.moved.max(other.moved) }
    }
}

/// Notes how far a survey is.
pub fn note_headway(conn: &mut Conn, survey: &SurveyId, headway: Headway) -> QueryResult<()> {
    let numbers = (submissions::number.eq(headway.submitted), submissions::moved.eq(headway.moved));
    on_each!(conn, |c| diesel::insert_into(submissions::table)
        .values((submissions::survey_id.eq(survey), numbers))
        .on_conflict(submissions::survey_id)
        .do_update()
        .set(numbers)
        .execute(c))?;
    Ok(())
}

/// How far a survey was when that was last noted.
pub fn find_headway(conn: &mut Conn, survey: &SurveyId) -> QueryResult<Headway> {
    let row = submissions::table.find(survey).select((submissions::number, submissions::moved));
    let (submitted, moved) = row.first(conn).optional()?.unwrap_or_default();
    Ok(Headway { submitted, moved })
}

/// Notes that these withdrawals are carried out.
pub fn note_withdrawn(conn: &mut Conn, survey: &SurveyId, ids: &[WithdrawalId]) -> QueryResult<()> {
    let mut ids: Vec<&WithdrawalId> = ids.iter().collect();
    ids.sort_unstable();
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

/// Forgets what a store keeps of the others for a survey of which no backup can be left. What is spent in
/// `collect` goes with the survey's codes.
pub fn forget_witness(conn: &mut Conn, own: Store, survey: &SurveyId) -> QueryResult<()> {
    diesel::delete(withdrawn::table.filter(withdrawn::survey_id.eq(survey))).execute(conn)?;
    if own != Store::Collect {
        diesel::delete(spent::table.filter(spent::survey_id.eq(survey))).execute(conn)?;
    }
    if own != Store::Results {
        let noted = submissions::table.filter(submissions::survey_id.eq(survey));
        diesel::delete(noted).execute(conn)?;
    }
    Ok(())
}
