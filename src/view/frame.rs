//! What surrounds every page of a survey: who asks, the languages, help and legal pages.

use std::borrow::Cow;
use std::ops::Deref;

use jiff::civil::Date;

use crate::domain::Terms;
use crate::domain::look::OrganisationLook;
use crate::engine::holding;
use crate::engine::media::MediaFile;
use crate::engine::model::{Definition, Text};
use crate::engine::show::{Localized, Passage, Rich};
use crate::i18n::Locale;

use super::Hidden;
use super::assets;
use super::pretest::PretestStrip;
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
    /// Our links take along what is typed there, too: they are buttons of that form.
    pub leaves: bool,
    /// What was typed on the form that led here, carried to be brought back.
    pub carried: Option<Hidden<'a>>,
    /// The place of the survey that this page was opened from; empty for its first page.
    pub from: Option<&'a str>,
    /// The survey is over, and who has begun may finish up to and including this day.
    pub ending: Option<Date>,
    /// The look of the organisation.
    pub look: OrganisationLook,
    /// What stands beside the page when its author tries the questionnaire out.
    pub panel: Option<Panel>,
    /// What a pretest adds to the page.
    pub pretest: Option<PretestStrip>,
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
    /// The first in which only buttons and messages are to be had.
    pub begins_rest: bool,
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
            // Every page says which survey it belongs to.
            survey: match get(&definition.title) {
                title if title.is_empty() => Localized::plain(definition.name.as_str()),
                title => title,
            },
            publisher: get(&publisher.name),
            unit: get(&publisher.unit),
            contact: Some(ContactDetails {
                name: get(&publisher.contact),
                phone: &publisher.phone,
                email: &publisher.email,
                hours: get(&publisher.hours),
            })
            .filter(|it| !(it.phone.is_empty() && it.email.is_empty())),
            terms: Terms::default(),
            languages: switch(t, here),
            form: None,
            leaves: false,
            carried: None,
            from: None,
            t,
            base,
            here,
            ending: None,
            panel: None,
            pretest: None,
            look: OrganisationLook::default(),
        }
    }

    /// The frame where no survey is known: an unknown address, a fault on our side.
    pub fn bare(t: &'static Locale, here: &'a str) -> PageFrame<'a> {
        PageFrame {
            languages: switch(t, here),
            form: None,
            leaves: false,
            carried: None,
            from: None,
            t,
            base: "",
            here,
            survey: Localized::default(),
            publisher: Localized::default(),
            unit: Localized::default(),
            contact: None,
            ending: None,
            panel: None,
            pretest: None,
            look: OrganisationLook::default(),
            terms: Terms::default(),
        }
    }

    /// The same where the questions are in these languages only: those without an interface of their own come in,
    /// and those in which only buttons and messages are to be had come last.
    pub fn spoken_in<'s>(mut self, spoken: impl Iterator<Item = &'s str>) -> Self {
        let spoken: Vec<&str> = spoken.collect();
        let (t, here) = (self.t, self.here);
        let guests = spoken.iter().filter_map(|code| Locale::of(code));
        let guests: Vec<_> = guests.filter(|it| !std::ptr::eq(it.interface(), *it)).collect();
        // One of ours that the questionnaire writes in another way (`EN`) is offered once.
        let is_twice = |it: &Locale| guests.iter().any(|guest| guest.name() == it.name());
        self.languages.retain(|it| spoken.contains(&it.locale.code()) || !is_twice(it.locale));
        self.languages.extend(guests.iter().map(|guest| language_link(guest, t, here)));
        let (mut first, mut rest): (Vec<_>, Vec<_>) =
            self.languages.into_iter().partition(|it| spoken.contains(&it.locale.code()));
        if let Some(link) = rest.first_mut() {
            link.begins_rest = true;
        }
        first.append(&mut rest);
        self.languages = first;
        self
    }

    /// The same around a form with something to type: the switch takes along what is typed.
    pub fn with_form(self) -> Self {
        // Names of questions have no dot, so no field has this id.
        PageFrame { form: Some("typed.form"), ..self }
    }

    /// The same around a form whose typed words our links take along, too: answers, a code, an address.
    pub fn with_typed(self) -> Self {
        PageFrame { leaves: true, ..self.with_form() }
    }

    /// The same around a page that carries what was typed on the page that led there.
    pub fn carrying(self, carried: Hidden<'a>) -> Self {
        PageFrame { carried: Some(carried), ..self.with_typed() }
    }

    /// The same around a side page that was opened from a place of the survey.
    pub fn opened_from(mut self, place: &'a str) -> Self {
        let languages = self.languages.iter_mut().filter(|_| !place.is_empty());
        for language in languages {
            language.href = format!("{}?from={place}&lang={}", self.here, language.locale.code());
        }
        PageFrame { from: Some(place), ..self }
    }

    /// Address of the organisation's own style sheet.
    pub(super) fn own_sheet(&self) -> Option<String> {
        Some(format!("{}/look/{}", self.base, self.look.sheet_file()?))
    }

    /// Address of the organisation's crest, and what it is, in words.
    pub(super) fn crest(&self) -> Option<(String, String)> {
        let address = format!("{}/look/{}", self.base, self.look.crest_file()?);
        let organisation = self.publisher.text.into();
        Some((address, self.t.with("crest-of", &[("organisation", organisation)])))
    }

    /// Address of a side page, which then knows the way back here; from a side page, to where that was
    /// opened.
    pub fn aside(&self, place: &str) -> String {
        let here = self.here.strip_prefix(self.base).unwrap_or_default();
        let from = self.from.unwrap_or_else(|| here.trim_start_matches('/'));
        match from {
            "" => self.at(place),
            from => format!("{}?from={from}", self.at(place)),
        }
    }

    /// Address of the page that a side page was opened from; else of the survey's first page.
    pub fn way_back(&self) -> String {
        match self.from.unwrap_or_default() {
            "" => self.base.to_owned(),
            place => self.at(place),
        }
    }

    /// Address of the page whose form this one carries.
    pub(super) fn carried_to(&self) -> String {
        match self.from {
            Some(from) if !from.is_empty() => format!("{}?from={from}", self.here),
            _ => self.here.to_owned(),
        }
    }

    /// What the button that leads there says.
    pub(super) fn carried_words(&self) -> Cow<'_, str> {
        let is_question = self.here.starts_with(&self.at("p/"));
        self.t.text(if is_question { "way-page" } else { "respond-back" })
    }

    /// The name of a legal page.
    pub(super) fn legal(&self, place: &str) -> Cow<'_, str> {
        self.t.text(&format!("legal-{place}"))
    }

    /// What the link to [`Self::way_back`] says.
    pub(super) fn way_back_words(&self) -> Cow<'_, str> {
        let from = self.from.unwrap_or_default();
        let is_question = from == "review" || from.starts_with("p/");
        self.t.text(match from {
            "" => "way-start",
            _ if is_question => "way-page",
            _ => "respond-back",
        })
    }

    /// What of a text around the questions holds for this survey.
    pub(super) fn held<'t>(
        &self,
        localized: Localized<'t, &'t str>,
    ) -> Localized<'t, Cow<'t, str>> {
        localized.with(|text| holding(text, &|word| self.terms.hold(word)))
    }

    /// The same as formatted text.
    pub(super) fn held_passage<'t>(&self, localized: Localized<'t, &'t str>) -> Passage<'t> {
        self.held(localized).with(|text| Cow::Owned(Rich::parse(&text)))
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
    Locale::list().iter().map(|locale| language_link(locale, t, here)).collect()
}

fn language_link(locale: &'static Locale, t: &Locale, here: &str) -> LanguageLink {
    LanguageLink {
        locale,
        href: format!("{here}?lang={}", locale.code()),
        is_current: locale.code() == t.code(),
        begins_rest: false,
    }
}

/// The id of a field as it stands in an address: brackets of instances are not allowed there.
pub fn fragment(id: &str) -> String {
    format!("#{}", id.replace('[', "%5B").replace(']', "%5D"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Mode, Terms};

    /// Each word for a paragraph is known to both sides: it holds for some surveys and not for others.
    #[test]
    fn every_condition_of_a_paragraph_is_decided_by_what_a_survey_is() {
        let offers = |on: bool| Terms {
            open_door: on,
            withdrawal: on,
            draw: on,
            report: on,
            ..Terms::default()
        };
        for word in crate::engine::CONDITIONS {
            let held = [Mode::Open, Mode::Anonymous, Mode::Confidential]
                .into_iter()
                .flat_map(|mode| [false, true].map(|on| Terms { mode, ..offers(on) }.hold(word)));
            let held: Vec<bool> = held.collect();
            assert!(held.contains(&true) && held.contains(&false), "{word}: {held:?}");
        }
    }

    #[test]
    fn telephone_numbers_can_be_dialled() {
        let tel = |phone| ContactDetails { phone, ..ContactDetails::default() }.tel();
        assert_eq!(tel("04401 927-0"), "tel:+4944019270");
        assert_eq!(tel("+49 (4401) 927"), "tel:+494401927");
        assert_eq!(tel("0049 4401 927"), "tel:00494401927");
        assert_eq!(tel("115"), "tel:115");
    }
}
