//! CSV after RFC 4180 in two dialects: for programs and for a German spreadsheet.
//!
//! The spreadsheet must neither compute nor convert: a text cell that it would take for a formula,
//! a date or another number than is written (`=1+1`, `1.1`, `03461002`) gets a leading apostrophe:
//! see [`guard`](super::guard).

use std::io::{self, Write};

use super::guard::{guarded, is_integer};
use super::separate::{self, LineTable, Out};
use super::{Format, Sort, Table, TableHead, Tables};
use crate::export::files::Files;

/// CSV for programs: comma, UTF-8, decimal point, cells as they are.
pub const MACHINE: CsvFormat = CsvFormat { preset: "machine", is_for_people: false };

/// CSV for a German spreadsheet: semicolon, byte order mark, decimal comma, cells guarded.
pub const EXCEL_DE: CsvFormat = CsvFormat { preset: "excel-de", is_for_people: true };

/// A dialect of CSV.
#[derive(Debug)]
pub struct CsvFormat {
    preset: &'static str,
    is_for_people: bool,
}

impl Format for CsvFormat {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn preset(&self) -> Option<&'static str> {
        Some(self.preset)
    }

    fn extension(&self) -> &'static str {
        "csv"
    }

    fn media_type(&self) -> &'static str {
        "text/csv; charset=utf-8"
    }

    fn start<'s>(
        &self,
        heads: &[TableHead<'_>],
        files: Files<'s>,
    ) -> io::Result<Box<dyn Tables<'s> + 's>> {
        separate::start(self, heads, files, |out, head| {
            Ok(Box::new(Csv::new(self.is_for_people, out, head.columns.iter().copied())?))
        })
    }
}

/// A table being written.
struct Csv<W: Write> {
    out: csv::Writer<W>,
    is_for_people: bool,
    rows: u64,
    scratch: String,
}

impl<W: Write> Csv<W> {
    /// Begins a table with its header.
    fn new<'n>(
        is_for_people: bool,
        mut out: W,
        header: impl IntoIterator<Item = &'n str>,
    ) -> io::Result<Self> {
        let mut delimiter = b',';
        if is_for_people {
            out.write_all("\u{feff}".as_bytes())?;
            delimiter = b';';
        }
        let mut out = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(csv::Terminator::CRLF)
            .buffer_capacity(1 << 16)
            .from_writer(out);
        out.write_record(header)?;
        Ok(Self { out, is_for_people, rows: 0, scratch: String::new() })
    }

    /// Writes a cell of a column of texts, codes with leading zeros among them.
    fn text(&mut self, cell: &str) -> io::Result<()> {
        let cell = if self.is_for_people { guarded(cell) } else { cell.into() };
        Ok(self.out.write_field(cell.as_ref())?)
    }

    /// Writes a cell of a column of numbers.
    fn number(&mut self, cell: &str) -> io::Result<()> {
        if !self.is_for_people || is_integer(cell) {
            return Ok(self.out.write_field(cell)?);
        }
        match cell.split_once('.') {
            Some((whole, decimals))
                if is_integer(whole) && decimals.bytes().all(|b| b.is_ascii_digit()) =>
            {
                self.scratch.clear();
                self.scratch.push_str(whole);
                self.scratch.push(',');
                self.scratch.push_str(decimals);
                Ok(self.out.write_field(&self.scratch)?)
            }
            _ => self.text(cell),
        }
    }

    /// What it was written to, and its number of rows without the header.
    fn into_inner(self) -> io::Result<(W, u64)> {
        let out = self.out.into_inner().map_err(|error| error.into_error())?;
        Ok((out, self.rows))
    }
}

impl<W: Write> Table for Csv<W> {
    fn cell(&mut self, cell: &str, sort: Sort) -> io::Result<()> {
        match sort {
            Sort::Number => self.number(cell),
            Sort::Text | Sort::Date => self.text(cell),
        }
    }

    fn end_row(&mut self) -> io::Result<()> {
        self.rows += 1;
        Ok(self.out.write_record(None::<&[u8]>)?)
    }
}

impl<'s> LineTable<'s> for Csv<Out<'s>> {
    fn finish(self: Box<Self>) -> io::Result<(Out<'s>, u64)> {
        (*self).into_inner()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(preset: &CsvFormat, write: impl Fn(&mut Csv<Vec<u8>>) -> io::Result<()>) -> String {
        let mut csv = Csv::new(preset.is_for_people, Vec::new(), ["a"]).unwrap();
        write(&mut csv).unwrap();
        csv.end_row().unwrap();
        let bytes = String::from_utf8(csv.into_inner().unwrap().0).unwrap();
        let start = if preset.is_for_people { "\u{feff}a\r\n" } else { "a\r\n" };
        let row = bytes.strip_prefix(start).unwrap();
        row.strip_suffix("\r\n").unwrap().to_owned()
    }

    #[test]
    fn a_spreadsheet_gets_texts_that_it_leaves_alone() {
        for (text, expected) in [
            ("Brake", "Brake"),
            ("#Heimat", "#Heimat"),
            ("#heimat!!! so", "#heimat!!! so"),
            ("#NV", "'#NV"),
            ("#N/A", "'#N/A"),
            ("#WERT!", "'#WERT!"),
            ("#NAME?", "'#NAME?"),
            ("03461002", "'03461002"),
            ("1.1", "'1.1"),
            ("2.12", "'2.12"),
            ("1/2", "'1/2"),
            ("3E5", "'3E5"),
            ("12345678901234567", "'12345678901234567"),
            ("=1+1", "'=1+1"),
            ("+49 30", "'+49 30"),
            ("-Text", "'-Text"),
            ("@home", "'@home"),
            ("＝1＋1", "'＝1＋1"),
            ("＋49", "'＋49"),
            ("－Text", "'－Text"),
            ("＠home", "'＠home"),
            ("\tx", "'\tx"),
            ("3. Oktober", "'3. Oktober"),
            ("Mai 2020", "'Mai 2020"),
            ("3-Okt", "'3-Okt"),
            ("1. Sept. 2021", "'1. Sept. 2021"),
            ("March 3, 2020", "'March 3, 2020"),
            ("3. Mai 2020 15:30", "'3. Mai 2020 15:30"),
            ("(5)", "'(5)"),
            ("WAHR", "'WAHR"),
            ("falsch", "'falsch"),
            ("10 €", "'10 €"),
            ("€10,50", "'€10,50"),
            ("10 EUR", "'10 EUR"),
            ("10\u{a0}000", "'10\u{a0}000"),
            ("5 PM", "'5 PM"),
            ("5 pm", "'5 pm"),
            ("-9", "-9"),
            ("7", "7"),
            ("Mai", "Mai"),
            ("Maria 3", "Maria 3"),
            ("(a)", "(a)"),
            ("wahrscheinlich", "wahrscheinlich"),
            ("# 1 im Ort", "# 1 im Ort"),
            ("3 Kinder", "3 Kinder"),
            ("00000000-0000-4000-8000-00000000000e", "00000000-0000-4000-8000-00000000000e"),
            ("", "\"\""),
        ] {
            assert_eq!(written(&EXCEL_DE, |csv| csv.text(text)), expected, "{text:?}");
        }
    }

    #[test]
    fn programs_get_every_text_as_it_is() {
        for text in ["03461002", "1.1", "=1+1", "-Text", "7"] {
            assert_eq!(written(&MACHINE, |csv| csv.text(text)), text);
        }
        assert_eq!(written(&MACHINE, |csv| csv.text("a \"b\", c")), "\"a \"\"b\"\", c\"");
    }

    #[test]
    fn numbers_stay_numbers_and_nothing_else_passes_for_one() {
        for (number, expected) in
            [("-9", "-9"), ("0.25", "\"0,25\""), ("-1.5", "\"-1,5\""), ("12", "12")]
        {
            let expected = expected.trim_matches('"');
            assert_eq!(written(&EXCEL_DE, |csv| csv.number(number)), expected);
            assert_eq!(written(&MACHINE, |csv| csv.number(number)), number);
        }
        for (no_number, expected) in [("=1+1", "'=1+1"), ("1.2.3", "'1.2.3"), ("-", "'-")] {
            assert_eq!(written(&EXCEL_DE, |csv| csv.number(no_number)), expected);
        }
    }

    #[test]
    fn a_row_has_as_many_cells_as_the_header() {
        let mut csv = Csv::new(false, Vec::new(), ["a", "b"]).unwrap();
        csv.text("only one").unwrap();
        assert!(csv.end_row().is_err());
    }
}
