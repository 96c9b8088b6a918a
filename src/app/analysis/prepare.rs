//! Exports that are prepared in the background: started, looked for, fetched. What is prepared waits in
//! the [spool](crate::app::spool) for a day.

use std::fs::File;

use super::Analysis;
use super::export::ExportRequest;
use crate::app::actor::Actor;
use crate::app::office::jobs::ExportOrder;
use crate::domain::{AuditAction, JobKind, JobState, Permission};
use crate::error::Error;
use crate::export::{Format, find_format};
use crate::ids::JobId;
use crate::storage::office::audit;
use crate::storage::office::jobs::{self, JobRow};

/// An export that was prepared.
#[derive(Debug)]
pub struct Prepared {
    /// What was wanted.
    pub wanted: ExportOrder,
    /// The archive.
    pub file: File,
    /// Its length in bytes.
    pub length: u64,
}

/// So many may be under way in one organisation; on PostgreSQL a few more when several are started
/// in the same moment.
const MOST_UNFINISHED: i64 = 5;

impl Analysis {
    /// Has an export prepared in the background; one that is under way already is not begun again.
    /// [`Error::Busy`] when too many are.
    pub async fn prepare(
        &self,
        actor: &Actor,
        slug: &str,
        format: &dyn Format,
    ) -> Result<JobId, Error> {
        actor.authorize(Permission::ReadAnswers)?;
        let survey = self.surveys.load(actor, slug).await?.survey;
        let wanted = ExportOrder { survey: survey.slug, format: format.key().to_owned() };
        let arguments = serde_json::to_string(&wanted).map_err(anyhow::Error::new)?;
        let now = self.surveys.clock.now().into();
        let job = JobRow {
            organisation_id: Some(survey.organisation_id.clone()),
            ..JobRow::waiting(JobId::random(), JobKind::Export, arguments, now)
        };
        let start = move |conn: &mut _| {
            if let Some(same) = jobs::find_same(conn, &job)? {
                return Ok(same);
            }
            if jobs::count_unfinished(conn, &survey.organisation_id)? >= MOST_UNFINISHED {
                return Err(Error::Busy);
            }
            jobs::insert_job(conn, &job)?;
            Ok(job.id.clone())
        };
        self.surveys.office.write(start).await
    }

    /// What an export job writes, and how many responses it has.
    pub(in crate::app) fn wanted_export(
        &self,
        actor: &Actor,
        wanted: &ExportOrder,
    ) -> Result<(ExportRequest, i64), Error> {
        actor.authorize(Permission::ReadAnswers)?;
        let format = find_format(&wanted.format).ok_or(Error::NotFound)?;
        let overview = self.surveys.load_now(actor, &wanted.survey)?;
        let responses = self.count_of(&overview.survey.id)?;
        Ok((self.wanted(overview, format), responses))
    }

    /// Fetches an export that was prepared; that somebody did goes into the audit trail.
    /// [`Error::NotFound`] when it is not there, not yet, or no longer.
    pub async fn prepared(&self, actor: &Actor, id: &str) -> Result<Prepared, Error> {
        actor.authorize(Permission::ReadAnswers)?;
        let owner = actor.account().ok_or(Error::NotFound)?.organisation.clone();
        let (wanted_id, of) = (JobId(id.to_owned()), owner.clone());
        let find = move |conn: &mut _| Ok::<_, Error>(jobs::find_job_of(conn, &of, &wanted_id)?);
        let job = self.surveys.office.read(find).await?.ok_or(Error::NotFound)?;
        if (job.kind, job.state) != (JobKind::Export, JobState::Done) {
            return Err(Error::NotFound);
        }
        let wanted = ExportOrder::of(&job)?;
        let (file, length) = self.spool.open(&job.id)?;
        let now = self.surveys.clock.now();
        let slug = wanted.survey.as_str();
        let event = actor.event(now, AuditAction::ExportSurvey, &owner, slug);
        audit::tell(&self.surveys.office, event).await?;
        Ok(Prepared { wanted, file, length })
    }
}
