//! What serde says of a document that does not fit, as remarks of ours.
//!
//! serde's sentences are English, and its errors have no other form; but they are few and stable, so
//! they are taken apart here. Every type that is read (settings of publishers, frames, profiles)
//! is covered that way, which a check against the table of properties would not do. A sentence of
//! another shape is told as it is, in parentheses.

use serde_json::error::Category;

use crate::engine::problem::{Remark, did_you_mean, remark};
use crate::formats::kind_words::{Called, kind_called};

/// What is wrong, and what may have been meant.
pub(crate) fn unfit(error: &serde_json::Error) -> (Remark, Option<Remark>) {
    let message = error.to_string();
    // The place is told by the problem.
    let why = message.rsplit_once(" at line ").map_or(message.as_str(), |(why, _)| why);
    match error.classify() {
        Category::Eof => (remark!("json-ends-early"), None),
        Category::Syntax | Category::Io => {
            let syntax = remark!("json-syntax");
            (syntax_fault(why).map_or(syntax.clone(), |fault| syntax.with(fault)), None)
        }
        Category::Data => {
            let names = unknown_name(why);
            names.unwrap_or_else(|| {
                let hint = list_of_one(why).or_else(|| truth(why)).or_else(|| quotes(why));
                (shape(why).unwrap_or(remark!("json-unfit", why)), hint)
            })
        }
    }
}

/// What keeps a text from being JSON, in words for somebody who writes it by hand.
fn syntax_fault(why: &str) -> Option<Remark> {
    Some(match why {
        "expected `:`" => remark!("json-no-colon"),
        "expected `,` or `]`" => remark!("json-no-comma-in-list"),
        "expected `,` or `}`" => remark!("json-no-comma-in-object"),
        "expected value" | "expected ident" => remark!("json-no-value"),
        "expected `\"`" | "key must be a string" => remark!("json-no-name"),
        "trailing comma" => remark!("json-comma-too-many"),
        "trailing characters" => remark!("json-goes-on"),
        "invalid number" => remark!("json-bad-number"),
        "number out of range" => remark!("json-great-number"),
        "recursion limit exceeded" => remark!("json-deep"),
        _ if why.starts_with("control character") => remark!("json-control-sign"),
        _ if ["invalid escape", "invalid unicode", "lone leading", "unexpected end of hex"]
            .iter()
            .any(|beginning| why.starts_with(beginning)) =>
        {
            remark!("json-bad-escape")
        }
        _ => return None,
    })
}

/// What people call our fields, in German and in the words of other tools; of several, the first that is
/// known where it stands.
const FIELDS: &[Called] = &[
    (&["fragen", "items", "elements"], "questions"),
    (&["seiten", "seite"], "pages"),
    (&["frage", "text", "beschriftung", "bezeichnung", "question", "antwort"], "label"),
    (&["frage"], "questions"),
    (&["name", "wert", "code", "key", "schlüssel"], "value"),
    (&["variable", "id", "key"], "name"),
    (&["titel", "überschrift", "heading", "label"], "title"),
    (&["typ", "type", "art", "fragetyp"], "kind"),
    (&["auswahl", "antworten", "optionen", "options", "answers", "liste", "list"], "choices"),
    (&["listen", "choices", "choice_lists"], "lists"),
    (&["bedingung", "condition", "relevance", "visibleif", "show_if", "wenn"], "relevant"),
    (&["pflicht", "pflichtfrage", "mandatory", "isrequired"], "required"),
    (&["hinweis", "hilfe", "help", "description", "beschreibung"], "hint"),
    (&["sprachen", "sprache", "language"], "languages"),
    (&["minimum", "von"], "min"),
    (&["maximum", "bis"], "max"),
    (&["vorgabe", "standard", "vorbelegung"], "default"),
    (&["prüfung", "einschränkung", "validation"], "constraint"),
    (&["berechnung", "formel", "formula"], "calculation"),
    (&["sonstiges", "andere", "anderes"], "other"),
];

/// What people call kinds of questions that only JSON has.
const KINDS: &[Called] = &[
    (&["grid", "array", "table", "tabelle"], "matrix"),
    (&["datetime"], "date_time"),
    (&["file", "image", "photo", "picture", "audio", "video", "datei", "bild", "foto"], "upload"),
    (&["autocomplete", "search", "suche"], "lookup"),
    (&["einwilligung", "zustimmung"], "consent"),
    (&["gruppe"], "group"),
    (&["wiederholung"], "repeat"),
];

/// ``unknown field `a`, expected one of `b`, `c` `` and the same of variants.
fn unknown_name(why: &str) -> Option<(Remark, Option<Remark>)> {
    let (sort, rest) = why.strip_prefix("unknown ")?.split_once(" `")?;
    let (name, expected) = rest.split_once("`, expected ")?;
    let known: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
    let meant = match sort {
        "field" => {
            let lower = name.to_lowercase();
            let mut usual = FIELDS.iter().filter(|(words, _)| words.contains(&lower.as_str()));
            usual.find(|(_, ours)| known.contains(ours)).map(|(_, ours)| *ours)
        }
        _ => kind_called(name, KINDS).filter(|ours| known.contains(ours)),
    };
    let near = match meant {
        Some(near) => Some(remark!("did-you-mean", near)),
        None => did_you_mean(name, known.iter().copied()),
    };
    let known = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match sort {
        "field" => Some((remark!("json-no-field", field = name, known), near)),
        "variant" => Some((remark!("json-no-word", word = name, known), near)),
        _ => None,
    }
}

/// How a list is written that has one value only.
fn list_of_one(why: &str) -> Option<Remark> {
    let found = why.strip_prefix("invalid type: ")?.strip_suffix(", expected a sequence")?;
    let (sort, value) = found.split_once(' ')?;
    let value = match sort {
        "integer" => value.trim_matches('`').to_owned(),
        "string" => parted(value.trim_matches('"')),
        _ => return None,
    };
    Some(remark!("json-write-list", value))
}

/// The values that stand side by side in one text, each in quotes.
fn parted(text: &str) -> String {
    let values = text.split([',', ';']).map(str::trim).filter(|value| !value.is_empty());
    values.map(|value| format!("\"{value}\"")).collect::<Vec<_>>().join(", ")
}

/// How yes and no are written.
fn truth(why: &str) -> Option<Remark> {
    let found = why.strip_prefix("invalid type: ")?.strip_suffix(", expected a boolean")?;
    let (_, word) = found.split_once(['`', '"'])?;
    let value = match word.trim_end_matches(['`', '"']).to_lowercase().as_str() {
        "yes" | "ja" | "true" | "wahr" | "y" | "j" | "x" | "1" | "on" => "true",
        "no" | "nein" | "false" | "falsch" | "n" | "0" | "off" | "" => "false",
        _ => return None,
    };
    Some(remark!("json-write-unquoted", value))
}

/// How a text and a number are written that were taken for each other.
fn quotes(why: &str) -> Option<Remark> {
    let (found, expected) = why.strip_prefix("invalid type: ")?.rsplit_once(", expected ")?;
    let (sort, value) = found.split_once(' ')?;
    let value = value.trim_matches(['`', '"']);
    let is_number = !value.is_empty() && value.parse::<f64>().is_ok();
    match (sort, expected) {
        ("integer" | "floating" | "boolean", "a string" | "string or map") => {
            let value = value.trim_start_matches("point `");
            Some(remark!("json-write-quoted", value))
        }
        ("string", "f32" | "f64" | "u8" | "u16" | "u32" | "u64" | "usize" | "i32" | "i64")
            if is_number =>
        {
            Some(remark!("json-write-unquoted", value))
        }
        _ => None,
    }
}

fn shape(why: &str) -> Option<Remark> {
    let quoted =
        |beginning: &str| why.strip_prefix(beginning)?.strip_prefix(" `")?.strip_suffix('`');
    if let Some(field) = quoted("missing field") {
        return Some(remark!("json-missing", field));
    }
    if let Some(field) = quoted("duplicate field") {
        return Some(remark!("json-twice", field));
    }
    if let Some(name) = why.strip_prefix("data did not match any variant of untagged enum ") {
        return several_shapes(name);
    }
    if let Some((_, "struct")) = why
        .strip_prefix("invalid length ")
        .and_then(|rest| rest.split_once(", expected "))
        .map(|(length, expected)| (length, expected.split(' ').next().unwrap_or_default()))
    {
        return Some(remark!("json-object-not", found = "[…]"));
    }
    let (_, rest) =
        why.split_once("invalid type: ").or_else(|| why.split_once("invalid value: "))?;
    let (found, expected) = rest.rsplit_once(", expected ")?;
    let found = match found {
        "map" => "{…}",
        "sequence" => "[…]",
        // `integer `1``, `floating point `1.5``, `string "a"`
        _ => found.split_once(['`', '"']).map_or(found, |(_, value)| value),
    };
    let found = found.trim_end_matches(['`', '"']);
    Some(match expected {
        "a string" | "string or map" | "variant identifier" => remark!("json-text-not", found),
        "a boolean" => remark!("json-truth-not", found),
        "a sequence" => remark!("json-list-not", found),
        "f32" | "f64" | "i32" | "i64" => remark!("json-number-not", found),
        "u8" => remark!("json-whole-number-not", found, most = u8::MAX),
        "u16" => remark!("json-whole-number-not", found, most = u16::MAX),
        "u32" | "usize" | "u64" => remark!("json-whole-number-not", found, most = u32::MAX),
        "a map" => remark!("json-object-not", found),
        _ if expected.starts_with("struct ") => remark!("json-object-not", found),
        _ => return None,
    })
}

/// Values that may be written in several ways, by the name of their type.
fn several_shapes(name: &str) -> Option<Remark> {
    Some(match name {
        "Text" => remark!("json-text"),
        "ChoiceList" => remark!("json-choice-list"),
        "FrameSource" => remark!("json-frame"),
        "Flag" => remark!("json-flag"),
        "Limit" => remark!("json-limit"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    /// What is said of a document that is to be an `Example`, and of what was meant.
    #[track_caller]
    fn check(document: &str, expect: &str) {
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[expect(dead_code, reason = "only read")]
        struct Example {
            name: String,
            size: Option<u8>,
            share: Option<f64>,
            list: Option<Vec<Example>>,
            flag: Option<bool>,
            word: Option<crate::engine::model::Upload>,
            label: Option<crate::engine::model::Text>,
        }
        let error = serde_json::from_str::<Example>(document).unwrap_err();
        let (what, hint) = unfit(&error);
        let hint = hint.map_or(String::new(), |hint| format!("; {hint}"));
        assert_eq!(format!("{what}{hint}"), expect, "{error}");
    }

    #[test]
    fn what_does_not_fit_is_said_in_our_words() {
        check("{}", "the field `name` is missing");
        check(r#"{"name":"a","name":"b"}"#, "the field `name` is there twice");
        check(
            r#"{"nam":"a"}"#,
            "unknown field `nam`, expected one of `name`, `size`, `share`, `list`, `flag`, `word`, \
             `label`; did you mean `name`?",
        );
        check(
            r#"{"name":"a","word":"imag"}"#,
            "there is no `imag` here, but `image`, `audio`, `video`, `file`; did you mean `image`?",
        );
        check(r#"{"name":1}"#, "a text was expected, not `1`; write `\"1\"`, in quotes");
        check(r#"{"name":1.5}"#, "a text was expected, not `1.5`; write `\"1.5\"`, in quotes");
        check(
            r#"{"name":"a","size":"12"}"#,
            "a whole number from 0 to 255 was expected, not `12`; write `12`, without quotes",
        );
        check(r#"{"name":["a"]}"#, "a text was expected, not `[…]`");
        check(r#"{"name":"a","size":300}"#, "a whole number from 0 to 255 was expected, not `300`");
        check(r#"{"name":"a","size":1.5}"#, "a whole number from 0 to 255 was expected, not `1.5`");
        check(r#"{"name":"a","share":"x"}"#, "a number was expected, not `x`");
        check(r#"{"name":"a","list":{}}"#, "a list `[…]` was expected, not `{…}`");
        check(r#"{"name":"a","list":[7]}"#, "an object `{…}` was expected, not `7`");
        check(
            r#"{"name":"a","flag":"yes"}"#,
            "`true` or `false` was expected, not `yes`; write `true`, without quotes",
        );
        check(
            r#"{"name":"a","label":3}"#,
            "a text was expected, or an object with texts by language",
        );
        check("[]", "an object `{…}` was expected, not `[…]`");
        check("{", "the JSON ends too early");
        check(
            "{'a'}",
            "this is no JSON: a name in double quotes is expected here, as in \"title\"",
        );
        check(
            "{\"name\": \"a\",}",
            "this is no JSON: there is a comma too many before the closing bracket",
        );
        check("{\"name\": \"a\" \"b\"}", "this is no JSON: a `,` or `}` is expected here");
        check(
            "{\"name\": „a“}",
            "this is no JSON: a value is expected here, texts in straight double quotes",
        );
        check("{\"name\": \"\\x\"}", "this is no JSON: a `\\` in a text is written as `\\\\`");
    }

    /// Every type of the model that may be written in several ways has its sentence.
    #[test]
    fn every_untagged_type_is_known() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/engine/model");
        let files = std::fs::read_dir(folder).unwrap();
        let model: String =
            files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect();
        let names: Vec<&str> = model
            .split("#[serde(untagged)]\npub enum ")
            .skip(1)
            .filter_map(|rest| rest.split_once(' ').map(|(name, _)| name))
            .collect();
        assert!(names.len() > 4, "{names:?}");
        for name in names {
            assert!(several_shapes(name).is_some(), "{name}");
        }
    }
}
