//! Character references, as far as they are to be kept in a text.

use quick_xml::escape::resolve_html5_entity;

/// The longest name of a reference that is looked for.
const LONGEST: usize = 10;

/// The text with its character references replaced; what is none stays as it is.
pub(in super::super) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let end = after.find(';').filter(|&end| end <= LONGEST);
        let name = end.and_then(|end| after.get(..end));
        match (name.and_then(characters), end) {
            (Some(characters), Some(end)) => {
                out.extend(characters.chars().filter_map(kept));
                rest = after.get(end + 1..).unwrap_or_default();
            }
            _ => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// What a reference stands for.
fn characters(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else {
        return resolve_html5_entity(name).map(str::to_owned);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?).map(String::from)
}

/// Every kind of space is one, and what is not seen (a soft hyphen, a direction) is nothing.
fn kept(character: char) -> Option<char> {
    match character {
        '\u{ad}' | '\u{200b}'..='\u{200f}' => None,
        c if c.is_whitespace() => Some(' '),
        c if c.is_control() => None,
        c => Some(c),
    }
}
