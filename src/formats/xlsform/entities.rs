//! The sheet `entities`: records that outlive a response, as ODK Central keeps them. We keep the
//! sheet and do nothing with it, but tell what is wrong with it.

use std::collections::BTreeMap;

use crate::engine::problem::{CellPlace, Remark, remark};

use super::form::XlsForm;
use super::names::{is_name, references};
use super::table::{SheetProblems, SheetRow};
use super::tree::FormItem;
use super::types::{BlockKind, Type};

const COLUMNS: [&str; 6] = ["dataset", "entity_id", "create_if", "update_if", "repeat", "label"];

/// Checks the declarations, and what is saved to them.
pub(super) fn check(form: &XlsForm, found: &mut SheetProblems) {
    let mut checking = EntityCheck { form, found, lists: Vec::new() };
    for row in &form.entities.rows {
        checking.declare(row);
    }
    if let (Some(row), Some(first)) = (form.entities.rows.first(), checking.lists.first()) {
        let cell = form.entities.place(row.number, None);
        let message = remark!("form-entities-kept", list = first.name);
        checking.found.warning(cell, message);
    }
    checking.references(&form.items, &Vec::new());
    checking.place_all();
}

/// An entity list.
struct List {
    name: String,
    row: usize,
    /// Questions that its expressions refer to.
    wanted: Vec<String>,
    uses: Vec<Use>,
}

/// Where a list is used in the survey.
struct Use {
    /// The groups and repeats around it.
    path: Path,
    row: usize,
    /// The property that is saved; none where an expression of the list refers to the question.
    property: Option<String>,
}

/// Groups and repeats from the outermost on; the survey itself is the empty path.
type Path = Vec<Enclosing>;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Enclosing {
    name: String,
    repeats: bool,
}

/// The path to the innermost repeat.
fn scope(path: &[Enclosing]) -> &[Enclosing] {
    let inner = path.iter().rposition(|around| around.repeats);
    path.split_at(inner.map_or(0, |index| index + 1)).0
}

/// How many repeats are around, and how many groups within the innermost of them.
fn depth(path: &[Enclosing]) -> (usize, usize) {
    let repeats = path.iter().filter(|around| around.repeats).count();
    (repeats, path.len() - scope(path).len())
}

struct EntityCheck<'c> {
    form: &'c XlsForm,
    found: &'c mut SheetProblems,
    /// The lists without mistakes of their own.
    lists: Vec<List>,
}

impl EntityCheck<'_> {
    fn declare(&mut self, row: &SheetRow) {
        let table = &self.form.entities;
        let place = |field: &str| {
            let column = table.columns.iter().find(|column| column.parts.parts == [field]);
            CellPlace {
                column: Some(column.map_or(field, |column| &column.header).to_owned()),
                ..table.place(row.number, None)
            }
        };
        for (column, _) in table.cells(row) {
            let parts: Vec<&str> = column.parts.parts.iter().map(String::as_str).collect();
            if !matches!(parts.as_slice(), [one] if COLUMNS.contains(one)) {
                let cell = CellPlace { column: Some(column.header.clone()), ..place("dataset") };
                self.found
                    .error(cell, remark!("form-entities-no-column", header = column.header))
                    .hint(remark!("form-entities-columns"));
                return;
            }
        }
        let get = |field| table.cell(row, field);
        let mut error = |field: &str, what: Remark| {
            self.found.error(place(field), what);
        };
        let Some(name) = get("dataset") else {
            return error("dataset", remark!("form-entities-nameless"));
        };
        let (id, create, update) = (get("entity_id"), get("create_if"), get("update_if"));
        if name.starts_with("__") || name.contains('.') || !is_name(name) {
            return error("dataset", remark!("form-entities-name", name));
        }
        match (id, create, update) {
            (None, _, Some(_)) => {
                return error("entity_id", remark!("form-entities-need-id", name));
            }
            (Some(_), Some(_), None) => {
                return error("update_if", remark!("form-entities-need-update", name));
            }
            (None, _, None) if get("label").is_none() => {
                return error("label", remark!("form-entities-need-label", name));
            }
            _ => {}
        }
        if self.lists.iter().any(|list| list.name == name) {
            return error("dataset", remark!("form-entities-twice", name));
        }
        let expressions = [id, create, update, get("label")].into_iter().flatten();
        let wanted = expressions
            .flat_map(references)
            .filter_map(|reference| reference.name().map(str::to_owned))
            .collect();
        let (name, row) = (name.to_owned(), row.number);
        self.lists.push(List { name, row, wanted, uses: Vec::new() });
    }

    fn references(&mut self, items: &[FormItem], path: &Path) {
        for item in items {
            // An audit is no place of the form.
            if matches!(&item.kind, Some(Type::Plain(known)) if known.name == "audit") {
                continue;
            }
            self.saved(&item.row, item.block().is_some(), path);
            for list in &mut self.lists {
                if list.wanted.contains(&item.name) {
                    let row = item.row.number;
                    list.uses.push(Use { path: path.clone(), row, property: None });
                }
            }
            if let Some(block) = item.block() {
                let repeats = block == BlockKind::Repeat;
                let mut inner = path.clone();
                inner.push(Enclosing { name: item.name.clone(), repeats });
                self.references(&item.children, &inner);
            }
            if let Some(end) = &item.end {
                self.saved(end, true, path);
            }
        }
    }

    /// Reads `save_to`: a property, with several lists after the list's name and `#`.
    fn saved(&mut self, row: &SheetRow, block: bool, path: &Path) {
        let Some(text) = self.form.survey.cell(row, "save_to") else { return };
        let cell = self.form.survey.place(row.number, Some("save_to"));
        let mut error = |what: Remark| {
            self.found.error(cell.clone(), what);
        };
        let parts: Vec<&str> = text.split('#').collect();
        let (list, property) = match (parts.as_slice(), self.lists.as_mut_slice()) {
            _ if self.form.entities.rows.is_empty() => {
                return error(remark!("form-entities-no-sheet"));
            }
            ([property], [list]) => (list, *property),
            ([_], [_, ..]) => {
                return error(remark!("form-entities-several"));
            }
            ([name, property], lists) => {
                let Some(list) = lists.iter_mut().find(|list| list.name == *name) else {
                    return error(remark!("form-entities-no-list", name));
                };
                (list, *property)
            }
            // The list's own mistake was told.
            ([_], []) => return,
            _ => return error(remark!("form-entities-signs")),
        };
        if block {
            return error(remark!("form-entities-group"));
        }
        let taken = matches!(property.to_lowercase().as_str(), "name" | "label");
        if taken || property.starts_with("__") || !is_name(property) {
            return error(remark!("form-entities-property", property));
        }
        let same = |used: &&Use| used.property.as_deref() == Some(property);
        if let Some(other) = list.uses.iter().find(same) {
            return error(remark!("form-entities-property-twice", property, row = other.row));
        }
        let property = Some(property.to_owned());
        list.uses.push(Use { path: path.clone(), row: row.number, property });
    }

    /// Finds a place for every list: in each survey, group or repeat there is room for one.
    fn place_all(&mut self) {
        let mut wishes = Vec::new();
        for list in &self.lists {
            if let Some(wish) = wish(list, self.form, self.found) {
                wishes.push(wish);
            }
        }
        if wishes.len() == 1 && wishes.iter().all(|wish| wish.scope.is_empty()) {
            return;
        }
        wishes.sort_by(|one, two| (&one.scope, one.row).cmp(&(&two.scope, two.row)));
        let mut taken: BTreeMap<Path, String> = BTreeMap::new();
        for wish in wishes {
            let free = wish.find_place(&taken);
            let Some(place) = free else {
                let cell = self.form.entities.place(wish.row, None);
                let message = remark!("form-entities-no-room", list = wish.list);
                self.found.error(cell, message).hint(remark!("form-entities-room"));
                continue;
            };
            for saved in &wish.saved {
                for length in place.len()..=saved.len() {
                    taken.insert(saved.split_at(length).0.to_vec(), wish.list.clone());
                }
            }
            taken.insert(place, wish.list);
        }
    }
}

/// Where a list wants to be.
struct Wish {
    list: String,
    row: usize,
    /// It must be in this repeat, or the survey.
    scope: Path,
    /// And best here.
    path: Path,
    /// Its properties are saved here.
    saved: Vec<Path>,
}

impl Wish {
    /// The innermost free place. What saves to it must not lie in another list's part.
    fn find_place(&self, taken: &BTreeMap<Path, String>) -> Option<Path> {
        for length in (self.scope.len()..=self.path.len()).rev() {
            let place = self.path.split_at(length).0.to_vec();
            if !taken.contains_key(&place) {
                return Some(place);
            }
            if self.saved.iter().any(|saved| taken.contains_key(saved)) {
                return None;
            }
        }
        None
    }
}

/// What the uses of a list demand; nothing when they contradict each other.
fn wish(list: &List, form: &XlsForm, found: &mut SheetProblems) -> Option<Wish> {
    let deepest = list
        .uses
        .iter()
        .map(|used| scope(&used.path))
        .fold(&[][..], |best, scope| if depth(scope).0 > depth(best).0 { scope } else { best });
    let saved: Vec<Path> = list
        .uses
        .iter()
        .filter(|used| used.property.is_some())
        .map(|used| used.path.clone())
        .collect();
    let within = |used: &&Use| scope(&used.path) == deepest;
    let path = match common(&saved) {
        Some(common) => {
            let inner = saved.iter().map(|path| scope(path)).max_by_key(|scope| depth(scope).0);
            let inner = inner.unwrap_or_default();
            if depth(inner) > depth(&common) { inner.to_vec() } else { common }
        }
        None => {
            let uses = list.uses.iter().filter(within);
            let mut path = deepest;
            for used in uses {
                if depth(&used.path) > depth(path) {
                    path = &used.path;
                }
            }
            path.to_vec()
        }
    };
    for used in &list.uses {
        let scope_of_use = scope(&used.path);
        let apart = !deepest.starts_with(scope_of_use);
        let elsewhere = used.property.is_some() && scope_of_use != scope(&path);
        if !apart && !elsewhere {
            continue;
        }
        let cell = match used.property {
            Some(_) => form.survey.place(used.row, Some("save_to")),
            None => form.entities.place(list.row, None),
        };
        let message = remark!("form-entities-apart", list = list.name, row = used.row);
        found.error(cell, message).hint(remark!("form-entities-copy"));
        return None;
    }
    let (name, row) = (list.name.clone(), list.row);
    Some(Wish { list: name, row, scope: deepest.to_vec(), path, saved })
}

/// What all paths begin with.
fn common(paths: &[Path]) -> Option<Path> {
    let (first, rest) = paths.split_first()?;
    let shared = |path: &Path| first.iter().zip(path).take_while(|(one, two)| one == two).count();
    let length = rest.iter().map(shared).min().unwrap_or(first.len());
    Some(first.split_at(length).0.to_vec())
}
