//! Prepared once for each connection: what diesel would prepare anew at each use, because a written
//! statement or an update may have another text each time. These have not.

use diesel::RunQueryDsl;
use diesel::backend::Backend;
use diesel::connection::Connection;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::result::QueryResult;

/// A statement that takes no values. A connection keeps each for ever, so there must be few.
pub(super) struct Fixed(pub(super) &'static str);

impl<DB: Backend> QueryFragment<DB> for Fixed {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql(self.0);
        Ok(())
    }
}

impl QueryId for Fixed {
    type QueryId = ();

    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<C: Connection> RunQueryDsl<C> for Fixed {}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use diesel::SqliteConnection;
    use diesel::connection::InstrumentationEvent;

    use super::*;

    #[test]
    fn a_fixed_statement_is_prepared_once() {
        let mut conn = SqliteConnection::establish(":memory:").unwrap();
        let kept = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&kept);
        conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
            if let InstrumentationEvent::CacheQuery { sql, .. } = event {
                noted.lock().unwrap().push(sql.to_owned());
            }
        });
        for statement in ["BEGIN IMMEDIATE", "COMMIT", "BEGIN IMMEDIATE", "COMMIT"] {
            Fixed(statement).execute(&mut conn).unwrap();
        }
        assert_eq!(*kept.lock().unwrap(), ["BEGIN IMMEDIATE", "COMMIT"]);
    }
}
