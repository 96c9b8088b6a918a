//! Who leads surveys, through the public door: the list, the field phase, creating a survey, its versions as
//! files, on both databases.
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
#[path = "support/staff.rs"]
mod staff;

use serde_json::Value;
use zugvogel::app::Actor;
use zugvogel::app::builtin::find_questionnaire;
use zugvogel::domain::{Mode, Role};
use zugvogel::ids::Slug;

use crate::app::TestApp;
use crate::browser::{Answer, Ask, Browser};
use crate::databases::both;
use crate::staff::{PASSWORD, get};

fn signed_in<'a>(app: &'a TestApp, role: Role, language: &'static str) -> Browser<'a> {
    staff::signed_in(app, &format!("{}-{language}", role.as_str()), role, language)
}

fn slug(slug: &str) -> Slug {
    Slug(slug.to_owned())
}

fn csrf(browser: &mut Browser<'_>) -> String {
    let html = get(browser, "/surveys").html();
    let forms = html::forms(&html);
    let token = forms[0].sent().into_iter().find(|(name, _)| *name == "_csrf");
    token.unwrap().1.to_owned()
}

fn post(browser: &mut Browser<'_>, path: &str, fields: &[(&str, &str)]) -> Answer {
    let csrf = csrf(browser);
    let form = [&[("_csrf", csrf.as_str())][..], fields].concat();
    browser.ask(Ask::form(path, &form)).unwrap()
}

fn is_to(answer: &Answer, address: &str) {
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, Some(address)),
        "{}",
        answer.text()
    );
}

/// What residents read of a survey, after the copy in the field has followed.
fn residents_read(app: &TestApp, survey: &str) -> String {
    app.app.follow(&slug(survey)).unwrap();
    // A heading is believed for a second.
    std::thread::sleep(zugvogel::app::respondents::headings::BELIEVED);
    Browser::new(app, "de").ask(Ask::get(&format!("/s/{survey}"))).unwrap().text()
}

/// The titles of surveys are the same here; their names in addresses tell them apart.
fn listed(html: &str) -> Vec<String> {
    let names = html.split("<small>/s/").skip(1).filter_map(|rest| rest.split_once('<'));
    names.map(|(name, _)| name.to_owned()).collect()
}

both! {
    fn what_needs_somebody_stands_first_and_states_are_filters(stores) {
        let app = TestApp::new(stores);
        app.publish("feedback", "over", (None, Some("2026-06-10")));
        app.publish("feedback", "later", (Some("2026-08-01"), None));
        app.publish("feedback", "paused", (None, None));
        app.publish("feedback", "soon", (Some("2026-06-01"), Some("2026-06-20")));
        let pause = zugvogel::app::field::FieldAct::Pause;
        app.app.office().decide_now(&Actor::Operator, &slug("paused"), pause).unwrap().unwrap();
        let mut field = signed_in(&app, Role::Field, "de");
        let page = get(&mut field, "/surveys");
        let html = page.html();
        assert_eq!(listed(&html), ["paused", "soon", "feedback", "wesermarsch", "later", "over"]);
        for words in ["offen · Tag 15 von 20", "geplant · in 47 Tagen", "beendet · 10. Juni 2026", "Fortsetzen", "Namen, aber keine Antworten"] {
            assert!(page.text().contains(words), "{words}: {}", page.text());
        }
        assert!(html.contains("href=\"/surveys/paused/field\">Fortsetzen"), "{html}");
        assert_eq!(listed(&get(&mut field, "/surveys?state=open").html()), ["soon", "feedback", "wesermarsch"]);
        assert_eq!(listed(&get(&mut field, "/surveys?state=closed").html()), ["over"]);
        // An analyst is led to what there is, and nobody else creates surveys but a designer.
        let html = get(&mut signed_in(&app, Role::Analyst, "de"), "/surveys").html();
        assert!(html.contains("href=\"/surveys/over\">Auswertung") && !html.contains("/field"), "{html}");
        assert!(!html.contains("/surveys/new"));
        assert!(get(&mut signed_in(&app, Role::Designer, "de"), "/surveys").html().contains("/surveys/new"));
    }

    /// Each act, and what residents read then.
    fn a_survey_is_led_through_its_field_phase(stores) {
        let app = TestApp::new(stores);
        app.publish("feedback", "led", (Some("2026-06-15"), Some("2026-06-30")));
        let mut field = signed_in(&app, Role::Field, "de");
        is_to(&post(&mut field, "/surveys/led/field/pause", &[]), "/surveys/led/field?decided");
        // Pressed twice, it is the same.
        is_to(&post(&mut field, "/surveys/led/field/pause", &[]), "/surveys/led/field?decided");
        assert!(get(&mut field, "/surveys/led/field?decided").text().contains("Gespeichert"));
        let paused = residents_read(&app, "led");
        is_to(&post(&mut field, "/surveys/led/field/open", &[]), "/surveys/led/field?decided");
        let open = residents_read(&app, "led");
        assert_ne!(paused, open);

        // A day that cannot be is told in words, and what was typed stays.
        for (day, words) in [("2026-06-14", "ist vorbei"), ("31.12.", "Jahr-Monat-Tag")] {
            let answer = post(&mut field, "/surveys/led/field/extend", &[("last_day", day)]);
            assert_eq!(answer.status, 422);
            assert!(answer.text().contains(words), "{}", answer.text());
            assert!(answer.html().contains(&format!("value=\"{day}\"")));
        }
        let mut english = signed_in(&app, Role::Field, "en");
        let answer = post(&mut english, "/surveys/led/field/extend", &[("last_day", "2026-06-14")]);
        assert!(answer.text().contains("has passed"), "{}", answer.text());
        is_to(&post(&mut field, "/surveys/led/field/extend", &[("last_day", "2026-07-15")]), "/surveys/led/field?decided");

        // Closing is asked for on a page of its own, and takes effect on this very day.
        let page = get(&mut field, "/surveys/led/field/close");
        assert!(page.text().contains("am 15. Juni 2026 zu Ende"), "{}", page.text());
        is_to(&post(&mut field, "/surveys/led/field/close", &[]), "/surveys/led/field?decided");
        let closed = residents_read(&app, "led");
        assert!(closed.contains("15. Juni 2026") && !closed.contains("14. Juni"), "{closed}");
        assert!(get(&mut field, "/surveys/led/field").text().contains("15. Juli 2026"));
        is_to(&post(&mut field, "/surveys/led/field/open", &[]), "/surveys/led/field?decided");
        let survey = app.app.surveys().load_now(&Actor::Operator, &slug("led")).unwrap().survey;
        assert_eq!(
            (survey.opens_on.as_deref(), survey.closes_on.as_deref()),
            (Some("2026-06-15"), Some("2026-07-15"))
        );
        assert_eq!(residents_read(&app, "led"), open);
    }

    fn a_designer_creates_a_survey_of_a_file_or_of_a_version(stores) {
        let app = TestApp::new(stores);
        let mut designer = signed_in(&app, Role::Designer, "de");
        let csrf = csrf(&mut designer);
        let file = find_questionnaire("feedback").unwrap();
        let send = |designer: &mut Browser<'_>, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]| {
            let own = [("_csrf", csrf.as_str()), ("batch", "20")];
            let fields: Vec<_> = own.iter().copied().filter(|(name, _)| fields.iter().all(|(it, _)| it != name)).chain(fields.iter().copied()).collect();
            designer.ask(Ask::multipart("/surveys/new", &fields, files)).unwrap()
        };
        // Everything that is wrong is told at once, and what was typed stays.
        let answer = send(&mut designer, &[("slug", "Über uns"), ("closes", "morgen"), ("batch", "viele")], &[]);
        assert_eq!(answer.status, 422);
        let html = answer.html();
        for field in ["slug", "mode-open", "closes", "batch", "version"] {
            assert!(html.contains(&format!("<a href=\"#{field}\">")) && html.contains(&format!("id=\"{field}\"")), "{field}: {html}");
        }
        for typed in ["Über uns", "morgen", "viele"] {
            assert!(html.contains(&format!("value=\"{typed}\"")), "{typed}");
        }
        let taken = [("slug", "feedback"), ("mode", "anonymous"), ("anyway", "on")];
        let answer = send(&mut designer, &taken, &[("file", "own.json", file)]);
        assert!(answer.status == 422 && answer.text().contains("heißt schon `feedback`"), "{}", answer.text());
        let answer = send(&mut designer, &[("slug", "new"), ("mode", "open"), ("anyway", "on")], &[("file", "own.json", file)]);
        assert!(answer.status == 422 && answer.text().contains("eine Seite von uns"), "{}", answer.text());
        let twice = [("slug", "x"), ("mode", "open"), ("open-door", "on"), ("opens", "2026-07-02"), ("closes", "2026-07-01"), ("batch", "0")];
        let answer = send(&mut designer, &twice, &[("file", "own.json", file)]);
        for words in ["schon offen für alle", "liegt nach dem letzten", "eine ganze Zahl ab 1"] {
            assert!(answer.text().contains(words), "{words}: {}", answer.text());
        }
        let answer = send(&mut designer, &[("slug", "x"), ("mode", "open")], &[("file", "brief.pdf", b"%PDF")]);
        assert!(answer.text().contains("„brief.pdf“ ist kein Fragebogen"), "{}", answer.text());
        let answer = send(&mut designer, &[("slug", "x"), ("mode", "open")], &[("file", "own.json", b"{")]);
        assert!(answer.status == 422 && answer.html().contains("<a href=\"#file\">"), "{}", answer.text());

        // What residents would be told the opposite of is to be confirmed.
        let text = String::from_utf8(file.to_vec()).unwrap();
        let mut document: Value = serde_json::from_str(&text).unwrap();
        document["welcome"]["lead"] = "Ihr Code steht im Brief. Sie finden den Code in the letter.".into();
        let untrue = document.to_string();
        let files: &[(&str, &str, &[u8])] = &[("file", "own.json", untrue.as_bytes())];
        let answer = send(&mut designer, &[("slug", "own"), ("mode", "open"), ("closes", "2026-12-31")], files);
        assert!(answer.status == 422 && answer.text().contains("Das stimmt für diese Umfrage nicht"), "{}", answer.text());
        assert!(answer.html().contains("id=\"anyway\""));
        let sure = [("slug", "own"), ("mode", "open"), ("closes", "2026-12-31"), ("anyway", "on")];
        let answer = send(&mut designer, &sure, files);
        is_to(&answer, "/surveys/own?created");
        assert!(get(&mut designer, "/surveys/own?created").text().contains("ist angelegt"));
        assert!(residents_read(&app, "own").contains("Ihr Code steht im Brief"));

        // A version that is there already, with codes.
        let html = get(&mut designer, "/surveys/new").html();
        let tags = html::tags(&html);
        let versions: Vec<_> = tags.iter().filter(|tag| tag.name == "option").filter_map(|tag| tag.attribute("value")).filter(|id| !id.is_empty()).collect();
        assert_eq!(versions.len(), 3, "{html}");
        let form = [("slug", "wave-2"), ("mode", "confidential"), ("version", versions[0]), ("anyway", "on"), ("batch", "30")];
        is_to(&post(&mut designer, "/surveys/new", &form), "/surveys/wave-2?created");
        let survey = app.app.surveys().load_now(&Actor::Operator, &slug("wave-2")).unwrap().survey;
        assert_eq!((survey.mode, survey.batch, survey.closes_on), (Mode::Confidential, 30, None));
        assert_eq!((survey.is_closed, survey.is_paused), (false, false));
    }

    /// What one can choose are the versions of one's own organisation.
    fn another_organisations_versions_cannot_be_chosen(stores) {
        let app = TestApp::new(stores);
        let mut designer = signed_in(&app, Role::Designer, "de");
        let html = get(&mut designer, "/surveys/new").html();
        let tags = html::tags(&html);
        let mut theirs = tags.iter().filter(|tag| tag.name == "option").filter_map(|tag| tag.attribute("value"));
        let theirs = theirs.find(|id| !id.is_empty()).unwrap();
        let elsewhere = app.app.organisation(&Actor::Operator, &slug("elsewhere"), "X").unwrap();
        app.app.accounts().add(&Actor::Operator, elsewhere, "d@elsewhere.example", PASSWORD, Role::Designer).unwrap();
        let mut stranger = Browser::new(&app, "de");
        let form = [("email", "d@elsewhere.example"), ("password", PASSWORD)];
        assert_eq!(stranger.ask(Ask::form("/login", &form)).unwrap().status, 303);
        assert!(!get(&mut stranger, "/surveys/new").html().contains(theirs));
        assert!(get(&mut stranger, "/surveys").text().contains("Noch keine Umfrage"));
        let form = [("slug", "stolen"), ("mode", "open"), ("version", theirs), ("anyway", "on"), ("batch", "20")];
        let answer = post(&mut stranger, "/surveys/new", &form);
        assert_eq!(answer.status, 422, "{}", answer.text());
        assert!(app.app.surveys().load_now(&Actor::Operator, &slug("stolen")).is_err());
    }

    fn every_version_is_listed_and_can_be_had_as_a_file(stores) {
        let app = TestApp::new(stores);
        let mut analyst = signed_in(&app, Role::Analyst, "de");
        let page = get(&mut analyst, "/surveys/feedback");
        assert!(page.text().contains("Fassungen") && page.text().contains("15. Juni 2026"), "{}", page.text());
        let json = get(&mut analyst, "/surveys/feedback/versions/1.json");
        let document: Value = serde_json::from_slice(&json.body).unwrap();
        assert_eq!(document["name"], "feedback");
        assert!(json.header("content-disposition").unwrap().contains("feedback-1.json"));
        let workbook = get(&mut analyst, "/surveys/feedback/versions/1.xlsx");
        assert!(workbook.body.starts_with(b"PK"));
        for none in ["2.json", "0.json", "x.json", "-1.xlsx"] {
            let answer = analyst.ask(Ask::get(&format!("/surveys/feedback/versions/{none}"))).unwrap();
            assert_eq!(answer.status, 404, "{none}");
        }
    }

    /// Name, crest, colours, what it demands; and another organisation stays as it is.
    fn an_administrator_sets_up_her_organisation(stores) {
        let app = TestApp::new(stores);
        let elsewhere = app.app.organisation(&Actor::Operator, &slug("elsewhere"), "Anderswo").unwrap();
        let mut admin = signed_in(&app, Role::Admin, "de");
        let page = get(&mut admin, "/organisation");
        assert!(page.html().contains("value=\"County\"") && page.text().contains("keine Mails verschickt"), "{}", page.text());
        for name in ["", " ", &"x".repeat(121)] {
            let answer = post(&mut admin, "/organisation/name", &[("name", name)]);
            assert!(answer.status == 422 && answer.html().contains("href=\"#name\""), "{}", answer.text());
        }
        is_to(&post(&mut admin, "/organisation/name", &[("name", " Kreis & Watt ")]), "/organisation?name");
        assert!(get(&mut admin, "/surveys").html().contains("Kreis &#38; Watt"), "{}", get(&mut admin, "/surveys").html());

        // Everything that is wrong is told at once, and what was typed stays.
        let csrf = csrf(&mut admin);
        let send = |admin: &mut Browser<'_>, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]| {
            let fields = [&[("_csrf", csrf.as_str())][..], fields].concat();
            admin.ask(Ask::multipart("/organisation/look", &fields, files)).unwrap()
        };
        let answer = send(&mut admin, &[("colour", "blau"), ("accent", "#12")], &[("crest", "x.svg", b"<p>")]);
        assert_eq!(answer.status, 422);
        for part in ["value=\"blau\"", "value=\"#12\"", "href=\"#crest\"", "href=\"#colour\"", "href=\"#accent\""] {
            assert!(answer.html().contains(part), "{part}: {}", answer.html());
        }
        assert_eq!(send(&mut admin, &[("accent", "#e3a000")], &[]).status, 422);
        let drawing = br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#123456" d="M0 0h9v9z"/></svg>"##;
        let colours = [("colour", "#ffcc00"), ("accent", "")];
        is_to(&send(&mut admin, &colours, &[("crest", "x.svg", drawing)]), "/organisation?look");
        let page = get(&mut admin, "/organisation?look");
        assert!(page.html().contains("/look/crest.") && page.text().contains("statt #ffcc00"), "{}", page.html());
        // Without a file the crest stays.
        is_to(&send(&mut admin, &[("colour", "#005f6b"), ("accent", "#e3a000")], &[]), "/organisation?look");
        let html = get(&mut admin, "/organisation").html();
        assert!(html.contains("/look/crest.") && html.contains("value=\"#e3a000\""), "{html}");
        // Residents see it once a worker has looked.
        app.app.mend_looks(&Actor::System).unwrap();
        std::thread::sleep(zugvogel::app::respondents::headings::BELIEVED);
        let html = Browser::new(&app, "de").ask(Ask::get("/s/feedback")).unwrap().html();
        assert!(html.contains("/s/feedback/look/crest."), "{html}");
        is_to(&send(&mut admin, &[("no-crest", "on")], &[]), "/organisation?look");
        let html = get(&mut admin, "/organisation").html();
        assert!(!html.contains("/look/"), "{html}");

        is_to(&post(&mut admin, "/organisation/second-factor", &[("demand", "on")]), "/organisation?factor");
        // From the next page on.
        let answer = admin.ask(Ask::get("/organisation")).unwrap();
        is_to(&answer, "/me/factor");
        let find = |conn: &mut _| Ok::<_, zugvogel::error::Error>(zugvogel::storage::office::organisations::find_heading(conn, &elsewhere)?);
        let heading = app.app.stores.office.read_now(find).unwrap().unwrap();
        assert_eq!(heading, ("Anderswo".to_owned(), String::new(), false));
    }
}
