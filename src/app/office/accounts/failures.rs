//! Attempts to sign in, counted by address: how long the next one waits, and for whom.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::app::respondents::throttle::Network;

/// Failures after which signing in gets slower.
const FREE_FAILURES: u32 = 5;
/// How long failures are remembered.
const REMEMBERED: SignedDuration = SignedDuration::from_mins(15);
/// With so many addresses known, all others share one count: anybody can make up addresses.
const ADDRESSES: usize = 4096;
/// The longest wait before an answer.
const LONGEST_WAIT: Duration = Duration::from_secs(10);
/// The longest wait for other attempts on the same account.
const GATE_PATIENCE: Duration = Duration::from_secs(60);

/// Attempts to sign in by address since the last success, in memory only. Those from browsers in
/// which somebody signed in to the account before are counted apart, so that nobody elsewhere can
/// lock her out.
#[derive(Debug, Clone, Default)]
pub struct Failures(pub(super) Arc<Mutex<HashMap<String, TriedAddress>>>);

#[derive(Debug)]
pub(super) struct TriedAddress {
    attempts: u32,
    last: Timestamp,
    /// One attempt at a time.
    gate: Arc<Semaphore>,
    /// The same for networks that have not failed here: their first attempt waits for no other's.
    first: Arc<Semaphore>,
    /// Networks of which an attempt waits or is under way; each has one.
    networks: HashSet<Network>,
    /// Networks that have failed.
    failed: HashSet<Network>,
}

/// One attempt has an address for itself.
pub(super) struct AtGate {
    failures: Failures,
    key: String,
    network: Network,
    /// It is the first of its network.
    pub(super) is_first: bool,
    _permit: Option<OwnedSemaphorePermit>,
}

impl AtGate {
    pub(super) fn fail(&self) {
        if let Some(tried) = self.failures.all().get_mut(&self.key) {
            tried.failed.insert(self.network);
        }
    }
}

impl Drop for AtGate {
    fn drop(&mut self) {
        if let Some(tried) = self.failures.all().get_mut(&self.key) {
            tried.networks.remove(&self.network);
        }
    }
}

impl Failures {
    /// Notes an attempt for this address and says how long to wait before looking at it. It counts
    /// as failed until it is forgotten, so that guesses made at once slow each other down.
    pub(super) fn note(&self, email: &str, now: Timestamp) -> Duration {
        let mut all = self.all();
        let tried = Self::tried(&mut all, email, now).1;
        let before = tried.attempts;
        (tried.attempts, tried.last) = (before.saturating_add(1), now);
        match before.checked_sub(FREE_FAILURES) {
            None => Duration::ZERO,
            Some(more) => Duration::from_secs(1 << more.min(10)).min(LONGEST_WAIT),
        }
    }

    /// Waits until no other attempt for this address is under way. None when one of this network waits
    /// already, or it takes too long. Who shares a count with others does not wait for them.
    pub(super) async fn alone(
        &self,
        email: &str,
        network: Network,
        now: Timestamp,
    ) -> Option<AtGate> {
        let (key, gate, is_first) = {
            let mut all = self.all();
            let (key, tried) = Self::tried(&mut all, email, now);
            if !key.is_empty() && !tried.networks.insert(network) {
                return None;
            }
            let is_first = !tried.failed.contains(&network) && tried.failed.len() < ADDRESSES;
            let gate = if is_first { &tried.first } else { &tried.gate };
            (key.to_owned(), Arc::clone(gate), is_first && !key.is_empty())
        };
        let is_shared = key.is_empty();
        let mut alone = AtGate { failures: self.clone(), key, network, is_first, _permit: None };
        if !is_shared {
            let permit = tokio::time::timeout(GATE_PATIENCE, gate.acquire_owned()).await;
            alone._permit = Some(permit.ok()?.ok()?);
        }
        Some(alone)
    }

    /// The count of an address, which may be one that it shares.
    fn tried<'a, 'e>(
        all: &'a mut HashMap<String, TriedAddress>,
        email: &'e str,
        now: Timestamp,
    ) -> (&'e str, &'a mut TriedAddress) {
        all.retain(|_, tried| now.duration_since(tried.last) < REMEMBERED);
        // No address is empty, and only a known browser's name is without a sign of one.
        let is_known = !email.contains('@');
        let has_room = is_known || all.len() < ADDRESSES || all.contains_key(email);
        let key = if has_room { email } else { "" };
        let new = || TriedAddress {
            attempts: 0,
            last: now,
            gate: Arc::new(Semaphore::new(1)),
            first: Arc::new(Semaphore::new(1)),
            networks: HashSet::new(),
            failed: HashSet::new(),
        };
        (key, all.entry(key.to_owned()).or_insert_with(new))
    }

    /// How often an address was tried since the last success.
    pub(super) fn attempts(&self, email: &str) -> u32 {
        self.all().get(email).map_or(0, |tried| tried.attempts)
    }

    pub(super) fn forget(&self, email: &str) {
        if let Some(tried) = self.all().get_mut(email) {
            tried.attempts = 0;
        }
    }

    fn all(&self) -> MutexGuard<'_, HashMap<String, TriedAddress>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nobody has heard yet that any of them failed.
    #[test]
    fn attempts_made_at_once_slow_each_other_down() {
        let (failures, now) = (Failures::default(), Timestamp::UNIX_EPOCH);
        let waits: Vec<u64> =
            (0..11).map(|_| failures.note("a@b.example", now).as_secs()).collect();
        assert_eq!(waits, [0, 0, 0, 0, 0, 1, 2, 4, 8, 10, 10]);
        assert_eq!(failures.note("c@d.example", now), Duration::ZERO, "one address, not all");
        failures.forget("a@b.example");
        assert_eq!(failures.note("a@b.example", now), Duration::ZERO);
        assert_eq!(failures.0.lock().unwrap().len(), 2);
        failures.note("e@f.example", now + REMEMBERED);
        assert_eq!(failures.0.lock().unwrap().len(), 1, "the others are forgotten in time");
    }

    #[test]
    fn made_up_addresses_take_a_bounded_place() {
        let (failures, now) = (Failures::default(), Timestamp::UNIX_EPOCH);
        assert_eq!(failures.note("a@b.example", now), Duration::ZERO);
        for number in 0..2 * ADDRESSES {
            failures.note(&format!("{number}@made-up.example"), now);
        }
        assert_eq!(failures.0.lock().unwrap().len(), ADDRESSES + 1);
        assert_eq!(failures.note("a@b.example", now), Duration::ZERO, "who is known has her own");
        assert_eq!(failures.note("new@made-up.example", now), LONGEST_WAIT);
        failures.note("e@f.example", now + REMEMBERED);
        assert_eq!(failures.0.lock().unwrap().len(), 1, "all are forgotten in time");
    }
}
