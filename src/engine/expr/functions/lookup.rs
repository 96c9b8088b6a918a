//! Answers in other instances of a repeat, and cells of files.

use super::super::Nodes;
use super::super::eval::Arguments;
use super::super::value::Value;
use super::{Function, Takes};

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("indexed-repeat", 3..=7, indexed_repeat).taking(Takes::Instances),
    Function::new("pulldata", 4..=4, pulldata).taking(Takes::File),
];

/// The answer to a question in the instance with a number, from 1, of each repeat that is named.
fn indexed_repeat<'a>(arguments: &Arguments<'a, '_>) -> Value<'a> {
    let mut at = Vec::new();
    for index in (1..arguments.len()).step_by(2) {
        let number = arguments.number(index + 1);
        if number.fract() != 0.0 || number < 1.0 {
            return Value::Nodes(Nodes::Many(Vec::new()));
        }
        // `as` saturates, and no repeat has that many instances.
        at.push((arguments.text(index).into_owned(), number as usize));
    }
    let found = arguments.context.resolver.indexed(&arguments.text(0), &at);
    Value::Nodes(found.unwrap_or(Nodes::Many(Vec::new())))
}

/// The cell of a column in the first row of a file in which another column has a value.
fn pulldata<'a>(arguments: &Arguments<'a, '_>) -> Value<'a> {
    let resolver = arguments.context.resolver;
    let (file, column) = (arguments.text(0), arguments.text(1));
    let (key_column, key) = (arguments.text(2), arguments.text(3));
    let rows = resolver.items(&file).unwrap_or_default();
    if key.is_empty() || !arguments.context.run.step(rows as u64) {
        return Value::EMPTY;
    }
    let row = (0..rows).find(|row| resolver.cell(&file, *row, &key_column) == Some(&*key));
    row.and_then(|row| resolver.cell(&file, row, &column)).map_or(Value::EMPTY, Value::borrow)
}
