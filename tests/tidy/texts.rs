//! The interface's texts: every language has the same keys with the same placeholders, every
//! text that is asked for exists, and none is left over.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use regex::Regex;

use crate::{Outcome, TextFile, assert_none, files_under};

/// The language that the others are compared with.
const REFERENCE: &str = "templates/i18n/de.ftl";

/// One message: where it is, and what is put into it.
#[derive(Debug, Default, PartialEq)]
struct Message {
    line: usize,
    placeholders: BTreeSet<String>,
}

/// The messages of a Fluent file by key.
fn messages(text: &str) -> Result<BTreeMap<String, Message>, regex::Error> {
    let head = Regex::new(r"^(-?[A-Za-z][A-Za-z0-9_-]*)\s*=")?;
    let placeholder = Regex::new(r"\$([A-Za-z][A-Za-z0-9_-]*)")?;
    let mut messages: BTreeMap<String, Message> = BTreeMap::new();
    let mut key = String::new();
    for (index, line) in text.lines().enumerate() {
        if line.starts_with('#') {
            continue;
        }
        if let Some(found) = head.captures(line) {
            key = found[1].to_owned();
            messages.insert(key.clone(), Message { line: index + 1, ..Message::default() });
        }
        if let Some(message) = messages.get_mut(&key) {
            message
                .placeholders
                .extend(placeholder.captures_iter(line).map(|found| found[1].to_owned()));
        }
    }
    Ok(messages)
}

#[test]
fn messages_are_read_with_their_placeholders() -> Outcome {
    let found = messages(
        "# a = comment $no\nhello = Hello { $name }\nmany = { $n ->\n   *[other] { $n } of { $all }\n }\n",
    )?;
    assert_eq!(found.keys().collect::<Vec<_>>(), ["hello", "many"]);
    assert_eq!(found["many"].line, 3);
    assert_eq!(found["many"].placeholders, BTreeSet::from(["n".into(), "all".into()]));
    Ok(())
}

#[test]
fn every_language_says_the_same() -> Outcome {
    let languages = files_under("templates/i18n", "ftl")?;
    let mut offences = Vec::new();
    for language in &languages {
        if let Err((_, errors)) = FluentResource::try_new(language.text.clone()) {
            offences.extend(errors.iter().map(|error| format!("{}: {error}", language.path)));
        }
    }
    if let Some(reference) = languages.iter().find(|language| language.path == REFERENCE) {
        let expected = messages(&reference.text)?;
        for language in languages.iter().filter(|language| language.path != REFERENCE) {
            compare(&expected, language, &mut offences)?;
        }
    }
    assert_none("the languages differ:", &offences);
    Ok(())
}

fn compare(
    expected: &BTreeMap<String, Message>,
    language: &TextFile,
    offences: &mut Vec<String>,
) -> Result<(), regex::Error> {
    let found = messages(&language.text)?;
    for (key, message) in expected {
        match found.get(key) {
            None => offences.push(format!(
                "{}: `{key}` is missing ({REFERENCE}:{})",
                language.path, message.line
            )),
            Some(other) if other.placeholders != message.placeholders => offences.push(format!(
                "{}:{}: `{key}` has the placeholders {:?}, in {REFERENCE} {:?}",
                language.path, other.line, other.placeholders, message.placeholders
            )),
            Some(_) => {}
        }
    }
    for (key, message) in found.iter().filter(|(key, _)| !expected.contains_key(*key)) {
        offences.push(format!("{}:{}: `{key}` is not in {REFERENCE}", language.path, message.line));
    }
    Ok(())
}

#[test]
fn every_text_that_is_asked_for_exists() -> Outcome {
    let Some(known) = known_keys()? else { return Ok(()) };
    let asked = Regex::new(r#"\bt\s*\.\s*\w+\(\s*"([^"]+)""#)?;
    let mut offences = Vec::new();
    for file in askers()? {
        for found in asked.captures_iter(&file.text) {
            let key = &found[1];
            if !known.contains_key(key) {
                let line = file.text[..found.get_match().start()].matches('\n').count() + 1;
                offences.push(format!("{}:{line}: `{key}`", file.path));
            }
        }
    }
    assert_none("a text is asked for that no language has:", &offences);
    Ok(())
}

#[test]
fn no_text_is_left_over() -> Outcome {
    let Some(known) = known_keys()? else { return Ok(()) };
    let quoted = Regex::new(r#""([A-Za-z][A-Za-z0-9_-]*)""#)?;
    // A key that is put together, such as format!("complaint-{code}"): all that begin so are used.
    let begun = Regex::new(r#""([A-Za-z][A-Za-z0-9_-]*-)\{"#)?;
    // A message may refer to another one: { other } or { -term }
    let referred = Regex::new(r"\{\s*(-?[A-Za-z][A-Za-z0-9_-]*)")?;
    let mut used = BTreeSet::new();
    let mut beginnings = BTreeSet::new();
    for file in askers()? {
        used.extend(quoted.captures_iter(&file.text).map(|found| found[1].to_owned()));
        beginnings.extend(begun.captures_iter(&file.text).map(|found| found[1].to_owned()));
    }
    for language in files_under("templates/i18n", "ftl")? {
        used.extend(referred.captures_iter(&language.text).map(|found| found[1].to_owned()));
    }
    let offences: Vec<String> = known
        .iter()
        .filter(|(key, _)| !used.contains(*key))
        .filter(|(key, _)| !beginnings.iter().any(|beginning| key.starts_with(beginning)))
        .map(|(key, message)| format!("{REFERENCE}:{}: `{key}`", message.line))
        .collect();
    assert_none("no template and no module asks for these texts:", &offences);
    Ok(())
}

/// The messages of the reference language, if there is one yet.
fn known_keys() -> Result<Option<BTreeMap<String, Message>>, Box<dyn std::error::Error>> {
    let languages = files_under("templates/i18n", "ftl")?;
    let reference = languages.iter().find(|language| language.path == REFERENCE);
    Ok(reference.map(|reference| messages(&reference.text)).transpose()?)
}

/// The files that ask for texts.
fn askers() -> std::io::Result<Vec<TextFile>> {
    Ok([files_under("templates", "html")?, files_under("src", "rs")?].concat())
}
