//! Questionnaire files in and out: bytes to the engine's model and back. Pure: files beside the
//! questionnaire are asked for through [`Beside`].

pub mod json;
pub mod workbook;
pub mod xlsform;

/// Reads files that stand beside a questionnaire (choice lists, code frames).
pub trait Beside {
    /// The bytes of the file with this relative path, or why there are none.
    fn read(&self, path: &str) -> Result<Vec<u8>, String>;
}

/// No files at all: for documents that have everything written out.
#[derive(Debug)]
pub struct Nothing;

impl Beside for Nothing {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        Err(format!("`{path}` cannot be read here"))
    }
}
