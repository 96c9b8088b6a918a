//! Migrations: up, down and up again; refusals; two nodes that start together.

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};
use diesel_migrations::{FileBasedMigrations, MigrationHarness};
use zugvogel::error::Error;
use zugvogel::storage::office::links::find_link;
use zugvogel::storage::office::memberships::list_members;
use zugvogel::storage::office::sessions::{Cutoff, find_session};
use zugvogel::storage::{Db, Instant, OpenError, Store, Stores};

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

/// Whoever was there belongs to her organisation, works on in her sessions, and has her link.
fn accounts_become_memberships(kind: Kind) {
    const BEFORE: &str = "
        INSERT INTO organisations (id, slug, name) VALUES ('county', 'county', 'County');
        INSERT INTO staff (id, organisation_id, email, password_hash, active, created_at, signed_in_on) VALUES
            ('anna', 'county', 'anna@county.example', '$argon2id$', TRUE, 0, '2026-06-15'),
            ('ben', 'county', 'ben@county.example', '$argon2id$', FALSE, 0, NULL),
            ('cora', 'county', 'cora@county.example', '', TRUE, 0, NULL),
            ('dora', 'county', 'dora@county.example', '', TRUE, 0, NULL);
        INSERT INTO staff_roles VALUES ('anna', 'designer'), ('anna', 'admin'), ('ben', 'field'),
            ('cora', 'analyst'), ('dora', 'analyst');
        INSERT INTO sessions (token_hash, staff_id, created_at, seen_at, proved_at, is_half)
            VALUES ('hash', 'anna', 1, 2, 3, FALSE);
        INSERT INTO account_links (staff_id, token_hash, purpose, expires_at)
            VALUES ('cora', 'invited', 'invitation', 9), ('dora', 'reset', 'reset', 9);
        INSERT INTO refusals (account, organisation_id, since, attempts) VALUES ('ben', 'county', 1, 2);";
    let Some(databases) = databases::databases(kind) else { return };
    let office = Stores::open(&databases.urls).unwrap().office;
    office.migrate().unwrap();
    let after = columns(&office);
    let folder = |database| {
        let path = format!("{}/migrations/office/{database}", env!("CARGO_MANIFEST_DIR"));
        FileBasedMigrations::from_path(path).unwrap()
    };
    let url = &databases.urls.office;
    match url.strip_prefix("sqlite:") {
        Some(path) => {
            let mut conn = SqliteConnection::establish(path).unwrap();
            while conn.revert_last_migration(folder("sqlite")).unwrap().to_string() != MEMBERSHIPS {
            }
            conn.batch_execute(BEFORE).unwrap();
        }
        None => {
            let mut conn = PgConnection::establish(url).unwrap();
            while conn.revert_last_migration(folder("postgres")).unwrap().to_string() != MEMBERSHIPS
            {
            }
            conn.batch_execute(BEFORE).unwrap();
        }
    }
    office.migrate().unwrap();
    assert_eq!(columns(&office), after);
    let read = office.read_now(|conn| {
        let members = list_members(conn, None)?.into_iter().map(|(it, account)| {
            let roles = it.roles.as_str().to_owned();
            assert!(it.organisation_id == account.last_organisation_id);
            (account.id.0, roles, it.is_active, it.is_accepted, it.signed_in_on)
        });
        let members: Vec<_> = members.collect();
        let cutoff = Cutoff { created: instant(0), seen: instant(0) };
        let found = find_session(conn, "hash", cutoff)?;
        let links = ["invited", "reset"].map(|hash| find_link(conn, hash, instant(0)));
        Ok::<_, Error>((members, found, links))
    });
    let (members, session, [invited, reset]) = read.unwrap();
    let member = |id: &str, roles: &str, active, accepted, day: Option<&str>| {
        (id.to_owned(), roles.to_owned(), active, accepted, day.map(str::to_owned))
    };
    let expected = [
        member("anna", "admin designer", true, true, Some("2026-06-15")),
        member("ben", "field", false, true, None),
        member("cora", "analyst", true, false, None),
        member("dora", "analyst", true, true, None),
    ];
    assert_eq!(members, expected);
    let (session, account, _) = session.unwrap();
    assert_eq!((session.organisation_id.as_str(), account.id.as_str()), ("county", "anna"));
    assert_eq!(session.proved_at.millis(), 3);
    let (invited, _) = invited.unwrap().unwrap();
    assert_eq!(invited.organisation_id.unwrap().as_str(), "county");
    assert_eq!(reset.unwrap().unwrap().0.organisation_id, None);
}

const MEMBERSHIPS: &str = "20261218000801";

fn instant(millis: i64) -> Instant {
    jiff::Timestamp::from_millisecond(millis).unwrap().into()
}

#[test]
fn accounts_become_memberships_on_sqlite() {
    accounts_become_memberships(Kind::Sqlite);
}

#[test]
fn accounts_become_memberships_on_postgres() {
    accounts_become_memberships(Kind::Postgres);
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
