//! Excel workbooks in, both the archive of XML and the older binary format.

use std::fmt::Display;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, ExcelDateTime, Reader, Xls, Xlsx};

use crate::engine::problem::remark;

use super::{Filling, Limits, Workbook, WorkbookError};

/// Cell by cell, so that one cell far out does not make a table of millions.
pub(super) fn read_xlsx(bytes: &[u8], limits: &Limits) -> Result<Workbook, WorkbookError> {
    limits.check_archive(bytes)?;
    guarded(|| {
        let mut book = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
        let names = book.sheet_names();
        limits.check_sheets(names.len())?;
        let mut workbook = Workbook::default();
        for name in &names {
            let mut filling = Filling::new(name, limits);
            // A sheet may be a chart, which has no cells to read.
            if let Ok(mut cells) = book.worksheet_cells_reader(name) {
                while let Some(cell) = cells.next_cell().map_err(unreadable)? {
                    let (row, column) = cell.get_position();
                    filling.put(row as usize, column as usize, &text(cell.get_value()))?;
                }
            }
            workbook.sheets.push(filling.into_sheet());
        }
        Ok(workbook)
    })
}

/// The binary format is parsed as a whole before anything can be counted, so it is for files of
/// one's own, on the command line only.
pub(super) fn read_xls(bytes: &[u8], limits: &Limits) -> Result<Workbook, WorkbookError> {
    guarded(|| {
        let mut book = Xls::new(Cursor::new(bytes)).map_err(unreadable)?;
        let names = book.sheet_names();
        limits.check_sheets(names.len())?;
        let mut workbook = Workbook::default();
        for name in &names {
            let mut filling = Filling::new(name, limits);
            let range = book.worksheet_range(name).map_err(unreadable)?;
            let (top, left) = range.start().unwrap_or_default();
            for (row, column, value) in range.used_cells() {
                let value = text(&borrowed(value));
                filling.put(top as usize + row, left as usize + column, &value)?;
            }
            workbook.sheets.push(filling.into_sheet());
        }
        Ok(workbook)
    })
}

/// A damaged file can make the library panic; then it is damaged, and that is all.
fn guarded(
    read: impl FnOnce() -> Result<Workbook, WorkbookError>,
) -> Result<Workbook, WorkbookError> {
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(WorkbookError::Unreadable(remark!("workbook-damaged"))))
}

fn unreadable(_: impl Display) -> WorkbookError {
    WorkbookError::Unreadable(remark!("workbook-no-excel"))
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(flag) => DataRef::Bool(*flag),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// What a cell says, as its author typed it.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        // Shortest digits, and a whole number has no point.
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(flag) => if *flag { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(moment) => iso(moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// `2024-02-29`, `2024-02-29T08:30:00` or `08:30:00`: Excel knows days since 1900 only, of which
/// day 0 stands for a mere time.
fn iso(moment: &ExcelDateTime) -> String {
    if moment.is_duration() {
        return moment.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    if moment.as_f64() < 1.0 {
        time
    } else if moment.as_f64().fract() == 0.0 {
        date
    } else {
        format!("{date}T{time}")
    }
}
