//! The server's clock, watched: whoever deletes by it looks at it first. After a leap nothing of residents
//! is deleted until it has gone on evenly for some days, or the operator says that it is right. A machine
//! that was off looks the same as a clock that leapt, and is treated so. Where nobody looked for less than a
//! day deletion goes on, but reckons that much behind until the clock was watched for some days: a server that
//! is off each night deletes, and many small leaps add up to nothing. A process that looked before knows how
//! long ago that was whatever the clock says, so it sees a leap of a second.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::Office;
use crate::app::actor::Actor;
use crate::clock::Clock;
use crate::domain::{AuditAction, Permission};
use crate::error::Error;
use crate::storage::Conn;
use crate::storage::office::audit;
use crate::storage::office::clock::{ClockRow, find_clock, save_clock};

/// The longest time between two looks that counts as watched. The server looks each minute.
const WATCHED: SignedDuration = SignedDuration::from_mins(10);
/// The longest time between two looks that is no leap: a day, and an hour for the change of time.
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

/// What a look at the clock found.
#[derive(Debug, Clone)]
pub struct ClockLook {
    /// Whether the clock is believed.
    pub trust: ClockTrust,
    /// The clock to delete by: behind the server's by what nobody watched.
    pub reckoned: Clock,
}

/// When this process looked last, by its clock and by how long it had run. Cloning it shares it.
#[derive(Debug, Clone, Default)]
pub struct ClockMemory(Arc<Mutex<Option<(Timestamp, Duration)>>>);

impl ClockMemory {
    fn get(&self) -> Option<(Timestamp, Duration)> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, look: Option<(Timestamp, Duration)>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = look;
    }
}

/// How long ago the last look was that the store knows, if it was this process's.
fn went(
    before: ClockRow,
    own: Option<(Timestamp, Duration)>,
    ran: Option<Duration>,
) -> Option<i64> {
    let (at, ran_then) = own?;
    let is_own = before.seen_at.timestamp().as_millisecond() == at.as_millisecond();
    let went = ran?.checked_sub(ran_then)?;
    is_own.then(|| i64::try_from(went.as_millis()).unwrap_or(i64::MAX))
}

/// What is known of the clock after a look at it, `since` the one before so many milliseconds where that is
/// known.
fn seen(
    before: Option<ClockRow>,
    now: Timestamp,
    since: impl FnOnce(ClockRow) -> Option<i64>,
) -> ClockRow {
    let is_near = |row: &ClockRow| now.duration_since(row.seen_at.timestamp()).abs() <= LEAP;
    let Some(before) = before.filter(is_near) else {
        return begun(now, now, before.is_some());
    };
    let gap = now.duration_since(before.seen_at.timestamp());
    let mut row = ClockRow { seen_at: now.into(), ..before };
    let unseen = match since(before) {
        Some(went) => millis(gap).saturating_sub(went),
        None if gap.abs() > WATCHED => millis(gap),
        None => 0,
    };
    // A step back takes a leap back.
    row.unseen = row.unseen.saturating_add(unseen).max(0);
    let span = now.duration_since(row.counted_since.timestamp());
    if millis(span).saturating_sub(row.unseen) >= millis(STEADY) {
        row.counted_since = now.into();
        // No more is forgotten than was watched meanwhile: leaps without end delete nothing in half its time.
        let left = row.unseen_before.saturating_sub(millis(STEADY)).max(0);
        row.unseen_before = left.saturating_add(std::mem::take(&mut row.unseen));
    }
    row
}

/// What is known of a clock that is watched from now on.
fn begun(now: Timestamp, steady_since: Timestamp, has_leapt: bool) -> ClockRow {
    ClockRow {
        seen_at: now.into(),
        steady_since: steady_since.into(),
        has_leapt,
        counted_since: now.into(),
        unseen: 0,
        unseen_before: 0,
    }
}

/// The time to delete by.
fn reckoned(row: ClockRow) -> Timestamp {
    let behind = row.unseen.saturating_add(row.unseen_before);
    let behind = SignedDuration::from_millis(behind);
    row.seen_at.timestamp().saturating_sub(behind).unwrap_or_default()
}

fn millis(span: SignedDuration) -> i64 {
    i64::try_from(span.as_millis()).unwrap_or(i64::MAX)
}

fn trust(row: ClockRow) -> ClockTrust {
    let steady = reckoned(row).duration_since(row.steady_since.timestamp());
    match (steady >= STEADY, row.has_leapt) {
        (true, _) => ClockTrust::Steady,
        (false, true) => ClockTrust::Leapt,
        (false, false) => ClockTrust::New,
    }
}

impl Office {
    /// Looks at the clock, notes that, and says whether it is believed and what to delete by.
    pub fn look_at_clock(&self, actor: &Actor) -> Result<ClockLook, Error> {
        actor.authorize(Permission::Carry)?;
        let (now, ran) = (self.clock.now(), self.clock.ran());
        let own = self.last_look.get();
        let look = self.office.write_now(move |conn| {
            let before = find_clock(conn)?;
            let row = seen(before, now, |before| went(before, own, ran));
            if before.is_some_and(|before| before.steady_since != row.steady_since) {
                tracing::error!(
                    "the clock has leapt, or nobody looked at it for more than a day: drafts, codes \
                     and files of residents are not deleted before it has gone on evenly for three \
                     days, or `zugvogel clock --confirm` says that it is right"
                );
            }
            save_clock(conn, row)?;
            Ok::<_, Error>(ClockLook { trust: trust(row), reckoned: Clock::Fixed(reckoned(row)) })
        })?;
        self.last_look.note(ran.map(|ran| (now, ran)));
        Ok(look)
    }

    /// Whether the clock was believed when somebody looked last.
    pub async fn clock_trust(&self, actor: &Actor) -> Result<ClockTrust, Error> {
        actor.authorize(Permission::SeeSurveys)?;
        let row = self.office.read(|conn| Ok::<_, Error>(find_clock(conn)?)).await?;
        Ok(row.map_or(ClockTrust::New, trust))
    }

    /// [`clock_trust`](Self::clock_trust) within a transaction.
    pub(super) fn has_leapt(conn: &mut Conn) -> Result<bool, Error> {
        Ok(find_clock(conn)?.is_some_and(|row| trust(row) == ClockTrust::Leapt))
    }

    /// Believes the clock from now on. Goes into the audit trail.
    pub fn confirm_clock(&self, actor: &Actor) -> Result<(), Error> {
        actor.authorize(Permission::RunInstallation)?;
        let now = self.clock.now();
        let action = AuditAction::ConfirmClock;
        let event = actor.event_anywhere(now, action, None, &now.to_string());
        let since = now.saturating_sub(STEADY).unwrap_or_default();
        let row = begun(now, since, false);
        self.office.write_now(move |conn| {
            save_clock(conn, row)?;
            audit::append(conn, event.clone())?;
            Ok(())
        })
    }
}
