//! The manifest: what was written, so that a truncated or altered file can be told from a whole one.

use std::io;

use serde::Serialize;

use super::{ExportedSurvey, Format};
use crate::engine::model::Text;

/// What an export holds. It has no time: the same data give the same manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Manifest {
    /// The survey's readable name.
    pub survey: String,
    /// The newest version's title.
    pub title: Text,
    /// Hashes of the survey's versions, the oldest first.
    pub versions: Vec<String>,
    /// Name of the format.
    pub format: &'static str,
    /// Name of the preset, where the format has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preset: Option<&'static str>,
    /// Every file but the manifest itself.
    pub files: Vec<FileEntry>,
}

/// One file of an export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileEntry {
    /// Its name.
    pub name: String,
    /// Number of rows without the header; in a workbook those of the responses.
    pub rows: u64,
    /// Size.
    pub bytes: u64,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
}

impl Manifest {
    pub(super) fn new(
        survey: ExportedSurvey<'_>,
        format: &dyn Format,
        files: Vec<FileEntry>,
    ) -> Self {
        let newest = survey.versions.last();
        Self {
            survey: survey.slug.to_owned(),
            title: newest.map_or(Text::Absent, |(_, q)| q.definition().title.clone()),
            versions: survey.versions.iter().map(|(hash, _)| (*hash).to_owned()).collect(),
            format: format.name(),
            preset: format.preset(),
            files,
        }
    }

    pub(super) fn to_json(&self) -> io::Result<Vec<u8>> {
        let mut json = serde_json::to_vec_pretty(self)?;
        json.push(b'\n');
        Ok(json)
    }
}
