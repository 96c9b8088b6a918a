//! What a respondent has given so far: a draft's answers and the raw form of a page.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use smol_str::{SmolStr, format_smolstr};

use super::codebook::missing;
use super::evaluation::MOST_INSTANCES;
use super::questionnaire::{Question, Questionnaire};

/// Answers by variable name, in a repeat with the numbers of the instance: `place[2]`. A value is
/// text as ODK has it: a choice's value, several separated by one blank, a number with a point; or why
/// there is none ([`missing`](super::codebook::missing)). Unanswered is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(#[serde(deserialize_with = "map_in_order")] BTreeMap<SmolStr, SmolStr>);

impl Answers {
    /// The stored value, empty when unanswered.
    pub fn value(&self, name: &str) -> &str {
        self.0.get(name).map_or("", SmolStr::as_str)
    }

    /// Stores a value; an empty one means unanswered.
    pub fn set(&mut self, name: &str, value: impl AsRef<str>) {
        match value.as_ref() {
            "" => drop(self.0.remove(name)),
            value => drop(self.0.insert(name.into(), value.into())),
        }
    }

    /// Takes away one of `count` instances of a repeat: the answers of the later ones move up.
    /// `around` are the numbers of the instance that the repeat is in, `names` what is in it.
    pub(super) fn remove_instance(
        &mut self,
        around: &str,
        names: &[&str],
        number: usize,
        count: usize,
    ) {
        let moved = |key: &str, from: usize, to: usize| {
            let (name, suffix) = split_name(key);
            let rest = suffix.strip_prefix(around)?.strip_prefix(&format!("[{from}]"))?;
            names.contains(&&*name).then(|| format_smolstr!("{name}{around}[{to}]{rest}"))
        };
        self.0.retain(|key, _| moved(key, number, 0).is_none());
        for later in number + 1..=count {
            let keys: Vec<(SmolStr, SmolStr)> = self
                .0
                .keys()
                .filter_map(|key| Some((key.clone(), moved(key, later, later - 1)?)))
                .collect();
            for (old, new) in keys {
                if let Some(value) = self.0.remove(&old) {
                    self.0.insert(new, value);
                }
            }
        }
    }

    /// The same answers as a version before stored them, which took -9 to -1 for reasons.
    pub fn of_before(mut self) -> Self {
        for value in self.0.values_mut() {
            if let Some(reason) = missing::of_before(value) {
                *value = reason.into();
            }
        }
        self
    }

    /// All answers in order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether nothing is answered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// An unfinished interview.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The language chosen last.
    pub language: String,
    /// Drawn once; every random order follows from it.
    pub seed: u32,
    /// The answers, also those off the present route.
    pub answers: Answers,
    /// Pages that were accepted at least once.
    pub seen: BTreeSet<SmolStr>,
    /// Slots that were asked when their page was accepted: a question that becomes relevant later
    /// on a page already seen must still be asked.
    #[serde(default, deserialize_with = "set_in_order")]
    pub asked: BTreeSet<SmolStr>,
    /// Names of the quotas that were full when it began.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub full: BTreeSet<SmolStr>,
}

/// Reads a map that was written in order: all at once, where serde would look for the place of each key.
fn map_in_order<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<BTreeMap<SmolStr, SmolStr>, D::Error> {
    struct Entries;

    impl<'de> Visitor<'de> for Entries {
        type Value = Vec<(SmolStr, SmolStr)>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("answers by name")
        }

        fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
            let mut entries = Vec::new();
            while let Some(entry) = map.next_entry()? {
                entries.push(entry);
            }
            Ok(entries)
        }
    }

    Ok(from.deserialize_map(Entries)?.into_iter().collect())
}

/// The same with a set.
fn set_in_order<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeSet<SmolStr>, D::Error> {
    Ok(Vec::deserialize(from)?.into_iter().collect())
}

/// The fields of a posted page in order; a name may occur more than once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form(Vec<(String, String)>);

impl Form {
    /// A form of these fields.
    pub fn new(fields: Vec<(String, String)>) -> Self {
        Self(fields)
    }

    /// Adds a field.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    /// Gives a field this value instead of those it has; an empty one takes the field away.
    pub fn set(&mut self, name: &str, value: &str) {
        self.0.retain(|(n, _)| n != name);
        if !value.is_empty() {
            self.push(name, value);
        }
    }

    /// The first value of a field.
    pub fn find(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Every value of a field.
    pub fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// The names of fields that were sent before.
    pub fn doubled(&self) -> impl Iterator<Item = &str> {
        let mut seen = HashSet::new();
        self.0.iter().map(|(name, _)| name.as_str()).filter(move |name| !seen.insert(*name))
    }

    /// Whether the field was sent with this value.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|v| v == value)
    }

    /// All fields in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The fields of one instance of a repeat under their names without its numbers: `place[2]`
    /// and `place[2].missing` become `place` and `place.missing` for the suffix `[2]`. Fields that
    /// begin with `_` belong to all.
    pub(super) fn local(&self, suffix: &str) -> Cow<'_, Form> {
        if suffix.is_empty() {
            return Cow::Borrowed(self);
        }
        let own = self.0.iter().filter_map(|(name, value)| {
            let (stem, own) = split_name(name);
            (own == suffix || name.starts_with('_')).then(|| (stem.into_owned(), value.clone()))
        });
        Cow::Owned(Form(own.collect()))
    }
}

impl Questionnaire {
    /// Whether this is the name of a question or a field, in an instance where it is in a repeat.
    pub fn has_field(&self, field: &str) -> bool {
        let (name, numbers) = split_name(field);
        let named = |question: &&Question| question.definition.name == name;
        let slot = self.find_slot(&name).map(|slot| &self.questions()[self.slots()[slot].question]);
        let Some(question) = slot.or_else(|| self.questions().iter().find(named)) else {
            return false;
        };
        let is_number = |number: &str| {
            let known = number.parse::<usize>().ok();
            let known = known.filter(|number| (1..=MOST_INSTANCES).contains(number));
            known.is_some_and(|known| known.to_string() == number)
        };
        let inside = numbers.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
        match inside {
            Some(inside) => question.repeat.is_some() && inside.split("][").all(is_number),
            None => question.repeat.is_none(),
        }
    }
}

/// A field's name without the numbers of its instance, and those numbers.
pub(super) fn split_name(name: &str) -> (Cow<'_, str>, &str) {
    match (name.find('['), name.rfind(']')) {
        (Some(begin), Some(end)) if begin < end => {
            let (before, after) = (&name[..begin], &name[end + 1..]);
            (Cow::Owned(format!("{before}{after}")), &name[begin..=end])
        }
        _ => (Cow::Borrowed(name), ""),
    }
}

/// A local name with the numbers of its instance behind the variable's name.
pub(super) fn join_name(local: &str, variable: &str, suffix: &str) -> String {
    let rest = local.strip_prefix(variable).unwrap_or_default();
    format!("{variable}{suffix}{rest}")
}
