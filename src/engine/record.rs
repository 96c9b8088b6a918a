//! A stored response as the analysis reads it: its values by slot, borrowed from its document.
//!
//! An export reads hundreds of values of each response. Finding them by name in a map that was
//! built first took half of its time; here a name is looked up once, when it is read.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

use super::Questionnaire;
use super::codebook::missing;

/// The values of a response, which stay in its document where they can.
#[derive(Debug)]
pub struct Record<'d> {
    pub(super) language: Cow<'d, str>,
    pub(super) seed: u32,
    pub(super) end: Option<Cow<'d, str>>,
    pub(super) disposition: Cow<'d, str>,
    pub(super) last_page: Cow<'d, str>,
    /// What stands outside of repeats, by slot; nothing where it was not asked.
    values: Vec<Option<Cow<'d, str>>>,
    /// What stands in repeats, in order of its names (`town[2]`).
    repeated: Vec<(Cow<'d, str>, Cow<'d, str>)>,
    /// By name, the choices that a filter kept from being offered.
    hidden: Vec<(Cow<'d, str>, Vec<Cow<'d, str>>)>,
}

/// A variable's place in a response.
#[derive(Debug, Clone)]
pub(super) struct VariablePlace {
    pub(super) slot: usize,
    pub(super) name: String,
}

impl VariablePlace {
    /// The place of a slot.
    pub(super) fn slot(questionnaire: &Questionnaire, slot: usize) -> Self {
        Self { slot, name: questionnaire.slots[slot].name.clone() }
    }
}

impl<'d> Record<'d> {
    /// Reads a stored [`Response`](super::Response) to this questionnaire.
    pub fn read(questionnaire: &Questionnaire, document: &'d str) -> serde_json::Result<Self> {
        let mut stored: Stored<'d> = serde_json::from_str(document)?;
        if stored.coding < missing::CODING {
            for (_, value) in &mut stored.answers.0 {
                if let Some(reason) = missing::of_before(&value.0) {
                    value.0 = Cow::Borrowed(reason);
                }
            }
        }
        let mut values = vec![None; questionnaire.slots.len()];
        let mut repeated = Vec::new();
        for (name, value) in stored.answers.0 {
            match questionnaire.index.get(&*name) {
                Some(&slot) => values[slot] = Some(value.0),
                None => repeated.push((name, value.0)),
            }
        }
        repeated.sort_unstable();
        Ok(Self {
            language: stored.language,
            seed: stored.seed,
            end: stored.end.map(|end| end.0),
            disposition: stored.disposition,
            last_page: stored.last_page,
            values,
            repeated,
            hidden: stored
                .hidden
                .0
                .into_iter()
                .map(|(name, values)| (name, values.into_iter().map(|value| value.0).collect()))
                .collect(),
        })
    }

    /// What stands in a slot outside of repeats; nothing where it was not asked.
    pub fn value(&self, slot: usize) -> Option<&str> {
        self.values.get(slot)?.as_deref()
    }

    /// The same in an instance of a repeat (`[2]`); outside of repeats it is empty.
    pub(super) fn value_at(&self, at: &VariablePlace, instance: &str) -> Option<&str> {
        if instance.is_empty() {
            return self.value(at.slot);
        }
        let key = format!("{}{instance}", at.name);
        let found = self.repeated.binary_search_by(|(name, _)| (**name).cmp(key.as_str())).ok()?;
        Some(&self.repeated[found].1)
    }

    /// Whether a choice was kept from being offered there.
    pub(super) fn is_hidden(&self, at: &VariablePlace, instance: &str, choice: &str) -> bool {
        self.hidden.iter().any(|(name, choices)| {
            name.strip_prefix(at.name.as_str()) == Some(instance)
                && choices.iter().any(|hidden| hidden == choice)
        })
    }

    /// Every value with the name it is stored under.
    pub fn answers<'r>(
        &'r self,
        questionnaire: &'r Questionnaire,
    ) -> impl Iterator<Item = (&'r str, &'r str)> {
        let slots = questionnaire.slots.iter().zip(&self.values);
        let outside = slots.filter_map(|(slot, value)| Some((&*slot.name, value.as_deref()?)));
        outside.chain(self.repeated.iter().map(|(name, value)| (&**name, &**value)))
    }
}

/// A response's document.
#[derive(Deserialize)]
struct Stored<'d> {
    #[serde(borrow)]
    language: Cow<'d, str>,
    seed: u32,
    #[serde(borrow, default)]
    end: Option<BorrowedText<'d>>,
    #[serde(borrow)]
    disposition: Cow<'d, str>,
    #[serde(borrow)]
    last_page: Cow<'d, str>,
    #[serde(default)]
    coding: u8,
    #[serde(borrow)]
    answers: ObjectMembers<'d, BorrowedText<'d>>,
    #[serde(borrow, default)]
    hidden: ObjectMembers<'d, Vec<BorrowedText<'d>>>,
}

/// A text that is borrowed where nothing in it is escaped.
#[derive(Deserialize)]
struct BorrowedText<'d>(#[serde(borrow)] Cow<'d, str>);

/// The members of an object, in their order.
struct ObjectMembers<'d, V>(Vec<(Cow<'d, str>, V)>);

impl<V> Default for ObjectMembers<'_, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de: 'd, 'd, V: Deserialize<'de>> Deserialize<'de> for ObjectMembers<'d, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members<'d, V>(PhantomData<(&'d str, V)>);
        impl<'de: 'd, 'd, V: Deserialize<'de>> Visitor<'de> for Members<'d, V> {
            type Value = ObjectMembers<'d, V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::with_capacity(128);
                while let Some((name, value)) = map.next_entry::<BorrowedText<'d>, V>()? {
                    pairs.push((name.0, value));
                }
                Ok(ObjectMembers(pairs))
            }
        }
        deserializer.deserialize_map(Members(PhantomData))
    }
}
