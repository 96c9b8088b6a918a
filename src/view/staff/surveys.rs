//! The list of surveys: one row each, with what is to be done next.

use std::borrow::Cow;

use askama::Template;
use jiff::civil::Date;

use super::{Counts, FieldPhase, StaffFrame};
use crate::domain::{FieldState, Mode};
use crate::i18n::Locale;

/// The surveys of an organisation.
#[derive(Debug, Template)]
#[template(path = "staff/surveys.html")]
pub struct SurveysPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// Those that are shown, first what needs somebody; waves of one study beside each other.
    pub blocks: Vec<SurveyBlock<'a>>,
    /// Which can be shown.
    pub filters: Vec<Filter>,
    /// Where a survey is created; nothing for who may not.
    pub new: Option<&'a str>,
    /// One was deleted just now.
    pub is_deleted: bool,
    /// Those whose answers were to be deleted by now, whichever are shown.
    pub overdue: Vec<OverdueSurvey<'a>>,
}

/// A survey whose answers were to be deleted by now.
#[derive(Debug)]
pub struct OverdueSurvey<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its name in addresses.
    pub slug: &'a str,
    /// Its staff page.
    pub href: String,
}

/// Surveys beside each other: those of one study, or some of which each is alone in its own.
#[derive(Debug)]
pub struct SurveyBlock<'a> {
    /// The study.
    pub study: Option<StudyHead<'a>>,
    /// The surveys.
    pub surveys: Vec<SurveyRow<'a>>,
}

/// What stands above the waves of a study.
#[derive(Debug)]
pub struct StudyHead<'a> {
    /// The title of its last wave.
    pub title: &'a str,
    /// Its name.
    pub study: &'a str,
    /// How many waves there are, also where not all of them are shown.
    pub waves: usize,
}

/// Some of the surveys.
#[derive(Debug)]
pub struct Filter {
    /// Which.
    pub of: ListPart,
    /// How many there are.
    pub number: usize,
    /// These are shown.
    pub is_current: bool,
}

/// Which surveys are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListPart {
    /// All that were not put aside.
    All,
    /// Those of them in a state.
    In(FieldState),
    /// Those that were put aside.
    Archive,
}

impl ListPart {
    /// Its word in the address and in the texts.
    pub fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::In(state) => state.as_str(),
            Self::Archive => "archive",
        }
    }

    /// Whether a survey is among them.
    pub fn has(self, state: FieldState, is_archived: bool) -> bool {
        match self {
            Self::Archive => is_archived,
            Self::All => !is_archived,
            Self::In(wanted) => !is_archived && state == wanted,
        }
    }
}

/// A survey in the list.
#[derive(Debug)]
pub struct SurveyRow<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its number among the waves of its study; nothing where it is alone in it.
    pub wave: Option<i32>,
    /// Its name in addresses, which tells it from others of that title.
    pub slug: &'a str,
    /// Its staff page.
    pub href: String,
    /// On which days, and with which version.
    pub run: FieldPhase<'a>,
    /// The number of its version.
    pub number: i32,
    /// Whether it takes answers.
    pub state: FieldState,
    /// The present day.
    pub today: Date,
    /// How far answers are from people.
    pub mode: Mode,
    /// People may come without a code, too.
    pub has_open_door: bool,
    /// How many there are.
    pub counts: Counts,
    /// What is to be done next.
    pub step: NextStep,
    /// She may lead its field phase.
    pub may_lead: bool,
}

/// The one sensible step in a state, for a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextStep {
    /// Open it.
    Open,
    /// See to its field phase.
    Field,
    /// Let it go on.
    Resume,
    /// Look at its responses.
    Results,
    /// Look at it.
    Look,
}

impl NextStep {
    /// The step for who may lead the field, or may read answers.
    pub fn of(state: FieldState, may_lead: bool, may_read: bool) -> Self {
        match state {
            FieldState::Planned if may_lead => Self::Open,
            FieldState::Open if may_lead => Self::Field,
            FieldState::Paused if may_lead => Self::Resume,
            FieldState::Open | FieldState::Paused | FieldState::Closed if may_read => Self::Results,
            _ => Self::Look,
        }
    }
}

impl SurveysPage<'_> {
    /// There is no survey at all.
    fn is_empty(&self) -> bool {
        self.filters.iter().all(|filter| filter.number == 0)
    }

    /// What to begin with.
    fn beginning(&self) -> Cow<'_, str> {
        let key = if self.new.is_some() { "surveys-begin" } else { "surveys-begin-others" };
        self.frame.t.text(key)
    }

    fn filtered(&self, filter: &Filter) -> String {
        match filter.of {
            ListPart::All => self.frame.home.to_owned(),
            of => format!("{}?state={}", self.frame.home, of.word()),
        }
    }

    fn filter_name(&self, filter: &Filter) -> Cow<'_, str> {
        self.frame.t.text(&format!("surveys-filter-{}", filter.of.word()))
    }

    fn note(&self) -> Cow<'_, str> {
        self.frame.t.text("surveys-note")
    }
}

impl SurveyBlock<'_> {
    /// The headings of its surveys.
    fn heading(&self) -> &'static str {
        if self.study.is_some() { "h4" } else { "h3" }
    }
}

impl StudyHead<'_> {
    fn words(&self, t: &Locale) -> String {
        t.with("waves-study", &[("study", self.study.into()), ("waves", self.waves.into())])
    }
}

impl SurveyRow<'_> {
    /// What it is called: among waves, by its number.
    fn name(&self, t: &Locale) -> Cow<'_, str> {
        match self.wave {
            Some(number) => t.with("waves-number", &[("number", number.into())]).into(),
            None => self.title.into(),
        }
    }

    /// The same where it stands alone.
    fn full_name(&self, t: &Locale) -> Cow<'_, str> {
        match self.wave {
            Some(_) => format!("{}, {}", self.title, self.name(t)).into(),
            None => self.title.into(),
        }
    }

    /// The state with the one thing about it that is worth knowing.
    fn standing(&self, t: &Locale) -> String {
        let state = t.text(&format!("staff-state-{}", self.state.as_str()));
        match self.detail(t) {
            Some(detail) => format!("{state} · {detail}"),
            None => state.into_owned(),
        }
    }

    fn detail(&self, t: &Locale) -> Option<String> {
        let days = |from: Date, until: Date| i64::from((until - from).get_days());
        match (self.state, self.run.opens, self.run.closes) {
            (FieldState::Planned, Some(opens), _) => {
                Some(t.with("surveys-in-days", &[("days", days(self.today, opens).into())]))
            }
            (FieldState::Open, Some(opens), Some(closes)) => {
                let (day, all) = (days(opens, self.today) + 1, days(opens, closes) + 1);
                Some(t.with("surveys-day-of", &[("day", day.into()), ("days", all.into())]))
            }
            (FieldState::Open, None, Some(closes)) => {
                Some(t.with("surveys-days-left", &[("days", days(self.today, closes).into())]))
            }
            (FieldState::Closed, _, Some(closes)) => Some(t.date(closes)),
            _ => None,
        }
    }

    fn access<'t>(&self, t: &'t Locale) -> Cow<'t, str> {
        t.text(if self.mode == Mode::Open { "surveys-access-open" } else { "surveys-access-code" })
    }

    fn access_note(&self, t: &Locale) -> Option<String> {
        let mode = match self.mode {
            Mode::Open => return None,
            mode => t.text(&format!("surveys-mode-{}", mode.as_str())),
        };
        Some(match self.has_open_door {
            true => format!("{mode}, {}", t.text("surveys-open-door")),
            false => mode.into_owned(),
        })
    }

    fn number(&self, t: &Locale) -> String {
        t.with("surveys-number", &[("number", self.number.into())])
    }

    fn step_words<'t>(&self, t: &'t Locale) -> Cow<'t, str> {
        t.text(match self.step {
            NextStep::Open => "step-open",
            NextStep::Field => "step-field",
            NextStep::Resume => "step-resume",
            NextStep::Results => "step-results",
            NextStep::Look => "step-look",
        })
    }

    fn step_href(&self) -> String {
        match self.step {
            NextStep::Open | NextStep::Field | NextStep::Resume => format!("{}/field", self.href),
            NextStep::Results | NextStep::Look => self.href.clone(),
        }
    }
}
