//! The export: responses in, seven files out, in one pass and with constant memory.
//!
//! `responses.csv` goes straight to the [`Sink`]; the smaller tables wait in nameless temporary
//! files until it is complete. Knows neither database nor web: the caller pushes the responses and
//! brings the sink. Start reading at [`Export`]; `docs/export.md` describes the files.

mod codebook;
mod column;
mod csv;
mod manifest;
mod sink;
mod tables;

use std::fs::File;
use std::io::{self, BufWriter, Seek};

use self::column::{Column, ENVELOPE, Union, WITH_CODE, WITHOUT_CODE};
use self::csv::Csv;
use self::manifest::Counted;
use crate::engine::codebook::Missing;
use crate::engine::{Codebook, Questionnaire, Response};
use crate::study::{DOES_NOT_APPLY, Image, Reasons, Transparency};

pub use self::manifest::{FileEntry, Manifest};
pub use self::sink::{Directory, Only, Sink, Zip};

/// How the files are written: one line each here and in [`Preset::name`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// CSV for programs: comma, UTF-8, decimal point, cells as they are.
    Machine,
    /// CSV for a German spreadsheet: semicolon, byte order mark, decimal comma, cells guarded.
    ExcelDe,
}

/// Every preset, for menus and tests.
pub const PRESETS: [Preset; 2] = [Preset::Machine, Preset::ExcelDe];

impl Preset {
    /// Its name on the command line and in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Preset::Machine => "machine",
            Preset::ExcelDe => "excel-de",
        }
    }

    /// The preset of this name.
    pub fn find(name: &str) -> Option<Preset> {
        PRESETS.into_iter().find(|preset| preset.name() == name)
    }
}

/// The files of an export in the order in which they are written.
pub const FILES: [&str; 7] = [
    "responses.csv",
    "reasons.csv",
    "image.csv",
    "transparency.csv",
    "repeats.csv",
    "codebook.csv",
    "manifest.json",
];

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
    /// The sink or a temporary file failed: disk full, reader gone.
    #[error("cannot write the export")]
    Write(#[from] io::Error),
}

/// What is exported, apart from the responses.
#[derive(Debug, Clone, Copy)]
pub struct Survey<'q> {
    /// The readable name of the survey.
    pub slug: &'q str,
    /// Its versions by hash, the oldest first.
    pub versions: &'q [(&'q str, &'q Questionnaire)],
}

/// A stored response with what it carries beside its answers.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Its random id.
    pub id: &'a str,
    /// The hash of the version it answers.
    pub version_hash: &'a str,
    /// Whether it came with an access code.
    pub with_code: bool,
    /// The stratum that the code carried; empty when it carried none.
    pub stratum: &'a str,
    /// The answers.
    pub response: &'a Response,
}

/// An export under way: [`Export::push`] every response, then [`Export::finish`].
pub struct Export<'q, S: Sink> {
    survey: Survey<'q>,
    preset: Preset,
    versions: Vec<Version<'q>>,
    responses: Csv<Counted<S>>,
    reasons: Spooled,
    image: Spooled,
    transparency: Spooled,
    repeats: Spooled,
    /// The columns of the five tables, for the codebook.
    columns: [Vec<Column>; 5],
}

type Spooled = Csv<BufWriter<File>>;

/// A version with everything that is found in it once.
struct Version<'q> {
    hash: &'q str,
    questionnaire: &'q Questionnaire,
    codebook: Codebook,
    /// For each column of `responses.csv` the index of this version's variable.
    variables: Vec<Option<usize>>,
    reasons: Reasons<'q>,
    image: Image,
    transparency: Transparency,
}

impl<'q, S: Sink> Export<'q, S> {
    /// Begins an export: fixes the columns and opens the first file.
    pub fn start(survey: Survey<'q>, preset: Preset, mut sink: S) -> Result<Self, ExportError> {
        let (mut union, mut repeated) = (Union::default(), Union::default());
        let mut versions: Vec<Version<'q>> = Vec::with_capacity(survey.versions.len());
        for &(hash, questionnaire) in survey.versions {
            let codebook = Codebook::new(questionnaire);
            union.add(questionnaire, codebook.variables.iter());
            repeated.add(questionnaire, codebook.repeats.iter().flat_map(|r| &r.variables));
            versions.push(Version {
                hash,
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
            let position = |column: &Column| variables.iter().position(|v| v.name == column.name);
            version.variables = responses.iter().skip(ENVELOPE).map(position).collect();
        }
        let columns = [
            responses,
            tables::reasons_columns(&versions),
            tables::image_columns(&versions),
            tables::transparency_columns(&versions),
            tables::repeats_columns(&versions, repeated.into_columns()),
        ];
        let [of_responses, of_reasons, of_image, of_transparency, of_repeats] = &columns;
        sink.start(FILES[0])?;
        Ok(Self {
            survey,
            preset,
            versions,
            responses: Csv::new(preset, Counted::new(sink), names(of_responses))?,
            reasons: spooled(preset, of_reasons)?,
            image: spooled(preset, of_image)?,
            transparency: spooled(preset, of_transparency)?,
            // The columns after these are described, but are rows of the table.
            repeats: spooled(preset, &of_repeats[..tables::REPEATS_WIDTH])?,
            columns,
        })
    }

    /// Writes one response: a row of `responses.csv` and its rows of the other tables.
    pub fn push(&mut self, row: Row<'_>) -> Result<(), ExportError> {
        let Row { id, version_hash, with_code, stratum, response } = row;
        let Some(version) = self.versions.iter().find(|version| version.hash == version_hash)
        else {
            let (response, version) = (id.to_owned(), version_hash.to_owned());
            return Err(ExportError::UnknownVersion { response, version });
        };
        let label = &version.questionnaire.definition().version;
        self.responses.text(id)?;
        let door = if with_code { WITH_CODE } else { WITHOUT_CODE };
        self.responses.number(&door.to_string())?;
        self.responses.text(if stratum.is_empty() { DOES_NOT_APPLY } else { stratum })?;
        for variable in &version.variables {
            match variable.map(|index| &version.codebook.variables[index]) {
                Some(variable) => {
                    self.responses.cell(&variable.cell(response, label), variable.numeric)?
                }
                None => self.responses.number(Missing::NotInVersion.code())?,
            }
        }
        self.responses.end_row()?;
        for reason in version.reasons.list(response) {
            tables::write_reason(&mut self.reasons, id, &reason)?;
        }
        for impression in version.image.impressions(response) {
            tables::write_impression(&mut self.image, id, &impression)?;
        }
        for answers in version.transparency.answers(response) {
            tables::write_area(&mut self.transparency, id, &answers)?;
        }
        tables::write_repeats(&mut self.repeats, id, &version.codebook, response)?;
        Ok(())
    }

    /// Completes `responses.csv` and writes the other six files.
    pub fn finish(self) -> Result<Manifest, ExportError> {
        let (counted, rows) = self.responses.finish()?;
        let (mut sink, entry) = counted.into_entry(FILES[0], rows);
        let mut files = vec![entry];
        let tables = [self.reasons, self.image, self.transparency, self.repeats];
        for (name, spooled) in FILES[1..5].iter().zip(tables) {
            let (file, rows) = spooled.finish()?;
            let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
            file.rewind()?;
            sink.start(name)?;
            let mut counted = Counted::new(sink);
            io::copy(&mut file, &mut counted)?;
            let (back, entry) = counted.into_entry(name, rows);
            sink = back;
            files.push(entry);
        }

        let [.., codebook, manifest_file] = FILES;
        sink.start(codebook)?;
        let mut csv = Csv::new(self.preset, Counted::new(sink), codebook::HEADER)?;
        for (file, columns) in FILES.iter().zip(&self.columns) {
            for column in columns {
                codebook::write_column(&mut csv, file, column)?;
            }
        }
        let (counted, rows) = csv.finish()?;
        let (mut sink, entry) = counted.into_entry(codebook, rows);
        files.push(entry);

        let manifest = Manifest::new(self.survey, self.preset, files);
        sink.start(manifest_file)?;
        sink.write_all(&manifest.to_json()?)?;
        sink.finish()?;
        Ok(manifest)
    }
}

fn spooled(preset: Preset, columns: &[Column]) -> io::Result<Spooled> {
    Csv::new(preset, BufWriter::new(tempfile::tempfile()?), names(columns))
}

fn names(columns: &[Column]) -> impl Iterator<Item = &str> {
    columns.iter().map(|column| column.name.as_str())
}
