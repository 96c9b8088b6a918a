//! What a button of the editor does beside saving: elements come, go and move.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::read::DROP_RULE;
use crate::engine::Form;
use crate::engine::Identity;
use crate::engine::edit::{Edit, Element, Misfit, Seat, Subtree};
use crate::engine::media::ROLES;
use crate::engine::model::{
    Choice, ChoiceList, Definition, End, KindName, Page, Publisher, Question, Quota, Row, Section,
    Text,
};
use crate::view::staff::editor::items::users;
use crate::view::staff::editor::media::DROP_FILE;

/// The edits of a button, and where one is afterwards.
pub(super) struct Act {
    pub(super) edits: Vec<Edit>,
    pub(super) at: Element,
}

/// What the button of this word does to an element.
pub(super) fn act(
    definition: &Definition,
    at: &Element,
    form: &Form,
    language: &str,
) -> Result<Act, Misfit> {
    let word = form.find("act").unwrap_or("save");
    let stay = |edits| Ok(Act { edits, at: at.clone() });
    let typed = |name: &str| form.find(name).unwrap_or_default().trim();
    if word.starts_with(DROP_RULE) {
        return stay(Vec::new());
    }
    if let Some((what, element)) = word.split_once('=') {
        let of: Element = element.parse().map_err(|()| Misfit::Absent(at.clone()))?;
        if let Some(role) = dropped_role(what) {
            return stay(vec![Edit::Set { of, path: format!("/media/{role}"), value: None }]);
        }
        return stay(match what {
            "up" => moved(definition, &of, false)?,
            "down" => moved(definition, &of, true)?,
            "drop" => vec![Edit::Remove { of }],
            "put" => {
                let beside = typed("beside").parse().map_err(|()| Misfit::Absent(of.clone()))?;
                put(definition, &of, &beside, form.find("behind").is_some())?
            }
            _ => Vec::new(),
        });
    }
    match word {
        "up" => stay(moved(definition, at, false)?),
        "down" => stay(moved(definition, at, true)?),
        "duplicate" => stay(vec![Edit::Duplicate { of: at.clone() }]),
        "remove" => {
            let seat = definition.seat(at)?;
            let own = own_list_of(definition, at).map(|list| Edit::Remove { of: list });
            let edits = std::iter::once(Edit::Remove { of: at.clone() }).chain(own).collect();
            Ok(Act { edits, at: seat.within })
        }
        "add-section" | "add-end" | "add-quota" => part(definition, word, typed("text"), language),
        "to-page" => {
            let within: Element = typed("page").parse().map_err(|()| Misfit::Absent(at.clone()))?;
            let index = count_within(definition, &within)?;
            stay(vec![Edit::Move { of: at.clone(), to: Seat { within, index } }])
        }
        "add-items" => {
            let within: Element =
                typed("within").parse().map_err(|()| Misfit::Absent(at.clone()))?;
            let lines = typed("items").lines().filter(|line| !line.trim().is_empty());
            stay(items(definition, &within, lines, language)?)
        }
        "add-item" => {
            let within: Element =
                typed("within").parse().map_err(|()| Misfit::Absent(at.clone()))?;
            stay(items(definition, &within, std::iter::once(""), language)?)
        }
        "own-list" => stay(own_list(definition, at)?),
        "add-question" => question(definition, at, (typed("kind"), typed("text")), language),
        "add-page" => page(definition, at, typed("text"), language),
        _ => stay(Vec::new()),
    }
}

/// As what a file is no longer shown.
fn dropped_role(word: &str) -> Option<&'static str> {
    let role = word.strip_prefix(DROP_FILE)?;
    ROLES.into_iter().find(|it| *it == role)
}

/// One place further up or down; a question at the edge of its page goes on to the next one.
fn moved(definition: &Definition, of: &Element, down: bool) -> Result<Vec<Edit>, Misfit> {
    let Seat { within, index } = definition.seat(of)?;
    let count = count_within(definition, &within)?;
    let to = match down {
        true if index + 1 < count => Seat { within, index: index + 1 },
        false if index > 0 => Seat { within, index: index - 1 },
        _ => match (of, beside(definition, &within, down)) {
            (Element::Question(_), Some(within)) => {
                let index = if down { 0 } else { count_within(definition, &within)? };
                Seat { within, index }
            }
            _ => return Ok(Vec::new()),
        },
    };
    Ok(vec![Edit::Move { of: of.clone(), to }])
}

/// Before or behind another of its sort; a question that is put on a page comes last there.
fn put(
    definition: &Definition,
    of: &Element,
    beside: &Element,
    behind: bool,
) -> Result<Vec<Edit>, Misfit> {
    if of == beside {
        return Ok(Vec::new());
    }
    let own = definition.seat(of)?;
    let (within, index) = match (of, beside) {
        (Element::Question(_), Element::Page(_)) => {
            (beside.clone(), count_within(definition, beside)?)
        }
        _ => {
            let Seat { within, index } = definition.seat(beside)?;
            (within, index + usize::from(behind))
        }
    };
    // The seat is counted without it.
    let index = index - usize::from(own.within == within && own.index < index);
    let to = Seat { within, index };
    Ok(if to == own { Vec::new() } else { vec![Edit::Move { of: of.clone(), to }] })
}

/// The page before or behind one, of those that hold questions.
fn beside(definition: &Definition, page: &Element, behind: bool) -> Option<Element> {
    let pages = leaves(&definition.pages);
    let at = pages.iter().position(|it| Element::Page(it.id().to_owned()) == *page)?;
    let at = if behind { at + 1 } else { at.checked_sub(1)? };
    pages.get(at).map(|page| Element::Page(page.id().to_owned()))
}

/// The pages that hold questions, in order.
pub(super) fn leaves(pages: &[Page]) -> Vec<&Page> {
    let of = |page: &'_ Page| page.pages.is_empty();
    pages.iter().flat_map(|page| if of(page) { vec![page] } else { leaves(&page.pages) }).collect()
}

/// How many elements of a sort stand in another: those that can be moved there.
fn count_within(definition: &Definition, within: &Element) -> Result<usize, Misfit> {
    let element = definition.find_element(within)?;
    let count = |key: &str| element.get(key).and_then(Value::as_array).map_or(0, Vec::len);
    Ok(match within {
        Element::List(_) => element.as_array().map_or(0, Vec::len),
        Element::Questionnaire => count("pages"),
        Element::Page(_) => count("questions").max(count("pages")),
        Element::Question(_) => count("questions").max(count("rows")).max(count("parts")),
        _ => 0,
    })
}

/// A text in the language of the questionnaire.
fn text(language: &str, text: &str) -> Text {
    Text::By([(language.to_owned(), text.to_owned())].into())
}

/// The most lines that are added at once: each of them is a change that is looked at.
pub(super) const MOST_LINES: usize = 1000;

/// Lines as choices or rows: a text, or a value and a text with a tab between them, as spreadsheets copy them.
fn items<'l>(
    definition: &Definition,
    within: &Element,
    lines: impl Iterator<Item = &'l str>,
    language: &str,
) -> Result<Vec<Edit>, Misfit> {
    let mut names: BTreeSet<String> = match within {
        Element::List(list) => match definition.lists.get(list) {
            Some(ChoiceList::Written(choices)) => {
                choices.iter().flat_map(|it| [it.value.clone(), it.id().to_owned()]).collect()
            }
            _ => return Err(Misfit::Absent(within.clone())),
        },
        _ => variables(definition),
    };
    let stem = definition.find_element(within)?;
    let stem = stem.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    let first = count_within(definition, within)?;
    let mut edits = Vec::new();
    for line in lines.map(str::trim_end) {
        let (value, words) = line
            .split_once('\t')
            .map_or((None, line), |(value, words)| (Some(value.trim()), words));
        let words = words.trim();
        let name = match (value.filter(|it| !it.is_empty()), within) {
            (Some(value), _) => value.to_owned(),
            (None, Element::List(_)) => next_number(&names),
            (None, _) => fresh(&names, &format!("{stem}_{}", first + edits.len() + 1)),
        };
        names.insert(name.clone());
        let what = match within {
            Element::List(_) => Subtree::Choice(Choice {
                value: name,
                label: text(language, words),
                ..Choice::default()
            }),
            _ => Subtree::Row(Row {
                name,
                id: None,
                label: text(language, words),
                right: Text::Absent,
                relevant: None,
                item: None,
            }),
        };
        let to = Seat { within: within.clone(), index: first + edits.len() };
        edits.push(Edit::Insert { what, to });
    }
    Ok(edits)
}

/// The least number that no choice has yet, counted on from the greatest of those below a hundred.
fn next_number(values: &BTreeSet<String>) -> String {
    let numbers = values.iter().filter_map(|it| it.parse::<u32>().ok()).filter(|it| *it < 90);
    let mut next = numbers.max().unwrap_or(0) + 1;
    while values.contains(&next.to_string()) {
        next += 1;
    }
    next.to_string()
}

/// The list of a question that no other question has: it goes with it.
fn own_list_of(definition: &Definition, at: &Element) -> Option<Element> {
    let question = definition.find_element(at).ok()?;
    let list = question.get("choices")?.as_str()?;
    let is_own = matches!(at, Element::Question(_))
        && definition.lists.contains_key(list)
        && users(definition, list).len() == 1;
    is_own.then(|| Element::List(list.to_owned()))
}

/// A section, an early end or a quota; what it needs and is not said yet is an error that tells so.
fn part(definition: &Definition, word: &str, words: &str, language: &str) -> Result<Act, Misfit> {
    let names = |all: Vec<[&str; 2]>| all.into_iter().flatten().map(str::to_owned).collect();
    // Some of them must be there, be it with nothing in them.
    let nothing = || Text::By(BTreeMap::new());
    let title = if words.is_empty() { nothing() } else { text(language, words) };
    let called = |names: &BTreeSet<String>, otherwise| fresh(names, &name_from(words, otherwise));
    let (what, at, index) = match word {
        "add-section" => {
            let names = names(definition.sections.iter().map(|it| [&*it.name, it.id()]).collect());
            let name = called(&names, "abschnitt");
            let at = Element::Section(name.clone());
            let section = Section { name, id: None, title };
            (Subtree::Section(section), at, definition.sections.len())
        }
        "add-end" => {
            let names = names(definition.ends.iter().map(|it| [&*it.name, it.id()]).collect());
            let name = called(&names, "ende");
            let at = Element::End(name.clone());
            let first = leaves(&definition.pages).first().map_or("", |it| &it.name).to_owned();
            let end = End {
                name,
                id: None,
                after: first,
                when: String::new(),
                title,
                text: nothing(),
                keep: false,
                disposition: NOT_ELIGIBLE.to_owned(),
            };
            (Subtree::End(Box::new(end)), at, definition.ends.len())
        }
        _ => {
            let names = names(definition.quotas.iter().map(|it| [&*it.name, it.id()]).collect());
            let name = called(&names, "quote");
            let at = Element::Quota(name.clone());
            let quota = Quota { name, label: title, max: MANY, ..Quota::default() };
            (Subtree::Quota(Box::new(quota)), at, definition.quotas.len())
        }
    };
    let to = Seat { within: Element::Questionnaire, index };
    Ok(Act { edits: vec![Edit::Insert { what, to }], at })
}

/// The final disposition of who does not belong to those that are asked (AAPOR, Standard Definitions).
const NOT_ELIGIBLE: &str = "4.10";
/// What a new quota wants, until somebody says how many.
const MANY: u32 = 100;

/// A copy of the list that a question shares with others.
fn own_list(definition: &Definition, at: &Element) -> Result<Vec<Edit>, Misfit> {
    let question = definition.find_element(at)?;
    let (name, list) = (question.get("name"), question.get("choices"));
    let (Some(name), Some(list)) = (name.and_then(Value::as_str), list.and_then(Value::as_str))
    else {
        return Ok(Vec::new());
    };
    let shared = definition.lists.get(list).ok_or_else(|| Misfit::Absent(at.clone()))?;
    let own = fresh(&definition.lists.keys().cloned().collect(), name);
    let to = Seat { within: Element::Questionnaire, index: 0 };
    Ok(vec![
        Edit::Insert { what: Subtree::List { name: own.clone(), list: shared.clone() }, to },
        Edit::Set { of: at.clone(), path: "/choices".to_owned(), value: Some(own.into()) },
    ])
}

/// What the organisation says of itself, where the questionnaire says nothing when these edits are made.
pub(super) fn fill_publisher(
    definition: &Definition,
    before: &[Edit],
    own: &Publisher,
) -> Vec<Edit> {
    let mut now = definition.clone();
    // What cannot be made is told when all of it is tried.
    if before.iter().any(|edit| now.apply(edit).is_err()) {
        return Vec::new();
    }
    let filled = now.publisher.filled(own, &now.languages);
    let fields = |publisher: &Publisher| match serde_json::to_value(publisher) {
        Ok(Value::Object(fields)) => fields,
        _ => Default::default(),
    };
    let was = fields(&now.publisher.begun());
    let differs = |(key, value): &(String, Value)| was.get(key) != Some(value);
    let edit = |(key, value)| Edit::Set {
        of: Element::Questionnaire,
        path: format!("/publisher/{key}"),
        value: Some(value),
    };
    fields(&filled).into_iter().filter(differs).map(edit).collect()
}

/// Whether it is a question that holds others.
pub(super) fn holds_questions(definition: &Definition, at: &Element) -> bool {
    let element = definition.find_element(at).unwrap_or_default();
    let kind = element.get("kind").and_then(Value::as_str);
    matches!(at, Element::Question(_)) && matches!(kind, Some("group" | "repeat"))
}

/// Where a new question comes: behind the one that is shown, or at the end of the page or the group.
pub(super) fn seat_of_question(definition: &Definition, at: &Element) -> Result<Seat, Misfit> {
    match at {
        Element::Question(_) if holds_questions(definition, at) => {
            Ok(Seat { within: at.clone(), index: count_within(definition, at)? })
        }
        Element::Question(_) => {
            let Seat { within, index } = definition.seat(at)?;
            Ok(Seat { within, index: index + 1 })
        }
        Element::Page(_) => Ok(Seat { within: at.clone(), index: count_within(definition, at)? }),
        _ => Err(Misfit::Misplaced(Seat { within: at.clone(), index: 0 })),
    }
}

/// Where a new page comes: behind the one that is shown, or at the end.
pub(super) fn seat_of_page(definition: &Definition, at: &Element) -> Result<Seat, Misfit> {
    let mut around = at.clone();
    while matches!(around, Element::Question(_) | Element::Row(_) | Element::Part(_)) {
        around = definition.seat(&around)?.within;
    }
    match &around {
        Element::Page(_) => {
            let Seat { within, index } = definition.seat(&around)?;
            Ok(Seat { within, index: index + 1 })
        }
        _ => Ok(Seat { within: Element::Questionnaire, index: definition.pages.len() }),
    }
}

/// A question behind the one that is shown, or at the end of the page.
fn question(
    definition: &Definition,
    at: &Element,
    (kind, words): (&str, &str),
    language: &str,
) -> Result<Act, Misfit> {
    let kind: KindName = serde_json::from_value(kind.into()).unwrap_or_default();
    let name = fresh(&variables(definition), &name_from(words, "q"));
    let mut edits = Vec::new();
    let is_of_list = matches!(
        kind,
        KindName::SelectOne
            | KindName::SelectMultiple
            | KindName::Matrix
            | KindName::Differential
            | KindName::Consent
            | KindName::Rank
            | KindName::Lookup
    );
    let choices = is_of_list.then(|| fresh(&definition.lists.keys().cloned().collect(), &name));
    if let Some(list) = &choices {
        let what = Subtree::List { name: list.clone(), list: ChoiceList::Written(Vec::new()) };
        edits.push(Edit::Insert { what, to: Seat { within: Element::Questionnaire, index: 0 } });
    }
    let label = if words.is_empty() { Text::Absent } else { text(language, words) };
    let new = Question { kind, name: name.clone(), label, choices, ..Question::default() };
    let to = seat_of_question(definition, at)?;
    edits.push(Edit::Insert { what: Subtree::Question(Box::new(new)), to });
    Ok(Act { edits, at: Element::Question(name) })
}

/// A page behind the one that is shown, or at the end.
fn page(definition: &Definition, at: &Element, words: &str, language: &str) -> Result<Act, Misfit> {
    let mut names = BTreeSet::new();
    all_pages(&definition.pages, &mut |page| {
        names.extend([page.name.clone(), page.id().to_owned()]);
    });
    let name = fresh(&names, &name_from(words, "seite"));
    let title = if words.is_empty() { Text::Absent } else { text(language, words) };
    let to = seat_of_page(definition, at)?;
    let new = Page { name: name.clone(), title, ..Page::default() };
    let edit = Edit::Insert { what: Subtree::Page(Box::new(new)), to };
    Ok(Act { edits: vec![edit], at: Element::Page(name) })
}

fn all_pages(pages: &[Page], visit: &mut dyn FnMut(&Page)) {
    for page in pages {
        visit(page);
        all_pages(&page.pages, visit);
    }
}

/// The names and ids of all variables.
fn variables(definition: &Definition) -> BTreeSet<String> {
    fn look(questions: &[Question], names: &mut BTreeSet<String>) {
        for question in questions {
            names.extend([question.name.clone(), question.id().to_owned()]);
            names.extend(question.rows.iter().flat_map(|it| [it.name.clone(), it.id().to_owned()]));
            names
                .extend(question.parts.iter().flat_map(|it| [it.name.clone(), it.id().to_owned()]));
            look(&question.questions, names);
        }
    }
    let mut names = BTreeSet::new();
    all_pages(&definition.pages, &mut |page| look(&page.questions, &mut names));
    names
}

/// A name that is not taken: this one, or with a number behind it.
fn fresh(names: &BTreeSet<String>, wanted: &str) -> String {
    let numbered = (2..).map(|number| format!("{wanted}_{number}"));
    let mut candidates = std::iter::once(wanted.to_owned()).chain(numbered);
    candidates.find(|it| !names.contains(it)).unwrap_or_else(|| wanted.to_owned())
}

/// How long a name that is made of a text becomes.
const LONGEST: usize = 20;

/// A name for programs, made of the first words of a text.
pub(in crate::web::office) fn name_from(words: &str, otherwise: &str) -> String {
    let mut name = String::new();
    for c in words.to_lowercase().chars() {
        match c {
            'a'..='z' | '0'..='9' => name.push(c),
            'ä' => name.push_str("ae"),
            'ö' => name.push_str("oe"),
            'ü' => name.push_str("ue"),
            'ß' => name.push_str("ss"),
            _ if !name.is_empty() && !name.ends_with('_') => name.push('_'),
            _ => {}
        }
    }
    let name =
        name.trim_start_matches(|c: char| c.is_ascii_digit() || c == '_').trim_end_matches('_');
    let whole = match name.char_indices().nth(LONGEST) {
        Some((end, _)) => name[..end].rsplit_once('_').map_or(&name[..end], |(whole, _)| whole),
        None => name,
    };
    match whole.trim_end_matches('_') {
        "" => otherwise.to_owned(),
        name => name.to_owned(),
    }
}
