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

/// Stores a file. One that is there already stays as it is: the same file was sent twice.
pub fn insert_attachment(conn: &mut Conn, row: &Attachment) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(attachments::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
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

/// Deletes the files of all drafts of a survey.
pub(super) fn delete_of_drafts(conn: &mut Conn, survey: &SurveyId) -> QueryResult<usize> {
    let all = attachments::survey_id.eq(survey).and(attachments::draft_id.is_not_null());
    diesel::delete(attachments::table.filter(all)).execute(conn)
}

/// Deletes the files that were sent before this week and whose draft is gone, or never was: a page
/// that is refused keeps its files before there is a draft.
pub fn delete_left_before(conn: &mut Conn, week: i32) -> QueryResult<usize> {
    let alive = drafts::table
        .filter(drafts::survey_id.eq(attachments::survey_id))
        .filter(drafts::id.nullable().eq(attachments::draft_id));
    let left = attachments::table
        .filter(attachments::week.lt(week))
        .filter(diesel::dsl::not(diesel::dsl::exists(alive)));
    diesel::delete(left).execute(conn)
}
