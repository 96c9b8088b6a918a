//! The copy of an element, with new names for all that is in it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::codebook::RESERVED;
use super::super::model::Definition;
use super::compose::follow;
use super::find::{Family, Seen, StepInto, find, walk, walk_subtree};
use super::place::seat_of;
use super::{Edit, Element, Misfit, Subtree};

/// The copy of an element, behind it.
pub(super) fn duplicate(definition: &Definition, of: &Element) -> Result<Edit, Misfit> {
    let way = find(definition, of)?;
    let mut to = seat_of(definition, of, &way)?;
    let what = copy(definition, of, &way).ok_or_else(|| Misfit::Absent(of.clone()))?;
    let mut names = UsedNames::of(definition);
    if let Subtree::List { name, list } = what {
        let name = names.fresh(&Element::List(String::new()), &name);
        return Ok(Edit::Insert { what: Subtree::List { name, list }, to });
    }
    to.index += 1;
    let mut renames: BTreeMap<(Family, String), String> = BTreeMap::new();
    let mut variables = BTreeMap::new();
    walk_subtree(&what, &mut |at, seen| {
        let element = if at.is_empty() { of.clone() } else { seen.element() };
        let [name, _] = seen.words();
        let fresh = names.fresh(&element, name);
        if let Seen::Question(question) = seen
            && question.other.is_some()
        {
            variables.insert(format!("{name}_other"), format!("{fresh}_other"));
        }
        if Family::of(&element) == Family::Variable {
            variables.insert(name.to_owned(), fresh.clone());
        }
        renames.insert((Family::of(&element), name.to_owned()), fresh);
    });
    let unfit = |error: serde_json::Error| Misfit::Unfit {
        path: String::new(),
        message: error.to_string(),
    };
    let mut value = serde_json::to_value(&what).map_err(unfit)?;
    for (_, root) in value.as_object_mut().into_iter().flatten() {
        call(root, &Family::of(of), &renames);
        follow_all(root, &variables);
    }
    let what = serde_json::from_value(value).map_err(unfit)?;
    Ok(Edit::Insert { what, to })
}

/// Gives the copy of an element, and all in it, new names and no ids.
fn call(copy: &mut Value, of: &Family, renames: &BTreeMap<(Family, String), String>) {
    let Some(fields) = copy.as_object_mut() else { return };
    fields.remove("id");
    let key = if matches!(of, Family::Choices(_)) { "value" } else { "name" };
    if let Some(Value::String(name)) = fields.get_mut(key)
        && let Some(new) = renames.get(&(of.clone(), name.clone()))
    {
        name.clone_from(new);
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

fn follow_all(copy: &mut Value, renames: &BTreeMap<String, String>) {
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

fn copy(definition: &Definition, of: &Element, way: &[StepInto]) -> Option<Subtree> {
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
struct UsedNames(BTreeSet<(Family, String)>);

impl UsedNames {
    fn of(definition: &Definition) -> Self {
        let mut names = BTreeSet::new();
        walk(definition, &mut |_, seen| {
            let family = Family::of(&seen.element());
            names.extend(seen.words().map(|word| (family.clone(), word.to_lowercase())));
        });
        names.extend(RESERVED.map(|name| (Family::Variable, name.to_owned())));
        names.extend(definition.lists.keys().map(|list| (Family::List, list.to_lowercase())));
        Self(names)
    }

    /// A name like another one, with a number, and takes it: `age_2`. A code that is a
    /// number gets the next free one.
    fn fresh(&mut self, of: &Element, name: &str) -> String {
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
