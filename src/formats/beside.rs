//! Files beside a questionnaire that were read, and where in them a problem is: whoever mends it opens that
//! file and not the questionnaire.

use std::collections::BTreeMap;

use super::json::Positions;
use crate::engine::problem::{FilePlace, Problem};

/// The files of lists and frames, by the pointer of what they hold.
#[derive(Debug, Default)]
pub(super) struct FilesBeside(BTreeMap<String, FileBeside>);

#[derive(Debug)]
struct FileBeside {
    name: String,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Frame(Vec<u8>),
    /// The line of each choice, where that is known.
    List(Vec<usize>),
}

impl FilesBeside {
    pub(super) fn frame(&mut self, pointer: String, name: String, text: Vec<u8>) {
        self.0.insert(pointer, FileBeside { name, content: Content::Frame(text) });
    }

    pub(super) fn list(&mut self, pointer: String, name: String, lines: Vec<usize>) {
        self.0.insert(pointer, FileBeside { name, content: Content::List(lines) });
    }

    /// Says of every problem within one of the files where it is there.
    pub(super) fn locate(&self, problems: &mut [Problem]) {
        for (pointer, file) in &self.0 {
            let is_inside = |path: &str| {
                path.strip_prefix(pointer.as_str()).is_some_and(|rest| rest.starts_with('/'))
            };
            let mut inside =
                problems.iter_mut().filter(|it| is_inside(&it.path) && it.origin.is_none());
            let Some(first) = inside.next() else { continue };
            let finder = file.finder();
            for problem in std::iter::once(first).chain(inside) {
                let (line, column) = finder.find(&problem.path[pointer.len()..]);
                let file = file.name.clone();
                problem.origin = Some(FilePlace::Beside { file, line, column });
            }
        }
    }
}

impl FileBeside {
    fn finder(&self) -> PlaceFinder<'_> {
        match &self.content {
            Content::Frame(text) => PlaceFinder::Frame(Positions::of(text)),
            Content::List(lines) => PlaceFinder::List(lines),
        }
    }
}

/// Line and column of what a pointer within a file leads to.
enum PlaceFinder<'f> {
    Frame(Positions<'f>),
    List(&'f [usize]),
}

impl PlaceFinder<'_> {
    fn find(&self, pointer: &str) -> (Option<usize>, Option<usize>) {
        match self {
            Self::Frame(positions) => match positions.find(pointer) {
                Some(FilePlace::Line { line, column }) => (Some(line), Some(column)),
                _ => (None, None),
            },
            Self::List(lines) => {
                let choice = pointer.split('/').nth(1).and_then(|choice| choice.parse().ok());
                (choice.and_then(|choice: usize| lines.get(choice).copied()), None)
            }
        }
    }
}
