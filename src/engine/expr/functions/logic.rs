//! Truth and choice between values.

use super::super::eval::Arguments;
use super::super::value::{Value, text_number};
use super::{Function, MANY, Takes};

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("true", 0..=0, |_| Value::Boolean(true)),
    Function::new("false", 0..=0, |_| Value::Boolean(false)),
    Function::new("not", 1..=1, |a| Value::Boolean(!a.boolean(0))),
    Function::new("boolean", 1..=1, |a| Value::Boolean(a.boolean(0))),
    Function::new("boolean-from-string", 1..=1, |a| {
        Value::Boolean(matches!(a.text(0).as_ref(), "true" | "1"))
    }),
    Function::new("if", 3..=3, |a| a.value(if a.boolean(0) { 1 } else { 2 })),
    Function::new("coalesce", 2..=2, coalesce),
    Function::new("once", 1..=1, once),
    Function::new("checklist", 3..=MANY, checklist),
    Function::new("weighted-checklist", 4..=MANY, weighted_checklist).taking(Takes::Weights),
];

/// The first value unless it is empty or NaN, in which case the second.
fn coalesce<'a>(arguments: &Arguments<'a, '_>) -> Value<'a> {
    let first = arguments.value(0);
    let missing = match &first {
        Value::Number(number) => number.is_nan(),
        other => other.to_text().is_empty(),
    };
    if missing { arguments.value(1) } else { first }
}

/// The value there is already; only where there is none, the argument is evaluated.
fn once<'a>(arguments: &Arguments<'a, '_>) -> Value<'a> {
    match arguments.context.resolver.this() {
        "" => arguments.value(0),
        present => Value::borrow(present),
    }
}

/// Whether the number of true values lies within bounds.
fn checklist<'a>(arguments: &Arguments<'a, '_>) -> Value<'a> {
    let count = arguments.values(2).flat_map(|value| truths(&value)).filter(|it| *it).count();
    within_bounds(arguments, count as f64)
}

/// Whether the weights of the true values add up to a sum within bounds; each value is followed
/// by its weight.
fn weighted_checklist<'a>(arguments: &Arguments<'a, '_>) -> Value<'a> {
    let env = arguments.context.env;
    let mut sum = 0.0;
    for index in (2..arguments.len()).step_by(2) {
        let weights = arguments.value(index + 1);
        let weights = match &weights {
            Value::Nodes(nodes) => nodes.as_slice().iter().map(|it| text_number(it, env)).collect(),
            other => vec![other.number(env)],
        };
        let weighted = truths(&arguments.value(index)).into_iter().zip(weights);
        sum += weighted.filter(|(holds, _)| *holds).map(|(_, weight)| weight).sum::<f64>();
    }
    within_bounds(arguments, sum)
}

/// The truth of each node of a value; unlike elsewhere, an unanswered question is not true.
fn truths(value: &Value<'_>) -> Vec<bool> {
    match value {
        Value::Nodes(nodes) => nodes.as_slice().iter().map(|node| !node.is_empty()).collect(),
        other => vec![other.to_boolean()],
    }
}

/// Whether a number lies between the first two arguments, where -1 is no bound.
fn within_bounds<'a>(arguments: &Arguments<'a, '_>, number: f64) -> Value<'a> {
    let (least, most) = (arguments.number(0), arguments.number(1));
    Value::Boolean((least == -1.0 || least <= number) && (most == -1.0 || number <= most))
}
