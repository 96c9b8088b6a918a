//! The export: what its files hold, that nothing is altered on the way, and that whoever gets half
//! of it knows.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "clippy takes only functions marked as tests for tests"
)]

#[path = "support/databases.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod databases;
#[path = "support/responses.rs"]
mod responses;

#[path = "export/dataset.rs"]
mod dataset;
#[path = "export/design.rs"]
mod design;
#[path = "export/files.rs"]
mod files;
#[path = "export/formats.rs"]
mod formats;
#[path = "export/missing.rs"]
mod missing;
#[path = "export/store.rs"]
mod store;
#[path = "export/study.rs"]
mod study;
#[path = "export/words.rs"]
mod words;

use std::collections::BTreeMap;

use zugvogel::engine::{Questionnaire, Response};
use zugvogel::export::{
    Directory, EXCEL_DE, Export, ExportRow, ExportedSurvey, Format, MACHINE, Manifest,
};
use zugvogel::formats::{NoFiles, json};

/// The files of an export as CSV, in order.
const FILES: [&str; 7] = [
    "responses.csv",
    "reasons.csv",
    "image.csv",
    "transparency.csv",
    "repeats.csv",
    "codebook.csv",
    "manifest.json",
];

/// Both dialects of CSV.
const CSV: [&dyn Format; 2] = [&MACHINE, &EXCEL_DE];

/// A small questionnaire with every role of the study.
const MOVES: &str = include_str!("export/moves.json");

fn questionnaire(document: &str) -> Questionnaire {
    let checked = json::load(document.as_bytes(), &NoFiles);
    checked.sound().unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// A response with these answers.
fn answered(answers: &[(&str, &str)]) -> Response {
    Response {
        language: "de".to_owned(),
        disposition: "1.1".to_owned(),
        last_page: "view".to_owned(),
        answers: answers.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect(),
        ..Response::default()
    }
}

/// Files by name.
type Files = BTreeMap<String, Vec<u8>>;

fn exported(
    versions: &[(&str, &Questionnaire)],
    format: &'static dyn Format,
    responses: &[(&str, &str, Response)],
) -> (Manifest, Files) {
    let folder = tempfile::tempdir().unwrap();
    let sink = Directory::create(folder.path()).unwrap();
    let survey = ExportedSurvey { slug: "moves", versions };
    let mut export = Export::start(survey, format, sink).unwrap();
    for (id, version, response) in responses {
        export.push(by_code(id, version, &document(response))).unwrap();
    }
    let manifest = export.finish(&mut |_, _| Ok(None)).unwrap();
    (manifest, files_in(folder.path()))
}

/// A response as it is stored.
fn document(response: &Response) -> String {
    serde_json::to_string(response).unwrap()
}

/// A stored response that came with a code that carries no stratum.
fn by_code<'a>(id: &'a str, version_hash: &'a str, document: &'a str) -> ExportRow<'a> {
    ExportRow { id, version_hash, with_code: true, stratum: "", document }
}

fn files_in(folder: &std::path::Path) -> Files {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let name = |entry: &std::fs::DirEntry| entry.file_name().into_string().unwrap();
    entries.map(|entry| (name(&entry), std::fs::read(entry.path()).unwrap())).collect()
}

/// The header and the rows of a CSV file.
fn table(bytes: &[u8], format: &dyn Format) -> (Vec<String>, Vec<Vec<String>>) {
    let (delimiter, bytes) = match format.key() {
        "machine" => (b',', bytes),
        _ => (b';', bytes.strip_prefix(b"\xef\xbb\xbf").expect("a byte order mark")),
    };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes);
    let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let row = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    (header, reader.records().map(|record| row(record.unwrap())).collect())
}

/// The cells of a row by column.
fn row<'t>(header: &'t [String], cells: &'t [String]) -> BTreeMap<&'t str, &'t str> {
    header.iter().map(String::as_str).zip(cells.iter().map(String::as_str)).collect()
}
