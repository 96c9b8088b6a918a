//! Quotas: how many answers of a cell are wanted, and what happens then.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Text;

/// A cell of respondents, and what happens to those who begin when enough of it have answered: the
/// interview ends with a text, or pages are left out. Never in the middle of an interview, and never
/// exact: `docs/privacy.md` says why.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quota {
    /// Machine name, part of the address of the page that ends the interview.
    pub name: String,
    /// What it keeps when its name changes, so that nobody has to guess; without one, its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What staff read of it; without one, its name.
    #[serde(default, skip_serializing_if = "Text::is_absent")]
    pub label: Text,
    /// Who is in the cell. It takes effect behind the last page that it looks at.
    pub when: String,
    /// So many responses are wanted, at least 1.
    pub max: u32,
    /// Names of pages, pages that hold pages, or sections that are left out then. Without any, the
    /// interview ends, and nothing of it is kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skip: Vec<String>,
    /// Heading of the page that ends the interview.
    #[serde(default, skip_serializing_if = "Text::is_absent")]
    pub title: Text,
    /// Its text, Markdown.
    #[serde(default, skip_serializing_if = "Text::is_absent")]
    pub text: Text,
}
