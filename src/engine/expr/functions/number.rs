//! Numbers.

use super::super::eval::Arguments;
use super::super::value::Value;
use super::{Function, Takes};

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("number", 0..=1, |a| Value::Number(a.number(0))).taking(Takes::OwnValue),
    Function::new("int", 1..=1, |a| Value::Number(a.number(0).trunc())),
    Function::new("round", 1..=2, round),
    Function::new("floor", 1..=1, |a| Value::Number(a.number(0).floor())),
    Function::new("ceiling", 1..=1, |a| Value::Number(a.number(0).ceil())),
    Function::new("abs", 1..=1, |a| Value::Number(a.number(0).abs())),
    Function::new("pow", 2..=2, |a| Value::Number(pow(a.number(0), a.number(1)))),
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

/// A power; what Java and JavaScript call NaN is NaN, also where the C library knows better.
fn pow(base: f64, exponent: f64) -> f64 {
    let undecided = exponent.is_nan() || (base.abs() == 1.0 && exponent.is_infinite());
    if undecided { f64::NAN } else { base.powf(exponent) }
}

/// Rounds to a number of decimals, or to tens, hundreds, … if that is negative; halves are rounded
/// away from zero.
fn round<'a>(arguments: &Arguments<'a, '_>) -> Value<'a> {
    let number = arguments.number(0);
    if arguments.len() == 1 {
        return Value::Number(number.round());
    }
    let digits = arguments.number(1).trunc().clamp(-300.0, 300.0);
    // Dividing by a power of ten is exact where multiplying by its inverse is not.
    let power = 10_f64.powf(digits.abs());
    let rounded = if digits < 0.0 {
        (number / power).round() * power
    } else {
        (number * power).round() / power
    };
    // Where the product is too large for a number, there is nothing left to round.
    Value::Number(if rounded.is_infinite() { number } else { rounded })
}
