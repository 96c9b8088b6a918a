//! Column headers: spellings, other names for the same column, languages.
//!
//! `Label :: English (en)`, `label::English (en)` and `caption::English (en)` are one column. `::`
//! parts the name, what it is about (`media::image`) and the language. Where no header of a sheet
//! has it, a single `:` does, as in old forms.

use strsim::levenshtein;

use crate::engine::properties::is_text_column;

/// So many rows are looked at to find the headers.
const HEADER_WITHIN: usize = 12;

/// What is known of the headers of one sheet.
pub(super) struct Dialect {
    /// Names the sheet's columns have.
    pub(super) known: &'static [&'static str],
    /// Other names, and what they stand for.
    pub(super) aliases: &'static [(&'static str, &'static [&'static str])],
    /// The column by which the row of the headers is known; none where the sheet has no such column.
    pub(super) needs: Option<&'static str>,
    /// Columns that something is read from, to be told where one is misspelt.
    pub(super) read: &'static [&'static str],
}

/// A header taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    /// Its parts under their proper names: two headers with the same ones are one column.
    pub(super) parts: Vec<String>,
    /// Whether it is spelt by its proper name.
    pub(super) proper: bool,
    /// Field and language, see [`Header::field`].
    field: Option<(String, Option<String>)>,
}

/// Whether a field is given in languages.
fn is_translated(field: &str) -> bool {
    MEDIA.iter().any(|(medium, _)| *medium == field) || is_text_column(field)
}

const MEDIA: &[(&str, &[&str])] = &[
    ("image", &["media", "image"]),
    ("big-image", &["media", "big-image"]),
    ("audio", &["media", "audio"]),
    ("video", &["media", "video"]),
];

pub(super) const SURVEY: Dialect = Dialect {
    known: &[
        "type",
        "name",
        "label",
        "hint",
        "guidance_hint",
        "default",
        "trigger",
        "choice_filter",
        "parameters",
        "bind",
        "control",
        "instance",
        "media",
        "actions",
        "query",
    ],
    aliases: &[
        ("command", &["type"]),
        ("tag", &["name"]),
        ("value", &["name"]),
        ("caption", &["label"]),
        ("sms_field", &["sms_field"]),
        ("sms_option", &["sms_option"]),
        ("sms_separator", &["sms_separator"]),
        ("sms_allow_media", &["sms_allow_media"]),
        ("sms_date_format", &["sms_date_format"]),
        ("sms_datetime_format", &["sms_datetime_format"]),
        ("sms_response", &["sms_response"]),
        ("compact_tag", &["instance", "odk:tag"]),
        ("read_only", &["bind", "readonly"]),
        ("readonly", &["bind", "readonly"]),
        ("relevant", &["bind", "relevant"]),
        ("relevance", &["bind", "relevant"]),
        ("required", &["bind", "required"]),
        ("requiredmsg", &["bind", "jr:requiredMsg"]),
        ("required_message", &["bind", "jr:requiredMsg"]),
        ("constraint", &["bind", "constraint"]),
        ("constraining_message", &["bind", "jr:constraintMsg"]),
        ("constraint_message", &["bind", "jr:constraintMsg"]),
        ("calculation", &["bind", "calculate"]),
        ("calculate", &["bind", "calculate"]),
        ("noapperrorstring", &["bind", "jr:noAppErrorString"]),
        ("no_app_error_string", &["bind", "jr:noAppErrorString"]),
        ("save_to", &["bind", "entities:saveto"]),
        ("appearance", &["control", "appearance"]),
        ("count", &["control", "jr:count"]),
        ("repeat_count", &["control", "jr:count"]),
        ("jr:count", &["control", "jr:count"]),
        ("autoplay", &["control", "autoplay"]),
        ("rows", &["control", "rows"]),
        ("body", &["control"]),
        MEDIA[0],
        MEDIA[1],
        MEDIA[2],
        MEDIA[3],
    ],
    needs: Some("type"),
    read: &[
        "type",
        "name",
        "label",
        "hint",
        "guidance_hint",
        "default",
        "trigger",
        "choice_filter",
        "parameters",
        "relevant",
        "required",
        "required_message",
        "constraint",
        "constraint_message",
        "calculation",
        "appearance",
        "read_only",
        "repeat_count",
    ],
};

pub(super) const CHOICES: Dialect = Dialect {
    known: &["name", "label", "media", "sms_option"],
    aliases: &[
        ("list_name", &["list_name"]),
        ("value", &["name"]),
        ("caption", &["label"]),
        MEDIA[0],
        MEDIA[1],
        MEDIA[2],
        MEDIA[3],
    ],
    needs: Some("list_name"),
    read: &["list_name", "name", "label"],
};

pub(super) const SETTINGS: Dialect = Dialect {
    known: &[
        "name",
        "title",
        "id_string",
        "version",
        "default_language",
        "style",
        "instance_name",
        "instance_xmlns",
        "namespaces",
        "public_key",
        "submission_url",
        "auto_send",
        "auto_delete",
        "allow_choice_duplicates",
        "omit_instanceID",
        "clean_text_values",
        "client_editable",
        "add_none_option",
        "attribute",
        "delimiter",
        "sms_keyword",
        "sms_separator",
        "sms_allow_media",
        "sms_date_format",
        "sms_datetime_format",
        "sms_response",
        "flat",
    ],
    aliases: &[
        ("form_title", &["title"]),
        ("set_form_title", &["title"]),
        ("form_id", &["id_string"]),
        ("set_form_id", &["id_string"]),
        ("prefix", &["prefix"]),
    ],
    needs: None,
    read: &[
        "title",
        "form_title",
        "id_string",
        "form_id",
        "version",
        "default_language",
        "style",
        "instance_name",
        "allow_choice_duplicates",
    ],
};

pub(super) const ENTITIES: Dialect = Dialect {
    known: &["dataset", "entity_id", "create_if", "update_if", "repeat", "label"],
    aliases: &[("list_name", &["dataset"])],
    needs: None,
    read: &[],
};

pub(super) const QUOTAS: Dialect = Dialect {
    known: &["name", "label", "when", "max", "skip", "end_title", "end_text"],
    aliases: &[],
    needs: None,
    read: &[],
};

/// Texts whose language people write after another sign than `::`.
const TRANSLATED: [&str; 2] = ["label", "hint"];

/// What else people call our columns, in German and English.
const USUAL: &[(&[&str], &str)] = &[
    (&["typ", "art", "fragetyp", "question_type"], "type"),
    (&["variable", "variablenname", "feldname"], "name"),
    (&["frage", "fragetext", "beschriftung", "bezeichnung", "question", "text"], "label"),
    (&["hinweis", "hilfe", "hilfetext", "erläuterung", "help", "help_text"], "hint"),
    (&["pflicht", "pflichtfeld", "pflichtfrage", "erforderlich", "mandatory"], "required"),
    (&["bedingung", "relevanz", "anzeigen_wenn", "wenn", "condition", "show_if"], "relevant"),
    (&["einschränkung", "gültigkeit", "prüfung", "validation"], "constraint"),
    (&["fehlermeldung", "fehlertext", "error_message"], "constraint_message"),
    (&["pflichtmeldung"], "required_message"),
    (&["berechnung", "formel", "formula"], "calculation"),
    (&["vorgabe", "standard", "standardwert", "vorbelegung", "default_value"], "default"),
    (&["darstellung", "aussehen"], "appearance"),
    (&["auswahlfilter", "antwortfilter"], "choice_filter"),
    (&["schreibgeschützt", "nur_lesen"], "read_only"),
    (&["wiederholungen", "anzahl"], "repeat_count"),
    (&["parameter"], "parameters"),
    (&["liste", "listenname", "list"], "list_name"),
    (&["wert", "code", "value"], "name"),
    (&["titel"], "title"),
    (&["sprache", "standardsprache", "language"], "default_language"),
];

impl Dialect {
    /// Takes a header apart. `double` says whether the sheet parts headers by `::`.
    pub(super) fn parse(&self, header: &str, double: bool) -> Header {
        let whole = |name: &str, proper| Header::new(vec![name.to_owned()], proper);
        if let Some(field) = header.strip_prefix("zugvogel.") {
            return Header::new(vec!["zugvogel".to_owned(), field.to_owned()], true);
        }
        if self.is_known(header) {
            return whole(header, true);
        }
        let snake = snake_case(header);
        if self.is_known(&snake) {
            return whole(&snake, false);
        }
        let mut parts: Vec<String> = if double || header.contains("::") {
            header.split("::").map(|part| part.trim().to_owned()).collect()
        } else {
            single_colons(header)
        };
        let first = parts.first().map(|part| snake_case(part)).unwrap_or_default();
        let alias = self.aliases.iter().find(|(name, _)| *name == first);
        if let Some((_, proper)) = alias {
            let proper = proper.iter().map(ToString::to_string);
            parts = proper.chain(parts.into_iter().skip(1)).collect();
            Header::new(parts, false)
        } else if self.is_known(&first) {
            let proper = parts.len() == 1 && header == first;
            if let Some(part) = parts.first_mut() {
                *part = first;
            }
            Header::new(parts, proper)
        } else {
            // Choice filters use unknown columns by the very name they have.
            Header::new(parts, true)
        }
    }

    /// In which row the headers are, counted from 0: somebody may have put a title above them.
    pub(super) fn header_row(&self, rows: &[Vec<String>]) -> usize {
        let Some(needed) = self.needs else { return 0 };
        let fields = |row: &Vec<String>| -> Vec<String> {
            let parsed = row.iter().map(|cell| self.parse(cell, true));
            parsed.filter_map(|header| Some(header.field()?.0.to_owned())).collect()
        };
        let is_header = |row: &Vec<String>| {
            let fields = fields(row);
            let has = |name: &str| fields.iter().any(|field| field == name);
            has(needed) && (has("name") || has("label"))
        };
        let is_first = rows.first().is_none_or(|row| fields(row).iter().any(|it| it == needed));
        let below = || rows.iter().take(HEADER_WITHIN).position(is_header);
        if is_first { 0 } else { below().unwrap_or(0) }
    }

    /// What column a header was probably meant to be that nothing is read from; `has` says whether the sheet
    /// has a column.
    pub(super) fn meant(&self, header: &Header, has: impl Fn(&str) -> bool) -> Option<String> {
        let (field, more) = header.parts.split_first()?;
        if let Some((text, language)) = field.split_once([':', '_', ' '])
            && TRANSLATED.contains(&text.to_lowercase().as_str())
            && !language.trim().is_empty()
        {
            return Some(format!("{}::{}", text.to_lowercase(), language.trim()));
        }
        let (field, has_language) = (snake_case(field), !more.is_empty());
        let is_known = self.is_known(&field)
            || self.read.contains(&field.as_str())
            || self.aliases.iter().any(|(alias, _)| *alias == field);
        if is_known || !field.starts_with(char::is_alphabetic) {
            return None;
        }
        let is_usual = |known: &str| {
            USUAL.iter().any(|(words, ours)| *ours == known && words.contains(&field.as_str()))
        };
        let mut candidates = self.read.iter().copied();
        let meant = candidates.find(|known| {
            (is_usual(known) || is_slip(&field, known)) && (has_language || !has(known))
        });
        meant.map(str::to_owned)
    }

    fn is_known(&self, name: &str) -> bool {
        self.known.contains(&name) && !self.aliases.iter().any(|(alias, _)| *alias == name)
    }
}

impl Header {
    fn new(parts: Vec<String>, proper: bool) -> Self {
        let field = Self::understand(&parts);
        Self { parts, proper, field }
    }

    /// The field it is, as our model calls it, and the language: `label`, `Some("English (en)")`.
    /// None for a column that no field stands for.
    pub(super) fn field(&self) -> Option<(&str, Option<&str>)> {
        self.field.as_ref().map(|(field, language)| (field.as_str(), language.as_deref()))
    }

    fn understand(parts: &[String]) -> Option<(String, Option<String>)> {
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let (field, rest) = match parts.as_slice() {
            ["bind", "readonly", rest @ ..] => ("read_only", rest),
            ["bind", "calculate", rest @ ..] => ("calculation", rest),
            ["bind", "jr:requiredMsg", rest @ ..] => ("required_message", rest),
            ["bind", "jr:constraintMsg", rest @ ..] => ("constraint_message", rest),
            ["bind", "entities:saveto", rest @ ..] => ("save_to", rest),
            ["bind", field @ ("relevant" | "required" | "constraint"), rest @ ..] => (*field, rest),
            ["control", "jr:count", rest @ ..] => ("repeat_count", rest),
            ["control", "appearance", rest @ ..] => ("appearance", rest),
            ["media", kind, rest @ ..] => (*kind, rest),
            ["bind" | "control" | "media" | "instance" | "zugvogel", ..] => return None,
            [field, rest @ ..] => (*field, rest),
            [] => return None,
        };
        match rest {
            [] => Some((field.to_owned(), None)),
            [language] if is_translated(field) => {
                Some((field.to_owned(), Some((*language).to_owned())))
            }
            _ => None,
        }
    }
}

/// Whether a word is another one with one slip of the pen: a letter too many, too few or another one, or two
/// exchanged; in a long word two of them. Short words that are further apart are words of their own.
fn is_slip(word: &str, meant: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    match levenshtein(word, meant) {
        0 => false,
        1 => true,
        2 => meant.len() >= 8 || sorted(word) == sorted(meant),
        _ => false,
    }
}

/// Words in lower case, joined by `_`.
fn snake_case(header: &str) -> String {
    header.split_whitespace().collect::<Vec<_>>().join("_").to_lowercase()
}

/// Parts at single colons; the one in `jr:count` belongs to the name.
fn single_colons(header: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in header.split(':').map(str::trim) {
        match parts.last_mut() {
            Some(last) if last == "jr" => *last = format!("jr:{part}"),
            _ => parts.push(part.to_owned()),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(header: &str, double: bool, field: Option<(&str, Option<&str>)>) {
        assert_eq!(SURVEY.parse(header, double).field(), field, "{header}");
    }

    #[test]
    fn a_column_is_known_by_all_its_names() {
        check("type", true, Some(("type", None)));
        check("Choice Filter", true, Some(("choice_filter", None)));
        check("caption :: English (en)", true, Some(("label", Some("English (en)"))));
        check("bind::jr:constraintMsg::fr", true, Some(("constraint_message", Some("fr"))));
        check("bind:jr:constraintMsg", false, Some(("constraint_message", None)));
        check("relevance", false, Some(("relevant", None)));
        check("media::image::fr", true, Some(("image", Some("fr"))));
        check("image:fr", false, Some(("image", Some("fr"))));
        check("Repeat_Count", false, Some(("repeat_count", None)));
        check("bind::type", true, None);
        check("label:fr", true, Some(("label:fr", None)));
        check("My Notes", false, Some(("My Notes", None)));
    }

    #[test]
    fn a_misspelt_column_is_told_from_one_of_somebodys_own() {
        let meant = |header: &str| {
            SURVEY.meant(&SURVEY.parse(header, true), |known| matches!(known, "label" | "name"))
        };
        assert_eq!(meant("appearence").as_deref(), Some("appearance"));
        assert_eq!(meant("Relevent").as_deref(), Some("relevant"));
        assert_eq!(meant("constrain_mesage").as_deref(), Some("constraint_message"));
        assert_eq!(meant("lable::English (en)").as_deref(), Some("label"));
        // A column of that name is there, or there is none like it.
        for header in
            ["lable", "note", "appearance", "print", "_hint", "disabled", "bind::x", "hint"]
        {
            assert_eq!(meant(header).as_deref(), None, "{header}");
        }
    }

    #[test]
    fn the_headers_may_stand_below_a_title() {
        let rows = |rows: &[&[&str]]| -> Vec<Vec<String>> {
            let cells = |row: &&[&str]| row.iter().map(ToString::to_string).collect();
            rows.iter().map(cells).collect()
        };
        let title = rows(&[&["My form"], &[], &["Type", "Name"], &["text", "a"]]);
        assert_eq!(SURVEY.header_row(&title), 2);
        assert_eq!(SURVEY.header_row(&rows(&[&["name", "type"], &["type", "name"]])), 0);
        assert_eq!(SURVEY.header_row(&rows(&[&["a"], &["text", "b"]])), 0);
        assert_eq!(SETTINGS.header_row(&title), 0);
    }

    #[test]
    fn proper_names_are_told_from_others() {
        for (header, proper) in [("name", true), ("value", false), ("Name", false), ("x y", true)] {
            assert_eq!(SURVEY.parse(header, false).proper, proper, "{header}");
        }
    }
}
