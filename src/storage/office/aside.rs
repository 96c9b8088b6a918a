//! How much of each survey cannot be carried to another store.

use diesel::prelude::*;

use super::schema::set_aside;
use crate::ids::SurveyId;
use crate::storage::{Conn, on_each};

/// What of a survey cannot be carried.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Aside {
    /// So many responses cannot be opened.
    pub unreadable: i64,
    /// So many responses have arrived before.
    pub doubles: i64,
    /// So many responses have a file that is damaged.
    pub damaged: i64,
    /// So many messages to the office, withdrawals among them, cannot be opened.
    pub messages: i64,
}

/// What of a survey cannot be carried.
pub fn load_aside(conn: &mut Conn, survey: &SurveyId) -> QueryResult<Aside> {
    let row: Option<(i64, i64, i64, i64)> = set_aside::table
        .find(survey)
        .select((set_aside::responses, set_aside::doubles, set_aside::damaged, set_aside::messages))
        .first(conn)
        .optional()?;
    let (unreadable, doubles, damaged, messages) = row.unwrap_or_default();
    Ok(Aside { unreadable, doubles, damaged, messages })
}

/// Notes what of a survey cannot be carried.
pub fn save_aside(conn: &mut Conn, survey: &SurveyId, aside: Aside) -> QueryResult<()> {
    let numbers = (
        set_aside::responses.eq(aside.unreadable),
        set_aside::doubles.eq(aside.doubles),
        set_aside::damaged.eq(aside.damaged),
        set_aside::messages.eq(aside.messages),
    );
    on_each!(conn, |c| diesel::insert_into(set_aside::table)
        .values((set_aside::survey_id.eq(survey), numbers))
        .on_conflict(set_aside::survey_id)
        .do_update()
        .set(numbers)
        .execute(c))?;
    Ok(())
}
