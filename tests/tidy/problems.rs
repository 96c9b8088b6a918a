//! What authors are told: every code in the source has its sentence in German and English, with the
//! values that the source gives, and no sentence is left over.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use crate::{Outcome, assert_none, files_under};

/// Codes with the names of their values.
type Codes = BTreeMap<String, BTreeSet<String>>;

#[test]
fn every_problem_is_worded_in_german_and_english() -> Outcome {
    let (asked, mut offences) = asked()?;
    assert!(asked.len() > 300, "only {} codes", asked.len());
    for language in ["de", "en"] {
        let worded = worded(language)?;
        for (code, values) in &asked {
            match worded.get(code) {
                None => offences.push(format!("{language}: `{code}` has no sentence")),
                Some(other) if other != values => {
                    offences.push(format!("{language}: `{code}` has {other:?}, not {values:?}"));
                }
                Some(_) => {}
            }
        }
        let unused = worded.keys().filter(|code| !asked.contains_key(*code));
        offences.extend(unused.map(|code| format!("{language}: nothing says `{code}`")));
    }
    assert_none("problems and their sentences differ:", &offences);
    Ok(())
}

/// Every `remark!("code", name, other = value)` of the source; and codes with differing values.
fn asked() -> Result<(Codes, Vec<String>), Box<dyn std::error::Error>> {
    let begin = Regex::new(r#"\bremark!\(\s*"([a-z0-9-]+)""#)?;
    let name = Regex::new(r"^\s*([a-z_]+)\s*(=[^=]|$)")?;
    let (mut codes, mut offences) = (Codes::new(), Vec::new());
    for file in files_under("src", "rs")? {
        let lines = file.text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let text: String = lines.map(|line| format!("{line}\n")).collect();
        for found in begin.captures_iter(&text) {
            let rest = text.get(found.get_match().end()..).unwrap_or_default();
            let values = arguments(rest);
            let values = values.iter().filter_map(|value| name.captures(value));
            let values: BTreeSet<String> = values.map(|found| found[1].to_owned()).collect();
            let known = codes.entry(found[1].to_owned()).or_insert_with(|| values.clone());
            if *known != values {
                offences.push(format!("{}: `{}` has {values:?}", file.path, &found[1]));
            }
        }
    }
    Ok((codes, offences))
}

/// The arguments up to the parenthesis that closes them.
fn arguments(text: &str) -> Vec<String> {
    let (mut depth, mut quoted, mut escaped) = (0, false, false);
    let mut arguments = vec![String::new()];
    for c in text.chars() {
        match c {
            '"' if !escaped => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' if !quoted && depth == 0 => break,
            ')' | ']' | '}' if !quoted => depth -= 1,
            ',' if !quoted && depth == 0 => {
                arguments.push(String::new());
                continue;
            }
            _ => {}
        }
        escaped = c == '\\' && !escaped;
        if let Some(last) = arguments.last_mut() {
            last.push(c);
        }
    }
    arguments
}

/// The sentences of a language with the values they mention.
fn worded(language: &str) -> Result<Codes, Box<dyn std::error::Error>> {
    let head = Regex::new(r"^([a-z0-9-]+) = \S")?;
    let value = Regex::new(r"\$([a-z_]+)")?;
    let mut codes = Codes::new();
    let mut last = String::new();
    let mut files = files_under("templates/i18n/problems", "ftl")?;
    files.extend(files_under("templates/i18n/conversion", "ftl")?);
    for file in files {
        for (number, line) in
            file.lines().filter(|_| file.path.ends_with(&format!("{language}.ftl")))
        {
            if let Some(found) = head.captures(line) {
                last = found[1].to_owned();
                let is_new = codes.insert(last.clone(), BTreeSet::new()).is_none();
                assert!(is_new, "{}:{number}: `{last}` is there twice", file.path);
            } else if !line.is_empty() && !line.starts_with([' ', '#']) {
                return Err(format!("{}:{number}: this is no sentence: {line}", file.path).into());
            }
            let values = value.captures_iter(line).map(|found| found[1].to_owned());
            codes.entry(last.clone()).or_default().extend(values);
        }
    }
    codes.remove("");
    Ok(codes)
}
