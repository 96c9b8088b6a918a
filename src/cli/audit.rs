//! `zugvogel audit`: whether the audit trail is whole.

use std::path::Path;

use anyhow::{Result, bail};

use super::commands::{OPERATOR, print};
use super::data;
use crate::storage::office::audit::Trail;

/// Follows the chain of the trail. A broken one is an error.
pub(super) fn verify(directory: &Path) -> Result<()> {
    let (_, app) = data::open(directory)?;
    let Trail { entries, head, broken } = app.office().verify_trail(OPERATOR)?;
    match broken {
        Some(entry) => bail!(
            "the audit trail is broken at entry {entry}: it was changed, or one before it was \
             removed; {entries} entries before it hold. Compare the store `office` with a backup"
        ),
        None => print(&format!("the audit trail holds: {entries} entries, the last is {head}\n")),
    }
}
