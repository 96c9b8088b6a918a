//! Comparing single properties: texts by language, expressions, other values. Everything that is
//! found goes through [`ChangeFinder`].

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::engine::model::{Definition, Text};
use crate::engine::properties::{Property, PropertyType};

use super::means::{self, Effect};
use super::renames::{Renames, first};
use super::{Change, Subject, Weight, What};

/// The changes found so far, and what is needed to find more.
pub(super) struct ChangeFinder<'a> {
    pub(super) changes: Vec<Change>,
    pub(super) renames: &'a Renames,
    languages: LanguagePair<'a>,
    /// The questions of the new version that use a choice list.
    pub(super) users: HashMap<&'a str, Vec<&'a str>>,
}

struct LanguagePair<'a> {
    /// The fallback language before and after.
    first: [&'a str; 2],
    /// Those of both versions.
    kept: BTreeSet<&'a str>,
    /// Those that were added or removed as a whole: their texts are no changes of their own.
    skipped: BTreeSet<&'a str>,
}

/// What a change is about.
#[derive(Clone, Copy)]
pub(super) struct ChangedThing<'a> {
    pub(super) subject: Subject,
    pub(super) name: &'a str,
    pub(super) within: &'a str,
}

impl ChangedThing<'_> {
    /// The questionnaire as a whole.
    pub(super) const WHOLE: ChangedThing<'static> =
        ChangedThing { subject: Subject::Questionnaire, name: "", within: "" };

    /// A change of the whole thing; was, now and field are still empty.
    pub(super) fn change(&self, change: What, weight: Weight, answers: &str) -> Change {
        Change {
            subject: self.subject,
            name: self.name.to_owned(),
            within: self.within.to_owned(),
            change,
            field: String::new(),
            language: None,
            was: None,
            now: None,
            weight,
            answers: answers.to_owned(),
        }
    }
}

impl<'a> ChangeFinder<'a> {
    pub(super) fn new(old: &'a Definition, new: &'a Definition, renames: &'a Renames) -> Self {
        let before: BTreeSet<&str> = old.languages.iter().map(String::as_str).collect();
        let after: BTreeSet<&str> = new.languages.iter().map(String::as_str).collect();
        let mut users: HashMap<&str, Vec<&str>> = HashMap::new();
        for placed in super::outline::questions(new) {
            if let Some(list) = &placed.question.choices {
                users.entry(list).or_default().push(&placed.question.name);
            }
        }
        Self {
            changes: Vec::new(),
            renames,
            languages: LanguagePair {
                first: [first(old), first(new)],
                kept: before.intersection(&after).copied().collect(),
                skipped: before.symmetric_difference(&after).copied().collect(),
            },
            users,
        }
    }

    /// The fallback language before and after.
    pub(super) fn first(&self) -> [&'a str; 2] {
        self.languages.first
    }

    /// Whether a language is new or gone, which is a change by itself.
    pub(super) fn skips(&self, language: &str) -> bool {
        self.languages.skipped.contains(language)
    }

    pub(super) fn add(&mut self, change: Change) {
        self.changes.push(change);
    }

    /// Compares what two versions of a thing say of these properties.
    pub(super) fn properties<T: Serialize>(
        &mut self,
        at: ChangedThing<'_>,
        properties: impl IntoIterator<Item = &'static Property>,
        old: &T,
        new: &T,
    ) {
        use PropertyType as Holds;
        let json = |thing: &T| serde_json::to_value(thing).unwrap_or_default();
        let (mut old, mut new) = (json(old), json(new));
        let list = old.get("choices").and_then(Value::as_str).unwrap_or_default().to_owned();
        for Property { key, holds, default, effect, .. } in properties {
            let take = |thing: &mut Value| thing.get_mut(*key).map(Value::take).unwrap_or_default();
            let (was, now) = (take(&mut old), take(&mut new));
            match holds {
                // Compared where the things in it are paired, and where pages are.
                Holds::Name | Holds::Elements | Holds::Section => {}
                Holds::Text => self.text(at, key, effect, &read(was), &read(now)),
                Holds::Texts => self.texts(at, key, effect, &read(was), &read(now)),
                Holds::Cells => self.cells(at, key, effect, &read(was), &read(now)),
                Holds::Expression | Holds::Flag | Holds::Limit => {
                    let (was, now) = (written(&was), written(&now));
                    self.expression(at, key, effect, was.as_ref(), now.as_ref());
                }
                _ => {
                    let was = written(&self.present(*holds, was, &list));
                    let or_default = |value: Option<String>| {
                        let value = value.filter(|value| !value.is_empty());
                        value.or_else(|| default.map(str::to_owned))
                    };
                    self.property(at, key, effect, or_default(was), or_default(written(&now)));
                }
            }
        }
    }

    /// A value of the old version with the present names in it. Codes are those of a list.
    fn present(&self, holds: PropertyType, value: Value, list: &str) -> Value {
        let renames = self.renames;
        match (holds, value) {
            (PropertyType::List, Value::String(name)) => renames.apply(renames.list(&name)).into(),
            (PropertyType::Choice, Value::String(code)) => renames.choice(list, &code).into(),
            (PropertyType::Page, Value::String(name)) => renames.page(&name).into(),
            (PropertyType::Pages, Value::Array(names)) => {
                let names = names.iter().filter_map(Value::as_str);
                names.map(|name| renames.section(renames.page(name))).collect()
            }
            (PropertyType::Value, Value::String(text)) => renames.apply(&text).into(),
            (PropertyType::Questions, Value::Array(names)) => {
                let names = names.iter().filter_map(Value::as_str);
                names.map(|name| renames.apply(renames.variable(name))).collect()
            }
            (_, value) => value,
        }
    }

    /// Notes a property that differs; `None` stands for "not there".
    pub(super) fn property(
        &mut self,
        at: ChangedThing<'_>,
        field: &str,
        effect: &Effect,
        old: Option<String>,
        new: Option<String>,
    ) {
        if old != new {
            let change = at.change(effect.change, effect.weight, effect.answers);
            self.add(Change { field: field.to_owned(), was: old, now: new, ..change });
        }
    }

    /// Compares two expressions: blanks between their parts do not count, nor do new names.
    pub(super) fn expression(
        &mut self,
        at: ChangedThing<'_>,
        field: &str,
        effect: &Effect,
        old: Option<&String>,
        new: Option<&String>,
    ) {
        let old = old.map(|source| squashed(&self.renames.apply(source)));
        let new = new.map(|source| squashed(source));
        self.property(at, field, effect, old, new);
    }

    /// Compares a text in every language of both versions.
    pub(super) fn text(
        &mut self,
        at: ChangedThing<'_>,
        field: &str,
        effect: &Effect,
        old: &Text,
        new: &Text,
    ) {
        for (language, was, now) in self.differences(old, new) {
            let weight = match language {
                Some(language) if !self.languages.first.contains(&language) => Weight::Translation,
                _ => Weight::Minor,
            };
            let answers = match weight {
                Weight::Translation => means::TRANSLATION,
                _ => effect.answers,
            };
            let change = at.change(What::Reworded, weight, answers);
            let language = language.map(str::to_owned);
            self.add(Change { field: field.to_owned(), language, was, now, ..change });
        }
    }

    /// Where a text differs: the language, none when it is the same in all, and both wordings.
    fn differences<'t>(
        &self,
        old: &'t Text,
        new: &'t Text,
    ) -> Vec<(Option<&'t str>, Option<String>, Option<String>)>
    where
        'a: 't,
    {
        let before =
            |language| old.find(language).map(|text| self.renames.apply(text).into_owned());
        let after = |language| new.find(language).map(str::to_owned);
        let localized = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.is_empty());
        let differ = |was: &Option<String>, now: &Option<String>| {
            was != now && (localized(was) || localized(now))
        };
        let is_same_in_all = |text: &Text| !matches!(text, Text::By(_));
        if is_same_in_all(old) && is_same_in_all(new) {
            let (was, now) = (before(""), after(""));
            return if differ(&was, &now) { vec![(None, was, now)] } else { Vec::new() };
        }
        let mut languages: BTreeSet<&'t str> = self.languages.kept.clone();
        for text in [old, new] {
            if let Text::By(texts) = text {
                languages.extend(texts.keys().map(String::as_str));
            }
        }
        languages
            .difference(&self.languages.skipped)
            .map(|language| (Some(*language), before(language), after(language)))
            .filter(|(_, was, now)| differ(was, now))
            .collect()
    }

    /// Compares texts that have keys, such as `media.image`.
    pub(super) fn texts(
        &mut self,
        at: ChangedThing<'_>,
        field: &str,
        effect: &Effect,
        old: &BTreeMap<String, Text>,
        new: &BTreeMap<String, Text>,
    ) {
        for key in keys(old, new) {
            let text =
                |texts: &'_ BTreeMap<String, Text>| texts.get(key).cloned().unwrap_or_default();
            self.text(at, &format!("{field}.{key}"), effect, &text(old), &text(new));
        }
    }

    /// Compares texts that follow each other, such as `steps[0]`.
    pub(super) fn listed(
        &mut self,
        at: ChangedThing<'_>,
        field: &str,
        effect: &Effect,
        old: &[Text],
        new: &[Text],
    ) {
        for index in 0..old.len().max(new.len()) {
            let text = |texts: &[Text]| texts.get(index).cloned().unwrap_or_default();
            self.text(at, &format!("{field}[{index}]"), effect, &text(old), &text(new));
        }
    }

    /// Compares cells that have keys, such as `columns.bind::type`.
    pub(super) fn cells(
        &mut self,
        at: ChangedThing<'_>,
        field: &str,
        effect: &Effect,
        old: &BTreeMap<String, String>,
        new: &BTreeMap<String, String>,
    ) {
        for key in keys(old, new) {
            let field = format!("{field}.{key}");
            let (old, new) = (old.get(key).cloned(), new.get(key).cloned());
            self.property(at, &field, effect, old, new);
        }
    }
}

/// What is there, or nothing.
fn read<T: DeserializeOwned + Default>(value: Value) -> T {
    serde_json::from_value(value).unwrap_or_default()
}

/// A value as people write it.
fn written(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => {
            Some(number.as_f64().map_or_else(|| number.to_string(), |number| number.to_string()))
        }
        Value::Array(values) => {
            Some(values.iter().filter_map(written).collect::<Vec<_>>().join(" "))
        }
        value => Some(value.to_string()),
    }
}

fn keys<'m, T>(old: &'m BTreeMap<String, T>, new: &'m BTreeMap<String, T>) -> BTreeSet<&'m String> {
    old.keys().chain(new.keys()).collect()
}

/// An expression with every run of blanks outside of quotes as one blank.
pub(super) fn squashed(source: &str) -> String {
    let mut squashed = String::with_capacity(source.len());
    let mut quote = None;
    for letter in source.trim().chars() {
        match quote {
            Some(open) => quote = (letter != open).then_some(open),
            None if letter == '\'' || letter == '"' => quote = Some(letter),
            None if letter.is_whitespace() => {
                if !squashed.ends_with(' ') {
                    squashed.push(' ');
                }
                continue;
            }
            None => {}
        }
        squashed.push(letter);
    }
    squashed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_count_only_in_quotes() {
        assert_eq!(squashed(" ${a}  =\n 'x  y' "), "${a} = 'x  y'");
        assert_eq!(squashed("${a} = \"it's  \"  or  b"), "${a} = \"it's  \" or b");
    }
}
