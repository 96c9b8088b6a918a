//! Comma-separated values: the first column names the sheet, the cells stand right of it.

use ::csv::{ReaderBuilder, WriterBuilder};

use crate::engine::problem::remark;

use super::super::separated;
use super::{Filling, Limits, Workbook, WorkbookError};

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, WorkbookError> {
    let text = separated::text(bytes).ok_or_else(|| {
        let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
        let line = bytes.iter().take(valid).filter(|byte| **byte == b'\n').count();
        WorkbookError::Unreadable(remark!("workbook-line-not-utf8", line = line + 1))
    })?;
    let parted = separated::parted(&text);
    if let Some(quote) = separated::open_quote(&parted) {
        let what = quote.with_rows(remark!("workbook-quote-open", line = quote.line));
        return Err(WorkbookError::Unreadable(what.with(separated::close_quote())));
    }
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(parted.delimiter)
        .from_reader(parted.rows.as_bytes());
    let mut sheets = Sheets::new(limits);
    for record in reader.records() {
        let record = record.map_err(|error| {
            WorkbookError::Unreadable(remark!("workbook-damaged-because", why = error.to_string()))
        })?;
        sheets.add(record.iter())?;
    }
    Ok(sheets.into_workbook())
}

pub(super) fn write(workbook: &Workbook) -> Result<Vec<u8>, WorkbookError> {
    let fail = |why: String| WorkbookError::Unwritable(remark!("workbook-unwritable", why));
    let mut writer = WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for sheet in &workbook.sheets {
        writer.write_record([&sheet.name]).map_err(|error| fail(error.to_string()))?;
        for row in &sheet.rows {
            let cells = std::iter::once("").chain(row.iter().map(String::as_str));
            writer.write_record(cells).map_err(|error| fail(error.to_string()))?;
        }
    }
    writer.into_inner().map_err(|error| fail(error.to_string()))
}

/// Sheets that follow each other in one stream of rows, each begun by its name in the first cell.
pub(super) struct Sheets<'l> {
    limits: &'l Limits,
    workbook: Workbook,
    filling: Option<Filling<'l>>,
    row: usize,
}

impl<'l> Sheets<'l> {
    pub(super) fn new(limits: &'l Limits) -> Self {
        Self { limits, workbook: Workbook::default(), filling: None, row: 0 }
    }

    /// One row of the file. Blank rows do not count, so that they may part the sheets.
    pub(super) fn add<'c>(
        &mut self,
        mut cells: impl Iterator<Item = &'c str>,
    ) -> Result<(), WorkbookError> {
        let name = cells.next().unwrap_or_default().trim();
        if !name.is_empty() {
            self.finish();
            self.limits.check_sheets(self.workbook.sheets.len() + 1)?;
            self.filling = Some(Filling::new(name, self.limits));
        }
        let Some(filling) = &mut self.filling else { return Ok(()) };
        let mut blank = true;
        for (column, cell) in cells.enumerate() {
            blank &= cell.trim().is_empty();
            filling.put(self.row, column, cell)?;
        }
        if !blank {
            self.row += 1;
        }
        Ok(())
    }

    pub(super) fn into_workbook(mut self) -> Workbook {
        self.finish();
        self.workbook
    }

    fn finish(&mut self) {
        self.row = 0;
        if let Some(filling) = self.filling.take() {
            self.workbook.sheets.push(filling.into_sheet());
        }
    }
}
