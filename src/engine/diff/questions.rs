//! What changed about one question that is in both versions.

use crate::engine::model::{DatePart, Flag, Limit, Metadata, Question, Row, Upload};

use super::fields::{At, Found};
use super::renames;
use super::{Change, Subject, Weight, What, means};

/// A property beside texts and expressions.
const OTHER: (What, Weight) = (What::Changed, Weight::Structural);
/// A property that decides who is asked what.
const ROUTE: (What, Weight) = (What::Route, Weight::Structural);
/// A property that decides how a question looks.
const LOOK: (What, Weight) = (What::Changed, Weight::Minor);

/// Compares a question with its former self. Its name, and the questions in it, are compared
/// elsewhere.
pub(super) fn compare(found: &mut Found<'_>, at: At<'_>, old: &Question, new: &Question) {
    // Without `..`, so that a new property cannot be forgotten.
    let Question {
        kind,
        name: _,
        id: _,
        label,
        hint,
        relevant,
        required,
        required_message,
        constraint,
        constraint_message,
        calculation,
        trigger,
        default,
        read_only,
        choices,
        choice_filter,
        order,
        seed,
        other,
        missing,
        missing_labels,
        rows: _,
        parts: _,
        min,
        max,
        step,
        unit,
        max_length,
        multiline,
        stem,
        short,
        role,
        item,
        level,
        sensitive,
        quasi_identifier,
        off,
        hidden,
        questions: _,
        count,
        metadata,
        upload,
        max_pixels,
        guidance,
        media,
        appearance,
        parameters,
        columns,
    } = old;

    found.property(at, "kind", OTHER, spelt(kind), spelt(&new.kind));

    found.text(at, "label", label, &new.label);
    found.text(at, "hint", hint, &new.hint);
    found.text(at, "guidance", guidance, &new.guidance);
    found.text(at, "unit", unit, &new.unit);
    found.text(at, "short", short, &new.short);
    found.text(at, "required_message", required_message, &new.required_message);
    found.text(at, "constraint_message", constraint_message, &new.constraint_message);
    found.texts(at, "missing_labels", missing_labels, &new.missing_labels);
    found.texts(at, "media", media, &new.media);

    found.expression(at, "relevant", relevant.as_ref(), new.relevant.as_ref());
    flag(found, at, "required", required, &new.required);
    found.expression(at, "constraint", constraint.as_ref(), new.constraint.as_ref());
    found.expression(at, "calculation", calculation.as_ref(), new.calculation.as_ref());
    let triggers: Vec<String> = trigger
        .iter()
        .map(|name| found.renames.apply(found.renames.variable(name)).into_owned())
        .collect();
    found.property(at, "trigger", ROUTE, joined(&triggers), joined(&new.trigger));
    let begins = default.as_ref().map(|default| found.renames.apply(default).into_owned());
    found.property(at, "default", ROUTE, begins, new.default.clone());
    flag(found, at, "read_only", read_only, &new.read_only);
    found.expression(at, "choice_filter", choice_filter.as_ref(), new.choice_filter.as_ref());
    found.expression(at, "count", count.as_ref(), new.count.as_ref());
    limit(found, at, "min", min.as_ref(), new.min.as_ref());
    limit(found, at, "max", max.as_ref(), new.max.as_ref());
    found.property(at, "step", ROUTE, step.map(text), new.step.map(text));
    found.property(at, "max_length", ROUTE, max_length.map(text), new.max_length.map(text));

    let list =
        choices.as_ref().map(|list| found.renames.apply(found.renames.list(list)).into_owned());
    found.property(at, "choices", OTHER, list, new.choices.clone());
    found.property(at, "order", OTHER, spelt(order), spelt(&new.order));
    let seeds = seed.as_ref().map(|seed| found.renames.apply(seed).into_owned());
    found.property(at, "seed", OTHER, seeds, new.seed.clone());
    found.property(at, "other", OTHER, other.clone(), new.other.clone());
    found.property(at, "missing", OTHER, joined(missing), joined(&new.missing));
    found.property(at, "stem", OTHER, stem.clone(), new.stem.clone());
    found.property(
        at,
        "role",
        OTHER,
        role.as_ref().and_then(spelt),
        new.role.as_ref().and_then(spelt),
    );
    found.property(at, "item", OTHER, item.clone(), new.item.clone());
    found.property(
        at,
        "level",
        OTHER,
        level.as_ref().and_then(spelt),
        new.level.as_ref().and_then(spelt),
    );
    found.property(at, "sensitive", OTHER, yes(*sensitive), yes(new.sensitive));
    found.property(
        at,
        "quasi_identifier",
        OTHER,
        yes(*quasi_identifier),
        yes(new.quasi_identifier),
    );
    found.property(at, "off", ROUTE, yes(*off), yes(new.off));
    found.property(at, "hidden", OTHER, yes(*hidden), yes(new.hidden));
    let holds = |metadata: &Option<Metadata>| metadata.as_ref().and_then(spelt);
    found.property(at, "metadata", OTHER, holds(metadata), holds(&new.metadata));
    let file = |upload: &Option<Upload>| upload.as_ref().and_then(spelt);
    found.property(at, "upload", OTHER, file(upload), file(&new.upload));
    found.property(at, "max_pixels", OTHER, max_pixels.map(text), new.max_pixels.map(text));

    found.property(at, "multiline", LOOK, yes(*multiline), yes(new.multiline));
    found.property(at, "appearance", LOOK, localized(appearance), localized(&new.appearance));
    found.cells(at, "parameters", Weight::Minor, parameters, &new.parameters);
    found.cells(at, "columns", Weight::Minor, columns, &new.columns);

    compare_rows(found, at, old, new);
    compare_parts(found, at, old, new);
}

fn compare_rows(found: &mut Found<'_>, at: At<'_>, old: &Question, new: &Question) {
    let pairs = renames::rows(old, new, found.first());
    let row = |row: &'_ Row| row.name.clone();
    for gone in pairs.removed() {
        let at = At { subject: Subject::Row, name: &gone.name, within: at.name };
        found.add(at.change(What::Removed, Weight::Structural, means::removed(old.kind)));
    }
    for (before, after) in pairs.present() {
        let at = At { subject: Subject::Row, name: &after.name, within: at.name };
        let Some(Row { name, id: _, label, right, relevant, item }) = before else {
            found.add(at.change(What::Added, Weight::Structural, means::added(new.kind)));
            continue;
        };
        renamed(found, at, name);
        found.text(at, "label", label, &after.label);
        found.text(at, "right", right, &after.right);
        found.expression(at, "relevant", relevant.as_ref(), after.relevant.as_ref());
        found.property(at, "item", OTHER, item.clone(), after.item.clone());
    }
    if pairs.is_reordered() {
        reordered(found, at, "rows", names(&old.rows, row), names(&new.rows, row));
    }
}

fn compare_parts(found: &mut Found<'_>, at: At<'_>, old: &Question, new: &Question) {
    let pairs = renames::parts(old, new);
    let part = |part: &'_ DatePart| part.name.clone();
    for gone in pairs.removed() {
        let at = At { subject: Subject::Row, name: &gone.name, within: at.name };
        found.add(at.change(What::Removed, Weight::Structural, means::removed(old.kind)));
    }
    for (before, after) in pairs.present() {
        let at = At { subject: Subject::Row, name: &after.name, within: at.name };
        let Some(DatePart { part, name, id: _, label, min, max }) = before else {
            found.add(at.change(What::Added, Weight::Structural, means::added(new.kind)));
            continue;
        };
        renamed(found, at, name);
        found.property(at, "part", OTHER, spelt(part), spelt(&after.part));
        found.text(at, "label", label, &after.label);
        limit(found, at, "min", min.as_ref(), after.min.as_ref());
        limit(found, at, "max", max.as_ref(), after.max.as_ref());
    }
    if pairs.is_reordered() {
        reordered(found, at, "parts", names(&old.parts, part), names(&new.parts, part));
    }
}

/// Notes another name of the same thing.
pub(super) fn renamed(found: &mut Found<'_>, at: At<'_>, before: &str) {
    if before != at.name {
        let change = at.change(What::Renamed, Weight::Structural, means::RENAMED);
        let (was, now) = (Some(before.to_owned()), Some(at.name.to_owned()));
        found.add(Change { was, now, ..change });
    }
}

/// Notes that the things in a list, given by their names, stand in another order.
pub(super) fn reordered(found: &mut Found<'_>, at: At<'_>, field: &str, old: String, new: String) {
    let change = at.change(What::Reordered, Weight::Structural, means::REORDERED);
    found.add(Change { field: field.to_owned(), was: Some(old), now: Some(new), ..change });
}

/// The names of things, one after the other.
pub(super) fn names<T>(things: &[T], name: impl Fn(&T) -> String) -> String {
    things.iter().map(name).collect::<Vec<_>>().join(" ")
}

fn flag(found: &mut Found<'_>, at: At<'_>, field: &str, old: &Flag, new: &Flag) {
    let written = |flag: &Flag| match flag {
        Flag::Fixed(fixed) => fixed.then(|| "true".to_owned()),
        Flag::When(source) => Some(source.clone()),
    };
    found.expression(at, field, written(old).as_ref(), written(new).as_ref());
}

fn limit(found: &mut Found<'_>, at: At<'_>, field: &str, old: Option<&Limit>, new: Option<&Limit>) {
    let written = |limit: Option<&Limit>| match limit? {
        Limit::Number(number) => Some(number.to_string()),
        Limit::Expression(source) => Some(source.clone()),
    };
    found.expression(at, field, written(old).as_ref(), written(new).as_ref());
}

/// How the questionnaire file spells an enumerated value.
pub(super) fn spelt<T: serde::Serialize>(value: &T) -> Option<String> {
    serde_json::to_value(value).ok()?.as_str().map(str::to_owned)
}

fn yes(flag: bool) -> Option<String> {
    flag.then(|| "true".to_owned())
}

/// A text that may be empty.
pub(super) fn localized(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn text(number: impl ToString) -> String {
    number.to_string()
}

fn joined<T: ToString>(things: &[T]) -> Option<String> {
    let things: Vec<String> = things.iter().map(ToString::to_string).collect();
    localized(&things.join(" "))
}
