//! A part of the installation is lost, empty, or not its own: nothing goes on with an empty one.

use std::fs::{Permissions, set_permissions, write};
use std::os::unix::fs::PermissionsExt;

use zugvogel::storage::Store;

use crate::databases::Kind;
use crate::place::Place;
use crate::program::Ran;

/// Commands that need the installation, and one that makes it.
const COMMANDS: [&[&str]; 7] = [
    &["serve"],
    &["count", "feedback"],
    &["export", "feedback", "--out", "nowhere"],
    &["audit", "verify"],
    &["mix", "feedback"],
    &["migrate"],
    &["demo", "--no-serve"],
];

const STORES: [Store; 3] = [Store::Office, Store::Collect, Store::Results];

fn a_lost_store_is_not_replaced(kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    for store in STORES {
        place.copies.keep(store, "kept");
        place.copies.lose(store);
        let file = place.copies.file(store);
        // First it is gone, then it is an empty file.
        for is_empty in [false, true] {
            if let Some(file) = &file
                && is_empty
            {
                write(file, "").unwrap();
            }
            for command in COMMANDS {
                let why = place.refused(command);
                let told =
                    why.contains(&format!("the {store} store")) && why.contains("from a backup");
                assert!(told, "{command:?}: {why}");
            }
            let length = file.as_ref().and_then(|file| Some(std::fs::metadata(file).ok()?.len()));
            assert_eq!(length, (is_empty && file.is_some()).then_some(0), "{store} is as it was");
        }
        let why = place.refused(&["migrate"]);
        assert!(why.contains(&format!("zugvogel migrate --new {store}")), "{why}");
        place.copies.put_back(store, "kept");
        place.run(&["count", "feedback"]);
    }

    // Another part is not replaced along with the one that is to be new.
    place.copies.lose(Store::Results);
    let why = place.refused(&["migrate", "--new", "collect"]);
    assert!(why.contains("the results store"), "{why}");
    place.run(&["migrate", "--new", "results"]);
    place.run(&["reconcile", "--yes"]);
    place.run(&["count", "feedback"]);

    // A store of somebody else, and one that was made anew behind our back.
    let other = Place::new(kind).unwrap();
    other.copies.keep(Store::Results, "kept");
    if let [Some(from), Some(to)] = [&other, &place].map(|place| place.copies.file(Store::Results))
    {
        std::fs::copy(format!("{from}.kept"), to).unwrap();
        let why = place.refused(&["count", "feedback"]);
        assert!(why.contains("different installations"), "{why}");
    }
}

#[test]
fn a_lost_store_is_not_replaced_on_sqlite() {
    a_lost_store_is_not_replaced(Kind::Sqlite);
}

#[test]
fn a_lost_store_is_not_replaced_on_postgres() {
    a_lost_store_is_not_replaced(Kind::Postgres);
}

fn only_the_right_secret_is_taken(kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let secret = place.secret();
    let right = std::fs::read(&secret).unwrap();
    let put = |bytes: &[u8]| {
        write(&secret, bytes).unwrap();
        set_permissions(&secret, Permissions::from_mode(0o600)).unwrap();
    };
    // Another one.
    put(&[7; 32]);
    let roles: [&[&str]; 2] = [&["serve", "--role", "respond"], &["serve", "--role", "staff"]];
    for command in COMMANDS.into_iter().chain(roles) {
        let why = place.refused(command);
        assert!(why.contains("put the right secret.key back"), "{command:?}: {why}");
    }
    // None, or what an interrupted program left.
    for left in [None, Some(0), Some(5)] {
        match left {
            Some(length) => put(&right[..length]),
            None => std::fs::remove_file(&secret).unwrap(),
        }
        for command in COMMANDS {
            place.refused(command);
        }
        let length = std::fs::metadata(&secret).ok().map(|file| file.len());
        assert_eq!(length, left.map(|length| length as u64), "it is as it was");
    }
    std::fs::remove_file(&secret).unwrap();
    let why = place.refused(&["migrate"]);
    assert!(why.contains("zugvogel migrate --new secret"), "{why}");
    put(&right);
    place.run(&["count", "feedback"]);

    std::fs::remove_file(&secret).unwrap();
    place.run(&["migrate", "--new", "secret"]);
    assert_ne!(std::fs::read(&secret).unwrap(), right);
    place.run(&["count", "feedback"]);
    put(&right);
    place.refused(&["count", "feedback"]);
}

#[test]
fn only_the_right_secret_is_taken_on_sqlite() {
    only_the_right_secret_is_taken(Kind::Sqlite);
}

#[test]
fn only_the_right_secret_is_taken_on_postgres() {
    only_the_right_secret_is_taken(Kind::Postgres);
}

/// However long one takes, the others wait for it, and no longer.
fn a_migration_waits_for_its_turn(kind: Kind) {
    let Some(place) = Place::empty(kind) else { return };
    let other = std::fs::File::open(place.folder.path()).unwrap();
    other.lock().unwrap();
    let mut waiting = place.command(&["migrate"]).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_secs(7));
    assert!(waiting.try_wait().unwrap().is_none(), "it did not wait");
    drop(other);
    assert!(waiting.wait().unwrap().success());
}

#[test]
fn a_migration_waits_for_its_turn_on_sqlite() {
    a_migration_waits_for_its_turn(Kind::Sqlite);
}

/// Four at once, again and again, also where an interrupted one left an empty secret.
fn many_migrate_at_once(kind: Kind) {
    for round in 0..8 {
        let Some(place) = Place::empty(kind) else { return };
        if round % 2 == 1 {
            write(place.secret(), "").unwrap();
            set_permissions(place.secret(), Permissions::from_mode(0o600)).unwrap();
        }
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let ran = Ran::from(place.command(&["migrate"]).output().unwrap());
                    assert_eq!(ran.status, 0, "round {round}: {ran:?}");
                });
            }
        });
        place.run(&["audit", "verify"]);
        let mut left: Vec<_> = std::fs::read_dir(place.folder.path()).unwrap().collect();
        left.retain(|entry| entry.as_ref().unwrap().file_name() != "secret.key");
        assert_eq!(left.len(), 0, "{left:?}");
    }
}

#[test]
fn many_migrate_at_once_on_sqlite() {
    many_migrate_at_once(Kind::Sqlite);
}

#[test]
fn many_migrate_at_once_on_postgres() {
    many_migrate_at_once(Kind::Postgres);
}
