//! Texts in the languages of a questionnaire.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::localized::{Localized, chain};

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
    /// A label of ours in the data: of a variable that the author did not write, or of its values. It
    /// stands between those of authors, so it is a text as theirs are.
    pub(in crate::engine) fn ours(de: &str, en: &str) -> Self {
        Text::By(
            [("de", de), ("en", en)].map(|(code, text)| (code.to_owned(), text.to_owned())).into(),
        )
    }

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
    pub fn localized<'t>(
        &'t self,
        language: &str,
        languages: &'t [String],
    ) -> Localized<'t, &'t str> {
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
                    [only] => Some(Cow::Borrowed(only)),
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

    /// What is written, in every language.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let (same, by) = match self {
            Text::Absent => (None, None),
            Text::Same(text) => (Some(text), None),
            Text::By(texts) => (None, Some(texts.values())),
        };
        same.into_iter().chain(by.into_iter().flatten()).map(String::as_str)
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
