//! Excel workbooks out. The same workbook gives the same bytes: no clock, no name of a machine.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, XlsxError};

use crate::engine::problem::remark;

use super::{Workbook, WorkbookError};

/// Widest column, in characters, that still leaves room for its neighbours.
const WIDEST: usize = 60;

pub(super) fn write(workbook: &Workbook) -> Result<Vec<u8>, WorkbookError> {
    bytes(workbook).map_err(|error| {
        WorkbookError::Unwritable(remark!("workbook-unwritable", why = error.to_string()))
    })
}

fn bytes(workbook: &Workbook) -> Result<Vec<u8>, XlsxError> {
    let mut book = rust_xlsxwriter::Workbook::new();
    // Every file has a day it was made; a fixed one tells nothing and changes nothing.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let heading = Format::new().set_bold();
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for sheet in &workbook.sheets {
        let page = book.add_worksheet();
        page.set_name(&sheet.name)?;
        page.set_freeze_panes(1, 0)?;
        for (row, cells) in (0u32..).zip(&sheet.rows) {
            let format = if row == 0 { &heading } else { &text };
            for (column, cell) in (0u16..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                page.write_string_with_format(row, column, cell, format)?;
            }
        }
        for (column, width) in (0u16..).zip(widths(&sheet.rows)) {
            page.set_column_width(column, width)?;
        }
    }
    book.save_to_buffer()
}

/// Columns as wide as what is in them, within reason.
fn widths(rows: &[Vec<String>]) -> Vec<u32> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        let longest = cells.map(|cell| cell.chars().count()).max().unwrap_or_default();
        u32::try_from(longest.clamp(8, WIDEST) + 2).unwrap_or(10)
    };
    (0..columns).map(width).collect()
}
