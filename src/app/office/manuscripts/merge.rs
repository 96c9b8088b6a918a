//! Two people change one manuscript. A form brings all its fields; only those count that whoever sent it changed, and
//! what somebody else changed in another field meanwhile stays. Where both changed the same field, she is told.

use std::collections::HashMap;

use serde_json::Value;

use super::EditRefusal;
use crate::engine::edit::{Edit, Element};
use crate::engine::model::Definition;

/// Something that somebody else changed meanwhile.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// Of what.
    pub of: Element,
    /// Which property.
    pub path: String,
    /// What it is now.
    pub now: Option<Value>,
}

/// What is left to do of these changes, asked for by somebody who saw `was` and was told how it was at `told`, now that
/// the manuscript is `now`. Nothing where she changed nothing.
pub(super) fn merge(
    (was, told, now): (&Definition, Option<&Definition>, &Definition),
    edits: &[Edit],
) -> Result<Option<Edit>, EditRefusal> {
    let (mut was, mut now) = (Looked::at(was), Looked::at(now));
    let mut told = told.map(Looked::at);
    let (mut left, mut conflicts) = (Vec::new(), Vec::new());
    for edit in edits {
        let (of, path, value) = match edit {
            Edit::Set { of, path, value } => (of, path.as_str(), value.clone()),
            Edit::Rename { of: of @ Element::Choice { .. }, name } => {
                (of, "/value", Some(Value::from(name.as_str())))
            }
            Edit::Rename { of, name } => (of, "/name", Some(Value::from(name.as_str()))),
            edit => {
                left.push(edit.clone());
                continue;
            }
        };
        // What was put in by a change before this one.
        let Some(before) = was.find(of, path) else {
            left.push(edit.clone());
            continue;
        };
        let current = now.find(of, path).ok_or_else(|| EditRefusal::absent(of))?;
        if are_same(&value, &before) || are_same(&value, &current) {
            continue;
        }
        // She was told, and means it.
        let is_known =
            told.as_mut().and_then(|it| it.find(of, path)).is_some_and(|it| it == current);
        match current == before || is_known {
            true => left.push(edit.clone()),
            false => conflicts.push(Conflict { of: of.clone(), path: path.into(), now: current }),
        }
    }
    match (conflicts.is_empty(), left.len()) {
        (false, _) => Err(EditRefusal::Conflicts(conflicts)),
        (true, 0) => Ok(None),
        (true, 1) => Ok(left.pop()),
        (true, _) => Ok(Some(Edit::Several(left))),
    }
}

/// Whether two values say the same, however numbers are written.
fn are_same(one: &Option<Value>, other: &Option<Value>) -> bool {
    let number = |it: &Option<Value>| it.as_ref().and_then(Value::as_f64);
    one == other || number(one).is_some_and(|it| number(other) == Some(it))
}

/// A manuscript of which each element is looked at once.
struct Looked<'d> {
    definition: &'d Definition,
    seen: HashMap<Element, Option<Value>>,
}

impl<'d> Looked<'d> {
    fn at(definition: &'d Definition) -> Self {
        Self { definition, seen: HashMap::new() }
    }

    /// A property; nothing where there is no such element.
    fn find(&mut self, of: &Element, path: &str) -> Option<Option<Value>> {
        let seen = self.seen.entry(of.clone());
        let element = seen.or_insert_with(|| self.definition.find_element(of).ok()).as_ref()?;
        Some(element.pointer(path).cloned())
    }
}
