//! The export: responses in, files out, in one pass and with constant memory.
//!
//! What a row of each table is stands here; how it is written, in [`format`](self::format). Knows
//! neither database nor web: the caller pushes the responses and brings the [`Sink`]. Start reading
//! at [`Export`]; `docs/export.md` describes the files.

mod attachments;
mod codebook;
mod column;
mod files;
mod format;
mod manifest;
mod sink;
mod tables;

use std::io::{self, Write};

use self::attachments::Attachments;
use self::column::{ENVELOPE, ExportColumn, Union, sort};
use self::files::Files;
use self::format::{Sort, Table, TableHead, Tables};
use crate::engine::codebook::missing::Missing;
use crate::engine::codebook::unite;
use crate::engine::{Codebook, Questionnaire, Record};
use crate::study::{DOES_NOT_APPLY, Image, Reasons, Transparency};

pub use self::column::{CARRIED, WITH_CODE, WITHOUT_CODE};
pub use self::format::guard;
pub use self::format::{EXCEL_DE, FORMATS, Format, JSON_LINES, MACHINE, TABLES, XLSX, find_format};
pub use self::manifest::{FileEntry, Manifest};
pub use self::sink::{Directory, Only, Sink, Zip};

/// The file that tells of all others, and comes last.
pub const MANIFEST: &str = "manifest.json";

/// One more file, where a questionnaire asks for files: those files.
pub const ATTACHMENTS: &str = "attachments.zip";

/// The names of the files of an export, with those that were sent or without.
pub fn files(format: &dyn Format, with_attachments: bool) -> impl Iterator<Item = String> {
    let attachments = with_attachments.then(|| ATTACHMENTS.to_owned());
    format.files().into_iter().chain(attachments).chain([MANIFEST.to_owned()])
}

/// Gives what is in the file of a response: its id and the file's name. None when it is gone.
pub type Fetch<'f> = dyn FnMut(&str, &str) -> io::Result<Option<Vec<u8>>> + 'f;

/// Why an export stopped.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A response to a questionnaire that the caller did not bring.
    #[error("response {response} answers version {version}, which this survey does not have")]
    UnknownVersion {
        /// The response's id.
        response: String,
        /// The hash of its version.
        version: String,
    },
    /// What is stored is no response. Says where, but not what stands there: this goes to the log.
    #[error("the stored response {response} is damaged: {kind:?} error at {line}:{column}")]
    Damaged {
        /// The response's id.
        response: String,
        /// What kind of error it is.
        kind: serde_json::error::Category,
        /// The line of the document.
        line: usize,
        /// The column.
        column: usize,
    },
    /// The sink or a temporary file failed (disk full, reader gone), or the format cannot hold it.
    #[error("cannot write the export")]
    Write(#[from] io::Error),
}

/// The error of data that do not fit into a format or into the place they go to, in words for who
/// wants them. Trying again changes nothing.
pub fn unfit(why: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, why)
}

impl ExportError {
    /// Whether it is [`unfit`], and why.
    pub fn why_unfit(&self) -> Option<String> {
        match self {
            Self::Write(cause)
                if cause.kind() == io::ErrorKind::InvalidInput
                    && cause.raw_os_error().is_none() =>
            {
                Some(cause.to_string())
            }
            _ => None,
        }
    }
}

/// What is exported, apart from the responses.
#[derive(Debug, Clone, Copy)]
pub struct ExportedSurvey<'q> {
    /// The readable name of the survey.
    pub slug: &'q str,
    /// Its versions by hash, the oldest first.
    pub versions: &'q [(&'q str, &'q Questionnaire)],
}

/// A stored response with what it carries beside its answers.
#[derive(Debug, Clone, Copy)]
pub struct ExportRow<'a> {
    /// Its random id.
    pub id: &'a str,
    /// The hash of the version it answers.
    pub version_hash: &'a str,
    /// Whether it came with an access code.
    pub with_code: bool,
    /// The stratum that the code carried; empty when it carried none.
    pub stratum: &'a str,
    /// The answers, as they are stored.
    pub document: &'a str,
}

/// An export under way: [`Export::push`] every response, then [`Export::finish`].
pub struct Export<'q, 's> {
    survey: ExportedSurvey<'q>,
    format: &'static dyn Format,
    versions: Vec<ExportedVersion<'q>>,
    tables: Box<dyn Tables<'s> + 's>,
    /// Which files the responses have; none where no files were asked for.
    attachments: Option<Attachments>,
    /// The columns of the tables that the codebook describes.
    columns: [Vec<ExportColumn>; 5],
}

// Where the tables stand among TABLES.
const RESPONSES: usize = 0;
const REASONS: usize = 1;
const IMAGE: usize = 2;
const TRANSPARENCY: usize = 3;
const REPEATS: usize = 4;
const CODEBOOK: usize = 5;

/// A version with everything that is found in it once.
struct ExportedVersion<'q> {
    hash: &'q str,
    label: String,
    questionnaire: &'q Questionnaire,
    codebook: Codebook,
    /// For each column of the responses this version's variable and how its cells are meant, or what
    /// stands there instead.
    variables: Vec<Result<(usize, Sort), &'static str>>,
    reasons: Reasons<'q>,
    image: Image,
    transparency: Transparency,
}

impl<'q, 's> Export<'q, 's> {
    /// Begins an export: fixes the columns and begins the tables.
    pub fn start(
        survey: ExportedSurvey<'q>,
        format: &'static dyn Format,
        sink: impl Sink + 's,
    ) -> Result<Self, ExportError> {
        let (mut union, mut repeated) = (Union::default(), Union::default());
        let mut versions: Vec<ExportedVersion<'q>> = Vec::with_capacity(survey.versions.len());
        let mut codebooks: Vec<Codebook> =
            survey.versions.iter().map(|(_, questionnaire)| Codebook::new(questionnaire)).collect();
        unite(codebooks.iter_mut());
        let labels = Questionnaire::version_labels(survey.versions.iter().copied());
        let described = survey.versions.iter().zip(codebooks).zip(labels);
        for ((&(hash, questionnaire), codebook), label) in described {
            union.add(questionnaire, codebook.variables.iter());
            repeated.add(questionnaire, codebook.repeats.iter().flat_map(|r| &r.variables));
            versions.push(ExportedVersion {
                hash,
                label,
                questionnaire,
                reasons: Reasons::new(questionnaire, &codebook),
                image: Image::new(&codebook),
                transparency: Transparency::new(&codebook),
                codebook,
                variables: Vec::new(),
            });
        }
        let mut responses = Vec::from(column::envelope());
        responses.extend(union.into_columns());
        for version in &mut versions {
            let variables = &version.codebook.variables;
            let position = |column: &ExportColumn| {
                let found = variables.iter().position(|v| v.name == column.name);
                let lacking = || column.range.text(Missing::NotInVersion.code());
                found.map(|found| (found, sort(&variables[found]))).ok_or_else(lacking)
            };
            version.variables = responses.iter().skip(ENVELOPE).map(position).collect();
        }
        let columns = [
            responses,
            tables::reasons_columns(&versions),
            tables::image_columns(&versions),
            tables::transparency_columns(&versions),
            tables::repeats_columns(&versions, repeated.into_columns()),
        ];
        let mut heads: Vec<TableHead<'_>> = Vec::with_capacity(TABLES.len());
        for (&table, columns) in TABLES.iter().zip(&columns) {
            let mut columns: Vec<&str> = columns.iter().map(|column| &*column.name).collect();
            if table == TABLES[REPEATS] {
                // The columns after these are described, but are rows of the table.
                columns.truncate(tables::REPEATS_WIDTH);
            }
            heads.push(TableHead { table, columns });
        }
        heads.push(TableHead { table: TABLES[CODEBOOK], columns: codebook::HEADER.to_vec() });
        let takes_files = survey.versions.iter().any(|(_, version)| version.has_uploads());
        Ok(Self {
            survey,
            format,
            versions,
            tables: format.start(&heads, Files::new(Box::new(sink)))?,
            attachments: takes_files.then(Attachments::new).transpose()?,
            columns,
        })
    }

    /// Writes one response: a row of the responses and its rows of the other tables.
    pub fn push(&mut self, row: ExportRow<'_>) -> Result<(), ExportError> {
        let ExportRow { id, version_hash, with_code, stratum, document } = row;
        let Some(version) = self.versions.iter().find(|version| version.hash == version_hash)
        else {
            let (response, version) = (id.to_owned(), version_hash.to_owned());
            return Err(ExportError::UnknownVersion { response, version });
        };
        let record = Record::read(version.questionnaire, document).map_err(|cause| {
            ExportError::Damaged {
                response: id.to_owned(),
                kind: cause.classify(),
                line: cause.line(),
                column: cause.column(),
            }
        })?;
        let responses = self.tables.table(RESPONSES);
        responses.text(id)?;
        responses.number(if with_code { WITH_CODE } else { WITHOUT_CODE })?;
        responses.text(if stratum.is_empty() { DOES_NOT_APPLY } else { stratum })?;
        for variable in &version.variables {
            match *variable {
                Ok((index, sort)) => {
                    let variable = &version.codebook.variables[index];
                    responses.cell(&variable.cell(&record, &version.label), sort)?;
                }
                Err(code) => responses.number(code)?,
            }
        }
        responses.end_row()?;
        for reason in version.reasons.list(&record) {
            tables::write_reason(self.tables.table(REASONS), id, &reason)?;
        }
        for impression in version.image.impressions(&record) {
            tables::write_impression(self.tables.table(IMAGE), id, &impression)?;
        }
        for answers in version.transparency.answers(&record) {
            tables::write_area(self.tables.table(TRANSPARENCY), id, &answers)?;
        }
        let repeats = self.tables.table(REPEATS);
        tables::write_repeats(repeats, id, &version.codebook, &record)?;
        if let Some(attachments) = &mut self.attachments {
            attachments.note(id, version.questionnaire, &record)?;
        }
        Ok(())
    }

    /// How many files the responses have so far.
    pub fn attachments(&self) -> u64 {
        self.attachments.as_ref().map_or(0, |attachments| attachments.count)
    }

    /// Completes the tables and writes what comes after them.
    pub fn finish(mut self, fetch: &mut Fetch<'_>) -> Result<Manifest, ExportError> {
        let codebook = self.tables.table(CODEBOOK);
        for (table, columns) in TABLES.iter().zip(&self.columns) {
            for column in columns {
                codebook::write_column(codebook, &self.format.place_of(table), column)?;
            }
        }
        let mut files = self.tables.finish()?;
        if let Some(attachments) = self.attachments {
            files.begin(ATTACHMENTS)?;
            let rows = attachments.write(&mut files, fetch)?;
            files.end(rows);
        }
        let (mut sink, files) = files.finish();
        let manifest = Manifest::new(self.survey, self.format, files);
        sink.start(MANIFEST)?;
        sink.write_all(&manifest.to_json()?)?;
        sink.finish()?;
        Ok(manifest)
    }
}
