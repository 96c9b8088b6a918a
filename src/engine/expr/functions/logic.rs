//! Truth and choice between values.

use super::super::eval::Arguments;
use super::super::value::Value;
use super::Function;

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
];

/// The first value unless it is empty or NaN, in which case the second.
fn coalesce<'a>(arguments: &Arguments<'a>) -> Value<'a> {
    let first = arguments.value(0);
    let missing = match &first {
        Value::Number(number) => number.is_nan(),
        other => other.to_text().is_empty(),
    };
    if missing { arguments.value(1) } else { first }
}
