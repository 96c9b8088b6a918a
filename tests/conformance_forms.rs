//! XLSForms of other projects: those that pyxform accepts are read, those it refuses are refused.
//! The cases are read in place; where they are absent, the tests say so and pass.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "in a test, a panic is the report, and what was skipped is said"
)]

use std::path::{Path, PathBuf};

use serde_json::Value as Json;
use zugvogel::engine::model::Definition;
use zugvogel::engine::{Problem, Severity};
use zugvogel::formats::workbook::Container;
use zugvogel::formats::{self, Beside, FileType, Nothing, Source};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/conformance/forms")
}

fn cases() -> Vec<Json> {
    let Ok(index) = std::fs::read_to_string(folder().join("index.jsonl")) else {
        println!("the forms are absent: skipped");
        return Vec::new();
    };
    index.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn read(file: &str) -> Source {
    let bytes = std::fs::read(folder().join(file)).unwrap();
    let stem = Path::new(file).file_stem().unwrap().to_str().unwrap();
    formats::read(&bytes, FileType::of(file).unwrap(), stem)
}

fn errors(problems: &[Problem]) -> Vec<String> {
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
    errors.map(ToString::to_string).collect()
}

#[test]
fn forms_are_accepted_and_refused_as_pyxform_does() {
    let (mut valid, mut invalid) = ([0, 0], [0, 0]);
    for case in cases() {
        let file = case["file"].as_str().unwrap();
        let expected = case["valid"].as_bool().unwrap();
        let source = read(file);
        let read = errors(&source.problems).len();
        let said = errors(&formats::check(source, &Nothing).problems);
        if !expected && read == 0 && !said.is_empty() {
            println!("by check only: {file} {said:?}");
        }
        let tally = if expected { &mut valid } else { &mut invalid };
        if said.is_empty() == expected {
            tally[0] += 1;
        } else {
            tally[1] += 1;
            println!("{file}: valid {expected}, {said:?} {}", case["error"]);
        }
    }
    println!("valid {valid:?}, invalid {invalid:?}");
}

/// The first place where two documents differ.
fn difference(one: &Json, two: &Json, place: &str) -> Option<String> {
    match (one, two) {
        (Json::Object(a), Json::Object(b)) => {
            let keys = a.keys().chain(b.keys());
            let null = Json::Null;
            keys.filter_map(|key| {
                let (a, b) = (a.get(key).unwrap_or(&null), b.get(key).unwrap_or(&null));
                difference(a, b, &format!("{place}.{key}"))
            })
            .next()
        }
        (Json::Array(a), Json::Array(b)) if a.len() == b.len() => a
            .iter()
            .zip(b)
            .enumerate()
            .find_map(|(at, (a, b))| difference(a, b, &format!("{place}[{at}]"))),
        _ if one == two => None,
        _ => Some(format!("{place}: {one} {two}")),
    }
}

/// Writes a questionnaire as a workbook and reads it again; what is different then.
fn lost(
    definition: &Definition,
    name: &str,
    container: Container,
    beside: &dyn Beside,
) -> Option<String> {
    let file_type = FileType::Workbook(container);
    let (bytes, problems) = formats::write(definition, file_type, name, beside).unwrap();
    let again = formats::read(&bytes, file_type, name).definition.unwrap();
    let json = |definition| serde_json::to_value(definition).unwrap();
    let lost = difference(&json(definition), &json(&again), "");
    assert!(lost.is_some() == (*definition != again));
    lost.map(|lost| format!("{lost} {problems:?}"))
}

#[test]
fn what_is_imported_comes_out_as_it_went_in() {
    let (mut same, mut other) = (0, 0);
    for case in cases().iter().filter(|case| case["valid"] == true) {
        let file = case["file"].as_str().unwrap();
        let stem = Path::new(file).file_stem().unwrap().to_str().unwrap();
        let Some(definition) = read(file).definition else { continue };
        // Excel's own files come out as such; the others as text, which is quicker.
        let container = match FileType::of(file) {
            Some(FileType::Workbook(Container::Xlsx)) => Container::Xlsx,
            _ => Container::Csv,
        };
        match lost(&definition, stem, container, &Nothing) {
            None => same += 1,
            Some(lost) => {
                other += 1;
                println!("{file}: {lost}");
            }
        }
    }
    println!("{same} the same, {other} not");
}

#[test]
fn our_own_questionnaires_survive_as_workbooks() {
    for name in ["wesermarsch", "feedback"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires");
        let bytes = std::fs::read(folder.join(format!("{name}.json"))).unwrap();
        let definition = formats::read(&bytes, FileType::Json, name).definition.unwrap();
        for container in [Container::Xlsx, Container::Csv] {
            assert_eq!(
                lost(&definition, "another", container, &Folder(folder.clone())),
                None,
                "{name}"
            );
        }
    }
}

/// The files in a folder.
struct Folder(PathBuf);

impl Beside for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        std::fs::read(self.0.join(path)).map_err(|error| error.to_string())
    }
}

/// What pyxform refuses of a folder of forms, or nothing when it is not installed.
fn refused_by_pyxform(folder: &Path) -> Option<Vec<String>> {
    let oracle = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracles/pyxform_forms.py");
    let output = std::process::Command::new("python3").arg(oracle).arg(folder).output().ok()?;
    if output.status.code() == Some(3) {
        return None;
    }
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect())
}

#[test]
fn pyxform_accepts_what_we_write() {
    let folder = tempfile::tempdir().unwrap();
    let mut written = 0;
    for (number, case) in cases().iter().filter(|case| case["valid"] == true).enumerate() {
        let file = case["file"].as_str().unwrap();
        let stem = Path::new(file).file_stem().unwrap().to_str().unwrap();
        let Some(definition) = read(file).definition else { continue };
        let (file_type, extension) = match FileType::of(file) {
            Some(FileType::Workbook(Container::Xlsx | Container::Xls)) => {
                (FileType::Workbook(Container::Xlsx), "xlsx")
            }
            // pyxform's own reader of CSV stumbles over sheets that it does not know.
            _ => (FileType::Workbook(Container::Markdown), "md"),
        };
        let (bytes, _) = formats::write(&definition, file_type, stem, &Nothing).unwrap();
        std::fs::write(folder.path().join(format!("{number}_{stem}.{extension}")), bytes).unwrap();
        written += 1;
    }
    let Some(refused) = refused_by_pyxform(folder.path()) else {
        println!("pyxform is absent (`pip install pyxform`): skipped");
        return;
    };
    println!("{written} written, {} refused by pyxform:\n{}", refused.len(), refused.join("\n"));
}
