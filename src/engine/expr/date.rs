//! Dates of the language: days, which have no time and no zone, and moments, which have both.
//!
//! As a number, a day counts whole days and a moment counts days with their fraction in UTC, both
//! since 1970-01-01. Compared with or subtracted from a moment, a day begins at midnight in the
//! respondent's zone.

use std::cmp::Ordering;
use std::fmt;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp, Zoned};

use super::Env;
use super::value::is_space;

const EPOCH: Date = Date::constant(1970, 1, 1);
const SECONDS_PER_DAY: f64 = 86_400.0;

/// A date with or without a time of day.
#[derive(Clone, Debug, PartialEq)]
pub enum When {
    /// A calendar day.
    Day(Date),
    /// A moment in the respondent's time zone.
    Moment(Zoned),
}

impl When {
    /// Reads `2024-02-29` or `2024-02-29T10:20:30.000+01:00`; without an offset, a time is local.
    pub(super) fn parse(text: &str, env: &Env) -> Option<When> {
        let (date, time) = parse_written(text)?;
        let Some((time, offset)) = time else {
            return Some(When::Day(date));
        };
        let zone = env.now.time_zone().clone();
        let zoned = match offset {
            Some(offset) => offset.to_timestamp(date.to_datetime(time)).ok()?.to_zoned(zone),
            None => date.to_datetime(time).to_zoned(zone).ok()?,
        };
        Some(When::Moment(zoned))
    }

    /// The days since 1970-01-01 that a text denotes. A time needs its offset: nothing else says
    /// here where the respondent is.
    pub(super) fn days_of_text(text: &str) -> Option<f64> {
        let (date, time) = parse_written(text)?;
        match time {
            None => Some(whole_days(date)),
            Some((time, offset)) => {
                let moment = offset?.to_timestamp(date.to_datetime(time)).ok()?;
                Some(fractional_days(moment))
            }
        }
    }

    /// The day a whole number of days after 1970-01-01.
    pub(super) fn from_whole_days(days: f64) -> Option<When> {
        if days.fract() != 0.0 || days.abs() > 1e7 {
            return None;
        }
        // The range was checked, so the conversion is exact.
        let hours = SignedDuration::from_hours(days as i64 * 24);
        EPOCH.checked_add(hours).ok().map(When::Day)
    }

    /// The moment a number of days after the beginning of 1970 in UTC.
    pub(super) fn from_days(days: f64, env: &Env) -> Option<When> {
        let milliseconds = (days * SECONDS_PER_DAY * 1000.0).round();
        if milliseconds.is_nan() {
            return None;
        }
        // `as` saturates, and what is out of range is refused by the timestamp.
        let moment = Timestamp::from_millisecond(milliseconds as i64).ok()?;
        Some(When::Moment(moment.to_zoned(env.now.time_zone().clone())))
    }

    /// Days since 1970-01-01.
    pub(super) fn days(&self) -> f64 {
        match self {
            When::Day(date) => whole_days(*date),
            When::Moment(moment) => fractional_days(moment.timestamp()),
        }
    }

    /// Days since the beginning of 1970 in UTC, a day beginning at midnight where the respondent is.
    pub(super) fn instant_days(&self, env: &Env) -> f64 {
        match self {
            When::Day(date) => match date.to_zoned(env.now.time_zone().clone()) {
                Ok(midnight) => fractional_days(midnight.timestamp()),
                Err(_) => f64::NAN,
            },
            When::Moment(_) => self.days(),
        }
    }

    /// The days from another date to this one.
    pub(super) fn days_since(&self, other: &When, env: &Env) -> f64 {
        match (self, other) {
            (When::Day(_), When::Day(_)) => self.days() - other.days(),
            _ => self.instant_days(env) - other.instant_days(env),
        }
    }

    /// Which of two dates is earlier.
    pub(super) fn compare(&self, other: &When, env: &Env) -> Ordering {
        match (self, other) {
            (When::Day(one), When::Day(two)) => one.cmp(two),
            (When::Moment(one), When::Moment(two)) => one.cmp(two),
            _ => self.instant_days(env).total_cmp(&other.instant_days(env)),
        }
    }

    /// Date and time as a clock where the respondent is shows them; a day begins at midnight.
    pub(super) fn local(&self) -> DateTime {
        match self {
            When::Day(date) => date.to_datetime(Time::midnight()),
            When::Moment(moment) => moment.datetime(),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::Day(date) => write!(f, "{date}"),
            When::Moment(moment) => {
                write!(f, "{}", moment.strftime("%Y-%m-%dT%H:%M:%S%.3f%:z"))
            }
        }
    }
}

fn whole_days(date: Date) -> f64 {
    (date.duration_since(EPOCH).as_hours() / 24) as f64
}

fn fractional_days(moment: Timestamp) -> f64 {
    moment.as_duration().as_secs_f64() / SECONDS_PER_DAY
}

type WrittenTime = (Time, Option<Offset>);

fn parse_written(text: &str) -> Option<(Date, Option<WrittenTime>)> {
    let text = text.trim_matches(is_space);
    // Most texts are no dates, which this tells at once.
    if text.as_bytes().get(4) != Some(&b'-') {
        return None;
    }
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(parse_time(time)?)),
        None => (text, None),
    };
    let mut parts = date.split('-');
    let year = digits(parts.next()?, 4..=4)?;
    let month = digits(parts.next()?, 1..=2)?;
    let day = digits(parts.next()?, 1..=2)?;
    if parts.next().is_some() {
        return None;
    }
    let date =
        Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Some((date.ok()?, time))
}

/// Reads `12:30`, `12:30:15` or `12:30:15.5`, each with `Z`, `+01:00`, `+01` or no offset.
pub(super) fn parse_time(text: &str) -> Option<WrittenTime> {
    let (clock, offset) = match text.find(['Z', '+', '-']) {
        Some(at) => (&text[..at], Some(parse_offset(&text[at..])?)),
        None => (text, None),
    };
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let mut parts = clock.split(':');
    let hour = digits(parts.next()?, 2..=2)?;
    let minute = digits(parts.next()?, 2..=2)?;
    let second = parts.next().map_or(Some(0), |second| digits(second, 2..=2))?;
    if parts.next().is_some() {
        return None;
    }
    let decimals = u32::try_from(fraction.len()).ok()?;
    let nanosecond = digits(fraction, 1..=9)? * 10_i32.pow(9 - decimals);
    let time = Time::new(
        i8::try_from(hour).ok()?,
        i8::try_from(minute).ok()?,
        i8::try_from(second).ok()?,
        nanosecond,
    );
    Some((time.ok()?, offset))
}

fn parse_offset(text: &str) -> Option<Offset> {
    if text == "Z" {
        return Some(Offset::UTC);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = match text[1..].split_once(':') {
        Some((hours, minutes)) => (hours, digits(minutes, 2..=2)?),
        None => (&text[1..], 0),
    };
    let hours = digits(hours, 2..=2)?;
    if hours > 23 || minutes > 59 {
        return None;
    }
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

fn digits(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<i32> {
    let fits = length.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}
