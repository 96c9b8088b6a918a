//! Every format of the registry: complete, the same tables as CSV, and described. A format that lacks
//! one of its parts fails here.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use serde_json::Value;
use zugvogel::export::{
    Export, ExportError, ExportedSurvey, FORMATS, Format, JSON_LINES, MACHINE, TABLES, XLSX, Zip,
    find_format,
};

use super::{Files, answered, by_code, document, exported, questionnaire, responses, table};

/// One question of each sort of cell.
const SORTS: &str = r#"{ "name": "sorts", "languages": ["de"], "title": "Sorten", "pages": [
    { "name": "one", "questions": [
        { "kind": "date", "name": "moved", "label": "Wann?" },
        { "kind": "decimal", "name": "rooms", "label": "Zimmer?", "min": 0 },
        { "kind": "text", "name": "word", "label": "Wort?" } ] } ] }"#;

#[test]
fn every_format_has_all_its_parts() {
    let guide = include_str!("../../docs/export.md");
    let texts =
        [include_str!("../../templates/i18n/de.ftl"), include_str!("../../templates/i18n/en.ftl")];
    let mut keys = BTreeSet::new();
    for format in FORMATS {
        let key = format.key();
        assert!(keys.insert(key), "{key} is there twice");
        assert_eq!(find_format(key).map(|format| format.key()), Some(key));
        assert!(!format.media_type().is_empty() && !format.extension().is_empty());
        for text in texts {
            assert!(text.contains(&format!("\nexport-{key} = ")), "no name of {key}");
            assert!(text.contains(&format!("\nexport-note-{key} = ")), "no note on {key}");
        }
        let command = match format.preset() {
            Some(preset) => format!("`--format {} --preset {preset}`", format.name()),
            None => format!("`--format {}`", format.name()),
        };
        assert!(guide.contains(&command), "docs/export.md says nothing of {command}");
    }
}

#[test]
fn every_format_writes_the_same_tables_and_the_same_bytes_again() {
    let questionnaire = responses::questionnaire("wesermarsch");
    let made: Vec<(String, _)> =
        (0..12).map(|i| (format!("r{i}"), responses::response(&questionnaire, i))).collect();
    let made: Vec<(&str, &str, _)> =
        made.iter().map(|(id, response)| (id.as_str(), "v", response.clone())).collect();
    let versions = [("v", &questionnaire)];
    let expected = tables(&MACHINE, &exported(&versions, &MACHINE, &made).1);
    assert_eq!(expected.len(), TABLES.len());
    for format in FORMATS.into_iter().filter(|format| format.key() != "excel-de") {
        let (manifest, files) = exported(&versions, format, &made);
        assert_eq!((manifest.format, manifest.preset), (format.name(), format.preset()));
        assert_eq!(manifest.files[0].rows, 12, "{}", format.key());
        assert_eq!(exported(&versions, format, &made).1, files, "{}", format.key());
        let read = tables(format, &files);
        for name in &TABLES[..5] {
            assert_eq!(read[*name].1, expected[*name].1, "{name} as {}", format.key());
            // JSON says nothing of the columns of a table without rows.
            let is_seen = format.name() != "jsonl" || !read[*name].1.is_empty();
            assert!(!is_seen || read[*name].0 == expected[*name].0, "{name} as {}", format.key());
        }
        // The codebook names other files, and has the same columns.
        assert_eq!(read["codebook"].0, expected["codebook"].0);
        assert_eq!(read["codebook"].1.len(), expected["codebook"].1.len());
    }
}

#[test]
fn a_workbook_has_numbers_days_and_texts_and_no_formulas() {
    let questionnaire = questionnaire(SORTS);
    let versions = [("v", &questionnaire)];
    let made = [
        ("r1", "v", answered(&[("moved", "2026-11-28"), ("rooms", "2.5"), ("word", "=1+1")])),
        ("r2", "v", answered(&[("moved", "-9"), ("rooms", "-9"), ("word", "03461002")])),
    ];
    let files = exported(&versions, &XLSX, &made).1;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(files["data.xlsx"].clone())).unwrap();
    assert_eq!(book.sheet_names(), TABLES);
    let sheet = book.worksheet_range("responses").unwrap();
    let header: Vec<String> = sheet.rows().next().unwrap().iter().map(Data::to_string).collect();
    let cell = |row: usize, name: &str| {
        let column = header.iter().position(|column| column == name).unwrap();
        sheet.rows().nth(row).unwrap()[column].clone()
    };
    assert!(matches!(cell(1, "moved"), Data::DateTime(day) if day.as_f64() == 46354.0));
    assert_eq!(cell(1, "rooms"), Data::Float(2.5));
    assert_eq!(cell(1, "word"), Data::String("=1+1".to_owned()));
    assert_eq!(cell(2, "moved"), Data::Float(-9.0));
    assert_eq!(cell(2, "rooms"), Data::Float(-9.0));
    assert_eq!(cell(2, "word"), Data::String("03461002".to_owned()));
    assert!(book.worksheet_formula("responses").unwrap().is_empty());
    let too_long = "x".repeat(32_768);
    let survey = ExportedSurvey { slug: "sorts", versions: &versions };
    let mut bytes = Vec::new();
    let mut export = Export::start(survey, &XLSX, Zip::new(&mut bytes)).unwrap();
    let long = document(&answered(&[("word", &too_long)]));
    match export.push(by_code("r", "v", &long)) {
        Err(ExportError::Write(cause)) => {
            assert!(cause.to_string().contains("`word` of `responses`"), "{cause}");
        }
        other => panic!("a text that is too long for a cell: {other:?}"),
    }
}

#[test]
fn json_lines_have_numbers_where_they_are_numbers() {
    let questionnaire = questionnaire(SORTS);
    let made = [("r1", "v", answered(&[("rooms", "2.5"), ("word", "7")]))];
    let files = exported(&[("v", &questionnaire)], &JSON_LINES, &made).1;
    let line: Value = serde_json::from_slice(&files["responses.jsonl"]).unwrap();
    assert_eq!((&line["rooms"], &line["word"]), (&2.5.into(), &"7".into()));
    assert_eq!((&line["moved"], &line["resp_door"]), (&"-2".into(), &1.into()));
}

/// Header and rows by table.
type Read = BTreeMap<String, (Vec<String>, Vec<Vec<String>>)>;

/// The tables of an export, read by somebody else's code.
fn tables(format: &dyn Format, files: &Files) -> Read {
    let read = |name: &&str| ((*name).to_owned(), read(format, files, name));
    TABLES.iter().map(read).collect()
}

fn read(format: &dyn Format, files: &Files, name: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let bytes = &files[&format.file_of(name)];
    match format.name() {
        "csv" => table(bytes, format),
        "jsonl" => {
            // A table without rows has no columns to be seen.
            let (mut header, mut rows) = (Vec::new(), Vec::new());
            for line in std::str::from_utf8(bytes).unwrap().lines() {
                let line: serde_json::Map<String, Value> = serde_json::from_str(line).unwrap();
                header = line.keys().cloned().collect();
                let text = |value: &Value| match value {
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                rows.push(line.values().map(text).collect());
            }
            (header, rows)
        }
        "xlsx" => {
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
            let sheet = book.worksheet_range(name).unwrap();
            let text = |cell: &Data| match cell {
                Data::Float(number) => number.to_string(),
                Data::DateTime(day) => {
                    let day = day.as_f64();
                    let first = jiff::civil::date(1899, 12, 30);
                    (first + jiff::Span::new().days(day as i64)).to_string()
                }
                other => other.to_string(),
            };
            let mut rows = sheet.rows().map(|cells| cells.iter().map(text).collect::<Vec<_>>());
            let header = rows.next().unwrap();
            (header, rows.collect())
        }
        other => panic!("write here how a test reads {other}"),
    }
}
