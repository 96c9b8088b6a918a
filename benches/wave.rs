//! A letter wave: 20,000 people have got their codes, 600 of them start within a minute, and everybody
//! walks through the whole study. The real program on SQLite, the real price of a code. Reports how
//! long a page takes and fails when anybody meets an error.
//!
//! `WAVE_CODES`, `WAVE_RESIDENTS` and `WAVE_SECONDS` change the numbers; drawing 20,000 codes takes
//! minutes. People think for `WAVE_THINK` milliseconds a page: far less than in life.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "whatever goes wrong ends the bench, and what it measured is printed"
)]

#[path = "../tests/support/browser.rs"]
mod browser;
#[path = "../tests/support/html.rs"]
mod html;
#[path = "../tests/support/program.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod program;
#[path = "../tests/support/resident.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod resident;

use std::cell::RefCell;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use browser::{Answer, Ask, Door};
use program::{Server, Socket, program};
use resident::Resident;

const PERSON: [(&str, &str); 11] = [
    ("cons_part", "1"),
    ("cons_sens", "1"),
    ("cons_quote", "1"),
    ("birth_y", "1995"),
    ("mv_dir", "2"),
    ("mv_year", "2023"),
    ("mv_month", "9"),
    ("dst_place", "2"),
    ("rs_role_01", "3"),
    ("keep_pos", "1"),
    ("ret_int", "3"),
];

/// The way to the server of somebody who reads before she answers, and how long each answer took.
struct Timed {
    socket: Socket,
    think: Duration,
    took: RefCell<Vec<(&'static str, Duration)>>,
}

impl Door for Timed {
    fn send(&self, ask: &Ask) -> io::Result<Answer> {
        let what = match (ask.method == "POST", ask.path.contains("/p/")) {
            (true, true) => "POST of a page",
            (true, false) if ask.path.ends_with("/code") => "POST of a code",
            (true, false) => "POST of the review",
            (false, _) => "GET",
        };
        if what != "GET" {
            std::thread::sleep(self.think);
        }
        let begun = Instant::now();
        let answer = self.socket.send(ask);
        self.took.borrow_mut().push((what, begun.elapsed()));
        answer
    }
}

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).map_or(usual, |value| value.parse().expect(name))
}

fn run(arguments: &[&str]) {
    let status = program(arguments).stdout(std::process::Stdio::null()).status().unwrap();
    assert!(status.success(), "{arguments:?}");
}

fn main() {
    let (codes, residents) = (number("WAVE_CODES", 20_000), number("WAVE_RESIDENTS", 600));
    let within = Duration::from_secs(number("WAVE_SECONDS", 60));
    let think = Duration::from_millis(number("WAVE_THINK", 2_000));
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (data, file) = (data.to_str().unwrap(), folder.path().join("codes.csv"));
    let study = ["--questionnaire", "wesermarsch", "--slug", "wave", "--mode", "anonymous"];
    run(&["migrate", "--data", data]);
    run(&[&["survey", "create", "--data", data], &study[..]].concat());
    let (count, out) = (codes.to_string(), file.to_str().unwrap());
    run(&["codes", "wave", "--count", &count, "--out", out, "--yes", "--data", data]);
    let mut rows = csv::Reader::from_path(&file).unwrap();
    let codes: Vec<String> = rows.records().map(|row| row.unwrap()[0].to_owned()).collect();

    let server = Server::start(Path::new(data), &[]);
    let socket = server.door();
    let begun = Instant::now();
    let mut took: Vec<(&str, Duration)> = Vec::new();
    std::thread::scope(|scope| {
        let walk = |number: u64| {
            let code = &codes[usize::try_from(number).unwrap() * codes.len() / residents as usize];
            let start = within.mul_f64(number as f64 / residents as f64);
            scope.spawn(move || {
                std::thread::sleep(start);
                let door = Timed { socket, think, took: RefCell::default() };
                let mut resident = Resident::new(&door, "wave", "de");
                resident.enter(code).walk(&PERSON);
                resident.is_on("review").press().is_on("done");
                door.took.into_inner()
            })
        };
        let walks: Vec<_> = (0..residents).map(walk).collect();
        for walk in walks {
            took.extend(walk.join().expect("somebody met an error"));
        }
    });
    println!("{residents} residents were through after {:.0} s", begun.elapsed().as_secs_f64());
    for what in ["POST of a code", "POST of a page", "POST of the review", "GET"] {
        let mut times: Vec<Duration> = took.iter().filter(|t| t.0 == what).map(|t| t.1).collect();
        times.sort_unstable();
        let at =
            |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
        println!(
            "{what}: {} requests, median {:.1} ms, p95 {:.1} ms, p99 {:.1} ms, longest {:.1} ms",
            times.len(),
            at(0.5),
            at(0.95),
            at(0.99),
            at(1.0)
        );
    }
}
