//! How much of each survey cannot be carried to another store.

use diesel::prelude::*;

use super::schema::set_aside;
use crate::ids::SurveyId;
use crate::storage::{Conn, on_each};

/// What of a survey cannot be carried.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Aside {
    /// So many responses.
    pub responses: i64,
    /// So many messages to the office, withdrawals among them.
    pub messages: i64,
}

/// What of a survey cannot be carried.
pub fn load_aside(conn: &mut Conn, survey: &SurveyId) -> QueryResult<Aside> {
    let row: Option<(i64, i64)> = set_aside::table
        .find(survey)
        .select((set_aside::responses, set_aside::messages))
        .first(conn)
        .optional()?;
    let (responses, messages) = row.unwrap_or_default();
    Ok(Aside { responses, messages })
}

/// Notes what of a survey cannot be carried.
pub fn save_aside(conn: &mut Conn, survey: &SurveyId, aside: Aside) -> QueryResult<()> {
    let numbers =
        (set_aside::responses.eq(aside.responses), set_aside::messages.eq(aside.messages));
    on_each!(conn, |c| diesel::insert_into(set_aside::table)
        .values((set_aside::survey_id.eq(survey), numbers))
        .on_conflict(set_aside::survey_id)
        .do_update()
        .set(numbers)
        .execute(c))?;
    Ok(())
}
