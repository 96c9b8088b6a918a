//! Choice lists, from the sheets and from files.

use std::collections::BTreeMap;

use crate::engine::model::{Choice, ChoiceList, ListFile, Text};

use super::extras;
use super::form::{Lists, XlsForm};
use super::languages::FormLanguages;
use super::table::{FormSheet, SheetProblems, SheetRow};
use super::tree::FormItem;
use super::types::{Select, SelectKind};

/// Kinds of media a choice or question can have.
pub(super) const MEDIA: [&str; 4] = ["image", "big-image", "audio", "video"];

/// All lists of a form under the names that questions know them by.
pub(super) struct Built {
    pub(super) lists: BTreeMap<String, ChoiceList>,
    /// The names of those on the sheet `choices`, in its order.
    pub(super) order: Vec<String>,
    /// Which row each choice comes from: list, index, row.
    pub(super) rows: Vec<(String, usize, usize)>,
}

impl Built {
    /// The lists of the sheet `choices`.
    pub(super) fn read(form: &XlsForm, found: &mut SheetProblems) -> Self {
        let mut built = Self { lists: BTreeMap::new(), order: Vec::new(), rows: Vec::new() };
        let languages = &form.languages;
        for (name, rows) in &form.choices.lists {
            built.add(name.clone(), &form.choices, rows, languages, found);
        }
        built
    }

    fn add(
        &mut self,
        name: String,
        lists: &Lists,
        rows: &[SheetRow],
        languages: &FormLanguages,
        found: &mut SheetProblems,
    ) {
        for (index, row) in rows.iter().enumerate() {
            self.rows.push((name.clone(), index, row.number));
        }
        let choice = |row: &SheetRow| {
            let mut choice = choice(&lists.table, row, languages);
            extras::fill(&lists.table, row, languages, &mut choice, found);
            choice
        };
        let choices = rows.iter().map(choice).collect();
        self.lists.insert(name.clone(), ChoiceList::Written(choices));
        self.order.push(name);
    }

    /// The name under which a question finds its choices. Lists of files and of the sheet
    /// `external_choices` are added when they are asked for.
    pub(super) fn name(&mut self, select: &Select, item: &FormItem, form: &XlsForm) -> String {
        if select.kind == SelectKind::External {
            return self.external(select, form);
        }
        let Some(file) = select.file() else { return select.list.clone() };
        let given = |key: &str| item.parameters.get(key).filter(|_| select.says_file()).cloned();
        let list = ListFile { file: file.to_owned(), value: given("value"), label: given("label") };
        let list = ChoiceList::File(list);
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let name = self.free(stem, &list);
        self.lists.entry(name.clone()).or_insert(list);
        name
    }

    fn external(&mut self, select: &Select, form: &XlsForm) -> String {
        let Some(rows) = form.external.get(&select.list) else { return select.list.clone() };
        let choices: Vec<Choice> =
            rows.iter().map(|row| choice(&form.external.table, row, &form.languages)).collect();
        let list = ChoiceList::Written(choices);
        let name = self.free(&select.list, &list);
        self.lists.entry(name.clone()).or_insert(list);
        name
    }

    /// The name itself, or with a number, whichever is free or has the same list already. The lists
    /// of the sheet `choices` are apart: the two sheets may have lists of one name.
    fn free(&self, name: &str, list: &ChoiceList) -> String {
        let numbered = (2..).map(|number| format!("{name}_{number}"));
        std::iter::once(name.to_owned())
            .chain(numbered)
            .find(|name| match self.lists.get(name) {
                Some(known) => known == list && !self.order.contains(name),
                None => true,
            })
            .unwrap_or_default()
    }
}

fn choice(table: &FormSheet, row: &SheetRow, languages: &FormLanguages) -> Choice {
    let mut choice = Choice {
        value: table.cell(row, "name").unwrap_or_default().to_owned(),
        label: table.text(row, "label", languages),
        media: media(table, row, languages),
        ..Choice::default()
    };
    for (column, cell) in table.cells(row) {
        match column.parts.field() {
            Some(("list_name" | "name" | "label", _)) => {}
            Some((field, _)) if MEDIA.contains(&field) => {}
            _ if column.is_ours() => {}
            _ => {
                choice.attributes.insert(column.header.clone(), cell.to_owned());
            }
        }
    }
    choice
}

/// The pictures and sounds of a row.
pub(super) fn media(
    table: &FormSheet,
    row: &SheetRow,
    languages: &FormLanguages,
) -> BTreeMap<String, Text> {
    MEDIA
        .iter()
        .map(|kind| ((*kind).to_owned(), table.text(row, kind, languages)))
        .filter(|(_, text)| !text.is_absent())
        .collect()
}
