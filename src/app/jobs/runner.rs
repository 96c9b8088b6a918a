//! The runner: takes jobs that are due, works on them, and notes what came of it. Two threads, so that
//! the mix never waits for something long that staff started.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::{Context, anyhow};
use serde_json::Value;

use super::lease::{Lease, Take, after, moment};
use super::recurring;
use super::registry::{JOBS, JobSpec, Pace, pause};
use super::running::{Halt, RunningJob};
use crate::app::App;
use crate::domain::JobState;
use crate::error::Error;
use crate::storage::office::jobs::{JobRow, Release, list_free};

/// How often a thread looks for something to do.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// How many jobs of a kind are looked at in one go.
const AT_ONCE: i64 = 10;

/// Runs jobs. Any number of processes may have one.
#[derive(Debug, Clone)]
pub struct Runner {
    app: App,
    stop: Arc<AtomicBool>,
}

/// Threads that run jobs; they stop when this is dropped.
#[derive(Debug)]
pub struct Running {
    stop: Arc<AtomicBool>,
    wakers: Vec<Sender<()>>,
    threads: Vec<JoinHandle<()>>,
}

impl Runner {
    /// A runner for this application.
    pub fn new(app: App) -> Self {
        Self { app, stop: Arc::default() }
    }

    /// Puts on the list what is to run again and again, where it is not there yet.
    pub fn put_on_list(&self) -> Result<(), Error> {
        JOBS.iter().try_for_each(|spec| recurring::put_on_list(&self.app, spec))
    }

    /// Begins to run jobs in threads of their own.
    pub fn start(self) -> Result<Running, Error> {
        self.put_on_list()?;
        let mut running =
            Running { stop: Arc::clone(&self.stop), wakers: Vec::new(), threads: Vec::new() };
        for (name, is_recurring) in [("recurring jobs", true), ("started jobs", false)] {
            let (waker, woken) = channel();
            let runner = self.clone();
            let thread = std::thread::Builder::new()
                .name(name.to_owned())
                .spawn(move || runner.work(is_recurring, &woken))
                .context("starting a thread for jobs")?;
            running.wakers.push(waker);
            running.threads.push(thread);
        }
        Ok(running)
    }

    fn work(&self, is_recurring: bool, woken: &Receiver<()>) {
        loop {
            for spec in JOBS.iter().filter(|spec| spec.is_recurring() == is_recurring) {
                if let Err(error) = self.run_due(spec) {
                    tracing::error!(job = spec.kind.as_str(), ?error, "a job cannot be taken");
                }
            }
            if woken.recv_timeout(LOOK_EVERY) != Err(RecvTimeoutError::Timeout) {
                return;
            }
        }
    }

    /// Runs the jobs of a kind that are due, one after the other, and says how many it worked on.
    pub fn run_due(&self, spec: &JobSpec) -> Result<usize, Error> {
        let (office, clock) = (&self.app.stores.office, &self.app.clock);
        let (kind, moment) = (spec.kind, moment(clock, spec.longest_wait()));
        let free =
            office.read_now(move |conn| Ok::<_, Error>(list_free(conn, kind, moment, AT_ONCE)?))?;
        let mut worked = 0;
        for id in free {
            if self.stop.load(Ordering::Relaxed) {
                break;
            }
            if let Some((lease, job)) =
                Lease::take(office, clock, &id, spec.longest_wait(), Take::Due)?
            {
                self.run(spec, lease, job)?;
                worked += 1;
            }
        }
        Ok(worked)
    }

    fn run(&self, spec: &JobSpec, lease: Lease, job: JobRow) -> Result<(), Error> {
        let begun_too_often = match spec.pace {
            Pace::Every(_) => false,
            Pace::Once { attempts } => job.attempts > attempts,
        };
        let outcome = if job.cancel_requested {
            Err(Halt::Cancelled)
        } else if begun_too_often {
            Err(Halt::Failed(anyhow!("every process that began it ended before it did").into()))
        } else {
            lease.kept(|signals| {
                let work = RunningJob::new(&lease, signals, &self.stop, &job);
                let run = AssertUnwindSafe(|| (spec.run)(&self.app, &work));
                catch_unwind(run).unwrap_or_else(|_| Err(anyhow!("the job panicked").into()))
            })
        };
        let Some(release) = self.release(spec, &job, outcome) else { return Ok(()) };
        if !lease.release(release)? {
            tracing::warn!(job = %job.id, "somebody else took the job meanwhile");
        }
        Ok(())
    }

    /// What becomes of a job; nothing when it is somebody else's by now.
    fn release(
        &self,
        spec: &JobSpec,
        job: &JobRow,
        outcome: Result<Option<Value>, Halt>,
    ) -> Option<Release> {
        let clock = &self.app.clock;
        let ended = |state, result: Option<Value>| Release {
            state,
            not_before: job.not_before,
            attempts: job.attempts,
            result: result.map(|result| result.to_string()),
            ended: Some(clock.now().into()),
        };
        if let Err(Halt::Failed(error)) = &outcome {
            tracing::error!(job = %job.id, kind = spec.kind.as_str(), ?error, "a job failed");
        }
        Some(match (outcome, spec.pace) {
            (Err(Halt::Lost), _) => {
                tracing::warn!(job = %job.id, "lost the lease of a job");
                return None;
            }
            (Err(Halt::Stopping), _) => Release::waiting(clock.now().into(), job.attempts - 1),
            (_, Pace::Every(span)) => recurring::next(job, span),
            (Ok(result), Pace::Once { .. }) => ended(JobState::Done, result),
            (Err(Halt::Cancelled), _) => ended(JobState::Cancelled, None),
            (Err(Halt::Failed(error)), Pace::Once { attempts }) => {
                match is_worth_another_try(&error) && job.attempts < attempts {
                    true => Release::waiting(after(clock, pause(job.attempts)), job.attempts),
                    false => ended(JobState::Failed, why(error)),
                }
            }
        })
    }
}

/// Why a job can never be done, where that is known.
fn why(error: Error) -> Option<Value> {
    match error {
        Error::BadInput(why) => Some(Value::String(why)),
        _ => None,
    }
}

fn is_worth_another_try(error: &Error) -> bool {
    matches!(error, Error::Busy | Error::Internal(_))
}

impl Drop for Running {
    /// Jobs under way stop at their next step, and are let go for others.
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        self.wakers.clear();
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}
