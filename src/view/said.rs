//! Stored values as people write them: "12,5 Kilometer", "10. Juli 2099, 15:00 Uhr".

use jiff::civil::Date;

use crate::engine::minutes;
use crate::engine::model::KindName;
use crate::engine::show::OwnedLine;
use crate::i18n::Locale;

use super::rich::{self, Html};

/// An answer to a question of this kind. What is no value of the kind, such as the label of a missing
/// code, is said as it is.
pub(super) fn said(t: &Locale, kind: KindName, unit: &OwnedLine, words: &OwnedLine) -> Html {
    // What has a language is a label.
    let written = words.language.is_none().then(|| written(t, kind, &words.text)).flatten();
    match written {
        None => rich::line(t, words),
        Some(number) if is_number(kind) && !unit.text.is_empty() => rich::sentence(
            t,
            "said-number",
            &[("number", rich::plain(&number)), ("unit", rich::line(t, unit))],
        ),
        Some(text) => rich::plain(&text),
    }
}

fn is_number(kind: KindName) -> bool {
    matches!(kind, KindName::Integer | KindName::Decimal | KindName::Range)
}

fn written(t: &Locale, kind: KindName, value: &str) -> Option<String> {
    match kind {
        kind if is_number(kind) => Some(t.number(value.parse().ok()?)),
        KindName::Date => Some(t.date(value.parse::<Date>().ok()?)),
        KindName::Time => Some(t.with("said-time", &[("time", minutes(value)?.into())])),
        KindName::DateTime => {
            let (date, time) = value.split_once('T')?;
            let date = t.date(date.parse::<Date>().ok()?);
            let values = [("date", date.into()), ("time", minutes(time)?.into())];
            Some(t.with("said-moment", &values))
        }
        KindName::Geopoint => {
            let numbers = value.split(' ').map(|part| part.parse::<f64>().ok());
            let numbers: Vec<f64> = numbers.collect::<Option<_>>()?;
            let [latitude, longitude, ..] = numbers.as_slice() else { return None };
            let (latitude, longitude) = (t.number(*latitude), t.number(*longitude));
            let values = [("latitude", latitude.into()), ("longitude", longitude.into())];
            Some(t.with("said-place", &values))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_said_as_people_write_them() {
        let said = |language, kind, unit: &str, value: &str| {
            let t = Locale::find(language).unwrap();
            let line = |text: &str| OwnedLine::plain(text.to_owned());
            said(t, kind, &line(unit), &line(value)).to_string()
        };
        let moment = "2099-07-10T15:00:00.000+02:00";
        assert_eq!(said("de", KindName::DateTime, "", moment), "10. Juli 2099, 15:00 Uhr");
        assert_eq!(said("en", KindName::DateTime, "", moment), "10 July 2099, 15:00");
        assert_eq!(said("de", KindName::Date, "", "2099-07-10"), "10. Juli 2099");
        assert_eq!(said("de", KindName::Time, "", "08:30:00.000+01:00"), "08:30 Uhr");
        assert_eq!(said("de", KindName::Decimal, "Kilometer", "12.5"), "12,5 Kilometer");
        assert_eq!(said("de", KindName::Integer, "", "-3"), "−3");
        let place = said("de", KindName::Geopoint, "", "53.329 8.477 0 0");
        assert_eq!(place, "Breite 53,329°, Länge 8,477°");
        // What is no value of its kind is left alone.
        assert_eq!(said("de", KindName::Decimal, "km", "weiß nicht"), "weiß nicht");
        assert_eq!(said("de", KindName::Text, "", "12.5"), "12.5");
    }
}
