//! Pages and questions of another questionnaire, with what they need of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::super::model::{ChoiceList, Definition, other_name};
use super::super::properties::{are_texts, is_text};
use super::duplicate::{UsedNames, call, copy, follow_all, unfit};
use super::find::{Family, Seen, find, walk_subtree};
use super::{Edit, Element, Misfit, Seat, Subtree};

/// What puts a page or question of another questionnaire into this one, and what it is called there. Names that are
/// free stay, with their ids, so that answers to both can be compared; others get a number. Lists, code frames, the
/// section and the labels of missing codes come along where there are none that say the same; languages that this one does not have stay behind.
pub(super) fn borrowed(
    definition: &Definition,
    other: &Definition,
    of: &Element,
    to: Seat,
) -> Result<(Edit, Element), Misfit> {
    let way = find(other, of)?;
    let what = copy(other, of, &way).ok_or_else(|| Misfit::Absent(of.clone()))?;
    if !matches!(what, Subtree::Page(_) | Subtree::Question(_)) {
        return Err(Misfit::Misplaced(to));
    }
    let mut names = UsedNames::of(definition);
    let mut renames = BTreeMap::new();
    let mut variables = BTreeMap::new();
    let mut at = of.clone();
    let (mut lists, mut sections, mut missing) =
        (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    walk_subtree(&what, &mut |way, seen| {
        let element = if way.is_empty() { of.clone() } else { seen.element() };
        match seen {
            Seen::Question(question) => {
                lists.extend(question.choices.clone());
                missing.extend(question.missing.iter().map(ToString::to_string));
            }
            Seen::Page(page) => drop(sections.insert(page.section.clone())),
            _ => {}
        }
        let words = seen.words();
        if names.take(&element, &BTreeSet::from(words).into_iter().collect::<Vec<_>>()) {
            return;
        }
        let [name, _] = words;
        let fresh = names.fresh(&element, name);
        if way.is_empty() {
            at = element.with_id(&fresh);
        }
        if matches!(seen, Seen::Question(question) if question.other.is_some()) {
            variables.insert(other_name(name), other_name(&fresh));
        }
        if Family::of(&element) == Family::Variable {
            variables.insert(name.to_owned(), fresh.clone());
        }
        renames.insert((Family::of(&element), name.to_owned()), fresh);
    });
    let mut edits = Vec::new();
    let whole = |index| Seat { within: Element::Questionnaire, index };
    let known = |name: &str| definition.sections.iter().any(|it| it.name == name);
    let wanted = other.sections.iter().filter(|it| sections.contains(&it.name) && !known(&it.name));
    for (index, section) in wanted.enumerate() {
        let to = whole(definition.sections.len() + index);
        let section = here(section, definition, other)?;
        edits.push(Edit::Insert { what: Subtree::Section(section), to });
    }
    for code in missing {
        if let (None, Some(label)) = (definition.missing.get(&code), other.missing.get(&code)) {
            let mut value = json!(label);
            if let Some(by) = value.as_object_mut() {
                text(by, [&definition.languages, &other.languages]);
            }
            let path = format!("/missing/{code}");
            edits.push(Edit::Set { of: Element::Questionnaire, path, value: Some(value) });
        }
    }
    let mut called = BTreeMap::new();
    for name in lists {
        let Some(list) = other.lists.get(&name) else { continue };
        let list: ChoiceList = here(list, definition, other)?;
        if definition.lists.get(&name) == Some(&list) {
            continue;
        }
        if let ChoiceList::Frame(of) = &list
            && let Some(frame) = other.frames.get(&of.frame)
            && !definition.frames.contains_key(&of.frame)
        {
            let path = format!("/frames/{}", super::super::problem::token(&of.frame));
            let value = Some(json!(frame));
            edits.push(Edit::Set { of: Element::Questionnaire, path, value });
        }
        let element = Element::List(name.clone());
        let own = match names.take(&element, &[&name]) {
            true => name.clone(),
            false => names.fresh(&element, &name),
        };
        edits.push(Edit::Insert { what: Subtree::List { name: own.clone(), list }, to: whole(0) });
        called.insert(name, own);
    }
    let mut value = json!(here(&what, definition, other)?);
    for (_, root) in value.as_object_mut().into_iter().flatten() {
        relist(root, &called);
        call(root, &Family::of(of), &renames);
        follow_all(root, &variables);
    }
    let what = serde_json::from_value(value).map_err(unfit)?;
    edits.push(Edit::Insert { what, to });
    Ok((Edit::Several(edits), at))
}

/// A thing of another questionnaire with the languages that there are here.
fn here<T: Serialize + DeserializeOwned>(
    thing: &T,
    definition: &Definition,
    other: &Definition,
) -> Result<T, Misfit> {
    let mut value = json!(thing);
    translated(&mut value, [&definition.languages, &other.languages]);
    serde_json::from_value(value).map_err(unfit)
}

/// Leaves the texts in languages that there are here.
fn translated(value: &mut Value, languages: [&[String]; 2]) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(|it| translated(it, languages)),
        Value::Object(fields) => {
            for (key, value) in fields {
                match value {
                    Value::Object(by) if is_text(key) => text(by, languages),
                    Value::Object(texts) if are_texts(key) => {
                        let texts = texts.values_mut().filter_map(Value::as_object_mut);
                        texts.for_each(|by| text(by, languages));
                    }
                    value => translated(value, languages),
                }
            }
        }
        _ => {}
    }
}

/// A text that would be lost stands for the first language that there is: so there is something to translate.
fn text(by: &mut Map<String, Value>, [own, theirs]: [&[String]; 2]) {
    let source = theirs.iter().find_map(|it| by.get(it).cloned());
    by.retain(|language, _| own.contains(language));
    if let (true, Some(first), Some(source)) = (by.is_empty(), own.first(), source) {
        by.insert(first.clone(), source);
    }
}

/// Names the lists as they are called here.
fn relist(value: &mut Value, called: &BTreeMap<String, String>) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(|it| relist(it, called)),
        Value::Object(fields) => {
            for (key, value) in fields {
                match value {
                    Value::String(name) if key == "choices" => {
                        if let Some(own) = called.get(name) {
                            name.clone_from(own);
                        }
                    }
                    value => relist(value, called),
                }
            }
        }
        _ => {}
    }
}
