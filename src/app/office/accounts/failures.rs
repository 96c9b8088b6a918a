//! Attempts to sign in, counted by address: how long the next one waits, and for whom.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::app::respondents::throttle::Network;

/// Failures after which signing in gets slower.
const FREE_FAILURES: u32 = 5;
/// How long failures are remembered.
const REMEMBERED: SignedDuration = SignedDuration::from_mins(15);
/// With so many addresses known, all others share the counts below: anybody can make up addresses.
const ADDRESSES: usize = 4096;
/// So many counts are shared. Which one is an address's nobody else knows, and it is the same for those that have an
/// account and those that have none.
const SHARED: u64 = 1024;
/// So many attempts on addresses that share a count are told once.
const MANY: u32 = 5000;
/// The longest wait before an answer.
const LONGEST_WAIT: Duration = Duration::from_secs(10);
/// The longest wait for other attempts on the same account.
const GATE_PATIENCE: Duration = Duration::from_secs(15);
/// So often a network may fail at an account before it waits for others that did: a typing error is
/// nobody's reason to wait for strangers.
const PROMPT: u8 = 2;
/// So many such failures at one account; from then on all wait.
const MOST_PROMPT: usize = 4096;

/// Attempts to sign in by address since the last success, in memory only. Those from browsers in
/// which somebody signed in to the account before are counted apart, so that nobody elsewhere can
/// lock her out.
#[derive(Debug, Clone, Default)]
pub struct Failures(pub(super) Arc<Mutex<AttemptCounts>>);

#[derive(Debug, Default)]
pub(super) struct AttemptCounts {
    /// By address, by the name of a known browser, or by the number of a shared count.
    pub(super) tried: HashMap<String, TriedAddress>,
    /// Attempts on addresses that share a count.
    shared: u32,
    /// Shares them out.
    lot: RandomState,
}

#[derive(Debug)]
pub(super) struct TriedAddress {
    attempts: u32,
    last: Timestamp,
    /// One attempt at a time of networks that have failed here [often](PROMPT). All others have their
    /// turns at the processor.
    gate: Arc<Semaphore>,
    /// Networks of which an attempt waits or is under way; each has one.
    networks: HashSet<Network>,
    /// Networks that have failed, and how often, as far as it matters.
    failed: HashMap<Network, u8>,
    /// All of these failures.
    prompt: usize,
}

/// An attempt on an address that is counted.
pub(super) struct NotedAttempt {
    /// Which it is since the last success.
    pub(super) number: u32,
    /// How long to wait before looking at it.
    pub(super) wait: Duration,
    /// Very many addresses are tried, which is to be told now.
    pub(super) are_many: bool,
}

/// An attempt on an address that may be made.
pub(super) struct AtGate {
    failures: Failures,
    key: String,
    network: Network,
    /// Its network has hardly failed here.
    pub(super) is_prompt: bool,
    _permit: Option<OwnedSemaphorePermit>,
}

impl AtGate {
    pub(super) fn fail(&self) {
        let mut all = self.failures.all();
        if let Some(tried) = all.tried.get_mut(&self.key).filter(|_| self.is_prompt) {
            *tried.failed.entry(self.network).or_default() += 1;
            tried.prompt += 1;
        }
    }
}

impl Drop for AtGate {
    fn drop(&mut self) {
        if let Some(tried) = self.failures.all().tried.get_mut(&self.key) {
            tried.networks.remove(&self.network);
        }
    }
}

impl Failures {
    /// Notes an attempt for this address. It counts as failed until it is forgotten, so that guesses made
    /// at once slow each other down.
    pub(super) fn note(&self, email: &str, now: Timestamp) -> NotedAttempt {
        let mut all = self.all();
        let key = all.key(email, now);
        let is_shared = key != email;
        let are_many = is_shared && all.shared.is_multiple_of(MANY);
        all.shared = all.shared.wrapping_add(is_shared.into());
        let tried = all.tried(&key, now);
        let before = tried.attempts;
        (tried.attempts, tried.last) = (before.saturating_add(1), now);
        let wait = match before.checked_sub(FREE_FAILURES) {
            None => Duration::ZERO,
            Some(more) => Duration::from_secs(1 << more.min(10)).min(LONGEST_WAIT),
        };
        NotedAttempt { number: tried.attempts, wait, are_many }
    }

    /// Waits until no other attempt for this address is under way, if the network has failed there often.
    /// None when one of this network waits already, or it takes too long.
    pub(super) async fn pass(
        &self,
        email: &str,
        network: Network,
        now: Timestamp,
    ) -> Option<AtGate> {
        let (key, gate, is_prompt) = {
            let mut all = self.all();
            let key = all.key(email, now);
            let tried = all.tried(&key, now);
            if !tried.networks.insert(network) {
                return None;
            }
            let failures = tried.failed.get(&network).copied().unwrap_or_default();
            let is_prompt = failures < PROMPT && tried.prompt < MOST_PROMPT;
            (key, Arc::clone(&tried.gate), is_prompt)
        };
        let mut passed = AtGate { failures: self.clone(), key, network, is_prompt, _permit: None };
        if !is_prompt {
            let permit = tokio::time::timeout(GATE_PATIENCE, gate.acquire_owned()).await;
            passed._permit = Some(permit.ok()?.ok()?);
        }
        Some(passed)
    }

    pub(super) fn forget(&self, email: &str) {
        if let Some(tried) = self.all().tried.get_mut(email) {
            tried.attempts = 0;
        }
    }

    fn all(&self) -> MutexGuard<'_, AttemptCounts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl AttemptCounts {
    /// Under which name an address is counted.
    fn key(&mut self, email: &str, now: Timestamp) -> String {
        self.tried.retain(|_, tried| now.duration_since(tried.last) < REMEMBERED);
        // Only a known browser's name is without a sign of an address.
        let is_known = !email.contains('@');
        match is_known || self.tried.len() < ADDRESSES || self.tried.contains_key(email) {
            true => email.to_owned(),
            false => (self.lot.hash_one(email) % SHARED).to_string(),
        }
    }

    fn tried(&mut self, key: &str, now: Timestamp) -> &mut TriedAddress {
        let new = || TriedAddress {
            attempts: 0,
            last: now,
            gate: Arc::new(Semaphore::new(1)),
            networks: HashSet::new(),
            failed: HashMap::new(),
            prompt: 0,
        };
        self.tried.entry(key.to_owned()).or_insert_with(new)
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;
    use crate::app::respondents::throttle::Throttle;

    /// Nobody has heard yet that any of them failed.
    #[test]
    fn attempts_made_at_once_slow_each_other_down() {
        let (failures, now) = (Failures::default(), Timestamp::UNIX_EPOCH);
        let waits: Vec<u64> =
            (0..11).map(|_| failures.note("a@b.example", now).wait.as_secs()).collect();
        assert_eq!(waits, [0, 0, 0, 0, 0, 1, 2, 4, 8, 10, 10]);
        assert_eq!(failures.note("c@d.example", now).wait, Duration::ZERO, "one address, not all");
        failures.forget("a@b.example");
        assert_eq!(failures.note("a@b.example", now).wait, Duration::ZERO);
        assert_eq!(failures.0.lock().unwrap().tried.len(), 2);
        failures.note("e@f.example", now + REMEMBERED);
        assert_eq!(failures.0.lock().unwrap().tried.len(), 1, "the others are forgotten in time");
    }

    #[test]
    fn made_up_addresses_take_a_bounded_place() {
        let (failures, now) = (Failures::default(), Timestamp::UNIX_EPOCH);
        assert_eq!(failures.note("a@b.example", now).wait, Duration::ZERO);
        for number in 0..2 * ADDRESSES {
            failures.note(&format!("{number}@made-up.example"), now);
        }
        let counts = failures.0.lock().unwrap().tried.len();
        assert!(counts > ADDRESSES && counts <= ADDRESSES + SHARED as usize, "{counts}");
        let known = failures.note("a@b.example", now);
        assert_eq!((known.wait, known.number), (Duration::ZERO, 2), "who is known has her own");
        // Guesses at one that came too late slow each other down all the same, and are told.
        let waits: Vec<Duration> =
            (0..12).map(|_| failures.note("new@b.example", now).wait).collect();
        assert_eq!(waits[11], LONGEST_WAIT, "{waits:?}");
        failures.note("e@f.example", now + REMEMBERED);
        assert_eq!(failures.0.lock().unwrap().tried.len(), 1, "all are forgotten in time");
    }

    /// Where more addresses are made up than are counted, their own counts tell nobody of the attack.
    #[test]
    fn who_makes_up_addresses_is_told_of() {
        let (failures, now) = (Failures::default(), Timestamp::UNIX_EPOCH);
        let try_more = |numbers: std::ops::Range<usize>| {
            let note = |number: &usize| failures.note(&format!("{number}@made-up.example"), now);
            numbers.filter(|number| note(number).are_many).count()
        };
        let many = ADDRESSES + MANY as usize;
        assert_eq!(try_more(0..ADDRESSES), 0, "each has a count of its own");
        assert_eq!(try_more(ADDRESSES..many), 1, "once, and not with each of them");
        assert_eq!(try_more(many..many + 1), 1, "again while it goes on");
    }

    #[tokio::test]
    async fn who_mistypes_once_waits_for_no_stranger() {
        let (failures, throttle) = (Failures::default(), Throttle::default());
        let of = |number: u32| throttle.network(std::net::IpAddr::V4((number << 8).into()));
        let pass = |number| failures.pass("a@b.example", of(number), Timestamp::UNIX_EPOCH);
        for number in 0..100 {
            for _ in 0..PROMPT {
                pass(number).await.unwrap().fail();
            }
        }
        let held = pass(0).await.unwrap();
        assert!(!held.is_prompt && pass(0).await.is_none(), "one of a network");
        let first = pass(200).await.unwrap();
        first.fail();
        drop(first);
        assert!(pass(200).await.unwrap().is_prompt);
        assert!(pass(1).now_or_never().is_none(), "all others wait for each other");
        drop(held);
        for number in 1000..5000 {
            pass(number).await.unwrap().fail();
        }
        assert!(!pass(6000).await.unwrap().is_prompt, "what all may do together is bounded");
    }
}
