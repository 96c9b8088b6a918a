//! Text whose cells are parted by a sign, as spreadsheet programs save it: what it is encoded in, and what
//! parts it.

use std::borrow::Cow;

use crate::engine::problem::{Remark, remark};

/// Text with what parts its cells.
pub(super) struct Parted<'t> {
    pub(super) delimiter: u8,
    pub(super) rows: &'t str,
    /// Lines above the rows that are none.
    pub(super) above: usize,
}

/// Text in Unicode: UTF-8, or what Windows calls Unicode, which begins with a mark. Nothing for any other.
pub(super) fn text(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let pairs = bytes.as_chunks::<2>().0;
        let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
        String::from_utf16(&units).ok().map(Cow::Owned)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => std::str::from_utf8(rest).ok().map(Cow::Borrowed),
        bytes => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
    }
}

/// What Excel writes where it is not asked for Unicode.
pub(super) fn from_excel(bytes: &[u8]) -> String {
    const FROM_128: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    let sign = |byte: &u8| match byte {
        128..=159 => FROM_128[usize::from(byte - 128)],
        byte => char::from(*byte),
    };
    bytes.iter().map(sign).collect()
}

/// What parts the cells: a first line `sep=;` says so to Excel; else it is seen in the first line that has
/// any, since programs of countries with a decimal comma write semicolons.
pub(super) fn parted(text: &str) -> Parted<'_> {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let said = first.trim().trim_matches('"').strip_prefix("sep=").map(str::as_bytes);
    if let Some([delimiter]) = said {
        return Parted { delimiter: *delimiter, rows: rest, above: 1 };
    }
    let signs = [b',', b';', b'\t'];
    let count = |line: &str, sign: u8| line.bytes().filter(|byte| *byte == sign).count();
    let is_parted = |line: &&str| signs.iter().any(|sign| count(line, *sign) > 0);
    let line = text.lines().find(is_parted).unwrap_or_default();
    let more = |sign: &u8| count(line, *sign) > count(line, b',');
    let delimiter = [b';', b'\t'].into_iter().find(more).unwrap_or(b',');
    Parted { delimiter, rows: text, above: 0 }
}

/// A quotation mark that opens a cell and is not closed at the cell's end, so that rows after it are in it.
pub(super) struct OpenQuote {
    /// The line it stands in, from 1.
    pub(super) line: usize,
    /// The last line that is in the cell.
    last: usize,
}

impl OpenQuote {
    /// What is wrong, with the rows that are lost.
    pub(super) fn with_rows(&self, what: Remark) -> Remark {
        match self.last > self.line {
            true => what.with(remark!("csv-quote-rows", last = self.last)),
            false => what,
        }
    }
}

/// What to do about an [`OpenQuote`].
pub(super) fn close_quote() -> Remark {
    remark!("csv-close-quote")
}

/// The first quotation mark that is not closed: it takes all rows to the next one into its cell, which then
/// does not end at that one, or to the end of the text.
pub(super) fn open_quote(parted: &Parted<'_>) -> Option<OpenQuote> {
    let mut bytes = parted.rows.bytes().peekable();
    let (mut line, mut begins) = (parted.above + 1, true);
    while let Some(byte) = bytes.next() {
        if byte != b'"' || !begins {
            begins = byte == parted.delimiter || matches!(byte, b'\n' | b'\r');
            line += usize::from(byte == b'\n');
            continue;
        }
        let opened = line;
        loop {
            match bytes.next() {
                None => return Some(OpenQuote { line: opened, last: line }),
                Some(b'"') if bytes.next_if_eq(&b'"').is_none() => break,
                Some(byte) => line += usize::from(byte == b'\n'),
            }
        }
        let ends = |next: &u8| *next == parted.delimiter || matches!(next, b'\n' | b'\r');
        if line > opened && !bytes.peek().is_none_or(ends) {
            return Some(OpenQuote { line: opened, last: line });
        }
        begins = false;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_parts_cells_is_said_or_seen() {
        for (written, delimiter, rows) in [
            ("a,b\n1;2,3\n", b',', "a,b\n1;2,3\n"),
            ("survey\n;type;name\n", b';', "survey\n;type;name\n"),
            ("sep=;\r\na;b\n", b';', "a;b\n"),
            ("\"sep=,\"\na,b\n", b',', "a,b\n"),
            ("a\tb\n", b'\t', "a\tb\n"),
        ] {
            let parted = parted(written);
            assert_eq!((parted.delimiter, parted.rows), (delimiter, rows), "{written}");
        }
    }

    #[test]
    fn a_quote_that_is_not_closed_is_found_with_its_line() {
        let found = |text: &str| open_quote(&parted(text)).map(|it| (it.line, it.last));
        for (text, expected) in [
            ("a,b\n1,\"B\n2,C\n", Some((2, 4))),
            ("sep=,\na,b\n1,\"B\n2,\"C\"\n", Some((3, 4))),
            ("a,b\n1,\"B", Some((2, 2))),
            ("a,b\n1,\"B\nover lines\"\n2,\"say \"\"x\"\"\"\r\n3,12\" wide\n", None),
            ("a,b\n1,\"B\" more\n\"\",\"\"\n", None),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn unicode_of_windows_is_text() {
        let wide = |unit: fn(u16) -> [u8; 2], mark: [u8; 2]| -> Vec<u8> {
            mark.into_iter().chain("Köln".encode_utf16().flat_map(unit)).collect()
        };
        assert_eq!(text(&wide(u16::to_le_bytes, [0xff, 0xfe])).unwrap(), "Köln");
        assert_eq!(text(&wide(u16::to_be_bytes, [0xfe, 0xff])).unwrap(), "Köln");
        assert_eq!(text("\u{feff}Köln".as_bytes()).unwrap(), "Köln");
        assert!(text(b"K\xf6ln").is_none());
    }
}
