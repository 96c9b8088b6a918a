//! Trying a questionnaire out, as a process and a browser without script.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy takes only functions marked as tests for tests"
)]

#[path = "support/browser.rs"]
mod browser;
#[path = "support/html.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod html;
#[path = "support/program.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod program;

use std::path::{Path, PathBuf};

use crate::browser::{Answer, Ask, Browser, Door};
use crate::program::Server;

fn questionnaire(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires").join(name)
}

/// An author in front of a page.
struct Author<'d> {
    browser: Browser<'d>,
    base: &'static str,
    address: String,
    page: Answer,
}

impl<'d> Author<'d> {
    fn new(door: &'d dyn Door, base: &'static str) -> Self {
        let browser = Browser::new(door, "en");
        let mut author = Self { browser, base, address: String::new(), page: Answer::default() };
        author.open("");
        author
    }

    /// Sends a request and follows where it leads.
    #[track_caller]
    fn send(&mut self, ask: Ask) -> &mut Self {
        let mut ask = ask;
        for _ in 0..4 {
            self.address = ask.path.split('#').next().unwrap().to_owned();
            ask.path.clone_from(&self.address);
            self.page = self.browser.ask(ask).unwrap();
            match self.page.header("location") {
                Some(next) => ask = Ask::get(next),
                None => return self,
            }
        }
        panic!("going round in circles at {}", self.address);
    }

    #[track_caller]
    fn open(&mut self, path: &str) -> &mut Self {
        self.send(Ask::get(&format!("{}{path}", self.base)))
    }

    #[track_caller]
    fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> &mut Self {
        self.send(Ask::form(&format!("{}{path}", self.base), fields))
    }

    #[track_caller]
    fn is_at(&mut self, path: &str, status: u16) -> &mut Self {
        let address = self.address.split('?').next().unwrap();
        assert_eq!(address, format!("{}{path}", self.base), "{}", self.page.text());
        assert_eq!(self.page.status, status, "{}", self.page.text());
        self
    }

    /// What stands beside the page.
    #[track_caller]
    fn beside(&self) -> String {
        let html = self.page.html();
        let panel = html.split("<aside").nth(1).and_then(|rest| rest.split("</aside>").next());
        html::text(&format!("<aside{}", panel.unwrap_or_else(|| panic!("no panel: {html}"))))
    }

    /// What the page itself says.
    #[track_caller]
    fn says(&mut self, words: &str) -> &mut Self {
        let text = self.page.text();
        assert!(text.contains(words), "no “{words}” in {text}");
        self
    }

    #[track_caller]
    fn reads(&mut self, words: &str) -> &mut Self {
        let panel = self.beside();
        assert!(panel.contains(words), "no “{words}” in {panel}");
        self
    }
}

#[test]
fn an_author_sees_the_route_the_values_and_the_reasons() {
    let server = Server::trial(&questionnaire("school-leavers.json"));
    let door = server.door();
    let mut author = Author::new(&door, "/s/school-leavers");
    author.is_at("", 200).reads("Nothing is stored.");
    author.reads("job hidden because `${has_job} = 1` is false (has_job = 0)");
    author.post("/start", &[]).is_at("/p/start", 200).reads("start you are here");
    author.reads("age hidden because `${cons_part} = 1` is false (cons_part is empty)");

    author.post("/p/start", &[("cons_part", "1"), ("age", "17")]).is_at("/p/school", 200);
    author.reads("start answered").reads("age 17");
    author.reads("too_young does not hold: `${age} < 16` (age = 17)");
    // Every page of the route can be opened at once, others cannot.
    author.open("/p/view").is_at("/p/view", 200).reads("view you are here");
    author.open("/p/job").is_at("/p/school", 200);
    author.post("/p/plan", &[("plan", "training"), ("help", "2")]).is_at("/p/job", 200);
    author.reads("has_job 1 worked out");
    author.post("/p/job", &[("field", "water")]).is_at("/p/job", 200);
    author.reads("branch 2 of 16 choices, since `field = ${field}` (field = water)");
    author.post("/p/plan", &[("plan", "open"), ("help", "")]).is_at("/p/view", 200);
    author.reads("field water kept, but not asked now");
    author.reads("where hidden because `${plan} != 'open'` is false (plan = open)");

    // A complaint stands on the page as a respondent gets it.
    author.post("/p/start", &[("cons_part", "1"), ("age", "abc")]).is_at("/p/start", 422);
    author.reads("start you are here");
    author.post("/p/start", &[("cons_part", "1"), ("age", "15")]).is_at("/end/too_young", 200);
    author.reads("too_young holds: `${age} < 16` (age = 15)");
    author.reads("school hidden because the interview ends before, at “too_young”");
    author.open("/p/start?lang=de").reads("start hier sind Sie");
    author.post("/forget", &[]).is_at("", 200);
    assert!(!author.beside().contains("age 15"), "{}", author.beside());
}

#[test]
fn files_are_examined_and_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("files.json");
    let document = r#"{ "name": "files", "languages": ["en"], "title": "Files", "pages": [
        { "name": "paper", "questions": [
            { "kind": "upload", "name": "paper", "upload": "file", "label": "A paper?" },
            { "kind": "text", "name": "why", "label": "Why?", "required": true } ] } ] }"#;
    std::fs::write(&path, document).unwrap();
    let server = Server::trial(&path);
    let door = server.door();
    let mut author = Author::new(&door, "/s/files");
    let page = "/s/files/p/paper";
    let pdf: &[u8] = b"%PDF-1.7";
    author.send(Ask::multipart(page, &[], &[("paper.file", "a.pdf", b"MZ")]));
    author.is_at("/p/paper", 422).says("We do not take this file here.");
    author.send(Ask::multipart(page, &[], &[("paper.file", "a.pdf", pdf)]));
    author.is_at("/p/paper", 422).says("Your file is here: PDF, 1 kB");
    let form = author.page.form();
    let sent = form.sent();
    let (_, name) = sent.iter().find(|(name, _)| *name == "paper").unwrap();
    author.send(Ask::multipart(page, &[("paper", name), ("why", "x")], &[]));
    author.is_at("/review", 200).says("Your file is here: PDF, 1 kB");
}

#[test]
fn at_the_end_an_author_sees_what_would_be_stored() {
    let server = Server::trial(&questionnaire("feedback.json"));
    let door = server.door();
    let mut author = Author::new(&door, "/s/feedback");
    author.reads("No answers yet.").open("/done").is_at("/p/besuch", 200);
    author.post("/p/besuch", &[("often", "4")]).is_at("/p/zeiten", 200);
    author.post("/p/zeiten", &[("hours_morning", "2")]).is_at("/review", 200);
    author.post("/review", &[]).is_at("/done", 200).reads("What would be stored");
    author.reads("often 4").reads("hours_evening -9").reads("hours_morning 2");
    // What does not belong to a trial leads to its beginning.
    author.open("/later").is_at("", 200);
    author.open("/p/nowhere");
    assert_eq!(author.page.status, 404);
}

/// A repeat is asked, and a post from another site is refused.
#[test]
fn a_repeat_can_be_walked_through_and_others_cannot_write() {
    let server = Server::trial(&questionnaire("biography.json"));
    let door = server.door();
    let mut author = Author::new(&door, "/s/biography");
    author.post("/p/start", &[("birth_y", "1990")]).is_at("/p/path", 200);
    let first = [("town[1]", "Brake"), ("from_y[1]", "1990"), ("until_y[1]", "2009")];
    author.post("/p/path", &[&first[..], &[("_add", "spell")]].concat()).is_at("/p/path", 200);
    author.reads("town[1] Brake").reads("from_y[2] 2009");
    author.reads("between[2] hidden because `${gap} > 1` is false (gap = 0)");
    let foreign = Ask::form("/s/biography/forget", &[]).with("sec-fetch-site", "cross-site");
    author.send(foreign);
    assert_eq!(author.page.status, 403);
    author.open("/p/path").reads("town[1] Brake");
}

#[test]
fn a_broken_questionnaire_is_not_served() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("broken.json");
    std::fs::write(&file, "{}").unwrap();
    let ran: program::Ran =
        program::program(&["try", file.to_str().unwrap()]).output().unwrap().into();
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(ran.err.contains("cannot be served") && !ran.err.contains("panicked"), "{ran:?}");
}
