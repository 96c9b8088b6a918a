//! The seven files: complete, read back as they were written, described by the codebook.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use proptest::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use zugvogel::engine::Codebook;
use zugvogel::export::{
    Directory, EXCEL_DE, Export, ExportError, ExportRow, ExportedSurvey, MACHINE, Only, Sink, Zip,
    files,
};
use zugvogel::formats::{self, FileType, NoFiles};

use super::{
    CSV, FILES, MOVES, answered, by_code, document, exported, files_in, questionnaire, responses,
    row, table,
};

#[test]
fn the_manifest_says_what_was_written() {
    let questionnaire = questionnaire(MOVES);
    let versions = [("v", &questionnaire)];
    let responses = [("r1", "v", answered(&[("why_1", "101 102")])), ("r2", "v", answered(&[]))];
    for preset in CSV {
        assert_eq!(files(preset, false).collect::<Vec<_>>(), FILES);
        let (manifest, files) = exported(&versions, preset, &responses);
        assert_eq!(files.keys().map(String::as_str).collect::<BTreeSet<_>>(), FILES.into());
        assert_eq!(
            manifest.files.iter().map(|file| file.rows).collect::<Vec<_>>(),
            [2, 2, 0, 0, 0, table(&files["codebook.csv"], preset).1.len() as u64]
        );
        for file in &manifest.files {
            let bytes = &files[&file.name];
            let sum = hex::encode(Sha256::digest(bytes));
            assert_eq!((file.bytes, &file.sha256), (bytes.len() as u64, &sum), "{}", file.name);
        }
        let written: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
        assert_eq!(written, serde_json::to_value(&manifest).unwrap());
        assert_eq!(written["versions"], serde_json::json!(["v"]));
        assert_eq!(
            exported(&versions, preset, &responses).1,
            files,
            "the same data, the same bytes"
        );
    }
}

#[test]
fn every_cell_of_the_real_questionnaire_is_in_the_codebook() {
    let questionnaire = responses::questionnaire("wesermarsch");
    let codebook = Codebook::new(&questionnaire);
    let made: Vec<(String, _)> =
        (0..40).map(|i| (format!("r{i}"), responses::response(&questionnaire, i))).collect();
    let made: Vec<(&str, &str, _)> =
        made.iter().map(|(id, response)| (id.as_str(), "v", response.clone())).collect();
    let (_, files) = exported(&[("v", &questionnaire)], &MACHINE, &made);

    let (header, rows) = table(&files["responses.csv"], &MACHINE);
    let names = codebook.variables.iter().map(|variable| variable.name.as_str());
    let envelope = ["resp_id", "resp_door", "resp_stratum"];
    assert_eq!(header, envelope.into_iter().chain(names).collect::<Vec<_>>());
    for cells in &rows {
        for (variable, cell) in codebook.variables.iter().zip(&cells[envelope.len()..]) {
            assert!(variable.admits(cell), "{} may not be {cell:?}", variable.name);
        }
    }

    let (header, described) = table(&files["codebook.csv"], &MACHINE);
    let in_codebook = |file: &str| {
        let rows = described.iter().map(|cells| row(&header, cells));
        let rows = rows.filter(|row| row["file"] == file);
        rows.map(|row| {
            let codes = |list: &str| -> BTreeSet<String> {
                let pairs = list.split(" | ").filter(|pair| !pair.is_empty());
                pairs.map(|pair| pair.split('=').next().unwrap().to_owned()).collect()
            };
            (row["variable"].to_owned(), codes(row["values_de"]), codes(row["missings_en"]))
        })
        .collect::<Vec<_>>()
    };
    for file in &FILES[..4] {
        let (header, rows) = table(&files[*file], &MACHINE);
        assert!(!rows.is_empty(), "{file} is tested");
        let described = in_codebook(file);
        assert_eq!(described.iter().map(|(name, ..)| name).collect::<Vec<_>>(), {
            header.iter().collect::<Vec<_>>()
        });
        for cells in &rows {
            for ((name, values, missings), cell) in described.iter().zip(cells) {
                let is_valid = match values.is_empty() {
                    true => !cell.is_empty(),
                    false => values.contains(cell) || missings.contains(cell),
                };
                assert!(is_valid, "{file}: {name} may not be {cell:?}");
            }
        }
    }
}

#[test]
fn a_spreadsheet_gets_numbers_with_a_comma_and_places_as_text() {
    let questionnaire = questionnaire(MOVES);
    let response = answered(&[("town", "03461002"), ("rooms", "2.5"), ("why_1_text", "=1+1")]);
    let (_, files) =
        exported(&[("v", &questionnaire)], &EXCEL_DE, &[("r1", "v", response.clone())]);
    let (header, rows) = table(&files["responses.csv"], &EXCEL_DE);
    let cells = row(&header, &rows[0]);
    assert_eq!(cells["town"], "'03461002");
    assert_eq!(cells["rooms"], "2,5");
    assert_eq!(cells["why_1_text"], "'=1+1");
}

#[test]
fn several_versions_share_their_columns() {
    let old = questionnaire(MOVES);
    let new = MOVES
        .replace("\"name\": \"rooms\"", "\"name\": \"floors\"")
        .replace("\"version\": \"1.0\"", "\"version\": \"2.0\"")
        .replace(
            "\"value\": \"03461001\", \"label\": \"Berne\"",
            "\"value\": \"99\", \"label\": \"X\"",
        );
    let new = questionnaire(&new);
    let rooms = answered(&[("rooms", "3"), ("town", "03461001")]);
    let floors = answered(&[("floors", "2"), ("town", "99")]);
    let (_, files) = exported(
        &[("old", &old), ("new", &new)],
        &MACHINE,
        &[("r1", "old", rooms), ("r2", "new", floors)],
    );
    let (header, rows) = table(&files["responses.csv"], &MACHINE);
    let [first, second] = [row(&header, &rows[0]), row(&header, &rows[1])];
    assert_eq!([first["rooms"], first["floors"], first["instr_ver"]], ["3", "-4", "1.0"]);
    assert_eq!([second["rooms"], second["floors"], second["instr_ver"]], ["-4", "2", "2.0"]);
    let (header, described) = table(&files["codebook.csv"], &MACHINE);
    let town = described.iter().map(|cells| row(&header, cells));
    let town = town.into_iter().find(|row| row["variable"] == "town").unwrap();
    assert_eq!(town["values_de"], "99=X | 03461002=Brake / Unterweser | 03461001=Berne");
}

/// With ids: one column under the newest name, and the tables of reasons and repeats name it so, too.
#[test]
fn what_was_renamed_is_one_column() {
    let home = r#"{ "kind": "repeat", "name": "home", "label": "Home", "questions": [
        { "kind": "integer", "name": "floor", "label": "Which floor?" }] },
        { "kind": "decimal", "name": "rooms"#;
    let old = MOVES.replace("{ \"kind\": \"decimal\", \"name\": \"rooms", home);
    let new = [
        ("\"name\": \"rooms\"", "\"name\": \"chambers\", \"id\": \"rooms\""),
        ("\"name\": \"why_1_text\"", "\"name\": \"learn_text\", \"id\": \"why_1_text\""),
        ("\"name\": \"home\"", "\"name\": \"flat\", \"id\": \"home\""),
        ("\"name\": \"floor\"", "\"name\": \"storey\", \"id\": \"floor\""),
        ("\"version\": \"1.0\"", "\"version\": \"2.0\""),
    ];
    let new = new.iter().fold(old.clone(), |document, (was, now)| {
        assert!(document.contains(was), "{was}");
        document.replace(was, now)
    });
    let (old, new) = (questionnaire(&old), questionnaire(&new));
    let first = [("rooms", "3"), ("why_1_text", "Uni"), ("home", "1"), ("floor[1]", "5")];
    let second = [("chambers", "4"), ("learn_text", "Lehre"), ("flat", "1"), ("storey[1]", "6")];
    let responses = [("r1", "old", answered(&first)), ("r2", "new", answered(&second))];
    let (_, files) = exported(&[("old", &old), ("new", &new)], &MACHINE, &responses);
    let rows = |file: &str| {
        let (header, rows) = table(&files[file], &MACHINE);
        let named = |cells: &Vec<String>| -> BTreeMap<String, String> {
            header.iter().cloned().zip(cells.iter().cloned()).collect()
        };
        rows.iter().map(named).collect::<Vec<_>>()
    };
    let column = |file: &str, name: &str| -> Vec<String> {
        rows(file).iter().map(|row| row.get(name).cloned().unwrap_or_default()).collect()
    };
    assert_eq!(column("responses.csv", "chambers"), ["3", "4"]);
    assert_eq!(column("responses.csv", "learn_text"), ["Uni", "Lehre"]);
    assert_eq!(column("responses.csv", "flat"), ["1", "1"]);
    for former in ["rooms", "why_1_text", "home", "floor"] {
        assert!(!rows("responses.csv")[0].contains_key(former), "{former}");
        assert!(!column("codebook.csv", "variable").contains(&former.to_owned()), "{former}");
    }
    assert_eq!(column("reasons.csv", "text_variable"), ["learn_text", "learn_text"]);
    assert_eq!(column("repeats.csv", "repeat"), ["flat", "flat"]);
    assert_eq!(column("repeats.csv", "variable"), ["storey", "storey"]);
    assert_eq!(column("repeats.csv", "value"), ["5", "6"]);
}

#[test]
fn what_is_asked_several_times_has_rows_of_its_own() {
    let pages = r#""pages": [{ "name": "homes", "section": "all", "title": "Homes", "questions": [
        { "kind": "repeat", "name": "home", "label": "Home", "questions": [
            { "kind": "integer", "name": "floor", "label": "Which floor?", "min": -5, "missing": [-8] },
            { "kind": "repeat", "name": "pet", "label": "Pet", "questions": [
                { "kind": "text", "name": "who", "label": "Who?" }] }] }] }]"#;
    let start = MOVES.find("\"pages\"").unwrap();
    let end = MOVES.rfind(']').unwrap();
    let document = format!("{}{pages}{}", &MOVES[..start], &MOVES[end + 1..]);
    let document: serde_json::Value = serde_json::from_str(&document).unwrap();
    let mut document = document;
    document.as_object_mut().unwrap().remove("ends");
    let questionnaire = questionnaire(&document.to_string());
    let response = answered(&[
        ("home", "2"),
        ("floor[1]", "3"),
        ("floor[2]", "-8"),
        ("pet[1]", "1"),
        ("pet[2]", "2"),
        ("who[1][1]", "cat"),
        ("who[2][1]", "=dog"),
        ("who[2][2]", "-9"),
    ]);
    let versions = [("v", &questionnaire)];
    let (_, files) =
        exported(&versions, &MACHINE, &[("r1", "v", response), ("r2", "v", answered(&[]))]);
    let (header, rows) = table(&files["repeats.csv"], &MACHINE);
    assert_eq!(header, ["resp_id", "repeat", "instance", "variable", "value"]);
    assert_eq!(
        rows.iter().map(|cells| cells.join(" ")).collect::<Vec<_>>(),
        [
            "r1 home 1 floor 3",
            "r1 home 1 pet 1",
            "r1 home 2 floor -98",
            "r1 home 2 pet 2",
            "r1 pet 1.1 who cat",
            "r1 pet 2.1 who =dog",
            "r1 pet 2.2 who -9",
        ]
    );
    let (header, rows) = table(&files["responses.csv"], &MACHINE);
    assert_eq!(row(&header, &rows[0])["home"], "2");
    assert_eq!(row(&header, &rows[1])["home"], "-2");
    let (header, described) = table(&files["codebook.csv"], &MACHINE);
    let described = described.iter().map(|cells| row(&header, cells));
    let own =
        described.filter(|row| row["file"] == "repeats.csv").map(|row| row["variable"].to_owned());
    assert_eq!(
        own.collect::<Vec<_>>(),
        ["resp_id", "repeat", "instance", "variable", "value", "floor", "pet", "who"]
    );
}

#[test]
fn a_response_to_an_unknown_version_stops_the_export() {
    let questionnaire = questionnaire(MOVES);
    let folder = tempfile::tempdir().unwrap();
    let sink = Directory::create(folder.path()).unwrap();
    let survey = ExportedSurvey { slug: "moves", versions: &[("v", &questionnaire)] };
    let mut export = Export::start(survey, &MACHINE, sink).unwrap();
    let refused = export.push(by_code("r1", "other", &document(&answered(&[])))).unwrap_err();
    assert!(matches!(&refused, ExportError::UnknownVersion { version, .. } if version == "other"));
    drop(export);
    assert!(files_in(folder.path()).is_empty(), "no half files stay behind");
}

/// Two at once would mix their files; what a killed process left is in nobody's way.
#[test]
fn two_exports_do_not_write_into_one_directory() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("responses.csv.part"), "killed").unwrap();
    let mut first = Directory::create(folder.path()).unwrap();
    let refused = Directory::create(folder.path()).unwrap_err();
    assert!(refused.to_string().contains("another export"), "{refused}");
    first.start("responses.csv").unwrap();
    first.write_all(b"first").unwrap();
    first.finish().unwrap();
    drop(first);
    assert_eq!(files_in(folder.path())["responses.csv"], b"first");
    Directory::create(folder.path()).unwrap();
}

#[test]
fn a_row_says_by_which_door_the_response_came() {
    let questionnaire = questionnaire(MOVES);
    let response = document(&answered(&[]));
    let survey = ExportedSurvey { slug: "moves", versions: &[("v", &questionnaire)] };
    let mut bytes = Vec::new();
    let only = Only::new("responses.csv", &mut bytes);
    let mut export = Export::start(survey, &MACHINE, only).unwrap();
    export.push(ExportRow { stratum: "18-24 out", ..by_code("r1", "v", &response) }).unwrap();
    export.push(by_code("r2", "v", &response)).unwrap();
    export.push(ExportRow { with_code: false, ..by_code("r3", "v", &response) }).unwrap();
    export.finish(&mut |_, _| Ok(None)).unwrap();
    let (_, rows) = table(&bytes, &MACHINE);
    let envelopes: Vec<&[String]> = rows.iter().map(|cells| &cells[..3]).collect();
    assert_eq!(envelopes, [["r1", "1", "18-24 out"], ["r2", "1", "-6"], ["r3", "2", "-6"]]);
}

#[test]
fn an_archive_holds_the_same_files_as_a_directory() {
    let questionnaire = questionnaire(MOVES);
    let versions = [("v", &questionnaire)];
    let responses = [("r1", "v", answered(&[("why_1", "101"), ("image_1", "4")]))];
    let (manifest, files) = exported(&versions, &MACHINE, &responses);

    let mut bytes = Vec::new();
    let survey = ExportedSurvey { slug: "moves", versions: &versions };
    let mut export = Export::start(survey, &MACHINE, Zip::new(&mut bytes)).unwrap();
    export.push(by_code("r1", "v", &document(&responses[0].2))).unwrap();
    assert_eq!(export.finish(&mut |_, _| Ok(None)).unwrap(), manifest);
    let mut archive = zip::ZipArchive::new(io::Cursor::new(bytes)).unwrap();
    assert_eq!(archive.len(), FILES.len());
    for (index, name) in FILES.into_iter().enumerate() {
        let mut file = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        io::copy(&mut file, &mut content).unwrap();
        assert_eq!(file.name().unwrap(), name);
        assert!(content == files[name], "{name}");
    }
    for name in FILES {
        let mut bytes = Vec::new();
        let mut export = Export::start(survey, &MACHINE, Only::new(name, &mut bytes)).unwrap();
        export.push(by_code("r1", "v", &document(&responses[0].2))).unwrap();
        export.finish(&mut |_, _| Ok(None)).unwrap();
        assert_eq!(bytes, files[name], "{name} alone");
    }
}

#[test]
fn an_archive_that_was_not_finished_is_none() {
    let mut bytes = Vec::new();
    let mut zip = Zip::new(&mut bytes);
    zip.start("responses.csv").unwrap();
    zip.write_all(b"half").unwrap();
    drop(zip);
    assert!(zip::ZipArchive::new(io::Cursor::new(bytes)).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever people write comes back; a spreadsheet's apostrophe is the only thing added.
    #[test]
    fn every_text_is_read_back(texts in prop::collection::vec(hostile(), 1..5)) {
        let questionnaire = questionnaire(MOVES);
        let made: Vec<(&str, &str, _)> =
            texts.iter().map(|text| ("r", "v", answered(&[("why_1_text", text)]))).collect();
        for preset in CSV {
            let (_, files) = exported(&[("v", &questionnaire)], preset, &made);
            let (header, rows) = table(&files["responses.csv"], preset);
            prop_assert_eq!(rows.len(), texts.len());
            for (cells, text) in rows.iter().zip(&texts) {
                let read = row(&header, cells)["why_1_text"].to_owned();
                if preset.key() == "excel-de" && read != *text {
                    prop_assert_eq!(read, format!("'{text}"));
                } else {
                    prop_assert_eq!(&read, text);
                }
                if preset.key() == "excel-de" {
                    let first = row(&header, cells)["why_1_text"].chars().next();
                    let is_number = text.parse::<f64>().is_ok();
                    prop_assert!(is_number || !matches!(first, Some('=' | '+' | '-' | '@' | '\t')));
                }
            }
        }
    }
}

fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        "[=+@\t\r\n'\";,|-][ -~\r\n]{0,20}",
        "[0-9.,:/eE%+ -]{1,12}",
        "[\"\r\n,;]{1,8}",
        "\\PC{1,30}",
        prop::sample::select(responses::TEXTS.to_vec()).prop_map(str::to_owned),
    ]
}

/// A form without a version of its own: which one was answered stands in every row all the same.
#[test]
fn a_form_without_a_version_has_one_in_the_data() {
    let form = "| survey |         |      |           |\n\
                |        | type    | name | label     |\n\
                |        | integer | age  | How old?  |\n";
    let source = formats::read(form.as_bytes(), FileType::of("form.md").unwrap(), "form");
    let questionnaire = formats::check(source, &NoFiles).sound().unwrap();
    assert_eq!(questionnaire.definition().version, "");
    let hash = "4f2a9c".repeat(10);
    let response = ("r1", hash.as_str(), answered(&[("age", "7")]));
    let (_, files) = exported(&[(&hash, &questionnaire)], &MACHINE, &[response]);
    let (header, rows) = table(&files["responses.csv"], &MACHINE);
    let label = row(&header, &rows[0])["instr_ver"];
    assert!(!label.is_empty() && hash.starts_with(label), "{label:?}");
}

/// What numbers are counted in, also where they are worked out.
#[test]
fn the_codebook_says_what_numbers_are_counted_in() {
    let ask = |kind: &str, name: &str, more: Value| {
        let mut question = json!({ "kind": kind, "name": name, "label": name });
        question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        question
    };
    let work = |name: &str, calculation: &str, more: Value| {
        let mut question = json!({ "kind": "calculate", "name": name, "calculation": calculation });
        question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        question
    };
    let km = json!({ "unit": { "de": "Kilometer", "en": "kilometres" } });
    let document = json!({
        "name": "ways", "version": "1", "languages": ["de", "en"], "title": "Wege",
        "pages": [{ "name": "p", "title": "Wege", "questions": [
            ask("decimal", "there", km.clone()),
            ask("decimal", "back", km.clone()),
            ask("integer", "days", json!({ "unit": { "de": "Tage", "en": "days" } })),
            work("both_ways", "round(${there} + ${back}, 1)", json!({})),
            work("longer", "if(${both_ways} > 10, ${both_ways}, 10)", json!({})),
            work("per_week", "${both_ways} * ${days}", json!({ "unit": { "de": "km je Woche", "en": "km a week" } })),
            work("product", "${both_ways} * ${days}", json!({})),
            work("mixed", "${there} + ${days}", json!({})),
            work("word", "concat(${there}, 'x')", json!({})),
        ]}],
    });
    let questionnaire = questionnaire(&document.to_string());
    let (_, files) = exported(&[("v", &questionnaire)], &MACHINE, &[]);
    let (header, described) = table(&files["codebook.csv"], &MACHINE);
    let of = |name: &str| {
        let rows = described.iter().map(|cells| row(&header, cells));
        let found = rows.into_iter().find(|row| row["variable"] == name).unwrap();
        [found["type"].to_owned(), found["unit_de"].to_owned(), found["unit_en"].to_owned()]
            .join(" ")
    };
    for name in ["there", "both_ways", "longer"] {
        assert_eq!(of(name), "number Kilometer kilometres", "{name}");
    }
    assert_eq!(of("per_week"), "number km je Woche km a week");
    assert_eq!(of("product"), "number  ");
    assert_eq!(of("mixed"), "number  ");
    assert_eq!(of("word"), "text  ");
}

/// A unit and bounds are worked out once, however often and through how many others a calculation takes it.
#[test]
fn a_chain_of_calculations_is_worked_out_at_once() {
    let mut questions =
        vec![json!({ "kind": "decimal", "name": "c0", "label": "c0", "unit": "km" })];
    for number in 1..=20 {
        let sum = vec![format!("${{c{}}}", number - 1); 50].join(" + ");
        let name = format!("c{number}");
        questions.push(json!({ "kind": "calculate", "name": name, "calculation": sum }));
    }
    let document = json!({
        "name": "chain", "version": "1", "languages": ["de"], "title": "Kette",
        "pages": [{ "name": "p", "title": "Kette", "questions": questions }],
    });
    let questionnaire = questionnaire(&document.to_string());
    let (_, files) = exported(&[("v", &questionnaire)], &MACHINE, &[]);
    let (header, described) = table(&files["codebook.csv"], &MACHINE);
    let last = described.iter().map(|cells| row(&header, cells)).find(|it| it["variable"] == "c20");
    assert_eq!(last.unwrap()["unit_de"], "km");
}
