//! `zugvogel check`: all problems of questionnaire files at once.

use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use serde_json::json;

use super::Report;
use crate::engine::media::Medium;
use crate::engine::{Checked, Problem, Questionnaire, Severity};
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

/// The content of the files that a checked questionnaire shows.
pub(super) fn media(file: &Path, questionnaire: &Questionnaire) -> Result<Vec<Medium>> {
    let gathered = formats::media::gather(questionnaire.definition(), &Directory::of(file));
    gathered.map_err(anyhow::Error::msg).with_context(|| format!("{}", file.display()))
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

/// The files beside a questionnaire: in the folder of its name with `-media`, as ODK's tools have
/// them, or in its own.
#[derive(Debug)]
pub(super) struct Directory {
    media: PathBuf,
    own: PathBuf,
}

impl Directory {
    /// The folders of a file.
    pub(super) fn of(file: &Path) -> Self {
        let own = file.parent().unwrap_or(Path::new("")).to_owned();
        Self { media: own.join(format!("{}-media", stem(file))), own }
    }
}

/// More than any file beside a questionnaire has; a larger one is not read.
const LARGEST: u64 = 50_000_000;

impl Beside for Directory {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let relative = Path::new(path);
        if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(format!("`{path}` must lie beside or below the questionnaire"));
        }
        let in_media = self.media.join(relative);
        let found = if in_media.is_file() { in_media } else { self.own.join(relative) };
        let read = || -> std::io::Result<Vec<u8>> {
            if std::fs::metadata(&found)?.len() > LARGEST {
                return Err(std::io::Error::other("the file has more than 50 MB"));
            }
            std::fs::read(&found)
        };
        read().map_err(|error| format!("`{path}`: {error}"))
    }
}
