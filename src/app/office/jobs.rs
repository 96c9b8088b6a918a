//! The jobs of an organisation, as its staff see them.

use serde::{Deserialize, Serialize};

use super::Office;
use crate::app::actor::{Account, Actor};
use crate::app::spool::KEPT;
use crate::domain::{JobKind, JobState, Permission};
use crate::error::Error;
use crate::ids::{JobId, Slug};
use crate::storage::office::jobs::{self, JobRow};

/// The most that are listed; older ones go after a week.
const LISTED: i64 = 100;

/// What an export job is to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportOrder {
    /// The survey.
    pub survey: Slug,
    /// How the files are written: a format's key.
    pub format: String,
}

impl ExportOrder {
    /// What an export job is to do.
    pub fn of(job: &JobRow) -> Result<Self, Error> {
        serde_json::from_str(&job.arguments)
            .map_err(|error| Error::unreadable("a job's arguments", &error))
    }
}

impl Office {
    /// The jobs of the actor's organisation, the newest first.
    pub async fn jobs(&self, actor: &Actor) -> Result<Vec<JobRow>, Error> {
        let owner = member(actor)?.organisation.clone();
        self.office.read(move |conn| Ok(jobs::list_jobs(conn, &owner, LISTED)?)).await
    }

    /// One of them.
    pub async fn job(&self, actor: &Actor, id: &str) -> Result<JobRow, Error> {
        let (owner, id) = (member(actor)?.organisation.clone(), JobId(id.to_owned()));
        let found =
            self.office.read(move |conn| Ok::<_, Error>(jobs::find_job_of(conn, &owner, &id)?));
        found.await?.ok_or(Error::NotFound)
    }

    /// Whether what a job prepared can still be fetched.
    pub fn is_kept(&self, job: &JobRow) -> bool {
        let age = self.clock.now().duration_since(job.updated_at.timestamp());
        job.state == JobState::Done && age < KEPT
    }

    /// Asks one of them to stop. One that has ended stays as it is.
    pub async fn cancel_job(&self, actor: &Actor, id: &str) -> Result<(), Error> {
        let job = self.job(actor, id).await?;
        actor.authorize(permission(job.kind))?;
        let (owner, now) = (member(actor)?.organisation.clone(), self.clock.now().into());
        let cancel = move |conn: &mut _| {
            jobs::cancel_job(conn, &owner, &job.id, now)?;
            Ok::<_, Error>(())
        };
        self.office.write(cancel).await
    }
}

/// Who belongs to an organisation and may see its jobs.
fn member(actor: &Actor) -> Result<&Account, Error> {
    actor.authorize(Permission::SeeSurveys)?;
    actor.account().ok_or(Error::NotFound)
}

/// What it takes to start and to stop a job.
fn permission(kind: JobKind) -> Permission {
    match kind {
        JobKind::Export => Permission::ReadAnswers,
        // Nobody's; they are in no organisation.
        JobKind::Mix | JobKind::Field | JobKind::Pool | JobKind::Retention => Permission::ForceMix,
    }
}
