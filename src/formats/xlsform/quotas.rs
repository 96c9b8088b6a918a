//! The sheet `quotas`: a row for each quota, `end_title` and `end_text` in languages. Other tools know no such
//! sheet. One that is called so by chance and lacks our columns is kept like any other.

use crate::engine::model::Quota;
use crate::engine::problem::remark;
use crate::formats::workbook::Sheet;

use super::extras;
use super::form::XlsForm;
use super::headers;
use super::places::Places;
use super::table::{FormSheet, SheetProblems};

/// What a sheet of quotas must have.
const NEEDED: [&str; 3] = ["name", "when", "max"];

/// Whether a sheet has quotas.
pub(super) fn is_ours(sheet: &Sheet) -> bool {
    let table = FormSheet::read(sheet, &headers::QUOTAS, &mut SheetProblems::default());
    NEEDED.iter().all(|field| table.has(field))
}

/// The quotas of a form.
pub(super) fn read(form: &XlsForm, places: &mut Places, found: &mut SheetProblems) -> Vec<Quota> {
    let table = &form.quotas;
    let mut quotas = Vec::with_capacity(table.rows.len());
    for (row, at) in table.rows.iter().zip(0..) {
        let text = |field: &str| table.cell(row, field).unwrap_or_default();
        let mut quota = Quota {
            name: text("name").to_owned(),
            id: None,
            label: table.text(row, "label", &form.languages),
            when: text("when").to_owned(),
            max: 0,
            skip: text("skip").split_whitespace().map(str::to_owned).collect(),
            title: table.text(row, "end_title", &form.languages),
            text: table.text(row, "end_text", &form.languages),
        };
        match text("max").parse() {
            Ok(max) => quota.max = max,
            Err(_) => {
                quota.max = u32::MAX; // Nothing else is to be told of it.
                let cell = table.place(row.number, Some("max"));
                found.error(cell, remark!("form-no-value-of", field = "max"));
            }
        }
        extras::fill(table, row, &form.languages, &mut quota, found);
        places.add(format!("/quotas/{at}"), table, row.number);
        quotas.push(quota);
    }
    quotas
}
