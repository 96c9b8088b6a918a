//! From the JSON pointer of a problem to the cell that it came from, and back.

use std::collections::BTreeMap;

use crate::engine::problem::CellPlace;
use crate::engine::properties;

use super::form::Settings;
use super::table::FormSheet;

/// Where the parts of a questionnaire stand in the workbook.
#[derive(Debug, Default)]
pub struct Places {
    /// Sheet and row by JSON pointer.
    rows: BTreeMap<String, (String, usize)>,
    /// The header of a field, by sheet and field.
    headers: BTreeMap<(String, String), String>,
    /// Settings by the name of our field.
    settings: BTreeMap<&'static str, CellPlace>,
}

impl Places {
    /// The cell that a JSON pointer stands for: `/pages/1/questions/0/relevant`.
    pub fn find(&self, path: &str) -> Option<CellPlace> {
        if let Some(cell) = path.strip_prefix('/').and_then(|name| self.settings.get(name)) {
            return Some(cell.clone());
        }
        let ends = path.match_indices('/').map(|(at, _)| at);
        let mut ends: Vec<usize> = ends.chain([path.len()]).collect();
        ends.reverse();
        let (end, (sheet, row)) =
            ends.into_iter().find_map(|end| Some((end, self.rows.get(path.get(..end)?)?)))?;
        let rest = path.get(end..)?.trim_start_matches('/').trim_start_matches("media/");
        let field = rest.split('/').next().unwrap_or_default();
        let column = self.headers.get(&(sheet.clone(), column(field, sheet).to_owned())).cloned();
        Some(CellPlace { sheet: sheet.clone(), row: Some(*row), column })
    }

    /// What stands in the row of a cell, as a JSON pointer.
    pub fn pointer(&self, cell: &CellPlace) -> Option<&str> {
        let is_here = |place: &(String, usize)| place.0 == cell.sheet && Some(place.1) == cell.row;
        self.rows.iter().find(|(_, place)| is_here(place)).map(|(path, _)| path.as_str())
    }

    /// The paths of what stands in each row of a sheet.
    pub(super) fn by_row(&self, sheet: &str) -> BTreeMap<usize, Vec<&str>> {
        let mut paths: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for (path, (_, row)) in self.rows.iter().filter(|(_, (known, _))| known == sheet) {
            paths.entry(*row).or_default().push(path);
        }
        paths
    }

    pub(super) fn add(&mut self, path: String, table: &FormSheet, row: usize) {
        self.rows.insert(path, (table.sheet.clone(), row));
    }

    /// Learns the headers of the sheets.
    pub(super) fn know(&mut self, tables: &[&FormSheet], settings: &Settings) {
        for table in tables {
            for column in &table.columns {
                if let Some((field, _)) = column.parts.field() {
                    self.headers
                        .entry((table.sheet.clone(), field.to_owned()))
                        .or_insert_with(|| column.header.clone());
                }
            }
        }
        for (ours, theirs) in [
            ("name", "id_string"),
            ("title", "title"),
            ("version", "version"),
            ("instance_name", "instance_name"),
            ("languages", "default_language"),
        ] {
            self.settings.insert(ours, settings.place(theirs));
        }
    }
}

/// The column that a field of ours comes from.
fn column<'f>(field: &'f str, sheet: &str) -> &'f str {
    match field {
        // A choice as a whole is its name.
        "" if sheet.to_lowercase() == "choices" => "name",
        field => properties::column(field).unwrap_or(field),
    }
}
