//! Routing: which questions concern a respondent, given the answers so far.
//!
//! Everything is derived on every request and never stored, so editing an earlier answer cannot
//! leave a stale route behind. Start reading at [`Derived::new`].

use std::borrow::Cow;

use super::Questionnaire;
use super::answers::{Answers, Draft};
use super::expr::{Env, Expr, Nodes, Scope};
use super::model::{Choice, KindName};
use super::questionnaire::{Bound, Holds, Question, Step};

/// What follows from the answers: which pages, questions and slots are asked, and every value as
/// expressions see it.
#[derive(Debug)]
pub struct Derived<'q, 'a> {
    /// The questionnaire.
    pub questionnaire: &'q Questionnaire,
    /// The index of the language texts are shown in.
    pub language: usize,
    pub(super) env: &'a Env,
    pages: Vec<bool>,
    questions: Vec<bool>,
    /// Per slot: asked, and its value as expressions see it (a missing code is empty).
    asked: Vec<bool>,
    values: Vec<Cow<'a, str>>,
    ends: Vec<bool>,
}

/// Whether a value is a missing code rather than an answer.
pub fn is_missing_code(value: &str) -> bool {
    matches!(value.as_bytes(), [b'-', b'1'..=b'9'])
}

impl<'q, 'a> Derived<'q, 'a> {
    /// Derives the route and all values from the answers: one pass, each step once.
    pub fn new(
        questionnaire: &'q Questionnaire,
        answers: &'a Answers,
        language: &str,
        env: &'a Env,
    ) -> Self {
        let mut derived = Self {
            questionnaire,
            language: questionnaire.language(language),
            env,
            pages: vec![false; questionnaire.pages.len()],
            questions: vec![false; questionnaire.questions.len()],
            asked: vec![false; questionnaire.slots.len()],
            values: vec![Cow::Borrowed(""); questionnaire.slots.len()],
            ends: vec![false; questionnaire.ends.len()],
        };
        for step in &questionnaire.steps {
            derived.step(*step, answers);
        }
        derived
    }

    fn step(&mut self, step: Step, answers: &'a Answers) {
        let questionnaire = self.questionnaire;
        match step {
            Step::Page(p) => {
                let page = &questionnaire.pages[p];
                let ended = questionnaire
                    .ends
                    .iter()
                    .zip(&self.ends)
                    .any(|(end, holds)| *holds && end.after < p);
                self.pages[p] = !ended && self.holds(page.relevant.as_ref());
            }
            Step::Question(q) => {
                let question = &questionnaire.questions[q];
                self.questions[q] = !question.definition.off
                    && self.pages[question.page]
                    && self.holds(question.relevant.as_ref());
            }
            Step::Slot(s) => {
                let slot = &questionnaire.slots[s];
                self.asked[s] = self.questions[slot.question] && self.holds(slot.relevant.as_ref());
                if self.asked[s] {
                    let value = match &slot.calculation {
                        Some(calculation) => self.calculate(calculation),
                        None => self.offered_part(s, answers.value(&slot.name)),
                    };
                    self.values[s] = value;
                }
            }
            Step::End(e) => {
                let end = &questionnaire.ends[e];
                self.ends[e] = self.pages[end.after] && self.holds(Some(&end.when));
            }
        }
    }

    fn holds(&self, condition: Option<&Expr>) -> bool {
        condition.is_none_or(|expr| expr.eval(&self.scope("", None), self.env).to_boolean())
    }

    fn calculate(&self, calculation: &Expr) -> Cow<'a, str> {
        let text = calculation.eval(&self.scope("", None), self.env).to_text().into_owned();
        // ODK saves nothing when a calculation is not a number; -9 … -1 are reserved for missing codes.
        Cow::Owned(if text == "NaN" || is_missing_code(&text) { String::new() } else { text })
    }

    /// The part of a stored value that is still offered: choices that a filter has taken away and
    /// missing codes do not count.
    fn offered_part(&self, slot: usize, value: &'a str) -> Cow<'a, str> {
        let slot = &self.questionnaire.slots[slot];
        if value.is_empty() || is_missing_code(value) {
            return Cow::Borrowed("");
        }
        let question = &self.questionnaire.questions[slot.question];
        if question.choice_filter.is_none() {
            return Cow::Borrowed(value);
        }
        let is_offered = |value: &str| {
            let choice = self.questionnaire.choices(question).iter().find(|c| c.value == value);
            choice.is_some_and(|choice| self.is_offered(question, choice))
        };
        match slot.holds {
            Holds::Choice if is_offered(value) => Cow::Borrowed(value),
            Holds::Choice => Cow::Borrowed(""),
            Holds::Choices if value.split(' ').all(is_offered) => Cow::Borrowed(value),
            Holds::Choices => {
                let kept: Vec<&str> = value.split(' ').filter(|v| is_offered(v)).collect();
                Cow::Owned(kept.join(" "))
            }
            Holds::Integer | Holds::Decimal | Holds::Text => Cow::Borrowed(value),
        }
    }

    /// Whether a question's filter lets this choice through.
    pub fn is_offered(&self, question: &Question, choice: &Choice) -> bool {
        question
            .choice_filter
            .as_ref()
            .is_none_or(|filter| filter.eval(&self.scope("", Some(choice)), self.env).to_boolean())
    }

    /// The choices of a question that are offered now, in the order they are written.
    pub fn offered(&self, question: &Question) -> Vec<&'q Choice> {
        let choices = self.questionnaire.choices(question);
        choices.iter().filter(|choice| self.is_offered(question, choice)).collect()
    }

    pub(super) fn scope<'s>(
        &'s self,
        this: &'s str,
        choice: Option<&'s Choice>,
    ) -> View<'s, 'q, 'a> {
        View { derived: self, this, choice }
    }

    pub(super) fn bound(&self, bound: Option<&Bound>) -> Option<f64> {
        match bound? {
            Bound::Number(number) => Some(*number),
            Bound::Expr(expr) => {
                let number = expr.eval(&self.scope("", None), self.env).to_number();
                (!number.is_nan()).then_some(number)
            }
        }
    }

    /// The value of a variable as texts and expressions see it.
    pub fn value(&self, name: &str) -> &str {
        self.questionnaire.find_slot(name).map_or("", |slot| &self.values[slot])
    }

    /// The value of a slot as expressions see it.
    pub fn slot_value(&self, slot: usize) -> &str {
        &self.values[slot]
    }

    /// What would be submitted of a slot now: a missing code she picked, else the part of her
    /// answer that is still offered; empty when unanswered.
    pub(super) fn submitted<'s>(&'s self, answers: &'s Answers, slot: usize) -> &'s str {
        let stored = answers.value(&self.questionnaire.slots[slot].name);
        match self.slot_value(slot) {
            "" if is_missing_code(stored) => stored,
            value => value,
        }
    }

    /// Whether a slot concerns this respondent.
    pub fn is_asked(&self, slot: usize) -> bool {
        self.asked[slot]
    }

    /// Whether a question is shown: it is asked and, if it has rows, at least one of them is.
    pub fn is_shown(&self, question: usize) -> bool {
        let q = &self.questionnaire.questions[question];
        self.questions[question]
            && q.definition.kind != KindName::Calculate
            && (q.slots.is_empty() || q.slots.clone().any(|slot| self.asked[slot]))
    }

    /// The pages of the route in order; pages without anything to show are left out.
    pub fn route(&self) -> Vec<usize> {
        (0..self.pages.len()).filter(|&page| self.is_on_route(page)).collect()
    }

    /// Whether a page is on the route.
    pub fn is_on_route(&self, page: usize) -> bool {
        self.pages[page]
            && self.questionnaire.pages[page].questions.clone().any(|q| self.is_shown(q))
    }

    /// Whether a page was accepted with everything on it that is asked now.
    pub fn is_done(&self, draft: &Draft, page: usize) -> bool {
        let page = &self.questionnaire.pages[page];
        draft.seen.contains(&page.name)
            && page.slots(self.questionnaire).all(|slot| {
                let slot_ = &self.questionnaire.slots[slot];
                !self.asked[slot]
                    || !self.questionnaire.questions[slot_.question].is_visible()
                    || draft.asked.contains(&slot_.name)
            })
    }

    /// The early end that holds, if any.
    pub fn end(&self) -> Option<usize> {
        self.ends.iter().position(|holds| *holds)
    }
}

/// What an expression sees.
pub(super) struct View<'s, 'q, 'a> {
    derived: &'s Derived<'q, 'a>,
    this: &'s str,
    choice: Option<&'s Choice>,
}

impl Scope for View<'_, '_, '_> {
    fn nodes(&self, name: &str) -> Nodes<'_> {
        Nodes::One(Cow::Borrowed(self.derived.value(name)))
    }

    fn this(&self) -> &str {
        self.this
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        let choice = self.choice?;
        match name {
            "name" => Some(&choice.value),
            _ => choice.attributes.get(name).map(String::as_str),
        }
    }

    fn choice_label(&self, question: &str, value: &str) -> Option<String> {
        let questionnaire = self.derived.questionnaire;
        let slot = &questionnaire.slots[questionnaire.find_slot(question)?];
        let choices = questionnaire.choices(&questionnaire.questions[slot.question]);
        let choice = choices.iter().find(|choice| choice.value == value)?;
        let language = questionnaire.definition.languages.get(self.derived.language)?;
        Some(choice.label.get(language, questionnaire.fallback()).to_owned())
    }
}
