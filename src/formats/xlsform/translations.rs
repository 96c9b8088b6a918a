//! The sheet `translations`: what is known of the translations, one row for each statement. Another tool's
//! sheet of that name has other headers, and is kept as it is.

use crate::engine::edit::translation::{cells, element};
use crate::engine::model::{Definition, TextState, TranslationNote};
use crate::engine::problem::{CellPlace, remark};

use super::table::SheetProblems;

/// The sheet's name.
pub(super) const SHEET: &str = "translations";

/// Its headers.
const HEADERS: [&str; 10] = [
    "language",
    "element",
    "list",
    "id",
    "path",
    "state",
    "drafted_by",
    "reviewed_by",
    "source",
    "target",
];

const DRAFT: &str = "draft";
const REVIEWED: &str = "reviewed";

/// Whether rows begin with our headers.
pub(super) fn is_ours(rows: &[Vec<String>]) -> bool {
    rows.first().is_some_and(|row| row.iter().take(HEADERS.len()).eq(HEADERS.iter()))
}

/// The rows of a questionnaire; none where nothing is stated.
pub(super) fn rows(definition: &Definition) -> Vec<Vec<String>> {
    let notes = definition.translations.iter().map(|note| {
        let [what, list, id] = cells(note.of.as_ref());
        let state = match note.state {
            TextState::Draft => DRAFT,
            TextState::Reviewed => REVIEWED,
        };
        let TranslationNote { language, path, drafted_by, reviewed_by, source, target, .. } = note;
        [language, what, list, id, path, state, drafted_by, reviewed_by, source, target]
            .map(str::to_owned)
            .to_vec()
    });
    let mut rows: Vec<Vec<String>> = notes.collect();
    if !rows.is_empty() {
        rows.insert(0, HEADERS.map(str::to_owned).to_vec());
    }
    rows
}

/// What such rows state.
pub(super) fn read(rows: &[Vec<String>], found: &mut SheetProblems) -> Vec<TranslationNote> {
    let mut notes = Vec::new();
    for (row, number) in rows.iter().zip(1..).skip(1) {
        let cell = |index: usize| row.get(index).map(|it| it.trim()).unwrap_or_default();
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let place = |column: usize| CellPlace {
            sheet: SHEET.to_owned(),
            row: Some(number),
            column: Some(HEADERS[column].to_owned()),
        };
        let of = element([cell(1), cell(2), cell(3)]);
        if of.is_none() && !cell(1).is_empty() {
            found.error(place(1), remark!("form-no-value-of", field = HEADERS[1]));
            continue;
        }
        let state = match cell(5) {
            DRAFT => TextState::Draft,
            REVIEWED => TextState::Reviewed,
            _ => {
                found.error(place(5), remark!("form-no-value-of", field = HEADERS[5]));
                continue;
            }
        };
        let text = |index| cell(index).to_owned();
        notes.push(TranslationNote {
            language: text(0),
            of,
            path: text(4),
            state,
            drafted_by: text(6),
            reviewed_by: text(7),
            source: text(8),
            target: text(9),
        });
    }
    notes
}
