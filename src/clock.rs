//! The time, passed in and never asked for globally.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use jiff::{Timestamp, Zoned, civil::Date, tz::TimeZone};

/// When somebody asked first how long this process has run.
static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);

/// An instant in the respondents' time zone.
pub fn local(instant: Timestamp) -> Zoned {
    instant.to_zoned(TimeZone::get("Europe/Berlin").unwrap_or(TimeZone::UTC))
}

/// Tells the time: the system's, or a fixed one in tests and simulations.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// Always this instant.
    Fixed(Timestamp),
    /// This instant, in a process that has run for so long: the clock of a machine that somebody sets.
    Set(Timestamp, Duration),
}

impl Clock {
    /// The present instant.
    pub fn now(&self) -> Timestamp {
        match self {
            Clock::System => Timestamp::now(),
            Clock::Fixed(instant) | Clock::Set(instant, _) => *instant,
        }
    }

    /// How long this process has run, whatever its clock was set to meanwhile; none where nobody can tell.
    pub fn ran(&self) -> Option<Duration> {
        match self {
            Clock::System => Some(BEGUN.elapsed()),
            Clock::Fixed(_) => None,
            Clock::Set(_, ran) => Some(*ran),
        }
    }

    /// The present instant in the respondents' time zone (Europe/Berlin, or UTC where the zone is unknown).
    pub fn local(&self) -> Zoned {
        local(self.now())
    }

    /// Today's date in the respondents' time zone.
    pub fn today(&self) -> Date {
        self.local().date()
    }
}
