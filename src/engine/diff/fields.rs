//! Comparing single properties: texts by language, expressions, other values. Everything that is
//! found goes through [`Found`].

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::engine::model::{Definition, Text};

use super::means;
use super::renames::{Renames, first};
use super::{Change, Subject, Weight, What};

/// The changes found so far, and what is needed to find more.
pub(super) struct Found<'a> {
    pub(super) changes: Vec<Change>,
    pub(super) renames: &'a Renames,
    languages: Languages<'a>,
    /// The questions of the new version that use a choice list.
    pub(super) users: HashMap<&'a str, Vec<&'a str>>,
}

struct Languages<'a> {
    /// The fallback language before and after.
    first: [&'a str; 2],
    /// Those of both versions.
    kept: BTreeSet<&'a str>,
    /// Those that were added or removed as a whole: their texts are no changes of their own.
    skipped: BTreeSet<&'a str>,
}

/// What a change is about.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    pub(super) subject: Subject,
    pub(super) name: &'a str,
    pub(super) within: &'a str,
}

impl At<'_> {
    /// The questionnaire as a whole.
    pub(super) const WHOLE: At<'static> =
        At { subject: Subject::Questionnaire, name: "", within: "" };

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

impl<'a> Found<'a> {
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
            languages: Languages {
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

    pub(super) fn add(&mut self, change: Change) {
        self.changes.push(change);
    }

    /// Notes a property that differs; `None` stands for "not there".
    pub(super) fn property(
        &mut self,
        at: At<'_>,
        field: &str,
        (change, weight): (What, Weight),
        old: Option<String>,
        new: Option<String>,
    ) {
        if old != new {
            let change = at.change(change, weight, means::field(field));
            self.add(Change { field: field.to_owned(), was: old, now: new, ..change });
        }
    }

    /// Compares two expressions: blanks between their parts do not count, nor do new names.
    pub(super) fn expression(
        &mut self,
        at: At<'_>,
        field: &str,
        old: Option<&String>,
        new: Option<&String>,
    ) {
        let old = old.map(|source| squashed(&self.renames.apply(source)));
        let new = new.map(|source| squashed(source));
        self.property(at, field, (What::Route, Weight::Structural), old, new);
    }

    /// Compares a text in every language of both versions.
    pub(super) fn text(&mut self, at: At<'_>, field: &str, old: &Text, new: &Text) {
        for (language, was, now) in self.differences(old, new) {
            let weight = match language {
                Some(language) if !self.languages.first.contains(&language) => Weight::Translation,
                _ => Weight::Minor,
            };
            let answers = match weight {
                Weight::Translation => means::TRANSLATION,
                _ => means::field(field),
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
        at: At<'_>,
        field: &str,
        old: &BTreeMap<String, Text>,
        new: &BTreeMap<String, Text>,
    ) {
        for key in keys(old, new) {
            let text =
                |texts: &'_ BTreeMap<String, Text>| texts.get(key).cloned().unwrap_or_default();
            self.text(at, &format!("{field}.{key}"), &text(old), &text(new));
        }
    }

    /// Compares texts that follow each other, such as `steps[0]`.
    pub(super) fn listed(&mut self, at: At<'_>, field: &str, old: &[Text], new: &[Text]) {
        for index in 0..old.len().max(new.len()) {
            let text = |texts: &[Text]| texts.get(index).cloned().unwrap_or_default();
            self.text(at, &format!("{field}[{index}]"), &text(old), &text(new));
        }
    }

    /// Compares cells that have keys, such as `columns.bind::type`.
    pub(super) fn cells(
        &mut self,
        at: At<'_>,
        field: &str,
        weight: Weight,
        old: &BTreeMap<String, String>,
        new: &BTreeMap<String, String>,
    ) {
        for key in keys(old, new) {
            let field = format!("{field}.{key}");
            let (old, new) = (old.get(key).cloned(), new.get(key).cloned());
            self.property(at, &field, (What::Changed, weight), old, new);
        }
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
