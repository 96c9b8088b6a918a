//! Where the values of a JSON document stand in its text.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::engine::problem::{FilePlace, token};

/// Bytes before each value, by JSON pointer.
pub(crate) struct Positions<'t> {
    text: &'t str,
    offsets: BTreeMap<String, usize>,
}

impl<'t> Positions<'t> {
    /// Finds every value of a document; none in what is no JSON.
    pub(crate) fn of(text: &'t [u8]) -> Self {
        let text = std::str::from_utf8(text).unwrap_or_default();
        let mut lines = Self { text, offsets: BTreeMap::new() };
        // A value's limit of depth holds for what is read piece by piece, too.
        if serde_json::from_str::<serde_json::Value>(text).is_ok()
            && let Ok(document) = serde_json::from_str(text)
        {
            lines.add(String::new(), document);
        }
        lines
    }

    fn add(&mut self, pointer: String, value: &'t RawValue) {
        let written = value.get();
        if written.starts_with('{') {
            let fields: BTreeMap<String, &RawValue> =
                serde_json::from_str(written).unwrap_or_default();
            for (name, value) in fields {
                self.add(format!("{pointer}/{}", token(&name)), value);
            }
        } else if written.starts_with('[') {
            let values: Vec<&RawValue> = serde_json::from_str(written).unwrap_or_default();
            for (index, value) in values.into_iter().enumerate() {
                self.add(format!("{pointer}/{index}"), value);
            }
        }
        // Raw values are borrowed from the text.
        let before = (written.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        self.offsets.insert(pointer, before);
    }

    /// The line and column of a value; of one that is not there, of what would hold it.
    pub(crate) fn find(&self, mut pointer: &str) -> Option<FilePlace> {
        let offset = loop {
            if let Some(offset) = self.offsets.get(pointer) {
                break *offset;
            }
            pointer = pointer.rsplit_once('/')?.0;
        };
        let before = self.text.get(..offset)?;
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
        Some(FilePlace::Line { line, column })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_leads_to_its_line_or_that_of_what_is_around_it() {
        let text = "{\n  \"a/b\": [1,\n    {\"ä\": \"ö\", \"c\": 2}]\n}";
        let lines = Positions::of(text.as_bytes());
        let at = |line, column| Some(FilePlace::Line { line, column });
        assert_eq!(lines.find(""), at(1, 1));
        assert_eq!(lines.find("/a~1b/1/c"), at(3, 21));
        assert_eq!(lines.find("/a~1b/1/no/where"), at(3, 5));
        assert_eq!(lines.find("/x"), at(1, 1));
        assert_eq!(Positions::of(b"no").find("/a"), None);
    }
}
