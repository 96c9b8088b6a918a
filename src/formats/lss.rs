//! LimeSurvey's exports: surveys (`.lss`), groups (`.lsg`) and questions (`.lsq`).
//!
//! Everything in the file ends in the questionnaire, in the report, or in both: questions keep
//! their codes in the column `lss::code`, and what has no counterpart is kept in columns that begin
//! with `lss::`. `docs/limesurvey.md` says what becomes of what. The way: [`xml`] reads rows,
//! [`source`] gathers the survey, [`plan`] gives names, [`build`] makes pages, with expressions
//! translated by [`script`]. Start reading at [`read`].

mod attributes;
mod build;
mod conditions;
mod html;
mod index;
mod names;
mod plan;
mod quotas;
mod report;
mod script;
mod settings;
mod source;
mod texts;
mod words;
mod xml;

pub use report::{ConversionReport, Fidelity, ReportEntry};

use crate::engine::model::Definition;
use crate::engine::problem::Problem;

/// Reads a file. A file that is no export is one problem; whatever is odd within an export is in
/// the report.
pub fn read(bytes: &[u8]) -> Result<(Definition, ConversionReport), Box<Problem>> {
    let document = xml::read(bytes)?;
    let survey = source::survey(&document);
    let mut names = names::TakenNames::new();
    let mut index = index::Index::default();
    let plans = plan::plan(&survey, &mut names, &mut index);
    let mut import = build::Import::new(&survey, &index, &plans, names);
    let pages = import.pages();
    let definition = import.definition(&document, pages);
    Ok((definition, import.report))
}
