//! Analysts through the public door: signing in and out, what an account may see, the downloads
//! and the audit trail, on both databases.
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
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod databases;
#[path = "support/html.rs"]
mod html;
#[path = "support/resident.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod resident;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use diesel::prelude::*;
use diesel::sql_types::Text;
use sha2::{Digest, Sha256};
use zugvogel::app::Actor;
use zugvogel::app::actor::Account;
use zugvogel::app::builtin::Builtin;
use zugvogel::app::jobs::{JobSpec, Runner};
use zugvogel::domain::{JobKind, Role};
use zugvogel::error::Error;
use zugvogel::formats::json;
use zugvogel::ids::{OrganisationId, Slug, StaffId};
use zugvogel::storage::Conn;
use zugvogel::storage::office::audit::verify_trail;

use crate::app::{TestApp, run_sql};
use crate::browser::{Answer, Ask, Browser};
use crate::databases::both;

const ANNA: &str = "anna@county.example";
const PASSWORD: &str = "Sturmflut-1962-Wangerooge";
const FILES: [&str; 7] = [
    "responses.csv",
    "reasons.csv",
    "image.csv",
    "transparency.csv",
    "repeats.csv",
    "codebook.csv",
    "manifest.json",
];

fn add_account(app: &TestApp, organisation: &str, email: &str, role: Role) {
    let organisation = app
        .app
        .organisation(&Actor::Operator, &Slug(organisation.to_owned()), organisation)
        .unwrap();
    app.app.accounts().add(&Actor::Operator, organisation, email, PASSWORD, role).unwrap();
}

fn sign_in(browser: &mut Browser<'_>, email: &str, password: &str) -> Answer {
    browser.ask(Ask::form("/login", &[("email", email), ("password", password)])).unwrap()
}

/// A browser signed in with an account that is made for it.
fn signed_in<'a>(app: &'a TestApp, organisation: &str, email: &str, role: Role) -> Browser<'a> {
    add_account(app, organisation, email, role);
    let mut browser = Browser::new(app, "de");
    let answer = sign_in(&mut browser, email, PASSWORD);
    assert_eq!((answer.status, answer.header("location")), (303, Some("/surveys")));
    browser
}

fn get(browser: &mut Browser<'_>, path: &str) -> Answer {
    browser.ask(Ask::get(path)).unwrap()
}

fn staff_addresses() -> Vec<String> {
    let files = FILES.map(|file| format!("/surveys/feedback/export/machine/{file}"));
    ["/surveys", "/surveys/feedback", "/surveys/feedback/export/machine.zip"]
        .into_iter()
        .map(str::to_owned)
        .chain(files)
        .collect()
}

/// Actions in the audit trail, the oldest first.
fn audited(app: &TestApp) -> Vec<String> {
    #[derive(QueryableByName)]
    struct Entry {
        #[diesel(sql_type = Text)]
        action: String,
    }
    const SQL: &str = "SELECT action FROM audit ORDER BY id";
    let entries: Result<Vec<Entry>, Error> = app.app.stores.office.read_now(|conn| {
        assert_eq!(verify_trail(conn)?.broken, None, "the chain holds");
        Ok(match conn {
            Conn::Sqlite(c) => diesel::sql_query(SQL).load(c)?,
            Conn::Postgres(c) => diesel::sql_query(SQL).load(c)?,
        })
    });
    entries.unwrap().into_iter().map(|entry| entry.action).collect()
}

fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

both! {
    /// Nobody learns which addresses have an account.
    fn a_wrong_password_and_an_unknown_address_look_the_same(stores) {
        let app = TestApp::new(stores);
        add_account(&app, "county", ANNA, Role::Analyst);
        let mut pages = Vec::new();
        for (email, password) in [(ANNA, "falsch-falsch-falsch"), ("nobody@county.example", PASSWORD)] {
            let mut browser = Browser::new(&app, "de");
            let answer = sign_in(&mut browser, email, password);
            assert_eq!(answer.status, 422);
            assert_eq!(answer.header("set-cookie"), None);
            assert!(answer.html().contains(&format!("value=\"{email}\"")), "what was typed stays");
            assert!(!answer.html().contains(password));
            // Which of the two is wrong is not said, so both are marked, with the words for it.
            let html = answer.html();
            for field in ["email", "password"] {
                let (_, input) = html.split_once(&format!("id=\"{field}\"")).unwrap();
                let (input, _) = input.split_once('>').unwrap();
                assert!(input.contains("aria-invalid=\"true\" aria-describedby=\"problem\""), "{input}");
            }
            assert!(html.contains("id=\"problem\""));
            pages.push(answer.html().replace(email, "…"));
        }
        assert_eq!(pages[0], pages[1]);
        assert!(crate::html::text(&pages[0]).contains("E-Mail-Adresse oder Passwort stimmen nicht"));
        let mut browser = Browser::new(&app, "en");
        let foreign = Ask::form("/login", &[("email", ANNA), ("password", PASSWORD)]);
        for foreign in [
            foreign.clone().with("sec-fetch-site", "cross-site"),
            // An old browser, on a page that hides where it is from; ours do not.
            foreign.with("sec-fetch-site", "").with("origin", "null"),
        ] {
            let answer = browser.ask(foreign).unwrap();
            assert_eq!((answer.status, browser.cookies.len()), (422, 0));
        }
    }

    /// Once an hour one entry for each account with the number of attempts, and one for all addresses
    /// that have no account: none of them is kept.
    fn failed_attempts_to_sign_in_are_told_together(stores) {
        let mut app = TestApp::new(stores);
        add_account(&app, "county", ANNA, Role::Analyst);
        let fail = |app: &TestApp, email: &str| {
            let answer = sign_in(&mut Browser::new(app, "de"), email, "falsch-falsch-falsch");
            assert_eq!(answer.status, 422);
        };
        for email in [ANNA, ANNA, ANNA, "nobody@county.example", "else@county.example", "x"] {
            fail(&app, email);
        }
        let told = |app: &TestApp| {
            let mut all = Vec::new();
            let mut anna = String::new();
            let read = app.app.office().read_trail(&Actor::Operator, &mut |entry| {
                match entry.action.as_str() {
                    "staff.add" => anna.clone_from(&entry.object),
                    "session.refuse" => {
                        let organisation = entry.organisation_id.is_some();
                        all.push((organisation, entry.actor.clone(), entry.object.clone()));
                    }
                    _ => {}
                }
                Ok::<_, Error>(())
            });
            read.unwrap();
            let mut all: Vec<_> = all
                .into_iter()
                .map(|(of, actor, object)| (of, actor, object.replace(&anna, "anna")))
                .collect();
            all.sort();
            all
        };
        let tell = |app: &TestApp| app.app.accounts().tell_refusals(&Actor::System).unwrap();
        tell(&app);
        assert_eq!(told(&app), []);
        app = app.restarted("2026-06-15T11:00:01Z");
        tell(&app);
        tell(&app);
        let entry = |of, object: &str| (of, "system".to_owned(), object.to_owned());
        assert_eq!(told(&app), [entry(false, "3"), entry(true, "anna 3")]);
        fail(&app, ANNA);
        // Nobody has to wait for the server's own round.
        app = app.restarted("2026-06-15T13:00:00Z");
        fail(&app, "nobody@county.example");
        assert_eq!(told(&app), [entry(false, "3"), entry(true, "anna 1"), entry(true, "anna 3")]);
        assert!(!audited(&app).contains(&"session.begin".to_owned()));
    }

    /// Sixty connections try an account from elsewhere, which is one attempt at a time: its owner comes
    /// in, in the browser that she had used and in another, and so does everybody else.
    fn a_flood_of_attempts_keeps_nobody_out(stores) {
        const BEN: &str = "ben@county.example";
        let app = TestApp::new(stores);
        add_account(&app, "county", BEN, Role::Analyst);
        let mut anna = signed_in(&app, "county", ANNA, Role::Analyst);
        anna.cookies.retain(|name, _| name.contains("device"));
        assert_eq!(anna.cookies.len(), 1);
        let stranger = Browser::new(&app, "de");
        let ask = |browser: &Browser<'_>, email: &str, password: &str, network: &str| {
            let ask = Ask::form("/login", &[("email", email), ("password", password)]);
            browser.dressed(ask).with("x-network", network)
        };
        let wrong = |number| format!("falsch-falsch-falsch-{number}");
        let flood = (0..60).map(|number| ask(&stranger, ANNA, &wrong(number), "198.51.100.0"));
        let honest = [
            ask(&anna, ANNA, PASSWORD, "203.0.113.0"),
            ask(&stranger, BEN, PASSWORD, "203.0.114.0"),
            ask(&stranger, ANNA, PASSWORD, "203.0.115.0"),
        ];
        let asks: Vec<Ask> = flood.chain(honest).collect();
        for _ in 0..3 {
            let statuses: Vec<u16> =
                app.send_together(&asks).iter().map(|answer| answer.status).collect();
            assert_eq!(statuses[60..], [303; 3], "{statuses:?}");
            // On a busy machine one has been told before the last of them comes.
            let tried = statuses[..60].iter().filter(|status| **status == 422).count();
            assert!((1..=6).contains(&tried), "{statuses:?}");
            assert_eq!(statuses[..60].iter().filter(|status| **status == 429).count(), 60 - tried);
        }
        let app = app.restarted("2026-06-15T11:00:01Z");
        app.app.accounts().tell_refusals(&Actor::System).unwrap();
        assert!(audited(&app).contains(&"session.refuse".to_owned()));
    }

    /// What unknown accounts are checked against belongs to nobody, so it is no way past the count.
    fn nobodys_password_is_wrong_like_any_other(stores) {
        let mut app = TestApp::new(stores);
        let mut nobody = Browser::new(&app, "de");
        let answer = sign_in(&mut nobody, "nobody@county.example", "nobody has this password");
        assert_eq!(answer.status, 422);
        app = app.restarted("2026-06-15T11:00:01Z");
        app.app.accounts().tell_refusals(&Actor::System).unwrap();
        assert!(audited(&app).contains(&"session.refuse".to_owned()), "{:?}", audited(&app));
    }

    /// Who may not read answers gets no dataset, and those of others do not exist.
    fn a_dataset_is_for_analysts_of_its_organisation(stores) {
        let app = TestApp::new(stores);
        let slug = Slug("feedback".to_owned());
        let owner = app.app.surveys().load_now(&Actor::Operator, &slug).unwrap().survey;
        let staff = |organisation, role| Actor::Staff(Account {
            id: StaffId("anna".to_owned()),
            organisation,
            organisation_name: String::new(),
            look: Default::default(),
            email: String::new(),
            roles: Role::into(role),
            workplaces: Vec::new(),
            must_enrol: false,
        });
        let (here, elsewhere) = (owner.organisation_id, OrganisationId("elsewhere".to_owned()));
        let ask = |actor: &Actor| app.app.analysis().dataset_now(actor, &slug);
        assert!(ask(&staff(here.clone(), Role::Analyst)).is_ok());
        assert!(matches!(ask(&staff(here.clone(), Role::Field)), Err(Error::Forbidden)));
        assert!(matches!(ask(&staff(elsewhere, Role::Analyst)), Err(Error::NotFound)));
        // Nor may staff do what is the operator's.
        let admin = staff(here, Role::Admin);
        let mixed = app.app.mix(&admin, &slug, &mut rand::rng());
        assert!(matches!(mixed, Err(Error::Forbidden)));
        assert!(matches!(app.app.deliver(&admin, &slug), Err(Error::Forbidden)));
        let simulated = app.app.populate(&admin, &slug, 1, 1, &mut |_| ());
        assert!(matches!(simulated, Err(Error::Forbidden)));
        let county = app.app.organisation(&admin, &Slug("county".to_owned()), "County");
        assert!(matches!(county, Err(Error::Forbidden)));
        let trail = app.app.office().verify_trail(&admin);
        assert!(matches!(trail, Err(Error::Forbidden)), "it counts what all organisations did");
        assert_eq!(audited(&app).iter().filter(|action| *action == "survey.export").count(), 1);
    }

    /// What keeps responses or deletion back is said where staff look.
    fn staff_are_told_what_the_server_cannot_do(stores) {
        let app = TestApp::new(stores);
        let mut anna = signed_in(&app, "county", ANNA, Role::Analyst);
        let quiet = [get(&mut anna, "/jobs").text(), get(&mut anna, "/surveys/feedback").text()];
        assert!(!quiet[0].contains("gesprungen") && !quiet[1].contains("beiseite"));
        run_sql(
            &app.app.stores.office,
            "INSERT INTO clock (id, seen_at, steady_since, has_leapt) VALUES ('clock', 5, 5, TRUE)",
        );
        run_sql(
            &app.app.stores.office,
            "INSERT INTO set_aside (survey_id, responses, messages) SELECT id, 3, 2 FROM surveys WHERE slug = 'feedback'",
        );
        assert!(get(&mut anna, "/jobs").text().contains("Die Uhr des Servers ist gesprungen"));
        let told = get(&mut anna, "/surveys/feedback").text();
        assert!(told.contains("3 Antworten und 2 Mitteilungen lassen sich nicht"), "{told}");
        assert!(!get(&mut anna, "/surveys/wesermarsch").text().contains("beiseite"));
    }

    fn staff_pages_need_a_session(stores) {
        let app = TestApp::new(stores);
        let mut browser = Browser::new(&app, "de");
        let forged = "zv_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        for path in staff_addresses() {
            for cookie in ["", forged, "zv_session=x"] {
                let answer = browser.ask(Ask::get(&path).with("cookie", cookie)).unwrap();
                assert_eq!((answer.status, answer.header("location")), (303, Some("/login")), "{path}");
                assert!(answer.body.is_empty(), "{path}");
            }
        }
        assert_eq!(get(&mut browser, "/").header("location"), Some("/login"));
        let before = ["organisation.add", "survey.publish", "survey.publish"];
        assert_eq!(audited(&app), before, "nothing was exported");
    }

    /// In, around, and out again; the session's cookie is worth nothing afterwards.
    fn an_analyst_signs_in_and_out(stores) {
        let app = TestApp::new(stores);
        let mut anna = signed_in(&app, "county", ANNA, Role::Analyst);
        assert_eq!(get(&mut anna, "/login").header("location"), Some("/surveys"));
        let list = get(&mut anna, "/surveys");
        assert!(list.text().contains("Wann soll die Bücherei öffnen?"), "{}", list.text());
        assert!(list.text().contains("/s/feedback"), "which one it is: {}", list.text());
        assert!(list.text().contains(ANNA));
        let page = get(&mut anna, "/surveys/feedback?lang=en");
        assert!(page.html().contains("<html lang=\"en\""));
        assert!(page.text().contains("When should the library be open?"), "{}", page.text());

        let session = anna.cookies.clone();
        let refused = anna.ask(Ask::form("/logout", &[("_csrf", "AAAA")])).unwrap();
        assert_eq!(refused.status, 400);
        assert_eq!(get(&mut anna, "/surveys").status, 200, "still signed in");
        let html = get(&mut anna, "/surveys").html();
        let forms = html::forms(&html);
        let out = forms.iter().find(|form| form.action.as_deref() == Some("/logout")).unwrap();
        let answer = anna.ask(Ask::form("/logout", &out.sent())).unwrap();
        assert_eq!((answer.status, answer.header("location")), (303, Some("/login")));
        assert_eq!(anna.cookies.keys().filter(|name| name.contains("session")).count(), 0);
        anna.cookies = session;
        assert_eq!(get(&mut anna, "/surveys").status, 303, "the old cookie is worth nothing");
        assert_eq!(audited(&app).last().unwrap(), "session.end", "once, and nothing after it");
    }

    /// Half an hour without a click, or twelve hours in any case.
    fn a_session_ends_by_itself(stores) {
        let mut app = TestApp::new(stores);
        let mut cookies = signed_in(&app, "county", ANNA, Role::Analyst).cookies;
        for (now, status) in [
            ("2026-06-15T10:29:00Z", 200),
            ("2026-06-15T10:58:00Z", 200),
            ("2026-06-15T11:29:00Z", 303),
        ] {
            app = app.restarted(now);
            let mut browser = Browser::new(&app, "de");
            browser.cookies = cookies;
            assert_eq!(get(&mut browser, "/surveys").status, status, "{now}");
            cookies = browser.cookies;
        }
    }

    fn other_organisations_do_not_exist(stores) {
        let app = TestApp::new(stores);
        let mut stranger = signed_in(&app, "elsewhere", "eve@elsewhere.example", Role::Analyst);
        let list = get(&mut stranger, "/surveys");
        assert_eq!(list.status, 200);
        assert!(!list.text().contains("Bücherei"), "{}", list.text());
        for path in staff_addresses().into_iter().filter(|path| path != "/surveys") {
            let answer = get(&mut stranger, &path);
            assert_eq!(answer.status, 404, "{path}");
            assert!(!answer.text().contains("Bücherei"), "{path}");
        }
        let unknown = get(&mut stranger, "/surveys/nowhere").text();
        assert_eq!(get(&mut stranger, "/surveys/feedback").text(), unknown);
        assert!(unknown.contains("Ihr Konto darf sie nicht sehen"), "in words for staff: {unknown}");
    }

    fn who_manages_accounts_sees_no_answers(stores) {
        let app = TestApp::new(stores);
        let mut admin = signed_in(&app, "county", "admin@county.example", Role::Admin);
        let page = get(&mut admin, "/surveys/feedback");
        assert_eq!(page.status, 200);
        assert!(!page.text().contains("Sie sehen Antworten"), "{}", page.text());
        for path in staff_addresses().into_iter().filter(|path| path.contains("/export/")) {
            assert_eq!(get(&mut admin, &path).status, 404, "{path}");
        }
        assert!(!audited(&app).contains(&"survey.export".to_owned()));
    }

    fn files_are_offered_where_they_were_asked_for(stores) {
        let app = TestApp::new(stores);
        let mut anna = signed_in(&app, "county", ANNA, Role::Analyst);
        let page = |survey: &str| format!("/surveys/{survey}/export/machine/attachments.zip");
        assert_eq!(get(&mut anna, &page("feedback")).status, 404);
        let document = br#"{ "name": "files", "languages": ["de"], "title": "Dateien", "pages": [
            { "name": "one", "questions": [
                { "kind": "upload", "name": "paper", "upload": "file", "label": "Papier?" } ] } ] }"#;
        let questionnaire = json::load(document, &Builtin).sound().unwrap();
        app.publish_own("files", &questionnaire, &[], None);
        let survey = get(&mut anna, "/surveys/files");
        assert!(survey.html().contains(&page("files")), "{}", survey.text());
        assert!(survey.text().contains("Bilder, Aufnahmen und Dokumente"), "{}", survey.text());
        assert!(!survey.html().contains("csv</a></th><td></td>"), "every file says what is in it");
        let answer = get(&mut anna, &page("files"));
        assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/zip")));
        assert_eq!(zip::ZipArchive::new(Cursor::new(answer.body)).unwrap().len(), 0);
    }

    /// They wait for each other; none breaks off.
    fn many_downloads_at_once_are_whole(stores) {
        let app = TestApp::new(stores);
        app.app.populate(&Actor::Operator, &Slug("feedback".to_owned()), 40, 1, &mut |_| ()).unwrap();
        assert_eq!(app.responses("feedback").len(), 40);
        let anna = signed_in(&app, "county", ANNA, Role::Analyst);
        let ask = anna.dressed(Ask::get("/surveys/feedback/export/machine.zip"));
        for answer in app.send_together(&vec![ask; 50]) {
            assert_eq!(answer.status, 200);
            assert_eq!(zip::ZipArchive::new(Cursor::new(answer.body)).unwrap().len(), 7);
        }
    }

    /// Started, looked at, fetched; cancelled; and nobody else's.
    fn an_archive_is_prepared_in_the_background(stores) {
        let app = TestApp::new(stores);
        let mut reader = app.resident("feedback");
        reader.walk(&[("often", "4"), ("wish", "Kaffee")]);
        reader.is_on("review").press().is_on("done");
        assert_eq!(app.responses("feedback").len(), 1);
        let mut anna = signed_in(&app, "county", ANNA, Role::Analyst);
        let streamed = get(&mut anna, "/surveys/feedback/export/machine.zip").body;

        let prepare = "/surveys/feedback/export/machine/prepare";
        let another = "/surveys/feedback/export/excel-de/prepare";
        let refused = anna.ask(Ask::form(prepare, &[("_csrf", "AAAA")])).unwrap();
        assert_eq!(refused.status, 400, "from no page of hers");
        let mut start = |what: &str| {
            let html = get(&mut anna, "/surveys/feedback").html();
            let forms = html::forms(&html);
            let form = forms.iter().find(|form| form.action.as_deref() == Some(prepare)).unwrap();
            let answer = anna.ask(Ask::form(what, &form.sent())).unwrap();
            assert_eq!(answer.status, 303);
            answer.header("location").unwrap().to_owned()
        };
        let (job, other) = (start(prepare), start(another));
        assert_eq!(start(prepare), job, "it is under way already");
        let page = get(&mut anna, &format!("{job}?lang=de"));
        assert_eq!((page.status, page.header("refresh")), (200, None));
        assert!(page.text().contains("wartet"), "{}", page.text());
        let watched = get(&mut anna, &format!("{job}?watch=on"));
        assert_eq!(watched.header("refresh"), Some("5"), "because she asked for it");
        let unwatched = get(&mut anna, &format!("{job}?unwatch=on"));
        assert_eq!(unwatched.header("refresh"), None);
        let file = format!("{job}/file");
        assert_eq!(get(&mut anna, &file).status, 404, "not yet");

        let html = get(&mut anna, &other).html();
        let forms = html::forms(&html);
        let path = format!("{other}/cancel");
        let cancel = forms.iter().find(|form| form.action.as_deref() == Some(path.as_str())).unwrap();
        let answer = anna.ask(Ask::form(&path, &cancel.sent())).unwrap();
        assert_eq!((answer.status, answer.header("location")), (303, Some(other.as_str())));
        let page = get(&mut anna, &other);
        assert!(page.text().contains("abgebrochen"), "{}", page.text());

        let export = JobSpec::find(JobKind::Export).unwrap();
        assert_eq!(Runner::new(app.app.clone()).run_due(export).unwrap(), 1, "the other is cancelled");
        let page = get(&mut anna, &format!("{job}?watch=on"));
        assert!(page.text().contains("fertig") && page.html().contains(&file), "{}", page.text());
        assert_eq!(page.header("refresh"), None, "nothing more will happen");
        let fetched = get(&mut anna, &file);
        assert_eq!((fetched.status, fetched.header("content-type")), (200, Some("application/zip")));
        assert!(fetched.body == streamed, "the same data give the same bytes");
        assert_eq!(audited(&app).iter().filter(|action| *action == "survey.export").count(), 2);
        let list = get(&mut anna, "/jobs").text();
        assert!(list.contains("fertig") && list.contains("abgebrochen"), "{list}");

        let mut admin = signed_in(&app, "county", "admin@county.example", Role::Admin);
        assert_eq!(get(&mut admin, &job).status, 200);
        assert_eq!(get(&mut admin, &file).status, 404, "answers are not hers to see");
        let mut eve = signed_in(&app, "elsewhere", "eve@elsewhere.example", Role::Analyst);
        assert!(!get(&mut eve, "/jobs").text().contains("feedback"));
        for path in [&job, &file] {
            assert_eq!(get(&mut eve, path).status, 404, "{path}");
        }

        let app = app.restarted("2026-06-16T10:01:00Z");
        let mut anna = Browser::new(&app, "de");
        sign_in(&mut anna, ANNA, PASSWORD);
        let page = get(&mut anna, &job);
        assert!(!page.html().contains(&file), "{}", page.text());
    }

    /// The archive, each file alone, the manifest's hashes, and the trail of who fetched them.
    fn the_data_come_whole(stores) {
        let app = TestApp::new(stores);
        for (often, wish) in [("1", "Kaffee; und =Kuchen"), ("4", "„Ruhe“\nbitte")] {
            let mut reader = app.resident("feedback");
            reader.walk(&[("often", often), ("wish", wish)]);
            reader.is_on("review").press().is_on("done");
        }
        assert_eq!(app.responses("feedback").len(), 2);
        let mut anna = signed_in(&app, "county", ANNA, Role::Analyst);
        let page = get(&mut anna, "/surveys/feedback");
        assert!(page.text().contains('2'), "{}", page.text());
        let html = page.html();
        let tags = html::tags(&html);
        let links: Vec<_> = tags.iter().filter_map(|tag| tag.attribute("href")).collect();

        for preset in ["machine", "excel-de"] {
            let path = format!("/surveys/feedback/export/{preset}.zip");
            assert!(links.contains(&path.as_str()), "{links:?}");
            let answer = get(&mut anna, &path);
            assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/zip")));
            let policy = answer.header("content-security-policy").unwrap();
            assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
            assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
            assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
            let disposition = answer.header("content-disposition").unwrap();
            assert_eq!(disposition, format!("attachment; filename=\"feedback-{preset}.zip\""));
            let mut archive = zip::ZipArchive::new(Cursor::new(answer.body)).unwrap();
            let mut files = BTreeMap::new();
            for at in 0..archive.len() {
                let mut file = archive.by_index(at).unwrap();
                let mut bytes = Vec::new();
                file.read_to_end(&mut bytes).unwrap();
                files.insert(file.name().unwrap().into_owned(), bytes);
            }
            let mut names: Vec<&str> = files.keys().map(String::as_str).collect();
            let mut expect = FILES.to_vec();
            names.sort_unstable();
            expect.sort_unstable();
            assert_eq!(names, expect);

            let manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
            assert_eq!(manifest["survey"], "feedback");
            for entry in manifest["files"].as_array().unwrap() {
                let bytes = &files[entry["name"].as_str().unwrap()];
                assert_eq!(entry["sha256"], sha256(bytes), "{entry}");
                assert_eq!(entry["bytes"], bytes.len(), "{entry}");
            }
            let text = String::from_utf8(files["responses.csv"].clone()).unwrap();
            let delimiter = if preset == "machine" { b',' } else { b';' };
            let mut rows = csv::ReaderBuilder::new();
            let mut rows = rows.delimiter(delimiter).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
            let rows: Vec<BTreeMap<String, String>> = rows.deserialize().map(Result::unwrap).collect();
            let mut wishes: Vec<&str> = rows.iter().map(|row| row["wish"].as_str()).collect();
            wishes.sort_unstable();
            assert_eq!(wishes, ["Kaffee; und =Kuchen", "„Ruhe“\nbitte"], "{preset}");
            assert_eq!(text.starts_with('\u{feff}'), preset == "excel-de");

            for name in FILES {
                let answer = get(&mut anna, &format!("/surveys/feedback/export/{preset}/{name}"));
                assert_eq!(answer.status, 200, "{name}");
                assert!(answer.body == files[name], "{name} alone differs from the archive's");
                assert_eq!(answer.header("cache-control"), Some("no-store"));
            }
        }
        for path in ["/surveys/feedback/export/odd.zip", "/surveys/feedback/export/machine/odd.csv"] {
            assert_eq!(get(&mut anna, path).status, 404, "{path}");
        }
        let exports = audited(&app).iter().filter(|action| *action == "survey.export").count();
        assert!(exports >= 14, "{exports} of 14 downloads are in the trail");
    }
}
