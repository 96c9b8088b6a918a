//! Choice lists: which codes are offered, what they mean, in which order.

use std::collections::HashSet;

use crate::engine::model::{Choice, ChoiceList, Definition, FrameSource};
use crate::engine::properties::CHOICE;

use super::fields::{ChangeFinder, ChangedThing};
use super::pairs::pair;
use super::questions::{names, reordered};
use super::renames;
use super::{Change, Subject, Weight, What, means};

pub(super) fn compare(found: &mut ChangeFinder<'_>, old: &Definition, new: &Definition) {
    let present = |name: &String| found.renames.list(name).to_owned();
    let before: Vec<(String, &String, &ChoiceList)> =
        old.lists.iter().map(|(name, list)| (present(name), name, list)).collect();
    let after: Vec<(String, &String, &ChoiceList)> =
        new.lists.iter().map(|(name, list)| (name.clone(), name, list)).collect();
    let pairs = pair(&before, &after, |list| list.0.clone(), |_| String::new());
    let at = |name| ChangedThing { subject: Subject::List, name, within: "" };
    for (_, name, _) in pairs.removed() {
        found.add(at(name).change(What::Removed, Weight::Structural, means::LIST));
    }
    for (before, (_, name, list)) in pairs.present() {
        let at = at(name);
        let Some((_, former, before)) = before else {
            found.add(at.change(What::Added, Weight::Structural, means::LIST));
            continue;
        };
        if former != name {
            let change = at.change(What::Renamed, Weight::Minor, means::TRANSLATION);
            let (was, now) = (Some((*former).clone()), Some((*name).clone()));
            found.add(Change { was, now, ..change });
        }
        match (before, list) {
            (ChoiceList::Written(before), ChoiceList::Written(after)) => {
                let retired = retired(new);
                compare_choices(found, at, (before, after), &retired);
            }
            (before, after) if before == after => {}
            _ => {
                let source = |list| serde_json::to_string(list).ok();
                found.property(at, "source", &means::SOURCE, source(before), source(list));
            }
        }
    }
}

/// The codes that are offered no more, but still read.
fn retired(definition: &Definition) -> HashSet<String> {
    let written = definition.frames.values().filter_map(|source| match source {
        FrameSource::Written(frame) => Some(frame),
        FrameSource::File(_) => None,
    });
    let codes = written.flat_map(|frame| &frame.codes).filter(|code| code.retired);
    codes.map(|code| code.code.to_string()).collect()
}

fn compare_choices(
    found: &mut ChangeFinder<'_>,
    list: ChangedThing<'_>,
    (old, new): (&[Choice], &[Choice]),
    retired: &HashSet<String>,
) {
    let [first, other] = found.first();
    let label = |choice: &Choice| choice.label.get(first, other).to_owned();
    let label_now = |choice: &Choice| choice.label.get(other, first).to_owned();
    let asked = match found.users.get(list.name) {
        Some(users) => format!(" to `{}`", users.join("`, `")),
        None => String::new(),
    };
    let pairs = renames::choices(old, new, found.first());
    let at = |choice| ChangedThing { subject: Subject::Choice, name: choice, within: list.name };
    for gone in pairs.removed() {
        let value = &gone.value;
        let answers = match retired.contains(value) {
            true => format!(
                "the code is retired: stored answers{asked} with `{value}` stay as they are, and its frame \
                 still says what they mean"
            ),
            false => format!("stored answers{asked} with `{value}` have no label any more"),
        };
        let change = at(value).change(What::Removed, Weight::Structural, &answers);
        found.add(Change { was: Some(label(gone)), ..change });
    }
    for (before, choice) in pairs.present() {
        let (at, value) = (at(&choice.value), &choice.value);
        let Some(before) = before else {
            let answers = format!("earlier respondents could not answer `{value}`{asked}");
            let change = at.change(What::Added, Weight::Structural, &answers);
            found.add(Change { now: Some(label_now(choice)), ..change });
            continue;
        };
        let (was, now) = (label(before), label_now(choice));
        let code = &before.value;
        let mut wording = true;
        let took_over = || old.iter().any(|one| one.value != *code && label(one) == now);
        if code != value {
            let answers = format!(
                "stored answers{asked} with `{code}` mean what `{value}` means now: recode them before \
                 reading both versions together"
            );
            let change = at.change(What::Recoded, Weight::Structural, &answers);
            found.add(Change { was: Some(code.clone()), now: Some(value.clone()), ..change });
        } else if was != now && !now.is_empty() && took_over() {
            let answers = format!(
                "stored answers{asked} with `{value}` mean “{was}”, new ones mean “{now}”: recode them \
                 before reading both versions together"
            );
            let change = at.change(What::Recoded, Weight::Structural, &answers);
            let field = "label".to_owned();
            found.add(Change { field, was: Some(was), now: Some(now), ..change });
            wording = false;
        }
        let properties = CHOICE.iter().filter(|property| wording || property.key != "label");
        found.properties(at, properties, before, choice);
    }
    if pairs.is_reordered() {
        let value = |choice: &Choice| choice.value.clone();
        reordered(found, list, "choices", names(old, value), names(new, value));
    }
}
