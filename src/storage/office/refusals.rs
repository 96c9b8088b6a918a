//! Attempts to sign in that failed, until the audit trail tells of them: a row for each account, and
//! one for all addresses that have none.

use diesel::prelude::*;

use super::schema::refusals;
use crate::ids::StaffId;
use crate::storage::{Conn, Instant, on_each};

/// Attempts that failed since an instant.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = refusals)]
pub struct RefusalRow {
    /// The account that was tried; empty for all addresses that have none.
    pub account: StaffId,
    /// When the first of them failed.
    pub since: Instant,
    /// How many there were.
    pub attempts: i64,
}

/// Adds attempts to those that are noted for the account already.
pub fn add_refusals(conn: &mut Conn, new: &RefusalRow) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(refusals::table)
        .values(new)
        .on_conflict(refusals::account)
        .do_update()
        .set(refusals::attempts.eq(refusals::attempts + new.attempts))
        .execute(c))?;
    Ok(())
}

/// Takes out those whose first attempt was at this instant or before.
pub fn take_refusals(conn: &mut Conn, until: Instant) -> QueryResult<Vec<RefusalRow>> {
    on_each!(conn, |c| diesel::delete(refusals::table.filter(refusals::since.le(until)))
        .returning(refusals::all_columns)
        .get_results(c))
}
