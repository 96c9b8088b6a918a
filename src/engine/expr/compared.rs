//! Answers and dates that an expression compares with a value it writes out, so that a check can tell
//! whether there is such a value.

use super::tree::{Node, Operator};
use super::{Expr, Reference};

/// Something beside a value.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::engine) struct Compared {
    /// What is compared.
    pub(in crate::engine) what: Operand,
    /// Characters before the name of an answer, counted from 0.
    pub(in crate::engine) at: usize,
    /// The value.
    pub(in crate::engine) literal: Literal,
    /// How they are compared.
    pub(in crate::engine) how: How,
}

/// What is compared with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::engine) enum Operand {
    /// `${name}`
    Answer(String),
    /// `selected-at(${name}, 0)`
    OneOf(String),
    /// `.`
    Own,
    /// `today()`, `date(…)` and the like.
    Date,
}

/// A value that is written out.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// Between quotation marks.
    Text(String),
    /// A number.
    Number(f64),
}

/// What is asked of an answer and a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine) enum How {
    /// `=`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
    /// `selected(…)`
    Selected,
}

impl How {
    fn of(operator: Operator) -> Option<Self> {
        Some(match operator {
            Operator::Equal => Self::Equal,
            Operator::Unequal => Self::Unequal,
            Operator::Less => Self::Less,
            Operator::AtMost => Self::AtMost,
            Operator::Greater => Self::Greater,
            Operator::AtLeast => Self::AtLeast,
            _ => return None,
        })
    }

    /// The same seen from the other side.
    fn turned(self) -> Self {
        match self {
            Self::Less => Self::Greater,
            Self::AtMost => Self::AtLeast,
            Self::Greater => Self::Less,
            Self::AtLeast => Self::AtMost,
            same => same,
        }
    }

    /// Whether it asks for more or less.
    pub(in crate::engine) fn is_order(self) -> bool {
        matches!(self, Self::Less | Self::AtMost | Self::Greater | Self::AtLeast)
    }

    /// Whether a number is as much more or less as is asked.
    pub(in crate::engine) fn orders(self, number: f64, than: f64) -> bool {
        match self {
            Self::Less => number < than,
            Self::AtMost => number <= than,
            Self::Greater => number > than,
            Self::AtLeast => number >= than,
            Self::Equal | Self::Unequal | Self::Selected => false,
        }
    }
}

impl Expr {
    /// Everything that is compared with a value, in order of appearance.
    pub(in crate::engine) fn compared(&self) -> Vec<Compared> {
        self.walked().found
    }

    /// Every function that takes a date or time, with one that is written out.
    pub(in crate::engine) fn written_dates(&self) -> Vec<(&'static str, String)> {
        self.walked().dates
    }

    fn walked(&self) -> ComparedWalk<'_> {
        let (found, dates) = (Vec::new(), Vec::new());
        let mut walk = ComparedWalk { mentioned: self.references(), next: 0, found, dates };
        walk.node(&self.0.root);
        walk
    }
}

/// A way through the tree in the order of the source, along with what it mentions.
struct ComparedWalk<'e> {
    mentioned: &'e [Reference],
    next: usize,
    found: Vec<Compared>,
    dates: Vec<(&'static str, String)>,
}

/// A side of a comparison.
enum Side {
    Operand(Operand, usize),
    Literal(Literal),
    Else,
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
            Node::Chain(first, rest) => {
                let single = match rest.as_slice() {
                    [(operator, right)] => How::of(*operator).map(|how| (right, how)),
                    _ => None,
                };
                match single {
                    Some((right, how)) => self.pair(first, right, how),
                    None => {
                        self.node(first);
                        rest.iter().for_each(|(_, node)| self.node(node));
                    }
                }
            }
            Node::Call(function, arguments) => match (function.name, arguments.as_slice()) {
                ("selected", [of, value]) => self.pair(of, value, How::Selected),
                (name, arguments) => {
                    if let (true, [Node::Text(text), ..]) = (takes_date(name), arguments) {
                        self.dates.push((name, text.clone()));
                    }
                    arguments.iter().for_each(|node| self.node(node));
                }
            },
            Node::Matches(of, _) => self.node(of),
            // What predicates of rows and instances compare is not an answer alone.
            _ => {}
        }
    }

    fn pair(&mut self, left: &Node, right: &Node, how: How) {
        let (what, at, literal, how) = match (self.side(left), self.side(right)) {
            (Side::Operand(what, at), Side::Literal(literal)) => (what, at, literal, how),
            (Side::Literal(literal), Side::Operand(what, at)) if how != How::Selected => {
                (what, at, literal, how.turned())
            }
            _ => return,
        };
        self.found.push(Compared { what, at, literal, how });
    }

    fn side(&mut self, node: &Node) -> Side {
        match node {
            Node::Reference(name) => {
                let at = self.mention(name);
                return Side::Operand(Operand::Answer(name.clone()), at);
            }
            Node::This => return Side::Operand(Operand::Own, 0),
            Node::Text(text) => return Side::Literal(Literal::Text(text.clone())),
            Node::Number(number) => return Side::Literal(Literal::Number(*number)),
            Node::Negate(inner) => {
                if let Node::Number(number) = **inner {
                    return Side::Literal(Literal::Number(-number));
                }
            }
            Node::Call(function, arguments) => match (function.name, arguments.as_slice()) {
                ("selected-at", [Node::Reference(name), place]) => {
                    let at = self.mention(name);
                    self.node(place);
                    return Side::Operand(Operand::OneOf(name.clone()), at);
                }
                ("today" | "now" | "date" | "date-time", _) => {
                    self.node(node);
                    return Side::Operand(Operand::Date, 0);
                }
                _ => {}
            },
            _ => {}
        }
        self.node(node);
        Side::Else
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

fn takes_date(function: &str) -> bool {
    let moments = ["date", "date-time", "decimal-date-time", "format-date", "format-date-time"];
    moments.contains(&function) || function == "decimal-time"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_beside_values_are_found_with_their_place() {
        let found = |source: &str| -> Vec<(String, usize, Literal, How)> {
            let compared = Expr::parse(source).unwrap().compared().into_iter();
            let name = |it: Operand| match it {
                Operand::Answer(name) => name,
                other => format!("{other:?}"),
            };
            compared.map(|it| (name(it.what), it.at, it.literal, it.how)).collect()
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
        assert_eq!(
            found("if(${a} > 3, ${a}, 1) = 1 and ${a} = ${b}"),
            [(a.clone(), 3, Literal::Number(3.0), How::Greater)]
        );
        assert_eq!(
            found("${a} + 1 > 2 or ${a} = 2"),
            [(a.clone(), 16, Literal::Number(2.0), How::Equal)]
        );
        assert_eq!(
            found("2 < ${a} and . <= 'x' and today() > 'y'"),
            [
                (a, 4, Literal::Number(2.0), How::Greater),
                ("Own".to_owned(), 0, text("x"), How::AtMost),
                ("Date".to_owned(), 0, text("y"), How::Greater),
            ]
        );
    }
}
