//! `zugvogel convert`: a questionnaire from one file format into another.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use super::beside::MediaFolders;
use super::check::{load, read, stem};
use super::commands::tell;
use crate::engine::problem::remark;
use crate::engine::{Problem, Severity};
use crate::formats::lss::{ConversionReport, Fidelity};
use crate::formats::{self, FileType, FormFiles};
use crate::i18n::problems as words;

/// Writes a questionnaire as what the extension of `output` says. Status 1 when the input has errors: it
/// is said whether it is written all the same, since many can be mended in the new file as well.
pub(super) fn run(input: &Path, output: &Path, force: bool, language: &str) -> Result<ExitCode> {
    let Some(file_type) = FileType::of(&output.to_string_lossy()) else {
        bail!("the name of the output must end in .json, .xlsx, .csv or .md");
    };
    if output.exists() && !force {
        bail!("{} exists already; give --force to replace it", output.display());
    }
    let source = read(input);
    let is_readable = !source.problems.iter().any(Problem::is_error);
    let warnings = source.problems.iter().filter(|problem| !problem.is_error());
    // What the check finds besides is told, too, so that all can be mended at once.
    let checked = load(input).problems;
    let errors: Vec<&Problem> = checked.iter().filter(|problem| problem.is_error()).collect();
    let tell_of = |file: &Path, problem: &Problem| {
        tell(&format!("{}: {}", file.display(), words::problem(problem, language)));
    };
    for problem in errors.iter().copied().chain(warnings.filter(|_| source.report.is_none())) {
        tell_of(input, problem);
    }
    let definition = match &source.definition {
        Some(definition) if is_readable => definition,
        _ => {
            let sum = remark!("convert-nothing-written", errors = errors.len());
            tell(&format!("{}: {}", input.display(), words::remark(&sum, language)));
            return Ok(ExitCode::FAILURE);
        }
    };
    if let Some(report) = &source.report {
        tell(worded(report, language).trim_end());
    }
    let files = MediaFolders::of(input);
    for file in formats::files(definition) {
        if let Err(error) = files.read(&file) {
            let needed = Problem::new(Severity::Warning, "", error.remark(&file));
            tell_of(input, &needed);
        }
    }
    let (bytes, problems) = formats::write(definition, file_type, &stem(output), &files)
        .map_err(anyhow::Error::msg)
        .with_context(|| format!("{} cannot be written", output.display()))?;
    for problem in &problems {
        tell_of(output, problem);
    }
    std::fs::write(output, bytes)
        .with_context(|| format!("{} cannot be written", output.display()))?;
    if errors.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    let file = output.display().to_string();
    let sum = remark!("convert-written", errors = errors.len(), file);
    tell(&format!("{}: {}", input.display(), words::remark(&sum, language)));
    Ok(ExitCode::FAILURE)
}

/// What became of a file of LimeSurvey: the counts, then what needs a look, then the rest.
fn worded(report: &ConversionReport, language: &str) -> String {
    let count = |fidelity| report.of(fidelity).count();
    let counts = remark!(
        "lss-counts",
        taken = count(Fidelity::TakenOver),
        approximated = count(Fidelity::Approximated),
        lost = count(Fidelity::NoCounterpart),
    );
    let mut text = words::remark(&counts, language) + "\n";
    let headings = [
        (Fidelity::NoCounterpart, remark!("lss-no-counterpart")),
        (Fidelity::Approximated, remark!("lss-approximated")),
        (Fidelity::TakenOver, remark!("lss-taken-over")),
    ];
    for (fidelity, heading) in headings {
        let entries: Vec<String> = report
            .of(fidelity)
            .map(|entry| {
                let element = words::element(&entry.element, language);
                format!("  {element}: {}\n", words::remark(&entry.what, language))
            })
            .collect();
        if !entries.is_empty() {
            text += &format!("\n{}:\n{}", words::remark(&heading, language), entries.concat());
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats;

    #[test]
    fn a_report_begins_with_counts_and_is_told_in_two_languages() {
        let file = b"<document><questions><rows><row><qid>1</qid><title>Q1</title><type>S</type>\
                     <mandatory>S</mandatory><question>Who?</question></row></rows></questions>\
                     </document>";
        let source = formats::read(file, FileType::LimeSurvey, "one");
        let report = source.report.expect("a report");
        let (german, english) = (worded(&report, "de"), worded(&report, "en"));
        let taken = report.of(Fidelity::TakenOver).count();
        assert!(english.starts_with(&format!("{taken} taken over, 1 approximated, ")), "{english}");
        assert!(english.contains("\napproximated:\n  Q1: softly mandatory: "), "{english}");
        assert!(german.contains("\nangenähert:\n  Q1: weich verpflichtend: "), "{german}");
        assert!(german.contains("  Q1: kurzer Text: der Text `q1`\n"), "{german}");
    }
}
