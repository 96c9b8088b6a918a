//! The values of the language and how one kind becomes another, by XPath's rules.

use std::borrow::Cow;

use super::date::When;
use super::{Env, Nodes};

/// What an expression evaluates to.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// A text.
    Text(Cow<'a, str>),
    /// A number; NaN where there is none.
    Number(f64),
    /// A truth value.
    Boolean(bool),
    /// What a reference stands for.
    Nodes(Nodes<'a>),
    /// A day or a moment.
    When(When),
    /// A number of days that is known to stand for a day: `today() + 7`.
    Days(f64, When),
}

impl<'a> Value<'a> {
    /// The empty text: no answer, no such item, no valid date.
    pub(super) const EMPTY: Value<'static> = Value::Text(Cow::Borrowed(""));

    pub(super) fn borrow(text: &'a str) -> Value<'a> {
        Value::Text(Cow::Borrowed(text))
    }

    /// The value as a text; of a node-set, its first node.
    pub fn to_text(&self) -> Cow<'_, str> {
        match self {
            Value::Text(text) => Cow::Borrowed(text),
            Value::Nodes(nodes) => match nodes.as_slice() {
                [first, ..] => Cow::Borrowed(first),
                [] => Cow::Borrowed(""),
            },
            Value::Number(number) | Value::Days(number, _) => Cow::Owned(number_text(*number)),
            Value::Boolean(boolean) => Cow::Borrowed(if *boolean { "true" } else { "false" }),
            Value::When(when) => Cow::Owned(when.to_string()),
        }
    }

    /// How much there is to look through.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Value::Text(text) | Value::Nodes(Nodes::One(text)) => text.len(),
            Value::Nodes(Nodes::Many(texts)) => texts.iter().map(|text| text.len()).sum(),
            Value::Number(_) | Value::Boolean(_) | Value::When(_) | Value::Days(..) => 0,
        }
    }

    /// The value as a text without copying what was borrowed.
    pub(super) fn into_text(self) -> Cow<'a, str> {
        match self {
            Value::Text(text) | Value::Nodes(Nodes::One(text)) => text,
            Value::Nodes(Nodes::Many(nodes)) => nodes.into_iter().next().unwrap_or_default(),
            other => Cow::Owned(other.to_text().into_owned()),
        }
    }

    /// The texts of all nodes; of anything else, its text.
    pub(super) fn into_texts(self) -> Vec<Cow<'a, str>> {
        match self {
            Value::Nodes(nodes) => nodes.into_vec(),
            single => vec![single.into_text()],
        }
    }

    /// The value as a number: NaN for what is not one. A date counts days since 1970 began in UTC;
    /// one that is a text is not known here, because nothing says where the respondent is.
    pub fn to_number(&self) -> f64 {
        match self {
            Value::Number(number) | Value::Days(number, _) => *number,
            Value::Boolean(boolean) => f64::from(u8::from(*boolean)),
            Value::When(when) => when.days(),
            Value::Text(_) | Value::Nodes(_) => plain_number(&self.to_text()).unwrap_or(f64::NAN),
        }
    }

    /// The value as a number, also if it is a text that denotes a date.
    pub fn number(&self, env: &Env) -> f64 {
        match self {
            Value::Text(_) | Value::Nodes(_) => text_number(&self.to_text(), env),
            other => other.to_number(),
        }
    }

    /// The value as a truth value. A reference to a question is true even if it is unanswered.
    pub fn to_boolean(&self) -> bool {
        match self {
            Value::Boolean(boolean) => *boolean,
            Value::Number(number) => *number != 0.0 && !number.is_nan(),
            Value::Text(text) => !text.is_empty(),
            Value::Nodes(nodes) => !nodes.as_slice().is_empty(),
            Value::When(_) | Value::Days(..) => true,
        }
    }

    /// The date this is or, as a text, denotes. A mere number denotes none here.
    pub(super) fn when(&self, env: &Env) -> Option<When> {
        match self {
            Value::When(when) | Value::Days(_, when) => Some(when.clone()),
            Value::Text(_) | Value::Nodes(_) => When::parse(&self.to_text(), env),
            Value::Number(_) | Value::Boolean(_) => None,
        }
    }
}

/// What XPath counts as white space.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// A text read as a number: digits with an optional `-` and `.`, or a date.
pub(super) fn text_number(text: &str, env: &Env) -> f64 {
    plain_number(text)
        .or_else(|| When::parse(text, env).map(|when| when.days()))
        .unwrap_or(f64::NAN)
}

/// A text of digits as a number.
pub(in crate::engine) fn plain_number(text: &str) -> Option<f64> {
    let text = text.trim_matches(is_space);
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    // XPath knows neither exponents nor `+`, and Rust reads "inf" too.
    let plain = unsigned.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    // Refuses "", "." and two points.
    if plain { text.parse().ok() } else { None }
}

fn number_text(number: f64) -> String {
    if number.is_infinite() {
        return if number > 0.0 { "Infinity" } else { "-Infinity" }.to_owned();
    }
    // Adding 0 turns -0 into 0; Rust writes NaN as XPath does and never an exponent.
    (number + 0.0).to_string()
}
