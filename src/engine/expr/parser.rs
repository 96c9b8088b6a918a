//! From tokens to a checked tree, by recursive descent. Whatever an author can get wrong is found
//! here. Only parentheses and calls nest (operators of one level are one flat chain), and their
//! depth is limited, so neither parsing nor evaluating can exhaust the stack.

use super::eval::{Node, Operator};
use super::functions::{self, Function, Takes};
use super::lexer::{Placed, Token, error_at, reference_name, tokens};
use super::{ExprError, Parsed, Reference, pattern};

const MAX_DEPTH: usize = 100;
const MAX_BYTES: usize = 20_000;

/// The operators from the loosest to the tightest; those of one level group from the left.
const LEVELS: [&[(&str, Operator)]; 6] = [
    &[("or", Operator::Or)],
    &[("and", Operator::And)],
    &[("=", Operator::Equal), ("!=", Operator::Unequal)],
    &[
        ("<", Operator::Less),
        ("<=", Operator::AtMost),
        (">", Operator::Greater),
        (">=", Operator::AtLeast),
    ],
    &[("+", Operator::Plus), ("-", Operator::Minus)],
    &[("*", Operator::Times), ("div", Operator::Div), ("mod", Operator::Mod)],
];

/// Parses a whole source.
pub(super) fn parse(source: &str) -> Result<Parsed, ExprError> {
    if source.len() > MAX_BYTES {
        let message = format!("the expression is longer than {MAX_BYTES} bytes");
        let hint = "divide it into calculations".to_owned();
        return Err(error_at(source, 0, message, Some(hint)));
    }
    let mut parser = Parser {
        source,
        tokens: tokens(source)?,
        next: 0,
        depth: 0,
        references: Vec::new(),
        names: Vec::new(),
        uses_self: false,
    };
    let root = parser.expression()?;
    let found = parser.peek();
    if found.token != Token::End {
        let message = match found.token {
            Token::Symbol(")") => "`)` closes nothing".to_owned(),
            _ => format!("an operator is expected before `{}`", found.written),
        };
        return Err(parser.error(found.at, message));
    }
    Ok(Parsed {
        source: source.to_owned(),
        root,
        references: parser.references,
        names: parser.names,
        uses_self: parser.uses_self,
    })
}

struct Parser<'s> {
    source: &'s str,
    tokens: Vec<Placed<'s>>,
    next: usize,
    depth: usize,
    references: Vec<Reference>,
    names: Vec<Reference>,
    uses_self: bool,
}

impl<'s> Parser<'s> {
    fn expression(&mut self) -> Result<Node, ExprError> {
        if self.depth == MAX_DEPTH {
            let message = format!("parentheses are nested more than {MAX_DEPTH} deep");
            return Err(self.error(self.peek().at, message));
        }
        self.depth += 1;
        let node = self.level(0);
        self.depth -= 1;
        node
    }

    fn level(&mut self, level: usize) -> Result<Node, ExprError> {
        let Some(operators) = LEVELS.get(level) else {
            return self.signed();
        };
        let first = self.level(level + 1)?;
        let mut rest = Vec::new();
        while let Some(operator) = self.take_operator(operators) {
            rest.push((operator, self.level(level + 1)?));
        }
        Ok(if rest.is_empty() { first } else { Node::Chain(Box::new(first), rest) })
    }

    fn signed(&mut self) -> Result<Node, ExprError> {
        let mut signs = 0;
        while self.take_symbol("-") {
            signs += 1;
        }
        let operand = self.union()?;
        Ok(match signs {
            0 => operand,
            odd if odd % 2 == 1 => Node::Negate(Box::new(operand)),
            _ => Node::Negate(Box::new(Node::Negate(Box::new(operand)))),
        })
    }

    fn union(&mut self) -> Result<Node, ExprError> {
        let mut at = self.peek().at;
        let first = self.operand()?;
        if self.peek().token != Token::Symbol("|") {
            return Ok(first);
        }
        let mut nodes = vec![first];
        loop {
            if !nodes.last().is_some_and(Node::is_nodes) {
                return Err(self.error(at, "`|` joins references only, such as `${name}`".into()));
            }
            if !self.take_symbol("|") {
                return Ok(Node::Union(nodes));
            }
            at = self.peek().at;
            nodes.push(self.operand()?);
        }
    }

    fn operand(&mut self) -> Result<Node, ExprError> {
        let Placed { token, at, written } = self.peek();
        match token {
            Token::Text(text) => {
                self.next += 1;
                Ok(Node::Text(text.to_owned()))
            }
            Token::Number(number) => {
                self.next += 1;
                Ok(Node::Number(number))
            }
            Token::Reference(name) => {
                self.next += 1;
                self.references.push(Reference { name: name.to_owned(), at, quoted: false });
                Ok(Node::Reference(name.to_owned()))
            }
            Token::Symbol(".") => {
                self.next += 1;
                self.uses_self = true;
                Ok(Node::This)
            }
            Token::Symbol("(") => {
                self.next += 1;
                let node = self.expression()?;
                self.close(at)?;
                Ok(node)
            }
            Token::Name(name) => {
                self.next += 1;
                if self.peek().token == Token::Symbol("(") {
                    return self.call(name, at);
                }
                self.names.push(Reference { name: name.to_owned(), at, quoted: false });
                Ok(Node::Attribute(name.to_owned()))
            }
            Token::Symbol(_) | Token::End => {
                let message = match (self.before(), written) {
                    (None, "") => "the expression is empty".to_owned(),
                    (None, found) => format!("a value is expected before `{found}`"),
                    (Some(before), _) => format!("a value is expected after `{before}`"),
                };
                Err(self.error(at, message))
            }
        }
    }

    /// A call whose name has been read and whose parenthesis has not.
    fn call(&mut self, name: &str, at: usize) -> Result<Node, ExprError> {
        let Some(function) = functions::find_function(name) else {
            let hint = functions::similar_name(name).map(|it| format!("did you mean `{it}`?"));
            let message = format!("the function `{name}` is not available");
            return Err(error_at(self.source, at, message, hint));
        };
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
        self.close(open)?;
        if !function.arity.contains(&arguments.len()) {
            let message = format!("{}, not {}", function.signature(), arguments.len());
            return Err(self.error(at, message));
        }
        self.check_arguments(function, arguments, &places)
    }

    /// A call with the right number of arguments, which stand at `places`.
    fn check_arguments(
        &mut self,
        function: &'static Function,
        mut arguments: Vec<Node>,
        places: &[Placed<'s>],
    ) -> Result<Node, ExprError> {
        let name = function.name;
        match (function.takes, arguments.as_mut_slice()) {
            (Takes::Nodes, [only]) if !only.is_nodes() => {
                let message = format!("`{name}` takes a reference such as `${{name}}`");
                return Err(self.error(places[0].at, message));
            }
            (Takes::Pattern, [text, Node::Text(written)]) => {
                let pattern = pattern::compile(written).map_err(|problem| {
                    self.error(places[1].at, format!("this is not a pattern: {problem}"))
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
                    let message = format!("`{name}` takes a quoted reference as second argument");
                    let hint = "write it as '${name}'".to_owned();
                    return Err(error_at(self.source, places[1].at, message, Some(hint)));
                };
                let at = places[1].at + 1;
                self.references.push(Reference { name: question.clone(), at, quoted: true });
                *second = Node::Text(question);
            }
            _ => {}
        }
        Ok(Node::Call(function, arguments))
    }

    fn close(&mut self, open: usize) -> Result<(), ExprError> {
        if self.take_symbol(")") {
            return Ok(());
        }
        let found = self.peek();
        Err(match found.token {
            Token::End => self.error(open, "this `(` is not closed".to_owned()),
            _ => {
                let message =
                    format!("an operator, `,` or `)` is expected before `{}`", found.written);
                self.error(found.at, message)
            }
        })
    }

    /// The current token; the last one, [`Token::End`], is never passed.
    fn peek(&self) -> Placed<'s> {
        self.tokens[self.next]
    }

    fn before(&self) -> Option<&'s str> {
        self.next.checked_sub(1).map(|before| self.tokens[before].written)
    }

    fn take_symbol(&mut self, symbol: &'static str) -> bool {
        let found = self.peek().token == Token::Symbol(symbol);
        self.next += usize::from(found);
        found
    }

    fn take_operator(&mut self, operators: &[(&str, Operator)]) -> Option<Operator> {
        let Token::Symbol(written) = self.peek().token else {
            return None;
        };
        let (_, operator) = operators.iter().find(|(sign, _)| *sign == written)?;
        self.next += 1;
        Some(*operator)
    }

    fn error(&self, at: usize, message: String) -> ExprError {
        error_at(self.source, at, message, None)
    }
}
