//! The organisation: its name, crest and colours, and what it demands of its staff.

use askama::Template;

use super::StaffFrame;
use crate::domain::look::{Colour, OrganisationLook, Palette};
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
    /// The fields that are wrong, and how.
    pub problems: Vec<(&'static str, String)>,
    /// What was saved just now.
    pub saved: Option<OrganisationPart>,
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
}

impl OrganisationPart {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Name, Self::Look, Self::Factor];

    /// Its word in the address and in the texts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Look => "look",
            Self::Factor => "factor",
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
