//! A sheet with its headers understood: cells by field, rows with the numbers people see.

use crate::engine::model::Text;
use crate::engine::problem::{CellPlace, FilePlace, Problem, Remark, Severity, remark};
use crate::formats::workbook::Sheet;

use super::headers::{Dialect, Header};
use super::languages::FormLanguages;

/// So many blank headers, and the sheet ends at their left; so many blank rows, and it ends above.
/// What stands behind is somebody's scratch paper.
const BLANK_COLUMNS: usize = 20;
const BLANK_ROWS: usize = 60;

/// The problems found so far.
#[derive(Debug, Default)]
pub(super) struct SheetProblems(pub(super) Vec<Problem>);

impl SheetProblems {
    pub(super) fn error(&mut self, cell: CellPlace, what: Remark) -> &mut Problem {
        self.add(Severity::Error, cell, what)
    }

    pub(super) fn warning(&mut self, cell: CellPlace, what: Remark) -> &mut Problem {
        self.add(Severity::Warning, cell, what)
    }

    fn add(&mut self, severity: Severity, cell: CellPlace, what: Remark) -> &mut Problem {
        let index = self.0.len();
        let origin = Some(FilePlace::Cell(cell));
        self.0.push(Problem { origin, ..Problem::new(severity, "", what) });
        &mut self.0[index]
    }
}

/// A sheet of a form.
#[derive(Debug, Default)]
pub(super) struct FormSheet {
    /// The sheet's name as it is spelt.
    pub(super) sheet: String,
    pub(super) columns: Vec<SheetColumn>,
    /// How many rows are above the headers.
    top: usize,
    /// The rows below the headers that are not blank.
    pub(super) rows: Vec<SheetRow>,
}

/// A column.
#[derive(Debug)]
pub(super) struct SheetColumn {
    /// As it is spelt.
    pub(super) header: String,
    pub(super) parts: Header,
}

/// A row; its cells are in the order of the table's columns.
#[derive(Debug, Clone)]
pub(super) struct SheetRow {
    /// As spreadsheets count, from 1.
    pub(super) number: usize,
    cells: Vec<String>,
}

/// Columns without which no row can be read.
const NEEDED: [&str; 3] = ["type", "name", "list_name"];

impl FormSheet {
    /// Understands a sheet. Headers that come twice, or are two names of one column, are errors.
    pub(super) fn read(sheet: &Sheet, dialect: &Dialect, found: &mut SheetProblems) -> Self {
        let mut table = Self { sheet: sheet.name.clone(), ..Self::default() };
        table.top = dialect.header_row(&sheet.rows);
        if table.top > 0 {
            let row = table.top + 1;
            found
                .error(table.place(row, None), remark!("form-header-below"))
                .hint(remark!("form-delete-above"));
        }
        let below = sheet.rows.get(table.top..).unwrap_or_default();
        let Some((headers, rows)) = below.split_first() else { return table };
        let places = table.headers(headers, dialect, found);
        let mut blank = 0;
        let mut stray = false;
        for (row, number) in rows.iter().zip(table.top + 2..) {
            let cell = |place: &usize| row.get(*place).cloned().unwrap_or_default();
            let cells: Vec<String> = places.iter().map(cell).collect();
            let mut outside = row.iter().enumerate().filter(|(place, _)| !places.contains(place));
            if !stray && outside.any(|(_, cell)| !cell.is_empty()) {
                stray = true;
                let cell = table.place(number, None);
                found.warning(cell, remark!("form-no-header")).hint(remark!("form-give-header"));
            }
            if cells.iter().all(String::is_empty) {
                blank += 1;
                if blank > BLANK_ROWS {
                    if rows
                        .iter()
                        .skip(number - table.top - 2)
                        .flatten()
                        .any(|cell| !cell.is_empty())
                    {
                        let message = remark!("form-below-blank", blank);
                        found.warning(table.place(number, None), message);
                    }
                    break;
                }
                continue;
            }
            blank = 0;
            table.rows.push(SheetRow { number, cells });
        }
        table
    }

    /// Adds the columns; where each of them stands in the sheet.
    fn headers(
        &mut self,
        headers: &[String],
        dialect: &Dialect,
        found: &mut SheetProblems,
    ) -> Vec<usize> {
        let double = headers.iter().any(|header| header.contains("::"));
        let mut places = Vec::new();
        let mut blank = 0;
        for (place, header) in headers.iter().enumerate() {
            if header.is_empty() {
                blank += 1;
                if blank > BLANK_COLUMNS {
                    break;
                }
                continue;
            }
            blank = 0;
            let header = collapse(header);
            let parts = dialect.parse(&header, double);
            if let Some(other) = self.columns.iter().find(|other| other.parts.parts == parts.parts)
            {
                let cell = CellPlace {
                    sheet: self.sheet.clone(),
                    row: Some(self.top + 1),
                    column: Some(header.clone()),
                };
                if other.header == header {
                    found
                        .error(cell, remark!("form-column-twice", header))
                        .hint(remark!("form-rename-or-remove"));
                } else if parts.proper || parts.parts == ["id_string"] {
                    let message = remark!("form-column-other-name", other = other.header, header);
                    found.warning(cell, message).hint(remark!("form-remove-one"));
                } else {
                    let message = remark!("form-column-same", other = other.header, header);
                    found.error(cell, message).hint(remark!("form-rename-or-remove"));
                }
            }
            self.columns.push(SheetColumn { header, parts });
            places.push(place);
        }
        self.misspelt(dialect, found);
        places
    }

    /// Tells of columns that nothing is read from and that look like one of which something would be. What no
    /// form can do without is read all the same, so that nothing else is told for want of it.
    fn misspelt(&mut self, dialect: &Dialect, found: &mut SheetProblems) {
        for at in 0..self.columns.len() {
            let column = &self.columns[at];
            let Some(near) = dialect.meant(&column.parts, |known| self.has(known)) else {
                continue;
            };
            let header = column.header.clone();
            let (sheet, row) = (self.sheet.clone(), Some(self.top + 1));
            let cell = CellPlace { sheet, row, column: Some(header.clone()) };
            if dialect.needs.is_some() && NEEDED.contains(&near.as_str()) {
                self.columns[at].parts = dialect.parse(&near, true);
                found.error(cell, remark!("form-no-column", column = &near)).hint(remark!(
                    "form-is-it",
                    like = header,
                    wanted = near
                ));
            } else {
                found
                    .warning(cell, remark!("form-column-unread", header))
                    .hint(remark!("did-you-mean", near));
            }
        }
    }

    /// Whether there is a column for a field, in any language.
    pub(super) fn has(&self, field: &str) -> bool {
        self.columns.iter().any(|column| column.is(field))
    }

    /// The text of a field without a language.
    pub(super) fn cell<'r>(&self, row: &'r SheetRow, field: &str) -> Option<&'r str> {
        // Of two names for one column the last one counts.
        self.columns
            .iter()
            .zip(&row.cells)
            .rfind(|(column, cell)| !cell.is_empty() && column.parts.field() == Some((field, None)))
            .map(|(_, cell)| cell.as_str())
    }

    /// The text of a field in whatever language it has.
    pub(super) fn any<'t>(&'t self, row: &'t SheetRow, field: &str) -> Option<&'t str> {
        self.cells(row).find(|(column, _)| column.is(field)).map(|(_, cell)| cell)
    }

    /// Whether a row has something in a field, in any language.
    pub(super) fn holds(&self, row: &SheetRow, field: &str) -> bool {
        self.any(row, field).is_some()
    }

    /// A row with nothing but a label, which is the same in all languages.
    pub(super) fn label_only(&self, number: usize, label: &str) -> SheetRow {
        let cell = |column: &SheetColumn| {
            if column.is("label") { label.to_owned() } else { String::new() }
        };
        SheetRow { number, cells: self.columns.iter().map(cell).collect() }
    }

    /// The text of a field in all its languages.
    pub(super) fn text(&self, row: &SheetRow, field: &str, languages: &FormLanguages) -> Text {
        let named = self.cells(row).filter_map(|(column, cell)| match column.parts.field() {
            Some((known, Some(language))) if known == field => Some((language, cell)),
            _ => None,
        });
        languages.text(self.cell(row, field), named)
    }

    /// The cells of a row that are not empty, with their columns.
    pub(super) fn cells<'t>(
        &'t self,
        row: &'t SheetRow,
    ) -> impl Iterator<Item = (&'t SheetColumn, &'t str)> {
        self.columns
            .iter()
            .zip(&row.cells)
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(column, cell)| (column, cell.as_str()))
    }

    /// The languages that headers name, in their order.
    pub(super) fn languages(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().filter_map(|column| column.parts.field()?.1)
    }

    /// Whether a row has a text both with and without a language.
    pub(super) fn mixes_languages(&self) -> bool {
        self.rows.iter().any(|row| {
            self.cells(row).any(|(column, _)| match column.parts.field() {
                Some((field, Some(_))) => self.cell(row, field).is_some(),
                _ => false,
            })
        })
    }

    /// The headers as they are spelt.
    pub(super) fn spelt(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.header.clone()).collect()
    }

    /// The place of a row, or of a field in it.
    pub(super) fn place(&self, row: usize, field: Option<&str>) -> CellPlace {
        let column = field.map(|field| {
            let column = self.columns.iter().find(|column| column.is(field));
            column.map_or(field, |column| &column.header).to_owned()
        });
        CellPlace { sheet: self.sheet.clone(), row: Some(row), column }
    }
}

impl SheetColumn {
    fn is(&self, field: &str) -> bool {
        self.parts.field().is_some_and(|(known, _)| known == field)
    }

    /// Whether it is one of the columns that only we have.
    pub(super) fn is_ours(&self) -> bool {
        self.parts.parts.first().is_some_and(|first| first == "zugvogel")
    }

    /// Whether people read what is in it.
    pub(super) fn is_shown(&self) -> bool {
        self.parts.field().is_some_and(|(field, _)| {
            matches!(
                field,
                "label"
                    | "hint"
                    | "guidance_hint"
                    | "constraint_message"
                    | "required_message"
                    | "end_title"
                    | "end_text"
            )
        })
    }
}

impl SheetRow {
    /// All its texts, blank ones included.
    pub(super) fn texts(&self) -> Vec<String> {
        self.cells.clone()
    }

    /// The same row with every text changed.
    pub(super) fn map(&self, change: impl Fn(&str) -> String) -> Self {
        let cells = self.cells.iter().map(|cell| change(cell)).collect();
        Self { number: self.number, cells }
    }
}

impl FormSheet {
    /// Straightens what word processors do to expressions: curly quotes and no-break blanks become
    /// plain ones, but not in texts that people read, where they belong. Unless the author objects,
    /// several blanks become one.
    pub(super) fn clean(&mut self, blanks: bool) {
        for row in &mut self.rows {
            for (column, cell) in self.columns.iter().zip(&mut row.cells) {
                if column.is_ours() {
                    continue;
                }
                if !column.is_shown() {
                    *cell = straight(cell);
                }
                if blanks {
                    *cell = collapse(cell);
                }
            }
        }
    }
}

fn straight(text: &str) -> String {
    text.replace(['\u{2018}', '\u{2019}'], "'")
        .replace(['\u{201c}', '\u{201d}'], "\"")
        .replace('\u{a0}', " ")
}

/// One blank for several.
fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c != ' ' || !out.ends_with(' ') {
            out.push(c);
        }
    }
    out
}
