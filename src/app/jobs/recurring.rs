//! Jobs that run again and again: one of each kind in the installation, whose row says that somebody
//! looks after it and nothing more. Whoever does such work by hand takes the same lease.

use std::time::{Duration, Instant};

use anyhow::anyhow;
use jiff::SignedDuration;

use super::lease::{LEASE, Lease, Take, after, find_holder};
use super::registry::{JobSpec, Pace};
use crate::app::App;
use crate::domain::JobKind;
use crate::error::Error;
use crate::ids::JobId;
use crate::storage::office::jobs::{JobRow, Release, insert_job};

/// How often somebody who waits for a lease asks again.
const ASK_EVERY: Duration = Duration::from_millis(250);

/// Puts a job that runs again and again on the list, if it is such a one and not there yet.
pub(super) fn put_on_list(app: &App, spec: &JobSpec) -> Result<(), Error> {
    let Pace::Every(span) = spec.pace else { return Ok(()) };
    let first = after(&app.clock, span);
    let job = JobRow::waiting(id(spec.kind), spec.kind, "null".to_owned(), first);
    app.stores.office.write_now(move |conn| Ok::<_, Error>(insert_job(conn, &job)?))?;
    Ok(())
}

/// It waits for its next time, counted from when it was begun: so its row does not tell whether there
/// was much to do.
pub(super) fn next(job: &JobRow, span: SignedDuration) -> Release {
    let begun = job.updated_at.timestamp();
    Release::waiting(begun.saturating_add(span).unwrap_or(begun).into(), 0)
}

/// Does by hand what else runs again and again, with its lease. Waits for somebody else's as long as
/// that may outlive its holder, and tells `waiting` once whose it is; then it is
/// [`Error::BadInput`].
pub fn by_hand<T>(
    app: &App,
    kind: JobKind,
    waiting: &mut dyn FnMut(&str),
    body: impl FnOnce() -> Result<T, Error>,
) -> Result<T, Error> {
    let spec = JobSpec::find(kind).ok_or_else(|| anyhow!("no line in JOBS"))?;
    put_on_list(app, spec)?;
    let (office, begun) = (&app.stores.office, Instant::now());
    let mut told = false;
    let (lease, job) = loop {
        let taken = Lease::take(office, &app.clock, &id(kind), spec.longest_wait(), Take::Now)?;
        if let Some(taken) = taken {
            break taken;
        }
        let holder = find_holder(office, &id(kind))?.unwrap_or_default();
        if begun.elapsed() > LEASE.unsigned_abs().saturating_add(ASK_EVERY.saturating_mul(4)) {
            return Err(Error::BadInput(format!(
                "`{}` is under way already ({holder}); try again when that is finished",
                kind.as_str()
            )));
        }
        if !told {
            waiting(&holder);
            told = true;
        }
        std::thread::sleep(ASK_EVERY);
    };
    let done = lease.kept(|_| body());
    // What was done stays done; the lease ends by itself.
    if let Err(error) = lease.release(next(&job, spec.longest_wait())) {
        tracing::warn!(job = kind.as_str(), ?error, "a lease was not let go");
    }
    done
}

/// The id of what runs again and again.
pub(in crate::app) fn id(kind: JobKind) -> JobId {
    JobId(kind.as_str().to_owned())
}
