//! What a questionnaire can say of its questions, pages, choices and the rest: one entry for each
//! property.
//!
//! The check of which kind has which property, what a change of it means ([`super::diff`]), its
//! column in XLSForm, and its description in the JSON Schema and in a designer's form come from
//! here. What a property does is known where it is evaluated. [`super::kind`] says which kinds have
//! those that not all have. To add one, follow CONTRIBUTING.md.

use super::diff::means::{self, Effect};
use super::kind::{ALL, kind};
use super::model::KindName;
use PropertyType::*;

/// What a property holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PropertyType {
    /// The name by which it is referred to, and its id: see [`super::identity`].
    Name,
    /// Elements that have properties of their own.
    Elements,
    /// A text, in languages.
    Text,
    /// Texts by key.
    Texts,
    /// An expression.
    Expression,
    /// Yes, no, or an expression.
    Flag,
    /// A number or an expression.
    Limit,
    /// A literal or an expression.
    Value,
    /// A number.
    Number,
    /// Numbers.
    Numbers,
    /// Yes or no.
    Switch,
    /// One of some words, or a word of the author's.
    Word,
    /// The name of a choice list.
    List,
    /// A choice of the question's list, by its code.
    Choice,
    /// The name of a page.
    Page,
    /// Names of pages or sections.
    Pages,
    /// The name of a section.
    Section,
    /// Names of questions.
    Questions,
    /// Cells by column, for other tools and filters.
    Cells,
}

/// One entry.
#[derive(Debug)]
pub struct Property {
    /// How the questionnaire file spells it.
    pub key: &'static str,
    /// What it holds.
    pub holds: PropertyType,
    /// What holds where it is absent, if that is not nothing.
    pub default: Option<&'static str>,
    /// The column of an XLSForm that says it.
    pub column: Option<&'static str>,
    /// Whether only some kinds of questions have it.
    pub is_special: bool,
    /// What a change of it means for stored answers.
    pub(super) effect: &'static Effect,
}

const fn of(key: &'static str, holds: PropertyType, effect: &'static Effect) -> Property {
    Property { key, holds, default: None, column: None, is_special: false, effect }
}

impl Property {
    const fn column(self, column: &'static str) -> Self {
        Self { column: Some(column), ..self }
    }

    const fn default(self, default: &'static str) -> Self {
        Self { default: Some(default), ..self }
    }

    const fn special(self) -> Self {
        Self { is_special: true, ..self }
    }

    /// The kinds of questions that have it.
    pub fn kinds(&self) -> impl Iterator<Item = KindName> {
        ALL.into_iter().filter(|name| !self.is_special || kind(*name).fields().contains(&self.key))
    }
}

/// A table: of what, and what that can say.
#[derive(Debug)]
pub struct PropertyTable {
    /// How the model calls the thing.
    pub name: &'static str,
    /// The same in keys of texts.
    pub slug: &'static str,
    /// Its properties.
    pub properties: &'static [Property],
}

impl PropertyTable {
    /// The key of the text that explains a property to a designer.
    pub fn help(&self, property: &Property) -> String {
        format!("property-{}-{}", self.slug, property.key)
    }
}

/// All of them.
pub static TABLES: [PropertyTable; 8] = [
    PropertyTable { name: "Question", slug: "question", properties: QUESTION },
    PropertyTable { name: "Page", slug: "page", properties: PAGE },
    PropertyTable { name: "Row", slug: "row", properties: ROW },
    PropertyTable { name: "DatePart", slug: "part", properties: PART },
    PropertyTable { name: "Choice", slug: "choice", properties: CHOICE },
    PropertyTable { name: "Section", slug: "section", properties: SECTION },
    PropertyTable { name: "End", slug: "end", properties: END },
    PropertyTable { name: "Quota", slug: "quota", properties: QUOTA },
];

/// Of a question.
pub(super) const QUESTION: &[Property] = &[
    of("kind", Word, &means::KIND).column("type"),
    of("name", Name, &means::NONE).column("name"),
    of("id", Name, &means::NONE),
    of("label", Text, &means::WORDING).column("label"),
    of("hint", Text, &means::WORDING).column("hint"),
    of("guidance", Text, &means::WORDING).column("guidance_hint"),
    of("unit", Text, &means::WORDING).special(),
    of("short", Text, &means::WORDING),
    of("required_message", Text, &means::MESSAGE).column("required_message"),
    of("constraint_message", Text, &means::MESSAGE).column("constraint_message"),
    of("missing_labels", Texts, &means::MESSAGE),
    of("media", Texts, &means::WORDING),
    of("relevant", Expression, &means::ASKED).column("relevant"),
    of("required", Flag, &means::REQUIRED).column("required"),
    of("constraint", Expression, &means::ACCEPTED).column("constraint"),
    of("calculation", Expression, &means::COMPUTED).column("calculation"),
    of("trigger", Questions, &means::FILLED).column("trigger"),
    of("default", Value, &means::FILLED).column("default"),
    of("read_only", Flag, &means::FILLED).column("read_only"),
    of("choice_filter", Expression, &means::OFFERED).column("choice_filter").special(),
    of("count", Expression, &means::TIMES).column("repeat_count").special(),
    of("min", Limit, &means::ACCEPTED).column("parameters").special(),
    of("max", Limit, &means::ACCEPTED).column("parameters").special(),
    of("step", Number, &means::ACCEPTED).column("parameters").default("1").special(),
    of("max_length", Number, &means::ACCEPTED).default("1000").special(),
    of("choices", List, &means::CHOICES).column("type").special(),
    of("order", Word, &means::ORDER).column("parameters").default("fixed").special(),
    of("mirror", Word, &means::ORDER).default("rows").special(),
    of("seed", Value, &means::ORDER).column("parameters"),
    of("other", Choice, &means::OTHER).column("type").special(),
    of("missing", Numbers, &means::MISSING).special(),
    of("stem", Word, &means::STEM).special(),
    of("role", Word, &means::ANALYSIS),
    of("item", Word, &means::ANALYSIS),
    of("level", Word, &means::ANALYSIS),
    of("sensitive", Switch, &means::DISCLOSURE),
    of("quasi_identifier", Switch, &means::DISCLOSURE),
    of("off", Switch, &means::OFF),
    of("hidden", Switch, &means::HIDDEN).special(),
    of("metadata", Word, &means::UNSTORED).column("type").special(),
    of("upload", Word, &means::FILES).special(),
    of("max_pixels", Number, &means::FILES).default("2048").special(),
    of("multiline", Switch, &means::LOOK).special(),
    of("appearance", Word, &means::LOOK).column("appearance"),
    of("parameters", Cells, &means::OTHER_TOOLS).column("parameters"),
    of("columns", Cells, &means::OTHER_TOOLS),
    of("rows", Elements, &means::NONE).special(),
    of("parts", Elements, &means::NONE).special(),
    of("questions", Elements, &means::NONE).special(),
];

/// Of a page, or pages that belong together.
pub(super) const PAGE: &[Property] = &[
    of("name", Name, &means::NONE).column("name"),
    of("id", Name, &means::NONE),
    of("title", Text, &means::WORDING).column("label"),
    of("intro", Text, &means::WORDING),
    of("relevant", Expression, &means::ASKED).column("relevant"),
    of("read_only", Flag, &means::FILLED).column("read_only"),
    of("section", Section, &means::SECTION),
    of("core", Switch, &means::ANALYSIS),
    of("appearance", Word, &means::LOOK).column("appearance"),
    of("columns", Cells, &means::OTHER_TOOLS),
    of("questions", Elements, &means::NONE),
    of("pages", Elements, &means::NONE),
];

/// Of a row of a matrix or differential.
pub(super) const ROW: &[Property] = &[
    of("name", Name, &means::NONE).column("name"),
    of("id", Name, &means::NONE),
    of("label", Text, &means::WORDING).column("label"),
    of("right", Text, &means::WORDING),
    of("relevant", Expression, &means::ASKED).column("relevant"),
    of("item", Word, &means::ANALYSIS),
];

/// Of a part of a date.
pub(super) const PART: &[Property] = &[
    of("part", Word, &means::PART),
    of("name", Name, &means::NONE).column("name"),
    of("id", Name, &means::NONE),
    of("label", Text, &means::WORDING).column("label"),
    of("min", Limit, &means::ACCEPTED),
    of("max", Limit, &means::ACCEPTED),
];

/// Of a choice.
pub(super) const CHOICE: &[Property] = &[
    of("value", Name, &means::NONE).column("name"),
    of("id", Name, &means::NONE),
    of("label", Text, &means::WORDING).column("label"),
    of("hint", Text, &means::WORDING),
    of("exclusive", Switch, &means::EXCLUSIVE),
    of("attributes", Cells, &means::ATTRIBUTES),
    of("media", Texts, &means::WORDING),
];

/// Of a section.
pub(super) const SECTION: &[Property] = &[
    of("name", Name, &means::NONE),
    of("id", Name, &means::NONE),
    of("title", Text, &means::WORDING),
];

/// Of an early end.
pub(super) const END: &[Property] = &[
    of("name", Name, &means::NONE),
    of("id", Name, &means::NONE),
    of("after", Page, &means::ASKED),
    of("when", Expression, &means::ASKED),
    of("title", Text, &means::WORDING),
    of("text", Text, &means::MESSAGE),
    of("keep", Switch, &means::KEEP),
    of("disposition", Word, &means::DISPOSITION),
];

/// Of a quota.
pub(super) const QUOTA: &[Property] = &[
    of("name", Name, &means::NONE).column("name"),
    of("id", Name, &means::NONE),
    of("label", Text, &means::MESSAGE).column("label"),
    of("when", Expression, &means::QUOTA).column("when"),
    of("max", Number, &means::QUOTA).column("max"),
    of("skip", Pages, &means::ASKED).column("skip"),
    of("title", Text, &means::MESSAGE).column("end_title"),
    of("text", Text, &means::MESSAGE).column("end_text"),
];

fn all() -> impl Iterator<Item = &'static Property> {
    TABLES.iter().flat_map(|table| table.properties)
}

/// Whether a property called so is a text in languages.
pub(crate) fn is_text(key: &str) -> bool {
    all().any(|property| property.key == key && property.holds == Text)
}

/// Whether a property called so has texts in languages by key.
pub(crate) fn are_texts(key: &str) -> bool {
    all().any(|property| property.key == key && property.holds == Texts)
}

/// Whether a property called so has cells by column, whose names are no languages.
pub(crate) fn is_cells(key: &str) -> bool {
    all().any(|property| property.key == key && property.holds == Cells)
}

/// Whether a column of an XLSForm says a text in languages.
pub(crate) fn is_text_column(column: &str) -> bool {
    all().any(|property| property.column == Some(column) && property.holds == Text)
}

/// The column of an XLSForm that says what is called so.
pub(crate) fn column(key: &str) -> Option<&'static str> {
    all().find(|property| property.key == key)?.column
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::engine::model::Definition;

    /// What the model has has an entry, and what has an entry is in the model.
    #[test]
    fn every_property_has_an_entry() {
        let schema = serde_json::to_value(schemars::schema_for!(Definition)).unwrap();
        for table in &TABLES {
            let model = &schema["$defs"][table.name]["properties"];
            let model: BTreeSet<&str> =
                model.as_object().unwrap().keys().map(String::as_str).collect();
            let entries: BTreeSet<&str> = table.properties.iter().map(|p| p.key).collect();
            assert_eq!(model, entries, "{}", table.name);
            assert_eq!(entries.len(), table.properties.len(), "{} twice", table.name);
        }
    }

    /// What is said to hold by default is what does.
    #[test]
    fn defaults_are_those_of_the_kinds() {
        let default = |key: &str| QUESTION.iter().find(|p| p.key == key).unwrap().default.unwrap();
        assert_eq!(default("max_length"), crate::engine::kind::LENGTH.to_string());
        assert_eq!(default("max_pixels"), crate::engine::upload::PIXELS.to_string());
    }

    #[test]
    fn kinds_have_what_only_some_have() {
        let special: BTreeSet<&str> =
            QUESTION.iter().filter(|p| p.is_special).map(|p| p.key).collect();
        let mut named = BTreeSet::new();
        for name in ALL {
            named.extend(kind(name).fields());
            for needed in kind(name).needs() {
                assert!(kind(name).fields().contains(needed), "{name:?} {needed}");
            }
        }
        assert_eq!(named, special);
    }
}
