//! Dates of the language. A date is a moment in the respondent's time zone; the moment at which a day
//! begins there stands for the day. As a number, a date counts the days since 1970 began in UTC, so
//! that days have a fraction wherever the clocks show another time than in UTC.

use std::fmt;

use jiff::civil::{Date, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp, Zoned};

use super::Env;
use super::value::is_space;

const EPOCH: Date = Date::constant(1970, 1, 1);
const SECONDS_PER_DAY: f64 = 86_400.0;

/// How far, in days, a number may be from a day's beginning and mean it: rounding is finer than this.
const NEAR: f64 = 1e-7;

/// More days than there are in the calendar.
const MOST_DAYS: f64 = 1e7;

/// A day or a moment, ordered by time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct When(Zoned);

impl When {
    /// The present moment.
    pub(super) fn now(env: &Env) -> When {
        When(env.now.clone())
    }

    /// The present day.
    pub(super) fn today(env: &Env) -> Option<When> {
        env.now.start_of_day().ok().map(When)
    }

    /// Reads `2024-02-29` or `2024-02-29T10:20:30.000+01:00`; without an offset, a time is local.
    pub(super) fn parse(text: &str, env: &Env) -> Option<When> {
        let (date, time) = parse_written(text)?;
        let zone = env.now.time_zone().clone();
        match time {
            None => When::day(date, zone),
            Some((time, None)) => date.to_datetime(time).to_zoned(zone).ok().map(When),
            Some((time, Some(offset))) => {
                let moment = offset.to_timestamp(date.to_datetime(time)).ok()?;
                Some(When(moment.to_zoned(zone)))
            }
        }
    }

    fn day(date: Date, zone: TimeZone) -> Option<When> {
        date.to_zoned(zone).ok().map(When)
    }

    /// The moment a number of days after the beginning of 1970 in UTC.
    pub(super) fn from_days(days: f64, env: &Env) -> Option<When> {
        let milliseconds = (days * SECONDS_PER_DAY * 1000.0).round();
        if milliseconds.is_nan() {
            return None;
        }
        // `as` saturates, and what is out of range is refused by the timestamp.
        let moment = Timestamp::from_millisecond(milliseconds as i64).ok()?;
        Some(When(moment.to_zoned(env.now.time_zone().clone())))
    }

    /// The day that a number of days means, if it means one: it is the beginning of a day by some
    /// clock that was or will be in use there around that time. For numbers of which nothing else
    /// is known, such as stored ones.
    pub(super) fn day_of_number(days: f64, env: &Env) -> Option<When> {
        let moment = When::from_days(days, env)?.0;
        let zone = env.now.time_zone();
        let next = zone.following(moment.timestamp()).take(2).map(|change| change.offset());
        let last = zone.preceding(moment.timestamp()).take(3).map(|change| change.offset());
        std::iter::once(moment.offset()).chain(next).chain(last).find_map(|offset| {
            let local = days + f64::from(offset.seconds()) / SECONDS_PER_DAY;
            When::day(days_later(EPOCH, local)?, zone.clone())
        })
    }

    /// The day so many whole days after this day, by the calendar: clocks that are changed in between
    /// do not matter. Nothing follows from a moment within a day, nor from parts of days.
    pub(super) fn plus_days(&self, days: f64) -> Option<When> {
        let day = self.is_day().then(|| days_later(self.0.date(), days))?;
        When::day(day?, self.0.time_zone().clone())
    }

    /// Days since the beginning of 1970 in UTC.
    pub(super) fn days(&self) -> f64 {
        self.0.timestamp().as_duration().as_secs_f64() / SECONDS_PER_DAY
    }

    /// The days from another date to this one: whole ones between two days.
    pub(super) fn days_since(&self, other: &When) -> f64 {
        if self.is_day() && other.is_day() {
            let hours = self.0.date().duration_since(other.0.date()).as_hours();
            return (hours / 24) as f64;
        }
        self.days() - other.days()
    }

    fn is_day(&self) -> bool {
        self.0.start_of_day().is_ok_and(|start| start == self.0)
    }

    /// Date and time with the offset, also of the beginning of a day.
    pub(super) fn written(&self) -> String {
        self.0.strftime("%Y-%m-%dT%H:%M:%S%.3f%:z").to_string()
    }

    /// Date and time as a clock where the respondent is shows them.
    pub(super) fn local(&self) -> jiff::civil::DateTime {
        self.0.datetime()
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_day() { write!(f, "{}", self.0.date()) } else { f.write_str(&self.written()) }
    }
}

/// The day so many days after another, if they are whole.
fn days_later(day: Date, days: f64) -> Option<Date> {
    let whole = days.round();
    let is_whole = (days - whole).abs() <= NEAR && whole.abs() <= MOST_DAYS;
    let hours = is_whole.then(|| SignedDuration::from_hours(whole as i64 * 24))?;
    day.checked_add(hours).ok()
}

/// Whether a text denotes a day or a moment wherever the respondent is.
pub(in crate::engine) fn is_date(text: &str) -> bool {
    parse_written(text).is_some()
}

/// Whether a text denotes a time of day.
pub(in crate::engine) fn is_time(text: &str) -> bool {
    parse_time(text.trim()).is_some()
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
