//! The surveys of one's organisation, and one of them with its downloads.

use actix_web::http::StatusCode;
use actix_web::web::Path;

use super::super::error_page::ErrorPage;
use super::{Desk, HOME, LOGIN, Reply};
use crate::app::office::surveys::Overview;
use crate::domain::{Door, Offer};
use crate::error::Error;
use crate::export::{FORMATS, Format, MACHINE, files};
use crate::storage::results::responses::{count_by_door, count_responses};
use crate::view::staff::{Counts, Download, Survey, SurveyRow, Surveys};

/// The list.
pub(in crate::web) async fn list(desk: Desk) -> Reply {
    let Some(actor) = &desk.actor else { return Ok(desk.go(LOGIN)) };
    let all = desk.state.staff.surveys(actor).await.map_err(|error| desk.fail(&error))?;
    let mut rows = Vec::with_capacity(all.len());
    for overview in &all {
        rows.push(SurveyRow {
            title: title(&desk, overview),
            href: format!("{HOME}/{}", overview.survey.slug),
            is_open: overview.is_open(&desk.state.staff.clock),
            counts: counts(&desk, overview).await?,
        });
    }
    let csrf = desk.csrf();
    let hidden = [("_csrf", csrf.as_str())];
    desk.page(StatusCode::OK, &Surveys { office: desk.office(&hidden), surveys: rows })
}

/// One survey.
pub(in crate::web) async fn show(desk: Desk, path: Path<String>) -> Reply {
    let Some(actor) = &desk.actor else { return Ok(desk.go(LOGIN)) };
    let overview = desk.state.staff.survey(actor, &path).await;
    let overview = overview.map_err(|error| desk.fail(&error))?;
    let slug = &overview.survey.slug;
    let export = |format: &dyn Format| format!("{HOME}/{slug}/export/{}", format.key());
    let public = format!("/s/{slug}");
    let csrf = desk.csrf();
    let hidden = [("_csrf", csrf.as_str())];
    let page = Survey {
        office: desk.office(&hidden),
        title: title(&desk, &overview),
        public: &public,
        is_open: overview.is_open(&desk.state.staff.clock),
        counts: counts(&desk, &overview).await?,
        downloads: FORMATS
            .iter()
            .map(|format| Download { key: format.key(), href: format!("{}.zip", export(*format)) })
            .collect(),
        files: files(&MACHINE, overview.questionnaire.has_uploads())
            .map(|file| {
                let href = format!("{}/{file}", export(&MACHINE));
                (file, href)
            })
            .collect(),
    };
    desk.page(StatusCode::OK, &page)
}

fn title<'o>(desk: &Desk, overview: &'o Overview) -> &'o str {
    let questionnaire = &overview.questionnaire;
    questionnaire.definition().title.get(desk.t.code(), questionnaire.fallback())
}

async fn counts(desk: &Desk, overview: &Overview) -> Result<Counts, ErrorPage> {
    let survey = overview.survey.id.clone();
    let count = desk.state.results.read(move |conn| {
        let without_code = count_by_door(conn, &survey, Door::Open)?;
        Ok::<_, Error>((count_responses(conn, &survey)?, without_code))
    });
    let (responses, without_code) = count.await.map_err(|error| desk.fail(&error))?;
    let has_two_doors = overview.survey.offers.has(Offer::OpenDoor);
    Ok(Counts {
        without_code: has_two_doors.then(|| usize::try_from(without_code).unwrap_or_default()),
        responses: usize::try_from(responses).unwrap_or_default(),
        batch: usize::try_from(overview.survey.batch).unwrap_or_default(),
    })
}
