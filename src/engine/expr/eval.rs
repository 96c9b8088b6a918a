//! Evaluation. Cannot fail: what could is refused by the parser, or, where an expression was parsed
//! lazily, noted in [`Run`] and left empty.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};

use super::compare::{calculate, holds};
use super::path;
use super::tree::{Node, OfItem, Operator};
use super::value::Value;
use super::{Env, ExprError, Nodes, Resolver};
use crate::engine::problem::remark;

/// The most steps an evaluation may take: parts of expressions looked at, rows and instances tried.
/// A second or so; honest expressions take thousands.
const MOST_STEPS: u64 = 5_000_000;

/// What one evaluation keeps account of.
#[derive(Default)]
pub(super) struct Run {
    steps: Cell<u64>,
    draws: Cell<u64>,
    /// The first thing that went wrong.
    pub(super) fault: OnceCell<ExprError>,
}

impl Run {
    /// Takes steps; false when there have been too many, and the rest stays empty.
    pub(super) fn step(&self, count: u64) -> bool {
        let taken = self.steps.get().saturating_add(count);
        self.steps.set(taken);
        if taken > MOST_STEPS {
            self.fault.get_or_init(|| ExprError {
                at: 0,
                line: 1,
                column: 1,
                what: remark!("expr-too-much-work"),
                hint: Some(Box::new(remark!("expr-look-up-once"))),
            });
        }
        taken <= MOST_STEPS
    }

    /// Tells the draws of chance in one evaluation apart.
    pub(super) fn draw(&self) -> u64 {
        self.draws.replace(self.draws.get().wrapping_add(1))
    }
}

/// What evaluation looks into: `'a` is as long as values may live, `'r` as long as evaluation runs.
#[derive(Clone, Copy)]
pub(super) struct Context<'a, 'r> {
    pub(super) resolver: &'a dyn Resolver,
    pub(super) env: &'a Env,
    pub(super) run: &'r Run,
    /// What the predicate looks at that is being evaluated.
    pub(super) item: Option<&'r path::Candidate<'a>>,
}

/// The arguments of a call, evaluated only when a function asks for them.
pub(super) struct Arguments<'a, 'r> {
    nodes: &'a [Node],
    pub(super) context: Context<'a, 'r>,
}

impl<'a> Arguments<'a, '_> {
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
        self.value(index).number(self.context.env)
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
        self.values(first).flat_map(Value::into_texts)
    }
}

pub(super) fn eval<'a>(node: &'a Node, context: Context<'a, '_>) -> Value<'a> {
    if !context.run.step(1) {
        return Value::EMPTY;
    }
    match node {
        Node::Text(text) => Value::Text(Cow::Borrowed(text)),
        Node::Number(number) => Value::Number(*number),
        Node::Reference(name) => Value::Nodes(context.resolver.nodes(name)),
        Node::This => Value::Nodes(Nodes::One(Cow::Borrowed(context.resolver.this()))),
        Node::Attribute(name) => Value::Nodes(match context.resolver.attribute(name) {
            Some(cell) => Nodes::One(Cow::Borrowed(cell)),
            None => Nodes::Many(Vec::new()),
        }),
        Node::Union(nodes) => {
            let every = Arguments { nodes, context }.texts(0).collect();
            Value::Nodes(Nodes::Many(every))
        }
        Node::Negate(operand) => Value::Number(-eval(operand, context).number(context.env)),
        Node::Chain(first, rest) => {
            rest.iter().fold(eval(first, context), |left, (operator, right)| {
                apply(*operator, left, right, context)
            })
        }
        Node::Call(function, nodes) => (function.run)(&Arguments { nodes, context }),
        Node::Matches(text, pattern) => {
            Value::Boolean(pattern.is_match(&eval(text, context).to_text()))
        }
        Node::Position(up) => {
            let position = context.resolver.position(*up);
            Value::Number(position.map_or(f64::NAN, |number| number as f64))
        }
        Node::Instances(instances) => path::instances(instances, context),
        Node::Rows(rows) => path::rows(rows, context),
        Node::Picked(base, predicates) => path::picked(base, predicates, context),
        Node::Item(of) => of_item(of, context),
        Node::Fault(fault) => {
            context.run.fault.get_or_init(|| (**fault).clone());
            Value::EMPTY
        }
    }
}

fn of_item<'a>(of: &'a OfItem, context: Context<'a, '_>) -> Value<'a> {
    let Some(item) = context.item else { return Value::EMPTY };
    match of {
        OfItem::Text => Value::Nodes(Nodes::One(item.text(context.resolver))),
        OfItem::Named(name) => Value::Nodes(item.named(name, context.resolver)),
        OfItem::Position => Value::Number(item.position as f64),
        OfItem::Last => Value::Number(item.last as f64),
    }
}

fn apply<'a>(
    operator: Operator,
    left: Value<'a>,
    right: &'a Node,
    context: Context<'a, '_>,
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
