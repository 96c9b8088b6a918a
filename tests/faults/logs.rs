//! The log: where it cannot be written, and what it tells of the audit trail.

use std::fs::{File, read_to_string};
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::browser::{Ask, Browser};
use crate::databases::Kind;
use crate::floods::From;
use crate::ledger::{Ledger, interview};
use crate::place::Place;
use crate::program::Socket;

/// Killed when dropped.
struct Served(Child, Socket);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A server that logs to this file.
fn serve(place: &Place, log: File) -> Served {
    // Nothing can be read from the log, so the port is chosen here.
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut command = place.command(&["serve"]);
    command.env("ZUGVOGEL_LISTEN", address.to_string());
    command.env("ZUGVOGEL_HEALTH_LISTEN", "127.0.0.1:0").env("ZUGVOGEL_LOG_LEVEL", "info");
    let mut process = command.stdout(Stdio::null()).stderr(log).spawn().unwrap();
    let begun = Instant::now();
    while std::net::TcpStream::connect(address).is_err() {
        assert_eq!(process.try_wait().unwrap(), None, "the server ended");
        assert!(begun.elapsed() < Duration::from_secs(30), "nobody listens");
        std::thread::sleep(Duration::from_millis(50));
    }
    Served(process, Socket::at(address))
}

/// The log is on a full disk, as the stores may be; or who read it is gone.
#[test]
fn a_log_that_takes_nothing_ends_no_server() {
    let Some(place) = Place::new(Kind::Sqlite) else { return };
    let full = File::options().write(true).open("/dev/full").unwrap();
    let Served(process, socket) = &mut serve(&place, full);
    let mut ledger = Ledger::default();
    interview(socket, "nobody logs", true, &mut ledger).unwrap();
    assert_eq!(ledger.submitted, ["nobody logs"]);
    assert_eq!(process.try_wait().unwrap(), None);
}

/// Whoever sends what is no request fills nobody's disk with lines about it.
#[test]
fn what_is_no_request_is_not_logged() {
    const TIMES: usize = 60;
    let Some(place) = Place::new(Kind::Sqlite) else { return };
    let log = place.beside().join("log");
    let Served(_, socket) = &mut serve(&place, File::create(&log).unwrap());
    let none = ["NO REQUEST\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\u{16}\u{3}\u{1}hello\r\n\r\n"];
    for malformed in none.iter().cycle().take(TIMES) {
        let mut connection = TcpStream::connect(socket.address()).unwrap();
        connection.write_all(malformed.as_bytes()).unwrap();
        let mut answer = String::new();
        connection.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    }
    interview(socket, "in between", true, &mut Ledger::default()).unwrap();
    // What is told at the start, and by jobs.
    let lines = read_to_string(&log).unwrap().lines().count();
    assert!(lines < TIMES / 2, "{lines}");
}

/// Who guesses at an account again and again is told of, also after thousands of made-up addresses.
#[test]
fn guesses_at_one_account_are_told() {
    let Some(place) = Place::new(Kind::Sqlite) else { return };
    place.run(&["user", "add", "somebody@example.org"]);
    let log = place.beside().join("log");
    let Served(_, socket) = &mut serve(&place, File::create(&log).unwrap());
    let guess = |number: usize| {
        let from = From(*socket, format!("10.{}.{}.0", number / 250, number % 250));
        let fields = [("email", "somebody@example.org"), ("password", "falsch-falsch-falsch")];
        Browser::new(&from, "de").ask(Ask::form("/login", &fields)).unwrap().status
    };
    (0..20).for_each(|number| assert_eq!(guess(number), 422));
    let log = read_to_string(&log).unwrap();
    assert!(
        log.contains("tries to sign in again and again") && log.contains("attempts=20"),
        "{log}"
    );
    assert!(!log.contains("somebody@example.org"), "nor is she named");
}

/// The hash of the last entry, as often as the log tells it.
fn told(log: &str) -> Vec<String> {
    let lines = log.lines().filter(|line| line.contains("the audit trail"));
    lines
        .filter_map(|line| Some(line.split_once("last=")?.1.trim_matches('"').to_owned()))
        .collect()
}

fn the_end_of_the_trail_is_told_each_hour(kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let log = place.beside().join("log");
    let _served = serve(&place, File::create(&log).unwrap());
    place.run(&["user", "add", "somebody@example.org"]);
    let verified = place.run(&["audit", "verify"]).out;
    let last = verified.trim().rsplit(' ').next().unwrap();
    assert!(!told(&read_to_string(&log).unwrap()).contains(&last.to_owned()));

    place.end_hour();
    wait_for(&log, |log| told(log).contains(&last.to_owned()));
    place.run(&["audit", "verify", "--known", last]);
}

#[track_caller]
fn wait_for(log: &Path, is_told: impl Fn(&str) -> bool) {
    let begun = Instant::now();
    while !is_told(&read_to_string(log).unwrap()) {
        assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", read_to_string(log));
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Nobody reads the trail all the time, so who can do something about it is told. Residents need no trail.
fn a_broken_trail_is_told_at_the_start(kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    place.change_office("UPDATE audit SET object = 'another' WHERE id = 2");
    let log = place.beside().join("log");
    let Served(_, socket) = &mut serve(&place, File::create(&log).unwrap());
    wait_for(&log, |log| {
        let line = log.lines().find(|line| line.contains("the audit trail is broken"));
        line.is_some_and(|line| line.contains("ERROR") && line.contains("entry=2"))
    });
    interview(socket, "all the same", true, &mut Ledger::default()).unwrap();
}

#[test]
fn a_broken_trail_is_told_at_the_start_on_sqlite() {
    a_broken_trail_is_told_at_the_start(Kind::Sqlite);
}

#[test]
fn a_broken_trail_is_told_at_the_start_on_postgres() {
    a_broken_trail_is_told_at_the_start(Kind::Postgres);
}

#[test]
fn the_end_of_the_trail_is_told_each_hour_on_sqlite() {
    the_end_of_the_trail_is_told_each_hour(Kind::Sqlite);
}

#[test]
fn the_end_of_the_trail_is_told_each_hour_on_postgres() {
    the_end_of_the_trail_is_told_each_hour(Kind::Postgres);
}
