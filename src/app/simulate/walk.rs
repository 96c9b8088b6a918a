//! One resident's way through the questionnaire, from the first page to the response.

use std::collections::BTreeSet;

use smol_str::SmolStr;

use crate::engine::expr::Env;
use crate::engine::interview::{Accepted, Complaint, ComplaintReason, Outcome, Unready};
use crate::engine::{Draft, Form, Interview, Questionnaire};
use crate::error::Error;

use super::draw::Resident;
use super::fill::{Intent, fill};
use super::profile::Profile;
use super::random::Random;
use super::slip::slip;
use super::{Walked, disagreement};

/// A page that is still not accepted after so many forms never will be.
const PATIENCE: usize = 20;

/// Walks until the interview is submitted, ended or broken off.
pub(super) fn walk(
    questionnaire: &Questionnaire,
    profile: &Profile,
    env: &Env,
    full: &BTreeSet<SmolStr>,
    random: Random,
) -> Result<Walked, Error> {
    let mut resident = Resident::new(questionnaire, profile, env, random);
    let language = resident.language.clone();
    let seed = resident.random.seed();
    let env = &Env { seed: seed.into(), ..env.clone() };
    let begun = Interview::begin(questionnaire, seed, &language, env);
    let draft = Draft { full: full.clone(), ..begun };
    let mut walk = Walk { questionnaire, env, resident, draft };
    let mut from = 0;
    let mut may_go_back = true;
    loop {
        let page = match walk.visit(from, false)? {
            VisitEnd::Answered(page) => page,
            VisitEnd::BrokenOff => return Ok(Walked::BrokenOff(walk.draft)),
            VisitEnd::End => break,
        };
        from = page + 1;
        let back = walk.resident.habits().back;
        if may_go_back
            && walk.resident.random.chance(back)
            && let Some(before) = walk.interview().page_before(page)
        {
            may_go_back = false;
            walk.visit(before, true)?;
            from = before + 1;
        }
    }
    match walk.interview().response() {
        Ok(response) => Ok(Walked::Submitted(response)),
        Err(Unready::Discard) => Ok(Walked::Discarded),
        Err(Unready::Page(page)) => {
            let page = &questionnaire.pages()[page].name;
            Err(disagreement(page, "", "the way ended, but the page was never answered"))
        }
    }
}

/// How a visit to a page ended.
enum VisitEnd {
    Answered(usize),
    BrokenOff,
    /// There is no page left.
    End,
}

struct Walk<'w> {
    questionnaire: &'w Questionnaire,
    env: &'w Env,
    resident: Resident<'w>,
    draft: Draft,
}

impl Walk<'_> {
    fn interview(&self) -> Interview<'_> {
        Interview::new(self.questionnaire, &self.draft, self.env)
    }

    /// Answers the first page of the route from this one on, until it is accepted. Who `returns`
    /// there changes an answer and does not give up.
    fn visit(&mut self, from: usize, returns: bool) -> Result<VisitEnd, Error> {
        let mut intent = Intent::default();
        let mut found = None;
        let mut last = Vec::new();
        for round in 0..PATIENCE {
            let interview = Interview::new(self.questionnaire, &self.draft, self.env);
            let pages = self.questionnaire.pages();
            let is_on_route = |page: &usize| interview.evaluation().is_on_route(*page);
            let next = || (from..pages.len()).find(is_on_route);
            let Some(page) = found.or_else(next) else { return Ok(VisitEnd::End) };
            if found.is_none() && !returns {
                let gives_up = self.resident.break_off(&pages[page].name);
                if self.resident.random.chance(gives_up) {
                    return Ok(VisitEnd::BrokenOff);
                }
            }
            found = Some(page);
            let shown = interview.page(page);
            if returns && round == 0 {
                let questions: Vec<_> = shown.answerable().collect();
                let question = self.resident.random.pick(&questions);
                intent.change = question.map(|question| question.name.to_string());
            }
            let form = fill(&mut self.resident, interview.evaluation(), &shown, &intent);
            let slips = self.resident.habits().slip;
            let mistake = match round == 0 && self.resident.random.chance(slips) {
                true => slip(self.questionnaire, &shown, &form, &mut self.resident.random),
                false => None,
            };
            if let Some(mistake) = mistake {
                self.send_mistake(&interview, page, &mistake.form, &mistake.question)?;
            }
            match interview.accept(page, &form) {
                Outcome::Accepted(Accepted { draft, again, .. }) => {
                    self.draft = draft;
                    if !again {
                        return Ok(VisitEnd::Answered(page));
                    }
                    intent.change = None;
                }
                Outcome::Changed { draft, .. } => {
                    self.draft = draft;
                    intent.change = None;
                }
                Outcome::Rejected(complaints) => {
                    self.take_note(page, &complaints, &mut intent)?;
                    last = complaints;
                }
                Outcome::Unknown(field) => {
                    return Err(self.fault(page, &field, "the page does not know this field"));
                }
            }
        }
        let question = last.first().map_or("", |complaint| complaint.question.as_str());
        let what = format!("not accepted after {PATIENCE} tries: {last:?}");
        Err(self.fault(found.unwrap_or(from), question, &what))
    }

    /// A condition is the author's and unknown to a resident: who cannot meet it leaves the
    /// question empty. Any other complaint about a form that follows the page is a fault.
    fn take_note(
        &self,
        page: usize,
        complaints: &[Complaint],
        intent: &mut Intent,
    ) -> Result<(), Error> {
        for complaint in complaints {
            let question = &complaint.question;
            let required = self
                .questionnaire
                .questions()
                .iter()
                .any(|q| q.definition.name == *question && !q.definition.required.is_never());
            match complaint.reason {
                ComplaintReason::Constraint(_) if required => {}
                ComplaintReason::Constraint(_) => intent.give_up.push(question.clone()),
                _ => {
                    let what = format!("a form that should be valid was refused: {complaint:?}");
                    return Err(self.fault(page, question, &what));
                }
            }
        }
        Ok(())
    }

    /// The engine must complain about the mistake and show the complaint.
    fn send_mistake(
        &self,
        interview: &Interview<'_>,
        page: usize,
        form: &Form,
        question: &str,
    ) -> Result<(), Error> {
        let outcome = interview.accept(page, form);
        let complaints = match &outcome {
            Outcome::Rejected(complaints) => complaints.as_slice(),
            Outcome::Accepted(_) | Outcome::Changed { .. } | Outcome::Unknown(_) => &[],
        };
        if !complaints.iter().any(|complaint| complaint.question == question) {
            let what = format!("a mistake was not complained about: {form:?} gave {outcome:?}");
            return Err(self.fault(page, question, &what));
        }
        interview.page_with(page, form, complaints);
        Ok(())
    }

    fn fault(&self, page: usize, question: &str, what: &str) -> Error {
        disagreement(&self.questionnaire.pages()[page].name, question, what)
    }
}
