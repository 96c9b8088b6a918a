//! The sheets of a form, taken apart: settings, choice lists, and the survey as a tree of rows.

use std::collections::BTreeMap;

use crate::engine::problem::{CellPlace, remark};
use crate::engine::spelling::nearest;
use crate::formats::workbook::{Sheet, Workbook};

use super::headers;
use super::languages::FormLanguages;
use super::quotas;
use super::table::{FormSheet, SheetProblems, SheetRow};
use super::translations;
use super::tree::{self, FormItem};

/// Sheets we understand; all others are kept as they are.
pub(super) const SHEETS: [&str; 5] =
    ["survey", "choices", "settings", "external_choices", "entities"];

/// What else people call them.
const USUAL_SHEETS: [(&str, &[&str]); 3] = [
    (
        "survey",
        &["umfrage", "fragebogen", "fragen", "formular", "questionnaire", "questions", "form"],
    ),
    (
        "choices",
        &["auswahl", "auswahlen", "antworten", "optionen", "listen", "options", "answers", "lists"],
    ),
    ("settings", &["einstellungen", "einstellung", "options"]),
];

/// A form as its author wrote it.
#[derive(Debug, Default)]
pub(super) struct XlsForm {
    /// What it is called if it does not say so itself: the file's name.
    pub(super) name: String,
    pub(super) settings: Settings,
    pub(super) survey: FormSheet,
    pub(super) choices: Lists,
    pub(super) external: Lists,
    pub(super) entities: FormSheet,
    pub(super) quotas: FormSheet,
    pub(super) languages: FormLanguages,
    /// The rows of the survey, groups holding theirs.
    pub(super) items: Vec<FormItem>,
    /// The names of all sheets.
    pub(super) order: Vec<String>,
    /// The sheets that are no part of the questionnaire.
    pub(super) others: BTreeMap<String, Vec<Vec<String>>>,
    /// Our sheet of what is known of the translations.
    pub(super) translations: Vec<Vec<String>>,
}

/// The settings, by their proper names.
#[derive(Debug, Default)]
pub(super) struct Settings {
    pub(super) table: FormSheet,
    values: BTreeMap<String, String>,
    row: usize,
}

impl Settings {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// Whether a setting says yes.
    pub(super) fn is_on(&self, name: &str) -> bool {
        self.get(name).and_then(yes_no) == Some(true)
    }

    pub(super) fn place(&self, name: &str) -> CellPlace {
        self.table.place(self.row, Some(name))
    }

    /// All settings with their headers as they are spelt.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&String, &String)> {
        self.values.iter()
    }

    /// Changes every setting.
    pub(super) fn change(&mut self, change: impl Fn(&str) -> String) {
        for value in self.values.values_mut() {
            *value = change(value);
        }
    }

    fn read(sheet: Option<&Sheet>, found: &mut SheetProblems) -> Self {
        let mut settings = Self { row: 2, ..Self::default() };
        let Some(sheet) = sheet else {
            settings.table.sheet = "settings".to_owned();
            return settings;
        };
        settings.table = FormSheet::read(sheet, &headers::SETTINGS, found);
        settings.table.clean(false);
        let Some(row) = settings.table.rows.first() else { return settings };
        settings.row = row.number;
        for (column, cell) in settings.table.cells(row) {
            settings.values.insert(column.parts.parts.join("::"), cell.to_owned());
        }
        if let Some(second) = settings.table.rows.get(1) {
            let cell = settings.table.place(second.number, None);
            found
                .warning(cell, remark!("form-settings-one-row"))
                .hint(remark!("form-settings-above"));
        }
        settings
    }
}

/// The lists of a choices sheet.
#[derive(Debug, Default)]
pub(super) struct Lists {
    pub(super) table: FormSheet,
    /// The lists in the order of their first rows.
    pub(super) lists: Vec<(String, Vec<SheetRow>)>,
}

impl Lists {
    pub(super) fn get(&self, name: &str) -> Option<&[SheetRow]> {
        self.lists.iter().find(|(list, _)| list == name).map(|(_, rows)| rows.as_slice())
    }

    /// The names of a list's choices.
    pub(super) fn names(&self, list: &str) -> Option<Vec<String>> {
        let rows = self.get(list)?;
        Some(
            rows.iter().filter_map(|row| self.table.cell(row, "name").map(str::to_owned)).collect(),
        )
    }

    fn read(sheet: Option<&Sheet>, found: &mut SheetProblems) -> Self {
        let Some(sheet) = sheet else { return Self::default() };
        let mut table = FormSheet::read(sheet, &headers::CHOICES, found);
        table.clean(false);
        let mut lists: Vec<(String, Vec<SheetRow>)> = Vec::new();
        for row in &table.rows {
            let Some(name) = table.cell(row, "list_name") else {
                let cell = table.place(row.number, Some("list_name"));
                found.warning(cell, remark!("form-choice-without-list"));
                continue;
            };
            match lists.iter_mut().find(|(list, _)| list == name) {
                Some((_, rows)) => rows.push(row.clone()),
                None => lists.push((name.to_owned(), vec![row.clone()])),
            }
        }
        Self { table, lists }
    }
}

/// `yes`, `TRUE`, `WAHR`, `no` …; nothing for what is neither, an expression then.
pub(super) fn yes_no(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "yes" | "y" | "true" | "true()" | "1" | "ja" | "wahr" => Some(true),
        "no" | "n" | "false" | "false()" | "0" | "nein" | "falsch" => Some(false),
        _ => None,
    }
}

impl XlsForm {
    /// Takes a workbook apart.
    pub(super) fn read(workbook: &Workbook, name: &str, found: &mut SheetProblems) -> Self {
        let mut form = Self { name: name.to_owned(), ..Self::default() };
        let mut known: BTreeMap<String, &Sheet> = BTreeMap::new();
        for sheet in &workbook.sheets {
            if sheet.name == translations::SHEET && translations::is_ours(&sheet.rows) {
                form.translations.clone_from(&sheet.rows);
                continue;
            }
            form.order.push(sheet.name.clone());
            let plain = sheet.name.trim().to_lowercase();
            let alone = workbook.sheets.len() == 1 && !SHEETS.contains(&plain.as_str());
            let plain = if alone { "survey".to_owned() } else { plain };
            if plain == "quotas" && quotas::is_ours(sheet) {
                form.quotas = FormSheet::read(sheet, &headers::QUOTAS, found);
                form.quotas.clean(false);
                continue;
            }
            if SHEETS.contains(&plain.as_str()) && !known.contains_key(&plain) {
                if plain == "entities" {
                    form.others.insert(sheet.name.clone(), sheet.rows.clone());
                }
                known.insert(plain, sheet);
            } else {
                form.others.insert(sheet.name.clone(), sheet.rows.clone());
            }
        }
        for wanted in ["settings", "entities"] {
            if let (None, Some(like)) = (known.get(wanted), form.like(wanted)) {
                let cell = CellPlace { sheet: like.clone(), row: None, column: None };
                found
                    .warning(cell, remark!("form-sheet-unread", wanted))
                    .hint(remark!("form-sheet-own", like));
            }
        }
        form.settings = Settings::read(known.get("settings").copied(), found);
        form.choices = Lists::read(known.get("choices").copied(), found);
        form.external = Lists::read(known.get("external_choices").copied(), found);
        if let Some(sheet) = known.get("entities") {
            form.entities = FormSheet::read(sheet, &headers::ENTITIES, found);
            form.entities.clean(false);
        }
        match known.get("survey").filter(|sheet| !sheet.rows.is_empty()) {
            None => {
                let hint =
                    form.like("survey").map(|like| remark!("form-is-it", like, wanted = "survey"));
                let cell = CellPlace { sheet: "survey".to_owned(), row: None, column: None };
                found.error(cell, remark!("form-no-survey")).hint = hint;
            }
            Some(sheet) => {
                form.survey = FormSheet::read(sheet, &headers::SURVEY, found);
                let collapse = form.settings.get("clean_text_values").and_then(yes_no);
                form.survey.clean(collapse != Some(false));
            }
        }
        form.need_columns(found);
        form.read_languages();
        form.items = tree::read(&mut form, found);
        form
    }

    /// A sheet that is not read and looks like a misspelling of `wanted`, or says the same.
    pub(super) fn like(&self, wanted: &str) -> Option<String> {
        let others = || self.others.keys().filter(|name| !name.starts_with('_'));
        let usual = USUAL_SHEETS.iter().find(|(ours, _)| *ours == wanted);
        let is_usual = |name: &&String| {
            usual.is_some_and(|(_, words)| words.contains(&name.trim().to_lowercase().as_str()))
        };
        let near = || nearest(wanted, others().map(String::as_str)).map(str::to_owned);
        others().find(is_usual).cloned().or_else(near)
    }

    /// Takes a setting that stands on the survey sheet.
    pub(super) fn set(&mut self, setting: &str, value: &str) {
        self.settings.values.insert(setting.to_owned(), value.to_owned());
    }

    fn need_columns(&self, found: &mut SheetProblems) {
        let header = |table: &FormSheet| CellPlace {
            sheet: table.sheet.clone(),
            row: Some(1),
            column: None,
        };
        if !self.survey.sheet.is_empty() && !self.survey.has("type") {
            found
                .error(header(&self.survey), remark!("form-no-type-column"))
                .hint(remark!("form-survey-columns"));
        }
        let choices = &self.choices.table;
        if !choices.rows.is_empty() && !choices.has("name") {
            found
                .error(header(choices), remark!("form-no-name-column"))
                .hint(remark!("form-choices-columns"));
        }
    }

    fn read_languages(&mut self) {
        let tables = [&self.survey, &self.choices.table, &self.external.table, &self.quotas];
        let named: Vec<&str> = tables.iter().flat_map(|table| table.languages()).collect();
        let mixed = tables.iter().any(|table| table.mixes_languages());
        let default = self.settings.get("default_language");
        let languages = FormLanguages::new(&named, default, mixed);
        self.languages = languages;
    }
}
