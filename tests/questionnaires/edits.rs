//! Whatever designers do to these questionnaires, they can take it back.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};
use zugvogel::engine::Identity;
use zugvogel::engine::diff::{What, diff};
use zugvogel::engine::edit::translation::{self, Readiness};
use zugvogel::engine::edit::{Edit, Element, Misfit, Seat, Subtree};
use zugvogel::engine::model::{ChoiceList, Definition, Page, Question};
use zugvogel::engine::{Problem, check};
use zugvogel::formats::{self, FileType};

/// The questionnaires, read once for all edits.
static DEFINITIONS: LazyLock<Vec<Definition>> = LazyLock::new(|| {
    let read = |bytes: &[u8]| formats::read(bytes, FileType::Json, "x").definition.unwrap();
    super::all().iter().map(|(_, bytes)| read(bytes)).collect()
});

fn definitions() -> Vec<Definition> {
    DEFINITIONS.clone()
}

fn bytes(definition: &Definition) -> String {
    serde_json::to_string(definition).unwrap()
}

/// Everything that can be named.
fn elements(definition: &Definition) -> Vec<Element> {
    fn of_questions(questions: &[Question], found: &mut Vec<Element>) {
        for question in questions {
            found.push(Element::Question(question.id().to_owned()));
            found.extend(question.rows.iter().map(|row| Element::Row(row.id().to_owned())));
            found.extend(question.parts.iter().map(|part| Element::Part(part.id().to_owned())));
            of_questions(&question.questions, found);
        }
    }
    fn of_pages(pages: &[Page], found: &mut Vec<Element>) {
        for page in pages {
            found.push(Element::Page(page.id().to_owned()));
            of_questions(&page.questions, found);
            of_pages(&page.pages, found);
        }
    }
    let mut found = vec![Element::Questionnaire];
    found.extend(definition.sections.iter().map(|it| Element::Section(it.id().to_owned())));
    of_pages(&definition.pages, &mut found);
    found.extend(definition.ends.iter().map(|it| Element::End(it.id().to_owned())));
    for (list, choices) in &definition.lists {
        found.push(Element::List(list.clone()));
        if let ChoiceList::Written(choices) = choices {
            let choice = |id: &str| Element::Choice { list: list.clone(), id: id.to_owned() };
            found.extend(choices.iter().map(|it| choice(it.id())));
        }
    }
    found
}

/// Something that fits, or not, out of four numbers.
type Dice = (u8, Index, Index, Index);

fn subtree(which: &Index, name: &str) -> Subtree {
    let one = |sort: &str, value: Value| -> Subtree {
        serde_json::from_value(json!({ sort: value })).unwrap()
    };
    let question = json!({ "kind": "integer", "name": name, "label": "?", "min": 1, "max": 2.5 });
    let all = [
        one("question", question.clone()),
        one("question", json!({ "kind": "group", "name": name, "questions": [question] })),
        one("page", json!({ "name": name, "questions": [question] })),
        one("page", json!({ "name": name, "pages": [{ "name": "inner", "questions": [] }] })),
        one("row", json!({ "name": name, "label": { "de": "Zeile", "en": "row" } })),
        one("part", json!({ "part": "day", "name": name, "max": "${age}" })),
        one("section", json!({ "name": name, "title": "S" })),
        one("choice", json!({ "value": name, "label": "C" })),
        one("list", json!({ "name": name, "list": [{ "value": "1" }, { "value": "1" }] })),
    ];
    which.get(&all).clone()
}

const NAMES: [&str; 6] = ["new", "other_name", "age", "consent", "1", "neu_7"];

fn set(of: Element, b: &Index, c: &Index) -> Edit {
    let paths = [
        "/label/de",
        "/label",
        "/title/en",
        "/title",
        "/relevant",
        "/required",
        "/min",
        "/kind",
        "/hint/de",
        "/id",
        "/name",
        "/value",
        "/questions",
        "/pages",
        "/columns/x~1y",
        "/missing/0",
        "/exclusive",
        "/nonsense",
        "/languages/2",
        "/welcome/facts/0/text/de",
        "label",
        "/attributes/a",
    ];
    let values = [
        Some(json!("Text ${age}")),
        Some(json!("${age} > 3")),
        Some(json!(true)),
        Some(json!(5)),
        Some(json!({ "de": "ja", "en": "yes" })),
        Some(json!("integer")),
        Some(json!([-8])),
        None,
        Some(json!(1.25)),
        Some(json!([])),
        Some(json!("fr")),
        None,
    ];
    Edit::Set { of, path: (*b.get(&paths)).to_owned(), value: c.get(&values).clone() }
}

/// An edit of a questionnaire as it is now.
fn edit(definition: &Definition, (sort, a, b, c): &Dice, others: &[Definition]) -> Edit {
    let elements = elements(definition);
    let of = a.get(&elements).clone();
    let name = (*c.get(&NAMES)).to_owned();
    let seat = || Seat { within: b.get(&elements).clone(), index: c.index(4) };
    match sort % 16 {
        0..=3 => set(of, b, c),
        4 | 5 => Edit::Rename { of, name },
        6 => Edit::Insert { what: subtree(b, &name), to: Seat { within: of, index: c.index(3) } },
        7 => {
            // Where it fits, so that much grows.
            let pages: Vec<&Element> =
                elements.iter().filter(|it| matches!(it, Element::Page(_))).collect();
            let within =
                if pages.is_empty() { Element::Questionnaire } else { (*a.get(&pages)).clone() };
            Edit::Insert { what: subtree(b, &name), to: Seat { within, index: 0 } }
        }
        8 | 9 => Edit::Remove { of },
        10 | 11 => Edit::Move { of, to: seat() },
        12 | 13 => Edit::Duplicate { of },
        14 => Edit::RemoveLanguage { language: (*b.get(&["de", "en", "de-simple"])).to_owned() },
        _ if sort % 64 == 15 => Edit::Replace { with: Box::new(c.get(others).clone()) },
        _ => Edit::Several(vec![set(of.clone(), b, c), set(of, c, b)]),
    }
}

/// Every place that the check names is there, or what is around it is.
fn is_located(definition: &Definition, problem: &Problem) -> bool {
    let document = serde_json::to_value(definition).unwrap();
    let around = problem.path.rsplit_once('/').map_or("", |(around, _)| around);
    document.pointer(&problem.path).or(document.pointer(around)).is_some()
}

proptest! {
    // 256 sequences; `PROPTEST_CASES=1000` tries more.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_edits_can_be_taken_back_and_made_again(
        which: Index,
        checks in 0..20,
        dice in prop::collection::vec(any::<Dice>(), 1..12),
    ) {
        let all = &*DEFINITIONS;
        let start = which.get(all).clone();
        let mut now = start.clone();
        let (mut made, mut back) = (Vec::new(), Vec::new());
        for dice in &dice {
            let edit = edit(&now, dice, all);
            // What is stored is what is applied.
            let edit: Edit = serde_json::from_str(&serde_json::to_string(&edit).unwrap()).unwrap();
            if let Ok(inverse) = now.apply(&edit) {
                made.push(edit);
                back.push(serde_json::to_string(&inverse).unwrap());
            }
        }
        let end = bytes(&now);
        if checks == 0 {
            for problem in check(now.clone()).problems {
                prop_assert!(is_located(&now, &problem), "{:?}", problem);
            }
        }
        let mut again = Vec::new();
        for inverse in back.iter().rev() {
            again.push(now.apply(&serde_json::from_str(inverse).unwrap()).unwrap());
        }
        prop_assert_eq!(bytes(&now), bytes(&start));
        for edit in again.iter().rev() {
            now.apply(edit).unwrap();
        }
        prop_assert_eq!(bytes(&now), end.clone());
        let mut other = start;
        for edit in &made {
            other.apply(edit).unwrap();
        }
        prop_assert_eq!(bytes(&other), end);
    }
}

/// Nobody could say from where it is to be taken out again.
#[test]
fn a_page_is_not_put_into_one_like_that_inside_of_it() {
    let mut now = feedback();
    let page = |name: &str| -> Subtree {
        let inner = json!([{ "name": "inner", "questions": [] }]);
        serde_json::from_value(json!({ "page": { "name": name, "pages": inner } })).unwrap()
    };
    let into = |within: Element| Seat { within, index: 0 };
    now.apply(&Edit::Insert { what: page("outer"), to: into(Element::Questionnaire) }).unwrap();
    let old = bytes(&now);
    let inner = Element::Page("inner".to_owned());
    let refused = now.apply(&Edit::Insert { what: page("new"), to: into(inner.clone()) });
    assert_eq!(refused, Err(Misfit::Ambiguous(inner)));
    assert_eq!(bytes(&now), old);
}

/// One change, wherever the name is mentioned, and whatever it is.
#[test]
fn a_rename_is_a_rename_in_the_diff() {
    for old in definitions() {
        let mut told: BTreeMap<String, usize> = BTreeMap::new();
        for of in elements(&old).iter().skip(1).step_by(7) {
            let mut new = old.clone();
            match new.apply(&Edit::Rename { of: of.clone(), name: "entirely_new".to_owned() }) {
                Ok(_) => {}
                Err(misfit) => panic!("{of:?}: {misfit}"),
            }
            let changes = diff(&old, &new).changes;
            let [change] = &changes[..] else { panic!("{of:?}: {changes:#?}") };
            assert_eq!(change.name, "entirely_new", "{change:?}");
            assert!(matches!(change.change, What::Renamed | What::Recoded), "{change:?}");
            *told.entry(change.subject.to_string()).or_default() += 1;
        }
        assert!(!told.is_empty(), "{}", old.name);
    }
}

fn feedback() -> Definition {
    definitions().into_iter().find(|definition| definition.name == "feedback").unwrap()
}

fn question(name: &str) -> Subtree {
    let question = json!({ "question": { "kind": "text", "name": name, "label": "?" } });
    serde_json::from_value(question).unwrap()
}

#[test]
fn a_former_name_can_be_given_to_something_else() {
    let mut now = feedback();
    let page = now.pages[0].id().to_owned();
    let first = now.pages[0].questions[0].name.clone();
    let of = Element::Question(first.clone());
    now.apply(&Edit::Rename { of, name: "renamed".to_owned() }).unwrap();
    let to = Seat { within: Element::Page(page), index: 1 };
    now.apply(&Edit::Insert { what: question(&first), to: to.clone() }).unwrap();
    let ids: Vec<&str> = now.pages[0].questions.iter().map(Identity::id).collect();
    assert_eq!(ids[..2], [first.clone(), format!("{first}_2")]);
    let taken = now.apply(&Edit::Insert { what: question(&first), to });
    assert_eq!(taken, Err(Misfit::Taken(Element::Question(format!("{first}_2")))));
}

#[test]
fn a_copy_refers_to_itself() {
    let mut now = definitions().into_iter().find(|it| it.name == "every-kind").unwrap();
    let old = bytes(&now);
    let page = now.pages.iter().position(|page| page.questions.len() > 3).unwrap();
    let of = Element::Page(now.pages[page].id().to_owned());
    now.apply(&Edit::Duplicate { of }).unwrap();
    let [before, copy] = &now.pages[page..page + 2] else { panic!() };
    assert_eq!(copy.questions.len(), before.questions.len());
    let names = |page: &Page| page.questions.iter().map(|q| q.name.clone()).collect::<Vec<_>>();
    for (before, copy) in names(before).iter().zip(names(copy)) {
        assert!(copy.starts_with(&format!("{before}_")), "{before} {copy}");
        let text = serde_json::to_string(&now.pages[page + 1]).unwrap();
        assert!(!text.contains(&format!("${{{before}}}")), "{before} in {text}");
    }
    assert_ne!(bytes(&now), old);
}

#[test]
fn a_language_goes_with_its_texts() {
    let mut now = feedback();
    now.apply(&Edit::RemoveLanguage { language: "en".to_owned() }).unwrap();
    assert!(!now.languages.contains(&"en".to_owned()));
    assert!(!bytes(&now).contains("\"en\""));
    let misfit = now.apply(&Edit::RemoveLanguage { language: "en".to_owned() }).unwrap_err();
    assert_eq!(misfit.to_string(), "/languages: there is no language `en`");
}

#[test]
fn what_does_not_fit_is_told() {
    let mut now = feedback();
    let old = bytes(&now);
    let of = Element::Question(now.pages[0].questions[0].id().to_owned());
    let mut misfit = |edit| now.apply(&edit).unwrap_err();
    let set = |path: &str, value| Edit::Set { of: of.clone(), path: path.to_owned(), value };
    assert_eq!(misfit(set("/name", Some(json!("other")))), Misfit::OtherId);
    assert_eq!(misfit(set("/id", Some(json!("other")))), Misfit::OtherId);
    let nonsense = misfit(set("/labl", Some(json!("?")))).to_string();
    assert!(nonsense.starts_with("/labl: unknown field `labl`"), "{nonsense}");
    let inner = misfit(set("/questions", Some(json!([{ "kind": "note", "name": "n" }]))));
    assert_eq!(inner.to_string(), "/questions: what is in it is put in one by one");
    let absent = Element::Page("nowhere".to_owned());
    assert_eq!(misfit(Edit::Remove { of: absent.clone() }), Misfit::Absent(absent));
    let within = Element::Questionnaire;
    let to = Seat { within, index: 0 };
    assert_eq!(misfit(Edit::Move { of: of.clone(), to: to.clone() }), Misfit::Misplaced(to));
    // All or nothing.
    let good = set("/hint", Some(json!("Hint")));
    misfit(Edit::Several(vec![good, set("/labl", None), set("/name", None)]));
    assert_eq!(bytes(&now), old);
}

/// However often groups are put into groups, what comes out can be read again.
#[test]
fn nothing_gets_too_deep() {
    let mut now = feedback();
    let group = |n: usize| {
        let group = json!({ "question": { "kind": "group", "name": format!("g{n}") } });
        serde_json::from_value::<Subtree>(group).unwrap()
    };
    let mut within = Element::Page(now.pages[0].id().to_owned());
    for n in 0.. {
        let to = Seat { within, index: 0 };
        match now.apply(&Edit::Insert { what: group(n), to }) {
            Ok(_) => within = Element::Question(format!("g{n}")),
            Err(misfit) => {
                assert_eq!((misfit, n), (Misfit::TooDeep, 15));
                break;
            }
        }
    }
    assert_eq!(serde_json::from_str::<Definition>(&bytes(&now)).unwrap(), now);
}

/// A filter of choices that are answers names what stands beside them without `${}`.
#[test]
fn bare_names_in_filters_of_answers_follow() {
    let mut now: Definition = serde_json::from_value(json!({
        "name": "d", "languages": ["en"], "title": "?", "pages": [
            { "name": "r", "questions": [{ "kind": "repeat", "name": "r", "label": "R", "questions": [
                { "kind": "text", "name": "who", "label": "?" },
                { "kind": "integer", "name": "age", "label": "?" }] }] },
            { "name": "pick", "questions": [{ "kind": "select_one", "name": "pick", "label": "?",
                "choices": "${who}", "choice_filter": "age > 5 and ${age} < 9" }] }]
    }))
    .unwrap();
    let of = Element::Question("age".to_owned());
    now.apply(&Edit::Rename { of, name: "years".to_owned() }).unwrap();
    let filter = now.pages[1].questions[0].choice_filter.as_deref();
    assert_eq!(filter, Some("years > 5 and ${years} < 9"));
}

/// What is known of translations goes with the copy: a draft is not published there either, and what was
/// read is read, though it refers to the copy.
#[test]
fn a_copy_keeps_what_is_known_of_its_translations() {
    let text = |de: &str, en: &str| json!({ "de": de, "en": en });
    let of = |name: &str| json!({ "question": name });
    let read = |source: &str, target: &str| {
        let [source, target] = [source, target].map(|it| translation::hash([it]));
        json!({ "state": "reviewed", "reviewed_by": "Ben", "source": source, "target": target })
    };
    let note = |of: Value, path: &str, more: Value| {
        let mut note = json!({ "language": "en", "of": of, "path": path });
        note.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        note
    };
    let draft = json!({ "state": "draft", "drafted_by": "a machine" });
    let mut now: Definition = serde_json::from_value(json!({
        "name": "d", "languages": ["de", "en"], "title": text("T", "T"),
        "lists": { "l": [{ "value": "1", "label": text("Ja", "Yes") }] },
        "pages": [{ "name": "p", "title": text("Seite", "Page"), "questions": [
            { "kind": "integer", "name": "age", "label": text("Alter?", "Age?") },
            { "kind": "note", "name": "said", "label": text("Also ${age}.", "So ${age}.") },
            { "kind": "note", "name": "stale", "label": text("Neu", "Old") }] }],
        "translations": [
            note(of("age"), "/label", draft.clone()),
            note(of("said"), "/label", read("Also ${age}.", "So ${age}.")),
            note(of("stale"), "/label", read("Alt", "Old")),
            note(json!({ "choice": { "list": "l", "id": "1" } }), "/label", draft)]
    }))
    .unwrap();
    let before = bytes(&now);
    let states = |definition: &Definition| -> Vec<(String, Readiness)> {
        let all = translation::translations(definition).into_iter();
        all.map(|it| (format!("{:?}", it.text.of), it.readiness)).collect()
    };
    let undo = now.apply(&Edit::Duplicate { of: Element::Page("p".to_owned()) }).unwrap();
    let undo_list = now.apply(&Edit::Duplicate { of: Element::List("l".to_owned()) }).unwrap();
    let found = states(&now);
    let state = |of: Element| {
        let of = format!("{of:?}");
        found.iter().find(|(known, _)| *known == of).map(|(_, state)| *state)
    };
    let question = |name: &str| Element::Question(name.to_owned());
    assert_eq!(state(question("age_2")), Some(Readiness::Draft));
    assert_eq!(state(question("said_2")), Some(Readiness::Reviewed));
    assert_eq!(state(question("stale_2")), Some(Readiness::SourceChanged));
    assert_eq!(state(Element::Page("p_2".to_owned())), Some(Readiness::Unstated));
    let choice = Element::Choice { list: "l_2".to_owned(), id: "1".to_owned() };
    assert_eq!(state(choice.clone()), Some(Readiness::Draft));
    // What was stated since stays when a copy is taken back, and the copy can be had again.
    let redo = now.apply(&undo).unwrap();
    let left =
        |now: &Definition| now.translations.iter().map(|it| it.of.clone()).collect::<Vec<_>>();
    assert_eq!(left(&now)[4..], [Some(choice)]);
    let undo = now.apply(&redo).unwrap();
    assert_eq!(left(&now).len(), 8);
    now.apply(&undo).unwrap();
    now.apply(&undo_list).unwrap();
    assert_eq!(bytes(&now), before);
}
