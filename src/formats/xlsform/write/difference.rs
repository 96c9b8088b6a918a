//! How a questionnaire differs from what its plain form says, as cells and rows that only we read.

use serde_json::{Map, Value};

use crate::engine::properties::is_text;

use super::super::extras::encode;
use super::grid::{CellKey, LanguageNames, RowCells};

/// Longest text of a cell; Excel holds a little more.
const LONGEST: usize = 30_000;

/// What has rows of its own.
const INNER: [&str; 4] = ["questions", "pages", "rows", "parts"];

/// The cells that make up for what the plain row at `place` lacks of what is at `path`.
pub(super) fn cells(
    ours: &Value,
    theirs: &Value,
    path: &str,
    place: Option<&str>,
    names: &LanguageNames,
) -> RowCells {
    let mut line = RowCells::new();
    let (Some(ours), Some(theirs)) =
        (ours.pointer(path), place.and_then(|place| theirs.pointer(place)))
    else {
        return line;
    };
    for (field, value) in different(ours, theirs) {
        if INNER.contains(&field.as_str()) {
            continue;
        }
        match value {
            // Other tools make an element of each column of a choice: one name, no parts.
            value if path.starts_with("/lists/") => {
                line.push((CellKey::Raw(format!("zugvogel.{field}")), encode(&value)));
            }
            Value::Object(texts) if is_text(&field) && !texts.is_empty() => {
                for (code, text) in &texts {
                    let header = format!("zugvogel::{field}::{}", names.name(code));
                    line.push((CellKey::Raw(header), encode(text)));
                }
            }
            value => line.push((CellKey::Raw(format!("zugvogel::{field}")), encode(&value))),
        }
    }
    line
}

/// The fields of `ours` that `theirs` has otherwise; null for what only `theirs` has.
fn different(ours: &Value, theirs: &Value) -> Vec<(String, Value)> {
    let empty = Map::new();
    let ours = ours.as_object().unwrap_or(&empty);
    let theirs = theirs.as_object().unwrap_or(&empty);
    let changed = ours.iter().filter(|(field, value)| theirs.get(*field) != Some(value));
    let gone = theirs.keys().filter(|field| !ours.contains_key(*field));
    let changed = changed.map(|(field, value)| (field.clone(), value.clone()));
    changed.chain(gone.map(|field| (field.clone(), Value::Null))).collect()
}

/// The rows of the sheet `_zugvogel`: what stands at the top of a questionnaire.
pub(super) fn rows(ours: &Value, theirs: &Value) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for (field, value) in different(ours, theirs) {
        match field.as_str() {
            "pages" | "workbook" => {}
            "lists" => {
                for (list, value) in value.as_object().into_iter().flatten() {
                    let other = theirs.get("lists").and_then(|lists| lists.get(list));
                    let count = |value: &Value| value.as_array().map(Vec::len);
                    let choices = value.is_array() && other.and_then(count) == count(value);
                    if !choices && other != Some(value) {
                        rows.push(row(&format!("lists.{list}"), "", &value.to_string()));
                    }
                }
            }
            _ => flatten(&field, &value, &mut rows),
        }
    }
    rows
}

/// One row for each text, so that people can read and translate them.
fn flatten(path: &str, value: &Value, rows: &mut Vec<Vec<String>>) {
    let plain = |key: &String| {
        !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "_-$".contains(c))
    };
    match value {
        Value::Object(fields) if !fields.is_empty() && fields.keys().all(plain) => {
            for (field, value) in fields {
                flatten(&format!("{path}.{field}"), value, rows);
            }
        }
        Value::Array(values) if !values.is_empty() => {
            for (index, value) in values.iter().enumerate() {
                flatten(&format!("{path}[{index}]"), value, rows);
            }
        }
        Value::String(text) => {
            let plain = !text.is_empty() && text.trim() == text && text.len() <= LONGEST;
            if plain {
                rows.push(row(path, text, ""));
                return;
            }
            // Rows with the same key are one text.
            let chars: Vec<char> = text.chars().collect();
            for piece in chars.chunks(LONGEST / 4) {
                let piece: String = piece.iter().collect();
                rows.push(row(path, "", &Value::String(piece).to_string()));
            }
            if chars.is_empty() {
                rows.push(row(path, "", "\"\""));
            }
        }
        value => rows.push(row(path, "", &value.to_string())),
    }
}

fn row(key: &str, text: &str, json: &str) -> Vec<String> {
    let mut row = vec![key.to_owned(), text.to_owned(), json.to_owned()];
    while row.last().is_some_and(String::is_empty) {
        row.pop();
    }
    row
}
