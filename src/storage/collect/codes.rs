//! Access codes that are admitted, under ids that only a code gives. Which of them were used cannot
//! be seen here.

use diesel::prelude::*;

use super::schema::codes;
use crate::ids::{CodeId, SurveyId};
use crate::storage::{Conn, on_each};

/// An access code as it is known here.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Queryable, Insertable)]
#[diesel(table_name = codes)]
pub struct AdmittedCode {
    /// The survey it is for.
    pub survey_id: SurveyId,
    /// Derived from the code.
    pub id: CodeId,
    /// The coarse stratum that answers take along; empty when none is carried.
    pub stratum: String,
}

/// Rows of one statement: three values each, and SQLite takes 32,766 at most.
const ROWS_AT_ONCE: usize = 5000;

/// Admits codes, in the order of their ids, so that the table keeps no trace of the order in which
/// they were drawn. One that is there already is a `UniqueViolation`.
pub fn insert_codes(conn: &mut Conn, codes: &mut [AdmittedCode]) -> QueryResult<()> {
    codes.sort_unstable();
    for rows in codes.chunks(ROWS_AT_ONCE) {
        let rows: Vec<&AdmittedCode> = rows.iter().collect();
        on_each!(conn, |c| diesel::insert_into(codes::table).values(rows).execute(c))?;
    }
    Ok(())
}

/// The stratum of a code; none when the code is not admitted.
pub fn find_stratum(
    conn: &mut Conn,
    survey: &SurveyId,
    id: &CodeId,
) -> QueryResult<Option<String>> {
    codes::table.find((survey, id)).select(codes::stratum).first(conn).optional()
}

/// Admits codes of this survey no longer, at most so many at once, and says how many.
pub fn delete_codes_of(conn: &mut Conn, survey: &SurveyId, most: i64) -> QueryResult<usize> {
    let of_survey = codes::table.filter(codes::survey_id.eq(survey));
    let some: Vec<CodeId> = of_survey.select(codes::id).limit(most).load(conn)?;
    let these = codes::table.filter(codes::survey_id.eq(survey).and(codes::id.eq_any(&some)));
    on_each!(conn, |c| diesel::delete(these).execute(c))
}

/// How many codes of this survey are admitted.
pub fn count_codes(conn: &mut Conn, survey: &SurveyId) -> QueryResult<i64> {
    codes::table.filter(codes::survey_id.eq(survey)).count().get_result(conn)
}
