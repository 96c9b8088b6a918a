//! The tree of an expression and its evaluation. Cannot fail: what could is refused by the parser.

use std::borrow::Cow;

use regex::Regex;

use super::date::When;
use super::functions::Function;
use super::{Env, Nodes, Scope, Value};

/// A checked expression.
pub(super) enum Node {
    Text(String),
    Number(f64),
    Reference(String),
    This,
    Attribute(String),
    Union(Vec<Node>),
    Negate(Box<Node>),
    /// Operators of one level, grouped from the left.
    Chain(Box<Node>, Vec<(Operator, Node)>),
    Call(&'static Function, Vec<Node>),
    /// `regex()` with a pattern that was known when the expression was parsed.
    Matches(Box<Node>, Regex),
}

impl Node {
    /// Whether this stands for a node-set, as some functions demand.
    pub(super) fn is_nodes(&self) -> bool {
        matches!(self, Node::Reference(_) | Node::This | Node::Attribute(_) | Node::Union(_))
    }
}

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

/// What evaluation looks into.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) scope: &'a dyn Scope,
    pub(super) env: &'a Env,
}

/// The arguments of a call, evaluated only when a function asks for them.
pub(super) struct Arguments<'a> {
    nodes: &'a [Node],
    pub(super) context: Context<'a>,
}

impl<'a> Arguments<'a> {
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The value of an argument; an optional one that was left out is empty.
    pub(super) fn value(&self, index: usize) -> Value<'a> {
        match self.nodes.get(index) {
            Some(node) => eval(node, self.context),
            None => Value::EMPTY,
        }
    }

    pub(super) fn text(&self, index: usize) -> Cow<'a, str> {
        self.value(index).into_text()
    }

    pub(super) fn number(&self, index: usize) -> f64 {
        self.value(index).to_number()
    }

    pub(super) fn boolean(&self, index: usize) -> bool {
        self.value(index).to_boolean()
    }

    /// The values of the arguments from `first` on.
    pub(super) fn values(&self, first: usize) -> impl Iterator<Item = Value<'a>> {
        (first..self.len()).map(|index| self.value(index))
    }

    /// The texts of the arguments from `first` on, with every node of a node-set.
    pub(super) fn texts(&self, first: usize) -> impl Iterator<Item = Cow<'a, str>> {
        self.values(first).flat_map(|value| match value {
            Value::Nodes(Nodes::Many(nodes)) => nodes,
            single => vec![single.into_text()],
        })
    }
}

pub(super) fn eval<'a>(node: &'a Node, context: Context<'a>) -> Value<'a> {
    match node {
        Node::Text(text) => Value::Text(Cow::Borrowed(text)),
        Node::Number(number) => Value::Number(*number),
        Node::Reference(name) => Value::Nodes(context.scope.nodes(name)),
        Node::This => Value::Nodes(Nodes::One(Cow::Borrowed(context.scope.this()))),
        Node::Attribute(name) => Value::Nodes(match context.scope.attribute(name) {
            Some(cell) => Nodes::One(Cow::Borrowed(cell)),
            None => Nodes::Many(Vec::new()),
        }),
        Node::Union(nodes) => {
            let every = Arguments { nodes, context }.texts(0).collect();
            Value::Nodes(Nodes::Many(every))
        }
        Node::Negate(operand) => Value::Number(-eval(operand, context).to_number()),
        Node::Chain(first, rest) => {
            rest.iter().fold(eval(first, context), |left, (operator, right)| {
                apply(*operator, left, right, context)
            })
        }
        Node::Call(function, nodes) => (function.run)(&Arguments { nodes, context }),
        Node::Matches(text, pattern) => {
            Value::Boolean(pattern.is_match(&eval(text, context).to_text()))
        }
    }
}

fn apply<'a>(
    operator: Operator,
    left: Value<'a>,
    right: &'a Node,
    context: Context<'a>,
) -> Value<'a> {
    match operator {
        Operator::Or => Value::Boolean(left.to_boolean() || eval(right, context).to_boolean()),
        Operator::And => Value::Boolean(left.to_boolean() && eval(right, context).to_boolean()),
        Operator::Plus | Operator::Minus | Operator::Times | Operator::Div | Operator::Mod => {
            Value::Number(calculate(operator, &left, &eval(right, context), context.env))
        }
        _ => Value::Boolean(holds(operator, &left, &eval(right, context), context.env)),
    }
}

fn calculate(operator: Operator, left: &Value<'_>, right: &Value<'_>, env: &Env) -> f64 {
    // A date without a time has no instant of its own, so `now() - today()` needs both sides.
    if operator == Operator::Minus
        && let (Some(left), Some(right)) = (left.when(env), right.when(env))
    {
        return left.days_since(&right, env);
    }
    let (left, right) = (left.to_number(), right.to_number());
    match operator {
        Operator::Plus => left + right,
        Operator::Minus => left - right,
        Operator::Times => left * right,
        Operator::Div => left / right,
        _ => left % right,
    }
}

/// Whether a comparison holds; for node-sets, whether it holds for any of their nodes.
fn holds(operator: Operator, left: &Value<'_>, right: &Value<'_>, env: &Env) -> bool {
    let by_truth = matches!(operator, Operator::Equal | Operator::Unequal)
        && (matches!(left, Value::Boolean(_)) || matches!(right, Value::Boolean(_)));
    if by_truth {
        return (left.to_boolean() == right.to_boolean()) == (operator == Operator::Equal);
    }
    if let Value::Nodes(Nodes::Many(nodes)) = left {
        return nodes.iter().any(|node| holds(operator, &Value::borrow(node), right, env));
    }
    if let Value::Nodes(Nodes::Many(nodes)) = right {
        return nodes.iter().any(|node| holds(operator, left, &Value::borrow(node), env));
    }
    match operator {
        Operator::Equal => equal(left, right, env),
        Operator::Unequal => !equal(left, right, env),
        _ => ordered(operator, left, right, env),
    }
}

fn equal(left: &Value<'_>, right: &Value<'_>, env: &Env) -> bool {
    if matches!(left, Value::Number(_)) || matches!(right, Value::Number(_)) {
        return left.to_number() == right.to_number();
    }
    if (matches!(left, Value::When(_)) || matches!(right, Value::When(_)))
        && let (Some(left), Some(right)) = (left.when(env), right.when(env))
    {
        return left.compare(&right, env).is_eq();
    }
    left.to_text() == right.to_text()
}

fn ordered(operator: Operator, left: &Value<'_>, right: &Value<'_>, env: &Env) -> bool {
    let ordering = match (left.when(env), right.when(env)) {
        (Some(left), Some(right)) => Some(When::compare(&left, &right, env)),
        _ => left.to_number().partial_cmp(&right.to_number()),
    };
    ordering.is_some_and(|ordering| match operator {
        Operator::Less => ordering.is_lt(),
        Operator::AtMost => ordering.is_le(),
        Operator::Greater => ordering.is_gt(),
        _ => ordering.is_ge(),
    })
}
