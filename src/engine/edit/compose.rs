//! Changes that go through the whole questionnaire, made of simple ones: a new name that everything
//! follows, a language that goes.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

use super::super::model::{
    Definition, Publisher, Text, Thanks, TranslationNote, Welcome, other_name,
};
use super::super::properties::is_cells;
use super::super::references;
use super::find::{Family, Seen, find, walk};
use super::{Edit, Element, Misfit, Seat, Subtree};

/// Gives an element another name, and changes what refers to it.
pub(super) fn rename(
    definition: &Definition,
    of: &Element,
    name: &str,
) -> Result<Vec<Edit>, Misfit> {
    let way = find(definition, of)?;
    let set = |of: &Element, path: &str, value: &str| Edit::Set {
        of: of.clone(),
        path: path.to_owned(),
        value: Some(value.into()),
    };
    if let Element::List(old) = of {
        return rename_list(definition, old, name);
    }
    let mut old = String::new();
    let mut own_id = false;
    let mut has_other = false;
    let mut taken = None;
    let mut page = None;
    walk(definition, &mut |at, seen| {
        let element = seen.element();
        let [called, _] = seen.words();
        if at == way {
            called.clone_into(&mut old);
            own_id = seen.has_own_id();
            has_other = matches!(seen, Seen::Question(question) if question.other.is_some());
        } else if called == name && Family::of(&element) == Family::of(of) {
            taken = Some(element);
        }
        if let Seen::Page(around) = seen
            && way.len() == at.len() + 1
            && way.starts_with(at)
        {
            page = Some(around);
        }
    });
    if old == name {
        return Ok(Vec::new());
    }
    if let Some(taken) = taken {
        return Err(Misfit::Taken(taken));
    }
    let key = match of {
        Element::Choice { .. } => "/value",
        _ => "/name",
    };
    let mut edits = Vec::new();
    if let (false, Some(id)) = (own_id, of.id()) {
        edits.push(set(of, "/id", id));
    }
    edits.push(set(of, key, name));
    // A page that was made for one question is called like it.
    if let (Element::Question(_), Some(page)) = (of, page)
        && page.name == old
    {
        let page = Seen::Page(page).element();
        edits.extend(rename(definition, &page, name).unwrap_or_default());
    }
    let mut is_page = false;
    walk(definition, &mut |_, seen| is_page |= matches!(seen, Seen::Page(it) if it.name == old));
    let mut renames = BTreeMap::new();
    if Family::of(of) == Family::Variable {
        renames.insert(old.clone(), name.to_owned());
    }
    if has_other {
        renames.insert(other_name(&old), other_name(name));
    }
    walk(definition, &mut |_, seen| {
        let refers = |property: &str, value: &Value| match (of, property, value) {
            (Element::Section(_), "section", Value::String(text))
            | (Element::Page(_), "after", Value::String(text)) => *text == old,
            (Element::Choice { list, .. }, "other", Value::String(text)) => {
                *text == old
                    && matches!(seen, Seen::Question(it) if it.choices.as_ref() == Some(list))
            }
            _ => false,
        };
        // What a quota leaves out is a section only where no page is called so.
        let leave_out = |seen: &Seen<'_>, property: &str, value: &mut Value| {
            let is_meant = match of {
                Element::Page(_) => true,
                Element::Section(_) => !is_page,
                _ => false,
            };
            let names = value.as_array_mut().into_iter().flatten();
            let mut same = names.filter(|it| it.as_str() == Some(&old)).peekable();
            if !is_meant || !matches!(seen, Seen::Quota(_)) || property != "skip" {
                return false;
            }
            let is_there = same.peek().is_some();
            same.for_each(|it| *it = name.into());
            is_there
        };
        for (property, mut value) in properties(&seen) {
            let path = format!("/{property}");
            // Of choices that are answers, a filter knows what stands beside them by the bare name.
            let mut is_led = false;
            if let (Seen::Question(question), "choice_filter") = (&seen, property.as_str())
                && question.choices.as_ref().is_some_and(|list| list.starts_with("${"))
                && let Some(led) = value.as_str().and_then(|filter| {
                    references::follow_bare(filter, |it| renames.get(it).map(String::as_str))
                })
            {
                (value, is_led) = (led.into(), true);
            }
            if refers(&property, &value) {
                edits.push(set(&seen.element(), &path, name));
            } else if leave_out(&seen, &property, &mut value)
                || follow(&mut value, property == "trigger", &renames)
                || is_led
            {
                edits.push(Edit::Set { of: seen.element(), path, value: Some(value) });
            }
        }
    });
    Ok(edits)
}

fn rename_list(definition: &Definition, old: &str, name: &str) -> Result<Vec<Edit>, Misfit> {
    let Some(list) = definition.lists.get(old).filter(|_| old != name) else {
        return Ok(Vec::new());
    };
    let what = Subtree::List { name: name.to_owned(), list: list.clone() };
    let mut edits = vec![
        Edit::Remove { of: Element::List(old.to_owned()) },
        Edit::Insert { what, to: Seat { within: Element::Questionnaire, index: 0 } },
    ];
    walk(definition, &mut |_, seen| {
        if let Seen::Question(question) = seen
            && question.choices.as_deref() == Some(old)
        {
            let (path, value) = ("/choices".to_owned(), Some(name.into()));
            edits.push(Edit::Set { of: seen.element(), path, value });
        }
    });
    edits.extend(set_notes(definition, |note| {
        let (Some(Element::List(list)) | Some(Element::Choice { list, .. })) = &mut note.of else {
            return true;
        };
        if *list == old {
            name.clone_into(list);
        }
        true
    }));
    Ok(edits)
}

/// What is known of translations, changed; notes for which `change` answers no are left out.
fn set_notes(
    definition: &Definition,
    change: impl Fn(&mut TranslationNote) -> bool,
) -> Option<Edit> {
    let mut notes = definition.translations.clone();
    notes.retain_mut(change);
    let (of, path) = (Element::Questionnaire, "/translations".to_owned());
    let value = serde_json::to_value(&notes).ok()?;
    (notes != definition.translations).then_some(Edit::Set { of, path, value: Some(value) })
}

/// Leads all references in a value to the new names, and says whether there were any. A list of
/// names holds such by themselves.
pub(super) fn follow(value: &mut Value, names: bool, renames: &BTreeMap<String, String>) -> bool {
    if renames.is_empty() {
        return false;
    }
    let find = |name: &str| renames.get(name).map(String::as_str);
    match value {
        Value::String(text) => {
            let new = match find(text).filter(|_| names) {
                Some(new) => new.to_owned(),
                None => references::follow(text, find).into_owned(),
            };
            let is_other = *text != new;
            *text = new;
            is_other
        }
        Value::Array(values) => {
            // Every one is followed, not only the first.
            values
                .iter_mut()
                .filter_map(|value| follow(value, names, renames).then_some(()))
                .count()
                > 0
        }
        Value::Object(fields) => {
            fields
                .values_mut()
                .filter_map(|value| follow(value, names, renames).then_some(()))
                .count()
                > 0
        }
        _ => false,
    }
}

/// Takes away a language and all texts in it.
pub(super) fn without_language(
    definition: &Definition,
    language: &str,
) -> Result<Vec<Edit>, Misfit> {
    let languages: Vec<&String> =
        definition.languages.iter().filter(|known| *known != language).collect();
    if languages.is_empty() || languages.len() == definition.languages.len() {
        let message = match languages.is_empty() {
            true => format!("`{language}` is the only language"),
            false => format!("there is no language `{language}`"),
        };
        return Err(Misfit::Unfit { path: "/languages".to_owned(), message });
    }
    let mut edits = Vec::new();
    walk(definition, &mut |_, seen| {
        for (property, mut value) in properties(&seen) {
            if !is_cells(&property) && lose(&mut value, language, &definition.languages) {
                let path = format!("/{property}");
                edits.push(Edit::Set { of: seen.element(), path, value: Some(value) });
            }
        }
    });
    edits.extend(set_notes(definition, |note| note.language != language));
    let left = languages.into_iter().map(|code| Value::from(code.as_str())).collect();
    edits.push(Edit::Set {
        of: Element::Questionnaire,
        path: "/languages".to_owned(),
        value: Some(Value::Array(left)),
    });
    Ok(edits)
}

/// Takes the texts of a language out of a value, and says whether there were any. A text is what
/// has nothing but languages for keys.
fn lose(value: &mut Value, language: &str, languages: &[String]) -> bool {
    match value {
        Value::Object(fields) => {
            let is_text = fields.keys().all(|key| languages.contains(key));
            match is_text {
                true => fields.remove(language).is_some(),
                false => {
                    fields
                        .values_mut()
                        .filter_map(|value| lose(value, language, languages).then_some(()))
                        .count()
                        > 0
                }
            }
        }
        Value::Array(values) => {
            values
                .iter_mut()
                .filter_map(|value| lose(value, language, languages).then_some(()))
                .count()
                > 0
        }
        _ => false,
    }
}

/// What an element says itself, by the keys of the questionnaire file.
fn properties(seen: &Seen<'_>) -> Map<String, Value> {
    fn json(thing: &impl Serialize) -> Map<String, Value> {
        match serde_json::to_value(thing) {
            Ok(Value::Object(fields)) => fields,
            _ => Map::new(),
        }
    }
    let mut own = match seen {
        Seen::Questionnaire(it) => json(&QuestionnaireHead {
            title: &it.title,
            publisher: &it.publisher,
            welcome: &it.welcome,
            thanks: &it.thanks,
            missing: &it.missing,
            instance_name: &it.instance_name,
        }),
        Seen::Section(it) => json(*it),
        Seen::Page(it) => json(*it),
        Seen::Question(it) => json(*it),
        Seen::Row(it) => json(*it),
        Seen::Part(it) => json(*it),
        Seen::End(it) => json(*it),
        Seen::Quota(it) => json(*it),
        Seen::Choice(_, it) => json(*it),
    };
    // Names do not refer to anything, and what is in an element is visited by itself.
    for other in ["name", "value", "id", "questions", "pages", "rows", "parts"] {
        own.remove(other);
    }
    own
}

/// What a questionnaire says at its top that has texts or references.
#[derive(Serialize)]
struct QuestionnaireHead<'d> {
    title: &'d Text,
    #[serde(skip_serializing_if = "is_default")]
    publisher: &'d Publisher,
    #[serde(skip_serializing_if = "is_default")]
    welcome: &'d Welcome,
    #[serde(skip_serializing_if = "is_default")]
    thanks: &'d Thanks,
    missing: &'d BTreeMap<String, Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    instance_name: &'d Option<String>,
}

fn is_default<T: Default + PartialEq>(thing: &&T) -> bool {
    **thing == T::default()
}
