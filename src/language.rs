//! Languages by code (BCP 47) and by the names that people give them.

mod varieties;

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
    ("zh", "中文", &["Chinese", "Chinesisch"]),
    (
        "zh-Hans",
        "简体中文",
        &["Simplified Chinese", "Chinese Simplified", "Chinese (Simplified)", "中文 (简体)"],
    ),
    (
        "zh-Hant",
        "繁體中文",
        &["Traditional Chinese", "Chinese Traditional", "Chinese (Traditional)", "中文 (繁體)"],
    ),
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
/// `en-GB`, `Serbian (Latin)` is `sr-Latn`, `Kurdish (sorani)` is `ku-x-sorani`.
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

/// What stands behind the code of a language whose name has this in its brackets: script, region, or what
/// only its author knows. None where that is a code itself.
fn variety(inside: &str, language: &str) -> Option<String> {
    let (first, rest) = match inside.split_once(['-', '_']) {
        Some((first, rest)) => (first, Some(rest)),
        None => (inside, None),
    };
    if let Some(script) = varieties::script(first) {
        return match rest {
            None => Some(script.to_owned()),
            Some(rest) => region(rest, language).map(|region| format!("{script}-{region}")),
        };
    }
    if let Some(region) = region(inside, language) {
        return Some(region);
    }
    let is_plain = inside.chars().all(|c| c.is_ascii_alphanumeric());
    let is_short = (1..=8).contains(&inside.len()) && is_plain && !is_code(inside);
    is_short.then(|| format!("x-{}", inside.to_lowercase()))
}

/// A region as brackets name it. What is the code of a language, too, is a region in capitals only, and
/// not behind that language.
fn region(name: &str, language: &str) -> Option<String> {
    let all = |is: fn(&char) -> bool| name.chars().all(|c| is(&c));
    let region = match name.len() {
        2 if all(char::is_ascii_alphabetic) => name.to_uppercase().replace("UK", "GB"),
        3 if all(char::is_ascii_digit) => name.to_owned(),
        _ => varieties::region(name)?.to_owned(),
    };
    let is_other = primary(&folded(name)) != primary(language);
    let is_region = !is_known(name) || (is_other && all(char::is_ascii_uppercase));
    is_region.then_some(region)
}

/// The language that the browser's wish is nearest to: that itself or a variety of it, else what it is a
/// variety of or another variety of that.
pub fn nearest<'s>(wanted: &str, spoken: impl Iterator<Item = &'s str>) -> Option<&'s str> {
    let spoken: Vec<(String, &str)> =
        spoken.map(|code| (with_script(&folded(code)), code)).collect();
    let wanted = with_script(&folded(wanted));
    let mut range = wanted.as_str();
    loop {
        let behind = |code: &'_ str| code.strip_prefix(range).map(|rest| rest.chars().next());
        let is_it = |code: &str| behind(code) == Some(None);
        let is_variety = |code: &str| behind(code) == Some(Some('-'));
        let find = |fits: &dyn Fn(&str) -> bool| spoken.iter().find(|(code, _)| fits(code));
        match (find(&is_it).or_else(|| find(&is_variety)), range.rsplit_once('-')) {
            (Some((_, found)), _) => return Some(found),
            (None, Some((broader, _))) => range = broader,
            (None, None) => return None,
        }
    }
}

/// Chinese is one language in speech and two in writing; browsers name the region that tells which.
fn with_script(code: &str) -> String {
    match code.split_once('-') {
        Some(("zh", region @ ("TW" | "HK" | "MO"))) => format!("zh-Hant-{region}"),
        Some(("zh", region @ ("CN" | "SG"))) => format!("zh-Hans-{region}"),
        _ => code.to_owned(),
    }
}

/// The language of a code, without its varieties.
fn primary(code: &str) -> &str {
    code.split('-').next().unwrap_or(code)
}

/// The code a name is known for.
fn named(name: &str) -> Option<&'static str> {
    let named = |(_, own, others): &&(&str, &str, &[&str])| {
        same(own, name) || others.iter().any(|other| same(other, name))
    };
    NAMES.iter().find(named).map(|(code, _, _)| *code)
}

/// A code as BCP 47 writes it: the shortest for the language in lower case, the script as a name, the
/// region in capitals.
pub fn folded(code: &str) -> String {
    let mut parts = code.split(['-', '_']);
    let language = parts.next().unwrap_or_default().to_lowercase();
    let three = |long: &&(&str, &str)| long.0.split(' ').any(|long| long == language);
    let short = ISO_639_3
        .iter()
        .filter(|_| language.len() == 3)
        .find(three)
        .map(|(_, short)| (*short).to_owned());
    let mut folded = short.unwrap_or(language);
    let mut is_extension = false;
    for part in parts {
        is_extension |= part.len() == 1;
        let lower = part.to_lowercase();
        folded.push('-');
        match part.len() {
            2 if !is_extension => folded.push_str(&part.to_uppercase()),
            4 if !is_extension && part.is_ascii() => {
                folded.push_str(&part[..1].to_uppercase());
                folded.push_str(&lower[1..]);
            }
            _ => folded.push_str(&lower),
        }
    }
    folded
}

/// What to write for a language that is not written as BCP 47 has it: `en` for `EN` and `Englisch`. None
/// where it is, or where nothing is known of it.
pub fn correction(written: &str) -> Option<String> {
    let code = if is_code(written) { folded(written) } else { code(written) };
    (code != written && is_code(&code)).then_some(code)
}

/// Whether a name without brackets is a code, such as `EN` or `deu`.
fn is_known(name: &str) -> bool {
    let folded = folded(name);
    let language = primary(&folded);
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

/// Every name that is known, with its code.
#[cfg(test)]
pub(crate) fn names() -> impl Iterator<Item = (&'static str, &'static str)> {
    let all = |(code, own, others): &(&'static str, &'static str, &'static [&'static str])| {
        let (code, own, others) = (*code, *own, *others);
        std::iter::once(own).chain(others.iter().copied()).map(move |name| (name, code))
    };
    NAMES.iter().flat_map(all)
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
            ("Kurdish (ckb)", "ckb"),
            // Scripts and regions.
            ("Chinese (Hant)", "zh-Hant"),
            ("Chinese (zh-Hant)", "zh-Hant"),
            ("Chinese (ZH_hant)", "zh-Hant"),
            ("Chinese (Traditional)", "zh-Hant"),
            ("中文 (hans)", "zh-Hans"),
            ("Chinese (Hant-HK)", "zh-Hant-HK"),
            ("Traditional Chinese (HK)", "zh-Hant-HK"),
            ("Serbian (Latin)", "sr-Latn"),
            ("Serbian (Cyrl-RS)", "sr-Cyrl-RS"),
            ("English (Simplified)", "English (Simplified)"),
            ("English (USA)", "en-US"),
            ("English (usa)", "en-US"),
            ("English (IND)", "en-IN"),
            ("English (ind)", "id"),
            ("Indonesian (IND)", "id"),
            ("French (FRA)", "fr"),
            ("Portuguese (Brazil)", "pt-BR"),
            ("German (Österreich)", "de-AT"),
            ("Spanish (419)", "es-419"),
            ("pt_br", "pt-BR"),
            ("ZH-HANT-TW", "zh-Hant-TW"),
            ("de-Simple", "de-simple"),
            ("en-x-TWEN-us", "en-x-twen-us"),
        ] {
            assert_eq!(code(name), expected, "{name}");
        }
    }

    #[test]
    fn slips_in_codes_are_mended() {
        #[track_caller]
        fn check(written: &str, expect: Option<&str>) {
            assert_eq!(correction(written).as_deref(), expect, "{written}");
        }
        check("EN", Some("en"));
        check("eng", Some("en"));
        check("EN-GB", Some("en-GB"));
        check("en_GB", Some("en-GB"));
        check("Englisch", Some("en"));
        check("English (USA)", Some("en-US"));
        for fine in ["en", "en-GB", "zh-Hant", "de-simple", "ku-x-sorani", "tlh", "und", "Elvish"] {
            check(fine, None);
        }
    }

    /// A code is what it is, by itself and behind a name.
    #[test]
    fn codes_come_back() {
        for (name, known) in names() {
            assert_eq!(code(name), known, "{name}");
            assert_eq!(code(&format!("{name} ({known})")), known, "{name}");
            assert_eq!((code(known).as_str(), folded(known).as_str()), (known, known));
        }
    }

    #[test]
    fn a_wish_gets_the_nearest_language() {
        #[track_caller]
        fn check(wanted: &str, spoken: &[&str], expect: Option<&str>) {
            assert_eq!(nearest(wanted, spoken.iter().copied()), expect, "{wanted} of {spoken:?}");
        }
        check("pt-PT", &["de", "pt-BR"], Some("pt-BR"));
        check("pt-PT", &["pt-BR", "pt"], Some("pt"));
        check("pt-PT", &["pt-BR", "pt-PT"], Some("pt-PT"));
        check("en-GB", &["en-US", "en"], Some("en"));
        check("de-AT", &["de-simple", "de"], Some("de"));
        check("de", &["en", "de-simple"], Some("de-simple"));
        check("en-us", &["de", "EN"], Some("EN"));
        check("zh-TW", &["zh-Hans", "zh-Hant"], Some("zh-Hant"));
        check("zh-SG", &["zh-TW", "zh-CN"], Some("zh-CN"));
        check("zh-HK", &["zh-Hans"], Some("zh-Hans"));
        check("fr", &["de", "frr"], None);
        check("*", &["de"], None);
        check("", &["de"], None);
    }
}
