//! Throttles who tries codes or passwords: slow for guessers, open for everybody else. It counts
//! failures only, in memory only, and knows networks but no addresses.
//!
//! A network with many failures shares one processor with all others like it, and who fails there
//! waits for the answer. A right code does not wait for that, only for its [turn](turns) at the
//! processor: schools, shelters and mobile networks share one address. Start reading at
//! [`Throttle::enter`].

mod turns;

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::net::IpAddr;
use std::num::NonZero;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use argon2::Block;

use self::turns::{Lane, Turn, Turns};
use super::budget::{Allowance, Budget, BudgetLevel, Quota};
use crate::ids::SurveyId;

/// Failures of a network that cost nothing: twenty, and as many again in ten minutes. Of all networks
/// together a thousand in an hour; beyond that, five of each.
const FAILURES: Allowance = Allowance {
    what: "wrong codes or passwords",
    network: Quota::of(20, Duration::from_secs(600)),
    survey: Quota::of(1000, Duration::from_secs(3600)),
    scarce: 5,
};
/// Attempts of a network that were not right, also those whose turn never came. Nothing is refused for
/// them: whoever has fewer goes first. They are forgiven so slowly that a thousand networks together
/// cannot always have somebody there who seems new.
const ATTEMPTS: Allowance = Allowance {
    what: "attempts",
    network: Quota { most: 50, unit: Duration::from_secs(300) },
    survey: Quota { most: u64::MAX, unit: Duration::from_nanos(1) },
    scarce: 50,
};
/// All failures are counted together.
const EVERYWHERE: SurveyId = SurveyId(String::new());
/// What each failure beyond adds to the wait.
const STEP: Duration = Duration::from_secs(2);
/// The longest wait.
const LONGEST: Duration = Duration::from_secs(30);
/// What everybody who fails waits while there are very many failures.
const ALARM: Duration = Duration::from_secs(1);
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

/// What is known of failed attempts. Cloning it shares it.
#[derive(Debug, Clone)]
pub struct Throttle {
    failures: Budget,
    /// Attempts under way by network.
    inside: Arc<Mutex<HashMap<Network, u32>>>,
    key: Arc<RandomState>,
    attempts: Budget,
    /// Whose turn it is: for networks that hardly fail all processors but one, for all others together
    /// one.
    turns: Arc<Mutex<Turns>>,
    /// The memory of attempts that are over, for those to come: as many pieces as there are permits.
    memory: Arc<Mutex<Vec<Vec<Block>>>>,
}

impl Default for Throttle {
    fn default() -> Self {
        Self::with(usize::MAX)
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

/// Leave to make one attempt. From the moment it has its processor it counts as failed, until
/// somebody says how it ended: who hangs up before that has failed.
#[derive(Debug)]
pub struct Leave {
    throttle: Throttle,
    network: Network,
    turn: Option<Turn>,
    memory: Vec<Block>,
}

impl Leave {
    /// The memory to work in; as it was left by an attempt before.
    pub fn memory(&mut self) -> &mut Vec<Block> {
        &mut self.memory
    }

    /// The work is done: the next attempt may have processor and memory.
    pub fn rest(&mut self) {
        if let Some(turn) = self.turn.take() {
            locked(&self.throttle.memory).push(std::mem::take(&mut self.memory));
            drop(turn);
        }
    }

    /// How it ended is known, and it no longer counts by itself.
    pub fn settle(self) {
        self.throttle.failures.refund(self.network, &EVERYWHERE, 1);
        self.throttle.attempts.refund(self.network, &EVERYWHERE, 1);
    }
}

impl Drop for Leave {
    fn drop(&mut self) {
        self.rest();
        let mut inside = locked(&self.throttle.inside);
        if let Some(number) = inside.get_mut(&self.network) {
            *number = number.saturating_sub(1);
            if *number == 0 {
                inside.remove(&self.network);
            }
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Throttle {
    /// With so many processors at most for those who hardly fail.
    pub fn with(quick: usize) -> Self {
        let processors = std::thread::available_parallelism().map_or(1, NonZero::get);
        let quick = processors.saturating_sub(1).min(quick).max(1);
        Self {
            failures: Budget::new(FAILURES),
            inside: Arc::default(),
            key: Arc::default(),
            attempts: Budget::new(ATTEMPTS),
            turns: Arc::new(Mutex::new(Turns::new(quick))),
            memory: Arc::default(),
        }
    }

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

    /// Waits for a turn at a processor. Which one is judged when it is there: a network that failed
    /// meanwhile is sent to the one of those who fail. No other is under way meanwhile that is made
    /// `alone` by the same name.
    pub async fn enter(&self, network: Network, alone: Option<String>) -> Result<Leave, Full> {
        let mut leave = self.admit(network).ok_or(Full::TooMany)?;
        let all = self.attempts.charge(network, &EVERYWHERE, 1, Instant::now());
        let mut place = turns::wait(self, network, all.used - 1, alone);
        self.grant(Some(place.rank));
        let Ok(Ok(turn)) = tokio::time::timeout(PATIENCE, place.turn()).await else {
            return Err(match self.has_failed_much(network, Instant::now()) {
                true => Full::TooMany,
                false => Full::Busy,
            });
        };
        leave.memory = locked(&self.memory).pop().unwrap_or_default();
        leave.turn = Some(turn);
        Ok(leave)
    }

    /// Gives free processors to those whose turn it is. Of those who stand before `from`, none's is.
    fn grant(&self, from: Option<turns::TurnRank>) {
        let now = Instant::now();
        let lane = |network| match self.has_failed_much(network, now) {
            true => Lane::Slow,
            false => Lane::Quick,
        };
        loop {
            let next = locked(&self.turns).next(from, lane);
            let Some(next) = next else { return };
            self.failures.charge(next.network, &EVERYWHERE, 1, now);
            next.begin(self);
        }
    }

    fn has_failed_much(&self, network: Network, now: Instant) -> bool {
        let BudgetLevel { used, most, .. } = self.failures.level(network, &EVERYWHERE, now);
        used >= most
    }

    /// Counts somebody in.
    fn admit(&self, network: Network) -> Option<Leave> {
        let mut inside = locked(&self.inside);
        let number = inside.entry(network).or_default();
        if *number >= INSIDE {
            return None;
        }
        *number += 1;
        Some(Leave { throttle: self.clone(), network, turn: None, memory: Vec::new() })
    }

    /// Counts a failure, and says how long its answer is kept back.
    pub fn fail(&self, network: Network, now: Instant) -> Duration {
        self.attempts.charge(network, &EVERYWHERE, 1, now);
        let BudgetLevel { used, most, is_scarce } =
            self.failures.charge(network, &EVERYWHERE, 1, now);
        let beyond = u32::try_from(used.saturating_sub(most).max(0)).unwrap_or(u32::MAX);
        let wait = STEP.saturating_mul(beyond).min(LONGEST);
        wait + if is_scarce { ALARM } else { Duration::ZERO }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;
    use tokio::task::unconstrained;

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
        let later = now + FAILURES.network.unit * 10;
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
        for _ in 0..FAILURES.network.most {
            throttle.fail(guesser, now);
        }
        let first = throttle.enter(guesser, None).await.unwrap();
        let mut others: Vec<_> =
            (0..INSIDE - 1).map(|_| Box::pin(throttle.enter(guesser, None))).collect();
        for other in &mut others {
            assert!(other.now_or_never().is_none(), "one processor for all of them");
        }
        assert!(
            matches!(throttle.enter(guesser, None).await, Err(Full::TooMany)),
            "too many inside"
        );
        drop(throttle.enter(honest, None).await.unwrap());
        drop(others);
        drop(first);
        drop(throttle.enter(guesser, None).await.unwrap());
        assert!(locked(&throttle.inside).is_empty());
    }

    #[tokio::test]
    async fn who_hangs_up_has_failed_and_who_was_right_has_not() {
        let (throttle, now) = (Throttle::default(), Instant::now());
        let [guesser, honest] = ["198.51.100.7", "203.0.113.9"].map(|a| network(&throttle, a));
        for _ in 0..FAILURES.network.most {
            drop(throttle.enter(guesser, None).await.unwrap());
            throttle.enter(honest, None).await.unwrap().settle();
        }
        assert!(throttle.has_failed_much(guesser, now) && !throttle.has_failed_much(honest, now));
    }

    /// All of them queued when nothing was known against them; the first twenty fail.
    #[tokio::test]
    async fn a_burst_from_a_new_network_does_not_keep_its_place_in_the_queue() {
        let (throttle, now) = (Throttle::with(1), Instant::now());
        let [guesser, honest, other] =
            ["198.51.100.7", "203.0.113.9", "192.0.2.1"].map(|a| network(&throttle, a));
        for _ in 0..FAILURES.network.most {
            throttle.fail(other, now);
        }
        let _slow = throttle.enter(other, None).await.unwrap();
        let first = throttle.enter(honest, None).await.unwrap();
        let mut burst: Vec<_> = (0..100).map(|_| Box::pin(throttle.enter(guesser, None))).collect();
        burst.retain_mut(|one| one.now_or_never().is_none());
        let mut late = Box::pin(throttle.enter(honest, None));
        assert!((burst.len(), (&mut late).now_or_never().is_none()) == (100, true));
        drop(first);
        burst.retain_mut(|one| one.now_or_never().is_none());
        assert_eq!(burst.len(), 99, "the first of them was first");
        assert!(late.now_or_never().is_some_and(|leave| leave.is_ok()), "she is next");
        for _ in 0..100 {
            tokio::task::yield_now().await;
            burst.retain_mut(|one| one.now_or_never().is_none());
        }
        assert_eq!(100 - burst.len() as u64, FAILURES.network.most, "the others were sent away");
    }

    #[tokio::test]
    async fn a_flood_from_many_networks_delays_nobody_who_comes_for_the_first_or_second_time() {
        let throttle = Throttle::with(1);
        let of = |number: u32| throttle.network(IpAddr::V4((number << 8).into()));
        let honest = network(&throttle, "203.0.113.9");
        let flood = || {
            let mut all: Vec<_> =
                (1..501).map(|number| Box::pin(throttle.enter(of(number), None))).collect();
            all.retain_mut(|one| one.now_or_never().is_none());
            assert_eq!(all.len(), 500);
            all
        };
        let mut holder = throttle.enter(of(0), None).await.unwrap();
        // They hang up, and come again.
        drop(flood());
        for _typo in 0..2 {
            let before = flood();
            let mut her = Box::pin(throttle.enter(honest, None));
            assert!((&mut her).now_or_never().is_none());
            let after = flood();
            drop(holder);
            holder = her.now_or_never().unwrap().unwrap();
            drop((before, after));
        }
    }

    /// Guessers who hang up at once come again and again, each time later than she did.
    #[tokio::test]
    async fn of_one_network_goes_first_who_has_waited_longest() {
        let (throttle, now) = (Throttle::with(1), Instant::now());
        let one = network(&throttle, "203.0.113.9");
        for _ in 0..2 * ATTEMPTS.network.most {
            throttle.fail(one, now);
        }
        let mut holder = throttle.enter(one, None).await.unwrap();
        let mut guessers = Vec::new();
        let come = || {
            let mut guesser = Box::pin(throttle.enter(one, None));
            assert!((&mut guesser).now_or_never().is_none());
            guesser
        };
        guessers.extend((0..30).map(|_| come()));
        let mut her = Box::pin(throttle.enter(one, None));
        assert!((&mut her).now_or_never().is_none());
        guessers = (0..30).map(|_| come()).collect();
        drop(holder);
        holder = her.now_or_never().unwrap().unwrap();
        assert!(guessers.iter_mut().all(|one| one.now_or_never().is_none()));
        drop(holder);
    }

    #[tokio::test]
    async fn places_are_bounded_and_the_last_ones_go() {
        let throttle = Throttle::with(1);
        let of = |number: u32| throttle.network(IpAddr::V4((number << 8).into()));
        let _holder = throttle.enter(of(0), None).await.unwrap();
        let mut all: Vec<_> = (1..3001)
            .map(|number| Box::pin(unconstrained(throttle.enter(of(number), None))))
            .collect();
        all.iter_mut().for_each(|one| assert!(one.now_or_never().is_none()));
        let sent_away: Vec<bool> =
            all.iter_mut().map(|one| matches!(one.now_or_never(), Some(Err(Full::Busy)))).collect();
        assert!(sent_away[..952].iter().all(|it| *it) && !sent_away[952..].contains(&true));
    }

    #[tokio::test]
    async fn what_is_to_be_alone_is() {
        let (throttle, now) = (Throttle::with(1), Instant::now());
        let [guesser, honest] = ["198.51.100.7", "203.0.113.9"].map(|a| network(&throttle, a));
        for _ in 0..FAILURES.network.most {
            throttle.fail(guesser, now);
        }
        let enter = |network, name: &str| throttle.enter(network, Some(name.to_owned()));
        let first = enter(guesser, "a").await.unwrap();
        let mut second = Box::pin(enter(honest, "a"));
        assert!((&mut second).now_or_never().is_none());
        drop(enter(honest, "b").await.unwrap());
        drop(first);
        assert!(second.now_or_never().is_some_and(|leave| leave.is_ok()));
    }

    #[tokio::test]
    async fn memory_is_used_again() {
        let throttle = Throttle::default();
        let one = network(&throttle, "203.0.113.9");
        let mut pieces = std::collections::BTreeSet::new();
        for _ in 0..50 {
            let mut leave = throttle.enter(one, None).await.unwrap();
            leave.memory().resize(64, Block::new());
            pieces.insert(leave.memory().as_ptr() as usize);
            leave.settle();
        }
        assert_eq!(pieces.len(), 1);
    }
}
