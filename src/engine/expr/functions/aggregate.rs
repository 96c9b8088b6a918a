//! Many values into one number. Unanswered questions are left out; a text that is no number makes
//! the result NaN.

use super::super::eval::Arguments;
use super::super::value::{Value, is_space, text_number};
use super::super::{Env, Nodes};
use super::{Function, MANY, Takes};

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("sum", 1..=1, |a| Value::Number(numbers(a).iter().sum())).taking(Takes::Nodes),
    Function::new("min", 0..=MANY, |a| extreme(a, |one, two| one < two)),
    Function::new("max", 0..=MANY, |a| extreme(a, |one, two| one > two)),
    Function::new("count", 1..=1, |a| Value::Number(a.texts(0).count() as f64))
        .taking(Takes::Nodes),
    Function::new("count-non-empty", 1..=1, |a| {
        Value::Number(a.texts(0).filter(|text| !text.is_empty()).count() as f64)
    })
    .taking(Takes::Nodes),
];

fn numbers(arguments: &Arguments<'_, '_>) -> Vec<f64> {
    let env = arguments.context.env;
    let mut numbers = Vec::new();
    for value in arguments.values(0) {
        match &value {
            Value::Nodes(nodes) => numbers.extend(answered(nodes, env)),
            other => numbers.push(other.number(env)),
        }
    }
    numbers
}

fn answered(nodes: &Nodes<'_>, env: &Env) -> impl Iterator<Item = f64> {
    let answers = nodes.as_slice().iter().filter(|node| !node.trim_matches(is_space).is_empty());
    answers.map(|node| text_number(node, env))
}

/// The number that comes before all others; NaN if there is none or one of them is NaN.
fn extreme(arguments: &Arguments<'_, '_>, before: fn(f64, f64) -> bool) -> Value<'static> {
    let first = |one: f64, two: f64| if one.is_nan() || before(one, two) { one } else { two };
    Value::Number(numbers(arguments).into_iter().reduce(first).unwrap_or(f64::NAN))
}
