//! Which quotas are full. It follows from what is in the results already, and changes when that is
//! counted, once a day: so no row here tells of anybody who answers now.

use std::collections::BTreeSet;

use diesel::prelude::*;
use smol_str::SmolStr;

use super::schema::full_quotas;
use crate::ids::SurveyId;
use crate::storage::{Conn, on_each};

/// The names of a survey's quotas that are full.
pub fn list_full(conn: &mut Conn, survey: &SurveyId) -> QueryResult<BTreeSet<SmolStr>> {
    let names: Vec<String> = full_quotas::table
        .filter(full_quotas::survey_id.eq(survey))
        .select(full_quotas::name)
        .load(conn)?;
    Ok(names.into_iter().map(SmolStr::from).collect())
}

/// Notes which of a survey's quotas are full; rows that stay are not touched.
pub fn save_full(conn: &mut Conn, survey: &SurveyId, full: &BTreeSet<SmolStr>) -> QueryResult<()> {
    let names: Vec<&str> = full.iter().map(SmolStr::as_str).collect();
    let open = full_quotas::table
        .filter(full_quotas::survey_id.eq(survey).and(full_quotas::name.ne_all(&names)));
    on_each!(conn, |c| diesel::delete(open).execute(c))?;
    for name in names {
        on_each!(conn, |c| diesel::insert_into(full_quotas::table)
            .values((full_quotas::survey_id.eq(survey), full_quotas::name.eq(name)))
            .on_conflict_do_nothing()
            .execute(c))?;
    }
    Ok(())
}
