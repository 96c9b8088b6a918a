//! How far the translations of a questionnaire are. What is a draft, or was read beside another source, is
//! not published: for residents it is missing ([`published`]), so its language is not offered; whoever
//! tries the questionnaire out sees it.
//!
//! A text is found by the id of its element and a JSON pointer in it, as changes find it. Start reading at [`translations`].

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::super::identity::Identity;
use super::super::model::leaves;
use super::super::model::{Definition, Question, Text, TextState, TranslationNote};
use super::super::problem::token;
use super::super::questionnaire::Questionnaire;
use super::super::text::pipes;
use super::super::variants::marks_in;
use super::Element;
use super::find::{ElementSort, Seen, walk};

/// A text with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedText<'d> {
    /// Whose it is.
    pub of: Element,
    /// What that is called.
    pub name: &'d str,
    /// Which of its texts: a JSON pointer within it.
    pub path: String,
    /// The same as a JSON pointer within the document.
    pub place: String,
    /// What is written.
    pub text: &'d Text,
}

/// How far a translation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readiness {
    /// There is none.
    Missing,
    /// Nothing is stated: it is published.
    Unstated,
    /// Nobody but its translator has read it.
    Draft,
    /// It was read beside another source.
    SourceChanged,
    /// Somebody else has read it.
    Reviewed,
}

impl Readiness {
    /// Whether it is there, and not published.
    pub fn is_withheld(self) -> bool {
        matches!(self, Self::Draft | Self::SourceChanged)
    }
}

/// A text in a language other than the first.
#[derive(Debug)]
pub struct Translation<'d> {
    /// The text.
    pub text: PlacedText<'d>,
    /// The language.
    pub language: &'d str,
    /// What is translated; empty where the first language has nothing.
    pub source: &'d str,
    /// The translation; empty where there is none.
    pub target: &'d str,
    /// How far it is.
    pub readiness: Readiness,
    /// What is stated of it.
    pub note: Option<&'d TranslationNote>,
}

/// All texts that are written in languages, in the order of the document. Names of files are none, and the
/// labels of code frames are not read by residents.
pub fn texts(definition: &Definition) -> Vec<PlacedText<'_>> {
    let mut found = Vec::new();
    walk(definition, &mut |way, seen| {
        let place: String = way.iter().map(|(sort, index)| step(sort, *index)).collect();
        let [name, _] = seen.words();
        for (path, text) in texts_of(&seen) {
            if matches!(text, Text::By(_)) && !text.is_absent() {
                let place = format!("{place}{path}");
                found.push(PlacedText { of: seen.element(), name, path, place, text });
            }
        }
    });
    found
}

/// A step of the way to an element, as a part of a JSON pointer.
fn step(sort: &ElementSort, index: usize) -> String {
    match sort {
        ElementSort::Section => format!("/sections/{index}"),
        ElementSort::Page => format!("/pages/{index}"),
        ElementSort::Question => format!("/questions/{index}"),
        ElementSort::Row => format!("/rows/{index}"),
        ElementSort::Part => format!("/parts/{index}"),
        ElementSort::End => format!("/ends/{index}"),
        ElementSort::Quota => format!("/quotas/{index}"),
        ElementSort::Choice(list) => format!("/lists/{}/{index}", token(list)),
    }
}

/// The texts of an element itself, not of what is in it, with their pointers.
fn texts_of<'d>(seen: &Seen<'d>) -> Vec<(String, &'d Text)> {
    fn named<'t, const N: usize>(texts: [(&str, &'t Text); N]) -> Vec<(String, &'t Text)> {
        texts.into_iter().map(|(name, text)| (format!("/{name}"), text)).collect()
    }
    match *seen {
        Seen::Questionnaire(it) => whole(it),
        Seen::Section(it) => named([("title", &it.title)]),
        Seen::Page(it) => named([("title", &it.title), ("intro", &it.intro)]),
        Seen::Question(it) => {
            let mut texts = named([
                ("label", &it.label),
                ("hint", &it.hint),
                ("guidance", &it.guidance),
                ("unit", &it.unit),
                ("short", &it.short),
                ("required_message", &it.required_message),
                ("constraint_message", &it.constraint_message),
            ]);
            let labels = it.missing_labels.iter();
            texts.extend(labels.map(|(code, it)| (format!("/missing_labels/{}", token(code)), it)));
            texts
        }
        Seen::Row(it) => named([("label", &it.label), ("right", &it.right)]),
        Seen::Part(it) => named([("label", &it.label)]),
        Seen::End(it) => named([("title", &it.title), ("text", &it.text)]),
        Seen::Quota(it) => named([("label", &it.label), ("title", &it.title), ("text", &it.text)]),
        Seen::Choice(_, it) => named([("label", &it.label), ("hint", &it.hint)]),
    }
}

/// What stands at the top of a questionnaire.
fn whole(of: &Definition) -> Vec<(String, &Text)> {
    fn all<'t>(place: &str, texts: &'t [Text]) -> impl Iterator<Item = (String, &'t Text)> {
        texts.iter().enumerate().map(move |(index, text)| (format!("{place}/{index}"), text))
    }
    let (publisher, welcome, thanks) = (&of.publisher, &of.welcome, &of.thanks);
    let mut texts: Vec<(String, &Text)> = [
        ("/title", &of.title),
        ("/publisher/name", &publisher.name),
        ("/publisher/unit", &publisher.unit),
        ("/publisher/contact", &publisher.contact),
        ("/publisher/hours", &publisher.hours),
        ("/publisher/imprint", &publisher.imprint),
        ("/publisher/privacy", &publisher.privacy),
        ("/welcome/title", &welcome.title),
        ("/welcome/lead", &welcome.lead),
    ]
    .map(|(path, text)| (path.to_owned(), text))
    .into();
    texts.extend(all("/welcome/brief", &welcome.brief));
    for (f, fact) in welcome.facts.iter().enumerate() {
        texts.push((format!("/welcome/facts/{f}/term"), &fact.term));
        texts.push((format!("/welcome/facts/{f}/text"), &fact.text));
        texts.extend(all(&format!("/welcome/facts/{f}/steps"), &fact.steps));
    }
    texts.extend(all("/thanks/steps", &thanks.steps));
    texts.push(("/thanks/title".to_owned(), &thanks.title));
    texts.push(("/thanks/text".to_owned(), &thanks.text));
    let missing = of.missing.iter();
    texts.extend(missing.map(|(code, text)| (format!("/missing/{}", token(code)), text)));
    texts
}

/// The translations of all texts, language by language.
pub fn translations(definition: &Definition) -> Vec<Translation<'_>> {
    let Some((first, others)) = definition.languages.split_first() else { return Vec::new() };
    let texts = texts(definition);
    let notes: HashMap<_, _> =
        definition.translations.iter().map(|it| ((&*it.language, &it.of, &*it.path), it)).collect();
    let mut found = Vec::new();
    for language in others {
        let mut lists = HashMap::new();
        for text in &texts {
            let [source, target] =
                [first, language].map(|it| text.text.find(it).unwrap_or_default());
            let list = match &text.of {
                Element::Choice { list, .. } => Some(Element::List(list.clone())),
                _ => None,
            };
            let find = |of: &Option<Element>, path: &str| {
                notes.get(&(language.as_str(), of, path)).copied()
            };
            let note = find(&Some(text.of.clone()), &text.path)
                .or_else(|| list.as_ref().and_then(|it| find(&Some(it.clone()), "")))
                .or_else(|| find(&None, ""));
            let readiness = match note {
                _ if target.is_empty() => Readiness::Missing,
                None => Readiness::Unstated,
                Some(note) if matches!(note.of, Some(Element::List(_))) => *lists
                    .entry(list)
                    .or_insert_with(|| readiness(note, list_hashes(definition, note))),
                Some(note) => readiness(note, [hash([source]), hash([target])]),
            };
            let text = text.clone();
            found.push(Translation { text, language, source, target, readiness, note });
        }
    }
    found
}

/// How far a text with these hashes is by what is stated of it.
fn readiness(note: &TranslationNote, [source, target]: [String; 2]) -> Readiness {
    let is_other = |noted: &str, now: String| !noted.is_empty() && noted != now;
    match note.state {
        TextState::Draft => Readiness::Draft,
        TextState::Reviewed if is_other(&note.source, source) => Readiness::SourceChanged,
        TextState::Reviewed if is_other(&note.target, target) => Readiness::Draft,
        TextState::Reviewed => Readiness::Reviewed,
    }
}

/// The short hash of texts.
pub fn hash<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let mut digest = Sha256::new();
    for text in texts {
        digest.update(text.as_bytes());
        // Not in any text, so "ab" and "c" are not "a" and "bc".
        digest.update([0]);
    }
    hex::encode(&digest.finalize()[..4])
}

/// The hashes of source and translation of all texts of the list that a note is about.
pub fn list_hashes(definition: &Definition, note: &TranslationNote) -> [String; 2] {
    let first = definition.languages.first().map(String::as_str).unwrap_or_default();
    let texts = texts(definition);
    let of_list = || {
        texts.iter().filter(|it| match (&it.of, &note.of) {
            (Element::Choice { list, .. }, Some(Element::List(of))) => list == of,
            _ => false,
        })
    };
    [first, &note.language]
        .map(|language| hash(of_list().map(|it| it.text.find(language).unwrap_or_default())))
}

/// What stands for something else in a source, and is not in its translation: `${name}`, `{open}`.
pub fn lost_placeholder(source: &str, target: &str) -> Option<String> {
    fn all(text: &str) -> Vec<String> {
        let pipes = pipes(text).into_iter().map(|name| format!("${{{}}}", name.trim()));
        pipes.chain(marks_in(text)).collect()
    }
    let there = all(target);
    all(source).into_iter().find(|it| !there.contains(it))
}

/// Whether two names are one person's.
pub fn is_same_person(one: &str, other: &str) -> bool {
    !one.trim().is_empty() && one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// The questionnaire without the translations that are not published; nothing where all are.
pub(in crate::engine) fn published(definition: &Definition) -> Option<Definition> {
    if definition.translations.is_empty() {
        return None;
    }
    let mut withheld = translations(definition);
    withheld.retain(|it| it.readiness.is_withheld());
    if withheld.is_empty() {
        return None;
    }
    let mut document = serde_json::to_value(definition).unwrap_or_default();
    for Translation { text, language, .. } in withheld {
        if let Some(text) = document.pointer_mut(&text.place).and_then(|it| it.as_object_mut()) {
            text.remove(language);
        }
    }
    // A document that could not be read again would rather be refused than published whole.
    let none = || Definition { languages: Vec::new(), ..definition.clone() };
    Some(serde_json::from_value(document).unwrap_or_else(|_| none()))
}

/// States something of a translation, in the place of what was stated before.
pub fn state(definition: &mut Definition, note: TranslationNote) {
    let notes = &mut definition.translations;
    match notes.iter().rposition(|it| it.is_about(&note)) {
        Some(at) => notes[at] = note,
        None => notes.push(note),
    }
}

/// An element in the cells of a table: what it is, in which list, and its id.
pub fn cells(of: Option<&Element>) -> [&str; 3] {
    match of {
        None => ["", "", ""],
        Some(Element::Questionnaire) => ["questionnaire", "", ""],
        Some(Element::Section(id)) => ["section", "", id],
        Some(Element::Page(id)) => ["page", "", id],
        Some(Element::Question(id)) => ["question", "", id],
        Some(Element::Row(id)) => ["row", "", id],
        Some(Element::Part(id)) => ["part", "", id],
        Some(Element::End(id)) => ["end", "", id],
        Some(Element::Quota(id)) => ["quota", "", id],
        Some(Element::List(list)) => ["list", list, ""],
        Some(Element::Choice { list, id }) => ["choice", list, id],
    }
}

/// The element of such cells; nothing where they name none.
pub fn element([what, list, id]: [&str; 3]) -> Option<Element> {
    let (list, id) = (list.to_owned(), id.to_owned());
    Some(match what {
        "questionnaire" => Element::Questionnaire,
        "section" => Element::Section(id),
        "page" => Element::Page(id),
        "question" => Element::Question(id),
        "row" => Element::Row(id),
        "part" => Element::Part(id),
        "end" => Element::End(id),
        "quota" => Element::Quota(id),
        "list" => Element::List(list),
        "choice" => Element::Choice { list, id },
        _ => return None,
    })
}

/// What a page shows in a language that is not published, for whoever tries it out.
pub fn withheld_on<'q>(
    questionnaire: &'q Questionnaire,
    page: usize,
    language: &str,
) -> Vec<Translation<'q>> {
    let definition = questionnaire.definition();
    let asked = questionnaire.questions().iter().filter(|question| question.page == page);
    let asked: Vec<&Question> = asked.map(|question| &question.definition).collect();
    let is_here = |of: &Element| match of {
        Element::Page(id) => leaves(&definition.pages).nth(page).is_some_and(|it| it.id() == id),
        Element::Question(id) => asked.iter().any(|it| it.id() == id),
        Element::Row(id) => asked.iter().flat_map(|it| &it.rows).any(|it| it.id() == id),
        Element::Part(id) => asked.iter().flat_map(|it| &it.parts).any(|it| it.id() == id),
        Element::Choice { list, .. } => asked.iter().any(|it| it.choices.as_ref() == Some(list)),
        _ => false,
    };
    let all = translations(definition).into_iter();
    all.filter(|it| it.language == language && it.readiness.is_withheld() && is_here(&it.text.of))
        .collect()
}
