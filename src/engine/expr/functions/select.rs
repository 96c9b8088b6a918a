//! Answers to questions with choices: the names of the chosen ones, separated by white space.

use super::super::eval::Arguments;
use super::super::value::{Value, is_space};
use super::{Function, Takes};

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("selected", 2..=2, selected),
    Function::new("selected-at", 2..=2, selected_at),
    Function::new("count-selected", 1..=1, |a| Value::Number(names(&a.text(0)).count() as f64)),
    Function::new("jr:choice-name", 2..=2, choice_name).taking(Takes::QuotedReference),
];

fn names(list: &str) -> impl Iterator<Item = &str> {
    list.split(is_space).filter(|name| !name.is_empty())
}

/// Whether a name is chosen; the empty name is where nothing is, or between two spaces.
fn selected<'a>(arguments: &Arguments<'a, '_>) -> Value<'a> {
    let (list, name) = (arguments.text(0), arguments.text(1));
    let name = name.trim_matches(is_space);
    Value::Boolean(list.split(is_space).any(|chosen| chosen == name))
}

/// The chosen name at a position counted from 0.
fn selected_at<'a>(arguments: &Arguments<'a, '_>) -> Value<'a> {
    let (list, index) = (arguments.text(0), arguments.number(1));
    if index.is_nan() || index < 0.0 {
        return Value::EMPTY;
    }
    // `as` saturates, and no list is that long.
    let name = names(&list).nth(index as usize).unwrap_or_default();
    Value::Text(name.to_owned().into())
}

fn choice_name<'a>(arguments: &Arguments<'a, '_>) -> Value<'a> {
    let (value, question) = (arguments.text(0), arguments.text(1));
    let label = arguments.context.resolver.choice_label(&question, &value);
    label.map_or(Value::EMPTY, |label| Value::Text(label.into()))
}
