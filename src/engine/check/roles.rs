//! Roles on questions that cannot carry them: the analysis would find nothing there, and say nothing.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::super::Questionnaire;
use super::super::model::frame::Frame;
use super::super::model::{self, FrameSource, KindName, Role};
use super::super::problem::remark;
use super::super::questionnaire::Question;
use super::Found;
use super::tree::Tree;

/// One value of a list, or worked out.
const ONE: &[KindName] = &[KindName::SelectOne, KindName::Lookup, KindName::Calculate];
const TEXT: &[KindName] = &[KindName::Text];
/// An answer on a scale.
const SCALE: &[KindName] =
    &[KindName::Matrix, KindName::Differential, KindName::SelectOne, KindName::Range];

/// The kinds that can have a role; none where all can.
fn kinds(role: Role) -> Option<&'static [KindName]> {
    use Role::*;
    match role {
        Direction | Group | ReasonMain | ReasonSecond | ReasonTrigger => Some(ONE),
        ReasonOther | ReasonOpen => Some(TEXT),
        Reason => Some(&[KindName::SelectMultiple, KindName::SelectOne, KindName::Rank]),
        ReasonGroup => Some(&[KindName::SelectMultiple, KindName::Matrix]),
        ReasonSide | ReasonImportance => Some(&[KindName::Matrix, KindName::Differential]),
        Image
        | TransparencyImportant
        | TransparencyKnown
        | TransparencyFindable
        | TransparencyUsed
        | TransparencySatisfied => Some(SCALE),
        ImageWord => Some(TEXT),
        OfferKnown => Some(&[KindName::Matrix, KindName::SelectOne]),
        TransparencyChannel | Source => Some(&[KindName::SelectOne, KindName::SelectMultiple]),
        ImageValence | TransparencyOverall | TransparencyLate | Return | Stay => {
            Some(&[KindName::SelectOne, KindName::Range, KindName::Calculate])
        }
        Recommend => Some(&[KindName::SelectOne, KindName::Range, KindName::Integer]),
        Origin | Destination | Lever | Stratum => None,
    }
}

/// Whether one question at most can have it.
fn is_single(role: Role) -> bool {
    use Role::*;
    matches!(role, Direction | Group | ReasonGroup | ReasonMain | ReasonSecond | ReasonTrigger)
}

/// Finds roles that lead nowhere.
pub(super) fn check(questionnaire: &Questionnaire, found: &mut Found) {
    let tree = Tree::new(&questionnaire.definition);
    let frames = questionnaire.definition.frames.values();
    let frames: Vec<&Frame> = frames
        .filter_map(|source| match source {
            FrameSource::Written(frame) => Some(frame),
            FrameSource::File(_) => None,
        })
        .collect();
    let mut seen: FxHashMap<Role, &str> = FxHashMap::default();
    for (question, node) in questionnaire.questions.iter().zip(&tree.questions) {
        let definition = &question.definition;
        let Some(role) = definition.role else { continue };
        let place = format!("{}/role", node.place);
        let name = word(role);
        if let Some(kinds) = kinds(role)
            && !kinds.contains(&definition.kind)
        {
            let kinds: Vec<String> = kinds.iter().map(word).collect();
            let what = remark!("role-kind", role = name, kind = word(definition.kind));
            found.error(place, what).hint(remark!("role-kinds", kinds = kinds.join(", ")));
            continue;
        }
        if is_single(role)
            && let Some(first) = seen.insert(role, &definition.name)
        {
            let what = remark!("role-twice", role = name, first);
            found.error(place, what).hint(remark!("role-one"));
            continue;
        }
        match role {
            Role::Direction if !is_direction(questionnaire, question) => {
                found
                    .error(place, remark!("direction-values", name = definition.name))
                    .hint(remark!("direction-is"));
            }
            Role::ReasonGroup | Role::ReasonOther | Role::ReasonImportance => {
                items(definition, &node.place, &mains(&frames), found);
            }
            Role::ReasonSide => items(definition, &node.place, &codes(&frames), found),
            _ if needs_item(role) && definition.rows.is_empty() && definition.item.is_none() => {
                found
                    .error(place, remark!("role-without-item", role = name))
                    .hint(remark!("item-is"));
            }
            _ => {}
        }
    }
}

/// Whether the rows of a matrix with it need an item.
pub(super) fn rows_need_item(role: Role) -> bool {
    use Role::*;
    needs_item(role) || matches!(role, ReasonGroup | ReasonSide | ReasonImportance)
}

/// Whether it says nothing without an item: which life area, offer or word is meant. In a matrix the
/// rows have it.
fn needs_item(role: Role) -> bool {
    use Role::*;
    matches!(
        role,
        TransparencyImportant
            | TransparencyKnown
            | TransparencyFindable
            | TransparencyUsed
            | TransparencySatisfied
            | OfferKnown
            | ImageWord
            | ImageValence
    )
}

/// Whether nothing but 1 (in) and 2 (out) can stand there.
fn is_direction(questionnaire: &Questionnaire, question: &Question) -> bool {
    let choices = questionnaire.choices(question);
    let are_known = choices.iter().all(|choice| matches!(choice.value.as_str(), "1" | "2"));
    let extent = questionnaire.extent(question.slots.start);
    let is_unknown = extent.min == f64::NEG_INFINITY && extent.max == f64::INFINITY;
    are_known && (is_unknown || extent.min >= 1.0 && extent.max <= 2.0)
}

fn mains(frames: &[&Frame]) -> BTreeSet<u32> {
    frames.iter().flat_map(|frame| &frame.mains).map(|main| main.code).collect()
}

fn codes(frames: &[&Frame]) -> BTreeSet<u32> {
    frames.iter().flat_map(|frame| &frame.codes).map(|code| code.code).collect()
}

/// Every item of the question or its rows is in the frame, where there is one.
fn items(definition: &model::Question, place: &str, known: &BTreeSet<u32>, found: &mut Found) {
    if known.is_empty() {
        return;
    }
    let own = definition.item.iter().map(|item| (item, format!("{place}/item")));
    let rows = definition.rows.iter().enumerate();
    let of_rows =
        rows.filter_map(|(r, row)| Some((row.item.as_ref()?, format!("{place}/rows/{r}/item"))));
    let is_known = |item: &str| item.parse().is_ok_and(|code: u32| known.contains(&code));
    for (item, place) in own.chain(of_rows).filter(|(item, _)| !is_known(item)) {
        found
            .error(place, remark!("item-not-in-frame", item))
            .hint(remark!("items-of-frame", items = shortened(known)));
    }
}

/// A list that a person reads.
fn shortened(items: &BTreeSet<u32>) -> String {
    let first: Vec<String> = items.iter().take(20).map(u32::to_string).collect();
    let rest = if items.len() > first.len() { ", …" } else { "" };
    format!("{}{rest}", first.join(", "))
}

/// The name that a value has in the questionnaire file.
fn word(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::engine::check::check;

    /// What is told of these questions.
    fn told(questions: Value) -> Vec<String> {
        let frame = json!({ "id": "F", "title": "F", "mains": [{ "code": 1, "label": "M" }],
            "groups": [{ "code": 1, "label": "G" }], "residual": [{ "code": 9700, "label": "O" }],
            "codes": [{ "code": 101, "label": "C", "main": 1, "group": 1, "cps": 16,
                "cps_match": "exact", "direction": "both", "mechanism": "pull", "sensitive": false }] });
        let list = |values: [&str; 3]| {
            values.map(|value| json!({ "value": value, "label": value })).to_vec()
        };
        let document = json!({ "name": "r", "version": "1", "languages": ["de"], "title": "R",
            "publisher": { "name": "P", "contact": "C", "phone": "1", "email": "a@b.example", "privacy": "P", "imprint": "I" },
            "frames": { "f": frame },
            "lists": { "way": list(["1", "2", "3"]), "why": list(["101", "9700", "7"]) },
            "pages": [{ "name": "p", "title": "P", "questions": questions }] });
        let checked = check(serde_json::from_value(document).unwrap());
        let own = checked.problems.iter().filter(|problem| problem.is_error());
        own.map(|problem| format!("{} {}", problem.path, problem.what.code)).collect()
    }

    #[test]
    fn a_role_stands_where_it_means_something() {
        let question = |kind: &str, name: &str, role: &str, more: Value| {
            let mut question = json!({ "kind": kind, "name": name, "label": name, "role": role });
            question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            question
        };
        let one = |kind, role, more| told(json!([question(kind, "q", role, more)]));
        let way = || json!({ "choices": "way" });
        assert_eq!(
            one("text", "transparency.important", json!({})),
            ["/pages/0/questions/0/role role-kind"]
        );
        assert_eq!(one("integer", "image", json!({})), ["/pages/0/questions/0/role role-kind"]);
        assert_eq!(
            one("select_one", "direction", way()),
            ["/pages/0/questions/0/role direction-values"]
        );
        let worked_out = |calculation| json!({ "calculation": calculation });
        assert_eq!(
            one("calculate", "direction", worked_out("if(1 = 2, 1, 3)")),
            ["/pages/0/questions/0/role direction-values"]
        );
        assert!(one("calculate", "direction", worked_out("if(1 = 2, 1, 2)")).is_empty());
        assert!(one("calculate", "direction", worked_out("if(1 = 2, 1, '')")).is_empty());
        assert_eq!(
            one("text", "reason.other", json!({ "item": "9" })),
            ["/pages/0/questions/0/item item-not-in-frame"]
        );
        assert!(one("text", "reason.other", json!({ "item": "01" })).is_empty());
        let grid = |row| one("matrix", "reason.group", json!({ "choices": "way", "rows": [row] }));
        let row = |item| json!({ "name": "r", "label": "R", "item": item });
        assert!(grid(row("1")).is_empty());
        let known = "/pages/0/questions/0/rows/0/item item-not-in-frame";
        assert_eq!(grid(row("9")), [known]);
        let bare = grid(json!({ "name": "r", "label": "R" }));
        assert_eq!(bare, ["/pages/0/questions/0/rows/0 row-without-item"]);
        assert_eq!(
            one("select_one", "transparency.used", way()),
            ["/pages/0/questions/0/role role-without-item"]
        );
        let twice = told(json!([
            question("select_one", "a", "reason.main", json!({ "choices": "why" })),
            question("select_one", "b", "reason.main", json!({ "choices": "why" })),
        ]));
        assert_eq!(twice, ["/pages/0/questions/1/role role-twice"]);
    }
}
