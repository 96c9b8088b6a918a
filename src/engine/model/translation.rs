//! What is known of the translations: which are drafts, which somebody has read, and whose they are.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::edit::Element;

/// A statement on a translation: of one text, of a list as a whole, or of all texts in a language. The
/// narrower one holds. Where nothing is stated, a text is published as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TranslationNote {
    /// The language that was translated into: `uk`.
    pub language: String,
    /// Whose text: `{"question": "age"}`, `{"list": "countries"}`, `"questionnaire"`; without it, all texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Element>,
    /// Which of its texts, as a JSON pointer within it: `/label`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub path: String,
    /// How far it is.
    pub state: TextState,
    /// Who translated: a person, an office or a machine.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub drafted_by: String,
    /// Who read it beside the source; never who translated.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reviewed_by: String,
    /// Which source was read: the beginning of its SHA-256. With another source the review is void.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Which translation was read, likewise. One that was changed since is a draft.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub target: String,
}

/// How far a translation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TextState {
    /// Nobody but its translator has read it: it is not published.
    Draft,
    /// Somebody else has read it.
    Reviewed,
}

impl TranslationNote {
    /// Whether both are about the same.
    pub fn is_about(&self, other: &Self) -> bool {
        (&self.language, &self.of, &self.path) == (&other.language, &other.of, &other.path)
    }
}
