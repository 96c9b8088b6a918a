//! Questionnaire files in and out: bytes to the engine's model and back. Pure: files beside the
//! questionnaire are asked for through [`Beside`].
//!
//! Start reading at [`read`], [`check`] and [`write`]; [`FileType`] says what there is.

pub mod json;
mod list_file;
pub mod lss;
pub mod media;
pub mod workbook;
pub mod xlsform;

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::check::{Cell, Checked, Problem, Severity};
use crate::engine::model::{ChoiceList, Definition, FrameSource, Text};
use workbook::{Container, Limits};
use xlsform::Places;

/// Reads files that stand beside a questionnaire (choice lists, code frames).
pub trait Beside {
    /// The bytes of the file with this relative path, or why there are none.
    fn read(&self, path: &str) -> Result<Vec<u8>, String>;
}

/// No files at all: for documents that have everything written out.
#[derive(Debug)]
pub struct Nothing;

impl Beside for Nothing {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        Err(format!("`{path}` cannot be read here"))
    }
}

/// What a questionnaire can be stored as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileType {
    /// Our own format.
    Json,
    /// XLSForm.
    Workbook(Container),
    /// LimeSurvey's exports; read only.
    LimeSurvey,
}

impl FileType {
    /// By the name of a file; nothing for what we cannot read.
    pub fn of(path: &str) -> Option<Self> {
        let (_, extension) = path.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "xlsx" | "xlsm" => Some(Self::Workbook(Container::Xlsx)),
            "xls" => Some(Self::Workbook(Container::Xls)),
            "csv" => Some(Self::Workbook(Container::Csv)),
            "md" => Some(Self::Workbook(Container::Markdown)),
            "lss" | "lsg" | "lsq" => Some(Self::LimeSurvey),
            _ => None,
        }
    }
}

/// A questionnaire as a file has it: not checked, lists in files not read.
#[derive(Debug)]
pub struct Source {
    /// The questionnaire; none where there is nothing to make one of. Where there are errors, it
    /// is good for finding more of them only.
    pub definition: Option<Definition>,
    /// What was wrong with the file.
    pub problems: Vec<Problem>,
    /// What became of LimeSurvey's questions and settings.
    pub report: Option<lss::Report>,
    /// Where in a workbook its parts stand.
    places: Places,
}

impl Source {
    fn new(definition: Option<Definition>, problems: Vec<Problem>) -> Self {
        Self { definition, problems, report: None, places: Places::default() }
    }

    /// A file that cannot be read at all.
    pub fn refused(message: impl Into<String>) -> Self {
        Self::new(None, vec![Problem::new(Severity::Error, ".", message)])
    }

    /// Whether there is an error, so that the questionnaire must not be used.
    pub fn is_broken(&self) -> bool {
        self.problems.iter().any(Problem::is_error)
    }
}

/// Reads a questionnaire file. `name` is what the questionnaire is called if it does not say so
/// itself, the file's name without extension.
pub fn read(bytes: &[u8], file_type: FileType, name: &str) -> Source {
    match file_type {
        FileType::Json => match json::parse::<Definition>(bytes) {
            Ok(definition) => Source::new(Some(definition), Vec::new()),
            Err(problem) => Source::new(None, vec![problem]),
        },
        FileType::Workbook(container) => {
            match workbook::read(bytes, container, &Limits::default()) {
                Ok(workbook) => {
                    let read = xlsform::read(&workbook, name);
                    Source { places: read.places, ..Source::new(read.definition, read.problems) }
                }
                Err(refused) => Source::refused(refused.to_string()),
            }
        }
        FileType::LimeSurvey => match lss::read(bytes) {
            Ok((definition, report)) => {
                let problems = report.entries.iter().filter_map(warning).collect();
                Source { report: Some(report), ..Source::new(Some(definition), problems) }
            }
            Err(problem) => Source::new(None, vec![*problem]),
        },
    }
}

/// What of LimeSurvey is not the same with us.
fn warning(entry: &lss::Entry) -> Option<Problem> {
    let other = entry.outcome != lss::Outcome::TakenOver;
    let message = format!("{}: {}", entry.outcome, entry.message);
    other.then(|| Problem::new(Severity::Warning, &entry.what, message))
}

/// Checks a questionnaire that was read, with the files beside it.
pub fn check(source: Source, beside: &dyn Beside) -> Checked {
    let Source { definition, mut problems, places, .. } = source;
    let Some(mut definition) = definition else {
        return Checked::unreadable(problems);
    };
    let mut absent = Vec::new();
    json::resolve(&mut definition, beside, &mut absent);
    let mut unseen = Vec::new();
    media::resolve(&mut definition, beside, &mut unseen);
    problems.extend(unseen.into_iter().map(|mut problem| {
        problem.cell = places.find(&problem.place);
        problem
    }));
    if !definition.is_imported() {
        // What is missing would only cause further problems.
        if !absent.is_empty() {
            problems.extend(absent);
            return Checked::unreadable(problems);
        }
    } else {
        leave_empty(&mut definition, &mut absent);
        problems.extend(absent);
    }
    let checked = crate::engine::check(definition);
    // The reader told it already, in words of the sheet.
    let mut told: BTreeMap<Cell, Severity> = BTreeMap::new();
    for problem in &problems {
        if let Some(cell) = &problem.cell {
            let worst = told.entry(cell.clone()).or_insert(problem.severity);
            *worst = problem.severity.max(*worst);
        }
    }
    for problem in &checked.problems {
        let mut problem = problem.clone();
        problem.cell = places.find(&problem.place);
        let known = problem.cell.as_ref().and_then(|cell| told.get(cell));
        if known.is_none_or(|known| *known < problem.severity) {
            problems.push(problem);
        }
    }
    checked.with(problems)
}

/// Other tools need a form's files only in the field, so without them it is a form all the same:
/// their lists are empty, and that is a warning.
fn leave_empty(definition: &mut Definition, problems: &mut [Problem]) {
    for problem in problems {
        problem.severity = Severity::Warning;
        problem.hint("put it beside the form; without it there is nothing to choose from");
    }
    for list in definition.lists.values_mut() {
        if matches!(list, ChoiceList::File(_)) {
            *list = ChoiceList::Written(Vec::new());
        }
    }
}

/// Writes a questionnaire; warnings tell what could not be written as it is. `name` is the file's
/// name without extension. Files beside it are read for code frames only.
pub fn write(
    definition: &Definition,
    file_type: FileType,
    name: &str,
    beside: &dyn Beside,
) -> Result<(Vec<u8>, Vec<Problem>), String> {
    match file_type {
        FileType::Json => {
            let mut document = serde_json::to_value(definition).map_err(|e| e.to_string())?;
            json::whole_numbers(&mut document);
            let text = serde_json::to_string_pretty(&document).map_err(|e| e.to_string())?;
            Ok(((text + "\n").into_bytes(), Vec::new()))
        }
        FileType::Workbook(container) => {
            let written = xlsform::write(definition, name, beside);
            let bytes = workbook::write(&written.workbook, container);
            Ok((bytes.map_err(|refused| refused.to_string())?, written.problems))
        }
        FileType::LimeSurvey => Err("LimeSurvey's files are read only".to_owned()),
    }
}

/// The files beside it that a questionnaire names: lists, frames, pictures and sounds.
pub fn files(definition: &Definition) -> Vec<String> {
    let mut files = BTreeSet::new();
    for list in definition.lists.values() {
        match list {
            ChoiceList::File(list) => {
                files.insert(list.file.clone());
            }
            ChoiceList::Written(choices) => {
                let media = choices.iter().flat_map(|choice| choice.media.values());
                files.extend(media.flat_map(named));
            }
            ChoiceList::Frame(_) => {}
        }
    }
    for frame in definition.frames.values() {
        if let FrameSource::File(frame) = frame {
            files.insert(frame.file.clone());
        }
    }
    for question in xlsform::questions(&definition.pages) {
        files.extend(question.media.values().flat_map(named));
        let expressions = [
            &question.calculation,
            &question.constraint,
            &question.relevant,
            &question.choice_filter,
            &question.default,
        ];
        for file in expressions.into_iter().flatten().flat_map(|source| xlsform::pulled(source)) {
            files.insert(format!("{file}.csv"));
        }
    }
    files.into_iter().filter(|file| !file.contains("${")).collect()
}

/// All that a text says, in any language.
fn named(text: &Text) -> Vec<String> {
    match text {
        Text::Absent => Vec::new(),
        Text::Same(text) => vec![text.clone()],
        Text::By(texts) => texts.values().cloned().collect(),
    }
}
