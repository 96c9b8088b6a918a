//! What is an expression, and means something else than whoever wrote it thinks: a date without quotes, and
//! a value that stands alone beside `and` or `or`. Other tools accept both, so they are no faults.

use std::ops::Range;

use jiff::civil::Date;

use super::super::lexer::{PlacedToken, Token};
use super::super::tree::{Node, Operator};
use super::Parser;
use crate::engine::problem::{Remark, remark};

/// Something that means something else than is written.
pub(in crate::engine) struct Pitfall {
    /// Characters before it.
    pub(in crate::engine) at: usize,
    /// What it means.
    pub(in crate::engine) what: Remark,
    /// How it is written.
    pub(in crate::engine) hint: Remark,
}

impl Parser<'_> {
    /// Finds `2020-01-01`, which is the number 2018.
    pub(super) fn look_for_dates(&mut self) {
        for tokens in self.tokens.windows(5) {
            let [year, first, month, second, day] = tokens else { continue };
            let is_number = |it: &PlacedToken<'_>| matches!(it.token, Token::Number(_));
            let is_hyphen = |it: &PlacedToken<'_>| it.token == Token::Symbol("-");
            let fits = [year, month, day].into_iter().all(is_number)
                && [first, second].into_iter().all(is_hyphen)
                && day.at - year.at == year.written.len() + month.written.len() + 2;
            let Some(date) = date_around(self.source, year.at).filter(|_| fits) else { continue };
            let value = format!("{}-{}-{}", year.written, month.written, day.written);
            let what = remark!("literal-bare-date", value);
            self.mentions.pitfalls.push(Pitfall { at: year.at, what, hint: write_date(&date) });
        }
    }

    /// Looks at two operands of `and` or `or`, each of which should be true or false by itself, and is told
    /// once where several values follow each other.
    pub(super) fn look_for_lone(
        &mut self,
        operator: Operator,
        (left, before): (&Node, Range<usize>),
        (right, after): (&Node, Range<usize>),
    ) {
        let word = if operator == Operator::Or { "or" } else { "and" };
        let compared = self.compared(left, before.clone());
        let is_meant = |node: &Node| is_literal(node) && (compared.is_some() || !is_truth(node));
        let lone = match (is_meant(left), is_meant(right)) {
            (_, true) => after,
            (true, false) => before.clone(),
            (false, false) => return,
        };
        let (at, value) = (self.tokens[lone.start].at, self.written(lone));
        let hint = match compared {
            Some(of) => {
                let condition = format!("{} {word} {of} {value}", self.written(before));
                remark!("write-condition", condition)
            }
            None => remark!("write-compared", value),
        };
        let what = remark!("literal-alone", value, word);
        self.mentions.pitfalls.push(Pitfall { at, what, hint });
    }

    /// The beginning of a comparison with a value, up to that: `${a} =`.
    fn compared(&self, node: &Node, tokens: Range<usize>) -> Option<String> {
        let Node::Chain(_, rest) = node else { return None };
        let [(Operator::Equal | Operator::Unequal, value)] = rest.as_slice() else { return None };
        let mut depth = 0;
        let sign = tokens.clone().find(|token| {
            let written = self.tokens[*token].written;
            depth +=
                i32::from(matches!(written, "(" | "[")) - i32::from(matches!(written, ")" | "]"));
            depth == 0 && matches!(self.tokens[*token].token, Token::Symbol("=" | "!="))
        })?;
        is_literal(value).then(|| self.written(tokens.start..sign + 1))
    }

    /// What is written in some tokens.
    fn written(&self, tokens: Range<usize>) -> String {
        let last = self.tokens[tokens.end - 1];
        let from = self.tokens[tokens.start].at;
        let count = last.at + last.written.chars().count() - from;
        self.source.chars().skip(from).take(count).collect()
    }
}

/// Whether this is a value that is written out.
pub(super) fn is_literal(node: &Node) -> bool {
    match node {
        Node::Text(_) | Node::Number(_) => true,
        Node::Negate(inner) => is_literal(inner),
        _ => false,
    }
}

/// Whether this is a number that stands for true or false.
fn is_truth(node: &Node) -> bool {
    matches!(node, Node::Number(number) if *number == 0.0 || *number == 1.0)
}

/// The date that is written without quotes around a place: with the year first or last.
pub(super) fn date_around(source: &str, at: usize) -> Option<String> {
    let signs: Vec<char> = source.chars().collect();
    let is_part = |sign: &char| sign.is_ascii_digit() || matches!(sign, '-' | '.' | '/');
    let before = signs.get(..at)?.iter().rev().take_while(|sign| is_part(sign)).count();
    let run: String = signs.get(at - before..)?.iter().take_while(|sign| is_part(sign)).collect();
    let parts: Vec<&str> = run.split(['-', '.', '/']).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let (year, days) = match (first.len(), third.len()) {
        (4, 1 | 2) => (*first, [*third, *second]),
        (1 | 2, 4) => (*third, [*first, *second]),
        _ => return None,
    };
    let year: i16 = year.parse().ok().filter(|year| (1800..=2200).contains(year))?;
    let [day, month] = days.map(|part| part.parse::<i8>().unwrap_or_default());
    // In America the month comes first.
    let date = Date::new(year, month, day).or_else(|_| Date::new(year, day, month));
    let is_near = (1..=31).contains(&day) && (1..=12).contains(&month);
    match date {
        Ok(date) => Some(date.to_string()),
        Err(_) => is_near.then(|| format!("{year}-12-31")),
    }
}

/// How a date is written.
pub(super) fn write_date(date: &str) -> Remark {
    remark!("default-write", example = format!("'{date}'"))
}
