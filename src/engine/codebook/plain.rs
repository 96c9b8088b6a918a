//! Labels as data have them: words, without the marks of texts that are shown, and with a variable in
//! square brackets where an answer will stand.

use std::borrow::Cow;

use super::super::Questionnaire;
use super::super::model::Text;
use super::super::text::piped;
use super::super::unmarked::unmarked;

/// A label of a variable that is longer is named by the variable instead.
const LONGEST: usize = 40;

/// A text in one line of words in each language.
pub(super) fn plain(questionnaire: &Questionnaire, text: Text) -> Text {
    let line = |text: String, language: &str| match is_plain(&text) {
        true => text,
        false => line(questionnaire, &text, language),
    };
    match text {
        Text::Absent => Text::Absent,
        Text::Same(text) => Text::Same(line(text, questionnaire.fallback())),
        Text::By(texts) => {
            let plain =
                |(language, text): (String, String)| (language.clone(), line(text, &language));
            Text::By(texts.into_iter().map(plain).collect())
        }
    }
}

fn is_plain(text: &str) -> bool {
    !text.starts_with(['#', '-']) && !text.contains(['*', '_', '<', '&', '`', '[', '\\', '$', '\n'])
}

fn line(questionnaire: &Questionnaire, text: &str, language: &str) -> String {
    let called = |name: &str| match short_label(questionnaire, name, language) {
        Some(label) => Cow::Owned(format!("[{label}]")),
        None => Cow::Owned(format!("[{name}]")),
    };
    // The mark of a heading or an item, before the rest is read: there only the first line is safe.
    let unled = |line: &str| {
        let line = line.trim();
        let heading = line.trim_start_matches('#');
        let rest = if heading.starts_with(' ') { heading } else { line };
        let rest = rest.trim_start();
        rest.strip_prefix("- ").or_else(|| rest.strip_prefix("* ")).unwrap_or(rest).to_owned()
    };
    let lines: Vec<String> = text.lines().map(unled).filter(|line| !line.is_empty()).collect();
    piped(&lines.join(" "), &called).into_owned()
}

/// What a variable is called, if that is short and stands for itself.
fn short_label(questionnaire: &Questionnaire, name: &str, language: &str) -> Option<String> {
    let slot = &questionnaire.slots[questionnaire.find_slot(name)?];
    let question = &questionnaire.questions[slot.question].definition;
    let row = slot.part.and_then(|part| Some(&question.rows.get(part)?.label));
    let part = slot.part.and_then(|part| Some(&question.parts.get(part)?.label));
    let own = row.or(part).unwrap_or(&question.short);
    let label = if own.is_absent() { &question.label } else { own };
    let label = label.localized(language, &questionnaire.definition.languages).text;
    let is_short = !label.is_empty() && label.chars().count() <= LONGEST;
    let stands_alone = is_short && slot.name == name && !label.contains(['$', '[', '\n']);
    stands_alone.then(|| unmarked(label).into_owned())
}
