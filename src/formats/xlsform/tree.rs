//! The survey sheet as a tree: groups and repeats hold the rows between their beginning and end.

use crate::engine::problem::{CellPlace, remark};
use crate::engine::spelling::nearest;

use super::form::{XlsForm, yes_no};
use super::parameters::{self, Parameters};
use super::table::{SheetProblems, SheetRow};
use super::types::{BlockKind, Type};

/// A row of the survey.
#[derive(Debug, Clone)]
pub(super) struct FormItem {
    pub(super) row: SheetRow,
    /// What it is; none for a type that does not exist.
    pub(super) kind: Option<Type>,
    /// As it is written.
    pub(super) name: String,
    /// As it is called in the questionnaire, where all names are different.
    pub(super) unique: String,
    pub(super) parameters: Parameters,
    /// The rows in it.
    pub(super) children: Vec<FormItem>,
    /// The row that ends it.
    pub(super) end: Option<SheetRow>,
}

/// Makes the tree; loops are written out.
pub(super) fn read(form: &mut XlsForm, found: &mut SheetProblems) -> Vec<FormItem> {
    let mut settings = Vec::new();
    let items = TreeReader { form, found, settings: &mut settings }.items();
    for (setting, value) in settings {
        form.set(setting, &value);
    }
    let mut out = Vec::new();
    write_out_loops(items, form, found, &mut out);
    out
}

struct TreeReader<'f> {
    form: &'f XlsForm,
    found: &'f mut SheetProblems,
    settings: &'f mut Vec<(&'static str, String)>,
}

impl TreeReader<'_> {
    fn items(&mut self) -> Vec<FormItem> {
        let mut open: Vec<FormItem> = Vec::new();
        let mut top = Vec::new();
        for row in &self.form.survey.rows {
            let Some((kind, text)) = self.kind(row) else { continue };
            if let Some(Type::End(kind)) = kind {
                if let Some(item) = self.close(&mut open, kind, row) {
                    push(&mut open, &mut top, item);
                }
                continue;
            }
            let Some(item) = self.item(row, kind, &text) else { continue };
            match item.kind {
                Some(Type::Begin(_)) => open.push(item),
                _ => push(&mut open, &mut top, item),
            }
        }
        while let Some(item) = open.pop() {
            let message = remark!("form-not-ended", name = item.name);
            self.found.error(self.place(&item.row, "type"), message).hint(remark!("form-add-end"));
            push(&mut open, &mut top, item);
        }
        top
    }

    fn place(&self, row: &SheetRow, field: &str) -> CellPlace {
        self.form.survey.place(row.number, Some(field))
    }

    /// The type of a row and its text; nothing for a row that is no part of the form.
    fn kind(&mut self, row: &SheetRow) -> Option<(Option<Type>, String)> {
        let survey = &self.form.survey;
        if let Some(disabled) = survey.cell(row, "disabled")
            && yes_no(disabled) == Some(true)
        {
            self.found
                .warning(self.place(row, "disabled"), remark!("form-row-disabled"))
                .hint(remark!("form-use-relevant"));
            return None;
        }
        let Some(text) = survey.cell(row, "type") else {
            if survey.holds(row, "name") || survey.holds(row, "label") {
                self.found.error(self.place(row, "type"), remark!("form-row-untyped"));
            } else {
                self.found.warning(survey.place(row.number, None), remark!("form-row-empty"));
            }
            return None;
        };
        let kind = Type::parse(text);
        if kind.is_none() {
            let hint =
                nearest(text, Type::usual()).map(|like| remark!("did-you-mean", near = like));
            self.found.error(self.place(row, "type"), remark!("form-no-type", text)).hint = hint;
        }
        Some((kind, text.to_owned()))
    }

    fn item(&mut self, row: &SheetRow, kind: Option<Type>, text: &str) -> Option<FormItem> {
        let survey = &self.form.survey;
        let written = survey.cell(row, "name");
        if let Some(Type::Setting(setting)) = kind {
            self.settings.push((setting, written.unwrap_or_default().to_owned()));
            return None;
        }
        let name = match (written, text) {
            (Some(name), _) => name.to_owned(),
            // Notes hold no answer, so nobody needs their names.
            (None, "note") => format!("generated_note_name_{}", row.number),
            (None, "audit") => "audit".to_owned(),
            (None, _) => {
                self.found.error(self.place(row, "name"), remark!("form-row-nameless"));
                String::new()
            }
        };
        let cell = survey.cell(row, "parameters").unwrap_or_default();
        let parameters = parameters::parse(cell).unwrap_or_else(|| {
            self.found
                .error(self.place(row, "parameters"), remark!("form-no-parameters"))
                .hint(remark!("form-write-parameters"));
            Parameters::new()
        });
        let unique = name.clone();
        let (row, children) = (row.clone(), Vec::new());
        Some(FormItem { row, kind, name, unique, parameters, children, end: None })
    }

    /// Ends the block that was begun last.
    fn close(
        &mut self,
        open: &mut Vec<FormItem>,
        kind: BlockKind,
        row: &SheetRow,
    ) -> Option<FormItem> {
        let begun = open.last().and_then(|item| match &item.kind {
            Some(Type::Begin(block)) => Some((block.kind, item.name.clone(), item.row.number)),
            _ => None,
        });
        match begun {
            Some((begun, _, _)) if begun == kind => {}
            Some((_, name, number)) => {
                let message = remark!("form-ends-wrong", name, number);
                self.found.error(self.place(row, "type"), message).hint(remark!("form-ends-with"));
            }
            None => {
                self.found.error(self.place(row, "type"), remark!("form-ends-nothing"));
            }
        }
        let mut item = open.pop()?;
        item.end = Some(row.clone());
        Some(item)
    }
}

fn push(open: &mut [FormItem], top: &mut Vec<FormItem>, item: FormItem) {
    match open.last_mut() {
        Some(around) => around.children.push(item),
        None => top.push(item),
    }
}

/// A loop (an old way to ask the same about every choice of a list) becomes a group with a group
/// for each choice; `%(name)s` and `%(label)s` are the choice.
fn write_out_loops(
    items: Vec<FormItem>,
    form: &XlsForm,
    found: &mut SheetProblems,
    out: &mut Vec<FormItem>,
) {
    for mut item in items {
        let children = std::mem::take(&mut item.children);
        let list = match &mut item.kind {
            Some(Type::Begin(block)) if block.kind == BlockKind::Loop => {
                block.kind = BlockKind::Group;
                block.list.clone()
            }
            _ => {
                write_out_loops(children, form, found, &mut item.children);
                out.push(item);
                continue;
            }
        };
        let cell = form.survey.place(item.row.number, Some("type"));
        let Some(list) = list else {
            found.error(cell, remark!("form-loop-list")).hint(remark!("form-loop-over"));
            continue;
        };
        let Some(choices) = form.choices.get(&list) else {
            found.error(cell, remark!("no-list", list));
            continue;
        };
        found.warning(cell, remark!("form-loop")).hint(remark!("form-loop-write"));
        for choice in choices {
            let name = form.choices.table.cell(choice, "name").unwrap_or_default();
            if name == "none" {
                continue;
            }
            let label = form.choices.table.any(choice, "label").unwrap_or_else(|| {
                let cell = form.choices.table.place(choice.number, Some("label"));
                found.error(cell, remark!("form-loop-label", name));
                name
            });
            let fill = |text: &str| text.replace("%(name)s", name).replace("%(label)s", label);
            let mut copies = Vec::new();
            write_out_loops(children.clone(), form, found, &mut copies);
            item.children.push(FormItem {
                row: form.survey.label_only(item.row.number, label),
                kind: item.kind.clone(),
                name: name.to_owned(),
                unique: name.to_owned(),
                parameters: Parameters::new(),
                children: copies.into_iter().map(|copy| copy.map(&fill)).collect(),
                end: None,
            });
        }
        out.push(item);
    }
}

impl FormItem {
    /// The same rows with every text changed.
    fn map(self, change: &impl Fn(&str) -> String) -> Self {
        Self {
            row: self.row.map(change),
            name: change(&self.name),
            unique: change(&self.unique),
            children: self.children.into_iter().map(|child| child.map(change)).collect(),
            ..self
        }
    }

    /// Changes every text of its rows and of those in it.
    pub(super) fn change(&mut self, change: &impl Fn(&str) -> String) {
        self.row = self.row.map(change);
        for child in &mut self.children {
            child.change(change);
        }
    }

    /// The item and all in it.
    pub(super) fn all(&self) -> Vec<&FormItem> {
        std::iter::once(self).chain(self.children.iter().flat_map(FormItem::all)).collect()
    }

    /// Whether it is a group or a repeat.
    pub(super) fn block(&self) -> Option<BlockKind> {
        match &self.kind {
            Some(Type::Begin(block)) => Some(block.kind),
            _ => None,
        }
    }
}
