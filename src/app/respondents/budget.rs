//! Budgets: how much networks may store before anybody has shown who she is. In memory only, counted
//! by network and by survey, and full again with time.
//!
//! One network that takes more than a whole building would is refused until some of it is forgiven.
//! Many networks together cannot use up what is there for others: once a survey's budget is used up,
//! each network keeps a small one of its own. Who holds a code counts as a network by herself, so no
//! neighbour takes anything from her. Several processes each keep their own books, since no network is
//! written down: what one took and another gives back is a [credit](Budget::credit) there. Start reading at
//! [`Budget::take`].

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::throttle::Network;
use crate::ids::SurveyId;

/// With so many networks known, those that owe nothing are forgotten; whoever is new then shares one
/// budget with all others that are new.
const NETWORKS: usize = 65_536;
/// How often it is tried to forget some.
const SWEEP: Duration = Duration::from_secs(1);
/// How often the log tells of the same.
const TOLD: Duration = Duration::from_secs(600);

/// So much at once, and one unit more in each span.
#[derive(Debug, Clone, Copy)]
pub struct Quota {
    /// How much.
    pub most: u64,
    /// In what time one unit is forgiven.
    pub unit: Duration,
}

impl Quota {
    /// So much, and in this time so much again.
    pub const fn of(most: u64, span: Duration) -> Self {
        let nanos = span.as_nanos() / most as u128;
        Self { most, unit: Duration::from_nanos(nanos as u64) }
    }
}

/// How much of something networks may take.
#[derive(Debug, Clone, Copy)]
pub struct Allowance {
    /// Of what, for the log.
    pub what: &'static str,
    /// One network.
    pub network: Quota,
    /// All networks together in one survey, before each is held to `scarce`.
    pub survey: Quota,
    /// One network from then on, in the same time.
    pub scarce: u64,
}

/// What somebody has taken and what she may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BudgetLevel {
    /// What she has taken, as far as it is not forgiven; below zero is a credit.
    pub used: i64,
    /// What she may.
    pub most: i64,
    /// All together have used up their budget.
    pub is_scarce: bool,
}

/// What networks have taken of something. Cloning it shares it.
#[derive(Debug, Clone)]
pub struct Budget {
    allowance: Allowance,
    book: Arc<Mutex<BudgetBook>>,
}

#[derive(Debug, Default)]
struct BudgetBook {
    networks: HashMap<Network, Debt>,
    surveys: HashMap<SurveyId, Debt>,
    swept: Option<Instant>,
    told: Option<Instant>,
}

/// What was taken, of which one unit is forgiven now and then. Below zero it is a credit, which expires
/// in the same way.
#[derive(Debug, Clone, Copy)]
struct Debt {
    used: i64,
    /// Until when forgiveness was counted.
    since: Instant,
}

impl Debt {
    /// Forgives what is due, one unit in each span.
    fn forgive(&mut self, unit: Duration, now: Instant) {
        let unit = unit.as_nanos().max(1);
        let due = now.saturating_duration_since(self.since).as_nanos() / unit;
        let due = u64::try_from(due).unwrap_or(u64::MAX);
        self.since = match self.used.unsigned_abs() <= due {
            true => now,
            false => {
                let span = u64::try_from(unit * u128::from(due)).unwrap_or(u64::MAX);
                self.since + Duration::from_nanos(span)
            }
        };
        let left = self.used.unsigned_abs().saturating_sub(due);
        self.used = amount(left) * self.used.signum();
    }
}

/// As a number of the books.
fn amount(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A debt as it is now.
fn current<K: Hash + Eq>(
    all: &mut HashMap<K, Debt>,
    key: K,
    unit: Duration,
    now: Instant,
) -> &mut Debt {
    let debt = all.entry(key).or_insert(Debt { used: 0, since: now });
    debt.forgive(unit, now);
    debt
}

impl Budget {
    /// Nobody has taken anything yet.
    pub fn new(allowance: Allowance) -> Self {
        Self { allowance, book: Arc::default() }
    }

    /// What a network has taken in a survey and may take.
    pub fn level(&self, network: Network, survey: &SurveyId, now: Instant) -> BudgetLevel {
        self.book().level(&self.allowance, network, survey, now)
    }

    /// Takes so much if there is so much left. True when it was taken.
    pub fn take(&self, network: Network, survey: &SurveyId, much: u64, now: Instant) -> bool {
        let mut book = self.book();
        let level = book.level(&self.allowance, network, survey, now);
        if level.used.saturating_add(amount(much)) > level.most {
            let (what, is_scarce) = (self.allowance.what, level.is_scarce);
            book.tell(now, || {
                tracing::warn!(what, is_scarce, "a network has used up its budget");
            });
            return false;
        }
        book.charge(&self.allowance, network, survey, much, now);
        true
    }

    /// Notes that so much was taken, also beyond the budget, and gives what it comes to. No more than
    /// twice the budget is remembered, so that it ends in time.
    pub fn charge(
        &self,
        network: Network,
        survey: &SurveyId,
        much: u64,
        now: Instant,
    ) -> BudgetLevel {
        self.book().charge(&self.allowance, network, survey, much, now)
    }

    /// Gives back what was taken and is no longer there.
    pub fn refund(&self, network: Network, survey: &SurveyId, much: u64) {
        let mut book = self.book();
        let BudgetBook { networks, surveys, .. } = &mut *book;
        for debt in networks.get_mut(&network).into_iter().chain(surveys.get_mut(survey)) {
            debt.used = debt.used.saturating_sub(amount(much)).max(debt.used.min(0));
        }
    }

    /// Gives back what is no longer there and another process may have counted: what was not taken here is
    /// a credit, at most a whole budget. So a network may take as much of all processes together, whichever
    /// of them its requests come to.
    pub fn credit(&self, network: Network, survey: &SurveyId, much: u64, now: Instant) {
        let Allowance { network: of_network, survey: of_survey, .. } = self.allowance;
        let mut book = self.book();
        let place = book.place(network, of_network.unit, now);
        let give = |debt: &mut Debt, most: u64| {
            debt.used = debt.used.saturating_sub(amount(much)).max(-amount(most));
        };
        give(current(&mut book.networks, place, of_network.unit, now), of_network.most);
        give(current(&mut book.surveys, survey.clone(), of_survey.unit, now), of_survey.most);
    }

    fn book(&self) -> MutexGuard<'_, BudgetBook> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl BudgetBook {
    fn level(
        &mut self,
        allowance: &Allowance,
        network: Network,
        survey: &SurveyId,
        now: Instant,
    ) -> BudgetLevel {
        let all = current(&mut self.surveys, survey.clone(), allowance.survey.unit, now).used;
        let is_scarce = all > amount(allowance.survey.most);
        let Quota { most, unit } = allowance.network;
        let (most, unit) = match is_scarce {
            false => (most, unit),
            // The same span for less.
            true => {
                let slower = u32::try_from(most / allowance.scarce.max(1)).unwrap_or(u32::MAX);
                (allowance.scarce, unit.saturating_mul(slower))
            }
        };
        let network = self.place(network, unit, now);
        let used = current(&mut self.networks, network, unit, now).used;
        BudgetLevel { used, most: amount(most), is_scarce }
    }

    fn charge(
        &mut self,
        allowance: &Allowance,
        network: Network,
        survey: &SurveyId,
        much: u64,
        now: Instant,
    ) -> BudgetLevel {
        let level = self.level(allowance, network, survey, now);
        let network = self.place(network, allowance.network.unit, now);
        let add = |debt: &mut Debt, most: u64| {
            debt.used = debt.used.saturating_add(amount(much)).min(amount(most.saturating_mul(2)));
            debt.used
        };
        let used = self.networks.get_mut(&network).map_or(0, |b| add(b, allowance.network.most));
        let all = self.surveys.get_mut(survey).map_or(0, |b| add(b, allowance.survey.most));
        let is_scarce = all > amount(allowance.survey.most);
        if is_scarce && !level.is_scarce {
            let what = allowance.what;
            self.tell(now, || {
                tracing::warn!(what, "a survey has used up its budget: is somebody flooding it?");
            });
        }
        BudgetLevel { used, is_scarce, ..level }
    }

    /// Where a network is counted.
    fn place(&mut self, network: Network, unit: Duration, now: Instant) -> Network {
        if self.networks.len() < NETWORKS || self.networks.contains_key(&network) {
            return network;
        }
        if self.swept.is_none_or(|swept| now.saturating_duration_since(swept) >= SWEEP) {
            self.swept = Some(now);
            self.networks.retain(|_, debt| {
                debt.forgive(unit, now);
                debt.used != 0
            });
        }
        if self.networks.len() < NETWORKS { network } else { Network::OTHERS }
    }

    /// Says something to the log, but not all the time.
    fn tell(&mut self, now: Instant, tell: impl FnOnce()) {
        if self.told.is_none_or(|told| now.saturating_duration_since(told) >= TOLD) {
            self.told = Some(now);
            tell();
        }
    }
}

/// What an interview weighs that was begun and not finished; a finished one weighs 1.
pub const UNFINISHED: u64 = 50;
const HOUR: Duration = Duration::from_secs(3600);
const DAY: Duration = Duration::from_secs(24 * 3600);

/// The budgets of everything that residents store. What they are made for is in `deploy/README.md`.
#[derive(Debug, Clone)]
pub struct Budgets {
    /// New interviews.
    pub interviews: Budget,
    /// Bytes of files, as they are stored.
    pub files: Budget,
    /// Reports of barriers, wishes for no more letters, withdrawals.
    pub requests: Budget,
}

impl Default for Budgets {
    fn default() -> Self {
        Self {
            interviews: Budget::new(Allowance {
                what: "new interviews",
                network: Quota::of(300 * UNFINISHED, HOUR),
                survey: Quota::of(3_000 * UNFINISHED, HOUR),
                scarce: 10 * UNFINISHED,
            }),
            files: Budget::new(Allowance {
                what: "bytes of files",
                network: Quota::of(1 << 30, DAY),
                survey: Quota::of(8 << 30, DAY),
                scarce: 20 << 20,
            }),
            requests: Budget::new(Allowance {
                what: "requests beside the questionnaire",
                network: Quota::of(60, HOUR),
                survey: Quota::of(600, HOUR),
                scarce: 3,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::throttle::Throttle;
    use super::*;

    const ALLOWANCE: Allowance = Allowance {
        what: "things",
        network: Quota { most: 10, unit: Duration::from_secs(1) },
        survey: Quota { most: 30, unit: Duration::from_secs(1) },
        scarce: 2,
    };

    fn network(throttle: &Throttle, number: u32) -> Network {
        throttle.network(std::net::IpAddr::V4((number << 8).into()))
    }

    #[test]
    fn a_network_takes_what_it_may_and_gets_it_again_with_time() {
        let (budget, throttle, now) = (Budget::new(ALLOWANCE), Throttle::default(), Instant::now());
        let (one, other) = (network(&throttle, 1), network(&throttle, 2));
        let survey = SurveyId("s".to_owned());
        let taken = (0..20).filter(|_| budget.take(one, &survey, 1, now)).count();
        assert_eq!(taken, 10);
        assert!(!budget.take(one, &SurveyId("t".to_owned()), 1, now), "whatever the survey");
        assert!(budget.take(other, &survey, 10, now) && !budget.take(other, &survey, 1, now));
        let later = now + Duration::from_millis(3500);
        assert!(budget.take(one, &survey, 3, later) && !budget.take(one, &survey, 1, later));
        assert!(budget.take(one, &survey, 1, now + Duration::from_secs(4)));
        budget.refund(other, &survey, 5);
        assert!(budget.take(other, &survey, 5, now) && !budget.take(other, &survey, 1, now));
    }

    #[test]
    fn many_networks_leave_a_little_to_each_other() {
        let (budget, throttle, now) = (Budget::new(ALLOWANCE), Throttle::default(), Instant::now());
        let survey = SurveyId("s".to_owned());
        for number in 0..1000 {
            let one = network(&throttle, number);
            let taken = (0..20).filter(|_| budget.take(one, &survey, 1, now)).count();
            // The fourth finds the survey's budget used up while it takes.
            let most = if number < 3 { 10 } else { 2 };
            assert_eq!(taken, most, "network {number}");
        }
        assert!(
            budget.take(network(&throttle, 1), &SurveyId("t".to_owned()), 0, now),
            "one survey"
        );
        // Of the little one gets no more in an hour than of the little.
        let one = network(&throttle, 500);
        assert!(!budget.take(one, &survey, 1, now + Duration::from_secs(4)));
        assert!(budget.take(one, &survey, 1, now + Duration::from_secs(6)));
    }

    /// What comes to which process is up to the proxy in front of them.
    #[test]
    fn two_processes_give_back_what_either_took() {
        let (throttle, now) = (Throttle::default(), Instant::now());
        let (one, survey) = (network(&throttle, 1), SurveyId("s".to_owned()));
        let processes = [Budget::new(ALLOWANCE), Budget::new(ALLOWANCE)];
        for interview in 0..200 {
            let [begins, ends] = [interview / 2 % 2, interview % 2].map(|at| &processes[at]);
            assert!(begins.take(one, &survey, 4, now), "interview {interview}");
            ends.credit(one, &survey, 4, now);
        }
        // Never more than all of them would let her take who finishes nothing.
        for _ in 0..50 {
            processes[0].credit(one, &survey, 4, now);
        }
        assert!(processes[0].take(one, &survey, 20, now));
        assert!(!processes[0].take(one, &survey, 1, now));
        // It is not kept for ever.
        processes[1].credit(one, &survey, 10, now);
        let later = now + Duration::from_secs(10);
        assert!(!processes[1].take(one, &survey, 11, later));
        assert!(processes[1].take(one, &survey, 10, later));
    }

    #[test]
    fn networks_take_a_bounded_place() {
        let (budget, throttle, now) = (Budget::new(ALLOWANCE), Throttle::default(), Instant::now());
        let survey = SurveyId("s".to_owned());
        for number in 0..(NETWORKS as u32 + 100) {
            budget.charge(network(&throttle, number), &survey, 1, now);
        }
        assert!(budget.book().networks.len() <= NETWORKS + 1);
        let later = now + Duration::from_secs(3600);
        budget.charge(network(&throttle, 1 << 20), &survey, 1, later);
        assert_eq!(budget.book().networks.len(), 1, "who owes nothing is forgotten");
    }
}
