//! The tree of a checked expression: what the parser makes and evaluation walks.

use super::ExprError;
use super::functions::Function;
use super::lexer::error_at;
use super::pattern::Pattern;
use crate::engine::problem::remark;

/// A part of an expression.
pub(super) enum Node {
    Text(String),
    Number(f64),
    /// `${name}`, or a path that ends in the name.
    Reference(String),
    /// `../../rep/name`, `${rep}/name`: a question and the names on the way to it. Where one of them is a
    /// repeat, all of its instances are meant.
    Below(Vec<String>, String),
    /// `.`, the value the expression belongs to.
    This,
    /// A column of the choice being filtered.
    Attribute(String),
    Union(Vec<Node>),
    Negate(Box<Node>),
    /// Operators of one level, grouped from the left.
    Chain(Box<Node>, Vec<(Operator, Node)>),
    Call(&'static Function, Vec<Node>),
    /// `regex()` with a pattern that was known when the expression was parsed.
    Matches(Box<Node>, Pattern),
    /// `position(..)`: the number of the repeat's instance so many parents up.
    Position(usize),
    /// `/data/rep[age > 5]/name`.
    Instances(Box<Instances>),
    /// `instance('list')/root/item[state = ${state}]/label`.
    Rows(Box<ListRows>),
    /// `(${x} | ${y})[1]`.
    Picked(Box<Node>, Vec<Node>),
    /// What a predicate looks at.
    Item(OfItem),
    /// A call that is wrong in itself; harmless as long as it is not reached.
    Fault(Box<ExprError>),
}

/// What a predicate can say of the item it looks at.
pub(super) enum OfItem {
    /// `.`, its text.
    Text,
    /// A question in the instance, or a column of the row.
    Named(String),
    /// `position()`, counted from 1.
    Position,
    /// `last()`, how many items there are.
    Last,
}

impl OfItem {
    /// What is wrong with `position()` or `last()` where there is no item.
    pub(super) fn fault(&self, source: &str, at: usize) -> ExprError {
        let (what, hint) = match self {
            OfItem::Last => (remark!("expr-last-inside"), remark!("expr-write-count")),
            _ => (remark!("expr-position-inside"), remark!("expr-write-position-up")),
        };
        error_at(source, at, what, Some(hint))
    }
}

/// A path through instances of repeats that are chosen by predicates.
pub(super) struct Instances {
    /// What is demanded of the root, of which there is one.
    pub(super) root: Vec<Node>,
    /// The repeats, or the question, with predicates, from the outside.
    pub(super) steps: Vec<PathStep>,
    /// The question asked in the last of them; without it, the path ends there.
    pub(super) tail: Option<String>,
}

/// A name with its predicates, of which there is at least one.
pub(super) struct PathStep {
    pub(super) name: String,
    pub(super) predicates: Vec<Node>,
}

/// Rows of a choice list or a file.
pub(super) struct ListRows {
    pub(super) list: String,
    pub(super) predicates: Vec<Node>,
    pub(super) column: Option<String>,
}

impl Node {
    /// Whether this stands for a node-set, as some functions demand.
    pub(super) fn is_nodes(&self) -> bool {
        match self {
            Node::Call(function, arguments) if function.name == "if" => {
                arguments.iter().skip(1).all(Node::is_nodes)
            }
            Node::Call(function, _) => function.gives_nodes(),
            Node::Item(of) => matches!(of, OfItem::Text | OfItem::Named(_)),
            _ => matches!(
                self,
                Node::Reference(_)
                    | Node::Below(..)
                    | Node::This
                    | Node::Attribute(_)
                    | Node::Union(_)
                    | Node::Instances(_)
                    | Node::Rows(_)
                    | Node::Picked(..)
                    | Node::Fault(_)
            ),
        }
    }
}

impl Node {
    /// Whether this calls or calculates; whether minus does is said. A path by itself (`km/h`) does not.
    pub(super) fn computes(&self, minus: bool) -> bool {
        match self {
            Node::Text(_)
            | Node::Number(_)
            | Node::This
            | Node::Attribute(_)
            | Node::Reference(_)
            | Node::Below(..) => false,
            Node::Negate(inner) => inner.computes(minus),
            Node::Chain(first, rest) => {
                let is_sum = |operator: &Operator| match operator {
                    Operator::Minus => minus,
                    Operator::Plus | Operator::Times | Operator::Div | Operator::Mod => true,
                    _ => false,
                };
                rest.iter().any(|(operator, right)| is_sum(operator) || right.computes(minus))
                    || first.computes(minus)
            }
            _ => true,
        }
    }
}

/// An operator between two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Or,
    And,
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
    Plus,
    Minus,
    Times,
    Div,
    Mod,
}
