//! What the server saw of its own clock.

use diesel::prelude::*;

use super::schema::clock;
use crate::storage::{Conn, Instant, on_each};

/// What was seen of the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable, Insertable, AsChangeset)]
#[diesel(table_name = clock)]
pub struct ClockRow {
    /// When somebody looked last.
    pub seen_at: Instant,
    /// Since when it has gone on without a leap.
    pub steady_since: Instant,
    /// Whether there was a leap at all: else somebody looked for the first time then.
    pub has_leapt: bool,
    /// Since when `unseen` is counted.
    pub counted_since: Instant,
    /// How long nobody looked, in milliseconds.
    pub unseen: i64,
    /// The same of the span before.
    pub unseen_before: i64,
}

/// The only row.
const ID: &str = "clock";

/// What was seen last; none when nobody has looked yet.
pub fn find_clock(conn: &mut Conn) -> QueryResult<Option<ClockRow>> {
    let seen = (
        clock::seen_at,
        clock::steady_since,
        clock::has_leapt,
        clock::counted_since,
        clock::unseen,
        clock::unseen_before,
    );
    clock::table.find(ID).select(seen).first(conn).optional()
}

/// Notes what was seen.
pub fn save_clock(conn: &mut Conn, row: ClockRow) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(clock::table)
        .values((clock::id.eq(ID), row))
        .on_conflict(clock::id)
        .do_update()
        .set(row)
        .execute(c))?;
    Ok(())
}
