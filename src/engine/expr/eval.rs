//! Evaluation. Cannot fail: what could is refused by the parser, or, where an expression was parsed
//! lazily, noted in [`Run`] and left empty.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};

use super::compare::{calculate, holds};
use super::path;
use super::tree::{Node, OfItem, Operator};
use super::value::Value;
use super::{Env, ExprError, Nodes, Resolver};
use crate::engine::problem::{Remark, remark};

/// The most steps an evaluation may take: parts of expressions looked at, rows and instances tried.
/// A second or so; honest expressions take thousands.
const MOST_STEPS: u64 = 5_000_000;

/// The most steps that all expressions of a questionnaire may take together, each time they are
/// evaluated.
const MOST_STEPS_OF_ALL: u64 = 2 * MOST_STEPS;

/// The longest text that an expression may make, in bytes: far more than anybody types. Without a
/// bound, forty calculations that each double a text fill any memory.
pub(super) const LONGEST: usize = 64 * 1024;
/// Bytes of made text that count as a step, so that memory has a bound, too: 40 MB for all
/// expressions.
const BYTES_A_STEP: usize = 4;
/// Bytes of a text that a function looks through which count as a step.
const BYTES_READ_A_STEP: usize = 16;
/// Steps that a pattern takes for a byte.
const STEPS_OF_A_PATTERN: usize = 8;

/// What all expressions of a questionnaire have taken, when they are evaluated together.
#[derive(Debug, Default)]
pub struct Workload(Cell<u64>);

impl Workload {
    pub(in crate::engine) fn take(&self, count: u64) -> bool {
        self.0.set(self.0.get().saturating_add(count));
        self.0.get() <= MOST_STEPS_OF_ALL
    }
}

/// What the evaluation of one expression keeps account of.
#[derive(Default)]
pub(super) struct Run<'a> {
    shared: Option<&'a Workload>,
    steps: Cell<u64>,
    draws: Cell<u64>,
    /// The first thing that went wrong.
    pub(super) fault: OnceCell<ExprError>,
}

impl<'a> Run<'a> {
    /// Begins, on the account of what this resolver looks into.
    pub(super) fn new(resolver: &'a dyn Resolver) -> Self {
        Self { shared: resolver.workload(), ..Self::default() }
    }

    /// Takes steps; false when there have been too many, and the rest stays empty.
    pub(super) fn step(&self, count: u64) -> bool {
        let taken = self.steps.get().saturating_add(count);
        self.steps.set(taken);
        let is_within = taken <= MOST_STEPS && self.shared.is_none_or(|all| all.take(count));
        if !is_within {
            self.fail(remark!("expr-too-much-work"), Some(remark!("expr-look-up-once")));
        }
        is_within
    }

    /// What a function looks through; nothing when there have been too many steps.
    fn read<'v>(&self, value: Value<'v>) -> Value<'v> {
        match self.step((value.bytes() / BYTES_READ_A_STEP) as u64) {
            true => value,
            false => Value::EMPTY,
        }
    }

    /// Whether a pattern may look through a text.
    pub(super) fn may_match(&self, text: &str) -> bool {
        self.step((text.len() * STEPS_OF_A_PATTERN) as u64)
    }

    /// A value of the expression; a text that is too long is none.
    fn bounded<'v>(&self, value: Value<'v>) -> Value<'v> {
        let Value::Text(Cow::Owned(text)) = &value else { return value };
        if text.len() > LONGEST {
            self.fail(remark!("expr-text-too-long", most = LONGEST), None);
            return Value::EMPTY;
        }
        match self.step((text.len() / BYTES_A_STEP) as u64) {
            true => value,
            false => Value::EMPTY,
        }
    }

    fn fail(&self, what: Remark, hint: Option<Remark>) {
        let hint = hint.map(Box::new);
        self.fault.get_or_init(|| ExprError { at: 0, line: 1, column: 1, what, hint });
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
    pub(super) run: &'r Run<'a>,
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
            Some(node) => self.context.run.read(eval(node, self.context)),
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
        Node::Below(way, name) => Value::Nodes(context.resolver.nodes_below(way, name)),
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
        Node::Call(function, nodes) => {
            context.run.bounded((function.run)(&Arguments { nodes, context }))
        }
        Node::Matches(text, pattern) => {
            let text = eval(text, context).into_text();
            Value::Boolean(context.run.may_match(&text) && pattern.is_match(&text))
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
    let Some(item) = context.item else { return of_choice(of, context) };
    match of {
        OfItem::Text => Value::Nodes(Nodes::One(item.text(context.resolver))),
        OfItem::Named(name) => Value::Nodes(item.named(name, context.resolver)),
        OfItem::Position => Value::Number(item.position as f64),
        OfItem::Last => Value::Number(item.last as f64),
    }
}

/// Of the choice that is filtered.
fn of_choice<'a>(of: &'a OfItem, context: Context<'a, '_>) -> Value<'a> {
    match (of, context.resolver.choice_place()) {
        (OfItem::Position, Some((number, _))) => Value::Number(number as f64),
        (OfItem::Last, Some((_, count))) => Value::Number(count as f64),
        (OfItem::Position | OfItem::Last, None) => {
            context.run.fault.get_or_init(|| of.fault("", 0));
            Value::EMPTY
        }
        (OfItem::Text | OfItem::Named(_), _) => Value::EMPTY,
    }
}

fn apply<'a>(
    operator: Operator,
    left: Value<'a>,
    right: &'a Node,
    context: Context<'a, '_>,
) -> Value<'a> {
    let left = context.run.read(left);
    match operator {
        Operator::Or => Value::Boolean(left.to_boolean() || eval(right, context).to_boolean()),
        Operator::And => Value::Boolean(left.to_boolean() && eval(right, context).to_boolean()),
        Operator::Plus | Operator::Minus | Operator::Times | Operator::Div | Operator::Mod => {
            calculate(operator, &left, &eval(right, context), context.env)
        }
        _ => Value::Boolean(holds(operator, &left, &eval(right, context), context.env)),
    }
}
