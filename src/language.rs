//! Languages by code (BCP 47) and by the names that people give them.

/// Languages by name: code, its own name, further names.
const NAMES: &[(&str, &str, &[&str])] = &[
    ("am", "አማርኛ", &["Amharic"]),
    ("ar", "العربية", &["Arabic"]),
    ("bg", "Български", &["Bulgarian", "Bulgarisch"]),
    ("bn", "বাংলা", &["Bengali", "Bangla"]),
    ("cs", "Čeština", &["Czech", "Tschechisch"]),
    ("da", "Dansk", &["Danish", "Dänisch"]),
    ("de", "Deutsch", &["German"]),
    ("de-simple", "Leichte Sprache", &["Deutsch (Leichte Sprache)", "Deutsch, Leichte Sprache"]),
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

/// The code a language's name stands for: what is in its brackets, or what the name is known for, else
/// the name itself. Brackets with no code for a language say which variety it is: `English (UK)` is
/// `en-GB`, `Kurdish (sorani)` is `ku-x-sorani`.
pub fn code(name: &str) -> String {
    if let Some(code) = named(name) {
        return code.to_owned();
    }
    let brackets = name.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let Some((before, inside)) = brackets.map(|(before, inside)| (before, inside.trim())) else {
        return if is_known(name) { folded(name) } else { name.to_owned() };
    };
    if let Some(language) = named(before)
        && let Some(variety) = variety(inside, language)
    {
        return format!("{language}-{variety}");
    }
    if is_code(&inside.replace('_', "-")) { folded(inside) } else { name.to_owned() }
}

/// What stands behind the code of a language whose name has this in its brackets; none where that is a
/// code itself.
fn variety(inside: &str, language: &str) -> Option<String> {
    let is_plain = inside.chars().all(|c| c.is_ascii_alphanumeric());
    let is_region = inside.len() == 2 && is_plain;
    if is_code(&inside.replace('_', "-")) {
        let folded = folded(inside);
        let is_same = folded.split('-').next() == language.split('-').next();
        let is_upper = inside.chars().all(|c| c.is_ascii_uppercase());
        if !is_region || is_same || (is_known(inside) && !is_upper) {
            return None;
        }
        let region = inside.to_uppercase();
        return Some(if region == "UK" { "GB".to_owned() } else { region });
    }
    let is_short = (1..=8).contains(&inside.len()) && is_plain;
    is_short.then(|| format!("x-{}", inside.to_lowercase()))
}

/// The code a name is known for.
fn named(name: &str) -> Option<&'static str> {
    let named = |(_, own, others): &&(&str, &str, &[&str])| {
        same(own, name) || others.iter().any(|other| same(other, name))
    };
    NAMES.iter().find(named).map(|(code, _, _)| *code)
}

/// A code as BCP 47 writes it: the shortest for the language, which is lower case.
pub fn folded(code: &str) -> String {
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

/// What a language calls itself.
pub fn own_name(code: &str) -> Option<&'static str> {
    NAMES.iter().find(|(known, _, _)| *known == code).map(|(_, own, _)| *own)
}

fn same(one: &str, two: &str) -> bool {
    one.to_lowercase() == two.trim().to_lowercase()
}

/// Whether a text has the form of a language code (BCP 47): `de`, `pt-BR`, `zh-Hant`.
pub fn is_code(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    let letters = |part: &str| part.chars().all(|c| c.is_ascii_alphabetic());
    (2..=3).contains(&language.len())
        && letters(language)
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
        })
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
            ("Klingon (Marc)", "Klingon (Marc)"),
            ("Swahili (sw)", "sw"),
            ("label in German", "label in German"),
            ("Leichte Sprache", "de-simple"),
            ("Deutsch (Leichte Sprache)", "de-simple"),
            ("Leichte Sprache (de-simple)", "de-simple"),
            // A variety, not Ukrainian and Breton.
            ("English (UK)", "en-GB"),
            ("English (us)", "en-US"),
            ("Português (BR)", "pt-BR"),
            ("German (CH)", "de-CH"),
            ("Ukrainian (uk)", "uk"),
            ("English (fr)", "fr"),
            ("Kurdish (sorani)", "ku-x-sorani"),
            ("Kurdish (the northern one)", "Kurdish (the northern one)"),
        ] {
            assert_eq!(code(name), expected, "{name}");
        }
    }
}
