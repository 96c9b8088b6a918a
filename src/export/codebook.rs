//! `codebook.csv`: a row for every column of the four data files.

use std::io::{self, Write};

use super::column::{Both, Column};
use super::csv::Csv;

/// Its columns.
pub(super) const HEADER: [&str; 19] = [
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
];

/// Writes the row of a column.
pub(super) fn write_column<W: Write>(
    csv: &mut Csv<W>,
    file: &str,
    column: &Column,
) -> io::Result<()> {
    let missings: Vec<(String, &Both)> =
        column.missings.iter().rev().map(|(code, label)| (code.to_string(), label)).collect();
    let values: Vec<(String, &Both)> =
        column.values.iter().map(|(value, label)| (value.clone(), label)).collect();
    csv.text(file)?;
    csv.text(&column.name)?;
    csv.text(&column.question)?;
    csv.text(&column.item)?;
    for text in column.text.iter().chain(&column.label) {
        csv.text(text)?;
    }
    csv.text(&column.kind)?;
    csv.text(&column.level)?;
    csv.text(if column.numeric { "number" } else { "text" })?;
    for language in 0..2 {
        csv.text(&listed(&values, language))?;
    }
    for language in 0..2 {
        csv.text(&listed(&missings, language))?;
    }
    csv.text(&column.route)?;
    csv.text(&column.role)?;
    csv.number(flag(column.sensitive))?;
    csv.number(flag(column.quasi_identifier))?;
    csv.end_row()
}

/// `1=ja | 0=nein`; a bar in a label becomes a slash. A value without a label stands alone.
fn listed(values: &[(String, &Both)], language: usize) -> String {
    let pairs = values.iter().map(|(value, label)| match label[language].as_str() {
        "" => value.clone(),
        label => format!("{value}={}", label.replace('|', "/")),
    });
    pairs.collect::<Vec<_>>().join(" | ")
}

fn flag(is: bool) -> &'static str {
    if is { "1" } else { "0" }
}
