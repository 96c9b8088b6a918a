//! How far an interview has come: which pages are done.

use super::answers::Draft;
use super::evaluation::Evaluation;
use super::scope::{Place, Scope};

/// What a draft has done of what is asked of it now.
pub(super) struct Completion<'c> {
    evaluation: &'c Evaluation<'c, 'c>,
    draft: &'c Draft,
    /// Per slot outside of repeats: it was asked when its page was accepted.
    asked: Vec<bool>,
}

impl<'c> Completion<'c> {
    pub(super) fn new(evaluation: &'c Evaluation<'_, '_>, draft: &'c Draft) -> Self {
        let questionnaire = evaluation.questionnaire;
        let mut asked = vec![false; questionnaire.slots.len()];
        let names = draft.asked.iter().map(|name| (name.as_str(), ()));
        for (slot, ()) in questionnaire.slots_called(names) {
            asked[slot] = true;
        }
        Self { evaluation, draft, asked }
    }

    /// Whether a page was accepted with everything on it that is asked now.
    pub(super) fn is_done(&self, page: usize) -> bool {
        let page_of = &self.evaluation.questionnaire.pages[page];
        let questions = &self.evaluation.questionnaire.questions[page_of.questions.clone()];
        let mut outside =
            page_of.questions.clone().zip(questions).filter(|(_, q)| q.repeat.is_none());
        let has_repeats = questions.iter().any(|question| question.repeat.is_some());
        self.draft.seen.contains(&*page_of.name)
            && outside.all(|(q, _)| self.is_answered(q, self.evaluation.top()))
            && (!has_repeats
                || self.evaluation.on_page(page).into_iter().all(|(q, place)| {
                    place == Place::TOP || self.is_answered(q, self.evaluation.at(place))
                }))
    }

    fn is_answered(&self, question: usize, scope: Scope<'_>) -> bool {
        let question = &self.evaluation.questionnaire.questions[question];
        let was_asked = |slot: usize| match question.repeat {
            None => self.asked[slot],
            Some(_) => self.draft.asked.contains(&*scope.key(slot)),
        };
        !question.is_visible()
            || question.slots.clone().all(|slot| !scope.is_asked(slot) || was_asked(slot))
    }

    /// The first page of the route that is not done.
    pub(super) fn open_page(&self) -> Option<usize> {
        let mut pages = 0..self.evaluation.questionnaire.pages.len();
        pages.find(|&page| self.evaluation.is_on_route(page) && !self.is_done(page))
    }
}
