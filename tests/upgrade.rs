//! Stores that an older program left behind are brought up to date by today's, and nothing is lost:
//! responses are exported as they were, drafts and codes open, the audit chain holds. Every
//! migration passes through here; `tests/fixtures/38677b4/README.md` says what is in the fixture.
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
#[expect(dead_code, unused_macros, unused_imports, reason = "other tests use the rest")]
mod databases;
#[path = "support/html.rs"]
mod html;
#[path = "support/program.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod program;
#[path = "support/resident.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod resident;

use std::collections::BTreeMap;
use std::fs::Permissions;
use std::io::{Cursor, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::sql_types::Integer;
use diesel::{Connection, PgConnection, RunQueryDsl};
use serde_json::Value;
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use zugvogel::app::Actor;
use zugvogel::error::Error;
use zugvogel::seal::Secret;
use zugvogel::storage::office::audit::verify_trail;
use zugvogel::storage::{Conn, StorageError};

use crate::app::TestApp;
use crate::browser::{Ask, Browser};
use crate::databases::{Databases, Kind, databases, opened};
use crate::program::{Ran, program};

const SQLITE: &[u8] = include_bytes!("fixtures/38677b4/sqlite.zip");
const POSTGRES: &[u8] = include_bytes!("fixtures/38677b4/postgres.zip");
/// When the fixture was made: drafts are deleted after some weeks.
const THEN: &str = "2026-11-28T18:30:00Z";

/// What the old program left, where today's program finds it.
struct Left {
    folder: TempDir,
    databases: Databases,
    facts: Value,
}

impl Left {
    fn unpacked(kind: Kind) -> Option<Self> {
        let databases = databases(kind)?;
        let folder = tempfile::tempdir().unwrap();
        let bytes = if kind == Kind::Sqlite { SQLITE } else { POSTGRES };
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut facts = Value::Null;
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).unwrap();
            let name = file.name().unwrap().into_owned();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            let urls = &databases.urls;
            let url = match name.split('.').next() {
                Some("facts") => {
                    facts = serde_json::from_slice(&bytes).unwrap();
                    continue;
                }
                Some("office") => &urls.office,
                Some("collect") => &urls.collect,
                Some("results") => &urls.results,
                _ => {
                    let path = folder.path().join(&name);
                    std::fs::write(&path, bytes).unwrap();
                    std::fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
                    continue;
                }
            };
            match url.strip_prefix("sqlite:") {
                // The store, or its log beside it.
                Some(path) => {
                    std::fs::write(Path::new(path).with_file_name(&name), bytes).unwrap();
                }
                None => {
                    let mut conn = PgConnection::establish(url).unwrap();
                    conn.batch_execute(std::str::from_utf8(&bytes).unwrap()).unwrap();
                }
            }
        }
        Some(Self { folder, databases, facts })
    }

    /// Runs today's program on it; a command must go well.
    #[track_caller]
    fn run(&self, arguments: &[&str]) -> Ran {
        let urls = &self.databases.urls;
        let mut command = program(arguments);
        command.args(["--data", self.folder.path().to_str().unwrap()]);
        command.env("ZUGVOGEL_OFFICE_URL", &urls.office);
        command.env("ZUGVOGEL_COLLECT_URL", &urls.collect);
        command.env("ZUGVOGEL_RESULTS_URL", &urls.results);
        let ran = Ran::from(command.output().unwrap());
        assert_eq!(ran.status, 0, "{arguments:?}: {ran:?}");
        ran
    }
}

/// `reasons.csv` without its last column, which came since.
fn as_before(text: &str) -> String {
    let without = |line: &str| {
        let (rest, value) = line.rsplit_once(',').unwrap();
        assert!(!value.contains('"'), "{line}");
        format!("{rest}\r\n")
    };
    text.split_inclusive("\r\n").map(without).collect()
}

/// A file as a manifest describes it.
fn described(name: &str, text: &str) -> Value {
    let rows = text.lines().count() - 1;
    let hash = hex::encode(Sha256::digest(text));
    serde_json::json!({ "name": name, "rows": rows, "bytes": text.len(), "sha256": hash })
}

fn today_goes_on_where_the_old_program_stopped(kind: Kind) {
    let Some(left) = Left::unpacked(kind) else { return };
    left.run(&["migrate"]);
    assert_eq!(left.run(&["migrate"]).out, "the stores are up to date\n");

    // Every file of data of every export, byte for byte, but for the column that came since.
    for survey in ["wesermarsch", "door", "files"] {
        let out = left.folder.path().join(survey);
        left.run(&["export", survey, "--out", out.to_str().unwrap()]);
        let manifest = std::fs::read(out.join("manifest.json")).unwrap();
        let manifest: Value = serde_json::from_slice(&manifest).unwrap();
        let by_name = |files: &Value| -> BTreeMap<String, Value> {
            let files = files.as_array().unwrap().iter();
            files.map(|file| (file["name"].as_str().unwrap().to_owned(), file.clone())).collect()
        };
        let mut now = by_name(&manifest["files"]);
        let text = String::from_utf8(std::fs::read(out.join("reasons.csv")).unwrap()).unwrap();
        now.insert("reasons.csv".to_owned(), described("reasons.csv", &as_before(&text)));
        // The codebook says more than it did, of the same variables and one column of reasons.
        let mut before = by_name(&left.facts[survey]);
        let rows = |files: &mut BTreeMap<String, Value>| {
            files.remove("codebook.csv").unwrap()["rows"].as_u64().unwrap()
        };
        assert_eq!(rows(&mut now), rows(&mut before) + 1, "{survey}");
        assert_eq!(now, before, "{survey}");
    }

    let secret = Secret::load(&left.folder.path().join("secret.key")).unwrap();
    let app = TestApp::of_directory(opened(left.databases), secret, THEN);
    let facts = Facts(&left.facts);

    // A draft opens where she stopped, by its code and by its cookie, with what was answered.
    let mut halfway = app.resident_with("letters", facts.at("/codes/0"));
    halfway.is_on("zeiten").open("/p/zweck").shows("minutes", "45");
    let mut by_cookie = Browser::new(&app, "de");
    let token = facts.at("/draft_of_letters").to_owned();
    by_cookie.cookies.insert("zv_draft_letters".to_owned(), token);
    assert!(by_cookie.ask(Ask::get("/s/letters/p/zweck")).unwrap().html().contains("\"45\""));
    halfway.open("/p/zeiten").answer(&[("wish", "Mehr Licht.")]).is_on("review").press();
    halfway.is_on("done");

    // A code that was used is still used, one that was not still opens the first page.
    let mut used = app.resident_with("letters", facts.at("/codes/1"));
    used.has_status(409).sees("Mit diesem Code wurde schon geantwortet");
    app.resident_with("letters", facts.at("/codes/2")).is_on("besuch");

    // What waited is mixed; a withdrawal code of then withdraws.
    assert_eq!(app.responses("door").len(), 35);
    let wishes = |app: &TestApp| {
        let mut wishes: Vec<String> =
            app.responses("letters").iter().map(|row| row.answers["wish"].clone()).collect();
        wishes.sort_unstable();
        wishes
    };
    assert_eq!(wishes(&app), ["Mehr Licht.", "Sonntags öffnen, bitte."]);
    used.open("/withdraw").answer(&[("code", facts.at("/withdrawal"))]).is_on("withdrawn");
    assert_eq!(wishes(&app), ["Mehr Licht."]);

    // Staff of then belong to the organisation that they belonged to, with the roles that they had.
    let people = app.app.accounts().people(&Actor::Operator).unwrap();
    let people: Vec<(&str, &str, &str, &str)> = people
        .iter()
        .map(|it| (&*it.email, it.organisation.as_str(), it.roles.as_str(), it.state.as_str()))
        .collect();
    let expected = [
        ("analyse@wesermarsch.example", "wesermarsch", "analyst", "active"),
        ("anna@county.example", "wesermarsch", "analyst", "active"),
    ];
    assert_eq!(people, expected);

    // Staff of then sign in, and nobody can have touched the trail.
    for (email, password) in [
        ("anna@county.example", "Sturmflut-1962-Wangerooge"),
        ("analyse@wesermarsch.example", facts.at("/demo_password")),
    ] {
        let form = Ask::form("/login", &[("email", email), ("password", password)]);
        assert_eq!(Browser::new(&app, "de").ask(form).unwrap().status, 303, "{email}");
    }
    let broken = app.app.stores.office.read_now(|conn| Ok::<_, Error>(verify_trail(conn)?.broken));
    assert_eq!(broken.unwrap(), None);

    // What is deleted can be given back to the disk in steps.
    let mode = app.app.stores.collect.read_now(|conn| {
        let Conn::Sqlite(c) = conn else { return Ok(2) };
        Ok::<i32, StorageError>(diesel::dsl::sql::<Integer>("PRAGMA auto_vacuum").get_result(c)?)
    });
    assert_eq!(mode.unwrap(), 2);
}

/// What the old program noted.
struct Facts<'f>(&'f Value);

impl Facts<'_> {
    #[track_caller]
    fn at(&self, pointer: &str) -> &str {
        self.0.pointer(pointer).and_then(Value::as_str).unwrap()
    }
}

#[test]
fn sqlite() {
    today_goes_on_where_the_old_program_stopped(Kind::Sqlite);
}

#[test]
fn postgres() {
    today_goes_on_where_the_old_program_stopped(Kind::Postgres);
}
