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
pub struct Failures(pub(super) Arc<Mutex<HashMap<String, TriedAddress>>>);

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
    /// Which it is since the last success; none when it is counted with those on other addresses.
    pub(super) number: Option<u32>,
    /// How long to wait before looking at it.
    pub(super) wait: Duration,
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
        if let Some(tried) = all.get_mut(&self.key).filter(|_| self.is_prompt) {
            *tried.failed.entry(self.network).or_default() += 1;
            tried.prompt += 1;
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
    /// Notes an attempt for this address. It counts as failed until it is forgotten, so that guesses made
    /// at once slow each other down.
    pub(super) fn note(&self, email: &str, now: Timestamp) -> NotedAttempt {
        let mut all = self.all();
        let (key, tried) = Self::tried(&mut all, email, now);
        let before = tried.attempts;
        if key.is_empty() && before.is_multiple_of(MANY) {
            tracing::warn!(
                "very many addresses are tried to sign in with: none of them is counted by itself"
            );
        }
        (tried.attempts, tried.last) = (before.saturating_add(1), now);
        let wait = match before.checked_sub(FREE_FAILURES) {
            None => Duration::ZERO,
            Some(more) => Duration::from_secs(1 << more.min(10)).min(LONGEST_WAIT),
        };
        NotedAttempt { number: (!key.is_empty()).then_some(tried.attempts), wait }
    }

    /// Waits until no other attempt for this address is under way, if the network has failed there often.
    /// None when one of this network waits already, or it takes too long. Who shares a count with others
    /// does not wait for them.
    pub(super) async fn pass(
        &self,
        email: &str,
        network: Network,
        now: Timestamp,
    ) -> Option<AtGate> {
        let (key, gate, is_prompt) = {
            let mut all = self.all();
            let (key, tried) = Self::tried(&mut all, email, now);
            if !key.is_empty() && !tried.networks.insert(network) {
                return None;
            }
            let failures = tried.failed.get(&network).copied().unwrap_or_default();
            let is_prompt = failures < PROMPT && tried.prompt < MOST_PROMPT && !key.is_empty();
            (key.to_owned(), Arc::clone(&tried.gate), is_prompt)
        };
        let is_waiting = !is_prompt && !key.is_empty();
        let mut passed = AtGate { failures: self.clone(), key, network, is_prompt, _permit: None };
        if is_waiting {
            let permit = tokio::time::timeout(GATE_PATIENCE, gate.acquire_owned()).await;
            passed._permit = Some(permit.ok()?.ok()?);
        }
        Some(passed)
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
            networks: HashSet::new(),
            failed: HashMap::new(),
            prompt: 0,
        };
        (key, all.entry(key.to_owned()).or_insert_with(new))
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
        assert_eq!(failures.0.lock().unwrap().len(), 2);
        failures.note("e@f.example", now + REMEMBERED);
        assert_eq!(failures.0.lock().unwrap().len(), 1, "the others are forgotten in time");
    }

    #[test]
    fn made_up_addresses_take_a_bounded_place() {
        let (failures, now) = (Failures::default(), Timestamp::UNIX_EPOCH);
        assert_eq!(failures.note("a@b.example", now).wait, Duration::ZERO);
        for number in 0..2 * ADDRESSES {
            failures.note(&format!("{number}@made-up.example"), now);
        }
        assert_eq!(failures.0.lock().unwrap().len(), ADDRESSES + 1);
        let known = failures.note("a@b.example", now);
        assert_eq!(
            (known.wait, known.number),
            (Duration::ZERO, Some(2)),
            "who is known has her own"
        );
        let new = failures.note("new@made-up.example", now);
        assert_eq!((new.wait, new.number), (LONGEST_WAIT, None), "how often she came is unknown");
        failures.note("e@f.example", now + REMEMBERED);
        assert_eq!(failures.0.lock().unwrap().len(), 1, "all are forgotten in time");
    }

    /// Where more addresses are made up than are counted, their own counts tell nobody of the attack.
    #[test]
    fn who_makes_up_addresses_is_told_of() {
        let told = tempfile::NamedTempFile::new().unwrap();
        let log = tracing_subscriber::fmt().with_writer(told.reopen().unwrap()).finish();
        let (failures, now) = (Failures::default(), Timestamp::UNIX_EPOCH);
        let try_more = |numbers: std::ops::Range<usize>| {
            for number in numbers {
                failures.note(&format!("{number}@made-up.example"), now);
            }
            std::fs::read_to_string(told.path()).unwrap().lines().count()
        };
        let many = ADDRESSES + MANY as usize;
        tracing::subscriber::with_default(log, || {
            assert_eq!(try_more(0..ADDRESSES), 0, "each has a count of its own");
            assert_eq!(try_more(ADDRESSES..many), 1, "once, and not with each of them");
            assert_eq!(try_more(many..many + 1), 2, "again while it goes on");
        });
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
