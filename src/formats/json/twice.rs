//! Keys that one object has twice. Readers of JSON keep the last one and say nothing, so that all pages
//! may be gone; here each of them is told.

use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::engine::problem::{Problem, Severity, remark, token};

use super::Positions;

/// A problem for every key that its object has already, in any object of the document; none where it is
/// no JSON.
pub(super) fn twice(bytes: &[u8]) -> Vec<Problem> {
    let (mut path, mut found) = (String::new(), Vec::new());
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let keys = Keys { path: &mut path, found: &mut found };
    if keys.deserialize(&mut reader).is_err() || found.is_empty() {
        return Vec::new();
    }
    let positions = Positions::of(bytes);
    let problem = |(path, field): (String, String)| {
        let origin = positions.find(&path);
        let hint = Some(remark!("json-keep-one"));
        let what = remark!("json-twice", field);
        Problem { origin, hint, ..Problem::new(Severity::Error, path, what) }
    };
    found.into_iter().map(problem).collect()
}

/// Walks through a document, of which nothing is kept but the keys of the objects around.
struct Keys<'w> {
    path: &'w mut String,
    /// Where a key is there again, and the key; each once.
    found: &'w mut Vec<(String, String)>,
}

impl Keys<'_> {
    /// What is below the value of this name or number.
    fn below(&mut self, name: impl fmt::Display) -> (usize, Keys<'_>) {
        let before = self.path.len();
        self.path.push_str(&format!("/{name}"));
        (before, Keys { path: &mut *self.path, found: &mut *self.found })
    }
}

impl<'de> DeserializeSeed<'de> for Keys<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Keys<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let mut seen = HashSet::new();
        while let Some(key) = map.next_key::<String>()? {
            let (before, below) = self.below(token(&key));
            let entry = (below.path.clone(), key.clone());
            if !seen.insert(key) && !below.found.contains(&entry) {
                below.found.push(entry);
            }
            map.next_value_seed(below)?;
            self.path.truncate(before);
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        for index in 0.. {
            let (before, below) = self.below(index);
            let element = seq.next_element_seed(below)?;
            self.path.truncate(before);
            if element.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_that_is_there_again_is_told_with_its_line() {
        let text = "{\n \"a\": 1, \"l\": [{\"x\": null}, {\"b/c\": 1.5,\n \"b/c\": {\"b/c\": -1}}],\n \
                    \"a\": true, \"a\": \"a\"}";
        let told: Vec<String> = twice(text.as_bytes()).iter().map(ToString::to_string).collect();
        let hint = "only the last one would count: keep one of them, or put them together";
        let at = |place: &str, field: &str| {
            format!("{place}: error: the field `{field}` is there twice; {hint}")
        };
        assert_eq!(
            told,
            [at("/l/1/b~1c (line 3, column 9)", "b/c"), at("/a (line 4, column 18)", "a")]
        );
        assert!(twice(b"{\"a\": 1, \"a\"").is_empty());
        assert!(twice(b"{\"a\": {\"a\": 1}, \"b\": [{\"a\": 1}, {\"a\": 1}]}").is_empty());
    }
}
