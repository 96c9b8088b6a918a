//! Location paths. Names are unique in a questionnaire, so the last name of a path finds the question
//! and the way to it is only read; where predicates choose instances or rows, it matters.

use super::super::ExprError;
use super::super::Reference;
use super::super::lexer::{PlacedToken, Token};
use super::super::tree::{Instances, ListRows, Node, OfItem, PathStep};
use super::{Inside, Parser};
use crate::engine::problem::remark;

/// A name on the way.
struct Segment<'s> {
    name: &'s str,
    at: usize,
    predicates: Vec<Node>,
}

/// A path that begins with a root of which something is demanded.
fn below_root(root: Vec<Node>, node: Node) -> Node {
    Node::Instances(Box::new(match node {
        Node::Instances(instances) => Instances { root, ..*instances },
        Node::Reference(name) => Instances { root, steps: Vec::new(), tail: Some(name) },
        other => return other,
    }))
}

impl<'s> Parser<'s> {
    /// Any path: `${x}`, `.`, `../x`, `/data/x`, `current()/../x`, `instance('x')/root/item`, `x`.
    pub(super) fn path(&mut self) -> Result<Node, ExprError> {
        let PlacedToken { token, at, .. } = self.peek();
        match token {
            Token::Name("current") if self.peek_after().token == Token::Symbol("(") => {
                self.next += 2;
                self.close("(", ")", at)?;
                if !self.take_symbol("/") {
                    self.mentions.uses_self = true;
                    return Ok(Node::This);
                }
                // From here on, as if there were no predicate around.
                let inside = std::mem::replace(&mut self.inside, Inside::Question);
                let node = self.relative();
                self.inside = inside;
                node
            }
            Token::Name("instance") if self.peek_after().token == Token::Symbol("(") => {
                self.instance()
            }
            Token::Symbol("/" | "//") => {
                self.next += 1;
                let mut segments = self.segments(Inside::Instance)?;
                if token == Token::Symbol("//") {
                    return Ok(self.through(segments));
                }
                let root = segments.remove(0);
                if segments.is_empty() {
                    let hint = remark!("expr-write-path");
                    return Err(self.error_with(at, remark!("expr-path-no-question"), hint));
                }
                let node = self.through(segments);
                // The root's name says nothing, but what is demanded of it counts.
                Ok(if root.predicates.is_empty() {
                    node
                } else {
                    below_root(root.predicates, node)
                })
            }
            Token::Reference(_) => {
                let segments = self.segments(Inside::Instance)?;
                Ok(self.down(segments))
            }
            _ => self.relative(),
        }
    }

    /// A path from the question, or from what a predicate looks at.
    fn relative(&mut self) -> Result<Node, ExprError> {
        let at = self.peek().at;
        let mut up = 0;
        let mut more = true;
        while more {
            if self.take_symbol("..") {
                up += 1;
            } else if !self.take_symbol(".") {
                break;
            }
            more = self.take_symbol("/");
        }
        if !more {
            if up == 0 {
                return Ok(self.own_value());
            }
            let hint = remark!("expr-write-up");
            return Err(self.error_with(at, remark!("expr-up-alone"), hint));
        }
        if up > 0 {
            if matches!(self.inside, Inside::Row | Inside::Nodes) {
                let hint = remark!("expr-write-answer");
                return Err(self.error_with(at, remark!("expr-above-a-row"), hint));
            }
            let segments = self.segments(Inside::Instance)?;
            return Ok(self.down(segments));
        }
        self.below()
    }

    /// A path that begins with a name below the question or below what a predicate looks at.
    fn below(&mut self) -> Result<Node, ExprError> {
        let at = self.peek().at;
        let is_child = self.before().is_some_and(|before| before == "/");
        let segments = self.segments(Inside::Instance)?;
        let plain = segments.iter().all(|segment| segment.predicates.is_empty());
        let [segment] = segments.as_slice() else {
            return match self.inside {
                Inside::Question => Ok(self.through(segments)),
                Inside::Instance if plain => {
                    let Some(last) = segments.last() else { return Ok(Node::Item(OfItem::Text)) };
                    Ok(self.in_instance(last.name, last.at))
                }
                _ => Err(self.no_way_in(at)),
            };
        };
        match self.inside {
            Inside::Question if plain && !is_child => {
                let name = segment.name.to_owned();
                self.mentions.names.push(Reference { name: name.clone(), at, quoted: false });
                Ok(Node::Attribute(name))
            }
            Inside::Question => Ok(self.through(segments)),
            Inside::Instance if plain => Ok(self.in_instance(segment.name, segment.at)),
            Inside::Row if plain => {
                let (name, at) = (segment.name.to_owned(), segment.at);
                self.look_up(self.list, name.clone(), at);
                Ok(Node::Item(OfItem::Named(name)))
            }
            _ => Err(self.no_way_in(at)),
        }
    }

    fn in_instance(&mut self, name: &str, at: usize) -> Node {
        self.refer(name, at);
        Node::Item(OfItem::Named(name.to_owned()))
    }

    fn no_way_in(&self, at: usize) -> ExprError {
        let hint = remark!("expr-write-name-alone");
        self.error_with(at, remark!("expr-path-nowhere"), hint)
    }

    /// Mentions a column of a list or file.
    pub(super) fn look_up(&mut self, list: &str, name: String, at: usize) {
        self.mentions.columns.push((list.to_owned(), Reference { name, at, quoted: false }));
    }

    fn refer(&mut self, name: &str, at: usize) {
        let name = name.to_owned();
        self.mentions.references.push(Reference { name, at, quoted: false });
    }

    /// A path whose beginning is said, so that a repeat on the way is gone into from outside.
    fn down(&mut self, segments: Vec<Segment<'s>>) -> Node {
        let last = segments.len() - 1;
        let way = segments[..last].iter().map(|segment| segment.name.to_owned()).collect();
        match self.through(segments) {
            Node::Reference(name) if last > 0 => Node::Below(way, name),
            node => node,
        }
    }

    /// A path through named questions, groups and repeats.
    fn through(&mut self, segments: Vec<Segment<'s>>) -> Node {
        let count = segments.len();
        let mut steps = Vec::new();
        let mut tail = None;
        for (index, segment) in segments.into_iter().enumerate() {
            let is_last = index + 1 == count;
            // Of the names on the way only those matter that choose instances.
            if is_last || !segment.predicates.is_empty() {
                self.refer(segment.name, segment.at);
            }
            let name = segment.name.to_owned();
            if !segment.predicates.is_empty() {
                steps.push(PathStep { name, predicates: segment.predicates });
            } else if is_last {
                tail = Some(name);
            }
        }
        match tail {
            Some(name) if steps.is_empty() => Node::Reference(name),
            tail => Node::Instances(Box::new(Instances { root: Vec::new(), steps, tail })),
        }
    }

    /// `instance('list')/root/item[…]/column`.
    fn instance(&mut self) -> Result<Node, ExprError> {
        let PlacedToken { at, .. } = self.peek();
        let name = self.tokens.get(self.next + 2).map(|placed| (placed.token, placed.at));
        let Some((Token::Text(list), list_at)) = name else {
            let hint = remark!("expr-write-instance");
            return Err(self.error_with(at, remark!("expr-takes-list"), hint));
        };
        self.next += 3;
        self.close("(", ")", at)?;
        let reference = Reference { name: list.to_owned(), at: list_at + 1, quoted: true };
        self.mentions.instances.push(reference);
        let around = std::mem::replace(&mut self.list, list);
        let segments = if self.take_symbol("/") { self.segments(Inside::Row)? } else { Vec::new() };
        self.list = around;
        let mut segments = segments.into_iter();
        let parts = (segments.next(), segments.next(), segments.next(), segments.next());
        let (Some(root), Some(item), column, None) = parts else {
            let hint = remark!("expr-write-instance");
            return Err(self.error_with(at, remark!("expr-path-no-rows"), hint));
        };
        let has_predicates = |segment: &Segment<'_>| !segment.predicates.is_empty();
        if has_predicates(&root) || column.as_ref().is_some_and(has_predicates) {
            let hint = remark!("expr-after-item");
            return Err(self.error_with(at, remark!("expr-rows-once"), hint));
        }
        if let Some(column) = &column {
            self.look_up(list, column.name.to_owned(), column.at);
        }
        Ok(Node::Rows(Box::new(ListRows {
            list: list.to_owned(),
            predicates: item.predicates,
            column: column.map(|column| column.name.to_owned()),
        })))
    }

    /// Names with their predicates, separated by `/`; at least one.
    fn segments(&mut self, inside: Inside) -> Result<Vec<Segment<'s>>, ExprError> {
        let mut segments = Vec::new();
        loop {
            let PlacedToken { token, at, .. } = self.peek();
            let name = match token {
                Token::Name(name) => name,
                Token::Reference(name) if segments.is_empty() => name,
                _ => return Err(self.name_expected()),
            };
            self.next += 1;
            segments.push(Segment { name, at, predicates: self.predicates(inside)? });
            if !self.take_symbol("/") {
                return Ok(segments);
            }
        }
    }

    fn name_expected(&self) -> ExprError {
        let PlacedToken { token, at, .. } = self.peek();
        let hint = match token {
            Token::Symbol("*") => remark!("expr-no-star"),
            _ => remark!("expr-write-div"),
        };
        self.error_with(at, remark!("expr-name-after-slash"), hint)
    }

    /// `[…]`, any number of times.
    fn predicates(&mut self, inside: Inside) -> Result<Vec<Node>, ExprError> {
        let mut predicates = Vec::new();
        let outside = std::mem::replace(&mut self.inside, inside);
        loop {
            let open = self.peek().at;
            if !self.take_symbol("[") {
                break;
            }
            predicates.push(self.expression()?);
            self.close("[", "]", open)?;
        }
        self.inside = outside;
        Ok(predicates)
    }

    /// What stands in parentheses or was called, with the predicates after it.
    pub(super) fn picked(&mut self, node: Node, at: usize) -> Result<Node, ExprError> {
        if self.peek().token != Token::Symbol("[") {
            return Ok(node);
        }
        if !node.is_nodes() {
            return Err(self.error(at, remark!("expr-picks-references")));
        }
        let predicates = self.predicates(Inside::Nodes)?;
        Ok(Node::Picked(Box::new(node), predicates))
    }
}
