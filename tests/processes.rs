//! Processes of an installation: each role serves its part and opens no store that it does not need,
//! and a worker that is killed is replaced by another.
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

use std::net::TcpListener;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use command_fds::{CommandFdExt, FdMapping};
use diesel::connection::SimpleConnection;
use tempfile::TempDir;
use zugvogel::app::App;
use zugvogel::app::actor::Actor;
use zugvogel::app::spool::Spool;
use zugvogel::clock::Clock;
use zugvogel::domain::JobState;
use zugvogel::error::Error;
use zugvogel::export::MACHINE;
use zugvogel::ids::{JobId, Slug};
use zugvogel::seal::Secret;
use zugvogel::storage::office::jobs::{JobRow, find_job};
use zugvogel::storage::{Conn, Stores};

use crate::browser::{Ask, Door};
use crate::databases::{Databases, Kind, databases};
use crate::program::{Ran, Server, program};

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

    #[track_caller]
    fn run(&self, arguments: &[&str]) {
        let data = self.folder.path().to_str().unwrap();
        let mut command = program(&[arguments, &["--data", data]].concat());
        command.envs(self.urls(""));
        let ran = Ran::from(command.output().unwrap());
        assert_eq!(ran.status, 0, "{arguments:?}: {ran:?}");
    }

    /// The URLs of the stores; those in `hidden` lead nowhere.
    fn urls(&self, hidden: &str) -> Vec<(&'static str, String)> {
        let urls = self.databases.urls.clone();
        let all = [
            ("ZUGVOGEL_OFFICE_URL", "office", urls.office),
            ("ZUGVOGEL_COLLECT_URL", "collect", urls.collect),
            ("ZUGVOGEL_RESULTS_URL", "results", urls.results),
        ];
        all.map(|(name, store, url)| match hidden.contains(store) {
            true => (name, format!("sqlite:/nowhere/{store}.db")),
            false => (name, url),
        })
        .into()
    }

    fn serve(&self, role: &str, hidden: &str) -> Server {
        let mut settings = self.urls(hidden);
        settings.push(("ZUGVOGEL_ROLE", role.to_owned()));
        Server::start(self.folder.path(), &settings)
    }

    fn app(&self) -> App {
        let secret = Secret::load(&self.folder.path().join("secret.key")).unwrap();
        let stores = Stores::open_existing(&self.databases.urls).unwrap();
        App {
            spool: Spool::new(self.folder.path().join("spool")),
            ..App::new(stores, secret, Clock::System)
        }
    }
}

fn status(server: &Server, path: &str) -> u16 {
    server.door().send(&Ask::get(path).with("host", "localhost")).unwrap().status
}

fn each_role_serves_its_part(kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let respond = place.serve("respond", "office results");
    assert_eq!(status(&respond, "/s/feedback"), 200);
    for path in ["/", "/login", "/surveys", "/jobs"] {
        assert_eq!(status(&respond, path), 404, "respond {path}");
    }
    let staff = place.serve("staff", "collect");
    assert_eq!(status(&staff, "/login"), 200);
    assert_eq!(status(&staff, "/surveys"), 303);
    assert_eq!(status(&staff, "/s/feedback"), 404);
    // It has no pages, so this is its health.
    let worker = place.serve("worker", "");
    assert_eq!(status(&worker, "/health/ready"), 200);
    assert_eq!(status(&worker, "/login"), 404);
    let all = place.serve("all", "");
    assert_eq!([status(&all, "/login"), status(&all, "/s/feedback")], [200, 200]);
}

#[test]
fn each_role_serves_its_part_on_sqlite() {
    each_role_serves_its_part(Kind::Sqlite);
}

#[test]
fn each_role_serves_its_part_on_postgres() {
    each_role_serves_its_part(Kind::Postgres);
}

fn job(app: &App, id: &JobId) -> JobRow {
    app.stores.office.read_now(|conn| Ok::<_, Error>(find_job(conn, id)?)).unwrap().unwrap()
}

/// Waits until the job is in one of these states.
fn wait(app: &App, id: &JobId, states: &[JobState]) -> JobRow {
    let begun = Instant::now();
    loop {
        let job = job(app, id);
        if states.contains(&job.state) {
            return job;
        }
        assert!(begun.elapsed() < Duration::from_secs(120), "{job:?}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// As if half a minute went by: what a killed process held is anybody's.
fn end_leases(app: &App) {
    let end = |conn: &mut Conn| {
        let sql = "UPDATE jobs SET not_before = 0 WHERE state = 'running'";
        match conn {
            Conn::Sqlite(c) => c.batch_execute(sql),
            Conn::Postgres(c) => c.batch_execute(sql),
        }
    };
    app.stores.office.write_now(move |conn| end(conn).map_err(Error::from)).unwrap();
}

fn a_killed_worker_is_replaced(kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let app = place.app();
    // The command would refuse: this is no demo's directory.
    let slug = Slug("feedback".to_owned());
    app.populate(&Actor::Operator, &slug, 3000, 1, &mut |_| ()).unwrap();
    let analysis = app.analysis();
    let prepare = analysis.prepare(&Actor::Operator, "feedback", &MACHINE);
    let id = actix_web::rt::System::new().block_on(prepare).unwrap();
    let spool = place.folder.path().join("spool");
    let mut killed = 0;
    for _ in 0..2 {
        let mut worker = place.serve("worker", "");
        let seen = wait(&app, &id, &[JobState::Running, JobState::Done]);
        worker.kill();
        killed += usize::from(seen.state == JobState::Running);
        end_leases(&app);
    }
    assert!(killed > 0, "it was done before it could be killed");
    let _worker = place.serve("worker", "");
    let done = wait(&app, &id, &[JobState::Done, JobState::Failed]);
    assert_eq!((done.state, done.total), (JobState::Done, 3000));
    let archive = std::fs::File::open(spool.join(format!("{id}.zip"))).unwrap();
    let mut archive = zip::ZipArchive::new(archive).unwrap();
    let manifest = std::io::read_to_string(archive.by_name("manifest.json").unwrap()).unwrap();
    assert!(manifest.contains("3000"), "{manifest}");
}

#[test]
fn a_killed_worker_is_replaced_on_sqlite() {
    a_killed_worker_is_replaced(Kind::Sqlite);
}

#[test]
fn a_killed_worker_is_replaced_on_postgres() {
    a_killed_worker_is_replaced(Kind::Postgres);
}

/// The socket is handed from one process to the next, as systemd does it: nobody is refused, and no
/// request is cut off.
#[test]
fn a_restart_refuses_nobody() {
    let place = Place::new(Kind::Sqlite).unwrap();
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let begin = || {
        Server::start_with(place.folder.path(), &place.urls(""), |command| {
            let held = FdMapping { parent_fd: socket.try_clone().unwrap().into(), child_fd: 3 };
            command.env("LISTEN_FDS", "1").fd_mappings(vec![held]).unwrap();
        })
    };
    let mut server = begin();
    let door = server.door();
    assert_eq!(door.address(), socket.local_addr().unwrap());
    let (is_over, answered) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                while !is_over.load(Ordering::Relaxed) {
                    let answer = door.send(&Ask::get("/s/feedback").with("host", "localhost"));
                    let status = answer.map(|answer| answer.status);
                    assert!(matches!(status, Ok(200)), "{status:?}");
                    answered.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        for _ in 0..3 {
            let before = answered.load(Ordering::Relaxed);
            while answered.load(Ordering::Relaxed) < before + 100 {
                std::thread::sleep(Duration::from_millis(1));
            }
            server.stop();
            server = begin();
        }
        is_over.store(true, Ordering::Relaxed);
    });
    assert!(answered.load(Ordering::Relaxed) >= 300);
}

/// A process that a newer version's tables take by surprise ends and says so; it does not go on.
fn an_outdated_process_ends(kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let mut server = place.serve("all", "");
    assert_eq!(status(&server, "/s/feedback"), 200);
    let newer = "INSERT INTO __diesel_schema_migrations (version) VALUES ('99991231000001')";
    let note = move |conn: &mut Conn| match conn {
        Conn::Sqlite(c) => c.batch_execute(newer),
        Conn::Postgres(c) => c.batch_execute(newer),
    };
    place.app().stores.collect.write_now(move |conn| note(conn).map_err(Error::from)).unwrap();
    assert_eq!(server.ended(Duration::from_secs(60)), Some(1));
}

#[test]
fn an_outdated_process_ends_on_sqlite() {
    an_outdated_process_ends(Kind::Sqlite);
}

#[test]
fn an_outdated_process_ends_on_postgres() {
    an_outdated_process_ends(Kind::Postgres);
}
