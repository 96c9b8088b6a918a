//! Languages of a form: the names in headers (`English (en)`) and the codes of our model (`en`).

use crate::engine::model::Text;

/// The language of texts that nobody gave a language to (BCP 47: undetermined).
const UNKNOWN: &str = "und";

/// The name XLSForm has for that.
const UNNAMED: &str = "default";

/// Languages that forms often name without a code: code, its own name, further names.
const NAMES: &[(&str, &str, &[&str])] = &[
    ("am", "አማርኛ", &["Amharic"]),
    ("ar", "العربية", &["Arabic"]),
    ("bg", "Български", &["Bulgarian", "Bulgarisch"]),
    ("bn", "বাংলা", &["Bengali", "Bangla"]),
    ("cs", "Čeština", &["Czech", "Tschechisch"]),
    ("da", "Dansk", &["Danish", "Dänisch"]),
    ("de", "Deutsch", &["German"]),
    ("el", "Ελληνικά", &["Greek", "Griechisch"]),
    ("en", "English", &["Englisch"]),
    ("es", "Español", &["Spanish", "Spanisch"]),
    ("fa", "فارسی", &["Persian", "Farsi", "Persisch"]),
    ("fi", "Suomi", &["Finnish", "Finnisch"]),
    ("fr", "Français", &["French", "Französisch"]),
    ("ha", "Hausa", &[]),
    ("hi", "हिन्दी", &["Hindi"]),
    ("hr", "Hrvatski", &["Croatian", "Kroatisch"]),
    ("hu", "Magyar", &["Hungarian", "Ungarisch"]),
    ("id", "Bahasa Indonesia", &["Indonesian"]),
    ("it", "Italiano", &["Italian", "Italienisch"]),
    ("ja", "日本語", &["Japanese"]),
    ("ku", "Kurdî", &["Kurdish", "Kurdisch"]),
    ("ne", "नेपाली", &["Nepali"]),
    ("nl", "Nederlands", &["Dutch", "Niederländisch"]),
    ("pl", "Polski", &["Polish", "Polnisch"]),
    ("prs", "دری", &["Dari"]),
    ("ps", "پښتو", &["Pashto"]),
    ("pt", "Português", &["Portuguese", "Portugiesisch"]),
    ("ro", "Română", &["Romanian", "Rumänisch"]),
    ("ru", "Русский", &["Russian", "Russisch"]),
    ("so", "Soomaali", &["Somali"]),
    ("sq", "Shqip", &["Albanian", "Albanisch"]),
    ("sr", "Srpski", &["Serbian", "Serbisch"]),
    ("sv", "Svenska", &["Swedish", "Schwedisch"]),
    ("sw", "Kiswahili", &["Swahili"]),
    ("tr", "Türkçe", &["Turkish", "Türkisch"]),
    ("uk", "Українська", &["Ukrainian", "Ukrainisch"]),
    ("ur", "اردو", &["Urdu"]),
    ("vi", "Tiếng Việt", &["Vietnamese"]),
    ("zh", "中文", &["Chinese"]),
];

/// Three letters of ISO 639 (both where there are two) and the two that BCP 47 wants instead.
const ISO_639_3: &[(&str, &str)] = &[
    ("afr", "af"),
    ("alb sqi", "sq"),
    ("amh", "am"),
    ("ara arb", "ar"),
    ("arm hye", "hy"),
    ("aze", "az"),
    ("baq eus", "eu"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bos", "bs"),
    ("bul", "bg"),
    ("bur mya", "my"),
    ("cat", "ca"),
    ("ces cze", "cs"),
    ("chi zho cmn", "zh"),
    ("dan", "da"),
    ("deu ger", "de"),
    ("dut nld", "nl"),
    ("ell gre", "el"),
    ("eng", "en"),
    ("est", "et"),
    ("fas per pes", "fa"),
    ("fin", "fi"),
    ("fra fre", "fr"),
    ("geo kat", "ka"),
    ("gle", "ga"),
    ("glg", "gl"),
    ("guj", "gu"),
    ("hau", "ha"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("ibo", "ig"),
    ("ice isl", "is"),
    ("ind", "id"),
    ("ita", "it"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kaz", "kk"),
    ("khm", "km"),
    ("kin", "rw"),
    ("kor", "ko"),
    ("kur", "ku"),
    ("lao", "lo"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mac mkd", "mk"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("may msa", "ms"),
    ("mlg", "mg"),
    ("mon", "mn"),
    ("nep", "ne"),
    ("nor", "no"),
    ("nya", "ny"),
    ("orm", "om"),
    ("pan", "pa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("pus", "ps"),
    ("ron rum", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk slo", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("som", "so"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swa swh", "sw"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tir", "ti"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("wol", "wo"),
    ("xho", "xh"),
    ("yor", "yo"),
    ("zul", "zu"),
];

/// The code a language's name stands for: what is in the brackets, or what the name is known for,
/// else the name itself.
pub(super) fn code(name: &str) -> String {
    if name == UNNAMED {
        return UNKNOWN.to_owned();
    }
    let bracketed = name
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('))
        .map(|(_, code)| code.trim())
        .filter(|code| is_code(code));
    if let Some(code) = bracketed {
        return folded(code);
    }
    let named = NAMES
        .iter()
        .find(|(_, own, others)| same(own, name) || others.iter().any(|other| same(other, name)));
    match named {
        Some((code, _, _)) => (*code).to_owned(),
        None if is_known(name) => folded(name),
        None => name.to_owned(),
    }
}

/// A code as BCP 47 writes it: the shortest for the language, which is lower case.
fn folded(code: &str) -> String {
    let (language, rest) = code.split_at(code.find(['-', '_']).unwrap_or(code.len()));
    let language = language.to_lowercase();
    let three = |long: &&(&str, &str)| long.0.split(' ').any(|long| long == language);
    let short = ISO_639_3.iter().find(three).map_or(language.as_str(), |(_, short)| short);
    format!("{short}{}", rest.replace('_', "-"))
}

/// Whether a name without brackets is a code, such as `EN` or `deu`.
fn is_known(name: &str) -> bool {
    let language = folded(name);
    let language = language.split('-').next().unwrap_or_default();
    let all = NAMES.iter().map(|(code, _, _)| *code).chain(ISO_639_3.iter().map(|it| it.1));
    is_code(&name.replace('_', "-")) && all.into_iter().any(|code| code == language)
}

/// The name to write into headers for a code, so that [`code`] gives the code back.
pub(super) fn name(code: &str) -> String {
    if code == UNKNOWN {
        return UNNAMED.to_owned();
    }
    match NAMES.iter().find(|(known, _, _)| *known == code) {
        Some((_, own, _)) => format!("{own} ({code})"),
        None => code.to_owned(),
    }
}

fn same(one: &str, two: &str) -> bool {
    one.to_lowercase() == two.trim().to_lowercase()
}

/// Whether a text has the form of a language code (BCP 47): `de`, `pt-BR`, `zh-Hant`.
fn is_code(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    let letters = |part: &str| part.chars().all(|c| c.is_ascii_alphabetic());
    (2..=3).contains(&language.len())
        && letters(language)
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
        })
}

/// The languages of a form in order, the first of them the one to fall back to.
#[derive(Debug, Default)]
pub(super) struct FormLanguages {
    /// Name and code.
    list: Vec<(String, String)>,
    /// The name of the language of texts without one.
    default: String,
}

impl FormLanguages {
    /// From the names in the headers, in their order, and the setting `default_language`.
    /// `unnamed` says whether there are texts without a language.
    pub(super) fn new(named: &[&str], default: Option<&str>, unnamed: bool) -> Self {
        let default = default.unwrap_or(UNNAMED);
        let mut languages = Self { list: Vec::new(), default: default.to_owned() };
        if unnamed || named.is_empty() || named.contains(&default) {
            languages.add(default);
        }
        for name in named {
            languages.add(name);
        }
        languages
    }

    /// Two names for one code are two languages, so the second keeps its name.
    fn add(&mut self, name: &str) {
        if self.list.iter().any(|(known, _)| known == name) {
            return;
        }
        let mut code = code(name);
        if self.list.iter().any(|(_, known)| *known == code) {
            code = name.to_owned();
        }
        self.list.push((name.to_owned(), code));
    }

    /// The codes in order.
    pub(super) fn codes(&self) -> Vec<String> {
        self.list.iter().map(|(_, code)| code.clone()).collect()
    }

    /// Names and codes in order.
    pub(super) fn pairs(&self) -> impl Iterator<Item = &(String, String)> {
        self.list.iter()
    }

    /// The code of texts without a language.
    pub(super) fn default_code(&self) -> &str {
        self.code(&self.default)
    }

    /// The code of a header's language.
    pub(super) fn code<'s>(&'s self, name: &'s str) -> &'s str {
        self.list.iter().find(|(known, _)| known == name).map_or(name, |(_, code)| code)
    }

    /// A text from a cell without a language and those with one. Where only the first is written,
    /// it stands for all languages; else it belongs to the default language, whose own cell wins.
    pub(super) fn text<'c>(
        &self,
        unnamed: Option<&str>,
        named: impl Iterator<Item = (&'c str, &'c str)>,
    ) -> Text {
        let mut texts: std::collections::BTreeMap<String, String> =
            named.map(|(name, text)| (self.code(name).to_owned(), text.to_owned())).collect();
        match (unnamed, texts.is_empty()) {
            (None, true) => Text::Absent,
            (Some(text), true) => Text::Same(text.to_owned()),
            (unnamed, false) => {
                if let Some(text) = unnamed {
                    let default = self.code(&self.default).to_owned();
                    texts.entry(default).or_insert_with(|| text.to_owned());
                }
                Text::By(texts)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_codes() {
        for (name, expected) in [
            ("English (en)", "en"),
            ("Português (pt-BR)", "pt-BR"),
            ("German", "de"),
            ("FRANÇAIS", "fr"),
            ("fr", "fr"),
            ("EN", "en"),
            ("eng", "en"),
            ("English (eng)", "en"),
            ("French (FR)", "fr"),
            ("Deutsch(de)", "de"),
            ("Deutsch (ger)", "de"),
            ("pt_BR", "pt-BR"),
            ("Klingon", "Klingon"),
            ("Kurdish (sorani)", "Kurdish (sorani)"),
            ("default", "und"),
        ] {
            assert_eq!(code(name), expected, "{name}");
        }
    }

    #[test]
    fn every_code_comes_back_from_its_name() {
        for code in NAMES.iter().map(|(code, _, _)| *code).chain(["und", "xx", "pt-BR"]) {
            assert_eq!(super::code(&name(code)), code);
        }
    }

    #[test]
    fn the_default_language_comes_first() {
        let languages = FormLanguages::new(&["English (en)", "French"], Some("French"), false);
        assert_eq!(languages.codes(), ["fr", "en"]);
        let languages = FormLanguages::new(&["English (en)", "English"], None, true);
        assert_eq!(languages.codes(), ["und", "en", "English"]);
        assert_eq!(FormLanguages::new(&[], None, true).codes(), ["und"]);
    }

    #[test]
    fn a_cell_without_a_language_belongs_to_the_default_one() {
        let languages = FormLanguages::new(&["French (fr)"], Some("English (en)"), true);
        let by = |texts: &[(&str, &str)]| {
            Text::By(texts.iter().map(|(l, t)| (l.to_string(), t.to_string())).collect())
        };
        let french = [("French (fr)", "un")];
        assert_eq!(languages.text(Some("one"), [].into_iter()), Text::Same("one".into()));
        assert_eq!(
            languages.text(Some("one"), french.into_iter()),
            by(&[("en", "one"), ("fr", "un")])
        );
        assert_eq!(languages.text(None, french.into_iter()), by(&[("fr", "un")]));
    }
}
