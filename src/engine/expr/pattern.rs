//! Patterns of `regex()`: JavaScript's dialect, matched in linear time by the regex crate.

use regex::{Regex, RegexBuilder};

/// A compiled pattern needs at most this many bytes, so that no author can exhaust memory.
const MAX_COMPILED: usize = 1 << 20;

/// Compiles a pattern, or says in one line what is wrong with it.
pub(super) fn compile(pattern: &str) -> Result<Regex, String> {
    RegexBuilder::new(&translate(pattern)).size_limit(MAX_COMPILED).build().map_err(|error| {
        match error {
            regex::Error::CompiledTooBig(_) => "it is too large".to_owned(),
            other => {
                let text = other.to_string();
                let last = text.lines().last().unwrap_or_default();
                last.trim_start_matches("error: ").to_owned()
            }
        }
    })
}

/// Writes a JavaScript pattern as one of the regex crate: there `\d`, `\w` and `\b` mean ASCII,
/// and within `[…]` the signs `[`, `&` and `~` mean themselves.
fn translate(pattern: &str) -> String {
    let mut translated = String::with_capacity(pattern.len() + 16);
    let mut chars = pattern.chars();
    let mut in_class = false;
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('d') => translated.push_str("[0-9]"),
                Some('D') => translated.push_str("[^0-9]"),
                Some('w') => translated.push_str("[0-9A-Za-z_]"),
                Some('W') => translated.push_str("[^0-9A-Za-z_]"),
                Some('b') if !in_class => translated.push_str(r"(?-u:\b)"),
                Some('B') if !in_class => translated.push_str(r"(?-u:\B)"),
                escaped => {
                    translated.push('\\');
                    translated.extend(escaped);
                }
            },
            '[' if !in_class => {
                in_class = true;
                translated.push('[');
            }
            ']' => {
                in_class = false;
                translated.push(']');
            }
            '[' | '&' | '~' if in_class => {
                translated.push('\\');
                translated.push(c);
            }
            _ => translated.push(c),
        }
    }
    translated
}
