//! Pages and questions become rows of the survey sheet, choices rows of theirs.

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::model::{
    Choice, ChoiceList, DatePart, DateUnit, Definition, Flag, KindName, Limit, Order, Page,
    Question, Quota, Row, Text, other_name,
};

use super::super::bounds;
use super::super::extras::encode;
use super::super::parameters::MAX_PIXELS;
use super::super::types::Type;
use super::grid::{CellKey, RowCells};
use super::{texts::TextWriter, type_of};

/// A row in the making: what it stands for, as a JSON path, and its cells.
#[derive(Debug)]
pub(super) struct WrittenRow {
    /// Empty for what only helps other tools.
    pub(super) path: String,
    pub(super) line: RowCells,
}

/// Writes the survey sheet.
pub(super) struct SurveyWriter<'d> {
    pub(super) definition: &'d Definition,
    pub(super) writer: TextWriter<'d>,
    /// Names of questions, and of the columns they make.
    pub(super) taken: BTreeSet<String>,
    pub(super) made: Vec<WrittenRow>,
}

impl<'d> SurveyWriter<'d> {
    /// All pages of a level.
    pub(super) fn pages(&mut self, pages: &'d [Page], place: &str) {
        for (at, page) in pages.iter().enumerate() {
            let path = format!("{place}/{at}");
            if is_alone(pages, at) {
                self.questions(&page.questions, &path);
            } else {
                self.page(page, &path);
            }
        }
    }

    fn page(&mut self, page: &'d Page, path: &str) {
        let mut line = RowCells::new();
        let name = self.free(page);
        let kept = page.columns.get("type").map_or("begin_group", String::as_str);
        put(&mut line, "type", kept);
        put(&mut line, "name", &name);
        self.writer.text(&mut line, "label", &page.title);
        put_some(&mut line, "relevant", page.relevant.as_ref());
        put_flag(&mut line, "read_only", &page.read_only);
        let mut appearance = page.appearance.clone();
        if !page.questions.is_empty() && !has_word(&appearance, &["field-list", "table-list"]) {
            appearance = format!("field-list {appearance}").trim().to_owned();
        }
        put(&mut line, "appearance", &appearance);
        raw(&mut line, &page.columns);
        self.push(path, line);
        if !page.intro.is_absent() {
            let mut line = RowCells::new();
            put(&mut line, "type", "note");
            put(&mut line, "name", &format!("{name}_intro"));
            self.writer.text(&mut line, "label", &page.intro);
            ours(&mut line, "kind", "intro");
            self.push("", line);
        }
        self.pages(&page.pages, &format!("{path}/pages"));
        self.questions(&page.questions, path);
        self.end(kept, &page.columns);
    }

    /// A name that no question has.
    fn free(&mut self, page: &Page) -> String {
        if let Some(own) = page.columns.get("name") {
            return own.clone();
        }
        let numbered = (2..).map(|number| format!("{}_{number}", page.name));
        let mut names = std::iter::once(page.name.clone())
            .chain([format!("{}_page", page.name)])
            .chain(numbered);
        let name = names.find(|name| self.taken.insert(name.to_lowercase()));
        name.unwrap_or_default()
    }

    fn end(&mut self, begin: &str, columns: &BTreeMap<String, String>) {
        let mut line = RowCells::new();
        put(&mut line, "type", &begin.replacen("begin", "end", 1));
        for (header, cell) in columns {
            if let Some(header) = header.strip_prefix(END) {
                line.push((CellKey::Raw(header.to_owned()), cell.clone()));
            }
        }
        self.push("", line);
    }

    fn push(&mut self, path: &str, line: RowCells) {
        self.made.push(WrittenRow { path: path.to_owned(), line });
    }

    fn questions(&mut self, questions: &'d [Question], place: &str) {
        for (at, question) in questions.iter().enumerate() {
            self.question(question, &format!("{place}/questions/{at}"));
        }
    }

    fn question(&mut self, question: &'d Question, path: &str) {
        let mut line = self.common(question);
        let lists = &self.definition.lists;
        put(&mut line, "type", &type_of(question, lists));
        match question.kind {
            KindName::Group | KindName::Repeat => {
                self.push(path, line);
                self.questions(&question.questions, path);
                self.end(&type_of(question, lists), &question.columns);
            }
            KindName::Matrix | KindName::Differential | KindName::DateParts => {
                self.block(question, line, path);
            }
            _ => {
                self.push(path, line);
                self.other(question);
            }
        }
    }

    /// What all kinds have.
    fn common(&self, question: &Question) -> RowCells {
        let mut line = RowCells::new();
        let known = question.columns.get("type").and_then(|kept| match Type::parse(kept) {
            Some(Type::Plain(known)) => Some(known),
            _ => None,
        });
        let name = question.columns.get("name").unwrap_or(&question.name);
        put(&mut line, "name", name);
        self.writer.text(&mut line, "label", &question.label);
        // What a type says and checks by itself need not be written.
        let hint = known.and_then(|known| known.hint);
        if hint.is_none_or(|hint| question.hint != Text::Same(hint.to_owned())) {
            self.writer.text(&mut line, "hint", &question.hint);
        }
        self.writer.text(&mut line, "guidance_hint", &question.guidance);
        put_flag(&mut line, "required", &question.required);
        self.writer.text(&mut line, "required_message", &question.required_message);
        let relevant = match question.off {
            true => Some("false()".to_owned()),
            false => question.relevant.clone(),
        };
        put_some(&mut line, "relevant", relevant.as_ref());
        let constraint = bounds::with(question);
        if constraint.as_deref() != known.and_then(|known| known.constraint) {
            put_some(&mut line, "constraint", constraint.as_ref());
        }
        self.writer.text(&mut line, "constraint_message", &question.constraint_message);
        put_some(&mut line, "calculation", question.calculation.as_ref());
        let triggers: Vec<String> =
            question.trigger.iter().map(|name| format!("${{{name}}}")).collect();
        put(&mut line, "trigger", &triggers.join(", "));
        put_some(&mut line, "default", question.default.as_ref());
        put_flag(&mut line, "read_only", &question.read_only);
        put(&mut line, "appearance", &appearance(question));
        put(&mut line, "parameters", &self.parameters(question));
        put_some(&mut line, "choice_filter", question.choice_filter.as_ref());
        put_some(&mut line, "repeat_count", question.count.as_ref());
        limits(&mut line, question.kind, question.min.as_ref(), question.max.as_ref());
        self.writer.media(&mut line, &question.media);
        raw(&mut line, &question.columns);
        line
    }

    fn parameters(&self, question: &Question) -> String {
        let mut words = Vec::new();
        let mut add = |key: &str, value: String| words.push(format!("{key}={value}"));
        if question.kind == KindName::Range && !question.parameters.contains_key("start") {
            for (key, limit) in [("start", &question.min), ("end", &question.max)] {
                if let Some(Limit::Number(number)) = limit {
                    add(key, number.to_string());
                }
            }
            if let Some(step) = question.step {
                add("step", step.to_string());
            }
        }
        if question.order == Order::Shuffle && question.rows.is_empty() {
            add("randomize", "true".to_owned());
            if let Some(seed) = &question.seed {
                add("seed", seed.clone());
            }
        }
        if let Some(ChoiceList::File(file)) =
            question.choices.as_ref().and_then(|name| self.definition.lists.get(name))
        {
            for (key, value) in [("value", &file.value), ("label", &file.label)] {
                if let Some(value) = value {
                    add(key, value.clone());
                }
            }
        }
        if let Some(pixels) = question.max_pixels {
            add(MAX_PIXELS, pixels.to_string());
        }
        for (key, value) in &question.parameters {
            add(key, value.clone());
        }
        words.join(" ")
    }

    /// A question with several answers becomes a group of questions.
    fn block(&mut self, question: &'d Question, mut line: RowCells, path: &str) {
        let kind = match question.kind {
            KindName::Matrix => "matrix",
            KindName::Differential => "differential",
            _ => "date_parts",
        };
        line.retain(|(key, _)| *key != CellKey::Field("choice_filter"));
        line.retain(|(key, _)| *key != CellKey::Field("constraint"));
        ours(&mut line, "kind", kind);
        self.push(path, line);
        for (at, row) in question.rows.iter().enumerate() {
            let line = self.row(question, row);
            self.push(&format!("{path}/rows/{at}"), line);
        }
        for (at, part) in question.parts.iter().enumerate() {
            let line = self.part(question, part);
            self.push(&format!("{path}/parts/{at}"), line);
        }
        self.end("begin_group", &question.columns);
    }

    fn row(&self, question: &Question, row: &Row) -> RowCells {
        let mut line = RowCells::new();
        if question.kind == KindName::Differential {
            put(&mut line, "type", "range");
            put(&mut line, "parameters", "start=1 end=7");
        } else {
            let one = Question { kind: KindName::SelectOne, ..question.clone() };
            put(&mut line, "type", &type_of(&one, &self.definition.lists));
            put_some(&mut line, "choice_filter", question.choice_filter.as_ref());
        }
        put(&mut line, "name", &row.name);
        self.writer.text(&mut line, "label", &row.label);
        put_some(&mut line, "relevant", row.relevant.as_ref());
        put_flag(&mut line, "required", &question.required);
        line
    }

    fn part(&self, question: &Question, part: &DatePart) -> RowCells {
        let mut line = RowCells::new();
        put(&mut line, "type", "integer");
        put(&mut line, "name", &part.name);
        let name = part_name(part.part);
        match part.label.is_absent() {
            true => put(&mut line, "label", name),
            false => self.writer.text(&mut line, "label", &part.label),
        }
        let constraint = bounds::text(part.min.as_ref(), part.max.as_ref());
        put_some(&mut line, "constraint", constraint.as_ref());
        put_flag(&mut line, "required", &question.required);
        ours(&mut line, "part", name);
        limits(&mut line, KindName::Integer, part.min.as_ref(), part.max.as_ref());
        line
    }

    /// XLSForm asks for another answer after the choice `other` only.
    fn other(&mut self, question: &'d Question) {
        let Some(other) = question.other.as_deref().filter(|other| *other != "other") else {
            return;
        };
        let list = question.choices.as_ref().and_then(|name| self.definition.lists.get(name));
        let label = match list {
            Some(ChoiceList::Written(choices)) => {
                choices.iter().find(|choice| choice.value == other).map(|choice| &choice.label)
            }
            _ => None,
        };
        let mut line = RowCells::new();
        put(&mut line, "type", "text");
        put(&mut line, "name", &other_name(&question.name));
        match label {
            Some(label) if !label.is_absent() => self.writer.text(&mut line, "label", label),
            _ => put(&mut line, "label", other),
        }
        let relevant = format!("selected(${{{}}}, '{other}')", question.name);
        put(&mut line, "relevant", &relevant);
        ours(&mut line, "kind", "other");
        self.push("", line);
    }
}

/// How the cells of a group's last row are marked among its columns.
pub(in super::super) const END: &str = "end::";

/// What a part of a date is called, by us and, without a label of the author's, by other tools.
pub(in super::super) fn part_name(part: DateUnit) -> &'static str {
    match part {
        DateUnit::Year => "year",
        DateUnit::Month => "month",
        DateUnit::Day => "day",
    }
}

/// Whether a page is no group, but what the reader makes for a question outside of any: then its
/// questions are written, and the reader makes it again.
fn is_alone(pages: &[Page], at: usize) -> bool {
    let Some(page) = pages.get(at).filter(|page| is_plain(page)) else { return false };
    let is_last = at + 1 == pages.len();
    match page.questions.iter().position(is_shown) {
        Some(shown) => {
            let behind = page.questions.get(shown + 1..).unwrap_or_default();
            page.questions.get(shown).is_some_and(|question| question.name == page.name)
                && (behind.is_empty() || is_last && !behind.iter().any(is_shown))
        }
        None => {
            // Only beside groups do questions that are never shown have a page of their own.
            let group = |page: Option<&Page>| page.is_none_or(|page| !is_plain(page));
            let before = at.checked_sub(1).and_then(|before| pages.get(before));
            page.questions.first().is_some_and(|first| first.name == page.name)
                && group(pages.get(at + 1))
                && (!is_last || group(before))
        }
    }
}

/// Whether a page has nothing but questions, one of which gave it its name.
fn is_plain(page: &Page) -> bool {
    page.stands_alone()
        && page.id.is_none()
        && page.title.is_absent()
        && page.intro.is_absent()
        && page.relevant.is_none()
        && page.read_only.is_never()
        && page.section.is_empty()
        && !page.core
        && page.appearance.is_empty()
        && page.columns.is_empty()
        && page.pages.is_empty()
}

/// Whether people see a question, so that the reader gives it a page.
fn is_shown(question: &Question) -> bool {
    use KindName::*;
    !matches!(question.kind, Calculate | Hidden | Metadata | Foreign)
}

/// The appearance other tools need to ask a question as we do.
fn appearance(question: &Question) -> String {
    let written = &question.appearance;
    let lookup =
        question.kind == KindName::Lookup && !has_word(written, &["autocomplete", "search"]);
    let lines = question.multiline
        && !has_word(written, &["multiline"])
        && !question.parameters.contains_key("rows");
    match (lookup, lines) {
        (true, _) => format!("autocomplete {written}").trim().to_owned(),
        (_, true) => format!("multiline {written}").trim().to_owned(),
        _ => written.clone(),
    }
}

fn has_word(text: &str, words: &[&str]) -> bool {
    text.split_whitespace().any(|word| words.contains(&word))
}

pub(super) fn put(line: &mut RowCells, field: &'static str, text: &str) {
    if !text.is_empty() {
        line.push((CellKey::Field(field), text.to_owned()));
    }
}

fn put_some(line: &mut RowCells, field: &'static str, text: Option<&String>) {
    put(line, field, text.map(String::as_str).unwrap_or_default());
}

fn put_flag(line: &mut RowCells, field: &'static str, flag: &Flag) {
    match flag {
        Flag::Fixed(true) => put(line, field, "yes"),
        Flag::Fixed(false) => {}
        Flag::When(condition) => put(line, field, condition),
    }
}

/// A cell of a column that only we have.
fn ours(line: &mut RowCells, field: &str, text: &str) {
    line.push((CellKey::Raw(format!("zugvogel::{field}")), text.to_owned()));
}

/// Limits stand in columns of ours too, so that they can be told from other constraints.
fn limits(line: &mut RowCells, kind: KindName, min: Option<&Limit>, max: Option<&Limit>) {
    if !matches!(kind, KindName::Integer | KindName::Decimal | KindName::SelectMultiple) {
        return;
    }
    for (field, limit) in [("min", min), ("max", max)] {
        match limit {
            Some(Limit::Number(number)) => ours(line, field, &number.to_string()),
            Some(Limit::Expression(source)) => {
                ours(line, field, &encode(&source.clone().into()));
            }
            None => {}
        }
    }
}

/// The columns that no field stands for.
fn raw(line: &mut RowCells, columns: &BTreeMap<String, String>) {
    for (header, cell) in columns {
        if !matches!(header.as_str(), "type" | "name") && !header.starts_with(END) {
            line.push((CellKey::Raw(header.clone()), cell.clone()));
        }
    }
}

/// The row of a choice.
pub(super) fn quota(quota: &Quota, writer: &TextWriter<'_>) -> RowCells {
    let mut line = RowCells::new();
    put(&mut line, "name", &quota.name);
    writer.text(&mut line, "label", &quota.label);
    put(&mut line, "when", &quota.when);
    put(&mut line, "max", &quota.max.to_string());
    put(&mut line, "skip", &quota.skip.join(" "));
    writer.text(&mut line, "end_title", &quota.title);
    writer.text(&mut line, "end_text", &quota.text);
    put_some(&mut line, "zugvogel::id", quota.id.as_ref());
    line
}

pub(super) fn choice(choice: &Choice, list: &str, writer: &TextWriter<'_>) -> RowCells {
    let mut line = RowCells::new();
    put(&mut line, "list_name", list);
    put(&mut line, "name", &choice.value);
    writer.text(&mut line, "label", &choice.label);
    writer.media(&mut line, &choice.media);
    for (header, cell) in &choice.attributes {
        line.push((CellKey::Raw(header.clone()), cell.clone()));
    }
    line
}
