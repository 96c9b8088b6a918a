//! Whatever is done in the editor, in any order, is taken back step by step to the very same bytes, and done again.
//! `EDIT_SEQUENCES` sets how many are tried (4).

use rand::rngs::StdRng;
use rand::seq::IteratorRandom;
use rand::{RngExt, SeedableRng};

use crate::app::TestApp;
use crate::browser::Browser;
use crate::databases::both;
use crate::elements;
use crate::manuscripts::{begin, designer, form, post, undo, with};
use crate::staff::get;

const STEPS: usize = 25;

fn sequences() -> u64 {
    std::env::var("EDIT_SEQUENCES").ok().and_then(|it| it.parse().ok()).unwrap_or(4)
}

/// What somebody may do with a form.
const ACTS: [&str; 12] = [
    "save",
    "save",
    "save",
    "up",
    "down",
    "duplicate",
    "remove",
    "add-question",
    "add-page",
    "add-items",
    "add-item",
    "to-page",
];

/// Does something with some element; tells whether it was done.
fn step(browser: &mut Browser<'_>, base: &str, random: &mut StdRng) -> bool {
    let all = elements(&get(browser, base).html());
    let at = all.iter().choose(random).unwrap();
    let fields = form(&get(browser, &format!("{base}?at={at}")).html(), base);
    let act = ACTS.iter().choose(random).unwrap();
    let is_text = |name: &str| name.contains("|label|") || name.contains("|title|");
    let texts: Vec<&String> =
        fields.iter().map(|(name, _)| name).filter(|name| is_text(name)).collect();
    let mut other = vec![("act".to_owned(), (*act).to_owned())];
    for name in texts.into_iter().sample(random, 2) {
        other.push((name.clone(), format!("Text {}", random.random_range(0..1000))));
    }
    let rename = fields.iter().find(|(name, _)| name.ends_with("|name"));
    if let Some((name, _)) = rename.filter(|_| random.random_bool(0.3)) {
        other.push((name.clone(), format!("name_{}", random.random_range(0..1000))));
    }
    let count = random.random_range(0..4);
    let lines: String = (0..count).map(|it| format!("Zeile {it}\n")).collect();
    other.extend([("items".to_owned(), lines), ("text".to_owned(), format!("Neu {count}"))]);
    let kinds = ["integer", "select_one", "matrix", "text", "note"];
    other.push(("kind".to_owned(), kinds[random.random_range(0..kinds.len())].to_owned()));
    let other: Vec<(&str, &str)> =
        other.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = post(browser, base, &with(fields, &other));
    assert!([303, 422].contains(&answer.status), "{act} at {at}: {}", answer.text());
    answer.status == 303
}

fn bytes(browser: &mut Browser<'_>, base: &str) -> String {
    get(browser, &format!("{base}/file.json")).text()
}

/// Goes on as long as there is something to take back, or to do again.
fn as_far_as(browser: &mut Browser<'_>, base: &str, word: &str, nothing: &str) -> usize {
    let mut count = 0;
    while !get(browser, &format!("{base}?at=questionnaire")).html().contains(nothing) {
        undo(browser, base, word);
        count += 1;
        assert!(count <= STEPS, "there is no end to {word}");
    }
    count
}

both! {
    fn random_sequences_are_taken_back_and_done_again(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let templates = ["template:feedback", "template:trainees", "empty"];
        let mut all = 0;
        for seed in 0..sequences() {
            let mut random = StdRng::seed_from_u64(seed);
            let base = begin(&mut anna, templates[seed as usize % templates.len()]);
            let before = bytes(&mut anna, &base);
            let done = (0..STEPS).filter(|_| step(&mut anna, &base, &mut random)).count();
            let after = bytes(&mut anna, &base);
            // What was saved without a change is no step.
            let back = as_far_as(&mut anna, &base, "undo", "Rückgängig: nichts");
            assert!(back <= done, "seed {seed}: {back} of {done}");
            assert_eq!(bytes(&mut anna, &base), before, "seed {seed}");
            assert_eq!(as_far_as(&mut anna, &base, "redo", "Wiederholen: nichts"), back);
            assert_eq!(bytes(&mut anna, &base), after, "seed {seed}");
            all += back;
        }
        assert!(all > sequences() as usize * STEPS / 2, "too little was done: {all}");
    }
}
