//! `zugvogel export`: the data of a survey as files in a directory.

use std::path::Path;

use anyhow::{Context, Result};

use super::commands::{named, tell};
use super::data;
use crate::app::analysis::export::{Export, run as export};
use crate::export::{Directory, Preset};
use crate::ids::Slug;

/// Writes the files and says how many rows each has.
pub(super) fn run(directory: &Path, survey: &str, preset: Preset, out: &Path) -> Result<()> {
    let (_, app) = data::open(directory)?;
    let slug = Slug(survey.to_owned());
    let staff = app.staff();
    let overview = staff.survey_anywhere(&slug).map_err(|error| named(error, &slug))?;
    let sink = Directory::create(out).with_context(|| format!("making {}", out.display()))?;
    staff.note_from_cli(&overview.survey, "survey.export")?;
    let wanted = Export {
        results: app.stores.results.clone(),
        survey: overview.survey.id,
        slug: overview.survey.slug,
        versions: vec![(overview.version, overview.questionnaire)],
        preset,
    };
    let manifest = export(&wanted, sink)?;
    for file in &manifest.files {
        tell(&format!("  {} {} rows", out.join(&file.name).display(), file.rows));
    }
    Ok(())
}
