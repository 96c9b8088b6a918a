//! The formats of an export, one file and one line of [`FORMATS`] each. Command line, page, texts,
//! documentation and tests go by this list.
//!
//! A format gets cell after cell, knows neither the questionnaire nor the database, keeps memory
//! constant, and writes the same bytes for the same data. Start reading at [`Format`].

mod csv;
pub mod guard;
mod jsonl;
mod separate;
mod xlsx;

use std::fmt;
use std::io;

use super::files::Files;

pub use self::csv::{EXCEL_DE, MACHINE};
pub use self::jsonl::JSON_LINES;
pub use self::xlsx::XLSX;

/// Every format, as menus list them. Of several with one name the first is the usual one.
pub const FORMATS: [&dyn Format; 4] = [&MACHINE, &EXCEL_DE, &XLSX, &JSON_LINES];

/// The tables of an export in the order in which they are written.
pub const TABLES: [&str; 6] =
    ["responses", "reasons", "image", "transparency", "repeats", "codebook"];

/// What is known of a table before its first row.
#[derive(Debug)]
pub struct TableHead<'a> {
    /// Its name, one of [`TABLES`].
    pub table: &'static str,
    /// The names of its columns.
    pub columns: Vec<&'a str>,
}

/// How a cell is to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A text, codes with leading zeros among them.
    Text,
    /// A number, or a missing code.
    Number,
    /// A day as `2026-11-28`, or a missing code.
    Date,
}

/// A way of writing the tables.
pub trait Format: fmt::Debug + Sync {
    /// Its name on the command line.
    fn name(&self) -> &'static str;

    /// Which of several ways of writing this format it is.
    fn preset(&self) -> Option<&'static str> {
        None
    }

    /// How the names of its files end.
    fn extension(&self) -> &'static str;

    /// What the web says they are.
    fn media_type(&self) -> &'static str;

    /// Whether one file holds all tables; otherwise each has its own.
    fn is_workbook(&self) -> bool {
        false
    }

    /// Begins to write these tables, all of which may get rows until the end.
    fn start<'s>(
        &self,
        heads: &[TableHead<'_>],
        files: Files<'s>,
    ) -> io::Result<Box<dyn Tables<'s> + 's>>;
}

impl dyn Format + '_ {
    /// What it is called in addresses and texts: the preset's name, or its own.
    pub fn key(&self) -> &'static str {
        self.preset().unwrap_or(self.name())
    }

    /// The file that a table is in.
    pub fn file_of(&self, table: &str) -> String {
        let stem = if self.is_workbook() { "data" } else { table };
        format!("{stem}.{}", self.extension())
    }

    /// Where a codebook says that a table is: its file, or its sheet.
    pub fn place_of(&self, table: &str) -> String {
        if self.is_workbook() { table.to_owned() } else { self.file_of(table) }
    }

    /// The files of its tables, in order.
    pub fn files(&self) -> Vec<String> {
        let mut files: Vec<String> = TABLES.iter().map(|table| self.file_of(table)).collect();
        files.dedup();
        files
    }
}

/// The format that has this key.
pub fn find_format(key: &str) -> Option<&'static dyn Format> {
    FORMATS.into_iter().find(|format| format.key() == key)
}

/// Tables being written.
pub trait Tables<'s> {
    /// The table of this index, to write cells to.
    fn table(&mut self, index: usize) -> &mut dyn Table;

    /// Ends all tables.
    fn finish(self: Box<Self>) -> io::Result<Files<'s>>;
}

/// A table being written: cell by cell, row by row.
pub trait Table {
    /// Writes the next cell of the row.
    fn cell(&mut self, cell: &str, sort: Sort) -> io::Result<()>;

    /// Ends the row; an error when it has not as many cells as the table has columns.
    fn end_row(&mut self) -> io::Result<()>;
}

impl dyn Table + '_ {
    /// Writes a text.
    pub(super) fn text(&mut self, cell: &str) -> io::Result<()> {
        self.cell(cell, Sort::Text)
    }

    /// Writes a number or a missing code.
    pub(super) fn number(&mut self, cell: &str) -> io::Result<()> {
        self.cell(cell, Sort::Number)
    }
}

/// The error of a row that has not as many cells as there are columns.
fn uneven(cells: usize, columns: usize) -> io::Error {
    io::Error::other(format!("a row has {cells} cells, but there are {columns} columns"))
}
