//! Calls. One that is wrong in itself becomes a fault in the tree, so that the expression has a value
//! as long as the call is not reached; a questionnaire with one is refused.

use super::super::ExprError;
use super::super::Reference;
use super::super::functions::{self, Function, Takes};
use super::super::lexer::{PlacedToken, Token, error_at, reference_name};
use super::super::pattern::Pattern;
use super::super::tree::{Node, OfItem};
use super::{Inside, Parser};
use crate::engine::problem::remark;

impl<'s> Parser<'s> {
    /// A call whose name has been read and whose parenthesis has not.
    pub(super) fn call(&mut self, name: &str, at: usize) -> Result<Node, ExprError> {
        let open = self.peek().at;
        self.next += 1;
        let mut places = Vec::new();
        let mut arguments = Vec::new();
        if self.peek().token != Token::Symbol(")") {
            loop {
                places.push(self.peek());
                arguments.push(self.expression()?);
                if !self.take_symbol(",") {
                    break;
                }
            }
        }
        self.close("(", ")", open)?;
        let checked = match functions::find_function(name) {
            None => {
                let message = remark!("expr-no-function", name);
                Err(error_at(self.source, at, message, functions::advice(name)))
            }
            Some(function) if !function.arity.contains(&arguments.len()) => {
                Err(self.error(at, function.arity_fault(arguments.len())))
            }
            Some(function) => self.check_arguments(function, arguments, &places),
        };
        Ok(checked.unwrap_or_else(|fault| {
            self.mentions.faults.push(fault.clone());
            Node::Fault(Box::new(fault))
        }))
    }

    /// A call with the right number of arguments, which stand at `places`.
    fn check_arguments(
        &mut self,
        function: &'static Function,
        mut arguments: Vec<Node>,
        places: &[PlacedToken<'s>],
    ) -> Result<Node, ExprError> {
        let name = function.name;
        self.mentions.draws |= function.draws();
        self.mentions.asks_clock |= function.asks_clock();
        match (function.takes, arguments.as_mut_slice()) {
            (Takes::OwnValue, []) => arguments.push(self.own_value()),
            (Takes::Nodes, [first, ..]) if !first.is_nodes() => {
                let message = remark!("expr-takes-reference", name);
                return Err(self.error(places[0].at, message));
            }
            (Takes::Pattern, [text, Node::Text(written)]) => {
                let pattern = Pattern::new(written).map_err(|problem| {
                    self.error(places[1].at, remark!("expr-not-a-pattern", problem))
                })?;
                let text = std::mem::replace(text, Node::This);
                return Ok(Node::Matches(Box::new(text), pattern));
            }
            (Takes::QuotedReference, [_, second]) => {
                let question = match second {
                    Node::Text(text) => reference_name(text).map(str::to_owned),
                    _ => None,
                };
                let Some(question) = question else {
                    let message = remark!("expr-takes-quoted", name);
                    return Err(self.error_with(
                        places[1].at,
                        message,
                        remark!("expr-write-quoted"),
                    ));
                };
                let at = places[1].at + 1;
                let references = &mut self.mentions.references;
                references.push(Reference { name: question.clone(), at, quoted: true });
                *second = Node::Text(question);
            }
            (Takes::Instances, arguments) => self.name_instances(name, arguments, places)?,
            (Takes::File, [Node::Text(file), columns @ ..]) => {
                let base = file.strip_suffix(".csv").unwrap_or(file).to_owned();
                let at = places[0].at + 1;
                let instances = &mut self.mentions.instances;
                instances.push(Reference { name: base.clone(), at, quoted: true });
                for (column, place) in columns.iter().zip(places.iter().skip(1)).take(2) {
                    if let Node::Text(column) = column {
                        self.look_up(&base, column.clone(), place.at + 1);
                    }
                }
                *file = base;
            }
            (Takes::File, _) => {
                let message = remark!("expr-takes-file", name);
                return Err(self.error_with(
                    places[0].at,
                    message,
                    remark!("expr-write-in-quotes"),
                ));
            }
            (Takes::Words(known), arguments) => {
                for (index, words) in known {
                    let Some(Node::Text(word)) = arguments.get(*index) else { continue };
                    if !words.iter().any(|known| known.eq_ignore_ascii_case(word)) {
                        let message = remark!("expr-no-word", name, word);
                        let hint = remark!("expr-one-of", words = words.join(", "));
                        return Err(self.error_with(places[*index].at, message, hint));
                    }
                }
            }
            (Takes::Weights, arguments) if arguments.len() % 2 == 1 => {
                let message = remark!("expr-takes-weights", name);
                return Err(self.error(places[arguments.len() - 1].at, message));
            }
            (Takes::Format, [_, Node::Text(format)]) => {
                if let Some(code) = functions::unknown_code(format) {
                    let message = remark!("expr-no-date-part", code);
                    let hint = remark!("expr-date-parts");
                    return Err(self.error_with(places[1].at, message, hint));
                }
            }
            (Takes::Shape, [_, Node::Text(shape)]) if !functions::is_shape(shape) => {
                let hint = remark!("expr-three-points");
                return Err(self.error_with(places[1].at, remark!("expr-no-shape"), hint));
            }
            _ => {}
        }
        Ok(Node::Call(function, arguments))
    }

    /// Leaves only the names of a question and of the repeats it is in.
    fn name_instances(
        &self,
        function: &str,
        arguments: &mut [Node],
        places: &[PlacedToken<'s>],
    ) -> Result<(), ExprError> {
        if arguments.len().is_multiple_of(2) {
            let message = remark!("expr-takes-number", name = function);
            return Err(self.error(places[arguments.len() - 1].at, message));
        }
        for (index, argument) in arguments.iter_mut().enumerate() {
            if index != 0 && index % 2 == 0 {
                continue;
            }
            let (Node::Reference(name) | Node::Below(_, name)) = argument else {
                let message = remark!("expr-takes-reference-here", name = function);
                return Err(self.error(places[index].at, message));
            };
            *argument = Node::Text(std::mem::take(name));
        }
        Ok(())
    }

    /// `position(..)` of a question, `position()` in a predicate.
    pub(super) fn position(&mut self) -> Result<Node, ExprError> {
        let at = self.peek().at;
        let open = self.peek_after().at;
        self.next += 2;
        if self.take_symbol(")") {
            return Ok(self.of_item(OfItem::Position, at));
        }
        let argument = self.peek();
        let is_current = argument.token == Token::Name("current");
        if is_current {
            self.next += 1;
            if !(self.take_symbol("(") && self.take_symbol(")")) {
                return Err(self.position_fault(argument.at));
            }
            if self.take_symbol(")") {
                return Ok(self.own_position());
            }
            if !self.take_symbol("/") {
                return Err(self.position_fault(argument.at));
            }
        } else if self.inside == Inside::Question
            && argument.token == Token::Symbol(".")
            && self.peek_after().token == Token::Symbol(")")
        {
            self.next += 2;
            return Ok(self.own_position());
        } else if self.inside != Inside::Question {
            return Err(self.error_with(
                argument.at,
                remark!("expr-parent-inside"),
                remark!("expr-write-position-current"),
            ));
        }
        let mut up = 0;
        loop {
            if !self.take_symbol("..") {
                return Err(self.position_fault(argument.at));
            }
            up += 1;
            if !self.take_symbol("/") {
                break;
            }
        }
        if self.peek().token != Token::Symbol(")") && self.peek().token != Token::End {
            return Err(self.position_fault(argument.at));
        }
        self.close("(", ")", open)?;
        Ok(Node::Position(up))
    }

    /// `position(current())`.
    fn own_position(&mut self) -> Node {
        self.mentions.own_position = true;
        Node::Position(0)
    }

    fn position_fault(&self, at: usize) -> ExprError {
        self.error_with(at, remark!("expr-takes-way-up"), remark!("expr-write-way-up"))
    }

    /// `last()`, in a predicate.
    pub(super) fn last(&mut self) -> Result<Node, ExprError> {
        let (at, open) = (self.peek().at, self.peek_after().at);
        self.next += 2;
        self.close("(", ")", open)?;
        Ok(self.of_item(OfItem::Last, at))
    }

    /// Outside of predicates it is the choice that is filtered.
    fn of_item(&mut self, of: OfItem, at: usize) -> Node {
        if self.inside == Inside::Question {
            self.mentions.of_choice.get_or_insert(of.fault(self.source, at));
        }
        Node::Item(of)
    }
}
