//! Routing: which questions concern a respondent, given the answers so far.
//!
//! Everything is derived on every request and never stored, so editing an earlier answer cannot
//! leave a stale route behind. Start reading at `Evaluation::new`; [`Scope`] looks at it from inside
//! an instance of a repeat.

mod read_only;
mod spread;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::cell::Cell;

use rustc_hash::FxHashMap;

pub(super) use self::spread::{CrowdedRepeat, Spread};
use super::Questionnaire;
use super::answers::{Answers, Draft};
use super::codebook::missing::{code_of, is_missing};
use super::expr::{Env, Expr, Workload};
use super::model::KindName;
use super::questionnaire::{Holds, Step, Switch};
use super::quota::{self, Ending};
use super::scope::{Place, Scope};

/// The most instances a repeat may have: more than anybody fills in, so a larger count is a typing error.
pub(super) const MOST_INSTANCES: usize = 200;

/// The most that a repeat within others may have in all of them together.
pub(super) const MOST_NESTED: usize = 1_000;

thread_local! {
    static MADE: Cell<u64> = const { Cell::new(0) };
}

/// How many evaluations this thread has made. Each goes through the whole questionnaire, so tests
/// and benches hold them against what a request is allowed.
pub fn count() -> u64 {
    MADE.get()
}

/// What follows from the answers: which pages, questions and slots are asked, and every value as
/// expressions see it.
#[derive(Debug)]
pub struct Evaluation<'q, 'a> {
    /// The questionnaire.
    pub questionnaire: &'q Questionnaire,
    /// The index of the language texts are shown in.
    pub language: usize,
    pub(super) env: &'a Env,
    parts: Vec<bool>,
    pages: Vec<bool>,
    /// Per question, then per question of each instance of a repeat; see [`Spread`].
    questions: Vec<bool>,
    /// Per slot: asked, and its value as expressions see it (a missing code is empty).
    asked: Vec<bool>,
    values: Vec<Cow<'a, str>>,
    /// The missing codes that stand in place of values, which only texts tell.
    missing: FxHashMap<usize, i32>,
    /// What is stored of each slot outside of repeats.
    stored: Vec<&'a str>,
    pub(super) spreads: Vec<Spread>,
    pub(super) ends: Vec<bool>,
    /// Per quota: she is in its cell, and it was full when she began.
    pub(super) cells: Vec<bool>,
    pub(super) full: Vec<bool>,
    /// How many instances there are of repeats that count themselves, by the name of their answer, where
    /// that is known already.
    counted: FxHashMap<String, usize>,
    /// The first repeat that is to have more instances than it may.
    pub(super) crowd: Option<CrowdedRepeat>,
    /// The page that was last asked whether it is only to be read, and the answer.
    read_only: Cell<Option<(usize, bool)>>,
    /// What its expressions have taken.
    pub(super) workload: Workload,
}

/// What is stored of each slot outside of repeats.
fn stored<'a>(questionnaire: &Questionnaire, answers: &'a Answers) -> Vec<&'a str> {
    let mut stored = vec![""; questionnaire.slots.len()];
    for (slot, value) in questionnaire.slots_called(answers.iter()) {
        stored[slot] = value;
    }
    stored
}

impl<'q, 'a> Evaluation<'q, 'a> {
    /// Derives the route and all values from a draft: one pass, each step once.
    pub(super) fn new(questionnaire: &'q Questionnaire, draft: &'a Draft, env: &'a Env) -> Self {
        Self::of(questionnaire, &draft.answers, draft, env)
    }

    /// The same of other answers to the same interview.
    pub(super) fn of(
        questionnaire: &'q Questionnaire,
        answers: &'a Answers,
        draft: &Draft,
        env: &'a Env,
    ) -> Self {
        let language = questionnaire.language(&draft.language);
        let full = quota::full(&questionnaire.quotas, &draft.full);
        Self::in_language(questionnaire, answers, language, env, full)
    }

    pub(super) fn counting(
        questionnaire: &'q Questionnaire,
        answers: &'a Answers,
        language: usize,
        env: &'a Env,
        full: Vec<bool>,
        counted: FxHashMap<String, usize>,
    ) -> Self {
        MADE.set(MADE.get() + 1);
        let mut evaluation = Self {
            questionnaire,
            language,
            env,
            parts: vec![false; questionnaire.parts.len()],
            pages: vec![false; questionnaire.pages.len()],
            questions: vec![false; questionnaire.questions.len()],
            asked: vec![false; questionnaire.slots.len()],
            values: vec![Cow::Borrowed(""); questionnaire.slots.len()],
            missing: FxHashMap::default(),
            stored: stored(questionnaire, answers),
            spreads: questionnaire.repeats.iter().map(|_| Spread::default()).collect(),
            ends: vec![false; questionnaire.ends.len()],
            cells: vec![false; questionnaire.quotas.len()],
            full,
            counted,
            crowd: None,
            read_only: Cell::default(),
            workload: Workload::default(),
        };
        for planned in &questionnaire.steps {
            evaluation.step(planned.step, answers);
        }
        evaluation
    }

    /// What follows from other answers of the same interview. Only what depends on those that are
    /// different is derived anew, so that a page of a large form costs little more than one of a
    /// small one. With repeats, whose instances have no fixed places, everything is.
    pub(super) fn follow<'b>(&'b self, answers: &'b Answers) -> Evaluation<'q, 'b>
    where
        'a: 'b,
    {
        let questionnaire = self.questionnaire;
        if !questionnaire.repeats.is_empty() {
            let full = self.full.clone();
            return Evaluation::in_language(questionnaire, answers, self.language, self.env, full);
        }
        MADE.set(MADE.get() + 1);
        let mut next = Evaluation {
            questionnaire,
            language: self.language,
            env: self.env,
            parts: self.parts.clone(),
            pages: self.pages.clone(),
            questions: self.questions.clone(),
            asked: self.asked.clone(),
            values: self.values.iter().map(|value| Cow::Borrowed(&**value)).collect(),
            missing: self.missing.clone(),
            stored: stored(questionnaire, answers),
            spreads: Vec::new(),
            ends: self.ends.clone(),
            cells: self.cells.clone(),
            full: self.full.clone(),
            counted: FxHashMap::default(),
            crowd: None,
            read_only: Cell::default(),
            workload: Workload::default(),
        };
        let mut is_changed = vec![false; questionnaire.steps.len()];
        for (turn, planned) in questionnaire.steps.iter().enumerate() {
            let is_touched =
                matches!(planned.step, Step::Slot(s) if next.stored[s] != self.stored[s]);
            if is_touched || planned.needs.iter().any(|&needed| is_changed[needed]) {
                next.step(planned.step, answers);
                is_changed[turn] = !next.agrees(self, planned.step);
            }
        }
        next
    }

    /// Whether a step outside of repeats came out as in another evaluation.
    fn agrees(&self, other: &Evaluation<'_, '_>, step: Step) -> bool {
        match step {
            Step::Part(p) => self.parts[p] == other.parts[p],
            Step::Page(p) => self.pages[p] == other.pages[p],
            Step::Question(q) => self.questions[q] == other.questions[q],
            Step::Slot(s) => self.asked[s] == other.asked[s] && self.values[s] == other.values[s],
            Step::Repeat(_) => false,
            Step::End(e) => self.ends[e] == other.ends[e],
            Step::Quota(q) => self.cells[q] == other.cells[q],
        }
    }

    fn step(&mut self, step: Step, answers: &'a Answers) {
        let questionnaire = self.questionnaire;
        match step {
            Step::Part(p) => {
                let part = &questionnaire.parts[p];
                self.parts[p] = part.part.is_none_or(|around| self.parts[around])
                    && self.holds(part.relevant.as_ref());
            }
            Step::Page(p) => {
                let page = &questionnaire.pages[p];
                let mut ends = questionnaire.ends.iter().zip(&self.ends);
                let ended = ends.any(|(end, holds)| *holds && end.after < p);
                self.pages[p] = !ended
                    && self.left_out_by(p).is_none()
                    && page.part.is_none_or(|part| self.parts[part])
                    && self.holds(page.relevant.as_ref());
            }
            Step::Question(q) => {
                for place in self.places(questionnaire.questions[q].repeat) {
                    let concerns = self.concerns(q, place);
                    let at = self.question_at(q, place);
                    self.questions[at] = concerns;
                }
            }
            Step::Slot(s) => {
                let slot = &questionnaire.slots[s];
                for place in self.places(questionnaire.questions[slot.question].repeat) {
                    let at = self.slot_at(s, place);
                    let scope = self.at(place);
                    let is_asked = !questionnaire.questions[slot.question].is_heading()
                        && scope.concerns(slot.question)
                        && scope.holds(slot.relevant.as_ref(), slot.question);
                    let stored = if is_asked { self.stored_at(s, place, answers) } else { "" };
                    let value = match is_asked {
                        true => self.value_of(s, place, stored),
                        false => Cow::Borrowed(""),
                    };
                    match code_of(stored).filter(|_| slot.calculation.is_none()) {
                        Some(code) => self.missing.insert(at, code),
                        None => self.missing.remove(&at),
                    };
                    self.asked[at] = is_asked;
                    self.values[at] = value;
                }
            }
            Step::Repeat(r) => self.spread(r, answers),
            Step::End(e) => {
                let end = &questionnaire.ends[e];
                self.ends[e] = match &end.when {
                    Ending::When(_, when) => self.pages[end.after] && self.holds(Some(when)),
                    Ending::Quota(quota) => self.is_full(*quota),
                };
            }
            Step::Quota(q) => self.count_in(q),
        }
    }

    pub(super) fn holds(&self, condition: Option<&Expr>) -> bool {
        let scope = self.at(Place::TOP);
        condition.is_none_or(|expr| expr.eval(&scope.resolver(None), self.env).to_boolean())
    }

    /// Whether a question's own condition and everything around it hold.
    fn concerns(&self, q: usize, place: Place) -> bool {
        let question = &self.questionnaire.questions[q];
        let scope = self.at(place);
        !question.is_off()
            && match question.around {
                None => self.pages[question.page],
                Some(around) => scope.concerns(around),
            }
            && (question.judges_instances() || scope.holds(question.relevant.as_ref(), q))
    }

    /// What is stored of a slot.
    fn stored_at(&self, s: usize, place: Place, answers: &'a Answers) -> &'a str {
        match place.is_top() {
            true => self.stored[s],
            false => answers.value(&self.at(place).key(s)),
        }
    }

    /// The value of a slot that is asked.
    fn value_of(&self, s: usize, place: Place, stored: &'a str) -> Cow<'a, str> {
        let slot = &self.questionnaire.slots[s];
        let question = &self.questionnaire.questions[slot.question];
        let scope = self.at(place);
        match (&slot.calculation, question.definition.kind) {
            (Some(calculation), _) => {
                let resolver = scope.resolver_of(slot.question, stored);
                let value = calculation.eval(&resolver, self.env);
                let text = value.saved(self.questionnaire.saved_as(slot), self.env);
                Cow::Owned(if is_missing(&text) { String::new() } else { text })
            }
            (None, KindName::Repeat) if stored.is_empty() => Cow::Borrowed("1"),
            (None, _) => self.offered_part(s, place, stored),
        }
    }

    /// The part of a stored value that is still offered: choices that a filter has taken away and
    /// missing codes do not count.
    fn offered_part(&self, slot: usize, place: Place, value: &'a str) -> Cow<'a, str> {
        let slot = &self.questionnaire.slots[slot];
        if value.is_empty() || is_missing(value) {
            return Cow::Borrowed("");
        }
        let question = &self.questionnaire.questions[slot.question];
        if question.choice_filter.is_none() && question.offers.is_none() {
            return Cow::Borrowed(value);
        }
        let scope = self.at(place);
        let is_offered = |value: &str| {
            scope.find_choice(question, value).is_some_and(|c| scope.is_offered(question, &c))
        };
        match slot.holds {
            Holds::Choice if is_offered(value) => Cow::Borrowed(value),
            Holds::Choice => Cow::Borrowed(""),
            Holds::Choices | Holds::Ranking if value.split(' ').all(is_offered) => {
                Cow::Borrowed(value)
            }
            Holds::Choices | Holds::Ranking => {
                let kept: Vec<&str> = value.split(' ').filter(|v| is_offered(v)).collect();
                Cow::Owned(kept.join(" "))
            }
            Holds::Integer | Holds::Decimal | Holds::Text => Cow::Borrowed(value),
        }
    }

    /// The places that a question of this repeat is asked in; outside of repeats, one.
    pub(super) fn places(
        &self,
        repeat: Option<usize>,
    ) -> impl Iterator<Item = Place> + use<'q, 'a> {
        let count = repeat.map_or(1, |r| self.spreads[r].instances.len());
        (0..count)
            .map(move |instance| repeat.map_or(Place::TOP, |r| Place::instance_of(r, instance)))
    }

    fn question_at(&self, question: usize, place: Place) -> usize {
        match place.split() {
            None => question,
            Some((r, instance)) => {
                let spread = &self.spreads[r];
                let number = self.questionnaire.questions[question].number;
                spread.questions + number * spread.instances.len() + instance
            }
        }
    }

    fn slot_at(&self, slot: usize, place: Place) -> usize {
        match place.split() {
            None => slot,
            Some((r, instance)) => {
                let spread = &self.spreads[r];
                let question =
                    &self.questionnaire.questions[self.questionnaire.slots[slot].question];
                let number = question.first_slot + slot - question.slots.start;
                spread.slots + number * spread.instances.len() + instance
            }
        }
    }

    /// What follows for questions at a place. It must be a place of the question's own repeat.
    pub fn at(&self, place: Place) -> Scope<'_> {
        Scope::new(self, place)
    }

    /// The place with the numbers of a place that follows from other answers, if there is one.
    pub(super) fn same_place(&self, other: Scope<'_>) -> Option<Place> {
        let Some((repeat, _)) = other.place.split() else { return Some(Place::TOP) };
        let around = self.at(self.same_place(other.outer()?)?);
        let mut instances = around.instances(repeat).into_iter();
        instances.find(|place| self.at(*place).number() == other.number())
    }

    /// What follows for questions outside of repeats.
    pub fn top(&self) -> Scope<'_> {
        self.at(Place::TOP)
    }

    pub(super) fn question_concerns(&self, question: usize, place: Place) -> bool {
        self.questions[self.question_at(question, place)]
    }

    pub(super) fn slot_is_asked(&self, slot: usize, place: Place) -> bool {
        self.asked[self.slot_at(slot, place)]
    }

    pub(super) fn value_at(&self, slot: usize, place: Place) -> &str {
        &self.values[self.slot_at(slot, place)]
    }

    /// The missing code that stands in a slot at a place.
    pub(super) fn missing_at(&self, slot: usize, place: Place) -> Option<i32> {
        self.missing.get(&self.slot_at(slot, place)).copied()
    }

    /// The value of a variable outside of repeats as expressions see it.
    pub fn value(&self, name: &str) -> &str {
        match self.questionnaire.find_slot(name) {
            Some(slot) if self.is_at_top(slot) => &self.values[slot],
            _ => "",
        }
    }

    fn is_at_top(&self, slot: usize) -> bool {
        self.questionnaire.questions[self.questionnaire.slots[slot].question].repeat.is_none()
    }

    /// Whether a slot outside of repeats concerns this respondent.
    pub fn is_asked(&self, slot: usize) -> bool {
        self.asked[slot]
    }

    /// Whether a question outside of repeats is shown; see [`Scope::is_shown`].
    pub fn is_shown(&self, question: usize) -> bool {
        self.top().is_shown(question)
    }

    /// Every question of a page with every place it is asked in, instance by instance.
    pub(super) fn on_page(&self, page: usize) -> Vec<(usize, Place)> {
        let mut out = Vec::new();
        let range = self.questionnaire.pages[page].questions.clone();
        self.gather(range, None, Place::TOP, &mut out);
        out
    }

    /// How many questions a page has now, each counted in every instance.
    pub fn fields_of(&self, page: usize) -> usize {
        self.on_page(page).len()
    }

    /// The questions in `around` at a place, and those in them.
    fn gather(
        &self,
        range: std::ops::Range<usize>,
        around: Option<usize>,
        place: Place,
        out: &mut Vec<(usize, Place)>,
    ) {
        let questions = &self.questionnaire.questions;
        for q in range.clone().filter(|&q| questions[q].around == around) {
            out.push((q, place));
            match (questions[q].definition.kind, questions[q].repeats) {
                (KindName::Group, _) => self.gather(q + 1..range.end, Some(q), place, out),
                (_, Some(r)) => {
                    for inner in self.at(place).instances(r) {
                        self.gather(q + 1..range.end, Some(q), inner, out);
                    }
                }
                _ => {}
            }
        }
    }

    /// The pages of the route in order; pages without anything to show are left out.
    pub fn route(&self) -> Vec<usize> {
        (0..self.pages.len()).filter(|&page| self.is_on_route(page)).collect()
    }

    /// Whether a page is on the route.
    pub fn is_on_route(&self, page: usize) -> bool {
        let mut questions = self.questionnaire.pages[page].questions.clone();
        self.pages[page]
            && questions
                .any(|q| self.questionnaire.questions[q].around.is_none() && self.top().is_shown(q))
    }

    /// Whether the early end with this index holds.
    pub(super) fn end_holds(&self, end: usize) -> bool {
        self.ends[end]
    }

    /// The early end that holds, if any.
    pub fn end(&self) -> Option<usize> {
        self.ends.iter().position(|holds| *holds)
    }
}

impl Switch {
    /// Whether it is on for a question at a place.
    pub(super) fn is_on(&self, scope: Scope<'_>, question: usize) -> bool {
        match self {
            Switch::Never => false,
            Switch::Always => true,
            Switch::When(expr) => scope.holds(Some(expr), question),
        }
    }
}
