//! What a respondent is shown: a page with its texts in her language, her values and complaints.
//!
//! Pure values for the view; nothing here knows HTML. Start reading at [`page`].

pub mod paper;
mod table;

use std::borrow::Cow;

use super::answers::Form;
pub use super::contract::{
    Begin, Body, Input, MomentField, OtherText, Ranked, Search, ShownOption, ShownPage, ShownPart,
    ShownQuestion, ShownRow, ShownRows,
};
use super::contract::{Complaint, Showing};
use super::evaluation::{Evaluation, MOST_INSTANCES, MOST_NESTED};
use super::kind::kind;
pub use super::localized::{Line, Localized, OwnedLine, Passage};
use super::media::ShownMedia;
use super::model::{KindName, Role};
use super::questionnaire::Texts;
use super::scope::Scope;
use super::table::InTable;
pub use super::text::{Block, Inline, Rich};
use table::OpenTable;

/// The page with the values of `form` (what was typed, or [`super::form_state::filled`]) and the
/// complaints about them.
pub fn page<'d>(
    evaluation: &'d Evaluation<'_, '_>,
    page: usize,
    seed: u32,
    form: &Form,
    complaints: &[Complaint],
) -> ShownPage<'d> {
    let p = &evaluation.questionnaire.pages[page];
    let mut shown = Shown { seed, form, complaints, questions: Vec::new() };
    shown.inside(evaluation.top(), p.questions.clone(), None, 0);
    ShownPage {
        name: &p.name,
        title: text(evaluation.top(), &p.title),
        intro: text(evaluation.top(), &p.intro),
        section: p.section,
        is_live: p.is_live,
        takes_files: evaluation.questionnaire.takes_files(page),
        questions: shown.questions,
    }
}

/// The questions of a page, gathered.
struct Shown<'d, 'f> {
    seed: u32,
    form: &'f Form,
    complaints: &'f [Complaint],
    questions: Vec<ShownQuestion<'d>>,
}

impl<'d> Shown<'d, '_> {
    /// Gathers the questions that stand directly in `around`.
    fn inside(
        &mut self,
        scope: Scope<'d>,
        range: std::ops::Range<usize>,
        around: Option<usize>,
        depth: usize,
    ) {
        let questions = &scope.evaluation.questionnaire.questions;
        let own = range.clone().filter(|&q| questions[q].around == around);
        let mut open = OpenTable::default();
        for q in own {
            if questions[q].is_heading() && scope.evaluation.question_concerns(q, scope.place) {
                open = OpenTable::begin(q);
            }
            if !scope.is_shown(q) {
                continue;
            }
            if let Some(InTable::Row { first }) = questions[q].table
                && !is_fixed(scope, q)
            {
                self.row(scope, q, first, &mut open);
                continue;
            }
            open = OpenTable::default();
            let inner = q + 1..range.end;
            match (questions[q].definition.kind, questions[q].repeats) {
                (KindName::Group, _) => {
                    self.bracket(
                        scope,
                        q,
                        Body::Begin(Begin { depth, number: None, remove: None }),
                    );
                    self.inside(scope, inner, Some(q), depth + 1);
                    self.bracket(scope, q, Body::End(None));
                }
                (_, Some(r)) => {
                    let is_free = questions[q].definition.count.is_none();
                    let places = scope.instances(r);
                    for place in &places {
                        let at = scope.evaluation.at(*place);
                        let name = &questions[q].definition.name;
                        let remove =
                            (is_free && places.len() > 1).then(|| format!("{name}{}", at.suffix()));
                        let begin = Begin { depth, number: at.number(), remove };
                        self.bracket(at, q, Body::Begin(begin));
                        self.inside(at, inner.clone(), Some(q), depth + 1);
                        self.bracket(at, q, Body::End(None));
                    }
                    let has_room = places.len() < MOST_INSTANCES
                        && scope.evaluation.spreads[r].instances.len() < MOST_NESTED;
                    if is_free && has_room {
                        let add = format!("{}{}", questions[q].definition.name, scope.suffix());
                        self.bracket(scope, q, Body::End(Some(add)));
                    }
                }
                _ => {
                    let mut question = self.asked(scope, q);
                    // What else was a reason belongs to the reasons right before it.
                    if questions[q].definition.role == Some(Role::ReasonOther) {
                        let is_reasons = |it: &&ShownQuestion<'_>| {
                            let asked = questions[..q].iter().rev().find(|asked| {
                                it.name == format!("{}{}", asked.definition.name, scope.suffix())
                            });
                            asked.is_some_and(|it| it.definition.role == Some(Role::Reason))
                        };
                        let before = self.questions.last().filter(is_reasons);
                        question.adds_to = before.map(|it| it.name.clone());
                    }
                    self.questions.push(question);
                }
            }
        }
    }

    /// The beginning or the end of a group or instance.
    fn bracket(&mut self, scope: Scope<'d>, q: usize, body: Body<'d>) {
        let question = &scope.evaluation.questionnaire.questions[q];
        let name = format!("{}{}", question.definition.name, scope.suffix());
        let complaints = match &body {
            Body::Begin(_) => self.complaints.iter().filter(|c| c.field == name).cloned().collect(),
            _ => Vec::new(),
        };
        self.questions.push(ShownQuestion {
            name: Cow::Owned(name),
            kind: question.definition.kind,
            label: text(scope, &question.label),
            hint: text(scope, &question.hint),
            required: false,
            guidance: text(scope, &question.guidance),
            appearance: &question.definition.appearance,
            media: match &body {
                Body::Begin(_) => scope.media(&question.definition.media),
                _ => ShownMedia::default(),
            },
            body,
            missing: Vec::new(),
            complaints,
            adds_to: None,
        });
    }

    /// A question that is asked, or shown without being asked.
    fn asked(&self, scope: Scope<'d>, index: usize) -> ShownQuestion<'d> {
        let q = &scope.evaluation.questionnaire.questions[index];
        let suffix = scope.suffix();
        let form = self.form.local(&suffix);
        let showing = Showing {
            scope,
            question: q,
            seed: self.seed,
            form: &form,
            complaints: self.complaints,
            suffix: &suffix,
        };
        let kind = kind(q.definition.kind);
        let name = showing.field(&q.definition.name);
        let is_fixed = is_fixed(scope, index);
        ShownQuestion {
            kind: q.definition.kind,
            label: text(scope, &q.label),
            hint: text(scope, &q.hint),
            required: q.required.is_on(scope, index),
            guidance: text(scope, &q.guidance),
            appearance: &q.definition.appearance,
            media: scope.media(&q.definition.media),
            body: match is_fixed {
                true => Body::Fixed(scope.words_of(index)),
                false => kind.body(&showing),
            },
            missing: if is_fixed { Vec::new() } else { kind.missing(&showing) },
            complaints: self.complaints.iter().filter(|c| c.field == name).cloned().collect(),
            adds_to: None,
            name,
        }
    }
}

/// Whether a question is shown but not to be changed.
pub(super) fn is_fixed(scope: Scope<'_>, index: usize) -> bool {
    let questionnaire = scope.evaluation.questionnaire;
    let question = &questionnaire.questions[index];
    let is_computed =
        question.slots.clone().any(|slot| questionnaire.slots[slot].calculation.is_some());
    is_computed || scope.is_read_only(index)
}

/// A formatted text in the respondent's language with its pipes filled.
pub fn text<'d>(scope: Scope<'d>, texts: &'d Texts) -> Passage<'d> {
    let passage = texts.get(scope.evaluation.language);
    match passage.has_pipes() {
        true => passage.with(|rich| Cow::Owned(rich.piped(&|name| scope.told(name)))),
        false => passage,
    }
}
