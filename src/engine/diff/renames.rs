//! What has another name now, where that is evident, so that a new name is one change and not one
//! for every mention.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::engine::model::{Definition, Page, Question};

use super::outline::{self, PlacedPage};
use super::pairs::{Pairs, pair};

/// Names of the old version that are others in the new one.
#[derive(Default)]
pub(super) struct Renames {
    /// Questions, rows, parts of dates and "other" texts.
    variables: BTreeMap<String, String>,
    pages: BTreeMap<String, String>,
    lists: BTreeMap<String, String>,
    sections: BTreeMap<String, String>,
}

impl Renames {
    pub(super) fn find(old: &Definition, new: &Definition) -> Self {
        let mut renames = Self::default();
        renames.find_variables(old, new);
        renames.find_pages(old, new);
        let sections = pair(
            &old.sections,
            &new.sections,
            |s| s.name.clone(),
            |section| section.title.get(first(old), first(new)).to_owned(),
        );
        add(&mut renames.sections, &sections, |section| &section.name);
        let lists = |definition: &Definition| -> Vec<(String, String)> {
            let contents = |list| serde_json::to_string(list).unwrap_or_default();
            definition.lists.iter().map(|(name, list)| (name.clone(), contents(list))).collect()
        };
        let (before, after) = (lists(old), lists(new));
        let pairs = pair(&before, &after, |list| list.0.clone(), |list| list.1.clone());
        add(&mut renames.lists, &pairs, |list| &list.0);
        renames
    }

    fn find_variables(&mut self, old: &Definition, new: &Definition) {
        let (before, after) = (outline::questions(old), outline::questions(new));
        let languages = [first(old), first(new)];
        let pairs = pair(
            &before,
            &after,
            |placed| placed.question.name.clone(),
            |placed| signature(placed.question, languages),
        );
        add(&mut self.variables, &pairs, |placed| &placed.question.name);
        for (old, new) in pairs.same() {
            let (old, new) = (old.question, new.question);
            add(&mut self.variables, &rows(old, new, languages), |row| &row.name);
            add(&mut self.variables, &parts(old, new), |part| &part.name);
            if old.name != new.name && old.other.is_some() {
                let other = |name: &str| format!("{name}_other");
                self.variables.insert(other(&old.name), other(&new.name));
            }
        }
    }

    /// A page is evidently the same when more than half of its questions are, before and after.
    fn find_pages(&mut self, old: &Definition, new: &Definition) {
        let (before, after) = (outline::pages(old), outline::pages(new));
        let known =
            |pages: &[PlacedPage<'_>], name: &str| pages.iter().any(|p| p.page.name == name);
        let gone: Vec<&Page> =
            before.iter().map(|p| p.page).filter(|p| !known(&after, &p.name)).collect();
        let mut open: Vec<&Page> =
            after.iter().map(|p| p.page).filter(|p| !known(&before, &p.name)).collect();
        for page in gone {
            let questions: Vec<&str> =
                names(page).into_iter().map(|name| self.variable(name)).collect();
            let is_same = |other: &&Page| {
                let others = names(other);
                let shared = others.iter().filter(|name| questions.contains(name)).count();
                page.pages.is_empty() == other.pages.is_empty()
                    && shared * 2 > questions.len()
                    && shared * 2 > others.len()
            };
            if let Some(at) = open.iter().position(is_same) {
                let other = open.remove(at);
                self.pages.insert(page.name.clone(), other.name.clone());
            }
        }
    }

    /// The present name of a variable of the old version.
    pub(super) fn variable<'n>(&'n self, name: &'n str) -> &'n str {
        self.variables.get(name).map_or(name, String::as_str)
    }

    /// The present name of a page of the old version.
    pub(super) fn page<'n>(&'n self, name: &'n str) -> &'n str {
        self.pages.get(name).map_or(name, String::as_str)
    }

    /// The present name of a section of the old version.
    pub(super) fn section<'n>(&'n self, name: &'n str) -> &'n str {
        self.sections.get(name).map_or(name, String::as_str)
    }

    /// The present name of a choice list of the old version.
    pub(super) fn list<'n>(&'n self, name: &'n str) -> &'n str {
        self.lists.get(name).map_or(name, String::as_str)
    }

    /// A text or expression of the old version with the present names in its `${name}`.
    pub(super) fn apply<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.variables.is_empty() || !text.contains("${") {
            return Cow::Borrowed(text);
        }
        let mut parts = text.split("${");
        let mut applied = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            applied.push_str("${");
            match part.split_once('}') {
                Some((name, rest)) => {
                    applied.push_str(self.variable(name.trim()));
                    applied.push('}');
                    applied.push_str(rest);
                }
                None => applied.push_str(part),
            }
        }
        Cow::Owned(applied)
    }
}

/// The rows of the same question before and after.
pub(super) fn rows<'a>(
    old: &'a Question,
    new: &'a Question,
    [first, other]: [&str; 2],
) -> Pairs<'a, crate::engine::model::Row> {
    pair(
        &old.rows,
        &new.rows,
        |row| row.name.clone(),
        |row| format!("{}{}", row.label.get(first, other), row.right.get(first, other)),
    )
}

/// The parts of the same date before and after.
pub(super) fn parts<'a>(
    old: &'a Question,
    new: &'a Question,
) -> Pairs<'a, crate::engine::model::DatePart> {
    pair(&old.parts, &new.parts, |part| part.name.clone(), |part| format!("{:?}", part.part))
}

/// The first language.
pub(super) fn first(definition: &Definition) -> &str {
    definition.languages.first().map_or("", String::as_str)
}

/// What makes a question recognisable under another name: its kind and wording, or what it computes.
pub(super) fn signature(question: &Question, [first, other]: [&str; 2]) -> String {
    let says = match question.label.get(first, other) {
        "" => question.calculation.as_deref().unwrap_or_default(),
        label => label,
    };
    if says.is_empty() { String::new() } else { format!("{:?} {says}", question.kind) }
}

/// Notes the pairs whose names differ.
fn add<'a, T>(
    renames: &mut BTreeMap<String, String>,
    pairs: &Pairs<'a, T>,
    name: impl Fn(&'a T) -> &'a String,
) {
    let names = pairs.same().map(|(old, new)| (name(old), name(new)));
    renames
        .extend(names.filter(|(old, new)| old != new).map(|(old, new)| (old.clone(), new.clone())));
}

/// The names of all questions of a page and of the pages in it.
fn names(page: &Page) -> Vec<&str> {
    fn of<'a>(questions: &'a [Question], names: &mut Vec<&'a str>) {
        for question in questions {
            names.push(&question.name);
            of(&question.questions, names);
        }
    }
    let mut found = Vec::new();
    of(&page.questions, &mut found);
    found.extend(page.pages.iter().flat_map(names));
    found
}
