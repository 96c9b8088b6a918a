//! What the export tells of a study's design: whom chance left out, whose battery was mirrored, what
//! belongs to the core.

use serde_json::{Value, json};
use zugvogel::engine::Questionnaire;
use zugvogel::export::MACHINE;

use super::{answered, exported, questionnaire, table};

fn designed() -> Questionnaire {
    let both = |text: &str| json!({ "de": text, "en": text });
    let asked = |kind: &str, name: &str, more: Value| {
        let mut question = json!({ "kind": kind, "name": name, "label": both("?") });
        question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        question
    };
    let list = |values: &[&str]| -> Value {
        values.iter().map(|value| json!({ "value": value, "label": both(value) })).collect()
    };
    let rows =
        json!([{ "name": "sd_1", "item": "1", "label": both("öde"), "right": both("bunt") }]);
    let document = json!({
        "name": "designed", "version": "1", "languages": ["de", "en"], "title": both("?"),
        "lists": { "modules": list(&["a", "b"]), "points": list(&["1", "2", "3"]), "known": list(&["1", "2"]) },
        "pages": [
            { "name": "begin", "core": true, "questions": [asked("integer", "age", json!({ "min": 0 })),
                { "kind": "calculate", "name": "module", "choices": "modules", "short": both("Modul"),
                    "calculation": "if(random() < 0.5, 'a', 'b')" }] },
            { "name": "core", "core": true, "pages": [
                { "name": "stay", "questions": [
                    asked("select_one", "stay", json!({ "choices": "known", "role": "stay" }))] }] },
            { "name": "of_a", "relevant": "${module} = 'a' and ${age} > 15", "questions": [
                asked("matrix", "kn", json!({ "choices": "known", "role": "offer.known",
                    "rows": [{ "name": "kn_1", "item": "1", "label": both("Rufbus") }] }))] },
            { "name": "of_b", "relevant": "'b' = ${module}", "pages": [
                { "name": "b1", "questions": [
                    asked("differential", "sd", json!({ "choices": "points", "role": "image",
                        "mirror": "battery", "rows": rows, "sensitive": true })),
                    asked("text", "why", json!({ "relevant": "${sd_1} = 1" }))] }] }
        ]
    });
    questionnaire(&document.to_string())
}

/// These columns of the codebook for each of these variables.
fn described(variables: &[&str], columns: &[&str]) -> Vec<String> {
    let designed = designed();
    let (_, files) = exported(&[("v", &designed)], &MACHINE, &[]);
    let (header, rows) = table(&files["codebook.csv"], &MACHINE);
    let rows: Vec<_> = rows.iter().map(|cells| crate::row(&header, cells)).collect();
    let told = |name: &&str| {
        let row = rows.iter().find(|row| row["variable"] == *name).unwrap();
        columns.iter().map(|column| row[column]).collect::<Vec<_>>().join("; ")
    };
    variables.iter().map(told).collect()
}

#[test]
fn the_codebook_says_whom_chance_left_out() {
    let variables = ["age", "module", "stay", "kn_1", "sd_1", "sd_mirror", "why"];
    assert_eq!(
        described(&variables, &["base", "core"]),
        ["; 1", "; 1", "; 1", "module=a; 0", "module=b; 0", "module=b; 0", "module=b; 0"]
    );
    assert_eq!(described(&["module"], &["values_de", "type"]), ["a=a | b=b; text"]);
    assert_eq!(described(&["rot_seed"], &["base", "core"]), ["; 0"]);
    assert_eq!(described(&["stay", "kn_1"], &["role", "item"]), ["stay; ", "offer.known; 1"]);
}

#[test]
fn poles_have_names_and_how_they_stood_is_a_variable() {
    let columns = ["values_de", "role", "item", "sensitive"];
    assert_eq!(
        described(&["sd_1", "sd_mirror"], &columns),
        ["1=1: öde | 2=2 | 3=3: bunt; image; 1; 1", "0=wie geschrieben | 1=vertauscht; ; ; 0"]
    );
    let designed = designed();
    let made = answered(&[("module", "b"), ("sd_1", "3")]);
    let (_, files) = exported(&[("v", &designed)], &MACHINE, &[("r1", "v", made)]);
    // It is no image item.
    let (_, rows) = table(&files["image.csv"], &MACHINE);
    assert_eq!(rows, [["r1", "sd", "1", "3"]]);
    let (header, rows) = table(&files["responses.csv"], &MACHINE);
    let row = crate::row(&header, &rows[0]);
    assert!(matches!(row["sd_mirror"], "0" | "1"));
    assert_eq!((row["module"], row["kn_1"]), ("b", "-2"));
}
