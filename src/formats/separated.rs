//! Text whose cells are parted by a sign, as spreadsheet programs save it: what it is encoded in, and what
//! parts it.

use std::borrow::Cow;

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
