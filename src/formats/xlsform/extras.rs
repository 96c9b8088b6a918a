//! What we have and XLSForm has not: columns `zugvogel::…` and a sheet `_zugvogel`, which other
//! tools do not read.
//!
//! A column is called like the field of our JSON format that it fills, in a language where it is a
//! text (`zugvogel::unit::Deutsch (de)`). A cell is JSON, or a text that is no JSON. The sheet has
//! a row for each text (`publisher.name.de`) or other value at the top of the questionnaire.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::engine::model::{ChoiceList, Definition, ImportedWorkbook};
use crate::engine::problem::{CellPlace, remark};

use super::super::json::unfit;
use super::form::{XlsForm, yes_no};
use super::languages::FormLanguages;
use super::table::{FormSheet, SheetProblems, SheetRow};

/// The sheet's name.
pub(super) const SHEET: &str = "_zugvogel";

/// Its headers.
pub(super) const HEADERS: [&str; 3] = ["key", "text", "json"];

/// The row that says that the questionnaire is ours and the workbook only one way to store it.
pub(super) const NATIVE: [&str; 3] = ["workbook", "", "{}"];

/// What a row stands for where XLSForm has nothing like it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Special {
    /// A group that is one question with rows.
    Matrix,
    Differential,
    /// A group that is one date.
    DateParts,
    /// The text under a page's heading.
    Intro,
    /// A text field that comes with a choice.
    Other,
}

/// What a row stands for, if it is something special.
pub(super) fn special(form: &XlsForm, row: &SheetRow) -> Option<Special> {
    let kind = cell(&form.survey, row, "kind")?;
    match kind {
        "matrix" => Some(Special::Matrix),
        "differential" => Some(Special::Differential),
        "date_parts" => Some(Special::DateParts),
        "intro" => Some(Special::Intro),
        "other" => Some(Special::Other),
        _ => None,
    }
}

/// Our column of a name, without a language.
pub(super) fn cell<'t>(table: &'t FormSheet, row: &'t SheetRow, field: &str) -> Option<&'t str> {
    let parts = ["zugvogel".to_owned(), field.to_owned()];
    table.cells(row).find(|(column, _)| column.parts.parts == parts).map(|(_, cell)| cell)
}

/// Whether the questionnaire is ours, so that what a workbook has beside it means nothing.
pub(super) fn is_native(form: &XlsForm) -> bool {
    let native = NATIVE.map(str::to_owned);
    form.others.get(SHEET).is_some_and(|rows| rows.iter().any(|row| *row == native))
}

/// A value as a cell.
pub(super) fn encode(value: &Value) -> String {
    match value {
        Value::String(text)
            if !text.is_empty()
                && text.trim() == text
                && serde_json::from_str::<Value>(text).is_err() =>
        {
            text.clone()
        }
        // `1`, not `1.0`
        Value::Number(number) => {
            number.as_f64().map_or_else(|| number.to_string(), |number| number.to_string())
        }
        value => value.to_string(),
    }
}

/// What a cell can mean, the likelier first.
fn decode(text: &str) -> Vec<Value> {
    let json = serde_json::from_str::<Value>(text).ok();
    let truth = yes_no(text).map(Value::Bool);
    json.or(truth).into_iter().chain([Value::String(text.to_owned())]).collect()
}

/// Fills the fields of a question, page, row or choice from our columns.
pub(super) fn fill<T: Serialize + DeserializeOwned>(
    table: &FormSheet,
    row: &SheetRow,
    languages: &FormLanguages,
    value: &mut T,
    found: &mut SheetProblems,
) {
    let mut fields: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for (column, cell) in table.cells(row).filter(|(column, _)| column.is_ours()) {
        let parts: Vec<&str> = column.parts.parts.iter().map(String::as_str).collect();
        match parts.as_slice() {
            [_, "kind"] if matches!(cell, "matrix" | "differential" | "date_parts") => {}
            [_, "part"] => {}
            [_, field] => {
                fields.insert(field, decode(cell));
            }
            [_, field, language] => {
                let texts = fields.entry(field).or_insert_with(|| vec![Value::Object(Map::new())]);
                if let Some(Value::Object(texts)) = texts.first_mut() {
                    let text = decode(cell).into_iter().find(Value::is_string);
                    texts.insert(languages.code(language).to_owned(), text.unwrap_or_default());
                }
            }
            _ => {}
        }
    }
    for (field, candidates) in fields {
        let filled = candidates.into_iter().find_map(|candidate| {
            let mut object = serde_json::to_value(&*value).ok()?;
            let fields = object.as_object_mut()?;
            match candidate {
                // What only the plain row has.
                Value::Null => drop(fields.remove(field)),
                value => drop(fields.insert(field.to_owned(), value)),
            }
            serde_json::from_value(object).ok()
        });
        match filled {
            Some(filled) => *value = filled,
            None => {
                let header = format!("zugvogel::{field}");
                let cell = CellPlace { column: Some(header), ..table.place(row.number, None) };
                found.error(cell, remark!("form-no-value-of", field));
            }
        }
    }
}

/// Fills what stands at the top of the questionnaire from our sheet.
pub(super) fn read(form: &XlsForm, definition: &mut Definition, found: &mut SheetProblems) {
    let Some(rows) = form.others.get(SHEET) else { return };
    let mut fields = Value::Object(Map::new());
    let mut lists = BTreeMap::new();
    for (row, number) in rows.iter().zip(1..).skip(1) {
        let cell = |index: usize| row.get(index).map(String::as_str).unwrap_or_default();
        let (key, text, json) = (cell(0), cell(1), cell(2));
        let place = CellPlace { sheet: SHEET.to_owned(), row: Some(number), column: None };
        let value = match (text, json) {
            ("", "") => continue,
            ("", json) => match serde_json::from_str::<Value>(json) {
                Ok(value) => value,
                Err(error) => {
                    found.error(place, unfit(&error).0);
                    continue;
                }
            },
            (text, _) => Value::String(text.to_owned()),
        };
        if let Some(list) = key.strip_prefix("lists.") {
            match serde_json::from_value::<ChoiceList>(value) {
                Ok(value) => {
                    lists.insert(list.to_owned(), value);
                }
                Err(error) => {
                    found.error(place, remark!("form-not-a-list").with(unfit(&error).0));
                }
            }
        } else if put(&mut fields, key, value).is_none() {
            found.error(place, remark!("form-no-such-place", key));
        }
    }
    definition.lists.extend(lists);
    let filled = serde_json::to_value(&*definition).and_then(|mut object| {
        if let (Some(object), Value::Object(fields)) = (object.as_object_mut(), fields) {
            object.extend(fields);
        }
        serde_json::from_value::<Definition>(object)
    });
    match filled {
        Ok(filled) => *definition = filled,
        Err(error) => {
            let cell = CellPlace { sheet: SHEET.to_owned(), row: None, column: None };
            found.error(cell, remark!("form-unfit").with(unfit(&error).0));
        }
    }
    if is_native(form) {
        definition.workbook = ImportedWorkbook::default();
    }
}

/// Puts a value at a path: `publisher.name.de`, `ends[0].keep`. Two texts at one path are one.
fn put(root: &mut Value, path: &str, value: Value) -> Option<()> {
    let mut place = root;
    for part in path.split('.') {
        let (name, indices) = part.split_once('[').map_or((part, ""), |(name, rest)| (name, rest));
        if name.is_empty() {
            return None;
        }
        if place.is_null() {
            *place = Value::Object(Map::new());
        }
        place = place.as_object_mut()?.entry(name).or_insert(Value::Null);
        for index in indices.split_terminator(']') {
            let index: usize = index.trim_start_matches('[').parse().ok()?;
            if place.is_null() {
                *place = Value::Array(Vec::new());
            }
            let values = place.as_array_mut()?;
            // Rows come in order, so a gap is a mistake and no reason to make room.
            if index > values.len() {
                return None;
            }
            if index == values.len() {
                values.push(Value::Null);
            }
            place = values.get_mut(index)?;
        }
    }
    match (&mut *place, value) {
        (Value::String(text), Value::String(more)) => text.push_str(&more),
        (place, value) => *place = value,
    }
    Some(())
}
