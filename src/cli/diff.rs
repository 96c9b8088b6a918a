//! `zugvogel diff`: what changed from one questionnaire file to another.

use std::fmt::Write;
use std::path::Path;

use anyhow::Result;
use serde_json::json;

use super::check;
use super::commands::{print, whole};
use crate::engine::diff::{self, Change, Diff, Subject, Weight, What};
use crate::engine::model::Definition;

/// Compares two files and prints what changed, as text or as JSON (described in `docs/diff.md`).
pub(super) fn run(old: &Path, new: &Path, as_json: bool) -> Result<()> {
    let load = |file: &Path| whole(&file.display().to_string(), check::load(file));
    let (before, after) = (load(old)?, load(new)?);
    let (before, after) = (before.definition(), after.definition());
    let diff = diff::diff(before, after);
    let titles = [title(old, before), title(new, after)];
    match as_json {
        true => print(&in_json([(old, before), (new, after)], &diff)?),
        false => print(&in_words(&titles, &diff, after)),
    }
}

pub(super) fn title(file: &Path, definition: &Definition) -> String {
    match definition.version.as_str() {
        "" => file.display().to_string(),
        version => format!("{} (version {version})", file.display()),
    }
}

fn in_json(files: [(&Path, &Definition); 2], diff: &Diff) -> Result<String> {
    let comparable = diff::comparable(diff, files[1].1);
    let [old, new] = files.map(|(file, definition)| {
        json!({
            "file": file.display().to_string(),
            "name": definition.name,
            "version": definition.version,
        })
    });
    let document = json!({
        "old": old,
        "new": new,
        "verdict": diff.verdict(),
        "changes": diff.changes,
        "comparable": comparable,
    });
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

/// What changed, in words.
pub(super) fn in_words([old, new]: &[String; 2], diff: &Diff, after: &Definition) -> String {
    let mut words = format!("{old} → {new}: {}", diff.verdict());
    let counts: Vec<String> = [Weight::Structural, Weight::Minor, Weight::Translation]
        .into_iter()
        .map(|weight| (weight, diff.changes.iter().filter(|c| c.weight == weight).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(weight, count)| format!("{count} {weight}"))
        .collect();
    if !counts.is_empty() {
        let _ = write!(words, " ({})", counts.join(", "));
    }
    words.push('\n');
    for changes in diff.changes.chunk_by(|one, other| about(one) == about(other)) {
        let _ = write!(words, "\n{}\n", changes.first().map(about).unwrap_or_default());
        for change in changes {
            let _ = writeln!(words, "  {:<18}{}", change.weight.to_string(), happened(change));
            let _ = writeln!(words, "  {:<18}{}", "", change.answers);
        }
    }
    if diff.verdict() == Weight::Structural {
        let comparable = diff::comparable(diff, after);
        words += &together("the same in both versions", &comparable.same);
        let otherwise = "asked of others, offered or accepted otherwise, with the same codes";
        words += &together(otherwise, &comparable.asked_otherwise);
    }
    words
}

/// Questions whose answers can be read together.
fn together(how: &str, questions: &[String]) -> String {
    match questions {
        [] => String::new(),
        some => format!("\n{how} ({}): {}\n", some.len(), some.join(", ")),
    }
}

/// What a change is about: "question `age` in `you`".
fn about(change: &Change) -> String {
    match (change.name.as_str(), change.within.as_str()) {
        ("", _) => change.subject.to_string(),
        (name, "") => format!("{} `{name}`", change.subject),
        (name, within) => format!("{} `{name}` in `{within}`", change.subject),
    }
}

/// What happened: "label (de) reworded: “Wie alt?” → “Ihr Alter?”".
fn happened(change: &Change) -> String {
    let Change { change: what, field, language, was, now, .. } = change;
    let language = language.as_deref().map(|code| format!(" ({code})")).unwrap_or_default();
    let what = match field.as_str() {
        "" => what.to_string(),
        field => format!("{field}{language} {what}"),
    };
    let (was, now) = (was.as_deref(), now.as_deref());
    match change.change {
        What::Recoded if !field.is_empty() => {
            format!("{what}: “{}” → “{}”", was.unwrap_or_default(), now.unwrap_or_default())
        }
        What::Reworded if was.is_none_or(str::is_empty) || now.is_none_or(str::is_empty) => {
            let what = if now.is_none_or(str::is_empty) { What::Removed } else { What::Added };
            let text = was.filter(|text| !text.is_empty()).or(now).unwrap_or_default();
            format!("{field}{language} {what}: “{}”", excerpts("", text).1)
        }
        What::Reworded => {
            let (was, now) = excerpts(was.unwrap_or_default(), now.unwrap_or_default());
            format!("{what}: “{was}” → “{now}”")
        }
        What::Moved => format!("{what}: {} → {}", was.unwrap_or_default(), now.unwrap_or_default()),
        _ if change.subject == Subject::Choice
            && change.field.is_empty()
            && was.or(now).is_some() =>
        {
            recoded(&what, was, now)
        }
        _ if was.is_none() && now.is_none() => what,
        _ => {
            let code =
                |value: Option<&str>| value.map_or("nothing".to_owned(), |v| format!("`{v}`"));
            format!("{what}: {} → {}", code(was), code(now))
        }
    }
}

/// A choice that came or went is told with its label, one with another code with both codes.
fn recoded(what: &str, was: Option<&str>, now: Option<&str>) -> String {
    match (was, now) {
        (Some(was), Some(now)) => format!("{what}: `{was}` → `{now}`"),
        (one, other) => format!("{what}: “{}”", one.or(other).unwrap_or_default()),
    }
}

/// The longest text that is shown as a whole, and what is shown around a difference, in characters.
const WHOLE: usize = 100;
const AROUND: usize = 30;

/// Both texts, long ones cut down to where they differ.
fn excerpts(old: &str, new: &str) -> (String, String) {
    let (before, after): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    if before.len() <= WHOLE && after.len() <= WHOLE {
        return (one_line(&before), one_line(&after));
    }
    let start = before.iter().zip(&after).take_while(|(one, other)| one == other).count();
    let end = before[start..]
        .iter()
        .rev()
        .zip(after[start..].iter().rev())
        .take_while(|(one, other)| one == other)
        .count();
    let excerpt = |text: &[char]| {
        let from = start.saturating_sub(AROUND);
        let to = (text.len() - end + AROUND).min(text.len());
        let shown = one_line(&text[from..to.min(from + 4 * WHOLE)]);
        let open = if from > 0 { "…" } else { "" };
        let close = if to < text.len() || to > from + 4 * WHOLE { "…" } else { "" };
        format!("{open}{shown}{close}")
    };
    (excerpt(&before), excerpt(&after))
}

fn one_line(text: &[char]) -> String {
    text.iter().map(|letter| if letter.is_control() { ' ' } else { *letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small(edits: &[(&str, &str)]) -> Definition {
        let source = include_str!("../engine/diff/small.json").to_owned();
        let edited = edits.iter().fold(source, |source, (from, to)| {
            assert!(source.contains(from), "{from}");
            source.replacen(from, to, 1)
        });
        serde_json::from_str(&edited).unwrap()
    }

    #[test]
    fn changes_are_told_in_words() {
        let old = small(&[]);
        let new = small(&[
            ("\"Wie alt?\"", "\"Ihr Alter?\""),
            ("\"How old?\"", "\"Your age?\""),
            ("\"min\": 0", "\"min\": 16"),
            ("\"vielleicht\"", "\"mal sehen\""),
            ("\"value\": \"1\"", "\"value\": \"9\""),
            ("\"name\": \"m_1\"", "\"name\": \"m_0\""),
        ]);
        let titles = ["old.json".to_owned(), "new.json".to_owned()];
        let told = |new: &Definition| {
            let diff = diff::diff(&old, new);
            in_words(&titles, &diff, new)
        };
        insta::assert_snapshot!(told(&new));
        assert_eq!(told(&old), "old.json → new.json: identical\n");
    }

    #[test]
    fn long_texts_are_cut_down_to_the_difference() {
        let text = |middle: &str| format!("{}{middle}{}", "a".repeat(200), "b".repeat(200));
        let (was, now) = excerpts(&text("one"), &text("two\n"));
        let (before, after) = ("a".repeat(AROUND), "b".repeat(AROUND));
        assert_eq!(was, format!("…{before}one{after}…"));
        assert_eq!(now, format!("…{before}two {after}…"));
        assert_eq!(excerpts("", &"x".repeat(1000)).1.chars().count(), 4 * WHOLE + 1);
    }
}
