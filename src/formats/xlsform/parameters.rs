//! The column `parameters`: `key=value`, parted by blanks, commas or semicolons.

use std::collections::BTreeMap;

use super::names::{is_name, only_reference};
use super::table::SheetProblems;
use crate::engine::problem::{CellPlace, Remark, remark};

/// The parameter for the longer side of a picture.
pub(super) const MAX_PIXELS: &str = "max-pixels";

/// Values by key; keys are in lower case.
pub(super) type Parameters = BTreeMap<String, String>;

/// Takes the cell apart; nothing when it is not made of pairs.
pub(super) fn parse(text: &str) -> Option<Parameters> {
    let mut parameters = Parameters::new();
    let mut words = words(text).into_iter();
    while let Some(key) = words.next() {
        match (words.next(), words.next()) {
            (Some(equals), Some(value)) if equals == "=" && key != "=" && value != "=" => {
                parameters.insert(key.to_lowercase(), value);
            }
            _ => return None,
        }
    }
    Some(parameters)
}

/// Words and equals signs.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    for c in text.chars() {
        match c {
            '=' => {
                words.push("=".to_owned());
                open = false;
            }
            c if c.is_whitespace() || c == ',' || c == ';' => open = false,
            c => match words.last_mut() {
                Some(word) if open => word.push(c),
                _ => {
                    words.push(c.to_string());
                    open = true;
                }
            },
        }
    }
    words
}

/// Looks at the parameters of one row.
pub(super) struct ParameterCheck<'c> {
    pub(super) parameters: &'c Parameters,
    pub(super) cell: CellPlace,
    pub(super) found: &'c mut SheetProblems,
}

impl ParameterCheck<'_> {
    fn error(&mut self, what: Remark) {
        self.found.error(self.cell.clone(), what);
    }

    fn get(&self, key: &str) -> Option<String> {
        self.parameters.get(key).cloned()
    }

    /// Every key must be one of these.
    pub(super) fn keys(&mut self, accepted: &[&str]) {
        for key in self.parameters.keys().filter(|key| !accepted.contains(&key.as_str())) {
            self.found
                .error(self.cell.clone(), remark!("form-no-parameter", key))
                .hint(remark!("form-known-are", known = accepted.join(", ")));
        }
    }

    /// A value must be one of these, in whatever case.
    fn one_of(&mut self, key: &str, accepted: &[&str]) {
        if let Some(value) = self.get(key)
            && !accepted.contains(&value.to_lowercase().as_str())
        {
            self.error(remark!("form-one-of", key, known = accepted.join(" or "), value));
        }
    }

    fn whole(&mut self, key: &str) -> Option<i64> {
        let value = self.get(key)?;
        let number = value.parse().ok();
        if number.is_none() {
            self.error(remark!("form-whole-number", key, value));
        }
        number
    }

    fn number(&mut self, key: &str) {
        if let Some(value) = self.get(key)
            && value.parse::<f64>().is_err()
        {
            self.error(remark!("form-number", key, value));
        }
    }

    /// `randomize` and `seed`.
    fn order(&mut self) {
        self.one_of("randomize", &["true", "false"]);
        let Some(seed) = self.get("seed") else { return };
        if !self.parameters.contains_key("randomize") {
            self.error(remark!("form-seed-alone"));
        } else if only_reference(&seed).is_none() && seed.parse::<f64>().is_err() {
            self.error(remark!("form-seed", seed));
        }
    }

    pub(super) fn select(&mut self) {
        self.keys(&["randomize", "seed"]);
        self.order();
    }

    pub(super) fn select_from_file(&mut self) {
        self.keys(&["label", "randomize", "seed", "value"]);
        self.order();
        for key in ["value", "label"] {
            if let Some(value) = self.get(key)
                && !is_name(&value)
            {
                self.error(remark!("form-column-name", key, value));
            }
        }
    }

    pub(super) fn text(&mut self) {
        self.keys(&["rows"]);
        self.whole("rows");
    }

    pub(super) fn image(&mut self, appearance: &str) {
        self.keys(&["app", MAX_PIXELS]);
        self.whole(MAX_PIXELS);
        if let Some(app) = self.get("app")
            && matches!(appearance, "" | "annotate")
            && !is_package(&app)
        {
            self.error(remark!("form-app", app));
        }
    }

    pub(super) fn audio(&mut self, qualities: &[&str]) {
        self.keys(&["quality"]);
        self.one_of("quality", qualities);
    }

    pub(super) fn geopoint(&mut self) {
        self.keys(&[
            "allow-mock-accuracy",
            "capture-accuracy",
            "reference-geometry",
            "warning-accuracy",
        ]);
        self.number("capture-accuracy");
        self.number("warning-accuracy");
        self.one_of("allow-mock-accuracy", &["true", "false"]);
    }

    /// A line or an area.
    pub(super) fn geometry(&mut self) {
        self.keys(&["allow-mock-accuracy", "incremental", "reference-geometry"]);
        self.one_of("incremental", &["true", "yes", "true()"]);
        self.one_of("allow-mock-accuracy", &["true", "false"]);
    }

    pub(super) fn audit(&mut self) {
        const PLACE: [&str; 3] = ["location-priority", "location-min-interval", "location-max-age"];
        self.keys(&[
            "identify-user",
            "location-max-age",
            "location-min-interval",
            "location-priority",
            "track-changes",
            "track-changes-reasons",
        ]);
        self.one_of("track-changes", &["true", "false"]);
        self.one_of("identify-user", &["true", "false"]);
        self.one_of("track-changes-reasons", &["on-form-edit"]);
        let given = PLACE.iter().filter(|key| self.parameters.contains_key(**key)).count();
        if given == 0 {
            return;
        }
        if given < PLACE.len() {
            self.error(remark!("form-together", keys = PLACE.join(", ")));
        }
        self.one_of(PLACE[0], &["no-power", "low-power", "balanced", "high-accuracy"]);
        let interval = self.whole(PLACE[1]);
        let age = self.whole(PLACE[2]);
        for (key, value) in [(PLACE[1], interval), (PLACE[2], age)] {
            if value.is_some_and(|value| value < 0) {
                self.error(remark!("form-not-negative", key));
            }
        }
        if let (Some(interval), Some(age)) = (interval, age)
            && age < interval
        {
            self.error(remark!("form-at-least", key = PLACE[2], other = PLACE[1]));
        }
    }
}

/// Whether a text names an Android package: parts of letters, digits and `_`, at least two.
fn is_package(name: &str) -> bool {
    let part = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    name.contains('.') && name.split('.').all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_parted_by_many_signs() {
        let pairs = |pairs: &[(&str, &str)]| {
            Some(pairs.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect())
        };
        assert_eq!(parse("a=1 B=2"), pairs(&[("a", "1"), ("b", "2")]));
        assert_eq!(parse("a = 1, b=X;c=3"), pairs(&[("a", "1"), ("b", "X"), ("c", "3")]));
        assert_eq!(parse(" "), pairs(&[]));
        for text in ["a", "a=", "=1", "a=1 b", "a==1", "a:1"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn packages_have_two_parts() {
        for (name, expected) in [
            ("a.b", true),
            ("a.b_1.C", true),
            ("a", false),
            ("a.", false),
            ("a._b", false),
            ("a.1", false),
        ] {
            assert_eq!(is_package(name), expected, "{name}");
        }
    }
}
