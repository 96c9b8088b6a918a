//! Downloads: the data of a survey as a stream, all files in one archive or one of them alone.

use actix_web::HttpResponse;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY};
use actix_web::web::{Bytes, Data, Path};
use futures_util::StreamExt;
use tokio::sync::OwnedSemaphorePermit;

use crate::app::analysis::Analysis;
use crate::app::analysis::export::{ExportRequest, stream};
use crate::error::Error;
use crate::export::{ATTACHMENTS, MANIFEST, find_format};
use crate::web::staff::desk::{Desk, StaffReply};
use crate::web::staff::need::ReadAnswers;

/// A browser that shows a file instead of saving it shows it alone, and never runs anything in it.
pub(super) const POLICY: &str = "sandbox; default-src 'none'; frame-ancestors 'none'";

/// All files as one archive.
pub(super) async fn zip(
    desk: Desk<ReadAnswers>,
    analysis: Data<Analysis>,
    path: Path<(String, String)>,
) -> StaffReply {
    let (survey, preset) = path.into_inner();
    let name = format!("{survey}-{preset}.zip");
    let turn = analysis.turn().await?;
    let export = export(&desk, &analysis, &survey, &preset).await?;
    send(export, turn, None, &name, "application/zip")
}

/// One file.
pub(super) async fn file(
    desk: Desk<ReadAnswers>,
    analysis: Data<Analysis>,
    path: Path<(String, String, String)>,
) -> StaffReply {
    let (survey, preset, file) = path.into_inner();
    let name = format!("{survey}-{file}");
    let media = match (file.as_str(), find_format(&preset)) {
        (MANIFEST, _) => "application/json",
        (ATTACHMENTS, _) | (_, None) => "application/zip",
        (_, Some(format)) => format.media_type(),
    };
    let turn = analysis.turn().await?;
    let export = export(&desk, &analysis, &survey, &preset).await?;
    send(export, turn, Some(&file), &name, media)
}

async fn export(
    desk: &Desk<ReadAnswers>,
    analysis: &Analysis,
    survey: &str,
    format: &str,
) -> Result<ExportRequest, Error> {
    let format = find_format(format).ok_or(Error::NotFound)?;
    analysis.export(&desk.actor, survey, format).await
}

fn send(
    export: ExportRequest,
    turn: OwnedSemaphorePermit,
    only: Option<&str>,
    name: &str,
    media: &'static str,
) -> StaffReply {
    let body = stream(export, only)?;
    let body = body.map(move |piece| {
        let _ = &turn;
        piece.map(Bytes::from)
    });
    Ok(HttpResponse::Ok()
        .content_type(media)
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .streaming(body))
}
