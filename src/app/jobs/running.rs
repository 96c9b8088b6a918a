//! What a job sees while it runs: what it is to do, whether it may go on, and where it says how far it
//! is.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;

use super::lease::{Lease, Signals};
use crate::error::Error;
use crate::ids::JobId;
use crate::storage::office::jobs::{JobProgress, JobRow};

/// How often a job writes how far it is.
const TOLD_EVERY: Duration = Duration::from_secs(1);

/// Why a job ended before it was done.
#[derive(Debug)]
pub enum Halt {
    /// Somebody did not want it any more.
    Cancelled,
    /// Somebody else has it now.
    Lost,
    /// The process is told to stop; the job goes on later.
    Stopping,
    /// Something was in its way.
    Failed(Error),
}

impl From<anyhow::Error> for Halt {
    fn from(cause: anyhow::Error) -> Self {
        Self::Failed(cause.into())
    }
}

impl From<Error> for Halt {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// A job under way.
#[derive(Debug)]
pub struct RunningJob<'a> {
    lease: &'a Lease,
    signals: &'a Signals,
    stop: &'a AtomicBool,
    job: &'a JobRow,
    told: Cell<Option<Instant>>,
}

impl<'a> RunningJob<'a> {
    pub(super) fn new(
        lease: &'a Lease,
        signals: &'a Signals,
        stop: &'a AtomicBool,
        job: &'a JobRow,
    ) -> Self {
        Self { lease, signals, stop, job, told: Cell::new(None) }
    }

    /// The job's id.
    pub fn id(&self) -> &JobId {
        &self.job.id
    }

    /// What is to be done.
    pub fn arguments<T: DeserializeOwned>(&self) -> Result<T, Error> {
        serde_json::from_str(&self.job.arguments)
            .map_err(|error| Error::unreadable("a job's arguments", &error))
    }

    /// Whether the job may go on: to be asked between two steps.
    pub fn go_on(&self) -> Result<(), Halt> {
        if self.signals.lost.load(Ordering::Relaxed) {
            return Err(Halt::Lost);
        }
        if self.signals.cancelled.load(Ordering::Relaxed) {
            return Err(Halt::Cancelled);
        }
        match self.stop.load(Ordering::Relaxed) {
            true => Err(Halt::Stopping),
            false => Ok(()),
        }
    }

    /// Says how far the job is, and whether it may go on. Only for what staff started: what runs by
    /// itself leaves no trace of how much there was to do.
    pub fn tell(&self, progress: JobProgress) -> Result<(), Halt> {
        let is_early = self.told.get().is_some_and(|told| told.elapsed() < TOLD_EVERY);
        if !is_early {
            match self.lease.renew(Some(progress))? {
                None => self.signals.lost.store(true, Ordering::Relaxed),
                Some(cancel) => {
                    self.signals.cancelled.fetch_or(cancel, Ordering::Relaxed);
                }
            }
            self.told.set(Some(Instant::now()));
        }
        self.go_on()
    }
}
