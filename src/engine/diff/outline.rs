//! The questions and pages of a definition as flat lists, each with what is around it.

use crate::engine::Identity;
use crate::engine::model::{Definition, KindName, Page, Question};

/// A question and where it stands.
pub(super) struct PlacedQuestion<'a> {
    pub(super) question: &'a Question,
    pub(super) page: &'a Page,
    /// The groups and repeats around it, the outermost first.
    pub(super) groups: Vec<&'a Question>,
}

/// A page and the page around it.
pub(super) struct PlacedPage<'a> {
    pub(super) page: &'a Page,
    pub(super) around: Option<&'a Page>,
    /// The section it belongs to by itself or by the pages around or before it.
    pub(super) section: &'a str,
}

impl PlacedQuestion<'_> {
    /// The innermost repeat around it.
    pub(super) fn repeat(&self) -> Option<&str> {
        let repeat = self.groups.iter().rev().find(|group| group.kind == KindName::Repeat);
        repeat.map(|group| group.name.as_str())
    }
}

impl Identity for PlacedQuestion<'_> {
    fn name(&self) -> &str {
        self.question.name()
    }

    fn own_id(&self) -> Option<&str> {
        self.question.own_id()
    }
}

impl Identity for PlacedPage<'_> {
    fn name(&self) -> &str {
        self.page.name()
    }

    fn own_id(&self) -> Option<&str> {
        self.page.own_id()
    }
}

/// All questions with those in groups and repeats, in the order of the document.
pub(super) fn questions(definition: &Definition) -> Vec<PlacedQuestion<'_>> {
    let mut placed = Vec::new();
    for PlacedPage { page, .. } in pages(definition) {
        add_questions(page, &page.questions, &[], &mut placed);
    }
    placed
}

fn add_questions<'a>(
    page: &'a Page,
    questions: &'a [Question],
    groups: &[&'a Question],
    placed: &mut Vec<PlacedQuestion<'a>>,
) {
    for question in questions {
        placed.push(PlacedQuestion { question, page, groups: groups.to_vec() });
        let inside = [groups, &[question]].concat();
        add_questions(page, &question.questions, &inside, placed);
    }
}

/// All pages with those in other pages, in the order of the document.
pub(super) fn pages(definition: &Definition) -> Vec<PlacedPage<'_>> {
    let mut placed = Vec::new();
    add_pages(&definition.pages, None, "", &mut placed);
    placed
}

fn add_pages<'a>(
    pages: &'a [Page],
    around: Option<&'a Page>,
    mut section: &'a str,
    placed: &mut Vec<PlacedPage<'a>>,
) {
    for page in pages {
        if !page.section.is_empty() {
            section = &page.section;
        }
        placed.push(PlacedPage { page, around, section });
        add_pages(&page.pages, Some(page), section, placed);
    }
}
