//! Why something is not shown, and what is known: for authors who try their questionnaire out.
//! It says of a page what [`Evaluation`] decided, and decides nothing itself.

use super::super::answers::Answers;
use super::super::evaluation::Evaluation;
use super::super::expr::Expr;
use super::super::problem::Problem;
use super::super::quota::{Ending, Quota};
use super::super::scope::Scope;

/// Why something is not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HiddenReason<'d> {
    /// A condition does not hold.
    False(Condition<'d>),
    /// The interview ends before, at the early end with this name.
    Ended(&'d str),
    /// A quota is full that leaves it out.
    LeftOut(&'d str),
    /// It is not asked in this version.
    Off,
    /// It has an error, or what it needs has.
    Fault(&'d Problem),
    /// Everything in it is hidden.
    Empty,
}

/// A condition and what it looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition<'d> {
    /// Name of the page, group, question or row whose condition it is.
    pub of: &'d str,
    /// The expression.
    pub source: &'d str,
    /// The variables it mentions with their present values; of a repeat all, with commas.
    pub values: Vec<(&'d str, String)>,
}

/// A question that offers only some of its choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Narrowed<'d> {
    /// The question's name, in a repeat with the numbers of the instance.
    pub name: String,
    /// How many choices are offered.
    pub offered: usize,
    /// How many the list has.
    pub all: usize,
    /// The filter.
    pub filter: Condition<'d>,
}

/// A variable with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownValue {
    /// Its name, in a repeat with the numbers of the instance.
    pub name: String,
    /// What is stored or worked out; a missing code as it is stored.
    pub value: String,
    /// Worked out, not answered.
    pub is_computed: bool,
    /// Kept, but off the route: expressions see nothing, and it will not be submitted.
    pub is_off: bool,
}

/// Why a page is not on the route; nothing when it is.
pub fn page<'d>(evaluation: &'d Evaluation<'_, '_>, page: usize) -> Option<HiddenReason<'d>> {
    if evaluation.is_on_route(page) {
        return None;
    }
    let questionnaire = evaluation.questionnaire;
    let own = &questionnaire.pages[page];
    let mut ends = questionnaire.ends.iter().zip(0..);
    if let Some((end, _)) = ends.find(|(end, at)| end.after < page && evaluation.end_holds(*at)) {
        return Some(HiddenReason::Ended(&end.definition.name));
    }
    if let Some(quota) = evaluation.left_out_by(page) {
        return Some(HiddenReason::LeftOut(&questionnaire.quotas[quota].definition.name));
    }
    let mut conditions = vec![(own.name.as_str(), own.relevant.as_ref())];
    let mut around = own.part;
    while let Some(part) = around.map(|part| &questionnaire.parts[part]) {
        conditions.push((&part.name, part.relevant.as_ref()));
        around = part.part;
    }
    // The outermost first: what is inside was not even looked at.
    let scope = evaluation.top();
    let failed = conditions.into_iter().rev().find_map(|(of, relevant)| {
        let holds = |expr: &Expr| expr.eval(&scope.resolver(None), evaluation.env).to_boolean();
        relevant.filter(|expr| !holds(expr)).map(|expr| condition(scope, of, expr))
    });
    let faults = || questionnaire.questions[own.questions.clone()].iter().map(|q| q.fault.as_ref());
    let fault = faults().next().flatten().filter(|_| faults().all(|fault| fault.is_some()));
    Some(match (fault, failed) {
        (Some(fault), _) => HiddenReason::Fault(fault),
        (None, Some(condition)) => HiddenReason::False(condition),
        (None, None) => HiddenReason::Empty,
    })
}

/// The questions and rows of a page that are not shown, each with its reason. What is in a hidden
/// group is hidden with it; what is never shown (calculations) is not told.
pub fn hidden<'d>(
    evaluation: &'d Evaluation<'_, '_>,
    page: usize,
) -> Vec<(String, HiddenReason<'d>)> {
    let questionnaire = evaluation.questionnaire;
    let mut hidden = Vec::new();
    for (q, place) in evaluation.on_page(page) {
        let (scope, question) = (evaluation.at(place), &questionnaire.questions[q]);
        let definition = &question.definition;
        let is_inside = question.around.is_some_and(|around| !scope.concerns(around));
        if !question.purpose.is_visible() || is_inside || question.is_heading() {
            continue;
        }
        let name = |name: &str| format!("{name}{}", scope.suffix());
        if !scope.is_shown(q) {
            let relevant = question.relevant.as_ref().filter(|expr| !scope.holds(Some(expr), q));
            let reason = match (&question.fault, relevant) {
                _ if definition.off => HiddenReason::Off,
                (Some(fault), _) => HiddenReason::Fault(fault),
                (None, Some(expr)) => HiddenReason::False(condition(scope, &definition.name, expr)),
                (None, None) => HiddenReason::Empty,
            };
            hidden.push((name(&definition.name), reason));
            continue;
        }
        for slot in question.slots.clone().filter(|&slot| !scope.is_asked(slot)) {
            let slot = &questionnaire.slots[slot];
            if let Some(expr) = &slot.relevant {
                let reason = HiddenReason::False(condition(scope, &slot.name, expr));
                hidden.push((name(&slot.name), reason));
            }
        }
    }
    hidden
}

/// The questions shown on a page whose filter keeps choices back.
pub fn narrowed<'d>(evaluation: &'d Evaluation<'_, '_>, page: usize) -> Vec<Narrowed<'d>> {
    let mut narrowed = Vec::new();
    for (q, place) in evaluation.on_page(page) {
        let (scope, question) = (evaluation.at(place), &evaluation.questionnaire.questions[q]);
        let Some(filter) = question.choice_filter.as_ref().filter(|_| scope.is_shown(q)) else {
            continue;
        };
        let (offered, all) = (scope.offered(question).len(), scope.choices(question).len());
        if offered < all {
            let name = format!("{}{}", question.definition.name, scope.suffix());
            let filter = condition(scope, &question.definition.name, filter);
            narrowed.push(Narrowed { name, offered, all, filter });
        }
    }
    narrowed
}

/// Whether an early end holds, and its condition, in the order of the document.
pub fn ends<'d>(evaluation: &'d Evaluation<'_, '_>) -> Vec<(bool, Condition<'d>)> {
    let ends = evaluation.questionnaire.ends.iter().zip(0..);
    ends.filter_map(|(end, at)| match &end.when {
        Ending::When(_, when) => {
            let condition = condition(evaluation.top(), &end.definition.name, when);
            Some((evaluation.end_holds(at), condition))
        }
        Ending::Quota(_) => None,
    })
    .collect()
}

/// A quota as this interview meets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetQuota<'d> {
    /// Whether somebody is in its cell.
    pub is_in: bool,
    /// Whether it was full when the interview began.
    pub is_full: bool,
    /// Who is in its cell.
    pub when: Condition<'d>,
}

/// The quotas in the order of the document, without those that cannot be read.
pub fn quotas<'d>(evaluation: &'d Evaluation<'_, '_>) -> Vec<MetQuota<'d>> {
    let quotas = evaluation.questionnaire.quotas.iter().zip(0..);
    let met = |(quota, at): (&'d Quota, usize)| {
        let when = condition(evaluation.top(), &quota.definition.name, quota.when.as_ref()?);
        Some(MetQuota { is_in: evaluation.cells[at], is_full: evaluation.full[at], when })
    };
    quotas.filter_map(met).collect()
}

/// Every variable that has a value, in the order of the document.
pub fn known(evaluation: &Evaluation<'_, '_>, answers: &Answers) -> Vec<KnownValue> {
    let mut known = Vec::new();
    for page in 0..evaluation.questionnaire.pages.len() {
        for (q, place) in evaluation.on_page(page) {
            let scope = evaluation.at(place);
            for slot in evaluation.questionnaire.questions[q].slots.clone() {
                let name = scope.key(slot).into_owned();
                let stored = answers.value(&name);
                let is_computed = evaluation.questionnaire.slots[slot].calculation.is_some();
                let value = match scope.slot_value(slot) {
                    "" if !is_computed => stored,
                    value => value,
                };
                if !value.is_empty() {
                    let is_off = !scope.is_asked(slot);
                    known.push(KnownValue { value: value.to_owned(), name, is_computed, is_off });
                }
            }
        }
    }
    known
}

fn condition<'d>(scope: Scope<'d>, of: &'d str, expr: &'d Expr) -> Condition<'d> {
    let questionnaire = scope.evaluation.questionnaire;
    let mut values: Vec<(&str, String)> = Vec::new();
    for reference in expr.references() {
        let name = reference.name.as_str();
        let is_variable = questionnaire.find_slot(name).is_some();
        if is_variable && !reference.quoted && values.iter().all(|(known, _)| *known != name) {
            values.push((name, scope.value(name).into_owned()));
        }
    }
    Condition { of, source: expr.source(), values }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;

    use super::super::super::expr::{Calendar, Env};
    use super::super::super::{Draft, Questionnaire, check};
    use super::*;

    fn questionnaire() -> Questionnaire {
        let text = |name: &str| json!({ "kind": "text", "name": name, "label": name });
        let with = |mut question: serde_json::Value, key: &str, value: serde_json::Value| {
            question[key] = value;
            question
        };
        let document = json!({
            "name": "why", "languages": ["en"], "title": "Why",
            "lists": { "l": [
                { "value": "1", "label": "a", "attributes": { "of": "x" } },
                { "value": "2", "label": "b", "attributes": { "of": "y" } }
            ] },
            "pages": [
                { "name": "first", "title": "First", "questions": [
                    text("a"),
                    with(text("b"), "relevant", json!("${a} = 'x'")),
                    with(text("c"), "off", json!(true)),
                    { "kind": "group", "name": "g", "relevant": "${a} = 'g'", "questions": [text("d")] },
                    { "kind": "matrix", "name": "m", "label": "m", "choices": "l", "rows": [
                        { "name": "m_1", "label": "1" },
                        { "name": "m_2", "label": "2", "relevant": "${a} = 'r'" } ] },
                    { "kind": "select_one", "name": "s", "label": "s", "choices": "l", "choice_filter": "of = ${a}" },
                    { "kind": "calculate", "name": "k", "calculation": "concat(${a}, '!')" }
                ] },
                { "name": "around", "relevant": "${a} != 'x'", "pages": [
                    { "name": "inner", "relevant": "${b} = 1", "questions": [text("e")] } ] },
                { "name": "empty", "questions": [with(text("f"), "relevant", json!("${b} = 2"))] },
                { "name": "last", "questions": [text("h")] }
            ],
            "ends": [{ "name": "enough", "after": "first", "when": "${a} = 'end'",
                "title": "?", "text": "?", "keep": true, "disposition": "1.2" }]
        });
        let checked = check(serde_json::from_value(document).unwrap());
        checked.sound().unwrap_or_else(|problems| panic!("{problems:?}"))
    }

    /// What is told about these answers.
    #[track_caller]
    fn check_that(given: &[(&str, &str)], look: impl FnOnce(&Evaluation<'_, '_>, &Answers)) {
        let questionnaire = questionnaire();
        let now = "2026-06-15T10:00[UTC]".parse().unwrap();
        let env = Env { now, calendar: Arc::new(Calendar::default()), seed: 0 };
        let mut answers = Answers::default();
        for (name, value) in given {
            answers.set(name, value);
        }
        look(&Evaluation::of(&questionnaire, &answers, &Draft::default(), &env), &answers);
    }

    fn is_false<'d>(of: &'d str, source: &'d str, value: (&'d str, &str)) -> HiddenReason<'d> {
        let values = vec![(value.0, value.1.to_owned())];
        HiddenReason::False(Condition { of, source, values })
    }

    #[test]
    fn pages_are_hidden_by_the_outermost_condition_by_an_end_or_by_their_questions() {
        check_that(&[("a", "x")], |evaluation, _| {
            assert_eq!(page(evaluation, 0), None);
            assert_eq!(page(evaluation, 1), Some(is_false("around", "${a} != 'x'", ("a", "x"))));
            assert_eq!(page(evaluation, 2), Some(HiddenReason::Empty));
            assert_eq!(page(evaluation, 3), None);
        });
        check_that(&[("a", "end")], |evaluation, _| {
            assert_eq!(page(evaluation, 3), Some(HiddenReason::Ended("enough")));
            assert!(ends(evaluation)[0].0);
        });
        check_that(&[], |evaluation, _| {
            assert_eq!(page(evaluation, 1), Some(is_false("inner", "${b} = 1", ("b", ""))));
            assert!(!ends(evaluation)[0].0);
        });
    }

    #[test]
    fn questions_groups_and_rows_are_hidden_by_their_own_conditions() {
        check_that(&[("a", "y")], |evaluation, _| {
            let expected = [
                ("b", is_false("b", "${a} = 'x'", ("a", "y"))),
                ("c", HiddenReason::Off),
                ("g", is_false("g", "${a} = 'g'", ("a", "y"))),
                ("m_2", is_false("m_2", "${a} = 'r'", ("a", "y"))),
            ];
            let expected = expected.map(|(name, reason)| (name.to_owned(), reason));
            assert_eq!(hidden(evaluation, 0), expected);
            let narrowed = narrowed(evaluation, 0);
            assert_eq!(narrowed.len(), 1);
            assert_eq!((&*narrowed[0].name, narrowed[0].offered, narrowed[0].all), ("s", 1, 2));
        });
    }

    #[test]
    fn values_are_told_with_what_becomes_of_them() {
        check_that(&[("a", "y"), ("b", "kept"), ("m_1", "-8")], |evaluation, answers| {
            let told: Vec<(String, String, bool, bool)> = known(evaluation, answers)
                .into_iter()
                .map(|known| (known.name, known.value, known.is_computed, known.is_off))
                .collect();
            let expected = [
                ("a", "y", false, false),
                ("b", "kept", false, true),
                ("m_1", "-8", false, false),
                ("k", "y!", true, false),
            ];
            let expected = expected.map(|(name, value, computed, off)| {
                (name.to_owned(), value.to_owned(), computed, off)
            });
            assert_eq!(told, expected);
        });
    }
}
