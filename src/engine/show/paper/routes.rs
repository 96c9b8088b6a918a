//! What is asked of some only, and where the others go on.
//!
//! Each question stands within conditions: those of the parts and the page it is on, of the groups around
//! it, and its own. A condition reaches as far as the questions follow each other that stand within it and
//! all those around it; whom it does not let through goes on with the first number behind. There every
//! condition that she has not met is told anew, so she is right wherever she is sent.

use std::ops::Range;

use super::super::super::contract::Paper;
use super::super::super::expr::{Env, Expr};
use super::super::super::questionnaire::Question;
use super::super::super::quota::Ending;
use super::whom::{Deciding, EarlyEnd, Whom};
use super::{PaperRoute, Space, space};

/// What is printed, with its numbers and conditions.
pub(super) struct Routes<'p, 'q> {
    paper: &'p Paper<'q>,
    deciding: Deciding<'p, 'q>,
    /// Questions in order, each with the conditions it stands within, outermost first.
    printed: Vec<(usize, Vec<&'q Expr>)>,
    /// The numbers of all questions that have one.
    pub(super) numbers: Vec<Option<usize>>,
    /// Who is at the end before the last page, in the order of the pages.
    ends: Vec<EarlyEnd<'q>>,
}

/// What is told before a page and before a question.
#[derive(Debug, Default)]
pub(super) struct Announced<'q> {
    pub(super) of_page: Vec<PaperRoute<'q>>,
    pub(super) of_question: Vec<PaperRoute<'q>>,
}

impl<'p, 'q> Routes<'p, 'q> {
    pub(super) fn new(paper: &'p Paper<'q>, env: &'p Env) -> Self {
        let questionnaire = paper.questionnaire;
        let mut numbers = vec![None; questionnaire.questions.len()];
        let mut printed = Vec::new();
        let mut number = 0;
        for (q, question) in questionnaire.questions.iter().enumerate() {
            if !question.is_visible() {
                continue;
            }
            if !matches!(space(paper, question), Space::Nothing | Space::Again) {
                number += 1;
                numbers[q] = Some(number);
            }
            printed.push((q, questionnaire.conditions(question)));
        }
        let mut routes =
            Self { paper, deciding: Deciding::new(paper, env), printed, numbers, ends: Vec::new() };
        let mut ends: Vec<_> = questionnaire.ends.iter().filter(|it| it.fault.is_none()).collect();
        ends.sort_by_key(|end| end.after);
        for end in ends {
            // A quota ends nothing on paper.
            if let Ending::When(_, when) = &end.when {
                routes.add_end(end.after, when);
            }
        }
        routes
    }

    /// Adds an end that can be told, to the last one if one sentence tells both.
    fn add_end(&mut self, after: usize, when: &'q Expr) {
        let before = self.ends_before(after);
        let Some(mut new) = self.deciding.end(after, when, &self.numbers, before) else { return };
        new.is_read_by_all = self.is_read_by_all(after);
        let is_told = |end: &EarlyEnd<'q>| self.deciding.past(end).is_some();
        match self.ends.last().and_then(|last| last.with(&new)).filter(is_told) {
            Some(both) => {
                self.ends.pop();
                self.ends.push(both);
            }
            None if is_told(&new) => self.ends.push(new),
            None => {}
        }
    }

    /// Whether no condition spans what is told behind a page.
    fn is_read_by_all(&self, page: usize) -> bool {
        let questions = &self.paper.questionnaire.questions;
        let behind = self.printed.partition_point(|(q, _)| questions[*q].page <= page);
        let around = self.printed.get(behind.wrapping_sub(1)).zip(self.printed.get(behind));
        around.is_none_or(|((_, before), (_, next))| common(before, next) == 0)
    }

    /// The ends behind the pages before this one.
    fn ends_before(&self, page: usize) -> &[EarlyEnd<'q>] {
        let before = self.ends.partition_point(|end| end.after < page);
        &self.ends[..before]
    }

    /// The pages with what is printed of them: indices of questions, each with what is told before it.
    pub(super) fn pages(&self) -> Vec<(usize, Vec<(usize, Announced<'q>)>)> {
        let questions = &self.paper.questionnaire.questions;
        let mut pages: Vec<(usize, Vec<(usize, Announced<'q>)>)> = Vec::new();
        // Who is sent to the first number of a group reads what stands right before that.
        let mut kept = Vec::new();
        for (at, &(q, _)) in self.printed.iter().enumerate() {
            let question = &questions[q];
            let mut told = self.told(at, question);
            told.of_question.splice(0..0, std::mem::take(&mut kept));
            let next = self.printed.get(at + 1).map(|(next, _)| questions[*next].around);
            if next == Some(Some(q)) {
                kept = std::mem::take(&mut told.of_question);
            }
            match pages.last_mut() {
                Some((page, printed)) if *page == question.page => printed.push((q, told)),
                _ => pages.push((question.page, vec![(q, told)])),
            }
        }
        pages
    }

    /// Who is at the end behind these pages, as far as boxes say so: the others go on.
    pub(super) fn ends(&self, pages: Range<usize>) -> Vec<PaperRoute<'q>> {
        let ends = self.ends.iter().filter(|end| pages.contains(&end.after));
        ends.filter_map(|end| self.deciding.past(end))
            .map(|whom| PaperRoute { whom, next: None })
            .collect()
    }

    /// What is told at a place in `printed`: the conditions that begin there.
    fn told(&self, at: usize, question: &Question) -> Announced<'q> {
        let own = &self.printed[at].1;
        let before = at.checked_sub(1).map_or(&[][..], |before| &*self.printed[before].1);
        let of_page = self.paper.questionnaire.conditions_of_page(question.page).len();
        let mut told = Announced::default();
        for level in common(own, before)..own.len() {
            let within = level + 1;
            let behind = self.printed[at..].iter();
            let mut behind = behind.skip_while(|(_, other)| common(own, other) >= within);
            let next = behind.find_map(|(q, _)| self.numbers[*q]);
            let routes = if level < of_page { &mut told.of_page } else { &mut told.of_question };
            let ends = self.ends_before(question.page);
            for whom in self.deciding.whom(own[level], question.repeat, &self.numbers, ends) {
                // Twice the same says nothing more.
                let is_told = matches!(whom, Whom::Some)
                    && routes.iter().any(|it| it.next == next && matches!(it.whom, Whom::Some));
                if !is_told {
                    routes.push(PaperRoute { whom, next });
                }
            }
        }
        told
    }
}

/// How many conditions two have in common, from the outside.
fn common(left: &[&Expr], right: &[&Expr]) -> usize {
    left.iter().zip(right).take_while(|(left, right)| left.source() == right.source()).count()
}
