//! Downloads: the data of a survey as a stream, all files in one archive or one of them alone.

use actix_web::HttpResponse;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY};
use actix_web::web::{Bytes, Path};
use futures_util::StreamExt;

use super::{Desk, LOGIN, Reply};
use crate::app::analysis::export::{Export, stream};
use crate::error::Error;
use crate::export::{ATTACHMENTS, MANIFEST, find_format};

/// A browser that shows a file instead of saving it shows it alone, and never runs anything in it.
const POLICY: &str = "sandbox; default-src 'none'; frame-ancestors 'none'";

/// All files as one archive.
pub(in crate::web) async fn zip(desk: Desk, path: Path<(String, String)>) -> Reply {
    let (survey, preset) = path.into_inner();
    let name = format!("{survey}-{preset}.zip");
    send(&desk, &survey, &preset, None, &name, "application/zip").await
}

/// One file.
pub(in crate::web) async fn file(desk: Desk, path: Path<(String, String, String)>) -> Reply {
    let (survey, preset, file) = path.into_inner();
    let name = format!("{survey}-{file}");
    let media = match (file.as_str(), find_format(&preset)) {
        (MANIFEST, _) => "application/json",
        (ATTACHMENTS, _) | (_, None) => "application/zip",
        (_, Some(format)) => format.media_type(),
    };
    send(&desk, &survey, &preset, Some(&file), &name, media).await
}

async fn send(
    desk: &Desk,
    survey: &str,
    format: &str,
    only: Option<&str>,
    name: &str,
    media: &'static str,
) -> Reply {
    let Some(actor) = &desk.actor else { return Ok(desk.go(LOGIN)) };
    if !actor.may_see_answers() {
        return Err(desk.fail(&Error::Forbidden));
    }
    let format = find_format(format).ok_or_else(|| desk.fail(&Error::NotFound))?;
    let staff = &desk.state.staff;
    let overview = staff.survey(actor, survey).await.map_err(|error| desk.fail(&error))?;
    let slug = overview.survey.slug.as_str();
    let noted = staff.note(actor, "survey.export", slug).await;
    noted.map_err(|error| desk.fail(&error))?;
    let export = Export {
        results: desk.state.results.clone(),
        survey: overview.survey.id,
        slug: overview.survey.slug,
        versions: vec![(overview.version, overview.questionnaire)],
        format,
    };
    let body = stream(export, only).map_err(|error| desk.fail(&error))?;
    Ok(HttpResponse::Ok()
        .content_type(media)
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .streaming(body.map(|piece| piece.map(Bytes::from))))
}
