//! Keeps the promises that the compiler cannot see: import borders, file lengths, texts, licences.
//!
//! Each test lists every offence at once, with file and line. Start reading at [`borders`].

mod borders;
mod files;
mod licences;
mod names;
mod problems;
mod style_sheets;
mod texts;
mod types;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// What a tidy test returns: reading the tree may fail, and then the test must.
type Outcome = Result<(), Box<dyn std::error::Error>>;

/// A text file of the repository.
#[derive(Clone)]
struct TextFile {
    /// Relative to the root, with `/`.
    path: String,
    text: String,
}

impl TextFile {
    /// The lines with their numbers.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files under a folder with this extension, sorted; none when the folder is absent.
fn files_under(folder: &str, extension: &str) -> io::Result<Vec<TextFile>> {
    let mut found = Vec::new();
    let mut waiting = vec![root().join(folder)];
    while let Some(folder) = waiting.pop() {
        for entry in folders_and_files(&folder)? {
            if entry.is_dir() {
                if entry.file_name().is_none_or(|name| name != "node_modules") {
                    waiting.push(entry);
                }
            } else if entry.extension().is_some_and(|found| found == extension) {
                found.push(TextFile { path: relative(&entry), text: fs::read_to_string(&entry)? });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// What is directly in a folder, sorted; nothing when it is absent.
fn folders_and_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut entries = fs::read_dir(folder)?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    Ok(entries)
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// Fails with the rule and all offences against it.
#[track_caller]
fn assert_none(rule: &str, offences: &[String]) {
    assert!(offences.is_empty(), "{rule}\n  {}\n", offences.join("\n  "));
}
