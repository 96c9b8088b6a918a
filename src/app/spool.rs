//! The spool: a folder in which archives wait that were prepared for somebody, each named by its job and
//! readable by the program's user only. Nothing stays there longer than a day.

use std::fs::{DirBuilder, File};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;
use jiff::{SignedDuration, Timestamp};
use tempfile::NamedTempFile;

use crate::error::Error;
use crate::ids::JobId;

/// How long a file waits.
pub const KEPT: SignedDuration = SignedDuration::from_hours(24);

/// The folder. All processes that serve staff or run jobs need the same one.
#[derive(Debug, Clone)]
pub struct Spool(PathBuf);

impl Spool {
    /// The spool in this folder, which is made when it is first needed.
    pub fn new(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// Begins a file, which goes away by itself unless it is [finished](Self::finish).
    pub(in crate::app) fn begin(&self) -> Result<NamedTempFile, Error> {
        Ok(private_file(&self.0).context("making a file in the spool")?)
    }

    /// The file of a job is whole: from now on it is found.
    pub(in crate::app) fn finish(&self, job: &JobId, file: NamedTempFile) -> Result<(), Error> {
        file.as_file().sync_all().context("writing a file in the spool")?;
        file.persist(self.path(job)).context("naming a file in the spool")?;
        Ok(())
    }

    /// Whether the file of a job is there.
    pub fn has(&self, job: &JobId) -> bool {
        self.path(job).is_file()
    }

    /// The file of a job and its length; [`Error::NotFound`] when it is gone.
    pub(in crate::app) fn open(&self, job: &JobId) -> Result<(File, u64), Error> {
        let opened = File::open(self.path(job)).and_then(|file| {
            let length = file.metadata()?.len();
            Ok((file, length))
        });
        match opened {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Error::NotFound),
            opened => Ok(opened.context("opening a file in the spool")?),
        }
    }

    /// Deletes the file of a job, if it is there.
    pub(in crate::app) fn discard(&self, job: &JobId) -> Result<(), Error> {
        Ok(remove(&self.path(job)).context("deleting a file of the spool")?)
    }

    /// Deletes what has waited long enough, and says how many files.
    pub(in crate::app) fn sweep(&self, now: Timestamp) -> Result<usize, Error> {
        Ok(delete_older(&self.0, now, KEPT, |_| true).context("sweeping the spool")?)
    }

    /// The id of a started job is a UUID, so it is a file's name.
    fn path(&self, job: &JobId) -> PathBuf {
        self.0.join(format!("{job}.zip"))
    }
}

/// Deletes the files of a folder that are meant and older than this, and says how many.
pub(in crate::app) fn delete_older(
    folder: &Path,
    now: Timestamp,
    age: SignedDuration,
    is_meant: impl Fn(&Path) -> bool,
) -> io::Result<usize> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        entries => entries?,
    };
    let mut deleted = 0;
    for entry in entries {
        let entry = entry?;
        let written = match entry.metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            about => Timestamp::try_from(about?.modified()?).map_err(io::Error::other)?,
        };
        if now.duration_since(written) > age && is_meant(&entry.path()) {
            remove(&entry.path())?;
            deleted += 1;
        }
    }
    Ok(deleted)
}

/// Deletes a file. One that somebody else deleted meanwhile is as good.
pub(in crate::app) fn remove(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Begins a file that only the program's user can read, in such a folder, which is made if it is
/// missing. It goes away by itself unless it gets a name.
pub(in crate::app) fn private_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut making = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut making, 0o700);
    making.recursive(true).create(folder)?;
    NamedTempFile::new_in(folder)
}
