//! Copies of stores, made and put back behind the program's back, as an operator would who copies files or
//! dumps databases.

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};
use zugvogel::storage::{Store, StoreUrls};

/// The stores of a place.
pub(crate) struct Copies(pub(crate) StoreUrls);

/// Where one store is.
enum Whereabouts {
    File(String),
    /// A schema, and the server that it is on.
    Schema(String, String),
}

impl Copies {
    fn find(&self, store: Store) -> Whereabouts {
        let url = match store {
            Store::Office => &self.0.office,
            Store::Collect => &self.0.collect,
            Store::Results => &self.0.results,
        };
        match url.strip_prefix("sqlite:") {
            Some(path) => Whereabouts::File(path.to_owned()),
            None => {
                let (_, name) = url.rsplit_once("application_name=").unwrap();
                Whereabouts::Schema(name.to_owned(), url.clone())
            }
        }
    }

    /// The file of a store on SQLite.
    pub(crate) fn file(&self, store: Store) -> Option<String> {
        match self.find(store) {
            Whereabouts::File(path) => Some(path),
            Whereabouts::Schema(..) => None,
        }
    }

    /// Keeps a copy of a store as it is now.
    pub(crate) fn keep(&self, store: Store, copy: &str) {
        match self.find(store) {
            Whereabouts::File(path) => {
                let mut conn = SqliteConnection::establish(&path).unwrap();
                conn.batch_execute(&format!("VACUUM INTO '{path}.{copy}'")).unwrap();
            }
            Whereabouts::Schema(name, server) => {
                on_server(&server, &format!("CREATE SCHEMA {name}_{copy}"));
                copy_schema(&server, &name, &format!("{name}_{copy}"));
            }
        }
    }

    /// Puts a copy in the place of a store.
    pub(crate) fn put_back(&self, store: Store, copy: &str) {
        self.lose(store);
        match self.find(store) {
            Whereabouts::File(path) => {
                std::fs::copy(format!("{path}.{copy}"), path).unwrap();
            }
            Whereabouts::Schema(name, server) => {
                copy_schema(&server, &format!("{name}_{copy}"), &name);
            }
        }
    }

    /// Takes a store away: its file, or its tables.
    pub(crate) fn lose(&self, store: Store) {
        match self.find(store) {
            Whereabouts::File(path) => {
                for end in ["", "-wal", "-shm"] {
                    let _ = std::fs::remove_file(format!("{path}{end}"));
                }
            }
            Whereabouts::Schema(name, server) => {
                on_server(&server, &format!("DROP SCHEMA {name} CASCADE; CREATE SCHEMA {name}"));
            }
        }
    }
}

impl Drop for Copies {
    fn drop(&mut self) {
        for store in [Store::Office, Store::Collect, Store::Results] {
            let Whereabouts::Schema(name, server) = self.find(store) else { return };
            on_server(
                &server,
                &format!(
                    "DO $$ DECLARE copy text; BEGIN
                         FOR copy IN SELECT nspname FROM pg_namespace
                             WHERE starts_with(nspname, '{name}_') LOOP
                             EXECUTE format('DROP SCHEMA %I CASCADE', copy);
                         END LOOP;
                     END $$"
                ),
            );
        }
    }
}

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

fn on_server(url: &str, sql: &str) {
    PgConnection::establish(url).unwrap().batch_execute(sql).unwrap();
}
