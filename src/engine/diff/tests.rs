//! Every kind of edit on a small questionnaire: found, put in the right words, and weighed.

mod edits;

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

use super::*;
use edits::{additions, replacements};

/// Two pages in two sections, a group, a repeat, a matrix, a date in parts, an early end.
fn small() -> Value {
    serde_json::from_str(include_str!("small.json")).unwrap()
}

fn definition(document: Value) -> Definition {
    serde_json::from_value(document).unwrap()
}

/// Each change in one line: its weight, what it is about, what happened.
fn told(diff: &Diff) -> Vec<String> {
    let line = |change: &Change| {
        let Change { subject, name, within, change, field, language, weight, .. } = change;
        let language = language.as_deref().map(|code| format!(" ({code})")).unwrap_or_default();
        let line = format!("{weight}: {subject} {name} in {within}: {change:?} {field}{language}");
        line.replace("  in ", " in ").replace(" in :", ":").trim().to_owned()
    };
    diff.changes.iter().map(line).collect()
}

/// Edits the small questionnaire and says what should be told of it.
#[track_caller]
fn check(edit: impl FnOnce(&mut Value), expected: &[&str]) -> Diff {
    let mut document = small();
    edit(&mut document);
    let diff = diff(&definition(small()), &definition(document));
    assert_eq!(told(&diff), expected);
    for change in &diff.changes {
        assert!(!change.answers.is_empty() && !change.answers.ends_with('.'), "{change:?}");
        assert_ne!(change.weight, Weight::Identical);
    }
    diff
}

fn at<'v>(document: &'v mut Value, pointer: &str) -> &'v mut Value {
    document.pointer_mut(pointer).unwrap()
}

fn list<'v>(document: &'v mut Value, pointer: &str) -> &'v mut Vec<Value> {
    at(document, pointer).as_array_mut().unwrap()
}

#[test]
fn every_replaced_value_is_one_change() {
    for (pointer, value, expected) in replacements() {
        check(|document| *at(document, pointer) = value, &[expected]);
    }
}

#[test]
fn every_new_property_is_one_change_and_so_is_its_loss() {
    for (pointer, name, value, expected) in additions() {
        check(|document| at(document, pointer)[name] = value.clone(), &[expected]);
        let mut with = small();
        at(&mut with, pointer)[name] = value;
        let lost = diff(&definition(with), &definition(small()));
        assert_eq!(told(&lost), [expected.replace("Added", "Removed")]);
    }
}

#[test]
fn what_means_the_same_is_no_change() {
    check(|d| d["version"] = "2".into(), &[]);
    check(|d| d["$schema"] = "x.json".into(), &[]);
    check(|d| d["pages"][1]["relevant"] = " ${moved}  =\n1".into(), &[]);
    check(|d| d["thanks"]["text"] = json!({ "de": "Fertig.", "en": "Fertig." }), &[]);
    check(|d| d["pages"][0]["questions"][0]["hint"] = "".into(), &[]);
    let version = definition(small());
    assert_eq!(diff(&version, &version).verdict(), Weight::Identical);
}

/// The questionnaire says the same, but shows something else.
#[test]
fn another_content_of_a_file_is_a_change() {
    let with = |hash: &str| {
        let mut document = small();
        document["files"] = json!({ "a.png": { "hash": hash, "format": "png", "size": [1, 2] } });
        definition(document)
    };
    let diff = diff(&with("aa"), &with("bb"));
    assert_eq!(told(&diff), ["minor: questionnaire in : Changed media".replace(" in :", ":")]);
    assert_eq!(diff.changes[0].now.as_deref(), Some("a.png: bb.png"));
}

#[test]
fn what_comes_and_goes() {
    check(
        |d| drop(list(d, "/pages/0/questions").remove(2)),
        &["structural: question born in p1: Removed"],
    );
    check(
        |d| {
            list(d, "/pages/1/questions/3/questions")
                .push(json!({ "kind": "text", "name": "x", "label": "X" }))
        },
        &["structural: question x in p2/r: Added"],
    );
    check(
        |d| drop(list(d, "/pages/1/questions/1/rows").remove(0)),
        &["structural: row m_1 in m: Removed"],
    );
    check(
        |d| list(d, "/pages/0/questions/2/parts").push(json!({ "part": "day", "name": "born_d" })),
        &["structural: row born_d in born: Added"],
    );
    let gone =
        check(|d| drop(list(d, "/lists/yn").remove(1)), &["structural: choice 2 in yn: Removed"]);
    assert_eq!(
        gone.changes[0].answers,
        "stored answers to `moved`, `m` with `2` have no label any more"
    );
    check(
        |d| list(d, "/lists/yn").push(json!({ "value": "4", "label": "nie" })),
        &["structural: choice 4 in yn: Added"],
    );
    check(|d| list(d, "/ends").clear(), &["structural: end young: Removed"]);
    check(|d| list(d, "/frames/f/codes").clear(), &["structural: code 101 in f: Removed codes"]);
    check(|d| list(d, "/frames/f/mains").clear(), &["structural: code 1 in f: Removed mains"]);
    check(
        |d| list(d, "/welcome/brief").clear(),
        &["minor: questionnaire: Reworded welcome.brief[0]"],
    );
    check(
        |d| list(d, "/pages").push(json!({ "name": "p3", "questions": [] })),
        &["structural: page p3: Added"],
    );
    // A page made for one question comes with the question, not beside it.
    let alone =
        json!({ "name": "x", "questions": [{ "kind": "text", "name": "x", "label": "X" }] });
    check(|d| list(d, "/pages").push(alone), &["structural: question x in x: Added"]);
}

#[test]
fn what_moves() {
    check(
        |d| list(d, "/pages/0/questions").swap(0, 1),
        &["structural: question moved in p1: Moved"],
    );
    let moved = check(
        |d| {
            let question = list(d, "/pages/1/questions/2/questions").remove(0);
            list(d, "/pages/0/questions").insert(1, question);
        },
        &["structural: question who in p1: Moved"],
    );
    assert_eq!(moved.changes[0].was.as_deref(), Some("group `g`, first"));
    assert_eq!(moved.changes[0].now.as_deref(), Some("page `p1`, after `age`"));
    let repeated = check(
        |d| {
            let question = list(d, "/pages/1/questions/3/questions").remove(1);
            list(d, "/pages/1/questions").push(question);
        },
        &["structural: question child_age in p2: Moved"],
    );
    assert_eq!(repeated.changes[0].answers, means::REPEATED);
    check(
        |d| list(d, "/pages/0/questions").rotate_right(1),
        &["minor: question adult in p1: Moved"],
    );
    check(|d| list(d, "/pages").swap(0, 1), &["structural: page p2: Moved"]);
    check(|d| list(d, "/lists/yn").reverse(), &["structural: list yn: Reordered choices"]);
    check(
        |d| list(d, "/pages/1/questions/1/rows").reverse(),
        &["structural: question m in p2: Reordered rows"],
    );
    check(|d| list(d, "/sections").reverse(), &["structural: questionnaire: Reordered sections"]);
}

/// A new name is one change, wherever it is mentioned.
#[test]
fn what_is_renamed() {
    let everywhere = |from: &'static str, to: &'static str| {
        move |document: &mut Value| {
            *document = serde_json::from_str(&document.to_string().replace(from, to)).unwrap();
        }
    };
    check(
        |d| {
            everywhere("\"age\"", "\"years\"")(d);
            everywhere("${age}", "${years}")(d);
        },
        &["structural: question years in p1: Renamed"],
    );
    check(everywhere("\"m_1\"", "\"m_there\""), &["structural: row m_there in m: Renamed"]);
    check(everywhere("\"p1\"", "\"first\""), &["structural: page first: Renamed"]);
    check(everywhere("\"yn\"", "\"yesno\""), &["minor: list yesno: Renamed"]);
    check(everywhere("\"s1\"", "\"start\""), &["minor: section start: Renamed"]);
    check(everywhere("\"young\"", "\"too_young\""), &["structural: end too_young: Renamed"]);
    // Reworded as well, it cannot be told from another question.
    check(
        |d| {
            everywhere("\"who\"", "\"whom\"")(d);
            everywhere("\"Wer?\"", "\"Wen?\"")(d);
        },
        &[
            "minor: questionnaire: Reworded welcome.facts.term[0]",
            "structural: question who in p2/g: Removed",
            "structural: question whom in p2/g: Added",
        ],
    );
}

/// An id tells what is the same, whatever became of its name and wording.
#[test]
fn ids_tell_what_is_renamed() {
    const WHO: &str = "/pages/1/questions/2/questions/0";
    check(
        |d| {
            at(d, WHO)["id"] = "who".into();
            at(d, WHO)["name"] = "whom".into();
            at(d, WHO)["label"] = "Wen?".into();
        },
        &[
            "structural: question whom in p2/g: Renamed",
            "minor: question whom in p2/g: Reworded label",
        ],
    );
    check(
        |d| {
            at(d, "/pages/0")["id"] = "p1".into();
            at(d, "/pages/0")["name"] = "first".into();
            at(d, "/ends/0")["after"] = "first".into();
            list(d, "/pages/0/questions").truncate(3);
        },
        &["structural: page first: Renamed", "structural: question adult in p1: Removed"],
    );
    let recoded = check(
        |d| {
            at(d, "/lists/yn/0")["id"] = "1".into();
            at(d, "/lists/yn/0")["value"] = "5".into();
            at(d, "/lists/yn/0")["label"] = json!({ "de": "doch", "en": "oh yes" });
        },
        &[
            "structural: choice 5 in yn: Recoded",
            "minor: choice 5 in yn: Reworded label (de)",
            "translation only: choice 5 in yn: Reworded label (en)",
        ],
    );
    assert_eq!(recoded.changes[0].was.as_deref(), Some("1"));
}

/// Two that have exchanged their names, and one that took the name of another.
#[test]
fn ids_tell_what_only_has_the_same_name() {
    let with = |ids: [&str; 2]| {
        let mut document = small();
        at(&mut document, "/pages/1/questions/1/rows/0")["id"] = ids[0].into();
        at(&mut document, "/pages/1/questions/1/rows/1")["id"] = ids[1].into();
        definition(document)
    };
    let exchanged = told(&diff(&with(["a", "b"]), &with(["b", "a"])));
    let renamed = exchanged.iter().filter(|line| line.ends_with("Renamed")).count();
    assert_eq!(renamed, 2, "{exchanged:?}");
    assert_eq!(
        told(&diff(&with(["a", "b"]), &with(["a", "c"]))),
        ["structural: row m_2 in m: Removed", "structural: row m_2 in m: Added"]
    );
    // To write ids down changes nothing, nor does it to take those away that nothing needs.
    assert!(told(&diff(&definition(small()), &with(["a", "b"]))).is_empty());
    assert!(told(&diff(&with(["m_1", "m_2"]), &definition(small()))).is_empty());
}

#[test]
fn what_languages_come_and_go() {
    check(|d| list(d, "/languages").push("fr".into()), &["translation only: language fr: Added"]);
    check(
        |d| {
            list(d, "/languages").pop();
            for pointer in ["/title", "/missing/-8", "/pages/0/questions/0/label"] {
                at(d, pointer).as_object_mut().unwrap().remove("en");
            }
        },
        &["translation only: language en: Removed"],
    );
    check(|d| list(d, "/languages").reverse(), &["minor: questionnaire: Reordered languages"]);
}

#[test]
fn codes_that_change_places_are_recoded_not_reworded() {
    let swapped = check(
        |d| {
            let one = d["lists"]["yn"][0]["label"].take();
            let two = d["lists"]["yn"][1]["label"].take();
            (d["lists"]["yn"][0]["label"], d["lists"]["yn"][1]["label"]) = (two, one);
        },
        &["structural: choice 1 in yn: Recoded label", "structural: choice 2 in yn: Recoded label"],
    );
    let answers = &swapped.changes[0].answers;
    assert!(answers.contains("with `1` mean “ja”, new ones mean “nein”"), "{answers}");
}

/// Every value of a document that is neither object nor array, by its JSON pointer.
fn leaves(value: &Value, pointer: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                leaves(value, &format!("{pointer}/{name}"), found);
            }
        }
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                leaves(value, &format!("{pointer}/{index}"), found);
            }
        }
        _ => found.push(pointer.to_owned()),
    }
}

/// Another value of the same sort.
fn altered(value: &Value) -> Value {
    match value {
        Value::String(text) => format!("{text}x").into(),
        Value::Bool(flag) => (!flag).into(),
        Value::Number(number) => (number.as_i64().unwrap_or(0) + 1).into(),
        other => other.clone(),
    }
}

fn document(source: &str) -> (Value, Vec<String>) {
    let document: Value = serde_json::from_str(source).unwrap();
    let mut found = Vec::new();
    leaves(&document, "", &mut found);
    found.retain(|pointer| !["/$schema", "/version"].contains(&pointer.as_str()));
    (document, found)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever single value changes in a real questionnaire, the diff tells of it, both ways.
    #[test]
    fn no_changed_value_is_missed(large: bool, which: Index) {
        let source = match large {
            true => include_str!("../../../questionnaires/wesermarsch.json"),
            false => include_str!("../../../questionnaires/feedback.json"),
        };
        let (old, leaves) = document(source);
        let mut new = old.clone();
        let pointer: &String = which.get(&leaves);
        let leaf = at(&mut new, pointer);
        *leaf = altered(leaf);
        let Ok(new) = serde_json::from_value::<Definition>(new) else { return Ok(()) };
        let old = definition(old);
        prop_assert!(diff(&old, &old).changes.is_empty());
        prop_assert!(!diff(&old, &new).changes.is_empty(), "{}", pointer);
        prop_assert!(!diff(&new, &old).changes.is_empty(), "{}", pointer);
    }

    /// Edits that do not meet each other are told as if each were alone.
    #[test]
    fn every_edit_is_told_beside_another(one: Index, other: Index) {
        let edits = replacements();
        let ((first, value, told_first), (second, another, told_second)) =
            (one.get(&edits), other.get(&edits));
        prop_assume!(first.split('/').nth(1) != second.split('/').nth(1));
        prop_assume!(*first != "/name" && *second != "/name");
        let mut new = small();
        *at(&mut new, first) = value.clone();
        *at(&mut new, second) = another.clone();
        let diff = diff(&definition(small()), &definition(new));
        let mut found = told(&diff);
        found.sort();
        let mut expected = vec![(*told_first).to_owned(), (*told_second).to_owned()];
        expected.sort();
        prop_assert_eq!(found, expected);
        let heaviest = diff.changes.iter().map(|change| change.weight).max();
        prop_assert_eq!(Some(diff.verdict()), heaviest);
    }
}
