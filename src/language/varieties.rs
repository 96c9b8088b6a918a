//! Scripts and regions, as brackets behind a language's name say which variety it is.

/// Scripts (ISO 15924) with the names that people give them.
const SCRIPTS: &[(&str, &[&str])] = &[
    ("Adlm", &["Adlam"]),
    ("Arab", &["Arabic", "Arabisch"]),
    ("Armn", &["Armenian"]),
    ("Beng", &["Bengali"]),
    ("Cyrl", &["Cyrillic", "Kyrillisch"]),
    ("Deva", &["Devanagari"]),
    ("Ethi", &["Ethiopic", "Ge'ez"]),
    ("Geor", &["Georgian"]),
    ("Grek", &["Greek"]),
    ("Gujr", &["Gujarati"]),
    ("Guru", &["Gurmukhi"]),
    ("Hans", &[]),
    ("Hant", &[]),
    ("Hebr", &["Hebrew"]),
    ("Jpan", &[]),
    ("Khmr", &["Khmer"]),
    ("Knda", &["Kannada"]),
    ("Kore", &[]),
    ("Laoo", &[]),
    ("Latn", &["Latin", "Lateinisch"]),
    ("Mlym", &["Malayalam"]),
    ("Mong", &["Mongolian"]),
    ("Mymr", &[]),
    ("Nkoo", &["N'Ko"]),
    ("Orya", &["Odia"]),
    ("Sinh", &["Sinhala"]),
    ("Syrc", &["Syriac"]),
    ("Taml", &["Tamil"]),
    ("Telu", &["Telugu"]),
    ("Tfng", &["Tifinagh"]),
    ("Thaa", &["Thaana"]),
    ("Thai", &[]),
    ("Tibt", &["Tibetan"]),
];

/// Regions (ISO 3166) by their two letters: the three letters, and names.
const REGIONS: &[(&str, &str, &[&str])] = &[
    ("AF", "AFG", &["Afghanistan"]),
    ("AR", "ARG", &["Argentina", "Argentinien"]),
    ("AT", "AUT", &["Austria", "Österreich"]),
    ("AU", "AUS", &["Australia", "Australien"]),
    ("BD", "BGD", &["Bangladesh"]),
    ("BE", "BEL", &["Belgium", "Belgien"]),
    ("BR", "BRA", &["Brazil", "Brasil", "Brasilien"]),
    ("CA", "CAN", &["Canada", "Kanada"]),
    ("CD", "COD", &["DR Congo", "DRC"]),
    ("CH", "CHE", &["Switzerland", "Schweiz", "Suisse"]),
    ("CL", "CHL", &["Chile"]),
    ("CM", "CMR", &["Cameroon", "Kamerun"]),
    ("CN", "CHN", &["China"]),
    ("CO", "COL", &["Colombia", "Kolumbien"]),
    ("DE", "DEU", &["Germany", "Deutschland"]),
    ("EG", "EGY", &["Egypt", "Ägypten"]),
    ("ES", "ESP", &["Spain", "España", "Spanien"]),
    ("ET", "ETH", &["Ethiopia", "Äthiopien"]),
    ("FR", "FRA", &["France", "Frankreich"]),
    ("GB", "GBR", &["UK", "United Kingdom", "Great Britain", "British", "Großbritannien"]),
    ("HK", "HKG", &["Hong Kong"]),
    ("HT", "HTI", &["Haiti"]),
    ("IE", "IRL", &["Ireland", "Irland"]),
    ("IN", "IND", &["India", "Indien"]),
    ("IQ", "IRQ", &["Iraq", "Irak"]),
    ("IR", "IRN", &["Iran"]),
    ("IT", "ITA", &["Italy", "Italien"]),
    ("JO", "JOR", &["Jordan", "Jordanien"]),
    ("KE", "KEN", &["Kenya", "Kenia"]),
    ("LB", "LBN", &["Lebanon", "Libanon"]),
    ("LU", "LUX", &["Luxembourg", "Luxemburg"]),
    ("MA", "MAR", &["Morocco", "Marokko"]),
    ("MX", "MEX", &["Mexico", "México", "Mexiko"]),
    ("MZ", "MOZ", &["Mozambique", "Moçambique"]),
    ("NG", "NGA", &["Nigeria"]),
    ("NL", "NLD", &["Netherlands", "Nederland", "Niederlande"]),
    ("NZ", "NZL", &["New Zealand", "Neuseeland"]),
    ("PE", "PER", &["Peru", "Perú"]),
    ("PH", "PHL", &["Philippines"]),
    ("PK", "PAK", &["Pakistan"]),
    ("PT", "PRT", &["Portugal"]),
    ("SG", "SGP", &["Singapore"]),
    ("SN", "SEN", &["Senegal"]),
    ("SY", "SYR", &["Syria", "Syrien"]),
    ("TW", "TWN", &["Taiwan"]),
    ("TZ", "TZA", &["Tanzania", "Tansania"]),
    ("UG", "UGA", &["Uganda"]),
    ("US", "USA", &["United States", "American", "U.S.", "U.S.A."]),
    ("ZA", "ZAF", &["South Africa", "Südafrika"]),
];

/// The script of a code or name.
pub(super) fn script(name: &str) -> Option<&'static str> {
    let is_it = |(code, names): &&(&str, &[&str])| {
        code.eq_ignore_ascii_case(name) || names.iter().any(|known| super::same(known, name))
    };
    SCRIPTS.iter().find(is_it).map(|(code, _)| *code)
}

/// The region of three letters or a name. Two letters are rather a language, so others decide.
pub(super) fn region(name: &str) -> Option<&'static str> {
    let is_it = |(_, three, names): &&(&str, &str, &[&str])| {
        three.eq_ignore_ascii_case(name) || names.iter().any(|known| super::same(known, name))
    };
    REGIONS.iter().find(is_it).map(|(code, ..)| *code)
}
