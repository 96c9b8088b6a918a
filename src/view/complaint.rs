//! Complaints in words: what is wrong with an answer and how to mend it.

use crate::engine::interview::{ComplaintReason, Lacking};
use crate::engine::media::{MOST_BYTES, MOST_FILES};
use crate::engine::model::{DateUnit, KindName};
use crate::i18n::{Locale, Value};

use super::files;
use super::rich::{self, Html, sentence};

/// What a complaint is about, as far as the words depend on it.
#[derive(Debug, Clone, Copy)]
pub(super) enum About<'a> {
    /// A question as a whole.
    Question(KindName),
    /// A row of a matrix or differential, by its text.
    Row(&'a Html),
    /// A part of a date, with its label.
    Part(DateUnit, &'a Html),
    /// The text behind "other".
    Other,
}

/// The sentence shown in the error summary and, word for word, at the field.
pub(super) fn words(t: &Locale, reason: &ComplaintReason, about: About<'_>) -> Html {
    let say = |key: &str, values: &[(&'static str, Value<'_>)]| rich::plain(&t.with(key, values));
    match reason {
        ComplaintReason::Required(Some(words)) | ComplaintReason::Constraint(Some(words)) => {
            let words = rich::line(t, words);
            match about {
                About::Row(row) => {
                    sentence(t, "complaint-row", &[("row", row.clone()), ("words", words)])
                }
                _ => words,
            }
        }
        ComplaintReason::Required(None) => required(t, about),
        ComplaintReason::Constraint(None) => say("complaint-constraint", &[]),
        ComplaintReason::NotANumber { typed } => {
            say("complaint-not-a-number", &[typed_value(typed)])
        }
        ComplaintReason::Ambiguous { typed } => {
            let (whole, decimal) = readings(typed);
            let both = [("whole", whole.into()), ("decimal", decimal.into()), typed_value(typed)];
            say("complaint-ambiguous", &both)
        }
        ComplaintReason::NotWhole { typed } => say("complaint-not-whole", &[typed_value(typed)]),
        ComplaintReason::OutOfRange { min, max, typed } => {
            let what = match about {
                About::Part(DateUnit::Year, _) => "year",
                About::Part(DateUnit::Month, _) => "month",
                About::Part(DateUnit::Day, _) => "day",
                _ => "number",
            };
            let number = |bound: &Option<f64>| bound.map_or(String::new(), |b| t.number(b));
            let key = match (min, max) {
                (Some(_), None) => "complaint-too-small",
                (None, _) => "complaint-too-great",
                (Some(_), Some(_)) => "complaint-range",
            };
            say(
                key,
                &[
                    ("what", what.into()),
                    ("min", number(min).into()),
                    ("max", number(max).into()),
                    typed_value(typed),
                ],
            )
        }
        ComplaintReason::TooLong { max, length } => say(
            "complaint-too-long",
            &[
                ("max", t.count(*max as usize).into()),
                ("length", t.count(*length).into()),
                ("excess", length.saturating_sub(*max as usize).into()),
            ],
        ),
        ComplaintReason::NotOffered => say("complaint-not-offered", &[]),
        ComplaintReason::Exclusive { label } => {
            sentence(t, "complaint-exclusive", &[("label", rich::line(t, label))])
        }
        ComplaintReason::TooMany { most, ticked } => say(
            "complaint-too-many",
            &[
                ("max", (*most).into()),
                ("count", (*ticked).into()),
                ("excess", ticked.saturating_sub(*most).into()),
            ],
        ),
        ComplaintReason::Either => say("complaint-either", &[]),
        ComplaintReason::NoMatch { typed } => say("complaint-no-match", &[typed_value(typed)]),
        ComplaintReason::NotADate { typed } => say("complaint-not-a-date", &[typed_value(typed)]),
        ComplaintReason::NotATime { typed } => say("complaint-not-a-time", &[typed_value(typed)]),
        ComplaintReason::NotAMoment { typed } => {
            say("complaint-not-a-moment", &[typed_value(typed)])
        }
        ComplaintReason::PartMissing(part) => {
            let part = rich::plain(&t.text(part_key(*part)));
            sentence(t, "complaint-required-part", &[("part", part)])
        }
        ComplaintReason::NotARanking => say("complaint-not-a-ranking", &[]),
        ComplaintReason::OffScale { step } => {
            say("complaint-off-scale", &[("step", t.number(*step).into())])
        }
        ComplaintReason::NotAPlace { typed } => say("complaint-not-a-place", &[typed_value(typed)]),
        ComplaintReason::File { problem, upload } => {
            let key = format!("complaint-file-{}", problem.as_str());
            let (types, max) = (files::types(*upload), files::size(t, MOST_BYTES as u64));
            let most = MOST_FILES.into();
            say(&key, &[("types", types.as_str().into()), ("max", max.into()), ("most", most)])
        }
        ComplaintReason::SeveralMatch { count } => {
            say("complaint-several-match", &[("count", (*count).into())])
        }
    }
}

fn required(t: &Locale, about: About<'_>) -> Html {
    let key = match about {
        About::Row(row) => {
            return sentence(t, "complaint-required-row", &[("row", row.clone())]);
        }
        About::Part(_, label) => {
            return sentence(t, "complaint-required-part", &[("part", label.clone())]);
        }
        About::Other => "complaint-required-text",
        About::Question(kind) => match kind.lacking() {
            Lacking::Choice => "complaint-required",
            Lacking::Some => "complaint-required-some",
            Lacking::Number => "complaint-required-number",
            Lacking::Text => "complaint-required-text",
            Lacking::Entry => "complaint-required-entry",
            Lacking::File => "complaint-required-file",
        },
    };
    rich::plain(&t.text(key))
}

/// The text of the interface that names a part of a date.
pub(super) fn part_key(part: DateUnit) -> &'static str {
    match part {
        DateUnit::Year => "respond-year",
        DateUnit::Month => "respond-month",
        DateUnit::Day => "respond-day",
    }
}

fn typed_value<'v>(typed: &'v str) -> (&'static str, Value<'v>) {
    ("typed", typed.into())
}

/// What a number with one mark before three digits may mean, each as it is taken when it is entered:
/// `1.250` is 1250 or 1.25, and `1.234` is 1234 or 1.2340.
fn readings(typed: &str) -> (String, String) {
    let whole = typed.replace(['.', ','], "");
    let decimal = match typed.trim_end_matches('0') {
        short if short.len() < typed.len() => short.trim_end_matches(['.', ',']).to_owned(),
        _ => format!("{typed}0"),
    };
    (whole, decimal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::media::FileProblem;
    use crate::engine::model::Upload;
    use crate::engine::show::OwnedLine;

    /// One reason of each sort; the match makes the compiler ask for new ones.
    fn every_reason() -> Vec<ComplaintReason> {
        let range = |min, max| ComplaintReason::OutOfRange { min, max, typed: "2062".into() };
        let all = vec![
            ComplaintReason::Required(None),
            ComplaintReason::Required(Some(OwnedLine::plain("Author's words.".into()))),
            ComplaintReason::Constraint(None),
            ComplaintReason::Constraint(Some(OwnedLine::plain("Author's words.".into()))),
            ComplaintReason::NotANumber { typed: "zwei".into() },
            ComplaintReason::Ambiguous { typed: "1.250".into() },
            ComplaintReason::NotWhole { typed: "2,5".into() },
            range(Some(2015.0), Some(2021.0)),
            range(Some(2015.0), None),
            range(None, Some(2021.0)),
            ComplaintReason::TooLong { max: 1000, length: 1001 },
            ComplaintReason::NotOffered,
            ComplaintReason::Exclusive { label: OwnedLine::plain("Nichts davon".into()) },
            ComplaintReason::TooMany { most: 3, ticked: 4 },
            ComplaintReason::TooMany { most: 1, ticked: 4 },
            ComplaintReason::Either,
            ComplaintReason::NoMatch { typed: "Atlantis".into() },
            ComplaintReason::SeveralMatch { count: 34 },
            ComplaintReason::NotADate { typed: "30.2.2024".into() },
            ComplaintReason::NotATime { typed: "8:60".into() },
            ComplaintReason::NotAMoment { typed: "30.2.2024 8:30".into() },
            ComplaintReason::PartMissing(DateUnit::Month),
            ComplaintReason::NotARanking,
            ComplaintReason::OffScale { step: 0.5 },
            ComplaintReason::NotAPlace { typed: "Brake".into() },
        ];
        let files = FileProblem::ALL
            .map(|problem| ComplaintReason::File { problem, upload: Upload::Audio });
        let all: Vec<ComplaintReason> = all.into_iter().chain(files).collect();
        for reason in &all {
            match reason {
                ComplaintReason::Required(_)
                | ComplaintReason::Constraint(_)
                | ComplaintReason::NotANumber { .. }
                | ComplaintReason::Ambiguous { .. }
                | ComplaintReason::NotWhole { .. }
                | ComplaintReason::OutOfRange { .. }
                | ComplaintReason::TooLong { .. }
                | ComplaintReason::NotOffered
                | ComplaintReason::Exclusive { .. }
                | ComplaintReason::TooMany { .. }
                | ComplaintReason::Either
                | ComplaintReason::NoMatch { .. }
                | ComplaintReason::SeveralMatch { .. }
                | ComplaintReason::File { .. }
                | ComplaintReason::NotADate { .. }
                | ComplaintReason::NotATime { .. }
                | ComplaintReason::NotAMoment { .. }
                | ComplaintReason::PartMissing(_)
                | ComplaintReason::NotARanking
                | ComplaintReason::OffScale { .. }
                | ComplaintReason::NotAPlace { .. } => {}
            }
        }
        all
    }

    #[test]
    fn every_reason_is_a_sentence_in_every_language() {
        let kinds = crate::engine::model::KINDS.map(About::Question);
        let [year, row] = ["Jahr", "Bus und Bahn"].map(rich::plain);
        let parts =
            [DateUnit::Year, DateUnit::Month, DateUnit::Day].map(|part| About::Part(part, &year));
        let abouts = [About::Row(&row), About::Other];
        for t in Locale::list() {
            for about in kinds.into_iter().chain(parts).chain(abouts) {
                for reason in every_reason() {
                    let words = words(t, &reason, about).to_string();
                    let localized = words.trim_end_matches('\u{2069}');
                    let complete = localized.ends_with(['.', '?']) && localized.contains(' ');
                    assert!(complete && !words.contains('{'), "{t:?} {reason:?}: {words}");
                }
            }
        }
    }

    #[test]
    fn a_range_says_what_was_typed() {
        let reason = ComplaintReason::OutOfRange {
            min: Some(2015.0),
            max: Some(2021.0),
            typed: "2062".into(),
        };
        let de = Locale::find("de").unwrap();
        assert_eq!(
            words(de, &reason, About::Part(DateUnit::Year, &rich::plain("Jahr"))).to_string(),
            "Das Jahr muss zwischen 2015 und 2021 liegen. Sie haben 2062 eingegeben."
        );
        let reason =
            ComplaintReason::OutOfRange { min: Some(0.5), max: Some(20000.0), typed: "-1".into() };
        assert_eq!(
            words(de, &reason, About::Question(KindName::Decimal)).to_string(),
            "Die Zahl muss zwischen 0,5 und 20.000 liegen. Sie haben -1 eingegeben."
        );
    }
}
