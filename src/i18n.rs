//! Interface texts in the languages the product speaks, from `templates/i18n/*.ftl` (Fluent).
//!
//! Texts of a questionnaire live in the questionnaire; here is only what the product itself says.
//! Residents choose among all languages, staff among those with texts for staff. To add a language,
//! add its file and one entry in [`LANGUAGES`]; a test compares the keys.
//! Fluent's isolation marks are off, because texts also leave the page, but in languages written
//! from right to left, where a name or an address would tear the sentence apart.
//! Start reading at [`Locale`].

mod guests;
pub mod problems;

use std::borrow::Cow;
use std::sync::{LazyLock, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

pub use fluent_bundle::FluentValue as Value;

/// What must be known about a language beside its texts.
#[derive(Clone, Copy)]
struct Language {
    /// How we name it: in addresses, cookies and questionnaires.
    code: &'static str,
    /// How browsers and screen readers know it, for `lang`.
    tag: &'static str,
    name: &'static str,
    dir: &'static str,
    decimal: char,
    group: char,
    /// What residents read.
    residents: &'static str,
    /// What staff read; not every language has it.
    staff: Option<&'static str>,
}

/// A narrow space that does not break, between groups of thousands.
const SPACE: char = '\u{202f}';

/// The languages of the interface in the order of the switch; the first is the fallback.
const LANGUAGES: [Language; 8] = [
    Language {
        code: "de",
        tag: "de",
        name: "Deutsch",
        dir: "ltr",
        decimal: ',',
        group: '.',
        residents: include_str!("../templates/i18n/respond/de.ftl"),
        staff: Some(concat!(
            include_str!("../templates/i18n/de.ftl"),
            include_str!("../templates/i18n/properties/de.ftl"),
            include_str!("../templates/i18n/editor/de.ftl")
        )),
    },
    // Voices know German; hardly any knows the registered tag `de-simple`.
    Language {
        code: "de-simple",
        tag: "de",
        name: "Leichte Sprache",
        dir: "ltr",
        decimal: ',',
        group: '.',
        residents: include_str!("../templates/i18n/respond/de-simple.ftl"),
        staff: None,
    },
    Language {
        code: "en",
        tag: "en",
        name: "English",
        dir: "ltr",
        decimal: '.',
        group: ',',
        residents: include_str!("../templates/i18n/respond/en.ftl"),
        staff: Some(concat!(
            include_str!("../templates/i18n/en.ftl"),
            include_str!("../templates/i18n/properties/en.ftl"),
            include_str!("../templates/i18n/editor/en.ftl")
        )),
    },
    Language {
        code: "ar",
        tag: "ar",
        name: "العربية",
        dir: "rtl",
        decimal: '.',
        group: ',',
        residents: include_str!("../templates/i18n/respond/ar.ftl"),
        staff: None,
    },
    Language {
        code: "pl",
        tag: "pl",
        name: "Polski",
        dir: "ltr",
        decimal: ',',
        group: SPACE,
        residents: include_str!("../templates/i18n/respond/pl.ftl"),
        staff: None,
    },
    Language {
        code: "ro",
        tag: "ro",
        name: "Română",
        dir: "ltr",
        decimal: ',',
        group: '.',
        residents: include_str!("../templates/i18n/respond/ro.ftl"),
        staff: None,
    },
    Language {
        code: "tr",
        tag: "tr",
        name: "Türkçe",
        dir: "ltr",
        decimal: ',',
        group: '.',
        residents: include_str!("../templates/i18n/respond/tr.ftl"),
        staff: None,
    },
    Language {
        code: "uk",
        tag: "uk",
        name: "Українська",
        dir: "ltr",
        decimal: ',',
        group: SPACE,
        residents: include_str!("../templates/i18n/respond/uk.ftl"),
        staff: None,
    },
];

static LOCALES: LazyLock<[Locale; LANGUAGES.len()]> = LazyLock::new(|| LANGUAGES.map(Locale::new));

/// A language of the interface with its texts and its way of writing numbers.
pub struct Locale {
    language: Language,
    /// Of a language that only a questionnaire speaks: the texts that stand around it.
    interface: Option<&'static Locale>,
    /// Read when it is first needed, so that a start does not wait for languages that nobody speaks.
    bundle: OnceLock<FluentBundle<FluentResource>>,
}

impl std::fmt::Debug for Locale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Locale({})", self.language.code)
    }
}

impl Locale {
    /// The locale of a language code, if the interface has texts in it.
    pub fn find(code: &str) -> Option<&'static Locale> {
        Self::list().iter().find(|locale| locale.code() == code)
    }

    /// All locales of the interface; the first is the fallback.
    pub fn list() -> &'static [Locale] {
        &*LOCALES
    }

    /// The locale used when none of the wanted ones is there.
    pub fn fallback() -> &'static Locale {
        &LOCALES[0]
    }

    /// The locales that have texts for staff.
    pub fn for_staff() -> impl Iterator<Item = &'static Locale> {
        Self::list().iter().filter(|locale| locale.is_for_staff())
    }

    fn new(language: Language) -> Locale {
        Locale { language, interface: None, bundle: OnceLock::new() }
    }

    fn bundle(&self) -> &FluentBundle<FluentResource> {
        if let Some(interface) = self.interface {
            return interface.bundle();
        }
        let Language { code, dir, residents, staff, .. } = self.language;
        let texts = || std::iter::once(residents).chain(staff).collect::<Vec<_>>();
        self.bundle.get_or_init(|| bundle(code, dir, &texts()))
    }

    /// Our name of the language: in addresses, cookies and questionnaires.
    pub fn code(&self) -> &'static str {
        self.language.code
    }

    /// The name that browsers and screen readers know, for `lang` and `hreflang`.
    pub fn tag(&self) -> &'static str {
        self.language.tag
    }

    /// Whether staff can work in this language.
    pub fn is_for_staff(&self) -> bool {
        self.language.staff.is_some()
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
    pub fn text(&self, key: &str) -> Cow<'_, str> {
        format(self.bundle(), self.code(), key, &[])
    }

    /// The text of a key, or of `key.form`, with its values filled in.
    pub fn with<'v>(&self, key: &str, values: &[(&'v str, Value<'v>)]) -> String {
        format(self.bundle(), self.code(), key, values).into_owned()
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

    /// A month's name by itself; 1 is January.
    pub fn month(&self, month: u8) -> String {
        self.with("month", &[("month", month.into())])
    }

    /// A day in full: 5. November 2026.
    pub fn date(&self, date: jiff::civil::Date) -> String {
        self.day(date.day().unsigned_abs(), date.month().unsigned_abs(), &date.year().to_string())
    }

    /// A day in full, whether or not the calendar has it.
    pub fn day(&self, day: u8, month: u8, year: &str) -> String {
        self.day_of(&day.to_string(), month, year)
    }

    /// A day of each month in full, with `{day}` and `{year}` in place of the numbers.
    pub fn days(&self) -> [String; 12] {
        let months: [u8; 12] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
        months.map(|month| self.day_of("{day}", month, "{year}"))
    }

    /// What stands before the decimals of a number.
    pub fn decimal(&self) -> char {
        self.language.decimal
    }

    fn day_of(&self, day: &str, month: u8, year: &str) -> String {
        let values = [
            ("day", day.into()),
            ("month", self.month_in_date(month).into()),
            ("year", year.into()),
        ];
        // A day is one thing. With isolates inside, nothing in it would have a direction, and the
        // whole would run from left to right.
        self.with("date", &values).replace(['\u{2068}', '\u{2069}'], "")
    }

    /// A month's name behind a day: Slavic languages inflect it, `січень` but `5 січня`.
    fn month_in_date(&self, month: u8) -> String {
        let inflects = self
            .bundle()
            .get_message("month")
            .is_some_and(|month| month.get_attribute("in-date").is_some());
        let key = if inflects { "month.in-date" } else { "month" };
        self.with(key, &[("month", month.into())])
    }
}

/// Texts in one language. In those written from right to left, what is put in is isolated.
fn bundle(code: &str, dir: &str, texts: &[&str]) -> FluentBundle<FluentResource> {
    let identifier = code.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    bundle.set_use_isolating(dir == "rtl");
    for texts in texts {
        let resource =
            FluentResource::try_new((*texts).to_owned()).unwrap_or_else(|(readable, errors)| {
                tracing::error!(language = code, ?errors, "malformed interface texts");
                readable
            });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(language = code, ?errors, "repeated interface texts");
        }
    }
    bundle
}

/// The text of a key, or of `key.form`, with its values filled in.
fn format<'b, 'v>(
    bundle: &'b FluentBundle<FluentResource>,
    language: &str,
    key: &str,
    values: &[(&'v str, Value<'v>)],
) -> Cow<'b, str> {
    let message = |name| bundle.get_message(name);
    let pattern = match key.split_once('.') {
        None => message(key).and_then(|message| message.value()),
        Some((name, form)) => {
            message(name).and_then(|it| it.get_attribute(form)).map(|form| form.value())
        }
    };
    let Some(pattern) = pattern else {
        tracing::error!(key, language, "an interface text is missing");
        return Cow::Owned(key.to_owned());
    };
    let args: FluentArgs<'_> = values.iter().map(|(name, v)| (*name, v.clone())).collect();
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&args), &mut errors);
    if !errors.is_empty() {
        tracing::error!(key, language, ?errors, "an interface text is incomplete");
    }
    text
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

    /// Every text of a file is there once, and asks for the same values as in German.
    #[track_caller]
    fn check(language: &str, texts: &str, german: &str) {
        let parsed = FluentResource::try_new(texts.to_owned());
        assert!(parsed.is_ok(), "{language}: {:?}", parsed.err().map(|e| e.1));
        assert_eq!(variables(texts).len(), keys(texts).len(), "{language}: a key twice");
        for (found, expected) in variables(texts).iter().zip(&variables(german)) {
            assert_eq!(found, expected, "{language}");
        }
        assert_eq!(keys(texts), keys(german), "{language}");
    }

    #[test]
    fn every_language_has_the_same_keys_and_variables() {
        let german = &LANGUAGES[0];
        for language in &LANGUAGES {
            check(language.code, language.residents, german.residents);
            if let (Some(texts), Some(german)) = (language.staff, german.staff) {
                check(language.code, texts, german);
                assert!(keys(texts).is_disjoint(&keys(language.residents)), "{}", language.code);
            }
        }
    }

    #[test]
    fn staff_work_in_german_and_english() {
        let codes: Vec<&str> = Locale::for_staff().map(Locale::code).collect();
        assert_eq!(codes, ["de", "en"]);
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

    /// Every count gets the form that the language's grammar wants.
    #[test]
    fn counts_are_inflected() {
        #[track_caller]
        fn check(language: &str, count: usize, expect: &str) {
            let locale = Locale::find(language).unwrap();
            let text = locale.with("search-found", &[("total", count.into())]);
            let plain: String =
                text.chars().filter(|c| !matches!(c, '\u{2068}' | '\u{2069}')).collect();
            assert!(plain.contains(expect), "{language} {count}: {plain}");
        }
        check("de-simple", 1, "1 Namen gefunden");
        check("de-simple", 5, "5 Namen gefunden");
        check("uk", 1, "один збіг");
        check("uk", 21, "21 збіг.");
        check("uk", 3, "3 збіги");
        check("uk", 12, "12 збігів");
        check("pl", 4, "4 wyniki");
        check("pl", 14, "14 wyników");
        check("ro", 19, "19 rezultate");
        check("ro", 20, "20 de rezultate");
        check("ar", 2, "نتيجتان");
        check("ar", 10, "10 نتائج");
        check("ar", 11, "11 نتيجة");
        check("tr", 7, "7 sonuç");
    }

    #[test]
    fn a_month_behind_a_day_is_inflected() {
        let date = jiff::civil::date(2026, 11, 5);
        let localized = |language| Locale::find(language).unwrap().date(date);
        assert_eq!(localized("uk"), "5 листопада 2026 року");
        assert_eq!(localized("pl"), "5 listopada 2026");
        assert_eq!(localized("tr"), "5 Kasım 2026");
        assert_eq!(Locale::find("uk").unwrap().month(11), "листопад");
    }

    /// A day runs from right to left with the text around it: the isolate around it finds the month.
    #[test]
    fn a_day_is_not_taken_apart() {
        let ar = Locale::find("ar").unwrap();
        let day = ar.date(jiff::civil::date(2026, 11, 26));
        assert!(!day.contains(['\u{2068}', '\u{2069}']), "{day}");
        let text = ar.with("message-closed-text", &[("day", day.clone().into())]);
        assert!(text.contains(&format!("\u{2068}{day}\u{2069}")), "{text}");
    }

    /// What is put into an Arabic sentence keeps its own direction and does not disturb the rest.
    #[test]
    fn values_are_isolated_from_right_to_left_text() {
        let text = |language| {
            let locale = Locale::find(language).unwrap();
            locale.with("complaint-not-a-number", &[("typed", "ca. 12".into())])
        };
        assert!(text("ar").contains("«\u{2068}ca. 12\u{2069}»"), "{}", text("ar"));
        assert!(text("de").contains("„ca. 12“"));
    }

    #[test]
    fn an_unknown_key_or_language_does_no_harm() {
        assert_eq!(Locale::fallback().text("no-such-key"), "no-such-key");
        assert!(Locale::find("xx").is_none());
    }
}
