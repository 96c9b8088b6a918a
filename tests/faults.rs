//! Faults: the server is killed at any moment, again and again, while people answer. What was
//! acknowledged is there afterwards, once. `FAULT_ROUNDS` sets how often it dies (10).
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy takes only functions marked as tests for tests"
)]

#[path = "support/browser.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod browser;
#[path = "support/databases.rs"]
#[expect(
    dead_code,
    unused_macros,
    unused_imports,
    reason = "each test binary uses its part of the support"
)]
mod databases;
#[path = "support/html.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod html;
#[path = "support/program.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod program;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::{Connection, RunQueryDsl, SqliteConnection};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tempfile::TempDir;
use zugvogel::app::{Actor, App};
use zugvogel::clock::Clock;
use zugvogel::engine::Response;
use zugvogel::error::Error;
use zugvogel::ids::Slug;
use zugvogel::seal::Secret;
use zugvogel::storage::results::responses::page_responses;
use zugvogel::storage::{Conn, Stores};

use crate::browser::{Answer, Ask, Browser, Door};
use crate::databases::{Databases, Kind, databases};
use crate::program::{Ran, Server, program};

const CLIENTS: usize = 6;

/// An installation with the small survey in the field.
struct Place {
    folder: TempDir,
    databases: Databases,
}

impl Place {
    fn new(kind: Kind) -> Option<Self> {
        let place = Self { folder: tempfile::tempdir().unwrap(), databases: databases(kind)? };
        place.run(&["migrate"]);
        place.run(&["survey", "create", "--questionnaire", "feedback", "--slug", "feedback"]);
        Some(place)
    }

    fn settings(&self) -> Vec<(&'static str, String)> {
        let urls = self.databases.urls.clone();
        vec![
            ("ZUGVOGEL_OFFICE_URL", urls.office),
            ("ZUGVOGEL_COLLECT_URL", urls.collect),
            ("ZUGVOGEL_RESULTS_URL", urls.results),
        ]
    }

    fn command(&self, arguments: &[&str]) -> std::process::Command {
        let data = self.folder.path().to_str().unwrap();
        let mut command = program(&[arguments, &["--data", data]].concat());
        command.envs(self.settings());
        command
    }

    #[track_caller]
    fn run(&self, arguments: &[&str]) {
        let ran = Ran::from(self.command(arguments).output().unwrap());
        assert_eq!(ran.status, 0, "{arguments:?}: {ran:?}");
    }

    fn serve(&self) -> Server {
        Server::start(self.folder.path(), &self.settings())
    }

    fn app(&self) -> App {
        let secret = Secret::load(&self.folder.path().join("secret.key")).unwrap();
        App::new(Stores::open_existing(&self.databases.urls).unwrap(), secret, Clock::System)
    }

    /// As if half a minute went by: what a killed process held is anybody's.
    fn end_leases(&self) {
        let end = |conn: &mut Conn| {
            let sql = "UPDATE jobs SET not_before = 0 WHERE state = 'running'";
            match conn {
                Conn::Sqlite(c) => c.batch_execute(sql),
                Conn::Postgres(c) => c.batch_execute(sql),
            }
        };
        let office = self.app().stores.office;
        office.write_now(move |conn| end(conn).map_err(Error::from)).unwrap();
    }

    /// The wishes of all responses, each with how often it is there.
    fn wishes(&self) -> BTreeMap<String, usize> {
        let app = self.app();
        let id = app
            .surveys()
            .load_now(&Actor::Operator, &Slug("feedback".to_owned()))
            .unwrap()
            .survey
            .id;
        let mut wishes = BTreeMap::new();
        let mut after = None;
        loop {
            let page: Result<_, Error> = app
                .stores
                .results
                .read_now(|conn| Ok(page_responses(conn, &id, after.as_ref(), 500)?));
            let page = page.unwrap();
            let Some(last) = page.last() else { return wishes };
            after = Some(last.id.clone());
            for row in page {
                let response: Response = serde_json::from_str(&row.document).unwrap();
                let wish = response.answers.get("wish").cloned().unwrap_or_default();
                *wishes.entry(wish).or_default() += 1;
            }
        }
    }
}

/// What one client did and what the server said to it.
#[derive(Default)]
struct Ledger {
    /// Cookies of interviews with the last wish whose page was acknowledged.
    saved: Vec<(BTreeMap<String, String>, String)>,
    /// Wishes of submissions that were acknowledged.
    submitted: Vec<String>,
    /// Wishes whose submission was sent, with or without an answer.
    tried: BTreeSet<String>,
}

/// A way to the server that counts its answers.
struct Counted<'d> {
    door: &'d dyn Door,
    answers: &'d AtomicUsize,
}

impl Door for Counted<'_> {
    fn send(&self, ask: &Ask) -> std::io::Result<Answer> {
        let answer = self.door.send(ask)?;
        self.answers.fetch_add(1, Ordering::Relaxed);
        Ok(answer)
    }
}

/// Answers interview after interview until the server is gone. Every second one stays a draft.
fn answer(door: &dyn Door, name: &str) -> Ledger {
    let mut ledger = Ledger::default();
    for number in 0.. {
        let wish = format!("{name} {number}");
        if interview(door, &wish, number % 2 == 0, &mut ledger).is_none() {
            break;
        }
    }
    ledger
}

/// One interview; none when the server did not answer.
fn interview(door: &dyn Door, wish: &str, submits: bool, ledger: &mut Ledger) -> Option<()> {
    let mut browser = Browser::new(door, "de");
    browser.ask(Ask::form("/s/feedback/start", &[])).ok()?;
    let pages =
        [("besuch", "often", "4"), ("zeiten", "wish", "begonnen"), ("zeiten", "wish", wish)];
    for (page, name, value) in pages {
        let path = format!("/s/feedback/p/{page}");
        let form = browser.ask(Ask::get(&path)).ok()?.form();
        let mut fields = form.sent();
        fields.retain(|field| field.0 != name);
        fields.push((name, value));
        let answer = browser.ask(Ask::form(&path, &fields)).ok()?;
        assert_eq!(answer.status, 303, "{}", answer.text());
        if name == "wish" {
            ledger.saved.retain(|(cookies, _)| *cookies != browser.cookies);
            ledger.saved.push((browser.cookies.clone(), value.to_owned()));
        }
    }
    if submits {
        let form = browser.ask(Ask::get("/s/feedback/review")).ok()?.form();
        ledger.tried.insert(wish.to_owned());
        let answer = browser.ask(Ask::form("/s/feedback/review", &form.sent())).ok()?;
        assert_eq!(answer.header("location"), Some("/s/feedback/done"));
        ledger.submitted.push(wish.to_owned());
    }
    Some(())
}

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

/// Files of an older version get larger pages when they are opened. Killed at any moment, everything
/// is there, and the next one completes it; while somebody else has the file, it stays as it is.
#[test]
fn files_of_responses_get_larger_pages_whatever_happens() {
    const ROWS: i64 = 4000;
    let place = Place::new(Kind::Sqlite).unwrap();
    let path = place.databases.urls.results.strip_prefix("sqlite:").unwrap().to_owned();
    let open = || SqliteConnection::establish(&path).unwrap();
    let number = |c: &mut SqliteConnection, what: &str| -> i64 {
        diesel::dsl::sql::<diesel::sql_types::BigInt>(what).get_result(c).unwrap()
    };
    let narrow = "PRAGMA journal_mode = DELETE; PRAGMA page_size = 4096; VACUUM;
        PRAGMA journal_mode = WAL;";
    open()
        .batch_execute(&format!(
            "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < {ROWS})
             INSERT INTO responses (survey_id, id, version_hash, document)
             SELECT 's', hex(randomblob(16)), 'v', hex(randomblob(600)) FROM n;"
        ))
        .unwrap();
    let mut killed = 0;
    for round in 0..12 {
        open().batch_execute(narrow).unwrap();
        let mut process = place.command(&["migrate"]).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(20 * round));
        killed += u32::from(process.try_wait().unwrap().is_none());
        process.kill().unwrap();
        process.wait().unwrap();
        let mut c = open();
        assert_eq!(number(&mut c, "SELECT count(*) FROM responses"), ROWS, "round {round}");
    }
    assert!(killed > 2, "it was killed {killed} times only");

    open().batch_execute(narrow).unwrap();
    let mut other = open();
    assert_eq!(number(&mut other, "SELECT count(*) FROM responses"), ROWS);
    place.run(&["migrate"]);
    assert_eq!(number(&mut other, "PRAGMA page_size"), 4096, "somebody has it open");
    drop(other);
    place.run(&["migrate"]);
    let mut c = open();
    assert_eq!(number(&mut c, "PRAGMA page_size"), 16_384);
    assert_eq!(number(&mut c, "SELECT count(*) FROM responses"), ROWS);
    // 1.2 kB each, and not the 4.7 kB that they took before.
    assert!(std::fs::metadata(&path).unwrap().len() < 1_600 * ROWS.unsigned_abs());
}
