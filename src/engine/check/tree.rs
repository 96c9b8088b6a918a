//! The parts, pages and questions of a document in order, each with its place and what is around it.

use super::super::model::{Definition, KindName, Page, Question};

/// A document laid out flat.
#[derive(Default)]
pub(super) struct Tree<'d> {
    /// Pages that hold pages.
    pub(super) parts: Vec<PartNode<'d>>,
    /// Pages that hold questions.
    pub(super) pages: Vec<PageNode<'d>>,
    /// Every question, those in a group or repeat after it.
    pub(super) questions: Vec<QuestionNode<'d>>,
    /// How many repeats there are.
    pub(super) repeats: usize,
}

pub(super) struct PartNode<'d> {
    pub(super) part: &'d Page,
    /// JSON path.
    pub(super) place: String,
    /// The part around it.
    pub(super) around: Option<usize>,
}

pub(super) struct PageNode<'d> {
    pub(super) page: &'d Page,
    /// JSON path.
    pub(super) place: String,
    /// The part around it.
    pub(super) part: Option<usize>,
    /// Its position, or that of what is around it, among the outermost pages.
    pub(super) outermost: usize,
}

pub(super) struct QuestionNode<'d> {
    pub(super) question: &'d Question,
    /// JSON path.
    pub(super) place: String,
    /// Index of its page.
    pub(super) page: usize,
    /// The group or repeat around it.
    pub(super) around: Option<usize>,
    /// The innermost repeat around it.
    pub(super) repeat: Option<usize>,
    /// The repeat that it is.
    pub(super) is_repeat: Option<usize>,
}

impl<'d> Tree<'d> {
    pub(super) fn new(definition: &'d Definition) -> Self {
        let mut tree = Self::default();
        for (at, page) in definition.pages.iter().enumerate() {
            tree.page(page, format!("/pages/{at}"), None, at);
        }
        tree
    }

    fn page(&mut self, page: &'d Page, place: String, part: Option<usize>, outermost: usize) {
        if !page.pages.is_empty() {
            let number = self.parts.len();
            self.parts.push(PartNode { part: page, place: place.clone(), around: part });
            for (at, inner) in page.pages.iter().enumerate() {
                self.page(inner, format!("{place}/pages/{at}"), Some(number), outermost);
            }
            return;
        }
        let number = self.pages.len();
        self.questions(&page.questions, &place, number, None, None);
        self.pages.push(PageNode { page, place, part, outermost });
    }

    fn questions(
        &mut self,
        questions: &'d [Question],
        place: &str,
        page: usize,
        around: Option<usize>,
        repeat: Option<usize>,
    ) {
        for (at, question) in questions.iter().enumerate() {
            let number = self.questions.len();
            let place = format!("{place}/questions/{at}");
            let is_repeat = (question.kind == KindName::Repeat).then_some(self.repeats);
            self.repeats += usize::from(is_repeat.is_some());
            self.questions.push(QuestionNode {
                question,
                place: place.clone(),
                page,
                around,
                repeat,
                is_repeat,
            });
            let inner = is_repeat.or(repeat);
            self.questions(&question.questions, &place, page, Some(number), inner);
        }
    }
}
