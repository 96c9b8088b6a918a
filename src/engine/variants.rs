//! Texts that hold for some surveys only. How far answers are from people, and what a survey offers, is
//! chosen when it is published; the questionnaire may be published several times. So a paragraph of what
//! stands around the questions may begin with `{confidential}` or `{not withdrawal}`: it is read only
//! where that is so. What then still contradicts a survey is found by [`contradictions`].

use std::borrow::Cow;

use super::model::{Definition, Text};

/// What a survey may be: the words of such marks.
pub const CONDITIONS: [&str; 8] =
    ["open", "anonymous", "confidential", "codes", "open-door", "withdrawal", "draw", "report"];

/// Whether a survey is what a word of [`CONDITIONS`] says.
pub(crate) type Marks<'h> = &'h dyn Fn(&str) -> bool;

/// The paragraphs of a text that hold, without their marks.
pub fn holding<'t>(text: &'t str, holds: Marks<'_>) -> Cow<'t, str> {
    if !text.trim_start().starts_with('{') && !text.contains("\n{") {
        return Cow::Borrowed(text);
    }
    let kept = text.split("\n\n").filter_map(|paragraph| {
        let (marks, rest) = marks(paragraph);
        let mut all = marks.iter();
        all.all(|(is_so, word)| holds(word) == *is_so).then_some(rest)
    });
    Cow::Owned(kept.collect::<Vec<_>>().join("\n\n"))
}

/// The marks of a text, as they are written: `{not withdrawal}`.
pub(super) fn marks_in(text: &str) -> impl Iterator<Item = String> {
    let marks = text.split("\n\n").flat_map(|paragraph| marks(paragraph).0);
    marks.map(|(is_so, word)| format!("{{{}{word}}}", if is_so { "" } else { "not " }))
}

/// The words in the marks of a text that mean nothing.
pub(super) fn unknown_marks(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n").filter_map(|paragraph| {
        let (_, rest) = marks(paragraph);
        let (word, _) = rest.strip_prefix('{')?.split_once('}')?;
        (!word.is_empty() && !word.contains(['{', '\n'])).then_some(word)
    })
}

/// The marks at the beginning of a paragraph, and the rest of it.
fn marks(paragraph: &str) -> (Vec<(bool, &str)>, &str) {
    let mut marks = Vec::new();
    let mut rest = paragraph.trim_start_matches(['\n', ' ']);
    while let Some((mark, behind)) = rest.strip_prefix('{').and_then(|it| it.split_once('}')) {
        let (is_so, word) = match mark.trim().strip_prefix("not ") {
            Some(word) => (false, word.trim()),
            None => (true, mark.trim()),
        };
        if !CONDITIONS.contains(&word) {
            break;
        }
        marks.push((is_so, word));
        rest = behind.trim_start_matches(' ');
    }
    (marks, rest)
}

/// A sentence that is not true of a survey.
#[derive(Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// Where it is: a JSON pointer.
    pub path: String,
    /// In which language.
    pub language: String,
    /// The sentence.
    pub sentence: String,
    /// What the survey is, and the sentence is not true of: a word for a mark.
    pub condition: &'static str,
}

/// What must not be said where a condition holds, in German and English, unless it is said with one of
/// the others: "nicht anonym" is fine where "anonym" is not.
const UNTRUE: [(&str, &[&str], &[&str]); 4] = [
    ("confidential", &["anonym"], &["nicht anonym", "not anonymous", "pseudonym"]),
    (
        "codes",
        &[
            "keinen code",
            "ohne code",
            "umfrage ist offen",
            "no code",
            "without a code",
            "survey is open",
        ],
        &["haben sie keinen code", "if you have no code"],
    ),
    (
        "withdrawal",
        &[
            "nicht mehr löschen",
            "nichts mehr löschen",
            "nicht mehr heraussuchen",
            "no longer single out",
            "no longer delete",
            "cannot delete",
        ],
        &["ohne löschcode", "ohne diesen code", "without the code", "without this code"],
    ),
    ("open", &["code aus", "ihr code", "ihren code", "your code", "code in the letter"], &[]),
];

/// The sentences around the questions that are not true of a survey.
pub fn contradictions(definition: &Definition, holds: Marks<'_>) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for (path, text) in around(definition) {
        for language in &definition.languages {
            let Some(said) = text.find(language) else { continue };
            let said = holding(said, holds);
            for sentence in said.split_inclusive(['.', '?', '!', '\n']) {
                let small = sentence.to_lowercase();
                let is_untrue = |&(condition, untrue, but): &(&str, &[&str], &[&str])| {
                    holds(condition)
                        // Who may come without a code is told so.
                        && !(condition == "codes" && holds("open-door"))
                        && untrue.iter().any(|word| small.contains(word))
                        && !but.iter().any(|word| small.contains(word))
                };
                if let Some((condition, ..)) = UNTRUE.iter().find(|it| is_untrue(it)) {
                    found.push(Contradiction {
                        path: path.clone(),
                        language: language.clone(),
                        sentence: sentence.trim().to_owned(),
                        condition,
                    });
                }
            }
        }
    }
    found
}

/// The texts around the questions that are shown as they are written, with their places: headings, and
/// ends, which are counted or not whatever a survey is.
pub(super) fn unmarked(definition: &Definition) -> Vec<(String, &Text)> {
    let mut texts = vec![
        ("/welcome/title".to_owned(), &definition.welcome.title),
        ("/thanks/title".to_owned(), &definition.thanks.title),
    ];
    for (e, end) in definition.ends.iter().enumerate() {
        texts.push((format!("/ends/{e}/title"), &end.title));
        texts.push((format!("/ends/{e}/text"), &end.text));
    }
    texts
}

/// The texts around the questions, in which marks mean something, with their places.
pub(super) fn around(definition: &Definition) -> Vec<(String, &Text)> {
    let (publisher, welcome, thanks) =
        (&definition.publisher, &definition.welcome, &definition.thanks);
    let mut texts = vec![
        ("/publisher/imprint".to_owned(), &publisher.imprint),
        ("/publisher/privacy".to_owned(), &publisher.privacy),
        ("/welcome/lead".to_owned(), &welcome.lead),
        ("/thanks/text".to_owned(), &thanks.text),
    ];
    for (i, text) in welcome.brief.iter().enumerate() {
        texts.push((format!("/welcome/brief/{i}"), text));
    }
    for (i, text) in thanks.steps.iter().enumerate() {
        texts.push((format!("/thanks/steps/{i}"), text));
    }
    for (f, fact) in welcome.facts.iter().enumerate() {
        texts.push((format!("/welcome/facts/{f}/term"), &fact.term));
        texts.push((format!("/welcome/facts/{f}/text"), &fact.text));
        for (i, text) in fact.steps.iter().enumerate() {
            texts.push((format!("/welcome/facts/{f}/steps/{i}"), text));
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_read_where_its_marks_hold() {
        let text = "Always.\n\n{codes} With a code.\n\n{not codes} Without.\n\n{codes}{not open-door} Only so.";
        let read = |so: &[&str]| holding(text, &|word| so.contains(&word)).into_owned();
        assert_eq!(read(&[]), "Always.\n\nWithout.");
        assert_eq!(read(&["codes"]), "Always.\n\nWith a code.\n\nOnly so.");
        assert_eq!(read(&["codes", "open-door"]), "Always.\n\nWith a code.");
        assert_eq!(holding("{confidential} x", &|_| false), "");
        // Anything else in braces is text.
        assert_eq!(holding("{x} y", &|_| false), "{x} y");
        assert_eq!(
            unknown_marks("a\n\n{open} {kodes} b\n\n{codes} c").collect::<Vec<_>>(),
            ["kodes"]
        );
    }
}
