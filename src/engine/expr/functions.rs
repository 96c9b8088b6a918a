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
use crate::engine::problem::{Remark, did_you_mean, remark};
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

    /// Whether chance decides what it gives.
    pub(super) fn draws(&self) -> bool {
        chance::FUNCTIONS.iter().any(|function| function.name == self.name)
    }

    /// Whether it gives the moment of evaluation.
    pub(super) fn asks_clock(&self) -> bool {
        matches!(self.name, "today" | "now")
    }

    /// What is wrong when it is called with so many arguments.
    pub(super) fn arity_fault(&self, found: usize) -> Remark {
        let (name, least, most) = (self.name, *self.arity.start(), *self.arity.end());
        match most {
            MANY => remark!("expr-takes-at-least", name, least, found),
            _ if least == most => remark!("expr-takes", name, count = least, found),
            _ => remark!("expr-takes-between", name, least, most, found),
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
const ABSENT: &[(&str, Remark)] = &[
    ("jr:itext", remark!("expr-write-choice-name")),
    ("time", remark!("expr-write-decimal-time")),
    ("nicht", remark!("expr-write-not")),
    ("und", remark!("expr-write-and")),
    ("and", remark!("expr-write-and")),
    ("oder", remark!("expr-write-or")),
    ("or", remark!("expr-write-or")),
    ("istleer", remark!("expr-write-empty")),
    ("ist_leer", remark!("expr-write-empty")),
    ("leer", remark!("expr-write-empty")),
    ("isblank", remark!("expr-write-empty")),
    ("isempty", remark!("expr-write-empty")),
    ("is_empty", remark!("expr-write-empty")),
    ("empty", remark!("expr-write-empty")),
    ("avg", remark!("expr-write-mean")),
    ("average", remark!("expr-write-mean")),
    ("mean", remark!("expr-write-mean")),
    ("mittelwert", remark!("expr-write-mean")),
    ("durchschnitt", remark!("expr-write-mean")),
    ("upper-case", remark!("expr-write-upper")),
    ("lower-case", remark!("expr-write-lower")),
    ("extract-signed", remark!("expr-no-signatures")),
    ("property", remark!("expr-no-device")),
    ("version", remark!("expr-carries-version")),
    ("search", remark!("expr-write-from-file")),
    ("name", remark!("expr-write-name")),
    ("local-name", remark!("expr-write-name")),
    ("namespace-uri", remark!("expr-write-name")),
    ("id", remark!("expr-write-name")),
];

/// What functions are called in German, as in a spreadsheet.
const GERMAN: &[(&str, &str)] = &[
    ("enthält", "contains"),
    ("enthaelt", "contains"),
    ("beinhaltet", "contains"),
    ("finden", "contains"),
    ("suchen", "contains"),
    ("beginnt_mit", "starts-with"),
    ("beginnt-mit", "starts-with"),
    ("endet_mit", "ends-with"),
    ("endet-mit", "ends-with"),
    ("ausgewählt", "selected"),
    ("gewählt", "selected"),
    ("gewaehlt", "selected"),
    ("anzahl_gewählt", "count-selected"),
    ("anzahl-gewählt", "count-selected"),
    ("zeichenlänge", "string-length"),
    ("laenge", "string-length"),
    ("ersetzen", "translate"),
    ("wechseln", "translate"),
    ("glätten", "normalize-space"),
    ("verbinden", "join"),
    ("text", "string"),
    ("wert", "number"),
    ("zahl", "number"),
    ("ganzzahl", "int"),
    ("betrag", "abs"),
    ("abrunden", "floor"),
    ("aufrunden", "ceiling"),
    ("potenz", "pow"),
    ("wurzel", "sqrt"),
    ("zufallszahl", "random"),
    ("zufall", "random"),
    ("maximum", "max"),
    ("minimum", "min"),
    ("jahr", "format-date"),
    ("monat", "format-date"),
    ("tag", "format-date"),
    ("wenn", "if"),
    ("heute", "today"),
    ("jetzt", "now"),
    ("summe", "sum"),
    ("anzahl", "count"),
    ("runden", "round"),
    ("datum", "date"),
    ("verketten", "concat"),
    ("teil", "substr"),
    ("länge", "string-length"),
    ("wahr", "true"),
    ("falsch", "false"),
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
pub(super) fn advice(name: &str) -> Option<Remark> {
    if let Some((_, instead)) = ABSENT.iter().find(|(absent, _)| *absent == name.to_lowercase()) {
        return Some(instead.clone());
    }
    if let Some((_, near)) = GERMAN.iter().find(|(german, _)| *german == name.to_lowercase()) {
        return Some(remark!("did-you-mean", near));
    }
    // These are no functions of the table, because the parser makes something else of them.
    let special = ["position", "last", "current", "instance"];
    did_you_mean(name, all().map(|function| function.name).chain(special))
}
