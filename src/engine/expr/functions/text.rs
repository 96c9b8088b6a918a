//! Texts. Positions and lengths count characters.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::super::eval::{Arguments, LONGEST};
use super::super::pattern::Pattern;
use super::super::value::{Value, is_space};
use super::{Function, MANY, Takes};

/// In steps of evaluation.
const COST_OF_PATTERN: u64 = 500;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("string", 0..=1, |a| Value::Text(a.text(0))).taking(Takes::OwnValue),
    Function::new("concat", 0..=MANY, |a| owned(joined(a.texts(0), ""))),
    Function::new("join", 1..=MANY, |a| owned(joined(a.texts(1), &a.text(0)))),
    Function::new("contains", 2..=2, |a| Value::Boolean(a.text(0).contains(&*a.text(1)))),
    Function::new("starts-with", 2..=2, |a| Value::Boolean(a.text(0).starts_with(&*a.text(1)))),
    Function::new("ends-with", 2..=2, |a| Value::Boolean(a.text(0).ends_with(&*a.text(1)))),
    Function::new("substr", 2..=3, substr),
    Function::new("substring", 2..=3, substring),
    Function::new("substring-before", 2..=2, |a| {
        let text = a.text(0);
        owned(text.split_once(&*a.text(1)).map_or("", |(before, _)| before).to_owned())
    }),
    Function::new("substring-after", 2..=2, |a| {
        let text = a.text(0);
        owned(text.split_once(&*a.text(1)).map_or("", |(_, after)| after).to_owned())
    }),
    Function::new("string-length", 0..=1, |a| Value::Number(a.text(0).chars().count() as f64))
        .taking(Takes::OwnValue),
    Function::new("normalize-space", 0..=1, |a| {
        let text = a.text(0);
        let words = text.split(is_space).filter(|word| !word.is_empty());
        owned(words.collect::<Vec<_>>().join(" "))
    })
    .taking(Takes::OwnValue),
    Function::new("translate", 3..=3, translate),
    Function::new("regex", 2..=2, regex).taking(Takes::Pattern),
];

fn owned(text: String) -> Value<'static> {
    Value::Text(Cow::Owned(text))
}

/// Texts one after the other. What comes after the longest text there may be is left out, since then
/// there is none.
fn joined<'a>(texts: impl Iterator<Item = Cow<'a, str>>, separator: &str) -> String {
    let mut all = String::new();
    for (index, text) in texts.enumerate() {
        if index > 0 {
            all.push_str(separator);
        }
        all.push_str(&text);
        if all.len() > LONGEST {
            break;
        }
    }
    all
}

/// The characters from a start up to and without an end, counted from 0, negative from the end.
fn substr<'a>(arguments: &Arguments<'a, '_>) -> Value<'a> {
    let text = arguments.text(0);
    let length = text.chars().count();
    let position = |index: f64| {
        let from_start = if index < 0.0 { length as f64 + index } else { index };
        // `as` turns NaN and negatives into 0.
        from_start as usize
    };
    let start = position(arguments.number(1));
    let end = if arguments.len() == 3 { position(arguments.number(2)) } else { length };
    owned(text.chars().take(end).skip(start).collect())
}

/// XPath's substring: positions count from 1 and are rounded; NaN selects nothing.
fn substring<'a>(arguments: &Arguments<'a, '_>) -> Value<'a> {
    let text = arguments.text(0);
    let start = round_half_up(arguments.number(1));
    let end = match arguments.len() {
        3 => start + round_half_up(arguments.number(2)),
        _ => f64::INFINITY,
    };
    let within = text.chars().zip(1_u32..).filter(|(_, position)| {
        let position = f64::from(*position);
        start <= position && position < end
    });
    owned(within.map(|(c, _)| c).collect())
}

/// The nearest whole number; of two, the greater: XPath's rule, also for negative numbers.
fn round_half_up(number: f64) -> f64 {
    let floor = number.floor();
    // Adding 0.5 first would be wrong for 0.49999999999999994.
    if number - floor >= 0.5 { floor + 1.0 } else { floor }
}

/// Replaces each character of the second text by that at the same place of the third, if any.
fn translate<'a>(arguments: &Arguments<'a, '_>) -> Value<'a> {
    let (text, from, to) = (arguments.text(0), arguments.text(1), arguments.text(2));
    // Each character is looked up, not only read.
    if !arguments.context.run.step((text.len() + from.len()) as u64) {
        return Value::EMPTY;
    }
    let mut others = to.chars();
    let mut becomes: FxHashMap<char, Option<char>> = FxHashMap::default();
    for c in from.chars() {
        let other = others.next();
        becomes.entry(c).or_insert(other);
    }
    let translated = text.chars().filter_map(|c| becomes.get(&c).copied().unwrap_or(Some(c)));
    owned(translated.collect())
}

/// Whether a pattern that had to be worked out is found in a text; an invalid one never is.
fn regex<'a>(arguments: &Arguments<'a, '_>) -> Value<'a> {
    // Making a pattern ready costs far more than looking at one more row.
    if !arguments.context.run.step(COST_OF_PATTERN) {
        return Value::Boolean(false);
    }
    let (text, pattern) = (arguments.text(0), Pattern::new(&arguments.text(1)));
    let may_match = arguments.context.run.may_match(&text);
    Value::Boolean(may_match && pattern.is_ok_and(|pattern| pattern.is_match(&text)))
}
