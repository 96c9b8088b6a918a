//! Interface texts in the languages the product speaks, from `templates/i18n/*.ftl` (Fluent).
//!
//! Texts of a questionnaire live in the questionnaire; here is only what the product itself says.
//! To add a language, add its file and one line in [`LANGUAGES`]; a test compares the keys.
//! Fluent's isolation marks are off, because texts also leave the page; markup uses `<bdi>`.
//! Start reading at [`Locale`].

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

pub use fluent_bundle::FluentValue as Value;

/// What must be known about a language beside its texts.
struct Language {
    code: &'static str,
    name: &'static str,
    dir: &'static str,
    decimal: char,
    group: char,
    texts: &'static str,
}

/// The languages of the interface; the first is the fallback.
const LANGUAGES: [Language; 2] = [
    Language {
        code: "de",
        name: "Deutsch",
        dir: "ltr",
        decimal: ',',
        group: '.',
        texts: include_str!("../templates/i18n/de.ftl"),
    },
    Language {
        code: "en",
        name: "English",
        dir: "ltr",
        decimal: '.',
        group: ',',
        texts: include_str!("../templates/i18n/en.ftl"),
    },
];

static LOCALES: LazyLock<[Locale; LANGUAGES.len()]> = LazyLock::new(|| LANGUAGES.map(Locale::new));

/// A language of the interface with its texts and its way of writing numbers.
pub struct Locale {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Locale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Locale({})", self.language.code)
    }
}

impl Locale {
    /// The locale of a language code, if the interface speaks it.
    pub fn find(code: &str) -> Option<&'static Locale> {
        Self::list().iter().find(|locale| locale.code() == code)
    }

    /// All locales; the first is the fallback.
    pub fn list() -> &'static [Locale] {
        &*LOCALES
    }

    /// The locale used when none of the wanted ones is there.
    pub fn fallback() -> &'static Locale {
        &LOCALES[0]
    }

    fn new(language: Language) -> Locale {
        let resource = FluentResource::try_new(language.texts.to_owned()).unwrap_or_else(
            |(readable, errors)| {
                tracing::error!(language = language.code, ?errors, "interface texts are malformed");
                readable
            },
        );
        let identifier = language.code.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        bundle.set_use_isolating(false);
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(language = language.code, ?errors, "interface texts are repeated");
        }
        Locale { language, bundle }
    }

    /// The language code, for `lang` and `hreflang`.
    pub fn code(&self) -> &'static str {
        self.language.code
    }

    /// The writing direction, for `dir`.
    pub fn dir(&self) -> &'static str {
        self.language.dir
    }

    /// The language's own name.
    pub fn name(&self) -> &'static str {
        self.language.name
    }

    /// The text of a key. An unknown key is shown as it is and logged; a test finds it before.
    pub fn text(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The text of a key with its values filled in.
    pub fn with<'v>(&self, key: &str, values: &[(&'v str, Value<'v>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            tracing::error!(key, language = self.code(), "an interface text is missing");
            return key.to_owned();
        };
        let args: FluentArgs<'_> = values.iter().map(|(name, v)| (*name, v.clone())).collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::error!(
                key,
                language = self.code(),
                ?errors,
                "an interface text is incomplete"
            );
        }
        text
    }

    /// A count with groups of thousands: 1.066.
    pub fn count(&self, count: usize) -> String {
        self.grouped(&count.to_string())
    }

    /// A number that may be a year: decimal comma by language, groups only from five digits on.
    pub fn number(&self, number: f64) -> String {
        let text = number.to_string();
        let (sign, digits) = text.strip_prefix('-').map_or(("", &*text), |digits| ("−", digits));
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let whole = if whole.len() > 4 { self.grouped(whole) } else { whole.to_owned() };
        match decimals {
            "" => format!("{sign}{whole}"),
            _ => format!("{sign}{whole}{}{decimals}", self.language.decimal),
        }
    }

    fn grouped(&self, digits: &str) -> String {
        let mut out = String::with_capacity(digits.len() + digits.len() / 3);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(self.language.group);
            }
            out.push(digit);
        }
        out
    }

    /// A month's name; 1 is January.
    pub fn month(&self, month: u8) -> String {
        self.with("month", &[("month", month.into())])
    }

    /// A day in full: 5. November 2026.
    pub fn date(&self, date: jiff::civil::Date) -> String {
        let month = self.month(date.month().unsigned_abs());
        let values = [
            ("day", date.day().to_string().into()),
            ("month", month.into()),
            ("year", date.year().to_string().into()),
        ];
        self.with("date", &values)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn keys(texts: &str) -> BTreeSet<&str> {
        texts
            .lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|line| line.split_once(" ="))
            .map(|(key, _)| key)
            .collect()
    }

    /// The `$name`s of each message, so that a translation cannot forget or invent one.
    fn variables(texts: &str) -> Vec<(&str, BTreeSet<&str>)> {
        let mut out: Vec<(&str, BTreeSet<&str>)> = Vec::new();
        for line in texts.lines() {
            if line.starts_with(|c: char| c.is_ascii_lowercase())
                && let Some((key, _)) = line.split_once(" =")
            {
                out.push((key, BTreeSet::new()));
            }
            for found in line.split('$').skip(1) {
                let end = found.find(|c: char| !c.is_alphanumeric()).unwrap_or(found.len());
                if let Some((_, names)) = out.last_mut() {
                    names.insert(&found[..end]);
                }
            }
        }
        out.sort();
        out
    }

    #[test]
    fn every_language_parses_and_has_the_same_keys_and_variables() {
        for language in &LANGUAGES {
            let parsed = FluentResource::try_new(language.texts.to_owned());
            assert!(parsed.is_ok(), "{}: {:?}", language.code, parsed.err().map(|e| e.1));
            let count = variables(language.texts).len();
            assert_eq!(count, keys(language.texts).len(), "{}: a key twice", language.code);
            assert_eq!(
                variables(language.texts),
                variables(LANGUAGES[0].texts),
                "{}",
                language.code
            );
        }
    }

    #[test]
    fn numbers_are_written_as_the_language_does() {
        let [de, en] = ["de", "en"].map(|code| Locale::find(code).unwrap());
        assert_eq!(de.number(2026.0), "2026");
        assert_eq!(de.number(12500.5), "12.500,5");
        assert_eq!(en.number(-12500.5), "−12,500.5");
        assert_eq!(de.count(1066), "1.066");
        assert_eq!(en.count(1_000_000), "1,000,000");
        assert_eq!(de.count(66), "66");
    }

    #[test]
    fn dates_and_plurals_follow_the_language() {
        let date = jiff::civil::date(2026, 11, 5);
        assert_eq!(Locale::find("de").unwrap().date(date), "5. November 2026");
        assert_eq!(Locale::find("en").unwrap().date(date), "5 November 2026");
        let heading =
            |count: usize| Locale::fallback().with("errors-heading", &[("count", count.into())]);
        assert_eq!(heading(1), "Bitte prüfen Sie eine Angabe");
        assert_eq!(heading(2), "Bitte prüfen Sie zwei Angaben");
        assert_eq!(heading(30), "Bitte prüfen Sie 30 Angaben");
    }

    #[test]
    fn an_unknown_key_or_language_does_no_harm() {
        assert_eq!(Locale::fallback().text("no-such-key"), "no-such-key");
        assert!(Locale::find("xx").is_none());
    }
}
