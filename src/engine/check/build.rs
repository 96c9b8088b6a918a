//! Parsing: every expression and text once, slots numbered, references resolved.

use std::collections::{HashMap, HashSet};

use super::super::Questionnaire;
use super::super::expr::Expr;
use super::super::kind::kind;
use super::super::model::{ChoiceList, Definition, Limit};
use super::super::questionnaire::{Bound, End, Page, Question, Slot, Texts};
use super::{Found, did_you_mean};

/// The questionnaire with everything parsed; what cannot be parsed is reported and left out.
pub(super) fn questionnaire(definition: Definition, found: &mut Found) -> Questionnaire {
    let mut build = Build::new(&definition, found);
    let mut pages = Vec::new();
    let mut questions = Vec::new();
    let mut slots: Vec<Slot> = Vec::new();
    for (p, page) in definition.pages.iter().enumerate() {
        let place = format!("pages[{p}]");
        let relevant =
            build.expr(page.relevant.as_ref(), &format!("{place}.relevant"), p, Sees::NOTHING);
        if relevant.as_ref().is_some_and(|expr| expr.source().trim() == "false()") {
            build.found.error(format!("{place}.relevant"), "the page can never be reached");
        }
        let first = questions.len();
        for (q, question) in page.questions.iter().enumerate() {
            let place = format!("{place}.questions[{q}]");
            let number = questions.len();
            let first_slot = slots.len();
            for new in kind(question.kind).slots(question) {
                let row = new.part.filter(|_| !question.rows.is_empty());
                let at = row.map_or(place.clone(), |row| format!("{place}.rows[{row}]"));
                slots.push(Slot {
                    relevant: build.expr(
                        new.relevant.as_ref(),
                        &format!("{at}.relevant"),
                        p,
                        Sees::NOTHING,
                    ),
                    calculation: build.expr(
                        question.calculation.as_ref(),
                        &format!("{place}.calculation"),
                        p,
                        Sees::NOTHING,
                    ),
                    name: new.name,
                    question: number,
                    part: new.part,
                    holds: new.holds,
                });
            }
            questions.push(build.question(question, &place, p, first_slot..slots.len()));
        }
        pages.push(Page {
            name: page.name.clone(),
            section: definition.sections.iter().position(|s| s.name == page.section).unwrap_or(0),
            title: Texts::parse(&page.title, &definition.languages),
            intro: Texts::parse(&page.intro, &definition.languages),
            relevant,
            questions: first..questions.len(),
        });
    }
    let mut ends = Vec::new();
    for (e, end) in definition.ends.iter().enumerate() {
        let Some(after) = definition.pages.iter().position(|page| page.name == end.after) else {
            continue;
        };
        let place = format!("ends[{e}].when");
        if let Some(when) = build.expr(Some(&end.when), &place, after, Sees::NOTHING) {
            let text = Texts::parse(&end.text, &definition.languages);
            ends.push(End { definition: end.clone(), after, when, text });
        }
    }
    let lists = definition.lists.values().map(|list| match list {
        ChoiceList::Written(choices) => choices.clone(),
        ChoiceList::File(_) | ChoiceList::Frame(_) => Vec::new(),
    });
    let lists = lists.collect();
    let index = slots.iter().enumerate().map(|(i, slot)| (slot.name.clone(), i)).collect();
    Questionnaire { pages, questions, slots, ends, index, lists, steps: Vec::new(), definition }
}

/// What an expression may mention beside `${…}`.
#[derive(Clone, Copy)]
struct Sees<'a> {
    this: bool,
    attributes: Option<&'a str>,
}

impl Sees<'_> {
    const NOTHING: Sees<'static> = Sees { this: false, attributes: None };
}

struct Build<'d, 'f> {
    definition: &'d Definition,
    found: &'f mut Found,
    /// Page of every variable.
    variables: HashMap<String, usize>,
    /// Questions that are no variables (matrices, notes, dates) with one of theirs.
    others: HashMap<String, Option<String>>,
}

impl<'d, 'f> Build<'d, 'f> {
    fn new(definition: &'d Definition, found: &'f mut Found) -> Self {
        let mut variables = HashMap::new();
        let mut others = HashMap::new();
        for (p, page) in definition.pages.iter().enumerate() {
            for question in &page.questions {
                let slots = kind(question.kind).slots(question);
                let example = slots.first().map(|slot| slot.name.clone());
                others.insert(question.name.clone(), example);
                variables.extend(slots.into_iter().map(|slot| (slot.name, p)));
            }
        }
        Self { definition, found, variables, others }
    }

    fn question(
        &mut self,
        question: &super::super::model::Question,
        place: &str,
        page: usize,
        slots: std::ops::Range<usize>,
    ) -> Question {
        let list = question.choices.as_deref();
        let filter = Sees { this: false, attributes: list };
        let this = Sees { this: true, attributes: None };
        let languages = &self.definition.languages;
        Question {
            page,
            label: Texts::parse(&question.label, languages),
            hint: Texts::parse(&question.hint, languages),
            relevant: self.expr(
                question.relevant.as_ref(),
                &format!("{place}.relevant"),
                page,
                Sees::NOTHING,
            ),
            constraint: self.expr(
                question.constraint.as_ref(),
                &format!("{place}.constraint"),
                page,
                this,
            ),
            choice_filter: self.expr(
                question.choice_filter.as_ref(),
                &format!("{place}.choice_filter"),
                page,
                filter,
            ),
            min: self.bound(question.min.as_ref(), &format!("{place}.min"), page),
            max: self.bound(question.max.as_ref(), &format!("{place}.max"), page),
            parts: question
                .parts
                .iter()
                .enumerate()
                .map(|(i, part)| {
                    let place = format!("{place}.parts[{i}]");
                    (
                        self.bound(part.min.as_ref(), &format!("{place}.min"), page),
                        self.bound(part.max.as_ref(), &format!("{place}.max"), page),
                    )
                })
                .collect(),
            list: list.and_then(|name| self.definition.lists.keys().position(|n| n == name)),
            slots,
            definition: question.clone(),
        }
    }

    fn bound(&mut self, limit: Option<&Limit>, place: &str, page: usize) -> Option<Bound> {
        match limit? {
            Limit::Number(number) => Some(Bound::Number(*number)),
            Limit::Expression(source) => {
                self.expr(Some(source), place, page, Sees::NOTHING).map(Bound::Expr)
            }
        }
    }

    fn expr(
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
                let problem = self.found.error(place, error.message);
                problem.at(error.line, error.column).hint = error.hint;
                return None;
            }
        };
        let mut fine = true;
        for reference in expr.references() {
            let (line, column) = position(source, reference.at);
            match self.variables.get(&reference.name) {
                Some(&at) if at > page => {
                    let message = format!("`{}` is asked on a later page", reference.name);
                    self.found
                        .warning(place, message)
                        .at(line, column)
                        .hint("it is empty until then; move the question or the condition");
                }
                Some(_) => {}
                None => {
                    fine = false;
                    let names = self.variables.keys().map(String::as_str);
                    let hint = match self.others.get(&reference.name) {
                        Some(Some(row)) => {
                            Some(format!("it has several answers; write `${{{row}}}`"))
                        }
                        Some(None) => Some("it has no answer".to_owned()),
                        None => did_you_mean(&reference.name, names).map(|hint| {
                            hint.replace('`', "").replace("mean ", "mean `${").replace('?', "}`?")
                        }),
                    };
                    let message = format!("`${{{}}}` does not exist", reference.name);
                    self.found.error(place, message).at(line, column).hint = hint;
                }
            }
        }
        for name in expr.names() {
            let (line, column) = position(source, name.at);
            let known = self.attributes(sees.attributes);
            if known.contains(name.name.as_str()) {
                continue;
            }
            fine = false;
            let near = did_you_mean(&name.name, known.into_iter());
            let hint = near.or_else(|| Some(format!("write `${{{}}}` for an answer", name.name)));
            let message = match sees.attributes {
                Some(list) => format!("no choice of the list `{list}` has `{}`", name.name),
                None => format!("`{}` means nothing here", name.name),
            };
            self.found.error(place, message).at(line, column).hint = hint;
        }
        if expr.uses_self() && !sees.this {
            fine = false;
            self.found
                .error(place, "`.` means nothing here")
                .hint("it is the answer in a `constraint`");
        }
        fine.then_some(expr)
    }

    fn attributes(&self, list: Option<&str>) -> HashSet<&'d str> {
        let Some(list) = list else { return HashSet::new() };
        let mut known = HashSet::from(["name"]);
        if let Some(ChoiceList::Written(choices)) = self.definition.lists.get(list) {
            known.extend(choices.iter().flat_map(|c| c.attributes.keys()).map(String::as_str));
        }
        known
    }
}

/// Line and column, both from 1, of a character position.
fn position(source: &str, at: usize) -> (usize, usize) {
    let before: String = source.chars().take(at).collect();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    (line, column)
}
