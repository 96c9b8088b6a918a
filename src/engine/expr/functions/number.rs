//! Numbers.

use super::super::eval::Arguments;
use super::super::value::Value;
use super::Function;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("number", 1..=1, |a| Value::Number(a.number(0))),
    Function::new("int", 1..=1, |a| Value::Number(a.number(0).trunc())),
    Function::new("round", 1..=2, round),
    Function::new("floor", 1..=1, |a| Value::Number(a.number(0).floor())),
    Function::new("ceiling", 1..=1, |a| Value::Number(a.number(0).ceil())),
    Function::new("abs", 1..=1, |a| Value::Number(a.number(0).abs())),
    Function::new("pow", 2..=2, |a| Value::Number(a.number(0).powf(a.number(1)))),
    Function::new("sqrt", 1..=1, |a| Value::Number(a.number(0).sqrt())),
    Function::new("exp", 1..=1, |a| Value::Number(a.number(0).exp())),
    Function::new("exp10", 1..=1, |a| Value::Number(10_f64.powf(a.number(0)))),
    Function::new("log", 1..=1, |a| Value::Number(a.number(0).ln())),
    Function::new("log10", 1..=1, |a| Value::Number(a.number(0).log10())),
    Function::new("pi", 0..=0, |_| Value::Number(std::f64::consts::PI)),
    Function::new("sin", 1..=1, |a| Value::Number(a.number(0).sin())),
    Function::new("cos", 1..=1, |a| Value::Number(a.number(0).cos())),
    Function::new("tan", 1..=1, |a| Value::Number(a.number(0).tan())),
    Function::new("asin", 1..=1, |a| Value::Number(a.number(0).asin())),
    Function::new("acos", 1..=1, |a| Value::Number(a.number(0).acos())),
    Function::new("atan", 1..=1, |a| Value::Number(a.number(0).atan())),
    Function::new("atan2", 2..=2, |a| Value::Number(a.number(0).atan2(a.number(1)))),
];

/// The nearest whole number; of two, the greater: XPath's rule, also for negative numbers.
pub(super) fn round_half_up(number: f64) -> f64 {
    let floor = number.floor();
    // Adding 0.5 first would be wrong for 0.49999999999999994.
    if number - floor >= 0.5 { floor + 1.0 } else { floor }
}

/// Rounds to a number of decimals, or to tens, hundreds, … if that is negative.
fn round<'a>(arguments: &Arguments<'a>) -> Value<'a> {
    let number = arguments.number(0);
    if arguments.len() == 1 {
        return Value::Number(round_half_up(number));
    }
    let digits = arguments.number(1).trunc().clamp(-300.0, 300.0);
    // Dividing by a power of ten is exact where multiplying by its inverse is not.
    let power = 10_f64.powf(digits.abs());
    let rounded = if digits < 0.0 {
        round_half_up(number / power) * power
    } else {
        round_half_up(number * power) / power
    };
    // Where the product is too large for a number, there is nothing left to round.
    Value::Number(if rounded.is_infinite() { number } else { rounded })
}
