//! The outline: pages in order, and the questions of the one that is open.

use std::collections::HashMap;

use super::ProblemCounts;
use crate::engine::Identity;
use crate::engine::edit::Element;
use crate::engine::model::{Definition, Page, Question};
use crate::engine::unmarked;
use crate::i18n::Locale;

/// A page.
#[derive(Debug)]
pub struct OutlinePage {
    /// Its link.
    pub entry: OutlineEntry,
    /// How deep it is in others: 0, 1, 2.
    pub depth: usize,
    /// The section that begins with it.
    pub section: Option<String>,
    /// How many questions it has.
    pub count: usize,
    /// Its questions, when it is open.
    pub questions: Vec<OutlineEntry>,
}

/// A page or question.
#[derive(Debug)]
pub struct OutlineEntry {
    /// Its key.
    pub key: String,
    /// Its text, or its name.
    pub words: String,
    /// Its name.
    pub name: String,
    /// Whether it is shown now.
    pub is_current: bool,
    /// Problems of it and of what is in it.
    pub counts: ProblemCounts,
    /// How many comments on it and on what is in it are open.
    pub comments: usize,
}

impl OutlineEntry {
    pub(super) fn told_comments(&self, t: &Locale) -> String {
        t.with("comments-short", &[("count", self.comments.into())])
    }
}

/// How long a text may be in the outline, in characters.
const LONGEST: usize = 70;

/// What makes an outline.
pub struct Outlining<'a> {
    /// The questionnaire.
    pub definition: &'a Definition,
    /// What is shown.
    pub current: &'a Element,
    /// The problems of each element.
    pub problems: &'a HashMap<Element, ProblemCounts>,
    /// How many comments on each element are open.
    pub comments: &'a HashMap<Element, usize>,
}

impl Outlining<'_> {
    /// All pages.
    pub fn pages(&self) -> Vec<OutlinePage> {
        let mut all = Vec::new();
        let mut section = String::new();
        for page in &self.definition.pages {
            self.page(page, 0, &mut section, &mut all);
        }
        all
    }

    fn page(&self, page: &Page, depth: usize, section: &mut String, all: &mut Vec<OutlinePage>) {
        let begins = !page.section.is_empty() && page.section != *section;
        if begins {
            section.clone_from(&page.section);
        }
        let mut flat = Vec::new();
        flatten(&page.questions, &mut flat);
        let of = Element::Page(page.id().to_owned());
        let own = self.entry(of, &page.name, self.text(&page.title));
        let questions: Vec<OutlineEntry> = flat
            .iter()
            .map(|question| {
                let of = Element::Question(question.id().to_owned());
                self.entry(of, &question.name, self.text(&question.label))
            })
            .collect();
        let is_open = own.is_current || questions.iter().any(|it| it.is_current);
        let mut entry = own;
        if entry.words.is_empty() {
            entry.words =
                questions.first().map_or_else(|| page.name.clone(), |it| it.words.clone());
        }
        for question in &questions {
            entry.counts.errors += question.counts.errors;
            entry.counts.warnings += question.counts.warnings;
            entry.comments += question.comments;
        }
        all.push(OutlinePage {
            entry,
            depth: depth.min(2),
            section: begins.then(|| self.section(section)),
            count: flat.len(),
            questions: if is_open { questions } else { Vec::new() },
        });
        for inner in &page.pages {
            self.page(inner, depth + 1, section, all);
        }
    }

    fn entry(&self, of: Element, name: &str, words: String) -> OutlineEntry {
        OutlineEntry {
            is_current: of == *self.current || self.is_around(&of),
            counts: self.problems.get(&of).copied().unwrap_or_default(),
            comments: self.comments.get(&of).copied().unwrap_or_default(),
            words: if words.is_empty() && matches!(of, Element::Question(_)) {
                name.to_owned()
            } else {
                words
            },
            name: name.to_owned(),
            key: of.to_string(),
        }
    }

    /// Whether what is shown is a row or part of this.
    fn is_around(&self, of: &Element) -> bool {
        matches!(self.current, Element::Row(_) | Element::Part(_))
            && self.definition.seat(self.current).is_ok_and(|seat| seat.within == *of)
    }

    fn text(&self, text: &crate::engine::model::Text) -> String {
        let first = self.definition.languages.first().map_or("", String::as_str);
        shortened(&unmarked(text.get(first, first)))
    }

    fn section(&self, name: &str) -> String {
        let known = self.definition.sections.iter().find(|it| it.name == name);
        known.map_or_else(|| name.to_owned(), |it| self.text(&it.title))
    }
}

/// Questions and those in them, in order.
fn flatten<'d>(questions: &'d [Question], flat: &mut Vec<&'d Question>) {
    for question in questions {
        flat.push(question);
        flatten(&question.questions, flat);
    }
}

/// The beginning of a text.
pub fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} …", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
