//! Synthetic residents: they walk the real engine, page after page, as a browser would.
//!
//! Each is shown a page, fills in its form, is told off for mistakes, corrects them, leaves
//! questions empty, goes back or gives up. What they answer is data (a [`Profile`] beside the
//! questionnaire), not code. The same seed gives the same answers on every machine, and resident
//! number n is the same however many follow. This module must not store anything. Start reading at
//! [`simulate`], then `walk`.

mod draw;
mod fill;
mod profile;
mod profile_check;
mod random;
mod slip;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::anyhow;
use smol_str::SmolStr;

use crate::engine::expr::Env;
use crate::engine::{Draft, Questionnaire, Response};
use crate::error::Error;

pub use profile::Profile;
use random::Random;

/// What became of a resident's interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Walked {
    /// It was submitted.
    Submitted(Response),
    /// The resident gave up; an unfinished draft remains.
    BrokenOff(Draft),
    /// It ended in a way that keeps nothing: no consent, too young.
    Discarded,
}

/// Residents walk through the questionnaire until `responses` of them have submitted; those who
/// break off or are discarded come in between and do not count. They come one after another: who begins when
/// a quota has as many responses as it wants finds it full.
pub fn simulate<'s>(
    questionnaire: &'s Questionnaire,
    profile: &'s Profile,
    responses: usize,
    seed: u64,
    env: &'s Env,
) -> Residents<'s> {
    Residents {
        questionnaire,
        profile,
        env,
        seed,
        left: responses,
        number: 0,
        in_vain: 0,
        full: BTreeSet::new(),
        counts: BTreeMap::new(),
    }
}

/// The residents in order, one at a time. It ends after the first error.
#[derive(Debug)]
pub struct Residents<'s> {
    questionnaire: &'s Questionnaire,
    profile: &'s Profile,
    env: &'s Env,
    seed: u64,
    left: usize,
    number: u64,
    in_vain: u32,
    /// Names of the quotas that are full.
    full: BTreeSet<SmolStr>,
    /// How many responses are in the cell of each quota.
    counts: BTreeMap<String, i64>,
}

impl Residents<'_> {
    /// The same where these quotas are full from the start, and so many count in each.
    pub fn finding(self, full: BTreeSet<SmolStr>, counts: BTreeMap<String, i64>) -> Self {
        Self { full, counts, ..self }
    }

    fn count(&mut self, response: &Response) {
        for quota in self.questionnaire.quotas() {
            let (name, max) = (&quota.definition.name, quota.definition.max);
            if response.quotas.contains(name) {
                let count = self.counts.entry(name.clone()).or_default();
                *count += 1;
                if *count >= i64::from(max) {
                    self.full.insert(name.as_str().into());
                }
            }
        }
    }
}

/// So many residents in a row without a response mean that there never will be one.
const IN_VAIN: u32 = 1000;

impl Iterator for Residents<'_> {
    type Item = Result<Walked, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.left == 0 {
            return None;
        }
        let random = Random::new(self.seed, self.number);
        self.number += 1;
        let walked = walk::walk(self.questionnaire, self.profile, self.env, &self.full, random);
        match &walked {
            Ok(Walked::Submitted(response)) => {
                self.count(response);
                self.left -= 1;
                self.in_vain = 0;
            }
            Ok(Walked::BrokenOff(_) | Walked::Discarded) if self.in_vain < IN_VAIN => {
                self.in_vain += 1;
            }
            Ok(_) => {
                self.left = 0;
                return Some(Err(Error::BadInput(format!(
                    "{IN_VAIN} simulated residents in a row submitted nothing; make consent likelier or break-offs rarer in the simulation profile of `{}`, or its quotas greater",
                    self.questionnaire.definition().name
                ))));
            }
            Err(_) => self.left = 0,
        }
        Some(walked)
    }
}

/// The engine and the simulation see a question differently: a fault in one of them.
fn disagreement(page: &str, question: &str, what: &str) -> Error {
    Error::Internal(anyhow!("simulation: page `{page}`, question `{question}`: {what}"))
}
