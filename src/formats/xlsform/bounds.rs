//! Least and greatest values as a constraint, for tools that know no other way to say it.

use crate::engine::model::{KindName, Limit, Question};

/// `. >= 1 and . <= 600`; nothing without limits.
pub(super) fn text(min: Option<&Limit>, max: Option<&Limit>) -> Option<String> {
    of(".", min, max)
}

/// The same of what is counted or measured.
fn of(what: &str, min: Option<&Limit>, max: Option<&Limit>) -> Option<String> {
    let limit = |sign: &str, limit: &Limit| match limit {
        Limit::Number(number) => format!("{what} {sign} {number}"),
        Limit::Expression(source) => format!("{what} {sign} ({source})"),
    };
    let parts: Vec<String> = [(">=", min), ("<=", max)]
        .into_iter()
        .filter_map(|(sign, bound)| Some(limit(sign, bound?)))
        .collect();
    (!parts.is_empty()).then(|| parts.join(" and "))
}

/// What the limits of a question are in a constraint.
fn limits(question: &Question) -> Option<String> {
    let (min, max) = (question.min.as_ref(), question.max.as_ref());
    match question.kind {
        KindName::Integer | KindName::Decimal => text(min, max),
        KindName::SelectMultiple => of("count-selected(.)", None, max),
        _ => None,
    }
}

/// The constraint of a question together with its limits.
pub(super) fn with(question: &Question) -> Option<String> {
    match (limits(question), &question.constraint) {
        (None, own) => own.clone(),
        (limits, None) => limits,
        (Some(limits), Some(own)) => Some(format!("{limits} and ({own})")),
    }
}

/// Takes the limits out of a constraint again.
pub(super) fn without(question: &mut Question) {
    let Some(limits) = limits(question) else { return };
    let Some(written) = &question.constraint else { return };
    if *written == limits {
        question.constraint = None;
    } else if let Some(own) = written
        .strip_prefix(&limits)
        .and_then(|rest| rest.strip_prefix(" and ("))
        .and_then(|rest| rest.strip_suffix(')'))
    {
        question.constraint = Some(own.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_go_into_a_constraint_and_out_of_it() {
        for constraint in [None, Some(". mod 5 = 0".to_owned())] {
            let question = Question {
                kind: KindName::Integer,
                min: Some(Limit::Number(1.0)),
                max: Some(Limit::Expression("${a} + 1".to_owned())),
                constraint,
                ..Question::default()
            };
            let mut read = Question { constraint: with(&question), ..question.clone() };
            assert!(read.constraint.as_deref().is_some_and(|c| c.starts_with(". >= 1 and . <= (")));
            without(&mut read);
            assert_eq!(read, question);
            let ticks = Question { kind: KindName::SelectMultiple, min: None, ..question };
            let mut read = Question { constraint: with(&ticks), ..ticks.clone() };
            let most = "count-selected(.) <= (${a} + 1)";
            assert!(read.constraint.as_deref().is_some_and(|c| c.starts_with(most)));
            without(&mut read);
            assert_eq!(read, ticks);
        }
    }
}
