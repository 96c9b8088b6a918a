//! Languages that a questionnaire speaks and the interface does not: its own texts stand among ours in
//! another language.

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::{Language, Locale};
use crate::language;

/// The code of texts whose language nobody has told.
const UNDETERMINED: &str = "und";

/// Languages that only questionnaires speak, see [`Locale::of`].
static GUESTS: Mutex<BTreeMap<&'static str, &'static Locale>> = Mutex::new(BTreeMap::new());

impl Locale {
    /// The locale of a language that a questionnaire speaks. Where the interface has no texts in it, they
    /// are those of what it is a variety of (`en` for `en-GB`), else of the fallback. A code need not be
    /// written as ours: `EN` and `eng` are English, too. None for what is no code of a language.
    pub fn of(code: &str) -> Option<&'static Locale> {
        if let Some(known) = Self::find(code) {
            return Some(known);
        }
        if !language::is_code(code) || code == UNDETERMINED {
            return None;
        }
        let mut guests = GUESTS.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(guest) = guests.get(code) {
            return Some(guest);
        }
        let folded = language::folded(code);
        let broader = || folded.split('-').next().and_then(Self::find);
        let interface = Self::find(&folded).or_else(broader).unwrap_or_else(Self::fallback);
        let guest: &Locale = Box::leak(Box::new(interface.guest(code, &folded)));
        guests.insert(guest.code(), guest);
        Some(guest)
    }

    /// A language with the texts of this one around it. Both names live as long as the program: no more of
    /// them are made than questionnaires speak languages.
    fn guest(&'static self, code: &str, folded: &str) -> Locale {
        let own = |code: &str| language::own_name(code).map(str::to_owned);
        let broader = || Some((own(folded.split_once('-')?.0)?, folded.split_once('-')?.1));
        let name = own(folded).or_else(|| broader().map(|(own, rest)| format!("{own} ({rest})")));
        let language = Language {
            code: code.to_owned().leak(),
            name: name.unwrap_or_else(|| code.to_owned()).leak(),
            staff: None,
            ..self.language
        };
        Locale { language, interface: Some(self), bundle: OnceLock::new() }
    }

    /// The locale whose texts these are: itself, but for a language that only a questionnaire speaks.
    pub fn interface(&self) -> &Locale {
        self.interface.unwrap_or(self)
    }

    /// The attributes of its own name: language and direction.
    pub fn own_name(&self) -> (&str, &str) {
        match self.interface {
            Some(_) => (self.code(), "auto"),
            None => (self.tag(), self.dir()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_of_a_questionnaire_only_has_the_texts_of_another() {
        let of = |code| Locale::of(code).unwrap();
        let all = |it: &Locale| (it.code().to_owned(), it.tag().to_owned(), it.name().to_owned());
        let own = |code: &str, tag: &str, name: &str| (code.into(), tag.into(), name.into());
        assert_eq!(all(of("fr")), own("fr", "de", "Français"));
        assert_eq!(all(of("en-GB")), own("en-GB", "en", "English (GB)"));
        assert_eq!(all(of("tlh")), own("tlh", "de", "tlh"));
        assert_eq!(of("en-GB").text("welcome-resume"), "Continue");
        assert_eq!(of("fr").text("welcome-resume"), "Weitermachen");
        assert_eq!(all(of("EN")), own("EN", "en", "English"));
        assert_eq!(all(of("EN-gb")), own("EN-gb", "en", "English (GB)"));
        assert_eq!(all(of("eng")), own("eng", "en", "English"));
        assert_eq!(all(of("de-Simple")), own("de-Simple", "de", "Leichte Sprache"));
        for english in ["EN", "eng", "EN-GB", "eng-GB"] {
            assert_eq!(of(english).text("welcome-resume"), "Continue", "{english}");
        }
        assert!(std::ptr::eq(of("fr"), of("fr")) && std::ptr::eq(of("de"), Locale::fallback()));
        assert!(Locale::of("und").is_none() && Locale::of("Kurdish (sorani)").is_none());
        assert!(!Locale::list().iter().any(|known| known.code() == "fr"));
    }
}
