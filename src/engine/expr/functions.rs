//! The function library: one table, in files by family. To add a function, add a line to its
//! family's `FUNCTIONS`; the parser checks arguments by that line.

mod aggregate;
mod date;
mod logic;
mod number;
mod select;
mod text;

use std::ops::RangeInclusive;

use super::eval::Arguments;
use super::value::Value;
use crate::engine::spelling::nearest;

/// The largest number of arguments of a function that takes any number.
const MANY: usize = usize::MAX;

/// A function of the language.
pub(super) struct Function {
    pub(super) name: &'static str,
    pub(super) arity: RangeInclusive<usize>,
    pub(super) takes: Takes,
    pub(super) run: for<'a> fn(&Arguments<'a>) -> Value<'a>,
}

/// What the parser demands of the arguments besides their number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    /// Nothing.
    Values,
    /// One argument that stands for a node-set.
    Nodes,
    /// A second argument that is a pattern; if it is literal, it must be valid.
    Pattern,
    /// A second argument such as `'${name}'`, of which the name alone is passed on.
    QuotedReference,
}

impl Function {
    const fn new(
        name: &'static str,
        arity: RangeInclusive<usize>,
        run: for<'a> fn(&Arguments<'a>) -> Value<'a>,
    ) -> Function {
        Function { name, arity, takes: Takes::Values, run }
    }

    const fn taking(self, takes: Takes) -> Function {
        Function { name: self.name, arity: self.arity, takes, run: self.run }
    }

    /// How many arguments the function takes, as a sentence's beginning.
    pub(super) fn signature(&self) -> String {
        let (least, most) = (*self.arity.start(), *self.arity.end());
        let name = self.name;
        let values = |count| if count == 1 { "argument" } else { "arguments" };
        if least == most {
            format!("`{name}` takes {least} {}", values(least))
        } else if most == MANY {
            format!("`{name}` takes {least} {} or more", values(least))
        } else {
            format!("`{name}` takes {least} to {most} arguments")
        }
    }
}

const FAMILIES: [&[Function]; 6] = [
    logic::FUNCTIONS,
    select::FUNCTIONS,
    text::FUNCTIONS,
    number::FUNCTIONS,
    aggregate::FUNCTIONS,
    date::FUNCTIONS,
];

/// Every function there is.
pub(super) fn all() -> impl Iterator<Item = &'static Function> {
    FAMILIES.into_iter().flatten()
}

/// The function of a name.
pub(super) fn find_function(name: &str) -> Option<&'static Function> {
    all().find(|function| function.name == name)
}

/// The function an author most likely meant.
pub(super) fn similar_name(name: &str) -> Option<&'static str> {
    nearest(name, all().map(|function| function.name))
}
