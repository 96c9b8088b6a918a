//! `zugvogel check`: all problems of questionnaire files at once.

use std::io::Write;
use std::iter;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use serde_json::json;

use super::ReportFormat;
use super::beside::{self, MediaFolders};
use crate::app::office::create::to_serve;
use crate::engine::edit::translation::{Readiness, translations};
use crate::engine::media::Medium;
use crate::engine::problem::{FilePlace, Remark, remark};
use crate::engine::{Checked, Problem, Questionnaire, Severity, length};
use crate::formats::{self, FileType, Source, Unreadable};
use crate::i18n::{Locale, problems as words};
use crate::language::{correction, folded};

/// Prints every problem with its place and a hint. Status 1 when there is an error.
pub(super) fn run(files: &[PathBuf], format: ReportFormat, language: &str) -> Result<ExitCode> {
    let mut out = std::io::stdout().lock();
    let mut broken = false;
    let mut all = Vec::new();
    for file in files {
        let checked = load_to_serve(file);
        let problems = checked.problems.clone();
        let shown = checked.shown();
        let languages = shown.as_ref().map(|it| told_languages(it, &problems, language));
        let length = shown.as_ref().map(told_length);
        let (errors, warnings): (Vec<_>, Vec<_>) = problems.iter().partition(|p| p.is_error());
        broken |= !errors.is_empty();
        if format == ReportFormat::Json {
            all.extend(problems.iter().map(|problem| as_json(file, problem, language)));
            continue;
        }
        let name = file.display();
        // What must be mended comes first.
        for problem in errors.iter().chain(&warnings) {
            writeln!(out, "{name}: {}", words::problem(problem, language))?;
        }
        let sum = match (errors.len(), warnings.len()) {
            (0, 0) => remark!("check-no-problems"),
            (errors, warnings) => remark!("check-counts", errors, warnings),
        };
        writeln!(out, "{name}: {}", words::remark(&sum, language))?;
        for told in languages.into_iter().flatten() {
            writeln!(out, "{name}: {told}")?;
        }
        if let Some(length) = length {
            writeln!(out, "{name}: {}", words::remark(&length, language))?;
        }
    }
    if format == ReportFormat::Json {
        writeln!(out, "{}", serde_json::to_string_pretty(&all)?)?;
    }
    Ok(if broken { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// How far each language is, where there are several.
fn told_languages(of: &Questionnaire, problems: &[Problem], language: &str) -> Vec<String> {
    let definition = of.definition();
    let all = translations(definition);
    let is_one = |code: &&String| !problems.iter().any(|it| is_unreachable(it, code));
    let languages = definition.languages.iter().filter(|_| definition.languages.len() > 1);
    let told = languages.filter(is_one).map(|code| {
        let is_missing =
            |it: &&Problem| it.what.code == "translation-missing" && names(it, "language", code);
        let count = |readiness| {
            all.iter().filter(|it| it.language == code && it.readiness == readiness).count()
        };
        let missing = problems.iter().filter(is_missing).count();
        let [drafts, changed] = [Readiness::Draft, Readiness::SourceChanged].map(count);
        let mut sums = vec![
            (missing, remark!("check-language-missing", count = missing)),
            (drafts, remark!("check-language-drafts", count = drafts)),
            (changed, remark!("check-language-changed", count = changed)),
        ];
        sums.retain(|(count, _)| *count > 0);
        if sums.is_empty() {
            sums.push((0, remark!("check-language-complete")));
        }
        let sums: Vec<_> = sums.iter().map(|(_, it)| words::remark(it, language)).collect();
        let sums = sums.join(", ");
        words::remark(&remark!("check-language", language = code, sums), language)
    });
    told.collect()
}

/// How long answering takes, beside what the first page promises.
fn told_length(questionnaire: &Questionnaire) -> Remark {
    let length = length(questionnaire);
    let minutes = f64::ceil;
    let (usual, phone) = (minutes(length.usual), minutes(length.on_a_phone()));
    let (least, most) = (minutes(length.least), minutes(length.most));
    let told = remark!("check-length", usual, phone, least, most);
    match promised(questionnaire) {
        Some(promised) if f64::from(promised) < length.usual.floor() => {
            told.with(remark!("check-promised-less", promised))
        }
        Some(promised) => told.with(remark!("check-promised", promised)),
        None => told,
    }
}

/// The minutes that stand among the short facts of the first page.
fn promised(questionnaire: &Questionnaire) -> Option<u32> {
    let facts = questionnaire.definition().welcome.brief.iter();
    let mut facts = facts.map(|fact| fact.get(questionnaire.fallback(), ""));
    facts.find_map(|fact| {
        let words: Vec<&str> = fact.split(|c: char| !c.is_alphanumeric()).collect();
        // Of "10 to 15 minutes" the last counts.
        let unit = words.iter().position(|word| {
            let word = word.to_lowercase();
            word == "min" || word.starts_with("minute")
        })?;
        words.get(..unit)?.iter().rev().find_map(|word| word.parse().ok())
    })
}

/// A problem for programs; what does not apply is left out.
fn as_json(file: &Path, problem: &Problem, language: &str) -> serde_json::Value {
    let severity = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let params = |remark: &Remark| -> serde_json::Map<_, _> {
        remark.params.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
    };
    let detail = |remark: &Remark| json!({ "code": remark.code, "params": params(remark) });
    let details = iter::successors(problem.what.detail.as_deref(), |it| it.detail.as_deref());
    let details: Vec<_> = details.map(detail).collect();
    let mut object = json!({
        "file": file.display().to_string(),
        "severity": severity,
        "code": problem.what.code,
        "params": params(&problem.what),
        "details": (!details.is_empty()).then_some(details),
        "path": problem.path,
        "place": words::place(problem, language),
        "at": problem.at.map(|(line, column)| format!("{line}:{column}")),
        "message": words::remark(&problem.what, language),
        "hint": problem.hint.as_ref().map(|hint| words::remark(hint, language)),
    });
    let origin = match &problem.origin {
        Some(FilePlace::Line { line, column }) => json!({ "line": line, "column": column }),
        Some(FilePlace::Beside { file, line, column }) => {
            json!({ "beside": file, "line": line, "column": column })
        }
        Some(FilePlace::Cell(cell)) => {
            json!({ "sheet": cell.sheet, "row": cell.row, "column": cell.column })
        }
        Some(FilePlace::Element(element)) => json!({ "element": element.of }),
        None => json!({}),
    };
    if let (Some(object), serde_json::Value::Object(origin)) = (object.as_object_mut(), origin) {
        object.extend(origin);
        object.retain(|_, value| !value.is_null() && value.as_str() != Some(""));
    }
    object
}

/// Reads and checks a questionnaire file with the files beside it.
pub(super) fn load(file: &Path) -> Checked {
    let mut checked = formats::check(read(file), &MediaFolders::of(file));
    let unspoken = unspoken(&checked);
    checked.problems.retain(|it| !unspoken.iter().any(|known| follows_from(known, it)));
    checked.problems.extend(unspoken);
    checked
}

/// The same for a survey.
pub(super) fn load_to_serve(file: &Path) -> Checked {
    to_serve(load(file))
}

/// Languages that buttons and messages do not speak, and what is not written as a language code.
fn unspoken(checked: &Checked) -> Vec<Problem> {
    let languages = checked.questionnaire().map(|it| &it.definition().languages);
    let is_written = |texts: &str| checked.problems.iter().any(|it| is_no_language(it, texts));
    let problems = |(at, code): (usize, &String)| {
        let meant = correction(code).filter(|right| is_written(right));
        let (severity, first) = match &meant {
            Some(texts) => {
                let hint = Some(remark!("write-language", code = texts));
                (Severity::Error, Some((remark!("language-none", code, texts), hint)))
            }
            None => (Severity::Warning, misspelt(code, at == 0)),
        };
        let told = [(severity, first), (Severity::Warning, without_interface(code))];
        told.into_iter().filter_map(move |(severity, told)| {
            let (what, hint) = told?;
            Some(Problem { hint, ..Problem::new(severity, format!("/languages/{at}"), what) })
        })
    };
    languages.into_iter().flatten().enumerate().flat_map(problems).collect()
}

/// Whether it says that texts are in a language that the questionnaire does not name.
fn is_no_language(problem: &Problem, language: &str) -> bool {
    problem.what.code == "not-a-language" && names(problem, "language", language)
}

/// Whether it says that this is no language.
fn is_unreachable(problem: &Problem, code: &str) -> bool {
    matches!(problem.what.code, "language-none" | "language-unreachable")
        && names(problem, "code", code)
}

fn names(problem: &Problem, param: &str, language: &str) -> bool {
    problem.what.params.iter().any(|(name, value)| *name == param && value == language)
}

/// Whether texts are missing, or in a language too many, only because that is no language.
fn follows_from(known: &Problem, problem: &Problem) -> bool {
    let mentions = |param: &str| {
        let mut params = known.what.params.iter().filter(|(name, _)| *name == param);
        params.any(|(_, value)| value.as_str().is_some_and(|it| names(problem, "language", it)))
    };
    match (known.what.code, problem.what.code) {
        ("language-none" | "language-unreachable", "translation-missing") => mentions("code"),
        ("language-none", "not-a-language") => mentions("texts"),
        _ => false,
    }
}

fn without_interface(code: &str) -> Option<(Remark, Option<Remark>)> {
    let others = Locale::of(code)?.interface().code();
    let is_spoken = others == folded(code);
    (!is_spoken).then(|| (remark!("language-interface", code, others), None))
}

/// What nobody can choose, since it is no code, and codes in another spelling than that of BCP 47. The
/// first language is read where there is nothing else, so it needs a code only if one is known.
fn misspelt(code: &str, is_first: bool) -> Option<(Remark, Option<Remark>)> {
    let hint = correction(code).map(|right| remark!("write-language", code = right));
    match Locale::of(code) {
        Some(_) => hint.map(|hint| (remark!("language-misspelt", code), Some(hint))),
        None if is_first && hint.is_none() => None,
        None => {
            let hint = hint.unwrap_or_else(|| remark!("write-language-code"));
            Some((remark!("language-unreachable", code), Some(hint)))
        }
    }
}

/// The language of what authors are told: the one they ask for, else that of their system, else
/// English.
pub(super) fn language(wanted: Option<&str>) -> &'static str {
    let system = ["ZUGVOGEL_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
    let of_system = || {
        let set = system.iter().filter_map(|name| std::env::var(name).ok());
        set.into_iter().find(|value| !value.is_empty())
    };
    let wanted = wanted.map(str::to_owned).or_else(of_system).unwrap_or_default();
    let spoken = words::LANGUAGES.into_iter().find(|language| wanted.starts_with(language));
    spoken.unwrap_or("en")
}

/// The content of the files that a checked questionnaire shows.
pub(super) fn media(file: &Path, questionnaire: &Questionnaire) -> Result<Vec<Medium>> {
    let gathered = formats::media::gather(questionnaire.definition(), &MediaFolders::of(file));
    gathered.map_err(anyhow::Error::msg).with_context(|| format!("{}", file.display()))
}

/// Reads a questionnaire file.
pub(super) fn read(file: &Path) -> Source {
    let Some(file_type) = FileType::of(&file.to_string_lossy()) else {
        return Source::refused(remark!("file-no-questionnaire"));
    };
    match beside::read(file, formats::MOST_BYTES) {
        Ok(bytes) => formats::read(&bytes, file_type, &stem(file)),
        Err(Unreadable::Large) => Source::refused(formats::too_large()),
        Err(why) => Source::refused(why.remark(&file.display().to_string())),
    }
}

/// The name of a file without its extension.
pub(super) fn stem(file: &Path) -> String {
    file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}
