//! What makes a text hard to understand, as far as a rule can see it: hints for authors, never mistakes. Few rules, and
//! each rather silent than wrong:
//!
//! - a sentence of more than 25 words. Long and nested sentences cost respondents time and answers (Lenzner, Kaczmirek and
//!   Lenzner 2010, *Cognitive Burden of Survey Questions*); the number is ours.
//! - two things in one question (Porst 2014, *Fragebogen*, the ten rules; Lenzner and Menold 2016, GESIS Survey Guidelines,
//!   *Question Wording*).
//! - a negation in an item that one agrees with, and two in a question (the same).
//! - an abbreviation (the same: what not all know is spelt out).
//!
//! German and English; of other languages nothing is said.

use super::problem::{Remark, remark};
use super::unmarked::unmarked;

/// The most words of a sentence.
const LONGEST: usize = 25;

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextUse {
    /// A question.
    Question,
    /// A row of a matrix; whether one agrees with it or not.
    Item {
        /// Whether the choices say how far one agrees.
        agrees: bool,
    },
    /// Anything else that is read.
    Other,
}

/// The words of a language that the rules look for, in small letters.
struct WordingWords {
    /// Both in one word.
    and_or: &'static str,
    /// What joins two things.
    and: &'static [&'static str],
    /// Where they belong together.
    between: &'static str,
    /// What asks how something is.
    rating: &'static [&'static str],
    negations: &'static [&'static str],
    /// How longer negations begin.
    negative: &'static str,
    /// Behind a negation, what makes it none.
    only: &'static str,
    agreeing: &'static [&'static str],
    abbreviations: &'static [&'static str],
}

const GERMAN: WordingWords = WordingWords {
    and_or: "und/oder",
    and: &["und", "sowie"],
    between: "zwischen",
    rating: &[
        "zufrieden",
        "wichtig",
        "bewerten",
        "beurteilen",
        "gefällt",
        "gefallen",
        "einverstanden",
        "stimmen",
    ],
    negations: &["nicht", "nie", "niemals", "weder", "niemand", "nichts"],
    negative: "kein",
    only: "nur",
    agreeing: &["stimme", "trifft", "zustimm", "einverstanden"],
    abbreviations: &[
        "z. b.", "z.b.", "bzw.", "ggf.", "usw.", "etc.", "d. h.", "d.h.", "u. a.", "u.a.",
        "i. d. r.", "evtl.", "inkl.", "ca.", "o. ä.", "o.ä.",
    ],
};

const ENGLISH: WordingWords = WordingWords {
    and_or: "and/or",
    and: &["and"],
    between: "between",
    rating: &["satisfied", "important", "rate", "agree", "like"],
    negations: &["not", "never", "no", "neither", "nobody", "nothing", "none"],
    negative: "n't",
    only: "only",
    agreeing: &["agree", "applies", "apply"],
    abbreviations: &["e.g.", "i.e.", "etc.", "approx.", "incl."],
};

fn words_of(language: &str) -> Option<&'static WordingWords> {
    match language.split('-').next() {
        Some("de") => Some(&GERMAN),
        Some("en") => Some(&ENGLISH),
        _ => None,
    }
}

/// Whether choices of these texts say how far one agrees.
pub fn says_agreement<'t>(mut choices: impl Iterator<Item = &'t str>, language: &str) -> bool {
    let Some(words) = words_of(language) else { return false };
    choices.any(|text| {
        let text = text.to_lowercase();
        words.agreeing.iter().any(|word| text.contains(word))
    })
}

/// What is to be said of a text.
pub fn wording(text: &str, language: &str, wording: TextUse) -> Vec<Remark> {
    let Some(words) = words_of(language) else { return Vec::new() };
    let written = unmarked(text);
    let text = written.to_lowercase();
    let mut found = Vec::new();
    let sentences: Vec<&str> = sentences(&text).collect();
    let counts = sentences.iter().map(|it| it.split_whitespace().count());
    if let Some(count) = counts.max().filter(|count| *count > LONGEST) {
        found.push(remark!("wording-long", count, most = LONGEST));
    }
    if wording != TextUse::Other && sentences.iter().any(|it| words.joins(it, wording)) {
        found.push(remark!("wording-two-things"));
    }
    let negations = |it: &&str| words.negations_in(it);
    let most = sentences.iter().map(negations).max().unwrap_or(0);
    match wording {
        TextUse::Item { agrees: true } if most > 0 => found.push(remark!("wording-negation")),
        TextUse::Question | TextUse::Item { .. } if most > 1 => {
            found.push(remark!("wording-negations"));
        }
        _ => {}
    }
    let short = words.abbreviations.iter().find_map(|it| abbreviation(&written, it));
    if let Some(short) = short {
        found.push(remark!("wording-abbreviation", short));
    }
    found
}

/// An abbreviation as it is written in a text.
fn abbreviation<'t>(text: &'t str, short: &str) -> Option<&'t str> {
    text.char_indices().find_map(|(at, _)| {
        let is_word = text.get(..at).is_some_and(|it| !it.ends_with(char::is_alphanumeric));
        // Letters of abbreviations are as long whether small or not.
        let found = text.get(at..at + short.len()).filter(|it| it.to_lowercase() == short);
        found.filter(|_| is_word)
    })
}

/// The sentences of a text, with what ends them.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split_inclusive(['.', '!', '?', ':', ';']))
}

/// A word without what stands around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'')
}

impl WordingWords {
    /// Whether a sentence asks for two things at once.
    fn joins(&self, sentence: &str, wording: TextUse) -> bool {
        let is_asked = wording != TextUse::Question || sentence.trim_end().ends_with('?');
        if is_asked && sentence.contains(self.and_or) {
            return true;
        }
        let all: Vec<&str> = sentence.split_whitespace().map(bare).collect();
        let rates = matches!(wording, TextUse::Item { .. })
            || all.iter().any(|word| self.rating.contains(word));
        let joins = |pair: &[&str]| match pair {
            // `Kultur- und Freizeitangebote` are one thing.
            [before, and] => self.and.contains(and) && !before.ends_with('-'),
            _ => false,
        };
        is_asked && rates && !all.contains(&self.between) && all.windows(2).any(joins)
    }

    fn negations_in(&self, sentence: &str) -> usize {
        let all: Vec<&str> = sentence.split_whitespace().map(bare).collect();
        let negates = |(at, word): &(usize, &&str)| {
            let is_one = self.negations.contains(word)
                || word.starts_with(self.negative)
                || word.ends_with(self.negative);
            is_one && all.get(at + 1) != Some(&self.only)
        };
        all.iter().enumerate().filter(negates).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, language: &str, what: TextUse, codes: &[&str]) {
        let found: Vec<_> = wording(text, language, what).iter().map(|it| it.code).collect();
        assert_eq!(found, codes, "{text}");
    }

    #[test]
    fn what_is_hard_to_understand_is_told() {
        use TextUse::{Item, Other, Question};
        let long = format!("Bitte {}?", "denken ".repeat(25));
        check(&long, "de", Question, &["wording-long"]);
        check(&long.replace("?", ". Gern?"), "de", Other, &["wording-long"]);
        check(&"Kurz. ".repeat(30), "de", Other, &[]);
        check("Wie zufrieden sind Sie mit Bus und Bahn?", "de", Question, &["wording-two-things"]);
        check("Wohnen und/oder arbeiten Sie hier?", "de", Question, &["wording-two-things"]);
        check(
            "How important are buses and trains to you?",
            "en",
            Question,
            &["wording-two-things"],
        );
        check("Busse und Bahnen", "de", Item { agrees: false }, &["wording-two-things"]);
        check("Ich gehe nicht gern aus.", "de", Item { agrees: true }, &["wording-negation"]);
        check(
            "Finden Sie nicht, dass niemand hier bauen soll?",
            "de",
            Question,
            &["wording-negations"],
        );
        check(
            "Haben Sie **Kinder** (z. B. Pflegekinder)?",
            "de",
            Question,
            &["wording-abbreviation"],
        );
    }

    #[test]
    fn an_abbreviation_is_told_as_it_is_written() {
        let told = |text| wording(text, "de", TextUse::Question).remove(0).params;
        for (text, short) in
            [("Z. B. Äpfel?", "Z. B."), ("ÄÖ (Ggf. auch)", "Ggf."), ("ca. 5?", "ca.")]
        {
            assert_eq!(told(text)[0].1, serde_json::json!(short), "{text}");
        }
    }

    #[test]
    fn rather_silent_than_wrong() {
        use TextUse::{Item, Other, Question};
        check("Zwischen 2021 und 2026: Wie zufrieden waren Sie?", "de", Question, &[]);
        check("Sind Sie zwischen Mai und Juni zufrieden umgezogen?", "de", Question, &[]);
        check("Kultur- und Freizeitangebote", "de", Item { agrees: false }, &[]);
        check("Leben Freunde und Bekannte von Ihnen hier?", "de", Question, &[]);
        check("Sie dürfen nichts auslassen, und niemand sieht es.", "de", Other, &[]);
        check("Nicht nur am Wochenende", "de", Item { agrees: true }, &[]);
        check("Wie zufrieden sind Sie mit Ihrer Wohnung?", "de", Question, &[]);
        check("Wo ist die Anca.?", "de", Question, &[]);
        check("Zufrieden z. B. und/oder nicht, nie?", "uk", Question, &[]);
    }

    #[test]
    fn agreement_is_known_by_its_choices() {
        assert!(says_agreement(["stimme voll zu", "…"].into_iter(), "de"));
        assert!(!says_agreement(["sehr gut", "gut"].into_iter(), "de"));
    }
}
