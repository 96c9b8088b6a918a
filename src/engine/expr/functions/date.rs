//! Dates and times. What is no date becomes empty, as a number NaN.

use std::fmt::Write;

use super::super::Calendar;
use super::super::date::{When, parse_time};
use super::super::eval::Arguments;
use super::super::value::Value;
use super::Function;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("today", 0..=0, |a| Value::When(When::Day(a.context.env.now.date()))),
    Function::new("now", 0..=0, |a| Value::When(When::Moment(a.context.env.now.clone()))),
    Function::new("date", 1..=1, |a| find_date(a, 0).map_or(Value::EMPTY, Value::When)),
    Function::new("date-time", 1..=1, date_time),
    Function::new("decimal-date-time", 1..=1, |a| {
        let instant = |date: When| date.instant_days(a.context.env);
        Value::Number(find_date(a, 0).map_or(f64::NAN, instant))
    }),
    Function::new("decimal-time", 1..=1, decimal_time),
    Function::new("format-date", 2..=2, format_date),
    Function::new("format-date-time", 2..=2, format_date),
];

/// The date an argument is or denotes; a whole number denotes a day, another a moment.
fn find_date(arguments: &Arguments<'_>, index: usize) -> Option<When> {
    let env = arguments.context.env;
    match arguments.value(index) {
        Value::Number(days) => When::from_whole_days(days).or_else(|| When::from_days(days, env)),
        other => Some(other.when(env)?.into_owned()),
    }
}

fn date_time<'a>(arguments: &Arguments<'a>) -> Value<'a> {
    let when = match arguments.value(0) {
        Value::Number(days) => When::from_days(days, arguments.context.env),
        other => other.when(arguments.context.env).map(|when| when.into_owned()),
    };
    when.map_or(Value::EMPTY, Value::When)
}

/// The fraction of the day that has passed at a time, in the respondent's zone.
fn decimal_time<'a>(arguments: &Arguments<'a>) -> Value<'a> {
    let env = arguments.context.env;
    let value = arguments.value(0);
    let time = match value.when(env) {
        Some(when) => Some(when.local().time()),
        None => parse_time(value.to_text().trim()).and_then(|(time, offset)| match offset {
            None => Some(time),
            Some(offset) => {
                let moment = offset.to_timestamp(env.now.date().to_datetime(time)).ok()?;
                Some(moment.to_zoned(env.now.time_zone().clone()).time())
            }
        }),
    };
    Value::Number(time.map_or(f64::NAN, |time| {
        let passed = time.duration_since(jiff::civil::Time::midnight());
        passed.as_secs_f64() / 86_400.0
    }))
}

fn format_date<'a>(arguments: &Arguments<'a>) -> Value<'a> {
    let calendar = &arguments.context.env.calendar;
    match find_date(arguments, 0) {
        Some(when) => Value::Text(format_when(&when, &arguments.text(1), calendar).into()),
        None => Value::EMPTY,
    }
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
