//! How big a workbook may be. An archive of a few kilobytes can hold gigabytes, and one cell in the
//! last column makes a table of millions: so sizes are looked at before anything is parsed, and
//! cells are counted while they come.

use std::io::{BufReader, Cursor, Read};

use quick_xml::events::Event;

use super::WorkbookError;
use crate::engine::problem::{Remark, remark};

/// The greatest sizes that are accepted. The usual ones are far beyond any questionnaire and far
/// below what hurts a small server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub file: usize,
    /// Files in the archive that a workbook is.
    pub entries: usize,
    /// Bytes of the archive after unpacking.
    pub unpacked: u64,
    /// How many times bigger the unpacked archive may be, once it is bigger than `file`: blank rows
    /// shrink a lot, so small archives are spared.
    pub ratio: u64,
    /// Sheets.
    pub sheets: usize,
    /// Rows of a sheet.
    pub rows: usize,
    /// Columns of a sheet.
    pub columns: usize,
    /// Cells of a sheet that are not empty.
    pub cells: usize,
    /// Characters of a cell; Excel holds no more.
    pub characters: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file: crate::formats::MOST_BYTES as usize,
            entries: 1_000,
            unpacked: 200_000_000,
            ratio: 100,
            sheets: 200,
            rows: 100_000,
            columns: 1_000,
            cells: 2_000_000,
            characters: 32_767,
        }
    }
}

impl Limits {
    pub(super) fn check_file(&self, bytes: &[u8]) -> Result<(), WorkbookError> {
        at_most(bytes.len(), self.file, |found, most| remark!("workbook-bytes", found, most))
    }

    pub(super) fn check_sheets(&self, sheets: usize) -> Result<(), WorkbookError> {
        at_most(sheets, self.sheets, |found, most| remark!("workbook-sheets", found, most))
    }

    /// Looks at one cell, rows and columns counted from 0; `cells` are there with it.
    pub(super) fn check_cell(
        &self,
        sheet: &str,
        (row, column): (usize, usize),
        cells: usize,
        text: &str,
    ) -> Result<(), WorkbookError> {
        at_most(row + 1, self.rows, |found, most| remark!("workbook-rows", found, sheet, most))?;
        at_most(column + 1, self.columns, |found, most| {
            remark!("workbook-columns", found, sheet, most)
        })?;
        at_most(cells, self.cells, |found, most| remark!("workbook-cells", found, sheet, most))?;
        // Characters are counted only where the bytes leave a doubt.
        if text.len() > self.characters {
            at_most(text.chars().count(), self.characters, |found, most| {
                remark!("workbook-characters", found, row = row + 1, sheet, most)
            })?;
        }
        Ok(())
    }

    /// Unpacks an archive into nothing, since what it says of its own sizes may be a lie.
    pub(super) fn check_archive(&self, bytes: &[u8]) -> Result<(), WorkbookError> {
        let damaged = |_| WorkbookError::Unreadable(remark!("workbook-no-excel"));
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        at_most(archive.len(), self.entries, |found, most| remark!("workbook-files", found, most))?;
        let mut unpacked = 0;
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).map_err(damaged)?;
            if entry.encrypted() {
                return Err(WorkbookError::Unreadable(remark!("workbook-encrypted")));
            }
            let left = self.unpacked.saturating_sub(unpacked);
            let mut within = entry.by_ref().take(left + 1);
            unpacked += std::io::copy(&mut within, &mut std::io::sink()).map_err(|error| {
                WorkbookError::Unreadable(remark!(
                    "workbook-damaged-because",
                    why = error.to_string()
                ))
            })?;
            if unpacked > self.unpacked {
                let most = self.unpacked;
                return Err(WorkbookError::TooBig(remark!("workbook-unpacks", most)));
            }
        }
        let packed = u64::try_from(bytes.len()).unwrap_or(u64::MAX).max(1);
        if unpacked > u64::try_from(self.file).unwrap_or(u64::MAX) && unpacked / packed > self.ratio
        {
            let (times, most) = (unpacked / packed, self.ratio);
            return Err(WorkbookError::TooBig(remark!("workbook-ratio", times, most)));
        }
        let holds_strings = |index: &usize| {
            let name = archive.name_for_index(*index).and_then(Result::ok);
            name.is_some_and(|name| name.to_ascii_lowercase().ends_with("sharedstrings.xml"))
        };
        let strings: Vec<usize> = (0..archive.len()).filter(holds_strings).collect();
        for index in strings {
            let promised = promised(archive.by_index(index).map_err(damaged)?);
            at_most(promised, self.cells, |found, most| remark!("workbook-texts", found, most))?;
        }
        Ok(())
    }
}

/// How many texts the file of the texts says that it has. The reader makes room for so many before it has seen
/// one, and that could end the process.
fn promised(file: impl Read) -> usize {
    let mut xml = quick_xml::Reader::from_reader(BufReader::new(file));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(element)) if element.local_name().as_ref() == "sst" => {
                let count = element.try_get_attribute("uniqueCount").ok().flatten();
                let count = count.and_then(|count| count.value.trim().parse::<usize>().ok());
                return count.unwrap_or(0);
            }
            // The reader refuses it, too.
            Ok(Event::Eof) | Err(_) => return 0,
            Ok(_) => {}
        }
    }
}

fn at_most(
    found: usize,
    most: usize,
    remark: impl FnOnce(usize, usize) -> Remark,
) -> Result<(), WorkbookError> {
    if found <= most { Ok(()) } else { Err(WorkbookError::TooBig(remark(found, most))) }
}
