//! Prepared once for each connection: statements that diesel would prepare anew at each use.

use diesel::RunQueryDsl;
use diesel::backend::Backend;
use diesel::connection::Connection;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::result::QueryResult;

/// Lets a connection keep the prepared statement of this query. diesel does so by itself for reads
/// and plain inserts, and not for updates, upserts and written SQL, as their text may be another each
/// time. Only for queries whose text comes in few forms, since a connection keeps them for ever.
pub(super) fn keep<Q>(query: Q) -> Keep<Q> {
    Keep(query)
}

/// A query whose prepared statement is kept, found by its text.
pub(super) struct Keep<Q>(Q);

impl<DB: Backend, Q: QueryFragment<DB>> QueryFragment<DB> for Keep<Q> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.0.walk_ast(out)
    }

    fn is_safe_to_cache_prepared(&self, _: &DB) -> QueryResult<bool> {
        Ok(true)
    }
}

impl<Q> QueryId for Keep<Q> {
    type QueryId = ();

    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q, C: Connection> RunQueryDsl<C> for Keep<Q> {}
