//! The pictures, sounds and films of a question or choice, and a field by which another one is chosen.

use serde_json::Value;

use super::field::{APART, Asking, field_name};
use crate::engine::edit::Element;
use crate::engine::media::{MediaFormat, ROLES};
use crate::i18n::Locale;

/// The beginning of what the button says that takes a file away: `nofile-image=question:harbour`.
pub const DROP_FILE: &str = "nofile-";

/// What is shown with an element.
#[derive(Debug, Default)]
pub struct MediaView {
    /// The name of the field for another file.
    pub field: String,
    /// The element's key in forms.
    pub key: String,
    /// The files that are shown.
    pub shown: Vec<MediumView>,
}

/// A file.
#[derive(Debug)]
pub struct MediumView {
    /// As what it is shown.
    pub role: &'static str,
    /// Its name in the questionnaire.
    pub name: String,
    /// Where it is; none where it is not there.
    pub href: Option<String>,
    /// Whether it is a picture.
    pub is_picture: bool,
}

impl MediaView {
    /// What a browser offers for choosing.
    pub(super) fn accept(&self) -> String {
        MediaFormat::ALL.map(MediaFormat::media_type).join(",")
    }
}

impl MediumView {
    /// The key of what it is called.
    pub(super) fn word(&self) -> String {
        format!("media-{}", self.role)
    }

    /// What the button is called that takes it away.
    pub(super) fn removal(&self, t: &Locale) -> String {
        let what = format!("{} {}", t.text(&self.word()), self.name);
        t.with("media-remove-this", &[("what", what.into())])
    }

    /// What it says.
    pub(super) fn drop(&self, key: &str) -> String {
        format!("{DROP_FILE}{}={key}", self.role)
    }
}

impl Asking<'_> {
    /// What is shown with an element that has this `media`.
    pub(super) fn media_of(&self, of: &Element, media: Option<&Value>) -> MediaView {
        let shown = ROLES.into_iter().filter_map(|role| {
            let name = self.file_in(media?.get(role)?)?;
            let file = self.definition.files.get(&name);
            Some(MediumView {
                href: file.map(|file| format!("{}/{}", self.files, file.name())),
                is_picture: file.is_some_and(|file| file.format.is_picture()),
                role,
                name,
            })
        });
        MediaView { field: field_name(of, "media"), key: of.to_string(), shown: shown.collect() }
    }

    /// The file in the language that is looked at, else in the first that has one.
    fn file_in(&self, text: &Value) -> Option<String> {
        let name = match text {
            Value::Object(by) => {
                let first = self.definition.languages.iter().find_map(|it| by.get(it));
                by.get(self.language).or(first)?.as_str()?
            }
            same => same.as_str()?,
        };
        (!name.is_empty()).then(|| name.to_owned())
    }
}

/// The element of whose file a field is the choice, and nothing for other fields.
pub fn chosen_for(field: &str) -> Option<Element> {
    let (of, key) = field.split_once(APART)?;
    (key == "media").then(|| of.parse().ok())?
}
