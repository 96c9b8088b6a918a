//! Whose turn it is at a processor. A queue would be filled by a flood, and everybody else waited behind
//! it: here the network goes first from which somebody came last, and each of its earlier attempts counts as
//! if she had come a while before. Of one network goes first who has waited longest, or those who hang up
//! and come again would always be ahead of her neighbours. Start reading at [`Turns::next`].

use std::collections::{BTreeMap, HashSet};
use std::time::{Duration, Instant};

use tokio::sync::oneshot::error::RecvError;
use tokio::sync::oneshot::{Receiver, Sender, channel};

use super::{EVERYWHERE, Network, PATIENCE, Throttle, locked};

/// So many wait at most; then whose turn would come last is sent away.
const PLACES: usize = 2048;
/// What each earlier attempt takes from a place.
const SETBACK: Duration = Duration::from_secs(5);

/// So many attempts more counts one whose turn never came: nobody gets ahead by waiting. It is the longest
/// wait, in setbacks.
const VAIN: u64 = PATIENCE.as_secs() / SETBACK.as_secs();

/// Which processors somebody may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lane {
    /// For those who hardly fail.
    Quick,
    /// For those who have failed much.
    Slow,
}

/// Where somebody stands: when she came, less her setbacks, in milliseconds, and a number of her own.
pub(super) type TurnRank = (i128, u64);

/// Free processors, and who waits for one.
#[derive(Debug)]
pub(super) struct Turns {
    since: Instant,
    quick: usize,
    slow: usize,
    /// The last of them is next.
    waiting: BTreeMap<TurnRank, Waiter>,
    /// What is being done by one at a time.
    alone: HashSet<String>,
    last: u64,
}

#[derive(Debug)]
struct Waiter {
    network: Network,
    alone: Option<String>,
    call: Sender<Turn>,
}

/// A turn that is about to begin.
pub(super) struct NextTurn {
    pub(super) network: Network,
    lane: Lane,
    alone: Option<String>,
    call: Sender<Turn>,
}

/// A processor is somebody's until this is dropped.
#[derive(Debug)]
pub(super) struct Turn {
    throttle: Throttle,
    lane: Lane,
    alone: Option<String>,
}

/// Somebody's place among those who wait.
pub(super) struct QueuePlace<'t> {
    throttle: &'t Throttle,
    pub(super) rank: TurnRank,
    called: Receiver<Turn>,
}

impl Turns {
    pub(super) fn new(quick: usize) -> Self {
        let (waiting, alone) = (BTreeMap::new(), HashSet::new());
        Self { since: Instant::now(), quick, slow: 1, waiting, alone, last: 0 }
    }

    /// Takes out whose turn it is, if it is the network's of somebody who stands at `from` or behind. The
    /// lane is judged now: a network may have failed while it waited.
    pub(super) fn next(
        &mut self,
        from: Option<TurnRank>,
        lane: impl Fn(Network) -> Lane,
    ) -> Option<NextTurn> {
        if self.quick + self.slow == 0 {
            return None;
        }
        let from = from.unwrap_or((i128::MIN, 0));
        let (chosen, lane) = self.waiting.range(from..).rev().find_map(|(_, one)| {
            let lane = lane(one.network);
            (self.may_go(one) && self.free(lane) > 0).then_some((one.network, lane))
        })?;
        let neighbours = self.waiting.iter().filter(|(_, one)| one.network == chosen);
        let first = neighbours.filter(|(_, one)| self.may_go(one)).min_by_key(|(rank, _)| rank.1);
        let rank = *first?.0;
        let Waiter { network, alone, call } = self.waiting.remove(&rank)?;
        *self.free_mut(lane) -= 1;
        self.alone.extend(alone.clone());
        Some(NextTurn { network, lane, alone, call })
    }

    /// Whether nobody does now what she is to do alone.
    fn may_go(&self, one: &Waiter) -> bool {
        one.alone.as_ref().is_none_or(|name| !self.alone.contains(name))
    }

    fn free(&self, lane: Lane) -> usize {
        match lane {
            Lane::Quick => self.quick,
            Lane::Slow => self.slow,
        }
    }

    fn free_mut(&mut self, lane: Lane) -> &mut usize {
        match lane {
            Lane::Quick => &mut self.quick,
            Lane::Slow => &mut self.slow,
        }
    }
}

impl NextTurn {
    /// Calls whose turn it is. Who is gone has it only for this moment.
    pub(super) fn begin(self, throttle: &Throttle) {
        let turn = Turn { throttle: throttle.clone(), lane: self.lane, alone: self.alone };
        drop(self.call.send(turn));
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut turns = locked(&self.throttle.turns);
        *turns.free_mut(self.lane) += 1;
        if let Some(name) = &self.alone {
            turns.alone.remove(name);
        }
        drop(turns);
        self.throttle.grant(None);
    }
}

/// Takes a place for a network that has made so many attempts `before`. Where all places are taken, the
/// last one goes.
pub(super) fn wait(
    throttle: &Throttle,
    network: Network,
    before: i64,
    alone: Option<String>,
) -> QueuePlace<'_> {
    let (call, called) = channel();
    let mut turns = locked(&throttle.turns);
    turns.last += 1;
    let came = i128::try_from(turns.since.elapsed().as_millis()).unwrap_or(i128::MAX);
    let setback = i128::from(before) * SETBACK.as_millis() as i128;
    let rank = (came.saturating_sub(setback), turns.last);
    turns.waiting.insert(rank, Waiter { network, alone, call });
    if turns.waiting.len() > PLACES {
        turns.waiting.pop_first();
    }
    QueuePlace { throttle, rank, called }
}

impl QueuePlace<'_> {
    /// Waits for the turn.
    pub(super) async fn turn(&mut self) -> Result<Turn, RecvError> {
        (&mut self.called).await
    }
}

impl Drop for QueuePlace<'_> {
    fn drop(&mut self) {
        let waited = locked(&self.throttle.turns).waiting.remove(&self.rank);
        if let Some(Waiter { network, .. }) = waited {
            self.throttle.attempts.charge(network, &EVERYWHERE, VAIN, Instant::now());
        }
    }
}
