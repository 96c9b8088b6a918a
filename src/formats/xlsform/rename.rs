//! Names that are different everywhere: XLSForm asks for it within a group only, and knows neither
//! the columns that a question makes nor those that every file of answers has.
//!
//! A question that must be renamed keeps its own name beside it, and what refers to it follows.

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::codebook::{RESERVED, choice_columns};
use crate::engine::model::{KindName, other_name};
use crate::engine::references::follow;

use super::extras;
use super::form::{Lists, XlsForm};
use super::tree::FormItem;
use super::types::{BlockKind, Select, SelectKind, Type};

/// Gives every row of the survey a name of its own and lets all references follow.
pub(super) fn make_unique(form: &mut XlsForm) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for item in form.items.iter().flat_map(FormItem::all) {
        *counts.entry(item.name.clone()).or_default() += 1;
    }
    let given =
        form.survey.rows.iter().filter_map(|row| {
            Some((row.number, extras::cell(&form.survey, row, "name")?.to_owned()))
        });
    let given = given.collect();
    let mut naming = Naming { taken: BTreeSet::new(), new: BTreeMap::new(), counts, given };
    naming.items(&mut form.items, "", &form.choices);
    // What is there several times cannot be referred to.
    let new = naming.new;
    if new.is_empty() {
        return;
    }
    let renamed = |text: &str| with_names(text, &new);
    for item in &mut form.items {
        item.change(&renamed);
    }
    for lists in [&mut form.choices, &mut form.external] {
        for row in lists.lists.iter_mut().flat_map(|(_, rows)| rows) {
            *row = row.map(renamed);
        }
    }
    for row in &mut form.quotas.rows {
        *row = row.map(renamed);
    }
    form.settings.change(renamed);
}

struct Naming {
    /// All names and columns so far, in lower case.
    taken: BTreeSet<String>,
    /// The new names of what can be referred to.
    new: BTreeMap<String, String>,
    counts: BTreeMap<String, usize>,
    /// Names in our own column, by row.
    given: BTreeMap<usize, String>,
}

impl Naming {
    fn items(&mut self, items: &mut [FormItem], around: &str, choices: &Lists) {
        for item in items {
            // We wrote it, and know what it is called.
            if let Some(name) = self.given.get(&item.row.number) {
                self.new.insert(item.name.clone(), name.clone());
                item.unique.clone_from(name);
                self.items(&mut item.children, name.clone().as_str(), choices);
                continue;
            }
            let numbered = (2..).map(|number| format!("{}_{number}", item.name));
            let qualified = (!around.is_empty()).then(|| format!("{around}_{}", item.name));
            let name = std::iter::once(item.name.clone())
                .chain(qualified)
                .chain(numbered)
                .find(|name| self.is_free(name, item, choices))
                .unwrap_or_default();
            self.taken.extend(made_names(&name, item, choices));
            if name != item.name && self.counts.get(&item.name) == Some(&1) {
                self.new.insert(item.name.clone(), name.clone());
            }
            item.unique = name;
            let inner = item.unique.clone();
            self.items(&mut item.children, &inner, choices);
        }
    }

    fn is_free(&self, name: &str, item: &FormItem, choices: &Lists) -> bool {
        let reserved = |name: &String| has_column(item) && RESERVED.contains(&name.as_str());
        made_names(name, item, choices)
            .iter()
            .all(|name| !self.taken.contains(name) && !reserved(name))
    }
}

/// Whether there is something of it in the data.
fn has_column(item: &FormItem) -> bool {
    match &item.kind {
        Some(Type::Plain(known)) => {
            !matches!(known.kind, KindName::Metadata | KindName::Foreign | KindName::Note)
        }
        Some(Type::Begin(block)) => block.kind == BlockKind::Repeat,
        _ => true,
    }
}

/// The name of a question and those of the columns it makes, in lower case.
fn made_names(name: &str, item: &FormItem, choices: &Lists) -> Vec<String> {
    let mut names = vec![name.to_lowercase()];
    if let Some(Type::Select(Select { kind, list, other, .. })) = &item.kind {
        let text = other.then(|| other_name(name).to_lowercase());
        names.extend(text.clone());
        if matches!(kind, SelectKind::Multiple | SelectKind::Rank) {
            let choices = choices.names(list).unwrap_or_default();
            let columns = choice_columns(name, choices.iter().map(String::as_str), text.as_deref());
            names.extend(columns.iter().map(|column| column.to_lowercase()));
        }
    }
    names
}

/// A text with its references led to the new names.
pub(super) fn with_names(text: &str, new: &BTreeMap<String, String>) -> String {
    follow(text, |name| new.get(name).map(String::as_str)).into_owned()
}
