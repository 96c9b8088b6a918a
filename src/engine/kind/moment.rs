//! A day, a time of day, or both.
//!
//! Stored as ODK has them: `2024-02-29`, `08:30:00.000+01:00`, `2024-02-29T08:30:00.000+01:00`.
//! A field is what the browser offers for a date or time; what is typed there by hand is read as
//! people write it, too: `29.2.2024`, `8.30`. With XLSForm's `month-year` or `no-calendar` a date has
//! a field for each of its parts.

use jiff::civil::{Date, Time};

use super::super::Questionnaire;
use super::super::answers::{Answers, Form};
use super::super::contract::{
    Body, ComplaintReason, Kind, Lacking, MomentField, NewSlot, Paper, Reading, Showing,
    ShownOption, Space, push,
};
use super::super::expr::Env;
use super::super::model::{self, DateUnit, KindName};
use super::super::questionnaire::{Holds, Question};
use super::super::scope::Scope;
use super::digits;
use super::number;

pub(super) struct DateOrTime;

impl Kind for DateOrTime {
    fn fields(&self) -> &'static [&'static str] {
        &["missing"]
    }

    fn slots(&self, question: &model::Question) -> Vec<NewSlot> {
        NewSlot::only(question, Holds::Text)
    }

    fn owns(&self, _: &Questionnaire, question: &Question, field: &str) -> bool {
        let rest = field.strip_prefix(question.definition.name.as_str());
        number::owns(question, field)
            || matches!(rest, Some(".date" | ".time"))
            || parts(question).iter().any(|&part| rest == Some(suffix(part)))
    }

    fn put(&self, _: &Questionnaire, question: &Question, form: &Form, to: &mut Answers) {
        let name = &question.definition.name;
        let typed = typed(question, form);
        // Without the respondent's zone a time cannot be completed; a day is all others may use.
        let value = day(&typed.0).map(|day| day.to_string()).unwrap_or_default();
        to.set(name, number::missing(question, form).and_then(Result::ok).unwrap_or(&value));
    }

    fn read(&self, scope: Scope<'_>, question: &Question, form: &Form) -> Vec<Reading> {
        let (date, time) = typed(question, form);
        let both = [date.as_str(), time.as_str()].join(" ");
        let local = Form::new(
            form.iter()
                .filter(|(name, _)| *name == number::missing_name(&question.definition.name))
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .chain([(question.definition.name.clone(), both.trim().to_owned())])
                .collect(),
        );
        let empty = |part: &&DateUnit| field(question, form, suffix(**part)).is_empty();
        let absent = parts(question).iter().find(empty).copied();
        number::read(question, &local, |all| {
            if let Some(part) = absent {
                return Err(ComplaintReason::PartMissing(part));
            }
            stored(question.definition.kind, &date, &time, scope.evaluation.env)
                .ok_or_else(|| not_read(question.definition.kind, all.to_owned()))
        })
    }

    fn fill(&self, _: &Questionnaire, question: &Question, from: &Answers, form: &mut Form) {
        let name = &question.definition.name;
        let value = from.value(name);
        match question.definition.kind {
            KindName::DateTime if value.contains('T') => {
                let (date, time) = value.split_once('T').unwrap_or((value, ""));
                push(form, &format!("{name}.date"), date);
                push(form, &format!("{name}.time"), minutes(time));
            }
            KindName::Time if value.contains(':') => push(form, name, minutes(value)),
            KindName::Date if is_year(question) && value.len() == 10 => {
                push(form, name, &value[..4]);
            }
            KindName::Date if value.len() == 10 => {
                for &part in parts(question) {
                    let digits = match part {
                        DateUnit::Year => &value[..4],
                        DateUnit::Month => value[5..7].trim_start_matches('0'),
                        DateUnit::Day => value[8..].trim_start_matches('0'),
                    };
                    push(form, &format!("{name}{}", suffix(part)), digits);
                }
                if parts(question).is_empty() {
                    push(form, name, value);
                }
            }
            _ => number::fill(question, from, form),
        }
    }

    fn body<'q>(&self, showing: &Showing<'q, '_>) -> Body<'q> {
        let name = showing.name();
        let field = |suffix: &str, input, part| MomentField {
            typed: showing.typed(&format!("{name}{suffix}")),
            name: format!("{}{suffix}", showing.field(name)).into(),
            input,
            part,
        };
        let parts = parts(showing.question);
        Body::Moment(match showing.question.definition.kind {
            KindName::DateTime => vec![field(".date", "date", None), field(".time", "time", None)],
            KindName::Time => vec![field("", "time", None)],
            _ if is_year(showing.question) => vec![field("", "text", None)],
            _ if parts.is_empty() => vec![field("", "date", None)],
            _ => parts.iter().map(|&part| field(suffix(part), "text", Some(part))).collect(),
        })
    }

    fn missing<'q>(&self, showing: &Showing<'q, '_>) -> Vec<ShownOption<'q>> {
        showing.missing_options(&number::missing_name(showing.name()))
    }

    fn space<'q>(&self, paper: &Paper<'q>, question: &'q Question) -> Space<'q> {
        paper.line(question)
    }

    fn lacking(&self) -> Lacking {
        Lacking::Text
    }
}

fn has(question: &Question, appearance: &str) -> bool {
    question.definition.appearance.split_whitespace().any(|token| token == appearance)
}

/// Whether only the year of a date is asked.
fn is_year(question: &Question) -> bool {
    has(question, "year") && !has(question, "month-year")
}

/// The parts that a date is asked in; none when it has one field.
fn parts(question: &Question) -> &'static [DateUnit] {
    match question.definition.kind {
        KindName::Date if has(question, "month-year") => &[DateUnit::Month, DateUnit::Year],
        KindName::Date if is_year(question) => &[],
        KindName::Date if has(question, "no-calendar") => {
            &[DateUnit::Day, DateUnit::Month, DateUnit::Year]
        }
        _ => &[],
    }
}

/// What follows the question's name in the name of the field of a part.
fn suffix(part: DateUnit) -> &'static str {
    match part {
        DateUnit::Year => ".year",
        DateUnit::Month => ".month",
        DateUnit::Day => ".day",
    }
}

/// What was typed into the field with this suffix.
fn field(question: &Question, form: &Form, suffix: &str) -> String {
    let name = format!("{}{suffix}", question.definition.name);
    digits::plain(form.find(&name).unwrap_or_default().trim()).into_owned()
}

/// What was typed as day and as time.
fn typed(question: &Question, form: &Form) -> (String, String) {
    let field = |suffix| field(question, form, suffix);
    match (question.definition.kind, parts(question)) {
        (KindName::DateTime, _) => (field(".date"), field(".time")),
        (KindName::Time, _) => (String::new(), field("")),
        (_, []) => (field(""), String::new()),
        (_, parts) => {
            let typed: Vec<String> = parts.iter().map(|&part| field(suffix(part))).collect();
            let nothing = typed.iter().all(String::is_empty);
            (if nothing { String::new() } else { typed.join(".") }, String::new())
        }
    }
}

fn not_read(kind: KindName, typed: String) -> ComplaintReason {
    match kind {
        KindName::Time => ComplaintReason::NotATime { typed },
        KindName::DateTime => ComplaintReason::NotAMoment { typed },
        _ => ComplaintReason::NotADate { typed },
    }
}

fn stored(kind: KindName, date: &str, time: &str, env: &Env) -> Option<String> {
    let offset = |date: Date, time: Time| {
        let zoned = date.to_datetime(time).to_zoned(env.now.time_zone().clone()).ok()?;
        Some(zoned.strftime("%H:%M:%S%.3f%:z").to_string())
    };
    match kind {
        KindName::Time => offset(env.now.date(), clock(time)?),
        KindName::DateTime => {
            let day = day(date)?;
            Some(format!("{day}T{}", offset(day, clock(time)?)?))
        }
        _ => day(date).map(|day| day.to_string()),
    }
}

/// Reads `2024-02-29`, `2024-02`, `2024`, `29.2.2024`, `29/2/2024` or `2.2024`.
pub(in crate::engine) fn day(typed: &str) -> Option<Date> {
    let mut parts: Vec<&str> = typed.split(['-', '.', '/']).map(str::trim).collect();
    if parts.first().is_some_and(|first| first.len() != 4) {
        parts.reverse();
    }
    let number = |part: &&str| {
        let plain = !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| part.parse::<i16>().ok()).flatten()
    };
    let numbers: Vec<i16> = parts.iter().map(number).collect::<Option<_>>()?;
    let (year, month, day) = match numbers.as_slice() {
        [year, month, day] => (*year, *month, *day),
        [year, month] => (*year, *month, 1),
        [year] => (*year, 1, 1),
        _ => return None,
    };
    if parts[0].len() != 4 {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Reads `8:30`, `08:30:15`, `8.30` or `8`.
fn clock(typed: &str) -> Option<Time> {
    let parts: Vec<&str> = typed.split([':', '.']).map(str::trim).collect();
    let number = |part: &&str| {
        let plain = !part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| part.parse::<i8>().ok()).flatten()
    };
    let numbers: Vec<i8> = parts.iter().take(3).map(number).collect::<Option<_>>()?;
    let (hour, minute, second) = match numbers.as_slice() {
        [hour] => (*hour, 0, 0),
        [hour, minute] => (*hour, *minute, 0),
        [hour, minute, second] => (*hour, *minute, *second),
        _ => return None,
    };
    Time::new(hour, minute, second, 0).ok()
}

/// Hours and minutes of a stored time.
fn minutes(time: &str) -> &str {
    time.get(..5).unwrap_or(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        for typed in ["2024-02-29", "29.2.2024", "29.02.2024", "29/2/2024"] {
            assert_eq!(day(typed).map(|d| d.to_string()).as_deref(), Some("2024-02-29"), "{typed}");
        }
        assert_eq!(day("2024-02").map(|d| d.to_string()).as_deref(), Some("2024-02-01"));
        assert_eq!(day("2.2024").map(|d| d.to_string()).as_deref(), Some("2024-02-01"));
        for typed in ["", "30.2.2024", "29.2.23", "heute", "2024-1-1-1", "1", "-"] {
            assert_eq!(day(typed), None, "{typed}");
        }
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        let read = |typed: &str| clock(typed).map(|time| time.to_string());
        assert_eq!(read("8:30").as_deref(), Some("08:30:00"));
        assert_eq!(read("8.30").as_deref(), Some("08:30:00"));
        assert_eq!(read("23:59:58").as_deref(), Some("23:59:58"));
        for typed in ["", "24:00", "8:60", "acht", "8:"] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }
}
