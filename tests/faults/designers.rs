//! The server is killed while two designers change a questionnaire: what was acknowledged is there, and everything can
//! be taken back to the beginning.

use std::io::Write;
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::Value;

use crate::browser::{Ask, Browser, Door};
use crate::databases::Kind;
use crate::html;
use crate::ledger::Counted;
use crate::place::Place;

const PASSWORD: &str = "Sturmflut-1962-Wangerooge";
/// The texts that the two change, by their pointers in the document.
const QUESTIONS: usize = 2;
/// So many changes are made in all; the log of changes keeps a thousand.
const EDITS: usize = 200;
const ROUNDS: usize = 5;

fn signed_in<'d>(door: &'d dyn Door, email: &str) -> Browser<'d> {
    let mut browser = Browser::new(door, "de");
    let form = [("email", email), ("password", PASSWORD)];
    assert_eq!(browser.ask(Ask::form("/login", &form)).unwrap().status, 303);
    browser
}

fn add(place: &Place, email: &str) {
    let words = ["user", "add", email, "--role", "designer", "--password-stdin"];
    let mut adding = place.command(&words);
    let mut adding = adding.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    writeln!(adding.stdin.take().unwrap(), "{PASSWORD}").unwrap();
    assert!(adding.wait().unwrap().success());
}

/// What the form of a page with this field sends, with other values.
fn fields(page: &str, has: &str, other: &[(&str, &str)]) -> Vec<(String, String)> {
    let forms = html::forms(page);
    let sent = forms.iter().find(|form| form.has(has)).unwrap().sent();
    let kept = sent.into_iter().filter(|(name, _)| other.iter().all(|(it, _)| it != name));
    let all = kept.chain(other.iter().copied());
    all.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn post(browser: &mut Browser<'_>, path: &str, fields: &[(String, String)]) -> Option<u16> {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    browser.ask(Ask::form(path, &fields)).ok().map(|answer| answer.status)
}

/// Changes the text of a question again and again; the last text that was acknowledged, and the last that was sent.
fn change(browser: &mut Browser<'_>, base: &str, name: &str, round: usize) -> [Option<String>; 2] {
    let (mut known, mut tried) = (None, None);
    for number in 0.. {
        let at = format!("question:{name}");
        let Ok(page) = browser.ask(Ask::get(&format!("{base}?at={at}"))) else { break };
        let text = format!("Runde {round}, Fassung {number}");
        let fields = fields(&page.html(), "seen", &[(&format!("{at}|label|de"), &text)]);
        tried = Some(text.clone());
        match post(browser, base, &fields) {
            Some(status) => assert_eq!(status, 303),
            None => break,
        }
        known = Some(text);
    }
    [known, tried]
}

fn an_editor_is_killed(kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let mails = ["anna@county.example", "bert@county.example"];
    mails.iter().for_each(|email| add(&place, email));
    let mut random = StdRng::seed_from_u64(12);
    let (mut base, mut before, mut names) = (String::new(), Value::Null, Vec::new());
    let mut is_last: [Option<String>; QUESTIONS] = [None, None];
    for round in 0..=ROUNDS {
        let mut server = place.serve();
        let door = server.door();
        let answers = AtomicUsize::new(0);
        let mut anna = signed_in(&door, mails[0]);
        if base.is_empty() {
            let page = anna.ask(Ask::get("/questionnaires")).unwrap().html();
            let fields = fields(&page, "from", &[("from", "template:feedback")]);
            let fields: Vec<_> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            let begun = anna.ask(Ask::form("/questionnaires", &fields)).unwrap();
            base = begun.header("location").unwrap().to_owned();
        }
        let document = anna.ask(Ask::get(&format!("{base}/file.json"))).unwrap();
        let document: Value = serde_json::from_slice(&document.body).unwrap();
        if names.is_empty() {
            let questions = document["pages"].as_array().unwrap().iter();
            let questions = questions.flat_map(|page| page["questions"].as_array().unwrap());
            names.extend(
                questions.take(QUESTIONS).map(|it| it["name"].as_str().unwrap().to_owned()),
            );
            before = document.clone();
        }
        // Whatever was acknowledged before the last kill is there, or the change after it, whose answer was lost.
        for (name, last) in names.iter().zip(&is_last) {
            let Some(last) = last else { continue };
            let stored = text_of(&document, name);
            let (known, tried) = last.split_once('\n').unwrap();
            assert!(stored == known || stored == tried, "{name}: {stored}, not {last:?}");
        }
        if round == ROUNDS {
            let steps = take_all_back(&mut anna, &base);
            assert!(steps >= EDITS, "{steps} steps only");
            let document = anna.ask(Ask::get(&format!("{base}/file.json"))).unwrap();
            assert_eq!(serde_json::from_slice::<Value>(&document.body).unwrap(), before);
            return;
        }
        // Each change is a page and a form.
        let enough = 2 * EDITS / ROUNDS + random.random_range(2..10);
        let moment = random.random_range(0..20_000);
        let lasts: Vec<[Option<String>; 2]> = std::thread::scope(|scope| {
            let clients: Vec<_> = names
                .iter()
                .zip(mails)
                .map(|(name, email)| {
                    let (door, answers, base) = (&door, &answers, &base);
                    scope.spawn(move || {
                        let counted = Counted { door, answers };
                        change(&mut signed_in(&counted, email), base, name, round)
                    })
                })
                .collect();
            while answers.load(Ordering::Relaxed) < enough {
                std::thread::sleep(Duration::from_millis(1));
            }
            std::thread::sleep(Duration::from_micros(moment));
            server.kill();
            clients.into_iter().map(|client| client.join().unwrap()).collect()
        });
        for (last, [known, tried]) in is_last.iter_mut().zip(lasts) {
            *last = known.map(|known| format!("{known}\n{}", tried.unwrap_or_default()));
        }
    }
}

fn text_of<'d>(document: &'d Value, name: &str) -> &'d str {
    let pages = document["pages"].as_array().unwrap().iter();
    let mut questions = pages.flat_map(|page| page["questions"].as_array().unwrap());
    questions.find(|it| it["name"] == name).unwrap()["label"]["de"].as_str().unwrap()
}

fn take_all_back(browser: &mut Browser<'_>, base: &str) -> usize {
    for steps in 0..5 * EDITS {
        let page = browser.ask(Ask::get(&format!("{base}?at=questionnaire"))).unwrap().html();
        if page.contains("Rückgängig: nichts") {
            return steps;
        }
        let forms = html::forms(&page);
        let undo = format!("{base}/undo");
        let form = forms.iter().find(|it| it.action.as_deref() == Some(undo.as_str())).unwrap();
        let fields: Vec<(String, String)> =
            form.sent().into_iter().map(|(n, v)| (n.to_owned(), v.to_owned())).collect();
        assert_eq!(post(browser, &undo, &fields), Some(303));
    }
    panic!("there is no end to undo")
}

#[test]
fn no_acknowledged_change_is_lost_on_sqlite() {
    an_editor_is_killed(Kind::Sqlite);
}

#[test]
fn no_acknowledged_change_is_lost_on_postgres() {
    an_editor_is_killed(Kind::Postgres);
}
