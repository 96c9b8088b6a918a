//! What of a workbook no field of a questionnaire stands for, so that an export gives it back.

use std::collections::BTreeMap;

use crate::engine::model::ImportedWorkbook;

use super::extras;
use super::form::XlsForm;
use super::table::SheetRow;
use super::tree::FormItem;
use super::types::{SelectKind, Type};

/// The sheet of the settings, and the column of the form's id in it.
const SETTINGS: &str = "settings";
const ID: [&str; 2] = ["id_string", "form_id"];

/// Settings, headers and sheets. A form that has no id but the name of its file gets that as its
/// id, since the questionnaire may be written to a file of another name. Our own forms (`native`)
/// have their name elsewhere.
pub(super) fn workbook(form: &XlsForm, native: bool) -> ImportedWorkbook {
    let order = form.order.iter().filter(|name| *name != extras::SHEET);
    let mut workbook = ImportedWorkbook {
        settings: kept_settings(form),
        headers: headers(form),
        order: order.cloned().collect(),
        lists: Vec::new(),
        sheets: kept_sheets(form),
    };
    if !native && !workbook.settings.contains_key(ID[0]) {
        workbook.settings.insert(ID[0].to_owned(), form.name.clone());
        let is_there = |name: &String| name.trim().to_lowercase() == SETTINGS;
        if !workbook.order.iter().any(is_there) {
            workbook.order.push(SETTINGS.to_owned());
        }
        let headers = workbook.headers.entry(SETTINGS.to_owned()).or_default();
        if !form.settings.table.has(ID[0]) {
            headers.push(ID[1].to_owned());
        }
        // A title under a header that is none of its own gets one.
        if form.settings.get("title").is_some() && !form.settings.table.has("title") {
            headers.push("form_title".to_owned());
        }
    }
    workbook
}

/// The settings that no field of a questionnaire stands for, by their proper names.
fn kept_settings(form: &XlsForm) -> BTreeMap<String, String> {
    let ours = ["title", "version", "instance_name"];
    let kept = form.settings.iter().filter(|(name, _)| !ours.contains(&name.as_str()));
    kept.map(|(name, value)| (name.clone(), value.clone())).collect()
}

fn headers(form: &XlsForm) -> BTreeMap<String, Vec<String>> {
    let tables = [
        &form.survey,
        &form.choices.table,
        &form.settings.table,
        &form.external.table,
        &form.entities,
        &form.quotas,
    ];
    let named = ["survey", "choices", "settings", "external_choices", "entities", "quotas"];
    let headers = named.into_iter().zip(tables).filter(|(_, table)| !table.columns.is_empty());
    headers.map(|(name, table)| (name.to_owned(), table.spelt())).collect()
}

/// Sheets that are no part of the questionnaire. Of external lists, those that no question has.
fn kept_sheets(form: &XlsForm) -> BTreeMap<String, Vec<Vec<String>>> {
    let mut sheets = form.others.clone();
    sheets.remove(extras::SHEET);
    let used = form.items.iter().flat_map(FormItem::all).filter_map(|item| match &item.kind {
        Some(Type::Select(select)) if select.kind == SelectKind::External => Some(&select.list),
        _ => None,
    });
    let used: Vec<&String> = used.collect();
    let unused = form.external.lists.iter().filter(|(list, _)| !used.contains(&list));
    let rows: Vec<Vec<String>> =
        unused.flat_map(|(_, rows)| rows.iter().map(SheetRow::texts)).collect();
    if !rows.is_empty() {
        sheets.insert("external_choices".to_owned(), rows);
    }
    sheets
}
