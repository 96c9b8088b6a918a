//! A question with its rows, parts, limits and conditions.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::engine::codebook::missing;

use super::{KindName, Level, Metadata, Role, Text, Upload, is_default};

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
    /// Names of questions: the calculation runs only when the answer to one of them changes; without
    /// a calculation the answer is emptied then.
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
    #[serde(default, skip_serializing_if = "is_default")]
    pub order: Order,
    /// `differential`: for whom the poles are exchanged.
    #[serde(default, skip_serializing_if = "is_default")]
    pub mirror: Mirror,
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
    /// Greatest value; `select_multiple`: how many choices may be picked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Limit>,
    /// `range`: from one point to the next (default 1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<f64>,
    /// `integer`, `decimal`: what stands after the field ("Personen", "Jahre"); `calculate`: what it counts in,
    /// for the codebook, unless that follows from what it adds up.
    #[serde(default, skip_serializing_if = "Text::is_absent")]
    pub unit: Text,
    /// `text`: greatest number of characters (default 1000).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// `text`: more than one line.
    #[serde(default, skip_serializing_if = "is_default")]
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
    #[serde(default, skip_serializing_if = "is_default")]
    pub sensitive: bool,
    /// Could identify together with others.
    #[serde(default, skip_serializing_if = "is_default")]
    pub quasi_identifier: bool,
    /// Part of the instrument but not asked in this version (exported as -4).
    #[serde(default, skip_serializing_if = "is_default")]
    pub off: bool,
    /// `calculate`: an auxiliary value that is not exported.
    #[serde(default, skip_serializing_if = "is_default")]
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
    pub part: DateUnit,
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
pub enum DateUnit {
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

impl Question {
    /// The missing code that was posted, as answers hold it, if the question offers it.
    pub fn find_missing(&self, posted: &str) -> Option<&'static str> {
        let code = self.missing.iter().find(|code| code.to_string() == posted)?;
        missing::stored(*code)
    }
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

/// What is exchanged when the poles of a differential are, for a random half of the respondents. Stored
/// values always count from the left pole as written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mirror {
    /// Each row by itself.
    #[default]
    Rows,
    /// All rows together; the data say for whom, in `NAME_mirror`.
    Battery,
    /// Nothing.
    Never,
}
