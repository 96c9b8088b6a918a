//! What the server saw of its own clock.

use diesel::prelude::*;

use super::schema::clock;
use crate::storage::{Conn, Instant, on_each};

/// What was seen of the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockRow {
    /// When somebody looked last.
    pub seen_at: Instant,
    /// Since when it has gone on without a leap.
    pub steady_since: Instant,
    /// Whether there was a leap at all: else somebody looked for the first time then.
    pub has_leapt: bool,
}

/// The only row.
const ID: &str = "clock";

/// What was seen last; none when nobody has looked yet.
pub fn find_clock(conn: &mut Conn) -> QueryResult<Option<ClockRow>> {
    let row: Option<(Instant, Instant, bool)> = clock::table
        .find(ID)
        .select((clock::seen_at, clock::steady_since, clock::has_leapt))
        .first(conn)
        .optional()?;
    Ok(row.map(|(seen_at, steady_since, has_leapt)| ClockRow { seen_at, steady_since, has_leapt }))
}

/// Notes what was seen.
pub fn save_clock(conn: &mut Conn, row: ClockRow) -> QueryResult<()> {
    let seen = (
        clock::seen_at.eq(row.seen_at),
        clock::steady_since.eq(row.steady_since),
        clock::has_leapt.eq(row.has_leapt),
    );
    on_each!(conn, |c| diesel::insert_into(clock::table)
        .values((clock::id.eq(ID), seen))
        .on_conflict(clock::id)
        .do_update()
        .set(seen)
        .execute(c))?;
    Ok(())
}
