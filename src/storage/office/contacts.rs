//! What residents wrote beside the questionnaire: addresses for the prize draw and for the results by
//! mail, and barriers. Nothing leads from here to an invitation or to an answer.

use diesel::prelude::*;

use super::schema::contacts;
use crate::domain::Purpose;
use crate::ids::{ContactId, SurveyId};
use crate::storage::Conn;

/// What somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = contacts)]
pub struct Contact {
    /// The survey it was left in.
    pub survey_id: SurveyId,
    /// Random.
    pub id: ContactId,
    /// What it is for; for nothing else may it be used.
    pub purpose: Purpose,
    /// Name and address, or what was in the way, as they were written.
    pub address: String,
}

/// Adds addresses, in the order of their random ids.
pub fn insert_contacts(conn: &mut Conn, mut contacts: Vec<Contact>) -> QueryResult<()> {
    contacts.sort_by(|a, b| a.id.cmp(&b.id));
    for contact in contacts {
        diesel::insert_into(contacts::table).values(contact).execute(conn)?;
    }
    Ok(())
}

/// What was written for a purpose, by random ids.
pub fn list_contacts(
    conn: &mut Conn,
    survey: &SurveyId,
    purpose: Purpose,
) -> QueryResult<Vec<Contact>> {
    contacts::table
        .filter(contacts::survey_id.eq(survey).and(contacts::purpose.eq(purpose)))
        .order(contacts::id)
        .load(conn)
}

/// Deletes what somebody wrote, and says whether it was there: 0 or 1.
pub fn delete_contact(
    conn: &mut Conn,
    survey: &SurveyId,
    contact: &ContactId,
) -> QueryResult<usize> {
    let one = contacts::table.filter(contacts::survey_id.eq(survey).and(contacts::id.eq(contact)));
    diesel::delete(one).execute(conn)
}

/// How much was written, for whatever purpose.
pub fn count_contacts(conn: &mut Conn, survey: &SurveyId) -> QueryResult<i64> {
    contacts::table.filter(contacts::survey_id.eq(survey)).count().get_result(conn)
}
