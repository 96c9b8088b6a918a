//! The questionnaire document: what `questionnaires/*.json` holds, immutable after load.
//!
//! The model is XLSForm's; what we add has names of its own (missing codes, roles, rows, ends).
//! Every field is plain data. [`super::check`] turns a [`Definition`] into a checked
//! [`super::Questionnaire`]; nothing here is evaluated.
//!
//! # XLSForm
//!
//! An XLSForm workbook and a [`Definition`] are two faces of one thing:
//!
//! - The survey sheet is the tree of [`Page`]s and [`Question`]s in document order. A group of the
//!   outer levels is a [`Page`]: one that holds further pages (`pages`), or, with the appearance
//!   `field-list`, one that holds questions. A question outside of every `field-list` is shown
//!   alone, on a page of its own name ([`Page::stands_alone`]); notes stand alone too, and what is
//!   never shown (calculations, metadata) goes on the page of the question after it, or of the last
//!   one. A group inside a page is a question of the kind `group`, a repeat always one of the kind
//!   `repeat`; a repeat that is not in a page stands alone on a page of its own name.
//! - What other tools have and we do not goes into `columns` of the page, question or choice (column
//!   header to cell), into [`Workbook::settings`] and [`Workbook::sheets`], and comes back on export.
//! - What we have and XLSForm has not is written into columns whose header begins with `zugvogel::`
//!   and into a sheet `_zugvogel`, which other tools ignore.

pub mod frame;

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use super::kind::ALL as KINDS;
use super::localized::{Localized, chain};
use super::media::MediaFile;
use frame::Frame;

/// A text in one or more languages. In the file either one string (all languages) or an object
/// from language code to text. Markdown subset: paragraphs, lists, emphasis, links; `${name}` pipes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Text {
    /// No text at all.
    #[default]
    #[serde(skip)]
    Absent,
    /// The same in every language (numbers, names).
    Same(String),
    /// By language code, for example `de`, `en`.
    By(BTreeMap<String, String>),
}

impl Text {
    /// The text in `language`, else in `fallback`, else in any language; empty when absent.
    pub fn get(&self, language: &str, fallback: &str) -> &str {
        match self {
            Text::Absent => "",
            Text::Same(text) => text,
            Text::By(texts) => texts
                .get(language)
                .or_else(|| texts.get(fallback))
                .or_else(|| texts.values().next())
                .map_or("", String::as_str),
        }
    }

    /// The text as somebody gets it who wants `language`: in that language, in the one it is a
    /// variety of, in the first of the questionnaire's `languages`, or else in any.
    pub fn localized<'t>(&'t self, language: &str, languages: &[String]) -> Localized<'t, &'t str> {
        let localized = |text: &'t str, language: Option<&'t str>| Localized {
            text,
            language: language.map(Cow::Borrowed),
        };
        match self {
            Text::Absent => localized("", None),
            // What is written once is in the only language, or in none, such as a name.
            Text::Same(text) => Localized {
                text,
                language: match languages {
                    [only] => Some(Cow::Owned(only.clone())),
                    _ => None,
                },
            },
            Text::By(texts) => chain(language, languages)
                .filter_map(|language| texts.get_key_value(language))
                .chain(texts)
                .find(|(_, text)| !text.is_empty())
                .map_or(localized("", None), |(language, text)| localized(text, Some(language))),
        }
    }

    /// The text in exactly this language, if it is written (or the same in all).
    pub fn find(&self, language: &str) -> Option<&str> {
        match self {
            Text::Absent => None,
            Text::Same(text) => Some(text),
            Text::By(texts) => texts.get(language).map(String::as_str),
        }
    }

    /// Whether nothing is written in any language.
    pub fn is_absent(&self) -> bool {
        match self {
            Text::Absent => true,
            Text::Same(text) => text.is_empty(),
            Text::By(texts) => texts.values().all(String::is_empty),
        }
    }
}

/// A whole questionnaire as its author writes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// Where the JSON Schema of this file is; for editors, ignored here.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Short machine name, lower case: `wesermarsch`.
    pub name: String,
    /// The author's own version label, exported as `instr_ver`.
    #[serde(default)]
    pub version: String,
    /// Language codes, the first is the fallback: `["de", "en"]`.
    pub languages: Vec<String>,
    /// The title on every page.
    pub title: Text,
    /// Who asks.
    #[serde(default, skip_serializing_if = "is_default")]
    pub publisher: Publisher,
    /// The first page: who asks, why, how long, what happens to the answers.
    #[serde(default, skip_serializing_if = "is_default")]
    pub welcome: Welcome,
    /// The thank-you page.
    #[serde(default, skip_serializing_if = "is_default")]
    pub thanks: Thanks,
    /// What respondents see of progress: pages belong to sections. Without any, the outermost
    /// pages that hold pages are the sections.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
    /// Code frames by name. A checked questionnaire holds only written-out frames.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub frames: BTreeMap<String, FrameSource>,
    /// Choice lists by name.
    #[serde(default)]
    pub lists: BTreeMap<String, ChoiceList>,
    /// Labels of the missing codes a respondent may pick (-8, -7, -6), for the whole questionnaire.
    #[serde(default)]
    pub missing: BTreeMap<String, Text>,
    /// The pages in order.
    pub pages: Vec<Page>,
    /// Early ends: screen-outs and refusals.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ends: Vec<End>,
    /// XLSForm's `instance_name`: an expression that names a response.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance_name: Option<String>,
    /// What a workbook has that nothing here stands for.
    #[serde(default, skip_serializing_if = "is_default")]
    pub workbook: Workbook,
    /// The pictures, sounds and films that were found beside it, by name. Noted when it is checked,
    /// so that a published version names their very content; authors write nothing here.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(skip)]
    pub files: BTreeMap<String, MediaFile>,
}

impl Definition {
    /// Whether it was read from a workbook. Other tools accept such a form with faults that we do
    /// not accept in a questionnaire of our own: what only we demand is a warning there.
    pub fn is_imported(&self) -> bool {
        !self.workbook.order.is_empty()
    }
}

/// What an XLSForm workbook has beside the questionnaire, so that an export gives it back.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Workbook {
    /// Further settings by header: `style`, `allow_choice_duplicates`, `submission_url` …
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub settings: BTreeMap<String, String>,
    /// Headers of the sheets that are part of the questionnaire, as they were spelt and ordered.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, Vec<String>>,
    /// The names of all sheets in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<String>,
    /// The names of the choice lists in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<String>,
    /// The cells of sheets that are no part of the questionnaire, row by row.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sheets: BTreeMap<String, Vec<Vec<String>>>,
}

/// Who asks, and whom to ask back.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Publisher {
    /// The public body: "Landkreis Wesermarsch".
    pub name: Text,
    /// Its unit: "Bildungsbüro".
    #[serde(default, skip_serializing_if = "Text::is_absent")]
    pub unit: Text,
    /// Name of the contact person or desk.
    pub contact: Text,
    /// Telephone number as printed.
    pub phone: String,
    /// E-mail address.
    pub email: String,
    /// When the telephone is answered.
    #[serde(default, skip_serializing_if = "Text::is_absent")]
    pub hours: Text,
    /// The legal notice (Impressum), Markdown.
    pub imprint: Text,
    /// The whole privacy notice, Markdown.
    pub privacy: Text,
}

/// The first page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Welcome {
    /// Heading, usually a question.
    pub title: Text,
    /// One paragraph: why we ask you.
    pub lead: Text,
    /// Short facts under the lead: "15 Minuten", "freiwillig", "anonym".
    #[serde(default)]
    pub brief: Vec<Text>,
    /// Term and explanation: who asks, what for, how long, must I, anonymous?
    pub facts: Vec<Fact>,
}

/// A term and its explanation on the first page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// "Wer fragt?"
    pub term: Text,
    /// The answer, Markdown.
    pub text: Text,
    /// Steps that unfold below the answer ("So funktioniert das").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Text>,
}

/// The thank-you page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Thanks {
    /// Heading.
    pub title: Text,
    /// What happened to the answers.
    pub text: Text,
    /// What happens next.
    #[serde(default)]
    pub steps: Vec<Text>,
}

/// A section of the progress display.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Machine name.
    pub name: String,
    /// What it keeps when its name changes, so that nobody has to guess; without one, its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// "Ihr Umzug".
    pub title: Text,
}

/// One page of questions, or several pages that belong together.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Machine name, part of the page's address.
    pub name: String,
    /// What it keeps when its name changes, so that nobody has to guess; without one, its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The section it belongs to; else that of the pages around or before it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub section: String,
    /// Heading, when the page has more than one question.
    #[serde(default, skip_serializing_if = "Text::is_absent")]
    pub title: Text,
    /// Introductory Markdown under the heading.
    #[serde(default, skip_serializing_if = "Text::is_absent")]
    pub intro: Text,
    /// The page (or pages) are on the route only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant: Option<String>,
    /// The questions in order; none when it holds pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question>,
    /// The pages in it; none when it holds questions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<Page>,
    /// XLSForm's `appearance` of the group: tokens separated by blanks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub appearance: String,
    /// Further XLSForm columns by header.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
}

impl Page {
    /// Whether the page is no group of the author's, but made for one question (or repeat, or
    /// note) that is shown alone: it has that question's name.
    pub fn stands_alone(&self) -> bool {
        self.questions.iter().any(|question| question.name == self.name)
    }
}

/// An early end of the interview after some page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct End {
    /// Machine name, stored with the response.
    pub name: String,
    /// What it keeps when its name changes, so that nobody has to guess; without one, its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The page after which it is looked at.
    pub after: String,
    /// The interview ends here when this holds.
    pub when: String,
    /// Heading of the end page.
    pub title: Text,
    /// Its text, Markdown.
    pub text: Text,
    /// Whether the few answers given so far are stored (a screen-out is counted), or discarded
    /// (no consent, too young).
    pub keep: bool,
    /// Final disposition code after AAPOR, for example `4.10`.
    pub disposition: String,
}

/// A list of choices: written out, or taken from a file beside the questionnaire.
/// A checked questionnaire holds only written-out lists.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ChoiceList {
    /// The choices themselves.
    Written(Vec<Choice>),
    /// A CSV file: column `value`, one `label` column (or `label::de` …), other columns become attributes.
    File(ListFile),
    /// The codes of a code frame (`questionnaires/frames/*.json`), optionally of one main category.
    Frame(ListFrame),
}

/// A file beside the questionnaire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListFile {
    /// Path relative to the questionnaire: `lists/gemeinden.csv`.
    pub file: String,
    /// Column with the values, else `value` or `name`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Column with the labels, else `label`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// A code frame: in a file beside the questionnaire, or written out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum FrameSource {
    /// A file beside the questionnaire.
    File(FrameFile),
    /// The frame itself.
    Written(Frame),
}

/// The file of a code frame.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrameFile {
    /// Path relative to the questionnaire: `frames/wmr-1.json`.
    pub file: String,
}

/// A choice list made of a code frame. Each choice's value is the code; its attributes are `main`,
/// `direction` (both, in, out), `mechanism` (trigger, push, pull, push or pull), `sensitive` (0, 1).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListFrame {
    /// Name of the frame in `frames`.
    pub frame: String,
    /// Only the codes of this main category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub main: Option<u32>,
    /// Residual codes to append (9700, 9890).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub residual: Vec<u32>,
}

/// One choice.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The stored value, XLSForm's `name` (no spaces).
    pub value: String,
    /// What it keeps when its name changes, so that nobody has to guess; without one, its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What the respondent reads; without it, the value.
    #[serde(default, skip_serializing_if = "Text::is_absent")]
    pub label: Text,
    /// A smaller second line.
    #[serde(default, skip_serializing_if = "Text::is_absent")]
    pub hint: Text,
    /// In multiple choice: cannot be combined with others ("Nichts davon").
    #[serde(default, skip_serializing_if = "is_false")]
    pub exclusive: bool,
    /// Further columns, usable as bare names in `choice_filter`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, String>,
    /// File names of pictures and sounds: `image`, `big-image`, `audio`, `video`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub media: BTreeMap<String, Text>,
}

/// The choice that XLSForm's `or_other` adds to a list.
pub(super) const OR_OTHER: &str = "other";

/// The kinds of questions. Each is one file under `engine/kind/` and one template.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum KindName {
    /// One of a list.
    SelectOne,
    /// Any of a list, with exclusive choices.
    SelectMultiple,
    /// The same list for several rows.
    Matrix,
    /// Opposite poles with seven points between them, for several rows.
    Differential,
    /// A whole number.
    Integer,
    /// A number with decimals.
    Decimal,
    /// Free text.
    #[default]
    Text,
    /// Year, month, day asked in parts; each part is a variable.
    DateParts,
    /// One of a long list with search.
    Lookup,
    /// Agreement, a single checkbox or yes/no.
    Consent,
    /// Text without a question.
    Note,
    /// Computed, never shown.
    Calculate,
    /// Questions that belong together within a page.
    Group,
    /// Questions that are asked several times.
    Repeat,
    /// A day of the calendar.
    Date,
    /// A time of day.
    Time,
    /// A day and a time.
    DateTime,
    /// All of a list in order of preference.
    Rank,
    /// A number on a scale with ends and a step.
    Range,
    /// A box to tick: stores `OK`.
    Acknowledge,
    /// A place as latitude and longitude.
    Geopoint,
    /// A file: a picture, a recording, a document (see `upload`).
    Upload,
    /// A value that is set by a default or a trigger and never shown.
    Hidden,
    /// What the program knows itself: `start`, `today` … (see `metadata`).
    Metadata,
    /// A type of other tools that cannot be asked on a web page: kept, never asked.
    Foreign,
}

/// As the questionnaire file spells it.
impl std::fmt::Display for KindName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.serialize(f)
    }
}

/// What kind of file is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Upload {
    /// A picture: JPEG, PNG, WebP. It is written anew, so that no place or time stays in it.
    Image,
    /// A recording: MP3, M4A, Ogg, WAV.
    Audio,
    /// A film: MP4, WebM.
    Video,
    /// A document: PDF, ODT, ODS, DOCX, XLSX, TXT, CSV.
    File,
}

/// What a question of the kind `metadata` holds. Only expressions see it: times and devices never
/// go with a response, since they would tell who answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Metadata {
    /// When the interview began.
    Start,
    /// When it ended: now.
    End,
    /// The day it began.
    Today,
    /// Name, address, number or device of the respondent: always empty.
    Unknown,
}

/// A property that always holds, never, or under a condition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Flag {
    /// Always or never.
    Fixed(bool),
    /// While this expression holds.
    When(String),
}

impl Default for Flag {
    fn default() -> Self {
        Self::Fixed(false)
    }
}

impl Flag {
    /// Whether it never holds.
    pub fn is_never(&self) -> bool {
        *self == Self::Fixed(false)
    }

    /// The condition, if there is one.
    pub fn condition(&self) -> Option<&String> {
        match self {
            Self::Fixed(_) => None,
            Self::When(source) => Some(source),
        }
    }
}

/// How rows or choices are ordered for a respondent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// As written.
    #[default]
    Fixed,
    /// As written, begun at a random place.
    Rotate,
    /// Shuffled.
    Shuffle,
}

/// Measurement level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Categories without order.
    Nominal,
    /// Categories with order.
    Ordinal,
    /// Numbers.
    Scale,
}

/// What a question means for the analysis; the study's outputs are found by role, never by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Role {
    /// Direction of the reference move (1 in, 2 out).
    #[serde(rename = "direction")]
    Direction,
    /// Analysis group (`grp`).
    #[serde(rename = "group")]
    Group,
    /// Place before the move.
    #[serde(rename = "origin")]
    Origin,
    /// Place after the move.
    #[serde(rename = "destination")]
    Destination,
    /// Main categories of reasons that played a part (multiple).
    #[serde(rename = "reason.group")]
    ReasonGroup,
    /// Reasons ticked (multiple, values are codes of the frame).
    #[serde(rename = "reason")]
    Reason,
    /// Open text "other" of one main category (`item` = category).
    #[serde(rename = "reason.other")]
    ReasonOther,
    /// Old or new place (matrix; row `item` = code).
    #[serde(rename = "reason.side")]
    ReasonSide,
    /// Importance of a main category (matrix; row `item` = category).
    #[serde(rename = "reason.importance")]
    ReasonImportance,
    /// The decisive reason.
    #[serde(rename = "reason.main")]
    ReasonMain,
    /// The second most important reason.
    #[serde(rename = "reason.second")]
    ReasonSecond,
    /// The event that set the date.
    #[serde(rename = "reason.trigger")]
    ReasonTrigger,
    /// The story in own words.
    #[serde(rename = "reason.open")]
    ReasonOpen,
    /// An image item (differential, agreement matrix, change).
    #[serde(rename = "image")]
    Image,
    /// Recommendation 0–10.
    #[serde(rename = "recommend")]
    Recommend,
    /// Importance of a life area (matrix; row `item` = area), and so on along the funnel.
    #[serde(rename = "transparency.important")]
    TransparencyImportant,
    /// How well the offers were known.
    #[serde(rename = "transparency.known")]
    TransparencyKnown,
    /// How easily information was found.
    #[serde(rename = "transparency.findable")]
    TransparencyFindable,
    /// How often offers were used.
    #[serde(rename = "transparency.used")]
    TransparencyUsed,
    /// Satisfaction with the offers.
    #[serde(rename = "transparency.satisfied")]
    TransparencySatisfied,
    /// A weighting stratum.
    #[serde(rename = "stratum")]
    Stratum,
}

/// One question. Fields that do not belong to its kind are a problem at check time.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The kind.
    pub kind: KindName,
    /// Variable name (or stem, for matrices and multiple choice): lower case, at most 24 characters.
    pub name: String,
    /// What it keeps when its name changes, so that nobody has to guess; without one, its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The question as it is asked (a note's text). Absent for calculations.
    #[serde(default, skip_serializing_if = "Text::is_absent")]
    pub label: Text,
    /// Help below the question.
    #[serde(default, skip_serializing_if = "Text::is_absent")]
    pub hint: Text,
    /// Asked only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant: Option<String>,
    /// Must be answered (a missing code counts as an answer).
    #[serde(default, skip_serializing_if = "Flag::is_never")]
    pub required: Flag,
    /// What is said when a required answer is absent.
    #[serde(default, skip_serializing_if = "Text::is_absent")]
    pub required_message: Text,
    /// Must hold for a given answer; `.` is the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub constraint: Option<String>,
    /// What is said when it does not.
    #[serde(default, skip_serializing_if = "Text::is_absent")]
    pub constraint_message: Text,
    /// The expression that computes the value. On a question that is shown it makes the answer
    /// read-only, unless there is a `trigger`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calculation: Option<String>,
    /// Names of questions: the calculation runs only when the answer to one of them changes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trigger: Vec<String>,
    /// The answer to begin with: a literal, or an expression that is evaluated once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// Shown, but not to be changed.
    #[serde(default, skip_serializing_if = "Flag::is_never")]
    pub read_only: Flag,
    /// Name of the choice list; `${name}` offers the answers to a question of a repeat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choices: Option<String>,
    /// Offers a choice only when this holds; bare names are the choice's attributes, `name` its value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice_filter: Option<String>,
    /// Order of choices or rows.
    #[serde(default, skip_serializing_if = "is_fixed")]
    pub order: Order,
    /// What a shuffled order follows from, a number or an expression; else the respondent's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<String>,
    /// `select_one`, `select_multiple`: the choice after which a text field asks "other, please
    /// state"; the text is the variable `NAME_other`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
    /// Missing codes the respondent may pick: -8 don't know, -7 prefer not to say, -6 does not apply.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<i32>,
    /// Other labels for those codes here ("nicht gesucht" for -6).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub missing_labels: BTreeMap<String, Text>,
    /// `matrix`, `differential`: the rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<Row>,
    /// `date_parts`: the parts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<DatePart>,
    /// `integer`, `decimal`: least value, a number or an expression.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Limit>,
    /// Greatest value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Limit>,
    /// `range`: from one point to the next (default 1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<f64>,
    /// `integer`, `decimal`: what stands after the field ("Personen", "Jahre").
    #[serde(default, skip_serializing_if = "Text::is_absent")]
    pub unit: Text,
    /// `text`: greatest number of characters (default 1000).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// `text`: more than one line.
    #[serde(default, skip_serializing_if = "is_false")]
    pub multiline: bool,
    /// Column stem in the data instead of the name (`rs` gives `rs_101` for the choice 101).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stem: Option<String>,
    /// Short label for the review page and the codebook; else the label.
    #[serde(default, skip_serializing_if = "Text::is_absent")]
    pub short: Text,
    /// Meaning for the analysis.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Key of the role: the main category of a `reason.other` text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// Measurement level; else by kind (choices nominal, matrix ordinal, numbers scale).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Special-category data: stricter disclosure rules. A single choice is marked by the
    /// attribute `sensitive` = 1 instead.
    #[serde(default, skip_serializing_if = "is_false")]
    pub sensitive: bool,
    /// Could identify together with others.
    #[serde(default, skip_serializing_if = "is_false")]
    pub quasi_identifier: bool,
    /// Part of the instrument but not asked in this version (exported as -4).
    #[serde(default, skip_serializing_if = "is_false")]
    pub off: bool,
    /// `calculate`: an auxiliary value that is not exported.
    #[serde(default, skip_serializing_if = "is_false")]
    pub hidden: bool,
    /// `group`, `repeat`: the questions in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question>,
    /// `repeat`: how often, a number or an expression; else respondents add and remove.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<String>,
    /// `metadata`: what it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metadata: Option<Metadata>,
    /// `upload`: what kind of file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upload: Option<Upload>,
    /// `upload` of an `image`: the longer side in pixels to which larger ones are scaled down
    /// (default 2048).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_pixels: Option<u32>,
    /// More help, unfolded on demand (XLSForm's `guidance_hint`).
    #[serde(default, skip_serializing_if = "Text::is_absent")]
    pub guidance: Text,
    /// File names of pictures and sounds: `image`, `big-image`, `audio`, `video`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub media: BTreeMap<String, Text>,
    /// XLSForm's `appearance`: tokens separated by blanks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub appearance: String,
    /// XLSForm's `parameters` that no field here stands for.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, String>,
    /// Further XLSForm columns by header.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
}

/// A row of a matrix or semantic differential: a variable of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Variable name: `of_imp_01`.
    pub name: String,
    /// What it keeps when its name changes, so that nobody has to guess; without one, its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Row text; for a differential the left pole.
    pub label: Text,
    /// Differential: the right pole.
    #[serde(default, skip_serializing_if = "Text::is_absent")]
    pub right: Text,
    /// Asked only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant: Option<String>,
    /// Key of the role: life area, main category or code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
}

/// A part of a date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DatePart {
    /// Which part.
    pub part: Part,
    /// Variable name: `mv_year`.
    pub name: String,
    /// What it keeps when its name changes, so that nobody has to guess; without one, its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Label; else the interface's "Jahr", "Monat", "Tag".
    #[serde(default, skip_serializing_if = "Text::is_absent")]
    pub label: Text,
    /// Least value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Limit>,
    /// Greatest value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Limit>,
}

/// Year, month or day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Four digits.
    Year,
    /// 1–12, chosen by name.
    Month,
    /// 1–31.
    Day,
}

/// A bound: a number or an expression.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Limit {
    /// A plain number.
    Number(f64),
    /// An expression, for example `${t1_year} - 16`.
    Expression(String),
}

fn is_false(flag: &bool) -> bool {
    !flag
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

fn is_fixed(order: &Order) -> bool {
    *order == Order::Fixed
}
