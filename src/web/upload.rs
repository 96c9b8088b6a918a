//! Reading a posted form with files: like [`form`](super::form), larger and slower, and only for
//! pages that ask for files. A file is held in memory until it is sealed; how much all pages may hold
//! at once is bounded, and whoever comes then waits.

use std::time::Duration;

use actix_multipart::{Field, Multipart};
use actix_web::HttpRequest;
use actix_web::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use actix_web::web::Payload;
use futures_util::StreamExt;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::form::{self, BadForm, FIELDS, LIMIT, TypedForm};
use crate::app::interviews::Sent;
use crate::engine::Form;
use crate::engine::media::MOST_BYTES;

/// The most that a page with its files may have.
const LARGEST: usize = 48 << 20;
/// How long it may take: a slow telephone sends such a file in a minute.
const DEADLINE: Duration = Duration::from_secs(180);
/// Bytes that are reserved at once.
const STEP: usize = 1 << 20;
/// How many of these steps all pages together hold. Whoever needs more waits for others to finish.
static STEPS: Semaphore = Semaphore::const_new(256);

/// A form with its files.
pub(super) struct Brought {
    pub(super) form: Form,
    pub(super) files: Vec<Sent>,
    /// The memory they take: to be held as long as they are.
    pub(super) leave: Option<SemaphorePermit<'static>>,
}

impl Brought {
    /// A form that brings none.
    pub(super) fn without_files(form: Form) -> Self {
        Self { form, files: Vec::new(), leave: None }
    }
}

/// Whether a request brings files.
pub(super) fn is_multipart(request: &HttpRequest) -> bool {
    let content_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    content_type.is_some_and(|value| value.to_ascii_lowercase().starts_with("multipart/form-data"))
}

/// Reads the body as a form with files. Before the first file is taken the fields before it must
/// show that the form is ours.
pub(super) async fn read(
    request: &HttpRequest,
    body: Payload,
    is_ours: impl Fn(&Form) -> bool,
) -> Result<Brought, BadForm> {
    let length = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    if length.and_then(|value| value.parse().ok()).is_some_and(|length: usize| length > LARGEST) {
        return Err(BadForm::TooLarge);
    }
    let multipart = Multipart::new(request.headers(), body);
    let brought = Brought::without_files(Form::default());
    let all = ReadSoFar { left: LIMIT, left_for_files: LARGEST, kept: 0, brought };
    let all = all.read(multipart, is_ours);
    let brought = tokio::time::timeout(DEADLINE, all).await.map_err(|_| BadForm::Slow)??;
    form::keep(request, TypedForm::Fields(brought.form.clone()));
    Ok(brought)
}

/// What was read so far.
struct ReadSoFar {
    /// Bytes that the fields without files may still have.
    left: usize,
    /// Bytes that files may still have.
    left_for_files: usize,
    /// Bytes of the files that are kept.
    kept: usize,
    brought: Brought,
}

impl ReadSoFar {
    async fn read(
        mut self,
        mut multipart: Multipart,
        is_ours: impl Fn(&Form) -> bool,
    ) -> Result<Brought, BadForm> {
        let mut count = 0;
        while let Some(field) = multipart.next().await {
            let field = field.map_err(|_| BadForm::Malformed)?;
            count += 1;
            if count > FIELDS {
                return Err(BadForm::TooLarge);
            }
            let name = field.name().ok_or(BadForm::Malformed)?.to_owned();
            let file = field.content_disposition().and_then(|it| it.get_filename());
            match file.map(extension) {
                None => self.text(name, field).await?,
                Some(extension) => {
                    if !is_ours(&self.brought.form) {
                        return Err(BadForm::NotOurs);
                    }
                    self.file(name, extension, field).await?;
                }
            }
        }
        Ok(self.brought)
    }

    async fn text(&mut self, name: String, mut field: Field) -> Result<(), BadForm> {
        let read = field.bytes(self.left).await.map_err(|_| BadForm::TooLarge)?;
        let bytes = read.map_err(|_| BadForm::Malformed)?;
        self.left = self.left.saturating_sub(bytes.len() + name.len());
        let text = String::from_utf8(bytes.to_vec()).map_err(|_| BadForm::Malformed)?;
        if text.contains('\0') || name.contains('\0') {
            return Err(BadForm::Malformed);
        }
        self.brought.form.push(name, text);
        Ok(())
    }

    async fn file(
        &mut self,
        name: String,
        extension: String,
        mut field: Field,
    ) -> Result<(), BadForm> {
        let mut body = Some(Vec::new());
        while let Some(chunk) = field.next().await {
            let chunk = chunk.map_err(|_| BadForm::Malformed)?;
            let left = self.left_for_files.checked_sub(chunk.len());
            self.left_for_files = left.ok_or(BadForm::TooLarge)?;
            // One that is too large is read to its end, so that she gets the page with a word
            // about it.
            body = body.filter(|body| body.len() + chunk.len() <= MOST_BYTES);
            if let Some(body) = &mut body {
                self.reserve(chunk.len()).await?;
                body.extend_from_slice(&chunk);
            }
        }
        let is_chosen = body.as_ref().is_none_or(|body| !body.is_empty()) || !extension.is_empty();
        let field = name.strip_suffix(".file").ok_or(BadForm::Malformed)?.to_owned();
        if is_chosen {
            self.brought.files.push(Sent { field, extension, body });
        }
        Ok(())
    }

    /// Waits until there is memory for so many bytes more. What comes slowly takes it slowly.
    async fn reserve(&mut self, bytes: usize) -> Result<(), BadForm> {
        let held = self.kept.div_ceil(STEP);
        self.kept += bytes;
        for _ in held..self.kept.div_ceil(STEP) {
            let step = STEPS.acquire().await.map_err(|_| BadForm::Slow)?;
            match &mut self.brought.leave {
                Some(leave) => leave.merge(step),
                leave => *leave = Some(step),
            }
        }
        Ok(())
    }
}

/// How a file's name ends; the rest may name somebody and is forgotten.
fn extension(name: &str) -> String {
    name.rsplit_once('.').map_or("", |(_, extension)| extension).to_owned()
}
