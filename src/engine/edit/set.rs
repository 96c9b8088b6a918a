//! A property gets another value.
//!
//! The element without what is in it becomes JSON, is changed there, and is read again: so whatever
//! a questionnaire file may say can be set, and nothing else.

use std::collections::BTreeMap;
use std::mem::take;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::super::identity::Identity;
use super::super::model::{
    Choice, ChoiceList, DatePart, Definition, End, Page, Question, Quota, Row, Section,
};
use super::find::{Held, find, hold};
use super::{Edit, Element, Misfit};

pub(super) fn set(
    definition: &mut Definition,
    of: &Element,
    path: &str,
    value: Option<Value>,
) -> Result<Edit, Misfit> {
    let unfit = |message| Misfit::Unfit { path: path.to_owned(), message };
    let steps = steps(path).ok_or_else(|| unfit("this is no JSON pointer".to_owned()))?;
    let way = find(definition, of)?;
    let held = match of {
        Element::List(_) => None,
        _ => hold(definition, &way),
    };
    let changed = match held.ok_or_else(|| unfit("a list is put in as a whole".to_owned()))? {
        Held::Questionnaire(it) => change(it, &steps, value),
        Held::Section(it) => change(it, &steps, value),
        Held::Page(it) => change(it, &steps, value),
        Held::Question(it) => change(it, &steps, value),
        Held::Row(it) => change(it, &steps, value),
        Held::Part(it) => change(it, &steps, value),
        Held::End(it) => change(it, &steps, value),
        Held::Quota(it) => change(it, &steps, value),
        Held::Choice(it) => change(it, &steps, value),
    };
    match changed {
        Ok(former) => {
            let path = format!("/{}", path.split('/').nth(1).unwrap_or_default());
            Ok(Edit::Set { of: of.clone(), path, value: former })
        }
        Err(RefusedValue::Value(message)) => Err(unfit(message)),
        Err(RefusedValue::Id) => Err(Misfit::OtherId),
    }
}

/// The steps of a JSON pointer, at least one.
fn steps(pointer: &str) -> Option<Vec<String>> {
    let steps = pointer.strip_prefix('/')?.split('/');
    Some(steps.map(|step| step.replace("~1", "/").replace("~0", "~")).collect())
}

enum RefusedValue {
    Value(String),
    Id,
}

/// Changes one property, and gives back what it was.
fn change<T: Shell>(
    thing: &mut T,
    steps: &[String],
    value: Option<Value>,
) -> Result<Option<Value>, RefusedValue> {
    let inner = thing.detach();
    let result = changed(thing, steps, value).map(|(changed, former)| {
        *thing = changed;
        former
    });
    thing.attach(inner);
    result
}

fn changed<T: Shell>(
    thing: &T,
    steps: &[String],
    value: Option<Value>,
) -> Result<(T, Option<Value>), RefusedValue> {
    let wrong = |error: serde_json::Error| RefusedValue::Value(error.to_string());
    let mut object = serde_json::to_value(thing).map_err(wrong)?;
    let former = steps.first().and_then(|step| object.get(step)).cloned();
    if let (Value::Object(fields), [first, _, ..]) = (&mut object, steps)
        && let Some(begun) = T::begun(first)
    {
        fields.entry(first.clone()).or_insert(begun);
    }
    put(&mut object, steps, value).map_err(RefusedValue::Value)?;
    let mut changed: T = serde_json::from_value(object).map_err(wrong)?;
    if changed.key() != thing.key() {
        return Err(RefusedValue::Id);
    }
    if changed.detach() != T::Inner::default() {
        return Err(RefusedValue::Value("what is in it is put in one by one".to_owned()));
    }
    Ok((changed, former))
}

/// Puts a value at a place, or takes away what is there.
fn put(at: &mut Value, steps: &[String], value: Option<Value>) -> Result<(), String> {
    let Some((step, rest)) = steps.split_first() else { return Err(String::new()) };
    let absent = || format!("there is no place `{step}`");
    match at {
        Value::Object(fields) => match (rest, value) {
            ([], Some(value)) => drop(fields.insert(step.clone(), value)),
            ([], None) => drop(fields.remove(step)),
            (rest, value) => {
                let inner = fields.entry(step.clone());
                put(inner.or_insert_with(|| Value::Object(Map::new())), rest, value)?;
            }
        },
        Value::Array(values) => {
            let index: usize = step.parse().map_err(|_| absent())?;
            match (rest, value) {
                ([], Some(value)) if index == values.len() => values.push(value),
                ([], None) if index < values.len() => drop(values.remove(index)),
                ([], None) => return Err(absent()),
                ([], Some(value)) => *values.get_mut(index).ok_or_else(absent)? = value,
                (rest, value) => put(values.get_mut(index).ok_or_else(absent)?, rest, value)?,
            }
        }
        _ => return Err(absent()),
    }
    Ok(())
}

/// An element that can be taken apart into its own properties and what is in it.
trait Shell: Serialize + DeserializeOwned {
    /// What is in it.
    type Inner: Default + PartialEq;

    fn detach(&mut self) -> Self::Inner;

    fn attach(&mut self, inner: Self::Inner);

    /// Its id.
    fn key(&self) -> &str;

    /// What a property must hold before one thing in it can be said.
    fn begun(_property: &str) -> Option<Value> {
        None
    }
}

impl Shell for Definition {
    type Inner = (Vec<Section>, Vec<Page>, Vec<End>, Vec<Quota>, BTreeMap<String, ChoiceList>);

    fn detach(&mut self) -> Self::Inner {
        let Self { sections, pages, ends, quotas, lists, .. } = self;
        (take(sections), take(pages), take(ends), take(quotas), take(lists))
    }

    fn attach(&mut self, inner: Self::Inner) {
        (self.sections, self.pages, self.ends, self.quotas, self.lists) = inner;
    }

    /// There is only one.
    fn key(&self) -> &str {
        ""
    }

    /// Files leave these out as long as they say nothing; where they are, their texts must be.
    fn begun(property: &str) -> Option<Value> {
        match property {
            "publisher" => Some(json!({
                "name": {}, "contact": {}, "phone": "", "email": "", "imprint": {}, "privacy": {},
            })),
            "welcome" => Some(json!({ "title": {}, "lead": {}, "facts": [] })),
            "thanks" => Some(json!({ "title": {}, "text": {} })),
            _ => None,
        }
    }
}

impl Shell for Page {
    type Inner = (Vec<Question>, Vec<Page>);

    fn detach(&mut self) -> Self::Inner {
        (take(&mut self.questions), take(&mut self.pages))
    }

    fn attach(&mut self, inner: Self::Inner) {
        (self.questions, self.pages) = inner;
    }

    fn key(&self) -> &str {
        self.id()
    }
}

impl Shell for Question {
    type Inner = (Vec<Row>, Vec<DatePart>, Vec<Question>);

    fn detach(&mut self) -> Self::Inner {
        (take(&mut self.rows), take(&mut self.parts), take(&mut self.questions))
    }

    fn attach(&mut self, inner: Self::Inner) {
        (self.rows, self.parts, self.questions) = inner;
    }

    fn key(&self) -> &str {
        self.id()
    }
}

macro_rules! leaves {
    ($($leaf:ty),*) => {$(
        impl Shell for $leaf {
            type Inner = ();

            fn detach(&mut self) {}

            fn attach(&mut self, _inner: ()) {}

            fn key(&self) -> &str {
                self.id()
            }
        }
    )*};
}

leaves!(Section, Row, DatePart, End, Quota, Choice);
