//! `zugvogel check`: all problems of questionnaire files at once.

use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use serde_json::json;

use super::Report;
use crate::engine::{Checked, Problem, Severity};
use crate::formats::{self, Beside, FileType, Source};

/// Prints every problem with its place and a hint. Status 1 when there is an error.
pub(super) fn run(files: &[PathBuf], format: Report) -> Result<ExitCode> {
    let mut out = std::io::stdout().lock();
    let mut broken = false;
    let mut all = Vec::new();
    for file in files {
        let Checked { problems, .. } = load(file);
        let of = |severity| problems.iter().filter(move |p| p.severity == severity);
        let errors = of(Severity::Error).count();
        broken |= errors > 0;
        if format == Report::Json {
            all.extend(problems.iter().map(|problem| as_json(file, problem)));
            continue;
        }
        // What must be mended comes first.
        for problem in of(Severity::Error).chain(of(Severity::Warning)) {
            writeln!(out, "{}: {problem}", file.display())?;
        }
        let warnings = problems.len() - errors;
        match (errors, warnings) {
            (0, 0) => writeln!(out, "{}: no problems", file.display())?,
            _ => writeln!(out, "{}: {errors} errors, {warnings} warnings", file.display())?,
        }
    }
    if format == Report::Json {
        writeln!(out, "{}", serde_json::to_string_pretty(&all)?)?;
    }
    Ok(if broken { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// A problem for programs; what does not apply is left out.
fn as_json(file: &Path, problem: &Problem) -> serde_json::Value {
    let severity = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut object = json!({
        "file": file.display().to_string(),
        "severity": severity,
        "path": problem.place,
        "at": problem.at,
        "message": problem.message,
        "hint": problem.hint,
    });
    if let (Some(object), Some(cell)) = (object.as_object_mut(), &problem.cell) {
        object.insert("sheet".to_owned(), cell.sheet.clone().into());
        object.insert("row".to_owned(), cell.row.into());
        object.insert("column".to_owned(), cell.column.clone().into());
    }
    if let Some(object) = object.as_object_mut() {
        object.retain(|_, value| !value.is_null() && value.as_str() != Some(""));
    }
    object
}

/// Reads and checks a questionnaire file with the files beside it.
pub(super) fn load(file: &Path) -> Checked {
    formats::check(read(file), &Directory::of(file))
}

/// Reads a questionnaire file.
pub(super) fn read(file: &Path) -> Source {
    let Some(file_type) = FileType::of(&file.to_string_lossy()) else {
        return Source::refused(
            "the name of a questionnaire ends in .json, .xlsx, .xls, .csv, .md or .lss",
        );
    };
    match std::fs::read(file) {
        Ok(bytes) => formats::read(&bytes, file_type, &stem(file)),
        Err(error) => Source::refused(format!("the file cannot be read: {error}")),
    }
}

/// The name of a file without its extension.
pub(super) fn stem(file: &Path) -> String {
    file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The files beside a questionnaire in a directory.
#[derive(Debug)]
pub(super) struct Directory(PathBuf);

impl Directory {
    /// The directory of a file.
    pub(super) fn of(file: &Path) -> Self {
        Self(file.parent().unwrap_or(Path::new("")).to_owned())
    }
}

impl Beside for Directory {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let relative = Path::new(path);
        if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(format!("`{path}` must lie beside or below the questionnaire"));
        }
        std::fs::read(self.0.join(relative)).map_err(|error| format!("`{path}`: {error}"))
    }
}
