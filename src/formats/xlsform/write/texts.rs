//! Texts in several languages become cells.

use std::collections::BTreeMap;

use crate::engine::model::Text;

use super::super::lists::MEDIA;
use super::grid::{CellKey, RowCells};

/// Writes texts as the author's columns want them.
#[derive(Clone, Copy)]
pub(super) struct TextWriter<'w> {
    /// The language of columns that name none.
    pub(super) default: &'w str,
    /// Whether there is a column for a field in the default language, under its name.
    pub(super) has_default: &'w dyn Fn(&'static str) -> bool,
}

impl TextWriter<'_> {
    /// A text that is the same in all languages goes into the column that names none; so does the
    /// one in the default language, where its own column is not there.
    pub(super) fn text(&self, line: &mut RowCells, field: &'static str, text: &Text) {
        match text {
            Text::Absent => {}
            Text::Same(text) => line.push((CellKey::Field(field), text.clone())),
            Text::By(texts) => {
                for (code, text) in texts {
                    let unnamed =
                        code == self.default && texts.len() > 1 && !(self.has_default)(field);
                    let key = match unnamed {
                        true => CellKey::Field(field),
                        false => CellKey::In(field, code.clone()),
                    };
                    line.push((key, text.clone()));
                }
            }
        }
    }

    pub(super) fn media(&self, line: &mut RowCells, media: &BTreeMap<String, Text>) {
        for (kind, text) in media {
            if let Some(field) = MEDIA.iter().find(|known| **known == kind) {
                self.text(line, field, text);
            }
        }
    }
}
