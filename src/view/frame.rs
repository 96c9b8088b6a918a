//! What surrounds every page of a survey: who asks, the languages, help and legal pages.

use std::ops::Deref;

use jiff::civil::Date;

use crate::domain::Mode;
use crate::engine::media::MediaFile;
use crate::engine::model::{Definition, Text};
use crate::engine::show::Localized;
use crate::i18n::Locale;

use super::assets;
use super::rich::{self, Html};
use super::trial::Panel;

/// The frame of a resident's page.
#[derive(Debug, Clone)]
pub struct PageFrame<'a> {
    /// The language of the page.
    pub t: &'static Locale,
    /// The survey's address without a slash at the end: `/s/wesermarsch`.
    pub base: &'a str,
    /// The address of this page, which the language links lead back to.
    pub here: &'a str,
    /// The survey's title; empty where no survey is known.
    pub survey: Localized<'a, &'a str>,
    /// The public body that asks.
    pub publisher: Localized<'a, &'a str>,
    /// Its unit; may be empty.
    pub unit: Localized<'a, &'a str>,
    /// Whom to ask back.
    pub contact: Option<ContactDetails<'a>>,
    /// What the survey promises and offers.
    pub terms: Terms,
    /// The languages to choose from; no switch is shown for fewer than two.
    pub languages: Vec<LanguageLink>,
    /// The form whose values the switch takes along, by its id; without one the switch is links.
    pub form: Option<&'static str>,
    /// The survey is over, and who has begun may finish up to and including this day.
    pub ending: Option<Date>,
    /// What stands beside the page when its author tries the questionnaire out.
    pub panel: Option<Panel>,
}

/// What a survey promises and offers, as it was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// How far answers are from people.
    pub mode: Mode,
    /// Anybody may answer without a code, too.
    pub open_door: bool,
    /// There are withdrawal codes.
    pub withdrawal: bool,
    /// There is a prize draw.
    pub draw: bool,
    /// The results come by mail.
    pub report: bool,
}

impl Terms {
    /// Whether people come with codes.
    pub fn has_codes(&self) -> bool {
        self.mode != Mode::Open
    }
}

impl Default for Terms {
    /// The least that can be promised, where no survey is known.
    fn default() -> Self {
        let (open_door, withdrawal, draw, report) = Default::default();
        Self { mode: Mode::Open, open_door, withdrawal, draw, report }
    }
}

/// Whom to ask back.
#[derive(Debug, Clone, Default)]
pub struct ContactDetails<'a> {
    /// Name of the person or desk.
    pub name: Localized<'a, &'a str>,
    /// Telephone number as printed.
    pub phone: &'a str,
    /// E-mail address.
    pub email: &'a str,
    /// When the telephone is answered; may be empty.
    pub hours: Localized<'a, &'a str>,
}

/// A link of the language switch.
#[derive(Debug, Clone)]
pub struct LanguageLink {
    /// What it leads to.
    pub locale: &'static Locale,
    /// The page in that language: `HERE?lang=en`.
    pub href: String,
    /// The language of this page.
    pub is_current: bool,
}

impl<'a> PageFrame<'a> {
    /// The frame of a survey's page. `t` is the language of the page, `here` its address.
    pub fn new(
        definition: &'a Definition,
        t: &'static Locale,
        base: &'a str,
        here: &'a str,
    ) -> PageFrame<'a> {
        let get = |text: &'a Text| text.localized(t.code(), &definition.languages);
        let publisher = &definition.publisher;
        PageFrame {
            survey: get(&definition.title),
            publisher: get(&publisher.name),
            unit: get(&publisher.unit),
            contact: Some(ContactDetails {
                name: get(&publisher.contact),
                phone: &publisher.phone,
                email: &publisher.email,
                hours: get(&publisher.hours),
            }),
            terms: Terms::default(),
            languages: switch(t, here),
            form: None,
            t,
            base,
            here,
            ending: None,
            panel: None,
        }
    }

    /// The frame where no survey is known: an unknown address, a fault on our side.
    pub fn bare(t: &'static Locale, here: &'a str) -> PageFrame<'a> {
        PageFrame {
            languages: switch(t, here),
            form: None,
            t,
            base: "",
            here,
            survey: Localized::default(),
            publisher: Localized::default(),
            unit: Localized::default(),
            contact: None,
            ending: None,
            panel: None,
            terms: Terms::default(),
        }
    }

    /// The same around a form with something to type: the switch takes along what is typed.
    pub fn with_form(self) -> Self {
        // Names of questions have no dot, so no field has this id.
        PageFrame { form: Some("typed.form"), ..self }
    }

    /// A line of author text, marked where its language is not the page's.
    pub(super) fn say<T: Deref<Target = str>>(&self, localized: &Localized<'_, T>) -> Html {
        rich::line(self.t, localized)
    }

    /// The attributes that mark an element with a line of author text, where nothing can be inside.
    pub(super) fn mark<T>(&self, localized: &Localized<'_, T>) -> Html {
        rich::mark(self.t, localized.language.as_deref())
    }

    /// Up to when who has begun may finish, when the survey is over.
    pub(crate) fn ending_note(&self) -> Option<String> {
        let day = self.t.date(self.ending?);
        Some(self.t.with("ending-note", &[("day", day.into())]))
    }

    /// Address of a place of the survey: `at("review")` is `/s/wesermarsch/review`.
    pub fn at(&self, place: &str) -> String {
        format!("{}/{place}", self.base)
    }

    /// Address of a page of questions. The prefix keeps pages apart from the fixed places.
    pub fn page(&self, name: &str) -> String {
        self.at(&format!("p/{name}"))
    }

    /// Address of a picture, sound or film.
    pub fn media(&self, file: &MediaFile) -> String {
        self.at(&format!("media/{}", file.name()))
    }

    /// Address of the stylesheet.
    pub fn stylesheet(&self) -> &'static str {
        assets::stylesheet()
    }

    /// Address of the script that takes a code from a link.
    pub fn code_script(&self) -> &'static str {
        assets::code_script()
    }

    /// Address of the script that shows follow-up questions and keeps a page that is left.
    pub fn page_script(&self) -> &'static str {
        assets::page_script()
    }

    /// A text that names whom to call.
    pub fn with_contact(&self, key: &str) -> String {
        let (name, phone) = self.contact.as_ref().map_or(("", ""), |c| (c.name.text, c.phone));
        self.t.with(key, &[("contact", name.into()), ("phone", phone.into())])
    }

    /// Address of the icon.
    pub fn icon(&self) -> &'static str {
        assets::icon()
    }
}

impl ContactDetails<'_> {
    /// The telephone number as a `tel:` address: digits, with Germany's prefix for a leading zero.
    pub fn tel(&self) -> String {
        let digits: String =
            self.phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        match digits.strip_prefix('0') {
            Some(national) if !national.starts_with('0') => format!("tel:+49{national}"),
            _ => format!("tel:{digits}"),
        }
    }
}

/// Every language of the interface: whoever cannot read a question's language finds her way at
/// least, and texts that are not translated say which language they are in.
fn switch(t: &'static Locale, here: &str) -> Vec<LanguageLink> {
    let language = |locale: &'static Locale| LanguageLink {
        locale,
        href: format!("{here}?lang={}", locale.code()),
        is_current: locale.code() == t.code(),
    };
    Locale::list().iter().map(language).collect()
}

/// The id of a field as it stands in an address: brackets of instances are not allowed there.
pub fn fragment(id: &str) -> String {
    format!("#{}", id.replace('[', "%5B").replace(']', "%5D"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_can_be_dialled() {
        let tel = |phone| ContactDetails { phone, ..ContactDetails::default() }.tel();
        assert_eq!(tel("04401 927-0"), "tel:+4944019270");
        assert_eq!(tel("+49 (4401) 927"), "tel:+494401927");
        assert_eq!(tel("0049 4401 927"), "tel:00494401927");
        assert_eq!(tel("115"), "tel:115");
    }
}
