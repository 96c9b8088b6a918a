//! Retention: deletes what is kept no longer. Drafts nobody goes on with, codes and spent ids of surveys
//! that are over, staff sessions that ended, jobs that ended, archives that nobody fetched. Before that,
//! attempts to sign in that failed go into the audit trail, and its end into the log.

use jiff::SignedDuration;
use serde_json::Value;

use super::running::{Halt, RunningJob};
use crate::app::App;
use crate::app::actor::Actor;
use crate::app::office::clock::ClockTrust;
use crate::clock::Clock;
use crate::error::Error;
use crate::storage::office::jobs::delete_ended_before;

/// How long a job is listed after it ended.
const ENDED_JOBS_KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

type RetentionStep = fn(&App) -> Result<(), Error>;

/// What is deleted, one after the other. What residents cannot give once more goes by a clock that is
/// believed only.
const STEPS: [RetentionStep; 8] = [
    |app| {
        let Some(clock) = believed(app)? else { return Ok(()) };
        let drafts = app.respondents().delete_abandoned(&clock)?;
        if drafts > 0 {
            tracing::info!(drafts, "deleted abandoned drafts");
        }
        Ok(())
    },
    |app| app.accounts().tell_refusals(&Actor::System),
    |app| app.office().log_trail(&Actor::System),
    |app| app.accounts().forget_ended(&Actor::System).map(drop),
    |app| {
        let bound = app.clock.now().saturating_sub(ENDED_JOBS_KEPT).unwrap_or_default().into();
        app.stores
            .office
            .write_now(move |conn| Ok::<_, Error>(delete_ended_before(conn, bound)?))?;
        Ok(())
    },
    |app| app.spool.sweep(app.clock.now()).map(drop),
    |app| app.datasets.sweep(app.clock.now()),
    |app| believed(app)?.map_or(Ok(()), |clock| app.forget_witnesses(&clock)),
];

/// The clock to delete by, if it is believed.
fn believed(app: &App) -> Result<Option<Clock>, Error> {
    let look = app.office().look_at_clock(&Actor::System)?;
    Ok((look.trust == ClockTrust::Steady).then_some(look.reckoned))
}

/// One step that fails keeps back none of the others.
pub(super) fn run(app: &App, work: &RunningJob<'_>) -> Result<Option<Value>, Halt> {
    let mut outcome = Ok(None);
    for step in STEPS {
        work.go_on()?;
        if let Err(error) = step(app) {
            tracing::error!(?error, "something is kept longer than it should be");
            outcome = Err(error.into());
        }
    }
    outcome
}
