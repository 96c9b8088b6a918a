//! Fresh stores for each test, on SQLite in a temporary folder and on PostgreSQL.
//!
//! `TEST_POSTGRES_URL` names a database for the tests, such as
//! `postgres://me@127.0.0.1:5432/postgres`; each store is a schema of its own there, because
//! making a database takes a hundred times as long. Without it the tests on PostgreSQL say that they are
//! skipped; with `REQUIRE_POSTGRES=1` they fail instead. Use [`both!`] to write a test once.

use std::ops::Deref;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};
use tempfile::TempDir;
use zugvogel::storage::{Store, StoreUrls, Stores};

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

impl Databases {
    fn url(&self, store: Store) -> &str {
        match store {
            Store::Office => &self.urls.office,
            Store::Collect => &self.urls.collect,
            Store::Results => &self.urls.results,
        }
    }

    /// Keeps a copy of a store as it is now.
    pub(crate) fn keep(&self, store: Store, copy: &str) {
        match &self.made {
            Made::Sqlite { .. } => {
                let path = self.url(store).strip_prefix("sqlite:").unwrap();
                let mut conn = SqliteConnection::establish(path).unwrap();
                conn.batch_execute(&format!("VACUUM INTO '{path}.{copy}'")).unwrap();
            }
            Made::Postgres { server, names } => {
                let name = &names[store as usize];
                on_server(server, &format!("CREATE SCHEMA {name}_{copy}"));
                copy_schema(server, name, &format!("{name}_{copy}"));
            }
        }
    }

    /// Puts a copy in the place of a store.
    pub(crate) fn put_back(&self, store: Store, copy: &str) {
        self.lose(store);
        match &self.made {
            Made::Sqlite { .. } => {
                let path = self.url(store).strip_prefix("sqlite:").unwrap();
                std::fs::copy(format!("{path}.{copy}"), path).unwrap();
            }
            Made::Postgres { server, names } => {
                let name = &names[store as usize];
                copy_schema(server, &format!("{name}_{copy}"), name);
            }
        }
    }

    /// Takes a store away: its file, or its tables.
    pub(crate) fn lose(&self, store: Store) {
        match &self.made {
            Made::Sqlite { .. } => {
                let path = self.url(store).strip_prefix("sqlite:").unwrap();
                for end in ["", "-wal", "-shm"] {
                    let _ = std::fs::remove_file(format!("{path}{end}"));
                }
            }
            Made::Postgres { server, names } => {
                let name = &names[store as usize];
                on_server(server, &format!("DROP SCHEMA {name} CASCADE; CREATE SCHEMA {name}"));
            }
        }
    }
}

/// Copies all tables; a `pg_dump` would need its program.
fn copy_schema(server: &str, from: &str, to: &str) {
    on_server(
        server,
        &format!(
            "DO $$ DECLARE name text; BEGIN
                 FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = '{from}' LOOP
                     EXECUTE format('CREATE TABLE {to}.%I (LIKE {from}.%I INCLUDING ALL)', name, name);
                     EXECUTE format('INSERT INTO {to}.%I SELECT * FROM {from}.%I', name, name);
                 END LOOP;
             END $$"
        ),
    );
}

impl Drop for Databases {
    fn drop(&mut self) {
        if let Made::Postgres { server, names } = &self.made {
            for name in names {
                // With its copies.
                on_server(
                    server,
                    &format!(
                        "DO $$ DECLARE name text; BEGIN
                             FOR name IN SELECT nspname FROM pg_namespace
                                 WHERE starts_with(nspname, '{name}') LOOP
                                 EXECUTE format('DROP SCHEMA %I CASCADE', name);
                             END LOOP;
                         END $$"
                    ),
                );
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
