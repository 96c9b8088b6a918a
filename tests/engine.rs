//! Properties of the engine on both questionnaires: whatever is sent, nothing panics, the interview
//! ends, and what is submitted was asked and offered.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy takes only functions marked as tests for tests"
)]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use zugvogel::app::builtin::{Builtin, find_questionnaire};
use zugvogel::clock::Clock;
use zugvogel::engine::Holds;
use zugvogel::engine::codebook::missing;
use zugvogel::engine::expr::Env;
use zugvogel::engine::interview::{Accepted, Destination, Outcome};
use zugvogel::engine::model::KindName;
use zugvogel::engine::{Codebook, Draft, Form, Interview, Questionnaire, Record, Response, TABLES};
use zugvogel::formats::json;
use zugvogel::i18n::Locale;

static WESERMARSCH: LazyLock<Questionnaire> = LazyLock::new(|| built_in("wesermarsch"));
static FEEDBACK: LazyLock<Questionnaire> = LazyLock::new(|| built_in("feedback"));
static ENV: LazyLock<Env> = LazyLock::new(|| {
    let clock = Clock::Fixed("2026-06-15T10:00:00Z".parse().unwrap());
    zugvogel::app::env(&clock, Locale::fallback())
});

fn built_in(name: &str) -> Questionnaire {
    let checked = json::load(find_questionnaire(name).unwrap(), &Builtin);
    assert!(checked.problems.is_empty(), "{name}: {:?}", checked.problems);
    checked.sound().unwrap()
}

/// What nobody should send.
const HOSTILE: [&str; 22] = [
    "",
    " ",
    "-1",
    "-8",
    "-9",
    "-99",
    "0",
    "1",
    "01",
    "1 2",
    "99999999999999999999",
    "1e308",
    "NaN",
    "1,5",
    "１",
    "é\u{301}",
    "\u{202e}x",
    "' or '",
    "${mv_dir}",
    "]]>",
    "a\r\nb",
    "\u{10ffff}",
];

/// Any fields, of this page or not, with any values.
fn any_form(questionnaire: &Questionnaire, random: &mut StdRng) -> Form {
    let mut form = Form::default();
    for _ in 0..random.random_range(0..12) {
        let slot = questionnaire.slots().choose(random).unwrap();
        let question = &questionnaire.questions()[slot.question];
        let name = match random.random_range(0..8) {
            0 => format!("{}.missing", question.definition.name),
            1 => format!("{}.q", question.definition.name),
            2 => "_shown".to_owned(),
            _ => slot.name.clone(),
        };
        let offered = questionnaire.choices(question).choose(random).map(|c| c.value.as_str());
        let hostile = HOSTILE.choose(random).copied().unwrap();
        let value = if random.random_bool(0.5) { offered.unwrap_or(hostile) } else { hostile };
        form.push(
            name,
            if random.random_bool(0.02) { value.repeat(3000) } else { value.to_owned() },
        );
    }
    form
}

/// What a person could send from a page: for each of its questions something it offers, or nothing.
fn likely_form(
    questionnaire: &Questionnaire,
    draft: &Draft,
    page: usize,
    random: &mut StdRng,
) -> Form {
    let interview = Interview::new(questionnaire, draft, &ENV);
    let evaluation = interview.evaluation();
    let mut form = Form::default();
    for (index, slot) in questionnaire.slots().iter().enumerate() {
        let question = &questionnaire.questions()[slot.question];
        let definition = &question.definition;
        let is_here = question.page == page && evaluation.is_asked(index) && question.is_visible();
        if !is_here || (definition.required.is_never() && random.random_bool(0.2)) {
            continue;
        }
        let offered = evaluation.top().offered(question);
        match slot.holds {
            Holds::Choice if !definition.missing.is_empty() && random.random_bool(0.1) => {
                form.push(&slot.name, definition.missing.choose(random).unwrap().to_string());
            }
            Holds::Choice => {
                if let Some(choice) = offered.choose(random) {
                    form.push(&slot.name, &choice.value);
                }
            }
            Holds::Choices => {
                for choice in offered.iter().filter(|choice| !choice.exclusive) {
                    if random.random_bool(0.4) {
                        form.push(&slot.name, &choice.value);
                    }
                }
            }
            Holds::Ranking => {
                for (choice, place) in offered.iter().zip(1..) {
                    form.push(format!("{}.{}", slot.name, choice.value), i32::to_string(&place));
                }
            }
            Holds::Integer | Holds::Decimal => {
                let number = match definition.kind {
                    KindName::DateParts if slot.part == Some(0) => random.random_range(2020..2028),
                    _ if slot.name == "birth_y" => random.random_range(1915..2010),
                    _ => random.random_range(0..14),
                };
                form.push(&slot.name, number.to_string());
            }
            Holds::Text => form.push(&slot.name, "Ein Satz, wie ihn Leute schreiben"),
        }
    }
    form
}

/// Answers page after page, now and then goes back to change something, until nothing is open.
fn interview(questionnaire: &Questionnaire, seed: u64) -> (Draft, Destination) {
    let mut random = StdRng::seed_from_u64(seed);
    let mut draft = Interview::begin(questionnaire, random.random(), "de", &ENV);
    let resume = |draft: &Draft| Interview::new(questionnaire, draft, &ENV).resume();
    assert_eq!(resume(&draft), Destination::Page(0), "a fresh draft has a way to go");
    for _ in 0..questionnaire.pages().len() * 12 {
        let Destination::Page(open) = resume(&draft) else {
            return (draft.clone(), resume(&draft));
        };
        let mut page = open;
        if random.random_bool(0.1) {
            let interview = Interview::new(questionnaire, &draft, &ENV);
            page = *interview.evaluation().route().choose(&mut random).unwrap();
            if interview.elsewhere(page).is_some() {
                page = open;
            }
        }
        let form = likely_form(questionnaire, &draft, page, &mut random);
        match Interview::new(questionnaire, &draft, &ENV).accept(page, &form) {
            Outcome::Accepted(accepted) => {
                let name = &questionnaire.pages()[page].name;
                draft = accepted.draft;
                assert!(
                    accepted.again || draft.seen.contains(name.as_str()),
                    "{name} is done with"
                );
            }
            Outcome::Rejected(complaints) => assert!(!complaints.is_empty()),
            other => panic!("{other:?} to what was offered"),
        }
        let route = Interview::new(questionnaire, &draft, &ENV).evaluation().route();
        assert!(route.windows(2).all(|pair| pair[0] < pair[1]), "no page twice: {route:?}");
    }
    panic!("the interview does not end: {draft:?}");
}

/// Every slot was asked, every value was offered, every cell is in the codebook.
fn is_sound(questionnaire: &Questionnaire, draft: &Draft, response: &Response) {
    let interview = Interview::new(questionnaire, draft, &ENV);
    let evaluation = interview.evaluation();
    for (name, value) in &response.answers {
        let index = questionnaire.find_slot(name).unwrap();
        let slot = &questionnaire.slots()[index];
        let question = &questionnaire.questions()[slot.question];
        assert!(evaluation.is_asked(index), "{name} was not asked");
        if let Some(code) = missing::code_of(value) {
            assert!(code == -9 || question.definition.missing.contains(&code), "{name}: {code}");
        }
        if missing::is_missing(value) || question.definition.kind == KindName::Calculate {
            continue;
        }
        let offered = evaluation.top().offered(question);
        let offered: BTreeSet<&str> = offered.iter().map(|choice| choice.value.as_str()).collect();
        match slot.holds {
            Holds::Choice => assert!(offered.contains(value.as_str()), "{name} = {value}"),
            Holds::Choices => {
                assert!(value.split(' ').all(|one| offered.contains(one)), "{name} = {value}");
            }
            Holds::Ranking => assert_eq!(value.split(' ').count(), offered.len(), "{name}"),
            Holds::Integer | Holds::Decimal => assert!(value.parse::<f64>().is_ok(), "{name}"),
            Holds::Text => assert!(!value.is_empty(), "{name}"),
        }
    }
    let document = serde_json::to_string(response).unwrap();
    let record = Record::read(questionnaire, &document).unwrap();
    for variable in &Codebook::new(questionnaire).variables {
        let cell = variable.cell(&record, "hash");
        let is_free = variable.name == "last_page" || variable.name == "disp";
        assert!(is_free || variable.admits(&cell), "{} = {cell:?}", variable.name);
    }
}

/// Sending a page as it is shown changes nothing, unless something earlier has taken a choice away.
fn is_stable(questionnaire: &Questionnaire, draft: &Draft) {
    let interview = Interview::new(questionnaire, draft, &ENV);
    let evaluation = interview.evaluation();
    for page in evaluation.route() {
        let is_stale = |index: usize| {
            let slot = &questionnaire.slots()[index];
            let stored = draft.answers.value(&slot.name);
            questionnaire.questions()[slot.question].page == page
                && slot.holds != Holds::Text
                && !stored.is_empty()
                && !missing::is_missing(stored)
                && evaluation.top().slot_value(index) != stored
        };
        if (0..questionnaire.slots().len()).any(is_stale) {
            continue;
        }
        let form = interview.form(page);
        let outcome = interview.accept(page, &form);
        let is_accepted = matches!(outcome, Outcome::Accepted(Accepted { again: false, .. }));
        assert!(is_accepted, "{page}: {form:?} gave {outcome:?}");
        assert_eq!(outcome.into_draft().unwrap().answers, draft.answers, "page {page}");
    }
}

fn walks(questionnaire: &Questionnaire, seed: u64) {
    let (draft, destination) = interview(questionnaire, seed);
    let response = Interview::new(questionnaire, &draft, &ENV).response();
    if let Destination::End(end) = destination
        && !questionnaire.ends()[end].definition.keep
    {
        assert!(response.is_err(), "what must not be kept");
        return;
    }
    is_sound(questionnaire, &draft, &response.unwrap());
    is_stable(questionnaire, &draft);
}

/// Any fields on any page of any draft: an answer, never a panic, and a page to show for it.
fn survives(questionnaire: &Questionnaire, seed: u64) {
    let mut random = StdRng::seed_from_u64(seed);
    let mut draft = Interview::begin(questionnaire, random.random(), "de", &ENV);
    for _ in 0..random.random_range(0..30) {
        let slot = questionnaire.slots().choose(&mut random).unwrap();
        let value = HOSTILE.choose(&mut random).unwrap();
        draft.answers.set(&slot.name, value);
    }
    for page in 0..questionnaire.pages().len() {
        let form = any_form(questionnaire, &mut random);
        let interview = Interview::new(questionnaire, &draft, &ENV);
        let look = interview.look_and_judge(page, &form);
        let outcome = interview.accept(page, &form);
        let seen = Draft { language: "en".to_owned(), ..look.draft };
        let seen = Interview::new(questionnaire, &seen, &ENV);
        let shown = seen.page_with(page, &form, &look.complaints);
        assert_eq!(shown.name, questionnaire.pages()[page].name);
        draft = outcome.into_draft().unwrap_or(draft);
        let _ = Interview::new(questionnaire, &draft, &ENV).response();
    }
}

/// The same cases on every run.
fn cases(cases: u32) -> ProptestConfig {
    let rng_seed = RngSeed::Fixed(20_261_122);
    ProptestConfig { cases, rng_seed, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn the_large_interview_ends_and_is_sound(seed: u64) {
        walks(&WESERMARSCH, seed);
    }

    #[test]
    fn nothing_sent_to_the_large_one_panics(seed: u64) {
        survives(&WESERMARSCH, seed);
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn the_small_interview_ends_and_is_sound(seed: u64) {
        walks(&FEEDBACK, seed);
    }

    #[test]
    fn nothing_sent_to_the_small_one_panics(seed: u64) {
        survives(&FEEDBACK, seed);
    }
}

/// `zugvogel schema > docs/questionnaire.schema.json` keeps it so.
#[test]
fn the_schema_is_current() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/questionnaire.schema.json");
    let english = Locale::find("en").unwrap();
    let schema = json::schema(|key| english.text(key).into_owned()).unwrap();
    assert_eq!(std::fs::read_to_string(file).unwrap(), schema);
}

/// Every property is explained in German and English, and nothing else is.
#[test]
fn every_property_is_explained() {
    let known: BTreeSet<String> = TABLES
        .iter()
        .flat_map(|table| table.properties.iter().map(|property| table.help(property)))
        .collect();
    for language in ["de", "en"] {
        let file =
            format!("{}/templates/i18n/properties/{language}.ftl", env!("CARGO_MANIFEST_DIR"));
        let texts = std::fs::read_to_string(file).unwrap();
        let texts = texts.lines().filter_map(|line| line.split_once(" = "));
        let explained: BTreeSet<String> = texts.map(|(key, _)| key.to_owned()).collect();
        assert_eq!(explained, known, "{language}");
    }
}
