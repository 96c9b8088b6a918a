//! What XLSForm demands of a form beyond its sheets: names, labels, lists, parameters.
//!
//! All that breaks a rule is told at once. What concerns whole expressions is left to the engine,
//! which parses them.

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::is_worked_out;
use crate::engine::model::{KindName, Metadata, other_name};
use crate::engine::problem::{CellPlace, Remark, remark};

use super::form::XlsForm;
use super::names::{has_reference, is_name, only_reference};
use super::parameters::ParameterCheck;
use super::range;
use super::table::SheetProblems;
use super::tree::FormItem;
use super::types::{self, BlockKind, PlainType, Select, SelectKind, Type};

/// Names that every form has already.
const RESERVED: &str = "meta";

/// Checks all rows of the survey and the choices.
pub(super) fn check(form: &XlsForm, found: &mut SheetProblems) {
    settings(form, found);
    choices(form, found);
    names(form, found);
    table_lists(&form.items, form, found);
    for item in form.items.iter().flat_map(FormItem::all) {
        Rules { form, item, found: &mut *found }.check();
    }
}

fn settings(form: &XlsForm, found: &mut SheetProblems) {
    let settings = &form.settings;
    if let Some(name) = settings.get("name")
        && !is_name(name)
    {
        found.error(settings.place("name"), remark!("not-a-name", name)).hint(remark!("form-name"));
    }
    if settings.is_on("omit_instanceID") && settings.get("public_key").is_some() {
        found.error(settings.place("omit_instanceID"), remark!("form-encrypted"));
    }
}

fn choices(form: &XlsForm, found: &mut SheetProblems) {
    let table = &form.choices.table;
    let twice = form.settings.is_on("allow_choice_duplicates");
    for (list, rows) in &form.choices.lists {
        let mut seen = BTreeSet::new();
        for row in rows {
            let place = |field| table.place(row.number, Some(field));
            let Some(name) = table.cell(row, "name") else {
                found.error(place("name"), remark!("form-choice-nameless", list));
                continue;
            };
            if !seen.insert(name) && !twice {
                found
                    .error(place("name"), remark!("form-choice-twice", list, name))
                    .hint(remark!("form-allow-duplicates"));
            }
            if !table.holds(row, "label") {
                found.warning(place("label"), remark!("form-choice-unlabelled", name));
            }
        }
    }
}

/// Names are unique among the rows of a group, those of repeats in the whole form.
fn names(form: &XlsForm, found: &mut SheetProblems) {
    let root = form.settings.get("name").unwrap_or("data");
    let place = |item: &FormItem| form.survey.place(item.row.number, Some("name"));
    unique(&form.items, form, found);
    let mut repeats: BTreeMap<&str, usize> = BTreeMap::new();
    for item in form.items.iter().flat_map(FormItem::all) {
        if !item.name.is_empty() && !is_name(&item.name) {
            found
                .error(place(item), remark!("not-a-name", name = item.name))
                .hint(remark!("form-name"));
        }
        if item.block() != Some(BlockKind::Repeat) {
            continue;
        }
        if item.name == root {
            found
                .error(place(item), remark!("form-repeat-like-form", root))
                .hint(remark!("form-rename-repeat"));
        }
        if let Some(first) = repeats.insert(&item.name, item.row.number) {
            let message = remark!("form-repeat-twice", name = item.name, first);
            found.error(place(item), message).hint(remark!("form-repeat-own-name"));
        }
    }
}

/// The rows of one group against each other.
fn unique(items: &[FormItem], form: &XlsForm, found: &mut SheetProblems) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut folded: BTreeSet<String> = BTreeSet::new();
    for item in items {
        unique(&item.children, form, found);
        let place = form.survey.place(item.row.number, Some("name"));
        if item.name == RESERVED {
            found.error(place.clone(), remark!("form-meta")).hint(remark!("form-another-name"));
        }
        let count = form.survey.cell(&item.row, "repeat_count");
        let counted = count.is_some_and(|count| only_reference(count).is_none());
        let made = [
            counted.then(|| format!("{}_count", item.name)),
            is_open(item).then(|| other_name(&item.name)),
        ];
        for name in std::iter::once(Some(item.name.clone())).chain(made).flatten() {
            if name.is_empty() {
                continue;
            }
            if let Some(first) = seen.insert(name.clone(), item.row.number) {
                found
                    .error(place.clone(), remark!("form-name-twice", name, first))
                    .hint(remark!("form-names-unique"));
            } else if !folded.insert(name.to_lowercase()) {
                let message = remark!("form-name-case", name);
                found.warning(place.clone(), message);
            }
        }
    }
}

fn is_open(item: &FormItem) -> bool {
    matches!(&item.kind, Some(Type::Select(select)) if select.other)
}

/// In a group with the appearance `table-list`, all selects have the same list.
fn table_lists(items: &[FormItem], form: &XlsForm, found: &mut SheetProblems) {
    for group in items.iter().flat_map(FormItem::all).filter(|item| item.block().is_some()) {
        if !appearance(form, group).split_whitespace().any(|word| word == "table-list") {
            continue;
        }
        let mut first: Option<&str> = None;
        for item in &group.children {
            let Some(Type::Select(select)) = &item.kind else { continue };
            let place = |field| form.survey.place(item.row.number, Some(field));
            match first {
                None => {
                    first = Some(&select.list);
                    if form.survey.holds(&item.row, "choice_filter") {
                        found.error(place("choice_filter"), remark!("form-table-filtered"));
                    }
                }
                Some(list) if list != select.list => {
                    let message = remark!("form-table-list", list, other = select.list);
                    found.error(place("type"), message);
                }
                Some(_) => {}
            }
        }
    }
}

fn appearance<'f>(form: &'f XlsForm, item: &'f FormItem) -> &'f str {
    form.survey.cell(&item.row, "appearance").unwrap_or_default()
}

/// Whether a question is worked out and not shown.
pub(super) fn is_silent(form: &XlsForm, item: &FormItem) -> bool {
    let has = |field| form.survey.holds(&item.row, field);
    let hint = matches!(&item.kind, Some(Type::Plain(known)) if known.hint.is_some());
    let calculate = matches!(&item.kind, Some(Type::Plain(known)) if known.name == "calculate");
    let worked_out = has("calculation") || has("trigger");
    calculate || worked_out && !(has("label") || has("hint") || hint)
}

/// The rules for one row.
struct Rules<'r> {
    form: &'r XlsForm,
    item: &'r FormItem,
    found: &'r mut SheetProblems,
}

impl Rules<'_> {
    fn check(&mut self) {
        self.media();
        self.parameters();
        match &self.item.kind {
            Some(Type::Select(select)) => {
                self.select(select);
                self.label();
            }
            Some(Type::Plain(known)) => {
                let written = appearance(self.form, self.item);
                let drawn = ["draw", "signature", "annotate"];
                if known.kind == KindName::Upload
                    && let Some(word) = written.split_whitespace().find(|word| drawn.contains(word))
                {
                    let message = remark!("form-nothing-drawn", word);
                    self.found.warning(self.place("appearance"), message);
                }
                if let Some(message) = differs(known) {
                    self.found.warning(self.place("type"), message);
                }
                match known.name {
                    "calculate" if !self.has("calculation") && !self.has_dynamic_default() => {
                        self.error("calculation", remark!("form-no-calculation"));
                    }
                    "audit" if self.item.name != "audit" => {
                        self.error("name", remark!("form-audit-name"));
                    }
                    "background-geopoint" => self.background(),
                    _ => {}
                }
                if known.shown {
                    self.label();
                }
            }
            _ => {}
        }
    }

    fn place(&self, field: &str) -> CellPlace {
        self.form.survey.place(self.item.row.number, Some(field))
    }

    fn error(&mut self, field: &str, what: Remark) {
        self.found.error(self.place(field), what);
    }

    fn cell(&self, field: &str) -> Option<&str> {
        self.form.survey.cell(&self.item.row, field)
    }

    fn has(&self, field: &str) -> bool {
        self.form.survey.holds(&self.item.row, field)
    }

    fn has_dynamic_default(&self) -> bool {
        self.cell("default").is_some_and(is_worked_out)
    }

    fn label(&mut self) {
        let built_in = matches!(&self.item.kind, Some(Type::Plain(known)) if known.hint.is_some());
        let shown = ["label", "hint", "image", "big-image", "audio", "video"];
        if is_silent(self.form, self.item) {
            return;
        }
        if self.has("big-image") && !self.has("image") {
            self.error("big-image", remark!("form-big-image"));
        }
        if built_in
            || shown.iter().any(|field| self.has(field))
            || appearance(self.form, self.item) == "label"
        {
            return;
        }
        let message = remark!("form-no-label", name = self.item.name);
        self.error("label", message);
    }

    fn media(&mut self) {
        let survey = &self.form.survey;
        for (column, _) in survey.cells(&self.item.row) {
            if let [media, kind, ..] = column.parts.parts.as_slice()
                && media == "media"
                && !matches!(kind.as_str(), "image" | "big-image" | "audio" | "video")
            {
                let cell = CellPlace { column: Some(column.header.clone()), ..self.place("media") };
                self.found
                    .error(cell, remark!("form-no-media-type", kind))
                    .hint(remark!("form-media-types"));
            }
        }
    }

    fn background(&mut self) {
        if !self.has("trigger") {
            self.error("trigger", remark!("form-background-trigger"));
        }
        if self.has("calculation") {
            self.error("calculation", remark!("form-background-calculation"));
        }
    }

    fn parameters(&mut self) {
        let cell = self.place("parameters");
        let appearance = appearance(self.form, self.item);
        let mut checking = ParameterCheck {
            parameters: &self.item.parameters,
            cell: cell.clone(),
            found: self.found,
        };
        match &self.item.kind {
            Some(Type::Select(select)) if select.says_file() => checking.select_from_file(),
            Some(Type::Select(_)) => checking.select(),
            Some(Type::Plain(known)) => match known.name {
                "text" => checking.text(),
                "photo" | "image" | "add image prompt" | "add photo prompt" => {
                    checking.image(appearance);
                }
                "audio" | "add audio prompt" => {
                    checking.audio(&["voice-only", "low", "normal", "external"]);
                }
                "background-audio" => checking.audio(&["voice-only", "low", "normal"]),
                "geopoint" => checking.geopoint(),
                "geotrace" | "geoshape" => checking.geometry(),
                "audit" => checking.audit(),
                "range" => {
                    let names = |list: &str| self.form.choices.names(list);
                    range::check(&self.item.parameters, appearance, names, &cell, self.found);
                }
                _ => {}
            },
            _ => {}
        }
    }

    fn select(&mut self, select: &Select) {
        let kind = self
            .form
            .survey
            .cells(&self.item.row)
            .find(|(column, _)| column.parts.parts == ["bind".to_owned(), "type".to_owned()]);
        if let Some((column, text)) = kind
            && text != "string"
            && text != "odk:rank"
        {
            let cell = CellPlace { column: Some(column.header.clone()), ..self.place("type") };
            self.found.error(cell, remark!("form-choices-are-texts", text));
        }
        if select.says_file() && (select.file().is_none() || select.list.matches('.').count() != 1)
        {
            let message = remark!("form-no-list-file", name = select.list);
            self.error("type", message);
            return;
        }
        if select.other && self.has("choice_filter") {
            self.error("choice_filter", remark!("form-other-filter"));
        }
        if select.kind == SelectKind::External {
            self.external(select);
        } else if select.file().is_none() && !has_reference(&select.list) {
            self.list(select);
        } else if select.other {
            self.error("type", remark!("form-other-list"));
        }
    }

    fn list(&mut self, select: &Select) {
        let lists = &self.form.choices;
        let Some(names) = lists.names(&select.list) else {
            let hint = match self.form.like("choices") {
                Some(like) if lists.lists.is_empty() => Some(remark!("form-no-choices-like", like)),
                None if lists.lists.is_empty() => Some(remark!("form-add-choices")),
                _ => {
                    let known = lists.lists.iter().map(|(name, _)| name.as_str());
                    crate::engine::spelling::nearest(&select.list, known)
                        .map(|like| remark!("did-you-mean", near = like))
                }
            };
            self.found.error(self.place("type"), remark!("no-list", list = select.list)).hint =
                hint;
            return;
        };
        if select.kind == SelectKind::Multiple
            && let Some(name) = names.iter().find(|name| name.contains(' '))
        {
            let message = remark!("form-blank-in-choice", list = select.list, name);
            self.error("type", message);
        }
    }

    fn external(&mut self, select: &Select) {
        if !self.has("choice_filter") {
            self.found.warning(self.place("choice_filter"), remark!("form-external-filter"));
        }
        let lists = &self.form.external;
        if lists.get(&select.list).is_none() {
            let hint = self.form.like("external_choices");
            let hint = hint.map(|like| remark!("form-is-it", like, wanted = "external_choices"));
            let message = if lists.lists.is_empty() {
                remark!("form-no-external")
            } else {
                remark!("form-no-external-list", list = select.list)
            };
            self.found.error(self.place("type"), message).hint = hint;
        }
    }
}

/// What a type does not do here as it does elsewhere.
fn differs(known: &PlainType) -> Option<Remark> {
    let name = known.name;
    match (known.kind, name) {
        // The file is read.
        (KindName::Foreign, "csv-external" | "xml-external") => None,
        (KindName::Foreign, _) => Some(remark!("form-kept", name)),
        (KindName::Metadata, _) if types::metadata(name) == Metadata::Unknown => {
            Some(remark!("form-always-empty", name))
        }
        (KindName::Text, _) if name.contains("barcode") => {
            Some(remark!("form-asked-as-text", name))
        }
        _ => None,
    }
}
