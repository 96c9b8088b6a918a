//! Drafts: unfinished interviews, sealed under a key that only the respondent's token gives.

use diesel::backend::Backend;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{Binary, HasSqlType, Integer, Text};

use super::attachments;
use super::schema::{drafts, spent};
use crate::ids::{DraftId, SurveyId};
use crate::storage::{Conn, on_each};

/// An unfinished interview.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = drafts)]
pub struct DraftRow {
    /// The survey it answers.
    pub survey_id: SurveyId,
    /// Derived from the respondent's token.
    pub id: DraftId,
    /// Drawn anew at each save, so that two tabs do not overwrite each other. Were it counted, it would
    /// tell how many pages somebody answered.
    pub mark: i32,
    /// The answers, encrypted.
    pub sealed: Vec<u8>,
    /// The week it was last saved, counted from 1970: the only time kept, for deleting it some day.
    pub week: i32,
}

/// A mark. All take four bytes, so that SQLite writes the next save over the last.
pub fn draw_mark() -> i32 {
    rand::random_range(1 << 30..=i32::MAX)
}

/// The draft of this id.
pub fn find_draft(
    conn: &mut Conn,
    survey: &SurveyId,
    id: &DraftId,
) -> QueryResult<Option<DraftRow>> {
    on_each!(conn, |c| drafts::table.find((survey, id)).first(c)).optional()
}

/// Whether there is a draft of this id.
pub fn has_draft(conn: &mut Conn, survey: &SurveyId, id: &DraftId) -> QueryResult<bool> {
    let row = drafts::table.find((survey, id));
    let found: Option<DraftId> = row.select(drafts::id).first(conn).optional()?;
    Ok(found.is_some())
}

/// The mark of a draft; none when there is no draft.
pub fn find_mark(conn: &mut Conn, survey: &SurveyId, id: &DraftId) -> QueryResult<Option<i32>> {
    drafts::table.find((survey, id)).select(drafts::mark).first(conn).optional()
}

/// Stores a new draft. False when there is one already, which stays as it is.
pub fn insert_draft(conn: &mut Conn, draft: &DraftRow) -> QueryResult<bool> {
    on_each!(conn, |c| diesel::insert_into(drafts::table)
        .values(draft)
        .on_conflict_do_nothing()
        .execute(c))
    .map(|rows| rows == 1)
}

/// Replaces the draft that has the mark `old`. False when it has another by now: somebody
/// saved it in between, or it was submitted.
pub fn save_draft(conn: &mut Conn, draft: &DraftRow, old: i32) -> QueryResult<bool> {
    on_each!(conn, |c| Save { draft, old }.execute(c)).map(|rows| rows == 1)
}

/// The update of each page. diesel's own is prepared anew each time.
struct Save<'d> {
    draft: &'d DraftRow,
    old: i32,
}

impl<DB> QueryFragment<DB> for Save<'_>
where
    DB: Backend + HasSqlType<Integer> + HasSqlType<Binary> + HasSqlType<Text>,
    i32: ToSql<Integer, DB>,
    Vec<u8>: ToSql<Binary, DB>,
    SurveyId: ToSql<Text, DB>,
    DraftId: ToSql<Text, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("UPDATE drafts SET mark = ");
        out.push_bind_param::<Integer, _>(&self.draft.mark)?;
        out.push_sql(", sealed = ");
        out.push_bind_param::<Binary, _>(&self.draft.sealed)?;
        out.push_sql(", week = ");
        out.push_bind_param::<Integer, _>(&self.draft.week)?;
        out.push_sql(" WHERE survey_id = ");
        out.push_bind_param::<Text, _>(&self.draft.survey_id)?;
        out.push_sql(" AND id = ");
        out.push_bind_param::<Text, _>(&self.draft.id)?;
        out.push_sql(" AND mark = ");
        out.push_bind_param::<Integer, _>(&self.old)
    }
}

impl QueryId for Save<'_> {
    type QueryId = Save<'static>;

    const HAS_STATIC_QUERY_ID: bool = true;
}

impl<C: Connection> RunQueryDsl<C> for Save<'_> {}

/// Deletes a draft with its files, as its owner asked. False when there is none.
pub fn delete_draft(conn: &mut Conn, survey: &SurveyId, id: &DraftId) -> QueryResult<bool> {
    attachments::delete_of_draft(conn, survey, id)?;
    diesel::delete(drafts::table.find((survey, id))).execute(conn).map(|rows| rows == 1)
}

/// Deletes drafts of all surveys that were last saved before this week, at most so many at once, and
/// says how many. Their files are then left to [`attachments::delete_left`].
pub fn delete_drafts_before(conn: &mut Conn, week: i32, most: i64) -> QueryResult<usize> {
    let old: Vec<(SurveyId, DraftId)> = drafts::table
        .filter(drafts::week.lt(week))
        .select((drafts::survey_id, drafts::id))
        .limit(most)
        .load(conn)?;
    let mut deleted = 0;
    for (survey, id) in &old {
        // Who came back meanwhile keeps hers.
        let unchanged = drafts::table.find((survey, id)).filter(drafts::week.lt(week));
        deleted += diesel::delete(unchanged).execute(conn)?;
    }
    Ok(deleted)
}

/// Deletes drafts of a survey, at most so many at once, and says how many. Their files are then left to
/// [`attachments::delete_of_drafts`].
pub fn delete_drafts_of(conn: &mut Conn, survey: &SurveyId, most: i64) -> QueryResult<usize> {
    let of_survey = drafts::table.filter(drafts::survey_id.eq(survey));
    let some: Vec<DraftId> = of_survey.select(drafts::id).limit(most).load(conn)?;
    let these = drafts::table.filter(drafts::survey_id.eq(survey).and(drafts::id.eq_any(&some)));
    on_each!(conn, |c| diesel::delete(these).execute(c))
}

/// Deletes spent ids of a survey, at most so many at once, and says how many.
pub fn delete_spent_of(conn: &mut Conn, survey: &SurveyId, most: i64) -> QueryResult<usize> {
    let of_survey = spent::table.filter(spent::survey_id.eq(survey));
    let some: Vec<DraftId> = of_survey.select(spent::id).limit(most).load(conn)?;
    let these = spent::table.filter(spent::survey_id.eq(survey).and(spent::id.eq_any(&some)));
    on_each!(conn, |c| diesel::delete(these).execute(c))
}

/// Marks an id as spent. False when it was before.
pub fn spend(conn: &mut Conn, survey: &SurveyId, id: &DraftId) -> QueryResult<bool> {
    on_each!(conn, |c| diesel::insert_into(spent::table)
        .values((spent::survey_id.eq(survey), spent::id.eq(id)))
        .on_conflict_do_nothing()
        .execute(c))
    .map(|rows| rows == 1)
}

/// Whether the draft of this id was submitted.
pub fn is_spent(conn: &mut Conn, survey: &SurveyId, id: &DraftId) -> QueryResult<bool> {
    let row = spent::table.find((survey, id));
    let found: Option<DraftId> = row.select(spent::id).first(conn).optional()?;
    Ok(found.is_some())
}

/// How many ids of a survey are spent.
pub fn count_spent(conn: &mut Conn, survey: &SurveyId) -> QueryResult<i64> {
    spent::table.filter(spent::survey_id.eq(survey)).count().get_result(conn)
}

/// Spent ids that `office` and `results` have not got yet, in their order.
pub fn list_uncopied(conn: &mut Conn, survey: &SurveyId, limit: i64) -> QueryResult<Vec<DraftId>> {
    spent::table
        .filter(spent::survey_id.eq(survey).and(diesel::dsl::not(spent::is_copied)))
        .select(spent::id)
        .order(spent::id)
        .limit(limit)
        .load(conn)
}

/// Notes that `office` and `results` have these spent ids.
pub fn mark_copied(conn: &mut Conn, survey: &SurveyId, ids: &[DraftId]) -> QueryResult<()> {
    for ids in ids.chunks(1000) {
        let these = spent::table.filter(spent::survey_id.eq(survey).and(spent::id.eq_any(ids)));
        on_each!(conn, |c| diesel::update(these).set(spent::is_copied.eq(true)).execute(c))?;
    }
    Ok(())
}

/// All spent ids are to be copied again, since another store may have lost some.
pub fn mark_uncopied(conn: &mut Conn) -> QueryResult<()> {
    let copied = spent::table.filter(spent::is_copied);
    diesel::update(copied).set(spent::is_copied.eq(false)).execute(conn)?;
    Ok(())
}
