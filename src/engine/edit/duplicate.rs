//! The copy of an element, with new names for all that is in it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::codebook::RESERVED;
use super::super::model::{Definition, TranslationNote, other_name};
use super::compose::follow;
use super::find::{Family, Seen, StepInto, find, walk, walk_subtree};
use super::place::seat_of;
use super::translation::{self, Readiness};
use super::{Edit, Element, Misfit, Subtree};

/// The copy of an element, behind it.
pub(super) fn duplicate(definition: &Definition, of: &Element) -> Result<Edit, Misfit> {
    let way = find(definition, of)?;
    let mut to = seat_of(definition, of, &way)?;
    let what = copy(definition, of, &way).ok_or_else(|| Misfit::Absent(of.clone()))?;
    let mut names = UsedNames::of(definition);
    if let Subtree::List { name, list } = what {
        let fresh = names.fresh(&Element::List(String::new()), &name);
        let copy = |of: &Element| match of {
            Element::List(list) if *list == name => Some(Element::List(fresh.clone())),
            Element::Choice { list, id } if *list == name => {
                Some(Element::Choice { list: fresh.clone(), id: id.clone() })
            }
            _ => None,
        };
        let insert = Edit::Insert { what: Subtree::List { name: fresh.clone(), list }, to };
        return with_notes(definition, insert, &copy);
    }
    to.index += 1;
    let mut renames: BTreeMap<(Family, String), String> = BTreeMap::new();
    let mut variables = BTreeMap::new();
    let mut elements = Vec::new();
    walk_subtree(&what, &mut |at, seen| {
        let element = if at.is_empty() { of.clone() } else { seen.element() };
        let [name, _] = seen.words();
        let fresh = names.fresh(&element, name);
        if let Seen::Question(question) = seen
            && question.other.is_some()
        {
            variables.insert(other_name(name), other_name(&fresh));
        }
        if Family::of(&element) == Family::Variable {
            variables.insert(name.to_owned(), fresh.clone());
        }
        elements.push((element.clone(), element.with_id(&fresh)));
        renames.insert((Family::of(&element), name.to_owned()), fresh);
    });
    let mut value = serde_json::to_value(&what).map_err(unfit)?;
    for (_, root) in value.as_object_mut().into_iter().flatten() {
        call(root, &Family::of(of), &renames);
        follow_all(root, &variables);
    }
    let what = serde_json::from_value(value).map_err(unfit)?;
    let copy =
        |of: &Element| elements.iter().find(|(known, _)| known == of).map(|(_, copy)| copy.clone());
    with_notes(definition, Edit::Insert { what, to }, &copy)
}

/// The copy with what is known of its translations: what is a draft stays one, and what was read is read,
/// though it refers to the copy now.
fn with_notes(
    definition: &Definition,
    insert: Edit,
    copy: &dyn Fn(&Element) -> Option<Element>,
) -> Result<Edit, Misfit> {
    let of_copy = |note: &TranslationNote| {
        let of = copy(note.of.as_ref()?)?;
        Some(TranslationNote { of: Some(of), ..note.clone() })
    };
    let mut notes: Vec<_> = definition.translations.iter().filter_map(of_copy).collect();
    if notes.is_empty() {
        return Ok(insert);
    }
    let mut then = definition.clone();
    then.apply(&insert)?;
    let was_read = translation::translations(definition)
        .into_iter()
        .filter(|it| it.readiness == Readiness::Reviewed)
        .filter_map(|it| Some((it.language.to_owned(), copy(&it.text.of)?, it.text.path)));
    let was_read: Vec<_> = was_read.collect();
    for text in translation::translations(&then) {
        let of = Some(text.text.of.clone());
        let key = (text.language.to_owned(), text.text.of, text.text.path);
        if !was_read.contains(&key) {
            continue;
        }
        let is_it = |note: &&mut TranslationNote| {
            (note.language.as_str(), &note.of, &note.path) == (text.language, &of, &key.2)
        };
        if let Some(note) = notes.iter_mut().find(is_it) {
            for (noted, now) in [(&mut note.source, text.source), (&mut note.target, text.target)] {
                if !noted.is_empty() {
                    *noted = translation::hash([now]);
                }
            }
        }
    }
    let of = notes.iter().filter_map(|note| note.of.clone()).collect();
    Ok(Edit::Several(vec![insert, Edit::State { of, notes }]))
}

pub(super) fn unfit(error: serde_json::Error) -> Misfit {
    Misfit::Unfit { path: String::new(), message: error.to_string() }
}

/// Gives the copy of an element, and what is in it, new names; what gets one has no id of its own any more.
pub(super) fn call(copy: &mut Value, of: &Family, renames: &BTreeMap<(Family, String), String>) {
    let Some(fields) = copy.as_object_mut() else { return };
    let key = if matches!(of, Family::Choices(_)) { "value" } else { "name" };
    if let Some(Value::String(name)) = fields.get_mut(key)
        && let Some(new) = renames.get(&(of.clone(), name.clone()))
    {
        name.clone_from(new);
        fields.remove("id");
    }
    for (inner, family) in [
        ("pages", Family::Page),
        ("questions", Family::Variable),
        ("rows", Family::Variable),
        ("parts", Family::Variable),
    ] {
        for copy in fields.get_mut(inner).and_then(Value::as_array_mut).into_iter().flatten() {
            call(copy, &family, renames);
        }
    }
}

pub(super) fn follow_all(copy: &mut Value, renames: &BTreeMap<String, String>) {
    match copy {
        Value::Object(fields) => {
            for (key, value) in fields {
                match key.as_str() {
                    "name" | "value" => {}
                    "trigger" => drop(follow(value, true, renames)),
                    _ => follow_all(value, renames),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| follow_all(value, renames)),
        value => drop(follow(value, false, renames)),
    }
}

/// An element with all that is in it.
pub(super) fn copy(definition: &Definition, of: &Element, way: &[StepInto]) -> Option<Subtree> {
    if let Element::List(name) = of {
        let list = definition.lists.get(name)?.clone();
        return Some(Subtree::List { name: name.clone(), list });
    }
    let mut copy = None;
    walk(definition, &mut |at, seen| {
        if at == way {
            copy = match seen {
                Seen::Questionnaire(_) => None,
                Seen::Section(it) => Some(Subtree::Section(it.clone())),
                Seen::Page(it) => Some(Subtree::Page(Box::new(it.clone()))),
                Seen::Question(it) => Some(Subtree::Question(Box::new(it.clone()))),
                Seen::Row(it) => Some(Subtree::Row(it.clone())),
                Seen::Part(it) => Some(Subtree::Part(it.clone())),
                Seen::End(it) => Some(Subtree::End(Box::new(it.clone()))),
                Seen::Quota(it) => Some(Subtree::Quota(Box::new(it.clone()))),
                Seen::Choice(_, it) => Some(Subtree::Choice(it.clone())),
            };
        }
    });
    copy
}

/// The names and ids that there are, in lower case.
pub(super) struct UsedNames(BTreeSet<(Family, String)>);

impl UsedNames {
    pub(super) fn of(definition: &Definition) -> Self {
        let mut names = BTreeSet::new();
        walk(definition, &mut |_, seen| {
            let family = Family::of(&seen.element());
            names.extend(seen.words().map(|word| (family.clone(), word.to_lowercase())));
        });
        names.extend(RESERVED.map(|name| (Family::Variable, name.to_owned())));
        names.extend(definition.lists.keys().map(|list| (Family::List, list.to_lowercase())));
        Self(names)
    }

    /// Takes these words if all of them are free.
    pub(super) fn take(&mut self, of: &Element, words: &[&str]) -> bool {
        let family = Family::of(of);
        let keys = words.iter().map(|word| (family.clone(), word.to_lowercase()));
        let keys: Vec<_> = keys.collect();
        let are_free = keys.iter().all(|key| !self.0.contains(key));
        if are_free {
            self.0.extend(keys);
        }
        are_free
    }

    /// A name like another one, with a number, and takes it: `age_2`. A code that is a
    /// number gets the next free one.
    pub(super) fn fresh(&mut self, of: &Element, name: &str) -> String {
        let family = Family::of(of);
        let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let numbered = |number: u64| match (&family, stem.strip_suffix('_')) {
            (Family::Choices(_), None) if stem.is_empty() => number.to_string(),
            (_, Some(stem)) if stem.len() + 1 < name.len() => format!("{stem}_{number}"),
            _ => format!("{name}_{number}"),
        };
        let mut names = (2..).map(numbered);
        let is_free = |name: &String| !self.0.contains(&(family.clone(), name.to_lowercase()));
        let fresh = names.find(is_free).unwrap_or_default();
        self.0.insert((family, fresh.to_lowercase()));
        fresh
    }
}
