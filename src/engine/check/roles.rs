//! Roles on questions that cannot carry them: the analysis would find nothing there, and say nothing.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::super::Questionnaire;
use super::super::model::frame::Frame;
use super::super::model::{self, FrameSource, KindName, Role};
use super::super::problem::{did_you_mean, remark};
use super::super::questionnaire::Question;
use super::tree::Tree;
use super::{Found, shortened};

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

/// Whether questions of a kind can have a role.
pub(crate) fn can_have(kind: KindName, role: Role) -> bool {
    kinds(role).is_none_or(|kinds| kinds.contains(&kind))
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
    // Of one that could not be read nobody knows what is in it.
    let frames: Vec<&Frame> = frames.map(written).collect::<Option<_>>().unwrap_or_default();
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
            Role::Reason | Role::ReasonMain | Role::ReasonSecond if !frames.is_empty() => {
                uncoded(questionnaire, question, &frames, &node.place, found);
            }
            _ if needs_item(role) && definition.rows.is_empty() && definition.item.is_none() => {
                found
                    .error(place, remark!("role-without-item", role = name))
                    .hint(remark!("item-is"));
            }
            _ => {}
        }
    }
    partners(&tree, found);
}

fn written(source: &FrameSource) -> Option<&Frame> {
    match source {
        FrameSource::Written(frame) => Some(frame),
        FrameSource::File(_) => None,
    }
}

/// Choices that name reasons, beside a frame that does not have them: the export would have no code for them.
fn uncoded(
    questionnaire: &Questionnaire,
    question: &Question,
    frames: &[&Frame],
    place: &str,
    found: &mut Found,
) {
    let residual = frames.iter().flat_map(|frame| &frame.residual).map(|residual| residual.code);
    let mut known = codes(frames);
    known.extend(residual);
    let is_known = |value: &str| known.iter().any(|code| code.to_string() == value);
    let choices = questionnaire.choices(question).iter().map(|choice| choice.value.as_str());
    let own: Vec<String> =
        choices.filter(|it| !is_known(it)).map(|value| format!("`{value}`")).collect();
    if !own.is_empty() {
        let what = remark!("reasons-uncoded", values = shortened(&own));
        found.warning(format!("{place}/choices"), what).hint(remark!("codes-of-frame"));
    }
}

/// Items that stand alone where the outputs put two together: with a slip of the pen, an area of its own
/// would be asked one step of its funnel, and a judgement would belong to no word.
fn partners(tree: &Tree<'_>, found: &mut Found) {
    let mut by_role: FxHashMap<Role, Vec<(&str, String)>> = FxHashMap::default();
    for node in &tree.questions {
        let Some(role) = node.question.role else { continue };
        by_role.entry(role).or_default().extend(items_of(node.question, &node.place));
    }
    let kept_once = [
        Role::ReasonImportance,
        Role::ReasonSide,
        Role::TransparencyImportant,
        Role::TransparencyKnown,
        Role::TransparencyFindable,
        Role::TransparencyUsed,
        Role::TransparencySatisfied,
    ];
    for items in kept_once.iter().filter_map(|role| by_role.get(role)) {
        twice(items, found);
    }
    let funnel = [
        Role::TransparencyImportant,
        Role::TransparencyKnown,
        Role::TransparencyFindable,
        Role::TransparencyUsed,
        Role::TransparencySatisfied,
    ];
    let steps: Vec<_> = funnel.iter().filter_map(|role| by_role.get(role)).collect();
    // Not every area that is asked first needs to be followed up.
    for (s, step) in steps.iter().enumerate().skip(1) {
        let others = steps.iter().enumerate().filter(|(o, _)| *o != s);
        let others: BTreeSet<&str> =
            others.flat_map(|(_, other)| other.iter().map(|(item, _)| *item)).collect();
        lonely(step, &others, found);
    }
    if let (Some(words), Some(judgements)) =
        (by_role.get(&Role::ImageWord), by_role.get(&Role::ImageValence))
    {
        lonely(judgements, &words.iter().map(|(item, _)| *item).collect(), found);
    }
}

/// Tells what is asked twice with one role: the outputs have room for one answer.
fn twice(items: &[(&str, String)], found: &mut Found) {
    let mut seen: FxHashMap<&str, &str> = FxHashMap::default();
    for (item, place) in items {
        if let Some(first) = seen.insert(item, place) {
            found.error(place, remark!("item-twice", item)).hint(remark!("name-comes-from", first));
        }
    }
}

/// Tells the items that are not among the others, where there are any.
fn lonely(items: &[(&str, String)], others: &BTreeSet<&str>, found: &mut Found) {
    if others.is_empty() {
        return;
    }
    for (item, place) in items.iter().filter(|(item, _)| !others.contains(item)) {
        let known: Vec<String> = others.iter().map(|other| format!("`{other}`")).collect();
        let hint = did_you_mean(item, others.iter().copied())
            .unwrap_or_else(|| remark!("there-are", names = shortened(&known)));
        found.warning(place, remark!("item-alone", item)).hint(hint);
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
    let is_known = |item: &str| item.parse().is_ok_and(|code: u32| known.contains(&code));
    for (item, place) in items_of(definition, place).filter(|(item, _)| !is_known(item)) {
        let known: Vec<String> = known.iter().map(u32::to_string).collect();
        found
            .error(place, remark!("item-not-in-frame", item))
            .hint(remark!("there-are", names = shortened(&known)));
    }
}

/// The item of a question and those of its rows, with their places.
fn items_of<'d>(
    definition: &'d model::Question,
    place: &str,
) -> impl Iterator<Item = (&'d str, String)> {
    let own = definition.item.iter().map(move |item| (item.as_str(), format!("{place}/item")));
    let rows = definition.rows.iter().enumerate();
    own.chain(
        rows.filter_map(move |(r, row)| {
            Some((row.item.as_deref()?, format!("{place}/rows/{r}/item")))
        }),
    )
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
    use crate::engine::problem::Problem;

    /// The errors in these questions.
    fn told(questions: Value) -> Vec<String> {
        all(questions)
            .into_iter()
            .filter_map(|it| it.strip_prefix("error ").map(str::to_owned))
            .collect()
    }

    /// What is told of these questions, lists and frame.
    fn all(questions: Value) -> Vec<String> {
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
            "lists": { "way": list(["1", "2", "3"]), "why": list(["101", "9700", "7"]),
                "coded": [{ "value": "101", "label": "C" }, { "value": "9700", "label": "O" }] },
            "pages": [{ "name": "p", "title": "P", "questions": questions }] });
        let checked = check(serde_json::from_value(document).unwrap());
        let said = |it: &Problem| {
            let severity = if it.is_error() { "error" } else { "warning" };
            format!("{severity} {} {}", it.path, it.what.code)
        };
        checked.problems.iter().map(said).collect()
    }

    #[test]
    fn what_belongs_together_and_does_not_meet_is_told() {
        let warnings = |questions: Value| -> Vec<String> {
            let is_one = |it: &String| it.ends_with("item-alone") || it.ends_with("uncoded");
            all(questions).into_iter().filter(is_one).collect()
        };
        let asked = |name: &str, role: &str, item: &str| json!({ "kind": "select_one", "name": name, "label": "Q", "choices": "way", "role": role, "item": item });
        let funnel = |item: &str| {
            warnings(json!([
                asked("a", "transparency.important", "school"),
                asked("b", "transparency.important", "work"),
                asked("c", "transparency.used", item),
            ]))
        };
        assert!(funnel("school").is_empty());
        let twice = [asked("a", "transparency.known", "1"), asked("b", "transparency.known", "1")];
        assert_eq!(told(json!(twice)), ["/pages/0/questions/1/item item-twice"]);
        assert_eq!(funnel("scool"), ["warning /pages/0/questions/2/item item-alone"]);
        let judged = |item: &str| {
            let word = json!({ "kind": "text", "name": "w", "label": "W", "role": "image.word", "item": "1" });
            warnings(json!([word, asked("v", "image.valence", item)]))
        };
        assert!(judged("1").is_empty());
        assert_eq!(judged("2"), ["warning /pages/0/questions/1/item item-alone"]);
        let second = |choices: &str| {
            warnings(
                json!([{ "kind": "select_one", "name": "s", "label": "S", "choices": choices, "role": "reason.second" }]),
            )
        };
        assert_eq!(second("way"), ["warning /pages/0/questions/0/choices reasons-uncoded"]);
        assert_eq!(second("why"), ["warning /pages/0/questions/0/choices reasons-uncoded"]);
        assert!(second("coded").is_empty());
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
