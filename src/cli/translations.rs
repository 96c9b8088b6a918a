//! `zugvogel translations`: the texts of a questionnaire beside their translations, for whoever works in a
//! spreadsheet; fills in what comes back, and notes who has read it.

use std::collections::HashSet;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use super::beside::{self, MediaFolders};
use super::check::{read, stem};
use super::commands::tell;
use crate::app::translations::{
    self as table, FilledRow, TextKey, key, lists_outside, unreviewable,
};
use crate::engine::Problem;
use crate::engine::Severity;
use crate::engine::edit::Edit;
use crate::engine::edit::translation::{self, Readiness, Translation, translations};
use crate::engine::model::Definition;
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

/// Prints the texts as CSV for a spreadsheet.
fn list(all: &[Translation<'_>], outside: &HashSet<String>) -> Result<()> {
    table::write_table(std::io::stdout().lock(), all, outside).context("writing the list")
}

/// The rows of a CSV file.
fn rows_of(file: &Path) -> Result<Vec<FilledRow>> {
    let bytes = beside::given(file)?;
    table::read_table(&bytes).with_context(|| file.display().to_string())
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
            let by = by.map_or("", String::as_str);
            translation::state(written, table::drafted(row.clone(), by));
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
            let mut note = table::reviewed(it, key, reviewer);
            if note.path.is_empty() {
                [note.source, note.target] = translation::list_hashes(whole, &note);
            }
            translation::state(written, note);
        }
        tell(&format!("{} reviewed by {reviewer}, {} refused", reviewed.len(), refused.len()));
        refused.len()
    }
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
