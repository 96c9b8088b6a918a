//! How many responses are in the cell of each quota, as they were counted last, and whether it ever was full.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::schema::quota_counts;
use crate::ids::SurveyId;
use crate::storage::{Conn, on_each};

/// What is in the cell of a quota.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellCount {
    /// The responses that are there now.
    pub responses: i64,
    /// There were as many as it takes. It stays so when some are taken back.
    pub is_full: bool,
}

/// The counts of a survey, by the name of the quota.
pub fn list_counts(conn: &mut Conn, survey: &SurveyId) -> QueryResult<BTreeMap<String, CellCount>> {
    let counts: Vec<(String, i64, bool)> = quota_counts::table
        .filter(quota_counts::survey_id.eq(survey))
        .select((quota_counts::name, quota_counts::responses, quota_counts::is_full))
        .load(conn)?;
    let cell = |(name, responses, is_full)| (name, CellCount { responses, is_full });
    Ok(counts.into_iter().map(cell).collect())
}

/// Puts these counts in the place of those that a survey has.
pub fn save_counts(
    conn: &mut Conn,
    survey: &SurveyId,
    counts: &BTreeMap<String, CellCount>,
) -> QueryResult<()> {
    let old = quota_counts::table.filter(quota_counts::survey_id.eq(survey));
    on_each!(conn, |c| diesel::delete(old).execute(c))?;
    for (name, cell) in counts {
        on_each!(conn, |c| diesel::insert_into(quota_counts::table)
            .values((
                quota_counts::survey_id.eq(survey),
                quota_counts::name.eq(name),
                quota_counts::responses.eq(cell.responses),
                quota_counts::is_full.eq(cell.is_full),
            ))
            .execute(c))?;
    }
    Ok(())
}
