//! Pictures, sounds and films that questions and choices show. A questionnaire knows what they are
//! and names them by the hash of their bytes; the bytes lie elsewhere. And the files that answers are.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::model::{ChoiceList, Definition, Page, Question, Text};
use super::problem::token;
use super::scope::Scope;
pub use super::upload::{
    FileProblem, LETTERS, MOST_BYTES, MOST_FILES, StoredFile, UploadField, WantedFile,
    problem_field, remove_field,
};

/// What XLSForm calls them, in the order in which they are shown.
pub const ROLES: [&str; 4] = ["image", "big-image", "audio", "video"];

/// A file as it was found beside the questionnaire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MediaFile {
    /// SHA-256 of its bytes, in hexadecimal.
    pub hash: String,
    /// What it is.
    pub format: MediaFormat,
    /// Width and height of a picture, so that a page knows its room before it is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<(u32, u32)>,
}

impl MediaFile {
    /// Its name in addresses; it changes with the content.
    pub fn name(&self) -> String {
        format!("{}.{}", self.hash, self.format.extension())
    }
}

/// The formats that are served. None of them can hold a script, as SVG can.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaFormat {
    /// A picture.
    Png,
    /// A photograph.
    Jpeg,
    /// A picture.
    Webp,
    /// A sound.
    Mp3,
    /// A sound.
    M4a,
    /// A sound.
    Ogg,
    /// A film.
    Mp4,
    /// A film.
    Webm,
}

impl MediaFormat {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Png, Self::Jpeg, Self::Webp, Self::Mp3, Self::M4a, Self::Ogg, Self::Mp4, Self::Webm];

    /// The format that a file's name promises.
    pub fn of(file: &str) -> Option<Self> {
        let (_, extension) = file.rsplit_once('.')?;
        Some(match extension.to_ascii_lowercase().as_str() {
            "png" => Self::Png,
            "jpg" | "jpeg" => Self::Jpeg,
            "webp" => Self::Webp,
            "mp3" => Self::Mp3,
            "m4a" => Self::M4a,
            "ogg" | "oga" => Self::Ogg,
            "mp4" => Self::Mp4,
            "webm" => Self::Webm,
            _ => return None,
        })
    }

    /// How the names of such files end.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Webp => "webp",
            Self::Mp3 => "mp3",
            Self::M4a => "m4a",
            Self::Ogg => "ogg",
            Self::Mp4 => "mp4",
            Self::Webm => "webm",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Mp3 => "audio/mpeg",
            Self::M4a => "audio/mp4",
            Self::Ogg => "audio/ogg",
            Self::Mp4 => "video/mp4",
            Self::Webm => "video/webm",
        }
    }

    /// Whether it is a picture.
    pub fn is_picture(self) -> bool {
        self.media_type().starts_with("image/")
    }

    /// Whether it can be what a column of this name shows.
    pub fn fits(self, role: &str) -> bool {
        let wanted = if role == "big-image" { "image" } else { role };
        self.media_type().split('/').next() == Some(wanted)
    }
}

/// The bytes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Medium {
    /// Their SHA-256.
    pub hash: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// What is shown with a question or a choice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ShownMedia<'q> {
    /// A picture.
    pub image: Option<&'q MediaFile>,
    /// The same picture, larger.
    pub larger: Option<&'q MediaFile>,
    /// A sound.
    pub audio: Option<&'q MediaFile>,
    /// A film.
    pub video: Option<&'q MediaFile>,
}

impl ShownMedia<'_> {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl<'d> Scope<'d> {
    /// The files with these names that are there, in the language of the page's texts.
    pub(super) fn media(self, names: &'d BTreeMap<String, Text>) -> ShownMedia<'d> {
        if names.is_empty() {
            return ShownMedia::default();
        }
        let definition = &self.evaluation.questionnaire.definition;
        let find = |role: &str| {
            let name = names.get(role)?.localized(self.language(), &definition.languages).text;
            definition.files.get(name).filter(|file| file.format.fits(role))
        };
        let (image, larger) = match (find("image"), find("big-image")) {
            (None, larger) => (larger, None),
            both => both,
        };
        ShownMedia { image, larger, audio: find("audio"), video: find("video") }
    }
}

/// A file that is named somewhere.
#[derive(Debug)]
pub struct NamedFile {
    /// Where, as a JSON pointer.
    pub place: String,
    /// As what.
    pub role: String,
    /// Its name.
    pub file: String,
}

/// Every file that a question or choice names, with its place.
pub fn named_files(definition: &Definition) -> Vec<NamedFile> {
    let mut names = Vec::new();
    for (list, choices) in &definition.lists {
        let ChoiceList::Written(choices) = choices else { continue };
        for (at, choice) in choices.iter().enumerate() {
            add(&choice.media, &format!("/lists/{}/{at}", token(list)), &mut names);
        }
    }
    for (at, page) in definition.pages.iter().enumerate() {
        on_page(page, &format!("/pages/{at}"), &mut names);
    }
    names
}

fn on_page(page: &Page, place: &str, names: &mut Vec<NamedFile>) {
    for (at, inner) in page.pages.iter().enumerate() {
        on_page(inner, &format!("{place}/pages/{at}"), names);
    }
    in_questions(&page.questions, place, names);
}

fn in_questions(questions: &[Question], place: &str, names: &mut Vec<NamedFile>) {
    for (at, question) in questions.iter().enumerate() {
        let place = format!("{place}/questions/{at}");
        add(&question.media, &place, names);
        in_questions(&question.questions, &place, names);
    }
}

fn add(media: &BTreeMap<String, Text>, place: &str, names: &mut Vec<NamedFile>) {
    for (role, text) in media.iter().filter(|(role, _)| ROLES.contains(&role.as_str())) {
        let files = text.all().map(str::to_owned);
        // A name that depends on answers cannot be looked for.
        names.extend(files.filter(|file| !file.is_empty() && !file.contains("${")).map(|file| {
            NamedFile { place: format!("{place}/media/{role}"), role: role.clone(), file }
        }));
    }
}

impl Definition {
    /// Forgets what is noted of files that nothing names any more.
    pub fn forget_unnamed_files(&mut self) {
        if self.files.is_empty() {
            return;
        }
        let named: BTreeSet<String> = named_files(self).into_iter().map(|it| it.file).collect();
        self.files.retain(|name, _| named.contains(name));
    }
}
