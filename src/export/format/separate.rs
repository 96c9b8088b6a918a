//! One file for each table, for formats that are lines of text. The first table goes out at once,
//! since it is the largest; the others wait in files without a name until it is complete.

use std::fs::File;
use std::io::{self, BufWriter, Seek, Write};

use super::{Format, Table, TableHead, Tables};
use crate::export::files::Files;

/// Where the rows of a table go.
pub(super) enum Out<'s> {
    Files(Files<'s>),
    Waiting(BufWriter<File>),
}

impl Write for Out<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Files(files) => files.write(bytes),
            Self::Waiting(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Files(files) => files.flush(),
            Self::Waiting(file) => file.flush(),
        }
    }
}

/// A table that is written as lines.
pub(super) trait LineTable<'s>: Table {
    /// Where they went, and the number of rows without a header.
    fn finish(self: Box<Self>) -> io::Result<(Out<'s>, u64)>;
}

type Begun<'s> = Box<dyn LineTable<'s> + 's>;

struct Separate<'s> {
    tables: Vec<(String, Begun<'s>)>,
}

/// Begins the tables with what begins one of them.
pub(super) fn start<'s>(
    format: &dyn Format,
    heads: &[TableHead<'_>],
    mut files: Files<'s>,
    begin: impl Fn(Out<'s>, &TableHead<'_>) -> io::Result<Begun<'s>>,
) -> io::Result<Box<dyn Tables<'s> + 's>> {
    let file_of = |head: &TableHead<'_>| format!("{}.{}", head.table, format.extension());
    let mut tables = Vec::with_capacity(heads.len());
    let mut rest = heads.iter();
    if let Some(first) = rest.next() {
        files.begin(&file_of(first))?;
        tables.push((file_of(first), begin(Out::Files(files), first)?));
    }
    for head in rest {
        let waiting = Out::Waiting(BufWriter::new(tempfile::tempfile()?));
        tables.push((file_of(head), begin(waiting, head)?));
    }
    Ok(Box::new(Separate { tables }))
}

impl<'s> Tables<'s> for Separate<'s> {
    fn table(&mut self, index: usize) -> &mut dyn Table {
        &mut *self.tables[index].1
    }

    fn finish(self: Box<Self>) -> io::Result<Files<'s>> {
        let mut out: Option<Files<'s>> = None;
        for (name, table) in self.tables {
            match table.finish()? {
                (Out::Files(mut files), rows) => {
                    files.end(rows);
                    out = Some(files);
                }
                (Out::Waiting(file), rows) => {
                    let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                    file.rewind()?;
                    let Some(files) = &mut out else { continue };
                    files.begin(&name)?;
                    io::copy(&mut file, files)?;
                    files.end(rows);
                }
            }
        }
        out.ok_or_else(|| io::Error::other("an export without tables"))
    }
}
