//! References between the sheets: every `${name}` leads to exactly one row of the survey.

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::model::other_name;
use crate::engine::problem::{CellPlace, remark};
use crate::engine::spelling::nearest;

use super::form::XlsForm;
use super::names::{TextReference, only_reference, references};
use super::rules::is_silent;
use super::table::{FormSheet, SheetProblems, SheetRow};
use super::tree::FormItem;
use super::types::{BlockKind, SelectKind, Type};

/// Checks all references of a form.
pub(super) fn check(form: &XlsForm, found: &mut SheetProblems) {
    let names = FormNames::of(form);
    let mut checking = ReferenceCheck { names, found };
    let settings = &form.settings;
    for (name, value) in settings.iter() {
        checking.text(value, settings.place(name));
    }
    for row in &form.entities.rows {
        checking.cells(&form.entities, row, |field| !matches!(field, "dataset" | "repeat"));
    }
    // What a type, a name or a trigger may refer to has rules of its own.
    let survey = |field: &str| !matches!(field, "type" | "name" | "trigger");
    for item in form.items.iter().flat_map(FormItem::all) {
        checking.cells(&form.survey, &item.row, survey);
        if let Some(end) = &item.end {
            checking.cells(&form.survey, end, survey);
        }
        checking.trigger(form, item);
        checking.geometry(form, item);
    }
    for row in &form.quotas.rows {
        checking.cells(&form.quotas, row, |_| true);
    }
    let shown = |field: &str| matches!(field, "label" | "image" | "big-image" | "audio" | "video");
    for (_, rows) in &form.choices.lists {
        for row in rows {
            checking.cells(&form.choices.table, row, shown);
        }
    }
}

/// What can be referred to.
struct FormNames<'f> {
    /// How often a name is in the form.
    all: BTreeMap<&'f str, usize>,
    /// Fields that come with a question: its other answer, its count.
    made: BTreeSet<String>,
    questions: BTreeMap<&'f str, &'f FormItem>,
}

impl<'f> FormNames<'f> {
    fn of(form: &'f XlsForm) -> Self {
        let mut names =
            Self { all: BTreeMap::new(), made: BTreeSet::new(), questions: BTreeMap::new() };
        for item in form.items.iter().flat_map(FormItem::all) {
            if matches!(&item.kind, Some(Type::Plain(known)) if known.name == "audit") {
                continue;
            }
            *names.all.entry(&item.name).or_default() += 1;
            if matches!(&item.kind, Some(Type::Select(select)) if select.other) {
                names.made.insert(other_name(&item.name));
            }
            match item.block() {
                Some(BlockKind::Repeat) => {
                    names.made.insert(format!("{}_count", item.name));
                }
                Some(_) => {}
                None => {
                    names.questions.insert(&item.name, item);
                }
            }
        }
        if !form.settings.is_on("omit_instanceID") {
            *names.all.entry("instanceID").or_default() += 1;
        }
        names
    }
}

struct ReferenceCheck<'c> {
    names: FormNames<'c>,
    found: &'c mut SheetProblems,
}

impl ReferenceCheck<'_> {
    fn cells(&mut self, table: &FormSheet, row: &SheetRow, wanted: impl Fn(&str) -> bool) {
        for (column, text) in table.cells(row) {
            if column.parts.field().is_none_or(|(field, _)| wanted(field)) {
                let cell = CellPlace {
                    column: Some(column.header.clone()),
                    ..table.place(row.number, None)
                };
                self.text(text, cell);
            }
        }
    }

    fn text(&mut self, text: &str, cell: CellPlace) {
        for reference in references(text) {
            match reference {
                TextReference::Malformed(inner) => self.malformed(inner, cell.clone()),
                TextReference::To(name) | TextReference::Saved(name) => {
                    match self.names.all.get(name) {
                        Some(1) => {}
                        Some(_) => {
                            self.found
                                .error(cell.clone(), remark!("form-reference-twice", name))
                                .hint(remark!("form-reference-own-name"));
                        }
                        None if self.names.made.contains(name) => {
                            let message = remark!("form-reference-by-itself", name);
                            self.found.warning(cell.clone(), message);
                        }
                        None => self.unknown(name, cell.clone()),
                    }
                }
            }
        }
    }

    fn malformed(&mut self, inner: &str, cell: CellPlace) {
        self.found
            .error(cell, remark!("form-reference-open", inner))
            .hint(remark!("form-write-reference"));
    }

    fn unknown(&mut self, name: &str, cell: CellPlace) {
        let hint = nearest(name, self.names.all.keys().copied());
        self.found.error(cell, remark!("no-variable", name)).hint =
            hint.map(|like| remark!("did-you-mean-variable", near = like));
    }

    /// A trigger is a list of questions that are shown.
    fn trigger(&mut self, form: &XlsForm, item: &FormItem) {
        let Some(text) = form.survey.cell(&item.row, "trigger") else { return };
        let cell = form.survey.place(item.row.number, Some("trigger"));
        if !text.contains("${") {
            self.found
                .error(cell, remark!("form-trigger-reference", text))
                .hint(remark!("form-trigger-write"));
            return;
        }
        for part in text.split(',') {
            let names: Vec<_> = references(part).collect();
            if names.len() > 1 {
                self.found.error(cell.clone(), remark!("form-triggers-commas"));
            }
            for reference in names {
                let name = match reference {
                    TextReference::Malformed(inner) => {
                        self.malformed(inner, cell.clone());
                        continue;
                    }
                    TextReference::To(name) | TextReference::Saved(name) => name,
                };
                let place = matches!(&item.kind, Some(Type::Plain(known)) if known.name == "background-geopoint");
                match self.names.questions.get(name) {
                    None => self.unknown(name, cell.clone()),
                    Some(question) if !place && is_silent(form, question) => {
                        let message = remark!("form-trigger-hidden", name);
                        self.found.error(cell.clone(), message);
                    }
                    Some(_) => {}
                }
            }
        }
    }

    /// What a place is shown against: a list, a file, or a repeat.
    fn geometry(&mut self, form: &XlsForm, item: &FormItem) {
        let Some(target) = item.parameters.get("reference-geometry") else { return };
        let geo = matches!(&item.kind, Some(Type::Plain(known))
            if matches!(known.name, "geopoint" | "geotrace" | "geoshape"));
        if !geo {
            return;
        }
        let all = || form.items.iter().flat_map(FormItem::all);
        let known = match only_reference(target) {
            Some(name) => {
                all().any(|item| item.block() == Some(BlockKind::Repeat) && item.name == name)
            }
            None => {
                let stem =
                    |file: &str| file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned();
                form.choices.get(target).is_some()
                    || form
                        .entities
                        .rows
                        .iter()
                        .any(|row| form.entities.cell(row, "dataset") == Some(target))
                    || all().any(|item| match &item.kind {
                        Some(Type::Select(select)) => {
                            select.kind != SelectKind::External && stem(&select.list) == *target
                        }
                        Some(Type::Plain(known)) if known.name.ends_with("-external") => {
                            stem(&item.name) == *target
                        }
                        _ => false,
                    })
            }
        };
        if !known {
            let cell = form.survey.place(item.row.number, Some("parameters"));
            let message = remark!("form-repeat-target", target);
            self.found.error(cell, message).hint(remark!("form-repeat-write"));
        }
    }
}
