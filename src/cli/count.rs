//! `zugvogel count`: how often each answer was given, as CSV on standard output.

use std::path::Path;

use anyhow::{Context, Result};

use super::commands::{OPERATOR, named, tell_waiting};
use super::data;
use crate::ids::Slug;
use crate::study::{Cell, Column};

/// Variables with more different cells than these are counted only when they are named: texts.
const MOST_CELLS: usize = 50;

/// Counts the named variables, or all that have few different cells.
pub(super) fn run(directory: &Path, survey: &str, variables: &[String]) -> Result<()> {
    let (_, app) = data::open(directory)?;
    let slug = Slug(survey.to_owned());
    let dataset = app.analysis().dataset_now(OPERATOR, &slug);
    let dataset = dataset.map_err(|error| named(error, &slug))?;
    // Before anything is written.
    let named: Vec<&Column> = variables
        .iter()
        .map(|name| {
            let known = dataset.find(name);
            known.with_context(|| {
                format!("the survey has no variable `{name}`; its codebook lists them")
            })
        })
        .collect::<Result<_>>()?;
    tell_waiting(&app, &slug)?;
    let mut out = csv::Writer::from_writer(std::io::stdout().lock());
    out.write_record(["variable", "cell", "is_missing", "responses"])?;
    let mut write = |column: &Column| -> Result<()> {
        for (cell, count) in column.count(None) {
            let (cell, is_missing) = match cell {
                Cell::Value(value) => (value.clone(), "0"),
                Cell::Missing(code) => (code.to_string(), "1"),
            };
            out.write_record([column.name.as_str(), &cell, is_missing, &count.to_string()])?;
        }
        Ok(())
    };
    named.into_iter().try_for_each(&mut write)?;
    if variables.is_empty() {
        let few = dataset.columns().iter().filter(|column| column.cells() <= MOST_CELLS);
        few.into_iter().try_for_each(&mut write)?;
    }
    Ok(out.flush()?)
}
