//! What a respondent is shown: a page with its texts in her language, her values and complaints.
//!
//! Pure values for the view; nothing here knows HTML. Start reading at [`page`].

pub mod paper;
mod showing;
mod table;

use std::borrow::Cow;

use super::answers::Form;
use super::evaluation::{Evaluation, MOST_INSTANCES};
use super::kind::kind;
pub use super::localized::{Line, Localized, OwnedLine, Passage};
use super::media::ShownMedia;
use super::model::{KindName, Part};
use super::questionnaire::Texts;
use super::scope::Scope;
use super::table::InTable;
pub use super::text::{Block, Inline, Rich};
use super::upload::UploadField;
use super::validate::Complaint;
pub(super) use showing::Showing;
use table::Open;

/// A page as it is shown.
#[derive(Debug)]
pub struct ShownPage<'q> {
    /// Machine name.
    pub name: &'q str,
    /// Heading.
    pub title: Passage<'q>,
    /// Introduction; may be empty.
    pub intro: Passage<'q>,
    /// Index of its section.
    pub section: usize,
    /// What is asked or offered on it follows from answers that are given on it.
    pub is_live: bool,
    /// Files may be asked for, now or after an answer.
    pub takes_files: bool,
    /// The questions.
    pub questions: Vec<ShownQuestion<'q>>,
}

impl<'q> ShownPage<'q> {
    /// Every question that has an answer of its own: of a table its rows.
    pub fn answerable(&self) -> impl Iterator<Item = &ShownQuestion<'q>> {
        self.questions.iter().flat_map(|question| match &question.body {
            Body::Table(rows) => rows.as_slice(),
            _ => std::slice::from_ref(question),
        })
    }
}

/// A question as it is shown.
#[derive(Debug)]
pub struct ShownQuestion<'q> {
    /// Name of its field, also the prefix of every HTML id: the variable name, and in a repeat the
    /// numbers of the instance.
    pub name: Cow<'q, str>,
    /// Its kind; the template has the same name.
    pub kind: KindName,
    /// The question.
    pub label: Passage<'q>,
    /// Help; may be empty.
    pub hint: Passage<'q>,
    /// Whether an answer is required.
    pub required: bool,
    /// More help, unfolded on demand; may be empty.
    pub guidance: Passage<'q>,
    /// XLSForm's appearance.
    pub appearance: &'q str,
    /// Pictures and sounds.
    pub media: ShownMedia<'q>,
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
    /// Questions with a common list, each a row with options of its own. The question around them
    /// is only their heading.
    Table(Vec<ShownQuestion<'q>>),
    /// One input; field name = question name. Its missing codes are checkboxes named `NAME.missing`.
    Input(Input<'q>),
    /// Parts of a date; field name = part name. Missing codes as for an input.
    Parts(Vec<ShownPart<'q>>),
    /// A long list: a text field `NAME.q`, and the matches as radio buttons `NAME`.
    Search(Search<'q>),
    /// A day or a time: a field for each; field names `NAME` or `NAME.date` and `NAME.time`.
    Moment(Vec<Moment<'q>>),
    /// Choices to be put in order; field names `NAME.VALUE`, each the place of a choice.
    Ranking(Vec<Ranked<'q>>),
    /// A file: its name is carried by the question's own field, the file is sent as `NAME.file`.
    /// Missing codes as for an input.
    Upload(UploadField),
    /// An answer that is shown and cannot be changed.
    Fixed(Vec<OwnedLine>),
    /// A group or an instance of a repeat begins.
    Begin(Begin),
    /// It ends; what is asked again and again may be asked once more: the name of the repeat.
    End(Option<String>),
    /// Nothing.
    Note,
}

/// A date or time field.
#[derive(Debug)]
pub struct Moment<'q> {
    /// Field name.
    pub name: Cow<'q, str>,
    /// What the browser offers: `date`, `time`, `text` (a year, or a part of a date).
    pub input: &'static str,
    /// The part of a date that is asked here, if not all of it.
    pub part: Option<Part>,
    /// What is typed.
    pub typed: String,
}

/// A choice in a ranking.
#[derive(Debug)]
pub struct Ranked<'q> {
    /// Field name.
    pub name: String,
    /// What is read.
    pub label: Line<'q>,
    /// Its place as typed; empty when not ranked yet.
    pub typed: String,
    /// The value that moves it one place up, and down.
    pub value: Cow<'q, str>,
    /// Pictures and sounds.
    pub media: ShownMedia<'q>,
}

/// The beginning of a group or of an instance of a repeat.
#[derive(Debug)]
pub struct Begin {
    /// How deep it lies in others, from 0.
    pub depth: usize,
    /// Number of the instance, from 1; none of a group.
    pub number: Option<usize>,
    /// Name of the instance if it can be removed.
    pub remove: Option<String>,
}

/// A choice, or a missing code.
#[derive(Debug, Clone)]
pub struct ShownOption<'q> {
    /// The value sent.
    pub value: Cow<'q, str>,
    /// What is read.
    pub label: Line<'q>,
    /// A smaller second line; may be empty.
    pub hint: Line<'q>,
    /// Pictures and sounds.
    pub media: ShownMedia<'q>,
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
    /// The scale's points.
    pub scale: Vec<ShownOption<'q>>,
    /// The missing codes at the end of each row.
    pub missing: Vec<(String, Line<'q>)>,
    /// The rows that are asked, in the respondent's order.
    pub rows: Vec<ShownRow<'q>>,
}

/// A row.
#[derive(Debug)]
pub struct ShownRow<'q> {
    /// Field name.
    pub name: Cow<'q, str>,
    /// Row text; of a differential the pole shown at the start of the line.
    pub label: Line<'q>,
    /// The pole shown at the end of the line; empty in a matrix.
    pub right: Line<'q>,
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
    pub unit: Line<'q>,
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
    /// Field name.
    pub name: Cow<'q, str>,
    /// Year, month or day.
    pub part: Part,
    /// The author's label; empty: the interface's.
    pub label: Line<'q>,
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

/// The page with the values of `form` (what was typed, or [`super::form_state::filled`]) and the
/// complaints about them.
pub fn page<'d>(
    evaluation: &'d Evaluation<'_, '_>,
    page: usize,
    seed: u32,
    form: &Form,
    complaints: &[Complaint],
) -> ShownPage<'d> {
    let p = &evaluation.questionnaire.pages[page];
    let mut shown = Shown { seed, form, complaints, questions: Vec::new() };
    shown.inside(evaluation.top(), p.questions.clone(), None, 0);
    ShownPage {
        name: &p.name,
        title: text(evaluation.top(), &p.title),
        intro: text(evaluation.top(), &p.intro),
        section: p.section,
        is_live: p.is_live,
        takes_files: evaluation.questionnaire.takes_files(page),
        questions: shown.questions,
    }
}

/// The questions of a page, gathered.
struct Shown<'d, 'f> {
    seed: u32,
    form: &'f Form,
    complaints: &'f [Complaint],
    questions: Vec<ShownQuestion<'d>>,
}

impl<'d> Shown<'d, '_> {
    /// Gathers the questions that stand directly in `around`.
    fn inside(
        &mut self,
        scope: Scope<'d>,
        range: std::ops::Range<usize>,
        around: Option<usize>,
        depth: usize,
    ) {
        let questions = &scope.evaluation.questionnaire.questions;
        let own = range.clone().filter(|&q| questions[q].around == around);
        let mut open = Open::default();
        for q in own {
            if questions[q].is_heading() && scope.evaluation.question_concerns(q, scope.place) {
                open = Open::begin(q);
            }
            if !scope.is_shown(q) {
                continue;
            }
            if let Some(InTable::Row { first }) = questions[q].table
                && !is_fixed(scope, q)
            {
                self.row(scope, q, first, &mut open);
                continue;
            }
            open = Open::default();
            let inner = q + 1..range.end;
            match (questions[q].definition.kind, questions[q].repeats) {
                (KindName::Group, _) => {
                    self.bracket(
                        scope,
                        q,
                        Body::Begin(Begin { depth, number: None, remove: None }),
                    );
                    self.inside(scope, inner, Some(q), depth + 1);
                    self.bracket(scope, q, Body::End(None));
                }
                (_, Some(r)) => {
                    let is_free = questions[q].definition.count.is_none();
                    let places = scope.instances(r);
                    for place in &places {
                        let at = scope.evaluation.at(*place);
                        let name = &questions[q].definition.name;
                        let remove =
                            (is_free && places.len() > 1).then(|| format!("{name}{}", at.suffix()));
                        let begin = Begin { depth, number: at.number(), remove };
                        self.bracket(at, q, Body::Begin(begin));
                        self.inside(at, inner.clone(), Some(q), depth + 1);
                        self.bracket(at, q, Body::End(None));
                    }
                    if is_free && places.len() < MOST_INSTANCES {
                        let add = format!("{}{}", questions[q].definition.name, scope.suffix());
                        self.bracket(scope, q, Body::End(Some(add)));
                    }
                }
                _ => {
                    let question = self.asked(scope, q);
                    self.questions.push(question);
                }
            }
        }
    }

    /// The beginning or the end of a group or instance.
    fn bracket(&mut self, scope: Scope<'d>, q: usize, body: Body<'d>) {
        let question = &scope.evaluation.questionnaire.questions[q];
        let name = format!("{}{}", question.definition.name, scope.suffix());
        let complaints = match &body {
            Body::Begin(_) => self.complaints.iter().filter(|c| c.field == name).cloned().collect(),
            _ => Vec::new(),
        };
        self.questions.push(ShownQuestion {
            name: Cow::Owned(name),
            kind: question.definition.kind,
            label: text(scope, &question.label),
            hint: text(scope, &question.hint),
            required: false,
            guidance: text(scope, &question.guidance),
            appearance: &question.definition.appearance,
            media: match &body {
                Body::Begin(_) => scope.media(&question.definition.media),
                _ => ShownMedia::default(),
            },
            body,
            missing: Vec::new(),
            complaints,
        });
    }

    /// A question that is asked, or shown without being asked.
    fn asked(&self, scope: Scope<'d>, index: usize) -> ShownQuestion<'d> {
        let q = &scope.evaluation.questionnaire.questions[index];
        let suffix = scope.suffix();
        let form = self.form.local(&suffix);
        let showing = Showing {
            scope,
            question: q,
            seed: self.seed,
            form: &form,
            complaints: self.complaints,
            suffix: &suffix,
        };
        let kind = kind(q.definition.kind);
        let name = showing.field(&q.definition.name);
        let is_fixed = is_fixed(scope, index);
        ShownQuestion {
            kind: q.definition.kind,
            label: text(scope, &q.label),
            hint: text(scope, &q.hint),
            required: q.required.is_on(scope, index),
            guidance: text(scope, &q.guidance),
            appearance: &q.definition.appearance,
            media: scope.media(&q.definition.media),
            body: match is_fixed {
                true => Body::Fixed(scope.words_of(index)),
                false => kind.body(&showing),
            },
            missing: if is_fixed { Vec::new() } else { kind.missing(&showing) },
            complaints: self.complaints.iter().filter(|c| c.field == name).cloned().collect(),
            name,
        }
    }
}

/// Whether a question is shown but not to be changed.
pub(super) fn is_fixed(scope: Scope<'_>, index: usize) -> bool {
    let questionnaire = scope.evaluation.questionnaire;
    let question = &questionnaire.questions[index];
    let is_computed =
        question.slots.clone().any(|slot| questionnaire.slots[slot].calculation.is_some());
    is_computed || question.read_only.is_on(scope, index)
}

/// A formatted text in the respondent's language with its pipes filled.
pub fn text<'d>(scope: Scope<'d>, texts: &'d Texts) -> Passage<'d> {
    let passage = texts.get(scope.evaluation.language);
    match passage.has_pipes() {
        true => passage.with(|rich| Cow::Owned(rich.piped(&|name| scope.value(name)))),
        false => passage,
    }
}
