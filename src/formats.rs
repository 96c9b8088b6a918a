//! Questionnaire files in and out: bytes to the engine's model and back. Pure: files beside the
//! questionnaire are asked for through [`FormFiles`].
//!
//! Start reading at [`read`], [`check`] and [`write`]; [`FileType`] says what there is.

mod beside;
pub mod json;
mod kind_words;
mod list_file;
pub mod lss;
pub mod media;
mod separated;
pub mod workbook;
pub mod xlsform;

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::check::{Checked, check_besides};
use crate::engine::model::{ChoiceList, Definition, FrameSource, Text};
use crate::engine::problem::{
    CellPlace, FilePlace, Problem, Remark, Severity, is_within, remark, token,
};
use workbook::{Container, Limits};
use xlsform::Places;

/// Reads files that stand beside a questionnaire (choice lists, code frames).
pub trait FormFiles {
    /// The bytes of the file with this relative path, or why there are none.
    fn read(&self, path: &str) -> Result<Vec<u8>, Unreadable>;
}

/// Why a file beside a questionnaire cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// It is not there.
    Absent,
    /// Its path leads out of the questionnaire's folder.
    Outside,
    /// It is no file: a folder, a pipe or a device.
    NoFile,
    /// It has more bytes than any such file needs.
    Large,
    /// The system says something else.
    Broken(String),
}

impl Unreadable {
    /// What to tell the author of this path.
    pub(crate) fn remark(self, file: &str) -> Remark {
        match self {
            Self::Absent => remark!("file-absent", file),
            Self::Outside => remark!("file-outside", file),
            Self::NoFile => remark!("file-none", file),
            Self::Large => remark!("file-too-large", file),
            Self::Broken(why) => remark!("file-unreadable", file, why),
        }
    }
}

/// No files at all: for documents that have everything written out.
#[derive(Debug)]
pub struct NoFiles;

impl FormFiles for NoFiles {
    fn read(&self, _: &str) -> Result<Vec<u8>, Unreadable> {
        Err(Unreadable::Absent)
    }
}

/// The largest questionnaire file that is read. The largest known survey of LimeSurvey has 2 MB.
pub const MOST_BYTES: u64 = 20_000_000;

/// What is said of one that is larger.
pub(crate) fn too_large() -> Remark {
    remark!("questionnaire-large", megabytes = MOST_BYTES / 1_000_000)
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
    pub report: Option<lss::ConversionReport>,
    origins: Origins,
}

/// Where in the file its parts stand.
#[derive(Debug, Default)]
enum Origins {
    #[default]
    Unknown,
    Text(Vec<u8>),
    Workbook(Places),
}

impl Origins {
    /// Says of every problem where in the file it is, and of those found in a workbook where in the
    /// questionnaire.
    fn locate(&self, problems: &mut [Problem]) {
        match self {
            _ if problems.is_empty() => {}
            Self::Unknown => {}
            Self::Text(text) => {
                let positions = json::Positions::of(text);
                for problem in problems.iter_mut().filter(|problem| problem.origin.is_none()) {
                    problem.origin = positions.find(&problem.path);
                }
            }
            Self::Workbook(places) => {
                for problem in problems {
                    match &problem.origin {
                        None => problem.origin = places.find(&problem.path).map(FilePlace::Cell),
                        Some(FilePlace::Cell(cell)) if problem.path.is_empty() => {
                            problem.path = places.pointer(cell).unwrap_or_default().to_owned();
                        }
                        Some(_) => {}
                    }
                }
            }
        }
    }
}

impl Source {
    fn new(definition: Option<Definition>, problems: Vec<Problem>) -> Self {
        Self { definition, problems, report: None, origins: Origins::Unknown }
    }

    /// A file that cannot be read at all.
    pub fn refused(why: Remark) -> Self {
        Self::new(None, vec![Problem::new(Severity::Error, "", why)])
    }

    /// A file that lies beside a questionnaire and is none.
    fn belonging(what: Remark) -> Self {
        let mut problem = Problem::new(Severity::Error, "", what);
        problem.hint(remark!("check-its-questionnaire"));
        Self::new(None, vec![problem])
    }
}

/// Reads a questionnaire file. `name` is what the questionnaire is called if it does not say so
/// itself, the file's name without extension.
pub fn read(bytes: &[u8], file_type: FileType, name: &str) -> Source {
    if bytes.len() as u64 > MOST_BYTES {
        return Source::refused(too_large());
    }
    match file_type {
        FileType::Json if json::is_frame(bytes) => Source::belonging(remark!("file-is-frame")),
        FileType::Workbook(Container::Csv) if list_file::is_list(bytes) => {
            Source::belonging(remark!("file-is-list"))
        }
        FileType::Json => {
            let (definition, mut problems) = json::read(bytes);
            let origins = Origins::Text(json::text(bytes).to_vec());
            origins.locate(&mut problems);
            Source { origins, ..Source::new(definition, problems) }
        }
        FileType::Workbook(container) => {
            match workbook::read(bytes, container, &Limits::default()) {
                Ok(workbook) => {
                    let read = xlsform::read(&workbook, name);
                    let origins = Origins::Workbook(read.places);
                    Source { origins, ..Source::new(read.definition, read.problems) }
                }
                Err(refused) => Source::refused(refused.remark()),
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
fn warning(entry: &lss::ReportEntry) -> Option<Problem> {
    let what = match entry.fidelity {
        lss::Fidelity::TakenOver => return None,
        lss::Fidelity::Approximated => remark!("lss-approximated"),
        lss::Fidelity::NoCounterpart => remark!("lss-no-counterpart"),
    };
    let origin = Some(FilePlace::Element(entry.element.clone()));
    Some(Problem { origin, ..Problem::new(Severity::Warning, "", what.with(entry.what.clone())) })
}

/// Checks a questionnaire that was read, with the files beside it.
pub fn check(source: Source, files: &dyn FormFiles) -> Checked {
    let Source { definition, mut problems, origins, .. } = source;
    let Some(mut definition) = definition else {
        return Checked::unreadable(problems);
    };
    let mut absent = Vec::new();
    let beside = json::resolve(&mut definition, files, &mut absent);
    // A frame that does not fit is not there, and told.
    absent.retain(|it| !(it.what.code == "list-no-frame" && is_of_unfit_frame(it, &problems)));
    beside.locate(&mut absent);
    media::resolve(&mut definition, files, &mut problems);
    if definition.is_imported() {
        leave_empty(&mut definition);
        absent.iter_mut().for_each(only_warn);
    }
    problems.append(&mut absent);
    origins.locate(&mut problems);
    // What the reader told already, in words of the sheet, is not told again.
    let mut told: BTreeMap<CellPlace, Severity> = BTreeMap::new();
    for problem in &problems {
        if let Some(cell) = problem.cell() {
            let worst = told.entry(cell.clone()).or_insert(problem.severity);
            *worst = problem.severity.max(*worst);
        }
    }
    let checked = check_besides(definition, &problems);
    let mut found = checked.problems.clone();
    beside.locate(&mut found);
    origins.locate(&mut found);
    found.retain(|problem| {
        let known = problem.cell().and_then(|cell| told.get(cell));
        known.is_none_or(|known| *known < problem.severity)
    });
    problems.append(&mut found);
    checked.with(problems)
}

/// Whether the frame that is not there has a problem of its own.
fn is_of_unfit_frame(problem: &Problem, known: &[Problem]) -> bool {
    let frame = problem.what.params.iter().find_map(|(_, value)| value.as_str());
    let place = format!("/frames/{}", token(frame.unwrap_or_default()));
    known.iter().any(|it| is_within(&it.path, &place))
}

/// Other tools need a form's files only in the field, so without them it is a form all the same.
fn only_warn(problem: &mut Problem) {
    problem.severity = Severity::Warning;
    if problem.what.code == "file-absent" {
        problem.hint(remark!("form-put-beside"));
    }
}

/// Makes lists of files that are absent empty, and leaves frames out.
fn leave_empty(definition: &mut Definition) {
    for list in definition.lists.values_mut() {
        if !matches!(list, ChoiceList::Written(_)) {
            *list = ChoiceList::Written(Vec::new());
        }
    }
    definition.frames.retain(|_, frame| matches!(frame, FrameSource::Written(_)));
}

/// Writes a questionnaire; warnings tell what could not be written as it is. `name` is the file's
/// name without extension. Files beside it are read for code frames only.
pub fn write(
    definition: &Definition,
    file_type: FileType,
    name: &str,
    files: &dyn FormFiles,
) -> Result<(Vec<u8>, Vec<Problem>), Remark> {
    match file_type {
        FileType::Json => {
            let mut document = serde_json::to_value(definition).map_err(unwritable)?;
            json::whole_numbers(&mut document);
            let text = serde_json::to_string_pretty(&document).map_err(unwritable)?;
            Ok(((text + "\n").into_bytes(), Vec::new()))
        }
        FileType::Workbook(container) => {
            let written = xlsform::write(definition, name, files);
            let bytes = workbook::write(&written.workbook, container);
            Ok((bytes.map_err(workbook::WorkbookError::remark)?, written.problems))
        }
        FileType::LimeSurvey => Err(remark!("lss-read-only")),
    }
}

fn unwritable(error: serde_json::Error) -> Remark {
    remark!("json-unwritable", why = error.to_string())
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
                files.extend(media.flat_map(Text::all).map(str::to_owned));
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
        files.extend(question.media.values().flat_map(Text::all).map(str::to_owned));
    }
    files.into_iter().filter(|file| !file.contains("${")).collect()
}
