//! Choice lists, written out or from files and code frames.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::frame::Frame;
use super::{Text, is_default};

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
    #[serde(default, skip_serializing_if = "is_default")]
    pub exclusive: bool,
    /// Further columns, usable as bare names in `choice_filter`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, String>,
    /// File names of pictures and sounds: `image`, `big-image`, `audio`, `video`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub media: BTreeMap<String, Text>,
}

/// The name of the text behind "other, please state" of a question of this name.
pub fn other_name(question: &str) -> String {
    format!("{question}_other")
}

/// The choice that XLSForm's `or_other` adds to a list.
pub(in crate::engine) const OR_OTHER: &str = "other";
