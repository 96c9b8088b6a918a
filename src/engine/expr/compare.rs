//! Arithmetic and comparison by XPath's rules, and what ODK adds for dates.

use super::date::When;
use super::tree::Operator;
use super::value::Value;
use super::{Env, Nodes};

/// The result of `+`, `-`, `*`, `div` or `mod`.
pub(super) fn calculate(
    operator: Operator,
    left: &Value<'_>,
    right: &Value<'_>,
    env: &Env,
) -> Value<'static> {
    let (a, b) = (left.number(env), right.number(env));
    let number = match operator {
        Operator::Plus => a + b,
        Operator::Minus => a - b,
        Operator::Times => a * b,
        Operator::Div => a / b,
        _ => a % b,
    };
    if !matches!(operator, Operator::Plus | Operator::Minus) {
        return Value::Number(number);
    }
    let day = match (operator, left.when(env), right.when(env)) {
        // Between two days lie whole days, also when the clocks were changed.
        (Operator::Minus, Some(left), Some(right)) => {
            return Value::Number(left.days_since(&right));
        }
        (Operator::Minus, Some(day), None) => day.plus_days(-b),
        (Operator::Plus, Some(day), None) => day.plus_days(b),
        (Operator::Plus, None, Some(day)) => day.plus_days(a),
        _ => None,
    };
    day.map_or(Value::Number(number), |day| Value::Days(number, day))
}

/// Whether a comparison holds; for node-sets, whether it holds for any of their nodes.
pub(super) fn holds(operator: Operator, left: &Value<'_>, right: &Value<'_>, env: &Env) -> bool {
    let by_truth = matches!(operator, Operator::Equal | Operator::Unequal)
        && (matches!(left, Value::Boolean(_)) || matches!(right, Value::Boolean(_)));
    if by_truth {
        return (left.to_boolean() == right.to_boolean()) == (operator == Operator::Equal);
    }
    if let Value::Nodes(Nodes::Many(nodes)) = left {
        return nodes.iter().any(|node| holds(operator, &Value::borrow(node), right, env));
    }
    if let Value::Nodes(Nodes::Many(nodes)) = right {
        return nodes.iter().any(|node| holds(operator, left, &Value::borrow(node), env));
    }
    match operator {
        Operator::Equal => equal(left, right, env),
        Operator::Unequal => !equal(left, right, env),
        _ => ordered(operator, left, right, env),
    }
}

fn equal(left: &Value<'_>, right: &Value<'_>, env: &Env) -> bool {
    let is_number = |value: &Value<'_>| matches!(value, Value::Number(_) | Value::Days(..));
    let has_number = is_number(left) || is_number(right);
    let has_date = matches!(left, Value::When(_)) || matches!(right, Value::When(_));
    if has_number {
        return match dates(left, right, env) {
            Some((left, right)) => left == right,
            None => left.number(env) == right.number(env),
        };
    }
    if has_date && let (Some(left), Some(right)) = (left.when(env), right.when(env)) {
        return left == right;
    }
    left.to_text() == right.to_text()
}

fn ordered(operator: Operator, left: &Value<'_>, right: &Value<'_>, env: &Env) -> bool {
    let ordering = match dates(left, right, env) {
        Some((left, right)) => Some(left.cmp(&right)),
        None => left.number(env).partial_cmp(&right.number(env)),
    };
    ordering.is_some_and(|ordering| match operator {
        Operator::Less => ordering.is_lt(),
        Operator::AtMost => ordering.is_le(),
        Operator::Greater => ordering.is_gt(),
        _ => ordering.is_ge(),
    })
}

/// Both sides as dates: a date beside a number of days is compared with the day that the number
/// means, or an hour would be missing when the clocks were changed in between.
fn dates(left: &Value<'_>, right: &Value<'_>, env: &Env) -> Option<(When, When)> {
    match (left, right) {
        (Value::Number(_), Value::Number(_)) => None,
        (Value::Number(days), date) => {
            let date = date.when(env)?;
            Some((When::day_of_number(*days, env)?, date))
        }
        (date, Value::Number(days)) => {
            let date = date.when(env)?;
            Some((date, When::day_of_number(*days, env)?))
        }
        _ => Some((left.when(env)?, right.when(env)?)),
    }
}
