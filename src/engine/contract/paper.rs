//! Room for an answer on paper, and what a kind is given to make it.

use std::borrow::Cow;
use std::collections::HashMap;

use super::super::Questionnaire;
use super::super::localized::{Line, Passage};
use super::super::model::{DateUnit, Text, Upload};
use super::super::questionnaire::{Question, Texts};
use super::super::text::piped;

/// Lists that are longer are not printed: there is room to write.
const PRINTED: usize = 60;

/// What stands where an earlier answer would.
const GAP: &str = "…";

/// Room for an answer.
#[derive(Debug)]
pub enum Space<'q> {
    /// None: something to read.
    Nothing,
    /// Boxes to tick.
    Boxes {
        /// More than one may be ticked.
        multiple: bool,
        /// The choices, missing codes among them, each with a second line that may be empty.
        choices: Vec<(Line<'q>, Line<'q>)>,
        /// There is room to write behind them.
        other: bool,
    },
    /// Choices to be numbered.
    Order(Vec<Line<'q>>),
    /// Rows with a common scale; each row with the pole at its end, which is empty in a matrix.
    Rows {
        /// The points, missing codes among them.
        scale: Vec<Line<'q>>,
        /// The rows.
        rows: Vec<(Line<'q>, Line<'q>)>,
    },
    /// A line to write on, with the unit behind it, and boxes to tick instead.
    Line {
        /// May be empty.
        unit: Line<'q>,
        /// More than one line.
        several: bool,
        /// What may be ticked instead of writing.
        instead: Vec<Line<'q>>,
    },
    /// Parts of a date with the author's labels, which may be empty.
    Parts(Vec<(DateUnit, Line<'q>)>),
    /// A file, which paper does not take.
    File(Upload),
    /// What follows is asked again and again.
    Again,
}

/// The questionnaire in a language.
pub(in crate::engine) struct Paper<'q> {
    pub(in crate::engine) questionnaire: &'q Questionnaire,
    pub(in crate::engine) language: &'q str,
    pub(in crate::engine) index: usize,
    /// What is computed and the same for everybody, as texts say it, by variable.
    pub(in crate::engine) constants: HashMap<String, String>,
}

impl<'q> Paper<'q> {
    /// What stands where a text says a variable: what it is for everybody, or a gap.
    fn told(&self, name: &str) -> Cow<'_, str> {
        Cow::Borrowed(self.constants.get(name).map_or(GAP, String::as_str))
    }

    /// Boxes for the choices; a line when there are too many to print, or none that are known.
    pub(in crate::engine) fn boxes(&self, question: &'q Question, multiple: bool) -> Space<'q> {
        let written = self.questionnaire.choices(question);
        if written.is_empty() || written.len() > PRINTED {
            return self.line(question);
        }
        let choices = written.iter().map(|c| (self.say(&c.label), self.say(&c.hint)));
        let missing = self.missing(question).into_iter().map(|label| (label, Line::default()));
        Space::Boxes {
            multiple,
            choices: choices.chain(missing).collect(),
            other: question.definition.other.is_some(),
        }
    }

    /// The rows with their common scale.
    pub(in crate::engine) fn rows(&self, question: &'q Question) -> Space<'q> {
        let rows = question.definition.rows.iter();
        Space::Rows {
            scale: self.choices(question).into_iter().chain(self.missing(question)).collect(),
            rows: rows.map(|row| (self.say(&row.label), self.say(&row.right))).collect(),
        }
    }

    /// A line to write on.
    pub(in crate::engine) fn line(&self, question: &'q Question) -> Space<'q> {
        let definition = &question.definition;
        let unit = self.say(&definition.unit);
        Space::Line { unit, several: definition.multiline, instead: self.missing(question) }
    }

    pub(in crate::engine) fn choices(&self, question: &'q Question) -> Vec<Line<'q>> {
        self.questionnaire.choices(question).iter().map(|choice| self.say(&choice.label)).collect()
    }

    fn missing(&self, question: &'q Question) -> Vec<Line<'q>> {
        let text = |&code: &i32| self.questionnaire.missing_text(&question.definition, code);
        question.definition.missing.iter().filter_map(text).map(|text| self.say(text)).collect()
    }

    pub(in crate::engine) fn say(&self, text: &'q Text) -> Line<'q> {
        let localized = text.localized(self.language, &self.questionnaire.definition.languages);
        localized.with(|text| piped(text, &|name| Cow::Owned(self.told(name).into_owned())))
    }

    pub(in crate::engine) fn passage(&self, texts: &'q Texts) -> Passage<'q> {
        let passage = texts.get(self.index);
        match passage.has_pipes() {
            true => passage.with(|rich| Cow::Owned(rich.piped(&|name| self.told(name)))),
            false => passage,
        }
    }
}
