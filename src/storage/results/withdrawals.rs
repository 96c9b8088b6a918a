//! Withdrawals: which response a withdrawal code deletes. Empty unless a survey offers it, and then
//! its residents are told that their answers can be found with the code.

use diesel::prelude::*;

use super::attachments;
use super::schema::{responses, withdrawals};
use crate::ids::{ResponseId, SurveyId, WithdrawalId};
use crate::storage::{Conn, on_each};

/// Ids of one statement.
const IDS_AT_ONCE: usize = 1000;

/// A response that its giver may withdraw.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = withdrawals)]
pub struct WithdrawalRow {
    /// The survey.
    pub survey_id: SurveyId,
    /// Derived from the withdrawal code.
    pub id: WithdrawalId,
    /// The response.
    pub response_id: ResponseId,
}

/// Adds withdrawals, in the order of their ids.
pub fn insert_withdrawals(conn: &mut Conn, mut rows: Vec<WithdrawalRow>) -> QueryResult<()> {
    rows.sort_by(|a, b| a.id.cmp(&b.id));
    for row in rows {
        diesel::insert_into(withdrawals::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// Which of these withdrawals have a response here.
pub fn find_withdrawals(
    conn: &mut Conn,
    survey: &SurveyId,
    ids: &[WithdrawalId],
) -> QueryResult<Vec<WithdrawalId>> {
    let mut found = Vec::new();
    for ids in ids.chunks(IDS_AT_ONCE) {
        let these = withdrawals::survey_id.eq(survey).and(withdrawals::id.eq_any(ids));
        found.extend(on_each!(conn, |c| withdrawals::table
            .filter(these)
            .select(withdrawals::id)
            .load::<WithdrawalId>(c))?);
    }
    Ok(found)
}

/// Deletes the response of a withdrawal with its files. False when there is none.
pub fn withdraw(conn: &mut Conn, survey: &SurveyId, id: &WithdrawalId) -> QueryResult<bool> {
    let withdrawal = withdrawals::table.find((survey, id));
    let response: Option<ResponseId> =
        withdrawal.select(withdrawals::response_id).first(conn).optional()?;
    let Some(response) = response else { return Ok(false) };
    attachments::delete_of_response(conn, survey, &response)?;
    diesel::delete(responses::table.find((survey, &response))).execute(conn)?;
    diesel::delete(withdrawal).execute(conn)?;
    Ok(true)
}
