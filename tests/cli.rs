//! The command line, as a process: what it prints, how it ends, what it leaves behind.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "clippy takes only functions marked as tests for tests"
)]

#[path = "cli/beside.rs"]
mod beside;
#[path = "support/browser.rs"]
mod browser;
#[path = "cli/documents.rs"]
mod documents;
#[path = "support/html.rs"]
mod html;
#[path = "cli/look.rs"]
mod look;
#[path = "support/program.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod program;
#[path = "support/resident.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod resident;
#[path = "support/smtp.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod smtp;
#[path = "cli/surveys.rs"]
mod surveys;
use surveys::audited;
#[path = "cli/told.rs"]
mod told;
#[path = "cli/translations.rs"]
mod translations;
#[path = "cli/users.rs"]
mod users;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, SystemTime};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use tempfile::TempDir;

use crate::browser::{Ask, Door};
use crate::program::{Ran, Server, program};

fn questionnaires() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires")
}

fn run(arguments: &[&str]) -> Ran {
    program(arguments).output().unwrap().into()
}

/// Runs a command that must go well.
#[track_caller]
fn fine(arguments: &[&str]) -> Ran {
    let ran = run(arguments);
    assert_eq!(ran.status, 0, "{arguments:?}: {ran:?}");
    ran
}

/// Runs a command that must be refused, with these words on standard error and no panic.
#[track_caller]
fn refused(arguments: &[&str], words: &[&str]) {
    let ran = run(arguments);
    assert_eq!(ran.status, 1, "{arguments:?}: {ran:?}");
    for word in words {
        assert!(ran.err.contains(word), "{arguments:?} should say {word}: {ran:?}");
    }
    assert!(!ran.err.contains("panicked"), "{ran:?}");
}

/// A data directory with nothing in it yet.
fn data() -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data").to_str().unwrap().to_owned();
    (folder, path)
}

fn files(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    std::fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn both_questionnaires_check_clean() {
    let file = |name: &str| questionnaires().join(name).to_str().unwrap().to_owned();
    let (large, small) = (file("wesermarsch.json"), file("feedback.json"));
    let ran = fine(&["check", &large, &small]);
    let told = |file: &str, line: &str| ran.out.contains(&format!("{file}: {line}"));
    for file in [&large, &small] {
        assert!(told(file, "no problems\n"), "{ran:?}");
        // How long answering takes stands beside what the first page promises.
        assert!(told(file, "takes about "), "{ran:?}");
    }
    assert_eq!(ran.out.matches("the first page ").count(), 2, "{ran:?}");
}

/// The words and the JSON say the same, and a broken file is told its problems.
#[test]
fn what_changed_is_told_in_words_and_as_json() {
    let old = questionnaires().join("feedback.json");
    let source = std::fs::read_to_string(&old).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let new = folder.path().join("new.json");
    let (old, path) = (old.to_str().unwrap(), new.to_str().unwrap());
    std::fs::write(&new, source.replacen("\"every week\"", "\"weekly\"", 1)).unwrap();
    let ran = fine(&["diff", old, path]);
    assert!(ran.out.contains(": translation only (1 translation only)\n"), "{}", ran.out);
    assert!(ran.out.contains("label (en) reworded: “every week” → “weekly”"), "{}", ran.out);

    std::fs::write(&new, source.replacen("${often} != 4", "${often} != 3", 1)).unwrap();
    let ran = fine(&["diff", old, path, "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(document["verdict"], "structural");
    assert_eq!(document["old"]["name"], "feedback");
    let changes = document["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 1, "{changes:?}");
    for (key, value) in [
        ("subject", "page"),
        ("name", "zweck"),
        ("change", "route"),
        ("field", "relevant"),
        ("was", "${often} != 4"),
        ("now", "${often} != 3"),
        ("weight", "structural"),
    ] {
        assert_eq!(changes[0][key], value, "{key}");
    }
    assert!(fine(&["diff", old, old]).out.ends_with(": identical\n"));
    std::fs::write(&new, source.replacen("${often} != 4", "${oftn} != 3", 1)).unwrap();
    refused(&["diff", old, path], &["cannot be served", "${oftn}"]);
}

/// Every problem at once, each with its place and, where there is one, a hint.
#[test]
fn a_broken_questionnaire_is_told_all_its_problems() {
    let source = std::fs::read_to_string(questionnaires().join("feedback.json")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("broken.json");
    let path = file.to_str().unwrap();
    for (from, to, words) in [
        ("${often} != 4", "${oftn} != 4", &["/pages/1", "${oftn}", "${often}"][..]),
        ("${often} != 4", "${often} != ", &["/pages/1/relevant", "a value is expected"]),
        ("${often} != 4", "${minutes} > 4", &["cycle"]),
        ("${often} != 4", "nosuch(${often})", &["nosuch"]),
        ("\"choices\": \"often\"", "\"choices\": \"oftn\"", &["oftn", "often"]),
        ("\"kind\": \"integer\"", "\"kind\": \"intger\"", &["intger", "integer"]),
        ("\"name\": \"minutes\"", "\"name\": \"often\"", &["often"]),
        ("\"languages\":", "\"langages\":", &["langages", "languages"]),
        (
            "{",
            "{{",
            &[": line 1, column 2: error: this is no JSON: a name in double quotes is expected"],
        ),
    ] {
        assert!(source.contains(from), "{from}");
        std::fs::write(&file, source.replacen(from, to, 1)).unwrap();
        let ran = run(&["check", path]);
        assert_eq!(ran.status, 1, "{to}: {ran:?}");
        for word in words {
            assert!(ran.out.contains(word), "{to} should say {word}: {}", ran.out);
        }
        // What is broken is never served.
        let (_folder, data) = data();
        fine(&["migrate", "--data", &data]);
        let create = ["survey", "create", "--questionnaire", path, "--slug", "x", "--data", &data];
        refused(&create, &["cannot be served"]);
    }
    let both = source.replacen("${often} != 4", "${oftn} != 4", 1);
    std::fs::write(&file, both.replacen("\"choices\": \"suits\"", "\"choices\": \"suit\"", 1))
        .unwrap();
    let ran = run(&["check", path]);
    assert!(
        ran.out.contains("2 errors") && ran.out.contains("${oftn}") && ran.out.contains("suit")
    );
    // What is only missing is a warning: the fallback language stands in.
    std::fs::write(&file, source.replacen(", \"en\": \"every week\"", "", 1)).unwrap();
    let ran = fine(&["check", path]);
    for word in ["/lists/often/0/label", "`en`", "0 errors, 1 warning\n"] {
        assert!(ran.out.contains(word), "{ran:?}");
    }
    std::fs::write(&file, b"\xff\xfe\x00").unwrap();
    assert_eq!(run(&["check", path]).status, 1);
    assert_eq!(run(&["check", folder.path().join("nothing.json").to_str().unwrap()]).status, 1);
}

/// Simulated data are the same for the same seed, byte for byte, whatever the directory.
#[test]
fn the_demo_is_made_once_and_the_same_for_the_same_seed() {
    let (_one, one) = data();
    let (_other, other) = data();
    let demo = |data: &str, seed: &str| {
        fine(&["demo", "--data", data, "--responses", "20", "--seed", seed, "--no-serve"])
    };
    assert!(demo(&one, "1").err.contains("20 responses"));
    demo(&other, "1");
    for preset in ["machine", "excel-de"] {
        let export = |data: &str| {
            let out = format!("{data}-{preset}");
            let arguments = ["export", "wesermarsch", "--data", data, "--format", "csv"];
            let ran = fine(&[&arguments[..], &["--preset", preset, "--out", &out]].concat());
            assert!(ran.err.contains("responses.csv 20 rows"), "{ran:?}");
            for private in [out.clone(), format!("{out}/responses.csv")] {
                let mode = std::fs::metadata(&private).unwrap().permissions().mode();
                assert_eq!(mode & 0o077, 0, "{private}: nobody else may read answers");
            }
            files(Path::new(&out))
        };
        let exported = export(&one);
        let mut names: Vec<&str> = exported.keys().map(String::as_str).collect();
        names.sort_unstable();
        let expect = [
            "codebook.csv",
            "image.csv",
            "manifest.json",
            "reasons.csv",
            "repeats.csv",
            "responses.csv",
        ];
        assert_eq!(names, [&expect[..], &["transparency.csv"]].concat());
        assert!(exported == export(&other), "{preset} differs between two directories");
        if preset == "machine" {
            // A second run keeps what is there, also with another seed.
            let ran = demo(&one, "2");
            assert!(!ran.err.contains("making"), "{ran:?}");
            assert!(exported == export(&one), "the second run changed the data");
        }
    }
    let password = std::fs::read_to_string(Path::new(&one).join("demo-password.txt")).unwrap();
    assert!(password.trim().len() >= 20, "{password}");
}

#[test]
fn an_empty_demo_can_be_filled_and_mixed() {
    let (_folder, data) = data();
    fine(&["demo", "--data", &data, "--responses", "0", "--no-serve"]);
    let out = format!("{data}-out");
    let export = ["export", "wesermarsch", "--data", &data, "--out", &out];
    assert!(fine(&export).err.contains("responses.csv 0 rows"));
    let simulate = ["simulate", "wesermarsch", "--responses", "5", "--seed", "3", "--data", &data];
    let ran = fine(&simulate);
    assert!(ran.err.contains("  5 responses, "), "{ran:?}");
    assert!(ran.err.contains("5 responses wait for the mix, which moves 20 or more"), "{ran:?}");
    let ran = fine(&simulate);
    assert!(ran.err.contains("  0 responses, 0 break-offs"), "{ran:?}");
    assert!(ran.err.contains("5 responses of seed 3 were there already"), "{ran:?}");
    let ran = fine(&["mix", "wesermarsch", "--data", &data]);
    assert_eq!(ran.out, "moved 0 responses, 5 are waiting\n", "too few to hide anybody in");
    let ran = fine(&["mix", "wesermarsch", "--force", "--data", &data]);
    assert!(
        ran.err.contains("warning: 5 responses were moved with less company than the 20"),
        "{ran:?}"
    );
    // When nothing is left, nothing is forced.
    fine(&["mix", "wesermarsch", "--force", "--data", &data]);
    assert!(fine(&export).err.contains("responses.csv 5 rows"));
    let trail = [
        ("survey.export", 2),
        ("survey.mix.force", 1),
        ("survey.publish", 1),
        ("survey.simulate", 3),
    ];
    for (action, times) in trail {
        assert_eq!(audited(&data, action), times, "{action}");
    }
    refused(&["simulate", "nowhere", "--responses", "1", "--data", &data], &["`nowhere`"]);
    refused(&["mix", "nowhere", "--data", &data], &["`nowhere`"]);
    refused(&["export", "nowhere", "--data", &data, "--out", &out], &["`nowhere`"]);
}

/// A directory named like the built-in questionnaire is not taken for a questionnaire.
#[test]
fn the_demo_can_be_made_in_a_directory_of_its_name() {
    let (folder, _) = data();
    let demo = ["demo", "--data", "wesermarsch", "--responses", "0", "--no-serve"];
    let ran = Ran::from(program(&demo).current_dir(&folder).output().unwrap());
    assert_eq!(ran.status, 0, "{ran:?}");
    let create = ["survey", "create", "--questionnaire", "wesermarsch", "--slug", "other"];
    let create = [&create[..], &["--data", "wesermarsch"]].concat();
    let ran = Ran::from(program(&create).current_dir(&folder).output().unwrap());
    assert_eq!(ran.status, 0, "{ran:?}");
}

/// The mark that a demo leaves before it fills its directory.
fn be_a_demo(data: &str) {
    std::fs::write(Path::new(data).join("demo-data.txt"), "invented").unwrap();
}

/// Invented responses among those of people could never be told apart again.
#[test]
fn nothing_is_simulated_among_the_answers_of_people() {
    let (_folder, data) = data();
    fine(&["migrate", "--data", &data]);
    let create = ["survey", "create", "--questionnaire", "feedback", "--data", &data, "--slug"];
    fine(&[&create[..], &["field"]].concat());
    fine(&[&create[..], &["over", "--opens", "2020-01-01", "--closes", "2020-01-31"]].concat());
    for survey in ["field", "over"] {
        let simulate = ["simulate", survey, "--responses", "40", "--data", &data];
        refused(&simulate, &["no demo's directory", "zugvogel demo"]);
        let out = format!("{data}-{survey}");
        let ran = fine(&["export", survey, "--data", &data, "--out", &out]);
        assert!(ran.err.contains("responses.csv 0 rows"), "{ran:?}");
    }
    // A mark tells nothing of stores that are elsewhere, and not of what comes to it later.
    let (_marked, marked) = self::data();
    fine(&["demo", "--data", &marked, "--responses", "0", "--no-serve"]);
    let warned = fine(&[
        "survey",
        "create",
        "--questionnaire",
        "feedback",
        "--data",
        &marked,
        "--slug",
        "f",
    ]);
    assert!(warned.err.contains("a demo's directory"), "{warned:?}");
    let url = |name: &str| format!("{name}_url = \"sqlite:{data}/{name}.db\"\n");
    let secret = format!("secret_file = \"{data}/secret.key\"\n");
    let settings = ["office", "collect", "results"].map(url).concat() + &secret;
    std::fs::write(Path::new(&marked).join("zugvogel.toml"), settings).unwrap();
    let simulate = ["simulate", "field", "--responses", "3", "--data", &marked];
    refused(&simulate, &["are elsewhere"]);
    let (_left, left) = self::data();
    std::fs::create_dir(&left).unwrap();
    be_a_demo(&left);
    let copy = format!("{data}-copy");
    fine(&["backup", "--data", &data, "--out", &copy, "--with-secret"]);
    refused(&["restore", &copy, "--data", &left], &["was a demo's directory"]);
    // Nor does a demo move in.
    let demo = ["demo", "--data", &data, "--responses", "1", "--no-serve"];
    refused(&demo, &["surveys that no demo made", "--data"]);
    assert_eq!(audited(&data, "survey.simulate"), 0);
    // What a demo made says so itself, also one of before there was a mark.
    let (_other, data) = self::data();
    fine(&["demo", "--data", &data, "--responses", "0", "--no-serve"]);
    std::fs::remove_file(Path::new(&data).join("demo-data.txt")).unwrap();
    fine(&["simulate", "wesermarsch", "--responses", "1", "--data", &data]);
}

#[test]
fn an_interrupted_demo_goes_on_or_says_that_it_cannot() {
    let (_folder, data) = data();
    fine(&["migrate", "--data", &data]);
    let create = ["survey", "create", "--questionnaire", "wesermarsch", "--slug", "wesermarsch"];
    fine(&[&create[..], &["--organisation", "wesermarsch", "--data", &data]].concat());
    be_a_demo(&data);
    fine(&["simulate", "wesermarsch", "--responses", "3", "--data", &data]);
    let demo = |responses| ["demo", "--data", &data, "--responses", responses, "--no-serve"];
    refused(&demo("5"), &["incomplete", "delete", &data, "3 of 5 responses"]);
    let password = Path::new(&data).join("demo-password.txt");
    assert!(!password.exists(), "it is not marked as complete");
    fine(&demo("3"));
    std::fs::remove_file(&password).unwrap();
    refused(&demo("3"), &["incomplete", "delete", "there is an account"]);
}

/// A publish that was killed between the stores left the survey in one of them.
#[test]
fn an_interrupted_publish_is_finished_by_the_next() {
    let (_folder, data) = data();
    fine(&["migrate", "--data", &data]);
    let create = |questionnaire: &str, more: &[&str]| -> Ran {
        let own = ["survey", "create", "--questionnaire", questionnaire, "--slug", "feedback"];
        run(&[&own[..], &["--data", &data], more].concat())
    };
    // It went no further than to the other store.
    let (collect, before) = (format!("{data}/collect.db"), format!("{data}/before"));
    for end in ["", "-wal"] {
        if std::fs::exists(format!("{collect}{end}")).unwrap() {
            std::fs::copy(format!("{collect}{end}"), format!("{before}{end}")).unwrap();
        }
    }
    assert_eq!(create("feedback", &[]).status, 0);
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{collect}{end}"));
        if std::fs::exists(format!("{before}{end}")).unwrap() {
            std::fs::copy(format!("{before}{end}"), format!("{collect}{end}")).unwrap();
        }
    }
    refused(&["mix", "feedback", "--data", &data], &["`feedback`"]);
    assert_eq!(create("feedback", &[]).status, 0);
    be_a_demo(&data);
    fine(&["simulate", "feedback", "--responses", "20", "--data", &data]);
    let out = format!("{data}-out");
    let ran = fine(&["export", "feedback", "--data", &data, "--out", &out]);
    assert!(ran.err.contains("responses.csv 20 rows"), "{ran:?}");
    assert_eq!(audited(&data, "survey.publish"), 1, "nothing new was published");
    for (questionnaire, more) in [
        ("wesermarsch", &[][..]),
        ("feedback", &["--organisation", "elsewhere"]),
        ("feedback", &["--closes", "2026-12-31"]),
        ("feedback", &["--batch", "30"]),
    ] {
        let ran = create(questionnaire, more);
        assert_eq!(ran.status, 1, "{questionnaire} {more:?}: {ran:?}");
        assert!(
            ran.err.contains("`feedback`") && ran.err.contains("choose another name"),
            "{ran:?}"
        );
    }
}

#[test]
fn surveys_and_accounts_are_made_once() {
    let (_folder, data) = data();
    fine(&["migrate", "--data", &data]);
    let create = |slug: &str, more: &[&str]| {
        let own = ["survey", "create", "--questionnaire", "feedback", "--slug", slug, "--data"];
        [&own[..], &[&data], more].concat().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let as_refs = |arguments: &[String]| arguments.iter().map(String::clone).collect::<Vec<_>>();
    let feedback = as_refs(&create("feedback", &[]));
    let feedback: Vec<&str> = feedback.iter().map(String::as_str).collect();
    assert_eq!(fine(&feedback).out, "the survey is served at /s/feedback\n");
    assert_eq!(fine(&feedback).out, "the survey is served at /s/feedback\n", "as it is already");
    let form = Path::new(&data).with_file_name("form.md");
    let rows = "| survey |\n| | type | name | label::English (en) | label::Kiswahili (sw) |\n\
         | | select_one_from_file a.csv | a | A | B |\n";
    std::fs::write(&form, rows).unwrap();
    let form = form.to_str().unwrap();
    let told = run(&["check", form]).out;
    assert!(told.contains("buttons and messages are not in `sw`"), "{told}");
    let own = ["survey", "create", "--questionnaire", form, "--slug", "form", "--data", &data];
    refused(&own, &["`a.csv`: there is no such file"]);
    for (slug, date, expected) in [
        (
            "past",
            ["--closes", "2024-01-31"],
            "the survey has ended (2024-01-31); /s/past says so\n",
        ),
        (
            "later",
            ["--opens", "2199-01-01"],
            "the survey will be served at /s/later from 2199-01-01 on\n",
        ),
    ] {
        let dated = create(slug, &date);
        let dated: Vec<&str> = dated.iter().map(String::as_str).collect();
        assert_eq!(fine(&dated).out, expected);
    }
    for slug in ["Groß", "a/b", "", "-x", "a b"] {
        let bad = create(slug, &[]);
        let bad: Vec<&str> = bad.iter().map(String::as_str).collect();
        let ran = run(&bad);
        assert_ne!(ran.status, 0, "{slug:?}");
        assert!(ran.err.contains("a–z") || ran.status == 2, "{slug:?}: {ran:?}");
    }
    let empty = create("x", &["--batch", "0"]);
    refused(&empty.iter().map(String::as_str).collect::<Vec<_>>(), &["--batch"]);
    let never = create("x", &["--opens", "2026-07-02", "--closes", "2026-07-01"]);
    refused(&never.iter().map(String::as_str).collect::<Vec<_>>(), &["--opens", "--closes"]);
    let small =
        create("small", &["--batch", "19", "--opens", "2026-07-01", "--closes", "2026-07-01"]);
    let ran = fine(&small.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(ran.err.contains("--batch 19") && ran.err.contains("promise"), "{ran:?}");
    let usual = create("usual", &["--batch", "20"]);
    let ran = fine(&usual.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(!ran.err.contains("--batch"), "{ran:?}");

    let add = |email: &str, password: &str| -> Ran {
        let arguments = ["user", "add", email, "--password-stdin", "--data", &data];
        let mut process = program(&arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        process.stdin.take().unwrap().write_all(password.as_bytes()).unwrap();
        process.wait_with_output().unwrap().into()
    };
    let ran = add("anna@county.example", "Sturmflut-1962-Wangerooge\n");
    assert_eq!((ran.status, ran.out.as_str()), (0, "added anna@county.example\n"));
    assert!(!ran.err.contains("Sturmflut"), "{ran:?}");
    let ran = add("ANNA@county.example", "Sturmflut-1962-Wangerooge\n");
    assert!(ran.status == 1 && ran.err.contains("already"), "{ran:?}");
    let ran = add("otto@county.example", "kurz\n");
    assert!(ran.status == 1 && ran.err.contains("12 to 128"), "{ran:?}");
    let ran = add("otto", "Sturmflut-1962-Wangerooge\n");
    assert!(ran.status == 1 && ran.err.contains("`otto`"), "{ran:?}");
    let ran = fine(&["user", "add", "otto@county.example", "--role", "admin", "--data", &data]);
    let link = ran.out.trim().rsplit('\n').next().unwrap();
    assert!(
        link.contains("/set-password/") && ran.out.starts_with("added otto@county.example"),
        "{ran:?}"
    );
}

/// Codes for letters go into a file that nobody else can read, and open the survey at once.
#[test]
fn codes_are_drawn_into_a_private_file_and_open_the_survey() {
    let (folder, data) = data();
    fine(&["migrate", "--data", &data]);
    let create = |slug: &str, mode: &str, more: &[&str]| {
        let own = ["survey", "create", "--questionnaire", "feedback", "--data", &data];
        run(&[&own[..], &["--slug", slug, "--mode", mode], more].concat())
    };
    let made = create("brief", "anonymous", &["--prize-draw", "--open-door"]);
    assert!(made.status == 0 && made.err.contains("zugvogel codes brief"), "{made:?}");
    assert_eq!(create("brief", "open", &[]).status, 1, "a promise cannot be changed");
    assert_eq!(create("brief", "anonymous", &[]).status, 1, "nor what is offered");
    assert_eq!(create("offen", "open", &["--open-door"]).status, 1);
    assert_eq!(create("offen", "open", &[]).status, 0);
    // What the texts promise must be so, or somebody must say that she knows.
    let linked = create("welle", "confidential", &[]);
    assert_eq!(linked.status, 1, "{linked:?}");
    for place in ["/welcome/brief/2 (de): anonym", "{not confidential}", "--yes"] {
        assert!(linked.err.contains(place), "{linked:?}");
    }
    let deletable = create("loeschbar", "open", &["--withdrawal"]);
    assert_eq!(deletable.status, 1, "{deletable:?}");
    assert!(deletable.err.contains("/publisher/privacy (de): Nach dem Absenden"), "{deletable:?}");
    let linked = create("welle", "confidential", &["--yes"]);
    assert!(linked.status == 0 && linked.err.contains("warning: these texts"), "{linked:?}");

    let file = folder.path().join("codes.csv");
    let out = file.to_str().unwrap();
    let draw =
        |survey, count| ["codes", survey, "--count", count, "--out", out, "--yes", "--data", &data];
    for (survey, count, words) in
        [("offen", "5", "open survey"), ("nirgends", "5", "no survey"), ("brief", "0", "--count")]
    {
        refused(&draw(survey, count), &[words]);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left");
    }
    // Letters must not lead to the machine on which they were made.
    let local = ["codes", "brief", "--count", "12", "--out", out, "--data", &data];
    refused(&local, &["http://127.0.0.1:8080", "public_url", "--yes"]);
    let ran = fine(&draw("brief", "12"));
    assert!(ran.out.contains("12 codes"), "{ran:?}");
    refused(&draw("brief", "12"), &["there already"]);
    let mut rows = csv::Reader::from_path(&file).unwrap();
    assert_eq!(rows.headers().unwrap(), vec!["code", "url"]);
    let rows: Vec<(String, String)> = rows.deserialize().map(Result::unwrap).collect();
    let codes: std::collections::BTreeSet<&String> = rows.iter().map(|row| &row.0).collect();
    assert_eq!(codes.len(), 12);
    for (code, url) in &rows {
        let plain = code.replace('-', "");
        assert_eq!(*url, format!("http://127.0.0.1:8080/s/brief#{plain}"));
        assert!(!ran.out.contains(code.as_str()) && !ran.err.contains(code.as_str()));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert_eq!(audited(&data, "codes.draw"), 1);

    let server = Server::start(Path::new(&data), &[]);
    let ask = Ask::form("/s/brief/code", &[("code", &rows[5].0)]);
    let door = server.door();
    let answer = browser::Browser::new(&door, "de").ask(ask).unwrap();
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert_eq!(answer.header("location"), Some("/s/brief/p/besuch"));

    // What somebody writes beside the questionnaire is read, and deleted when it is used.
    let mut anybody = browser::Browser::new(&door, "de");
    // A German spreadsheet splits at semicolons, an English one at commas.
    for text in ["=Seite 2 ist zu klein", "＝1＋1", "Moin;=1+1", "Moin,=1+1"] {
        let report = Ask::form("/s/brief/barrier", &[("barrier", text)]);
        assert_eq!(anybody.ask(report).unwrap().status, 303);
    }
    drop(server);
    fine(&["mix", "brief", "--data", &data]);
    let file = folder.path().join("barriers.csv");
    let out = file.to_str().unwrap();
    let take = ["contacts", "brief", "--purpose", "barrier", "--out", out, "--data", &data];
    let ran = fine(&[&take[..], &["--delete"]].concat());
    assert!(ran.out.contains("4 entries were deleted"), "{ran:?}");
    let written = std::fs::read_to_string(&file).unwrap();
    for row in ["text", "'=Seite 2 ist zu klein", "'＝1＋1", "Moin,=1+1", "Moin;=1+1"] {
        assert!(written.contains(&format!("\"{row}\"\r\n")), "{row}: {written}");
    }
    refused(&take, &["there already"]);
    std::fs::remove_file(&file).unwrap();
    fine(&take);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "\u{feff}\"text\"\r\n");
    assert_eq!((audited(&data, "contacts.read"), audited(&data, "contacts.delete")), (2, 1));
}

/// Whoever changes the audit trail behind the program's back is found out.
#[test]
fn the_audit_trail_is_verified() {
    let (_folder, data) = data();
    fine(&["migrate", "--data", &data]);
    for slug in ["eins", "zwei", "drei"] {
        let own = ["survey", "create", "--questionnaire", "feedback", "--data", &data];
        fine(&[&own[..], &["--slug", slug]].concat());
    }
    let verify = ["audit", "verify", "--data", &data];
    let ran = fine(&verify);
    assert!(ran.out.starts_with("the audit trail holds: 4 entries, the last is "), "{ran:?}");
    let out = format!("{data}-trail.csv");
    let export = ["audit", "export", "--out", &out, "--data", &data];
    assert!(fine(&export).out.starts_with("4 entries are in "));
    let mut trail = csv::Reader::from_path(&out).unwrap();
    let told: Vec<csv::StringRecord> = trail.records().map(Result::unwrap).collect();
    let objects: Vec<&str> = told.iter().map(|entry| &entry[5]).collect();
    assert_eq!(objects, ["default", "eins", "zwei", "drei"]);
    assert_eq!(&told[0][4], "organisation.add");
    assert_eq!((&told[1][3], &told[1][4], &told[1][7]), ("cli", "survey.publish", &told[2][6]));
    refused(&export, &["trail.csv"]);
    let mut office = SqliteConnection::establish(&format!("{data}/office.db")).unwrap();
    let mut change = |sql: &str| diesel::sql_query(sql).execute(&mut office).unwrap();
    // The end shows only against what was noted before.
    let known = [&verify[..], &["--known", &told[3][7]]].concat();
    fine(&known);
    change("CREATE TABLE whole AS SELECT * FROM audit");
    change("DELETE FROM audit WHERE id = 4");
    fine(&verify);
    refused(&known, &["no entry with the hash", "its end was cut"]);
    change("DELETE FROM audit");
    refused(&verify, &["broken at entry 1", "0 entries before it hold"]);
    change("INSERT INTO audit SELECT * FROM whole");
    fine(&known);
    change("UPDATE audit SET object = 'vier' WHERE id = 3");
    refused(&verify, &["broken at entry 3", "2 entries before it hold"]);
    std::fs::remove_file(&out).unwrap();
    refused(&export, &["broken at entry 3"]);
    assert_eq!(csv::Reader::from_path(&out).unwrap().records().count(), 4, "written all the same");
    change("DELETE FROM audit WHERE id = 1");
    refused(&verify, &["broken at entry 2"]);
}

/// What editors do to a file, and what hands mistype.
#[test]
fn small_mistakes_are_told_in_our_own_words() {
    let (folder, data) = data();
    std::fs::create_dir_all(&folder).unwrap();
    let feedback = std::fs::read_to_string(questionnaires().join("feedback.json")).unwrap();
    let write = |name: &str, content: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let marked = write("marked.json", &format!("\u{feff}{feedback}"));
    fine(&["check", &marked]);
    let mut twice: serde_json::Value = serde_json::from_str(&feedback).unwrap();
    let languages = twice["languages"].as_array_mut().unwrap();
    languages.push(languages[0].clone());
    let twice = write("twice.json", &twice.to_string());
    let ran = run(&["check", "--lang", "de", &twice]);
    assert!(ran.status == 1 && ran.out.contains("die Sprache `de` steht schon da"), "{ran:?}");
    let list = write("list.json", "[]");
    assert!(run(&["check", &list]).out.contains("an object `{…}` was expected"));
    let image = write("picture.xls", "not a workbook");
    assert!(!run(&["check", &image]).out.contains("OLE"));
    let out = write("out.xlsx", "");
    let ran = run(&["convert", "--lang", "de", "--force", &list, &out]);
    assert!(ran.err.ends_with("1 Fehler, deshalb wird nichts geschrieben\n"), "{ran:?}");

    fine(&["migrate", "--data", &data]);
    let create = ["survey", "create", "--questionnaire", "feedback", "--slug", "over"];
    let ran = fine(&[&create[..], &["--closes", "2026-07-01", "--data", &data]].concat());
    assert!(ran.err.contains("2026-07-01, has passed"), "{ran:?}");
    let ran = run(&[&create[..], &["--closes", "1.7.2026", "--data", &data]].concat());
    assert!(ran.status == 2 && ran.err.contains("such as 2027-01-31"), "{ran:?}");
    let ran = run(&["count", "over", "often", "oftn", "--data", &data]);
    assert_eq!((ran.status, ran.out.as_str()), (1, ""), "{ran:?}");
    assert!(ran.err.contains("`oftn`"), "{ran:?}");
}

/// A disk that is not mounted is not taken for a new installation, though the secret is there.
#[test]
fn a_secret_without_its_stores_begins_nothing() {
    let (_folder, data) = data();
    fine(&["migrate", "--data", &data]);
    let secret = std::fs::File::options().write(true).open(format!("{data}/secret.key")).unwrap();
    secret.set_modified(SystemTime::now() - Duration::from_secs(3600)).unwrap();
    fine(&["migrate", "--data", &data]);
    for entry in std::fs::read_dir(&data).unwrap() {
        let path = entry.unwrap().path();
        if path.to_str().unwrap().contains(".db") {
            std::fs::remove_file(path).unwrap();
        }
    }
    refused(&["migrate", "--data", &data], &["none of the stores", "mounted", "--new office"]);
    assert_eq!(std::fs::read_dir(&data).unwrap().count(), 1, "nothing was made");
    let new = ["--new", "office", "--new", "collect", "--new", "results"];
    fine(&[&["migrate", "--data", &data][..], &new].concat());
}

/// Who starts a server without a data directory, or with a mistyped setting, is told what to do.
#[test]
fn mistakes_of_operators_are_explained() {
    let (_folder, data) = data();
    refused(&["serve", "--data", &data], &[&data, "zugvogel migrate --data", "zugvogel demo"]);
    assert!(!Path::new(&data).exists(), "nothing was made");
    fine(&["migrate", "--data", &data]);
    assert_eq!(fine(&["migrate", "--data", &data]).out, "the stores are up to date\n");

    let typed = ["survey", "create", "--questionnaire", "wesermarch", "--slug", "x"];
    let words = ["`wesermarch`", "wesermarsch, wesermarsch-full, feedback", "the path of its file"];
    refused(&[&typed[..], &["--data", &data]].concat(), &words);

    let mistyped =
        program(&["serve", "--data", &data]).env("ZUGVOGEL_LISEN", "x").output().unwrap();
    let ran = Ran::from(mistyped);
    assert!(ran.status == 1 && ran.err.contains("ZUGVOGEL_LISEN"), "{ran:?}");
    let file = Path::new(&data).join("zugvogel.toml");
    std::fs::write(&file, "lisen = \"127.0.0.1:1\"\n").unwrap();
    refused(&["serve", "--data", &data], &["lisen", "zugvogel.toml"]);
    std::fs::write(&file, "listen = \"here\"\n").unwrap();
    refused(&["serve", "--data", &data], &["listen", "zugvogel.toml"]);

    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    std::fs::write(&file, format!("listen = \"{address}\"\n")).unwrap();
    refused(&["serve", "--data", &data], &[&address, "ZUGVOGEL_LISTEN"]);

    std::fs::remove_file(&file).unwrap();
    std::fs::remove_file(Path::new(&data).join("collect.db")).unwrap();
    refused(&["serve", "--data", &data], &["collect.db"]);
    assert_eq!(run(&["serve", "--dta", "x"]).status, 2, "wrong usage");
}

/// The whole chain in one process: a small batch waits, `--force` warns and moves it.
#[test]
fn what_is_submitted_waits_for_company() {
    let (_folder, data) = data();
    fine(&["migrate", "--data", &data]);
    let create = ["survey", "create", "--questionnaire", "feedback", "--slug", "feedback"];
    fine(&[&create[..], &["--batch", "2", "--data", &data]].concat());
    let answer_once = |door: &dyn Door| {
        let mut browser = browser::Browser::new(door, "de");
        browser.ask(Ask::form("/s/feedback/start", &[])).unwrap();
        for (path, field) in
            [("p/besuch", Some(("often", "4"))), ("p/zeiten", None), ("review", None)]
        {
            let path = format!("/s/feedback/{path}");
            let form = browser.ask(Ask::get(&path)).unwrap().form();
            let fields: Vec<_> = form.sent().into_iter().chain(field).collect();
            assert_eq!(browser.ask(Ask::form(&path, &fields)).unwrap().status, 303);
        }
    };
    let server = Server::start(Path::new(&data), &[]);
    let door = server.door();
    let mix = |force: &[&str]| fine(&[&["mix", "feedback", "--data", &data], force].concat());
    answer_once(&door);
    let ran = mix(&[]);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("moved 0 responses, 1 is waiting\n", ""));
    answer_once(&door);
    let ran = mix(&["--force"]);
    assert_eq!(ran.out, "moved 2 responses, 0 are waiting\n");
    assert!(ran.err.contains("2 responses were moved and nothing was kept back"), "{ran:?}");
    answer_once(&door);
    let ran = mix(&["--force"]);
    assert_eq!(ran.out, "moved 1 response, 0 are waiting\n");
    assert!(ran.err.contains("less company than the 2"), "{ran:?}");

    // One that is damaged stays, and it is told why.
    answer_once(&door);
    let mut collect = diesel::SqliteConnection::establish(&format!("{data}/collect.db")).unwrap();
    collect.batch_execute("UPDATE inbox SET id = 'x' || id").unwrap();
    let ran = run(&["mix", "feedback", "--data", &data, "--force"]);
    assert!(ran.status == 1 && ran.err.contains("1 response cannot be opened"), "{ran:?}");
}

/// By hand, and line by line: each answer comes before the next question.
#[test]
fn expressions_can_be_tried_out() {
    let age = ["eval", "if(${age} < 18, 'minor', 'adult')", "--set", "age=17"];
    assert_eq!(fine(&age).out, "minor\n");
    let day = ["eval", "date(. + 7)", "--self", "2024-03-28", "--tz", "Europe/Berlin"];
    assert_eq!(fine(&day).out, "2024-04-04\n");
    let wrong = ["eval", "${agee} < 18", "--set", "age=17"];
    refused(&wrong, &["`agee` is not set", "did you mean `${age}`?"]);
    assert_eq!(fine(&["eval", "${age} < 18", "--set", "age="]).out, "false\n");
    refused(&["eval", "1 + "], &["1:5: a value is expected after `+`"]);
    refused(&["eval", "1", "--set", "age"], &["`age` is not of the form NAME=VALUE"]);

    let mut process =
        program(&["eval"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut questions = process.stdin.take().unwrap();
    let mut answers = BufReader::new(process.stdout.take().unwrap());
    let mut ask = |line: &str| {
        writeln!(questions, "{line}").unwrap();
        let mut answer = String::new();
        answers.read_line(&mut answer).unwrap();
        answer
    };
    assert_eq!(ask(r#"{"expr": "1 + 1"}"#), "{\"value\":2,\"type\":\"number\"}\n");
    assert!(ask("nonsense").starts_with("{\"error\":"));
    let of_vars = r#"{"expr": "count(${x})", "vars": {"x": ["", ""]}}"#;
    assert_eq!(ask(of_vars), "{\"value\":2,\"type\":\"number\"}\n");
    drop(questions);
    assert!(process.wait().unwrap().success());
}
