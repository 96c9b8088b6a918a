//! Marks of what has moved from `collect` to this store, so that it is known when an older `collect` has it
//! again. A mark leads to no row here, and the id that it comes from was random and is gone.

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::office::schema::moved;
use super::{Conn, on_each};
use crate::ids::{MoveMark, SurveyId};

/// Marks of one statement.
const AT_ONCE: usize = 1000;

/// Keeps marks, in their order, so that the table keeps no trace of the order they came in.
pub fn note_moved(conn: &mut Conn, survey: &SurveyId, marks: &[MoveMark]) -> QueryResult<()> {
    let mut marks: Vec<&MoveMark> = marks.iter().collect();
    marks.sort_unstable();
    for mark in marks {
        on_each!(conn, |c| diesel::insert_into(moved::table)
            .values((moved::survey_id.eq(survey), moved::mark.eq(mark)))
            .on_conflict_do_nothing()
            .execute(c))?;
    }
    Ok(())
}

/// Those of these marks that are kept.
pub fn find_moved(
    conn: &mut Conn,
    survey: &SurveyId,
    marks: &[MoveMark],
) -> QueryResult<BTreeSet<MoveMark>> {
    let mut found = BTreeSet::new();
    for marks in marks.chunks(AT_ONCE) {
        let own = moved::table.filter(moved::survey_id.eq(survey));
        let these = own.filter(moved::mark.eq_any(marks)).select(moved::mark);
        found.extend(on_each!(conn, |c| these.load::<MoveMark>(c))?);
    }
    Ok(found)
}

/// How many moved in a survey.
pub fn count_moved(conn: &mut Conn, survey: &SurveyId) -> QueryResult<i64> {
    moved::table.filter(moved::survey_id.eq(survey)).count().get_result(conn)
}

/// Forgets what moved in a survey.
pub fn forget_moved(conn: &mut Conn, survey: &SurveyId) -> QueryResult<()> {
    diesel::delete(moved::table.filter(moved::survey_id.eq(survey))).execute(conn)?;
    Ok(())
}
