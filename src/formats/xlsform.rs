//! XLSForm: questionnaires as workbooks, as ODK, KoboToolbox, Ona, SurveyCTO and Enketo know them.
//!
//! How a workbook maps to our model is told at the head of [`crate::engine::model`] and, for
//! authors, in `docs/xlsform.md`. Start reading at [`read`].

mod bounds;
mod build;
mod entities;
mod extras;
mod form;
mod headers;
mod instances;
mod kept;
mod languages;
mod lists;
mod names;
mod parameters;
mod places;
mod quotas;
mod range;
mod references;
mod rename;
mod rules;
mod table;
mod translations;
mod tree;
mod types;
mod write;

#[cfg(test)]
mod tests;

pub use places::Places;
pub(super) use write::questions;
pub use write::{Written, write};

use crate::engine::model::Definition;
use crate::engine::problem::Problem;

use super::workbook::Workbook;
use form::XlsForm;
use table::SheetProblems;

/// A form that was read.
#[derive(Debug)]
pub struct ReadForm {
    /// The questionnaire; none where there is nothing to make one of. Where there are errors, it
    /// is good for finding more of them, and for nothing else.
    pub definition: Option<Definition>,
    /// What is wrong, by sheet, row and column.
    pub problems: Vec<Problem>,
    /// Where its parts come from.
    pub places: Places,
}

/// Reads a form. `name` is what it is called if it does not say so itself.
pub fn read(workbook: &Workbook, name: &str) -> ReadForm {
    let mut found = SheetProblems::default();
    let mut form = XlsForm::read(workbook, name, &mut found);
    rules::check(&form, &mut found);
    references::check(&form, &mut found);
    instances::check(&form, &mut found);
    entities::check(&form, &mut found);
    rename::make_unique(&mut form);
    let (definition, places) = build::definition(&form, &mut found);
    let readable = form.survey.has("type");
    ReadForm { definition: readable.then_some(definition), problems: found.0, places }
}
