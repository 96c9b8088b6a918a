//! A type name stands for one type, so that nobody has to look up which one is meant. [`SEVERAL`]
//! lists the exceptions, each with its reason.

use std::collections::BTreeMap;

use regex::Regex;

use crate::{Outcome, assert_none, files_under};

const CHECKED: &str = "as written in the document (`model`), and checked (`engine`)";
const STORED: &str = "a row in each of two stores, named with its module: `surveys::Survey`";
const LANGUAGES: &str =
    "XPath's and LimeSurvey's expressions are each read by a parser of their own";

/// The names that several types have.
const SEVERAL: &[(&str, &str)] = &[
    ("Attachment", STORED),
    ("End", CHECKED),
    ("Page", CHECKED),
    ("Question", CHECKED),
    ("Quota", CHECKED),
    ("Section", CHECKED),
    ("Survey", STORED),
    ("Node", LANGUAGES),
    ("Parser", LANGUAGES),
    ("Token", LANGUAGES),
];

#[test]
fn a_type_name_stands_for_one_type() -> Outcome {
    let defined = Regex::new(
        r"(?m)^(?:pub(?:\([^)]*\))? )?(?:struct|enum|trait|type|union) ([A-Z][A-Za-z0-9]*)",
    )?;
    let tests = Regex::new(r"#\[cfg\(test\)\]\nmod \w+ \{")?;
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files_under("src", "rs")?.iter().filter(|file| !file.path.contains("/tests")) {
        let text = tests.split(&file.text).next().unwrap_or_default();
        for found in defined.captures_iter(text) {
            places.entry(found[1].to_owned()).or_default().push(file.path.clone());
        }
    }
    let is_listed = |name: &str| SEVERAL.iter().any(|(listed, _)| *listed == name);
    let mut offences: Vec<String> = places
        .iter()
        .filter(|(name, places)| places.len() > 1 && !is_listed(name))
        .map(|(name, places)| format!("`{name}`: {}", places.join(", ")))
        .collect();
    let is_single = |name: &str| places.get(name).is_none_or(|places| places.len() < 2);
    let stale = SEVERAL.iter().filter(|(name, _)| is_single(name));
    offences.extend(stale.map(|(name, reason)| format!("`{name}` is one type now ({reason})")));
    assert_none(
        "one type for each name; exceptions are in SEVERAL of tests/tidy/types.rs:",
        &offences,
    );
    Ok(())
}
