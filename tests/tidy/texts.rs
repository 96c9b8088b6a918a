//! The interface's texts: every text that is asked for exists, and none is left over. That every
//! language says the same is tested beside the list of languages, in `src/i18n.rs`.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use crate::{Outcome, TextFile, assert_none, files_under};

/// The language that knows every text: what staff read, and what residents read.
const REFERENCE: [&str; 4] = [
    "templates/i18n/de.ftl",
    "templates/i18n/editor/de.ftl",
    "templates/i18n/properties/de.ftl",
    "templates/i18n/respond/de.ftl",
];

#[test]
fn every_text_that_is_asked_for_exists() -> Outcome {
    let known = known_keys()?;
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
    let known = known_keys()?;
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
        .map(|(key, place)| format!("{place}: `{key}`"))
        .collect();
    assert_none("no template and no module asks for these texts:", &offences);
    Ok(())
}

/// The keys of the reference language and where each is.
fn known_keys() -> Result<BTreeMap<String, String>, Box<dyn std::error::Error>> {
    let head = Regex::new(r"^([A-Za-z][A-Za-z0-9_-]*)\s*=")?;
    let mut known = BTreeMap::new();
    for file in files_under("templates/i18n", "ftl")? {
        if REFERENCE.contains(&file.path.as_str()) {
            for (number, line) in file.lines() {
                if let Some(found) = head.captures(line) {
                    known.insert(found[1].to_owned(), format!("{}:{number}", file.path));
                }
            }
        }
    }
    assert!(!known.is_empty(), "no texts in {REFERENCE:?}");
    Ok(known)
}

/// The files that ask for texts.
fn askers() -> std::io::Result<Vec<TextFile>> {
    Ok([files_under("templates", "html")?, files_under("src", "rs")?].concat())
}

/// Leichte Sprache: most words of a sentence. What the rules ask is shorter still, but the name of
/// a law or a place is as long as it is.
const LONGEST: usize = 15;

/// Subjunctive and genitive, which the rules exclude.
const HARD: &str = r"(?i)\b(würden?|hätten?|könnten?|müssten?|sollten?|wären?|dürften?|des)\b";

#[test]
fn leichte_sprache_is_easy() -> Outcome {
    let hard = Regex::new(HARD)?;
    let placeable = Regex::new(r"\{[^}]*\}|\$\{[^}]*\}|\]\([^)]*\)")?;
    let sentence = Regex::new(r"[.!?:]\s|\\?\n|; ")?;
    let mut offences = Vec::new();
    let mut texts = 0;
    for (place, text) in easy_texts()? {
        texts += 1;
        offences.extend(hard.find(&text).map(|found| format!("{place}: “{}”", found.as_str())));
        let plain = placeable.replace_all(&text, "x");
        let long = sentence.split(&plain).filter(|s| s.split_whitespace().count() > LONGEST);
        offences.extend(long.map(|sentence| format!("{place}: too long: {sentence}")));
    }
    assert!(texts > 900, "only {texts} texts in Leichte Sprache");
    assert_none("this is not easy to read:", &offences);
    Ok(())
}

/// Everything written in Leichte Sprache, and where.
fn easy_texts() -> Result<Vec<(String, String)>, Box<dyn std::error::Error>> {
    fn gather(value: &serde_json::Value, place: &str, found: &mut Vec<(String, String)>) {
        match value {
            serde_json::Value::Object(map) => {
                for (key, value) in map {
                    match value {
                        serde_json::Value::String(text) if key == "de-simple" => {
                            found.push((place.to_owned(), text.clone()));
                        }
                        other => gather(other, &format!("{place}.{key}"), found),
                    }
                }
            }
            serde_json::Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    gather(item, &format!("{place}[{index}]"), found);
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    for file in files_under("questionnaires", "json")? {
        gather(&serde_json::from_str(&file.text)?, &file.path, &mut found);
    }
    for file in files_under("templates/i18n/respond", "ftl")? {
        let own = file.lines().filter(|_| file.path.ends_with("/de-simple.ftl"));
        let own = own.filter(|(_, line)| !line.starts_with('#'));
        found.extend(own.filter_map(|(number, line)| {
            let text = line.split_once(" = ").map_or(line.trim(), |(_, text)| text);
            Some((format!("{}:{number}", file.path), text.to_owned())).filter(|_| !text.is_empty())
        }));
    }
    Ok(found)
}

/// A question of that name would get what a button sends; the check of a questionnaire refuses it.
#[test]
fn every_field_that_forms_have_for_themselves_is_reserved() -> Outcome {
    let list = include_str!("../../src/engine/form_state.rs");
    let in_code = Regex::new(r#""(_[a-z]+)""#)?;
    let in_template = Regex::new(r#"name="(_[a-z]+)""#)?;
    let mut offences = Vec::new();
    for file in askers()? {
        let (is_web, is_page) = (file.path.starts_with("src/web"), file.path.ends_with(".html"));
        let field = if is_page { &in_template } else { &in_code };
        for found in field.captures_iter(&file.text).filter(|_| is_web || is_page) {
            if !list.contains(&format!("\"{}\"", &found[1])) {
                offences.push(format!("{}: `{}`", file.path, &found[1]));
            }
        }
    }
    assert_none(
        "a field of a form is missing in FORM_FIELDS in src/engine/form_state.rs:",
        &offences,
    );
    Ok(())
}
