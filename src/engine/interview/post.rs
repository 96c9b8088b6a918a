//! What becomes of a page that was sent: taken, refused, looked at, or kept half-finished.
//!
//! Three evaluations at most: of the answers before, with what was typed put in, and after. Only
//! triggers and new instances of repeats, which set off one another, take more.

use super::super::answers::Form;
use super::super::model::KindName;
use super::super::validate;
use super::{Complaint, Destination, Draft, Interview};
use crate::engine::form_state;

/// What becomes of a form, judged by the answers as they are now.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Everything is fine.
    Accepted(Accepted),
    /// An instance of a repeat was added or removed; the answers given so far are taken along.
    Changed {
        /// The draft then.
        draft: Draft,
        /// The instance or question to show the page at.
        at: String,
    },
    /// Something is wrong.
    Rejected(Vec<Complaint>),
    /// The form has a field that the page does not have.
    Unknown(String),
}

/// An accepted page.
#[derive(Debug, Clone, PartialEq)]
pub struct Accepted {
    /// The draft then; the page counts as seen.
    pub draft: Draft,
    /// Follow-up questions on the same page became relevant, or what was picked is no longer
    /// offered after another answer; show it again.
    pub again: bool,
    /// Where to go on.
    pub next: Destination,
}

/// A page as it was sent.
#[derive(Debug, Clone)]
pub struct Post {
    /// Index of the page.
    pub page: usize,
    /// Its fields.
    pub form: Form,
    /// [`Interview::fingerprint`] of the page when it was shown.
    pub shown: String,
    /// It was opened from the review, so go back there.
    pub from_review: bool,
}

/// What becomes of a page that was sent.
#[derive(Debug, Clone, PartialEq)]
pub enum Posted {
    /// Go on there, after this draft is stored; none when it is stored already, as after a second
    /// click on the same button.
    Taken(Option<Draft>, Then),
    /// Not taken: something is wrong with what was typed.
    Rejected(Look),
    /// Not taken: the page was changed elsewhere since it was shown.
    Changed(Look),
    /// Not taken: the form has a field that the page does not have.
    Unknown,
}

/// Where to go after a page was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Then {
    /// There.
    To(Destination),
    /// To the same page, since follow-up questions appeared.
    Again,
    /// To the same page at this field, since an instance of a repeat came or went.
    At(String),
}

/// A page to show with what was typed, and with the questions that follow from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// The draft with what was typed put in, unchecked. It must not be stored.
    pub draft: Draft,
    /// What was typed. A question that comes back has the answer it had.
    pub form: Form,
    /// What is wrong with it.
    pub complaints: Vec<Complaint>,
    /// [`Interview::fingerprint`] of the page as it is stored.
    pub stored: String,
}

impl Outcome {
    /// The draft to store. For tests and benchmarks, which answer pages without a store.
    pub fn into_draft(self) -> Option<Draft> {
        match self {
            Outcome::Accepted(Accepted { draft, .. }) | Outcome::Changed { draft, .. } => {
                Some(draft)
            }
            Outcome::Rejected(_) | Outcome::Unknown(_) => None,
        }
    }
}

impl Accepted {
    fn then(&self) -> Then {
        if self.again { Then::Again } else { Then::To(self.next) }
    }
}

impl Interview<'_> {
    /// Judges the form of a page by the answers as they are now. Fields beginning with `_` are the
    /// caller's own, but for three: `_add` names a repeat that gets one more instance, `_remove` an
    /// instance to take away, and [`FOLLOWED`](super::FOLLOWED) the questions that were on the page.
    pub fn accept(&self, page: usize, form: &Form) -> Outcome {
        validate::accept(self, page, form, false)
    }

    /// Takes a page that was shown some time ago: it may have been sent twice, or changed in
    /// another window meanwhile.
    pub fn post(&self, post: &Post) -> Posted {
        let is_current = || post.shown == self.fingerprint(post.page);
        let before = self.draft;
        match validate::accept(self, post.page, &post.form, post.from_review) {
            Outcome::Unknown(_) => Posted::Unknown,
            // A second click on the same button brings what is stored already.
            Outcome::Accepted(accepted)
                if before.answers == accepted.draft.answers
                    && before.seen == accepted.draft.seen =>
            {
                Posted::Taken(None, accepted.then())
            }
            outcome if is_current() => match outcome {
                Outcome::Accepted(accepted) => {
                    let then = accepted.then();
                    Posted::Taken(Some(accepted.draft), then)
                }
                Outcome::Changed { draft, at } => Posted::Taken(Some(draft), Then::At(at)),
                Outcome::Rejected(complaints) => {
                    Posted::Rejected(Look { complaints, ..self.look(post.page, &post.form) })
                }
                Outcome::Unknown(_) => Posted::Unknown,
            },
            // Also when the first click brought up questions that the second cannot know.
            _ if self.has(post.page, &post.form) => Posted::Taken(None, Then::Again),
            _ => Posted::Changed(self.look(post.page, &post.form)),
        }
    }

    /// What a page looks like with what was typed on it. Nothing is judged.
    pub fn look(&self, page: usize, form: &Form) -> Look {
        let (answers, form) = form_state::typed(&self.evaluation, self.draft, page, form);
        Look {
            draft: Draft { answers, ..self.draft.clone() },
            form,
            complaints: Vec::new(),
            stored: self.fingerprint(page),
        }
    }

    /// [`Self::look`] with what is wrong with it.
    pub fn look_and_judge(&self, page: usize, form: &Form) -> Look {
        let complaints = match self.accept(page, form) {
            Outcome::Rejected(complaints) => complaints,
            Outcome::Accepted(_) | Outcome::Changed { .. } | Outcome::Unknown(_) => Vec::new(),
        };
        Look { complaints, ..self.look(page, form) }
    }

    /// The draft with what was typed on a page that somebody leaves, as far as it is in order, and
    /// whether that is all of it. The page does not count as seen. Nothing is kept of a page that was
    /// changed elsewhere meanwhile.
    pub fn keep(&self, post: &Post) -> Option<(Draft, bool)> {
        let is_current = post.shown == self.fingerprint(post.page);
        is_current.then(|| validate::keep(self, post.page, &post.form))
    }

    /// Whether an interview may be stored that begins with what is kept of this page: whoever is asked
    /// there for her consent has answered, and nothing leads to an end that keeps nothing.
    pub fn may_begin(&self, page: usize) -> bool {
        let stored = self.form(page);
        let is_answered = |name: &str| stored.find(name).is_some_and(|value| !value.is_empty());
        let shown = self.page(page);
        let mut consents = shown.answerable().filter(|it| it.kind == KindName::Consent);
        let ends = self.evaluation.end().map(|end| &self.questionnaire.ends[end].definition);
        consents.all(|it| is_answered(&it.name)) && ends.is_none_or(|end| end.keep)
    }

    /// Whether a form brings exactly what is stored.
    fn has(&self, page: usize, form: &Form) -> bool {
        let stored = self.form(page);
        let is_given = |(name, value): &(&str, &str)| !name.starts_with('_') && !value.is_empty();
        let mut given: Vec<_> = form.iter().filter(is_given).collect();
        let mut stored: Vec<_> = stored.iter().collect();
        given.sort_unstable();
        stored.sort_unstable();
        given == stored
    }
}
