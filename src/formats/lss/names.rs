//! Names for our model from LimeSurvey's codes: lower case, unique, begun with a letter.

use std::collections::HashSet;

/// The longest name of a question.
pub(super) const QUESTION: usize = 24;

/// The longest name of a variable that is made from a question's.
pub(super) const VARIABLE: usize = 32;

/// Names that every file of answers has already.
const RESERVED: [&str; 8] = crate::engine::codebook::RESERVED;

/// All names given so far. Pages, questions and variables share them.
#[derive(Debug)]
pub(super) struct Names(HashSet<String>);

impl Names {
    pub(super) fn new() -> Self {
        Self(RESERVED.map(str::to_owned).into())
    }

    /// A name that nothing else has, of the parts joined by `_`, at most `longest` long.
    pub(super) fn make(&mut self, parts: &[&str], longest: usize) -> String {
        let parts: Vec<String> = parts.iter().map(|part| simple(part)).collect();
        let mut whole =
            parts.iter().filter(|p| !p.is_empty()).cloned().collect::<Vec<_>>().join("_");
        if !whole.starts_with(|c: char| c.is_ascii_lowercase()) {
            whole.insert(0, 'q');
        }
        let mut name = cut(&whole, longest);
        let mut number = 2;
        while !self.0.insert(name.clone()) {
            let suffix = format!("_{number}");
            name = cut(&whole, longest.saturating_sub(suffix.len())) + &suffix;
            number += 1;
        }
        name
    }

    /// Takes names that follow from others (`q_other`), if nothing has any of them yet.
    pub(super) fn take(&mut self, names: &[String]) -> bool {
        let lower: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
        let is_free = !lower.iter().any(|name| self.0.contains(name))
            && lower.iter().collect::<HashSet<_>>().len() == lower.len();
        if is_free {
            self.0.extend(lower);
        }
        is_free
    }
}

fn cut(name: &str, longest: usize) -> String {
    name.chars().take(longest).collect::<String>().trim_end_matches('_').to_owned()
}

/// Lower-case letters, digits and `_` only; letters with accents lose them where that is usual.
fn simple(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    for c in code.chars() {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            'ä' | 'Ä' => out.push_str("ae"),
            'ö' | 'Ö' => out.push_str("oe"),
            'ü' | 'Ü' => out.push_str("ue"),
            'ß' => out.push_str("ss"),
            'à' | 'á' | 'â' | 'À' | 'Á' | 'Â' => out.push('a'),
            'è' | 'é' | 'ê' | 'ë' | 'È' | 'É' | 'Ê' => out.push('e'),
            'ç' | 'Ç' => out.push('c'),
            _ if !out.is_empty() && !out.ends_with('_') => out.push('_'),
            _ => {}
        }
    }
    out.trim_end_matches('_').to_owned()
}

/// The values of a list: the codes as they are, unless they cannot be values.
#[derive(Debug, Default)]
pub(super) struct Values(HashSet<String>);

impl Values {
    /// The value for a code: letters, digits, `_` and (not in multiple choices, whose values become
    /// names of columns) `-`; no missing code; told apart also without regard to case.
    pub(super) fn make(&mut self, code: &str, is_multiple: bool) -> String {
        let is_fine = |c: char| c.is_ascii_alphanumeric() || c == '_' || (c == '-' && !is_multiple);
        let mut whole: String =
            code.trim().chars().map(|c| if is_fine(c) { c } else { '_' }).collect();
        if whole.is_empty() || matches!(whole.as_bytes(), [b'-', b'1'..=b'9']) {
            whole = format!("c{}", whole.trim_start_matches('-'));
        }
        let mut value = whole.clone();
        let mut number = 2;
        while !self.0.insert(value.to_lowercase()) {
            value = format!("{whole}_{number}");
            number += 1;
        }
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_valid_and_unique() {
        let mut names = Names::new();
        let mut make = |parts: &[&str]| names.make(parts, 12);
        assert_eq!(make(&["Age"]), "age");
        assert_eq!(make(&["AGE"]), "age_2");
        assert_eq!(make(&["1. Größe!"]), "q1_groesse");
        assert_eq!(make(&["??"]), "q");
        assert_eq!(make(&["lang"]), "lang_2");
        assert_eq!(make(&["q", "SQ001", "other"]), "q_sq001_othe");
        assert_eq!(make(&["q", "SQ001", "other"]), "q_sq001_ot_2");
    }

    #[test]
    fn values_keep_their_codes_where_they_can() {
        let mut values = Values::default();
        let made = ["A1", "a1", "-1", "", "a b", "x-y"].map(|code| values.make(code, false));
        assert_eq!(made, ["A1", "a1_2", "c1", "c", "a_b", "x-y"]);
        assert_eq!(Values::default().make("x-y", true), "x_y");
    }
}
