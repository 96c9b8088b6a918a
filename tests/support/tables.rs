//! What lies in the tables, for tests that look behind the application.

use diesel::result::QueryResult;
use diesel::sql_types::{BigInt, Text};
use diesel::{QueryableByName, RunQueryDsl as _, sql_query};
use zugvogel::ids::SurveyId;
use zugvogel::storage::Conn;

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    value: i64,
}

#[derive(QueryableByName)]
struct Word {
    #[diesel(sql_type = Text)]
    value: String,
}

/// How many rows of a table a survey has.
pub(crate) fn count(conn: &mut Conn, table: &str, survey: &SurveyId) -> QueryResult<i64> {
    count_where(conn, table, survey, "TRUE")
}

/// How many of them meet a condition.
pub(crate) fn count_where(
    conn: &mut Conn,
    table: &str,
    survey: &SurveyId,
    condition: &str,
) -> QueryResult<i64> {
    let sql = format!(
        "SELECT COUNT(*) AS value FROM {table} WHERE survey_id = '{}' AND {condition}",
        survey.0
    );
    let number: Number = match conn {
        Conn::Sqlite(c) => sql_query(sql).get_result(c)?,
        Conn::Postgres(c) => sql_query(sql).get_result(c)?,
    };
    Ok(number.value)
}

/// A column of a whole table, in its own order.
pub(crate) fn texts(conn: &mut Conn, table: &str, column: &str) -> QueryResult<Vec<String>> {
    let sql = format!("SELECT {column} AS value FROM {table} ORDER BY {column}");
    let words: Vec<Word> = match conn {
        Conn::Sqlite(c) => sql_query(sql).load(c)?,
        Conn::Postgres(c) => sql_query(sql).load(c)?,
    };
    Ok(words.into_iter().map(|word| word.value).collect())
}

/// How many were invited, and what is known of them.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) invited: i64,
    pub(crate) done: i64,
    pub(crate) opted_out: i64,
}

/// The invitations of a survey.
pub(crate) fn tally(conn: &mut Conn, survey: &SurveyId) -> QueryResult<Tally> {
    Ok(Tally {
        invited: count(conn, "invitations", survey)?,
        done: count_where(conn, "invitations", survey, "is_done")?,
        opted_out: count_where(conn, "invitations", survey, "opted_out")?,
    })
}
