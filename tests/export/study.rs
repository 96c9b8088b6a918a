//! Reasons, image and transparency of made-up responses, exactly as expected.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use zugvogel::export::MACHINE;

use super::{MOVES, answered, exported, questionnaire, responses, row, table};

/// The rows of a file for one response, the response's id left out.
fn rows(file: &str, answers: &[(&str, &str)]) -> Vec<String> {
    let questionnaire = questionnaire(MOVES);
    let versions = [("v", &questionnaire)];
    let (_, files) = exported(&versions, &MACHINE, &[("r1", "v", answered(answers))]);
    let (_, rows) = table(&files[file], &MACHINE);
    assert!(rows.iter().all(|row| row[0] == "r1"));
    rows.iter().map(|row| row[1..].join(",")).collect()
}

#[test]
fn reasons_are_all_that_was_ticked_chosen_or_written() {
    let rows = rows(
        "reasons.csv",
        &[
            ("why_1", "101"),
            ("why_1_text", "-9"),
            ("why_2", "201"),
            ("why_2_text", "Der Blick"),
            ("place_201", "2"),
            ("weight_1", "-8"),
            ("weight_2", "5"),
            ("most", "201"),
            ("event", "102"),
        ],
    );
    assert_eq!(
        rows,
        [
            "101,Studium,Studies,1,Bildung,Education,16,exact,1,beruflich,work,both,trigger,\
             -2,-8,1,0,-4,0,closed,-6,101",
            "102,Lehre,Apprenticeship,1,Bildung,Education,16,approx,1,beruflich,work,in,pull,\
             -2,-8,0,0,-4,1,closed,-6,102",
            "201,Garten,Garden,2,Wohnen,Housing,11,approx,2,wohnungsbezogen,dwelling,out,\
             push or pull,2,5,1,1,-4,0,closed,-6,201",
            "9700,Sonstiges,Other,2,Wohnen,Housing,-6,-6,-6,-6,-6,-6,-6,\
             -2,5,1,0,-4,0,open,why_2_text,-6",
        ]
    );
}

#[test]
fn another_reason_as_the_main_one_is_the_one_that_was_written() {
    let written = rows("reasons.csv", &[("why_1_text", "Neugier"), ("most", "9700")]);
    assert_eq!(
        written,
        ["9700,Sonstiges,Other,1,Bildung,Education,-6,-6,-6,-6,-6,-6,-6,\
          -2,-2,1,1,-4,-2,open,why_1_text,-6"]
    );
    // Of two texts nobody knows which is meant.
    let two = [("why_1_text", "Neugier"), ("why_2_text", "Blick"), ("most", "9700")];
    let flags: Vec<String> = rows("reasons.csv", &two)
        .iter()
        .map(|row| row.split(',').skip(15).collect::<Vec<_>>().join(","))
        .collect();
    assert_eq!(
        flags,
        [
            "0,1,-4,-2,closed,-6,9700",
            "1,0,-4,-2,open,why_1_text,-6",
            "1,0,-4,-2,open,why_2_text,-6",
        ]
    );
}

/// Where nobody wrote a code frame, a reason is the choice itself.
#[test]
fn reasons_without_a_frame_are_the_choices() {
    let reasons = r#"[{ "value": "job", "label": { "de": "Arbeit", "en": "Work" } },
        { "value": "love", "label": { "de": "Liebe", "en": "Love" } },
        { "value": "home", "label": { "de": "Haus", "en": "House" } }]"#;
    let questionnaire = questionnaire(&format!(
        r#"{{ "name": "why", "version": "1", "languages": ["de", "en"], "title": {{ "de": "?", "en": "?" }},
        "lists": {{ "why": {reasons}, "what": [{{ "value": "job", "label": {{ "de": "Lehre", "en": "Training" }} }}] }},
        "pages": [{{ "name": "p", "title": {{ "de": "?", "en": "?" }}, "questions": [
            {{ "kind": "select_multiple", "name": "why", "label": {{ "de": "?", "en": "?" }}, "choices": "why", "role": "reason" }},
            {{ "kind": "select_multiple", "name": "what", "label": {{ "de": "?", "en": "?" }}, "choices": "what", "role": "reason" }},
            {{ "kind": "text", "name": "else", "label": {{ "de": "Und?", "en": "And?" }}, "role": "reason.other" }},
            {{ "kind": "select_one", "name": "most", "label": {{ "de": "?", "en": "?" }}, "choices": "why", "role": "reason.main" }}] }}] }}"#
    ));
    let made =
        answered(&[("why", "job love"), ("what", "job"), ("else", "Wind"), ("most", "home")]);
    let (_, files) = exported(&[("v", &questionnaire)], &MACHINE, &[("r1", "v", made)]);
    let (header, rows) = table(&files["reasons.csv"], &MACHINE);
    let told: Vec<String> = rows
        .iter()
        .map(|cells| {
            let row = crate::row(&header, cells);
            ["code", "value", "label_de", "label_en", "is_ticked", "is_main", "source"]
                .map(|name| row[name])
                .join(" ")
        })
        .collect();
    assert_eq!(
        told,
        [
            "-6 home Haus House 0 1 closed",
            "-6 job Arbeit Work 1 0 closed",
            "-6 job Lehre Training 1 0 closed",
            "-6 love Liebe Love 1 0 closed",
            "-6 -6 Und? And? 1 0 open",
        ]
    );
}

/// A grid that asks everybody how much each area weighed says how important it was.
#[test]
fn a_grid_of_all_areas_is_the_importance_of_their_reasons() {
    let mut moves: Value = serde_json::from_str(MOVES).unwrap();
    let asked = &mut moves["pages"][0]["questions"];
    let weight = asked.as_array_mut().unwrap().iter_mut().find(|q| q["name"] == "weight").unwrap();
    weight["role"] = json!("reason.group");
    weight["choices"] = json!("part");
    moves["lists"]["part"] = json!([
        { "value": "1", "label": "keine Rolle" }, { "value": "2", "label": "kleine Rolle" }]);
    let grid = questionnaire(&moves.to_string());
    let versions = [("v", &grid)];
    let answers = [("why_1", "101"), ("why_2", "201"), ("weight_1", "2"), ("weight_2", "-9")];
    let (_, files) = exported(&versions, &MACHINE, &[("r1", "v", answered(&answers))]);
    let (header, rows) = table(&files["reasons.csv"], &MACHINE);
    let told = |cells: &Vec<String>| {
        let row = crate::row(&header, cells);
        ["code", "main", "importance"].map(|name| row[name].to_owned()).join(" ")
    };
    assert_eq!(rows.iter().map(told).collect::<Vec<_>>(), ["101 1 2", "201 2 -9"]);
    let (header, rows) = table(&files["codebook.csv"], &MACHINE);
    let rows = rows.iter().map(|cells| crate::row(&header, cells));
    let importance = rows.clone().find(|row| row["variable"] == "importance").unwrap();
    assert_eq!(importance["values_de"], "1=keine Rolle | 2=kleine Rolle");
    let asked = rows.clone().find(|row| row["variable"] == "weight_1").unwrap();
    assert_eq!((asked["role"], asked["item"], asked["route"]), ("reason.group", "1", ""));

    // A list of areas says which played a part, and not how large a one.
    let ticked = &mut moves["pages"][0]["questions"];
    let weight = ticked.as_array_mut().unwrap().iter_mut().find(|q| q["name"] == "weight").unwrap();
    *weight = json!({ "kind": "select_multiple", "name": "weight", "label": "?", "choices": "part", "role": "reason.group" });
    let list = questionnaire(&moves.to_string());
    let made = answered(&[("why_1", "101"), ("weight", "1")]);
    let (_, files) = exported(&[("v", &list)], &MACHINE, &[("r1", "v", made)]);
    let (header, rows) = table(&files["reasons.csv"], &MACHINE);
    assert_eq!(crate::row(&header, &rows[0])["importance"], "-4");
}

#[test]
fn who_names_no_reason_has_no_row() {
    assert!(rows("reasons.csv", &[]).is_empty());
    let nothing = [("why_1", "-9"), ("why_2", "-9"), ("most", "-9"), ("event", "0")];
    assert!(rows("reasons.csv", &nothing).is_empty());
    assert_eq!(rows("reasons.csv", &[("most", "9890")]).len(), 1, "no reason is an answer");
}

#[test]
fn image_holds_the_items_that_were_asked() {
    let rows = rows("image.csv", &[("image_1", "4"), ("image_2", "-8"), ("again", "10")]);
    assert_eq!(rows, ["image,01,4", "image,02,-8", "again,again,10"]);
}

#[test]
fn transparency_holds_the_areas_of_which_a_step_was_asked() {
    assert!(rows("transparency.csv", &[("image_1", "4")]).is_empty());
    let rows = rows("transparency.csv", &[("imp_1", "5"), ("know_1", "-9"), ("know_2", "1")]);
    assert_eq!(rows, ["01,Schule,School,5,-9,-4,-4,-4", "02,Bus,Bus,-2,1,-4,-4,-4"]);
}

/// The codebook describes the funnel in the words of the questions that it comes from.
#[test]
fn transparency_is_in_the_words_of_its_questions() {
    let questionnaire = responses::questionnaire("wesermarsch");
    let (_, files) = exported(&[("v", &questionnaire)], &MACHINE, &[]);
    let (header, described) = table(&files["codebook.csv"], &MACHINE);
    let rows = || described.iter().map(|cells| row(&header, cells));
    let mut compared = 0;
    for step in rows().filter(|row| row["file"] == "transparency.csv" && row["level"] == "ordinal")
    {
        let role = format!("transparency.{}", step["variable"]);
        let of_role =
            |row: &BTreeMap<&str, &str>| row["file"] == "responses.csv" && row["role"] == role;
        for variable in rows().filter(of_role) {
            for list in ["values_de", "values_en", "missings_de", "missings_en"] {
                let pairs: Vec<&str> = step[list].split(" | ").collect();
                for pair in variable[list].split(" | ") {
                    assert!(pairs.contains(&pair), "{role}, {list}: {pair} is not in {pairs:?}");
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 100, "{compared}");
    let findable =
        rows().find(|row| row["file"] == "transparency.csv" && row["variable"] == "findable");
    assert!(findable.unwrap()["missings_de"].contains("-6=nicht gesucht"));
}
