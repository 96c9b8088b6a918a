//! Values as people of a language write them, where their answers stand in texts. Expressions, data and what
//! is stored never see this.

use std::borrow::Cow;

use jiff::civil::Date;

use super::model::KindName;
use super::questionnaire::Holds;

/// How a language writes numbers and days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WritingStyle {
    /// Its code: `de`.
    pub language: String,
    /// What stands before decimals.
    pub decimal: char,
    /// A day of each month, with `{day}` and `{year}` where the numbers go.
    pub days: [String; 12],
}

impl WritingStyle {
    /// Whether texts with this code are in the language, or a variety of it.
    pub(super) fn is_of(&self, code: &str) -> bool {
        code.split('-').next().is_some_and(|it| it.eq_ignore_ascii_case(&self.language))
    }

    /// A value of a question of this kind. Thousands have no mark, since a number may be a postal code.
    pub(super) fn write<'v>(&self, kind: KindName, holds: Holds, value: &'v str) -> Cow<'v, str> {
        let written = match (holds, kind) {
            (Holds::Integer | Holds::Decimal, _) if value.contains('.') => {
                Some(value.replacen('.', self.decimal.encode_utf8(&mut [0; 4]), 1))
            }
            (_, KindName::Date) => self.day(value),
            (_, KindName::Time) => minutes(value).map(str::to_owned),
            (_, KindName::DateTime) => value
                .split_once('T')
                .and_then(|(date, time)| Some(format!("{}, {}", self.day(date)?, minutes(time)?))),
            _ => None,
        };
        written.map_or(Cow::Borrowed(value), Cow::Owned)
    }

    fn day(&self, value: &str) -> Option<String> {
        let date: Date = value.parse().ok()?;
        let pattern = self.days.get(usize::from(date.month().unsigned_abs()) - 1)?;
        let year = date.year().to_string();
        Some(pattern.replace("{day}", &date.day().to_string()).replace("{year}", &year))
    }
}

/// The minutes of a time as it is stored: `08:30` of `08:30:00.000+01:00`.
pub fn minutes(time: &str) -> Option<&str> {
    time.get(..5).filter(|it| it.as_bytes()[2] == b':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_people_do() {
        let days = std::array::from_fn(|month| format!("{{day}}. {}. {{year}}", month + 1));
        let writing = WritingStyle { language: "de".to_owned(), decimal: ',', days };
        #[track_caller]
        fn check(writing: &WritingStyle, kind: KindName, holds: Holds, value: &str, expect: &str) {
            assert_eq!(writing.write(kind, holds, value), expect);
        }
        assert!(writing.is_of("de-simple") && writing.is_of("DE") && !writing.is_of("den"));
        check(&writing, KindName::Decimal, Holds::Decimal, "1234.5", "1234,5");
        check(&writing, KindName::Integer, Holds::Integer, "26919", "26919");
        check(&writing, KindName::Calculate, Holds::Decimal, "-0.5", "-0,5");
        check(&writing, KindName::Text, Holds::Text, "1.5", "1.5");
        check(&writing, KindName::Text, Holds::Text, "2024-02-29", "2024-02-29");
        check(&writing, KindName::Date, Holds::Text, "2024-02-29", "29. 2. 2024");
        check(&writing, KindName::Date, Holds::Text, "2024-02-30", "2024-02-30");
        check(&writing, KindName::Time, Holds::Text, "08:30:00.000+01:00", "08:30");
        let moment = "2024-02-29T08:30:00.000+01:00";
        check(&writing, KindName::DateTime, Holds::Text, moment, "29. 2. 2024, 08:30");
    }
}
