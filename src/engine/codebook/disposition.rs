//! What became of an interview: final disposition codes after AAPOR (Standard Definitions), in words.

use super::super::model::{End, Text};

/// The codes that the program sets by itself: more than four fifths answered, at least half, less.
pub(in crate::engine) const COMPLETE: &str = "1.1";
pub(in crate::engine) const PARTIAL: &str = "1.2";
pub(in crate::engine) const BROKEN_OFF: &str = "2.12";

/// Codes in German and English.
const KNOWN: [(&str, &str, &str); 12] = [
    (COMPLETE, "vollständig", "complete"),
    (PARTIAL, "teilweise beantwortet", "partial"),
    ("2.10", "abgelehnt oder abgebrochen", "refusal or break-off"),
    ("2.11", "abgelehnt", "refusal"),
    (BROKEN_OFF, "abgebrochen", "break-off"),
    ("2.20", "nicht erreicht", "non-contact"),
    ("2.30", "aus anderem Grund nicht befragt", "other, not interviewed"),
    ("3.20", "unbekannt, ob sie zur Zielgruppe gehören", "unknown eligibility"),
    ("4.10", "nicht in der Zielgruppe", "not eligible (out of sample)"),
    ("4.70", "niemand in der Zielgruppe", "no eligible respondent"),
    ("4.80", "Quote erfüllt", "quota filled"),
    ("4.90", "aus anderem Grund nicht in der Zielgruppe", "other, not eligible"),
];

/// The codes that responses to a questionnaire with these ends can have. Another code than AAPOR's is
/// called as its end is.
pub(super) fn values<'q>(ends: impl Iterator<Item = &'q End>) -> Vec<(String, Text)> {
    let mut values: Vec<(String, Text)> =
        [COMPLETE, PARTIAL, BROKEN_OFF].map(|code| (code.to_owned(), label(code))).into();
    for end in ends {
        let code = &end.disposition;
        if !code.is_empty() && !values.iter().any(|(known, _)| known == code) {
            let label = Some(label(code)).filter(|label| !label.is_absent());
            values.push((code.clone(), label.unwrap_or_else(|| end.title.clone())));
        }
    }
    values.sort_by(|(one, _), (other, _)| one.cmp(other));
    values
}

fn label(code: &str) -> Text {
    let known = KNOWN.iter().find(|(known, ..)| *known == code);
    known.map_or(Text::Absent, |(_, de, en)| {
        let words = [("de", de), ("en", en)];
        Text::By(words.map(|(language, word)| (language.to_owned(), (*word).to_owned())).into())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_words_of_aapor_or_of_its_end() {
        let end = |disposition: &str| End {
            name: "e".to_owned(),
            id: None,
            after: "p".to_owned(),
            when: "true()".to_owned(),
            title: Text::Same("Too young".to_owned()),
            text: Text::Absent,
            keep: false,
            disposition: disposition.to_owned(),
        };
        let ends = ["4.10", "9.99", "2.11", "4.10", ""].map(end);
        let values = values(ends.iter());
        let told = values.iter().map(|(code, label)| format!("{code}={}", label.get("en", "")));
        assert_eq!(
            told.collect::<Vec<_>>(),
            [
                "1.1=complete",
                "1.2=partial",
                "2.11=refusal",
                "2.12=break-off",
                "4.10=not eligible (out of sample)",
                "9.99=Too young"
            ]
        );
    }
}
