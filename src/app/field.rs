//! When a survey takes answers, and what may be done about that: it is opened, paused, extended, closed, put aside,
//! and deleted.
//! Pure; [`super::office::field`] does it. Start reading at [`FieldTimes::after`].

use jiff::ToSpan;
use jiff::civil::Date;

use crate::clock::Clock;
use crate::domain::{DAYS_AFTER_END, FieldState};
use crate::engine::Remark;
use crate::engine::problem::remark;

/// When a survey takes answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FieldTimes {
    /// The first day; from the start on when absent.
    pub opens: Option<Date>,
    /// The last day; until further notice when absent.
    pub closes: Option<Date>,
    /// Not for now.
    pub is_paused: bool,
    /// It was ended on its last day, before that was over.
    pub is_closed: bool,
    /// The last day that was planned before it was ended.
    pub planned: Option<Date>,
    /// It is over and was put aside: lists leave it out.
    pub is_archived: bool,
}

/// Whether a survey can be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SurveyState {
    /// Not before this day.
    Early(Date),
    /// Today.
    Open,
    /// Not for now; it goes on.
    Paused,
    /// No longer; but who has begun may finish.
    Ending {
        /// The last day.
        last: Date,
        /// The last one for who has begun.
        until: Date,
    },
    /// No longer.
    Closed {
        /// The last day.
        last: Date,
        /// The last one for who had begun.
        until: Date,
    },
}

/// What somebody decides about a survey in the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldAct {
    /// It takes answers from now on.
    Open,
    /// It takes none for now.
    Pause,
    /// It takes no more from now on; who has begun may still finish.
    Close,
    /// This is its last day.
    Extend(Date),
    /// It is over: lists leave it out.
    Archive,
    /// Lists have it again.
    Unarchive,
}

/// Why that cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldRefusal {
    /// Nothing would change.
    Already(FieldState),
    /// It has not begun.
    NotBegun(Date),
    /// It is over.
    Over(Date),
    /// What residents could go on with is deleted.
    Gone(Date),
    /// It is not over.
    NotOver,
    /// It is where it was to be put.
    Placed,
    /// Until this day it can be opened again, so nothing of it is deleted before.
    TooEarly(Date),
    /// Nobody knows whether it is over for long enough: the clock has leapt.
    ClockLeapt,
    /// That day has passed.
    Passed(Date),
    /// That day is before the first.
    Backwards {
        /// The first day.
        first: Date,
        /// The day that was to be the last.
        last: Date,
    },
}

impl FieldRefusal {
    /// What is said of it, with what can be done instead.
    pub fn remark(self) -> Remark {
        match self {
            Self::Already(state) => remark!("field-already", state = state.as_str()),
            Self::NotBegun(first) => remark!("field-not-begun", first = first.to_string()),
            Self::Over(last) => remark!("field-over", last = last.to_string()),
            Self::Gone(last) => {
                remark!("field-gone", last = last.to_string(), days = DAYS_AFTER_END)
            }
            Self::NotOver => remark!("field-not-over"),
            Self::Placed => remark!("field-placed"),
            Self::TooEarly(until) => remark!("field-too-early", until = until.to_string()),
            Self::ClockLeapt => remark!("field-clock-leapt"),
            Self::Passed(day) => remark!("field-passed", day = day.to_string()),
            Self::Backwards { first, last } => {
                remark!("field-backwards", first = first.to_string(), last = last.to_string())
            }
        }
    }
}

impl FieldTimes {
    /// The first and the last day as the stores keep them, as `YYYY-MM-DD`; neither paused nor ended.
    pub fn read(opens: Option<&str>, closes: Option<&str>) -> Self {
        let day = |text: Option<&str>| text.and_then(|text| text.parse().ok());
        Self { opens: day(opens), closes: day(closes), ..Self::default() }
    }

    /// The state of a survey, where who has begun has so many more days after the last.
    pub fn state(self, clock: &Clock, grace_days: u8) -> SurveyState {
        let today = clock.today();
        match (self.opens, self.closes) {
            (Some(first), _) if today < first => SurveyState::Early(first),
            (_, Some(last)) if today > last || self.is_closed => {
                let until = last.saturating_add(i64::from(grace_days).days());
                match today <= until {
                    true if self.is_paused => SurveyState::Paused,
                    true => SurveyState::Ending { last, until },
                    false => SurveyState::Closed { last, until },
                }
            }
            _ if self.is_paused => SurveyState::Paused,
            _ => SurveyState::Open,
        }
    }

    /// The state in a word, as staff see it: over after the last day.
    pub fn word(self, clock: &Clock) -> FieldState {
        match self.state(clock, 0) {
            SurveyState::Early(_) => FieldState::Planned,
            SurveyState::Open => FieldState::Open,
            SurveyState::Paused => FieldState::Paused,
            SurveyState::Ending { .. } | SurveyState::Closed { .. } => FieldState::Closed,
        }
    }

    /// The times after an act.
    pub fn after(self, act: FieldAct, clock: &Clock) -> Result<Self, FieldRefusal> {
        let today = clock.today();
        match (act, self.state(clock, 0)) {
            (FieldAct::Open, SurveyState::Open) => Err(FieldRefusal::Already(FieldState::Open)),
            (FieldAct::Open, SurveyState::Early(_)) => {
                Ok(Self { opens: Some(today), is_paused: false, ..self })
            }
            (FieldAct::Open, SurveyState::Paused) => Ok(Self { is_paused: false, ..self }),
            (
                FieldAct::Open,
                SurveyState::Ending { last, .. } | SurveyState::Closed { last, .. },
            ) => {
                still_there(last, today)?;
                let closes = self.planned.filter(|planned| *planned >= today);
                let times = Self { closes, planned: None, is_archived: false, ..self };
                Ok(Self { is_paused: false, is_closed: false, ..times })
            }
            (FieldAct::Pause, SurveyState::Open) => Ok(Self { is_paused: true, ..self }),
            (FieldAct::Pause, SurveyState::Paused) => {
                Err(FieldRefusal::Already(FieldState::Paused))
            }
            (FieldAct::Pause | FieldAct::Close, SurveyState::Early(first)) => {
                Err(FieldRefusal::NotBegun(first))
            }
            (
                FieldAct::Pause,
                SurveyState::Ending { last, .. } | SurveyState::Closed { last, .. },
            ) => Err(FieldRefusal::Over(last)),
            (FieldAct::Close, SurveyState::Open | SurveyState::Paused) => Ok(Self {
                closes: Some(today),
                is_paused: false,
                is_closed: true,
                planned: self.closes,
                ..self
            }),
            (FieldAct::Close, SurveyState::Ending { .. } | SurveyState::Closed { .. }) => {
                Err(FieldRefusal::Already(FieldState::Closed))
            }
            (FieldAct::Extend(last), _) if last < today => Err(FieldRefusal::Passed(last)),
            (FieldAct::Extend(last), SurveyState::Early(first)) if last < first => {
                Err(FieldRefusal::Backwards { first, last })
            }
            (FieldAct::Extend(last), state) => {
                if let SurveyState::Ending { last, .. } | SurveyState::Closed { last, .. } = state {
                    still_there(last, today)?;
                }
                let times = Self { closes: Some(last), planned: None, ..self };
                Ok(Self { is_closed: false, is_archived: false, ..times })
            }
            (
                FieldAct::Archive | FieldAct::Unarchive,
                SurveyState::Ending { .. } | SurveyState::Closed { .. },
            ) => {
                let is_archived = act == FieldAct::Archive;
                match self.is_archived == is_archived {
                    true => Err(FieldRefusal::Placed),
                    false => Ok(Self { is_archived, ..self }),
                }
            }
            (FieldAct::Archive | FieldAct::Unarchive, _) => Err(FieldRefusal::NotOver),
        }
    }
}

impl FieldTimes {
    /// Whether a survey may be deleted: nobody has come yet, or it is over for so long that it cannot be opened
    /// again, and what was begun is deleted by itself.
    pub fn may_be_deleted(self, clock: &Clock) -> Result<(), FieldRefusal> {
        match self.state(clock, 0) {
            SurveyState::Early(_) => Ok(()),
            SurveyState::Open | SurveyState::Paused => Err(FieldRefusal::NotOver),
            SurveyState::Ending { last, .. } | SurveyState::Closed { last, .. } => {
                let until = last.saturating_add(DAYS_AFTER_END.days());
                match until < clock.today() {
                    true => Ok(()),
                    false => Err(FieldRefusal::TooEarly(until)),
                }
            }
        }
    }
}

/// Whether what residents go on with is kept still.
fn still_there(last: Date, today: Date) -> Result<(), FieldRefusal> {
    match last.saturating_add(DAYS_AFTER_END.days()) >= today {
        true => Ok(()),
        false => Err(FieldRefusal::Gone(last)),
    }
}
