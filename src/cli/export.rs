//! `zugvogel export`: the data of a survey as files in a directory.

use std::path::Path;

use anyhow::{Context, Result};

use super::commands::{OPERATOR, named, tell};
use super::data;
use crate::app::analysis::export::run as export;
use crate::export::{Directory, Preset};
use crate::ids::Slug;

/// Writes the files and says how many rows each has.
pub(super) fn run(directory: &Path, survey: &str, preset: Preset, out: &Path) -> Result<()> {
    let (_, app) = data::open(directory)?;
    let slug = Slug(survey.to_owned());
    let wanted = app.analysis().export_now(OPERATOR, &slug, preset);
    let wanted = wanted.map_err(|error| named(error, &slug))?;
    let sink = Directory::create(out).with_context(|| format!("making {}", out.display()))?;
    let manifest = export(&wanted, sink)?;
    for file in &manifest.files {
        tell(&format!("  {} {} rows", out.join(&file.name).display(), file.rows));
    }
    Ok(())
}
