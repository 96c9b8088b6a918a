//! All kinds of jobs: one line each.

use jiff::SignedDuration;
use serde_json::Value;

use super::running::{Halt, RunningJob};
use super::{export, retention};
use crate::app::App;
use crate::app::actor::Actor;
use crate::domain::JobKind;
use crate::error::Error;

/// What a job does; what it gives is kept as its result. It may be killed at any moment and begun
/// again.
pub type JobFunction = fn(&App, &RunningJob<'_>) -> Result<Option<Value>, Halt>;

/// When a kind of job runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// Again and again, for the whole installation. What fails is tried the next time.
    Every(SignedDuration),
    /// Once, when somebody of an organisation started it. What fails is begun so many times at most.
    Once {
        /// How often it is begun.
        attempts: i32,
    },
}

/// A kind of job.
#[derive(Debug)]
pub struct JobSpec {
    /// Its word.
    pub kind: JobKind,
    /// When it runs.
    pub pace: Pace,
    /// What it does.
    pub run: JobFunction,
}

const MINUTE: Pace = Pace::Every(SignedDuration::from_mins(1));
const THRICE: Pace = Pace::Once { attempts: 3 };
const DAY: Pace = Pace::Every(SignedDuration::from_hours(24));
const HOUR: Pace = Pace::Every(SignedDuration::from_hours(1));

/// The table.
pub const JOBS: &[JobSpec] = &[
    JobSpec { kind: JobKind::Mix, pace: MINUTE, run: run_mix },
    JobSpec { kind: JobKind::Field, pace: MINUTE, run: run_field },
    JobSpec { kind: JobKind::Pool, pace: DAY, run: run_pool },
    JobSpec { kind: JobKind::Retention, pace: HOUR, run: retention::run },
    JobSpec { kind: JobKind::Export, pace: THRICE, run: export::run },
];

/// Delivery and mix in one job, so that the traces of both are tidied away at once and by one process. Answers
/// are mixed also when the delivery failed.
fn run_mix(app: &App, work: &RunningJob<'_>) -> Result<Option<Value>, Halt> {
    // Each minute, so that a copy of a store that somebody makes is soon known for one.
    app.advance_generations()?;
    app.office().look_at_clock(&Actor::System)?;
    let delivered = app.deliver_all(&Actor::System, work);
    work.go_on()?;
    app.finish_deletions(&Actor::System, &|| work.go_on())?;
    app.mix_all(&Actor::System, work)?;
    app.stores.collect.forget_versions().map_err(Error::from)?;
    delivered.map(|()| None)
}

/// What residents meet becomes what the office decided: days, versions, looks.
fn run_field(app: &App, work: &RunningJob<'_>) -> Result<Option<Value>, Halt> {
    let followed = app.follow_all(&Actor::System, work);
    app.mend_looks(&Actor::System)?;
    followed.map(|()| None)
}

/// Only decides what leaves, which takes a moment: begun again after it was killed, it would let more
/// go. The mix does the rest. What takes longer, and may be done twice, comes first.
fn run_pool(app: &App, work: &RunningJob<'_>) -> Result<Option<Value>, Halt> {
    app.count_all_quotas(&Actor::System, work)?;
    app.let_go_all(&Actor::System, work)?;
    Ok(None)
}

/// The longest pause between two tries of a job.
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_mins(10);

impl JobSpec {
    /// The kind's line in the table.
    pub fn find(kind: JobKind) -> Option<&'static Self> {
        JOBS.iter().find(|spec| spec.kind == kind)
    }

    /// Whether it runs again and again.
    pub fn is_recurring(&self) -> bool {
        matches!(self.pace, Pace::Every(_))
    }

    /// The longest time that a job of this kind ever waits.
    pub fn longest_wait(&self) -> SignedDuration {
        match self.pace {
            Pace::Every(span) => span,
            Pace::Once { .. } => LONGEST_PAUSE,
        }
    }
}

/// How long a job waits that was begun so often without success: 10 s, 20 s, 40 s …
pub(super) fn pause(attempts: i32) -> SignedDuration {
    let doublings = u32::try_from(attempts.saturating_sub(1)).unwrap_or_default().min(10);
    SignedDuration::from_secs(10 << doublings).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_line() {
        for kind in JobKind::ALL {
            assert!(JobSpec::find(*kind).is_some(), "{}: no line in JOBS", kind.as_str());
        }
        assert_eq!(JOBS.len(), JobKind::ALL.len());
    }

    #[test]
    fn pauses_double_up_to_a_bound() {
        let pauses: Vec<i64> = [1, 2, 3, 6, 7, 100].map(|n| pause(n).as_secs()).into();
        assert_eq!(pauses, [10, 20, 40, 320, 600, 600]);
    }
}
