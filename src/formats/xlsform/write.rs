//! A questionnaire becomes the sheets of a form again.
//!
//! First come the sheets as XLSForm knows them. They are read, and where the questionnaire that
//! comes out is not the one that went in, columns `zugvogel::…` and a sheet `_zugvogel` say what is
//! missing. So whatever our model has survives, and other tools read a form that is theirs.

mod difference;
mod grid;
mod lines;
mod texts;

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::codebook::choice_columns;
use crate::engine::model::{
    Choice, ChoiceList, Definition, KindName, Metadata, Page, Question, other_name,
};
use crate::engine::problem::{Problem, Severity, remark, token};
use crate::formats::FormFiles;
use crate::formats::workbook::{Sheet, Workbook};

use super::headers::{CHOICES, QUOTAS, SETTINGS, SURVEY};
use super::languages::FormLanguages;
use super::rename::with_names;
use super::translations;
use super::types::{self, Type};
use super::{build, extras};
use grid::{CellKey, LanguageNames, RowCells, SheetGrid};
pub(super) use lines::{END, part_name};
use lines::{SurveyWriter, WrittenRow};
use texts::TextWriter;

/// A form as it was written.
#[derive(Debug)]
pub struct Written {
    /// The sheets.
    pub workbook: Workbook,
    /// What could not be written as it is; warnings.
    pub problems: Vec<Problem>,
}

/// Writes a questionnaire. `name` is what the file will be called, without extension: a form that
/// does not say its name has that of its file. Files beside it are read for code frames only, which
/// other tools need written out.
pub fn write(definition: &Definition, name: &str, files: &dyn FormFiles) -> Written {
    let mut problems = Vec::new();
    let frames = frame_lists(definition, files, &mut problems);
    let mut form =
        FormWriter { definition, name, frames: &frames, survey: Vec::new(), choices: Vec::new() };
    form.survey = form.survey_lines();
    form.choices = form.choice_lines();
    let plain = form.workbook(&[]);
    let mut extra = Vec::new();
    form.add_differences(&plain, &mut extra);
    let workbook = form.workbook(&extra);
    let again = super::read(&workbook, name);
    if again.definition.as_ref() != Some(definition) {
        let message = remark!("form-not-told");
        problems.push(Problem::new(Severity::Warning, "", message));
    }
    Written { workbook, problems }
}

/// The choices of lists that are made of a code frame.
fn frame_lists(
    definition: &Definition,
    files: &dyn FormFiles,
    problems: &mut Vec<Problem>,
) -> BTreeMap<String, Vec<Choice>> {
    let is_frame = |list: &ChoiceList| matches!(list, ChoiceList::Frame(_));
    let mut copy = definition.clone();
    copy.lists.retain(|_, list| is_frame(list));
    if copy.lists.is_empty() {
        return BTreeMap::new();
    }
    let mut absent = Vec::new();
    crate::formats::json::resolve(&mut copy, files, &mut absent);
    for mut problem in absent {
        problem.severity = Severity::Warning;
        problems.push(problem);
    }
    let written = |(name, list)| match list {
        ChoiceList::Written(choices) => Some((name, choices)),
        _ => None,
    };
    copy.lists.into_iter().filter_map(written).collect()
}

/// A form in the making.
struct FormWriter<'d> {
    definition: &'d Definition,
    name: &'d str,
    frames: &'d BTreeMap<String, Vec<Choice>>,
    survey: Vec<WrittenRow>,
    choices: Vec<WrittenRow>,
}

impl FormWriter<'_> {
    fn headers(&self, sheet: &str) -> &[String] {
        self.definition.workbook.headers.get(sheet).map(Vec::as_slice).unwrap_or_default()
    }

    /// The languages as the author's headers name them.
    fn languages(&self) -> FormLanguages {
        let double = |headers: &[String]| headers.iter().any(|header| header.contains("::"));
        let mut named: Vec<String> = Vec::new();
        for (sheet, dialect) in
            [("survey", &SURVEY), ("choices", &CHOICES), ("external_choices", &CHOICES)]
        {
            let headers = self.headers(sheet);
            for header in headers {
                let parts = dialect.parse(header, double(headers));
                named.extend(parts.field().and_then(|(_, l)| l).map(str::to_owned));
            }
        }
        let named: Vec<&str> = named.iter().map(String::as_str).collect();
        let default = self.definition.workbook.settings.get("default_language");
        let mixed = self.definition.languages.iter().any(|code| code == "und");
        FormLanguages::new(&named, default.map(String::as_str), mixed)
    }

    /// The code of the language of cells that name none.
    fn default_code(&self) -> String {
        match self.definition.is_imported() {
            true => self.languages().default_code().to_owned(),
            // We name all languages.
            false => String::new(),
        }
    }

    fn with_writer<T>(&self, sheet: &str, make: impl FnOnce(TextWriter<'_>) -> T) -> T {
        let names = LanguageNames::new(&self.languages(), &self.definition.languages);
        let dialect = if sheet == "survey" { &SURVEY } else { &CHOICES };
        let grid = SheetGrid::new(self.headers(sheet), dialect, &names);
        let default = self.default_code();
        let has = |field: &'static str| grid.has(&CellKey::In(field, default.clone()));
        make(TextWriter { default: &default, has_default: &has })
    }

    fn survey_lines(&self) -> Vec<WrittenRow> {
        let mut taken: BTreeSet<String> = BTreeSet::new();
        for question in questions(&self.definition.pages) {
            taken.extend(names_of(self.definition, question).iter().map(|n| n.to_lowercase()));
        }
        self.with_writer("survey", |writer| {
            let mut lines =
                SurveyWriter { definition: self.definition, writer, taken, made: Vec::new() };
            lines.pages(&self.definition.pages, "/pages");
            lines.made
        })
    }

    /// The lists of the sheet `choices`, in the author's order, new ones behind.
    fn choice_lines(&self) -> Vec<WrittenRow> {
        let external: Vec<String> = self.external().into_iter().map(|(list, _)| list).collect();
        let lists = &self.definition.lists;
        let order = &self.definition.workbook.lists;
        let new = lists.keys().filter(|name| !order.contains(name));
        let names = order.iter().chain(new).filter(|name| !external.contains(name));
        self.with_writer("choices", |writer| {
            let mut made = Vec::new();
            for name in names {
                let choices = match lists.get(name) {
                    Some(ChoiceList::Written(choices)) => choices,
                    _ => match self.frames.get(name) {
                        Some(choices) => choices,
                        None => continue,
                    },
                };
                for (at, choice) in choices.iter().enumerate() {
                    let line = lines::choice(choice, name, &writer);
                    made.push(WrittenRow { path: format!("/lists/{}/{at}", token(name)), line });
                }
            }
            made
        })
    }

    /// The lists of the sheet `external_choices`: our name and the one there.
    fn external(&self) -> Vec<(String, String)> {
        let mut lists = Vec::new();
        for question in questions(&self.definition.pages) {
            let kept = question.columns.get("type").and_then(|kept| Type::parse(kept));
            if let (Some(Type::Select(select)), Some(list)) = (kept, &question.choices)
                && select.kind == types::SelectKind::External
                && !lists.iter().any(|(known, _)| known == list)
            {
                lists.push((list.clone(), select.list));
            }
        }
        lists
    }

    /// All sheets; `extra` are the rows of `_zugvogel`.
    fn workbook(&self, extra: &[Vec<String>]) -> Workbook {
        let names = LanguageNames::new(&self.languages(), &self.definition.languages);
        let grid = |sheet: &str, dialect, made: &[WrittenRow]| {
            let mut grid = SheetGrid::new(self.headers(sheet), dialect, &names);
            grid.lines = made.iter().map(|made| made.line.clone()).collect();
            grid
        };
        let survey = grid("survey", &SURVEY, &self.survey).rows();
        let choices = grid("choices", &CHOICES, &self.choices);
        let mut sheets: Vec<(&str, Vec<Vec<String>>)> = vec![("survey", survey)];
        if !choices.lines.is_empty() || !self.headers("choices").is_empty() {
            sheets.push(("choices", choices.rows()));
        }
        let settings = self.settings(&names);
        if settings.lines.iter().any(|line| !line.is_empty())
            || !self.headers("settings").is_empty()
        {
            sheets.push(("settings", settings.rows()));
        }
        let external = self.external_rows(&names);
        if !external.is_empty() {
            sheets.push(("external_choices", external));
        }
        let translations = translations::rows(self.definition);
        let is_taken = self.definition.workbook.sheets.contains_key(translations::SHEET);
        if !translations.is_empty() && !is_taken {
            sheets.push((translations::SHEET, translations));
        }
        let quotas = self.quota_rows(&names);
        if quotas.len() > 1 || !self.headers("quotas").is_empty() {
            sheets.push(("quotas", quotas));
        }
        let mut rows = extra.to_vec();
        if !self.definition.is_imported() {
            rows.insert(0, extras::NATIVE.map(str::to_owned).to_vec());
        }
        if !rows.is_empty() {
            rows.insert(0, extras::HEADERS.map(str::to_owned).to_vec());
            sheets.push((extras::SHEET, rows));
        }
        self.arrange(sheets)
    }

    /// The sheets in the author's order, with those that are no part of the questionnaire.
    fn arrange(&self, mut sheets: Vec<(&str, Vec<Vec<String>>)>) -> Workbook {
        let kept = &self.definition.workbook;
        let mut workbook = Workbook::default();
        let alone = kept.order.len() == 1 && sheets.len() == 1;
        for name in &kept.order {
            let plain = name.trim().to_lowercase();
            let place = sheets.iter().position(|(known, _)| *known == plain || alone);
            let rows = match (place, kept.sheets.get(name)) {
                (Some(place), _) => self.rename(sheets.remove(place).1),
                (None, Some(rows)) => rows.clone(),
                (None, None) => continue,
            };
            workbook.sheets.push(Sheet { name: name.clone(), rows });
        }
        for (name, rows) in sheets {
            workbook.sheets.push(Sheet { name: name.to_owned(), rows: self.rename(rows) });
        }
        workbook
    }

    /// References to what had to be renamed lead to the author's names again.
    fn rename(&self, mut rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
        let mut old = BTreeMap::new();
        for question in questions(&self.definition.pages) {
            if let Some(name) = question.columns.get("name") {
                old.insert(question.name.clone(), name.clone());
            }
        }
        if !old.is_empty() {
            for cell in rows.iter_mut().flatten().filter(|cell| cell.contains("${")) {
                *cell = with_names(cell, &old);
            }
        }
        rows
    }

    fn settings<'g>(&self, names: &'g LanguageNames) -> SheetGrid<'g> {
        let definition = self.definition;
        let kept = &definition.workbook.settings;
        let mut grid = SheetGrid::new(self.headers("settings"), &SETTINGS, names);
        let mut line = RowCells::new();
        let own = kept.get("id_string").map(String::as_str);
        let id = own.unwrap_or(match definition.is_imported() {
            true => self.name,
            false => &definition.name,
        });
        let first = definition.languages.first().map(String::as_str).unwrap_or_default();
        let title = definition.title.get(first, first);
        if title != id || grid.has(&CellKey::Field("title")) {
            lines::put(&mut line, "title", title);
        }
        if own.is_some() || id != self.name || build::machine_name(id) != definition.name {
            let id = if build::machine_name(id) == definition.name { id } else { &definition.name };
            lines::put(&mut line, "id_string", id);
        }
        lines::put(&mut line, "version", &definition.version);
        let default = kept.get("default_language").cloned().or_else(|| {
            let several = definition.languages.len() > 1 && !definition.is_imported();
            several.then(|| names.name(first).to_owned())
        });
        lines::put(&mut line, "default_language", &default.unwrap_or_default());
        let instance = definition.instance_name.as_deref().unwrap_or_default();
        lines::put(&mut line, "instance_name", instance);
        for (name, value) in kept {
            if matches!(name.as_str(), "id_string" | "default_language") {
                continue;
            }
            line.push((self.setting(&grid, name), value.clone()));
        }
        grid.lines.push(line);
        grid
    }

    /// The author's header of a setting, or its name.
    fn setting(&self, grid: &SheetGrid<'_>, name: &str) -> CellKey {
        let spelt = grid.spelt(name);
        CellKey::Raw(spelt.unwrap_or(name).to_owned())
    }

    fn external_rows(&self, names: &LanguageNames) -> Vec<Vec<String>> {
        let mut grid = SheetGrid::new(self.headers("external_choices"), &CHOICES, names);
        for (list, theirs) in self.external() {
            let Some(ChoiceList::Written(choices)) = self.definition.lists.get(&list) else {
                continue;
            };
            self.with_writer("external_choices", |writer| {
                for choice in choices {
                    grid.lines.push(lines::choice(choice, &theirs, &writer));
                }
            });
        }
        for row in self.definition.workbook.sheets.get("external_choices").into_iter().flatten() {
            let cells = self.headers("external_choices").iter().zip(row);
            let cells = cells.map(|(header, cell)| (CellKey::Raw(header.clone()), cell.clone()));
            grid.lines.push(cells.collect());
        }
        match grid.lines.is_empty() && self.headers("external_choices").is_empty() {
            true => Vec::new(),
            false => grid.rows(),
        }
    }

    fn quota_rows(&self, names: &LanguageNames) -> Vec<Vec<String>> {
        let mut grid = SheetGrid::new(self.headers("quotas"), &QUOTAS, names);
        self.with_writer("quotas", |writer| {
            grid.lines.extend(self.definition.quotas.iter().map(|it| lines::quota(it, &writer)));
        });
        grid.rows()
    }

    /// Reads the plain form and writes down how the questionnaire differs from it.
    fn add_differences(&mut self, plain: &Workbook, extra: &mut Vec<Vec<String>>) {
        let read = super::read(plain, self.name);
        let Some(other) = &read.definition else { return };
        let (Ok(ours), Ok(theirs)) =
            (serde_json::to_value(self.definition), serde_json::to_value(other))
        else {
            return;
        };
        let languages = self.languages();
        let names = LanguageNames::new(&languages, &self.definition.languages);
        for (made, sheet) in [(&mut self.survey, "survey"), (&mut self.choices, "choices")] {
            let places = read.places.by_row(&sheet_name(self.definition, sheet));
            for (made, row) in made.iter_mut().zip(2..) {
                let paths = places.get(&row).map(Vec::as_slice).unwrap_or_default();
                let place = paths.iter().find(|path| same_sort(path, &made.path));
                let cells = difference::cells(&ours, &theirs, &made.path, place.copied(), &names);
                made.line.extend(cells);
            }
        }
        extra.extend(difference::rows(&ours, &theirs));
    }
}

/// Whether two JSON pointers both lead to a page, or both to a question, a row …
fn same_sort(one: &str, two: &str) -> bool {
    let sort = |path: &str| path.rsplit('/').nth(1).map(str::to_owned);
    one.starts_with("/lists/") && two.starts_with("/lists/") || sort(one) == sort(two)
}

/// How a sheet is called: as the author spelt it.
fn sheet_name(definition: &Definition, sheet: &str) -> String {
    let order = &definition.workbook.order;
    let spelt = order.iter().find(|name| name.trim().to_lowercase() == sheet);
    let alone = || order.first().filter(|_| order.len() == 1 && sheet == "survey");
    spelt.or_else(alone).map_or(sheet, String::as_str).to_owned()
}

/// All questions of pages in order.
pub(in super::super) fn questions(pages: &[Page]) -> Vec<&Question> {
    fn inner<'q>(questions: &'q [Question], out: &mut Vec<&'q Question>) {
        for question in questions {
            out.push(question);
            inner(&question.questions, out);
        }
    }
    let mut out = Vec::new();
    for page in pages {
        out.extend(self::questions(&page.pages));
        inner(&page.questions, &mut out);
    }
    out
}

/// The names that a question takes: its own, those of its rows and parts, and of its columns.
fn names_of(definition: &Definition, question: &Question) -> Vec<String> {
    let mut names = vec![question.name.clone(), other_name(&question.name)];
    names.extend(question.rows.iter().map(|row| row.name.clone()));
    names.extend(question.parts.iter().map(|part| part.name.clone()));
    let list = question.choices.as_ref().and_then(|name| definition.lists.get(name));
    if let Some(ChoiceList::Written(choices)) = list {
        let values = choices.iter().map(|it| it.value.as_str());
        let text = other_name(&question.name);
        names.extend(choice_columns(
            &question.name,
            values,
            question.other.as_ref().map(|_| &*text),
        ));
    }
    names
}

/// The cell `type` of a question.
pub(super) fn type_of(question: &Question, lists: &BTreeMap<String, ChoiceList>) -> String {
    let kept = question.columns.get("type").map(String::as_str);
    let list = question.choices.as_deref().unwrap_or_default();
    let file = match lists.get(list) {
        Some(ChoiceList::File(file)) => Some(file.file.as_str()),
        _ => None,
    };
    let command = match (question.kind, file) {
        (KindName::SelectOne | KindName::Lookup | KindName::Consent, None) => "select_one",
        (KindName::SelectOne | KindName::Lookup | KindName::Consent, _) => "select_one_from_file",
        (KindName::SelectMultiple, None) => "select_multiple",
        (KindName::SelectMultiple, _) => "select_multiple_from_file",
        (KindName::Rank, _) => "rank",
        _ => return kept.unwrap_or_else(|| usual(question)).to_owned(),
    };
    if let Some(kept) = kept.filter(|kept| matches!(Type::parse(kept), Some(Type::Select(_)))) {
        return kept.to_owned();
    }
    let other = if question.other.as_deref() == Some("other") { " or_other" } else { "" };
    format!("{} {}{other}", kept.unwrap_or(command), file.unwrap_or(list))
}

/// The type we write for a kind.
fn usual(question: &Question) -> &'static str {
    if let (KindName::Upload, Some(upload)) = (question.kind, question.upload) {
        return types::usual_upload(upload);
    }
    match (question.kind, question.metadata) {
        (KindName::Group | KindName::Matrix | KindName::Differential | KindName::DateParts, _) => {
            "begin_group"
        }
        (KindName::Repeat, _) => "begin_repeat",
        (KindName::Metadata, Some(Metadata::End)) => "end",
        (KindName::Metadata, Some(Metadata::Today)) => "today",
        (KindName::Metadata, Some(Metadata::Unknown)) => "deviceid",
        (kind, _) => types::usual(kind).unwrap_or("text"),
    }
}
