//! Expressions of a questionnaire: parsed once, with every name they mention looked up.

use std::collections::{HashMap, HashSet};

use rustc_hash::FxHashMap;

use super::super::expr::{Expr, How, With};
use super::super::kind::kind;
use super::super::model::{ChoiceList, Definition};
use super::super::problem::{Remark, did_you_mean, remark, token};
use super::super::questionnaire::Purpose;
use super::super::spelling::nearest;
use super::filters;
use super::literals::KnownMeanings;
use super::tree::{QuestionNode, Tree};
use super::values::{KnownValues, meant_by_word};
use super::{Found, near_or_all};

/// Columns that every list has.
const USUAL: [&str; 3] = ["name", "value", "label"];

/// What an expression may mention beside `${…}`.
#[derive(Clone, Copy)]
pub(super) struct Sees<'a> {
    pub(super) this: bool,
    /// Columns of the choices of this list; of one that is not written out, any column.
    pub(super) attributes: Option<Option<&'a str>>,
}

impl Sees<'_> {
    pub(super) const NOTHING: Sees<'static> = Sees { this: false, attributes: None };
    pub(super) const THIS: Sees<'static> = Sees { this: true, attributes: None };
}

/// Where an expression stands, and the variable of its question, which is `.` there.
#[derive(Clone, Copy)]
pub(super) struct Owned<'a> {
    pub(super) place: &'a str,
    pub(super) name: Option<&'a str>,
}

pub(super) struct Expressions<'d, 'f> {
    definition: &'d Definition,
    pub(super) found: &'f mut Found,
    /// Page and slot of every variable.
    variables: HashMap<String, (usize, usize)>,
    /// The question at each place.
    owners: HashMap<String, &'d str>,
    values: KnownValues<'d>,
    meanings: KnownMeanings,
    /// Questions that are no variables (matrices, notes, dates) with one of theirs.
    others: HashMap<String, Option<String>>,
    /// Groups, repeats and pages; repeats with their number.
    containers: FxHashMap<String, Option<usize>>,
    /// Lists and files that expressions look into.
    looked_up: HashSet<String>,
}

impl<'d, 'f> Expressions<'d, 'f> {
    pub(super) fn new(definition: &'d Definition, tree: &Tree<'d>, found: &'f mut Found) -> Self {
        let mut variables = HashMap::new();
        let mut others = HashMap::new();
        let mut containers = FxHashMap::default();
        containers.extend(tree.parts.iter().map(|node| (node.part.name.clone(), None)));
        for node in tree.pages.iter().filter(|node| !node.page.stands_alone()) {
            containers.insert(node.page.name.clone(), None);
        }
        let mut slot = 0;
        for node in &tree.questions {
            let question = node.question;
            if question.kind.purpose() == Purpose::Structure {
                containers.insert(question.name.clone(), node.is_repeat);
            }
            let slots = kind(question.kind).slots(question);
            let example = slots.first().map(|slot| slot.name.clone());
            others.insert(question.name.clone(), example);
            for new in slots {
                variables.insert(new.name, (node.page, slot));
                slot += 1;
            }
        }
        let owner = |node: &QuestionNode<'d>| (node.place.clone(), node.question.name.as_str());
        let owners = tree.questions.iter().map(owner).collect();
        let (values, meanings) = (KnownValues::new(definition, tree), KnownMeanings::new(tree));
        let looked_up = HashSet::new();
        Self {
            definition,
            found,
            variables,
            owners,
            values,
            meanings,
            others,
            containers,
            looked_up,
        }
    }

    pub(super) fn containers(&self) -> FxHashMap<String, Option<usize>> {
        self.containers.clone()
    }

    /// The slots of these variables; an unknown one is reported.
    pub(super) fn slots_named(&mut self, names: &[String], place: &str) -> Vec<usize> {
        let mut slots = Vec::with_capacity(names.len());
        for name in names {
            match self.variables.get(name) {
                Some((_, slot)) => slots.push(*slot),
                None => {
                    let hint = self.meant(name);
                    self.found.error(place, remark!("no-variable", name)).hint = hint;
                }
            }
        }
        slots
    }

    /// Parses the expression of a page; `usize::MAX` may refer to every page.
    pub(super) fn parse(
        &mut self,
        source: Option<&String>,
        place: &str,
        page: usize,
        sees: Sees<'_>,
    ) -> Option<Expr> {
        let source = source?;
        let expr = match Expr::parse(source) {
            Ok(expr) => expr,
            Err(error) => {
                let problem = self.found.error(place, error.what);
                problem.at(error.line, error.column).hint = error.hint.map(|hint| *hint);
                return None;
            }
        };
        if let Some(fault) = expr.beyond_choices().filter(|_| sees.attributes.is_none()) {
            let problem = self.found.error(place, fault.what.clone());
            problem.at(fault.line, fault.column).hint = fault.hint.as_deref().cloned();
            return None;
        }
        let mut fine = self.references(&expr, place, page);
        fine &= self.names(&expr, place, sees);
        fine &= self.lists(&expr, place);
        if expr.uses_self() && !sees.this {
            fine &= self.definition.is_imported();
            self.found
                .fault(self.definition, place, remark!("no-self"))
                .hint(remark!("self-in-constraint"));
        }
        let question = place.rsplit_once('/').map_or("", |(question, _)| question);
        let owned = Owned { place, name: self.owners.get(question).copied() };
        self.values.check(&expr, owned, self.found);
        self.meanings.check(&expr, owned, self.found);
        let known = (self.definition, &self.values);
        filters::check(&expr, known, sees.attributes.flatten(), owned, self.found);
        for pitfall in expr.pitfalls() {
            let (line, column) = position(source, pitfall.at);
            let problem = self.found.warning(place, pitfall.what.clone());
            problem.at(line, column).hint(pitfall.hint.clone());
        }
        fine.then_some(expr)
    }

    /// Choices that go by an answer of the same page: nothing is offered before. Without script that changes only where
    /// the page is shown again, since the question must be answered, or begins to be asked.
    pub(super) fn cascade(
        &mut self,
        node: &QuestionNode<'_>,
        filter: Option<&Expr>,
        relevant: Option<&Expr>,
    ) {
        let Some(filter) = filter.filter(|_| node.question.required.is_never()) else { return };
        let is_beside = |name: &str| {
            self.variables.get(name).is_some_and(|(at, _)| *at == node.page)
                && node.question.name != name
        };
        let is_awaited = |name: &str| {
            relevant.is_some_and(|it| it.references().iter().any(|other| other.name == name))
        };
        let named = filter.filtered().into_iter().filter_map(|it| match it.with {
            With::Answer(name) if it.how != How::Unequal => Some(name),
            _ => None,
        });
        let mut stale = named.filter(|name| is_beside(name) && !is_awaited(name));
        let Some(name) = stale.next() else { return };
        let at = filter.references().iter().find(|it| it.name == name).map_or(0, |it| it.at);
        let (line, column) = position(filter.source(), at);
        let hint = remark!("cascade-mend", question = node.question.name, name);
        let place = format!("{}/choice_filter", node.place);
        let what = remark!("cascade-on-a-page", name);
        self.found.warning(&place, what).at(line, column).hint(hint);
    }

    fn references(&mut self, expr: &Expr, place: &str, page: usize) -> bool {
        let mut fine = true;
        for reference in expr.references() {
            let (line, column) = position(expr.source(), reference.at);
            match self.variables.get(&reference.name) {
                Some(&(at, _)) if at > page => {
                    let message = remark!("asked-later", name = reference.name);
                    self.found
                        .warning(place, message)
                        .at(line, column)
                        .hint(remark!("move-question"));
                }
                Some(_) => {}
                None if self.containers.contains_key(&reference.name) => {}
                None => {
                    // A path may lead nowhere; what a form writes as `${…}` its reader looked up.
                    fine &= self.definition.is_imported();
                    let hint = self.meant(&reference.name);
                    let message = remark!("no-variable", name = reference.name);
                    let problem = self.found.fault(self.definition, place, message);
                    problem.at(line, column).hint = hint;
                }
            }
        }
        fine
    }

    /// What was probably meant by the name of a variable that does not exist.
    fn meant(&self, name: &str) -> Option<Remark> {
        match self.others.get(name) {
            Some(Some(row)) => Some(remark!("several-answers", row)),
            Some(None) => Some(remark!("has-no-answer")),
            None => nearest(name, self.variables.keys().map(String::as_str))
                .map(|near| remark!("did-you-mean-variable", near)),
        }
    }

    /// What was probably meant by a word that stands alone.
    fn meant_by(&self, word: &str, expr: &Expr) -> Remark {
        let is_variable = self.variables.contains_key(word) || self.others.contains_key(word);
        let is_all = expr.source().trim() == word;
        meant_by_word(self.definition, word, (is_variable, is_all))
    }

    fn names(&mut self, expr: &Expr, place: &str, sees: Sees<'_>) -> bool {
        let mut fine = true;
        for name in expr.names() {
            let (line, column) = position(expr.source(), name.at);
            let Some(list) = sees.attributes else {
                fine &= self.definition.is_imported();
                let hint = self.meant_by(&name.name, expr);
                let message = remark!("no-meaning", name = name.name);
                // A path may lead nowhere; what is called like a question is meant to be one.
                let problem = match self.variables.contains_key(&name.name) {
                    true => self.found.error(place, message),
                    false => self.found.fault(self.definition, place, message),
                };
                problem.at(line, column).hint(hint);
                continue;
            };
            let Some(known) = self.attributes(list) else { continue };
            if known.contains(name.name.as_str()) {
                continue;
            }
            let near = did_you_mean(&name.name, known.into_iter());
            let hint = near.or_else(|| Some(self.meant_by(&name.name, expr)));
            let list = list.unwrap_or_default();
            let message = remark!("no-column", list, name = name.name);
            self.found.warning(place, message).at(line, column).hint = hint;
        }
        fine
    }

    /// The lists and files it looks into, and the columns.
    fn lists(&mut self, expr: &Expr, place: &str) -> bool {
        let (definition, mut fine) = (self.definition, true);
        for list in expr.instances() {
            self.looked_up.insert(list.name.clone());
            if definition.lists.contains_key(&list.name) {
                continue;
            }
            fine &= definition.is_imported();
            let (line, column) = position(expr.source(), list.at);
            let hint = near_or_all(&list.name, definition.lists.keys().map(String::as_str));
            let message = remark!("no-list", list = list.name);
            self.found.fault(definition, place, message).at(line, column).hint = hint;
        }
        for (list, named) in expr.columns() {
            let Some(known) = self.attributes(Some(list)) else { continue };
            if known.contains(named.name.as_str()) {
                continue;
            }
            fine &= definition.is_imported();
            let (line, column) = position(expr.source(), named.at);
            let hint = did_you_mean(&named.name, known.into_iter());
            let message = remark!("no-column", list, name = named.name);
            self.found.fault(definition, place, message).at(line, column).hint = hint;
        }
        fine
    }

    /// Lists that no question uses and no expression looks into.
    pub(super) fn unused_lists(&mut self, tree: &Tree<'_>) {
        let asked = |name: &String| {
            let mut questions = tree.questions.iter();
            questions.any(|node| node.question.choices.as_ref() == Some(name))
        };
        for name in self.definition.lists.keys() {
            if !self.looked_up.contains(name) && !asked(name) {
                let place = format!("/lists/{}", token(name));
                self.found.warning(place, remark!("list-unused"));
            }
        }
    }

    /// The columns of a list; none is known of one that is not written out, or is empty.
    fn attributes(&self, list: Option<&str>) -> Option<HashSet<&'d str>> {
        let Some(ChoiceList::Written(choices)) = self.definition.lists.get(list?) else {
            return None;
        };
        if choices.is_empty() {
            return None;
        }
        let columns = choices.iter().flat_map(|c| c.attributes.keys()).map(String::as_str);
        Some(columns.chain(USUAL).collect())
    }
}

/// Line and column, both from 1, of a character position.
pub(super) fn position(source: &str, at: usize) -> (usize, usize) {
    let before: String = source.chars().take(at).collect();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    (line, column)
}
