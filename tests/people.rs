//! Accounts through the public door: one-time links, passwords, roles, sessions, and who tries what she
//! must not, on both databases.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy takes only functions marked as tests for tests"
)]

#[path = "support/app.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod app;
#[path = "support/authenticator.rs"]
mod authenticator;
#[path = "support/browser.rs"]
mod browser;
#[path = "support/databases.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod databases;
#[path = "support/html.rs"]
mod html;
#[path = "people/oidc.rs"]
mod oidc;
#[path = "people/passkeys.rs"]
mod passkeys;
#[path = "support/provider.rs"]
mod provider;
#[path = "support/resident.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod resident;

#[path = "people/organisations.rs"]
mod organisations;

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, OnceLock};

use totp_rs::{Builder, Secret, Totp};
use tracing_subscriber::fmt::MakeWriter;
use zugvogel::app::Actor;
use zugvogel::domain::{Role, Roles};
use zugvogel::error::Error;
use zugvogel::ids::{OrganisationId, Slug};
use zugvogel::storage::office::audit::Entry;

use crate::app::TestApp;
use crate::browser::{Answer, Ask, Browser};
use crate::databases::both;

const ANNA: &str = "anna@county.example";
const MEIKE: &str = "meike@county.example";
const PASSWORD: &str = "Sturmflut-1962-Wangerooge";
const CHOSEN: &str = "vier graue Gänse fliegen";

fn organisation(app: &TestApp, slug: &str) -> OrganisationId {
    app.app.organisation(&Actor::Operator, &Slug(slug.to_owned()), slug).unwrap()
}

/// A browser signed in with an account of the county that is made for it.
fn signed_in<'a>(app: &'a TestApp, email: &str, role: Role) -> Browser<'a> {
    let owner = organisation(app, "county");
    app.app.accounts().add(&Actor::Operator, owner, email, PASSWORD, role).unwrap();
    let mut browser = Browser::new(app, "de");
    assert_eq!(sign_in(&mut browser, email, PASSWORD).status, 303);
    browser
}

/// A browser that has these cookies from before.
fn with_cookies<'a>(app: &'a TestApp, cookies: &BTreeMap<String, String>) -> Browser<'a> {
    let mut browser = Browser::new(app, "de");
    browser.cookies = cookies.clone();
    browser
}

fn sign_in(browser: &mut Browser<'_>, email: &str, password: &str) -> Answer {
    browser.ask(Ask::form("/login", &[("email", email), ("password", password)])).unwrap()
}

fn get(browser: &mut Browser<'_>, path: &str) -> Answer {
    browser.ask(Ask::get(path)).unwrap()
}

/// A form with the token that a page's forms carry.
fn form(browser: &mut Browser<'_>, path: &str, fields: &[(&str, &str)]) -> Ask {
    let page = get(browser, "/me").html();
    let forms = html::forms(&page);
    let csrf = forms[0].sent().into_iter().find(|(name, _)| *name == "_csrf").unwrap().1;
    Ask::form(path, &[&[("_csrf", csrf)][..], fields].concat())
}

fn post(browser: &mut Browser<'_>, path: &str, fields: &[(&str, &str)]) -> Answer {
    let form = form(browser, path, fields);
    browser.ask(form).unwrap()
}

/// The page of somebody in the list.
fn page_of(admin: &mut Browser<'_>, email: &str) -> String {
    let html = get(admin, "/people").html();
    let (row, _) = html.split_once(&format!("<span class=\"vh\">: {email}<")).unwrap();
    let (_, address) = row.rsplit_once("href=\"").unwrap();
    address.split_once('"').unwrap().0.to_owned()
}

/// The link that a page shows.
fn link_on(answer: &Answer) -> String {
    let html = answer.html();
    let (_, link) = html.split_once("http://umfrage.example").unwrap_or_else(|| panic!("{html}"));
    link.split_once('<').unwrap().0.to_owned()
}

/// Invites somebody to the county, and gives the link's path.
fn invited(app: &TestApp, email: &str) -> String {
    let owner = organisation(app, "county");
    let roles = Roles::of(&[Role::Designer]).unwrap();
    let link = app.app.accounts().invite(&Actor::Operator, owner, email, roles).unwrap().unwrap();
    link.address("")
}

fn choose(browser: &mut Browser<'_>, link: &str, password: &str) -> Answer {
    let fields = [("email", "x"), ("password", password), ("again", password)];
    browser.ask(Ask::form(link, &fields)).unwrap()
}

/// The app that somebody gave the key on the page to.
fn app_of(page: &Answer) -> Totp {
    let html = page.html();
    let (_, key) = html.split_once("<code class=\"code\">").unwrap_or_else(|| panic!("{html}"));
    let key = key.split('<').next().unwrap().replace(' ', "");
    Builder::new().with_secret(Secret::try_from_base32(key).unwrap()).build().unwrap()
}

fn seconds(moment: &str) -> u64 {
    moment.parse::<jiff::Timestamp>().unwrap().as_second().try_into().unwrap()
}

/// Types a code at the second step of signing in.
fn enter(browser: &mut Browser<'_>, code: &str) -> Answer {
    let form = get(browser, "/login/code").form();
    let mut sent = form.sent();
    sent.retain(|(name, _)| *name != "code");
    sent.push(("code", code));
    browser.ask(Ask::form("/login/code", &sent)).unwrap()
}

/// Actions in the audit trail, the oldest first.
fn audited(app: &TestApp) -> Vec<String> {
    let mut all = Vec::new();
    let read = app.app.office().read_trail(&Actor::Operator, &mut |entry: &Entry| {
        all.push(entry.action.clone());
        Ok::<_, Error>(())
    });
    read.unwrap();
    all
}

/// The log of this process, as the server would write it at its most talkative.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Log;

    fn make_writer(&'a self) -> Log {
        self.clone()
    }
}

fn log() -> Log {
    static LOG: OnceLock<Log> = OnceLock::new();
    let begin = || {
        let log = Log::default();
        let logs = tracing_subscriber::fmt().with_writer(log.clone());
        logs.with_max_level(tracing::Level::TRACE).try_init().unwrap();
        log
    };
    LOG.get_or_init(begin).clone()
}

both! {
    /// Once, by whoever has it; what is too short or tried first is told and the link stays.
    fn a_link_lets_its_owner_choose_a_password_once(stores) {
        let log = log();
        let app = TestApp::new(stores);
        let link = invited(&app, MEIKE);
        let mut meike = Browser::new(&app, "de");
        let nobody = sign_in(&mut meike, MEIKE, PASSWORD);
        let unknown = sign_in(&mut meike, "nobody@county.example", PASSWORD);
        let plain = |answer: &Answer, email| (answer.status, answer.html().replace(email, "…"));
        assert_eq!(plain(&nobody, MEIKE), plain(&unknown, "nobody@county.example"));

        let page = get(&mut meike, &link);
        assert!(page.status == 200 && page.html().contains(MEIKE), "{}", page.text());
        assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
        assert_eq!(get(&mut meike, &link).status, 200, "looking uses nothing up");
        for (password, words) in [
            ("kurz", "12 bis 128 Zeichen"),
            ("Passwort2026!", "zuerst geraten"),
            ("meike-county-1", "zuerst geraten"),
        ] {
            let answer = choose(&mut meike, &link, password);
            assert!(answer.status == 422 && answer.text().contains(words), "{}", answer.text());
            assert!(!answer.html().contains(password));
        }
        let fields = [("password", CHOSEN), ("again", "vier graue Gänse flogen")];
        let differ = meike.ask(Ask::form(&link, &fields)).unwrap();
        assert!(differ.status == 422 && differ.text().contains("verschieden"), "{}", differ.text());
        let foreign = Ask::form(&link, &[("password", CHOSEN), ("again", CHOSEN)]);
        let foreign = meike.ask(foreign.with("sec-fetch-site", "cross-site")).unwrap();
        assert_eq!(foreign.status, 400);

        let done = choose(&mut meike, &link, CHOSEN);
        assert_eq!((done.status, done.header("location")), (303, Some("/login?chosen")));
        assert!(get(&mut meike, "/login?chosen").text().contains("Ihr Passwort ist gespeichert"));
        let again = choose(&mut meike, &link, "fünf graue Gänse fliegen");
        assert!(again.status == 410 && again.text().contains("gilt nicht mehr"), "{}", again.text());
        let over = get(&mut meike, &link);
        let guessed = get(&mut meike, "/set-password/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        assert_eq!((over.status, over.text()), (guessed.status, guessed.text()));
        assert_eq!(sign_in(&mut meike, MEIKE, CHOSEN).status, 303);
        assert_eq!(audited(&app)[3..], ["staff.add", "staff.invite", "staff.accept", "session.begin"]);

        let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        let token = link.rsplit('/').next().unwrap();
        assert!(log.contains("/set-password/{token}"), "requests are told");
        assert!(!log.contains(token) && !log.contains("Gänse"), "secrets are not");
    }

    fn a_link_ends_in_time_and_with_a_newer_one(stores) {
        let mut app = TestApp::new(stores);
        let first = invited(&app, MEIKE);
        let status = |app: &TestApp, link: &str| get(&mut Browser::new(app, "de"), link).status;
        app = app.restarted("2026-06-18T09:59:00Z");
        assert_eq!(status(&app, &first), 200);
        app = app.restarted("2026-06-18T10:00:00Z");
        assert_eq!(status(&app, &first), 410, "three days");
        assert_eq!(choose(&mut Browser::new(&app, "de"), &first, CHOSEN).status, 410);

        let accounts = app.app.accounts();
        let id = accounts.person_called(&Actor::Operator, MEIKE, None).unwrap().unwrap();
        let second = accounts.reset(&Actor::Operator, &id).unwrap().unwrap().address("");
        let third = accounts.reset(&Actor::Operator, &id).unwrap().unwrap().address("");
        assert_eq!((status(&app, &second), status(&app, &third)), (410, 200));
        assert_eq!(choose(&mut Browser::new(&app, "de"), &third, CHOSEN).status, 303);
        // The password is there, so the next link is a reset's: it ends within the hour.
        let fourth = accounts.reset(&Actor::Operator, &id).unwrap().unwrap().address("");
        app = app.restarted("2026-06-18T10:59:00Z");
        assert_eq!(status(&app, &fourth), 200);
        app = app.restarted("2026-06-18T11:00:00Z");
        assert_eq!(status(&app, &fourth), 410);
        // What is over is forgotten.
        app.app.accounts().forget_ended(&Actor::System).unwrap();
    }

    fn an_admin_invites_changes_and_locks_out(stores) {
        let app = TestApp::new(stores);
        let mut admin = signed_in(&app, "admin@county.example", Role::Admin);
        let list = get(&mut admin, "/people");
        assert!(list.text().contains("Ihr Konto"), "{}", list.text());

        let both = [("email", MEIKE), ("role-analyst", "on"), ("role-field", "on")];
        let refused = post(&mut admin, "/people/invite", &both);
        assert_eq!(refused.status, 422);
        let told = "„Auswertung“ und „Feldleitung“ kann niemand zugleich sein";
        assert!(refused.text().contains(told), "{}", refused.text());
        assert!(refused.html().contains(&format!("value=\"{MEIKE}\"")), "what was typed stays");
        assert!(refused.html().contains("name=\"role-field\" checked"));
        for (email, words) in [("meike", "keine E-Mail-Adresse"), (MEIKE, "mindestens eine Rolle")] {
            let refused = post(&mut admin, "/people/invite", &[("email", email)]);
            let role = [("email", email), ("role-field", "on")];
            let refused = if email == MEIKE { refused } else { post(&mut admin, "/people/invite", &role) };
            assert!(refused.status == 422 && refused.text().contains(words), "{}", refused.text());
        }
        let form = [("email", MEIKE), ("role-designer", "on"), ("role-field", "on")];
        let shown = post(&mut admin, "/people/invite", &form);
        assert_eq!(shown.status, 200);
        let taken = post(&mut admin, "/people/invite", &form);
        assert!(taken.status == 422 && taken.text().contains("schon ein Konto"), "{}", taken.text());

        let link = link_on(&shown);
        let mut meike = Browser::new(&app, "de");
        assert_eq!(choose(&mut meike, &link, CHOSEN).status, 303);
        assert_eq!(sign_in(&mut meike, MEIKE, CHOSEN).status, 303);
        assert_eq!(get(&mut meike, "/people").status, 404);
        assert!(get(&mut admin, "/people").text().contains("zuletzt angemeldet am 15. Juni 2026"));

        // Her sessions end with her roles, and at once when she is locked out.
        let page = page_of(&mut admin, MEIKE);
        let roles = [("role-analyst", "on"), ("role-field", "on")];
        let refused = post(&mut admin, &format!("{page}/roles"), &roles);
        assert!(refused.status == 422 && refused.text().contains(told), "{}", refused.text());
        assert_eq!(get(&mut meike, "/surveys").status, 200);
        let changed = post(&mut admin, &format!("{page}/roles"), &[("role-analyst", "on")]);
        assert_eq!((changed.status, changed.header("location")), (303, Some(format!("{page}?saved").as_str())));
        assert!(get(&mut admin, &format!("{page}?saved")).text().contains("Gespeichert."));
        assert_eq!(get(&mut meike, "/surveys").status, 303);
        assert_eq!(sign_in(&mut meike, MEIKE, CHOSEN).status, 303);
        let export = "/surveys/feedback/export/machine/codebook.csv";
        assert_eq!(get(&mut meike, export).status, 200);
        assert_eq!(post(&mut admin, &format!("{page}/disable"), &[]).status, 303);
        assert_eq!(get(&mut meike, export).status, 303, "the session that runs");
        assert_eq!(sign_in(&mut meike, MEIKE, CHOSEN).status, 422);
        assert_eq!(post(&mut admin, &format!("{page}/enable"), &[]).status, 303);
        assert_eq!(sign_in(&mut meike, MEIKE, CHOSEN).status, 303);
        assert_eq!(post(&mut admin, &format!("{page}/end-sessions"), &[]).status, 303);
        assert_eq!(get(&mut meike, "/surveys").status, 303);

        // A reset ends the password and the sessions; the link of it gives another password.
        assert_eq!(sign_in(&mut meike, MEIKE, CHOSEN).status, 303);
        let link = link_on(&post(&mut admin, &format!("{page}/reset"), &[]));
        assert_eq!(get(&mut meike, "/surveys").status, 303);
        assert_eq!(sign_in(&mut meike, MEIKE, CHOSEN).status, 422);
        // Who is disabled has no link.
        assert_eq!(post(&mut admin, &format!("{page}/disable"), &[]).status, 303);
        assert_eq!(get(&mut meike, &link).status, 410);
        assert_eq!(post(&mut admin, &format!("{page}/enable"), &[]).status, 303);
        assert_eq!(get(&mut meike, &link).status, 410, "nor gets it back");
    }

    fn the_last_admin_stays_one(stores) {
        let app = TestApp::new(stores);
        let mut admin = signed_in(&app, "admin@county.example", Role::Admin);
        let page = page_of(&mut admin, "admin@county.example");
        let told = "Das ist das letzte Konto mit der Rolle";
        for (act, form) in [("disable", &[][..]), ("roles", &[("role-analyst", "on")][..])] {
            let refused = post(&mut admin, &format!("{page}/{act}"), form);
            assert!(refused.status == 422 && refused.text().contains(told), "{}", refused.text());
        }
        for act in ["reset", "end-sessions"] {
            let refused = post(&mut admin, &format!("{page}/{act}"), &[]);
            assert!(refused.status == 422 && refused.text().contains("Ihr eigenes Konto"), "{act}");
        }
        // One of another organisation, or one that is disabled, helps nobody.
        let elsewhere = organisation(&app, "elsewhere");
        let accounts = app.app.accounts();
        accounts.add(&Actor::Operator, elsewhere, "eve@elsewhere.example", PASSWORD, Role::Admin).unwrap();
        let mut second = signed_in(&app, "second@county.example", Role::Admin);
        let other = page_of(&mut admin, "second@county.example");
        assert_eq!(post(&mut admin, &format!("{other}/disable"), &[]).status, 303);
        assert_eq!(get(&mut second, "/people").status, 303);
        assert_eq!(post(&mut admin, &format!("{page}/disable"), &[]).status, 422);
        assert_eq!(post(&mut admin, &format!("{other}/enable"), &[]).status, 303);
        assert_eq!(post(&mut admin, &format!("{page}/roles"), &[("role-designer", "on")]).status, 303);
        assert_eq!(get(&mut admin, "/people").status, 303, "her sessions ended");
    }

    /// More than ten minutes after the password was typed.
    fn what_is_dangerous_asks_for_the_password_again(stores) {
        let mut app = TestApp::new(stores);
        let mut cookies = signed_in(&app, ANNA, Role::Admin).cookies;
        app = app.restarted("2026-06-15T10:11:00Z");
        let mut anna = with_cookies(&app, &cookies);
        let form = [("email", MEIKE), ("role-designer", "on")];
        let asked = post(&mut anna, "/people/invite", &form);
        assert!(asked.status == 200 && asked.text().contains("Bestätigen Sie"), "{}", asked.text());
        assert!(!get(&mut anna, "/people").text().contains(MEIKE), "nothing was done");
        let forms = html::forms(&asked.html());
        let form = forms.iter().find(|form| form.action.as_deref() == Some("/people/invite")).unwrap();
        let with = |password| {
            let mut sent = form.sent();
            sent.retain(|(name, _)| *name != "confirm-password");
            sent.push(("confirm-password", password));
            Ask::form("/people/invite", &sent)
        };
        let wrong = anna.ask(with("falsch-falsch-falsch")).unwrap();
        assert!(wrong.status == 422 && wrong.text().contains("stimmt nicht"), "{}", wrong.text());
        assert!(!wrong.html().contains("falsch-falsch-falsch"));
        let done = anna.ask(with(PASSWORD)).unwrap();
        assert!(done.status == 200 && done.text().contains(MEIKE), "{}", done.text());
        link_on(&done);
        // From now on she is believed again.
        let page = page_of(&mut anna, MEIKE);
        assert_eq!(post(&mut anna, &format!("{page}/disable"), &[]).status, 303);
        cookies = anna.cookies.clone();
        app = app.restarted("2026-06-15T10:22:00Z");
        let mut anna = with_cookies(&app, &cookies);
        for act in ["enable", "disable", "reset", "roles"] {
            let role = [("role-designer", "on")];
            let asked = post(&mut anna, &format!("{page}/{act}"), &role);
            assert!(asked.text().contains("Bestätigen Sie"), "{act}: {}", asked.text());
        }
    }

    fn somebody_changes_her_own_password_and_ends_her_sessions(stores) {
        let app = TestApp::new(stores);
        let mut anna = signed_in(&app, ANNA, Role::Analyst);
        let mut phone = Browser::new(&app, "de");
        let mut tablet = Browser::new(&app, "de");
        for browser in [&mut phone, &mut tablet] {
            assert_eq!(sign_in(browser, ANNA, PASSWORD).status, 303);
        }
        let me = get(&mut anna, "/me");
        assert_eq!(me.html().matches("name=\"session\"").count(), 2, "{}", me.text());
        // One, and not one's own by its id, nor somebody else's.
        let mut ben = signed_in(&app, "ben@county.example", Role::Analyst);
        let forms = html::forms(&me.html());
        let one = forms.iter().find_map(|form| {
            form.sent().iter().find(|(name, _)| *name == "session").map(|(_, id)| (*id).to_owned())
        });
        let one = one.unwrap();
        assert_eq!(post(&mut ben, "/me/sessions/end", &[("session", &one)]).status, 303);
        let living = |browsers: [&mut Browser<'_>; 2]| {
            browsers.map(|browser| get(browser, "/surveys").status == 200)
        };
        assert_eq!(living([&mut phone, &mut tablet]), [true, true], "not Ben's to end");
        assert_eq!(post(&mut anna, "/me/sessions/end", &[("session", &one)]).status, 303);
        let left = living([&mut phone, &mut tablet]);
        assert_eq!(left.iter().filter(|it| **it).count(), 1, "{left:?}");

        let change = |old: &str, new: &str, again: &str| {
            [("old", old), ("password", new), ("again", again)].map(|(n, v)| (n.to_owned(), v.to_owned()))
        };
        for (form, words) in [
            (change("falsch-falsch-falsch", CHOSEN, CHOSEN), "stimmt nicht"),
            (change(PASSWORD, CHOSEN, "anders"), "verschieden"),
            (change(PASSWORD, "Passwort2026!", "Passwort2026!"), "zuerst geraten"),
            (change(PASSWORD, PASSWORD, PASSWORD), "jetziges Passwort"),
        ] {
            let form = form.each_ref().map(|(name, value)| (name.as_str(), value.as_str()));
            let refused = post(&mut anna, "/me/password", &form);
            assert!(refused.status == 422 && refused.text().contains(words), "{}", refused.text());
            assert!(!refused.html().contains(PASSWORD) && !refused.html().contains(CHOSEN));
        }
        let form = [("old", PASSWORD), ("password", CHOSEN), ("again", CHOSEN)];
        let changed = post(&mut anna, "/me/password", &form);
        assert_eq!((changed.status, changed.header("location")), (303, Some("/me?changed")));
        assert!(get(&mut anna, "/me?changed").text().contains("Ihr Passwort ist geändert"));
        assert_eq!(living([&mut phone, &mut tablet]), [false, false]);
        assert_eq!(sign_in(&mut phone, ANNA, PASSWORD).status, 422);
        assert_eq!(sign_in(&mut phone, ANNA, CHOSEN).status, 303);
        assert_eq!(post(&mut anna, "/me/sessions/end", &[]).status, 303);
        assert_eq!(get(&mut phone, "/surveys").status, 303);
        assert_eq!(get(&mut anna, "/surveys").status, 200);
    }

    /// The newest first, fifty at once, in words; of one's own organisation only.
    fn an_admin_reads_the_trail_of_her_organisation(stores) {
        let app = TestApp::new(stores);
        let mut admin = signed_in(&app, "admin@county.example", Role::Admin);
        invited(&app, MEIKE);
        let elsewhere = organisation(&app, "elsewhere");
        let accounts = app.app.accounts();
        accounts.add(&Actor::Operator, elsewhere, "eve@elsewhere.example", PASSWORD, Role::Admin).unwrap();
        let rows = |answer: &Answer| answer.html().matches("<li><p><b>").count();
        let page = get(&mut admin, "/audit");
        let text = page.text();
        assert!(text.contains("15. Juni 2026, 12:00 Uhr"), "{text}");
        for words in ["Einladungslink erzeugt", "Konto angelegt", "Angemeldet", "Betrieb (Befehl)", MEIKE] {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert!(!text.contains("elsewhere"), "{text}");
        assert!(text.find("Einladungslink") < text.find("Angemeldet"), "the newest first");
        let few = rows(&page);
        assert!(!page.html().contains("before="));

        for _ in 0..60 {
            assert_eq!(get(&mut admin, "/surveys/feedback/export/machine.zip").status, 404);
        }
        let newest = get(&mut admin, "/audit");
        assert_eq!(rows(&newest), 50);
        assert!(newest.text().contains("die die Rolle nicht erlaubt"), "{}", newest.text());
        let html = newest.html();
        let (_, older) = html.split_once("href=\"/audit?before=").unwrap();
        let older = get(&mut admin, &format!("/audit?before={}", older.split_once('"').unwrap().0));
        assert_eq!(rows(&older), few + 10);
        assert!(older.html().contains("href=\"/audit\"") && !older.html().contains("before="));
        assert_eq!(get(&mut admin, "/audit?before=x").status, 200);
    }

    /// Set up with a code of the app, asked for at each sign-in; a code counts once, guesses are paused.
    fn a_second_factor_is_asked_for(stores) {
        let mut app = TestApp::new(stores);
        let mut anna = signed_in(&app, ANNA, Role::Analyst);
        let mut phone = Browser::new(&app, "de");
        assert_eq!(sign_in(&mut phone, ANNA, PASSWORD).status, 303);
        assert_eq!(post(&mut anna, "/me/factor/begin", &[]).status, 303);
        let page = get(&mut anna, "/me/factor");
        let totp = app_of(&page);
        assert!(page.html().contains("<svg class=\"qr\""), "{}", page.text());
        // Nobody is asked before it is set up.
        assert_eq!(sign_in(&mut Browser::new(&app, "de"), ANNA, PASSWORD).header("location"), Some("/surveys"));
        let wrong = post(&mut anna, "/me/factor/confirm", &[("code", "000000")]);
        assert!(wrong.status == 422 && wrong.text().contains("passt nicht"), "{}", wrong.text());
        let code = totp.generate(seconds("2026-06-15T10:00:00Z")).to_string();
        let shown = post(&mut anna, "/me/factor/confirm", &[("code", &code)]);
        assert_eq!(shown.status, 200);
        let recovery: Vec<String> = shown.html().split("<code class=\"code\">").skip(1)
            .map(|it| it.split('<').next().unwrap().to_owned()).collect();
        assert_eq!(recovery.len(), 10);
        assert_eq!(get(&mut phone, "/surveys").status, 303, "other sessions end");
        assert_eq!(get(&mut anna, "/surveys").status, 200);
        assert!(get(&mut anna, "/me").text().contains("Noch 10 Wiederherstellungscodes"));
        assert!(!get(&mut anna, "/me/factor").html().contains("<svg class"), "shown once");

        // The password alone opens nothing, and the code that set it up is used up.
        let half = sign_in(&mut phone, ANNA, PASSWORD);
        assert_eq!((half.status, half.header("location")), (303, Some("/login/code")));
        for page in ["/surveys", "/me", "/me/factor", "/surveys/feedback/export/machine.zip"] {
            let answer = get(&mut phone, page);
            assert_eq!((answer.status, answer.header("location")), (303, Some("/login")), "{page}");
        }
        let wrong = enter(&mut phone, &code);
        assert!(wrong.status == 422 && wrong.text().contains("Noch 4 Versuche"), "{}", wrong.text());
        let half = phone.cookies.clone();
        app = app.restarted("2026-06-15T10:01:00Z");
        let mut phone = with_cookies(&app, &half);
        let code = totp.generate(seconds("2026-06-15T10:01:00Z")).to_string();
        let spaced = format!("{} {}", &code[..3], &code[3..]);
        let no_token = phone.ask(Ask::form("/login/code", &[("code", &code)])).unwrap();
        assert_eq!(no_token.status, 400);
        let right = enter(&mut phone, &spaced);
        assert_eq!((right.status, right.header("location")), (303, Some("/surveys")));
        assert_eq!(get(&mut phone, "/surveys").status, 200);
        let mut old = with_cookies(&app, &half);
        assert_eq!(get(&mut old, "/login/code").header("location"), Some("/login"), "another session");

        // A code that was seen over her shoulder, and guesses: five, then none for a quarter of an hour.
        let mut thief = Browser::new(&app, "de");
        assert_eq!(sign_in(&mut thief, ANNA, PASSWORD).status, 303);
        assert_eq!(enter(&mut thief, &code).status, 422);
        for guess in ["000000", "111111", "xx", ""] {
            assert_eq!(enter(&mut thief, guess).status, 422, "{guess}");
        }
        let fresh = totp.generate(seconds("2026-06-15T10:01:30Z")).to_string();
        let paused = enter(&mut thief, &fresh);
        assert!(paused.status == 422 && paused.text().contains("In 15 Minuten"), "{}", paused.text());
        let mut again = Browser::new(&app, "de");
        assert_eq!(sign_in(&mut again, ANNA, PASSWORD).status, 303);
        assert_eq!(enter(&mut again, &fresh).status, 422, "nor by beginning anew");

        // A recovery code, once.
        app = app.restarted("2026-06-15T10:17:00Z");
        let mut anna = Browser::new(&app, "de");
        assert_eq!(sign_in(&mut anna, ANNA, PASSWORD).status, 303);
        assert_eq!(enter(&mut anna, &recovery[0].to_uppercase()).status, 303);
        assert!(get(&mut anna, "/me").text().contains("Noch 9 Wiederherstellungscodes"));
        let mut other = Browser::new(&app, "de");
        assert_eq!(sign_in(&mut other, ANNA, PASSWORD).status, 303);
        assert_eq!(enter(&mut other, &recovery[0]).status, 422);
        let trail = audited(&app);
        for action in ["factor.add", "factor.recover"] {
            assert_eq!(trail.iter().filter(|it| *it == action).count(), 1, "{action}");
        }

        // An administrator takes it away; so may she.
        let mut admin = signed_in(&app, "admin@county.example", Role::Admin);
        let page = page_of(&mut admin, ANNA);
        assert!(get(&mut admin, "/people").text().contains("zweiter Faktor"));
        assert_eq!(post(&mut admin, &format!("{page}/remove-factor"), &[]).status, 303);
        assert_eq!(get(&mut anna, "/surveys").status, 303);
        assert_eq!(sign_in(&mut anna, ANNA, PASSWORD).header("location"), Some("/surveys"));
    }

    /// Only of who manages accounts, and only there.
    fn an_organisation_may_demand_a_second_factor_of_its_admins(stores) {
        let app = TestApp::new(stores);
        let mut admin = signed_in(&app, "admin@county.example", Role::Admin);
        let mut anna = signed_in(&app, ANNA, Role::Analyst);
        let accounts = app.app.accounts();
        let demand = |on| accounts.demand_factor(&Actor::Operator, &Slug("county".to_owned()), on);
        demand(true).unwrap();
        for page in ["/surveys", "/people", "/audit"] {
            assert_eq!(get(&mut admin, page).header("location"), Some("/me/factor"), "{page}");
        }
        assert_eq!(get(&mut anna, "/surveys").status, 200);
        assert!(get(&mut admin, "/me/factor").text().contains("verlangt von allen mit der Rolle"));
        assert_eq!(post(&mut admin, "/me/factor/begin", &[]).status, 303);
        let totp = app_of(&get(&mut admin, "/me/factor"));
        let code = totp.generate(seconds("2026-06-15T10:00:00Z")).to_string();
        assert_eq!(post(&mut admin, "/me/factor/confirm", &[("code", &code)]).status, 200);
        assert_eq!(get(&mut admin, "/people").status, 200);
        let kept = post(&mut admin, "/me/factor/remove", &[]);
        assert!(kept.status == 422 && kept.text().contains("nicht entfernen"), "{}", kept.text());
        demand(false).unwrap();
        assert_eq!(post(&mut admin, "/me/factor/remove", &[]).status, 303);
    }

    /// A link, a code, and the last administrator: what counts once does so at the same moment, too.
    fn of_two_at_once_one_is_first(stores) {
        let app = TestApp::new(stores);
        let together = |asks: [Ask; 2]| {
            let mut statuses: Vec<u16> =
                app.send_together(&asks).iter().map(|answer| answer.status).collect();
            statuses.sort_unstable();
            statuses
        };
        let link = Ask::form(&invited(&app, MEIKE), &[("password", CHOSEN), ("again", CHOSEN)]);
        let link = Browser::new(&app, "de").dressed(link);
        assert_eq!(together([link.clone(), link]), [303, 410]);

        let mut meike = Browser::new(&app, "de");
        assert_eq!(sign_in(&mut meike, MEIKE, CHOSEN).status, 303);
        assert_eq!(post(&mut meike, "/me/factor/begin", &[]).status, 303);
        let totp = app_of(&get(&mut meike, "/me/factor"));
        let code = |moment| totp.generate(seconds(moment)).to_string();
        let first = code("2026-06-15T10:00:00Z");
        assert_eq!(post(&mut meike, "/me/factor/confirm", &[("code", &first)]).status, 200);
        let next = code("2026-06-15T10:00:30Z");
        let asks = [(); 2].map(|()| {
            let mut browser = Browser::new(&app, "de");
            assert_eq!(sign_in(&mut browser, MEIKE, CHOSEN).status, 303);
            let page = get(&mut browser, "/login/code").form();
            let mut sent = page.sent();
            sent.retain(|(name, _)| *name != "code");
            sent.push(("code", &next));
            browser.dressed(Ask::form("/login/code", &sent))
        });
        assert_eq!(together(asks), [303, 422]);

        let names = ["one@county.example", "two@county.example"];
        let mut admins = names.map(|name| signed_in(&app, name, Role::Admin));
        let pages = [1, 0].map(|other: usize| page_of(&mut admins[1 - other], names[other]));
        let asks = [0, 1].map(|at: usize| {
            let disable = form(&mut admins[at], &format!("{}/disable", pages[at]), &[]);
            admins[at].dressed(disable)
        });
        together(asks);
        let left = names.map(|name| sign_in(&mut Browser::new(&app, "de"), name, PASSWORD).status);
        assert!(left == [303, 422] || left == [422, 303], "{left:?}");
    }
}
