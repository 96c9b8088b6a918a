//! What a respondent is shown: a page with its texts in her language, her values and complaints.
//!
//! Pure values for the view; nothing here knows HTML. Start reading at [`page`].

use std::borrow::Cow;

use super::answers::Form;
use super::kind::kind;
use super::model::{KindName, Part};
use super::questionnaire::{Question, Texts};
use super::route::Derived;
use super::text::{Rich, piped};
use super::validate::Complaint;

/// A page as it is shown.
#[derive(Debug)]
pub struct ShownPage<'q> {
    /// Machine name.
    pub name: &'q str,
    /// Heading.
    pub title: Cow<'q, Rich>,
    /// Introduction; may be empty.
    pub intro: Cow<'q, Rich>,
    /// Index of its section.
    pub section: usize,
    /// The questions.
    pub questions: Vec<ShownQuestion<'q>>,
}

/// A question as it is shown.
#[derive(Debug)]
pub struct ShownQuestion<'q> {
    /// Variable name, also the prefix of every HTML id.
    pub name: &'q str,
    /// Its kind; the template has the same name.
    pub kind: KindName,
    /// The question.
    pub label: Cow<'q, Rich>,
    /// Help; may be empty.
    pub hint: Cow<'q, Rich>,
    /// Whether an answer is required.
    pub required: bool,
    /// What is answered.
    pub body: Body<'q>,
    /// Missing codes that may be picked instead ("weiß nicht"). For a matrix they belong to each
    /// row and stand in its scale.
    pub missing: Vec<ShownOption<'q>>,
    /// Complaints that concern the question as a whole.
    pub complaints: Vec<Complaint>,
}

/// What is answered.
#[derive(Debug)]
pub enum Body<'q> {
    /// Radio buttons or checkboxes (`multiple`); field name = question name.
    Options {
        /// Checkboxes.
        multiple: bool,
        /// The choices.
        options: Vec<ShownOption<'q>>,
        /// A text field behind one of the choices.
        other: Option<OtherText<'q>>,
    },
    /// Rows with a common scale; field name = row name.
    Rows(Rows<'q>),
    /// One input; field name = question name. Its missing codes are checkboxes named `NAME.missing`.
    Input(Input<'q>),
    /// Parts of a date; field name = part name. Missing codes as for an input.
    Parts(Vec<ShownPart<'q>>),
    /// A long list: a text field `NAME.q`, and the matches as radio buttons `NAME`.
    Search(Search<'q>),
    /// Nothing.
    Note,
}

/// A choice, or a missing code.
#[derive(Debug, Clone)]
pub struct ShownOption<'q> {
    /// The value sent.
    pub value: Cow<'q, str>,
    /// What is read.
    pub label: Cow<'q, str>,
    /// A smaller second line; may be empty.
    pub hint: Cow<'q, str>,
    /// Cannot be combined with others.
    pub exclusive: bool,
    /// Picked.
    pub picked: bool,
}

/// The text field behind "other, please state".
#[derive(Debug)]
pub struct OtherText<'q> {
    /// The choice it belongs to.
    pub value: &'q str,
    /// Field name.
    pub name: String,
    /// What is typed.
    pub typed: String,
    /// Complaint about the text.
    pub complaint: Option<Complaint>,
}

/// A matrix or semantic differential.
#[derive(Debug)]
pub struct Rows<'q> {
    /// The scale's points: value and label.
    pub scale: Vec<(&'q str, Cow<'q, str>)>,
    /// The missing codes at the end of each row.
    pub missing: Vec<(String, Cow<'q, str>)>,
    /// The rows that are asked, in the respondent's order.
    pub rows: Vec<ShownRow<'q>>,
}

/// A row.
#[derive(Debug)]
pub struct ShownRow<'q> {
    /// Variable and field name.
    pub name: &'q str,
    /// Row text; of a differential the pole shown at the start of the line.
    pub label: Cow<'q, str>,
    /// The pole shown at the end of the line; empty in a matrix.
    pub right: Cow<'q, str>,
    /// The poles are exchanged: the first point stores the highest value.
    pub mirrored: bool,
    /// The value picked, empty if none.
    pub picked: String,
    /// Complaint about the row.
    pub complaint: Option<Complaint>,
}

/// A text or number field.
#[derive(Debug)]
pub struct Input<'q> {
    /// What is typed.
    pub typed: String,
    /// Unit behind the field; may be empty.
    pub unit: Cow<'q, str>,
    /// Bounds of a number.
    pub min: Option<f64>,
    /// Upper bound.
    pub max: Option<f64>,
    /// Greatest number of characters of a text.
    pub max_length: Option<u32>,
    /// More than one line.
    pub multiline: bool,
}

/// A part of a date.
#[derive(Debug)]
pub struct ShownPart<'q> {
    /// Variable and field name.
    pub name: &'q str,
    /// Year, month or day.
    pub part: Part,
    /// The author's label; empty: the interface's.
    pub label: Cow<'q, str>,
    /// What is typed or picked.
    pub typed: String,
    /// Bounds.
    pub min: Option<f64>,
    /// Upper bound.
    pub max: Option<f64>,
    /// Complaint about the part.
    pub complaint: Option<Complaint>,
}

/// A long list with search.
#[derive(Debug)]
pub struct Search<'q> {
    /// What is typed into the search field.
    pub typed: String,
    /// The choice picked so far, and those that match what is typed.
    pub matches: Vec<ShownOption<'q>>,
    /// How many match in all; more than `matches` when the list was cut.
    pub total: usize,
}

/// The page with the values of `form` (what was typed, or [`super::validate::filled`]) and the
/// complaints about them.
pub fn page<'q>(
    derived: &Derived<'q, '_>,
    page: usize,
    seed: u32,
    form: &Form,
    complaints: &[Complaint],
) -> ShownPage<'q> {
    let p = &derived.questionnaire.pages[page];
    ShownPage {
        name: &p.name,
        title: text(derived, &p.title),
        intro: text(derived, &p.intro),
        section: p.section,
        questions: p
            .questions
            .clone()
            .filter(|&q| derived.is_shown(q))
            .map(|q| question(derived, q, seed, form, complaints))
            .collect(),
    }
}

fn question<'q>(
    derived: &Derived<'q, '_>,
    index: usize,
    seed: u32,
    form: &Form,
    complaints: &[Complaint],
) -> ShownQuestion<'q> {
    let q = &derived.questionnaire.questions[index];
    let showing = Showing { derived, question: q, seed, form, complaints };
    let kind = kind(q.definition.kind);
    ShownQuestion {
        name: &q.definition.name,
        kind: q.definition.kind,
        label: text(derived, &q.label),
        hint: text(derived, &q.hint),
        required: !q.definition.required.is_never(),
        body: kind.body(&showing),
        missing: kind.missing(&showing),
        complaints: complaints.iter().filter(|c| c.field == q.definition.name).cloned().collect(),
    }
}

/// A formatted text in the respondent's language with its pipes filled.
pub fn text<'q>(derived: &Derived<'q, '_>, texts: &'q Texts) -> Cow<'q, Rich> {
    let rich = texts.get(derived.language);
    if rich.has_pipes() {
        Cow::Owned(rich.piped(&|name| Cow::Borrowed(derived.value(name))))
    } else {
        Cow::Borrowed(rich)
    }
}

/// Everything a kind needs to show a question.
pub(super) struct Showing<'s, 'q, 'a> {
    pub(super) derived: &'s Derived<'q, 'a>,
    pub(super) question: &'q Question,
    pub(super) seed: u32,
    pub(super) form: &'s Form,
    pub(super) complaints: &'s [Complaint],
}

impl<'q> Showing<'_, 'q, '_> {
    pub(super) fn name(&self) -> &'q str {
        &self.question.definition.name
    }

    fn language(&self) -> &'q str {
        let languages = &self.derived.questionnaire.definition.languages;
        languages.get(self.derived.language).map_or("", String::as_str)
    }

    /// Plain author text in the respondent's language with its pipes filled.
    pub(super) fn plain(&self, text: &'q super::model::Text) -> Cow<'q, str> {
        let text = text.get(self.language(), self.derived.questionnaire.fallback());
        piped(text, &|name| Cow::Borrowed(self.derived.value(name)))
    }

    pub(super) fn missing_label(&self, code: i32) -> Cow<'q, str> {
        let questionnaire = self.derived.questionnaire;
        Cow::Borrowed(questionnaire.missing_label(&self.question.definition, code, self.language()))
    }

    /// The question's missing codes as choices of the field `name`.
    pub(super) fn missing_options(&self, name: &str) -> Vec<ShownOption<'q>> {
        let codes = &self.question.definition.missing;
        codes
            .iter()
            .map(|&code| {
                let value = code.to_string();
                ShownOption {
                    picked: self.form.has(name, &value),
                    label: self.missing_label(code),
                    hint: Cow::Borrowed(""),
                    exclusive: true,
                    value: Cow::Owned(value),
                }
            })
            .collect()
    }

    pub(super) fn typed(&self, name: &str) -> String {
        self.form.find(name).unwrap_or_default().to_owned()
    }

    pub(super) fn complaint(&self, field: &str) -> Option<Complaint> {
        self.complaints.iter().find(|c| c.field == field).cloned()
    }
}
