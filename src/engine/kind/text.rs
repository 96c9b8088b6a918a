//! Free text, one line or several.

use super::super::Questionnaire;
use super::super::answers::{Answers, Form};
use super::super::codebook::missing::of_before;
use super::super::contract::{
    Body, ComplaintReason, Input, Kind, Lacking, NewSlot, Paper, Reading, Showing, ShownOption,
    Space,
};
use super::super::model;
use super::super::questionnaire::{Holds, Question};
use super::super::scope::Scope;
use super::number;

pub(super) struct FreeText;

/// Characters allowed when the author says nothing.
pub(in crate::engine) const LENGTH: u32 = 1000;

impl Kind for FreeText {
    fn fields(&self) -> &'static [&'static str] {
        &["missing", "max_length", "multiline"]
    }

    fn slots(&self, question: &model::Question) -> Vec<NewSlot> {
        NewSlot::only(question, Holds::Text)
    }

    fn owns(&self, _: &Questionnaire, question: &Question, field: &str) -> bool {
        number::owns(question, field)
    }

    fn put(&self, _: &Questionnaire, question: &Question, form: &Form, to: &mut Answers) {
        let name = &question.definition.name;
        let typed = form.find(name).unwrap_or_default().trim();
        to.set(name, number::missing(question, form).and_then(Result::ok).unwrap_or(typed));
    }

    fn read(&self, _: Scope<'_>, question: &Question, form: &Form) -> Vec<Reading> {
        let max = question.definition.max_length.unwrap_or(LENGTH);
        number::read(question, form, |typed| cleaned(typed, max))
    }

    fn fill(&self, _: &Questionnaire, question: &Question, from: &Answers, form: &mut Form) {
        number::fill(question, from, form);
    }

    fn body<'q>(&self, showing: &Showing<'q, '_>) -> Body<'q> {
        let definition = &showing.question.definition;
        Body::Input(Input {
            typed: showing.typed(showing.name()),
            unit: "".into(),
            min: None,
            max: None,
            max_length: Some(definition.max_length.unwrap_or(LENGTH)),
            multiline: definition.multiline,
        })
    }

    fn missing<'q>(&self, showing: &Showing<'q, '_>) -> Vec<ShownOption<'q>> {
        showing.missing_options(&number::missing_name(showing.name()))
    }

    fn space<'q>(&self, paper: &Paper<'q>, question: &'q Question) -> Space<'q> {
        paper.line(question)
    }

    fn lacking(&self) -> Lacking {
        Lacking::Text
    }
}

/// A text without control characters and with one kind of line ends, if it is short enough.
pub(super) fn cleaned(typed: &str, max: u32) -> Result<String, ComplaintReason> {
    let text: String = typed
        .trim()
        .replace("\r\n", "\n")
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    let length = text.chars().count();
    if length > max as usize {
        return Err(ComplaintReason::TooLong { max, length });
    }
    // Whoever types "-8" means a minus and an eight, not the missing code that it would be in files.
    Ok(if of_before(&text).is_some() { text.replacen('-', "\u{2212}", 1) } else { text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_missing_code_is_text() {
        assert_eq!(cleaned("-8", 10).unwrap(), "\u{2212}8");
        assert_eq!(cleaned("-10", 10).unwrap(), "-10");
    }

    #[test]
    fn lengths_count_characters_and_controls_go() {
        assert_eq!(cleaned(" äöü\u{7}\r\nß ", 5).unwrap(), "äöü\nß");
        assert_eq!(cleaned("äöüß", 3), Err(ComplaintReason::TooLong { max: 3, length: 4 }));
    }
}
