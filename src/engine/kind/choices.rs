//! What the kinds with a choice list share: offered options, the text behind "other".

use std::borrow::Cow;

use super::super::answers::{Answers, Form};
use super::super::codebook::choice_columns;
use super::super::contract::{
    ComplaintReason, NewSlot, OtherText, Reading, Showing, ShownOption, push,
};
use super::super::model::{self, Choice, Order, other_name};
use super::super::questionnaire::{Holds, Question};
use super::super::scope::Scope;
use super::text;

/// The slot of the choice or choices, and that of the text behind "other".
pub(super) fn slots(question: &model::Question, holds: Holds) -> Vec<NewSlot> {
    let mut slots = NewSlot::only(question, holds);
    if let Some(other) = &question.other {
        slots.push(NewSlot {
            name: other_name(&question.name),
            part: None,
            holds: Holds::Text,
            relevant: Some(format!("selected(${{{}}}, '{other}')", question.name)),
        });
    }
    slots
}

/// The values picked in the form. Who typed a text behind "other" meant that choice, too.
pub(super) fn picked<'f>(question: &'f Question, form: &'f Form, multiple: bool) -> Vec<&'f str> {
    let definition = &question.definition;
    let mut picked: Vec<&str> =
        form.all(&definition.name).map(str::trim).filter(|v| !v.is_empty()).collect();
    picked.dedup();
    if let Some(other) = &definition.other
        && (multiple || picked.is_empty())
        && !picked.contains(&other.as_str())
        && form.find(&other_name(&definition.name)).is_some_and(|typed| !typed.trim().is_empty())
    {
        picked.push(other);
    }
    picked
}

/// Puts the raw values in.
pub(super) fn put(question: &Question, form: &Form, multiple: bool, to: &mut Answers) {
    let definition = &question.definition;
    let picked = picked(question, form, multiple);
    let stored = |posted| definition.find_missing(posted).unwrap_or(posted);
    match multiple {
        true => {
            to.set(&definition.name, picked.iter().map(|v| stored(v)).collect::<Vec<_>>().join(" "))
        }
        false => to.set(&definition.name, picked.first().map_or("", |v| stored(v))),
    }
    if definition.other.is_some() {
        let name = other_name(&definition.name);
        to.set(&name, form.find(&name).unwrap_or_default().trim());
    }
}

/// Reads one choice and the text behind "other".
pub(super) fn read_one(scope: Scope<'_>, question: &Question, form: &Form) -> Vec<Reading> {
    let value = match picked(question, form, false).as_slice() {
        [] => Ok(String::new()),
        [value, ..] if let Some(missing) = question.definition.find_missing(value) => {
            Ok(missing.to_owned())
        }
        [value, ..] if find_offered(scope, question, value).is_some() => Ok((*value).to_owned()),
        _ => Err(ComplaintReason::NotOffered),
    };
    let mut readings = vec![Reading { slot: question.slots.start, value }];
    readings.extend(read_other(question, form));
    readings
}

/// Reads the text behind "other".
pub(super) fn read_other(question: &Question, form: &Form) -> Option<Reading> {
    question.definition.other.as_ref()?;
    let typed = form.find(&other_name(&question.definition.name)).unwrap_or_default();
    Some(Reading { slot: question.slots.start + 1, value: text::cleaned(typed, OTHER_LENGTH) })
}

/// Characters allowed behind "other".
pub(super) const OTHER_LENGTH: u32 = 200;

/// The offered choice with this value.
pub(super) fn find_offered<'d>(
    scope: Scope<'d>,
    question: &Question,
    value: &str,
) -> Option<Cow<'d, Choice>> {
    scope.find_choice(question, value).filter(|choice| scope.is_offered(question, choice))
}

/// The offered choices in the respondent's order; exclusive ones keep their place at the end. So does "other"
/// where the others change places, unless a seed says where each stands.
pub(super) fn options<'d>(showing: &Showing<'d, '_>) -> Vec<ShownOption<'d>> {
    let offered = showing.scope.offered(showing.question);
    let Question { definition, seed, .. } = showing.question;
    let mixes = definition.order != Order::Fixed && seed.is_none();
    let is_other = |choice: &Choice| mixes && definition.other.as_ref() == Some(&choice.value);
    let (last, mixed): (Vec<_>, Vec<_>) =
        offered.into_iter().partition(|choice| choice.exclusive || is_other(choice));
    let mixed = showing.order(mixed.len()).into_iter().map(|position| &mixed[position]);
    let chosen = picked(showing.question, showing.form, true);
    let is_picked = |choice: &Choice| chosen.contains(&choice.value.as_str());
    mixed.chain(&last).map(|choice| showing.option(choice, is_picked(choice))).collect()
}

/// The names of the columns of these choices.
pub(super) fn columns<'c>(
    question: &Question,
    choices: impl Iterator<Item = &'c Choice> + Clone,
) -> Vec<String> {
    let definition = &question.definition;
    let stem = definition.stem.as_ref().unwrap_or(&definition.name);
    let text = definition.other.as_ref().map(|_| other_name(&definition.name));
    choice_columns(stem, choices.map(|choice| choice.value.as_str()), text.as_deref())
}

/// The text field behind "other".
pub(super) fn other<'d>(showing: &Showing<'d, '_>) -> Option<OtherText<'d>> {
    let value = showing.question.definition.other.as_ref()?;
    let name = other_name(&showing.question.definition.name);
    Some(OtherText {
        value,
        typed: showing.typed(&name),
        complaint: showing.complaint(&name),
        name: showing.made(name),
    })
}

/// Writes the stored choices and the text behind "other" as form values. The value of one choice may
/// have blanks in forms from elsewhere; where there are several, a blank stands between them.
pub(super) fn fill(question: &Question, multiple: bool, from: &Answers, form: &mut Form) {
    let definition = &question.definition;
    match from.value(&definition.name) {
        values if multiple => values.split(' ').for_each(|it| push(form, &definition.name, it)),
        value => push(form, &definition.name, value),
    }
    if definition.other.is_some() {
        let name = other_name(&definition.name);
        push(form, &name, from.value(&name));
    }
}
