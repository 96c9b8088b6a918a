//! Questionnaires in which something is wrong: it is switched off, and the rest can be looked at.

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::RngSeed;
use serde_json::{Value, json};
use zugvogel::clock::Clock;
use zugvogel::engine::model::{Definition, Page};
use zugvogel::engine::{Interview, Problem, Questionnaire};
use zugvogel::formats::json::load;
use zugvogel::i18n::Locale;

use super::{Folder, all};

/// Every value of a document but the whole, as JSON pointers.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(name, it)| (name.clone(), it)).collect(),
        Value::Array(values) => {
            values.iter().enumerate().map(|(i, it)| (i.to_string(), it)).collect()
        }
        _ => Vec::new(),
    };
    for (name, value) in inner {
        let pointer = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
        pointers(value, &pointer, found);
        found.push(pointer);
    }
}

/// Does to a document what happens to authors: something is lost, misspelt, or copied from elsewhere.
fn damage(document: &mut Value, (place, from, how): (Index, Index, u8)) {
    let mut all = Vec::new();
    pointers(document, "", &mut all);
    let (place, from) = (place.get(&all), from.get(&all));
    let value = match how {
        0 => json!("${nowhere} +"),
        1 => json!(""),
        2 => json!([]),
        3 => document.pointer(from).cloned().unwrap_or_default(),
        _ => {
            let (around, name) = place.rsplit_once('/').unwrap();
            match document.pointer_mut(around) {
                Some(Value::Object(fields)) => drop(fields.remove(name)),
                Some(Value::Array(values)) => drop(values.remove(name.parse().unwrap())),
                _ => {}
            }
            return;
        }
    };
    *document.pointer_mut(place).unwrap() = value;
}

/// The JSON pointers of the questions in the order of the questionnaire.
fn questions(pages: &[Page], at: &str, found: &mut Vec<String>) {
    fn inner(questions: &[zugvogel::engine::model::Question], at: &str, found: &mut Vec<String>) {
        for (i, question) in questions.iter().enumerate() {
            let at = format!("{at}/questions/{i}");
            found.push(at.clone());
            inner(&question.questions, &at, found);
        }
    }
    for (i, page) in pages.iter().enumerate() {
        let at = format!("{at}/pages/{i}");
        match page.pages.is_empty() {
            true => inner(&page.questions, &at, found),
            false => questions(&page.pages, &at, found),
        }
    }
}

/// The innermost page or question that a pointer leads to, or into.
fn node(pointer: &str) -> String {
    let mut tokens = pointer.split('/').skip(1);
    let mut node = String::new();
    while let (Some(name @ ("pages" | "questions")), Some(number)) = (tokens.next(), tokens.next())
    {
        node += &format!("/{name}/{number}");
    }
    node
}

/// The parts of a questionnaire that are switched off are those with an error, and no others.
#[track_caller]
fn check_off(questionnaire: &Questionnaire, problems: &[Problem]) {
    let errors: Vec<&Problem> = problems.iter().filter(|problem| problem.is_error()).collect();
    let mut places = Vec::new();
    questions(&questionnaire.definition().pages, "", &mut places);
    assert_eq!(places.len(), questionnaire.questions().len());
    // A circle switches off all that is in it, and is told at one place.
    let is_circle = errors.iter().any(|problem| problem.what.code == "cycle");
    for (place, question) in places.iter().zip(questionnaire.questions()) {
        let list = question.definition.choices.as_deref().unwrap_or_default();
        let list = format!("/lists/{list}");
        let is_hit = |problem: &&Problem| {
            let node = node(&problem.path);
            let is_around = !node.is_empty() && place.starts_with(&format!("{node}/"));
            let is_page = node.rsplit('/').nth(1) == Some("pages");
            let of_list = problem.path == list || problem.path.starts_with(&format!("{list}/"));
            node == *place || is_page && is_around || of_list
        };
        let expected = errors.iter().any(is_hit);
        // So does a question that nobody knows with what refers to it.
        let is_told = |fault: &Problem| errors.iter().any(|it| it.path == fault.path);
        let follows = question.fault.as_ref().is_some_and(is_told);
        let is_right = question.fault.is_some() == expected || (is_circle || follows) && !expected;
        assert!(is_right, "{place}: {:?}\n{errors:#?}", question.fault);
    }
}

/// Shows every page as the interview begins.
fn show_all(questionnaire: &Questionnaire) {
    let clock = Clock::Fixed("2026-06-15T10:00:00Z".parse().unwrap());
    let env = zugvogel::app::env(&clock, Locale::fallback());
    let language = questionnaire.fallback().to_owned();
    let draft = Interview::begin(questionnaire, 7, &language, &env);
    let interview = Interview::new(questionnaire, &draft, &env);
    for page in 0..questionnaire.pages().len() {
        interview.page(page);
    }
    interview.review();
}

#[track_caller]
fn look(document: &Value) {
    let readable = serde_json::from_value::<Definition>(document.clone())
        .is_ok_and(|definition| !definition.languages.is_empty() && !definition.pages.is_empty());
    let checked = load(document.to_string().as_bytes(), &Folder);
    let problems = checked.problems.clone();
    let is_sound = checked.is_sound();
    let Some(questionnaire) = checked.shown() else {
        assert!(!readable && !is_sound, "nothing is shown: {problems:#?}");
        return;
    };
    assert_eq!(is_sound, !problems.iter().any(Problem::is_error));
    assert!(problems.iter().all(|problem| problem.origin.is_some()), "{problems:#?}");
    // What follows from a file that cannot be read is not told.
    let of_file = ["file-", "frame-", "list-no-", "list-unreadable", "list-entry", "list-document"];
    let is_of_file = |problem: &Problem| {
        problem.is_error() && of_file.iter().any(|code| problem.what.code.starts_with(code))
    };
    if !problems.iter().any(is_of_file) {
        check_off(&questionnaire, &problems);
    }
    show_all(&questionnaire);
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 48,
        rng_seed: RngSeed::Fixed(20_261_128),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_is_broken_the_rest_is_shown(
        which in any::<Index>(),
        damages in prop::collection::vec((any::<Index>(), any::<Index>(), 0..5_u8), 1..4),
    ) {
        let all = all();
        let mut document: Value = serde_json::from_slice(&which.get(&all).1).unwrap();
        for hurt in damages {
            damage(&mut document, hurt);
        }
        look(&document);
    }
}

/// Page 3 is looked at while page 7 is broken.
#[test]
fn one_page_is_shown_while_another_is_broken() {
    let (_, bytes) = all().into_iter().find(|(name, _)| name == "feedback").unwrap();
    let mut document: Value = serde_json::from_slice(&bytes).unwrap();
    *document.pointer_mut("/pages/1/relevant").unwrap() = json!("${oftn} != 4");
    let checked = load(document.to_string().as_bytes(), &Folder);
    assert!(!checked.is_sound());
    let problem = checked.problems[0].clone();
    assert_eq!((problem.what.code, problem.path.as_str()), ("no-variable", "/pages/1/relevant"));
    let questionnaire = checked.shown().unwrap();
    for question in questionnaire.questions() {
        // What it is and where; which line that is in the file, the problem tells.
        let told = question.fault.as_ref().map(|fault| (&fault.path, &fault.at, &fault.what));
        let expected = (question.page == 1).then_some((&problem.path, &problem.at, &problem.what));
        assert_eq!(told, expected, "{}", question.definition.name);
    }
    look(&document);
}

#[test]
fn a_circle_is_switched_off_and_the_rest_goes_on() {
    let (_, bytes) = all().into_iter().find(|(name, _)| name == "feedback").unwrap();
    let mut document: Value = serde_json::from_slice(&bytes).unwrap();
    *document.pointer_mut("/pages/1/relevant").unwrap() = json!("${minutes} > 4");
    let questionnaire = load(document.to_string().as_bytes(), &Folder).shown().unwrap();
    assert!(questionnaire.questions().iter().any(|question| question.fault.is_none()));
    let in_circle = questionnaire.questions().iter().filter(|question| question.fault.is_some());
    assert!(in_circle.count() > 0);
    look(&document);
}

/// A limit that no answer can keep, a role where it means nothing, a name that a mirrored battery needs.
#[test]
fn what_a_study_s_design_needs_is_held_to_what_it_can_be() {
    let told = |more: Value| -> Vec<String> {
        let mut question =
            json!({ "kind": "select_one", "name": "q", "label": "?", "choices": "l" });
        question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let other = json!({ "kind": "text", "name": "q_mirror", "label": "?" });
        let document = json!({ "name": "d", "languages": ["de"], "title": "?",
            "lists": { "l": [{ "value": "1", "label": "1" }, { "value": "2", "label": "2" }] },
            "pages": [{ "name": "p", "title": "?", "questions": [question, other] }] });
        let checked = load(document.to_string().as_bytes(), &Folder);
        let errors = checked.problems.iter().filter(|problem| problem.is_error());
        errors.map(|problem| format!("{} {}", problem.path, problem.what.code)).collect()
    };
    let at = |rest: &str| [format!("/pages/0/questions/{rest}")];
    let several = |max: Value| told(json!({ "kind": "select_multiple", "max": max }));
    assert_eq!(several(json!(0)), at("0/max most-choices"));
    assert_eq!(several(json!(1.5)), at("0/max most-choices"));
    assert!(several(json!(1)).is_empty() && several(json!("1 + 1")).is_empty());
    assert_eq!(told(json!({ "max": 1 })), at("0/max kind-has-no"));
    assert_eq!(told(json!({ "mirror": "never" })), at("0/mirror kind-has-no"));
    let row = json!([{ "name": "r", "label": "a", "right": "b", "item": "1" }]);
    let battery = |mirror| told(json!({ "kind": "differential", "mirror": mirror, "rows": row }));
    assert!(battery("rows").is_empty());
    assert_eq!(battery("battery"), at("1 name-twice"));
    assert_eq!(told(json!({ "role": "offer.known" })), at("0/role role-without-item"));
    assert_eq!(told(json!({ "role": "image.word", "item": "1" })), at("0/role role-kind"));
    assert!(told(json!({ "role": "image.valence", "item": "1" })).is_empty());
    assert!(told(json!({ "role": "return" })).is_empty());
}
