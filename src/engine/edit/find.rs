//! The elements of a questionnaire, and the way to each of them.

use serde_json::Value;

use super::super::identity::Identity;
use super::super::model::{
    Choice, ChoiceList, DatePart, Definition, End, Page, Question, Quota, Row, Section,
};
use super::{Element, Misfit, Subtree};

/// How deep elements may be in each other, so that nothing that walks through them, or reads them
/// from JSON again, runs out of stack.
pub(super) const DEEPEST: usize = 16;

/// What stands in a list of its own within another element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ElementSort {
    Section,
    Page,
    Question,
    Row,
    Part,
    End,
    Quota,
    /// A choice; of which list, where the parent is the questionnaire.
    Choice(String),
}

/// From an element to one in it: which of a sort.
pub(super) type StepInto = (ElementSort, usize);

/// An element while one looks at it.
pub(super) enum Seen<'d> {
    Questionnaire(&'d Definition),
    Section(&'d Section),
    Page(&'d Page),
    Question(&'d Question),
    Row(&'d Row),
    Part(&'d DatePart),
    End(&'d End),
    Quota(&'d Quota),
    Choice(&'d str, &'d Choice),
}

impl<'d> Seen<'d> {
    pub(super) fn element(&self) -> Element {
        match self {
            Self::Questionnaire(_) => Element::Questionnaire,
            Self::Section(section) => Element::Section(section.id().to_owned()),
            Self::Page(page) => Element::Page(page.id().to_owned()),
            Self::Question(question) => Element::Question(question.id().to_owned()),
            Self::Row(row) => Element::Row(row.id().to_owned()),
            Self::Part(part) => Element::Part(part.id().to_owned()),
            Self::End(end) => Element::End(end.id().to_owned()),
            Self::Quota(quota) => Element::Quota(quota.id().to_owned()),
            Self::Choice(list, choice) => {
                Element::Choice { list: (*list).to_owned(), id: choice.id().to_owned() }
            }
        }
    }

    pub(super) fn has_own_id(&self) -> bool {
        let own = match self {
            Self::Questionnaire(_) => None,
            Self::Section(section) => section.own_id(),
            Self::Page(page) => page.own_id(),
            Self::Question(question) => question.own_id(),
            Self::Row(row) => row.own_id(),
            Self::Part(part) => part.own_id(),
            Self::End(end) => end.own_id(),
            Self::Quota(quota) => quota.own_id(),
            Self::Choice(_, choice) => choice.own_id(),
        };
        own.is_some()
    }

    fn json(&self) -> serde_json::Result<Value> {
        match self {
            Self::Questionnaire(it) => serde_json::to_value(it),
            Self::Section(it) => serde_json::to_value(it),
            Self::Page(it) => serde_json::to_value(it),
            Self::Question(it) => serde_json::to_value(it),
            Self::Row(it) => serde_json::to_value(it),
            Self::Part(it) => serde_json::to_value(it),
            Self::End(it) => serde_json::to_value(it),
            Self::Quota(it) => serde_json::to_value(it),
            Self::Choice(_, it) => serde_json::to_value(it),
        }
    }

    /// Its name and its id.
    pub(super) fn words(&self) -> [&'d str; 2] {
        fn words(thing: &impl Identity) -> [&str; 2] {
            [thing.name(), thing.id()]
        }
        match *self {
            Self::Questionnaire(definition) => [&definition.name; 2],
            Self::Section(section) => words(section),
            Self::Page(page) => words(page),
            Self::Question(question) => words(question),
            Self::Row(row) => words(row),
            Self::Part(part) => words(part),
            Self::End(end) => words(end),
            Self::Quota(quota) => words(quota),
            Self::Choice(_, choice) => words(choice),
        }
    }
}

/// An element as JSON.
pub(super) fn look(definition: &Definition, of: &Element) -> Result<Value, Misfit> {
    let absent = || Misfit::Absent(of.clone());
    let mut found = None;
    match of {
        Element::List(name) => found = definition.lists.get(name).map(serde_json::to_value),
        of => walk(definition, &mut |_, seen| {
            if found.is_none() && seen.element() == *of {
                found = Some(seen.json());
            }
        }),
    }
    found.and_then(Result::ok).ok_or_else(absent)
}

/// Elements that share their names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Family {
    Questionnaire,
    Section,
    Page,
    /// Questions, rows and parts of dates.
    Variable,
    End,
    Quota,
    List,
    Choices(String),
}

impl Family {
    pub(super) fn of(element: &Element) -> Self {
        match element {
            Element::Questionnaire => Self::Questionnaire,
            Element::Section(_) => Self::Section,
            Element::Page(_) => Self::Page,
            Element::Question(_) | Element::Row(_) | Element::Part(_) => Self::Variable,
            Element::End(_) => Self::End,
            Element::Quota(_) => Self::Quota,
            Element::List(_) => Self::List,
            Element::Choice { list, .. } => Self::Choices(list.clone()),
        }
    }
}

/// An element while one changes it.
pub(super) enum Held<'d> {
    Questionnaire(&'d mut Definition),
    Section(&'d mut Section),
    Page(&'d mut Page),
    Question(&'d mut Question),
    Row(&'d mut Row),
    Part(&'d mut DatePart),
    End(&'d mut End),
    Quota(&'d mut Quota),
    Choice(&'d mut Choice),
}

impl<'d> Held<'d> {
    fn child(self, (sort, index): &StepInto) -> Option<Held<'d>> {
        let index = *index;
        Some(match (self, sort) {
            (Self::Questionnaire(of), ElementSort::Section) => {
                Self::Section(of.sections.get_mut(index)?)
            }
            (Self::Questionnaire(of), ElementSort::Page) => Self::Page(of.pages.get_mut(index)?),
            (Self::Questionnaire(of), ElementSort::End) => Self::End(of.ends.get_mut(index)?),
            (Self::Questionnaire(of), ElementSort::Quota) => Self::Quota(of.quotas.get_mut(index)?),
            (Self::Questionnaire(of), ElementSort::Choice(list)) => match of.lists.get_mut(list)? {
                ChoiceList::Written(choices) => Self::Choice(choices.get_mut(index)?),
                ChoiceList::File(_) | ChoiceList::Frame(_) => return None,
            },
            (Self::Page(of), ElementSort::Page) => Self::Page(of.pages.get_mut(index)?),
            (Self::Page(of), ElementSort::Question) => Self::Question(of.questions.get_mut(index)?),
            (Self::Question(of), ElementSort::Question) => {
                Self::Question(of.questions.get_mut(index)?)
            }
            (Self::Question(of), ElementSort::Row) => Self::Row(of.rows.get_mut(index)?),
            (Self::Question(of), ElementSort::Part) => Self::Part(of.parts.get_mut(index)?),
            _ => return None,
        })
    }
}

/// Follows a way that was found.
pub(super) fn hold<'d>(definition: &'d mut Definition, way: &[StepInto]) -> Option<Held<'d>> {
    way.iter().try_fold(Held::Questionnaire(definition), Held::child)
}

/// The way to an element; for a list, to what it is in.
pub(super) fn find(definition: &Definition, element: &Element) -> Result<Vec<StepInto>, Misfit> {
    if let Element::List(name) = element {
        let known = definition.lists.contains_key(name);
        return known.then(Vec::new).ok_or_else(|| Misfit::Absent(element.clone()));
    }
    let mut found = Vec::new();
    walk(definition, &mut |way, seen| {
        if seen.element() == *element {
            found.push(way.to_vec());
        }
    });
    match found.len() {
        0 => Err(Misfit::Absent(element.clone())),
        1 => Ok(found.remove(0)),
        _ => Err(Misfit::Ambiguous(element.clone())),
    }
}

/// The element at the end of a way, which nothing else may be taken for.
pub(super) fn element_at(definition: &Definition, way: &[StepInto]) -> Result<Element, Misfit> {
    let mut found = Element::Questionnaire;
    walk(definition, &mut |at, seen| {
        if at == way {
            found = seen.element();
        }
    });
    find(definition, &found).map(|_| found)
}

/// Visits the questionnaire and all elements in it, in order.
pub(super) fn walk<'d>(definition: &'d Definition, visit: &mut dyn FnMut(&[StepInto], Seen<'d>)) {
    let mut walk = ElementWalk { way: Vec::new(), visit };
    walk.see(Seen::Questionnaire(definition));
    walk.each(&definition.sections, ElementSort::Section, |walk, it| walk.see(Seen::Section(it)));
    walk.each(&definition.pages, ElementSort::Page, ElementWalk::page);
    walk.each(&definition.ends, ElementSort::End, |walk, it| walk.see(Seen::End(it)));
    walk.each(&definition.quotas, ElementSort::Quota, |walk, it| walk.see(Seen::Quota(it)));
    for (name, list) in &definition.lists {
        if let ChoiceList::Written(choices) = list {
            let sort = ElementSort::Choice(name.clone());
            walk.each(choices, sort, |walk, it| walk.see(Seen::Choice(name, it)));
        }
    }
}

/// Visits an element and all in it. The ways begin there.
pub(super) fn walk_subtree<'d>(what: &'d Subtree, visit: &mut dyn FnMut(&[StepInto], Seen<'d>)) {
    let mut walk = ElementWalk { way: Vec::new(), visit };
    match what {
        Subtree::Section(section) => walk.see(Seen::Section(section)),
        Subtree::Page(page) => walk.page(page),
        Subtree::Question(question) => walk.question(question),
        Subtree::Row(row) => walk.see(Seen::Row(row)),
        Subtree::Part(part) => walk.see(Seen::Part(part)),
        Subtree::End(end) => walk.see(Seen::End(end)),
        Subtree::Quota(quota) => walk.see(Seen::Quota(quota)),
        Subtree::List { .. } => {}
        // The list is known where it is put in.
        Subtree::Choice(choice) => walk.see(Seen::Choice("", choice)),
    }
}

struct ElementWalk<'v, 'd> {
    way: Vec<StepInto>,
    visit: &'v mut dyn FnMut(&[StepInto], Seen<'d>),
}

impl<'d> ElementWalk<'_, 'd> {
    fn see(&mut self, seen: Seen<'d>) {
        (self.visit)(&self.way, seen);
    }

    fn each<T>(&mut self, of: &'d [T], sort: ElementSort, go: impl Fn(&mut Self, &'d T)) {
        for (index, it) in of.iter().enumerate() {
            self.way.push((sort.clone(), index));
            go(self, it);
            self.way.pop();
        }
    }

    fn page(&mut self, page: &'d Page) {
        self.see(Seen::Page(page));
        self.each(&page.questions, ElementSort::Question, Self::question);
        self.each(&page.pages, ElementSort::Page, Self::page);
    }

    fn question(&mut self, question: &'d Question) {
        self.see(Seen::Question(question));
        self.each(&question.rows, ElementSort::Row, |walk, it| walk.see(Seen::Row(it)));
        self.each(&question.parts, ElementSort::Part, |walk, it| walk.see(Seen::Part(it)));
        self.each(&question.questions, ElementSort::Question, Self::question);
    }
}
