//! Questionnaire files in and out: bytes to the engine's model and back. Pure: files beside the
//! questionnaire are asked for through [`Beside`].

pub mod json;

/// Reads files that stand beside a questionnaire (choice lists, code frames).
pub trait Beside {
    /// The bytes of the file with this relative path, or why there are none.
    fn read(&self, path: &str) -> Result<Vec<u8>, String>;
}

/// The files beside a questionnaire in a directory.
#[derive(Debug)]
pub struct Directory(pub std::path::PathBuf);

impl Beside for Directory {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        use std::path::Component;
        let relative = std::path::Path::new(path);
        if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(format!("`{path}` must lie beside or below the questionnaire"));
        }
        std::fs::read(self.0.join(relative)).map_err(|error| format!("`{path}`: {error}"))
    }
}

/// No files at all: for documents that have everything written out.
#[derive(Debug)]
pub struct Nothing;

impl Beside for Nothing {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        Err(format!("`{path}` cannot be read here"))
    }
}
