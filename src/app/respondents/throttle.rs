//! Throttles who tries codes: slow for guessers, open for everybody else. It counts
//! failures only, in memory only, and knows networks but no addresses.
//!
//! A network with many failures shares one processor with all others like it, and who fails there
//! waits for the answer. A right code is never refused and never waits for that: schools, shelters
//! and mobile networks share one address. Start reading at [`Throttle::enter`].

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::net::IpAddr;
use std::num::NonZero;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Failures of a network that cost nothing; one is forgiven every [`FORGIVEN`].
const FREE: u32 = 20;
/// Twenty in ten minutes.
const FORGIVEN: Duration = Duration::from_secs(30);
/// What each failure beyond adds to the wait.
const STEP: Duration = Duration::from_secs(2);
/// The longest wait.
const LONGEST: Duration = Duration::from_secs(30);
/// Failures of all networks that cost nothing; one is forgiven every [`ALL_FORGIVEN`].
const ALL_FREE: u32 = 1000;
/// A thousand in an hour.
const ALL_FORGIVEN: Duration = Duration::from_millis(3600);
/// What everybody who fails waits while there are more.
const ALARM: Duration = Duration::from_secs(1);
/// With so many networks known, those without failures are forgotten. Those with failures are
/// bounded by how many codes can be tried at all.
const NETWORKS: usize = 4096;
/// Attempts of one network under way at once: a few school classes, and more than a reverse proxy
/// lets one address have, so that one guesser cannot take all the places of his neighbours.
const INSIDE: u32 = 300;
/// The longest wait for a processor.
const PATIENCE: Duration = Duration::from_secs(15);

/// The network somebody comes from, as a number that means nothing outside this process: the first
/// 24 bits of an IPv4 address, the first 48 of an IPv6 address, under a random key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Network(u64);

impl Network {
    /// All that are one too many to be known apart.
    pub(super) const OTHERS: Self = Self(0);
}

/// Failures, of which one is forgiven now and then.
#[derive(Debug, Clone, Copy)]
struct Bucket {
    failures: u32,
    /// Until when forgiveness was counted.
    since: Instant,
}

impl Bucket {
    fn new(now: Instant) -> Self {
        Self { failures: 0, since: now }
    }

    /// Forgets what is due, one failure in each span.
    fn forgive(&mut self, span: Duration, now: Instant) {
        let passed = now.saturating_duration_since(self.since);
        let due = u32::try_from(passed.as_millis() / span.as_millis().max(1)).unwrap_or(u32::MAX);
        self.failures = self.failures.saturating_sub(due);
        self.since = if self.failures == 0 { now } else { self.since + span.saturating_mul(due) };
    }
}

#[derive(Debug)]
struct NetworkRecord {
    bucket: Bucket,
    /// Attempts under way.
    inside: u32,
}

#[derive(Debug)]
struct Book {
    networks: HashMap<Network, NetworkRecord>,
    all: Option<Bucket>,
    alarmed: bool,
}

/// What is known of failed attempts. Cloning it shares it.
#[derive(Debug, Clone)]
pub struct Throttle {
    book: Arc<Mutex<Book>>,
    key: Arc<RandomState>,
    /// For networks that hardly fail: all processors but one.
    quick: Arc<Semaphore>,
    /// For all others together: one.
    slow: Arc<Semaphore>,
}

impl Default for Throttle {
    fn default() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, NonZero::get);
        let book = Book { networks: HashMap::new(), all: None, alarmed: false };
        Self {
            book: Arc::new(Mutex::new(book)),
            key: Arc::default(),
            quick: Arc::new(Semaphore::new(processors.saturating_sub(1).max(1))),
            slow: Arc::new(Semaphore::new(1)),
        }
    }
}

/// Why nobody is let in at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Full {
    /// Too many wrong codes, or too many attempts at once, come from this network.
    TooMany,
    /// Very many people come at once.
    Busy,
}

/// Leave to try one code. While it lives, its processor is taken.
#[derive(Debug)]
pub struct Leave {
    throttle: Throttle,
    network: Network,
    _permit: Option<OwnedSemaphorePermit>,
}

impl Drop for Leave {
    fn drop(&mut self) {
        if let Some(known) = self.throttle.book().networks.get_mut(&self.network) {
            known.inside = known.inside.saturating_sub(1);
        }
    }
}

impl Throttle {
    /// The network of an address.
    pub fn network(&self, address: IpAddr) -> Network {
        let prefix = match address.to_canonical() {
            IpAddr::V4(v4) => u128::from(v4.to_bits() >> 8),
            IpAddr::V6(v6) => (v6.to_bits() >> 80) | 1 << 64,
        };
        Network(self.key.hash_one(prefix))
    }

    /// Whoever holds this token of a code, as if she were a network by herself.
    pub fn holder(&self, token: &str) -> Network {
        Network(self.key.hash_one(token))
    }

    /// Waits until there is a processor to try a code on.
    pub async fn enter(&self, network: Network, now: Instant) -> Result<Leave, Full> {
        let is_slow = self.admit(network, now).ok_or(Full::TooMany)?;
        let (lane, full) = match is_slow {
            true => (&self.slow, Full::TooMany),
            false => (&self.quick, Full::Busy),
        };
        let mut leave = Leave { throttle: self.clone(), network, _permit: None };
        let permit = tokio::time::timeout(PATIENCE, Arc::clone(lane).acquire_owned()).await;
        let Ok(Ok(permit)) = permit else { return Err(full) };
        leave._permit = Some(permit);
        Ok(leave)
    }

    /// Counts somebody in, and says whether she has to take the slow lane.
    fn admit(&self, network: Network, now: Instant) -> Option<bool> {
        let mut book = self.book();
        let known = book.known(network, now);
        if known.inside >= INSIDE {
            return None;
        }
        known.inside += 1;
        Some(known.bucket.failures >= FREE)
    }

    /// Counts a failure, and says how long its answer is kept back.
    pub fn fail(&self, network: Network, now: Instant) -> Duration {
        let mut book = self.book();
        let all = book.all.get_or_insert_with(|| Bucket::new(now));
        all.forgive(ALL_FORGIVEN, now);
        // No more than twice the budget is remembered, so that the alarm ends in time.
        all.failures = (all.failures + 1).min(2 * ALL_FREE);
        let too_many = all.failures > ALL_FREE;
        if too_many && !book.alarmed {
            tracing::warn!(
                "more than {ALL_FREE} wrong codes within an hour: is somebody guessing?"
            );
        }
        book.alarmed = too_many;
        let bucket = &mut book.known(network, now).bucket;
        // More would only be remembered for longer.
        bucket.failures = (bucket.failures + 1).min(2 * FREE);
        let wait = STEP.saturating_mul(bucket.failures.saturating_sub(FREE)).min(LONGEST);
        wait + if too_many { ALARM } else { Duration::ZERO }
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Book {
    fn known(&mut self, network: Network, now: Instant) -> &mut NetworkRecord {
        if self.networks.len() >= NETWORKS {
            self.networks.retain(|_, known| {
                known.bucket.forgive(FORGIVEN, now);
                known.bucket.failures > 0 || known.inside > 0
            });
        }
        let new = || NetworkRecord { bucket: Bucket::new(now), inside: 0 };
        let known = self.networks.entry(network).or_insert_with(new);
        known.bucket.forgive(FORGIVEN, now);
        known
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    fn network(throttle: &Throttle, address: &str) -> Network {
        throttle.network(address.parse().unwrap())
    }

    #[test]
    fn neighbours_share_a_network_and_others_do_not() {
        let throttle = Throttle::default();
        let is_one = |a, b| network(&throttle, a) == network(&throttle, b);
        assert!(is_one("203.0.113.9", "203.0.113.200"));
        assert!(is_one("203.0.113.9", "::ffff:203.0.113.1"));
        assert!(!is_one("203.0.113.9", "203.0.114.9"));
        assert!(is_one("2001:db8:1:2::3", "2001:db8:1:ffff::1"));
        assert!(!is_one("2001:db8:1::", "2001:db8:2::"));
        assert!(!is_one("0.0.0.1", "::1"));
        let other = Throttle::default();
        assert_ne!(
            network(&throttle, "203.0.113.9"),
            network(&other, "203.0.113.9"),
            "random keys"
        );
    }

    #[test]
    fn failures_cost_time_beyond_a_budget_and_are_forgiven() {
        let (throttle, now) = (Throttle::default(), Instant::now());
        let one = network(&throttle, "203.0.113.9");
        let waits: Vec<u64> = (0..50).map(|_| throttle.fail(one, now).as_secs()).collect();
        assert!(waits[..20].iter().all(|&wait| wait == 0), "{waits:?}");
        assert_eq!(waits[20..25], [2, 4, 6, 8, 10]);
        assert!(waits[35..].iter().all(|&wait| wait == 30));
        assert_eq!(
            throttle.fail(network(&throttle, "203.0.114.9"), now),
            Duration::ZERO,
            "one network"
        );
        let later = now + FORGIVEN * 10;
        assert_eq!(throttle.fail(one, later).as_secs(), 22);
        let much_later = now + Duration::from_secs(3600);
        assert_eq!(throttle.fail(one, much_later), Duration::ZERO);
    }

    #[test]
    fn very_many_failures_of_all_delay_everybody_who_fails() {
        let (throttle, now) = (Throttle::default(), Instant::now());
        for number in 0..1000_u32 {
            let network = throttle.network(IpAddr::V4((number << 8).into()));
            assert_eq!(throttle.fail(network, now), Duration::ZERO);
        }
        let new = network(&throttle, "203.0.113.9");
        assert_eq!(throttle.fail(new, now), ALARM);
        assert_eq!(throttle.fail(new, now + Duration::from_secs(60)), Duration::ZERO);
    }

    #[tokio::test]
    async fn who_hardly_fails_does_not_queue_behind_those_who_do() {
        let (throttle, now) = (Throttle::default(), Instant::now());
        let [guesser, honest] = ["198.51.100.7", "203.0.113.9"].map(|a| network(&throttle, a));
        for _ in 0..FREE {
            throttle.fail(guesser, now);
        }
        let first = throttle.enter(guesser, now).await.unwrap();
        assert_eq!(throttle.slow.available_permits(), 0);
        let mut others: Vec<_> =
            (0..INSIDE - 1).map(|_| Box::pin(throttle.enter(guesser, now))).collect();
        for other in &mut others {
            assert!(other.now_or_never().is_none(), "one processor for all of them");
        }
        assert!(
            matches!(throttle.enter(guesser, now).await, Err(Full::TooMany)),
            "too many inside"
        );
        drop(throttle.enter(honest, now).await.unwrap());
        drop(others);
        drop(first);
        drop(throttle.enter(guesser, now).await.unwrap());
        assert!(throttle.book().networks.values().all(|known| known.inside == 0));
    }
}
