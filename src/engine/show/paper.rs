//! The questionnaire on paper: every question that anybody may be asked, with room for an answer.
//! Nothing is known, so pipes are gaps, and of what depends on answers only that it does.

use std::borrow::Cow;

use super::super::Questionnaire;
use super::super::localized::{Line, Passage};
use super::super::model::{KindName, Part, Text, Upload};
use super::super::questionnaire::{Question, Texts};
use super::super::text::piped;

/// What stands where an earlier answer would.
const GAP: &str = "…";
/// Lists that are longer are not printed: there is room to write.
const PRINTED: usize = 60;

/// A page with its questions.
#[derive(Debug)]
pub struct BlankPage<'q> {
    /// Index of its section.
    pub section: usize,
    /// Heading; may be empty.
    pub title: Passage<'q>,
    /// Introduction; may be empty.
    pub intro: Passage<'q>,
    /// Only some see it.
    pub for_some: bool,
    /// Its questions in order.
    pub questions: Vec<BlankQuestion<'q>>,
}

/// A question, or the heading of a group.
#[derive(Debug)]
pub struct BlankQuestion<'q> {
    /// The question.
    pub label: Passage<'q>,
    /// Help; may be empty.
    pub hint: Passage<'q>,
    /// Only some of those who see the page see it.
    pub for_some: bool,
    /// Room for the answer.
    pub space: Space<'q>,
}

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
    Parts(Vec<(Part, Line<'q>)>),
    /// A file, which paper does not take.
    File(Upload),
    /// What follows is asked again and again.
    Again,
}

/// The pages with something to read or answer, in the language with this code.
pub fn pages<'q>(questionnaire: &'q Questionnaire, language: &'q str) -> Vec<BlankPage<'q>> {
    let paper = Paper { questionnaire, language, index: questionnaire.language(language) };
    let pages = questionnaire.pages.iter().map(|page| BlankPage {
        section: page.section,
        title: paper.passage(&page.title),
        intro: paper.passage(&page.intro),
        for_some: {
            let mut around = page.part.map(|part| &questionnaire.parts[part]);
            let mut depends = page.relevant.is_some();
            while let Some(part) = around {
                depends |= part.relevant.is_some();
                around = part.part.map(|part| &questionnaire.parts[part]);
            }
            depends
        },
        questions: questionnaire.questions[page.questions.clone()]
            .iter()
            .filter(|question| question.is_visible())
            .map(|question| paper.question(question))
            .collect(),
    });
    pages.filter(|page| !page.questions.is_empty()).collect()
}

struct Paper<'q> {
    questionnaire: &'q Questionnaire,
    language: &'q str,
    index: usize,
}

impl<'q> Paper<'q> {
    fn question(&self, question: &'q Question) -> BlankQuestion<'q> {
        BlankQuestion {
            label: self.passage(&question.label),
            hint: self.passage(&question.hint),
            for_some: question.relevant.is_some(),
            space: self.space(question),
        }
    }

    fn space(&self, question: &'q Question) -> Space<'q> {
        let definition = &question.definition;
        let slots = &self.questionnaire.slots[question.slots.clone()];
        let is_computed = slots.iter().any(|slot| slot.calculation.is_some());
        if is_computed && question.repeats.is_none() || question.is_heading() {
            return Space::Nothing;
        }
        match definition.kind {
            KindName::SelectOne | KindName::Consent | KindName::SelectMultiple => {
                let multiple = definition.kind == KindName::SelectMultiple;
                self.boxes(question, multiple).unwrap_or_else(|| self.line(question))
            }
            KindName::Lookup => self.line(question),
            KindName::Acknowledge => Space::Boxes {
                multiple: true,
                choices: vec![("OK".into(), Line::default())],
                other: false,
            },
            KindName::Rank => Space::Order(self.choices(question)),
            KindName::Matrix | KindName::Differential => Space::Rows {
                scale: self.choices(question).into_iter().chain(self.missing(question)).collect(),
                rows: definition
                    .rows
                    .iter()
                    .map(|row| (self.say(&row.label), self.say(&row.right)))
                    .collect(),
            },
            KindName::DateParts => {
                let parts = definition.parts.iter();
                Space::Parts(parts.map(|part| (part.part, self.say(&part.label))).collect())
            }
            KindName::Integer
            | KindName::Decimal
            | KindName::Range
            | KindName::Text
            | KindName::Date
            | KindName::Time
            | KindName::DateTime
            | KindName::Geopoint => self.line(question),
            KindName::Repeat => Space::Again,
            KindName::Upload => definition.upload.map_or(Space::Nothing, Space::File),
            KindName::Note
            | KindName::Group
            | KindName::Calculate
            | KindName::Hidden
            | KindName::Metadata
            | KindName::Foreign => Space::Nothing,
        }
    }

    /// None when there are too many choices to print, or none that are known.
    fn boxes(&self, question: &'q Question, multiple: bool) -> Option<Space<'q>> {
        let written = self.questionnaire.choices(question);
        if written.is_empty() || written.len() > PRINTED {
            return None;
        }
        let choices = written.iter().map(|c| (self.say(&c.label), self.say(&c.hint)));
        let missing = self.missing(question).into_iter().map(|label| (label, Line::default()));
        Some(Space::Boxes {
            multiple,
            choices: choices.chain(missing).collect(),
            other: question.definition.other.is_some(),
        })
    }

    fn line(&self, question: &'q Question) -> Space<'q> {
        let definition = &question.definition;
        let unit = self.say(&definition.unit);
        Space::Line { unit, several: definition.multiline, instead: self.missing(question) }
    }

    fn choices(&self, question: &'q Question) -> Vec<Line<'q>> {
        self.questionnaire.choices(question).iter().map(|choice| self.say(&choice.label)).collect()
    }

    fn missing(&self, question: &'q Question) -> Vec<Line<'q>> {
        let text = |&code: &i32| self.questionnaire.missing_text(&question.definition, code);
        question.definition.missing.iter().filter_map(text).map(|text| self.say(text)).collect()
    }

    fn say(&self, text: &'q Text) -> Line<'q> {
        let localized = text.localized(self.language, &self.questionnaire.definition.languages);
        localized.with(|text| piped(text, &|_| Cow::Borrowed(GAP)))
    }

    fn passage(&self, texts: &'q Texts) -> Passage<'q> {
        let passage = texts.get(self.index);
        match passage.has_pipes() {
            true => passage.with(|rich| Cow::Owned(rich.piped(&|_| Cow::Borrowed(GAP)))),
            false => passage,
        }
    }
}
