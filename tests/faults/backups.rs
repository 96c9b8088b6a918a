//! Backups while people answer and responses are mixed: what was acknowledged before one was begun is in it,
//! once, and goes on where it is restored.

use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use zugvogel::storage::Store;

use crate::browser::{Ask, Browser};
use crate::databases::Kind;
use crate::ledger::{Ledger, interview};
use crate::place::Place;
use crate::program::Server;

const CLIENTS: usize = 3;

fn folder(place: &Place, name: &str) -> String {
    place.beside().join(name).to_str().unwrap().to_owned()
}

/// Answers until it is told to stop; what was acknowledged stands in the common ledger at once.
fn answer(server: &Server, stop: &AtomicBool, all: &Mutex<Ledger>) {
    let door = server.door();
    let name = format!("{:?}", std::thread::current().id());
    for number in 0.. {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        let mut own = Ledger::default();
        interview(&door, &format!("{name} {number}"), number % 3 > 0, &mut own).unwrap();
        let mut all = all.lock().unwrap();
        all.saved.append(&mut own.saved);
        all.submitted.append(&mut own.submitted);
        all.tried.append(&mut own.tried);
    }
}

#[test]
fn a_backup_under_load_neither_loses_nor_doubles() {
    let place = Place::with_batch(Kind::Sqlite, "3").unwrap();
    let server = place.serve();
    let (stop, all) = (AtomicBool::new(false), Mutex::new(Ledger::default()));
    let before = std::thread::scope(|scope| {
        for _ in 0..CLIENTS {
            scope.spawn(|| answer(&server, &stop, &all));
        }
        scope.spawn(|| {
            while !stop.load(Ordering::Relaxed) {
                place.run(&["mix", "feedback", "--force"]);
            }
        });
        let wait_for = |number: usize| {
            while all.lock().unwrap().submitted.len() < number {
                std::thread::sleep(std::time::Duration::from_millis(20));
            }
        };
        let mut before = Vec::new();
        for (number, name) in [(10, "first"), (25, "second"), (40, "third")] {
            wait_for(number);
            let saved = all.lock().unwrap().saved.clone();
            before.push((name, all.lock().unwrap().submitted.clone(), saved));
            place.run(&["backup", "--out", &folder(&place, name), "--with-secret"]);
        }
        stop.store(true, Ordering::Relaxed);
        before
    });
    drop(server);
    let tried: BTreeSet<String> = all.lock().unwrap().tried.clone();
    for (name, submitted, saved) in before {
        let again = Place::empty(Kind::Sqlite).unwrap();
        again.run(&["restore", &folder(&place, name)]);
        let server = again.serve();
        // The last draft of somebody who had not submitted goes on.
        let (cookies, wish) = saved.iter().rfind(|(_, wish)| !tried.contains(wish)).unwrap();
        let door = server.door();
        let mut browser = Browser::new(&door, "de");
        browser.cookies.clone_from(cookies);
        let page = browser.ask(Ask::get("/s/feedback/p/zeiten")).unwrap();
        assert!(page.html().contains(wish), "{name}: {wish}");
        drop(server);
        again.run(&["mix", "feedback", "--force"]);
        let there = again.wishes();
        for wish in &submitted {
            assert_eq!(there.get(wish), Some(&1), "{name}: {wish}");
        }
        for (wish, times) in &there {
            assert!(tried.contains(wish) && *times == 1, "{name}: {wish} {times} times");
        }
    }
}

#[test]
fn a_backup_is_private_whole_and_replaces_nothing() {
    let place = Place::new(Kind::Sqlite).unwrap();
    let out = folder(&place, "backup");
    place.run(&["backup", "--out", &out]);
    let mut names: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(&out).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        names.push(entry.file_name().into_string().unwrap());
    }
    names.sort_unstable();
    // No secret, and no log of what was written when.
    assert_eq!(names, ["collect.db", "manifest.json", "office.db", "results.db"]);
    let mode = std::fs::metadata(&out).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
    let why = place.refused(&["backup", "--out", &out]);
    assert!(why.contains("never replaces"), "{why}");

    // Nothing that is there is replaced.
    let why = place.refused(&["restore", &out]);
    assert!(why.contains("is there already"), "{why}");
    // A part that was lost comes back, and counts as older.
    place.copies.lose(Store::Collect);
    let why = place.refused(&["restore", &out]);
    assert!(why.contains("is there already"), "{why}");
    place.run(&["restore", &out, "--only", "collect"]);
    let why = place.refused(&["count", "feedback"]);
    assert!(why.contains("zugvogel reconcile"), "{why}");
    place.run(&["reconcile", "--yes"]);
    place.run(&["count", "feedback"]);

    // Without its secret it waits for it.
    let again = Place::empty(Kind::Sqlite).unwrap();
    let told = again.run(&["restore", &out]).out;
    assert!(told.contains("put the copy of the secret"), "{told}");
    again.refused(&["migrate"]);
    std::fs::copy(place.secret(), again.secret()).unwrap();
    again.run(&["reconcile", "--yes"]);
    again.run(&["count", "feedback"]);

    // One that was changed, and one that was interrupted.
    let path = format!("{out}/results.db");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[5000] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let third = Place::empty(Kind::Sqlite).unwrap();
    let why = third.refused(&["restore", &out]);
    assert!(why.contains("not what was written"), "{why}");
    std::fs::remove_file(format!("{out}/manifest.json")).unwrap();
    let why = third.refused(&["restore", &out]);
    assert!(why.contains("interrupted"), "{why}");
    assert_eq!(std::fs::read_dir(third.folder.path()).unwrap().count(), 0);
}

#[test]
fn on_postgres_the_commands_are_named() {
    let Some(place) = Place::new(Kind::Postgres) else { return };
    let why = place.refused(&["backup", "--out", &folder(&place, "backup")]);
    let position = |store: &str| why.find(&format!("/{store}.dump")).unwrap();
    assert!(position("collect") < position("results"), "{why}");
    assert!(position("results") < position("office"), "{why}");
}
