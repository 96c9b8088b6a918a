//! A field for a file, ready for its template.

use crate::engine::media::UploadField;
use crate::engine::show::ShownQuestion;
use crate::i18n::Locale;

use super::super::files;
use super::control::{ChoiceControl, instead};

/// A field for a file, and what is kept already.
#[derive(Debug)]
pub(in crate::view) struct FileField<'a> {
    /// Types the browser offers.
    pub(in crate::view) accept: &'static str,
    /// Types and size that are taken, and what becomes of what is hidden in a file.
    pub(in crate::view) limit: String,
    /// The name under which a file is kept, and what it is in words.
    pub(in crate::view) stored: Option<(&'a str, String)>,
    /// The kept file is to be removed.
    pub(in crate::view) remove: bool,
    pub(in crate::view) apart: Vec<ChoiceControl<'a>>,
}

pub(super) fn file_field<'a>(
    question: &'a ShownQuestion<'_>,
    field: &'a UploadField,
    t: &Locale,
) -> FileField<'a> {
    FileField {
        accept: field.upload.accept(),
        limit: files::limit(t, field.upload),
        stored: field.stored.as_ref().map(|file| (file.name.as_str(), files::stored(t, file))),
        remove: field.remove,
        apart: instead(question),
    }
}
