//! `zugvogel export`: the data of a survey as files in a directory.

use std::path::Path;

use anyhow::{Context, Result, bail};

use super::commands::{OPERATOR, named, tell, tell_waiting};
use super::data;
use super::words::counted;
use crate::app::analysis::export::run as export;
use crate::export::{Directory, FORMATS, Format};
use crate::ids::Slug;

/// The names of the formats, each once.
pub(super) fn formats() -> Vec<&'static str> {
    let mut names: Vec<&str> = FORMATS.iter().map(|format| format.name()).collect();
    names.dedup();
    names
}

/// The names of the presets of all formats.
pub(super) fn presets() -> Vec<&'static str> {
    FORMATS.iter().filter_map(|format| format.preset()).collect()
}

/// The format of this name; the usual one of several where no preset is named.
pub(super) fn chosen(name: &str, preset: Option<&str>) -> Result<&'static dyn Format> {
    let mut of_name = FORMATS.into_iter().filter(|format| format.name() == name);
    let found = of_name.find(|format| preset.is_none() || format.preset() == preset);
    match (found, preset) {
        (Some(format), _) => Ok(format),
        (None, Some(preset)) => bail!("--preset {preset} is not for --format {name}"),
        (None, None) => bail!("there is no format {name}"),
    }
}

/// Writes the files and says how many rows each has.
pub(super) fn run(
    directory: &Path,
    survey: &str,
    format: &'static dyn Format,
    out: &Path,
) -> Result<()> {
    let (_, app) = data::open(directory)?;
    let slug = Slug(survey.to_owned());
    let wanted = app.analysis().export_now(OPERATOR, &slug, format);
    let wanted = wanted.map_err(|error| named(error, &slug))?;
    let sink = Directory::create(out).with_context(|| format!("making {}", out.display()))?;
    let manifest = export(&wanted, sink)?;
    for file in &manifest.files {
        let rows = counted(file.rows, "row", "rows");
        tell(&format!("  {} {rows}", out.join(&file.name).display()));
    }
    tell_waiting(&app, &slug)
}
