//! Floods against the real program: from one network and from a thousand, with interviews, reports and
//! uploads that stall. Who is honest finishes, and the flood stays within its budget.

use std::cell::Cell;
use std::io::Write;
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::browser::{Answer, Ask, Browser, Door};
use crate::databases::Kind;
use crate::ledger::{Ledger, interview};
use crate::place::Place;
use crate::program::{Server, Socket};

/// The way of somebody from a network, as the proxy names it.
#[derive(Clone)]
pub(crate) struct From(pub(crate) Socket, pub(crate) String);

impl Door for From {
    fn send(&self, ask: &Ask) -> std::io::Result<Answer> {
        self.0.send(&ask.clone().with("x-network", &self.1))
    }
}

/// Begins interviews and reports barriers as fast as it can, each from the next of so many networks.
fn flood(door: Socket, networks: usize, begun: &AtomicUsize, is_over: &AtomicBool) {
    for number in 0.. {
        if is_over.load(Ordering::Relaxed) {
            break;
        }
        let number = number % networks;
        let from = From(door, format!("10.{}.{}.0", number / 250, number % 250));
        let mut browser = Browser::new(&from, "de");
        let _ = browser.ask(Ask::form("/s/feedback/barrier", &[("barrier", &"x".repeat(1900))]));
        let _ = browser.ask(Ask::form("/s/feedback/start", &[]));
        let Ok(page) = browser.ask(Ask::get("/s/feedback/p/besuch")) else { continue };
        let form = page.form();
        let fields = [form.sent(), vec![("often", "4")]].concat();
        let answer = browser.ask(Ask::form("/s/feedback/p/besuch", &fields));
        if answer.is_ok_and(|answer| answer.status == 303) {
            begun.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// How long honest interviews take, each from a network of its own.
fn honest(door: Socket, number: usize) -> Vec<Duration> {
    let mut ledger = Ledger::default();
    let took = |number| {
        let from = From(door, format!("203.0.{number}.0"));
        let began = Instant::now();
        interview(&from, &format!("ehrlich {number}"), true, &mut ledger).unwrap();
        began.elapsed()
    };
    let mut all: Vec<_> = (0..number).map(took).collect();
    all.sort_unstable();
    all
}

#[expect(
    clippy::print_stdout,
    reason = "how long it took is written down, and nothing rests on it"
)]
fn an_honest_resident_finishes(kind: Kind, networks: usize) {
    const INTERVIEWS: usize = 15;
    let Some(place) = Place::new(kind) else { return };
    let server = place.serve();
    let door = server.door();
    let quiet = honest(door, INTERVIEWS);
    let (begun, is_over) = (AtomicUsize::new(0), AtomicBool::new(false));
    let flooded = std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| flood(door, networks, &begun, &is_over));
        }
        // From one network until its budget is used up and beyond.
        while networks == 1 && begun.load(Ordering::Relaxed) < 300 {
            std::thread::sleep(Duration::from_millis(5));
        }
        let flooded = honest(door, INTERVIEWS);
        is_over.store(true, Ordering::Relaxed);
        flooded
    });
    let begun = begun.load(Ordering::Relaxed);
    println!(
        "{kind:?}, {networks} networks: {begun} begun; an honest interview {:?} at rest, {:?} meanwhile \
         (medians of {INTERVIEWS})",
        quiet[INTERVIEWS / 2],
        flooded[INTERVIEWS / 2]
    );
    if networks == 1 {
        // One more every twelve seconds.
        assert!(begun < 320, "{begun} were begun");
    }
    place.run(&["mix", "feedback", "--force"]);
    assert_eq!(place.wishes().len(), INTERVIEWS);
    assert_eq!(place.wishes().values().sum::<usize>(), 2 * INTERVIEWS);
}

#[test]
fn while_one_network_floods_on_sqlite() {
    an_honest_resident_finishes(Kind::Sqlite, 1);
}

#[test]
fn while_one_network_floods_on_postgres() {
    an_honest_resident_finishes(Kind::Postgres, 1);
}

#[test]
fn while_a_thousand_networks_flood_on_sqlite() {
    an_honest_resident_finishes(Kind::Sqlite, 1000);
}

#[test]
fn while_a_thousand_networks_flood_on_postgres() {
    an_honest_resident_finishes(Kind::Postgres, 1000);
}

const WITH_FILE: &str = r#"{
  "name": "datei", "languages": ["de"], "title": "Datei",
  "publisher": { "name": "Amt", "contact": "Amt", "phone": "1", "email": "a@b.example",
    "imprint": "Amt", "privacy": "Nichts." },
  "welcome": { "title": "Datei", "lead": "Bitte.", "facts": [] },
  "thanks": { "title": "Danke", "text": "Danke." },
  "pages": [ { "name": "papier", "title": "Papier", "questions": [
    { "kind": "upload", "name": "paper", "upload": "file", "label": "Welches?" },
    { "kind": "text", "name": "why", "label": "Warum?" } ] } ]
}"#;

/// Somebody who has opened the page with the file.
fn opened<'d>(door: &'d dyn Door) -> (Browser<'d>, Vec<(String, String)>) {
    let mut browser = Browser::new(door, "de");
    browser.ask(Ask::form("/s/datei/start", &[])).unwrap();
    let form = browser.ask(Ask::get("/s/datei/p/papier")).unwrap().form();
    let fields = form.sent().into_iter().map(|(n, v)| (n.to_owned(), v.to_owned())).collect();
    (browser, fields)
}

/// Sends a file of so many bytes, and gives the status.
fn uploads(door: &dyn Door, bytes: usize) -> u16 {
    let (mut browser, fields) = opened(door);
    let fields: Vec<_> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let file = [b"%PDF-1.7".to_vec(), vec![b' '; bytes]].concat();
    let ask = Ask::multipart("/s/datei/p/papier", &fields, &[("paper.file", "a.pdf", &file)]);
    browser.ask(ask).unwrap().status
}

/// Forty uploads of eight megabytes each that stop in the middle: more than the memory for all.
#[test]
fn stalled_uploads_give_way_to_honest_ones() {
    let place = Place::new(Kind::Sqlite).unwrap();
    let file = place.folder.path().join("datei.json");
    std::fs::write(&file, WITH_FILE).unwrap();
    place.run(&["survey", "create", "--questionnaire", file.to_str().unwrap(), "--slug", "datei"]);
    let server: Server = place.serve();
    let door = server.door();
    let flooding = From(door, "198.51.100.0".to_owned());
    let stalled = Cell::new(Vec::new());
    for paused in [200 << 10, 7 << 20] {
        let (browser, fields) = opened(&flooding);
        let fields: Vec<_> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let file = [b"%PDF-1.7".to_vec(), vec![b' '; 8 << 20]].concat();
        let ask = Ask::multipart("/s/datei/p/papier", &fields, &[("paper.file", "a.pdf", &file)]);
        let ask = browser.dressed(ask).with("x-network", &flooding.1);
        let begins = || {
            let mut stream = TcpStream::connect(door.address()).unwrap();
            let mut head = format!("POST {} HTTP/1.1\r\n", ask.path);
            for (name, value) in &ask.headers {
                head.push_str(&format!("{name}: {value}\r\n"));
            }
            head.push_str(&format!("content-length: {}\r\n\r\n", ask.body.len()));
            stream.write_all(head.as_bytes()).unwrap();
            // What does not go out at once is read by nobody: she waits for her turn.
            stream.set_write_timeout(Some(Duration::from_millis(200))).unwrap();
            let _ = stream.write_all(&ask.body[..paused]);
            stream
        };
        let mut all = stalled.take();
        all.extend((0..20).map(|_| begins()));
        stalled.set(all);
    }
    for network in ["203.0.113.0", "198.51.100.0"] {
        let from = From(door, network.to_owned());
        assert_eq!(uploads(&from, 3 << 20), 303, "{network}");
    }
    assert_eq!(stalled.take().len(), 40, "all of them are still there");
}
