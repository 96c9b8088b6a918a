//! Reasons for having no answer, in the files of questions that may hold -9 to -1.

use serde_json::json;
use zugvogel::app::env;
use zugvogel::clock::Clock;
use zugvogel::engine::interview::{Accepted, Outcome};
use zugvogel::engine::{Form, Interview};
use zugvogel::i18n::Locale;

use super::*;

/// A questionnaire whose numbers may be below zero: `floor` from there, everything else as usual.
fn numbers(version: &str, least: i32) -> Questionnaire {
    let missing = json!([-8]);
    questionnaire(
        &json!({
            "name": "numbers", "version": version, "languages": ["de"], "title": "Zahlen",
            "missing": { "-8": "weiß nicht" },
            "lists": { "side": [{ "value": "-1", "label": "weniger" }, { "value": "1", "label": "mehr" }] },
            "pages": [{ "name": "p", "title": "P", "questions": [
                { "kind": "integer", "name": "floor", "label": "Stock?", "min": least, "max": 99, "missing": missing },
                { "kind": "integer", "name": "people", "label": "Leute?", "constraint": ". >= 1", "missing": missing },
                { "kind": "decimal", "name": "any", "label": "Zahl?", "missing": missing },
                { "kind": "select_one", "name": "side", "label": "Seite?", "choices": "side", "missing": missing },
                { "kind": "calculate", "name": "d", "calculation": "${floor} - ${people}" }] }]
        })
        .to_string(),
    )
}

fn response(questionnaire: &Questionnaire, given: &[(&str, &str)]) -> Response {
    let env = env(&Clock::System, Locale::fallback());
    let draft = Interview::begin(questionnaire, 1, "de", &env);
    let form = Form::new(given.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect());
    let outcome = Interview::new(questionnaire, &draft, &env).accept(0, &form);
    let Outcome::Accepted(Accepted { draft, .. }) = outcome else { panic!("{outcome:?}") };
    Interview::new(questionnaire, &draft, &env).response().unwrap()
}

#[test]
fn a_reason_has_a_code_that_its_variable_cannot_hold() {
    let q = numbers("1", -5);
    let below = [("floor", "-5"), ("people", "2"), ("any", "-9"), ("side", "-1")];
    let unknown =
        [("floor.missing", "-8"), ("people.missing", "-8"), ("any.missing", "-8"), ("side", "-8")];
    let made = [
        ("r1", "v", response(&q, &below)),
        ("r2", "v", response(&q, &unknown)),
        ("r3", "v", response(&q, &[])),
    ];
    let (_, files) = exported(&[("v", &q)], &MACHINE, &made);
    let (header, rows) = table(&files["responses.csv"], &MACHINE);
    let told: Vec<Vec<String>> = rows
        .iter()
        .map(|cells| {
            let row = row(&header, cells);
            ["floor", "people", "any", "side", "d"].map(|name| row[name].to_owned()).to_vec()
        })
        .collect();
    assert_eq!(told[0], ["-5", "2", "-9", "-1", "-7"]);
    assert_eq!(told[1], ["-98", "-8", "-999999998", "-98", "-999999999"]);
    assert_eq!(told[2], ["-99", "-9", "-999999999", "-99", "-999999999"]);
    let (header, described) = table(&files["codebook.csv"], &MACHINE);
    let missings = |name: &str| {
        let rows = described.iter().map(|cells| row(&header, cells));
        let row = rows.into_iter().find(|row| row["variable"] == name).unwrap();
        row["missings_de"].to_owned()
    };
    assert!(missings("floor").contains("-98=weiß nicht"), "{}", missings("floor"));
    assert!(missings("people").contains("-8=weiß nicht"), "{}", missings("people"));
    assert!(missings("any").contains("-999999992=nicht gestellt (Filter)"), "{}", missings("any"));
}

/// What one version cannot hold another may: both have the codes that fit both.
#[test]
fn all_versions_share_their_codes() {
    let (old, new) = (numbers("1", 0), numbers("2", -5));
    let made = [
        ("r1", "old", response(&old, &[("floor.missing", "-8")])),
        ("r2", "new", response(&new, &[("floor", "-5")])),
    ];
    let (_, files) = exported(&[("old", &old), ("new", &new)], &MACHINE, &made);
    let (header, rows) = table(&files["responses.csv"], &MACHINE);
    assert_eq!([row(&header, &rows[0])["floor"], row(&header, &rows[1])["floor"]], ["-98", "-5"]);
}

/// A version before stored -9 to -1 for reasons, and kept numbers from being them.
#[test]
fn what_was_stored_before_means_what_it_meant() {
    let q = numbers("1", -5);
    let old = answered(&[("floor", "-8"), ("people", "3"), ("any", "-9"), ("side", "1")]);
    assert!(document(&old).contains("\"coding\":0"));
    let stored = document(&old).replace("\"coding\":0,", "");
    assert!(!stored.contains("coding"));
    let folder = tempfile::tempdir().unwrap();
    let survey = ExportedSurvey { slug: "moves", versions: &[("v", &q)] };
    let sink = Directory::create(folder.path()).unwrap();
    let mut export = Export::start(survey, &MACHINE, sink).unwrap();
    export.push(by_code("r1", "v", &stored)).unwrap();
    export.finish(&mut |_, _| Ok(None)).unwrap();
    let files = files_in(folder.path());
    let (header, rows) = table(&files["responses.csv"], &MACHINE);
    let row = row(&header, &rows[0]);
    assert_eq!([row["floor"], row["people"], row["any"]], ["-98", "3", "-999999999"]);
}
