//! Plain texts (labels of choices, messages) that were written with the marks of formatted ones.

use std::borrow::Cow;

use super::text::Rich;

/// Before it no line begins a list or a heading.
const JOINER: char = '\u{2060}';

/// A text without the marks that labels of questions may have: `**yes**`, `<b>yes</b>`, `&amp;`.
pub fn unmarked(text: &str) -> Cow<'_, str> {
    if !text.contains(['*', '_', '<', '&', '`', '[', '\\']) {
        return Cow::Borrowed(text);
    }
    let plain = Rich::parse(&format!("{JOINER}{text}")).plain().replace(JOINER, "");
    // What is nothing but a mark is meant as it stands.
    match plain.trim().is_empty() {
        true => Cow::Borrowed(text),
        false => Cow::Owned(plain),
    }
}

#[cfg(test)]
mod tests {
    use super::unmarked;

    #[test]
    fn marks_are_left_out_and_signs_stay() {
        for (text, expected) in [
            ("**Ja**", "Ja"),
            ("<b>Ja</b>", "Ja"),
            ("*Ja* und `nein`", "Ja und nein"),
            ("A &amp; B", "A & B"),
            ("A & B", "A & B"),
            ("5 * 3 * 2", "5 * 3 * 2"),
            ("<5 Jahre", "<5 Jahre"),
            ("a_b_c", "a_b_c"),
            ("1. **Platz**", "1. Platz"),
            ("- `none`", "- none"),
            ("[Amt](https://example.org)", "Amt"),
            ("**Hallo ${na_me}**", "Hallo ${na_me}"),
            ("<leer>", "<leer>"),
            ("*", "*"),
        ] {
            assert_eq!(unmarked(text), expected);
        }
    }
}
