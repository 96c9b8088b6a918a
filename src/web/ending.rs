//! How a server ends: whoever has come is served, and whoever comes later waits for the next process,
//! where somebody else holds the socket meanwhile.

use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use actix_web::dev::ServerHandle;
use anyhow::{Result, bail};
use tokio::signal::unix::{SignalKind, signal};

use crate::storage::Db;

/// How often a process looks whether a newer one has changed the tables.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// How long connections that are accepted already may take to reach a worker.
const SETTLE: Duration = Duration::from_millis(200);

static ENDING: AtomicBool = AtomicBool::new(false);

/// Whether this process is about to end: it answers, and closes the connection.
pub(super) fn is_ending() -> bool {
    ENDING.load(Ordering::Relaxed)
}

/// Ends the servers when `reason` comes.
pub(super) async fn end(
    pages: Option<ServerHandle>,
    health: ServerHandle,
    reason: impl Future<Output = Result<()>>,
) -> Result<()> {
    let why = reason.await;
    ENDING.store(true, Ordering::Relaxed);
    if let Some(pages) = pages {
        // What the workers have not taken yet would be lost by stopping at once.
        pages.pause().await;
        tokio::time::sleep(SETTLE).await;
        pages.stop(true).await;
    }
    health.stop(false).await;
    why
}

/// Comes when somebody stops the process.
pub(super) async fn told() -> Result<()> {
    let [mut terminate, mut interrupt, mut quit] = [
        signal(SignalKind::terminate())?,
        signal(SignalKind::interrupt())?,
        signal(SignalKind::quit())?,
    ];
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
        _ = quit.recv() => {}
    }
    Ok(())
}

/// Comes when the tables of a store are not those any more that this program was started with: a newer
/// one has brought them up to date.
pub(super) async fn outdated(stores: Vec<Db>) -> Result<()> {
    let mut known = vec![None; stores.len()];
    loop {
        for (store, known) in stores.iter().zip(&mut known) {
            // One that does not answer is told of elsewhere.
            let Ok(schema) = store.schema().await else { continue };
            if *known.get_or_insert_with(|| schema.clone()) != schema {
                bail!(
                    "the store `{}` was brought up to date by another version of zugvogel; this one \
                     ends, so that the new one is started",
                    store.store()
                );
            }
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}
