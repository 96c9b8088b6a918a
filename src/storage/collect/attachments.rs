//! Files that were sent as answers. While they belong to a draft they come and go with it; at
//! submission they let go of it, and the mix takes them by the ids that the sealed submission names.

use diesel::prelude::*;

use super::schema::{attachments, drafts};
use crate::ids::{AttachmentId, DraftId, SurveyId};
use crate::storage::{Conn, on_each};

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = attachments)]
pub struct Attachment {
    /// The survey it is an answer in.
    pub survey_id: SurveyId,
    /// Derived from its draft's key and its name.
    pub id: AttachmentId,
    /// The draft it belongs to; none once it is submitted.
    pub draft_id: Option<DraftId>,
    /// The week it was sent, counted from 1970; none once it is submitted.
    pub week: Option<i32>,
    /// How large it is, encrypted.
    pub size: Vec<u8>,
    /// The file, encrypted.
    pub sealed: Vec<u8>,
}

/// Stores a file. One that is there already was sent once more: it stays, and its week begins anew.
pub fn insert_attachment(conn: &mut Conn, row: &Attachment) -> QueryResult<()> {
    let stored = on_each!(conn, |c| diesel::insert_into(attachments::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    if stored == 0 {
        let again = attachments::table.find((&row.survey_id, &row.id));
        // What was submitted keeps no week.
        diesel::update(again.filter(attachments::draft_id.is_not_null()))
            .set(attachments::week.eq(row.week))
            .execute(conn)?;
    }
    Ok(())
}

/// The files of a draft, with their encrypted sizes.
pub fn list_sizes(
    conn: &mut Conn,
    survey: &SurveyId,
    draft: &DraftId,
) -> QueryResult<Vec<(AttachmentId, Vec<u8>)>> {
    attachments::table
        .filter(attachments::survey_id.eq(survey).and(attachments::draft_id.eq(draft)))
        .select((attachments::id, attachments::size))
        .order(attachments::id)
        .load(conn)
}

/// A file, encrypted; none when there is none of this id.
pub fn find_sealed(
    conn: &mut Conn,
    survey: &SurveyId,
    id: &AttachmentId,
) -> QueryResult<Option<Vec<u8>>> {
    attachments::table.find((survey, id)).select(attachments::sealed).first(conn).optional()
}

/// Deletes the files of a draft but these.
pub fn keep_only(
    conn: &mut Conn,
    survey: &SurveyId,
    draft: &DraftId,
    kept: &[AttachmentId],
) -> QueryResult<usize> {
    let own = attachments::survey_id.eq(survey).and(attachments::draft_id.eq(draft));
    let others = attachments::table.filter(own).filter(attachments::id.ne_all(kept));
    on_each!(conn, |c| diesel::delete(others).execute(c))
}

/// Whether these files of a draft are all there. On PostgreSQL nobody else deletes one of them before this
/// transaction ends.
pub fn hold_all(
    conn: &mut Conn,
    survey: &SurveyId,
    draft: &DraftId,
    ids: &[AttachmentId],
) -> QueryResult<bool> {
    if ids.is_empty() {
        return Ok(true);
    }
    let own = attachments::survey_id.eq(survey).and(attachments::draft_id.eq(draft));
    let these = attachments::table.filter(own).filter(attachments::id.eq_any(ids));
    let these = these.select(attachments::id);
    let found: Vec<AttachmentId> = match conn {
        Conn::Sqlite(c) => these.load(c)?,
        Conn::Postgres(c) => these.for_update().load(c)?,
    };
    Ok(found.len() == ids.len())
}

/// Submits these files of a draft, which let go of it, and deletes its others.
pub fn submit_attachments(
    conn: &mut Conn,
    survey: &SurveyId,
    draft: &DraftId,
    submitted: &[AttachmentId],
) -> QueryResult<()> {
    keep_only(conn, survey, draft, submitted)?;
    let own = attachments::survey_id.eq(survey).and(attachments::draft_id.eq(draft));
    diesel::update(attachments::table.filter(own))
        .set((attachments::draft_id.eq(None::<DraftId>), attachments::week.eq(None::<i32>)))
        .execute(conn)?;
    Ok(())
}

/// Deletes files that have arrived in the results.
pub fn delete_attachments(
    conn: &mut Conn,
    survey: &SurveyId,
    ids: &[AttachmentId],
) -> QueryResult<usize> {
    let arrived = attachments::table
        .filter(attachments::survey_id.eq(survey))
        .filter(attachments::id.eq_any(ids));
    on_each!(conn, |c| diesel::delete(arrived).execute(c))
}

/// Deletes the files of a draft that is deleted.
pub(super) fn delete_of_draft(
    conn: &mut Conn,
    survey: &SurveyId,
    draft: &DraftId,
) -> QueryResult<usize> {
    keep_only(conn, survey, draft, &[])
}

/// Files, at most so many, that were sent before this week and whose draft is gone, or never was: a page
/// that is refused keeps its files before there is a draft.
pub fn list_left_before(
    conn: &mut Conn,
    week: i32,
    most: i64,
) -> QueryResult<Vec<(SurveyId, AttachmentId)>> {
    let alive = drafts::table
        .filter(drafts::survey_id.eq(attachments::survey_id))
        .filter(drafts::id.nullable().eq(attachments::draft_id));
    attachments::table
        .filter(attachments::week.lt(week))
        .filter(diesel::dsl::not(diesel::dsl::exists(alive)))
        .select((attachments::survey_id, attachments::id))
        .limit(most)
        .load(conn)
}

/// Deletes those of these files that still have no draft, and says how many.
pub fn delete_left(conn: &mut Conn, files: &[(SurveyId, AttachmentId)]) -> QueryResult<usize> {
    let mut deleted = 0;
    for (survey, id) in files {
        let alive = drafts::table
            .filter(drafts::survey_id.eq(attachments::survey_id))
            .filter(drafts::id.nullable().eq(attachments::draft_id));
        let left = attachments::table
            .find((survey, id))
            .filter(attachments::draft_id.is_not_null())
            .filter(diesel::dsl::not(diesel::dsl::exists(alive)));
        deleted += diesel::delete(left).execute(conn)?;
    }
    Ok(deleted)
}

/// Deletes files of drafts of a survey, at most so many at once, and says how many.
pub fn delete_of_drafts(conn: &mut Conn, survey: &SurveyId, most: i64) -> QueryResult<usize> {
    let all = attachments::survey_id.eq(survey).and(attachments::draft_id.is_not_null());
    let some: Vec<AttachmentId> =
        attachments::table.filter(all).select(attachments::id).limit(most).load(conn)?;
    delete_attachments(conn, survey, &some)
}
