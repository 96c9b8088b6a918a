//! The server, or the mix, is killed at any moment. `FAULT_ROUNDS` sets how often it dies (10).

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use zugvogel::error::Error;
use zugvogel::storage::removal::{list_deleted, list_left};

use crate::browser::{Ask, Browser};
use crate::databases::Kind;
use crate::ledger::{Counted, Ledger, answer, interview};
use crate::place::Place;
use crate::program::{Server, Socket};
use crate::restores::{SURVEY, begin, submit, with_codes};

const CLIENTS: usize = 6;

fn rounds() -> usize {
    std::env::var("FAULT_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(10)
}

fn the_server_is_killed(kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let mut random = StdRng::seed_from_u64(7);
    let mut all = Ledger::default();
    for round in 0..rounds() {
        let mut server = place.serve();
        // So many answers and a moment: the same on a slow machine.
        let (enough, moment) = (random.random_range(20..150), random.random_range(0..20_000));
        let answers = AtomicUsize::new(0);
        let door = server.door();
        let ledgers: Vec<Ledger> = std::thread::scope(|scope| {
            let clients: Vec<_> = (0..CLIENTS)
                .map(|client| {
                    let (door, answers) = (&door, &answers);
                    let name = format!("round {round} client {client}");
                    scope.spawn(move || answer(&Counted { door, answers }, &name))
                })
                .collect();
            while answers.load(Ordering::Relaxed) < enough {
                std::thread::sleep(Duration::from_millis(1));
            }
            std::thread::sleep(Duration::from_micros(moment));
            server.kill();
            clients.into_iter().map(|client| client.join().unwrap()).collect()
        });

        // The drafts of this round, as their owners find them on coming back.
        let server = place.serve();
        let door = server.door();
        for mut ledger in ledgers {
            for (cookies, wish) in ledger.saved.drain(..) {
                let mut browser = Browser::new(&door, "de");
                browser.cookies = cookies;
                let answer = browser.ask(Ask::get("/s/feedback/p/zeiten")).unwrap();
                if answer.status == 303 && ledger.tried.contains(&wish) {
                    assert_eq!(answer.header("location"), Some("/s/feedback/done"), "{wish}");
                    continue;
                }
                assert_eq!(answer.status, 200, "{wish}");
                let form = answer.form();
                let found =
                    form.sent().iter().find(|field| field.0 == "wish").unwrap().1.to_owned();
                // The save that was under way may have arrived without its answer.
                let may_be_newer = wish == "begonnen" && found.starts_with("round");
                assert!(found == wish || may_be_newer, "{found:?} instead of {wish:?}");
                assert!(!ledger.submitted.contains(&wish), "{wish} was submitted");
            }
            all.submitted.append(&mut ledger.submitted);
            all.tried.append(&mut ledger.tried);
        }
    }
    place.run(&["mix", "feedback", "--force"]);
    let wishes = place.wishes();
    assert!(all.submitted.len() >= rounds(), "too few to show anything");
    for wish in &all.submitted {
        assert_eq!(wishes.get(wish), Some(&1), "{wish}");
    }
    for (wish, count) in &wishes {
        assert!(all.tried.contains(wish) && *count == 1, "{wish} is there {count} times");
    }
}

/// The mix is killed while it moves; the next one goes on. Nothing is lost, nothing doubled.
fn the_mix_is_killed(kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let mut random = StdRng::seed_from_u64(11);
    let mut expect = BTreeSet::new();
    let begun = Instant::now();
    place.run(&["mix", "feedback", "--force"]);
    let whole = begun.elapsed();
    let server = place.serve();
    let door = server.door();
    for round in 0..rounds() {
        let mut ledger = Ledger::default();
        for number in 0..3 {
            interview(&door, &format!("round {round} {number}"), true, &mut ledger).unwrap();
        }
        expect.append(&mut ledger.tried);
        let mut mix = place.command(&["mix", "feedback", "--force"]).spawn().unwrap();
        std::thread::sleep(whole.mul_f64(random.random_range(0.2..1.2)));
        mix.kill().unwrap();
        mix.wait().unwrap();
        place.end_leases();
    }
    place.run(&["mix", "feedback", "--force"]);
    let wishes = place.wishes();
    assert_eq!(wishes.keys().cloned().collect::<BTreeSet<_>>(), expect);
    assert!(wishes.values().all(|count| *count == 1), "{wishes:?}");
}

/// Somebody deletes a survey and is killed again and again; in the end nothing of it is left, and all of the other.
fn the_deletion_is_killed(kind: Kind) {
    let Some((place, codes)) = with_codes(kind) else { return };
    let mut random = StdRng::seed_from_u64(13);
    let server = place.serve();
    submit(&server, &codes[..6]);
    begin(&server.door(), Some(&codes[6]), "half done");
    let mut ledger = Ledger::default();
    interview(&server.door(), "kept", true, &mut ledger).unwrap();
    drop(server);
    for survey in [SURVEY, "feedback"] {
        place.run(&["mix", survey, "--force"]);
    }
    place.change_office("UPDATE surveys SET closes_on = '2020-01-01' WHERE slug = 'brief'");
    let begun = Instant::now();
    place.run(&["survey", "show", SURVEY]);
    let whole = begun.elapsed();
    let delete = ["survey", "delete", SURVEY, "--confirm", SURVEY];
    for _ in 0..rounds() {
        let mut deletion = place.command(&delete).spawn().unwrap();
        std::thread::sleep(whole.mul_f64(random.random_range(0.5..1.5)));
        deletion.kill().unwrap();
        deletion.wait().unwrap();
        place.end_leases();
    }
    place.run(&delete);
    for db in place.app().stores.all() {
        let store = db.store();
        let left = db.read_now(|conn| Ok::<_, Error>(list_left(conn, store)?)).unwrap();
        assert!(left.is_empty(), "{store}: {left:?}");
        let known = db.read_now(|conn| Ok::<_, Error>(list_deleted(conn)?)).unwrap();
        assert_eq!(known.len(), 1, "{store}");
    }
    assert!(place.refused(&["survey", "show", SURVEY]).contains("there is no survey"));
    assert_eq!(place.wishes().keys().cloned().collect::<BTreeSet<_>>(), ledger.tried);
}

/// Somebody asks whether the server is ready, and another program looks into each store and closes it. Were
/// the server's locks gone, that program might take itself for the last one and delete the log.
#[cfg(target_os = "linux")] // which tells of locks
#[test]
fn another_program_that_looks_into_a_store_takes_nothing_away() {
    let place = Place::new(Kind::Sqlite).unwrap();
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut server = Server::start_with(place.folder.path(), &place.settings(), |command| {
        command.env("ZUGVOGEL_HEALTH_LISTEN", free.to_string());
    });
    let door = server.door();
    let mut ledger = Ledger::default();
    interview(&door, "before", true, &mut ledger).unwrap();
    let held = server.locks();
    let health = Socket(free);
    let ready = Browser::new(&health, "de").ask(Ask::get("/health/ready")).unwrap();
    assert_eq!(ready.status, 200, "{}", ready.text());
    assert!(held >= 3, "{held}: one for each store at least");
    assert_eq!(server.locks(), held, "a store's file was opened beside SQLite, and closed");
    let urls = &place.databases.urls;
    for (url, table) in
        [(&urls.collect, "inbox"), (&urls.results, "responses"), (&urls.office, "jobs")]
    {
        let path = url.strip_prefix("sqlite:").unwrap();
        let mut conn = SqliteConnection::establish(path).unwrap();
        conn.batch_execute(&format!("SELECT count(*) FROM {table}")).unwrap();
    }
    for number in 0..5 {
        interview(&door, &format!("after {number}"), true, &mut ledger).unwrap();
    }
    server.kill();
    place.run(&["mix", "feedback", "--force"]);
    let wishes = place.wishes();
    assert_eq!(wishes.keys().cloned().collect::<BTreeSet<_>>(), ledger.tried);
}

#[test]
fn a_killed_server_loses_nothing_on_sqlite() {
    the_server_is_killed(Kind::Sqlite);
}

#[test]
fn a_killed_server_loses_nothing_on_postgres() {
    the_server_is_killed(Kind::Postgres);
}

#[test]
fn a_killed_mix_loses_nothing_on_sqlite() {
    the_mix_is_killed(Kind::Sqlite);
}

#[test]
fn a_killed_mix_loses_nothing_on_postgres() {
    the_mix_is_killed(Kind::Postgres);
}

#[test]
fn a_killed_deletion_goes_on_on_sqlite() {
    the_deletion_is_killed(Kind::Sqlite);
}

#[test]
fn a_killed_deletion_goes_on_on_postgres() {
    the_deletion_is_killed(Kind::Postgres);
}
