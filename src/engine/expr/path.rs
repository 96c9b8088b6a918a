//! Paths with predicates: instances of repeats, rows of lists and files, picked nodes.

use std::borrow::Cow;

use super::eval::{Context, eval};
use super::tree::{Instances, ListRows, Node};
use super::value::Value;
use super::{Nodes, Resolver};

/// What a predicate looks at.
pub(super) struct Candidate<'a> {
    what: Reached<'a>,
    /// Its number among the items that passed the predicates before, from 1.
    pub(super) position: usize,
    /// How many of those there are.
    pub(super) last: usize,
}

/// The number of an instance, from 1, in each repeat, from the outside.
type InstanceNumbers = Vec<(String, usize)>;

enum Reached<'a> {
    /// A node without names below it.
    Text(Cow<'a, str>),
    /// A row of a list or file, counted from 0.
    Row { list: &'a str, row: usize },
    /// An instance, and its text, if it is a question.
    Instance { at: InstanceNumbers, text: Cow<'a, str> },
}

impl<'a> Candidate<'a> {
    /// The text of the item; of a row, its name.
    pub(super) fn text(&self, resolver: &'a dyn Resolver) -> Cow<'a, str> {
        match &self.what {
            Reached::Text(text) | Reached::Instance { text, .. } => text.clone(),
            Reached::Row { list, row } => {
                Cow::Borrowed(resolver.cell(list, *row, "name").unwrap_or_default())
            }
        }
    }

    /// A question in the instance or a column of the row.
    pub(super) fn named(&self, name: &str, resolver: &'a dyn Resolver) -> Nodes<'a> {
        let found = match &self.what {
            Reached::Text(_) => None,
            Reached::Instance { at, .. } => resolver.indexed(name, at),
            Reached::Row { list, row } => {
                resolver.cell(list, *row, name).map(|cell| Nodes::One(Cow::Borrowed(cell)))
            }
        };
        found.unwrap_or(Nodes::Many(Vec::new()))
    }
}

/// The items that pass all predicates; positions are counted anew for each.
fn passing<'a>(
    mut items: Vec<Reached<'a>>,
    predicates: &'a [Node],
    context: Context<'a, '_>,
) -> Vec<Reached<'a>> {
    for predicate in predicates {
        let last = items.len();
        let mut position = 0;
        items = items
            .into_iter()
            .filter_map(|what| {
                position += 1;
                let item = Candidate { what, position, last };
                passes(predicate, &item, context).then_some(item.what)
            })
            .collect();
    }
    items
}

fn passes<'a>(predicate: &'a Node, item: &Candidate<'a>, context: Context<'a, '_>) -> bool {
    match eval(predicate, Context { item: Some(item), ..context }) {
        Value::Number(number) => number == item.position as f64,
        value => value.to_boolean(),
    }
}

pub(super) fn rows<'a>(rows: &'a ListRows, context: Context<'a, '_>) -> Value<'a> {
    let ListRows { list, predicates, column } = rows;
    let count = context.resolver.items(list).unwrap_or_default();
    if !context.run.step(count as u64) {
        return Value::EMPTY;
    }
    let all = (0..count).map(|row| Reached::Row { list, row }).collect();
    let cells = passing(all, predicates, context).into_iter().filter_map(|what| match what {
        Reached::Row { row, .. } => {
            let column = column.as_deref().unwrap_or("name");
            let cell = context.resolver.cell(list, row, column);
            // Without a column the rows are counted, also if they have no name.
            cell.or(rows.column.is_none().then_some("")).map(Cow::Borrowed)
        }
        _ => None,
    });
    Value::Nodes(Nodes::Many(cells.collect()))
}

pub(super) fn picked<'a>(
    base: &'a Node,
    predicates: &'a [Node],
    context: Context<'a, '_>,
) -> Value<'a> {
    let all = eval(base, context).into_texts().into_iter().map(Reached::Text).collect();
    let texts = passing(all, predicates, context).into_iter().filter_map(|what| match what {
        Reached::Text(text) => Some(text),
        _ => None,
    });
    Value::Nodes(Nodes::Many(texts.collect()))
}

pub(super) fn instances<'a>(instances: &'a Instances, context: Context<'a, '_>) -> Value<'a> {
    let root = vec![Reached::Text(Cow::Borrowed(""))];
    if passing(root, &instances.root, context).is_empty() {
        return Value::Nodes(Nodes::Many(Vec::new()));
    }
    let nodes = |name: &str, at: &[(String, usize)]| match at {
        [] => Some(context.resolver.nodes(name)),
        at => context.resolver.indexed(name, at),
    };
    let mut places: Vec<(InstanceNumbers, Cow<'a, str>)> = vec![Default::default()];
    for step in &instances.steps {
        let mut inside = Vec::new();
        for (around, _) in &places {
            let texts = nodes(&step.name, around).map(Nodes::into_vec).unwrap_or_default();
            if !context.run.step(texts.len() as u64) {
                return Value::EMPTY;
            }
            let all = (1..).zip(texts).map(|(number, text)| {
                let mut at = around.clone();
                at.push((step.name.clone(), number));
                Reached::Instance { at, text }
            });
            inside.extend(passing(all.collect(), &step.predicates, context));
        }
        places = inside
            .into_iter()
            .filter_map(|what| match what {
                Reached::Instance { at, text } => Some((at, text)),
                _ => None,
            })
            .collect();
    }
    let texts = match &instances.tail {
        None => places.into_iter().map(|(_, text)| text).collect(),
        Some(tail) => {
            places.iter().filter_map(|(at, _)| nodes(tail, at)).flat_map(Nodes::into_vec).collect()
        }
    };
    Value::Nodes(Nodes::Many(texts))
}
