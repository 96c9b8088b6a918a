//! What runs in the background for staff: the list, and one job.

use askama::Template;

use super::StaffFrame;
use crate::domain::JobState;
use crate::i18n::Locale;

/// The jobs of an organisation.
#[derive(Debug, Template)]
#[template(path = "staff/jobs.html")]
pub struct JobsPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// The server's clock leapt, so that nothing is deleted for some days.
    pub has_leapt: bool,
    /// The jobs, the newest first.
    pub jobs: Vec<JobLine>,
}

/// One job: how far it is, and what can be done about it.
#[derive(Debug, Template)]
#[template(path = "staff/job.html")]
pub struct JobPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// The job.
    pub job: JobLine,
    /// Whether she may stop it and fetch what it prepared.
    pub may_act: bool,
    /// Where what it prepared is fetched, as long as it is kept.
    pub file: Option<String>,
    /// Somebody wants it to stop.
    pub is_stopping: bool,
    /// The page comes again by itself.
    pub is_watched: bool,
    /// Where the list is.
    pub list: &'a str,
}

/// What is told of a job.
#[derive(Debug)]
pub struct JobLine {
    /// The survey whose data it prepares.
    pub survey: String,
    /// How they are written: the format's key.
    pub format: String,
    /// How far it is.
    pub state: JobState,
    /// It failed because the data do not fit into what was wanted.
    pub is_unfit: bool,
    /// What is being done: a key of the texts, or empty.
    pub phase: String,
    /// How much of it is done,
    pub done: usize,
    /// of so much; 0 when nobody knows.
    pub total: usize,
    /// Its page.
    pub href: String,
}

impl JobLine {
    /// Whether nothing more will happen.
    pub fn has_ended(&self) -> bool {
        !matches!(self.state, JobState::Waiting | JobState::Running)
    }

    fn title(&self, t: &Locale) -> String {
        let how = t.text(&format!("export-{}", self.format));
        let values = [("survey", self.survey.as_str().into()), ("how", how.into())];
        t.with("job-export", &values)
    }

    fn state(&self, t: &Locale) -> String {
        t.text(match self.state {
            JobState::Waiting => "job-waiting",
            JobState::Running => "job-running",
            JobState::Done => "job-done",
            JobState::Failed => "job-failed",
            JobState::Cancelled => "job-cancelled",
        })
        .into_owned()
    }

    /// How far it is, in words; nothing before it says so.
    fn progress(&self, t: &Locale) -> Option<String> {
        if self.phase.is_empty() || self.has_ended() {
            return None;
        }
        let values = [("done", t.count(self.done).into()), ("total", t.count(self.total).into())];
        Some(t.with(&self.phase, &values))
    }
}
