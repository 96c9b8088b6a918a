//! Reading a questionnaire and the files beside it. They may come from strangers, links and pipes among them: only files
//! are read, none of them outside the questionnaire's folder, and not more of them than is allowed.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use anyhow::{Result, anyhow};

use super::check::stem;
use crate::formats::{FormFiles, Unreadable};
use crate::i18n::problems as words;

/// More than any file beside a questionnaire has; a larger one is not read.
pub(super) const LARGEST: u64 = 50_000_000;

/// The files beside a questionnaire: in the folder of its name with `-media`, as ODK's tools have
/// them, or in its own.
#[derive(Debug)]
pub(super) struct MediaFolders {
    media: PathBuf,
    own: PathBuf,
}

impl MediaFolders {
    /// The folders of a file.
    pub(super) fn of(file: &Path) -> Self {
        let own = file.parent().unwrap_or(Path::new("")).to_owned();
        Self { media: own.join(format!("{}-media", stem(file))), own }
    }
}

impl FormFiles for MediaFolders {
    fn read(&self, path: &str) -> Result<Vec<u8>, Unreadable> {
        let relative = Path::new(path);
        if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(Unreadable::Outside);
        }
        let in_media = self.media.join(relative);
        let found = if in_media.is_file() { in_media } else { self.own.join(relative) };
        // A link leads where it leads.
        let found = found.canonicalize().map_err(unreadable)?;
        let own = Path::new(".").join(&self.own).canonicalize().map_err(unreadable)?;
        match found.starts_with(own) {
            true => read(&found, LARGEST),
            false => Err(Unreadable::Outside),
        }
    }
}

/// Reads a file of so many bytes at most. A pipe would be waited for, and a device has no end: neither is opened.
pub(super) fn read(file: &Path, most: u64) -> Result<Vec<u8>, Unreadable> {
    let known = fs::metadata(file).map_err(unreadable)?;
    if !known.is_file() {
        return Err(Unreadable::NoFile);
    }
    let mut bytes = Vec::new();
    if known.len() <= most {
        let opened = File::open(file).map_err(unreadable)?;
        opened.take(most + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    }
    match known.len().max(bytes.len() as u64) > most {
        true => Err(Unreadable::Large),
        false => Ok(bytes),
    }
}

/// The same of a file that a command is given.
pub(super) fn given(file: &Path) -> Result<Vec<u8>> {
    let told = |why: Unreadable| words::remark(&why.remark(&file.display().to_string()), "en");
    read(file, LARGEST).map_err(|why| anyhow!(told(why)))
}

fn unreadable(error: io::Error) -> Unreadable {
    match error.kind() {
        io::ErrorKind::NotFound => Unreadable::Absent,
        _ => Unreadable::Broken(error.to_string()),
    }
}
