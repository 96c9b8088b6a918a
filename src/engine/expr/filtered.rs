//! Columns of lists that an expression compares with a value it writes out or with an answer, so that a check
//! can tell whether a choice has one like it.

use super::Expr;
use super::compared::{How, Literal};
use super::tree::{Node, OfItem, Operator};

/// A column beside something else.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::engine) struct Filtered {
    /// The list; none where it is the one whose choices are filtered.
    pub(in crate::engine) list: Option<String>,
    /// The column.
    pub(in crate::engine) column: String,
    /// What it is compared with.
    pub(in crate::engine) with: With,
    /// How: equal, unequal, or one of several.
    pub(in crate::engine) how: How,
}

/// What a column is compared with.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::engine) enum With {
    /// A value that is written out.
    Literal(Literal),
    /// `${name}`
    Answer(String),
}

impl Expr {
    /// Every column that is compared, in order of appearance.
    pub(in crate::engine) fn filtered(&self) -> Vec<Filtered> {
        let mut found = Vec::new();
        node(&self.0.root, None, &mut found);
        found
    }
}

/// Looks through a tree within the predicates of a list, if within any.
fn node(of: &Node, list: Option<&str>, found: &mut Vec<Filtered>) {
    let mut inner = |nodes: &[Node], list| nodes.iter().for_each(|it| node(it, list, found));
    match of {
        Node::Negate(of) | Node::Matches(of, _) => node(of, list, found),
        Node::Union(nodes) => inner(nodes, list),
        Node::Picked(of, predicates) => {
            node(of, list, found);
            predicates.iter().for_each(|it| node(it, list, found));
        }
        Node::Rows(rows) => inner(&rows.predicates, Some(&rows.list)),
        Node::Call(function, arguments) => {
            if let ("selected", [of, value]) = (function.name, arguments.as_slice()) {
                found.extend(pair(of, value, How::Selected, list));
            }
            arguments.iter().for_each(|it| node(it, list, found));
        }
        Node::Chain(first, rest) => {
            if let [(operator, right)] = rest.as_slice() {
                let how = match operator {
                    Operator::Equal => Some(How::Equal),
                    Operator::Unequal => Some(How::Unequal),
                    _ => None,
                };
                found.extend(how.and_then(|how| pair(first, right, how, list)));
            }
            node(first, list, found);
            rest.iter().for_each(|(_, it)| node(it, list, found));
        }
        _ => {}
    }
}

fn pair(left: &Node, right: &Node, how: How, list: Option<&str>) -> Option<Filtered> {
    let (column, with) = match (column(left, list), column(right, list)) {
        (Some(column), None) => (column, with(right)?),
        (None, Some(column)) => (column, with(left)?),
        _ => return None,
    };
    Some(Filtered { list: list.map(str::to_owned), column: column.to_owned(), with, how })
}

fn column<'n>(node: &'n Node, list: Option<&str>) -> Option<&'n str> {
    match node {
        Node::Attribute(name) => Some(name),
        Node::Item(OfItem::Named(name)) if list.is_some() => Some(name),
        _ => None,
    }
}

fn with(node: &Node) -> Option<With> {
    Some(match node {
        Node::Text(text) => With::Literal(Literal::Text(text.clone())),
        Node::Number(number) => With::Literal(Literal::Number(*number)),
        Node::Reference(name) => With::Answer(name.clone()),
        _ => return None,
    })
}
