//! Exporting a survey: responses from the store through [`crate::export`] into a sink. The command
//! line and the web do the same thing with different sinks.

use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, anyhow};
use futures_util::Stream;
use tokio::sync::{OwnedSemaphorePermit, mpsc};

use super::Analysis;
use crate::app::actor::Actor;
use crate::app::office::surveys::SurveyOverview;
use crate::domain::{AuditAction, Door, Permission};
use crate::engine::Questionnaire;
use crate::error::Error;
use crate::export::{self, ATTACHMENTS, Fetch, Format, MANIFEST, Manifest, Only, Sink, Zip};
use crate::ids::{ResponseId, Slug, SurveyId};
use crate::storage::Db;
use crate::storage::office::audit::{self, Event};
use crate::storage::results::attachments;
use crate::storage::results::responses::page_responses;

/// Responses read at once: no long read of the store, no growing memory.
const PAGE: i64 = 500;
/// Bytes handed to the web at once, and how many such pieces wait for a slow reader.
const PIECE: usize = 1 << 16;
const WAITING: usize = 4;

/// A survey to export.
#[derive(Debug, Clone)]
pub struct ExportRequest {
    /// The store of its responses.
    pub results: Db,
    /// The survey.
    pub survey: SurveyId,
    /// Its readable name.
    pub slug: Slug,
    /// Its versions by hash, the oldest first.
    pub versions: Vec<(String, Arc<Questionnaire>)>,
    /// How the files are written.
    pub format: &'static dyn Format,
}

impl ExportRequest {
    /// The names of its files.
    fn files(&self) -> impl Iterator<Item = String> {
        let mut versions = self.versions.iter();
        export::files(self.format, versions.any(|(_, version)| version.has_uploads()))
    }
}

impl Analysis {
    /// A survey to be exported; that it is goes into the audit trail.
    pub async fn export(
        &self,
        actor: &Actor,
        slug: &str,
        format: &'static dyn Format,
    ) -> Result<ExportRequest, Error> {
        actor.authorize(Permission::ReadAnswers)?;
        let overview = self.surveys.load(actor, slug).await?;
        let event = self.event(actor, &overview);
        audit::tell(&self.surveys.office, event).await?;
        Ok(self.wanted(overview, format))
    }

    /// [`export`](Self::export), waiting on this thread.
    pub fn export_now(
        &self,
        actor: &Actor,
        slug: &Slug,
        format: &'static dyn Format,
    ) -> Result<ExportRequest, Error> {
        actor.authorize(Permission::ReadAnswers)?;
        let overview = self.surveys.load_now(actor, slug)?;
        let event = self.event(actor, &overview);
        audit::tell_now(&self.surveys.office, event)?;
        Ok(self.wanted(overview, format))
    }

    fn event(&self, actor: &Actor, SurveyOverview { survey, .. }: &SurveyOverview) -> Event {
        let (now, owner) = (self.surveys.clock.now(), &survey.organisation_id);
        actor.event(now, AuditAction::ExportSurvey, owner, survey.slug.as_str())
    }

    pub(super) fn wanted(
        &self,
        overview: SurveyOverview,
        format: &'static dyn Format,
    ) -> ExportRequest {
        ExportRequest {
            results: self.results.clone(),
            survey: overview.survey.id,
            slug: overview.survey.slug,
            versions: overview.versions,
            format,
        }
    }
}

/// What is in a file of a response.
fn body(export: &ExportRequest, id: &str, name: &str) -> io::Result<Option<Vec<u8>>> {
    let id = ResponseId(id.to_owned());
    let found = export
        .results
        .read_now(|conn| Ok::<_, Error>(attachments::find_body(conn, &export.survey, &id, name)?));
    found.map_err(io::Error::other)
}

/// Exports all responses into a sink. Blocks.
pub fn run(export: &ExportRequest, sink: impl Sink) -> Result<Manifest, Error> {
    run_told(export, sink, &mut |_| Ok(()))
}

/// How far an export is.
#[derive(Debug, Clone, Copy)]
pub(in crate::app) enum ExportStep {
    /// So many responses are written.
    Responses(u64),
    /// So many of all files that were sent are written.
    Files(u64, u64),
}

type Tell<'t> = dyn FnMut(ExportStep) -> io::Result<()> + 't;

/// [`run`], telling again and again how far it is; it ends when that fails.
pub(in crate::app) fn run_told(
    export: &ExportRequest,
    sink: impl Sink,
    told: &mut Tell<'_>,
) -> Result<Manifest, Error> {
    write(export, sink, &mut |id, name| body(export, id, name), told)
}

fn write(
    export: &ExportRequest,
    sink: impl Sink,
    fetch: &mut Fetch<'_>,
    told: &mut Tell<'_>,
) -> Result<Manifest, Error> {
    let versions: Vec<(&str, &Questionnaire)> =
        export.versions.iter().map(|(hash, version)| (hash.as_str(), version.as_ref())).collect();
    let survey = export::ExportedSurvey { slug: export.slug.as_str(), versions: &versions };
    let mut writing = export::Export::start(survey, export.format, sink).map_err(failed)?;
    let mut after: Option<ResponseId> = None;
    let mut written = 0;
    loop {
        told(ExportStep::Responses(written)).context("telling how far the export is")?;
        let page = export.results.read_now(|conn| {
            page_responses(conn, &export.survey, after.as_ref(), PAGE).map_err(Error::from)
        })?;
        for row in &page {
            let row = export::ExportRow {
                id: row.id.as_str(),
                version_hash: &row.version_hash,
                with_code: row.door == Door::Code,
                stratum: &row.stratum,
                document: &row.document,
            };
            writing.push(row).map_err(failed)?;
        }
        written += page.len() as u64;
        match page.into_iter().last() {
            Some(last) => after = Some(last.id),
            None => break,
        }
    }
    let (mut fetched, all) = (0, writing.attachments());
    let finished = writing.finish(&mut |id, name| {
        told(ExportStep::Files(fetched, all))?;
        fetched += 1;
        fetch(id, name)
    });
    finished.map_err(failed)
}

/// Downloads that are sent at once: each takes a core, and residents come first.
pub(super) const DOWNLOADS: usize = 2;
/// How long another one waits for its turn.
const WAIT: Duration = Duration::from_secs(10);

impl Analysis {
    /// Waits for the turn to send a download, which lasts as long as it is held; [`Error::Busy`] when
    /// it does not come.
    pub async fn turn(&self) -> Result<OwnedSemaphorePermit, Error> {
        let turn = Arc::clone(&self.downloads).acquire_owned();
        let turn = tokio::time::timeout(WAIT, turn).await;
        turn.ok().and_then(Result::ok).ok_or(Error::Busy)
    }
}

/// Exports into a stream of bytes: a ZIP archive of all files, or one of them alone. Must be called
/// on the runtime. Writing stops when nobody reads any more; an error ends the stream.
pub fn stream(
    export: ExportRequest,
    only: Option<&str>,
) -> Result<impl Stream<Item = io::Result<Vec<u8>>> + use<>, Error> {
    let only = match only {
        Some(name) => Some(export.files().find(|file| file == name).ok_or(Error::NotFound)?),
        None => None,
    };
    let (sender, mut receiver) = mpsc::channel(WAITING);
    tokio::task::spawn_blocking(move || {
        let pieces = Pieces { sender: sender.clone(), piece: Vec::with_capacity(PIECE) };
        let done = match only.as_deref() {
            // The others need not wait for files that they do not tell of.
            Some(name) if name != ATTACHMENTS && name != MANIFEST => {
                write(&export, Only::new(name, pieces), &mut |_, _| Ok(None), &mut |_| Ok(()))
            }
            Some(name) => run(&export, Only::new(name, pieces)),
            None => run(&export, Zip::new(pieces)),
        };
        if let Err(error) = done
            && !sender.is_closed()
        {
            tracing::error!(survey = %export.slug, error = ?error, "export broke off");
            // The reader must not take what it has for the whole; gone meanwhile is fine.
            let _ = sender.blocking_send(Err(io::Error::other(error)));
        }
    });
    Ok(futures_util::stream::poll_fn(move |context| receiver.poll_recv(context)))
}

/// Hands on what is written in pieces and waits while the reader is slow.
struct Pieces {
    sender: mpsc::Sender<io::Result<Vec<u8>>>,
    piece: Vec<u8>,
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.piece.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE));
        let gone = |_| io::Error::new(io::ErrorKind::BrokenPipe, "the reader is gone");
        self.sender.blocking_send(Ok(piece)).map_err(gone)
    }
}

fn failed(error: export::ExportError) -> Error {
    match error.why_unfit() {
        Some(why) => Error::BadInput(why),
        None => Error::Internal(anyhow!(error)),
    }
}
