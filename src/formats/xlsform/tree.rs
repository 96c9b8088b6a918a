//! The survey sheet as a tree: groups and repeats hold the rows between their beginning and end.

use crate::engine::problem::{CellPlace, remark};

use super::form::{XlsForm, yes_no};
use super::parameters::{self, Parameters};
use super::table::{SheetProblems, SheetRow};
use super::types::{BlockKind, Type};

/// So deep may groups and repeats be in each other. A questionnaire is stored as JSON, of which no more than
/// 128 levels are read, and each of these takes two or three.
const DEEPEST: usize = 40;
/// So many rows may loops become in all.
const WRITTEN_OUT: usize = 10_000;

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
    LoopWriter { form, found, left: Some(WRITTEN_OUT) }.write(items, &mut out);
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
        // Blocks that are too deep; what is in them is in the last one that is not.
        let mut too_deep = 0;
        for row in &self.form.survey.rows {
            let Some((kind, text)) = self.kind(row) else { continue };
            if let Some(Type::End(kind)) = kind {
                if too_deep > 0 {
                    too_deep -= 1;
                } else if let Some(item) = self.close(&mut open, kind, row) {
                    push(&mut open, &mut top, item);
                }
                continue;
            }
            let Some(item) = self.item(row, kind, &text) else { continue };
            match item.kind {
                Some(Type::Begin(_)) if depth(&open) >= DEEPEST => {
                    if too_deep == 0 {
                        let message = remark!("form-deep", name = item.name, most = DEEPEST);
                        self.found.error(self.place(row, "type"), message);
                    }
                    too_deep += 1;
                }
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
            let hint = Type::meant(text).map(|near| remark!("did-you-mean", near));
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

/// A loop takes two: itself, and a group for each choice.
fn depth(open: &[FormItem]) -> usize {
    open.iter().map(|item| if item.block() == Some(BlockKind::Loop) { 2 } else { 1 }).sum()
}

fn push(open: &mut [FormItem], top: &mut Vec<FormItem>, item: FormItem) {
    match open.last_mut() {
        Some(around) => around.children.push(item),
        None => top.push(item),
    }
}

/// A loop (an old way to ask the same about every choice of a list) becomes a group with a group
/// for each choice; `%(name)s` and `%(label)s` are the choice.
struct LoopWriter<'f> {
    form: &'f XlsForm,
    found: &'f mut SheetProblems,
    /// How many rows loops may still become; none when it was said that there are too many.
    left: Option<usize>,
}

impl LoopWriter<'_> {
    fn write(&mut self, items: Vec<FormItem>, out: &mut Vec<FormItem>) {
        for mut item in items {
            let children = std::mem::take(&mut item.children);
            match &mut item.kind {
                Some(Type::Begin(block)) if block.kind == BlockKind::Loop => {
                    block.kind = BlockKind::Group;
                    let list = block.list.clone();
                    if self.write_loop(&mut item, list, &children) {
                        out.push(item);
                    }
                }
                _ => {
                    self.write(children, &mut item.children);
                    out.push(item);
                }
            }
        }
    }

    /// Whether there is anything to write.
    fn write_loop(
        &mut self,
        item: &mut FormItem,
        list: Option<String>,
        children: &[FormItem],
    ) -> bool {
        let form = self.form;
        let cell = form.survey.place(item.row.number, Some("type"));
        let Some(list) = list else {
            self.found.error(cell, remark!("form-loop-list")).hint(remark!("form-loop-over"));
            return false;
        };
        let Some(choices) = form.choices.get(&list) else {
            self.found.error(cell, remark!("no-list", list));
            return false;
        };
        let rows: usize = children.iter().map(FormItem::count).sum();
        self.found.warning(cell.clone(), remark!("form-loop")).hint(remark!("form-loop-write"));
        for choice in choices {
            let name = form.choices.table.cell(choice, "name").unwrap_or_default();
            if name == "none" {
                continue;
            }
            let Some(left) = self.left else { return true };
            self.left = left.checked_sub(rows + 1);
            if self.left.is_none() {
                self.found.error(cell, remark!("form-loop-many", most = WRITTEN_OUT));
                return true;
            }
            let label = form.choices.table.any(choice, "label").unwrap_or_else(|| {
                let cell = form.choices.table.place(choice.number, Some("label"));
                self.found.error(cell, remark!("form-loop-label", name));
                name
            });
            let fill = |text: &str| text.replace("%(name)s", name).replace("%(label)s", label);
            let mut copies = Vec::new();
            self.write(children.to_vec(), &mut copies);
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
        true
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

    /// How many rows it and all in it are.
    fn count(&self) -> usize {
        1 + self.children.iter().map(Self::count).sum::<usize>()
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
