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
        let mut browser = Browser::new(door, "en");
        browser.host = "localhost";
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

    /// Sends what a browser would: a page's form with its hidden fields, so it is opened first.
    #[track_caller]
    fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> &mut Self {
        let hidden = self.hidden(path);
        let fields: Vec<_> =
            hidden.iter().map(|(name, value)| (&**name, &**value)).chain(fields.to_vec()).collect();
        self.send(Ask::form(&format!("{}{path}", self.base), &fields))
    }

    /// Sends a page with files.
    #[track_caller]
    fn attach(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> &mut Self {
        let hidden = self.hidden(path);
        let fields: Vec<_> =
            hidden.iter().map(|(name, value)| (&**name, &**value)).chain(fields.to_vec()).collect();
        self.send(Ask::multipart(&format!("{}{path}", self.base), &fields, files))
    }

    #[track_caller]
    fn hidden(&mut self, path: &str) -> Vec<(String, String)> {
        let (address, page) = (self.address.clone(), std::mem::take(&mut self.page));
        let of_page = match path.starts_with("/p/") {
            true => self.browser.ask(Ask::get(&format!("{}{path}", self.base))).unwrap().html(),
            false => page.html(),
        };
        (self.address, self.page) = (address, page);
        let tags = html::tags(&of_page);
        let hidden = tags.iter().filter(|tag| tag.attribute("type") == Some("hidden"));
        let named = |name: &'static str| {
            let mut found = hidden.clone().filter(move |tag| tag.attribute("name") == Some(name));
            found
                .next()
                .and_then(|tag| tag.attribute("value"))
                .map(|v| (name.to_owned(), v.to_owned()))
        };
        [named("_csrf"), named("_shown")].into_iter().flatten().collect()
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

/// A stranger's page may point a name of its own at this machine, and would read what is asked.
#[test]
fn only_who_asks_for_this_machine_is_answered() {
    let server = Server::trial(&questionnaire("feedback.json"));
    let door = server.door();
    for (host, status) in [
        ("localhost:8080", 200),
        ("127.0.0.1:8080", 200),
        ("[::1]:8080", 200),
        ("[::1]", 200),
        ("192.168.1.7", 200),
        ("evil.example", 404),
        ("localhost.evil.example:8080", 404),
        ("127.0.0.1.evil.example", 404),
    ] {
        let mut browser = Browser::new(&door, "en");
        browser.host = host;
        let answer = browser.ask(Ask::get("/s/feedback")).unwrap();
        assert_eq!(answer.status, status, "{host}");
    }
}

#[test]
fn an_author_sees_what_a_full_quota_does() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("quotas.json");
    let document = serde_json::json!({
        "name": "quotas", "languages": ["en"], "title": "Quotas",
        "pages": [
            { "name": "you", "questions": [{ "kind": "integer", "name": "age", "label": "Age" }] },
            { "name": "club", "questions": [{ "kind": "text", "name": "sport", "label": "Sport" }] },
            { "name": "end", "questions": [{ "kind": "text", "name": "rest", "label": "Rest" }] }
        ],
        "quotas": [
            { "name": "old", "when": "${age} > 65", "max": 9, "title": "Enough", "text": "Thank you." },
            { "name": "young", "when": "${age} < 25", "max": 9, "skip": ["club"] }
        ]
    });
    std::fs::write(&file, document.to_string()).unwrap();
    let server = Server::trial(&file);
    let door = server.door();
    let mut author = Author::new(&door, "/s/quotas");
    author.post("/start", &[]).post("/p/you", &[("age", "20")]).is_at("/p/club", 200);
    author.reads("young is in the cell: `${age} < 25` (age = 20)");
    author.reads("old is not in the cell: `${age} > 65` (age = 20)");
    // What is full is so from the beginning.
    author.post("/forget", &[("full.young", "1"), ("full.old", "1")]).is_at("", 200);
    author.post("/start", &[]).post("/p/you", &[("age", "20")]).is_at("/p/end", 200);
    author.reads("club left out because the quota “young” is full");
    author.post("/p/you", &[("age", "70")]).is_at("/end/old", 200).says("Thank you.");
    author.post("/forget", &[]).is_at("", 200);
    author.post("/start", &[]).post("/p/you", &[("age", "20")]).is_at("/p/club", 200);
}

#[test]
fn an_author_sees_the_route_the_values_and_the_reasons() {
    let server = Server::trial(&questionnaire("school-leavers.json"));
    let door = server.door();
    let mut author = Author::new(&door, "/s/school-leavers");
    author
        .is_at("", 200)
        .reads("This is a trial: your answers join no others, and are lost in time.");
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
    let pdf: &[u8] = b"%PDF-1.7";
    author.attach("/p/paper", &[], &[("paper.file", "a.pdf", b"MZ")]);
    author.is_at("/p/paper", 422).says("We do not take this file here.");
    author.attach("/p/paper", &[], &[("paper.file", "a.pdf", pdf)]);
    author.is_at("/p/paper", 422).says("Your file is here: PDF, 1 kB");
    let form = author.page.form();
    let sent = form.sent();
    let (_, name) = sent.iter().find(|(name, _)| *name == "paper").unwrap();
    author.attach("/p/paper", &[("paper", name), ("why", "x")], &[]);
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

/// Another answer above a cascade is no mistake: the page asks for the level below.
#[test]
fn a_cascade_asks_anew_and_complains_of_nothing() {
    let server = Server::trial(&questionnaire("school-leavers.json"));
    let door = server.door();
    let mut author = Author::new(&door, "/s/school-leavers");
    author.post("/p/start", &[("cons_part", "1"), ("age", "17")]);
    author.post("/p/plan", &[("plan", "training"), ("help", "2")]).is_at("/p/job", 200);
    author.post("/p/job", &[("field", "water")]).is_at("/p/job", 200);
    let stale = [("field", "media"), ("branch", "ship")];
    author.post("/p/job", &stale).is_at("/p/job", 200).reads("field media");
    assert!(!author.page.html().contains("errsum"), "{}", author.page.text());
}

/// What `table-list` asks for, with complaints at the rows.
#[test]
fn a_form_of_other_tools_has_its_tables() {
    let form = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms/appearances.md");
    let server = Server::trial(&form);
    let door = server.door();
    let mut author = Author::new(&door, "/s/appearances");
    author.post("/start", &[]).is_at("/p/yours", 200);
    let html = author.page.html();
    assert_eq!(html.matches("<fieldset class=\"m-row").count(), 3, "{html}");
    assert_eq!(html.matches("class=\"m-head\"").count(), 1, "{html}");
    author.post("/p/yours", &[("bike", "daily")]).is_at("/p/yours", 422);
    let html = author.page.html();
    assert!(html.contains("href=\"#bus-never\"") && html.contains("id=\"bus.error\""), "{html}");
    author.post("/p/yours", &[("bus", "never")]).is_at("/p/shops", 200);
    author
        .open("/p/yours")
        .reads("train hidden because `${bus} != 'never'` is false (bus = never)");
    author.open("/p/shops").reads("Everything is shown.");
}

/// Pictures and sounds come from the folder that ODK's tools have beside a form, or from its own.
#[test]
fn a_trial_serves_what_lies_beside_the_form() {
    let folder = tempfile::tempdir().unwrap();
    let media = folder.path().join("harbour-media");
    std::fs::create_dir(&media).unwrap();
    let png =
        |width: u8| [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0", &[width, 0, 0, 0, 2][..]].concat();
    std::fs::write(media.join("crane.png"), png(3)).unwrap();
    std::fs::write(folder.path().join("crane.png"), png(4)).unwrap();
    std::fs::write(folder.path().join("boat.png"), png(5)).unwrap();
    let form = folder.path().join("harbour.md");
    let text = "\
| survey | | | | |
| | type | name | label | image |
| | note | crane | The crane | crane.png |
| | note | boat | The boat | boat.png |
| | note | lost | The lost | lost.png |
| | note | outside | Outside | ../boat.png |
";
    std::fs::write(&form, text).unwrap();
    let server = Server::trial(&form);
    let door = server.door();
    let mut author = Author::new(&door, "/s/harbour");
    for (page, width) in [("crane", 3), ("boat", 5)] {
        author.open(&format!("/p/{page}")).is_at(&format!("/p/{page}"), 200);
        let html = author.page.html();
        assert!(html.contains(&format!("width=\"{width}\" height=\"2\"")), "{html}");
        let source = html.split("src=\"").nth(1).unwrap().split('"').next().unwrap();
        author.send(Ask::get(source));
        assert_eq!((author.page.status, &author.page.body), (200, &png(width)));
        assert_eq!(author.page.header("content-type"), Some("image/png"));
        assert_eq!(author.page.header("x-content-type-options"), Some("nosniff"));
    }
    for page in ["/p/lost", "/p/outside"] {
        author.open(page).is_at(page, 200);
        assert!(!author.page.html().contains("<img"), "{page}");
    }
    let checked: program::Ran =
        program::program(&["check", form.to_str().unwrap()]).output().unwrap().into();
    let lost = "survey row 4, column image: warning: `lost.png`: ";
    assert!(checked.status == 0 && checked.out.contains(lost), "{checked:?}");
    assert!(checked.out.contains("row 5, column image: warning: `../boat.png` must lie"));
}

/// A draft is shown to its author, and the panel says that residents do not see it.
#[test]
fn a_draft_of_a_translation_is_shown_as_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("feedback.json");
    let text = std::fs::read_to_string(questionnaire("feedback.json")).unwrap();
    let mut document: serde_json::Value = serde_json::from_str(&text).unwrap();
    document["translations"] = serde_json::json!([{ "language": "en", "state": "draft" }]);
    let (page, label) = {
        let page = &document["pages"][0];
        (page["name"].clone(), page["questions"][0]["label"]["en"].clone())
    };
    std::fs::write(&file, document.to_string()).unwrap();
    let server = Server::trial(&file);
    let door = server.door();
    let mut author = Author::new(&door, "/s/feedback");
    let path = format!("/p/{}", page.as_str().unwrap());
    author.post("/start", &[]).is_at(&path, 200).says(label.as_str().unwrap());
    author.reads("Not published in this language");
    author.reads("/label draft: nobody else has read the translation");
}

/// Where buttons stand in for those of a language, the panel speaks as they do.
#[test]
fn the_panel_speaks_as_the_buttons_do() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("parla.json");
    let document = serde_json::json!({
        "name": "parla", "version": "1", "languages": ["fr", "en-GB", "pl"], "title": "P",
        "pages": [{ "name": "p", "questions": [{ "kind": "text", "name": "q", "label": "Q" }] }]
    });
    std::fs::write(&file, document.to_string()).unwrap();
    let server = Server::trial(&file);
    let door = server.door();
    let mut author = Author::new(&door, "/s/parla");
    for (language, here) in
        [("fr", "hier sind Sie"), ("en-GB", "you are here"), ("pl", "you are here")]
    {
        author.open(&format!("?lang={language}")).post("/start", &[]);
        author.reads(here);
    }
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
