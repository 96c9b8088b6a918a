//! Fresh stores for each test, on SQLite in a temporary folder and on PostgreSQL.
//!
//! `TEST_POSTGRES_URL` names a database for the tests, such as
//! `postgres://me@127.0.0.1:5432/postgres`; each store is a schema of its own there, because
//! making a database takes a hundred times as long. Without it the tests on PostgreSQL say that they are
//! skipped; with `REQUIRE_POSTGRES=1` they fail instead. Use [`both!`] to write a test once.

use std::ops::Deref;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use tempfile::TempDir;
use zugvogel::storage::{StoreUrls, Stores};

/// Which database a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Sqlite,
    Postgres,
}

/// The three stores, migrated; gone when dropped.
pub(crate) struct TestStores {
    stores: Stores,
    pub(crate) databases: Databases,
}

impl Deref for TestStores {
    type Target = Stores;

    fn deref(&self) -> &Stores {
        &self.stores
    }
}

/// Stores for one test, or none where there is no PostgreSQL.
pub(crate) fn stores(kind: Kind) -> Option<TestStores> {
    Some(opened(databases(kind)?))
}

/// Stores at these places, brought up to date.
pub(crate) fn opened(databases: Databases) -> TestStores {
    let stores = Stores::open(&databases.urls).unwrap();
    stores.migrate().unwrap();
    TestStores { stores, databases }
}

/// Three places for stores without tables; gone when dropped.
pub(crate) struct Databases {
    pub(crate) urls: StoreUrls,
    made: Made,
}

enum Made {
    Sqlite { _folder: TempDir },
    Postgres { server: String, names: [String; 3] },
}

/// Places for one test, or none where there is no PostgreSQL.
pub(crate) fn databases(kind: Kind) -> Option<Databases> {
    let (urls, made) = match kind {
        Kind::Sqlite => {
            let folder = tempfile::tempdir().unwrap();
            let url = |name: &str| format!("sqlite:{}/{name}.db", folder.path().display());
            ([url("office"), url("collect"), url("results")], Made::Sqlite { _folder: folder })
        }
        Kind::Postgres => {
            let server = postgres()?;
            let test = uuid::Uuid::new_v4().simple();
            let names = ["office", "collect", "results"].map(|name| format!("test_{test}_{name}"));
            for name in &names {
                on_server(&server, &format!("CREATE SCHEMA {name}"));
            }
            let separator = if server.contains('?') { '&' } else { '?' };
            let urls = names.clone().map(|name| {
                let own = format!("options=-csearch_path%3D{name}&application_name={name}");
                format!("{server}{separator}{own}")
            });
            (urls, Made::Postgres { server, names })
        }
    };
    let [office, collect, results] = urls;
    Some(Databases { urls: StoreUrls { office, collect, results }, made })
}

impl Drop for Databases {
    fn drop(&mut self) {
        if let Made::Postgres { server, names } = &self.made {
            for name in names {
                on_server(server, &format!("DROP SCHEMA {name} CASCADE"));
            }
        }
    }
}

#[expect(clippy::print_stderr, reason = "a test that is skipped has no other voice")]
fn postgres() -> Option<String> {
    let url = std::env::var("TEST_POSTGRES_URL").ok().filter(|url| !url.is_empty());
    if url.is_none() {
        let required = std::env::var("REQUIRE_POSTGRES").is_ok_and(|value| value == "1");
        assert!(!required, "REQUIRE_POSTGRES=1, but TEST_POSTGRES_URL is not set");
        eprintln!("skipped on PostgreSQL: TEST_POSTGRES_URL is not set");
    }
    url
}

fn on_server(url: &str, sql: &str) {
    PgConnection::establish(url).unwrap().batch_execute(sql).unwrap();
}

/// Runs each test on both databases: `both! { fn name(stores) { … } }`, or `async fn`.
macro_rules! both {
    ($($(#[$doc:meta])* fn $name:ident($stores:ident) $body:block)+) => {$(
        $(#[$doc])*
        mod $name {
            use super::*;

            fn run(kind: $crate::databases::Kind) {
                let Some($stores) = $crate::databases::stores(kind) else { return };
                $body
            }

            #[test]
            fn sqlite() {
                run($crate::databases::Kind::Sqlite);
            }

            #[test]
            fn postgres() {
                run($crate::databases::Kind::Postgres);
            }
        }
    )+};
    ($($(#[$doc:meta])* async fn $name:ident($stores:ident) $body:block)+) => {$(
        both! {
            $(#[$doc])*
            fn $name($stores) { actix_web::rt::System::new().block_on(async move $body) }
        }
    )+};
}
pub(crate) use both;
