//! Questionnaires that are being written, and the log of their changes.

use diesel::prelude::*;

use super::schema::{manuscript_changes, manuscripts};
use crate::ids::{ManuscriptId, OrganisationId};
use crate::storage::{Conn, Instant};

/// A questionnaire that is being written.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable, Identifiable, AsChangeset)]
#[diesel(table_name = manuscripts)]
pub struct ManuscriptRow {
    /// Random.
    pub id: ManuscriptId,
    /// The organisation whose designers write it.
    pub organisation_id: OrganisationId,
    /// Its title in its first language, for lists.
    pub title: String,
    /// The questionnaire as JSON; it need not be sound.
    pub document: String,
    /// How many changes made it.
    pub revision: i64,
    /// When it was changed last.
    pub changed_at: Instant,
    /// By whom: a staff id or `cli`.
    pub changed_by: String,
}

/// A manuscript without its document.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct ManuscriptHead {
    /// Its id.
    pub id: ManuscriptId,
    /// Its title.
    pub title: String,
    /// When it was changed last.
    pub changed_at: Instant,
    /// By whom.
    pub changed_by: String,
}

/// A change of a manuscript.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = manuscript_changes)]
pub struct ChangeRow {
    /// Of which manuscript.
    pub manuscript_id: ManuscriptId,
    /// 1, 2, 3, …
    pub number: i64,
    /// When.
    pub made_at: Instant,
    /// By whom.
    pub made_by: String,
    /// The change, as JSON.
    pub edit: String,
    /// What takes it back, as JSON.
    pub inverse: String,
    /// The number of the change that this one takes back.
    pub undoes: Option<i64>,
}

/// The organisation's manuscripts, what was changed last first.
pub fn list_manuscripts(
    conn: &mut Conn,
    organisation: &OrganisationId,
) -> QueryResult<Vec<ManuscriptHead>> {
    use manuscripts::{changed_at, changed_by, id, title};
    manuscripts::table
        .filter(manuscripts::organisation_id.eq(organisation))
        .order((changed_at.desc(), id))
        .select((id, title, changed_at, changed_by))
        .load(conn)
}

/// How many manuscripts an organisation has.
pub fn count_manuscripts(conn: &mut Conn, organisation: &OrganisationId) -> QueryResult<i64> {
    manuscripts::table
        .filter(manuscripts::organisation_id.eq(organisation))
        .count()
        .get_result(conn)
}

/// The organisation's manuscript of this id.
pub fn find_manuscript(
    conn: &mut Conn,
    organisation: &OrganisationId,
    id: &ManuscriptId,
) -> QueryResult<Option<ManuscriptRow>> {
    manuscripts::table
        .find(id)
        .filter(manuscripts::organisation_id.eq(organisation))
        .first(conn)
        .optional()
}

/// The organisation that has this manuscript.
pub fn find_owner(conn: &mut Conn, id: &ManuscriptId) -> QueryResult<Option<OrganisationId>> {
    manuscripts::table.find(id).select(manuscripts::organisation_id).first(conn).optional()
}

/// Adds a manuscript.
pub fn insert_manuscript(conn: &mut Conn, row: &ManuscriptRow) -> QueryResult<()> {
    diesel::insert_into(manuscripts::table).values(row).execute(conn)?;
    Ok(())
}

/// Puts the manuscript in the place of what it was at the revision before; false when somebody else was first.
pub fn replace_manuscript(conn: &mut Conn, row: &ManuscriptRow) -> QueryResult<bool> {
    let before = manuscripts::table
        .find(&row.id)
        .filter(manuscripts::organisation_id.eq(&row.organisation_id))
        .filter(manuscripts::revision.eq(row.revision - 1));
    Ok(diesel::update(before).set(row).execute(conn)? == 1)
}

/// Deletes a manuscript with its changes.
pub fn delete_manuscript(
    conn: &mut Conn,
    organisation: &OrganisationId,
    id: &ManuscriptId,
) -> QueryResult<bool> {
    let row = manuscripts::table.find(id).filter(manuscripts::organisation_id.eq(organisation));
    Ok(diesel::delete(row).execute(conn)? == 1)
}

/// Adds a change to the log, and forgets the oldest where it has more than `most`.
pub fn insert_change(conn: &mut Conn, change: &ChangeRow, most: i64) -> QueryResult<()> {
    diesel::insert_into(manuscript_changes::table).values(change).execute(conn)?;
    let old = manuscript_changes::table
        .filter(manuscript_changes::manuscript_id.eq(&change.manuscript_id))
        .filter(manuscript_changes::number.le(change.number - most));
    diesel::delete(old).execute(conn)?;
    Ok(())
}

/// Which change takes which back, the oldest first: number and `undoes`.
pub fn list_undone(
    conn: &mut Conn,
    manuscript: &ManuscriptId,
) -> QueryResult<Vec<(i64, Option<i64>)>> {
    use manuscript_changes::{number, undoes};
    of(manuscript).order(number).select((number, undoes)).load(conn)
}

/// A change by its number.
pub fn find_change(
    conn: &mut Conn,
    manuscript: &ManuscriptId,
    number: i64,
) -> QueryResult<Option<ChangeRow>> {
    of(manuscript).filter(manuscript_changes::number.eq(number)).first(conn).optional()
}

/// What takes back the changes after a revision, the newest first: number and inverse.
pub fn list_inverses(
    conn: &mut Conn,
    manuscript: &ManuscriptId,
    after: i64,
) -> QueryResult<Vec<(i64, String)>> {
    use manuscript_changes::{inverse, number};
    of(manuscript)
        .filter(number.gt(after))
        .order(number.desc())
        .select((number, inverse))
        .load(conn)
}

#[diesel::dsl::auto_type(no_type_alias)]
fn of<'m>(manuscript: &'m ManuscriptId) -> _ {
    manuscript_changes::table.filter(manuscript_changes::manuscript_id.eq(manuscript))
}
