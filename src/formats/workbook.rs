//! Workbooks as sheets of plain text: bytes in and out, whatever the container.
//!
//! A cell is text however it is stored: `1.0` is "1", a day is "2024-02-29". Nothing here knows what
//! a sheet means; [`super::xlsform`] does. What is too big is refused before it is parsed, see
//! [`Limits`]. Start reading at [`read`] and [`write`].

mod csv;
mod excel;
mod limits;
mod markdown;
mod xlsx;

pub use limits::Limits;

use crate::engine::problem::{Remark, remark};

/// Sheets in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Workbook {
    /// The sheets in the order of the file.
    pub sheets: Vec<Sheet>,
}

/// One sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name as it is spelt.
    pub name: String,
    /// The rows from the first on, blank ones included, so that row 5 is `rows[4]`. Cells are
    /// without surrounding blanks; empty ones at the end of a row and empty rows at the end of a
    /// sheet are left out.
    pub rows: Vec<Vec<String>>,
}

/// How a workbook is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    /// Excel since 2007.
    Xlsx,
    /// Excel before that; read only.
    Xls,
    /// Comma-separated values; a row with something in the first column begins the sheet of that
    /// name, all other cells stand one column further right.
    Csv,
    /// Markdown tables, laid out like [`Container::Csv`].
    Markdown,
}

/// Why a file is no workbook for us.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WorkbookError {
    /// Bigger than a questionnaire ever is, or made to look small.
    #[error("{0}")]
    TooBig(Remark),
    /// Not what its name says, or damaged.
    #[error("{0}")]
    Unreadable(Remark),
    /// A container that is read only.
    #[error("{0}")]
    Unwritable(Remark),
}

impl WorkbookError {
    /// Why, to be told to the author.
    pub fn remark(self) -> Remark {
        match self {
            Self::TooBig(why) | Self::Unreadable(why) | Self::Unwritable(why) => why,
        }
    }
}

/// Reads a workbook of at most the size that `limits` allow.
pub fn read(
    bytes: &[u8],
    container: Container,
    limits: &Limits,
) -> Result<Workbook, WorkbookError> {
    limits.check_file(bytes)?;
    match container {
        // Whoever renames a file does not make another one of it.
        Container::Xls if bytes.starts_with(b"PK\x03\x04") => excel::read_xlsx(bytes, limits),
        Container::Xlsx => excel::read_xlsx(bytes, limits),
        Container::Xls => excel::read_xls(bytes, limits),
        Container::Csv => csv::read(bytes, limits),
        Container::Markdown => markdown::read(bytes, limits),
    }
}

/// Writes a workbook; the same workbook gives the same bytes.
pub fn write(workbook: &Workbook, container: Container) -> Result<Vec<u8>, WorkbookError> {
    match container {
        Container::Xlsx => xlsx::write(workbook),
        Container::Xls => Err(WorkbookError::Unwritable(remark!("workbook-old-excel"))),
        Container::Csv => csv::write(workbook),
        Container::Markdown => Ok(markdown::write(workbook).into_bytes()),
    }
}

/// Collects the cells of a sheet within the limits.
struct Filling<'l> {
    limits: &'l Limits,
    cells: usize,
    sheet: Sheet,
}

impl<'l> Filling<'l> {
    fn new(name: &str, limits: &'l Limits) -> Self {
        Self { limits, cells: 0, sheet: Sheet { name: name.to_owned(), rows: Vec::new() } }
    }

    /// Puts a text into a cell, rows and columns counted from 0.
    fn put(&mut self, row: usize, column: usize, text: &str) -> Result<(), WorkbookError> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        self.cells += 1;
        self.limits.check_cell(&self.sheet.name, (row, column), self.cells, text)?;
        let rows = &mut self.sheet.rows;
        if rows.len() <= row {
            rows.resize_with(row + 1, Vec::new);
        }
        if let Some(cells) = rows.get_mut(row) {
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            if let Some(cell) = cells.get_mut(column) {
                text.clone_into(cell);
            }
        }
        Ok(())
    }

    fn into_sheet(self) -> Sheet {
        self.sheet
    }
}

#[cfg(test)]
mod tests;
