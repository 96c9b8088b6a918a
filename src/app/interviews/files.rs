//! Files that a page brings, before anybody keeps them.

use anyhow::Context;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::engine::Form;
use crate::engine::media::{FileProblem, WantedFile, problem_field, remove_field};
use crate::error::Error;
use crate::intake::{self, Examined};

/// A file as a page brought it.
#[derive(Debug)]
pub struct Sent {
    /// The question's field: its name, in a repeat with the numbers of the instance.
    pub field: String,
    /// How the name ended that the resident gave it; nothing else of it is read.
    pub extension: String,
    /// What is in it, or why it was not kept.
    pub body: Result<Vec<u8>, FileProblem>,
}

/// One file at a time is decoded and sealed, so that memory stays bounded.
static AT_WORK: Semaphore = Semaphore::const_new(1);

/// Waits until no other file is worked on.
pub(in crate::app) async fn turn() -> Result<SemaphorePermit<'static>, Error> {
    Ok(AT_WORK.acquire().await.context("waiting for other files")?)
}

/// Examines a file on a thread of its own; what breaks the decoder is unreadable.
pub(in crate::app) async fn examined(
    wanted: WantedFile,
    sent: Sent,
) -> Result<Examined, FileProblem> {
    let body = sent.body?;
    let examine = move || intake::examine(wanted, &sent.extension, body);
    tokio::task::spawn_blocking(examine).await.unwrap_or(Err(FileProblem::Unreadable))
}

/// Puts into a form under which name a file is kept, or why it is not.
pub(in crate::app) fn note(form: &mut Form, field: &str, kept: Result<String, FileProblem>) {
    match kept {
        Ok(name) => {
            form.set(field, &name);
            form.set(&remove_field(field), "");
            form.set(&problem_field(field), "");
        }
        Err(problem) => form.set(&problem_field(field), problem.as_str()),
    }
}
