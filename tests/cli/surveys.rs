//! The life of a survey, as an operator leads it.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use jiff::ToSpan;
use serde_json::Value;
use zugvogel::clock::Clock;

use super::program::{Ran, program};
use super::{data, fine, refused, run};

/// How often the command line did this, by the audit trail.
pub(super) fn audited(data: &str, action: &str) -> i64 {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        entries: i64,
    }
    let mut office = SqliteConnection::establish(&format!("{data}/office.db")).unwrap();
    let sql = "SELECT count(*) AS entries FROM audit WHERE actor = 'cli' AND action = ?";
    let count: Count =
        diesel::sql_query(sql).bind::<Text, _>(action).get_result(&mut office).unwrap();
    count.entries
}

/// A day as the program counts them, wherever this machine is.
fn day(days: i64) -> String {
    Clock::System.today().saturating_add(days.days()).to_string()
}

/// What the office says of a survey, as a program reads it.
fn shown(data: &str, slug: &str) -> Value {
    let ran = fine(&["survey", "show", slug, "--json", "--data", data]);
    serde_json::from_str(&ran.out).unwrap()
}

fn state(data: &str, slug: &str) -> String {
    shown(data, slug)["state"].as_str().unwrap().to_owned()
}

/// What residents meet: days, and whether it is paused.
fn in_the_field(data: &str, slug: &str) -> String {
    #[derive(QueryableByName)]
    struct Line {
        #[diesel(sql_type = Text)]
        line: String,
    }
    let mut collect = SqliteConnection::establish(&format!("{data}/collect.db")).unwrap();
    let sql = "SELECT coalesce(opens_on, '') || '..' || coalesce(closes_on, '') || ' ' || is_paused AS line
               FROM surveys WHERE slug = ?";
    diesel::sql_query(sql).bind::<Text, _>(slug).get_result::<Line>(&mut collect).unwrap().line
}

#[test]
fn a_survey_is_opened_paused_extended_and_closed() {
    let (_folder, data) = data();
    fine(&["migrate", "--data", &data]);
    let ran = fine(&["survey", "list", "--data", &data]);
    assert!(ran.out.contains("no survey yet") && ran.out.contains("survey create"), "{ran:?}");
    assert_eq!(fine(&["survey", "list", "--json", "--data", &data]).out, "[]\n");
    let create = |slug: &str, more: &[&str]| {
        let own =
            ["survey", "create", "--questionnaire", "feedback", "--slug", slug, "--data", &data];
        fine(&[&own[..], more].concat());
    };
    create("stadt", &["--closes", &day(10)]);
    let act = |act| ["survey", act, "stadt", "--data", data.as_str()];
    assert_eq!(state(&data, "stadt"), "open");
    refused(&act("open"), &["`stadt`: it is open already"]);

    assert!(fine(&act("pause")).out.contains("is paused"));
    assert_eq!(
        (state(&data, "stadt").as_str(), in_the_field(&data, "stadt")),
        ("paused", format!("..{} 1", day(10)))
    );
    refused(&act("pause"), &["paused already"]);
    assert_eq!(fine(&act("open")).out, format!("`stadt` is open, until {}\n", day(10)));
    assert_eq!(in_the_field(&data, "stadt"), format!("..{} 0", day(10)));

    let (passed, later) = (day(-1), day(20));
    let extend = |day| ["survey", "extend", "stadt", "--closes", day, "--data", data.as_str()];
    refused(&extend(&passed), &["has passed", "close it"]);
    assert_eq!(run(&extend("2026-02-30")).status, 2);
    fine(&extend(&later));
    assert_eq!(in_the_field(&data, "stadt"), format!("..{} 0", day(20)));

    assert!(
        fine(&act("close"))
            .out
            .contains(&format!("closed; who has begun may finish until the end of {}", day(1)))
    );
    // Its last day was today, and the one that was planned is not forgotten.
    assert_eq!(
        (state(&data, "stadt").as_str(), in_the_field(&data, "stadt")),
        ("closed", format!("..{} 0", day(0)))
    );
    refused(&act("close"), &["closed already"]);
    refused(&act("pause"), &["it is over", "Open it again"]);
    assert_eq!(fine(&act("open")).out, format!("`stadt` is open, until {}\n", day(20)));
    assert_eq!(in_the_field(&data, "stadt"), format!("..{} 0", day(20)));
    // Closed and given another last day, it goes on until then.
    fine(&act("close"));
    fine(&extend(&later));
    assert_eq!(
        (state(&data, "stadt"), in_the_field(&data, "stadt")),
        ("open".to_owned(), format!("..{} 0", day(20)))
    );

    // One that was opened today and is closed today had this day, and none before it.
    create("bald", &["--opens", &day(30)]);
    assert_eq!(state(&data, "bald"), "planned");
    refused(&["survey", "pause", "bald", "--data", &data], &["has not begun", &day(30)]);
    refused(&["survey", "close", "bald", "--data", &data], &["has not begun"]);
    refused(
        &["survey", "extend", "bald", "--closes", &day(29), "--data", &data],
        &["before its first day"],
    );
    fine(&["survey", "open", "bald", "--data", &data]);
    assert_eq!(in_the_field(&data, "bald"), format!("{}.. 0", day(0)));
    fine(&["survey", "close", "bald", "--data", &data]);
    assert_eq!(in_the_field(&data, "bald"), format!("{0}..{0} 0", day(0)));
    assert_eq!(state(&data, "bald"), "closed");

    // A week after the last day nobody could go on with anything.
    create("alt", &["--closes", &day(-7)]);
    fine(&["survey", "open", "alt", "--data", &data]);
    create("uralt", &["--closes", &day(-8)]);
    refused(&["survey", "open", "uralt", "--data", &data], &["more than 7 days ago", "new survey"]);
    refused(
        &["survey", "extend", "uralt", "--closes", &day(3), "--data", &data],
        &["more than 7 days ago"],
    );

    refused(&["survey", "pause", "none", "--data", &data], &["no survey `none`"]);
    assert_eq!(audited(&data, "survey.pause"), 1, "what was refused is not in the trail");
    assert_eq!(audited(&data, "survey.open"), 4);
    assert_eq!((audited(&data, "survey.close"), audited(&data, "survey.extend")), (3, 2));
    let list: Value =
        serde_json::from_str(&fine(&["survey", "list", "--json", "--data", &data]).out).unwrap();
    let slugs: Vec<&str> =
        list.as_array().unwrap().iter().map(|it| it["slug"].as_str().unwrap()).collect();
    assert_eq!(slugs, ["alt", "bald", "stadt", "uralt"]);
    let one = shown(&data, "stadt");
    assert_eq!(list[2], one);
    assert_eq!(
        (&one["mode"], &one["organisation"], &one["responses"]),
        (&"open".into(), &"default".into(), &0.into())
    );
    assert_eq!(
        (&one["version"]["number"], one["version"]["hash"].as_str().unwrap().len()),
        (&1.into(), 64)
    );
    let words = fine(&["survey", "show", "stadt", "--data", &data]).out;
    assert!(
        words.starts_with("stadt – ") && words.contains(&format!("open (until {})", day(20))),
        "{words}"
    );
}

/// A version has a number, and the label that its author wrote into the file: both are told.
#[test]
fn another_label_is_another_version_and_is_told_beside_its_number() {
    let (folder, data) = data();
    fine(&["migrate", "--data", &data]);
    fine(&["survey", "create", "--questionnaire", "feedback", "--slug", "stadt", "--data", &data]);
    let feedback = std::fs::read_to_string(super::questionnaires().join("feedback.json")).unwrap();
    let mut document: Value = serde_json::from_str(&feedback).unwrap();
    document["version"] = "2031-b".into();
    let file = folder.path().join("next.json").to_str().unwrap().to_owned();
    std::fs::write(&file, document.to_string()).unwrap();
    let publish = ["questionnaire", "publish", &file, "--survey", "stadt", "--data", &data];
    let ran = fine(&publish);
    assert!(!ran.out.contains("has this version already"), "{ran:?}");
    assert!(ran.out.ends_with("version 2 is in the field, also for what was begun\n"), "{ran:?}");
    let version = shown(&data, "stadt")["version"].clone();
    assert_eq!((&version["number"], &version["label"]), (&2.into(), &"2031-b".into()));
    let words = fine(&["survey", "show", "stadt", "--data", &data]).out;
    assert!(words.contains("feedback version 2 “2031-b” ("), "{words}");
    assert!(fine(&publish).out.contains("has this version already"));
}

/// What a new version changes is said before it is in the field, and what is more than texts needs a yes.
#[test]
fn a_survey_gets_another_version() {
    let (folder, data) = data();
    fine(&["migrate", "--data", &data]);
    let create =
        ["survey", "create", "--questionnaire", "feedback", "--slug", "stadt", "--data", &data];
    fine(&create);
    let feedback = std::fs::read_to_string(super::questionnaires().join("feedback.json")).unwrap();
    let file = folder.path().join("next.json").to_str().unwrap().to_owned();
    let publish = ["questionnaire", "publish", &file, "--survey", "stadt", "--data", &data];
    let write = |content: &str| std::fs::write(&file, content).unwrap();
    write(&feedback);
    assert!(fine(&publish).out.contains("has this version already"));

    let reworded = feedback.replace("Wie oft ", "Wie häufig ");
    assert_ne!(reworded, feedback, "the question is worded otherwise by now");
    write(&reworded);
    let ran = fine(&publish);
    assert!(ran.out.contains(": minor (") && ran.out.contains("“Wie häufig"), "{ran:?}");
    assert!(ran.out.ends_with("version 2 is in the field, also for what was begun\n"), "{ran:?}");

    let mut document: Value = serde_json::from_str(&reworded).unwrap();
    document["pages"].as_array_mut().unwrap().pop();
    write(&document.to_string());
    refused(&publish, &["--yes"]);
    assert_eq!(shown(&data, "stadt")["version"]["number"], 2);
    let ran = fine(&[&publish[..], &["--yes"]].concat());
    assert!(
        ran.out.contains("structural") && ran.out.contains("who begins now gets it"),
        "{ran:?}"
    );

    document["name"] = "anders".into();
    write(&document.to_string());
    refused(&publish, &["`feedback`", "`anders`"]);
    write("{");
    refused(&publish, &["next.json"]);

    let ran = fine(&["questionnaire", "versions", "stadt", "--json", "--data", &data]);
    let all: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
    let lines: Vec<(i64, i64, bool)> = all
        .iter()
        .map(|it| {
            (
                it["number"].as_i64().unwrap(),
                it["line"].as_i64().unwrap(),
                it["is_current"].as_bool().unwrap(),
            )
        })
        .collect();
    assert_eq!(lines, [(1, 1, false), (2, 1, false), (3, 2, true)]);
    assert_eq!(all[2]["hash"], shown(&data, "stadt")["version"]["hash"]);
    let words = fine(&["questionnaire", "versions", "stadt", "--data", &data]).out;
    for (line, state) in words.lines().zip([
        "replaced in texts and looks",
        "for what was begun with it",
        "in the field",
    ]) {
        assert!(line.ends_with(state), "{words}");
    }
    assert_eq!(audited(&data, "survey.version"), 2);
}

/// Whoever asks for German is told in German what became of a survey.
#[test]
fn surveys_are_led_in_german_too() {
    let (_folder, data) = data();
    fine(&["migrate", "--data", &data]);
    let german = |arguments: &[&str]| -> Ran {
        let all = [arguments, &["--data", &data]].concat();
        program(&all).env("ZUGVOGEL_LANG", "de").output().unwrap().into()
    };
    let told = german(&["survey", "list"]);
    assert!(told.out.contains("es gibt noch keine Erhebung"), "{told:?}");
    let told = german(&["survey", "create", "--questionnaire", "feedback", "--slug", "stadt"]);
    assert_eq!(told.out, "die Erhebung steht unter /s/stadt\n");
    assert!(
        told.err.contains("auf eine offene Erhebung kann jeder vielmals antworten"),
        "{told:?}"
    );
    let told = german(&["survey", "show", "stadt"]);
    for words in ["offen (ohne ersten und letzten Tag)", "ohne Codes", "0 Antwortbögen"] {
        assert!(told.out.contains(words), "{words}: {told:?}");
    }
    let told = german(&["survey", "pause", "stadt"]);
    assert!(told.out.starts_with("`stadt` ist unterbrochen, ohne letzten Tag: "), "{told:?}");
    let told = german(&["questionnaire", "versions", "stadt"]);
    assert!(told.out.ends_with("  im Feld\n"), "{told:?}");
}

/// A file is begun in the browser by command, also one with errors; what is no questionnaire is not.
#[test]
fn a_file_is_begun_in_the_browser() {
    let (folder, data) = data();
    fine(&["migrate", "--data", &data]);
    let file = folder.path().join("form.md");
    let form = "| survey | | | |\n| | type | name | label |\n| | integer | age | ${nowhere}? |\n";
    std::fs::write(&file, form).unwrap();
    let file = file.to_str().unwrap();
    let import = ["questionnaire", "import", file, "--organisation", "county", "--data", &data];
    let Ran { out, err, .. } = fine(&import);
    assert!(out.contains(" /questionnaires/"), "{out}");
    assert!(err.contains("nowhere"), "{err}");
    assert_eq!(audited(&data, "manuscript.begin"), 1);
    std::fs::write(file, "nothing").unwrap();
    refused(&import, &["form.md"]);
    assert_eq!(audited(&data, "manuscript.begin"), 1);
}

#[test]
fn a_survey_is_put_aside_and_deleted_by_name() {
    let (_folder, data) = data();
    fine(&["migrate", "--data", &data]);
    let (soon, passed) = (day(30), day(-10));
    for (slug, days) in [("bald", ["--opens", &soon]), ("alt", ["--closes", &passed])] {
        let own = ["survey", "create", "--questionnaire", "feedback", "--slug", slug];
        fine(&[&own[..], &days[..], &["--data", &data]].concat());
    }
    let act = |act, slug| ["survey", act, slug, "--data", data.as_str()];
    refused(&act("archive", "bald"), &["`bald`: it is not over"]);
    assert_eq!(fine(&act("archive", "alt")).out, "`alt` is in the archive\n");
    refused(&act("archive", "alt"), &["there it is already"]);
    assert_eq!(fine(&act("unarchive", "alt")).out, "`alt` is in the list again\n");

    let confirm = |slug, name| [&act("delete", slug)[..], &["--confirm", name]].concat();
    // What goes is told before anybody confirms it.
    refused(&act("delete", "alt"), &["0 responses", "audit trail", "--confirm alt"]);
    refused(&confirm("alt", "bald"), &["not its name; nothing was deleted"]);
    refused(&confirm("keine", "keine"), &["there is no survey `keine`"]);
    assert_eq!(fine(&confirm("alt", "alt")).out, "`alt` is deleted\n");
    assert_eq!(fine(&act("delete", "alt")).out, "`alt` is deleted\n");
    refused(&["survey", "show", "alt", "--data", &data], &["there is no survey `alt`"]);
    refused(&["export", "alt", "--out", "x", "--data", &data], &["there is no survey `alt`"]);
    assert_eq!(fine(&confirm("bald", "bald")).out, "`bald` is deleted\n");
    assert_eq!(fine(&["survey", "list", "--json", "--data", &data]).out, "[]\n");
    assert_eq!(audited(&data, "survey.delete"), 2);
    fine(&["audit", "verify", "--data", &data]);
    fine(&["reconcile", "--data", &data]);
}

/// Consecutive surveys of one study: each is made as the next wave of the one before.
#[test]
fn a_survey_is_made_as_the_next_wave_of_another() {
    let (_folder, data) = data();
    fine(&["migrate", "--data", &data]);
    let (first, last) = (day(-9), day(5));
    let own = ["survey", "create", "--questionnaire", "feedback", "--slug", "visit"];
    let more =
        ["--mode", "anonymous", "--batch", "30", "--report-by-mail", "--organisation", "county"];
    let days = ["--opens", &first, "--closes", &last, "--data", &data];
    let ran = fine(&[&own[..], &more, &days].concat());
    assert!(!ran.err.contains("wave"), "it is no wave yet: {ran:?}");
    assert!(!fine(&["survey", "show", "visit", "--data", &data]).out.contains("wave"));

    let next = ["survey", "create", "--wave-of", "visit", "--data", data.as_str()];
    let ran = fine(&next);
    assert!(ran.err.contains("`visit-2` becomes wave 2 of the study `visit`"), "{ran:?}");
    assert!(ran.err.contains("cannot be changed later"), "{ran:?}");
    let one = shown(&data, "visit-2");
    for (key, is) in [
        ("study", Value::from("visit")),
        ("wave", 2.into()),
        ("mode", "anonymous".into()),
        ("organisation", "county".into()),
        ("batch", 30.into()),
        ("offers", vec!["report"].into()),
        ("opens", day(6).into()),
        ("closes", day(20).into()),
    ] {
        assert_eq!(one[key], is, "{key}: {one}");
    }
    assert_eq!(
        (&shown(&data, "visit")["study"], &shown(&data, "visit")["wave"]),
        (&"visit".into(), &1.into())
    );
    let words = fine(&["survey", "list", "--data", &data]).out;
    assert!(words.contains("wave 2 of the study `visit`"), "{words}");

    // What is said holds, and a wave that overlaps is told.
    let today = day(0);
    let said = ["--slug", "elbe", "--mode", "open", "--opens", &today, "--draw-nothing"];
    assert_eq!(run(&[&next[..], &said].concat()).status, 2);
    let ran = fine(&[&next[..], &said[..6], &["--prize-draw"]].concat());
    assert!(ran.err.contains(&format!("`visit-2`, runs until {}", day(20))), "{ran:?}");
    let one = shown(&data, "elbe");
    assert_eq!(
        (&one["wave"], &one["mode"], &one["closes"]),
        (&3.into(), &"open".into(), &day(14).into())
    );
    assert_eq!(one["offers"], Value::from(vec!["draw"]));

    refused(
        &["survey", "create", "--wave-of", "nothing", "--data", &data],
        &["no survey `nothing`"],
    );
    refused(&[&next[..], &["--slug", "visit-2"]].concat(), &["already"]);
    let other = [&next[..], &["--organisation", "city"]].concat();
    assert_eq!(run(&other).status, 2, "a wave belongs to whoever runs the study");
    assert_eq!(run(&["survey", "create", "--slug", "x", "--data", &data]).status, 2);
}
