//! The time, passed in and never asked for globally.

use jiff::{Timestamp, Zoned, civil::Date, tz::TimeZone};

/// Tells the time: the system's, or a fixed one in tests and simulations.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// Always this instant.
    Fixed(Timestamp),
}

impl Clock {
    /// The present instant.
    pub fn now(&self) -> Timestamp {
        match self {
            Clock::System => Timestamp::now(),
            Clock::Fixed(instant) => *instant,
        }
    }

    /// The present instant in the respondents' time zone (Europe/Berlin, or UTC where the zone is unknown).
    pub fn local(&self) -> Zoned {
        self.now().to_zoned(TimeZone::get("Europe/Berlin").unwrap_or(TimeZone::UTC))
    }

    /// Today's date in the respondents' time zone.
    pub fn today(&self) -> Date {
        self.local().date()
    }
}
