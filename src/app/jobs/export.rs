//! The export as a job: all files of a survey as one archive in the spool.

use std::cell::RefCell;
use std::io::{self, Write};

use serde_json::Value;

use super::running::{Halt, RunningJob};
use crate::app::App;
use crate::app::actor::Actor;
use crate::app::analysis::export::{ExportStep, run_told};
use crate::app::office::jobs::ExportOrder;
use crate::export::{Zip, unfit};
use crate::storage::office::jobs::JobProgress;

/// The largest archive that is prepared.
const MOST_BYTES: usize = 8 << 30;

pub(super) fn run(app: &App, work: &RunningJob<'_>) -> Result<Option<Value>, Halt> {
    let wanted: ExportOrder = work.arguments()?;
    let (export, total) = app.analysis().wanted_export(&Actor::System, &wanted)?;
    let total = total.unsigned_abs();
    let mut file = app.spool.begin()?;
    let halted = RefCell::new(None);
    let go_on = |asked: Result<(), Halt>| {
        asked.map_err(|halt| {
            halted.replace(Some(halt));
            io::Error::other("the job ends here")
        })
    };
    let archive =
        Bounded { file: file.as_file_mut(), left: MOST_BYTES, go_on: &|| go_on(work.go_on()) };
    let mut told = |step| {
        let (phase, done, total) = match step {
            ExportStep::Responses(done) => ("job-writing", done, total),
            ExportStep::Files(done, all) => ("job-files", done, all),
        };
        go_on(work.tell(JobProgress { phase, done: count(done), total: count(total) }))
    };
    let written = run_told(&export, Zip::new(archive), &mut told);
    if let Some(halt) = halted.take() {
        return Err(halt);
    }
    written?;
    app.spool.finish(work.id(), file)?;
    Ok(None)
}

fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A file of bounded length that is written as long as the job may go on.
struct Bounded<'a, W> {
    file: W,
    left: usize,
    go_on: &'a dyn Fn() -> io::Result<()>,
}

impl<W: Write> Write for Bounded<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        (self.go_on)()?;
        let left = self.left.checked_sub(bytes.len());
        self.left = left.ok_or_else(|| unfit("the archive gets too large".to_owned()))?;
        self.file.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
