//! Forms that staff post.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use actix_multipart::Multipart;
use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::StreamExt;

use super::desk::Desk;
use super::need::Need;
use crate::app::office::create::LARGEST_FILE;
use crate::engine::Form;
use crate::view::respond::Trouble;
use crate::web::form::{self, BadForm, FIELDS, LIMIT};
use crate::web::guard;
use crate::web::refusal::Refusal;

/// How long a form with a file may take.
const DEADLINE: Duration = Duration::from_secs(120);

/// A posted form of somebody who is signed in and meets a need. That it comes from a page of hers
/// has been examined.
pub(in crate::web) struct StaffForm<N> {
    /// Who sent it.
    pub(in crate::web) desk: Desk<N>,
    /// What was typed.
    pub(in crate::web) values: Form,
    /// The files that came with it.
    pub(in crate::web) files: Vec<SentFile>,
}

/// A file that came with a form.
#[derive(Debug)]
pub(in crate::web) struct SentFile {
    /// The field in which it was chosen.
    pub(in crate::web) field: String,
    /// What it is called where it came from.
    pub(in crate::web) name: String,
    /// What is in it; of all together at most as much as a questionnaire may have.
    pub(in crate::web) bytes: Vec<u8>,
}

impl<N: Need> FromRequest for StaffForm<N> {
    type Error = Refusal;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Refusal>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let desk = Desk::from_request(request, payload);
        let body = web::Payload::from_request(request, payload);
        let request = request.clone();
        Box::pin(async move {
            // Who is not signed in any more is told that, and not that her form is old.
            let desk: Desk<N> = desk.await?;
            let body = body.await.map_err(|_| Refusal::Trouble(Trouble::BadForm))?;
            let content_type = request.headers().get(CONTENT_TYPE);
            let brings_file =
                content_type.is_some_and(|it| it.as_bytes().starts_with(b"multipart/"));
            let (values, files) = match brings_file {
                true => read_with_files(&request, body).await?,
                false => (form::read(&request, body).await?, Vec::new()),
            };
            let given = values.find("_csrf").unwrap_or_default();
            let is_hers = desk.context.accounts.is_csrf(&desk.session.token, given);
            match guard::is_from_here(&request) {
                true if is_hers => Ok(Self { desk, values, files }),
                true if !given.is_empty() => Err(Refusal::Trouble(Trouble::OtherSession)),
                _ => Err(Refusal::Trouble(Trouble::BadForm)),
            }
        })
    }
}

async fn read_with_files(
    request: &HttpRequest,
    body: web::Payload,
) -> Result<(Form, Vec<SentFile>), BadForm> {
    let all = read_parts(Multipart::new(request.headers(), body));
    tokio::time::timeout(DEADLINE, all).await.map_err(|_| BadForm::Slow)?
}

async fn read_parts(mut parts: Multipart) -> Result<(Form, Vec<SentFile>), BadForm> {
    let (mut form, mut files, mut typed, mut sent) = (Form::default(), Vec::new(), 0, 0);
    for _ in 0..FIELDS {
        let Some(part) = parts.next().await else { return Ok((form, files)) };
        let mut part = part.map_err(|_| BadForm::Malformed)?;
        let disposition = part.content_disposition().ok_or(BadForm::Malformed)?;
        let name = disposition.get_name().ok_or(BadForm::Malformed)?.to_owned();
        let file_name = disposition.get_filename().map(str::to_owned);
        let room = if file_name.is_some() { LARGEST_FILE - sent } else { LIMIT - typed };
        let mut bytes = Vec::new();
        while let Some(chunk) = part.next().await {
            let chunk = chunk.map_err(|_| BadForm::Malformed)?;
            if bytes.len() + chunk.len() > room {
                return Err(BadForm::TooLarge);
            }
            bytes.extend_from_slice(&chunk);
        }
        match file_name {
            // Nothing was chosen.
            Some(file) if file.is_empty() && bytes.is_empty() => {}
            Some(file) => {
                sent += bytes.len();
                files.push(SentFile { field: name, name: file, bytes });
            }
            None => {
                typed += bytes.len();
                let value = String::from_utf8(bytes).map_err(|_| BadForm::Malformed)?;
                form.push(name, value);
            }
        }
    }
    Err(BadForm::TooLarge)
}
