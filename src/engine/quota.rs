//! Quotas: what becomes of an interview when enough people of its cell have answered already.
//!
//! Which quotas are full is an input like the answers: an interview takes it down when it begins
//! ([`Draft::full`](super::Draft)) and goes by that until it is submitted, whatever happens meanwhile. Where
//! the interview ends, an early end is made of the quota, so that there is only one way to end.

use smol_str::SmolStr;

use super::evaluation::Evaluation;
use super::expr::Expr;
use super::model;
use super::problem::Problem;

/// The disposition of those who end at a full quota: AAPOR's "quota filled".
pub(super) const FILLED: &str = "4.80";

/// A quota with everything parsed.
#[derive(Debug)]
pub struct Quota {
    /// The quota as written.
    pub definition: model::Quota,
    /// An error in it, for which it never takes effect.
    pub(super) fault: Option<Problem>,
    /// Index of the last page that it looks at, calculations included.
    pub(super) after: usize,
    /// Whether somebody is in the cell; nothing where that cannot be read.
    pub(super) when: Option<Expr>,
    /// Indices of the pages that are left out when it is full, all of them later.
    pub(super) skips: Vec<usize>,
}

/// What decides that an interview ends early.
#[derive(Debug)]
pub(super) enum Ending {
    /// The author's end with this number in the document.
    When(usize, Expr),
    /// The quota with this index.
    Quota(usize),
}

impl Evaluation<'_, '_> {
    /// Works out whether she is in the cell of a quota. Whoever was led to an end before is in none.
    pub(super) fn count_in(&mut self, quota: usize) {
        let of = &self.questionnaire.quotas[quota];
        let mut ends = self.questionnaire.ends.iter().zip(&self.ends);
        let has_ended = ends.any(|(end, holds)| *holds && end.after < of.after);
        let is_sound = of.fault.is_none() && of.when.is_some();
        self.cells[quota] = !has_ended && is_sound && self.holds(of.when.as_ref());
    }

    /// Whether she is in the cell of a quota that was full when she began.
    pub(super) fn is_full(&self, quota: usize) -> bool {
        self.cells[quota] && self.full[quota]
    }

    /// The full quota that leaves a page out for her.
    pub(super) fn left_out_by(&self, page: usize) -> Option<usize> {
        let mut quotas = self.questionnaire.quotas.iter().zip(0..);
        quotas.find_map(|(it, q)| (self.is_full(q) && it.skips.contains(&page)).then_some(q))
    }

    /// The quotas in whose cells a response counts that did not end early. Where pages are left out,
    /// those who were asked none of them are not what the quota is about.
    pub(super) fn counts_in(&self) -> Vec<String> {
        let quotas = self.questionnaire.quotas.iter().zip(&self.cells);
        let counts = quotas.filter(|(quota, is_in)| {
            let mut skips = quota.skips.iter();
            **is_in && (skips.len() == 0 || skips.any(|page| self.is_on_route(*page)))
        });
        counts.map(|(quota, _)| quota.definition.name.clone()).collect()
    }
}

/// Which quotas of a questionnaire are full, of the names of those that are.
pub(super) fn full<'n>(
    quotas: &[Quota],
    names: impl IntoIterator<Item = &'n SmolStr>,
) -> Vec<bool> {
    let mut full = vec![false; quotas.len()];
    for name in names {
        let named = quotas.iter().zip(&mut full).filter(|(it, _)| it.definition.name == **name);
        named.for_each(|(_, is_full)| *is_full = true);
    }
    full
}
