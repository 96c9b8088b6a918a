//! The codebook as a table: a row for every column of the others.

use std::io;

use super::Table;
use super::column::{Both, ExportColumn};

/// Its columns.
pub(super) const HEADER: [&str; 25] = [
    "file",
    "variable",
    "question",
    "item",
    "text_de",
    "text_en",
    "label_de",
    "label_en",
    "kind",
    "level",
    "type",
    "values_de",
    "values_en",
    "missings_de",
    "missings_en",
    "route",
    "role",
    "sensitive",
    "quasi_identifier",
    "base",
    "core",
    "unit_de",
    "unit_en",
    "limits",
    "format",
];

/// Writes the row of a column.
pub(super) fn write_column(
    to: &mut dyn Table,
    file: &str,
    column: &ExportColumn,
) -> io::Result<()> {
    let missings: Vec<(String, &Both)> =
        column.missings.iter().rev().map(|(code, label)| (code.to_string(), label)).collect();
    let values: Vec<(String, &Both)> =
        column.values.iter().map(|(value, label)| (value.clone(), label)).collect();
    to.text(file)?;
    to.text(&column.name)?;
    to.text(&column.question)?;
    to.text(&column.item)?;
    for text in column.text.iter().chain(&column.label) {
        to.text(text)?;
    }
    to.text(&column.kind)?;
    to.text(&column.level)?;
    to.text(if column.numeric { "number" } else { "text" })?;
    for language in 0..2 {
        to.text(&listed(&values, language))?;
    }
    for language in 0..2 {
        to.text(&listed(&missings, language))?;
    }
    to.text(&column.route)?;
    to.text(&column.role)?;
    to.number(flag(column.sensitive))?;
    to.number(flag(column.quasi_identifier))?;
    to.text(&column.base)?;
    to.number(flag(column.core))?;
    for unit in &column.unit {
        to.text(unit)?;
    }
    to.text(&column.limits)?;
    to.text(&column.format)?;
    to.end_row()
}

/// `1=ja | 0=nein`; a bar in a label becomes a slash. A value without a label is its own.
fn listed(values: &[(String, &Both)], language: usize) -> String {
    let pairs = values.iter().map(|(value, label)| match label[language].as_str() {
        "" => format!("{value}={value}"),
        label => format!("{value}={}", label.replace('|', "/")),
    });
    pairs.collect::<Vec<_>>().join(" | ")
}

fn flag(is: bool) -> &'static str {
    if is { "1" } else { "0" }
}
