//! How many responses are in the cell of each quota, as they were counted last.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::schema::quota_counts;
use crate::ids::SurveyId;
use crate::storage::{Conn, on_each};

/// The counts of a survey, by the name of the quota.
pub fn list_counts(conn: &mut Conn, survey: &SurveyId) -> QueryResult<BTreeMap<String, i64>> {
    let counts: Vec<(String, i64)> = quota_counts::table
        .filter(quota_counts::survey_id.eq(survey))
        .select((quota_counts::name, quota_counts::responses))
        .load(conn)?;
    Ok(counts.into_iter().collect())
}

/// Puts these counts in the place of those that a survey has.
pub fn save_counts(
    conn: &mut Conn,
    survey: &SurveyId,
    counts: &BTreeMap<String, i64>,
) -> QueryResult<()> {
    let old = quota_counts::table.filter(quota_counts::survey_id.eq(survey));
    on_each!(conn, |c| diesel::delete(old).execute(c))?;
    for (name, number) in counts {
        on_each!(conn, |c| diesel::insert_into(quota_counts::table)
            .values((
                quota_counts::survey_id.eq(survey),
                quota_counts::name.eq(name),
                quota_counts::responses.eq(*number),
            ))
            .execute(c))?;
    }
    Ok(())
}
