//! Files that belong to responses.

use diesel::prelude::*;

use super::schema::attachments;
use crate::ids::{ResponseId, SurveyId};
use crate::storage::Conn;

/// A file of a response.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = attachments)]
pub struct Attachment {
    /// The survey.
    pub survey_id: SurveyId,
    /// The response.
    pub response_id: ResponseId,
    /// Its name, which is the answer.
    pub name: String,
    /// What is in it.
    pub body: Vec<u8>,
}

/// Adds a file.
pub fn insert_attachment(conn: &mut Conn, row: &Attachment) -> QueryResult<()> {
    diesel::insert_into(attachments::table).values(row).execute(conn)?;
    Ok(())
}

/// What is in a file of a response.
pub fn find_body(
    conn: &mut Conn,
    survey: &SurveyId,
    response: &ResponseId,
    name: &str,
) -> QueryResult<Option<Vec<u8>>> {
    attachments::table
        .find((survey, response, name))
        .select(attachments::body)
        .first(conn)
        .optional()
}

/// Deletes the files of a response.
pub(super) fn delete_of_response(
    conn: &mut Conn,
    survey: &SurveyId,
    response: &ResponseId,
) -> QueryResult<usize> {
    let own = attachments::survey_id.eq(survey).and(attachments::response_id.eq(response));
    diesel::delete(attachments::table.filter(own)).execute(conn)
}
