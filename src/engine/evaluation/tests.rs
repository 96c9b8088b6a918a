//! What follows from an edit is what follows from all answers: on real questionnaires, with
//! conditions, filters, cascades, calculations, repeats and early ends.

use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};

use super::*;
use crate::engine::expr::Calendar;
use crate::formats::{FormFiles, Unreadable, json};

const ODD: [&str; 9] = ["", "1", "2", "0", "-8", "17", "x", "1 2", "2019-05-06"];

fn env() -> Env {
    let now = "2026-06-15T10:00[UTC]".parse().unwrap();
    Env { now, calendar: Calendar::default().into(), seed: 7 }
}

/// The questionnaires of the source tree, also those that the program does not carry.
struct SourceTree;

impl FormFiles for SourceTree {
    fn read(&self, path: &str) -> Result<Vec<u8>, Unreadable> {
        let path = format!("{}/questionnaires/{path}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read(path).map_err(|_| Unreadable::Absent)
    }
}

/// A few answers more, less or other.
fn edit(questionnaire: &Questionnaire, answers: &Answers, random: &mut StdRng) -> Answers {
    let mut answers = answers.clone();
    for _ in 0..random.random_range(1..4) {
        let slot = questionnaire.slots.choose(random).unwrap();
        let question = &questionnaire.questions[slot.question];
        let offered = questionnaire.choices(question).choose(random);
        let value = match offered.filter(|_| random.random_bool(0.8)) {
            Some(choice) => choice.value.clone(),
            None => (*ODD.choose(random).unwrap()).to_owned(),
        };
        let instance = random.random_range(1..4);
        let key = match question.repeat {
            Some(_) => format!("{}[{instance}]", slot.name),
            None => slot.name.clone(),
        };
        answers.set(&key, value);
    }
    answers
}

/// Forty calculations that each double a text, and many that each make a long one.
#[test]
fn calculations_fill_no_memory() {
    let calculation = |name: String, what: String| serde_json::json!({"kind": "calculate", "name": name, "calculation": what});
    let doubled = (1..=40)
        .map(|n| calculation(format!("d{n}"), format!("concat(${{d{}}}, ${{d{}}})", n - 1, n - 1)));
    let wide = (0..2000).map(|n| calculation(format!("w{n}"), "concat(${d15}, ${d15})".to_owned()));
    let first = calculation("d0".to_owned(), "'x'".to_owned());
    let questions: Vec<_> = std::iter::once(first).chain(doubled).chain(wide).collect();
    let document = serde_json::json!({
        "name": "bomb", "version": "1", "languages": ["en"], "title": "Bomb",
        "publisher": {"name": "A", "contact": "A", "phone": "1", "email": "a@b.example",
            "imprint": "A", "privacy": "A"},
        "welcome": {"title": "A", "lead": "A", "facts": []}, "thanks": {"title": "A", "text": "A"},
        "sections": [{"name": "all", "title": "A"}],
        "pages": [{"name": "one", "section": "all", "title": "A", "questions": questions}],
    });
    let questionnaire = json::load(document.to_string().as_bytes(), &SourceTree).sound().unwrap();
    let (answers, env) = (Answers::default(), env());
    let evaluation = whole(&questionnaire, &answers, &env);
    let value = |name: &str| evaluation.values[questionnaire.find_slot(name).unwrap()].len();
    assert_eq!((value("d15"), value("d16"), value("d17")), (1 << 15, 1 << 16, 0));
    assert_eq!(value("w0"), 1 << 16);
    let all: usize = evaluation.values.iter().map(|value| value.len()).sum();
    assert!(all < 100_000_000, "{all}");
}

fn whole<'a>(
    questionnaire: &'a Questionnaire,
    answers: &'a Answers,
    env: &'a Env,
) -> Evaluation<'a, 'a> {
    Evaluation::of(questionnaire, answers, &Draft::default(), env)
}

#[track_caller]
fn are_same(one: &Evaluation<'_, '_>, other: &Evaluation<'_, '_>, answers: &Answers) {
    assert_eq!(one.values, other.values, "{answers:?}");
    assert_eq!(one.asked, other.asked, "{answers:?}");
    assert_eq!(one.questions, other.questions, "{answers:?}");
    assert_eq!((&one.parts, &one.pages, &one.ends), (&other.parts, &other.pages, &other.ends));
    assert_eq!(one.stored, other.stored);
}

#[test]
fn what_follows_an_edit_is_what_follows_in_all() {
    let env = env();
    let mut moved = 0;
    for name in ["wesermarsch", "feedback", "school-leavers", "biography"] {
        let checked = json::load(&SourceTree.read(&format!("{name}.json")).unwrap(), &SourceTree);
        let questionnaire = checked.sound().unwrap();
        let mut random = StdRng::seed_from_u64(20_261_128);
        let mut first = Answers::default();
        for _ in 0..700 {
            let second = edit(&questionnaire, &first, &mut random);
            let third = edit(&questionnaire, &second, &mut random);
            let before = whole(&questionnaire, &first, &env);
            let after = before.follow(&second);
            are_same(&after, &whole(&questionnaire, &second, &env), &second);
            are_same(&after.follow(&third), &whole(&questionnaire, &third, &env), &third);
            moved += usize::from(before.route() != after.route());
            first = third;
        }
    }
    assert!(moved > 100, "the edits change the route: {moved}");
}
