//! From tokens to a checked tree, by recursive descent. Whatever an author can get wrong is found
//! here or in `calls` and `paths`. Only parentheses, calls and predicates nest (operators of one level
//! are one flat chain), and their depth is limited, so neither parsing nor evaluating can exhaust the
//! stack.

mod calls;
mod paths;
mod pitfalls;

use super::lexer::{LAST_SAVED, PlacedToken, Token, error_at, tokens};
use super::tree::{Node, OfItem, Operator};
use super::{ExprError, Parsed, Reference};
use crate::engine::problem::{Remark, remark};
pub(in crate::engine) use pitfalls::Pitfall;
use pitfalls::{date_around, is_literal, write_date};

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

/// Parses a whole source. Calls that are wrong in themselves are listed in [`Parsed::faults`].
pub(super) fn parse(source: &str) -> Result<Parsed, ExprError> {
    if source.len() > MAX_BYTES {
        let message = remark!("expr-long", most = MAX_BYTES);
        let hint = remark!("expr-divide");
        return Err(error_at(source, 0, message, Some(hint)));
    }
    let mut parser = Parser {
        source,
        tokens: tokens(source)?,
        next: 0,
        depth: 0,
        inside: Inside::Question,
        list: "",
        mentions: Mentions::default(),
    };
    let root = parser.expression()?;
    let found = parser.peek();
    if found.token != Token::End {
        return Err(match found.token {
            Token::Symbol(found @ (")" | "]")) => {
                parser.error(parser.peek().at, remark!("expr-closes-nothing", found))
            }
            _ => parser.operator_expected(""),
        });
    }
    parser.look_for_dates();
    // Faults of arguments were found before those of their calls.
    parser.mentions.faults.sort_by_key(|fault| fault.at);
    parser.mentions.pitfalls.sort_by_key(|pitfall| pitfall.at);
    Ok(Parsed { source: source.to_owned(), root, mentions: parser.mentions })
}

/// What an expression mentions, in order of appearance.
#[derive(Default)]
pub(super) struct Mentions {
    pub(super) references: Vec<Reference>,
    pub(super) names: Vec<Reference>,
    pub(super) instances: Vec<Reference>,
    /// Columns of lists and files, each with the list.
    pub(super) columns: Vec<(String, Reference)>,
    /// Calls that are wrong in themselves.
    pub(super) faults: Vec<ExprError>,
    pub(super) uses_self: bool,
    /// Chance has a part in the value.
    pub(super) draws: bool,
    /// So has the moment.
    pub(super) asks_clock: bool,
    pub(super) own_position: bool,
    /// What is wrong where no choice is filtered.
    pub(super) of_choice: Option<ExprError>,
    /// What means something else than is written.
    pub(super) pitfalls: Vec<Pitfall>,
}

/// What names without `${}` belong to.
#[derive(Clone, Copy, PartialEq)]
enum Inside {
    /// The question, or the choice being filtered.
    Question,
    /// A predicate of a repeat: to the instance.
    Instance,
    /// A predicate of a list: to the row.
    Row,
    /// A predicate of other nodes, which have no names below them.
    Nodes,
}

struct Parser<'s> {
    source: &'s str,
    tokens: Vec<PlacedToken<'s>>,
    next: usize,
    depth: usize,
    inside: Inside,
    /// The list whose rows the innermost predicates look at.
    list: &'s str,
    mentions: Mentions,
}

impl<'s> Parser<'s> {
    fn expression(&mut self) -> Result<Node, ExprError> {
        if self.depth == MAX_DEPTH {
            let message = remark!("expr-deep", most = MAX_DEPTH);
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
        let start = self.next;
        let first = self.level(level + 1)?;
        let mut rest = Vec::new();
        let mut before = start..self.next;
        while let Some(operator) = self.take_operator(operators) {
            let begins = self.next;
            let node = self.level(level + 1)?;
            let (left, is_first) = rest.last().map_or((&first, true), |(_, left)| (left, false));
            if matches!(operator, Operator::And | Operator::Or) && (is_first || !is_literal(left)) {
                self.look_for_lone(operator, (left, before), (&node, begins..self.next));
            }
            before = begins..self.next;
            rest.push((operator, node));
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
                return Err(self.error(at, remark!("expr-joins-references")));
            }
            if !self.take_symbol("|") {
                return Ok(Node::Union(nodes));
            }
            at = self.peek().at;
            nodes.push(self.operand()?);
        }
    }

    fn operand(&mut self) -> Result<Node, ExprError> {
        let PlacedToken { token, at, written } = self.peek();
        match token {
            Token::Text(text) => {
                self.next += 1;
                Ok(Node::Text(text.to_owned()))
            }
            Token::Number(number) => {
                self.next += 1;
                Ok(Node::Number(number))
            }
            Token::Reference(name) if name.starts_with(LAST_SAVED) => {
                self.next += 1;
                // The value now does not matter, so nothing depends on it.
                let question = name.trim_start_matches(LAST_SAVED).to_owned();
                self.mentions.references.push(Reference { name: question, at, quoted: true });
                Ok(Node::Reference(name.to_owned()))
            }
            Token::Symbol("(") => {
                self.next += 1;
                let node = self.expression()?;
                self.close("(", ")", at)?;
                self.picked(node, at)
            }
            Token::Name(name) if self.peek_after().token == Token::Symbol("(") => match name {
                "current" | "instance" => self.path(),
                "position" => self.position(),
                "last" => self.last(),
                _ => {
                    self.next += 1;
                    let node = self.call(name, at)?;
                    self.picked(node, at)
                }
            },
            Token::Reference(_) | Token::Name(_) | Token::Symbol("." | ".." | "/" | "//") => {
                self.path()
            }
            Token::Symbol(_) | Token::End => {
                let message = match (self.before(), written) {
                    (None, "") => remark!("expr-empty"),
                    (None, found) => remark!("expr-value-before", found),
                    (Some(before), _) => remark!("expr-value-after", before),
                };
                let hint = matches!(written, "<" | ">" | "<=" | ">=" | "=" | "!=")
                    .then(|| remark!("expr-write-left", sign = written));
                Err(error_at(self.source, at, message, hint))
            }
        }
    }

    /// `.` as a part of the tree.
    fn own_value(&mut self) -> Node {
        match self.inside {
            Inside::Question => {
                self.mentions.uses_self = true;
                Node::This
            }
            _ => Node::Item(OfItem::Text),
        }
    }

    fn close(&mut self, open: &str, close: &'static str, at: usize) -> Result<(), ExprError> {
        if self.take_symbol(close) {
            return Ok(());
        }
        Err(match (self.peek().token, close) {
            (Token::End, _) => self.error(at, remark!("expr-open", open)),
            (_, ")") => self.operator_expected(")"),
            _ => self.operator_expected("]"),
        })
    }

    /// An operator, or what closes the innermost bracket.
    fn operator_expected(&self, close: &str) -> ExprError {
        let PlacedToken { token, at, written: found } = self.peek();
        let what = match close {
            ")" => remark!("expr-operator-or-argument", found),
            "]" => remark!("expr-operator-or-bracket", found),
            _ => remark!("expr-operator", found),
        };
        let date = date_around(self.source, at).map(|date| write_date(&date));
        let hint = match token {
            _ if date.is_some() => date,
            Token::Symbol("/") => Some(remark!("expr-write-div")),
            Token::Symbol(",") => self.with_comma(),
            _ if self.before().is_some_and(|word| matches!(word, "not" | "nicht" | "Nicht")) => {
                Some(remark!("expr-write-not"))
            }
            Token::Name(name) => match name.to_lowercase().as_str() {
                "and" | "und" => Some(remark!("expr-write-and")),
                "or" | "oder" => Some(remark!("expr-write-or")),
                "between" => Some(remark!("expr-write-between")),
                _ => None,
            },
            _ => None,
        };
        error_at(self.source, at, what, hint)
    }

    /// How a number with a comma before its decimals is written, if this comma is one.
    fn with_comma(&self) -> Option<Remark> {
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let whole = self.before().filter(|whole| is_number(whole))?;
        let after = self.peek_after();
        let is_beside = after.at == self.peek().at + 1 && is_number(after.written);
        is_beside
            .then(|| remark!("expr-write-point", number = format!("{whole}.{}", after.written)))
    }

    /// The current token; the last one, [`Token::End`], is never passed.
    fn peek(&self) -> PlacedToken<'s> {
        self.tokens[self.next]
    }

    fn peek_after(&self) -> PlacedToken<'s> {
        self.tokens.get(self.next + 1).copied().unwrap_or_else(|| self.peek())
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

    fn error(&self, at: usize, what: Remark) -> ExprError {
        error_at(self.source, at, what, None)
    }

    fn error_with(&self, at: usize, what: Remark, hint: Remark) -> ExprError {
        error_at(self.source, at, what, Some(hint))
    }
}
