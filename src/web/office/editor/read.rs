//! What a form of the editor says, as edits. A field's name says of what it is: `question:mv_dir|label|de`. What the
//! property holds decides how its value is read.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::engine::Form;
use crate::engine::edit::{Edit, Element};
use crate::engine::expr::rules::Joining;
use crate::engine::model::Definition;
use crate::engine::properties::PropertyType;
use crate::view::staff::editor::condition::{
    WAS, composed, rules_of, typed as typed_rule, typed_in,
};
use crate::view::staff::editor::field::{APART, field_name, table_of, words};
use crate::view::staff::editor::settings;

/// A field whose value cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UnreadableField {
    /// Its name in the form.
    pub(super) field: String,
    /// What it is called.
    pub(super) key: String,
    /// What was typed.
    pub(super) typed: String,
}

/// The fields of one property: what stands behind its key in their names, and their values.
type Parts<'f> = BTreeMap<&'f str, &'f str>;

/// All that a form wants changed.
pub(super) fn edits(
    definition: &Definition,
    form: &Form,
) -> Result<Vec<Edit>, Vec<UnreadableField>> {
    let mut properties: Vec<((Element, &str), Parts<'_>)> = Vec::new();
    for (name, value) in form.iter() {
        let mut parts = name.splitn(3, APART);
        let element = parts.next().and_then(|it| it.parse::<Element>().ok());
        let (Some(element), Some(key)) = (element, parts.next()) else { continue };
        let part = parts.next().unwrap_or_default();
        match properties.iter_mut().find(|((of, known), _)| *of == element && *known == key) {
            Some((_, parts)) => drop(parts.insert(part, value)),
            None => properties.push(((element, key), Parts::from([(part, value)]))),
        }
    }
    let dropped = form.find("act").and_then(|act| act.strip_prefix(DROP_RULE));
    let (mut edits, mut renames, mut unreadable) = (Vec::new(), Vec::new(), Vec::new());
    for ((of, key), parts) in properties {
        let Some(holds) = holds(&of, key) else { continue };
        if holds == PropertyType::Name {
            let name = parts.get("").copied().unwrap_or_default().trim().to_owned();
            renames.push(Edit::Rename { of, name });
            continue;
        }
        if holds == PropertyType::Expression {
            edits.extend(condition((form, dropped), definition, (&of, key), &parts));
            continue;
        }
        match read(definition, &of, key, holds, &parts) {
            Ok(read) => edits.extend(read),
            Err(typed) => unreadable.push(UnreadableField {
                field: field_name(&of, key),
                key: key.to_owned(),
                typed,
            }),
        }
    }
    // Last, since what refers to a thing by its name is set by its old one.
    edits.extend(renames);
    if unreadable.is_empty() { Ok(edits) } else { Err(unreadable) }
}

fn holds(of: &Element, key: &str) -> Option<PropertyType> {
    match table_of(of) {
        None if *of == Element::Questionnaire => settings::setting(key),
        None => None,
        Some(table) => {
            table.properties.iter().find(|property| property.key == key).map(|it| it.holds)
        }
    }
}

fn read(
    definition: &Definition,
    of: &Element,
    key: &str,
    holds: PropertyType,
    parts: &Parts<'_>,
) -> Result<Vec<Edit>, String> {
    let path = settings::pointer(key);
    let plain = parts.get("").map_or("", |it| it.trim()).replace("\r\n", "\n");
    let plain = plain.as_str();
    let element = definition.find_element(of).unwrap_or_default();
    let stored = element.pointer(&path);
    let word = || (!plain.is_empty()).then(|| Value::from(plain));
    let value = match holds {
        PropertyType::Text => return Ok(texts(stored, of, &path, parts)),
        PropertyType::Switch => match (parts.contains_key("on"), stored) {
            (false, None) => return Ok(Vec::new()),
            (is_on, _) => Some(json!(is_on)),
        },
        PropertyType::Flag => match (plain, parts.get("when").map_or("", |it| it.trim())) {
            ("yes", _) => Some(json!(true)),
            ("when", expression) if !expression.is_empty() => Some(json!(expression)),
            _ => None,
        },
        PropertyType::Numbers => {
            let codes: BTreeSet<i64> = parts.keys().filter_map(|it| it.parse().ok()).collect();
            let are_same = stored.is_some_and(|it| {
                let stored = it.as_array().into_iter().flatten().filter_map(Value::as_i64);
                stored.collect::<BTreeSet<_>>() == codes
            });
            if are_same {
                return Ok(Vec::new());
            }
            (!codes.is_empty()).then(|| json!(codes))
        }
        // As it was shown: however the document spells it, it stays so.
        _ if !matches!(holds, PropertyType::Switch | PropertyType::Flag | PropertyType::Text)
            && plain == words(stored).trim() =>
        {
            return Ok(Vec::new());
        }
        PropertyType::Number => match plain {
            "" => None,
            typed => Some(number(typed).ok_or_else(|| typed.to_owned())?),
        },
        PropertyType::Limit => match plain {
            "" => None,
            typed => Some(number(typed).unwrap_or_else(|| json!(typed))),
        },
        PropertyType::Questions | PropertyType::Pages => {
            let names: Vec<&str> =
                plain.split([',', ' ', ';']).filter(|it| !it.is_empty()).collect();
            let is_needed = *of == Element::Questionnaire;
            (is_needed || !names.is_empty()).then(|| json!(names))
        }
        // What the document always has.
        PropertyType::Word if *of == Element::Questionnaire || key == "kind" || key == "part" => {
            Some(Value::from(plain))
        }
        PropertyType::Section => Some(Value::from(plain)).filter(|_| !plain.is_empty()),
        PropertyType::Value
        | PropertyType::Word
        | PropertyType::List
        | PropertyType::Choice
        | PropertyType::Page => word(),
        PropertyType::Name
        | PropertyType::Expression
        | PropertyType::Elements
        | PropertyType::Texts
        | PropertyType::Cells => return Ok(Vec::new()),
    };
    Ok(vec![Edit::Set { of: of.clone(), path, value }])
}

/// The button that takes a rule away says which: `norule=question:a|relevant|1`.
pub(super) const DROP_RULE: &str = "norule=";

/// An expression: what was typed, or where that is as it was shown, what the rules beside it say now.
fn condition(
    (form, dropped): (&Form, Option<&str>),
    definition: &Definition,
    (of, key): (&Element, &str),
    parts: &Parts<'_>,
) -> Option<Edit> {
    let plain = |part: &str| parts.get(part).map(|it| it.trim().replace("\r\n", "\n"));
    let typed = plain("").unwrap_or_default();
    let set = |expression: String| {
        let value = (!expression.is_empty()).then(|| Value::from(expression));
        Some(Edit::Set { of: of.clone(), path: settings::pointer(key), value })
    };
    // Somebody else may have changed it since: what counts is what its sender saw.
    let Some(shown) = plain(WAS).filter(|it| *it == typed) else { return set(typed) };
    let name = field_name(of, key);
    let before = rules_of(&shown);
    let (any, mut rules) =
        typed_in(form, &name).filter(|_| shown.is_empty() || before.is_some())?;
    let drops = |index: usize| dropped == Some(format!("{name}{APART}{index}").as_str());
    if let Some(index) = (0..rules.len()).find(|index| drops(*index)) {
        rules.remove(index);
    }
    rules.retain(|it| !it.variable.is_empty());
    // However the expression is written, it stays so where the rules are as they were.
    let lines = before.iter().flat_map(|it| &it.rules).map(typed_rule);
    let joins_alike = before.as_ref().is_none_or(|it| (it.joining == Joining::Any) == any);
    if lines.eq(rules.iter().cloned()) && (joins_alike || rules.len() < 2) {
        return None;
    }
    set(composed(definition, before.as_ref(), (any, &rules)))
}

/// A number as people type it.
fn number(typed: &str) -> Option<Value> {
    if let Ok(whole) = typed.parse::<i64>() {
        return Some(json!(whole));
    }
    let number: f64 = typed.replace(',', ".").parse().ok()?;
    number.is_finite().then(|| json!(number))
}

/// Texts of a property. What is the same in all languages stays so; one without a text in any language is taken away.
fn texts(stored: Option<&Value>, of: &Element, path: &str, parts: &Parts<'_>) -> Vec<Edit> {
    let set = |path: String, value: Option<Value>| Edit::Set { of: of.clone(), path, value };
    let value_of = |text: &str| (!text.is_empty()).then(|| json!(text));
    if let Some(same) = stored.and_then(Value::as_str) {
        let text = parts.values().next().map_or(String::new(), |it| written(it));
        return match text == written(same) {
            true => Vec::new(),
            false if text.is_empty() && is_needed(of, path) => {
                vec![set(path.to_owned(), Some(json!({})))]
            }
            false => vec![set(path.to_owned(), value_of(&text))],
        };
    }
    let by = stored.and_then(Value::as_object);
    let stored_in = |language: &str| by.and_then(|by| by.get(language)?.as_str());
    let mut left = by.map_or(0, serde_json::Map::len);
    let mut edits = Vec::new();
    for (language, text) in parts {
        let (text, before) = (written(text), stored_in(language));
        if text == before.map(written).unwrap_or_default() {
            continue;
        }
        if text.is_empty() {
            left -= usize::from(before.is_some());
        } else {
            left += usize::from(before.is_none());
        }
        edits.push(set(format!("{path}/{language}"), value_of(&text)));
    }
    if left == 0 && !edits.is_empty() && !is_needed(of, path) {
        return vec![set(path.to_owned(), None)];
    }
    edits
}

/// Whether the document always has this text.
fn is_needed(of: &Element, path: &str) -> bool {
    match of {
        Element::Questionnaire => !matches!(path, "/publisher/unit" | "/publisher/hours"),
        Element::Row(_) | Element::Choice { .. } => path == "/label",
        Element::Section(_) => true,
        _ => false,
    }
}

/// A text as browsers send it, with the ends of lines that documents have.
fn written(text: &str) -> String {
    text.replace("\r\n", "\n").trim_end().to_owned()
}
