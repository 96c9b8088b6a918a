//! Names for our model from LimeSurvey's codes: lower case, unique, begun with a letter.

use std::collections::{HashMap, HashSet};

/// The longest name of a question.
pub(super) const QUESTION: usize = 24;

/// The longest name of a variable that is made from a question's.
pub(super) const VARIABLE: usize = 32;

/// The longest value. LimeSurvey's codes have 5 characters, in newer versions 20.
const LONGEST_VALUE: usize = 20;

/// Names that every file of answers has already.
const RESERVED: [&str; 10] = crate::engine::codebook::RESERVED;

/// All names given so far. Pages, questions and variables share them.
#[derive(Debug)]
pub(super) struct TakenNames {
    taken: HashSet<String>,
    /// The number to try next for a name that was made before.
    numbers: HashMap<String, usize>,
}

impl TakenNames {
    pub(super) fn new() -> Self {
        Self { taken: RESERVED.map(str::to_owned).into(), numbers: HashMap::new() }
    }

    /// A name that nothing else has, of the parts joined by `_`, at most `longest` long.
    pub(super) fn make(&mut self, parts: &[&str], longest: usize) -> String {
        self.make_with(parts, longest, &|_| Vec::new())
    }

    /// The same, if nothing has the names that follow from it (`q_other`) either.
    pub(super) fn make_with(
        &mut self,
        parts: &[&str],
        longest: usize,
        following: &dyn Fn(&str) -> Vec<String>,
    ) -> String {
        let parts: Vec<String> = parts.iter().map(|part| simple(part)).collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|p| !p.is_empty()).collect();
        let mut whole = parts.join("_");
        if !whole.starts_with(|c: char| c.is_ascii_lowercase()) {
            whole.insert(0, 'q');
        }
        let mut number = self.numbers.get(&whole).copied().unwrap_or(1);
        loop {
            let suffix = if number == 1 { String::new() } else { format!("_{number}") };
            let name = cut(&whole, longest.saturating_sub(suffix.len()).max(1)) + &suffix;
            number += 1;
            let mut all: Vec<String> = following(&name).iter().map(|n| n.to_lowercase()).collect();
            all.push(name.clone());
            if !all.iter().any(|name| self.taken.contains(name)) {
                self.taken.extend(all);
                self.numbers.insert(whole, number);
                return name;
            }
        }
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
pub(super) struct Values {
    taken: HashSet<String>,
    numbers: HashMap<String, usize>,
}

impl Values {
    /// The value for a code: letters, digits, `_` and (not in multiple choices, whose values become
    /// names of columns) `-`; no missing code; told apart also without regard to case.
    pub(super) fn make(&mut self, code: &str, is_multiple: bool) -> String {
        let is_fine = |c: char| c.is_ascii_alphanumeric() || c == '_' || (c == '-' && !is_multiple);
        let code = code.trim().chars().take(LONGEST_VALUE);
        let mut whole: String = code.map(|c| if is_fine(c) { c } else { '_' }).collect();
        if whole.is_empty() {
            whole.push('c');
        }
        let number = self.numbers.entry(whole.to_lowercase()).or_insert(1);
        loop {
            let value = match *number {
                1 => whole.clone(),
                number => format!("{whole}_{number}"),
            };
            *number += 1;
            if self.taken.insert(value.to_lowercase()) {
                return value;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_valid_and_unique() {
        let mut names = TakenNames::new();
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
        assert_eq!(made, ["A1", "a1_2", "-1", "c", "a_b", "x-y"]);
        assert_eq!(Values::default().make("x-y", true), "x_y");
    }
}
