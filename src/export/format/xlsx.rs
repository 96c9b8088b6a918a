//! XLSX: a workbook with a sheet for each table, the codebook among them. Numbers are numbers, days
//! are days, texts are texts, and nothing is a formula.
//!
//! Each sheet is written row by row into a file without a name. A sheet has 1,048,576 rows at most;
//! more of them go on in `responses (2)`. What no sheet can hold is refused, not cut.

use std::io::{self, BufWriter, Seek};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::{Format, Sort, Table, TableHead, Tables, uneven};
use crate::export::files::Files;
use crate::export::unfit;

/// A workbook for spreadsheets.
pub const XLSX: Xlsx = Xlsx;

/// See [`XLSX`].
#[derive(Debug)]
pub struct Xlsx;

/// What a sheet holds at most.
const ROWS: u32 = 1_048_576;
const COLUMNS: usize = 16_384;
/// More digits than these a spreadsheet does not keep.
const DIGITS: usize = 15;

impl Format for Xlsx {
    fn name(&self) -> &'static str {
        "xlsx"
    }

    fn extension(&self) -> &'static str {
        "xlsx"
    }

    fn media_type(&self) -> &'static str {
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    }

    fn is_workbook(&self) -> bool {
        true
    }

    fn start<'s>(
        &self,
        heads: &[TableHead<'_>],
        mut files: Files<'s>,
    ) -> io::Result<Box<dyn Tables<'s> + 's>> {
        let file = (self as &dyn Format).file_of("");
        files.begin(&file)?;
        let mut book = Workbook::new();
        // The same data give the same bytes: no time of today.
        let made = ExcelDateTime::from_ymd(2026, 1, 1).map_err(failed)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&made));
        let mut sheets = Vec::with_capacity(heads.len());
        for head in heads {
            let columns: Vec<String> = head.columns.iter().map(|&name| name.to_owned()).collect();
            if columns.len() > COLUMNS {
                return Err(unfit(format!(
                    "a sheet holds {COLUMNS} columns at most, and `{}` has {}; export it as CSV",
                    head.table,
                    columns.len()
                )));
            }
            sheets.push(Cursor {
                table: head.table,
                columns,
                sheet: 0,
                part: 0,
                row: ROWS,
                cells: 0,
            });
        }
        let mut writing = Writing { book, places: sheets, current: 0, last: ROWS, rows: 0, files };
        for index in 0..heads.len() {
            writing.current = index;
            writing.next_sheet()?;
        }
        Ok(Box::new(writing))
    }
}

struct Writing<'s> {
    book: Workbook,
    places: Vec<Cursor>,
    /// The table that is written to.
    current: usize,
    /// Rows of a sheet.
    last: u32,
    rows: u64,
    files: Files<'s>,
}

/// Where the next cell of a table goes.
struct Cursor {
    table: &'static str,
    columns: Vec<String>,
    sheet: usize,
    /// How many sheets it has so far.
    part: u32,
    row: u32,
    cells: usize,
}

impl Writing<'_> {
    /// Begins a sheet of the current table.
    fn next_sheet(&mut self) -> io::Result<()> {
        let sheet = self.book.worksheets().len();
        let place = &mut self.places[self.current];
        place.part += 1;
        (place.sheet, place.row) = (sheet, 1);
        let name = match place.part {
            1 => place.table.to_owned(),
            part => format!("{} ({part})", place.table),
        };
        let sheet = self.book.add_worksheet_with_constant_memory().map_err(failed)?;
        sheet.set_name(name).map_err(failed)?;
        sheet.set_freeze_panes(1, 0).map_err(failed)?;
        let bold = rust_xlsxwriter::Format::new().set_bold();
        for (column, name) in (0..).zip(&place.columns) {
            sheet.write_string_with_format(0, column, name, &bold).map_err(failed)?;
        }
        Ok(())
    }
}

impl<'s> Tables<'s> for Writing<'s> {
    fn table(&mut self, index: usize) -> &mut dyn Table {
        self.current = index;
        self
    }

    fn finish(mut self: Box<Self>) -> io::Result<Files<'s>> {
        let mut file = BufWriter::new(tempfile::tempfile()?);
        self.book.save_to_writer(&mut file).map_err(failed)?;
        let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        io::copy(&mut file, &mut self.files)?;
        self.files.end(self.rows);
        Ok(self.files)
    }
}

impl Table for Writing<'_> {
    fn cell(&mut self, cell: &str, sort: Sort) -> io::Result<()> {
        if self.places[self.current].row == self.last {
            self.next_sheet()?;
        }
        let place = &mut self.places[self.current];
        let Some(name) = place.columns.get(place.cells) else {
            return Err(uneven(place.cells + 1, place.columns.len()));
        };
        let column = u16::try_from(place.cells).map_err(io::Error::other)?;
        place.cells += 1;
        let sheet = self.book.worksheet_from_index(place.sheet).map_err(failed)?;
        match write(sheet, place.row, column, cell, sort) {
            Err(XlsxError::MaxStringLengthExceeded) => Err(unfit(format!(
                "a text in column `{name}` of `{}` is longer than the 32,767 letters that a cell \
                 holds; export it as CSV",
                place.table
            ))),
            written => written.map_err(failed),
        }
    }

    fn end_row(&mut self) -> io::Result<()> {
        let place = &mut self.places[self.current];
        if place.cells != place.columns.len() {
            return Err(uneven(place.cells, place.columns.len()));
        }
        place.cells = 0;
        place.row += 1;
        self.rows += u64::from(place.table == super::TABLES[0]);
        Ok(())
    }
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &str,
    sort: Sort,
) -> Result<(), XlsxError> {
    let day = match sort {
        Sort::Date => date(cell),
        _ => None,
    };
    if let Some(day) = day {
        let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
        sheet.write_datetime_with_format(row, column, day, &format)?;
        return Ok(());
    }
    match cell.parse::<f64>() {
        Ok(number) if sort != Sort::Text && cell.len() <= DIGITS && number.is_finite() => {
            sheet.write_number(row, column, number)?;
        }
        _ => {
            sheet.write_string(row, column, cell)?;
        }
    }
    Ok(())
}

/// A day that a spreadsheet knows: it begins to count in 1900, and thinks that year a leap year.
fn date(cell: &str) -> Option<ExcelDateTime> {
    let day: jiff::civil::Date = cell.parse().ok()?;
    if day.to_string() != cell || day < jiff::civil::date(1900, 3, 1) {
        return None;
    }
    let part = |number: i8| u8::try_from(number).ok();
    let year = u16::try_from(day.year()).ok()?;
    ExcelDateTime::from_ymd(year, part(day.month())?, part(day.day())?).ok()
}

fn failed(error: XlsxError) -> io::Error {
    io::Error::other(error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Sink;

    struct Nowhere;

    impl io::Write for Nowhere {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Sink for Nowhere {
        fn start(&mut self, _: &str) -> io::Result<()> {
            Ok(())
        }

        fn finish(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// As it is with a million rows, with four: three below a header, the rest on a second sheet.
    #[test]
    fn what_a_sheet_cannot_hold_goes_on_in_the_next() {
        let files = Files::new(Box::new(Nowhere));
        let place = |table| Cursor {
            table,
            columns: vec!["a".to_owned()],
            sheet: 0,
            part: 0,
            row: 0,
            cells: 0,
        };
        let mut writing = Writing {
            book: Workbook::new(),
            places: vec![place("responses"), place("codebook")],
            current: 0,
            last: 4,
            rows: 0,
            files,
        };
        for table in 0..2 {
            writing.current = table;
            writing.next_sheet().unwrap();
        }
        for (table, row) in [(0, "1"), (0, "2"), (1, "x"), (0, "3"), (0, "4"), (0, "5")] {
            let table = Tables::table(&mut writing, table);
            table.cell(row, Sort::Number).unwrap();
            table.end_row().unwrap();
        }
        let names: Vec<String> = writing.book.worksheets().iter().map(Worksheet::name).collect();
        assert_eq!(names, ["responses", "codebook", "responses (2)"]);
        assert_eq!((writing.places[0].row, writing.places[1].row, writing.rows), (3, 2, 5));
    }

    #[test]
    fn a_table_that_is_too_wide_is_told_as_such() {
        let head = TableHead { table: "responses", columns: vec!["a"; COLUMNS + 1] };
        let started = crate::export::XLSX.start(&[head], Files::new(Box::new(Nowhere)));
        let error = started.err().map(crate::export::ExportError::from).unwrap();
        assert!(error.why_unfit().unwrap().contains("16385; export it as CSV"), "{error}");
    }

    #[test]
    fn days_that_a_spreadsheet_would_get_wrong_stay_texts() {
        for day in ["2026-11-28", "1900-03-01", "9999-12-31"] {
            assert!(date(day).is_some(), "{day}");
        }
        for text in ["1899-12-31", "1900-02-28", "-9", "", "2026-02-30", "2026-11", "20261128"] {
            assert!(date(text).is_none(), "{text}");
        }
    }
}
