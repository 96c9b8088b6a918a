//! Rows of the survey become questions and pages; [`crate::engine::model`] tells how.

mod plain;
mod special;

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::model::{
    ChoiceList, Definition, ImportedWorkbook, KindName, ListFile, Order, Page, Question, Text,
};
use crate::engine::problem::token;

use super::extras::Special;
use super::form::XlsForm;
use super::lists::{self, Built};
use super::places::Places;
use super::table::{SheetProblems, SheetRow};
use super::tree::FormItem;
use super::types::{BlockKind, Select, SelectKind, Type};
use super::{bounds, extras, instances, kept, quotas, rules, translations, write};
use plain::{flag, names, plain, truth};

/// The questionnaire of a form, and where its parts come from.
pub(super) fn definition(form: &XlsForm, found: &mut SheetProblems) -> (Definition, Places) {
    let lists = Built::read(form, found);
    let native = extras::is_native(form);
    let mut build = FormBuilder { form, native, lists, places: Places::default(), found };
    let pages = build.pages(&form.items, "/pages");
    let FormBuilder { mut lists, mut places, .. } = build;
    for (list, index, row) in &lists.rows {
        places.add(format!("/lists/{}/{index}", token(list)), &form.choices.table, *row);
    }
    let tables = instances::tables(form);
    for (name, file) in &tables {
        let file = ListFile { file: file.clone(), value: None, label: None };
        lists.lists.entry(name.clone()).or_insert(ChoiceList::File(file));
    }
    let quotas = quotas::read(form, &mut places, found);
    places.know(&[&form.survey, &form.choices.table, &form.quotas], &form.settings);
    let settings = &form.settings;
    let id = settings.get("id_string").unwrap_or(&form.name);
    let workbook = ImportedWorkbook {
        lists: std::mem::take(&mut lists.order),
        ..kept::workbook(form, native)
    };
    let mut definition = Definition {
        schema: None,
        name: machine_name(id),
        version: settings.get("version").unwrap_or_default().to_owned(),
        languages: form.languages.codes(),
        title: Text::Same(settings.get("title").unwrap_or(id).to_owned()),
        publisher: Default::default(),
        welcome: Default::default(),
        thanks: Default::default(),
        sections: Vec::new(),
        frames: BTreeMap::new(),
        lists: lists.lists,
        missing: BTreeMap::new(),
        pages,
        ends: Vec::new(),
        quotas,
        instance_name: settings.get("instance_name").map(str::to_owned),
        translations: translations::read(&form.translations, found),
        workbook,
        files: BTreeMap::new(),
    };
    extras::read(form, &mut definition, found);
    if native {
        // A file has a list of its own name until the question says how we call it.
        let used: BTreeSet<&String> =
            write::questions(&definition.pages).iter().filter_map(|q| q.choices.as_ref()).collect();
        let is_used = |name: &String, list: &ChoiceList| {
            !matches!(list, ChoiceList::File(_)) || used.contains(name) || tables.contains_key(name)
        };
        let unused = definition.lists.iter().filter(|(name, list)| !is_used(name, list));
        let unused: Vec<String> = unused.map(|(name, _)| name.clone()).collect();
        definition.lists.retain(|name, _| !unused.contains(name));
    }
    (definition, places)
}

/// A name for addresses and files out of any text: lower case, and nothing but a–z, 0–9, `_`, `-`.
pub(super) fn machine_name(text: &str) -> String {
    let plain = |c: char| match c.to_ascii_lowercase() {
        c @ ('a'..='z' | '0'..='9' | '-') => c,
        _ => '_',
    };
    let name: String = text.chars().map(plain).collect();
    match name.starts_with(|c: char| c.is_ascii_lowercase()) {
        true => name,
        false => format!("form_{name}"),
    }
}

struct FormBuilder<'f> {
    form: &'f XlsForm,
    /// Whether it is a questionnaire of ours, written as a workbook.
    native: bool,
    lists: Built,
    places: Places,
    found: &'f mut SheetProblems,
}

/// Fields of a row that become fields of a question; all other columns are kept as they are.
const FIELDS: [&str; 20] = [
    "type",
    "name",
    "label",
    "hint",
    "guidance_hint",
    "image",
    "big-image",
    "audio",
    "video",
    "relevant",
    "required",
    "required_message",
    "constraint",
    "constraint_message",
    "calculation",
    "trigger",
    "default",
    "read_only",
    "appearance",
    "parameters",
];

/// Fields of a row that become fields of a page.
const PAGE_FIELDS: [&str; 6] = ["type", "name", "label", "relevant", "read_only", "appearance"];

impl FormBuilder<'_> {
    /// The pages of a level: groups are pages, anything else stands alone. What is never shown goes
    /// on the page of the question after it, but not into a group, where it may not be relevant.
    fn pages(&mut self, items: &[FormItem], place: &str) -> Vec<Page> {
        let mut pages: Vec<Page> = Vec::new();
        let mut silent: Vec<&FormItem> = Vec::new();
        for item in items {
            let special = extras::special(self.form, &item.row);
            if matches!(special, Some(Special::Intro | Special::Other)) {
                continue;
            }
            let is_group = item.block() == Some(BlockKind::Group) && special.is_none();
            if !is_group && is_silent(self.form, item) {
                silent.push(item);
            } else if is_group {
                if !silent.is_empty() {
                    let page = self.alone(&std::mem::take(&mut silent), place, pages.len());
                    pages.push(page);
                }
                let page = self.group(item, &format!("{place}/{}", pages.len()));
                pages.push(page);
            } else {
                silent.push(item);
                let mut page = self.alone(&std::mem::take(&mut silent), place, pages.len());
                page.name.clone_from(&item.unique);
                pages.push(page);
            }
        }
        if silent.is_empty() {
            return pages;
        }
        let last = pages.len().saturating_sub(1);
        match pages.last_mut().filter(|page| page.stands_alone()) {
            Some(page) => {
                for item in silent {
                    let at = format!("{place}/{last}/questions/{}", page.questions.len());
                    page.questions.push(self.question(item, &at));
                }
            }
            None => {
                let page = self.alone(&silent, place, pages.len());
                pages.push(page);
            }
        }
        pages
    }

    /// A page of its own for questions that are in no group. It is called like the first of them.
    fn alone(&mut self, items: &[&FormItem], place: &str, index: usize) -> Page {
        let place = format!("{place}/{index}");
        if let Some(last) = items.last() {
            self.places.add(place.clone(), &self.form.survey, last.row.number);
        }
        let question = |(at, item): (usize, &&FormItem)| {
            self.question(item, &format!("{place}/questions/{at}"))
        };
        let questions: Vec<Question> = items.iter().enumerate().map(question).collect();
        let name = questions.first().map(|question| question.name.clone()).unwrap_or_default();
        Page { name, questions, ..Page::default() }
    }

    fn group(&mut self, item: &FormItem, place: &str) -> Page {
        let row = &item.row;
        let survey = &self.form.survey;
        self.places.add(place.to_owned(), survey, row.number);
        let cell = |field| survey.cell(row, field).map(str::to_owned);
        let appearance = cell("appearance").unwrap_or_default();
        let mut page = Page {
            name: item.unique.clone(),
            title: survey.text(row, "label", &self.form.languages),
            relevant: cell("relevant").map(truth),
            read_only: flag(cell("read_only")),
            appearance,
            columns: self.columns(item, &PAGE_FIELDS),
            ..Page::default()
        };
        let one_page = |word: &str| matches!(word, "field-list" | "table-list");
        if page.appearance.split_whitespace().any(one_page) {
            page.questions = self.questions(&item.children, place);
        } else {
            page.pages = self.pages(&item.children, &format!("{place}/pages"));
        }
        if let Some(written) = survey.cell(row, "type").filter(|written| *written != "begin_group")
            && !matches!(&item.kind, Some(Type::Begin(block)) if block.list.is_some())
        {
            page.columns.insert("type".to_owned(), written.to_owned());
        }
        if self.native {
            // Pages of ours are one page each without saying so.
            page.appearance = without_word(&page.appearance, "field-list");
        }
        let intro = item
            .children
            .iter()
            .find(|child| extras::special(self.form, &child.row) == Some(Special::Intro));
        if let Some(intro) = intro {
            page.intro = survey.text(&intro.row, "label", &self.form.languages);
        }
        extras::fill(survey, row, &self.form.languages, &mut page, self.found);
        page
    }

    fn questions(&mut self, items: &[FormItem], place: &str) -> Vec<Question> {
        let form = self.form;
        let asked = items.iter().filter(|item| {
            let special = extras::special(form, &item.row);
            !matches!(special, Some(Special::Intro | Special::Other))
        });
        let question = |(at, item): (usize, &FormItem)| {
            self.question(item, &format!("{place}/questions/{at}"))
        };
        asked.enumerate().map(question).collect()
    }

    fn question(&mut self, item: &FormItem, place: &str) -> Question {
        self.places.add(place.to_owned(), &self.form.survey, item.row.number);
        let mut question = self.common(item);
        match extras::special(self.form, &item.row) {
            Some(special) => self.special(&mut question, special, item, place),
            None => question.questions = self.questions(&item.children, place),
        }
        match &item.kind {
            Some(Type::Begin(_)) if question.kind != KindName::default() => {}
            Some(Type::Begin(block)) => {
                question.kind = KindName::Group;
                if block.kind == BlockKind::Repeat {
                    question.kind = KindName::Repeat;
                    let count = self.form.survey.cell(&item.row, "repeat_count");
                    question.count = count.map(str::to_owned);
                }
            }
            Some(Type::Select(select)) => self.select(&mut question, select, item),
            Some(Type::Plain(known)) => plain(&mut question, known, item),
            Some(Type::Setting(_) | Type::End(_)) | None => question.kind = KindName::Foreign,
        }
        let foreign = question.kind == KindName::Foreign || item.block().is_some();
        if !foreign && rules::is_silent(self.form, item) {
            let works = question.calculation.is_some() || question.default.is_some();
            question.kind = if works { KindName::Calculate } else { KindName::Hidden };
        }
        self.keep_type(&mut question, item);
        if self.native {
            let localized = match question.kind {
                KindName::Text => "multiline",
                KindName::Lookup => "autocomplete",
                _ => "",
            };
            question.appearance = without_word(&question.appearance, localized);
        }
        let (survey, languages) = (&self.form.survey, &self.form.languages);
        extras::fill(survey, &item.row, languages, &mut question, self.found);
        bounds::without(&mut question);
        question
    }

    /// What all kinds have.
    fn common(&self, item: &FormItem) -> Question {
        let (row, survey, languages) = (&item.row, &self.form.survey, &self.form.languages);
        let cell = |field| survey.cell(row, field).map(str::to_owned);
        let text = |field| survey.text(row, field, languages);
        Question {
            name: item.unique.clone(),
            label: text("label"),
            hint: text("hint"),
            guidance: text("guidance_hint"),
            media: lists::media(survey, row, languages),
            relevant: cell("relevant").map(truth),
            required: flag(cell("required")),
            required_message: text("required_message"),
            constraint: cell("constraint").map(truth),
            constraint_message: text("constraint_message"),
            calculation: cell("calculation").map(truth),
            trigger: cell("trigger").map(|text| names(&text)).unwrap_or_default(),
            default: cell("default"),
            read_only: flag(cell("read_only")),
            appearance: cell("appearance").unwrap_or_default(),
            parameters: item.parameters.clone(),
            columns: {
                // What is of use for one kind only stays a column with all others.
                let own: &[&str] = match &item.kind {
                    Some(Type::Select(_)) => &["choice_filter"],
                    Some(Type::Begin(block)) if block.kind == BlockKind::Repeat => {
                        &["repeat_count"]
                    }
                    _ => &[],
                };
                self.columns(item, &[&FIELDS[..], own].concat())
            },
            ..Question::default()
        }
    }

    /// The cells that no field stands for, under their headers; the author's name of what had to be
    /// renamed; and what stands beside the end of a group.
    fn columns(&self, item: &FormItem, fields: &[&str]) -> BTreeMap<String, String> {
        let survey = &self.form.survey;
        let kept = |row: &SheetRow, fields: &[&str]| -> Vec<(String, String)> {
            let cells = survey.cells(row).filter(|(column, _)| {
                let known = column.parts.field().is_some_and(|(field, _)| fields.contains(&field));
                !known && !column.is_ours()
            });
            cells.map(|(column, cell)| (column.header.clone(), cell.to_owned())).collect()
        };
        let mut columns: BTreeMap<String, String> = kept(&item.row, fields).into_iter().collect();
        if item.unique != item.name && extras::cell(survey, &item.row, "name").is_none() {
            columns.insert("name".to_owned(), item.name.clone());
        }
        if let Some(end) = &item.end {
            let beside = kept(end, &["type"]).into_iter();
            columns.extend(beside.map(|(header, cell)| (format!("{}{header}", write::END), cell)));
        }
        columns
    }

    fn select(&mut self, question: &mut Question, select: &Select, item: &FormItem) {
        question.kind = match select.kind {
            SelectKind::One | SelectKind::External => KindName::SelectOne,
            SelectKind::Multiple => KindName::SelectMultiple,
            SelectKind::Rank => KindName::Rank,
        };
        question.choices = Some(self.lists.name(select, item, self.form));
        question.choice_filter =
            self.form.survey.cell(&item.row, "choice_filter").map(str::to_owned);
        if select.file().is_some() && select.says_file() {
            question.parameters.remove("value");
            question.parameters.remove("label");
        }
        let searched = |word: &str| matches!(word, "autocomplete" | "search");
        let shuffled = question.parameters.get("randomize").is_some_and(|on| on == "true");
        if shuffled {
            question.order = Order::Shuffle;
            question.parameters.remove("randomize");
            question.seed = question.parameters.remove("seed");
        }
        if select.other && question.kind != KindName::Rank {
            question.other = Some("other".to_owned());
        } else if question.kind == KindName::SelectOne
            && !shuffled
            && question.appearance.split_whitespace().any(searched)
        {
            question.kind = KindName::Lookup;
        }
    }

    /// Remembers how the type is written where we would write it differently.
    fn keep_type(&self, question: &mut Question, item: &FormItem) {
        let Some(written) = self.form.survey.cell(&item.row, "type") else { return };
        // A loop was written out.
        if matches!(&item.kind, Some(Type::Begin(block)) if block.list.is_some()) {
            return;
        }
        if write::type_of(question, &self.lists.lists) != written {
            let kept = match &item.kind {
                Some(Type::Select(select)) if select.kind != SelectKind::External => {
                    select.command.clone()
                }
                _ => written.to_owned(),
            };
            question.columns.insert("type".to_owned(), kept);
            if write::type_of(question, &self.lists.lists) != written {
                question.columns.insert("type".to_owned(), written.to_owned());
            }
        }
    }
}

/// An appearance that does not say what the kind says already.
fn without_word(appearance: &str, localized: &str) -> String {
    let words = appearance.split_whitespace().filter(|word| *word != localized);
    words.collect::<Vec<_>>().join(" ")
}

/// Whether nobody ever sees a row.
fn is_silent(form: &XlsForm, item: &FormItem) -> bool {
    let foreign = match &item.kind {
        Some(Type::Plain(known)) => !known.shown || known.kind == KindName::Foreign,
        Some(Type::Begin(_)) => return false,
        Some(_) => false,
        None => true,
    };
    foreign || rules::is_silent(form, item)
}
