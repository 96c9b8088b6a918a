//! What runs in the background for an organisation: the list, one job with its progress, stopping it.

use actix_web::HttpRequest;
use actix_web::http::header::{HeaderValue, REFRESH};
use actix_web::web::{Data, Path};

use crate::app::office::Office;
use crate::app::office::clock::ClockTrust;
use crate::app::office::jobs::ExportOrder;
use crate::domain::{JobKind, JobState, Permission};
use crate::error::Error;
use crate::storage::office::jobs::JobRow;
use crate::view::staff::jobs::{JobLine, JobPage, JobsPage};
use crate::web::error_page::has_word;
use crate::web::staff::desk::{Desk, StaffReply, go};
use crate::web::staff::form::StaffForm;
use crate::web::staff::need::{ReadAnswers, SeeSurveys};

/// Where the list is.
pub(in crate::web) const JOBS: &str = "/jobs";

/// The list.
pub(super) async fn list(desk: Desk<SeeSurveys>, office: Data<Office>) -> StaffReply {
    let jobs = office.jobs(&desk.actor).await?;
    // One that another version of the program wrote must not hide the others.
    let shown = |job: &JobRow| match line(job) {
        Ok(line) => Some(line),
        Err(error) => {
            tracing::warn!(job = %job.id, ?error, "a job cannot be shown");
            None
        }
    };
    desk.page(&JobsPage {
        frame: desk.frame(),
        has_leapt: office.clock_trust(&desk.actor).await? == ClockTrust::Leapt,
        jobs: jobs.iter().filter_map(shown).collect(),
    })
}

/// One job. With `?watch=on` the page comes again by itself, because she asked for that.
pub(super) async fn show(
    desk: Desk<SeeSurveys>,
    office: Data<Office>,
    path: Path<String>,
    request: HttpRequest,
) -> StaffReply {
    let job = office.job(&desk.actor, &path).await?;
    let line = line(&job)?;
    let is_watched = has_word(&request, "watch=on") && !line.has_ended();
    let mut answer = desk.page(&JobPage {
        frame: desk.frame(),
        file: office.is_kept(&job).then(|| format!("{}/file", line.href)),
        may_act: desk.may(Permission::ReadAnswers),
        is_stopping: job.cancel_requested,
        is_watched,
        list: JOBS,
        job: line,
    })?;
    if is_watched {
        answer.headers_mut().insert(REFRESH, HeaderValue::from_static("5"));
    }
    Ok(answer)
}

/// Asks a job to stop.
pub(super) async fn cancel(
    form: StaffForm<ReadAnswers>,
    office: Data<Office>,
    path: Path<String>,
) -> StaffReply {
    office.cancel_job(&form.desk.actor, &path).await?;
    Ok(go(&format!("{JOBS}/{path}")))
}

fn line(job: &JobRow) -> Result<JobLine, Error> {
    let plain = |count: i64| usize::try_from(count).unwrap_or_default();
    let wanted = match job.kind {
        JobKind::Export => ExportOrder::of(job)?,
        JobKind::Mix | JobKind::Field | JobKind::Pool | JobKind::Retention => {
            return Err(Error::NotFound);
        }
    };
    Ok(JobLine {
        survey: wanted.survey.0,
        format: wanted.format,
        state: job.state,
        is_unfit: job.state == JobState::Failed && job.result.is_some(),
        phase: job.phase.clone(),
        done: plain(job.done),
        total: plain(job.total),
        href: format!("{JOBS}/{}", job.id),
    })
}
