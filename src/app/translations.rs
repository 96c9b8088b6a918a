//! The texts of a questionnaire beside their translations: as a table that goes to a spreadsheet and comes back, and
//! who may say that she has read one. The command line works so on files, the browser on manuscripts.

use std::collections::HashSet;
use std::io::Write;

use crate::engine::edit::Element;
use crate::engine::edit::translation::{self, Readiness, Translation, cells, element};
use crate::engine::model::{ChoiceList, Definition, TextState, TranslationNote};
use crate::engine::problem::{Remark, remark};
use crate::export::guard::{self, guarded, guarded_to_return, unguarded};

const HEADERS: [&str; 10] = [
    "language",
    "element",
    "list",
    "id",
    "path",
    "source",
    "target",
    "state",
    "drafted_by",
    "reviewed_by",
];
/// The columns that a table must have that comes back.
const NEEDED: [&str; 6] = ["language", "element", "list", "id", "path", "target"];

/// A text in a language: what it is found by.
pub type TextKey = (String, Option<Element>, String);

/// The lists whose texts stand in files of their own: they are stated of as a whole.
pub fn lists_outside(written: &Definition) -> HashSet<String> {
    let lists = written.lists.iter();
    let outside = lists.filter(|(_, list)| !matches!(list, ChoiceList::Written(_)));
    outside.map(|(name, _)| name.clone()).collect()
}

/// What a text is found by; of a list in a file, that list.
pub fn key(it: &Translation<'_>, outside: &HashSet<String>) -> TextKey {
    let language = it.language.to_owned();
    match &it.text.of {
        Element::Choice { list, .. } if outside.contains(list) => {
            (language, Some(Element::List(list.clone())), String::new())
        }
        of => (language, Some(of.clone()), it.text.path.clone()),
    }
}

/// Writes the texts as CSV for a spreadsheet.
pub fn write_table(
    out: impl Write,
    all: &[Translation<'_>],
    outside: &HashSet<String>,
) -> csv::Result<()> {
    let mut out = guard::for_people(out)?;
    out.write_record(HEADERS)?;
    let mut listed = HashSet::new();
    for it in all {
        let key = key(it, outside);
        if !listed.insert(key.clone()) {
            continue;
        }
        let (language, of, path) = &key;
        // The texts of a file are not changed here.
        let [source, target] = if path.is_empty() { ["", ""] } else { [it.source, it.target] };
        let state = match it.readiness {
            Readiness::Missing => "missing",
            Readiness::Unstated => "published",
            Readiness::Draft => "draft",
            Readiness::SourceChanged => "source changed",
            Readiness::Reviewed => "reviewed",
        };
        let [what, list, id] = cells(of.as_ref());
        let by = it.note.map_or(["", ""], |note| [&note.drafted_by, &note.reviewed_by]);
        let row = [language, what, list, id, path, source, target, state, by[0], by[1]];
        out.write_record(row.map(guarded_to_return).each_ref().map(|cell| cell.as_bytes()))?;
    }
    Ok(out.flush()?)
}

/// A row of a table that was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledRow {
    /// Its line in the file.
    pub line: u64,
    /// Which text it is about.
    pub key: TextKey,
    /// The target, as the spreadsheet has it.
    written: String,
}

impl FilledRow {
    /// The target without what was written for spreadsheets only. Who translates keeps the apostrophe of the source.
    pub fn target(&self, source: &str) -> &str {
        let target = unguarded(&self.written);
        match guarded(source) != source && target == self.written {
            true => target.strip_prefix('\'').unwrap_or(target),
            false => target,
        }
    }
}

/// Why a table cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum UnreadableTable {
    /// Some other encoding.
    #[error("this is not in UTF-8; save it as CSV UTF-8")]
    Encoding,
    /// A column is missing.
    #[error("the first line has no column `{0}`")]
    Column(&'static str),
    /// No table.
    #[error(transparent)]
    Csv(#[from] csv::Error),
}

/// The rows of a CSV file, with commas or, as spreadsheets in German write it, with semicolons.
pub fn read_table(bytes: &[u8]) -> Result<Vec<FilledRow>, UnreadableTable> {
    let text = std::str::from_utf8(bytes).map_err(|_| UnreadableTable::Encoding)?;
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let delimiter =
        if first.matches(';').count() > first.matches(',').count() { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
    let headers = reader.headers()?.clone();
    let column = |header: &'static str| {
        let found = headers.iter().position(|it| it.trim() == header);
        found.ok_or(UnreadableTable::Column(header))
    };
    let columns = NEEDED.map(column).into_iter().collect::<Result<Vec<usize>, _>>()?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record?;
        let cell = |at: usize| columns.get(at).and_then(|it| record.get(*it)).unwrap_or_default();
        let [language, what, list, id, path] = [0, 1, 2, 3, 4].map(|at| unguarded(cell(at)));
        rows.push(FilledRow {
            line: record.position().map_or(0, csv::Position::line),
            key: (language.to_owned(), element([what, list, id]), path.to_owned()),
            written: cell(5).replace("\r\n", "\n"),
        });
    }
    Ok(rows)
}

/// What is stated of a text that somebody has just written.
pub fn drafted((language, of, path): TextKey, by: &str) -> TranslationNote {
    TranslationNote {
        language,
        of,
        path,
        state: TextState::Draft,
        drafted_by: by.to_owned(),
        reviewed_by: String::new(),
        source: String::new(),
        target: String::new(),
    }
}

/// What is stated of a text that somebody has read beside its source.
pub fn reviewed(it: &Translation<'_>, (language, of, path): TextKey, by: &str) -> TranslationNote {
    TranslationNote {
        language,
        of,
        path,
        state: TextState::Reviewed,
        drafted_by: it.note.map(|note| note.drafted_by.clone()).unwrap_or_default(),
        reviewed_by: by.to_owned(),
        source: translation::hash([it.source]),
        target: translation::hash([it.target]),
    }
}

/// Why somebody cannot have reviewed a text.
pub fn unreviewable(it: &Translation<'_>, reviewer: &str) -> Option<Remark> {
    if it.target.is_empty() {
        return Some(remark!("translation-missing", language = it.language));
    }
    if it.note.is_some_and(|note| translation::is_same_person(&note.drafted_by, reviewer)) {
        return Some(remark!("translation-same-person", name = reviewer));
    }
    let lost = translation::lost_placeholder(it.source, it.target)?;
    Some(remark!("translation-placeholder", language = it.language, lost))
}
