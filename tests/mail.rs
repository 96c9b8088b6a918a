//! Links by mail, through the public door and a real mail server: who gets one, what it says, and what becomes of it
//! when the server refuses, hangs or is not there.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
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
#[path = "support/smtp.rs"]
mod smtp;
#[path = "support/staff.rs"]
mod staff;

use std::time::{Duration, Instant};

use zugvogel::app::{Actor, App};
use zugvogel::config::{Config, SmtpSecurity};
use zugvogel::domain::Role;
use zugvogel::error::Error;
use zugvogel::mail::{MailFailure, Mailer};
use zugvogel::storage::office::audit::Entry;

use crate::app::TestApp;
use crate::browser::{Answer, Ask, Browser};
use crate::databases::{TestStores, both};
use crate::smtp::{MailServer, dumb, hanging};
use crate::staff::{PASSWORD, get, signed_in};

const PUBLIC: &str = "https://umfrage.kreis.example";
const OTHER: &str = "vier graue Gänse fliegen";

fn settings(port: u16) -> Config {
    Config {
        smtp_host: "localhost".to_owned(),
        smtp_port: port,
        smtp_security: SmtpSecurity::None,
        mail_from: "Landkreis Ä <umfragen@kreis.example>".to_owned(),
        public_url: PUBLIC.to_owned(),
        ..Config::default()
    }
}

fn mailer(config: &Config, folder: &std::path::Path) -> Mailer {
    Mailer::of(config, folder).unwrap().unwrap()
}

fn plain(port: u16) -> Mailer {
    mailer(&settings(port), std::path::Path::new("."))
}

fn mailing(stores: TestStores, mailer: Mailer) -> TestApp {
    TestApp::with(stores, |app| App { mailer: Some(mailer), ..app })
}

fn post(browser: &mut Browser<'_>, path: &str, fields: &[(&str, &str)]) -> Answer {
    let html = get(browser, "/people").html();
    let forms = html::forms(&html);
    let csrf = forms[0].sent().into_iter().find(|(name, _)| *name == "_csrf").unwrap().1.to_owned();
    let form = [&[("_csrf", csrf.as_str())][..], fields].concat();
    browser.ask(Ask::form(path, &form)).unwrap()
}

fn forgot(app: &TestApp, email: &str) -> Answer {
    Browser::new(app, "de").ask(Ask::form("/login/forgot", &[("email", email)])).unwrap()
}

/// The path of the link in a mail.
fn link(text: &str) -> String {
    let (_, rest) = text.split_once(PUBLIC).unwrap();
    rest.split_whitespace().next().unwrap().to_owned()
}

fn choose(app: &TestApp, link: &str) -> u16 {
    let form = [("password", OTHER), ("again", OTHER)];
    Browser::new(app, "de").ask(Ask::form(link, &form)).unwrap().status
}

fn signs_in(app: &TestApp, email: &str, password: &str) -> bool {
    let form = [("email", email), ("password", password)];
    Browser::new(app, "de").ask(Ask::form("/login", &form)).unwrap().status == 303
}

fn audited(app: &App, action: &str) -> usize {
    let mut told = 0;
    let trail = app.office().read_trail(&Actor::Operator, &mut |entry: &Entry| {
        told += usize::from(entry.action == action);
        Ok::<_, Error>(())
    });
    trail.unwrap();
    told
}

/// Waits for what is done in the background.
fn until(what: impl Fn() -> bool) {
    let begun = Instant::now();
    while !what() {
        assert!(begun.elapsed() < Duration::from_secs(30), "it does not come");
        std::thread::sleep(Duration::from_millis(20));
    }
}

both! {
    fn who_is_invited_or_reset_gets_the_link_by_mail(stores) {
        let Some(server) = MailServer::start("plain") else { return };
        let app = mailing(stores, plain(server.port));
        let mut admin = signed_in(&app, "admin", Role::Admin, "de");
        let form = [("email", "Anna@Kreis.Example"), ("role-designer", "on")];
        let answer = post(&mut admin, "/people/invite", &form);
        assert_eq!(answer.status, 200);
        assert!(answer.text().contains("anna@kreis.example abgeschickt"), "{}", answer.text());
        assert!(!answer.html().contains("set-password"), "the link is hers alone");
        let mail = server.next();
        assert_eq!(mail["to"], serde_json::json!(["anna@kreis.example"]));
        assert_eq!(mail["from"], "Landkreis Ä <umfragen@kreis.example>");
        assert_eq!(mail["auto-submitted"], "auto-generated");
        let text = mail["text"].as_str().unwrap();
        assert!(text.contains("Sie sind eingeladen") && text.contains("You are invited"), "{text}");
        assert!(!text.contains('\u{2068}'), "{text}");
        assert_eq!(choose(&app, &link(text)), 303);
        assert!(signs_in(&app, "anna@kreis.example", OTHER));

        let id = app.app.accounts().person_called(&Actor::Operator, "anna@kreis.example", None).unwrap().unwrap().id;
        let answer = post(&mut admin, &format!("/people/{id}/reset"), &[]);
        assert!(answer.text().contains("abgeschickt"), "{}", answer.text());
        let text = server.next()["text"].as_str().unwrap().to_owned();
        assert!(text.contains("zurückgesetzt"), "{text}");
        assert!(!signs_in(&app, "anna@kreis.example", OTHER));
        assert_eq!(choose(&app, &link(&text)), 303);
    }

    fn who_forgot_her_password_asks_for_a_link(stores) {
        let Some(server) = MailServer::start("plain") else { return };
        let app = mailing(stores, plain(server.port));
        signed_in(&app, "anna", Role::Field, "de");
        let page = Browser::new(&app, "de").ask(Ask::get("/login")).unwrap();
        assert!(page.html().contains("href=\"/login/forgot\""));
        let page = Browser::new(&app, "de").ask(Ask::get("/login/forgot")).unwrap();
        assert_eq!(page.status, 200);
        // Nobody learns who has an account.
        let [known, unknown] = ["anna@county.example", "nobody@county.example"].map(|email| forgot(&app, email));
        assert_eq!((known.status, known.text()), (unknown.status, unknown.text().replace("nobody@", "anna@")));
        assert!(known.status == 200 && known.text().contains("Wenn es ein Konto"), "{}", known.text());
        let mail = server.next();
        assert_eq!(mail["to"], serde_json::json!(["anna@county.example"]));
        let text = mail["text"].as_str().unwrap().to_owned();
        assert!(text.contains("gilt weiter"), "{text}");
        // The old one holds until another is chosen, and no second mail is sent before that.
        assert!(signs_in(&app, "anna@county.example", PASSWORD));
        forgot(&app, "anna@county.example");
        let invited = [("email", "berta@county.example"), ("role-field", "on")];
        let mut admin = signed_in(&app, "admin", Role::Admin, "de");
        post(&mut admin, "/people/invite", &invited);
        assert_eq!(server.next()["to"], serde_json::json!(["berta@county.example"]));
        // Who has chosen none yet has her invitation, which stays.
        forgot(&app, "berta@county.example");
        assert_eq!(choose(&app, &link(&text)), 303);
        assert!(signs_in(&app, "anna@county.example", OTHER) && !signs_in(&app, "anna@county.example", PASSWORD));
        assert_eq!(choose(&app, &link(&text)), 410);
        forgot(&app, "anna@county.example");
        assert_eq!(server.next()["to"], serde_json::json!(["anna@county.example"]));
        assert_eq!(audited(&app.app, "staff.ask"), 2);
        // What is no address is told at the field, and typed stays.
        let answer = forgot(&app, "anna");
        assert_eq!(answer.status, 422);
        assert!(answer.html().contains("value=\"anna\"") && answer.html().contains("href=\"#email\""));
        // One network does not ask without end.
        let asked = (0..20).map(|number| forgot(&app, &format!("{number}@county.example")).status);
        assert_eq!(asked.last(), Some(429));
    }

    fn what_is_not_sent_is_told_and_shown(stores) {
        let refusing = dumb(b"220 x\r\n", b"554 5.7.1 no anna@kreis.example\r\n");
        let app = mailing(stores, plain(refusing));
        let mut admin = signed_in(&app, "admin", Role::Admin, "de");
        let form = [("email", "anna@kreis.example"), ("role-designer", "on")];
        let answer = post(&mut admin, "/people/invite", &form);
        assert!(answer.text().contains("nicht angenommen (Antwort 554)"), "{}", answer.text());
        // At the public address, whoever asked.
        let html = answer.html();
        assert!(html.contains(&format!("{PUBLIC}/set-password/")), "{html}");
        let email = "anna@kreis.example";
        assert_eq!(choose(&app, &link(&html.replace('<', " "))), 303);
        // Who asks herself can ask again, and administrators see that it failed.
        forgot(&app, email);
        until(|| audited(&app.app, "mail.fail") == 1);
        forgot(&app, email);
        until(|| audited(&app.app, "mail.fail") == 2);
        assert!(get(&mut admin, "/audit").text().contains("Mail nicht"), "{}", get(&mut admin, "/audit").text());
    }

    /// As before, and there is no page that would promise a mail.
    fn where_no_mail_is_sent_links_are_shown(stores) {
        let app = TestApp::new(stores);
        assert!(!Browser::new(&app, "de").ask(Ask::get("/login")).unwrap().html().contains("forgot"));
        for answer in [Browser::new(&app, "de").ask(Ask::get("/login/forgot")).unwrap(), forgot(&app, "a@b.example")] {
            assert!(answer.status == 200 && answer.text().contains("Administration"), "{}", answer.text());
        }
        let mut admin = signed_in(&app, "admin", Role::Admin, "de");
        let form = [("email", "anna@kreis.example"), ("role-designer", "on")];
        assert!(post(&mut admin, "/people/invite", &form).html().contains("/set-password/"));
    }
}

#[test]
fn it_goes_over_tls_with_a_password() {
    for (security, setting) in [("starttls", SmtpSecurity::Starttls), ("tls", SmtpSecurity::Tls)] {
        let Some(server) = MailServer::start(security) else { return };
        let folder = server.folder.path();
        std::fs::write(folder.join("password"), "geheim & sicher\n").unwrap();
        let config = Config {
            smtp_security: setting,
            smtp_user: "office".to_owned(),
            smtp_password_file: "password".to_owned(),
            smtp_ca_file: "ca.pem".to_owned(),
            ..settings(server.port)
        };
        let mailer = mailer(&config, folder);
        assert!(!format!("{mailer:?}{config:?}").contains("geheim"));
        mailer.send("anna@kreis.example", "Grüße", "Ä\n.\nEnde\n").unwrap();
        let mail = server.next();
        assert_eq!((&mail["tls"], &mail["user"]), (&true.into(), &"office".into()), "{mail}");
        assert_eq!(
            (&mail["subject"], &mail["text"]),
            (&"Grüße".into(), &"Ä\r\n.\r\nEnde\r\n".into())
        );

        // A certificate of a stranger, a wrong password, no TLS where it is demanded.
        let stranger = Config { smtp_ca_file: String::new(), ..config.clone() };
        let sent = self::mailer(&stranger, folder).send("anna@kreis.example", "x", "x");
        assert_eq!(sent, Err(MailFailure::Unreachable));
        std::fs::write(folder.join("password"), "falsch").unwrap();
        let sent = self::mailer(&config, folder).send("anna@kreis.example", "x", "x");
        assert_eq!(sent, Err(MailFailure::Refused(535)));
        let Some(open) = MailServer::start("plain") else { return };
        let plain = Config { smtp_port: open.port, ..config };
        let sent = self::mailer(&plain, folder).send("anna@kreis.example", "x", "x");
        assert_eq!(sent, Err(MailFailure::Unreachable));
    }
}

#[test]
fn a_server_that_hangs_or_is_gone_is_not_waited_for_long() {
    let begun = Instant::now();
    let sent = plain(hanging()).send("anna@kreis.example", "x", "x");
    assert!(matches!(sent, Err(MailFailure::Slow | MailFailure::Unreachable)), "{sent:?}");
    assert!(begun.elapsed() < Duration::from_secs(25), "{:?}", begun.elapsed());
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    assert_eq!(plain(free).send("anna@kreis.example", "x", "x"), Err(MailFailure::Unreachable));
    assert_eq!(plain(free).send("anna@kreis\nBcc: x", "x", "x"), Err(MailFailure::Unwritable));
    // A hundred at once hold no more than a few of us.
    let (mailer, begun) = (plain(hanging()), Instant::now());
    let sent: Vec<_> = std::thread::scope(|scope| {
        let all: Vec<_> =
            (0..40).map(|_| scope.spawn(|| mailer.send("anna@kreis.example", "x", "x"))).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert!(sent.iter().filter(|sent| **sent == Err(MailFailure::Busy)).count() >= 30);
    assert!(begun.elapsed() < Duration::from_secs(25));
}

/// What is refused for the moment is tried once more.
#[test]
fn what_passes_is_tried_again() {
    let Some(server) = MailServer::start("busy") else { return };
    plain(server.port).send("anna@kreis.example", "x", "x").unwrap();
    assert_eq!(server.next()["to"], serde_json::json!(["anna@kreis.example"]));
}

#[test]
fn settings_that_cannot_be_are_refused() {
    let refused =
        |config: Config| Mailer::of(&config, std::path::Path::new(".")).unwrap_err().to_string();
    assert!(
        refused(Config { mail_from: "Landkreis".to_owned(), ..settings(25) }).contains("mail_from")
    );
    let clear = Config { smtp_user: "office".to_owned(), ..settings(25) };
    assert!(refused(clear.clone()).contains("in the clear"));
    let gone =
        Config { smtp_security: SmtpSecurity::Tls, smtp_password_file: "gone".to_owned(), ..clear };
    assert!(refused(gone).contains("smtp_password_file"));
    assert!(Mailer::of(&Config::default(), std::path::Path::new(".")).unwrap().is_none());
}
