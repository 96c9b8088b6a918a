//! `zugvogel translations`: the texts of a questionnaire beside their translations, for whoever works in a
//! spreadsheet; fills in what comes back, and notes who has read it.

use std::collections::HashSet;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use super::beside::{self, MediaFolders};
use super::check::{read, stem};
use super::commands::tell;
use crate::engine::Problem;
use crate::engine::Severity;
use crate::engine::edit::translation::{
    self, Readiness, Translation, cells, element, translations,
};
use crate::engine::edit::{Edit, Element};
use crate::engine::model::{ChoiceList, Definition, TextState, TranslationNote};
use crate::engine::problem::{Remark, remark};
use crate::export::guard::{self, guarded, guarded_to_return, unguarded};
use crate::formats::{self, FileType};
use crate::i18n::problems as words;

/// What is asked for.
#[derive(Debug, clap::Args)]
pub(super) struct Translations {
    /// A questionnaire file; it is written again where texts or states change
    file: std::path::PathBuf,
    /// Only this language
    #[arg(long)]
    language: Option<String>,
    /// Only what is missing, a draft, or was reviewed beside another source
    #[arg(long)]
    open: bool,
    /// A CSV file with the columns of the list, whose targets are taken over as drafts
    #[arg(long, value_name = "CSV")]
    fill: Option<std::path::PathBuf>,
    /// Who translated what is filled in: a person, an office or a machine
    #[arg(long, value_name = "NAME", requires = "fill")]
    drafted_by: Option<String>,
    /// Note that this person has read the translations beside their sources: all of the language, or
    /// those of the CSV file that are as before
    #[arg(long, value_name = "NAME")]
    reviewed_by: Option<String>,
    #[command(flatten)]
    told: super::ToldIn,
}

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

/// A text in a language: what it is found by.
type TextKey = (String, Option<Element>, String);

/// Lists the texts, or changes the file. Status 1 when something cannot be noted as reviewed.
pub(super) fn run(asked: &Translations) -> Result<ExitCode> {
    let (file, name) = (&asked.file, asked.file.display());
    let source = read(file);
    let written = source.definition.clone();
    let checked = formats::check(source, &MediaFolders::of(file));
    let (Some(mut written), Some(questionnaire)) = (written, checked.questionnaire()) else {
        bail!("{name} is no questionnaire; zugvogel check tells why");
    };
    let whole = questionnaire.definition();
    if let Some(language) = &asked.language
        && !whole.languages.iter().skip(1).any(|known| known == language)
    {
        bail!("{name} is not translated into `{language}`; add it to its languages first");
    }
    let all: Vec<Translation<'_>> =
        translations(whole).into_iter().filter(|it| asked.wants(it)).collect();
    let outside = lists_outside(&written);
    let rows = asked.fill.as_deref().map(rows_of).transpose()?;
    let mut changed = HashSet::new();
    if let Some(rows) = &rows {
        changed = asked.fill_in(&mut written, rows, &all, &outside)?;
    }
    let mut refused = 0;
    if let Some(reviewer) = &asked.reviewed_by {
        if rows.is_none() && asked.language.is_none() {
            bail!("say which language was reviewed: --language");
        }
        let read: Option<HashSet<TextKey>> =
            rows.as_ref().map(|rows| rows.iter().map(|row| row.key.clone()).collect());
        let concerns = |it: &&Translation<'_>| {
            let key = key(it, &outside);
            read.as_ref().is_none_or(|read| read.contains(&key)) && !changed.contains(&key)
        };
        let texts: Vec<_> = all.iter().filter(concerns).collect();
        refused = asked.review(&mut written, whole, reviewer, &texts, &outside);
    }
    if rows.is_none() && asked.reviewed_by.is_none() {
        list(&all, &outside)?;
        return Ok(ExitCode::SUCCESS);
    }
    write(file, &written)?;
    Ok(if refused > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The lists whose texts stand in files of their own: they are stated of as a whole.
fn lists_outside(written: &Definition) -> HashSet<String> {
    let lists = written.lists.iter();
    let outside = lists.filter(|(_, list)| !matches!(list, ChoiceList::Written(_)));
    outside.map(|(name, _)| name.clone()).collect()
}

/// What a text is found by; of a list in a file, that list.
fn key(it: &Translation<'_>, outside: &HashSet<String>) -> TextKey {
    let language = it.language.to_owned();
    match &it.text.of {
        Element::Choice { list, .. } if outside.contains(list) => {
            (language, Some(Element::List(list.clone())), String::new())
        }
        of => (language, Some(of.clone()), it.text.path.clone()),
    }
}

/// Prints the texts as CSV for a spreadsheet.
fn list(all: &[Translation<'_>], outside: &HashSet<String>) -> Result<()> {
    let mut out = guard::for_people(std::io::stdout().lock())?;
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
    out.flush().context("writing the list")
}

/// A row of a file that was filled in.
struct FilledRow {
    line: u64,
    key: TextKey,
    /// The target, as the spreadsheet has it.
    written: String,
}

impl FilledRow {
    /// The target without what was written for spreadsheets only. Who translates keeps the apostrophe of the source.
    fn target(&self, source: &str) -> &str {
        let target = unguarded(&self.written);
        match guarded(source) != source && target == self.written {
            true => target.strip_prefix('\'').unwrap_or(target),
            false => target,
        }
    }
}

/// The rows of a CSV file, with commas or, as spreadsheets in German write it, with semicolons.
fn rows_of(file: &Path) -> Result<Vec<FilledRow>> {
    let name = file.display();
    let bytes = beside::given(file)?;
    let text = String::from_utf8(bytes)
        .ok()
        .with_context(|| format!("{name} is not in UTF-8; save it as CSV UTF-8"))?;
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let delimiter =
        if first.matches(';').count() > first.matches(',').count() { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
    let headers = reader.headers().with_context(|| format!("{name}"))?.clone();
    let column = |header: &str| {
        let found = headers.iter().position(|it| it.trim() == header);
        found.with_context(|| format!("{name}: the first line has no column `{header}`"))
    };
    let columns = ["language", "element", "list", "id", "path", "target"].map(column);
    let columns = columns.into_iter().collect::<Result<Vec<usize>>>()?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.with_context(|| format!("{name}"))?;
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

impl Translations {
    fn wants(&self, it: &Translation<'_>) -> bool {
        let is_open = it.readiness == Readiness::Missing || it.readiness.is_withheld();
        self.language.as_ref().is_none_or(|wanted| wanted == it.language) && (is_open || !self.open)
    }

    /// Takes over targets that are others than before, and says of which texts they are.
    fn fill_in(
        &self,
        written: &mut Definition,
        rows: &[FilledRow],
        all: &[Translation<'_>],
        outside: &HashSet<String>,
    ) -> Result<HashSet<TextKey>> {
        let mut changed = HashSet::new();
        for filled in rows {
            let FilledRow { line, key: row, .. } = filled;
            let Some(it) = all.iter().find(|it| key(it, outside) == *row) else {
                bail!("line {line}: there is no such text");
            };
            let (language, Some(of), path) = row else { continue };
            let target = filled.target(it.source);
            if target.trim().is_empty() || target == it.target || path.is_empty() {
                continue;
            }
            let set = Edit::Set {
                of: of.clone(),
                path: format!("{path}/{language}"),
                value: Some(target.into()),
            };
            written.apply(&set).with_context(|| format!("line {line}"))?;
            // Who corrects what she reads has written it: somebody else reads it then.
            let by = self.drafted_by.as_ref().or(self.reviewed_by.as_ref());
            let note = TranslationNote {
                language: language.clone(),
                of: Some(of.clone()),
                path: path.clone(),
                state: TextState::Draft,
                drafted_by: by.cloned().unwrap_or_default(),
                reviewed_by: String::new(),
                source: String::new(),
                target: String::new(),
            };
            translation::state(written, note);
            changed.insert(row.clone());
        }
        tell(&format!("{} of {} texts filled in: they are drafts", changed.len(), rows.len()));
        Ok(changed)
    }

    /// Notes that somebody has read these texts, and tells which cannot be noted so.
    fn review(
        &self,
        written: &mut Definition,
        whole: &Definition,
        reviewer: &str,
        texts: &[&Translation<'_>],
        outside: &HashSet<String>,
    ) -> usize {
        let mut refused = HashSet::new();
        let mut reviewed = HashSet::new();
        for it in texts.iter().filter(|it| it.readiness != Readiness::Missing) {
            let key = key(it, outside);
            if let Some(why) = unreviewable(it, reviewer) {
                let problem = Problem::new(Severity::Error, &it.text.place, why);
                tell(&words::problem(&problem, self.told.language()));
                reviewed.remove(&key);
                refused.insert(key);
            } else if !refused.contains(&key) {
                reviewed.insert(key);
            }
        }
        for it in texts {
            let key = key(it, outside);
            if !reviewed.contains(&key) || it.readiness == Readiness::Reviewed {
                continue;
            }
            let (language, of, path) = key;
            let mut note = TranslationNote {
                language,
                of,
                path,
                state: TextState::Reviewed,
                drafted_by: it.note.map(|note| note.drafted_by.clone()).unwrap_or_default(),
                reviewed_by: reviewer.to_owned(),
                source: translation::hash([it.source]),
                target: translation::hash([it.target]),
            };
            if note.path.is_empty() {
                [note.source, note.target] = translation::list_hashes(whole, &note);
            }
            translation::state(written, note);
        }
        tell(&format!("{} reviewed by {reviewer}, {} refused", reviewed.len(), refused.len()));
        refused.len()
    }
}

/// Why somebody cannot have reviewed a text.
fn unreviewable(it: &Translation<'_>, reviewer: &str) -> Option<Remark> {
    if it.note.is_some_and(|note| translation::is_same_person(&note.drafted_by, reviewer)) {
        return Some(remark!("translation-same-person", name = reviewer));
    }
    let lost = translation::lost_placeholder(it.source, it.target)?;
    Some(remark!("translation-placeholder", language = it.language, lost))
}

/// Writes the questionnaire again: whole, or not at all.
fn write(file: &Path, written: &Definition) -> Result<()> {
    let name = file.display();
    let Some(file_type) = FileType::of(&file.to_string_lossy()) else {
        bail!("{name} cannot be written");
    };
    let (bytes, _) = formats::write(written, file_type, &stem(file), &MediaFolders::of(file))
        .map_err(anyhow::Error::msg)
        .with_context(|| format!("{name} cannot be written; convert it first"))?;
    let part = super::private::part(file);
    std::fs::write(&part, bytes)
        .and_then(|()| std::fs::rename(&part, file))
        .with_context(|| format!("{name} cannot be written"))
}
