//! Names, lists, fields by kind: everything that can be said without parsing an expression.

use std::collections::{HashMap, HashSet};

use super::super::codebook::{RESERVED, choice_columns as made_columns};
use super::super::contract::NewSlot;
use super::super::kind::{kind, mirror_name};
use super::super::letters::taken_apart;
use super::super::model::{
    Choice, ChoiceList, Definition, KindName, OR_OTHER, Question, other_name,
};
use super::super::problem::{Remark, remark, token};
use super::super::properties::QUESTION;
use super::super::questionnaire::{Holds, Purpose};
use super::limits;
use super::roles::rows_need_item;
use super::tree::{QuestionNode, Tree};
use super::{Found, near_or_all};

/// Longest variable name that SPSS, Stata and R all hold.
const NAME_LENGTH: usize = 32;

pub(super) fn check(definition: &Definition, found: &mut Found) {
    machine_name(&definition.name, "/name", found);
    if definition.languages.is_empty() {
        found.error("/languages", remark!("no-language")).hint(remark!("write-languages"));
    }
    let mut seen = HashSet::new();
    for (index, name) in definition.languages.iter().enumerate() {
        if !seen.insert(name) {
            found.error(format!("/languages/{index}"), remark!("language-twice", name));
        }
    }
    let sections = definition.sections.iter().map(|section| section.name.as_str());
    unique(sections, "/sections", |name| remark!("section-twice", name), found);
    let ends = definition.ends.iter().map(|end| end.name.as_str());
    unique(ends, "/ends", |name| remark!("end-twice", name), found);
    lists(definition, found);
    let tree = Tree::new(definition);
    if tree.pages.is_empty() {
        found.error("/pages", remark!("no-page-at-all"));
    }
    let mut names = Taken::default();
    containers(definition, &tree, found);
    for node in &tree.questions {
        fields(definition, node.question, &node.place, found);
        names.claim_for(definition, node, found);
    }
    for (e, end) in definition.ends.iter().enumerate() {
        machine_name(&end.name, &format!("/ends/{e}/name"), found);
        if !tree.pages.iter().any(|node| node.page.name == end.after) {
            let names = tree.pages.iter().map(|node| node.page.name.as_str());
            let hint = near_or_all(&end.after, names);
            found.error(format!("/ends/{e}/after"), remark!("no-page", page = end.after)).hint =
                hint;
        }
    }
}

/// Pages and the parts they form.
fn containers(definition: &Definition, tree: &Tree<'_>, found: &mut Found) {
    let pages = tree.pages.iter().map(|node| (node.page, &node.place));
    let parts = tree.parts.iter().map(|node| (node.part, &node.place));
    let mut addresses = HashSet::new();
    for (page, place) in parts.chain(pages) {
        if !page.name.starts_with(|c: char| c.is_alphabetic() || c == '_')
            || !page.name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
        {
            found
                .error(format!("{place}/name"), remark!("not-a-name", name = page.name))
                .hint(remark!("name-of-a-page"));
        }
        if !addresses.insert(&page.name) {
            let message = remark!("page-twice", name = page.name);
            found.error(format!("{place}/name"), message);
        }
        if !page.section.is_empty()
            && !definition.sections.iter().any(|section| section.name == page.section)
        {
            let sections = definition.sections.iter().map(|section| section.name.as_str());
            let hint = near_or_all(&page.section, sections);
            let message = remark!("no-section", section = page.section);
            found.error(format!("{place}/section"), message).hint = hint;
        }
        if !page.pages.is_empty() && !page.questions.is_empty() {
            found.error(place, remark!("pages-and-questions")).hint(remark!("move-questions"));
        }
    }
    for node in &tree.pages {
        let (page, place) = (node.page, &node.place);
        if page.questions.is_empty() {
            found.fault(definition, place, remark!("page-empty"));
        } else if !page.stands_alone()
            && page.questions.iter().all(|q| q.off || !q.kind.purpose().is_visible())
        {
            found.warning(place, remark!("page-never-shown"));
        }
        if page.section.is_empty() && node.part.is_none() && definition.sections.len() > 1 {
            found.warning(place, remark!("page-without-section")).hint(remark!("section-before"));
        }
    }
}

/// Names of variables, columns and questions in lower case, with the place that each comes from.
#[derive(Default)]
struct Taken(HashMap<String, String>);

impl Taken {
    /// Takes the names of a question. Two of the same name make many columns of the same names, which is
    /// one mistake.
    fn claim_for(&mut self, definition: &Definition, node: &QuestionNode<'_>, found: &mut Found) {
        let question = node.question;
        let in_data = question.kind.purpose() != Purpose::Private
            && !kind(question.kind).slots(question).is_empty();
        let mut twice = Vec::new();
        for (name, at) in names_of(definition, question, &node.place) {
            let lower = name.to_lowercase();
            if in_data && RESERVED.contains(&lower.as_str()) {
                found.error(&at, remark!("name-reserved", name)).hint(remark!("choose-another"));
            }
            if let Some(first) = self.0.insert(lower, at.clone()) {
                twice.push((name, at, first));
            }
        }
        let own = twice.iter().position(|(name, ..)| *name == question.name);
        let told = own.map_or(&twice[..], |own| &twice[own..=own]);
        for (name, at, first) in told {
            found.error(at, remark!("name-twice", name)).hint(remark!("name-comes-from", first));
        }
    }
}

pub(super) fn machine_name(name: &str, place: &str, found: &mut Found) {
    let begins = name.starts_with(|c: char| c.is_ascii_lowercase());
    let rest = name.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '_' | '-'));
    if !begins || !rest {
        let hint = match machine_name_of(name) {
            Some(write) => remark!("name-of-a-machine-as", write),
            None => remark!("name-of-a-machine"),
        };
        found.error(place, remark!("not-a-name", name)).hint(hint);
    }
}

/// The same name in the letters that one may have, if it begins with one.
fn machine_name_of(name: &str) -> Option<String> {
    let mut plain = taken_apart(name).to_lowercase();
    plain.retain(|c| c.is_ascii() || c.is_alphanumeric());
    let parts = plain.split(|c: char| !matches!(c, 'a'..='z' | '0'..='9' | '_' | '-'));
    let name = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    name.starts_with(|c: char| c.is_ascii_lowercase()).then_some(name)
}

/// Whether a name fits; says what is wrong with it if not.
fn variable_name(name: &str, place: &str, found: &mut Found) -> bool {
    let begins = name.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let rest = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let plain = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if !begins || !rest {
        found.error(place, remark!("not-a-variable", name)).hint(remark!("name-of-a-variable"));
    } else if !plain {
        found.warning(place, remark!("name-not-held", name)).hint(remark!("name-held"));
    }
    let length = name.chars().count();
    if length > NAME_LENGTH {
        found
            .warning(place, remark!("name-long", name, length))
            .hint(remark!("name-length", most = NAME_LENGTH));
    }
    begins && rest && length <= NAME_LENGTH
}

fn unique<'d>(
    names: impl Iterator<Item = &'d str>,
    place: &str,
    twice: fn(&str) -> Remark,
    found: &mut Found,
) {
    let mut seen = HashSet::new();
    for (index, name) in names.enumerate() {
        if !seen.insert(name) {
            found.error(format!("{place}/{index}/name"), twice(name));
        }
    }
}

fn lists(definition: &Definition, found: &mut Found) {
    let tree = Tree::new(definition);
    let used: HashSet<&String> =
        tree.questions.iter().filter_map(|node| node.question.choices.as_ref()).collect();
    for (name, list) in &definition.lists {
        let place = format!("/lists/{}", token(name));
        let choices = match list {
            ChoiceList::Written(choices) => choices,
            ChoiceList::File(file) => {
                found.error(&place, remark!("list-file-unread", file = file.file));
                continue;
            }
            ChoiceList::Frame(frame) => {
                found.error(&place, remark!("list-frame-unread", frame = frame.frame));
                continue;
            }
        };
        if choices.is_empty() {
            found.fault(definition, &place, remark!("list-empty"));
        }
        let mut values = HashSet::new();
        let in_list = |it: &Question| it.choices.as_ref() == Some(name);
        let several = tree.questions.iter().any(|node| {
            let is_several = |slot: &NewSlot| matches!(slot.holds, Holds::Choices | Holds::Ranking);
            in_list(node.question)
                && kind(node.question.kind).slots(node.question).iter().any(is_several)
        });
        for (c, choice) in choices.iter().enumerate() {
            let is_torn = several && choice.value.contains(char::is_whitespace);
            if is_torn {
                let message = remark!("not-a-value", value = choice.value);
                found.error(format!("{place}/{c}"), message).hint(remark!("value-plain"));
                continue;
            }
            // What nobody chooses is only looked up.
            if used.contains(name) {
                value(definition, choice, &format!("{place}/{c}"), &mut values, found);
            }
        }
    }
}

fn value<'d>(
    definition: &Definition,
    choice: &'d Choice,
    place: &str,
    values: &mut HashSet<&'d str>,
    found: &mut Found,
) {
    let value = choice.value.as_str();
    if value.is_empty() || value.contains(char::is_whitespace) {
        found.fault(definition, place, remark!("not-a-value", value)).hint(remark!("value-plain"));
    } else if !values.insert(value) {
        let message = remark!("value-twice", value);
        found.fault(definition, place, message);
    }
}

fn fields(definition: &Definition, question: &Question, place: &str, found: &mut Found) {
    made_names(definition, question, place, found);
    let kind = kind(question.kind);
    let name = question.kind;
    let said = serde_json::to_value(question).unwrap_or_default();
    for property in QUESTION.iter().filter(|property| property.is_special) {
        let (key, present) = (property.key, said.get(property.key).is_some());
        if present && !kind.fields().contains(&key) {
            found.error(format!("{place}/{key}"), remark!("kind-has-no", kind = name, key));
        } else if !present && kind.needs().contains(&key) {
            found.error(place, remark!("kind-needs", kind = name, key));
        }
    }
    let computes = question.calculation.is_some() || question.default.is_some();
    if question.kind == KindName::Calculate && !computes {
        found.error(place, remark!("kind-needs", kind = name, key = "calculation"));
    }
    if question.kind.purpose() == Purpose::Structure && question.questions.is_empty() {
        found.warning(place, remark!("bracket-empty", kind = name));
    }
    if let Some(list) = question.choices.as_ref().filter(|name| !name.starts_with("${"))
        && !definition.lists.contains_key(list)
    {
        let hint = near_or_all(list, definition.lists.keys().map(String::as_str));
        found.error(format!("{place}/choices"), remark!("no-list", list)).hint = hint;
    }
    let choices = written(definition, question);
    if let Some(other) = &question.other
        && other != OR_OTHER
        && !is_unread(definition, question)
        && !choices.iter().any(|choice| choice.value == *other)
    {
        let hint = near_or_all(other, choices.iter().map(|choice| choice.value.as_str()));
        found.error(format!("{place}/other"), remark!("no-choice", other)).hint = hint;
    }
    for code in question.missing.iter().filter(|code| !is_picked(**code)) {
        let value = code.to_string();
        let is_choice = choices.iter().any(|choice| choice.value == value);
        found.error(format!("{place}/missing"), remark!("missing-not-picked", code)).hint(
            match is_choice {
                true => remark!("missing-is-choice", code),
                false => remark!("missing-picked"),
            },
        );
    }
    limits::check(question, choices, place, found);
    super::uploads::check(question, place, found);
    for (r, row) in question.rows.iter().enumerate() {
        let place = format!("{place}/rows/{r}");
        variable_name(&row.name, &format!("{place}/name"), found);
        if row.right.is_absent() && question.kind == KindName::Differential {
            found.error(&place, remark!("row-without-pole"));
        }
        if row.item.is_none() && question.role.is_some_and(rows_need_item) {
            found.error(&place, remark!("row-without-item")).hint(remark!("item-is"));
        }
    }
    for (p, part) in question.parts.iter().enumerate() {
        let place = format!("{place}/parts/{p}");
        variable_name(&part.name, &format!("{place}/name"), found);
    }
}

/// Whether a respondent can pick this missing code.
pub(super) fn is_picked(code: i32) -> bool {
    (-8..=-6).contains(&code)
}

/// The name of a question and those made from it. What is wrong with it is said once, not again
/// with every name made from it.
fn made_names(definition: &Definition, question: &Question, place: &str, found: &mut Found) {
    let named = variable_name(&question.name, &format!("{place}/name"), found);
    let stem = question.stem.as_ref();
    if stem.map_or(named, |stem| variable_name(stem, &format!("{place}/stem"), found)) {
        let stem = stem.unwrap_or(&question.name);
        let choices = written(definition, question).iter();
        let mut values = HashSet::new();
        for ((column, at), choice) in choice_columns(definition, question, place).zip(choices) {
            // What is no value, or one twice, is told of the list.
            let is_value = !choice.value.is_empty() && !choice.value.contains(char::is_whitespace);
            if !is_value || !values.insert(&choice.value) {
                continue;
            }
            if variable_name(&column, &at, found) && column != format!("{stem}_{}", choice.value) {
                let value = &choice.value;
                found.warning(&at, remark!("column-derived", value, column));
            }
        }
    }
    if let Some(name) = mirror_name(question).filter(|_| named) {
        variable_name(&name, &format!("{place}/mirror"), found);
    }
    if named && question.other.is_some() {
        for slot in kind(question.kind).slots(question).iter().skip(1) {
            variable_name(&slot.name, &format!("{place}/other"), found);
        }
    }
}

/// Whether its choices are written somewhere else, where they could not be read.
fn is_unread(definition: &Definition, question: &Question) -> bool {
    let list = question.choices.as_ref().and_then(|list| definition.lists.get(list));
    list.is_some_and(|list| !matches!(list, ChoiceList::Written(_)))
}

fn written<'d>(definition: &'d Definition, question: &Question) -> &'d [Choice] {
    match question.choices.as_ref().and_then(|list| definition.lists.get(list)) {
        Some(ChoiceList::Written(choices)) => choices,
        _ => &[],
    }
}

/// Every name a question takes, its own and those of its columns, with the place each comes from.
fn names_of(definition: &Definition, question: &Question, place: &str) -> Vec<(String, String)> {
    let mut names: Vec<_> = choice_columns(definition, question, place).collect();
    let slots = kind(question.kind).slots(question).into_iter();
    names.extend(slots.map(|slot| (slot.name, place.to_owned())));
    names.extend(mirror_name(question).map(|name| (name, format!("{place}/mirror"))));
    if !names.iter().any(|(name, _)| *name == question.name) {
        names.push((question.name.clone(), format!("{place}/name")));
    }
    names
}

/// The columns of a multiple choice, one for each choice.
fn choice_columns<'d>(
    definition: &'d Definition,
    question: &'d Question,
    place: &str,
) -> impl Iterator<Item = (String, String)> {
    let choices = match question.kind {
        KindName::SelectMultiple | KindName::Rank => written(definition, question),
        _ => &[],
    };
    let stem = question.stem.as_ref().unwrap_or(&question.name);
    let at = format!("{place}/choices");
    let text = question.other.as_ref().map(|_| other_name(&question.name));
    let values = choices.iter().map(|choice| choice.value.as_str());
    let columns = made_columns(stem, values, text.as_deref());
    columns.into_iter().map(move |name| (name, at.clone()))
}

#[cfg(test)]
mod tests {
    use super::super::check;
    use super::RESERVED;

    /// A sound questionnaire with one value replaced: what is said, and where.
    #[track_caller]
    fn errors_with(pointer: &str, value: serde_json::Value) -> Vec<String> {
        let mut document: serde_json::Value =
            serde_json::from_str(include_str!("small.json")).unwrap();
        *document.pointer_mut(pointer).unwrap() = value;
        let checked = check(serde_json::from_value(document).unwrap());
        checked.problems.iter().map(ToString::to_string).collect()
    }

    #[track_caller]
    fn refused(pointer: &str, value: &str, expect: &[&str]) {
        let errors = errors_with(pointer, value.into());
        assert_eq!(errors.len(), expect.len(), "{errors:#?}");
        for (error, expect) in errors.iter().zip(expect) {
            assert!(error.starts_with(expect), "{error}");
        }
    }

    const NOTE: &str = "/pages/0/questions/0/name";
    const PETS: &str = "/pages/0/questions/1/name";
    const DAY: &str = "/pages/0/questions/2/parts/0/name";

    #[test]
    fn a_sound_questionnaire_has_no_problems() {
        refused(NOTE, "hello", &[]);
    }

    #[test]
    fn the_columns_the_program_adds_are_reserved() {
        for name in RESERVED {
            let localized = format!("/pages/0/questions/2: error: the name `{name}` is reserved");
            refused(DAY, name, &[&localized]);
        }
        refused(
            PETS,
            "Lang",
            &["/pages/0/questions/1: error: the name `Lang` is reserved", "/ends/0/when"],
        );
        // What makes no column may be called so.
        refused(NOTE, "Lang", &[]);
        let stem = serde_json::json!({
            "kind": "select_multiple", "name": "pets", "label": "?", "choices": "yn", "stem": "last"
        });
        assert_eq!(errors_with("/pages/0/questions/1", stem.clone()), [""; 0]);
        let list = serde_json::json!([{ "value": "ver", "label": "?" }]);
        let mut document: serde_json::Value =
            serde_json::from_str(include_str!("small.json")).unwrap();
        document["lists"]["yn"] = list;
        document["pages"][0]["questions"][1]["stem"] = "instr".into();
        let checked = check(serde_json::from_value(document).unwrap());
        let localized = checked.problems[0].to_string();
        assert!(localized.contains("the name `instr_ver` is reserved"), "{localized}");
    }

    #[test]
    fn names_of_questions_are_unique_even_without_a_column() {
        let localized = "the name `moved` exists already; it comes from /pages/0/questions/0/name";
        refused(NOTE, "moved", &[&format!("/pages/0/questions/2/name: error: {localized}")]);
        let localized = "the name `hello` exists already; it comes from /pages/0/questions/0/name";
        refused(DAY, "hello", &[&format!("/pages/0/questions/2: error: {localized}")]);
    }

    #[test]
    fn an_end_has_a_machine_name() {
        refused("/ends/0/name", "no consent", &["/ends/0/name: error: `no consent` is not a name"]);
    }

    #[test]
    fn every_column_of_a_multiple_choice_fits_the_statistics_programs() {
        let place = "/pages/0/questions/1/choices: warning";
        let derived = "in the data the column of the choice `a.b` is called `pets_a_b`";
        let long = "a2345678901234567890123456789012";
        refused("/lists/yn/0/value", "a.b", &[&format!("{place}: {derived}")]);
        refused("/lists/yn/0/value", long, &[&format!("{place}: `pets_{long}` has 37 characters")]);
        // The name is told once, not again with every column made from it.
        refused(
            PETS,
            "1pets",
            &[
                "/pages/0/questions/1/name: error: `1pets` is not a variable name",
                "/ends/0/when at 1:1: error: `${pets}` does not exist",
            ],
        );
    }
}
