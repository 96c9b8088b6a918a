//! The one door to an interview: a draft, and whatever anybody may ask about it.
//!
//! An [`Interview`] looks at a draft and changes nothing; what changes an interview gives the draft
//! that it would be. It is evaluated once, when it is made, and everything that is asked of it goes
//! by that evaluation. Outside of the engine nobody evaluates a questionnaire in any other way.
//!
//! Start reading at [`Interview::new`], then [`Interview::post`].

pub mod explain;
mod post;

use super::Questionnaire;
use super::answers::{Draft, Form};
use super::completion::Completion;
use super::defaults;
use super::evaluation::Evaluation;
use super::expr::Env;
use super::form_state;
use super::localized::Passage;
use super::model::Role;
use super::overview;
use super::response;
use super::review;
use super::show::{self, paper::BlankPage};

pub use super::contract::{Complaint, ComplaintReason, Lacking, RowWords, ShownPage, Words};
pub use super::evaluation::count as evaluations;
pub use super::form_state::FOLLOWED;
pub use super::overview::{SectionState, Stage};
pub use super::response::{Response, Unready};
pub use super::review::ReviewSection;
pub use post::{Accepted, Look, Outcome, Post, Posted, Then};

/// A draft with everything that follows from it.
#[derive(Debug)]
pub struct Interview<'i> {
    /// What is asked.
    pub questionnaire: &'i Questionnaire,
    /// What was answered.
    pub draft: &'i Draft,
    pub(super) env: &'i Env,
    pub(super) evaluation: Evaluation<'i, 'i>,
}

/// Where somebody goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Destination {
    /// To the page with this index.
    Page(usize),
    /// To check the answers.
    Review,
    /// To the early end with this index.
    End(usize),
    /// Nowhere: it is submitted.
    Done,
}

impl<'i> Interview<'i> {
    /// The interview of this draft. Texts are in the draft's language.
    pub fn new(questionnaire: &'i Questionnaire, draft: &'i Draft, env: &'i Env) -> Self {
        let evaluation = Evaluation::new(questionnaire, draft, env);
        Self { questionnaire, draft, env, evaluation }
    }

    /// The draft that an interview begins with. The seed must be random and must not follow from
    /// anything that tells who answers.
    pub fn begin(questionnaire: &Questionnaire, seed: u32, language: &str, env: &Env) -> Draft {
        defaults::begin(questionnaire, seed, language, env)
    }

    /// What follows from the answers.
    pub fn evaluation(&self) -> &Evaluation<'i, 'i> {
        &self.evaluation
    }

    /// Where it goes on: at the first page that is still open.
    pub fn resume(&self) -> Destination {
        open(&self.evaluation, self.draft)
    }

    /// Where somebody must go who asks for a page that she cannot see yet (or no longer).
    pub fn elsewhere(&self, page: usize) -> Option<Destination> {
        let mut earlier = (0..page).filter(|&page| self.evaluation.is_on_route(page));
        let completion = self.completion();
        let may_see =
            self.evaluation.is_on_route(page) && earlier.all(|page| completion.is_done(page));
        (!may_see).then(|| self.resume())
    }

    /// Whether a page was accepted with everything on it that is asked now, for each page.
    pub fn done(&self) -> Vec<bool> {
        let completion = self.completion();
        (0..self.questionnaire.pages.len()).map(|page| completion.is_done(page)).collect()
    }

    fn completion(&self) -> Completion<'_> {
        Completion::new(&self.evaluation, self.draft)
    }

    /// The page of the route before this one.
    pub fn page_before(&self, page: usize) -> Option<usize> {
        (0..page).rev().find(|&page| self.evaluation.is_on_route(page))
    }

    /// Whether a page goes into the areas of reasons that are picked on the page before.
    pub fn picks_before(&self, page: usize) -> bool {
        let asks = |page: usize, role: Role| {
            let questions =
                &self.questionnaire.questions[self.questionnaire.pages[page].questions.clone()];
            questions.iter().any(|it| it.definition.role == Some(role))
        };
        asks(page, Role::Reason)
            && self.page_before(page).is_some_and(|before| asks(before, Role::ReasonGroup))
    }

    /// Which page of its section this is, from 0, and of how many. Pages that nobody asks for count, too: else
    /// it would go back as soon as an answer brings more of them.
    pub fn place_in_section(&self, page: usize) -> (usize, usize) {
        let pages = &self.questionnaire.pages;
        let is_own = |at: &usize| pages[*at].section == pages[page].section;
        ((0..page).filter(is_own).count(), (0..pages.len()).filter(is_own).count())
    }

    /// A page with the answers it has.
    pub fn page(&self, page: usize) -> ShownPage<'_> {
        self.page_with(page, &self.form(page), &[])
    }

    /// A page with what was typed on it and what is wrong with that.
    pub fn page_with(&self, page: usize, form: &Form, complaints: &[Complaint]) -> ShownPage<'_> {
        show::page(&self.evaluation, page, self.draft.seed, form, complaints)
    }

    /// The form of a page with the answers it has: the inverse of reading it.
    pub fn form(&self, page: usize) -> Form {
        form_state::filled(&self.evaluation, &self.draft.answers, page)
    }

    /// Says whether the stored answers of a page are still those that were shown.
    pub fn fingerprint(&self, page: usize) -> String {
        form_state::fingerprint(&self.evaluation, &self.draft.answers, page)
    }

    /// Says whether all stored answers are still those that were shown.
    pub fn fingerprint_of_all(&self) -> String {
        form_state::fingerprint_of_all(&self.draft.answers)
    }

    /// Every answer of the route in words, section by section.
    pub fn review(&self) -> Vec<ReviewSection> {
        review::review(&self.evaluation, &self.draft.answers)
    }

    /// The sections of the route, and how far each is.
    pub fn stages(&self) -> Vec<Stage> {
        overview::stages(&self.evaluation, self.draft)
    }

    /// What is read at the early end with this index.
    pub fn end_text(&self, end: usize) -> Passage<'_> {
        show::text(self.evaluation.top(), &self.questionnaire.ends[end].text)
    }

    /// The whole questionnaire on paper, of an interview in which nothing is answered.
    pub fn paper(&self) -> Vec<BlankPage<'i>> {
        show::paper::pages(&self.evaluation)
    }

    /// The response it becomes, if it is ready to be submitted.
    pub fn response(&self) -> Result<Response, Unready> {
        response::response(&self.evaluation, self.draft)
    }
}

/// The first page that is still open; behind the last one, the end.
pub(super) fn open(evaluation: &Evaluation<'_, '_>, draft: &Draft) -> Destination {
    match (Completion::new(evaluation, draft).open_page(), evaluation.end()) {
        (Some(page), _) => Destination::Page(page),
        (None, Some(end)) => Destination::End(end),
        (None, None) => Destination::Review,
    }
}
