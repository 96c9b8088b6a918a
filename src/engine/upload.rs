//! Files as answers: which there may be, how large they are, and what they are called. Pure: what
//! is in a file, and where it is kept, is not known here. The answer is the file's name.

use std::ops::RangeInclusive;

use super::Questionnaire;
use super::answers::split_name;
use super::model::Upload;

/// Most bytes of a file as it is sent.
pub const MOST_BYTES: usize = 10 << 20;
/// Most files that belong to one interview.
pub const MOST_FILES: usize = 20;
/// The longer side of a picture that is kept, when the author says nothing.
pub(super) const PIXELS: u32 = 2048;
/// What an author may say instead: less shows nothing, more is not needed.
pub(super) const POSSIBLE_PIXELS: RangeInclusive<u32> = 16..=4096;

/// Letters of a name; nothing of what a resident called her file is kept.
pub const LETTERS: usize = 8;

impl Upload {
    /// How the names of such files end; in small letters.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Upload::Image => &["jpg", "jpeg", "png", "webp"],
            Upload::Audio => &["mp3", "m4a", "ogg", "wav"],
            Upload::Video => &["mp4", "webm"],
            Upload::File => &["pdf", "odt", "ods", "docx", "xlsx", "txt", "csv"],
        }
    }

    /// What a browser offers for choosing. Naming pictures by their media type lets telephones
    /// convert those of their own format.
    pub fn accept(self) -> &'static str {
        match self {
            Upload::Image => "image/jpeg,image/png,image/webp",
            Upload::Audio => ".mp3,.m4a,.ogg,.wav",
            Upload::Video => ".mp4,.webm",
            Upload::File => ".pdf,.odt,.ods,.docx,.xlsx,.txt,.csv",
        }
    }

    /// How the names of kept files begin.
    fn stem(self) -> &'static str {
        match self {
            Upload::Image => "photo",
            Upload::Audio => "audio",
            Upload::Video => "video",
            Upload::File => "file",
        }
    }

    /// The name of a kept file: `photo-` with these letters and `.jpg`.
    pub fn name(self, letters: &str, extension: &str) -> String {
        format!("{}-{letters}.{extension}", self.stem())
    }

    /// Whether a file that is kept could have this name.
    pub fn is_name(self, name: &str) -> bool {
        let rest = name.strip_prefix(self.stem()).and_then(|rest| rest.strip_prefix('-'));
        rest.and_then(|rest| rest.split_once('.')).is_some_and(|(letters, extension)| {
            letters.len() == LETTERS
                && letters.bytes().all(|letter| letter.is_ascii_lowercase())
                && self.extensions().contains(&extension)
        })
    }
}

/// What kind of file a question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WantedFile {
    /// The kind of file.
    pub upload: Upload,
    /// The longer side to which a picture is scaled down.
    pub pixels: u32,
}

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileProblem {
    /// More than [`MOST_BYTES`].
    TooLarge,
    /// Of a type that is not taken here, or not what its name says.
    WrongType,
    /// Broken.
    Unreadable,
    /// A picture of more points than can be worked with.
    TooManyPixels,
    /// There are [`MOST_FILES`] already.
    TooMany,
    /// The file that the form names is not there (any more).
    Gone,
    /// Whoever keeps the files takes none at the moment.
    NoRoom,
}

impl FileProblem {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::TooLarge,
        Self::WrongType,
        Self::Unreadable,
        Self::TooManyPixels,
        Self::TooMany,
        Self::Gone,
        Self::NoRoom,
    ];

    /// A word for it, by which a form carries it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::WrongType => "wrong-type",
            Self::Unreadable => "unreadable",
            Self::TooManyPixels => "too-many-pixels",
            Self::TooMany => "too-many",
            Self::Gone => "gone",
            Self::NoRoom => "no-room",
        }
    }

    /// The problem of this word.
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|problem| problem.as_str() == word)
    }
}

/// A file that is asked for.
#[derive(Debug)]
pub struct UploadField {
    /// What kind of file.
    pub upload: Upload,
    /// The file that is there.
    pub stored: Option<StoredFile>,
    /// It is to be removed.
    pub remove: bool,
}

/// A file that is kept.
#[derive(Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// The name under which it is kept.
    pub name: String,
    /// How large it is. Unknown here; whoever keeps the files puts it in.
    pub bytes: Option<u64>,
}

/// The field that takes a file away.
pub fn remove_field(name: &str) -> String {
    format!("{name}.remove")
}

/// The field that tells what is wrong with a file.
pub fn problem_field(name: &str) -> String {
    format!("{name}.problem")
}

impl Questionnaire {
    /// The question for a file whose answer this name is, in a repeat with the numbers of the
    /// instance: `photo[2]`.
    pub fn find_upload(&self, name: &str) -> Option<WantedFile> {
        let (local, _) = split_name(name);
        let question = &self.questions[self.slots[self.find_slot(&local)?].question];
        let definition = &question.definition;
        let pixels = definition.max_pixels.unwrap_or(PIXELS);
        let pixels = pixels.clamp(*POSSIBLE_PIXELS.start(), *POSSIBLE_PIXELS.end());
        Some(WantedFile { upload: definition.upload?, pixels })
    }

    /// Whether it asks for files.
    pub fn has_uploads(&self) -> bool {
        self.questions.iter().any(|question| question.definition.upload.is_some())
    }

    /// Whether a page asks for files.
    pub fn takes_files(&self, page: usize) -> bool {
        let mut questions = self.questions[self.pages[page].questions.clone()].iter();
        questions.any(|question| question.definition.upload.is_some())
    }

    /// Those of these answers that are names of files.
    pub fn files<'a>(
        &self,
        answers: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Vec<(&'a str, &'a str)> {
        let is_file = |(name, value): &(&str, &str)| {
            self.find_upload(name).is_some_and(|wanted| wanted.upload.is_name(value))
        };
        if self.has_uploads() { answers.filter(is_file).collect() } else { Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_ours_are_names() {
        assert_eq!(Upload::Image.name("abcdefgh", "jpg"), "photo-abcdefgh.jpg");
        assert!(Upload::Image.is_name("photo-abcdefgh.jpg"));
        for name in [
            "",
            "photo-abcdefgh",
            "photo-abcdefg.jpg",
            "photo-abcdefgH.jpg",
            "photo-abcdefgh.exe",
            "photo-abcdefgh.tar.jpg",
            "file-abcdefgh.pdf",
            "../photo-abcdefgh.jpg",
            "-8",
        ] {
            assert!(!Upload::Image.is_name(name), "{name}");
        }
    }

    #[test]
    fn a_problem_is_found_by_its_word() {
        for problem in FileProblem::ALL {
            assert_eq!(FileProblem::find(problem.as_str()), Some(problem));
        }
        assert_eq!(FileProblem::find("other"), None);
    }
}
