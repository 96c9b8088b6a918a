//! XLSForms of other projects: those that pyxform accepts are read, those it refuses are refused.
//! The cases are read in place; where they are absent, the tests say so and pass.
#![expect(clippy::unwrap_used, reason = "in a test, a panic is the report")]

use std::path::{Path, PathBuf};

use serde_json::Value as Json;
use zugvogel::engine::{Problem, Severity};
use zugvogel::formats::{self, FileType, Nothing, Source};

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
