//! Markdown tables: handy in mails and tests. The first column names the sheet.
//!
//! `\|` is a bar within a cell. Lines that are no row of a table are prose; a line that begins with
//! `#` is one too, and so is what follows a `#` after the last bar.

use super::csv::Sheets;
use crate::engine::problem::remark;

use super::{Limits, Workbook, WorkbookError};

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, WorkbookError> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| WorkbookError::Unreadable(remark!("workbook-not-utf8")))?;
    let mut sheets = Sheets::new(limits);
    for line in text.lines() {
        if let Some(cells) = cells(line) {
            sheets.add(cells.iter().map(String::as_str))?;
        }
    }
    Ok(sheets.into_workbook())
}

/// The cells of a row; none when the line is prose or the rule below a heading.
fn cells(line: &str) -> Option<Vec<String>> {
    let inner = line.trim_start().strip_prefix('|')?;
    let (inner, _comment) = inner.rsplit_once('|')?;
    if !inner.is_empty() && inner.chars().all(|c| matches!(c, '|' | '-')) {
        return None;
    }
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for c in inner.chars() {
        match (c, cells.last_mut()) {
            ('|', Some(cell)) if escaped => {
                cell.pop();
                cell.push('|');
            }
            ('|', _) => cells.push(String::new()),
            (c, Some(cell)) => cell.push(c),
            (_, None) => {}
        }
        escaped = c == '\\';
    }
    Some(cells)
}

pub(super) fn write(workbook: &Workbook) -> String {
    let mut out = String::new();
    for sheet in &workbook.sheets {
        if !out.is_empty() {
            out.push('\n');
        }
        row(&mut out, &sheet.name, &[]);
        for cells in &sheet.rows {
            row(&mut out, "", cells);
        }
    }
    out
}

/// A row is one line, so a line break within a cell becomes a blank.
fn row(out: &mut String, name: &str, cells: &[String]) {
    for cell in std::iter::once(name).chain(cells.iter().map(String::as_str)) {
        out.push_str("| ");
        for c in cell.chars() {
            match c {
                '|' => out.push_str("\\|"),
                '\n' | '\r' => out.push(' '),
                c => out.push(c),
            }
        }
        out.push(' ');
    }
    out.push_str("|\n");
}
