//! A sheet in the making: cells by column, then columns in their order.

use std::collections::BTreeMap;

use super::super::headers::{Dialect, Header};
use super::super::languages::{self, FormLanguages};

/// The column that a cell belongs to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum CellKey {
    /// A field without a language.
    Field(&'static str),
    /// A field in a language, by its code.
    In(&'static str, String),
    /// A header as it is spelt.
    Raw(String),
}

/// The cells of a row.
pub(super) type RowCells = Vec<(CellKey, String)>;

/// The order of columns where the author gave none.
const ORDER: [&str; 28] = [
    "list_name",
    "type",
    "name",
    "label",
    "hint",
    "guidance_hint",
    "required",
    "required_message",
    "relevant",
    "constraint",
    "constraint_message",
    "calculation",
    "trigger",
    "default",
    "read_only",
    "appearance",
    "parameters",
    "choice_filter",
    "repeat_count",
    "image",
    "big-image",
    "audio",
    "video",
    "title",
    "id_string",
    "version",
    "default_language",
    "instance_name",
];

/// The names of languages in headers, by code.
pub(super) struct LanguageNames {
    named: BTreeMap<String, String>,
    /// The codes in the order of the questionnaire.
    order: Vec<String>,
}

impl LanguageNames {
    /// The names that the headers have, and for further codes those we give.
    pub(super) fn new(spelt: &FormLanguages, codes: &[String]) -> Self {
        let mut named: BTreeMap<String, String> =
            codes.iter().map(|code| (code.clone(), languages::name(code))).collect();
        named.extend(spelt.pairs().map(|(name, code)| (code.clone(), name.clone())));
        Self { named, order: codes.to_vec() }
    }

    pub(super) fn name<'n>(&'n self, code: &'n str) -> &'n str {
        self.named.get(code).map_or(code, String::as_str)
    }

    fn rank(&self, code: &str) -> usize {
        self.order.iter().position(|known| known == code).unwrap_or(self.order.len())
    }
}

/// A sheet in the making.
pub(super) struct SheetGrid<'g> {
    names: &'g LanguageNames,
    columns: Vec<(String, Header)>,
    pub(super) lines: Vec<RowCells>,
}

impl<'g> SheetGrid<'g> {
    /// Begins with the headers the author had.
    pub(super) fn new(spelt: &[String], dialect: &Dialect, names: &'g LanguageNames) -> Self {
        let double = spelt.iter().any(|header| header.contains("::"));
        let parse = |header: &String| (header.clone(), dialect.parse(header, double));
        Self { names, columns: spelt.iter().map(parse).collect(), lines: Vec::new() }
    }

    /// Whether the author had a column.
    pub(super) fn has(&self, key: &CellKey) -> bool {
        self.find(key).is_some()
    }

    fn find(&self, key: &CellKey) -> Option<usize> {
        self.columns.iter().position(|(header, parts)| match key {
            CellKey::Raw(raw) => header == raw || is_ours(raw, parts),
            CellKey::Field(field) => {
                parts.field() == Some((field, None)) || parts.parts == [*field]
            }
            CellKey::In(field, code) => parts.field() == Some((field, Some(self.names.name(code)))),
        })
    }

    /// The author's header of a column by its proper name.
    pub(super) fn spelt(&self, name: &str) -> Option<&str> {
        let column = self.columns.iter().find(|(_, parts)| parts.parts.join("::") == name);
        column.map(|(header, _)| header.as_str())
    }

    /// The rows, headers first. New columns stand right of the author's.
    pub(super) fn rows(&self) -> Vec<Vec<String>> {
        let mut new: Vec<&CellKey> = Vec::new();
        for (key, _) in self.lines.iter().flatten() {
            if !new.contains(&key) && self.find(key).is_none() {
                new.push(key);
            }
        }
        new.sort_by_key(|key| self.rank(key));
        let mut headers: Vec<String> = self.columns.iter().map(|(h, _)| h.clone()).collect();
        let known = headers.len();
        headers.extend(new.iter().map(|key| self.header(key)));
        let mut rows = vec![headers];
        for line in &self.lines {
            let mut row = vec![String::new(); known + new.len()];
            for (key, text) in line {
                let place = self.find(key).or_else(|| {
                    new.iter().position(|other| *other == key).map(|place| known + place)
                });
                if let Some(cell) = place.and_then(|place| row.get_mut(place)) {
                    cell.clone_from(text);
                }
            }
            while row.last().is_some_and(String::is_empty) {
                row.pop();
            }
            rows.push(row);
        }
        rows
    }

    /// What is XLSForm's own first, by field and language, then the rest as it comes.
    fn rank(&self, key: &CellKey) -> (usize, usize) {
        let field =
            |field: &str| ORDER.iter().position(|known| *known == field).unwrap_or(ORDER.len());
        match key {
            CellKey::Field(name) => (field(name), 0),
            CellKey::In(name, code) => (field(name), self.names.rank(code) + 1),
            CellKey::Raw(header)
                if header.starts_with("zugvogel:") || header.starts_with("zugvogel.") =>
            {
                (ORDER.len() + 2, 0)
            }
            CellKey::Raw(_) => (ORDER.len() + 1, 0),
        }
    }

    fn header(&self, key: &CellKey) -> String {
        match key {
            CellKey::Field("title") => "form_title".to_owned(),
            CellKey::Field("id_string") => "form_id".to_owned(),
            CellKey::Field(field) => (*field).to_owned(),
            CellKey::In(field, code) => format!("{field}::{}", self.names.name(code)),
            CellKey::Raw(header) => header.clone(),
        }
    }
}

/// Whether the author's header is another spelling of a column that only we have.
fn is_ours(raw: &str, header: &Header) -> bool {
    header.parts.first().is_some_and(|first| first == "zugvogel")
        && header.parts.join("::") == raw.replacen("zugvogel.", "zugvogel::", 1)
}
