//! Pages, and the early ends after them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Flag, Question, Text, is_default};

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
    /// Nothing on it can be changed.
    #[serde(default, skip_serializing_if = "Flag::is_never")]
    pub read_only: Flag,
    /// Part of the core, or of pages that are: whoever answered it counts as having taken part.
    #[serde(default, skip_serializing_if = "is_default")]
    pub core: bool,
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

/// The pages that hold questions, in order.
pub(in crate::engine) fn leaves(pages: &[Page]) -> Box<dyn Iterator<Item = &Page> + '_> {
    Box::new(pages.iter().flat_map(|page| match page.pages.is_empty() {
        true => Box::new(std::iter::once(page)) as Box<dyn Iterator<Item = _>>,
        false => leaves(&page.pages),
    }))
}
