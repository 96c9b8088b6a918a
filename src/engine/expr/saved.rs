//! What is saved of a value that nobody typed: ODK gives it the type of its question.

use super::Env;
use super::date::{When, parse_time};
use super::value::{Value, plain_number};

/// Texts of digits beyond this are days rather than years.
const LAST_YEAR: f64 = 9999.0;

/// The type that a value is saved with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SavedAs {
    /// What there is, as text.
    Text,
    /// A whole number; decimals are cut off.
    Integer,
    /// A number.
    Decimal,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A day with a time.
    DateTime,
}

impl Value<'_> {
    /// The text that is saved; empty if the value cannot be of that type.
    pub fn saved(&self, as_type: SavedAs, env: &Env) -> String {
        let saved = match as_type {
            SavedAs::Text => Some(self.to_text().into_owned()).filter(|text| text != "NaN"),
            SavedAs::Integer => number(self.number(env).trunc()),
            SavedAs::Decimal => number(self.number(env)),
            SavedAs::Date => self.meant(env).map(|when| when.local().date().to_string()),
            SavedAs::Time => self.time(env),
            SavedAs::DateTime => self.meant(env).map(|when| when.written()),
        };
        saved.unwrap_or_default()
    }

    /// The day or moment that this is or, as a number or text, means.
    fn meant(&self, env: &Env) -> Option<When> {
        let of_days = |days| When::day_of_number(days, env).or_else(|| When::from_days(days, env));
        match self {
            Value::Number(days) => of_days(*days),
            Value::Boolean(_) => None,
            _ => self.when(env).or_else(|| {
                plain_number(&self.to_text()).filter(|days| *days > LAST_YEAR).and_then(of_days)
            }),
        }
    }

    fn time(&self, env: &Env) -> Option<String> {
        let text = self.to_text();
        if matches!(self, Value::Text(_) | Value::Nodes(_))
            && let Some((time, offset)) = parse_time(text.trim())
        {
            let local = env.now.date().to_datetime(time);
            let zoned = match offset {
                Some(offset) => local.to_zoned(offset.to_time_zone()),
                None => local.to_zoned(env.now.time_zone().clone()),
            };
            return Some(zoned.ok()?.strftime("%H:%M:%S%.3f%:z").to_string());
        }
        self.meant(env)?.written().split_once('T').map(|(_, time)| time.to_owned())
    }
}

fn number(number: f64) -> Option<String> {
    number.is_finite().then(|| Value::Number(number).to_text().into_owned())
}
