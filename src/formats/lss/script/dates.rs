//! PHP's dates and moments, which are seconds, in ours.

use super::parser::Node;
use super::term::{Gives, Term};
use super::translate::{TermResult, Work, no_counterpart};
use crate::engine::problem::Remark;

impl Work<'_> {
    pub(super) fn date_call(&mut self, name: &str, arguments: &[Node]) -> TermResult {
        match (name, arguments) {
            ("date", [Node::Text(format), when @ ..]) if when.len() < 2 => {
                self.date(format, when.first())
            }
            ("idate", [Node::Text(format), when @ ..]) if when.len() < 2 => {
                let date = self.date(format, when.first())?;
                Ok(Term::call("number", Gives::Number, &[date]))
            }
            ("time", []) | ("mktime", []) => Ok(seconds(Term::call("now", Gives::Text, &[]))),
            ("strtotime", [when]) => Ok(seconds(self.moment(when)?)),
            _ => Err(no_counterpart(name)),
        }
    }

    /// A moment for PHP's date functions: now, or what a text says.
    fn moment(&mut self, when: &Node) -> TermResult {
        match when {
            Node::Text(text) if text.trim() == "now" => Ok(Term::call("now", Gives::Text, &[])),
            Node::Text(text) if text.trim() == "today" => Ok(Term::call("today", Gives::Text, &[])),
            Node::Text(text) if !text.starts_with(|c: char| c.is_ascii_digit()) => {
                Err(no_counterpart(text))
            }
            _ => self.node(when),
        }
    }

    fn date(&mut self, format: &str, when: Option<&Node>) -> TermResult {
        let moment = match when {
            None => Term::call("now", Gives::Text, &[]),
            Some(Node::Call(name, arguments)) => match (name.as_str(), arguments.as_slice()) {
                ("time" | "mktime", []) => Term::call("now", Gives::Text, &[]),
                ("strtotime", [text]) => self.moment(text)?,
                _ => return Err(no_counterpart(&format!("date(…, {name})"))),
            },
            Some(_) => return Err(no_counterpart("date")),
        };
        let format = Term::text(&date_format(format)?);
        Ok(Term::call("format-date-time", Gives::Text, &[moment, format]))
    }
}

fn seconds(moment: Term) -> Term {
    let days = Term::call("decimal-date-time", Gives::Number, &[moment]);
    Term::call("round", Gives::Number, &[days.calculate("*", Term::number(86400))])
}

/// PHP's letters for dates in ours.
fn date_format(format: &str) -> Result<String, Remark> {
    let mut ours = String::new();
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        ours.push_str(match c {
            'd' => "%d",
            'j' => "%e",
            'D' => "%a",
            'm' => "%m",
            'n' => "%n",
            'M' => "%b",
            'Y' => "%Y",
            'y' => "%y",
            'H' => "%H",
            'G' => "%h",
            'i' => "%M",
            's' => "%S",
            '%' => "%%",
            '\\' => {
                ours.extend(chars.next());
                continue;
            }
            c if c.is_ascii_alphabetic() => {
                return Err(no_counterpart(&format!("date('{c}')")));
            }
            c => {
                ours.push(c);
                continue;
            }
        });
    }
    Ok(ours)
}
