//! ODK's expression language: what decides relevance, constraints, calculations and choice filters.
//!
//! [`Expr::parse`] finds every fault an author can make (syntax, unknown functions, wrong number
//! of arguments, bad patterns), so [`Expr::eval`] cannot fail. This module must not ask the time
//! (it is in [`Env`]) and must not know questionnaires (they are behind [`Resolver`]).
//!
//! Reading order: this door, `lexer`, `tree`, `parser`, `eval`, `compare`, `path`, `value`, `date`,
//! `saved`, `functions`. The language is described for designers in docs/expressions.md.

mod compare;
mod compared;
mod date;
mod demands;
mod eval;
mod extent;
mod filtered;
mod functions;
mod lexer;
mod parser;
mod path;
mod pattern;
pub mod rules;
mod saved;
mod shuffle;
#[cfg(test)]
mod tests;
mod tree;
mod unit;
mod value;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use jiff::Zoned;
use jiff::civil::Date;

pub use compared::Literal;
pub(super) use compared::{Compared, How, Operand};
pub use date::When;
pub(super) use date::{is_date, is_time};
pub(super) use filtered::{Filtered, With};
pub use saved::SavedAs;
pub(super) use shuffle::{seed_of, shuffled};
pub use value::Value;
pub(super) use value::plain_number;

use super::problem::Remark;
use super::writing::WritingStyle;
pub use eval::Workload;
use eval::{Context, Run, eval};
pub use extent::Extent;
use parser::{Mentions, Pitfall};
use tree::Node;

/// A parsed expression with its source; cheap to clone.
#[derive(Clone)]
pub struct Expr(Arc<Parsed>);

struct Parsed {
    source: String,
    root: Node,
    mentions: Mentions,
}

/// The names of all functions, for those who write expressions.
pub fn functions() -> impl Iterator<Item = &'static str> {
    functions::all().map(|function| function.name)
}

impl Expr {
    /// Parses and checks an expression.
    pub fn parse(source: &str) -> Result<Expr, ExprError> {
        let expr = Expr::parse_lazily(source)?;
        match expr.0.mentions.faults.first() {
            Some(fault) => Err(fault.clone()),
            None => Ok(expr),
        }
    }

    /// Parses an expression as other programs do, which find an unknown function or a wrong argument
    /// only when they come to it: for trying expressions with [`Expr::try_eval`].
    pub fn parse_lazily(source: &str) -> Result<Expr, ExprError> {
        parser::parse(source).map(|parsed| Expr(Arc::new(parsed)))
    }

    /// The text this expression was parsed from.
    pub fn source(&self) -> &str {
        &self.0.source
    }

    /// Every mention of a question or repeat, in order of appearance, repetitions included; also
    /// those that end a path such as `../name`.
    pub fn references(&self) -> &[Reference] {
        &self.0.mentions.references
    }

    /// Every bare name: columns of the choice being filtered, in order of appearance.
    pub fn names(&self) -> &[Reference] {
        &self.0.mentions.names
    }

    /// Every mention of a choice list or file whose rows are looked up.
    pub fn instances(&self) -> &[Reference] {
        &self.0.mentions.instances
    }

    /// Whether there is something to work out: a call, or arithmetic. A hyphen between two numbers counts
    /// only with blanks around it, since days and phone numbers have some; a word before brackets,
    /// `Preis (2024)`, only if it is the name of a function.
    pub fn computes(&self) -> bool {
        let source = &self.0.source;
        let is_prose = source.contains(" (")
            && self.0.mentions.faults.iter().any(|fault| fault.what.code == "expr-no-function");
        !is_prose && self.0.root.computes(source.contains(" - "))
    }

    /// Every mention of a column of such a list or file, with the list's name.
    pub fn columns(&self) -> &[(String, Reference)] {
        &self.0.mentions.columns
    }

    /// Whether the expression mentions `.`, the value it belongs to.
    pub fn uses_self(&self) -> bool {
        self.0.mentions.uses_self
    }

    /// Whether the expression asks for the number of the instance it belongs to, so that a repeat
    /// judges each of its own by it.
    pub fn uses_own_position(&self) -> bool {
        self.0.mentions.own_position
    }

    /// What in it means something else than is written, in order of appearance.
    pub(super) fn pitfalls(&self) -> &[Pitfall] {
        &self.0.mentions.pitfalls
    }

    /// What is wrong with it where it filters no choices: it asks for the place of one.
    pub fn beyond_choices(&self) -> Option<&ExprError> {
        self.0.mentions.of_choice.as_ref()
    }

    /// The value of the expression. A calculation that is NaN is to be stored as an empty answer.
    pub fn eval<'a>(&'a self, resolver: &'a dyn Resolver, env: &'a Env) -> Value<'a> {
        eval(&self.0.root, Context { resolver, env, run: &Run::new(resolver), item: None })
    }

    /// The value of the expression, or why it has none: a fault that was left to evaluation, or too
    /// much work.
    pub fn try_eval<'a>(
        &'a self,
        resolver: &'a dyn Resolver,
        env: &'a Env,
    ) -> Result<Value<'a>, ExprError> {
        let run = Run::new(resolver);
        let value = eval(&self.0.root, Context { resolver, env, run: &run, item: None });
        run.fault.into_inner().map_or(Ok(value), Err)
    }
}

impl fmt::Debug for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Expr").field(&self.0.source).finish()
    }
}

/// A name in an expression and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The name without `${}` and quotes.
    pub name: String,
    /// Characters before it, counted from 0.
    pub at: usize,
    /// True where the value now is not asked for: `'${q}'` in `jr:choice-name` asks for q's choices,
    /// `${last-saved#q}` for an earlier response, a list's name for its rows.
    pub quoted: bool,
}

/// Why a text is not an expression, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExprError {
    /// Characters before the fault, counted from 0.
    pub at: usize,
    /// Line of the fault, counted from 1.
    pub line: usize,
    /// Column of the fault in its line, counted from 1.
    pub column: usize,
    /// What is wrong.
    pub what: Remark,
    /// How to mend it, where that is known. In a box, since every step of the parser holds errors,
    /// and deep expressions have many steps.
    pub hint: Option<Box<Remark>>,
}

impl fmt::Display for ExprError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.what)?;
        match &self.hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ExprError {}

/// Where an expression finds the answers it mentions.
pub trait Resolver {
    /// What `${name}` stands for: one text for a question (empty if unanswered), many from a repeat.
    fn nodes(&self, name: &str) -> Nodes<'_>;
    /// What the path through these names to `name` stands for.
    fn nodes_below(&self, _way: &[String], name: &str) -> Nodes<'_> {
        self.nodes(name)
    }
    /// The value of `.`.
    fn this(&self) -> &str;
    /// The cell of a column of the choice being filtered; `None` if there is no such cell.
    fn attribute(&self, name: &str) -> Option<&str>;
    /// The number, from 1, of the choice being filtered among all of its list, and how many those are.
    fn choice_place(&self) -> Option<(usize, usize)> {
        None
    }
    /// The label of a choice of a question in the language in use.
    fn choice_label(&self, question: &str, value: &str) -> Option<String>;
    /// The number, from 1, of the repeat instance found when going `up` parents up from the
    /// question the expression belongs to.
    fn position(&self, _up: usize) -> Option<usize> {
        None
    }
    /// The value of `name` in the given instance, from 1, of each named repeat; of a repeat in there,
    /// as many nodes as it has instances.
    fn indexed(&self, _name: &str, _at: &[(String, usize)]) -> Option<Nodes<'_>> {
        None
    }
    /// The number of items of a secondary instance: a choice list or a file.
    fn items(&self, _instance: &str) -> Option<usize> {
        None
    }
    /// A cell of an item, counted from 0, of a secondary instance.
    fn cell(&self, _instance: &str, _item: usize, _column: &str) -> Option<&str> {
        None
    }
    /// Tells questions and instances apart for `random()`.
    fn salt(&self) -> u64 {
        0
    }
    /// The account that all expressions share; none where each has its own.
    fn workload(&self) -> Option<&Workload> {
        None
    }
}

/// A node-set: the values a reference stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Nodes<'a> {
    /// The value of one question.
    One(Cow<'a, str>),
    /// The values of a question in every instance of a repeat; possibly none.
    Many(Vec<Cow<'a, str>>),
}

impl<'a> Nodes<'a> {
    /// The values in order.
    pub fn as_slice(&self) -> &[Cow<'a, str>] {
        match self {
            Nodes::One(node) => std::slice::from_ref(node),
            Nodes::Many(nodes) => nodes,
        }
    }

    fn into_vec(self) -> Vec<Cow<'a, str>> {
        match self {
            Nodes::One(node) => vec![node],
            Nodes::Many(nodes) => nodes,
        }
    }
}

/// What an expression may know of the world around the questionnaire.
#[derive(Clone, Debug)]
pub struct Env {
    /// The moment of evaluation in the respondent's time zone.
    pub now: Zoned,
    /// Names of months and days in the language in use.
    pub calendar: Arc<Calendar>,
    /// What `random()`, `randomize()` and `uuid()` start from: another one for every response.
    pub seed: u64,
}

/// Short names of months and days, which `format-date` writes for `%b` and `%a`, and how answers are
/// written that stand in texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    months: [String; 12],
    days: [String; 7],
    /// None: as they are stored.
    writing: Option<WritingStyle>,
}

impl Calendar {
    /// Reads names separated by spaces: twelve months from January, seven days from Sunday.
    pub fn from_words(months: &str, days: &str) -> Option<Calendar> {
        Some(Calendar { months: words(months)?, days: words(days)?, writing: None })
    }

    /// The same where answers in texts are written like this.
    pub fn with_writing(self, writing: WritingStyle) -> Calendar {
        Calendar { writing: Some(writing), ..self }
    }

    /// How answers are written among texts in a language; none where that is not the calendar's.
    pub(super) fn writing(&self, language: &str) -> Option<&WritingStyle> {
        self.writing.as_ref().filter(|writing| writing.is_of(language))
    }

    fn month(&self, date: Date) -> &str {
        &self.months[usize::from(date.month().unsigned_abs()) - 1]
    }

    fn day(&self, date: Date) -> &str {
        &self.days[usize::from(date.weekday().to_sunday_zero_offset().unsigned_abs())]
    }
}

fn words<const N: usize>(text: &str) -> Option<[String; N]> {
    let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    words.try_into().ok()
}
