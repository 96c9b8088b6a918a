//! Where the files of an export go: a directory, a ZIP archive, or one file of them alone.

use std::cell::Cell;
use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Takes files one after the other. What is written belongs to the file started last.
pub trait Sink: Write {
    /// Begins a file, which ends the one before.
    fn start(&mut self, name: &str) -> io::Result<()>;

    /// Ends the last file. Without this nothing counts as exported.
    fn finish(&mut self) -> io::Result<()>;
}

/// Files in a directory that only their owner can read, under their names only when all of them are
/// complete and on disk; files that had these names before are replaced then.
#[derive(Debug)]
pub struct Directory {
    path: PathBuf,
    open: Option<BufWriter<File>>,
    names: Vec<String>,
    _turn: Option<File>,
}

impl Directory {
    /// Files in this directory, which is made if it is missing. Another export that writes into it now is an error.
    pub fn create(path: impl Into<PathBuf>) -> io::Result<Self> {
        let path = path.into();
        let mut folder = fs::DirBuilder::new();
        folder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
        folder.create(&path)?;
        let turn = turn(&path)?;
        Ok(Self { path, open: None, names: Vec::new(), _turn: turn })
    }

    fn part(&self, name: &str) -> PathBuf {
        self.path.join(format!("{name}.part"))
    }

    fn close(&mut self) -> io::Result<()> {
        match self.open.take() {
            Some(file) => file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all(),
            None => Ok(()),
        }
    }
}

/// Takes the directory for one export; the turn ends with the file, also when the program is killed. The directory
/// itself is locked, so that nothing is left in it; a file system without locks has none.
fn turn(path: &Path) -> io::Result<Option<File>> {
    let Ok(directory) = File::open(path) else { return Ok(None) };
    match directory.try_lock() {
        Ok(()) => Ok(Some(directory)),
        Err(TryLockError::Error(_)) => Ok(None),
        Err(TryLockError::WouldBlock) => Err(io::Error::new(
            io::ErrorKind::ResourceBusy,
            "another export writes into this directory; wait until it is done, or take another",
        )),
    }
}

impl Sink for Directory {
    fn start(&mut self, name: &str) -> io::Result<()> {
        self.close()?;
        let mut options = File::options();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        self.open = Some(BufWriter::with_capacity(1 << 16, options.open(self.part(name))?));
        self.names.push(name.to_owned());
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.close()?;
        for name in std::mem::take(&mut self.names) {
            fs::rename(self.part(&name), self.path.join(&name))?;
        }
        Ok(())
    }
}

impl Write for Directory {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.open.as_mut().ok_or_else(no_file)?.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.open.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for Directory {
    /// Leaves no half files of an export that failed.
    fn drop(&mut self) {
        self.open = None;
        for name in &self.names {
            // Nobody is left to be told, and a `.part` file passes for nothing else.
            let _ = fs::remove_file(self.part(name));
        }
    }
}

/// A ZIP archive, written as a stream. One that is not finished stays visibly broken.
pub struct Zip<W: Write> {
    archive: Option<ZipWriter<StreamWriter<Tap<W>>>>,
    is_open: Rc<Cell<bool>>,
}

impl<W: Write> Zip<W> {
    /// An archive written to `out`.
    pub fn new(out: W) -> Self {
        let is_open = Rc::new(Cell::new(true));
        let tap = Tap { out, is_open: Rc::clone(&is_open) };
        Self { archive: Some(ZipWriter::new_stream(tap)), is_open }
    }
}

impl<W: Write> Sink for Zip<W> {
    fn start(&mut self, name: &str) -> io::Result<()> {
        // The same data give the same bytes: no time of today.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        Ok(self.archive.as_mut().ok_or_else(no_file)?.start_file(name, options)?)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.archive.take().ok_or_else(no_file)?.finish()?.into_inner().flush()
    }
}

impl<W: Write> Write for Zip<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.archive.as_mut().ok_or_else(no_file)?.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.archive.as_mut().ok_or_else(no_file)?.flush()
    }
}

impl<W: Write> Drop for Zip<W> {
    /// The archive's writer completes what it has when it is dropped; nobody may take that for the
    /// whole.
    fn drop(&mut self) {
        self.is_open.set(false);
    }
}

/// Lets nothing through once it is closed.
struct Tap<W> {
    out: W,
    is_open: Rc<Cell<bool>>,
}

impl<W: Write> Write for Tap<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.is_open.get() { self.out.write(bytes) } else { Ok(bytes.len()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.is_open.get() { self.out.flush() } else { Ok(()) }
    }
}

/// One file of the export alone.
#[derive(Debug)]
pub struct Only<'n, W: Write> {
    name: &'n str,
    out: W,
    is_open: bool,
}

impl<'n, W: Write> Only<'n, W> {
    /// The file of this name, written to `out`.
    pub fn new(name: &'n str, out: W) -> Self {
        Self { name, out, is_open: false }
    }
}

impl<W: Write> Sink for Only<'_, W> {
    fn start(&mut self, name: &str) -> io::Result<()> {
        self.is_open = name == self.name;
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<W: Write> Write for Only<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.is_open { self.out.write(bytes) } else { Ok(bytes.len()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn no_file() -> io::Error {
    io::Error::other("no file of the export was begun")
}
