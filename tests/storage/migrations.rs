//! Migrations: up, down and up again; refusals; two nodes that start together.

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};
use diesel_migrations::{FileBasedMigrations, MigrationHarness};
use zugvogel::error::Error;
use zugvogel::storage::{Db, OpenError, Store, Stores};

use crate::databases::{self, Kind, both};
use crate::schema::columns;

fn revert_all(kind: Kind, store: Store, url: &str) {
    let folder = |database| {
        let path = format!("{}/migrations/{store}/{database}", env!("CARGO_MANIFEST_DIR"));
        FileBasedMigrations::from_path(path).unwrap()
    };
    match kind {
        Kind::Sqlite => {
            let path = url.strip_prefix("sqlite:").unwrap();
            let mut conn = SqliteConnection::establish(path).unwrap();
            conn.revert_all_migrations(folder("sqlite")).map(drop).unwrap();
        }
        Kind::Postgres => {
            let mut conn = PgConnection::establish(url).unwrap();
            conn.revert_all_migrations(folder("postgres")).map(drop).unwrap();
        }
    }
}

/// How many there are for one database, in all stores.
fn migrations() -> usize {
    let folder = |store| format!("{}/migrations/{store}/sqlite", env!("CARGO_MANIFEST_DIR"));
    let stores = [Store::Office, Store::Collect, Store::Results];
    stores.map(|store| std::fs::read_dir(folder(store)).unwrap().count()).iter().sum()
}

fn up_down_up(kind: Kind) {
    let Some(databases) = databases::databases(kind) else { return };
    let stores = Stores::open(&databases.urls).unwrap();
    assert_eq!(stores.migrate().unwrap().len(), migrations());
    assert!(stores.migrate().unwrap().is_empty(), "a second run has nothing to do");
    for (store, db, url) in [
        (Store::Office, &stores.office, &databases.urls.office),
        (Store::Collect, &stores.collect, &databases.urls.collect),
        (Store::Results, &stores.results, &databases.urls.results),
    ] {
        let before = columns(db);
        revert_all(kind, store, url);
        assert!(columns(db).is_empty(), "{store} leaves nothing behind");
        db.migrate().unwrap();
        assert_eq!(columns(db), before, "{store}");
    }
}

#[test]
fn up_down_up_on_sqlite() {
    up_down_up(Kind::Sqlite);
}

#[test]
fn up_down_up_on_postgres() {
    up_down_up(Kind::Postgres);
}

fn start_together(kind: Kind) {
    let Some(databases) = databases::databases(kind) else { return };
    let stores = Stores::open(&databases.urls).unwrap();
    let applied: usize = std::thread::scope(|scope| {
        let node = || stores.migrate().unwrap().len();
        let nodes: Vec<_> = (0..4).map(|_| scope.spawn(node)).collect();
        nodes.into_iter().map(|node| node.join().unwrap()).sum()
    });
    assert_eq!(applied, migrations(), "each migration runs once");
}

#[test]
fn four_nodes_start_together_on_sqlite() {
    start_together(Kind::Sqlite);
}

#[test]
fn four_nodes_start_together_on_postgres() {
    start_together(Kind::Postgres);
}

both! {
    fn a_database_of_a_newer_program_is_refused(stores) {
        stores.office.write_now(|conn| Ok::<_, Error>(conn.batch_execute(
            "INSERT INTO __diesel_schema_migrations (version) VALUES ('99990101000000')",
        )?)).unwrap();
        let error = stores.migrate().unwrap_err();
        assert!(matches!(error, OpenError::Unknown { .. }), "{error}");
        let text = error.to_string();
        assert!(text.contains("99990101000000") && text.contains("newer version"), "{text}");
    }

    fn a_store_is_not_taken_for_another(stores) {
        let swapped = Db::open_existing(Store::Results, &stores.databases.urls.collect).unwrap();
        let error = swapped.migrate().unwrap_err().to_string();
        assert!(error.contains("belongs to another store"), "{error}");
    }
}
