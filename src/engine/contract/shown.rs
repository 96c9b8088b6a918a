//! A page as it is shown: values for the view. Nothing here knows HTML.

use std::borrow::Cow;

use super::super::localized::{Line, OwnedLine, Passage};
use super::super::media::ShownMedia;
use super::super::model::{DateUnit, KindName};
use super::super::upload::{StoredFile, UploadField};
use super::complaint::Complaint;

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

    /// The files that are shown as kept.
    pub fn files(&mut self) -> impl Iterator<Item = &mut StoredFile> {
        self.questions.iter_mut().filter_map(|question| match &mut question.body {
            Body::Upload(field) => field.stored.as_mut(),
            _ => None,
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
    /// It asks for something else than the choices of the question before: that one's name.
    pub adds_to: Option<Cow<'q, str>>,
}

/// What is answered.
#[derive(Debug)]
pub enum Body<'q> {
    /// Radio buttons or checkboxes (`multiple`); field name = question name.
    Options {
        /// Checkboxes.
        multiple: bool,
        /// How many of them may be ticked; none: any number.
        most: Option<usize>,
        /// The choices.
        options: Vec<ShownOption<'q>>,
        /// A text field behind one of the choices.
        other: Option<OtherText<'q>>,
    },
    /// Rows with a common scale; field name = row name.
    Rows(ShownRows<'q>),
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
    Moment(Vec<MomentField<'q>>),
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
pub struct MomentField<'q> {
    /// Field name.
    pub name: Cow<'q, str>,
    /// What the browser offers: `date`, `time`, `text` (a year, or a part of a date).
    pub input: &'static str,
    /// The part of a date that is asked here, if not all of it.
    pub part: Option<DateUnit>,
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
pub struct ShownRows<'q> {
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
    pub part: DateUnit,
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
