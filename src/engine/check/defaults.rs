//! Written defaults that the question cannot hold: its page would not show them, or refuse them to somebody
//! who never typed them.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::super::Questionnaire;
use super::super::answers::{Answers, Draft, Form};
use super::super::contract::ComplaintReason;
use super::super::evaluation::Evaluation;
use super::super::expr::{Env, Expr, Value};
use super::super::kind::kind;
use super::super::model::{KindName, Limit};
use super::super::problem::{Remark, did_you_mean, remark};
use super::super::questionnaire::{Question, Start};
use super::super::scope::Scope;
use super::tree::Tree;
use super::{Found, shortened};

/// Finds them by giving each as the answer to its question.
pub(super) fn check(questionnaire: &Questionnaire, found: &mut Found) {
    // Nothing that is judged here depends on the day.
    let now = Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC);
    let env = Env { now, calendar: Default::default(), seed: 0 };
    let draft = Draft::default();
    let evaluation = Evaluation::new(questionnaire, &draft, &env);
    let tree = Tree::new(&questionnaire.definition);
    for (question, node) in questionnaire.questions.iter().zip(&tree.questions) {
        let definition = &question.definition;
        let path = format!("{}/default", node.place);
        if question.default.is_some()
            && !(definition.rows.is_empty() && definition.parts.is_empty())
        {
            let what = remark!("default-of-several", kind = definition.kind);
            found.fault(&questionnaire.definition, path, what);
            continue;
        }
        let Some(Start::Literal(written)) = &question.default else { continue };
        let Some(place) = evaluation.places(question.repeat).next() else { continue };
        if let Some(hint) = refused(evaluation.at(place), question, written) {
            let what = remark!("default-refused", value = written);
            found.fault(&questionnaire.definition, path, what).hint(hint);
        } else if let Some(slot) = question.slots.clone().next() {
            let whole = saved(evaluation.at(place), slot, written);
            let number = |text: &str| text.trim().parse::<f64>().ok();
            // ODK cuts the decimals off.
            if number(&whole).is_some_and(|whole| number(written).is_some_and(|it| it != whole)) {
                found.warning(path, remark!("default-whole", value = written, whole));
            }
        }
    }
}

/// A default as it is put in; empty where it cannot be an answer of the question's type.
fn saved(scope: Scope<'_>, slot: usize, written: &str) -> String {
    let questionnaire = scope.evaluation.questionnaire;
    let saved_as = questionnaire.saved_as(&questionnaire.slots[slot]);
    Value::Text(written.into()).saved(saved_as, scope.evaluation.env)
}

/// Why the page would not take it; nothing where it would, or where that depends on other answers.
fn refused(scope: Scope<'_>, question: &Question, written: &str) -> Option<Remark> {
    let questionnaire = scope.evaluation.questionnaire;
    let (definition, slot) = (&question.definition, question.slots.clone().next()?);
    if written.trim().is_empty() || definition.kind == KindName::Repeat {
        return None;
    }
    // What the draft begins with, and every expression sees before the page is sent.
    let saved = saved(scope, slot, written);
    let begun = if saved.is_empty() { written } else { &saved };
    let mut answers = Answers::default();
    answers.set(&questionnaire.slots[slot].name, begun);
    let mut form = Form::default();
    let kind = kind(definition.kind);
    kind.fill(questionnaire, question, &answers, &mut form);
    let read = kind.read(scope, question, &form).into_iter().find(|reading| reading.slot == slot);
    let value = match read?.value {
        Ok(value) => value,
        Err(reason) => return why(scope, question, written, reason),
    };
    if saved.is_empty() || value.is_empty() {
        return Some(form_of(definition.kind, &value));
    }
    let is_own = |expr: &&Expr| expr.references().is_empty() && !expr.draws() && !expr.asks_clock();
    let constraint = question.constraint.as_ref().filter(is_own)?;
    let of = questionnaire.slots[slot].question;
    let resolver = scope.resolver_of(of, &value);
    let holds = constraint.eval(&resolver, scope.evaluation.env).to_boolean();
    (!holds).then(|| remark!("default-constraint", constraint = constraint.source()))
}

/// What is possible instead; nothing where that depends on other answers.
fn why(
    scope: Scope<'_>,
    question: &Question,
    written: &str,
    reason: ComplaintReason,
) -> Option<Remark> {
    use ComplaintReason::*;
    let definition = &question.definition;
    let is_plain = |limit: &Option<Limit>| !matches!(limit, Some(Limit::Expression(_)));
    let is_bounded = is_plain(&definition.min) && is_plain(&definition.max);
    match reason {
        OutOfRange { min: Some(min), max: Some(max), .. } if is_bounded => {
            Some(remark!("default-between", min, max))
        }
        OutOfRange { min: Some(min), .. } if is_bounded => Some(remark!("default-least", min)),
        OutOfRange { max: Some(max), .. } if is_bounded => Some(remark!("default-most", max)),
        TooMany { most, .. } if is_bounded => Some(remark!("default-choices", most)),
        OffScale { step } if is_bounded => Some(remark!("default-steps", step)),
        TooLong { max, .. } => Some(remark!("default-length", max)),
        Exclusive { .. } => Some(remark!("default-exclusive")),
        NotARanking => Some(remark!("default-ranking")),
        NotOffered | NoMatch { .. } | SeveralMatch { .. } => {
            let is_filtered = question.choice_filter.is_some() || question.offers.is_some();
            let choices = scope.evaluation.questionnaire.choices(question);
            let values = || choices.iter().map(|choice| choice.value.as_str());
            let all: Vec<String> = values().map(|value| format!("`{value}`")).collect();
            let are = || remark!("values-are", values = shortened(&all));
            let is_known = |value: &&str| values().any(|known| known == *value);
            let parted: Vec<&str> = written.split([',', ';']).map(str::trim).collect();
            match definition.kind {
                KindName::SelectMultiple | KindName::Rank
                    if parted.len() > 1 && parted.iter().all(is_known) =>
                {
                    Some(remark!("default-write", example = parted.join(" ")))
                }
                KindName::Acknowledge => Some(form_of(definition.kind, "")),
                _ if is_filtered || choices.is_empty() => None,
                _ => Some(did_you_mean(written, values()).unwrap_or_else(are)),
            }
        }
        NotANumber { .. }
        | Ambiguous { .. }
        | NotWhole { .. }
        | NotADate { .. }
        | NotATime { .. }
        | NotAMoment { .. }
        | NotAPlace { .. }
        | PartMissing(_) => Some(form_of(definition.kind, "")),
        OutOfRange { .. }
        | TooMany { .. }
        | OffScale { .. }
        | Required(_)
        | Constraint(_)
        | Either
        | File { .. } => None,
    }
}

/// How an answer of the kind is written: as this value, or as an example.
fn form_of(kind: KindName, value: &str) -> Remark {
    let example = match kind {
        // They are stored with the zone of whoever answers.
        KindName::Time => "08:30",
        KindName::DateTime => "2025-12-31T08:30",
        _ if !value.is_empty() => value,
        KindName::Date => "2025-12-31",
        KindName::Acknowledge => "OK",
        KindName::Geopoint => "53.33 8.48",
        KindName::Integer => "3",
        _ => "3.5",
    };
    remark!("default-write", example)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::check;

    /// The code of what is told of a default, with what is to be written instead.
    fn told(kind: &str, default: &str, more: Value) -> Option<(&'static str, &'static str)> {
        let mut question = json!({ "kind": kind, "name": "q", "label": "Q", "default": default });
        question.as_object_mut()?.extend(more.as_object()?.clone());
        let document = json!({
            "name": "defaults", "languages": ["de"], "title": "D",
            "lists": { "yn": [{ "value": "1", "label": "ja" },
                { "value": "2", "label": "nein" }, { "value": "9", "label": "nichts", "exclusive": true }] },
            "missing": { "-8": "weiß nicht" },
            "pages": [{ "name": "p", "questions": [
                { "kind": "integer", "name": "most", "label": "M", "min": 0 }, question] }],
        });
        let checked = check(serde_json::from_value(document).unwrap());
        let mut errors = checked.problems.iter().filter(|problem| problem.is_error());
        let error = errors.next()?;
        assert_eq!(error.path, "/pages/0/questions/1/default", "{error}");
        assert_eq!(errors.next(), None);
        Some((error.what.code, error.hint.as_ref().map_or("", |hint| hint.code)))
    }

    #[track_caller]
    fn refused(kind: &str, default: &str, more: Value, hint: &str) {
        assert_eq!(told(kind, default, more), Some(("default-refused", hint)), "{kind} {default}");
    }

    #[test]
    fn what_a_page_would_refuse_or_not_show_is_told() {
        let yn = || json!({ "choices": "yn" });
        refused("integer", "200", json!({ "min": 0, "max": 110 }), "default-between");
        refused("integer", "-1", json!({ "min": 0 }), "default-least");
        refused("decimal", "3,5", json!({}), "default-write");
        refused("date", "31.12.2025", json!({}), "default-write");
        refused("time", "8.30", json!({}), "default-write");
        refused("geopoint", "somewhere", json!({}), "default-write");
        refused("acknowledge", "yes", json!({}), "default-write");
        refused("select_one", "ja", yn(), "values-are");
        refused("select_multiple", "1 9", yn(), "default-exclusive");
        refused("select_multiple", "1 2", json!({ "choices": "yn", "max": 1 }), "default-choices");
        refused("rank", "1", yn(), "default-ranking");
        refused("text", "four", json!({ "max_length": 3 }), "default-length");
        refused("range", "11", json!({}), "default-between");
        refused("range", "3", json!({ "min": 0, "max": 10, "step": 5 }), "default-steps");
        refused("integer", "3", json!({ "constraint": ". > 5" }), "default-constraint");
        let rows = json!({ "choices": "yn", "rows": [{ "name": "r", "label": "R" }] });
        assert_eq!(told("matrix", "1", rows), Some(("default-of-several", "")));
    }

    #[test]
    fn what_a_page_takes_or_other_answers_decide_is_not() {
        let yn = || json!({ "choices": "yn" });
        for (kind, default, more) in [
            ("integer", "3.5", json!({ "max": 9 })),
            ("integer", "110", json!({ "min": 0, "max": 110 })),
            ("integer", "200", json!({ "min": 0, "max": "${most}" })),
            ("decimal", "1.250", json!({})),
            ("date", "2024-02-29", json!({ "constraint": ". <= today()" })),
            ("time", "08:30", json!({})),
            ("date_time", "2025-12-31T08:30", json!({})),
            ("geopoint", "53.3 8.4", json!({})),
            ("acknowledge", "OK", json!({})),
            ("select_one", "1", yn()),
            ("select_one", "-8", json!({ "choices": "yn", "missing": [-8] })),
            ("select_one", "3", json!({ "choices": "yn", "choice_filter": "value != ${most}" })),
            ("select_multiple", "1 2", json!({ "choices": "yn", "max": "${most}" })),
            ("rank", "2 9 1", yn()),
            ("lookup", "1", yn()),
            ("integer", "3", json!({ "constraint": ". > ${most}" })),
            ("integer", "${most} + 500", json!({ "max": 110 })),
            ("hidden", "anything", json!({})),
        ] {
            assert_eq!(told(kind, default, more), None, "{kind} {default}");
        }
    }
}
