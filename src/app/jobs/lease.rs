//! A lease: the right to work on a job, for half a minute at a time. It is renewed while the work goes
//! on; when its holder dies it ends by itself, and somebody else takes the job over.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use jiff::SignedDuration;

use crate::clock::Clock;
use crate::error::Error;
use crate::ids::JobId;
use crate::storage::office::jobs::{
    Holding, JobProgress, JobRow, Moment, Release, find_job, keep_job, make_due, release_job,
    take_job,
};
use crate::storage::{self, Db};

/// How long a lease holds when nobody renews it.
pub const LEASE: SignedDuration = SignedDuration::from_secs(30);
/// How often it is renewed: three times may fail.
const BEAT: Duration = Duration::from_secs(8);

/// The right to work on a job.
#[derive(Debug, Clone)]
pub struct Lease {
    office: Db,
    clock: Clock,
    holding: Holding,
}

/// What a job is told while it runs.
#[derive(Debug, Default)]
pub struct Signals {
    /// Somebody else has the job now.
    pub(super) lost: AtomicBool,
    /// Somebody wants it to stop.
    pub(super) cancelled: AtomicBool,
}

/// When a job is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    /// Only when it is due.
    Due,
    /// At once, since somebody asks for it.
    Now,
}

impl Lease {
    /// Takes a job. `longest` is the longest wait of its kind. None when it is not due, or somebody
    /// else works on it.
    pub fn take(
        office: &Db,
        clock: &Clock,
        id: &JobId,
        longest: SignedDuration,
        when: Take,
    ) -> Result<Option<(Self, JobRow)>, Error> {
        let holding = Holding { id: id.clone(), holder: holder() };
        let lease = Self { office: office.clone(), clock: clock.clone(), holding };
        let (holding, moment, until) = (lease.holding.clone(), moment(clock, longest), lease.end());
        let job = office.write_now(move |conn| {
            if when == Take::Now {
                make_due(conn, &holding.id, moment.now)?;
            }
            Ok::<_, Error>(take_job(conn, &holding, moment, until)?)
        })?;
        Ok(job.map(|job| (lease, job)))
    }

    fn end(&self) -> storage::Instant {
        after(&self.clock, LEASE)
    }

    /// Renews it and says how far the job is. True when somebody wants it to stop; none when it was
    /// lost.
    pub(super) fn renew(&self, progress: Option<JobProgress>) -> Result<Option<bool>, Error> {
        let (holding, until) = (self.holding.clone(), self.end());
        self.office.write_now(move |conn| {
            Ok::<_, Error>(keep_job(conn, &holding, until, progress.as_ref())?)
        })
    }

    /// Lets it go. False when it was lost: then somebody else decides.
    pub fn release(self, release: Release) -> Result<bool, Error> {
        let holding = self.holding;
        self.office.write_now(move |conn| Ok::<_, Error>(release_job(conn, &holding, &release)?))
    }

    /// Renews it in the background while `body` works. Who cannot renew it in time takes it for lost.
    pub fn kept<T>(&self, body: impl FnOnce(&Signals) -> T) -> T {
        let signals = Signals::default();
        let (end, ended) = channel::<()>();
        std::thread::scope(|scope| {
            let signals = &signals;
            scope.spawn(move || self.beat(signals, &ended));
            // Dropped also when the body panics, so that renewing ends.
            let _end = end;
            body(signals)
        })
    }

    fn beat(&self, signals: &Signals, ended: &Receiver<()>) {
        let mut renewed = Instant::now();
        while ended.recv_timeout(BEAT) == Err(RecvTimeoutError::Timeout) {
            match self.renew(None) {
                Ok(Some(cancel)) => {
                    renewed = Instant::now();
                    signals.cancelled.fetch_or(cancel, Ordering::Relaxed);
                }
                Ok(None) => signals.lost.store(true, Ordering::Relaxed),
                Err(error) => {
                    tracing::warn!(job = %self.holding.id, ?error, "a lease was not renewed");
                    let over = renewed.elapsed() >= LEASE.unsigned_abs();
                    signals.lost.fetch_or(over, Ordering::Relaxed);
                }
            }
        }
    }
}

/// Who works on a job, as people read it; none when nobody does.
pub fn find_holder(office: &Db, id: &JobId) -> Result<Option<String>, Error> {
    let wanted = id.clone();
    let job = office.read_now(move |conn| Ok::<_, Error>(find_job(conn, &wanted)?))?;
    let holder = job.and_then(|job| job.holder);
    Ok(holder.map(|name| name.split(" · ").next().unwrap_or_default().to_owned()))
}

/// A name for this process and this one time.
fn holder() -> String {
    let files = ["/proc/sys/kernel/hostname", "/etc/hostname"];
    let host = files.iter().find_map(|file| std::fs::read_to_string(file).ok());
    let host = host.as_deref().map(str::trim).filter(|host| !host.is_empty());
    let host = host.unwrap_or("a machine without a name");
    let once = uuid::Uuid::new_v4().simple();
    format!("{host}, process {} · {once}", std::process::id())
}

/// Now, and the latest start or end of a lease that anybody can have meant.
pub(super) fn moment(clock: &Clock, longest: SignedDuration) -> Moment {
    let bound = longest.max(LEASE).saturating_mul(2);
    Moment { now: clock.now().into(), latest: after(clock, bound) }
}

/// So long from now.
pub(super) fn after(clock: &Clock, span: SignedDuration) -> storage::Instant {
    clock.now().saturating_add(span).unwrap_or(jiff::Timestamp::MAX).into()
}
