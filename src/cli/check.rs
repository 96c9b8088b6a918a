//! `zugvogel check`: all problems of questionnaire files at once.

use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;

use crate::engine::{Checked, Problem, Severity};
use crate::formats::{Beside, json};

/// Prints every problem with its place and a hint. Status 1 when there is an error.
pub(super) fn run(files: &[PathBuf]) -> Result<ExitCode> {
    let mut out = std::io::stdout().lock();
    let mut broken = false;
    for file in files {
        let Checked { problems, .. } = load(file);
        let errors = problems.iter().filter(|p| p.severity == Severity::Error).count();
        broken |= errors > 0;
        for problem in &problems {
            writeln!(out, "{}: {problem}", file.display())?;
        }
        let warnings = problems.len() - errors;
        match (errors, warnings) {
            (0, 0) => writeln!(out, "{}: no problems", file.display())?,
            _ => writeln!(out, "{}: {errors} errors, {warnings} warnings", file.display())?,
        }
    }
    Ok(if broken { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Reads and checks a questionnaire file with the files beside it.
pub(super) fn load(file: &Path) -> Checked {
    let directory = file.parent().unwrap_or(Path::new("")).to_owned();
    match std::fs::read(file) {
        Ok(bytes) => json::load(&bytes, &Directory(directory)),
        Err(error) => Checked {
            questionnaire: None,
            problems: vec![Problem::new(
                Severity::Error,
                ".",
                format!("the file cannot be read: {error}"),
            )],
        },
    }
}

/// The files beside a questionnaire in a directory.
#[derive(Debug)]
struct Directory(PathBuf);

impl Beside for Directory {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let relative = Path::new(path);
        if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(format!("`{path}` must lie beside or below the questionnaire"));
        }
        std::fs::read(self.0.join(relative)).map_err(|error| format!("`{path}`: {error}"))
    }
}
