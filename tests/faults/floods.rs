//! Floods against the real program: from one network and from a thousand, with interviews, reports, files,
//! codes and uploads that stall. Who is honest finishes, and the flood stays within its budget.

use std::cell::Cell;
use std::collections::VecDeque;
use std::io::Write;
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use diesel::RunQueryDsl;
use zugvogel::access::AccessCode;
use zugvogel::error::Error;
use zugvogel::storage::Conn;

use crate::browser::{Answer, Ask, Browser, Door};
use crate::databases::Kind;
use crate::ledger::{Ledger, interview};
use crate::place::Place;
use crate::program::{Server, Socket};
use crate::resident::Resident;

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

const FLOODERS: usize = 8;

/// The flood is over when this is dropped, also when something honest has failed.
struct Over<'f>(&'f AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// A place with a survey that asks for a file, and one for which there are codes.
fn with_files_and_codes(kind: Kind) -> Option<(Place, Vec<String>)> {
    let place = Place::new(kind)?;
    let file = place.folder.path().join("datei.json");
    let required =
        WITH_FILE.replace(r#""label": "Warum?""#, r#""required": true, "label": "Warum?""#);
    std::fs::write(&file, required).unwrap();
    place.run(&["survey", "create", "--questionnaire", file.to_str().unwrap(), "--slug", "datei"]);
    let create = ["survey", "create", "--questionnaire", "feedback", "--slug", "brief"];
    place.run(&[&create[..], &["--mode", "anonymous"]].concat());
    let out = place.beside().join("codes.csv");
    place.run(&["codes", "brief", "--count", "5", "--out", out.to_str().unwrap(), "--yes"]);
    let codes = std::fs::read_to_string(out).unwrap();
    let codes = codes.lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned());
    Some((place, codes.collect()))
}

/// Two residents finish: one with a file, and one with a code.
fn honest_ones_finish(door: Socket, number: usize, code: &str) {
    let from = From(door, format!("203.0.{number}.0"));
    let (mut browser, fields) = opened(&from);
    let fields = fields.iter().map(|(n, v)| (n.as_str(), v.as_str()));
    let fields: Vec<_> =
        fields.filter(|field| field.0 != "why").chain([("why", "Weil.")]).collect();
    let file = [b"%PDF-1.7".to_vec(), vec![b' '; 200 << 10]].concat();
    let ask =
        Ask::multipart("/s/datei/p/papier", &fields, &[("paper.file", "a.pdf", file.as_slice())]);
    assert_eq!(browser.ask(ask).unwrap().status, 303);
    let form = browser.ask(Ask::get("/s/datei/review")).unwrap().form();
    let answer = browser.ask(Ask::form("/s/datei/review", &form.sent())).unwrap();
    assert_eq!(answer.header("location"), Some("/s/datei/done"));
    let mut resident = Resident::new(&from, "brief", "de");
    resident.enter(code).is_on("besuch").answer(&[("often", "4")]);
    resident.is_on("zeiten").press().is_on("review").press().is_on("done");
}

/// What became of a flood's files.
#[derive(Debug, Default)]
struct FloodFiles {
    begun: AtomicUsize,
    taken: AtomicUsize,
    refused: AtomicUsize,
    late: AtomicUsize,
}

impl FloodFiles {
    /// Sends a file with a page that is refused for something else.
    fn send(&self, browser: &mut Browser<'_>, fields: &[(String, String)], file: &[u8]) {
        let fields: Vec<_> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let ask = Ask::multipart("/s/datei/p/papier", &fields, &[("paper.file", "a.pdf", file)]);
        let count = match browser.ask(ask).map_or(408, |answer| answer.status) {
            422 => &self.taken,
            429 | 503 => &self.refused,
            // The machine was too busy to read it or to answer in time.
            408 => &self.late,
            status => panic!("{status}"),
        };
        count.fetch_add(1, Ordering::Relaxed);
    }
}

/// Waits until something has happened so often.
fn until(count: &AtomicUsize, often: usize) {
    let began = Instant::now();
    while count.load(Ordering::Relaxed) < often {
        assert!(began.elapsed() < Duration::from_secs(100), "the flood does not come up");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A wrong code. Nobody reads the answer.
fn wrong_code(from: &From) -> TcpStream {
    let code = AccessCode::draw(&mut rand::rng()).to_string();
    let browser = Browser::new(from, "de");
    let ask = browser.dressed(Ask::form("/s/brief/code", &[("code", &code)]));
    let mut stream = TcpStream::connect(from.0.address()).unwrap();
    let mut head = format!("POST {} HTTP/1.1\r\nx-network: {}\r\n", ask.path, from.1);
    for (name, value) in &ask.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("content-length: {}\r\n\r\n", ask.body.len()));
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&ask.body).unwrap();
    stream
}

/// How long it takes until a code from this network is let in.
fn until_let_in(from: &From, code: &str) -> Duration {
    let began = Instant::now();
    while Resident::new(from, "brief", "de").enter(code).place() != "besuch" {
        assert!(began.elapsed() < Duration::from_secs(60), "a right code is not let in");
        std::thread::sleep(Duration::from_millis(50));
    }
    began.elapsed()
}

/// More than may try at once, who hang up as browsers and proxies do. Their tries are nobody's any more, and take
/// no turn from a neighbour: three hundred of them would take three hundred times as long as hers.
#[test]
fn who_hangs_up_keeps_no_place() {
    let Some((place, codes)) = with_files_and_codes(Kind::Sqlite) else { return };
    let server = place.serve();
    let [quiet, loud] =
        ["203.0.113.0", "198.51.100.0"].map(|it| From(server.door(), it.to_owned()));
    let alone = until_let_in(&quiet, &codes[0]);
    for _ in 0..400 {
        drop(wrong_code(&loud));
    }
    let among = until_let_in(&loud, &codes[1]);
    assert!(among < 30 * alone, "{among:?} behind others who are gone, {alone:?} alone");
}

/// What lies in `collect` of files: how many, and how many bytes.
#[derive(diesel::QueryableByName)]
struct Heap {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    files: i64,
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    bytes: i64,
}

fn heap(place: &Place) -> (usize, usize) {
    let sql = "SELECT count(*) AS files, CAST(coalesce(sum(length(sealed)), 0) AS BIGINT) AS bytes \
               FROM attachments";
    let heap: Result<Heap, Error> = place.app().stores.collect.read_now(|conn| {
        Ok(match conn {
            Conn::Sqlite(c) => diesel::sql_query(sql).get_result(c)?,
            Conn::Postgres(c) => diesel::sql_query(sql).get_result(c)?,
        })
    });
    let Heap { files, bytes } = heap.unwrap();
    (files.try_into().unwrap(), bytes.try_into().unwrap())
}

/// Interviews of which nothing comes but files, three in each, and many wrong codes at once.
#[expect(clippy::print_stdout, reason = "how much it was is written down")]
fn honest_ones_finish_while_files_come(kind: Kind, networks: usize) {
    /// So many codes wait of each flooder.
    const CODES: usize = 60;
    let Some((place, codes)) = with_files_and_codes(kind) else { return };
    let server = place.serve();
    let (door, is_over, files) = (server.door(), AtomicBool::new(false), FloodFiles::default());
    std::thread::scope(|scope| {
        let over = Over(&is_over);
        for flooder in 0..FLOODERS {
            let (files, is_over) = (&files, &is_over);
            scope.spawn(move || {
                let mut tries = VecDeque::new();
                for number in (flooder..).step_by(FLOODERS) {
                    if is_over.load(Ordering::Relaxed) {
                        return;
                    }
                    let of = |number: usize| {
                        let network = number % networks;
                        From(door, format!("10.{}.{}.0", network / 250, network % 250))
                    };
                    let from = of(number);
                    let mut browser = Browser::new(&from, "de");
                    let _ = browser.ask(Ask::form("/s/datei/start", &[]));
                    let page = browser.ask(Ask::get("/s/datei/p/papier"));
                    // The machine may be too busy to give it.
                    let Some(page) = page.ok().filter(|page| page.status == 200) else { continue };
                    let form = page.form();
                    let owned = |(n, v): (&str, &str)| (n.to_owned(), v.to_owned());
                    let fields: Vec<_> = form.sent().into_iter().map(owned).collect();
                    files.begun.fetch_add(1, Ordering::Relaxed);
                    for file in ["a", "b", "c"] {
                        files.send(&mut browser, &fields, format!("%PDF-1.7 {file}").as_bytes());
                    }
                    let free = if tries.is_empty() { CODES } else { CODES / 6 };
                    tries.extend((0..free).map(|code| wrong_code(&of(number + code * FLOODERS))));
                    tries.drain(..tries.len() - CODES);
                }
            });
        }
        until(&files.begun, 5 * FLOODERS);
        for (number, code) in codes.iter().enumerate() {
            honest_ones_finish(door, number, code);
        }
        drop(over);
    });
    let (stored, bytes) = heap(&place);
    println!("{kind:?}: {files:?}, of which {stored} files of {bytes} bytes are left");
    let [begun, taken, refused, late] =
        [files.begun, files.taken, files.refused, files.late].map(AtomicUsize::into_inner);
    // One in each interview, of the many that were taken.
    assert!(stored <= begun + codes.len() && taken >= 2 * stored, "{stored} files of {begun}");
    assert!(stored + refused + late >= begun, "{stored} files of {begun}");
    assert!(bytes <= begun * (66 << 10) + codes.len() * (100 + (1 << 20)), "{bytes} bytes");
}

#[test]
fn while_one_network_sends_files_on_sqlite() {
    honest_ones_finish_while_files_come(Kind::Sqlite, 1);
}

#[test]
fn while_a_thousand_networks_send_files_on_sqlite() {
    honest_ones_finish_while_files_come(Kind::Sqlite, 1000);
}

#[test]
fn while_a_thousand_networks_send_files_on_postgres() {
    honest_ones_finish_while_files_come(Kind::Postgres, 1000);
}
