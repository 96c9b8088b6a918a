//! Backups while people answer and responses are mixed: what was acknowledged before one was begun is in it,
//! once, and goes on where it is restored.

use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use zugvogel::storage::Store;

use crate::away::SmallDisk;
use crate::browser::{Ask, Browser};
use crate::databases::Kind;
use crate::ledger::{Ledger, interview};
use crate::place::Place;
use crate::program::{Ran, Server, program};

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

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort_unstable();
    names
}

/// An installation whose stores lie in its own folder.
fn in_one_folder() -> (tempfile::TempDir, impl Fn(&[&str]) -> Ran) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap().to_owned();
    let run = move |arguments: &[&str]| {
        Ran::from(program(&[arguments, &["--data", &data]].concat()).output().unwrap())
    };
    assert_eq!(run(&["migrate"]).status, 0);
    let create = ["survey", "create", "--questionnaire", "feedback", "--slug", "feedback"];
    assert_eq!(run(&create).status, 0);
    (folder, run)
}

#[test]
fn a_backup_lies_elsewhere() {
    let (folder, run) = in_one_folder();
    let stores = || {
        let mut names = names(folder.path());
        // A log comes and goes.
        names.retain(|name| !name.ends_with("-wal") && !name.ends_with("-shm"));
        names
    };
    let before = stores();
    let elsewhere = tempfile::tempdir().unwrap();
    let link = elsewhere.path().join("link");
    std::os::unix::fs::symlink(folder.path(), &link).unwrap();
    for out in [folder.path().join("backup"), folder.path().join("a/b"), link.join("backup")] {
        let ran = run(&["backup", "--out", out.to_str().unwrap()]);
        assert_eq!(ran.status, 1, "{ran:?}");
        assert!(ran.err.contains("in the data directory"), "{ran:?}");
    }
    assert_eq!(stores(), before);
}

#[test]
fn a_full_disk_leaves_nothing_behind() {
    let Some(disk) = SmallDisk::new(4) else { return };
    let (_folder, run) = in_one_folder();
    disk.fill(200);
    let out = disk.path().join("backup");
    let ran = run(&["backup", "--out", out.to_str().unwrap()]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert_eq!(names(disk.path()), ["ballast"], "{ran:?}");

    let elsewhere = tempfile::tempdir().unwrap();
    let backup = elsewhere.path().join("backup");
    let ran = run(&["backup", "--out", backup.to_str().unwrap(), "--with-secret"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let target = disk.path().join("data");
    let on_the_disk = |command: &[&str]| {
        let arguments = [command, &["--data", target.to_str().unwrap()]].concat();
        let ran = Ran::from(program(&arguments).output().unwrap());
        assert_eq!(ran.status, 1, "{ran:?}");
        ran.err
    };
    on_the_disk(&["restore", backup.to_str().unwrap()]);
    assert_eq!(names(disk.path()), ["ballast"]);
    disk.free();
    disk.fill(0);
    let why = on_the_disk(&["migrate"]);
    assert!(why.contains("No space left"), "{why}");
    assert!(!target.exists() || names(&target).iter().all(|name| !name.ends_with(".new")));
    // With room for the secret only.
    disk.free();
    disk.fill(40);
    let why = on_the_disk(&["migrate"]);
    assert!(why.contains("full") || why.contains("No space left"), "{why}");
    assert!(names(&target).iter().all(|name| !name.ends_with(".new")), "{:?}", names(&target));
}

#[test]
fn a_restored_copy_waits_for_nobody_and_belongs_to_its_secret() {
    let place = Place::new(Kind::Sqlite).unwrap();
    let out = folder(&place, "backup");
    place.run(&["backup", "--out", &out]);

    // Somebody else's secret.
    let again = Place::empty(Kind::Sqlite).unwrap();
    let other = Place::new(Kind::Sqlite).unwrap();
    std::fs::copy(other.secret(), again.secret()).unwrap();
    let why = again.refused(&["restore", &out]);
    assert!(why.contains("put the right secret.key back"), "{why}");
    let stores = again.copies.file(Store::Office).unwrap();
    assert!(names(Path::new(&stores).parent().unwrap()).is_empty(), "nothing was written");
    assert_eq!(names(Path::new(&out)), ["collect.db", "manifest.json", "office.db", "results.db"]);
    other.copies.lose(Store::Collect);
    let why = other.refused(&["restore", &out, "--only", "collect"]);
    assert!(why.contains("put the right secret.key back"), "{why}");

    // Whoever made the copy held the mix's lease, and the copy knows of it.
    std::fs::copy(place.secret(), again.secret()).unwrap();
    let told = again.run(&["restore", &out]);
    assert!(!told.err.contains("waiting for the mix"), "{told:?}");
    let told = again.run(&["mix", "feedback"]);
    assert!(!told.err.contains("waiting for the mix"), "{told:?}");
}

#[test]
fn on_postgres_the_commands_are_named() {
    let Some(place) = Place::new(Kind::Postgres) else { return };
    let why = place.refused(&["backup", "--out", &folder(&place, "backup")]);
    let position = |store: &str| why.find(&format!("/{store}.dump")).unwrap();
    assert!(position("collect") < position("results"), "{why}");
    assert!(position("results") < position("office"), "{why}");
}
