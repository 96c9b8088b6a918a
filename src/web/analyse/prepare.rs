//! The data of a survey, prepared in the background: started here, fetched here.

use std::fs::File;
use std::io::{self, Read};

use actix_web::HttpResponse;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY};
use actix_web::web::{Bytes, Data, Path};
use futures_util::Stream;

use super::download::POLICY;
use crate::app::analysis::Analysis;
use crate::error::Error;
use crate::export::find_format;
use crate::web::office::jobs::JOBS;
use crate::web::staff::desk::{Desk, StaffReply, go};
use crate::web::staff::form::StaffForm;
use crate::web::staff::need::ReadAnswers;

/// Bytes read at once.
const PIECE: usize = 1 << 16;

/// Has it prepared, and leads to its progress.
pub(super) async fn start(
    form: StaffForm<ReadAnswers>,
    analysis: Data<Analysis>,
    path: Path<(String, String)>,
) -> StaffReply {
    let (survey, format) = path.into_inner();
    let format = find_format(&format).ok_or(Error::NotFound)?;
    let job = analysis.prepare(&form.desk.actor, &survey, format).await?;
    Ok(go(&format!("{JOBS}/{job}")))
}

/// Sends what was prepared.
pub(super) async fn fetch(
    desk: Desk<ReadAnswers>,
    analysis: Data<Analysis>,
    path: Path<String>,
) -> StaffReply {
    let prepared = analysis.prepared(&desk.actor, &path).await?;
    let name = format!("{}-{}.zip", prepared.wanted.survey, prepared.wanted.format);
    Ok(HttpResponse::Ok()
        .content_type("application/zip")
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .no_chunking(prepared.length)
        .streaming(pieces(prepared.file)))
}

/// A file in pieces, read on the threads for blocking work.
fn pieces(file: File) -> impl Stream<Item = io::Result<Bytes>> {
    futures_util::stream::try_unfold(file, |mut file| async move {
        let reading = tokio::task::spawn_blocking(move || {
            let mut piece = vec![0; PIECE];
            let length = file.read(&mut piece)?;
            piece.truncate(length);
            Ok::<_, io::Error>((piece, file))
        });
        let (piece, file) = reading.await.map_err(io::Error::other)??;
        Ok((!piece.is_empty()).then(|| (Bytes::from(piece), file)))
    })
}
