//! What keeps a spreadsheet from computing or converting a text: a leading apostrophe. Quotes would not do: Excel and
//! LibreOffice read `"03461002"` as a number, and `="03461002"` is a formula.

use std::borrow::Cow;
use std::io::{self, Write};

/// A text as a spreadsheet leaves it alone.
pub fn guarded(text: &str) -> Cow<'_, str> {
    match would_change(text) {
        true => format!("'{text}").into(),
        false => text.into(),
    }
}

/// The same for what comes back: an apostrophe that was there before gets another one, so that [`unguarded`] tells
/// them apart.
pub fn guarded_to_return(text: &str) -> Cow<'_, str> {
    match would_change(text) || unguarded(text) != text {
        true => format!("'{text}").into(),
        false => text.into(),
    }
}

/// A text that [`guarded_to_return`] wrote; one that it did not write is what it was.
pub fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if would_change(rest) || rest.starts_with('\'') => rest,
        _ => text,
    }
}

/// A table for people: with the byte order mark and the semicolons that a German spreadsheet expects. Every cell is in
/// quotes, so that a single column stays one whatever a spreadsheet splits at.
pub fn for_people<W: Write>(mut out: W) -> io::Result<csv::Writer<W>> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut builder = csv::WriterBuilder::new();
    builder.delimiter(b';').quote_style(csv::QuoteStyle::Always);
    Ok(builder.terminator(csv::Terminator::CRLF).from_writer(out))
}

/// Whether a spreadsheet would take a text for something else.
fn would_change(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    if is_integer(text) {
        return false;
    }
    // Also as wide as a Chinese character, which some spreadsheets take for the same.
    let begins_formula = matches!(first, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    begins_formula
        || matches!(first, '\t' | '\r' | '\n' | '\0')
        || is_number_like(text)
        || is_converted(text)
}

/// Months as spreadsheets in German and English know them, of which three letters are enough.
const MONTHS: [&str; 24] = [
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
    "january",
    "february",
    "march",
    "may",
    "june",
    "july",
    "october",
    "december",
    "jänner",
    "feber",
    "mrz",
    "sept",
];

/// What is no number as it stands and becomes one: `3. Oktober`, `Mai 2020`, `(5)`, `10 €`, `5 PM`, and
/// truth values and the names of errors.
fn is_converted(text: &str) -> bool {
    let lower = text.trim().to_lowercase().replace(['\u{a0}', '\u{202f}'], " ");
    if matches!(lower.as_str(), "wahr" | "falsch" | "true" | "false") {
        return true;
    }
    if let Some(error) = lower.strip_prefix('#') {
        return error.ends_with(['!', '?']) && !error.contains(' ')
            || matches!(error, "nv" | "n/a");
    }
    let in_brackets = lower.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let bare = in_brackets.unwrap_or(&lower);
    let bare = bare.trim_start_matches(['€', '$', '£', '¥']).trim_end_matches(['€', '$', '£', '¥']);
    let bare = bare.strip_prefix("eur").or_else(|| bare.strip_suffix("eur")).unwrap_or(bare).trim();
    let of_day = [" am", " pm", " a", " p"].into_iter().find_map(|half| bare.strip_suffix(half));
    if is_number_like(of_day.unwrap_or(bare)) {
        return of_day.is_some() || bare != lower || lower != text;
    }
    let words = bare.split([' ', '.', '-', '/', ',']).filter(|word| !word.is_empty());
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let is_month = |word: &str| {
        let full = |month: &&str| month.starts_with(word) && word.chars().count() >= 3;
        MONTHS.iter().any(full)
    };
    let (mut months, mut numbers) = (0, 0);
    for word in words {
        months += usize::from(is_month(word));
        numbers += usize::from(is_number(word));
        if !is_month(word) && !is_number(word) && !word.contains(':') {
            return false;
        }
    }
    months == 1 && numbers > 0
}

/// A whole number that stays what it is: no leading zero, not more digits than a spreadsheet keeps.
pub(super) fn is_integer(text: &str) -> bool {
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

    #[test]
    fn what_comes_back_is_what_it_was() {
        for text in ["", "Brake", "=1", "'=1", "''=1", "'", "''", "'n", "3. Oktober", "'3. Oktober"]
        {
            assert_eq!(unguarded(&guarded_to_return(text)), text);
        }
        assert_eq!(unguarded("'n Abend"), "'n Abend");
    }
}
