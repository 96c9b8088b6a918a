//! Pretests through the public door, on both databases: a designer makes a link, people without an account walk through
//! the questionnaire and comment, and nothing of their answers is stored.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy takes only functions marked as tests for tests"
)]

#[path = "support/app.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod app;
#[path = "support/browser.rs"]
mod browser;
#[path = "support/databases.rs"]
mod databases;
#[path = "support/html.rs"]
mod html;
#[path = "support/manuscripts.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod manuscripts;
#[path = "support/resident.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod resident;
#[path = "support/staff.rs"]
mod staff;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, RunQueryDsl};
use zugvogel::app::Actor;
use zugvogel::domain::Role;
use zugvogel::ids::Slug;
use zugvogel::storage::StoreUrls;

use crate::app::{TestApp, run_sql};
use crate::browser::{Answer, Ask, Browser, Door};
use crate::databases::both;
use crate::manuscripts::{begin, change, csrf, designer, document, is_done, post};
use crate::resident::Resident;
use crate::staff::{get, signed_in};

/// Makes a link, good up to this day, and gives its address without the host.
#[track_caller]
fn link_until(browser: &mut Browser<'_>, base: &str, day: &str) -> String {
    let answer = ask_for_link(browser, base, day);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let html = answer.html();
    let address = html.split("<textarea class=\"in\" id=\"link\" rows=\"4\" readonly>").nth(1);
    let address = address.unwrap().split("</textarea>").next().unwrap();
    address.strip_prefix("http://umfrage.example").unwrap().to_owned()
}

#[track_caller]
fn link(browser: &mut Browser<'_>, base: &str) -> String {
    link_until(browser, base, "2026-06-29")
}

fn ask_for_link(browser: &mut Browser<'_>, base: &str, day: &str) -> Answer {
    let fields = [csrf(browser), ("last_day".to_owned(), day.to_owned())];
    post(browser, &format!("{base}/pretests"), &fields)
}

/// The way of somebody from this network.
struct From<'a>(&'a TestApp, &'a str);

impl Door for From<'_> {
    fn send(&self, ask: &Ask) -> std::io::Result<Answer> {
        self.0.send(&ask.clone().with("x-network", self.1))
    }
}

/// Opens a link and presses start.
fn start<'a>(app: &'a TestApp, link: &str) -> Resident<'a> {
    let mut guest = Resident::at(app, link, "de");
    guest.press();
    guest
}

/// Sends the page with these answers, a comment and a button; stays where that leads.
#[track_caller]
fn say(guest: &mut Resident<'_>, answers: &[(&str, &str)], comment: &[(&str, &str)]) {
    let mut ask = guest.filled(answers);
    let more = Ask::form("", comment).body;
    ask.body.push(b'&');
    ask.body.extend(more);
    guest.send(ask);
}

/// Sends a comment by its own button, on a page that is no page of questions.
#[track_caller]
fn say_apart(guest: &mut Resident<'_>, link: &str, comment: &[(&str, &str)]) {
    guest.send(comment_apart(guest, link, comment));
}

#[track_caller]
fn comment_apart(guest: &Resident<'_>, link: &str, comment: &[(&str, &str)]) -> Ask {
    let html = guest.page.html();
    let action = format!("{link}/comment");
    let forms = html::forms(&html);
    let form = forms.iter().find(|form| form.action.as_deref() == Some(&action)).unwrap();
    let fields: Vec<(&str, &str)> =
        form.sent().into_iter().chain(comment.iter().copied()).collect();
    Ask::form(&action, &fields)
}

/// The stores in which this stands somewhere.
fn holding(urls: &StoreUrls, mark: &str) -> Vec<&'static str> {
    let all = [("office", &urls.office), ("collect", &urls.collect), ("results", &urls.results)];
    let holds = |url: &str| match url.strip_prefix("sqlite:") {
        Some(file) => ["", "-wal"].iter().any(|end| {
            let bytes = std::fs::read(format!("{file}{end}")).unwrap_or_default();
            bytes.windows(mark.len()).any(|part| part == mark.as_bytes())
        }),
        None => is_in_tables(url, mark),
    };
    all.into_iter().filter(|(_, url)| holds(url)).map(|(name, _)| name).collect()
}

#[derive(diesel::QueryableByName)]
struct Name {
    #[diesel(sql_type = diesel::sql_types::Text)]
    name: String,
}

/// Whether a row of a schema says this, in words or in bytes.
fn is_in_tables(url: &str, mark: &str) -> bool {
    let mut conn = PgConnection::establish(url).unwrap();
    conn.batch_execute("SET bytea_output = 'hex'").unwrap();
    let hex: String = mark.bytes().map(|byte| format!("{byte:02x}")).collect();
    let all = "SELECT table_name::text AS name FROM information_schema.tables \
               WHERE table_schema = current_schema()";
    let tables: Vec<Name> = diesel::sql_query(all).load(&mut conn).unwrap();
    assert!(!tables.is_empty());
    tables.iter().any(|Name { name }| {
        let rows = format!(
            "SELECT t::text AS name FROM \"{name}\" t \
             WHERE t::text LIKE '%{mark}%' OR t::text LIKE '%{hex}%'"
        );
        !diesel::sql_query(rows).load::<Name>(&mut conn).unwrap().is_empty()
    })
}

/// Begins a questionnaire of the test's own.
fn begin_with(browser: &mut Browser<'_>, document: &str) -> String {
    let (name, token) = csrf(browser);
    let fields = [(name.as_str(), token.as_str()), ("from", "file")];
    let file = ("file", "probe.json", document.as_bytes());
    let answer = browser.ask(Ask::multipart("/questionnaires", &fields, &[file])).unwrap();
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location").unwrap().to_owned()
}

const FILES: &str = r#"{
  "name": "dateien", "languages": ["de", "en"], "title": {"de": "Dateien", "en": "Files"},
  "lists": {"wo": [{"value": "jever", "label": "Jever"}, {"value": "weg", "label": {"de": "Weg", "en": "Away"}}]},
  "ends": [{"name": "fort", "after": "wohnen", "when": "${ort} = 'weg'", "title": {"de": "Schade", "en": "Pity"}, "text": "…", "keep": false, "disposition": "4.10"}],
  "quotas": [{"name": "voll", "after": "wohnen", "when": "${ort} = 'jever'", "max": 5, "title": {"de": "Voll", "en": "Full"}, "text": "…", "keep": false, "disposition": "4.80"}],
  "pages": [
    {"name": "wohnen", "title": {"de": "Wohnen", "en": "Living"}, "questions": [
      {"kind": "select_one", "name": "ort", "choices": "wo", "label": {"de": "Wo wohnen Sie?", "en": "Where do you live?"}}]},
    {"name": "bild", "title": {"de": "Bild", "en": "Picture"}, "questions": [
      {"kind": "upload", "name": "foto", "upload": "file", "label": {"de": "Ein Bild?", "en": "A picture?"}},
      {"kind": "text", "name": "warum", "label": {"de": "Warum?", "en": "Why?"}}]}
  ]
}"#;

both! {
    fn people_without_an_account_walk_through_and_comment(stores) {
        let StoreUrls { office, collect, results } = &stores.databases.urls;
        let urls = StoreUrls { office: office.clone(), collect: collect.clone(), results: results.clone() };
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:feedback");
        let link = link(&mut anna, &base);
        let token = link.rsplit('/').next().unwrap().to_owned();
        assert!(holding(&urls, &token).is_empty(), "of the token only the hash is stored");
        assert!(!get(&mut anna, &format!("{base}/pretests")).html().contains(&token), "it is shown once");

        let mut guest = Resident::at(&app, &link, "de");
        guest.has_status(200).sees("Pretest.").sees("nicht gespeichert").sees("nach einem Neustart des Servers");
        assert_eq!(guest.page.header("x-robots-tag"), Some("noindex"));
        let policy = guest.page.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("script-src"), "{policy}");
        assert_eq!(guest.page.header("cache-control"), Some("no-store"));
        say_apart(&mut guest, &link, &[("_words", "Zu lange Begrüßung."), ("_guest", "Dora")]);
        guest.sees("Ihr Kommentar ist angekommen");
        guest.open("");
        guest.press();
        guest.is_on("besuch").sees("Pretest.").sees("Kommentar zu dieser Seite").sees_not("Auf der Reise");

        // The comment's own button keeps what is picked, and sends nothing else.
        say(&mut guest, &[("often", "1")], &[("_about", "question:often"), ("_words", "Was heißt <b>oft</b>?"), ("_guest", "Dora <i>D.</i>"), ("_comment", "1")]);
        guest.is_on("besuch").sees("Ihr Kommentar ist angekommen").shows("often", "1");
        // With "next" it goes along, and is kept once.
        say(&mut guest, &[("often", "1")], &[("_about", "page:besuch"), ("_words", "Gut so."), ("_guest", "Dora <i>D.</i>"), ("_next", "")]);
        guest.is_on("zweck");
        assert!(guest.page.html().contains("value=\"Dora &#60;i&#62;D.&#60;/i&#62;\""), "the name is there for the next one: {}", guest.page.html());
        guest.press();
        guest.is_on("zeiten");
        guest.answer(&[("wish", "Geheim-Antwort-4711")]);
        guest.is_on("review").sees("Geheim-Antwort-4711").sees("Kommentar");
        guest.press();
        guest.is_on("done").sees("Was möchten Sie uns insgesamt sagen?");
        say_apart(&mut guest, &link, &[("_words", "Insgesamt rund.\r\nMarke-0815"), ("_guest", "")]);
        guest.is_on("done").sees("Ihr Kommentar ist angekommen");
        assert!(holding(&urls, "Geheim-Antwort-4711").is_empty(), "{:?}", holding(&urls, "Geheim-Antwort-4711"));
        assert_eq!(holding(&urls, "Marke-0815"), ["office"]);

        // The designer reads them where they belong.
        let page = get(&mut anna, &format!("{base}?at=question:often")).html();
        assert!(page.contains("Pretest: Dora &#60;i&#62;D.&#60;/i&#62;") && page.contains("Was heißt &#60;b&#62;oft"), "{page}");
        assert!(!page.contains("<b>oft") && !page.contains("<i>D."), "{page}");
        assert!(get(&mut anna, &format!("{base}?at=page:besuch")).text().contains("Gut so."));
        let whole = get(&mut anna, &format!("{base}?at=questionnaire")).text();
        assert!(whole.contains("Zu lange Begrüßung.") && whole.contains("Insgesamt rund.") && whole.contains("Pretest, ohne Namen"), "{whole}");
        let done = [csrf(&mut anna), ("act".to_owned(), "done=2".to_owned())];
        is_done(&post(&mut anna, &format!("{base}/comments"), &done));
        let answered = [csrf(&mut anna), ("act".to_owned(), "answer=3".to_owned()), ("words".to_owned(), "Freut uns.".to_owned())];
        is_done(&post(&mut anna, &format!("{base}/comments"), &answered));
        assert!(get(&mut anna, &format!("{base}/comments")).text().contains("erledigt: anna@county.example"));
        let links = get(&mut anna, &format!("{base}/pretests")).text();
        assert!(links.contains("begonnen: 1, bis zum Ende: 1, Kommentare: 4"), "{links}");
    }

    fn whoever_walks_has_her_own_interview_and_a_restart_loses_it(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:feedback");
        let link = link(&mut anna, &base);
        let (mut one, mut other) = (start(&app, &link), start(&app, &link));
        one.answer(&[("often", "1")]).is_on("zweck");
        other.is_on("besuch").shows("often", "");
        // Nothing is stored of her first page, so there is no second one.
        other.open("/p/zweck").is_on("besuch");
        // Later changes are not in it.
        is_done(&change(&mut anna, &base, "page:besuch", &[("page:besuch|title|de", "Ganz anders")]));
        one.open("/p/besuch").is_on("besuch").sees_not("Ganz anders").shows("often", "1");
        let (cookies, address) = (one.browser.cookies.clone(), format!("{link}/p/zweck"));
        let app = app.restarted("2026-06-15T11:00:00Z");
        let mut one = Resident::at(&app, &link, "de");
        one.browser.cookies = cookies;
        one.send(Ask::get(&address));
        one.is_on("besuch").shows("often", "");
    }

    fn a_link_ends_by_hand_by_its_day_and_with_its_manuscript(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:feedback");
        let (first, second) = (link(&mut anna, &base), link_until(&mut anna, &base, "2026-06-15"));
        let mut nobody = Browser::new(&app, "de");
        let unknown = nobody.ask(Ask::get(&format!("/pretest/{}", "A".repeat(43)))).unwrap();
        let short = nobody.ask(Ask::get("/pretest/x")).unwrap();
        assert_eq!((unknown.status, unknown.text()), (404, short.text()));
        for (path, day, status) in [(&first, "2026-08-15", 422), (&first, "2026-06-14", 422), (&first, "", 422), (&first, "2026-08-14", 200)] {
            assert_eq!(ask_for_link(&mut anna, &base, day).status, status, "{path} {day}");
        }
        let mut guest = start(&app, &first);
        guest.is_on("besuch");
        // Somebody else's designer neither sees nor ends it.
        let owner = app.app.organisation(&Actor::Operator, &Slug("other".to_owned()), "X").unwrap();
        app.app.accounts().add(&Actor::Operator, owner, "olga@other.example", staff::PASSWORD, Role::Designer).unwrap();
        let mut olga = Browser::new(&app, "de");
        let form = [("email", "olga@other.example"), ("password", staff::PASSWORD)];
        assert_eq!(olga.ask(Ask::form("/login", &form)).unwrap().status, 303);
        let sent = [csrf(&mut olga), ("last_day".to_owned(), "2026-06-20".to_owned())];
        assert_eq!(olga.ask(Ask::get(&format!("{base}/pretests"))).unwrap().status, 404);
        assert_eq!(post(&mut olga, &format!("{base}/pretests"), &sent).status, 404);
        assert_eq!(post(&mut olga, &format!("{base}/pretests/1/end"), &sent).status, 404);
        let mut fred = signed_in(&app, "fred", Role::Field, "de");
        assert_eq!(fred.ask(Ask::get(&format!("{base}/pretests"))).unwrap().status, 404);
        guest.open("/p/besuch").is_on("besuch");
        let sent = [csrf(&mut anna)];
        is_done(&post(&mut anna, &format!("{base}/pretests/1/end"), &sent));
        is_done(&post(&mut anna, &format!("{base}/pretests/1/end"), &sent));
        guest.open("/p/besuch").has_status(410).sees("Dieser Pretest ist beendet");
        let listed = get(&mut anna, &format!("{base}/pretests")).text();
        assert!(listed.contains("Link 1 beendet") && listed.contains("Link 2 offen bis"), "{listed}");
        // The day after the last one.
        start(&app, &second).is_on("besuch");
        let app = app.restarted("2026-06-16T10:00:00Z");
        let mut late = Browser::new(&app, "de");
        assert_eq!(late.ask(Ask::get(&second)).unwrap().status, 410);
        assert_eq!(late.ask(Ask::form(&format!("{second}/comment"), &[("_words", "x")])).unwrap().status, 410);
        let mut bert = designer(&app, "bert");
        let third = link(&mut bert, &base);
        start(&app, &third).is_on("besuch");
        let sent = [csrf(&mut bert)];
        is_done(&post(&mut bert, &format!("{base}/delete"), &sent));
        for gone in [&first, &second, &third] {
            assert_eq!(late.ask(Ask::get(gone)).unwrap().status, 404);
        }
    }

    fn comments_are_bounded_and_come_back(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:feedback");
        let link = link(&mut anna, &base);
        let mut guest = start(&app, &link);
        let long = "ä".repeat(2001);
        for (words, name, why) in [
            (long.as_str(), "Dora", "höchstens 2000 Zeichen"),
            ("Kurz.", &long[..162], "höchstens 80 Zeichen"),
            (" \r\n ", "Dora", "Der Kommentar ist leer"),
        ] {
            say(&mut guest, &[("often", "1")], &[("_words", words), ("_guest", name), ("_comment", "1")]);
            guest.has_status(422).sees(why).shows("often", "1");
            let html = guest.page.html();
            assert!(html.contains(words.trim()) && html.contains(name), "what was typed is there");
            assert!(html.contains("href=\"#comment."), "the summary leads to the field");
        }
        // Nor does "next" lose it.
        say(&mut guest, &[("often", "1")], &[("_words", &long), ("_next", "")]);
        guest.has_status(422).sees("höchstens 2000 Zeichen");
        assert_eq!(guest.place(), "besuch");
        // Apart from a page of questions it comes back, too.
        guest.open("");
        say_apart(&mut guest, &link, &[("_words", &long), ("_guest", "Dora")]);
        guest.has_status(422).sees("höchstens 2000 Zeichen");
        assert!(guest.page.html().contains(&long));
        // In another language it stays while it is typed.
        guest.open("/p/besuch");
        say(&mut guest, &[("often", "1")], &[("_words", "Noch nicht fertig"), ("_language", "en")]);
        guest.is_on("besuch").sees("Your comment");
        assert!(guest.page.html().contains("Noch nicht fertig"));
        let none = get(&mut anna, &format!("{base}/pretests")).text();
        assert!(none.contains("Kommentare: 0"), "{none}");
        let id = base.rsplit('/').next().unwrap();
        for number in 1..=300 {
            run_sql(&app.app.stores.office, &format!(
                "INSERT INTO manuscript_comments (manuscript_id, number, element, words, made_at, made_by, pretest, guest) \
                 VALUES ('{id}', {number}, 'questionnaire', 'x', 0, 'pretest', 1, '')"
            ));
        }
        guest.open("/p/besuch?lang=de");
        say(&mut guest, &[], &[("_words", "Einer zu viel"), ("_comment", "1")]);
        guest.has_status(422).sees("zu viele Kommentare");
        assert!(guest.page.html().contains("Einer zu viel"));
        // Colleagues keep room for theirs.
        let own = [csrf(&mut anna), ("at".to_owned(), "questionnaire".to_owned()), ("act".to_owned(), "begin".to_owned()), ("words".to_owned(), "Danke".to_owned())];
        is_done(&post(&mut anna, &format!("{base}/comments"), &own));
    }

    fn a_network_that_floods_is_refused(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:feedback");
        let links = [link(&mut anna, &base), link(&mut anna, &base)];
        let mut kept = 0;
        for link in &links {
            for number in 0..200 {
                let fields = [("_words", "Flut"), ("_place", "")];
                let asked = Ask::form(&format!("{link}/comment"), &fields);
                let answer = Browser::new(&app, "de").ask(asked).unwrap();
                assert!([303, 422].contains(&answer.status), "{number}: {}", answer.text());
                kept += usize::from(answer.status == 303);
            }
        }
        assert_eq!(kept, 100);
    }

    /// Whoever has the link and means no good leaves room for the others.
    fn one_network_does_not_fill_a_pretest(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:feedback");
        let link = link(&mut anna, &base);
        let (stranger, honest) = (From(&app, "198.51.100.0"), From(&app, "203.0.113.0"));
        for _ in 0..60 {
            Resident::at(&stranger, &link, "de").press().is_on("besuch").answer(&[("often", "1")]).is_on("zweck");
        }
        let mut refused = Resident::at(&stranger, &link, "de");
        refused.press().answer(&[("often", "1")]).has_status(429).sees("Aus Ihrem Netz");
        let mut guest = Resident::at(&honest, &link, "de");
        guest.press().is_on("besuch").answer(&[("often", "1")]).is_on("zweck");
    }

    fn a_comment_stays_where_its_question_was(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:feedback");
        let link = link(&mut anna, &base);
        let mut guest = start(&app, &link);
        guest.answer(&[("often", "1")]).is_on("zweck");
        for (about, words) in [("question:purpose", "Bleibt"), ("question:minutes", "Verwaist"), ("question:nirgends", "Nirgends")] {
            say(&mut guest, &[], &[("_about", about), ("_words", words), ("_comment", "1")]);
            guest.is_on("zweck").sees("angekommen");
        }
        is_done(&change(&mut anna, &base, "question:purpose", &[("question:purpose|name", "anlass")]));
        is_done(&change(&mut anna, &base, "question:minutes", &[("act", "remove")]));
        assert!(get(&mut anna, &format!("{base}?at=question:purpose")).text().contains("Bleibt"));
        let page = get(&mut anna, &format!("{base}?at=page:zweck")).text();
        assert!(page.contains("Verwaist") && page.contains("nicht mehr da: question:minutes") && page.contains("Nirgends"), "{page}");
        let all = get(&mut anna, &format!("{base}/comments")).text();
        assert!(all.contains("Seite zweck (dort, nicht mehr da: question:minutes)"), "{all}");
        is_done(&change(&mut anna, &base, "page:zweck", &[("act", "remove")]));
        let whole = get(&mut anna, &format!("{base}?at=questionnaire")).text();
        assert!(whole.contains("Verwaist") && whole.contains("Nirgends"), "{whole}");
        // The pretest itself is as it was.
        guest.open("/p/zweck").is_on("zweck").shows("minutes", "");
    }

    fn languages_files_early_ends_and_quotas_are_as_residents_have_them(stores) {
        let StoreUrls { office, collect, results } = &stores.databases.urls;
        let urls = StoreUrls { office: office.clone(), collect: collect.clone(), results: results.clone() };
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin_with(&mut anna, FILES);
        let link = link(&mut anna, &base);
        let mut guest = Resident::at(&app, &link, "en");
        guest.has_status(200).sees("A trial run");
        guest.press();
        guest.is_on("wohnen").sees("Where do you live?");
        guest.answer(&[("ort", "weg")]);
        guest.is_on("fort").sees("Pity");
        say_apart(&mut guest, &link, &[("_words", "Why?")]);
        guest.is_on("fort").sees("Your comment has arrived");
        let links = get(&mut anna, &format!("{base}/pretests")).text();
        assert!(links.contains("begonnen: 1, bis zum Ende: 1, Kommentare: 1"), "{links}");
        assert!(get(&mut anna, &format!("{base}?at=end:fort")).text().contains("Why?"));

        let mut guest = Resident::at(&app, &link, "de");
        guest.press();
        guest.answer(&[("ort", "jever")]).is_on("bild");
        let hidden = guest.page.form();
        let mut fields = hidden.sent();
        fields.retain(|(name, _)| *name != "warum");
        fields.extend([("warum", "Grund-4712"), ("_about", "question:foto"), ("_words", "Welches Format?"), ("_comment", "1")]);
        let pdf = b"%PDF-1.4 Datei-4713\n%%EOF";
        guest.send(Ask::multipart(&format!("{link}/p/bild"), &fields, &[("foto.file", "plan.pdf", pdf)]));
        guest.is_on("bild").sees("angekommen").shows("warum", "Grund-4712");
        guest.press();
        guest.is_on("review");
        guest.press();
        guest.is_on("done");
        for mark in ["Grund-4712", "Datei-4713"] {
            assert!(holding(&urls, mark).is_empty(), "{mark}");
        }
        assert!(get(&mut anna, &format!("{base}?at=question:foto")).text().contains("Welches Format?"));
        guest.press();
        guest.has_status(200).sees("Pretest.");
        assert!(!guest.browser.cookies.keys().any(|name| name.starts_with("zv_draft")), "another person may begin");
        // Beside the way.
        for (path, status) in [("/privacy", 200), ("/imprint", 200), ("/accessibility", 200), ("/print", 200), ("/code", 404), ("/opt-out", 404), ("/barrier", 404)] {
            guest.open(path).has_status(status);
        }
    }

    /// All at the same moment: each link has a number of its own, and no more are open than may be.
    fn links_made_at_once_are_numbered_one_after_the_other(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:feedback");
        let (name, token) = csrf(&mut anna);
        let fields = [(name.as_str(), token.as_str()), ("last_day", "2026-06-29")];
        let ask = anna.dressed(Ask::form(&format!("{base}/pretests"), &fields));
        let answers = app.send_together(&vec![ask; 12]);
        let mut made: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        made.sort_unstable();
        assert_eq!(made, [[200; 10].as_slice(), &[422; 2]].concat());
        let list = get(&mut anna, &format!("{base}/pretests")).html();
        let ended: Vec<bool> =
            (1..=11).map(|number| list.contains(&format!("{base}/pretests/{number}/end"))).collect();
        assert_eq!(ended, [[true; 10].as_slice(), &[false]].concat());
    }

    /// And each word is kept, once.
    fn comments_sent_at_once_are_all_kept_and_one_sent_twice_is_kept_once(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:feedback");
        let link = link(&mut anna, &base);
        let guest = Resident::at(&app, &link, "de");
        let said = |at: usize| {
            comment_apart(&guest, &link, &[("_words", &format!("Wort {}", at / 2)), ("_guest", "Dora")])
        };
        let asks: Vec<Ask> = (0..12).map(|at| guest.browser.dressed(said(at))).collect();
        for answer in app.send_together(&asks) {
            assert!(answer.status < 400, "{} {}", answer.status, answer.text());
        }
        let page = get(&mut anna, &format!("{base}/comments")).html();
        for at in 0..6 {
            assert_eq!(page.matches(&format!("Wort {at}")).count(), 1, "Wort {at}");
        }
    }

    fn a_questionnaire_with_errors_has_no_link_and_links_are_bounded(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:feedback");
        for _ in 0..10 {
            link(&mut anna, &base);
        }
        let refused = ask_for_link(&mut anna, &base, "2026-06-20");
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("Es sind schon 10 Links offen"), "{}", refused.text());
        let own = "question:often|relevant";
        assert!(document(&mut anna, &base).pointer("/pages/0/questions/0").is_some());
        let sent = [csrf(&mut anna)];
        is_done(&post(&mut anna, &format!("{base}/pretests/1/end"), &sent));
        is_done(&change(&mut anna, &base, "question:often", &[(own, "${nirgends} = 1")]));
        let refused = ask_for_link(&mut anna, &base, "2026-06-20");
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("Fehler"), "{}", refused.text());
    }
}
