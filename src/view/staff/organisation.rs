//! The organisation: its name, crest and colours, and what it demands of its staff.

use askama::Template;

use super::StaffFrame;
use crate::domain::look::{Colour, OrganisationLook, Palette};
use crate::engine::model::Text;
use crate::i18n::Locale;

/// The page of an organisation.
#[derive(Debug, Template)]
#[template(path = "staff/organisation.html")]
pub struct OrganisationPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// Its name, or what was typed.
    pub name: String,
    /// Its colour, or what was typed; empty for ours.
    pub colour: String,
    /// Its second colour, likewise.
    pub accent: String,
    /// Its look as it is.
    pub look: OrganisationLook,
    /// Whoever manages accounts needs a second factor.
    pub needs_factor: bool,
    /// The sender of mails; nothing where no mail is sent.
    pub sender: Option<String>,
    /// What it says of itself to those who are asked.
    pub publisher: Vec<PublisherField>,
    /// For how many months answers are kept, or what was typed; empty where that is not said.
    pub keep_months: String,
    /// The fields that are wrong, and how.
    pub problems: Vec<(&'static str, String)>,
    /// What was saved just now.
    pub saved: Option<OrganisationPart>,
}

/// A part of what it says of itself.
#[derive(Debug)]
pub struct PublisherField {
    /// Which one.
    pub key: &'static str,
    /// In which language; none where that makes no difference.
    pub language: Option<&'static str>,
    /// What it says.
    pub value: String,
    /// It has several lines.
    pub is_long: bool,
}

impl PublisherField {
    /// A text in one language; empty where that has none.
    pub fn text(key: &'static str, language: &'static str, text: &Text) -> Self {
        let value = match text {
            Text::Absent => "",
            Text::Same(text) => text,
            Text::By(all) => all.get(language).map_or("", String::as_str),
        };
        let is_long = matches!(key, "imprint" | "privacy");
        Self { key, language: Some(language), value: value.to_owned(), is_long }
    }

    /// What is the same in every language.
    pub fn word(key: &'static str, word: &str) -> Self {
        Self { key, language: None, value: word.to_owned(), is_long: false }
    }

    fn name(&self) -> String {
        match self.language {
            Some(language) => format!("{}-{language}", self.key),
            None => self.key.to_owned(),
        }
    }

    fn label(&self, t: &Locale) -> String {
        let label = t.text(&format!("prop-publisher-{}", self.key));
        match self.language.and_then(Locale::find) {
            Some(language) => format!("{label} ({})", language.name()),
            None => label.into_owned(),
        }
    }
}

/// What is saved at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrganisationPart {
    /// The name.
    Name,
    /// Crest and colours.
    Look,
    /// Whether a second factor is demanded.
    Factor,
    /// What it says of itself.
    Publisher,
    /// For how long it keeps answers.
    Retention,
}

impl OrganisationPart {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Name, Self::Look, Self::Factor, Self::Publisher, Self::Retention];

    /// Its word in the address and in the texts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Look => "look",
            Self::Factor => "factor",
            Self::Publisher => "publisher",
            Self::Retention => "retention",
        }
    }
}

impl OrganisationPage<'_> {
    fn problem(&self, field: &str) -> Option<&str> {
        self.problems.iter().find(|(name, _)| *name == field).map(|(_, words)| words.as_str())
    }

    fn saved(&self) -> Option<String> {
        let t = self.frame.t;
        Some(t.text(&format!("organisation-saved-{}", self.saved?.word())).into_owned())
    }

    /// The colours as pages use them, where they had to be changed to be read.
    fn shades(&self) -> Vec<String> {
        let Some(colours) = self.look.colours else { return Vec::new() };
        let (light, dark) = (Palette::light(colours), Palette::dark(colours));
        [
            ("light", colours.colour, light.accent),
            ("dark", colours.colour, dark.accent),
            ("light", colours.accent, light.second),
            ("dark", colours.accent, dark.second),
        ]
        .into_iter()
        .filter(|(_, wanted, used)| wanted != used)
        .map(|(place, wanted, used)| shade(self.frame.t, place, wanted, used))
        .collect()
    }

    fn sender(&self) -> String {
        let t = self.frame.t;
        match &self.sender {
            Some(sender) => t.with("organisation-sender", &[("sender", sender.as_str().into())]),
            None => t.text("organisation-no-mail").into_owned(),
        }
    }
}

fn shade(t: &Locale, place: &str, wanted: Colour, used: Colour) -> String {
    let values = [("wanted", wanted.to_string().into()), ("used", used.to_string().into())];
    t.with(&format!("organisation-shade-{place}"), &values)
}
