//! What the codebook says of columns, in words that can be read without the questionnaire.

use serde_json::json;

use super::*;

/// The rows of the codebook by variable.
fn described(document: &serde_json::Value) -> BTreeMap<String, BTreeMap<String, String>> {
    let questionnaire = questionnaire(&document.to_string());
    let (_, files) = exported(&[("v", &questionnaire)], &MACHINE, &[]);
    let (header, rows) = table(&files["codebook.csv"], &MACHINE);
    let told = |cells: &Vec<String>| {
        let row = row(&header, cells).into_iter();
        let row: BTreeMap<_, _> = row.map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
        (row["variable"].clone(), row)
    };
    rows.iter().map(told).collect()
}

fn document(questions: serde_json::Value) -> serde_json::Value {
    json!({
        "name": "words", "version": "1", "languages": ["de", "en"], "title": "W",
        "lists": {
            "pets": [
                { "value": "dog", "label": { "de": "**Hund**", "en": "*Dog*" } },
                { "value": "cat", "label": { "de": "Katze & Kater", "en": "Cat" } },
                { "value": "oth", "label": { "de": "Etwas anderes", "en": "Something else" } }
            ],
            "signs": [
                { "value": "-1", "label": "weniger" }, { "value": "1", "label": "eins" },
                { "value": "C--", "label": "C" }, { "value": "Ä", "label": "Ä" }
            ]
        },
        "pages": [{ "name": "p", "title": "P", "questions": questions }]
    })
}

#[test]
fn a_text_behind_other_says_so() {
    let found = described(&document(json!([
        { "kind": "select_one", "name": "one", "label": "Tier?", "choices": "pets", "other": "oth" },
        { "kind": "select_multiple", "name": "any", "label": "Tiere?", "choices": "pets", "other": "oth" },
    ])));
    for name in ["one_other", "any_other"] {
        assert_eq!(found[name]["label_de"], "Text zu: Etwas anderes");
        assert_eq!(found[name]["label_en"], "text for: Something else");
    }
    assert_eq!((&*found["any_other"]["text_de"], &*found["one"]["label_de"]), ("Tiere?", "Tier?"));
}

/// The tick and the text of "other" are two columns, whatever the choice is called.
#[test]
fn a_tick_does_not_take_the_column_of_the_text() {
    let mut document = document(json!([
        { "kind": "select_multiple", "name": "why", "label": "Warum?", "choices": "why", "other": "other",
          "role": "reason" },
    ]));
    document["lists"]["why"] =
        json!([{ "value": "job", "label": "Arbeit" }, { "value": "other", "label": "Anderes" }]);
    let questionnaire = questionnaire(&document.to_string());
    let made = answered(&[("why", "job other"), ("why_other", "Wind")]);
    let (_, files) = exported(&[("v", &questionnaire)], &MACHINE, &[("r1", "v", made)]);
    let cells = |file: &str, wanted: &[&str]| -> Vec<String> {
        let (header, rows) = table(&files[file], &MACHINE);
        let of = |cells: &Vec<String>| {
            let row = row(&header, cells);
            wanted.iter().map(|name| row[*name].to_owned()).collect::<Vec<_>>().join(" ")
        };
        rows.iter().map(of).collect()
    };
    let columns = ["why_job", "why_other", "why_other_2"];
    assert_eq!(cells("responses.csv", &columns), ["1 Wind 1"]);
    let reasons = ["value", "source", "text_variable"];
    assert_eq!(cells("reasons.csv", &reasons), ["job closed -6", "other open why_other"]);
}

#[test]
fn a_ranking_has_places() {
    let found = described(&document(json!([
        { "kind": "rank", "name": "r", "label": "Ordnen Sie", "choices": "pets" }
    ])));
    assert_eq!(found["r_cat"]["values_de"], "1=Platz 1 | 2=Platz 2 | 3=Platz 3");
    assert_eq!(found["r_cat"]["values_en"], "1=place 1 | 2=place 2 | 3=place 3");
    assert_eq!(found["r_cat"]["label_de"], "Katze & Kater");
}

#[test]
fn labels_are_words() {
    let long = "Wie viele Stunden haben Sie in der letzten Woche damit verbracht?";
    let found = described(&document(json!([
        { "kind": "text", "name": "child", "label": "Wie heißt Ihr Kind?", "short": { "de": "Name des Kindes", "en": "child's name" } },
        { "kind": "integer", "name": "hours", "label": long, "unit": "**h**" },
        { "kind": "integer", "name": "age", "label": {
            "de": "### Alter\n\nWie *alt* ist **${child}**?", "en": "1. How old is ${child}, after ${hours} h?" } },
        { "kind": "select_one", "name": "pet", "label": "Welches Tier hat [${pet_of}](https://example.org)?", "choices": "pets" },
        { "kind": "select_multiple", "name": "pet_of", "label": "${child}:", "choices": "pets" },
        { "kind": "text", "name": "last", "label": "Mag ${pet_of} `lesen`?" },
    ])));
    let label = |name: &str, language: &str| found[name][&format!("label_{language}")].clone();
    assert_eq!(label("age", "de"), "Alter Wie alt ist [Name des Kindes]?");
    assert_eq!(label("age", "en"), "1. How old is [child's name], after [hours] h?");
    assert_eq!(label("pet", "de"), "Welches Tier hat [pet_of]?");
    assert_eq!(label("last", "en"), "Mag [pet_of] lesen?");
    assert_eq!(found["age"]["text_de"], label("age", "de"));
    assert_eq!(found["pet"]["values_de"], "dog=Hund | cat=Katze & Kater | oth=Etwas anderes");
    assert_eq!(found["pet"]["values_en"], "dog=Dog | cat=Cat | oth=Something else");
    assert_eq!(label("pet_of_dog", "de"), "Hund");
    assert_eq!(found["hours"]["unit_de"], "h");
}

#[test]
fn columns_have_names_that_every_program_holds() {
    let found = described(&document(json!([
        { "kind": "select_multiple", "name": "e", "label": "Zeichen?", "choices": "signs" }
    ])));
    for (column, item) in [("e_m1", "-1"), ("e_1", "1"), ("e_C", "C--"), ("e_A", "Ä")] {
        assert_eq!(found[column]["item"], item);
    }
}

#[test]
fn codes_of_the_cps_have_words() {
    let questionnaire = questionnaire(MOVES);
    let (_, files) = exported(&[("v", &questionnaire)], &MACHINE, &[]);
    let (header, rows) = table(&files["codebook.csv"], &MACHINE);
    let rows: Vec<_> = rows.iter().map(|cells| row(&header, cells)).collect();
    let cps = rows.iter().find(|row| row["variable"] == "cps").unwrap();
    assert!(cps["values_en"].contains("16=to attend or leave college"), "{cps:?}");
    assert!(cps["label_de"].contains("NXTRES"), "{cps:?}");
}

/// Between which limits answers lie, and in which form days are, without the questionnaire.
#[test]
fn the_codebook_knows_limits_formats_ends_and_varieties() {
    let question = |kind: &str, name: &str| json!({ "kind": kind, "name": name, "label": { "de-AT": "Frage", "en-GB": "Question" } });
    let mut age = question("integer", "age");
    (age["min"], age["max"]) = (0.into(), "${year} - 1900".into());
    let mut year = question("integer", "year");
    (year["min"], year["max"]) = (1900.into(), 2026.into());
    let mut motto = question("text", "motto");
    motto["max_length"] = 80.into();
    let rows = described(&json!({
        "name": "limits", "languages": ["de-AT", "en-GB"], "title": "L",
        "pages": [{ "name": "p", "questions": [year, age, motto, question("date", "day"), question("range", "scale")] }],
        "ends": [{ "name": "none", "after": "p", "when": "false()", "title": "Danke", "text": "Das war es.",
            "keep": false, "disposition": "4.10" }]
    }));
    let told = |name: &str| {
        let of = |column: &str| rows[name][column].clone();
        [of("limits"), of("format"), of("label_de"), of("label_en")]
    };
    for (name, limits, format) in [
        ("year", "min=1900 | max=2026", ""),
        ("age", "min=0 | max=${year} - 1900", ""),
        ("motto", "max_length=80", ""),
        ("day", "", "YYYY-MM-DD"),
        ("scale", "min=1 | max=10 | step=1", ""),
    ] {
        assert_eq!(told(name), [limits, format, "Frage", "Question"], "{name}");
    }
    assert_eq!(rows["end"]["values_de"], "none=Danke – Das war es.");
}
