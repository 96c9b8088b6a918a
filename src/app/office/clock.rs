//! The server's clock, watched: whoever deletes by it looks at it first. After a leap nothing of residents
//! is deleted until it has gone on evenly for some days, or the operator says that it is right. A machine
//! that was off looks the same as a clock that leapt, and is treated so.

use jiff::{SignedDuration, Timestamp};

use super::Office;
use crate::app::actor::Actor;
use crate::domain::{AuditAction, Permission};
use crate::error::Error;
use crate::storage::office::audit;
use crate::storage::office::clock::{ClockRow, find_clock, save_clock};

/// The longest time between two looks that is none: a day, and an hour for the change of time.
const LEAP: SignedDuration = SignedDuration::from_hours(25);
/// So long it must go on evenly to be believed.
const STEADY: SignedDuration = SignedDuration::from_hours(3 * 24);

/// Whether the clock is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockTrust {
    /// It has gone on evenly for days.
    Steady,
    /// It has not been watched for long.
    New,
    /// It leapt, or nobody looked at it for a long time.
    Leapt,
}

/// What is known of the clock after a look at it.
fn seen(before: Option<ClockRow>, now: Timestamp) -> ClockRow {
    match before {
        Some(before) if now.duration_since(before.seen_at.timestamp()).abs() <= LEAP => {
            ClockRow { seen_at: now.into(), ..before }
        }
        before => {
            ClockRow { seen_at: now.into(), steady_since: now.into(), has_leapt: before.is_some() }
        }
    }
}

fn trust(row: ClockRow, now: Timestamp) -> ClockTrust {
    match (now.duration_since(row.steady_since.timestamp()) >= STEADY, row.has_leapt) {
        (true, _) => ClockTrust::Steady,
        (false, true) => ClockTrust::Leapt,
        (false, false) => ClockTrust::New,
    }
}

impl Office {
    /// Looks at the clock, notes that, and says whether it is believed.
    pub fn look_at_clock(&self, actor: &Actor) -> Result<ClockTrust, Error> {
        actor.authorize(Permission::Carry)?;
        let now = self.clock.now();
        self.office.write_now(move |conn| {
            let before = find_clock(conn)?;
            let row = seen(before, now);
            if before.is_some_and(|before| before.steady_since != row.steady_since) {
                tracing::error!(
                    "the clock has leapt, or nobody looked at it for more than a day: drafts, codes \
                     and files of residents are not deleted before it has gone on evenly for three \
                     days, or `zugvogel clock --confirm` says that it is right"
                );
            }
            save_clock(conn, row)?;
            Ok(trust(row, now))
        })
    }

    /// Whether the clock was believed when somebody looked last.
    pub async fn clock_trust(&self, actor: &Actor) -> Result<ClockTrust, Error> {
        actor.authorize(Permission::SeeSurveys)?;
        let row = self.office.read(|conn| Ok::<_, Error>(find_clock(conn)?)).await?;
        Ok(row.map_or(ClockTrust::New, |row| trust(row, row.seen_at.timestamp())))
    }

    /// Believes the clock from now on. Goes into the audit trail.
    pub fn confirm_clock(&self, actor: &Actor) -> Result<(), Error> {
        actor.authorize(Permission::RunInstallation)?;
        let now = self.clock.now();
        let action = AuditAction::ConfirmClock;
        let event = actor.event_anywhere(now, action, None, &now.to_string());
        let since = now.saturating_sub(STEADY).unwrap_or_default();
        let row = ClockRow { seen_at: now.into(), steady_since: since.into(), has_leapt: false };
        self.office.write_now(move |conn| {
            save_clock(conn, row)?;
            audit::append(conn, event.clone())?;
            Ok(())
        })
    }
}
