//! Numbers and dates as other keyboards write them: `٢٥`, `２５`, with marks of direction.

use std::borrow::Cow;

/// The zeros of the decimal digits that Unicode knows; the other nine follow each.
const ZEROS: [char; 21] = [
    '\u{660}', '\u{6f0}', '\u{7c0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}',
    '\u{be6}', '\u{c66}', '\u{ce6}', '\u{d66}', '\u{de6}', '\u{e50}', '\u{ed0}', '\u{f20}',
    '\u{1040}', '\u{17e0}', '\u{1810}', '\u{a9d0}', '\u{ff10}',
];

/// The same in ASCII's digits and signs.
pub(super) fn plain(typed: &str) -> Cow<'_, str> {
    match typed.is_ascii() {
        true => Cow::Borrowed(typed),
        false => Cow::Owned(typed.chars().filter_map(sign).collect::<String>().trim().to_owned()),
    }
}

/// What a sign means; marks of direction mean nothing.
fn sign(c: char) -> Option<char> {
    let digit = |zero: &char| {
        let above = u32::from(c).checked_sub(u32::from(*zero))?;
        char::from_digit(above, 10)
    };
    match c {
        '\u{200e}'
        | '\u{200f}'
        | '\u{61c}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{200b}'
        | '\u{feff}' => None,
        '\u{66b}' => Some('.'),
        '\u{66c}' => Some(','),
        '\u{2212}' => Some('-'),
        '\u{3000}' => Some(' '),
        '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        _ => Some(ZEROS.iter().find_map(digit).unwrap_or(c)),
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn digits_of_other_scripts_are_digits() {
        for (typed, expected) in [
            ("٢٥", "25"),
            ("۲۵", "25"),
            ("२५", "25"),
            ("２５", "25"),
            ("\u{200f}٢٥\u{200f}", "25"),
            ("\u{2066}-٣٫٥\u{2069}", "-3.5"),
            ("−３", "-3"),
            ("２０２４－０２－２９", "2024-02-29"),
            ("٢٩.٢.٢٠٢٤", "29.2.2024"),
            ("12 345", "12 345"),
            ("x²", "x²"),
        ] {
            assert_eq!(plain(typed), expected);
        }
    }
}
