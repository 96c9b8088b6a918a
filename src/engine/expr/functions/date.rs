//! Dates and times. What is no date becomes empty, as a number NaN.

use std::fmt::Write;

use super::super::Calendar;
use super::super::date::{When, parse_time};
use super::super::eval::Arguments;
use super::super::value::Value;
use super::{Function, Takes};

/// What may follow `%` in a format.
const CODES: &str = "YymnbdeaHhMS3%";

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("today", 0..=0, |a| or_empty(When::today(a.context.env))),
    Function::new("now", 0..=0, |a| Value::When(When::now(a.context.env))),
    Function::new("date", 1..=1, |a| or_empty(find_date(a, TakenFor::Day))),
    Function::new("date-time", 1..=1, |a| or_empty(find_date(a, TakenFor::Moment))),
    Function::new("decimal-date-time", 1..=1, |a| {
        let date = find_date(a, TakenFor::Moment);
        Value::Number(date.map_or(f64::NAN, |date| date.days()))
    }),
    Function::new("decimal-time", 1..=1, decimal_time),
    Function::new("format-date", 2..=2, |a| format_date(a, TakenFor::Day)).taking(Takes::Format),
    Function::new("format-date-time", 2..=2, |a| format_date(a, TakenFor::Moment))
        .taking(Takes::Format),
];

/// What a number of days is taken for where it could be either.
#[derive(Clone, Copy, PartialEq)]
enum TakenFor {
    Day,
    Moment,
}

fn or_empty(date: Option<When>) -> Value<'static> {
    date.map_or(Value::EMPTY, Value::When)
}

/// The date that the first argument is or denotes.
fn find_date(arguments: &Arguments<'_, '_>, meaning: TakenFor) -> Option<When> {
    let env = arguments.context.env;
    match arguments.value(0) {
        Value::Number(days) => {
            let day = if meaning == TakenFor::Day { When::day_of_number(days, env) } else { None };
            day.or_else(|| When::from_days(days, env))
        }
        // A text of digits is rather a year than a number of days.
        other => other.when(env),
    }
}

/// The fraction of the day that has passed at a time, in the respondent's zone.
fn decimal_time<'a>(arguments: &Arguments<'a, '_>) -> Value<'a> {
    let env = arguments.context.env;
    let text = arguments.text(0);
    // A moment with a date is none, as in ODK's programs.
    let time = parse_time(text.trim()).and_then(|(time, offset)| match offset {
        None => Some(time),
        Some(offset) => {
            let moment = offset.to_timestamp(env.now.date().to_datetime(time)).ok()?;
            Some(moment.to_zoned(env.now.time_zone().clone()).time())
        }
    });
    Value::Number(time.map_or(f64::NAN, |time| {
        let passed = time.duration_since(jiff::civil::Time::midnight());
        passed.as_secs_f64() / 86_400.0
    }))
}

fn format_date<'a>(arguments: &Arguments<'a, '_>, meaning: TakenFor) -> Value<'a> {
    let calendar = &arguments.context.env.calendar;
    match find_date(arguments, meaning) {
        Some(when) => Value::Text(format_when(&when, &arguments.text(1), calendar).into()),
        None => Value::EMPTY,
    }
}

/// The first code of a format that is not one, such as `%A`.
pub(in super::super) fn unknown_code(format: &str) -> Option<String> {
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            continue;
        }
        match chars.next() {
            Some(code) if CODES.contains(code) => {}
            code => return Some(format!("%{}", code.map(String::from).unwrap_or_default())),
        }
    }
    None
}

/// Replaces `%Y` and the like; what is not known stays as it is written.
fn format_when(when: &When, format: &str, calendar: &Calendar) -> String {
    let local = when.local();
    let mut text = String::new();
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            text.push(c);
            continue;
        }
        let code = chars.next();
        // Writing to a String cannot fail.
        let _ = match code {
            Some('Y') => write!(text, "{:04}", local.year()),
            Some('y') => write!(text, "{:02}", local.year().rem_euclid(100)),
            Some('m') => write!(text, "{:02}", local.month()),
            Some('n') => write!(text, "{}", local.month()),
            Some('b') => write!(text, "{}", calendar.month(local.date())),
            Some('d') => write!(text, "{:02}", local.day()),
            Some('e') => write!(text, "{}", local.day()),
            Some('a') => write!(text, "{}", calendar.day(local.date())),
            Some('H') => write!(text, "{:02}", local.hour()),
            Some('h') => write!(text, "{}", local.hour()),
            Some('M') => write!(text, "{:02}", local.minute()),
            Some('S') => write!(text, "{:02}", local.second()),
            Some('3') => write!(text, "{:03}", local.millisecond()),
            Some('%') => write!(text, "%"),
            Some(unknown) => write!(text, "%{unknown}"),
            None => write!(text, "%"),
        };
    }
    text
}
