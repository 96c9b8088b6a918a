//! Every route of staff, tried over HTTP by every role, by nobody, and by strangers from another
//! organisation, on both databases. [`MATRIX`] says who may what, apart from the program's own table;
//! a route that has no line here fails.
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

use std::collections::BTreeSet;

use serde_json::{Value, json};
use zugvogel::app::Actor;
use zugvogel::app::builtin::{Builtin, find_questionnaire};
use zugvogel::app::jobs::{JobSpec, Runner};
use zugvogel::app::office::look::LookChange;
use zugvogel::domain::Role::{Admin, Analyst, Designer, Field, Viewer};
use zugvogel::domain::look::Colours;
use zugvogel::domain::{JobKind, Permission, Role};
use zugvogel::engine::media::Medium;
use zugvogel::error::Error;
use zugvogel::ids::{JobId, ManuscriptId, Slug, StaffId};
use zugvogel::storage::office::audit::Entry;
use zugvogel::storage::office::jobs::{JobRow, insert_job};
use zugvogel::storage::office::manuscripts::{ManuscriptRow, insert_manuscript};
use zugvogel::storage::office::media::{add_to_manuscript, keep_medium};
use zugvogel::storage::office::memberships::{Membership, insert_membership};
use zugvogel::storage::office::staff::{Staff, insert_staff};
use zugvogel::storage::results::quotas::{CellCount, save_counts};
use zugvogel::web::{Access, staff_routes};

use crate::app::TestApp;
use crate::browser::{Answer, Ask, Browser};
use crate::databases::both;

/// Who may call a route.
#[derive(Debug, Clone, Copy)]
enum May {
    /// Also somebody who is not signed in.
    Anybody,
    /// These roles, in their own organisation.
    Only(&'static [Role]),
}

const ALL: May = May::Only(Role::ALL);

/// Every route of staff, and who may call it.
const MATRIX: &[(&str, &str, May)] = &[
    ("GET", "/", May::Anybody),
    ("GET", "/login", May::Anybody),
    ("POST", "/login", May::Anybody),
    ("POST", "/logout", ALL),
    ("GET", "/look/{look}", ALL),
    ("GET", "/surveys", May::Only(&[Admin, Analyst, Designer, Field, Viewer])),
    ("GET", "/surveys/{survey}", May::Only(&[Admin, Analyst, Designer, Field, Viewer])),
    ("GET", "/surveys/{survey}/export/{preset}.zip", May::Only(&[Analyst])),
    ("POST", "/surveys/{survey}/export/{preset}/prepare", May::Only(&[Analyst])),
    ("GET", "/surveys/{survey}/export/{preset}/{file}", May::Only(&[Analyst])),
    ("GET", "/surveys/new", May::Only(&[Designer])),
    ("POST", "/surveys/new", May::Only(&[Designer])),
    (
        "GET",
        "/surveys/{survey}/versions/{number}.json",
        May::Only(&[Admin, Analyst, Designer, Field, Viewer]),
    ),
    (
        "GET",
        "/surveys/{survey}/versions/{number}.xlsx",
        May::Only(&[Admin, Analyst, Designer, Field, Viewer]),
    ),
    ("GET", "/surveys/{survey}/field", May::Only(&[Admin, Field])),
    ("POST", "/surveys/{survey}/field/open", May::Only(&[Admin, Field])),
    ("POST", "/surveys/{survey}/field/pause", May::Only(&[Admin, Field])),
    ("POST", "/surveys/{survey}/field/extend", May::Only(&[Admin, Field])),
    ("GET", "/surveys/{survey}/field/close", May::Only(&[Admin, Field])),
    ("POST", "/surveys/{survey}/field/close", May::Only(&[Admin, Field])),
    ("POST", "/surveys/{survey}/field/archive", May::Only(&[Admin, Field])),
    ("POST", "/surveys/{survey}/field/unarchive", May::Only(&[Admin, Field])),
    ("GET", "/surveys/{survey}/delete", May::Only(&[Admin])),
    ("POST", "/surveys/{survey}/delete", May::Only(&[Admin])),
    ("GET", "/jobs", May::Only(&[Admin, Analyst, Designer, Field, Viewer])),
    ("GET", "/jobs/{job}", May::Only(&[Admin, Analyst, Designer, Field, Viewer])),
    ("POST", "/jobs/{job}/cancel", May::Only(&[Analyst])),
    ("GET", "/jobs/{job}/file", May::Only(&[Analyst])),
    ("GET", "/set-password/{token}", May::Anybody),
    ("POST", "/set-password/{token}", May::Anybody),
    ("GET", "/login/forgot", May::Anybody),
    ("POST", "/login/forgot", May::Anybody),
    ("GET", "/login/code", May::Anybody),
    ("POST", "/login/code", May::Anybody),
    ("POST", "/login/passkey", May::Anybody),
    ("GET", "/login/oidc", May::Anybody),
    ("GET", "/login/oidc/callback", May::Anybody),
    ("GET", "/login/oidc/link", May::Anybody),
    ("POST", "/login/oidc/link", May::Anybody),
    ("POST", "/me/identity", ALL),
    ("POST", "/me/identity/remove", ALL),
    ("GET", "/me/factor", ALL),
    // Before it is begun, so that there is no code to type yet.
    ("POST", "/me/factor/confirm", ALL),
    ("POST", "/me/factor/begin", ALL),
    ("POST", "/me/factor/remove", ALL),
    ("POST", "/me/passkeys", ALL),
    ("GET", "/me", ALL),
    ("POST", "/me/password", ALL),
    ("POST", "/me/sessions/end", ALL),
    ("POST", "/me/organisation", ALL),
    ("GET", "/audit", May::Only(&[Admin])),
    ("GET", "/questionnaires", May::Only(&[Designer])),
    ("POST", "/questionnaires", May::Only(&[Designer])),
    ("GET", "/questionnaires/{manuscript}", May::Only(&[Designer])),
    ("POST", "/questionnaires/{manuscript}", May::Only(&[Designer])),
    ("POST", "/questionnaires/{manuscript}/undo", May::Only(&[Designer])),
    ("POST", "/questionnaires/{manuscript}/redo", May::Only(&[Designer])),
    ("GET", "/questionnaires/{manuscript}/problems", May::Only(&[Designer])),
    ("GET", "/questionnaires/{manuscript}/publish", May::Only(&[Designer])),
    ("POST", "/questionnaires/{manuscript}/publish", May::Only(&[Designer])),
    ("GET", "/questionnaires/{manuscript}/text", May::Only(&[Designer])),
    ("POST", "/questionnaires/{manuscript}/text", May::Only(&[Designer])),
    ("GET", "/questionnaires/{manuscript}/media/{picture}", May::Only(&[Designer])),
    ("GET", "/questionnaires/{manuscript}/library", May::Only(&[Designer])),
    ("POST", "/questionnaires/{manuscript}/library", May::Only(&[Designer])),
    ("GET", "/questionnaires/{manuscript}/comments", May::Only(&[Designer])),
    ("POST", "/questionnaires/{manuscript}/comments", May::Only(&[Designer])),
    ("GET", "/questionnaires/{manuscript}/pretests", May::Only(&[Designer])),
    ("POST", "/questionnaires/{manuscript}/pretests", May::Only(&[Designer])),
    ("POST", "/questionnaires/{manuscript}/pretests/{number}/end", May::Only(&[Designer])),
    ("GET", "/questionnaires/{manuscript}/translations", May::Only(&[Designer])),
    ("POST", "/questionnaires/{manuscript}/translations", May::Only(&[Designer])),
    ("GET", "/questionnaires/{manuscript}/translations.csv", May::Only(&[Designer])),
    ("POST", "/questionnaires/{manuscript}/translations/file", May::Only(&[Designer])),
    ("POST", "/questionnaires/{manuscript}/translations/add", May::Only(&[Designer])),
    ("GET", "/questionnaires/{manuscript}/translations/remove", May::Only(&[Designer])),
    ("POST", "/questionnaires/{manuscript}/translations/remove", May::Only(&[Designer])),
    ("GET", "/questionnaires/{manuscript}/file.{type}", May::Only(&[Designer])),
    ("GET", "/questionnaires/{manuscript}/delete", May::Only(&[Designer])),
    ("POST", "/questionnaires/{manuscript}/delete", May::Only(&[Designer])),
    ("GET", "/organisation", May::Only(&[Admin])),
    ("POST", "/organisation/name", May::Only(&[Admin])),
    ("POST", "/organisation/look", May::Only(&[Admin])),
    ("POST", "/organisation/publisher", May::Only(&[Admin])),
    ("POST", "/organisation/retention", May::Only(&[Admin])),
    ("POST", "/organisation/second-factor", May::Only(&[Admin])),
    ("GET", "/people", May::Only(&[Admin])),
    ("POST", "/people/invite", May::Only(&[Admin])),
    ("GET", "/people/{person}", May::Only(&[Admin])),
    ("POST", "/people/{person}/roles", May::Only(&[Admin])),
    ("POST", "/people/{person}/disable", May::Only(&[Admin])),
    ("POST", "/people/{person}/enable", May::Only(&[Admin])),
    ("POST", "/people/{person}/end-sessions", May::Only(&[Admin])),
    ("POST", "/people/{person}/remove-factor", May::Only(&[Admin])),
    ("POST", "/people/{person}/reset", May::Only(&[Admin])),
];

/// Stands for the id of a version that can be chosen.
const VERSION: &str = "(a version)";

/// What the forms of some routes must say, so that something is done.
const FILLED: &[(&str, &[(&str, &str)])] = &[
    ("/me/password", &[("old", PASSWORD), ("password", OTHER), ("again", OTHER)]),
    (
        "/questionnaires/{manuscript}/publish",
        &[("survey", "feedback"), ("seen", "0"), ("read", "on")],
    ),
    (
        "/questionnaires/{manuscript}/text",
        &[("at", "questionnaire"), ("text", SMALL), ("seen", "0")],
    ),
    (
        "/questionnaires/{manuscript}/comments",
        &[("at", "questionnaire"), ("words", "Kurz genug?"), ("act", "begin")],
    ),
    ("/questionnaires/{manuscript}/pretests", &[("last_day", "2026-06-20")]),
    (
        "/questionnaires/{manuscript}/library",
        &[("from", "template:feedback"), ("of", "page:besuch"), ("seen", "0")],
    ),
    (
        "/questionnaires/{manuscript}/translations/file",
        &[("file", "language,element,list,id,path,target\n")],
    ),
    ("/me/organisation", &[("organisation", "county")]),
    ("/organisation/name", &[("name", "County")]),
    ("/organisation/look", &[("colour", "#005f6b"), ("accent", "#e3a000")]),
    ("/organisation/second-factor", &[("demand", "off")]),
    ("/people/invite", &[("email", "new@county.example"), ("role-designer", "on")]),
    ("/people/{person}/roles", &[("role-designer", "on"), ("role-field", "on")]),
    ("/surveys/{survey}/field/extend", &[("last_day", "2026-12-31")]),
    (
        "/surveys/new",
        &[
            ("slug", "another"),
            ("version", VERSION),
            ("mode", "open"),
            ("batch", "20"),
            ("anyway", "on"),
        ],
    ),
];

/// What may come of a route that anybody may call; a link that never was is over.
const OPEN: [u16; 4] = [200, 303, 410, 422];

/// What stands for the parts of an address: things of the organisation `county`.
const PARTS: &[(&str, &str)] = &[
    ("{survey}", "feedback"),
    ("{preset}", "machine"),
    ("{file}", "responses.csv"),
    ("{job}", JOB),
    ("{number}", "1"),
    ("{look}", "look.cbd82139e13b6e33.css"),
    ("{person}", PERSON),
    ("{manuscript}", MANUSCRIPT),
    ("{picture}", "5f0c1f0e.png"),
    ("{type}", "json"),
    ("{token}", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
];

/// An archive of the county that was prepared.
const JOB: &str = "5f0c1f0e-5c7a-4b4e-9f6a-6d7c1c9b7a11";
/// One that is still to be prepared.
const WAITING: &str = "5f0c1f0e-5c7a-4b4e-9f6a-6d7c1c9b7a12";

/// Somebody of the county.
const PERSON: &str = "5f0c1f0e-5c7a-4b4e-9f6a-6d7c1c9b7a13";

const SMALL: &str = r#"{"name":"x","languages":["de"],"title":"X","pages":[]}"#;

/// A questionnaire that the county writes.
const MANUSCRIPT: &str = "5f0c1f0e-5c7a-4b4e-9f6a-6d7c1c9b7a14";

const OTHER: &str = "vier graue Gänse fliegen";
const PASSWORD: &str = "Sturmflut-1962-Wangerooge";

fn address(path: &str) -> String {
    let address = PARTS.iter().fold(path.to_owned(), |path, (part, is)| path.replace(part, is));
    assert!(!address.contains('{'), "{path} has a part that is not in PARTS");
    address
}

fn signed_in<'a>(app: &'a TestApp, organisation: &str, role: Role) -> Browser<'a> {
    let email = format!("{}@{organisation}.example", role.as_str());
    let owner = app.app.organisation(&Actor::Operator, &Slug(organisation.to_owned()), "X");
    let accounts = app.app.accounts();
    accounts.add(&Actor::Operator, owner.unwrap(), &email, PASSWORD, role).unwrap();
    let mut browser = Browser::new(app, "de");
    let form = [("email", email.as_str()), ("password", PASSWORD)];
    assert_eq!(browser.ask(Ask::form("/login", &form)).unwrap().status, 303);
    browser
}

fn ask(browser: &mut Browser<'_>, method: &str, path: &str, form: &[(&str, &str)]) -> Answer {
    let address = address(path);
    // The field of that name is a file.
    let (files, fields): (Vec<_>, Vec<_>) = form.iter().partition(|(name, _)| *name == "file");
    let files: Vec<_> =
        files.iter().map(|(name, content)| (*name, "file.csv", content.as_bytes())).collect();
    let asked = match (method, files.is_empty()) {
        ("GET", _) => Ask::get(&address),
        (_, true) => Ask::form(&address, form),
        (_, false) => Ask::multipart(&address, &fields, &files),
    };
    browser.ask(asked).unwrap()
}

/// The form with the first version that can be chosen, where it is to choose one.
fn chosen(
    browser: &mut Browser<'_>,
    form: Vec<(&'static str, &str)>,
    may: bool,
) -> Vec<(&'static str, String)> {
    let mut version = || {
        let html = browser.ask(Ask::get("/surveys/new")).unwrap().html();
        let options = html::tags(&html)
            .iter()
            .filter(|tag| tag.name == "option")
            .filter_map(|tag| Some(tag.attribute("value")?.to_owned()))
            .collect::<Vec<_>>();
        options.into_iter().find(|value| !value.is_empty()).unwrap_or_default()
    };
    let value = |value: &str, version: &mut dyn FnMut() -> String| match value {
        VERSION if may => version(),
        value => value.to_owned(),
    };
    form.into_iter().map(|(name, typed)| (name, value(typed, &mut version))).collect()
}

/// The token that a page's forms carry.
fn csrf(browser: &mut Browser<'_>) -> String {
    let html = browser.ask(Ask::get("/surveys")).unwrap().html();
    let forms = html::forms(&html);
    let token = forms[0].sent().into_iter().find(|(name, _)| *name == "_csrf");
    token.unwrap().1.to_owned()
}

fn is_to_login(answer: &Answer) -> bool {
    (answer.status, answer.header("location")) == (303, Some("/login")) && answer.body.is_empty()
}

/// Has an archive prepared, and the county wear its colours.
fn prepare(app: &TestApp) {
    let [colour, accent] = ["#005f6b", "#e3a000"].map(|colour| colour.parse().unwrap());
    let look = LookChange { colours: Some(Colours { colour, accent }), ..LookChange::default() };
    app.app.set_look(&Actor::Operator, &Slug("county".to_owned()), look).unwrap();
    let owner = app.app.organisation(&Actor::Operator, &Slug("county".to_owned()), "X").unwrap();
    let colleague = Staff {
        id: StaffId(PERSON.to_owned()),
        last_organisation_id: owner.clone(),
        email: "colleague@county.example".to_owned(),
        password_hash: "$argon2id$".to_owned(),
        created_at: app.app.clock.now().into(),
    };
    let membership = Membership {
        staff_id: colleague.id.clone(),
        organisation_id: owner.clone(),
        roles: Field.into(),
        is_active: true,
        is_accepted: true,
        signed_in_on: None,
    };
    let picture = Medium { hash: "5f0c1f0e".to_owned(), bytes: b"\x89PNG".to_vec() };
    let mut document: Value =
        serde_json::from_slice(find_questionnaire("feedback").unwrap()).unwrap();
    document["pages"][0]["questions"][0]["media"] = json!({ "image": "a.png" });
    document["files"] = json!({ "a.png": { "hash": picture.hash, "format": "png" } });
    let manuscript = ManuscriptRow {
        id: ManuscriptId(MANUSCRIPT.to_owned()),
        organisation_id: owner,
        title: "Geheimer Entwurf".to_owned(),
        document: document.to_string(),
        revision: 0,
        changed_at: app.app.clock.now().into(),
        changed_by: PERSON.to_owned(),
    };
    let insert = move |conn: &mut _| {
        insert_manuscript(conn, &manuscript)?;
        keep_medium(conn, &manuscript.organisation_id, &picture)?;
        add_to_manuscript(conn, &manuscript.id, &picture.hash)?;
        insert_staff(conn, &colleague)?;
        Ok::<_, Error>(insert_membership(conn, &membership)?)
    };
    app.app.stores.office.write_now(insert).unwrap();
    order(app, JOB);
    let export = JobSpec::find(JobKind::Export).unwrap();
    assert_eq!(Runner::new(app.app.clone()).run_due(export).unwrap(), 1);
}

/// Orders an archive.
fn order(app: &TestApp, job: &str) {
    let survey = Slug("feedback".to_owned());
    let owner = app.app.surveys().load_now(&Actor::Operator, &survey).unwrap();
    let arguments = r#"{"survey":"feedback","format":"machine"}"#.to_owned();
    let now = app.app.clock.now().into();
    let job = JobRow {
        organisation_id: Some(owner.survey.organisation_id),
        ..JobRow::waiting(JobId(job.to_owned()), JobKind::Export, arguments, now)
    };
    let insert = move |conn: &mut _| Ok::<_, Error>(insert_job(conn, &job)?);
    assert!(app.app.stores.office.write_now(insert).unwrap());
}

/// Where the links, forms and buttons of a page lead, with the method.
fn offered(html: &str) -> BTreeSet<(&'static str, String)> {
    let places = [("GET", "href"), ("POST", "action"), ("POST", "formaction")];
    let tags = html::tags(html);
    let all = tags.iter().flat_map(|tag| {
        places.map(|(method, name)| Some((method, tag.attribute(name)?.to_owned())))
    });
    all.flatten().filter(|(_, address)| !address.starts_with('#')).collect()
}

#[test]
fn every_route_is_in_the_matrix_and_needs_what_it_says() {
    let said: BTreeSet<_> = MATRIX.iter().map(|(method, path, _)| (*method, *path)).collect();
    let there: BTreeSet<_> =
        staff_routes().iter().map(|(method, path, _)| (*method, *path)).collect();
    assert_eq!(said, there, "MATRIX has a line for every route of staff");
    for (method, path, access) in staff_routes() {
        let (.., may) = MATRIX.iter().find(|line| (line.0, line.1) == (method, path)).unwrap();
        let roles = |roles: &[Role]| roles.iter().map(Role::as_str).collect::<BTreeSet<_>>();
        match (access, may) {
            (Access::Anybody, May::Anybody) => {}
            (Access::SignedIn, May::Only(only)) => {
                assert_eq!(roles(only), roles(Role::ALL), "{path}")
            }
            (Access::Permission(permission), May::Only(only)) => {
                assert_eq!(roles(permission.roles()), roles(only), "{path}");
            }
            _ => assert_eq!(format!("{access:?}"), format!("{may:?}"), "{path}"),
        }
    }
}

both! {
    fn nobody_gets_past_the_sign_in(stores) {
        let app = TestApp::new(stores);
        let mut nobody = Browser::new(&app, "de");
        for (method, path, may) in MATRIX {
            let answer = ask(&mut nobody, method, path, &[]);
            match may {
                May::Only(_) => assert!(is_to_login(&answer), "{method} {path}: {}", answer.status),
                May::Anybody => assert!(OPEN.contains(&answer.status), "{method} {path}"),
            }
        }
    }

    fn each_role_gets_what_the_matrix_gives_it(stores) {
        let app = TestApp::new(stores);
        prepare(&app);
        let mut refused = 0;
        for role in Role::ALL {
            let mut browser = signed_in(&app, "county", *role);
            for (method, path, may) in MATRIX {
                let status = ask(&mut browser, method, path, &[]).status;
                let place = format!("{role:?} {method} {path}");
                match may {
                    May::Anybody => assert!(OPEN.contains(&status), "{place}: {status}"),
                    May::Only(roles) if !roles.contains(role) => {
                        assert_eq!(status, 404, "{place}");
                        refused += 1;
                    }
                    // What it would do is not done: the form does not come from a page of ours.
                    May::Only(_) if *method == "POST" => assert_eq!(status, 400, "{place}"),
                    May::Only(_) => assert_eq!(status, 200, "{place}"),
                }
            }
            // From a page of ours it is done, by those who may.
            let csrf = csrf(&mut browser);
            for (method, path, may) in MATRIX {
                if let (&"POST", May::Only(roles), false) = (method, may, *path == "/logout") {
                    let filled = FILLED.iter().find(|(of, _)| of == path);
                    let fields = filled.map_or(&[][..], |(_, fields)| *fields);
                    let form = [&[("_csrf", csrf.as_str())][..], fields].concat();
                    let form = chosen(&mut browser, form, roles.contains(role));
                    let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
                    let status = ask(&mut browser, method, path, &form).status;
                    // A page that shows something once comes at once.
                    let expected: &[u16] = match roles.contains(role) {
                        // What is in the field is not deleted.
                        true if *path == "/surveys/{survey}/delete" => &[422],
                        true => &[200, 303],
                        false => &[404],
                    };
                    assert!(expected.contains(&status), "{role:?} {method} {path}: {status}");
                    refused += usize::from(status == 404);
                }
            }
        }
        // The trail tells of each.
        let mut told = 0;
        let trail = app.app.office().read_trail(&Actor::Operator, &mut |entry: &Entry| {
            told += usize::from(entry.action == "access.refuse");
            Ok::<_, Error>(())
        });
        trail.unwrap();
        assert!(refused > 0 && told == refused, "{told} of {refused}");
    }

    /// Whatever a page offers, its reader may do.
    fn no_page_leads_its_reader_to_a_refusal(stores) {
        let app = TestApp::new(stores);
        prepare(&app);
        order(&app, WAITING);
        for role in Role::ALL {
            let mut browser = signed_in(&app, "county", *role);
            let waiting = format!("/jobs/{WAITING}");
            let mut seen = BTreeSet::new();
            let (job, person) = (format!("/jobs/{JOB}"), format!("/people/{PERSON}"));
            let mut pages = vec!["/surveys", "/surveys/feedback", "/me", "/me/factor", "/jobs"];
            pages.extend([job.as_str(), waiting.as_str()]);
            let manuscript = format!("/questionnaires/{MANUSCRIPT}");
            if role.may(Permission::WriteQuestionnaires) {
                pages.extend(["/questionnaires", manuscript.as_str()]);
            }
            if role.may(Permission::ManageAccounts) {
                pages.extend(["/people", "/organisation", "/audit", person.as_str()]);
            }
            if role.may(Permission::RunField) {
                pages.extend(["/surveys/feedback/field", "/surveys/feedback/field/close"]);
            }
            if role.may(Permission::PublishSurveys) {
                pages.push("/surveys/new");
            }
            for page in pages {
                let answer = browser.ask(Ask::get(page)).unwrap();
                assert_eq!(answer.status, 200, "{role:?} {page}");
                for (method, address) in offered(&answer.html()) {
                    if !seen.insert((method, address.clone())) {
                        continue;
                    }
                    // What it would do is not done: the token is missing.
                    let offer = if method == "GET" { Ask::get(&address) } else { Ask::form(&address, &[]) };
                    let expected = if method == "GET" { 200 } else { 400 };
                    let status = browser.ask(offer).unwrap().status;
                    assert_eq!(status, expected, "{role:?} on {page}: {method} {address}");
                }
            }
            let may = role.may(Permission::ReadAnswers);
            for address in [format!("{waiting}/cancel"), "/surveys/feedback/export/machine/prepare".to_owned()] {
                assert_eq!(seen.contains(&("POST", address.clone())), may, "{role:?} {address}");
            }
        }
    }

    /// Counts of cells are answers: with a quota for each cell they would be a table of them.
    fn only_who_reads_answers_sees_how_many_are_in_the_cell_of_a_quota(stores) {
        let app = TestApp::new(stores);
        let quota = |name: &str, max: u32| json!({
            "name": name, "when": "true()", "max": max, "title": "Enough", "text": "Thank you.",
        });
        let document = json!({
            "name": "cells", "languages": ["en"], "title": "Cells",
            "publisher": { "name": "X", "contact": "X", "phone": "1", "email": "a@b.example",
                "imprint": "X", "privacy": "X" },
            "pages": [{ "name": "p", "questions": [
                { "kind": "integer", "name": "n", "label": "N" }, { "kind": "text", "name": "t", "label": "T" }] }],
            "quotas": [quota("reached", 777), quota("wide", 1_000_000)],
        });
        let checked = zugvogel::formats::json::load(document.to_string().as_bytes(), &Builtin);
        app.publish_own("cells", &checked.sound().unwrap(), &[], None);
        let survey = app.app.surveys().load_now(&Actor::Operator, &Slug("cells".to_owned())).unwrap().survey.id;
        let cell = |name: &str, is_full| (name.to_owned(), CellCount { responses: 831, is_full });
        let counts = [cell("reached", true), cell("wide", false)].into();
        let write = move |conn: &mut _| Ok::<_, Error>(save_counts(conn, &survey, &counts)?);
        app.app.stores.results.write_now(write).unwrap();
        for role in Role::ALL {
            let mut browser = signed_in(&app, "county", *role);
            let html = browser.ask(Ask::get("/surveys/cells")).unwrap().html();
            for (name, max, state) in [("reached", "777", "voll"), ("wide", "1.000.000", "offen")] {
                let cells = match role.may(Permission::ReadAnswers) {
                    true => vec!["831", max, state],
                    false => vec![max, state],
                };
                let cells: String = cells.iter().map(|cell| format!("<td>{cell}</td>")).collect();
                let row = format!("<th scope=\"row\">{name}</th>{cells}</tr>");
                assert!(html.contains(&row), "{role:?}: {row}");
            }
            assert_eq!(html.contains("831"), role.may(Permission::ReadAnswers), "{role:?}");
        }
    }

    /// The same roles elsewhere: things of the county do not exist for them, and are named nowhere.
    fn another_organisations_things_do_not_exist(stores) {
        let app = TestApp::new(stores);
        prepare(&app);
        for role in Role::ALL {
            let mut stranger = signed_in(&app, "elsewhere", *role);
            let csrf = csrf(&mut stranger);
            for (method, path, may) in MATRIX {
                let May::Only(_) = may else { continue };
                let has_object = path.contains('{');
                if !has_object && *method == "POST" {
                    continue;
                }
                let answer = ask(&mut stranger, method, path, &[("_csrf", &csrf)]);
                let place = format!("{role:?} {method} {path}");
                if has_object {
                    assert_eq!(answer.status, 404, "{place}");
                }
                for theirs in ["Bücherei", "Geheimer Entwurf", "@county.example"] {
                    // The template of that name is everybody's.
                    if (*path, theirs) == ("/questionnaires", "Bücherei") {
                        continue;
                    }
                    assert!(!answer.text().contains(theirs), "{place}");
                }
            }
        }
    }
}
