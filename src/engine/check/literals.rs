//! Texts where a date, a time or a number is meant, in a form that is none: no answer is ever equal to them,
//! before or after them. Answers that are worked out may be anything, so nothing is said of them.

use std::collections::HashMap;

use jiff::civil::Date;

use super::super::defaults::is_worked_out;
use super::super::expr::{Compared, Expr, How, Literal, Operand, is_date, is_time, plain_number};
use super::super::kind::{day, kind};
use super::super::model::{KindName, Metadata, Question};
use super::super::problem::{Remark, remark};
use super::super::questionnaire::Holds;
use super::Found;
use super::expressions::{Owned, position};
use super::tree::Tree;

/// What is asked for as a date, a time or a number, by the name of the variable.
pub(super) struct KnownMeanings(HashMap<String, Measure>);

#[derive(Clone, Copy, PartialEq)]
enum Measure {
    Day,
    Moment,
    Time,
    Number,
}

impl KnownMeanings {
    pub(super) fn new(tree: &Tree<'_>) -> Self {
        let mut known = HashMap::new();
        for question in tree.questions.iter().map(|node| node.question) {
            let is_computed = question.calculation.is_some()
                || question.default.as_deref().is_some_and(is_worked_out);
            for slot in kind(question.kind).slots(question).into_iter().filter(|_| !is_computed) {
                if let Some(meaning) = meaning(question, slot.holds) {
                    known.insert(slot.name, meaning);
                }
            }
        }
        Self(known)
    }

    /// Tells of every text in an expression that is not what it is compared with.
    pub(super) fn check(&self, expr: &Expr, owned: Owned<'_>, found: &mut Found) {
        for compared in expr.compared() {
            let Some((what, hint)) = self.judge(&compared, owned.name) else { continue };
            let written = match &compared.literal {
                Literal::Text(text) => find_text(expr.source(), text),
                Literal::Number(_) => None,
            };
            let (line, column) = position(expr.source(), written.unwrap_or(compared.at));
            found.warning(owned.place, what).at(line, column).hint(hint);
        }
        for (function, text) in expr.written_dates() {
            let is_clock = function == "decimal-time";
            if text.trim().is_empty() || if is_clock { is_time(&text) } else { is_date(&text) } {
                continue;
            }
            let (what, hint) = match is_clock {
                true => (remark!("call-no-time", function, value = text), write("10:00")),
                false => (remark!("call-no-date", function, value = text), write_date(&text)),
            };
            let at = find_text(expr.source(), &text).unwrap_or_default();
            let (line, column) = position(expr.source(), at);
            found.warning(owned.place, what).at(line, column).hint(hint);
        }
    }

    fn judge(&self, compared: &Compared, own: Option<&str>) -> Option<(Remark, Remark)> {
        let (meaning, subject) = match &compared.what {
            Operand::Date => (Measure::Moment, String::new()),
            Operand::Answer(name) => (*self.0.get(name)?, format!("${{{name}}}")),
            Operand::Own => (*self.0.get(own?)?, ".".to_owned()),
            Operand::OneOf(_) => return None,
        };
        let is_equality = matches!(compared.how, How::Equal | How::Unequal);
        if compared.how == How::Selected || may_be_meant(&compared.literal) {
            return None;
        }
        match (&compared.literal, meaning) {
            (Literal::Text(text), Measure::Time) if text.contains('.') && is_time(text) => None,
            (literal, Measure::Time) => {
                let value = match literal {
                    Literal::Text(text) if is_time(text) => text,
                    _ => "10:00",
                };
                let hint = remark!("write-decimal-time", subject, value);
                Some((remark!("time-compared", subject), hint))
            }
            (Literal::Text(text), Measure::Number) => {
                let number = text.replace(',', ".");
                let hint = match plain_number(&number) {
                    Some(number) => remark!("default-write", example = number),
                    None => remark!("write-number"),
                };
                let what = remark!("literal-no-number", value = text);
                plain_number(text).is_none().then_some((what, hint))
            }
            (Literal::Text(text), Measure::Day) if is_equality && is_date(text) => {
                let stored = day(text.trim())?.to_string();
                let what = remark!("literal-not-stored", subject, value = text);
                (stored != *text).then(|| (what, write(&stored)))
            }
            (Literal::Text(text), _) if is_date(text) => None,
            (Literal::Text(text), _) => {
                Some((remark!("literal-no-date", value = text), write_date(text)))
            }
            (Literal::Number(number), Measure::Day | Measure::Moment) if is_year(*number) => {
                let hint = write(&format!("{number}-01-01"));
                Some((remark!("literal-year", value = number), hint))
            }
            (Literal::Number(_), _) => None,
        }
    }
}

fn meaning(question: &Question, holds: Holds) -> Option<Measure> {
    Some(match (question.kind, question.metadata) {
        (KindName::Date, _) => Measure::Day,
        (KindName::DateTime, _) => Measure::Moment,
        (KindName::Time, _) => Measure::Time,
        (KindName::Metadata, Some(Metadata::Today | Metadata::Start | Metadata::End)) => {
            Measure::Moment
        }
        _ if matches!(holds, Holds::Integer | Holds::Decimal) => Measure::Number,
        _ => return None,
    })
}

/// No answer, and missing codes.
fn may_be_meant(literal: &Literal) -> bool {
    let number = match literal {
        Literal::Text(text) if text.trim().is_empty() => return true,
        Literal::Text(text) => plain_number(text),
        Literal::Number(number) => Some(*number),
    };
    number.is_some_and(|number| (-9.0..=-1.0).contains(&number))
}

/// Whether a number of days since 1970 is rather a year.
fn is_year(number: f64) -> bool {
    (1900.0..=2100.0).contains(&number) && number.fract() == 0.0
}

fn write(example: &str) -> Remark {
    remark!("default-write", example = format!("'{example}'"))
}

/// The date that was probably meant as it is written here.
fn write_date(text: &str) -> Remark {
    let moment = text.trim().replacen(' ', "T", 1);
    match day(text.trim()) {
        _ if is_date(&moment) => write(&moment),
        Some(day) => write(&day.to_string()),
        None => last_of_month(text).unwrap_or_else(|| write("2026-12-31")),
    }
}

/// What is said of a day that its month does not have.
fn last_of_month(text: &str) -> Option<Remark> {
    let date = text.trim().split(['T', ' ']).next()?;
    let mut parts = date.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let first = Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?;
    let is_beyond = day.parse().is_ok_and(|day: i8| day > first.days_in_month());
    is_beyond.then(|| remark!("no-such-day", last = first.last_of_month().to_string()))
}

/// Characters before a text in quotes.
pub(super) fn find_text(source: &str, text: &str) -> Option<usize> {
    let quoted = ['\'', '"'].map(|quote| format!("{quote}{text}{quote}"));
    let before = quoted.iter().filter_map(|quoted| source.find(quoted.as_str())).min()?;
    Some(source[..before].chars().count())
}
