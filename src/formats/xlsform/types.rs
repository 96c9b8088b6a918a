//! The column `type`: what a row is.

use crate::engine::model::{KindName, Metadata, Upload};
use crate::engine::spelling::nearest;
use crate::formats::kind_words::{Called, kind_called};

/// What a row of the survey sheet is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Type {
    /// A group or repeat begins.
    Begin(BlockStart),
    /// It ends.
    End(BlockKind),
    /// A question with choices.
    Select(Select),
    /// A setting that stands on the survey sheet, as in old forms.
    Setting(&'static str),
    /// Any other question.
    Plain(&'static PlainType),
}

/// The beginning of a group, repeat or loop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BlockStart {
    pub(super) kind: BlockKind,
    /// A loop goes over the choices of this list.
    pub(super) list: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BlockKind {
    Group,
    Repeat,
    Loop,
}

/// A question with choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Select {
    pub(super) kind: SelectKind,
    /// The words before the list: `select_one`, `select one from` …
    pub(super) command: String,
    /// The name of the list, a file, or a reference.
    pub(super) list: String,
    /// With a field for another answer.
    pub(super) other: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SelectKind {
    One,
    Multiple,
    Rank,
    /// One of a list on the sheet `external_choices`.
    External,
}

/// A type without choices.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PlainType {
    /// As it is written.
    pub(super) name: &'static str,
    /// What it is for us.
    pub(super) kind: KindName,
    /// Whether a person sees it, so that it needs a label or a hint.
    pub(super) shown: bool,
    /// What it checks and says by itself.
    pub(super) constraint: Option<&'static str>,
    pub(super) hint: Option<&'static str>,
}

const fn shown(name: &'static str, kind: KindName) -> PlainType {
    PlainType { name, kind, shown: true, constraint: None, hint: None }
}

const fn silent(name: &'static str, kind: KindName) -> PlainType {
    PlainType { name, kind, shown: false, constraint: None, hint: None }
}

const fn checked(
    name: &'static str,
    kind: KindName,
    constraint: &'static str,
    hint: Option<&'static str>,
) -> PlainType {
    PlainType { name, kind, shown: true, constraint: Some(constraint), hint }
}

/// All types without choices; where several are one kind, the first is what we write.
static KNOWN: &[PlainType] = &[
    shown("text", KindName::Text),
    shown("string", KindName::Text),
    shown("q string", KindName::Text),
    shown("add text prompt", KindName::Text),
    shown("barcode", KindName::Text),
    shown("q barcode", KindName::Text),
    shown("add barcode prompt", KindName::Text),
    checked("phone number", KindName::Text, "regex(., '^\\d*$')", Some("Enter numbers only.")),
    shown("integer", KindName::Integer),
    shown("int", KindName::Integer),
    shown("q int", KindName::Integer),
    shown("add integer prompt", KindName::Integer),
    checked("percentage", KindName::Integer, "0 <= . and . <= 100", None),
    checked(
        "number of days in last month",
        KindName::Integer,
        "0 <= . and . <= 31",
        Some("Enter a number 0-31."),
    ),
    checked(
        "number of days in last six months",
        KindName::Integer,
        "0 <= . and . <= 183",
        Some("Enter a number 0-183."),
    ),
    checked(
        "number of days in last year",
        KindName::Integer,
        "0 <= . and . <= 365",
        Some("Enter a number 0-365."),
    ),
    shown("decimal", KindName::Decimal),
    shown("q decimal", KindName::Decimal),
    shown("add decimal prompt", KindName::Decimal),
    shown("date", KindName::Date),
    shown("q date", KindName::Date),
    shown("add date prompt", KindName::Date),
    shown("time", KindName::Time),
    shown("dateTime", KindName::DateTime),
    shown("datetime", KindName::DateTime),
    shown("date time", KindName::DateTime),
    shown("q dateTime", KindName::DateTime),
    shown("q date time", KindName::DateTime),
    shown("add dateTime prompt", KindName::DateTime),
    shown("add date time prompt", KindName::DateTime),
    shown("note", KindName::Note),
    shown("q note", KindName::Note),
    shown("add note prompt", KindName::Note),
    silent("calculate", KindName::Calculate),
    silent("q calculate", KindName::Calculate),
    silent("add calculate prompt", KindName::Calculate),
    silent("hidden", KindName::Hidden),
    shown("range", KindName::Range),
    shown("acknowledge", KindName::Acknowledge),
    shown("trigger", KindName::Acknowledge),
    shown("q acknowledge", KindName::Acknowledge),
    shown("add acknowledge prompt", KindName::Acknowledge),
    shown("geopoint", KindName::Geopoint),
    shown("gps", KindName::Geopoint),
    shown("location", KindName::Geopoint),
    shown("q geopoint", KindName::Geopoint),
    shown("q location", KindName::Geopoint),
    shown("add location prompt", KindName::Geopoint),
    silent("start", KindName::Metadata),
    silent("start time", KindName::Metadata),
    silent("get start time", KindName::Metadata),
    silent("end", KindName::Metadata),
    silent("end time", KindName::Metadata),
    silent("get end time", KindName::Metadata),
    silent("today", KindName::Metadata),
    silent("get today", KindName::Metadata),
    silent("deviceid", KindName::Metadata),
    silent("imei", KindName::Metadata),
    silent("device id", KindName::Metadata),
    silent("get device id", KindName::Metadata),
    silent("uri:deviceid", KindName::Metadata),
    silent("username", KindName::Metadata),
    silent("uri:username", KindName::Metadata),
    silent("email", KindName::Metadata),
    silent("uri:email", KindName::Metadata),
    silent("phonenumber", KindName::Metadata),
    silent("get phone number", KindName::Metadata),
    silent("uri:phonenumber", KindName::Metadata),
    silent("simserial", KindName::Metadata),
    silent("sim id", KindName::Metadata),
    silent("get sim id", KindName::Metadata),
    silent("uri:simserial", KindName::Metadata),
    silent("subscriberid", KindName::Metadata),
    silent("subscriber id", KindName::Metadata),
    silent("get subscriber id", KindName::Metadata),
    silent("uri:subscriberid", KindName::Metadata),
    shown("image", KindName::Upload),
    shown("photo", KindName::Upload),
    shown("q image", KindName::Upload),
    shown("q picture", KindName::Upload),
    shown("add image prompt", KindName::Upload),
    shown("add photo prompt", KindName::Upload),
    shown("audio", KindName::Upload),
    shown("q audio", KindName::Upload),
    shown("add audio prompt", KindName::Upload),
    shown("video", KindName::Upload),
    shown("q video", KindName::Upload),
    shown("add video prompt", KindName::Upload),
    shown("file", KindName::Upload),
    shown("add file prompt", KindName::Upload),
    shown("geotrace", KindName::Foreign),
    shown("q geotrace", KindName::Foreign),
    shown("geoshape", KindName::Foreign),
    shown("q geoshape", KindName::Foreign),
    shown("osm", KindName::Foreign),
    silent("audit", KindName::Foreign),
    silent("start-geopoint", KindName::Foreign),
    shown("background-geopoint", KindName::Foreign),
    silent("background-audio", KindName::Foreign),
    silent("csv-external", KindName::Foreign),
    silent("xml-external", KindName::Foreign),
];

/// The words before a list, and before `or_other`.
const SELECTS: &[(&str, SelectKind)] = &[
    ("select_one", SelectKind::One),
    ("select_multiple", SelectKind::Multiple),
    ("rank", SelectKind::Rank),
    ("select_one_from_file", SelectKind::One),
    ("select_multiple_from_file", SelectKind::Multiple),
    ("select one from file", SelectKind::One),
    ("select multiple from file", SelectKind::Multiple),
    ("select_one_external", SelectKind::External),
    ("add select one prompt using", SelectKind::One),
    ("add select multiple prompt using", SelectKind::Multiple),
    ("select all that apply from", SelectKind::Multiple),
    ("select one from", SelectKind::One),
    ("select1", SelectKind::One),
    ("select one", SelectKind::One),
    ("select all that apply", SelectKind::Multiple),
];

/// What people call types that only XLSForm has.
const CALLED: &[Called] = &[
    (&["bild", "foto", "photo", "picture"], "image"),
    (&["datei"], "file"),
    (&["gruppe"], "begin_group"),
    (&["wiederholung"], "begin_repeat"),
];

const OTHERS: &[&str] = &["or_other", "or other", "or specify other"];

const BLOCKS: &[(&str, BlockKind)] = &[
    ("group", BlockKind::Group),
    ("repeat", BlockKind::Repeat),
    ("lgroup", BlockKind::Repeat),
    ("looped group", BlockKind::Repeat),
    ("loop", BlockKind::Loop),
];

const SETTINGS: &[(&str, &str)] = &[
    ("form_title", "title"),
    ("set_form_title", "title"),
    ("form_id", "id_string"),
    ("set_form_id", "id_string"),
    ("prefix", "prefix"),
];

impl Type {
    /// Reads a cell of the column `type`; nothing when there is no such type.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if let Some((_, setting)) = SETTINGS.iter().find(|(name, _)| *name == text) {
            return Some(Self::Setting(setting));
        }
        block(text).or_else(|| select(text)).or_else(|| {
            let known = KNOWN.iter().find(|known| known.name == text);
            // What is right of `osm` are its tags.
            let osm = || KNOWN.iter().find(|known| known.name == "osm" && text.contains("osm "));
            known.or_else(osm).map(Self::Plain)
        })
    }

    /// What was probably meant by a type that does not exist, with its list.
    pub(super) fn meant(text: &str) -> Option<String> {
        let written = text.trim();
        let text = written.to_lowercase();
        let has_list = |kind: &&str| SELECTS.iter().any(|(command, _)| command == kind);
        if let Some(kind) = kind_called(&text, CALLED).filter(|kind| !has_list(kind)) {
            return Some(kind.to_owned());
        }
        let (first, list) = written.split_once(' ').unwrap_or((written, "LIST"));
        let kind = kind_called(first, CALLED).filter(has_list);
        if let Some(command) = kind.filter(|_| !list.contains(' ')) {
            return Some(format!("{command} {list}"));
        }
        let commands =
            || SELECTS.iter().map(|(command, _)| *command).filter(|it| !it.contains(' '));
        if commands().any(|command| command == text) {
            return Some(format!("{text} LIST"));
        }
        // A list whose name has a blank is another mistake.
        let begins =
            |command: &str| text.strip_prefix(command).is_some_and(|it| it.starts_with(' '));
        if let Some((words, list)) = written.rsplit_once(' ')
            && !commands().any(begins)
            && let Some(command) = nearest(&words.replace([' ', '-'], "_"), commands())
        {
            return Some(format!("{command} {list}"));
        }
        nearest(&text, Self::usual()).map(str::to_owned)
    }

    /// All types as they are usually written, for "did you mean".
    fn usual() -> impl Iterator<Item = &'static str> {
        let selects = SELECTS.iter().map(|(name, _)| *name);
        let blocks = ["begin_group", "end_group", "begin_repeat", "end_repeat"];
        KNOWN.iter().map(|known| known.name).chain(selects).chain(blocks)
    }
}

fn block(text: &str) -> Option<Type> {
    let begun = after(text, "begin");
    let ended = after(text, "end");
    if let Some((_, kind)) = BLOCKS.iter().find(|(name, _)| ended == Some(*name)) {
        return Some(Type::End(*kind));
    }
    let begun = begun?;
    // The longer name first: a list may follow either.
    let mut blocks: Vec<_> = BLOCKS.to_vec();
    blocks.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    blocks.into_iter().find_map(|(name, kind)| {
        let rest = begun.strip_prefix(name)?;
        let list = match rest.strip_prefix(' ') {
            None if rest.is_empty() => None,
            None => return None,
            Some(list) => Some(list.strip_prefix("over ").unwrap_or(list)),
        };
        if list.is_some_and(|list| list.is_empty() || list.contains(' ')) {
            return None;
        }
        Some(Type::Begin(BlockStart { kind, list: list.map(str::to_owned) }))
    })
}

/// What follows a word and one blank or `_`.
fn after<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(word)?;
    let mut chars = rest.chars();
    chars.next().filter(|c| c.is_whitespace() || *c == '_')?;
    Some(chars.as_str())
}

fn select(text: &str) -> Option<Type> {
    SELECTS.iter().find_map(|(command, kind)| {
        let rest = text.strip_prefix(command)?.strip_prefix(' ')?;
        let (list, other) = match rest.split_once(' ') {
            Some((list, other)) if OTHERS.contains(&other) => (list, true),
            Some(_) => return None,
            None => (rest, false),
        };
        let (command, list) = ((*command).to_owned(), list.to_owned());
        (!list.is_empty()).then_some(Type::Select(Select { kind: *kind, command, list, other }))
    })
}

/// The type we write for a kind without choices.
pub(super) fn usual(kind: KindName) -> Option<&'static str> {
    KNOWN.iter().find(|known| known.kind == kind).map(|known| known.name)
}

/// The type we write for a file.
pub(super) fn usual_upload(upload: Upload) -> &'static str {
    match upload {
        Upload::Image => "image",
        Upload::Audio => "audio",
        Upload::Video => "video",
        Upload::File => "file",
    }
}

/// What kind of file a type of the kind `upload` asks for.
pub(super) fn upload(name: &str) -> Upload {
    let has = |word: &str| name.split(' ').any(|part| part == word);
    match () {
        () if has("audio") => Upload::Audio,
        () if has("video") => Upload::Video,
        () if has("file") => Upload::File,
        () => Upload::Image,
    }
}

/// What a type of the kind `metadata` holds.
pub(super) fn metadata(name: &str) -> Metadata {
    match name {
        "start" | "start time" | "get start time" => Metadata::Start,
        "end" | "end time" | "get end time" => Metadata::End,
        "today" | "get today" => Metadata::Today,
        _ => Metadata::Unknown,
    }
}

impl Select {
    /// Whether the choices come from a file, whatever is written before it.
    pub(super) fn file(&self) -> Option<&str> {
        let (stem, extension) = self.list.rsplit_once('.')?;
        let known = matches!(extension, "csv" | "xml" | "geojson");
        (known && !stem.is_empty() && self.kind != SelectKind::External).then_some(&*self.list)
    }

    /// Whether the words say that there is a file.
    pub(super) fn says_file(&self) -> bool {
        self.command.ends_with("file")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn select_of(text: &str) -> Option<(SelectKind, String, bool)> {
        match Type::parse(text) {
            Some(Type::Select(select)) => Some((select.kind, select.list, select.other)),
            _ => None,
        }
    }

    #[test]
    fn selects_have_many_names() {
        let some = |kind, list: &str, other| Some((kind, list.to_owned(), other));
        assert_eq!(select_of("select_one yn"), some(SelectKind::One, "yn", false));
        assert_eq!(select_of("select one from yn"), some(SelectKind::One, "yn", false));
        assert_eq!(
            select_of("select_multiple yn or_other"),
            some(SelectKind::Multiple, "yn", true)
        );
        assert_eq!(
            select_of("select all that apply from yn or specify other"),
            some(SelectKind::Multiple, "yn", true)
        );
        assert_eq!(select_of("rank l"), some(SelectKind::Rank, "l", false));
        for text in
            ["select_one", "select_one ", "select_one a b", "select multiple yn", "selectone a"]
        {
            assert_eq!(select_of(text), None, "{text}");
        }
    }

    #[test]
    fn what_was_meant_is_told_with_its_list() {
        for (text, meant) in [
            ("select multiple Gruende", Some("select_multiple Gruende")),
            ("selct_one yn", Some("select_one yn")),
            ("Select-One yn", Some("select_one yn")),
            ("select_one", Some("select_one LIST")),
            ("number", Some("integer")),
            ("intger", Some("integer")),
            ("select_one a b", None),
            ("dancing", None),
        ] {
            assert_eq!(Type::meant(text).as_deref(), meant, "{text}");
        }
    }

    #[test]
    fn blocks_begin_and_end() {
        let begin = |kind, list: Option<&str>| {
            Some(Type::Begin(BlockStart { kind, list: list.map(str::to_owned) }))
        };
        assert_eq!(Type::parse("begin group"), begin(BlockKind::Group, None));
        assert_eq!(Type::parse("begin_repeat"), begin(BlockKind::Repeat, None));
        assert_eq!(Type::parse("begin looped group"), begin(BlockKind::Repeat, None));
        assert_eq!(Type::parse("begin loop over l"), begin(BlockKind::Loop, Some("l")));
        assert_eq!(Type::parse("begin loop l"), begin(BlockKind::Loop, Some("l")));
        assert_eq!(Type::parse("end_group"), Some(Type::End(BlockKind::Group)));
        for text in ["begin", "begin dancing", "end groups", "begingroup", "end"] {
            assert!(!matches!(Type::parse(text), Some(Type::Begin(_) | Type::End(_))), "{text}");
        }
    }

    #[test]
    fn every_type_is_found_by_its_name() {
        for known in KNOWN {
            assert_eq!(Type::parse(known.name), Some(Type::Plain(known)), "{}", known.name);
        }
        assert_eq!(Type::parse("Text"), None);
    }
}
