//! Pictures, sounds and films of published questionnaires, each once, under its hash.

use diesel::prelude::*;

use super::schema::{media, surveys};
use crate::engine::media::Medium;
use crate::storage::{Conn, on_each};

/// Keeps a file; one that is there already stays, and is not deleted before the transaction ends.
pub fn insert_medium(conn: &mut Conn, medium: &Medium) -> QueryResult<()> {
    let row = (media::hash.eq(&medium.hash), media::bytes.eq(&medium.bytes));
    on_each!(conn, |c| diesel::insert_into(media::table)
        .values(row)
        .on_conflict(media::hash)
        .do_update()
        .set(media::hash.eq(&medium.hash))
        .execute(c))?;
    Ok(())
}

/// Deletes a file that no survey in the field shows, neither in its questionnaire nor as a crest.
pub fn delete_unshown(conn: &mut Conn, hash: &str) -> QueryResult<()> {
    // Who is about to show it has it locked on PostgreSQL, so what she shows is looked at afterwards.
    let row = media::table.find(hash);
    diesel::update(row).set(media::hash.eq(hash)).execute(conn)?;
    let named = format!("%{hash}%");
    let shows = surveys::look.like(&named).or(surveys::document.like(&named));
    let is_shown: bool =
        diesel::select(diesel::dsl::exists(surveys::table.filter(shows))).get_result(conn)?;
    if !is_shown {
        diesel::delete(media::table.find(hash)).execute(conn)?;
    }
    Ok(())
}

/// The bytes with this hash.
pub fn find_bytes(conn: &mut Conn, hash: &str) -> QueryResult<Option<Vec<u8>>> {
    media::table.find(hash).select(media::bytes).first(conn).optional()
}

/// Whether a file with this hash is kept.
pub fn has_medium(conn: &mut Conn, hash: &str) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(media::table.find(hash))).get_result(conn)
}
