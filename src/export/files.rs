//! The files of an export on their way out: each is counted and hashed as it is written.

use std::io::{self, Write};

use sha2::{Digest, Sha256};

use super::Sink;
use super::manifest::FileEntry;

/// The way into a sink, which takes one file after the other.
pub struct Files<'s> {
    sink: Box<dyn Sink + 's>,
    name: String,
    bytes: u64,
    hash: Sha256,
    written: Vec<FileEntry>,
}

impl<'s> Files<'s> {
    pub(super) fn new(sink: Box<dyn Sink + 's>) -> Self {
        Self { sink, name: String::new(), bytes: 0, hash: Sha256::new(), written: Vec::new() }
    }

    /// Begins a file.
    pub(super) fn begin(&mut self, name: &str) -> io::Result<()> {
        self.sink.start(name)?;
        (self.name, self.bytes, self.hash) = (name.to_owned(), 0, Sha256::new());
        Ok(())
    }

    /// Ends the file, which has so many rows.
    pub(super) fn end(&mut self, rows: u64) {
        let sha256 = hex::encode(std::mem::take(&mut self.hash).finalize());
        let name = std::mem::take(&mut self.name);
        self.written.push(FileEntry { name, rows, bytes: self.bytes, sha256 });
    }

    /// The files that were written, and the sink.
    pub(super) fn finish(self) -> (Box<dyn Sink + 's>, Vec<FileEntry>) {
        (self.sink, self.written)
    }
}

impl Write for Files<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.sink.write(bytes)?;
        self.bytes += written as u64;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}
