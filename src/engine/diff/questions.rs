//! What changed about one question that is in both versions.

use crate::engine::identity::Identity;
use crate::engine::model::{DatePart, Question, Row};
use crate::engine::properties::{PART, QUESTION, ROW};

use super::fields::{ChangeFinder, ChangedThing};
use super::renames;
use super::{Change, Subject, Weight, What, means};

/// Compares a question with its former self. Its name, and the questions in it, are compared
/// elsewhere.
pub(super) fn compare(
    found: &mut ChangeFinder<'_>,
    at: ChangedThing<'_>,
    old: &Question,
    new: &Question,
) {
    found.properties(at, QUESTION, old, new);
    compare_rows(found, at, old, new);
    compare_parts(found, at, old, new);
}

fn compare_rows(
    found: &mut ChangeFinder<'_>,
    at: ChangedThing<'_>,
    old: &Question,
    new: &Question,
) {
    let pairs = renames::rows(old, new, found.first());
    let row = |row: &'_ Row| row.name.clone();
    for gone in pairs.removed() {
        let at = ChangedThing { subject: Subject::Row, name: &gone.name, within: at.name };
        found.add(at.change(What::Removed, Weight::Structural, means::removed(old.kind)));
    }
    for (before, after) in pairs.present() {
        let at = ChangedThing { subject: Subject::Row, name: &after.name, within: at.name };
        let Some(before) = before else {
            found.add(at.change(What::Added, Weight::Structural, means::added(new.kind)));
            continue;
        };
        renamed(found, at, before, after);
        found.properties(at, ROW, before, after);
    }
    if pairs.is_reordered() {
        reordered(found, at, "rows", names(&old.rows, row), names(&new.rows, row));
    }
}

fn compare_parts(
    found: &mut ChangeFinder<'_>,
    at: ChangedThing<'_>,
    old: &Question,
    new: &Question,
) {
    let pairs = renames::parts(old, new);
    let part = |part: &'_ DatePart| part.name.clone();
    for gone in pairs.removed() {
        let at = ChangedThing { subject: Subject::Row, name: &gone.name, within: at.name };
        found.add(at.change(What::Removed, Weight::Structural, means::removed(old.kind)));
    }
    for (before, after) in pairs.present() {
        let at = ChangedThing { subject: Subject::Row, name: &after.name, within: at.name };
        let Some(before) = before else {
            found.add(at.change(What::Added, Weight::Structural, means::added(new.kind)));
            continue;
        };
        renamed(found, at, before, after);
        found.properties(at, PART, before, after);
    }
    if pairs.is_reordered() {
        reordered(found, at, "parts", names(&old.parts, part), names(&new.parts, part));
    }
}

/// Notes another name of the same thing.
pub(super) fn renamed<T: Identity>(
    found: &mut ChangeFinder<'_>,
    at: ChangedThing<'_>,
    before: &T,
    after: &T,
) {
    if before.name() != after.name() {
        let answers = match before.id() == after.id() {
            true => means::RENAMED,
            false => means::RENAMED_WITHOUT_ID,
        };
        let change = at.change(What::Renamed, Weight::Structural, answers);
        let (was, now) = (Some(before.name().to_owned()), Some(after.name().to_owned()));
        found.add(Change { was, now, ..change });
    }
}

/// Notes that the things in a list, given by their names, stand in another order.
pub(super) fn reordered(
    found: &mut ChangeFinder<'_>,
    at: ChangedThing<'_>,
    field: &str,
    old: String,
    new: String,
) {
    let change = at.change(What::Reordered, Weight::Structural, means::REORDERED);
    found.add(Change { field: field.to_owned(), was: Some(old), now: Some(new), ..change });
}

/// The names of things, one after the other.
pub(super) fn names<T>(things: &[T], name: impl Fn(&T) -> String) -> String {
    things.iter().map(name).collect::<Vec<_>>().join(" ")
}

/// How the questionnaire file spells an enumerated value.
pub(super) fn spelt<T: serde::Serialize>(value: &T) -> Option<String> {
    serde_json::to_value(value).ok()?.as_str().map(str::to_owned)
}

/// A text that may be empty.
pub(super) fn localized(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
