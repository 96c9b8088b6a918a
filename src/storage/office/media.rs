//! Pictures, sounds and films of an organisation's questionnaires, each once, under its hash; and which of them belong to
//! which manuscript.

use diesel::dsl::exists;
use diesel::prelude::*;

use super::schema::{manuscript_media, manuscripts, media};
use super::versions;
use crate::engine::media::Medium;
use crate::ids::{ManuscriptId, OrganisationId};
use crate::storage::{Conn, on_each};

/// Keeps a file; one that is there already stays, and is not deleted before the transaction ends.
pub fn keep_medium(
    conn: &mut Conn,
    organisation: &OrganisationId,
    medium: &Medium,
) -> QueryResult<()> {
    let Medium { hash, bytes } = medium;
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let row = (
        media::organisation_id.eq(organisation),
        media::hash.eq(hash),
        media::size.eq(size),
        media::bytes.eq(bytes),
    );
    on_each!(conn, |c| diesel::insert_into(media::table)
        .values(row)
        .on_conflict((media::organisation_id, media::hash))
        .do_update()
        .set(media::hash.eq(hash))
        .execute(c))?;
    Ok(())
}

/// How many bytes a file of an organisation has. It is not deleted before the transaction ends.
pub fn hold_medium(
    conn: &mut Conn,
    organisation: &OrganisationId,
    hash: &str,
) -> QueryResult<Option<i64>> {
    let row = media::table.find((organisation, hash));
    diesel::update(row).set(media::hash.eq(hash)).execute(conn)?;
    media::table.find((organisation, hash)).select(media::size).first(conn).optional()
}

/// The file of an organisation with this hash.
pub fn find_medium(
    conn: &mut Conn,
    organisation: &OrganisationId,
    hash: &str,
) -> QueryResult<Option<Medium>> {
    let bytes = media::table.find((organisation, hash)).select(media::bytes).first(conn);
    Ok(bytes.optional()?.map(|bytes| Medium { hash: hash.to_owned(), bytes }))
}

/// Whether a version may show the file with this hash: the organisation has it, or a version showed it before.
pub fn may_be_shown(
    conn: &mut Conn,
    organisation: &OrganisationId,
    hash: &str,
) -> QueryResult<bool> {
    let own = media::table.find((organisation, hash));
    let has: bool = diesel::select(exists(own)).get_result(conn)?;
    Ok(has || versions::is_shown(conn, hash)?)
}

/// The files of a manuscript: their hashes, and how many bytes they have.
pub fn list_of_manuscript(
    conn: &mut Conn,
    organisation: &OrganisationId,
    manuscript: &ManuscriptId,
) -> QueryResult<Vec<(String, i64)>> {
    let own = manuscript_media::table
        .filter(manuscript_media::manuscript_id.eq(manuscript))
        .select(manuscript_media::hash);
    media::table
        .filter(media::organisation_id.eq(organisation))
        .filter(media::hash.eq_any(own))
        .select((media::hash, media::size))
        .load(conn)
}

/// The file with this hash, where it belongs to the manuscript.
pub fn find_of_manuscript(
    conn: &mut Conn,
    organisation: &OrganisationId,
    manuscript: &ManuscriptId,
    hash: &str,
) -> QueryResult<Option<Medium>> {
    let of_it = manuscript_media::table.find((manuscript, hash));
    match diesel::select(exists(of_it)).get_result(conn)? {
        true => find_medium(conn, organisation, hash),
        false => Ok(None),
    }
}

/// A file belongs to a manuscript from now on.
pub fn add_to_manuscript(
    conn: &mut Conn,
    manuscript: &ManuscriptId,
    hash: &str,
) -> QueryResult<()> {
    let row = (manuscript_media::manuscript_id.eq(manuscript), manuscript_media::hash.eq(hash));
    diesel::insert_into(manuscript_media::table).values(row).execute(conn)?;
    Ok(())
}

/// Deletes a file of an organisation that no manuscript of hers has and no version shows.
pub fn delete_unused(
    conn: &mut Conn,
    organisation: &OrganisationId,
    hash: &str,
) -> QueryResult<()> {
    // Who is about to use it has it locked on PostgreSQL, so what she uses is looked at afterwards.
    hold_medium(conn, organisation, hash)?;
    let used = manuscript_media::table
        .inner_join(manuscripts::table)
        .filter(manuscript_media::hash.eq(hash))
        .filter(manuscripts::organisation_id.eq(organisation));
    let is_used: bool = diesel::select(exists(used)).get_result(conn)?;
    if !is_used && !versions::is_shown(conn, hash)? {
        diesel::delete(media::table.find((organisation, hash))).execute(conn)?;
    }
    Ok(())
}
