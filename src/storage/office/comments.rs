//! What colleagues say to each other about the elements of a manuscript.

use diesel::prelude::*;
use jiff::SignedDuration;

use super::schema::manuscript_comments;
use crate::ids::ManuscriptId;
use crate::storage::{Conn, Instant};

/// A comment, or an answer to one.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = manuscript_comments)]
pub struct CommentRow {
    /// On which manuscript.
    pub manuscript_id: ManuscriptId,
    /// 1, 2, 3, …
    pub number: i64,
    /// The key of the element.
    pub element: String,
    /// The number of the comment that it answers; none where it begins a thread.
    pub answers: Option<i64>,
    /// What is said.
    pub words: String,
    /// When.
    pub made_at: Instant,
    /// By whom: a staff id; [`GUEST`] from a pretest.
    pub made_by: String,
    /// When it was done, of a thread.
    pub done_at: Option<Instant>,
    /// Who said so.
    pub done_by: Option<String>,
    /// The number of the pretest that it comes from.
    pub pretest: Option<i64>,
    /// The name that was given there; may be empty.
    pub guest: Option<String>,
    /// The key of the page on which it was written there.
    pub page: Option<String>,
}

/// Who commented in a pretest.
pub const GUEST: &str = "pretest";

/// For how long the same words are the same comment.
const AGAIN: SignedDuration = SignedDuration::from_mins(1);
/// Among how many of the newest comments they are looked for.
const NEWEST: i64 = 20;

/// The comments of a manuscript, the oldest first.
pub fn list_comments(conn: &mut Conn, manuscript: &ManuscriptId) -> QueryResult<Vec<CommentRow>> {
    of(manuscript).order(manuscript_comments::number).load(conn)
}

/// The element of the comment of this number, where it begins a thread.
pub fn find_thread(
    conn: &mut Conn,
    manuscript: &ManuscriptId,
    number: i64,
) -> QueryResult<Option<String>> {
    of(manuscript)
        .filter(manuscript_comments::number.eq(number))
        .filter(manuscript_comments::answers.is_null())
        .select(manuscript_comments::element)
        .first(conn)
        .optional()
}

/// The number of the newest comment of a manuscript; 0 where it has none. None is ever deleted alone, so they are as many.
pub fn last_comment(conn: &mut Conn, manuscript: &ManuscriptId) -> QueryResult<i64> {
    let last: Option<i64> =
        of(manuscript).select(diesel::dsl::max(manuscript_comments::number)).first(conn)?;
    Ok(last.unwrap_or(0))
}

/// How many comments of a manuscript come from pretests; from one of them.
pub fn count_guests(
    conn: &mut Conn,
    manuscript: &ManuscriptId,
    pretest: i64,
) -> QueryResult<(i64, i64)> {
    use manuscript_comments::pretest as number;
    let all = of(manuscript).filter(number.is_not_null()).count().get_result(conn)?;
    Ok((all, of(manuscript).filter(number.eq(pretest)).count().get_result(conn)?))
}

/// Adds a comment. Who presses the button twice says it once: the same words at the same place are not added again within
/// [`AGAIN`].
pub fn insert_comment(conn: &mut Conn, row: &CommentRow) -> QueryResult<()> {
    let newest: Vec<CommentRow> = of(&row.manuscript_id)
        .filter(manuscript_comments::number.gt(row.number - NEWEST))
        .load(conn)?;
    let is_same = |said: &CommentRow| {
        let at = CommentRow { number: row.number, made_at: row.made_at, ..said.clone() };
        at == *row && row.made_at.timestamp().duration_since(said.made_at.timestamp()) < AGAIN
    };
    if !newest.iter().any(is_same) {
        diesel::insert_into(manuscript_comments::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// Notes that a thread is done, and by whom; or that it is open again.
pub fn mark_done(
    conn: &mut Conn,
    manuscript: &ManuscriptId,
    number: i64,
    done: Option<(Instant, &str)>,
) -> QueryResult<()> {
    use manuscript_comments::{done_at, done_by};
    let thread = manuscript_comments::table
        .filter(manuscript_comments::manuscript_id.eq(manuscript))
        .filter(manuscript_comments::number.eq(number))
        .filter(manuscript_comments::answers.is_null());
    let (at, by) = done.unzip();
    diesel::update(thread).set((done_at.eq(at), done_by.eq(by))).execute(conn)?;
    Ok(())
}

#[diesel::dsl::auto_type(no_type_alias)]
fn of<'m>(manuscript: &'m ManuscriptId) -> _ {
    manuscript_comments::table.filter(manuscript_comments::manuscript_id.eq(manuscript))
}
