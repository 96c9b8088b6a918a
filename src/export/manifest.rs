//! The manifest: what was written, so that a truncated or altered file can be told from a whole one.

use std::io::{self, Write};

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{Preset, Survey};
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
    /// Name of the preset.
    pub preset: &'static str,
    /// Every file but the manifest itself.
    pub files: Vec<FileEntry>,
}

/// One file of an export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileEntry {
    /// Its name.
    pub name: String,
    /// Number of rows without the header.
    pub rows: u64,
    /// Size.
    pub bytes: u64,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
}

impl Manifest {
    pub(super) fn new(survey: Survey<'_>, preset: Preset, files: Vec<FileEntry>) -> Self {
        let newest = survey.versions.last();
        Self {
            survey: survey.slug.to_owned(),
            title: newest.map_or(Text::Absent, |(_, q)| q.definition().title.clone()),
            versions: survey.versions.iter().map(|(hash, _)| (*hash).to_owned()).collect(),
            format: "csv",
            preset: preset.name(),
            files,
        }
    }

    pub(super) fn to_json(&self) -> io::Result<Vec<u8>> {
        let mut json = serde_json::to_vec_pretty(self)?;
        json.push(b'\n');
        Ok(json)
    }
}

/// Counts and hashes what passes through.
pub(super) struct Counted<W> {
    inner: W,
    bytes: u64,
    hash: Sha256,
}

impl<W> Counted<W> {
    pub(super) fn new(inner: W) -> Self {
        Self { inner, bytes: 0, hash: Sha256::new() }
    }

    /// What it was written to, and the entry of the file.
    pub(super) fn into_entry(self, name: &str, rows: u64) -> (W, FileEntry) {
        let sha256 = hex::encode(self.hash.finalize());
        (self.inner, FileEntry { name: name.to_owned(), rows, bytes: self.bytes, sha256 })
    }
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.bytes += written as u64;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
