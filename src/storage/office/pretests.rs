//! Links by which people without an account walk through a manuscript as it was.

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::schema::{manuscript_comments, pretests};
use crate::ids::ManuscriptId;
use crate::storage::{Conn, Instant};

/// A link with the manuscript as it was.
#[derive(Debug, Clone, PartialEq, Eq, Insertable)]
#[diesel(table_name = pretests)]
pub struct PretestRow {
    /// Of which manuscript.
    pub manuscript_id: ManuscriptId,
    /// 1, 2, 3, …
    pub number: i64,
    /// The hash of its token.
    pub token_hash: String,
    /// The questionnaire as JSON.
    pub document: String,
    /// When it was made.
    pub made_at: Instant,
    /// By whom: a staff id.
    pub made_by: String,
    /// Its last day.
    pub last_day: String,
    /// How many began.
    pub began: i64,
    /// How many came to an end.
    pub finished: i64,
}

/// A link without its manuscript.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct PretestHead {
    /// Of which manuscript.
    pub manuscript_id: ManuscriptId,
    /// Its number.
    pub number: i64,
    /// When it was made.
    pub made_at: Instant,
    /// By whom: a staff id.
    pub made_by: String,
    /// Its last day.
    pub last_day: String,
    /// When somebody ended it.
    pub ended_at: Option<Instant>,
    /// How many began.
    pub began: i64,
    /// How many came to an end.
    pub finished: i64,
}

type HeadColumns = (
    pretests::manuscript_id,
    pretests::number,
    pretests::made_at,
    pretests::made_by,
    pretests::last_day,
    pretests::ended_at,
    pretests::began,
    pretests::finished,
);

const HEAD: HeadColumns = (
    pretests::manuscript_id,
    pretests::number,
    pretests::made_at,
    pretests::made_by,
    pretests::last_day,
    pretests::ended_at,
    pretests::began,
    pretests::finished,
);

/// The links of a manuscript, the newest first.
pub fn list_pretests(conn: &mut Conn, manuscript: &ManuscriptId) -> QueryResult<Vec<PretestHead>> {
    pretests::table
        .filter(pretests::manuscript_id.eq(manuscript))
        .order(pretests::number.desc())
        .select(HEAD)
        .load(conn)
}

/// How many comments came by each link of a manuscript.
pub fn count_comments(conn: &mut Conn, manuscript: &ManuscriptId) -> QueryResult<Vec<(i64, i64)>> {
    use manuscript_comments::{manuscript_id, pretest};
    manuscript_comments::table
        .filter(manuscript_id.eq(manuscript))
        .filter(pretest.is_not_null())
        .group_by(pretest)
        .select((pretest.assume_not_null(), count_star()))
        .load(conn)
}

/// The link with this hash of its token.
pub fn find_pretest(conn: &mut Conn, token_hash: &str) -> QueryResult<Option<PretestHead>> {
    pretests::table.filter(pretests::token_hash.eq(token_hash)).select(HEAD).first(conn).optional()
}

/// The questionnaire of a link; empty where the link is over.
pub fn find_document(
    conn: &mut Conn,
    manuscript: &ManuscriptId,
    number: i64,
) -> QueryResult<Option<String>> {
    pretests::table.find((manuscript, number)).select(pretests::document).first(conn).optional()
}

/// Adds a link.
pub fn insert_pretest(conn: &mut Conn, row: &PretestRow) -> QueryResult<()> {
    diesel::insert_into(pretests::table).values(row).execute(conn)?;
    Ok(())
}

/// Ends a link: its questionnaire goes.
pub fn end_pretest(
    conn: &mut Conn,
    manuscript: &ManuscriptId,
    number: i64,
    now: Instant,
) -> QueryResult<bool> {
    let open = pretests::table.find((manuscript, number)).filter(pretests::ended_at.is_null());
    let ended = (pretests::ended_at.eq(now), pretests::document.eq(""));
    Ok(diesel::update(open).set(ended).execute(conn)? == 1)
}

/// Lets the questionnaires go of links whose last day is before this one.
pub fn empty_pretests(conn: &mut Conn, manuscript: &ManuscriptId, today: &str) -> QueryResult<()> {
    let over = pretests::table
        .filter(pretests::manuscript_id.eq(manuscript))
        .filter(pretests::last_day.lt(today));
    diesel::update(over).set(pretests::document.eq("")).execute(conn)?;
    Ok(())
}

/// Counts that somebody began, or came to an end, or both.
pub fn count_walk(
    conn: &mut Conn,
    manuscript: &ManuscriptId,
    number: i64,
    (began, finished): (bool, bool),
) -> QueryResult<()> {
    let more = (
        pretests::began.eq(pretests::began + i64::from(began)),
        pretests::finished.eq(pretests::finished + i64::from(finished)),
    );
    diesel::update(pretests::table.find((manuscript, number))).set(more).execute(conn)?;
    Ok(())
}
