//! CSV after RFC 4180 in two dialects: for programs and for a German spreadsheet.
//!
//! The spreadsheet must neither compute nor convert: a text cell that it would take for a formula,
//! a date or another number than is written (`=1+1`, `1.1`, `03461002`) gets a leading apostrophe.
//! Quotes would not do: Excel and LibreOffice read `"03461002"` as a number, and `="03461002"` is a
//! formula.

use std::io::{self, Write};

use super::Preset;

/// A table being written.
pub(super) struct Csv<W: Write> {
    out: csv::Writer<W>,
    preset: Preset,
    rows: u64,
    scratch: String,
}

impl<W: Write> Csv<W> {
    /// Begins a table with its header.
    pub(super) fn new<'n>(
        preset: Preset,
        mut out: W,
        header: impl IntoIterator<Item = &'n str>,
    ) -> io::Result<Self> {
        let delimiter = match preset {
            Preset::Machine => b',',
            Preset::ExcelDe => {
                out.write_all("\u{feff}".as_bytes())?;
                b';'
            }
        };
        let mut out = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(csv::Terminator::CRLF)
            .buffer_capacity(1 << 16)
            .from_writer(out);
        out.write_record(header)?;
        Ok(Self { out, preset, rows: 0, scratch: String::new() })
    }

    /// Writes a cell of a column of texts, codes with leading zeros among them.
    pub(super) fn text(&mut self, cell: &str) -> io::Result<()> {
        if self.preset == Preset::ExcelDe && would_change(cell) {
            self.scratch.clear();
            self.scratch.push('\'');
            self.scratch.push_str(cell);
            return Ok(self.out.write_field(&self.scratch)?);
        }
        Ok(self.out.write_field(cell)?)
    }

    /// Writes a cell of a column of numbers.
    pub(super) fn number(&mut self, cell: &str) -> io::Result<()> {
        if self.preset == Preset::Machine || is_integer(cell) {
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

    /// Writes a cell of either sort.
    pub(super) fn cell(&mut self, cell: &str, numeric: bool) -> io::Result<()> {
        if numeric { self.number(cell) } else { self.text(cell) }
    }

    /// Ends the row; an error when it has not as many cells as the header.
    pub(super) fn end_row(&mut self) -> io::Result<()> {
        self.rows += 1;
        Ok(self.out.write_record(None::<&[u8]>)?)
    }

    /// Ends the table: what it was written to, and its number of rows without the header.
    pub(super) fn finish(self) -> io::Result<(W, u64)> {
        let out = self.out.into_inner().map_err(|error| error.into_error())?;
        Ok((out, self.rows))
    }
}

/// Whether a spreadsheet would take a text for something else.
fn would_change(text: &str) -> bool {
    let Some(first) = text.bytes().next() else { return false };
    if is_integer(text) {
        return false;
    }
    matches!(first, b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r' | b'\n' | 0) || is_number_like(text)
}

/// A whole number that stays what it is: no leading zero, not more digits than a spreadsheet keeps.
fn is_integer(text: &str) -> bool {
    match text.strip_prefix('-').unwrap_or(text).as_bytes() {
        [b'0'] => true,
        [b'1'..=b'9', rest @ ..] => rest.len() < 15 && rest.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

/// Numbers, dates, times, fractions and percentages. A random id is none: it has too many hyphens.
fn is_number_like(text: &str) -> bool {
    let is_part =
        |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b',' | b':' | b'/' | b'-' | b'+' | b' ');
    text.bytes().all(|b| is_part(b) || matches!(b, b'e' | b'E' | b'%'))
        && text.bytes().any(|b| b.is_ascii_digit())
        && text.bytes().filter(|&b| b == b'-').count() < 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(preset: Preset, write: impl Fn(&mut Csv<Vec<u8>>) -> io::Result<()>) -> String {
        let mut csv = Csv::new(preset, Vec::new(), ["a"]).unwrap();
        write(&mut csv).unwrap();
        csv.end_row().unwrap();
        let bytes = String::from_utf8(csv.finish().unwrap().0).unwrap();
        let start = if preset == Preset::ExcelDe { "\u{feff}a\r\n" } else { "a\r\n" };
        let row = bytes.strip_prefix(start).unwrap();
        row.strip_suffix("\r\n").unwrap().to_owned()
    }

    #[test]
    fn a_spreadsheet_gets_texts_that_it_leaves_alone() {
        for (text, expected) in [
            ("Brake", "Brake"),
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
            ("\tx", "'\tx"),
            ("-9", "-9"),
            ("7", "7"),
            ("3 Kinder", "3 Kinder"),
            ("00000000-0000-4000-8000-00000000000e", "00000000-0000-4000-8000-00000000000e"),
            ("", "\"\""),
        ] {
            assert_eq!(written(Preset::ExcelDe, |csv| csv.text(text)), expected, "{text:?}");
        }
    }

    #[test]
    fn programs_get_every_text_as_it_is() {
        for text in ["03461002", "1.1", "=1+1", "-Text", "7"] {
            assert_eq!(written(Preset::Machine, |csv| csv.text(text)), text);
        }
        assert_eq!(written(Preset::Machine, |csv| csv.text("a \"b\", c")), "\"a \"\"b\"\", c\"");
    }

    #[test]
    fn numbers_stay_numbers_and_nothing_else_passes_for_one() {
        for (number, expected) in
            [("-9", "-9"), ("0.25", "\"0,25\""), ("-1.5", "\"-1,5\""), ("12", "12")]
        {
            let expected = expected.trim_matches('"');
            assert_eq!(written(Preset::ExcelDe, |csv| csv.number(number)), expected);
            assert_eq!(written(Preset::Machine, |csv| csv.number(number)), number);
        }
        for (no_number, expected) in [("=1+1", "'=1+1"), ("1.2.3", "'1.2.3"), ("-", "'-")] {
            assert_eq!(written(Preset::ExcelDe, |csv| csv.number(no_number)), expected);
        }
    }

    #[test]
    fn a_row_has_as_many_cells_as_the_header() {
        let mut csv = Csv::new(Preset::Machine, Vec::new(), ["a", "b"]).unwrap();
        csv.text("only one").unwrap();
        assert!(csv.end_row().is_err());
    }
}
