//! Names, and references to them in texts and expressions: `${age}`, `${last-saved#age}`.

/// Whether a text is a name that XML and so every tool accepts: letters, digits, `_`, `-` and `.`,
/// beginning with a letter or `_`; one `:` may part a prefix.
pub(super) fn is_name(text: &str) -> bool {
    match text.split_once(':') {
        Some((prefix, local)) => is_plain_name(prefix) && is_plain_name(local),
        None => is_plain_name(text),
    }
}

fn is_plain_name(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(begins_name) && chars.all(|c| begins_name(c) || continues_name(c))
}

/// NameStartChar of XML without the colon.
fn begins_name(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z'
        | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}'
        | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}'
        | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}'
        | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'
        | '\u{10000}'..='\u{effff}')
}

fn continues_name(c: char) -> bool {
    matches!(c, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

/// A reference in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TextReference<'t> {
    /// To the answer to a question.
    To(&'t str),
    /// To that answer in the response before.
    Saved(&'t str),
    /// Something between `${` and `}`, or the end, that is no name.
    Malformed(&'t str),
}

impl<'t> TextReference<'t> {
    /// The name it leads to.
    pub(super) fn name(&self) -> Option<&'t str> {
        match self {
            Self::To(name) | Self::Saved(name) => Some(name),
            Self::Malformed(_) => None,
        }
    }
}

/// The references in a text, in order. `${}` is none, it is text.
pub(super) fn references(text: &str) -> impl Iterator<Item = TextReference<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let (_, after) = rest.split_once("${")?;
            let Some((inner, behind)) = after.split_once('}') else {
                rest = "";
                return Some(TextReference::Malformed(after));
            };
            rest = behind;
            if inner.is_empty() {
                continue;
            }
            let (saved, name) = match inner.strip_prefix("last-saved#") {
                Some(name) => (true, name),
                None => (false, inner),
            };
            return Some(match (is_plain_name(name), saved) {
                (true, false) => TextReference::To(name),
                (true, true) => TextReference::Saved(name),
                (false, _) => TextReference::Malformed(inner),
            });
        }
    })
}

/// Whether a text is nothing but one reference; its name.
pub(super) fn only_reference(text: &str) -> Option<&str> {
    let mut references = references(text);
    let name = references.next()?.name()?;
    let whole = text.starts_with("${") && text.find('}') == Some(text.len().checked_sub(1)?);
    whole.then_some(name)
}

/// Whether a text has a reference in it, well formed or not.
pub(super) fn has_reference(text: &str) -> bool {
    references(text).any(|reference| reference.name().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_xml() {
        for name in ["a", "_a", "a-b.c1", "größe", "Ärger", "jr:x"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["", "1a", "a b", "a$", "-a", "a:b:c", ":a", "a?"] {
            assert!(!is_name(name), "{name}");
        }
    }

    #[test]
    fn references_are_found_and_judged() {
        let found = |text| references(text).collect::<Vec<_>>();
        assert_eq!(
            found("${a} + ${last-saved#b}, ${}"),
            [TextReference::To("a"), TextReference::Saved("b")]
        );
        assert_eq!(found("${a b}"), [TextReference::Malformed("a b")]);
        assert_eq!(found("x ${a"), [TextReference::Malformed("a")]);
        assert_eq!(found("${ a }"), [TextReference::Malformed(" a ")]);
        assert_eq!(found("$a {b}"), []);
    }

    #[test]
    fn a_whole_reference_is_told_from_one_in_a_text() {
        assert_eq!(only_reference("${a}"), Some("a"));
        for text in ["", "a", "${a", "${a} ", "${a}${b}", "${a b}"] {
            assert_eq!(only_reference(text), None, "{text}");
        }
    }
}
