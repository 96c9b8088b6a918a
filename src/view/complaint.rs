//! Complaints in words: what is wrong with an answer and how to mend it.

use crate::engine::model::{KindName, Part};
use crate::engine::validate::Reason;
use crate::i18n::{Locale, Value};

/// What a complaint is about, as far as the words depend on it.
#[derive(Debug, Clone, Copy)]
pub(super) enum About<'a> {
    /// A question as a whole.
    Question(KindName),
    /// A row of a matrix or differential, by its text.
    Row(&'a str),
    /// A part of a date, with its label.
    Part(Part, &'a str),
    /// The text behind "other".
    Other,
}

/// The sentence shown in the error summary and, word for word, at the field.
pub(super) fn words(t: &Locale, reason: &Reason, about: About<'_>) -> String {
    match reason {
        Reason::Required(Some(words)) | Reason::Constraint(Some(words)) => match about {
            About::Row(row) => {
                t.with("complaint-row", &[("row", row.into()), ("words", words.into())])
            }
            _ => words.clone(),
        },
        Reason::Required(None) => required(t, about),
        Reason::Constraint(None) => t.text("complaint-constraint"),
        Reason::NotANumber { typed } => t.with("complaint-not-a-number", &[typed_value(typed)]),
        Reason::NotWhole { typed } => t.with("complaint-not-whole", &[typed_value(typed)]),
        Reason::OutOfRange { min, max, typed } => {
            let what = match about {
                About::Part(Part::Year, _) => "year",
                About::Part(Part::Month, _) => "month",
                About::Part(Part::Day, _) => "day",
                _ => "number",
            };
            let number = |bound: &Option<f64>| bound.map_or(String::new(), |b| t.number(b));
            let key = match (min, max) {
                (Some(_), None) => "complaint-too-small",
                (None, _) => "complaint-too-great",
                (Some(_), Some(_)) => "complaint-range",
            };
            t.with(
                key,
                &[
                    ("what", what.into()),
                    ("min", number(min).into()),
                    ("max", number(max).into()),
                    typed_value(typed),
                ],
            )
        }
        Reason::TooLong { max, length } => t.with(
            "complaint-too-long",
            &[
                ("max", t.count(*max as usize).into()),
                ("length", t.count(*length).into()),
                ("excess", length.saturating_sub(*max as usize).into()),
            ],
        ),
        Reason::NotOffered => t.text("complaint-not-offered"),
        Reason::Exclusive { label } => t.with("complaint-exclusive", &[("label", label.into())]),
        Reason::Either => t.text("complaint-either"),
        Reason::NoMatch { typed } => t.with("complaint-no-match", &[typed_value(typed)]),
        Reason::NotADate { typed } => {
            let key = match about {
                About::Question(KindName::Time) => "complaint-not-a-time",
                About::Question(KindName::DateTime) => "complaint-not-a-moment",
                _ => "complaint-not-a-date",
            };
            t.with(key, &[typed_value(typed)])
        }
        Reason::NotARanking => t.text("complaint-not-a-ranking"),
        Reason::OffScale { step } => {
            t.with("complaint-off-scale", &[("step", t.number(*step).into())])
        }
        Reason::NotAPlace { typed } => t.with("complaint-not-a-place", &[typed_value(typed)]),
        Reason::SeveralMatch { count } => {
            t.with("complaint-several-match", &[("count", t.count(*count).into())])
        }
    }
}

fn required(t: &Locale, about: About<'_>) -> String {
    match about {
        About::Row(row) => t.with("complaint-required-row", &[("row", row.into())]),
        About::Part(_, label) => t.with("complaint-required-part", &[("part", label.into())]),
        About::Other => t.text("complaint-required-text"),
        About::Question(kind) => t.text(match kind {
            KindName::SelectMultiple => "complaint-required-some",
            KindName::Integer | KindName::Decimal => "complaint-required-number",
            KindName::Text
            | KindName::DateParts
            | KindName::Date
            | KindName::Time
            | KindName::DateTime
            | KindName::Geopoint => "complaint-required-text",
            KindName::Lookup => "complaint-required-entry",
            KindName::SelectOne
            | KindName::Group
            | KindName::Repeat
            | KindName::Rank
            | KindName::Range
            | KindName::Acknowledge
            | KindName::Hidden
            | KindName::Metadata
            | KindName::Foreign
            | KindName::Consent
            | KindName::Matrix
            | KindName::Differential
            | KindName::Note
            | KindName::Calculate => "complaint-required",
        }),
    }
}

fn typed_value<'v>(typed: &'v str) -> (&'static str, Value<'v>) {
    ("typed", typed.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One reason of each sort; the match makes the compiler ask for new ones.
    fn every_reason() -> Vec<Reason> {
        let range = |min, max| Reason::OutOfRange { min, max, typed: "2062".into() };
        let all = vec![
            Reason::Required(None),
            Reason::Required(Some("Author's words.".into())),
            Reason::Constraint(None),
            Reason::Constraint(Some("Author's words.".into())),
            Reason::NotANumber { typed: "zwei".into() },
            Reason::NotWhole { typed: "2,5".into() },
            range(Some(2015.0), Some(2021.0)),
            range(Some(2015.0), None),
            range(None, Some(2021.0)),
            Reason::TooLong { max: 1000, length: 1001 },
            Reason::NotOffered,
            Reason::Exclusive { label: "Nichts davon".into() },
            Reason::Either,
            Reason::NoMatch { typed: "Atlantis".into() },
            Reason::SeveralMatch { count: 34 },
            Reason::NotADate { typed: "30.2.2024".into() },
            Reason::NotARanking,
            Reason::OffScale { step: 0.5 },
            Reason::NotAPlace { typed: "Brake".into() },
        ];
        for reason in &all {
            match reason {
                Reason::Required(_)
                | Reason::Constraint(_)
                | Reason::NotANumber { .. }
                | Reason::NotWhole { .. }
                | Reason::OutOfRange { .. }
                | Reason::TooLong { .. }
                | Reason::NotOffered
                | Reason::Exclusive { .. }
                | Reason::Either
                | Reason::NoMatch { .. }
                | Reason::SeveralMatch { .. }
                | Reason::NotADate { .. }
                | Reason::NotARanking
                | Reason::OffScale { .. }
                | Reason::NotAPlace { .. } => {}
            }
        }
        all
    }

    #[test]
    fn every_reason_is_a_sentence_in_every_language() {
        let kinds = crate::engine::kind::ALL.map(About::Question);
        let parts = [Part::Year, Part::Month, Part::Day].map(|part| About::Part(part, "Jahr"));
        let abouts = [About::Row("Bus und Bahn"), About::Other];
        for t in Locale::list() {
            for about in kinds.into_iter().chain(parts).chain(abouts) {
                for reason in every_reason() {
                    let words = words(t, &reason, about);
                    let complete = words.ends_with(['.', '?']) && words.contains(' ');
                    assert!(complete && !words.contains('{'), "{t:?} {reason:?}: {words}");
                }
            }
        }
    }

    #[test]
    fn a_range_says_what_was_typed() {
        let reason =
            Reason::OutOfRange { min: Some(2015.0), max: Some(2021.0), typed: "2062".into() };
        let de = Locale::find("de").unwrap();
        assert_eq!(
            words(de, &reason, About::Part(Part::Year, "Jahr")),
            "Das Jahr muss zwischen 2015 und 2021 liegen. Sie haben 2062 eingegeben."
        );
        let reason = Reason::OutOfRange { min: Some(0.5), max: Some(20000.0), typed: "-1".into() };
        assert_eq!(
            words(de, &reason, About::Question(KindName::Decimal)),
            "Die Zahl muss zwischen 0,5 und 20.000 liegen. Sie haben -1 eingegeben."
        );
    }
}
