//! The function library: one table, in files by family. To add a function, add a line to its
//! family's `FUNCTIONS`; the parser checks arguments by that line.

mod aggregate;
mod chance;
mod date;
mod digest;
mod geo;
mod logic;
mod lookup;
mod number;
mod select;
mod text;

use std::ops::RangeInclusive;

use super::eval::Arguments;
use super::value::Value;
use crate::engine::spelling::nearest;
pub(super) use date::unknown_code;
pub(super) use geo::is_shape;

/// The largest number of arguments of a function that takes any number.
const MANY: usize = usize::MAX;

/// A function of the language.
pub(super) struct Function {
    pub(super) name: &'static str,
    pub(super) arity: RangeInclusive<usize>,
    pub(super) takes: Takes,
    pub(super) run: for<'a> fn(&Arguments<'a, '_>) -> Value<'a>,
}

/// What the parser demands of the arguments besides their number, or does with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    /// Nothing.
    Values,
    /// A first argument that stands for a node-set.
    Nodes,
    /// One argument, which may be left out: then it is `.`.
    OwnValue,
    /// A second argument that is a pattern; if it is literal, it must be valid.
    Pattern,
    /// A second argument such as `'${name}'`, of which the name alone is passed on.
    QuotedReference,
    /// References such as `${name}`, first and then before each number, of which the name alone is
    /// passed on.
    Instances,
    /// The literal name of a file.
    File,
    /// Words that, if they are literal, must be known.
    Words(&'static [(usize, &'static [&'static str])]),
    /// A second argument that, if it is literal, must be a closed line of points.
    Shape,
    /// Two bounds, then values each followed by a weight.
    Weights,
    /// A second argument that, if it is literal, must be a format of dates.
    Format,
}

impl Function {
    const fn new(
        name: &'static str,
        arity: RangeInclusive<usize>,
        run: for<'a> fn(&Arguments<'a, '_>) -> Value<'a>,
    ) -> Function {
        Function { name, arity, takes: Takes::Values, run }
    }

    const fn taking(self, takes: Takes) -> Function {
        Function { name: self.name, arity: self.arity, takes, run: self.run }
    }

    /// Whether the result is a node-set.
    pub(super) fn gives_nodes(&self) -> bool {
        matches!(self.name, "randomize" | "indexed-repeat")
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

const FAMILIES: [&[Function]; 10] = [
    logic::FUNCTIONS,
    select::FUNCTIONS,
    text::FUNCTIONS,
    number::FUNCTIONS,
    aggregate::FUNCTIONS,
    date::FUNCTIONS,
    lookup::FUNCTIONS,
    chance::FUNCTIONS,
    digest::FUNCTIONS,
    geo::FUNCTIONS,
];

/// Functions of XPath and ODK that are not here, and what to do instead.
const ABSENT: &[(&str, &str)] = &[
    ("jr:itext", "write jr:choice-name(${q}, '${q}') for the label of a choice"),
    ("upper-case", "write translate(…, 'abc', 'ABC') with the letters that occur"),
    ("lower-case", "write translate(…, 'ABC', 'abc') with the letters that occur"),
    ("extract-signed", "signatures are not supported"),
    ("property", "nothing is known of the respondent's device"),
    ("version", "every response carries its version"),
    ("search", "write select_one_from_file with a choice_filter"),
    ("name", "write ${name}"),
    ("local-name", "write ${name}"),
    ("namespace-uri", "write ${name}"),
    ("id", "write ${name}"),
];

/// Every function there is.
pub(super) fn all() -> impl Iterator<Item = &'static Function> {
    FAMILIES.into_iter().flatten()
}

/// The function of a name.
pub(super) fn find_function(name: &str) -> Option<&'static Function> {
    all().find(|function| function.name == name)
}

/// How to do without a function that is not here: another way, or the name that was meant.
pub(super) fn advice(name: &str) -> Option<String> {
    if let Some((_, instead)) = ABSENT.iter().find(|(absent, _)| *absent == name) {
        return Some((*instead).to_owned());
    }
    // These are no functions of the table, because the parser makes something else of them.
    let special = ["position", "last", "current", "instance"];
    let known = all().map(|function| function.name).chain(special);
    nearest(name, known).map(|near| format!("did you mean `{near}`?"))
}
