//! Answers that an expression compares with a value it writes out, so that a check can tell whether there
//! is such a value.

use super::tree::{Node, Operator};
use super::{Expr, Reference};

/// An answer beside a value.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::engine) struct Compared {
    /// The name of what was asked.
    pub(in crate::engine) name: String,
    /// Characters before it, counted from 0.
    pub(in crate::engine) at: usize,
    /// The value.
    pub(in crate::engine) literal: Literal,
    /// How they are compared.
    pub(in crate::engine) how: How,
}

/// A value that is written out.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::engine) enum Literal {
    Text(String),
    Number(f64),
}

/// What is asked of an answer and a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine) enum How {
    /// `=`
    Equal,
    /// `!=`
    Unequal,
    /// `selected(…)`
    Selected,
}

impl Expr {
    /// Every answer that is compared with a value, in order of appearance.
    pub(in crate::engine) fn compared(&self) -> Vec<Compared> {
        let mut walk = ComparedWalk { mentioned: self.references(), next: 0, found: Vec::new() };
        walk.node(&self.0.root);
        walk.found
    }
}

/// A way through the tree in the order of the source, along with what it mentions.
struct ComparedWalk<'e> {
    mentioned: &'e [Reference],
    next: usize,
    found: Vec<Compared>,
}

impl ComparedWalk<'_> {
    fn node(&mut self, node: &Node) {
        match node {
            Node::Reference(name) | Node::Below(_, name) => {
                self.mention(name);
            }
            Node::Negate(inner) => self.node(inner),
            Node::Union(nodes) => nodes.iter().for_each(|node| self.node(node)),
            Node::Picked(of, predicates) => {
                self.node(of);
                predicates.iter().for_each(|node| self.node(node));
            }
            Node::Chain(first, rest) => match rest.as_slice() {
                [(Operator::Equal, right)] => self.pair(first, right, How::Equal),
                [(Operator::Unequal, right)] => self.pair(first, right, How::Unequal),
                several => {
                    self.node(first);
                    several.iter().for_each(|(_, node)| self.node(node));
                }
            },
            Node::Call(function, arguments) => match (function.name, arguments.as_slice()) {
                ("selected", [Node::Reference(name), value]) => {
                    self.compare(name, value, How::Selected);
                    self.node(value);
                }
                _ => arguments.iter().for_each(|node| self.node(node)),
            },
            Node::Matches(of, _) => self.node(of),
            // What predicates of rows and instances compare is not an answer alone.
            _ => {}
        }
    }

    fn pair(&mut self, left: &Node, right: &Node, how: How) {
        match (left, right) {
            (Node::Reference(name), value) => {
                self.compare(name, value, how);
                self.node(value);
            }
            (value, Node::Reference(name)) => {
                self.node(value);
                self.compare(name, value, how);
            }
            _ => {
                self.node(left);
                self.node(right);
            }
        }
    }

    fn compare(&mut self, name: &str, value: &Node, how: How) {
        let at = self.mention(name);
        let literal = match value {
            Node::Text(text) => Literal::Text(text.clone()),
            Node::Number(number) => Literal::Number(*number),
            Node::Negate(inner) => match **inner {
                Node::Number(number) => Literal::Number(-number),
                _ => return,
            },
            _ => return,
        };
        self.found.push(Compared { name: name.to_owned(), at, literal, how });
    }

    /// Where the next mention of a name is.
    fn mention(&mut self, name: &str) -> usize {
        let behind = self.mentioned.iter().enumerate().skip(self.next);
        let mut of_name = behind.filter(|(_, it)| it.name == name && !it.quoted);
        let Some((number, reference)) = of_name.next() else { return 0 };
        self.next = number + 1;
        reference.at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_beside_values_are_found_with_their_place() {
        let found = |source: &str| -> Vec<(String, usize, Literal, How)> {
            let compared = Expr::parse(source).unwrap().compared().into_iter();
            compared.map(|it| (it.name, it.at, it.literal, it.how)).collect()
        };
        let text = |text: &str| Literal::Text(text.to_owned());
        let (a, b) = ("a".to_owned(), "b".to_owned());
        assert_eq!(
            found("${a} = 'x' and not(selected(${b}, 'y')) or -1 != ${a}"),
            [
                (a.clone(), 0, text("x"), How::Equal),
                (b, 28, text("y"), How::Selected),
                (a.clone(), 49, Literal::Number(-1.0), How::Unequal),
            ]
        );
        assert_eq!(found("if(${a} > 3, ${a}, 1) = 1 and ${a} = ${b}"), []);
        assert_eq!(found("${a} + 1 > 2 or ${a} = 2"), [(a, 16, Literal::Number(2.0), How::Equal)]);
    }
}
