//! What has another name now, where that is evident, so that a new name is one change and not one
//! for every mention.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::engine::identity::{Identity, may_be_same};
use crate::engine::model::{
    Choice, ChoiceList, DatePart, Definition, Page, Question, Row, Section, other_name,
};
use crate::engine::references;

use super::outline::{self, PlacedPage, PlacedQuestion};
use super::pairs::{Pairs, pair, pair_by_id};

/// Names of the old version that are others in the new one.
#[derive(Default)]
pub(super) struct Renames {
    /// Questions, rows, parts of dates and "other" texts.
    variables: BTreeMap<String, String>,
    pages: BTreeMap<String, String>,
    lists: BTreeMap<String, String>,
    /// Codes, by the former name of their list.
    choices: BTreeMap<String, BTreeMap<String, String>>,
    sections: BTreeMap<String, String>,
}

impl Renames {
    pub(super) fn find(old: &Definition, new: &Definition) -> Self {
        let mut renames = Self::default();
        renames.find_variables(old, new);
        renames.find_pages(old, new);
        let sections = sections(&old.sections, &new.sections, [first(old), first(new)]);
        add(&mut renames.sections, &sections);
        let lists = |definition: &Definition| -> Vec<(String, String)> {
            let contents = |list| serde_json::to_string(list).unwrap_or_default();
            definition.lists.iter().map(|(name, list)| (name.clone(), contents(list))).collect()
        };
        let (before, after) = (lists(old), lists(new));
        let pairs = pair(&before, &after, |list| list.0.clone(), |list| list.1.clone());
        let names = pairs.same().map(|(old, new)| (old.0.as_str(), new.0.as_str()));
        add_names(&mut renames.lists, names);
        renames.find_choices(old, new);
        renames
    }

    fn find_choices(&mut self, old: &Definition, new: &Definition) {
        for (name, list) in &old.lists {
            if let (ChoiceList::Written(before), Some(ChoiceList::Written(after))) =
                (list, new.lists.get(self.list(name)))
            {
                let mut codes = BTreeMap::new();
                add(&mut codes, &choices(before, after, [first(old), first(new)]));
                self.choices.insert(name.clone(), codes);
            }
        }
    }

    fn find_variables(&mut self, old: &Definition, new: &Definition) {
        let (before, after) = (outline::questions(old), outline::questions(new));
        let languages = [first(old), first(new)];
        let pairs = questions(&before, &after, languages);
        add(&mut self.variables, &pairs);
        for (old, new) in pairs.same() {
            let (old, new) = (old.question, new.question);
            add(&mut self.variables, &rows(old, new, languages));
            add(&mut self.variables, &parts(old, new));
            if old.name != new.name && old.other.is_some() {
                self.variables.insert(other_name(&old.name), other_name(&new.name));
            }
        }
    }

    fn find_pages(&mut self, old: &Definition, new: &Definition) {
        let (before, after) = (outline::pages(old), outline::pages(new));
        let mut renamed = BTreeMap::new();
        add(&mut renamed, &self.pairs_of_pages(&before, &after));
        self.pages = renamed;
    }

    /// The pages before and after. What ids and names leave open is evidently the same page when
    /// more than half of its questions are, before and after.
    pub(super) fn pairs_of_pages<'a, 'd>(
        &self,
        old: &'a [PlacedPage<'d>],
        new: &'a [PlacedPage<'d>],
    ) -> Pairs<'a, PlacedPage<'d>> {
        let mut pairs = pair_by_id(old, new, |_| String::new());
        let open: Vec<usize> = pairs.added().collect();
        pairs.join_where(|before| {
            let page = before.page;
            let questions: Vec<&str> =
                names(page).into_iter().map(|name| self.variable(name)).collect();
            let is_same = |at: &usize| {
                let other = new[*at].page;
                let others = names(other);
                let shared = others.iter().filter(|name| questions.contains(name)).count();
                may_be_same(before, &new[*at])
                    && page.pages.is_empty() == other.pages.is_empty()
                    && shared * 2 > questions.len()
                    && shared * 2 > others.len()
            };
            open.iter().copied().find(is_same)
        });
        pairs
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

    /// The present code of a choice in a list of the old version.
    pub(super) fn choice<'n>(&'n self, list: &str, code: &'n str) -> &'n str {
        self.choices.get(list).and_then(|codes| codes.get(code)).map_or(code, String::as_str)
    }

    /// A text or expression of the old version with the present names in its `${name}`.
    pub(super) fn apply<'t>(&self, text: &'t str) -> Cow<'t, str> {
        references::follow(text, |name| self.variables.get(name).map(String::as_str))
    }
}

/// The questions before and after.
pub(super) fn questions<'a, 'd>(
    old: &'a [PlacedQuestion<'d>],
    new: &'a [PlacedQuestion<'d>],
    languages: [&str; 2],
) -> Pairs<'a, PlacedQuestion<'d>> {
    pair_by_id(old, new, |placed| signature(placed.question, languages))
}

/// The rows of the same question before and after.
pub(super) fn rows<'a>(
    old: &'a Question,
    new: &'a Question,
    [first, other]: [&str; 2],
) -> Pairs<'a, Row> {
    pair_by_id(&old.rows, &new.rows, |row| {
        format!("{}{}", row.label.get(first, other), row.right.get(first, other))
    })
}

/// The parts of the same date before and after.
pub(super) fn parts<'a>(old: &'a Question, new: &'a Question) -> Pairs<'a, DatePart> {
    pair_by_id(&old.parts, &new.parts, |part| format!("{:?}", part.part))
}

/// The choices of the same list before and after.
pub(super) fn choices<'a>(
    old: &'a [Choice],
    new: &'a [Choice],
    [first, other]: [&str; 2],
) -> Pairs<'a, Choice> {
    pair_by_id(old, new, |choice| choice.label.get(first, other).to_owned())
}

/// The sections before and after.
pub(super) fn sections<'a>(
    old: &'a [Section],
    new: &'a [Section],
    [first, other]: [&str; 2],
) -> Pairs<'a, Section> {
    pair_by_id(old, new, |section| section.title.get(first, other).to_owned())
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
fn add<T: Identity>(renames: &mut BTreeMap<String, String>, pairs: &Pairs<'_, T>) {
    add_names(renames, pairs.same().map(|(old, new)| (old.name(), new.name())));
}

fn add_names<'n>(
    renames: &mut BTreeMap<String, String>,
    names: impl Iterator<Item = (&'n str, &'n str)>,
) {
    let changed = names.filter(|(old, new)| old != new);
    renames.extend(changed.map(|(old, new)| (old.to_owned(), new.to_owned())));
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
