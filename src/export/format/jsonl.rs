//! JSON Lines: an object for each row, with the columns as members. Numbers are numbers as they were
//! given, everything else is a string.

use std::io::{self, Write};

use super::separate::{self, LineTable, Out};
use super::{Format, Sort, Table, TableHead, Tables, uneven};
use crate::export::files::Files;

/// JSON Lines.
pub const JSON_LINES: JsonLines = JsonLines;

/// See [`JSON_LINES`].
#[derive(Debug)]
pub struct JsonLines;

impl Format for JsonLines {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn extension(&self) -> &'static str {
        "jsonl"
    }

    fn media_type(&self) -> &'static str {
        "application/jsonl; charset=utf-8"
    }

    fn start<'s>(
        &self,
        heads: &[TableHead<'_>],
        files: Files<'s>,
    ) -> io::Result<Box<dyn Tables<'s> + 's>> {
        separate::start(self, heads, files, |out, head| {
            let key = |name: &&str| Ok(serde_json::to_string(name)? + ":");
            Ok(Box::new(Objects {
                out: io::BufWriter::with_capacity(1 << 16, out),
                keys: head.columns.iter().map(key).collect::<io::Result<_>>()?,
                cells: 0,
                rows: 0,
            }))
        })
    }
}

struct Objects<W: Write> {
    out: io::BufWriter<W>,
    /// The columns as they stand before their values.
    keys: Vec<String>,
    cells: usize,
    rows: u64,
}

impl<W: Write> Table for Objects<W> {
    fn cell(&mut self, cell: &str, sort: Sort) -> io::Result<()> {
        let Some(key) = self.keys.get(self.cells) else {
            return Err(uneven(self.cells + 1, self.keys.len()));
        };
        self.out.write_all(if self.cells == 0 { b"{" } else { b"," })?;
        self.out.write_all(key.as_bytes())?;
        self.cells += 1;
        match sort {
            Sort::Number if is_number(cell) => self.out.write_all(cell.as_bytes()),
            _ => Ok(serde_json::to_writer(&mut self.out, cell)?),
        }
    }

    fn end_row(&mut self) -> io::Result<()> {
        if self.cells != self.keys.len() {
            return Err(uneven(self.cells, self.keys.len()));
        }
        self.cells = 0;
        self.rows += 1;
        self.out.write_all(b"}\n")
    }
}

impl<'s> LineTable<'s> for Objects<Out<'s>> {
    fn finish(self: Box<Self>) -> io::Result<(Out<'s>, u64)> {
        let out = self.out.into_inner().map_err(io::IntoInnerError::into_error)?;
        Ok((out, self.rows))
    }
}

/// Whether JSON would take a text for a number.
fn is_number(text: &str) -> bool {
    let (whole, decimals) = match text.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (text, None),
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let whole = whole.strip_prefix('-').unwrap_or(whole);
    digits(whole) && (whole == "0" || !whole.starts_with('0')) && decimals.is_none_or(digits)
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn a_number_is_what_json_takes_for_one() {
        for number in ["0", "-9", "12", "0.25", "-1.5", "10.0"] {
            assert!(is_number(number), "{number}");
            assert!(serde_json::from_str::<serde_json::Number>(number).is_ok(), "{number}");
        }
        for text in ["", "-", "007", "1.", ".5", "+1", "1e5", "1,5", "=1", "NaN", "1.2.3"] {
            assert!(!is_number(text), "{text}");
        }
    }
}
