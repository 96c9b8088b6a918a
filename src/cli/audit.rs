//! `zugvogel audit`: what the audit trail tells, and whether it is whole.

use std::path::Path;

use anyhow::{Context, Result, bail};

use super::commands::{OPERATOR, print};
use super::words::counted;
use super::{data, private};
use crate::app::office::Office;
use crate::storage::office::audit::{Entry, Trail};

/// Follows the chain of the trail, which must have the entry whose hash was noted elsewhere. A broken
/// one is an error.
pub(super) fn verify(directory: &Path, known: Option<&str>) -> Result<()> {
    let (_, app) = data::open(directory)?;
    let whole = whole(&app.office())?;
    if let Some(known) = known
        && !app.office().has_entry(OPERATOR, known)?
    {
        bail!(
            "the audit trail has no entry with the hash {known}: its end was cut, or all of it \
             was written anew. Compare the store `office` with a backup"
        );
    }
    print(&format!("the audit trail holds: {whole}\n"))
}

/// How long the trail is and its last hash, when it is whole.
fn whole(office: &Office) -> Result<String> {
    let Trail { entries, head, broken } = office.verify_trail(OPERATOR)?;
    match broken {
        Some(entry) => bail!(
            "the audit trail is broken at entry {entry}: it was changed or removed, or one before \
             it was removed; {}. Compare the store `office` with a backup",
            counted(entries, "entry before it holds", "entries before it hold")
        ),
        None => Ok(format!("{}, the last is {head}", counted(entries, "entry", "entries"))),
    }
}

/// Writes the trail as CSV into a file that only its owner can read.
pub(super) fn export(directory: &Path, out: &Path) -> Result<()> {
    let (_, app) = data::open(directory)?;
    if out.exists() {
        bail!("{} is there already", out.display());
    }
    // It has its name when it is whole.
    let part = private::part(out);
    let file = private::create(&part).with_context(|| format!("making {}", part.display()))?;
    let mut file = csv::Writer::from_writer(file);
    let columns = ["id", "organisation", "at", "actor", "action", "object", "prev_hash", "hash"];
    file.write_record(columns)?;
    let mut entries = 0;
    app.office().read_trail(OPERATOR, &mut |entry: &Entry| -> Result<()> {
        entries += 1;
        Ok(file.write_record([
            entry.id.to_string().as_str(),
            entry.organisation_id.as_ref().map_or("", |id| id.as_str()),
            &entry.at.timestamp().to_string(),
            &entry.actor,
            &entry.action,
            &entry.object,
            &entry.prev_hash,
            &entry.hash,
        ])?)
    })?;
    file.flush().and_then(|()| file.get_ref().sync_all()).context("writing the file")?;
    std::fs::rename(&part, out).with_context(|| format!("naming {}", out.display()))?;
    let entries = counted(entries, "entry is", "entries are");
    print(&format!("{entries} in {}\n", out.display()))?;
    // What there is was written all the same: it is evidence.
    whole(&app.office()).map(drop)
}
