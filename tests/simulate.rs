//! Synthetic residents walk the real questionnaires. Without optimisation a walk takes some fifty
//! milliseconds, so debug builds send fewer of them.
#![expect(clippy::unwrap_used, clippy::panic, reason = "in a test, a panic is the report")]

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use zugvogel::app::builtin::{self, Builtin};
use zugvogel::app::simulate::{Profile, Walked, simulate};
use zugvogel::engine::codebook::missing::posted;
use zugvogel::engine::expr::{Calendar, Env};
use zugvogel::engine::{Codebook, Questionnaire, Record, Response};
use zugvogel::error::Error;
use zugvogel::formats::json;

const RESIDENTS: usize = if cfg!(debug_assertions) { 200 } else { 1220 };

fn read(name: &str) -> &'static [u8] {
    builtin::find(name).unwrap()
}

#[track_caller]
fn questionnaire(bytes: &[u8]) -> Questionnaire {
    let checked = json::load(bytes, &Builtin);
    checked.sound().unwrap_or_else(|problems| panic!("{problems:#?}"))
}

#[track_caller]
fn profile(bytes: &[u8], questionnaire: &Questionnaire) -> Profile {
    Profile::load(bytes, questionnaire).unwrap_or_else(|problems| {
        panic!("{}", problems.iter().map(|p| p.to_string() + "\n").collect::<String>())
    })
}

fn walk(
    questionnaire: &Questionnaire,
    profile: &Profile,
    n: usize,
    seed: u64,
) -> Result<Vec<Walked>, Error> {
    let calendar = Calendar::from_words(
        "Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez",
        "So Mo Di Mi Do Fr Sa",
    );
    let now = jiff::Timestamp::from_second(1_700_000_000).unwrap();
    let now = now.to_zoned(jiff::tz::TimeZone::UTC);
    let env = Env { now, calendar: Arc::new(calendar.unwrap()), seed: 0 };
    simulate(questionnaire, profile, n, seed, &env).collect()
}

#[track_caller]
fn walked(questionnaire: &Questionnaire, profile: &Profile, n: usize, seed: u64) -> Vec<Walked> {
    walk(questionnaire, profile, n, seed).unwrap_or_else(|error| panic!("{}", in_full(&error)))
}

fn in_full(error: &Error) -> String {
    let cause = std::error::Error::source(error).map(ToString::to_string);
    format!("{error}: {}", cause.unwrap_or_default())
}

fn submitted(walked: &[Walked]) -> Vec<&Response> {
    let mut responses = Vec::new();
    for one in walked {
        if let Walked::Submitted(response) = one {
            responses.push(response);
        }
    }
    responses
}

static WESERMARSCH: LazyLock<(Questionnaire, Profile)> = LazyLock::new(|| {
    let questionnaire = questionnaire(read("wesermarsch.json"));
    let profile = profile(read("wesermarsch.simulation.json"), &questionnaire);
    (questionnaire, profile)
});

static WALKED: LazyLock<Vec<Walked>> =
    LazyLock::new(|| walked(&WESERMARSCH.0, &WESERMARSCH.1, RESIDENTS, 1));

#[test]
fn the_same_seed_gives_the_same_residents() {
    let (questionnaire, profile) = &*WESERMARSCH;
    let again = walked(questionnaire, profile, 12, 1);
    assert_eq!(again[..], WALKED[..again.len()], "fewer residents are the first of more");
    assert_ne!(again, walked(questionnaire, profile, 12, 2));
}

#[test]
fn exactly_as_many_as_asked_for_submit_and_some_do_not() {
    assert_eq!(submitted(&WALKED).len(), RESIDENTS);
    let broken_off = WALKED.iter().filter(|one| matches!(one, Walked::BrokenOff(_))).count();
    let discarded = WALKED.iter().filter(|one| **one == Walked::Discarded).count();
    assert!((RESIDENTS / 50..RESIDENTS / 4).contains(&broken_off), "{broken_off}");
    assert!((1..RESIDENTS / 8).contains(&discarded), "{discarded}");
    let mut partial = submitted(&WALKED);
    partial.retain(|response| response.disposition == "1.2");
    assert!((1..RESIDENTS / 5).contains(&partial.len()), "{}", partial.len());
}

#[test]
fn every_value_is_in_the_codebook() {
    let codebook = Codebook::new(&WESERMARSCH.0);
    for response in submitted(&WALKED) {
        let document = serde_json::to_string(response).unwrap();
        let record = Record::read(&WESERMARSCH.0, &document).unwrap();
        for variable in &codebook.variables {
            let cell = variable.cell(&record, "1");
            assert!(variable.admits(&cell), "{} = {cell}", variable.name);
        }
    }
}

#[test]
fn no_text_is_a_placeholder() {
    for response in submitted(&WALKED) {
        for (name, value) in &response.answers {
            assert!(!value.contains("lorem"), "give `{name}` texts in the profile");
        }
    }
}

fn counted<'r>(responses: &[&'r Response], name: &str) -> BTreeMap<&'r str, usize> {
    let mut count = BTreeMap::new();
    for response in responses {
        let value = response.answers.get(name).map_or("", |value| posted(value));
        *count.entry(value).or_default() += 1;
    }
    count
}

/// A number somebody gave.
fn number(response: &Response, name: &str) -> Option<i32> {
    response.answers.get(name).and_then(|v| v.parse::<i32>().ok()).filter(|v| *v >= 0)
}

/// Who moved in this direction: 1 to the county, 2 away from it.
fn movers(direction: &str) -> Vec<&'static Response> {
    let is = |r: &&Response| r.answers.get("mv_ref").is_some_and(|v| v == direction);
    submitted(&WALKED).into_iter().filter(is).collect()
}

/// The values from the most frequent one.
fn ranked<'r>(count: &BTreeMap<&'r str, usize>) -> Vec<&'r str> {
    let mut values: Vec<&str> =
        count.keys().copied().filter(|v| !v.is_empty() && !v.starts_with('-')).collect();
    values.sort_by_key(|value| std::cmp::Reverse(count[value]));
    values
}

/// What the press wrote of the study is what an analyst finds: they leave for a course of studies first
/// and for a job second, and most of them for Oldenburg.
#[test]
fn leavers_go_to_study_and_to_oldenburg() {
    let left = movers("2");
    assert!((RESIDENTS / 4..RESIDENTS / 2).contains(&left.len()), "{}", left.len());

    let decided = counted(&left, "rs_main");
    assert_eq!(ranked(&decided)[..2], ["101", "201"], "{decided:?}");
    let mut ticked = BTreeMap::new();
    for response in &left {
        let areas = (1..=11).filter_map(|area| response.answers.get(&format!("rs_{area:02}")));
        for reason in areas.flat_map(|ticks| ticks.split(' ')) {
            *ticked.entry(reason).or_default() += 1;
        }
    }
    assert_eq!(ranked(&ticked)[0], "101", "{ticked:?}");

    let places = counted(&left, "dst_ags");
    assert!(places["03403"] * 100 > left.len() * 52, "a clear majority: {places:?}");
}

/// The county loses the young and gains people between thirty and fifty; women answer more often.
#[test]
fn the_young_leave_and_those_in_their_thirties_come() {
    let of_age = |movers: &[&Response], from: i32, to: i32| {
        let is = |r: &&&Response| number(r, "age_mv").is_some_and(|age| (from..=to).contains(&age));
        movers.iter().filter(is).count()
    };
    let (came, left) = (movers("1"), movers("2"));
    let (young_in, young_out) = (of_age(&came, 18, 25), of_age(&left, 18, 25));
    assert!(young_out * 10 > young_in * 13, "{young_in} came, {young_out} left");
    let (old_in, old_out) = (of_age(&came, 30, 50), of_age(&left, 30, 50));
    assert!(old_in * 10 > old_out * 13, "{old_in} came, {old_out} left");
    for movers in [came, left] {
        let women = counted(&movers, "gender")["1"];
        assert!(women * 2 > movers.len(), "{women} of {}", movers.len());
    }
}

#[test]
fn few_know_what_there_is_for_the_young() {
    let all = submitted(&WALKED);
    // Important, but not known: large for buses and for young people's places, small for clubs.
    let unknown = |area: &str| {
        let value = |r: &Response, stem: &str| -> i32 {
            r.answers.get(&format!("{stem}_{area}")).map_or(-9, |v| posted(v).parse().unwrap())
        };
        let important = all.iter().filter(|r| value(r, "of_imp") >= 4 && value(r, "of_know") > 0);
        let known: Vec<i32> = important.map(|r| value(r, "of_know")).collect();
        known.iter().filter(|known| **known <= 2).count() as f64 / known.len() as f64
    };
    assert!(unknown("10") > unknown("08") + 0.3, "{} {}", unknown("10"), unknown("08"));
    assert!(unknown("04") > unknown("17") + 0.3, "{} {}", unknown("04"), unknown("17"));
}

#[test]
fn a_person_does_not_contradict_herself() {
    for response in submitted(&WALKED) {
        let number = |name: &str| number(response, name);
        let about = format!("{:?}", response.answers);
        if let (Some(year), Some(born)) = (number("mv_year"), number("birth_y")) {
            assert!((16..=100).contains(&(year - born)), "{about}");
            let is_retired = number("act_mv") == Some(12) || number("rs_main") == Some(208);
            assert!(!is_retired || year - born >= 50, "{about}");
        }
        if let (Some(born), Some(12)) = (number("birth_y"), number("act_now")) {
            assert!(2026 - born >= 50, "{about}");
        }
        if let (Some(born), Some(years)) = (number("birth_y"), number("lk_years")) {
            assert!(years <= 2026 - born, "{about}");
        }
        if number("mv_with") == Some(1) {
            assert_eq!(number("kid_mv"), None, "{about}");
            // Who moves in with a partner does not live alone.
            let family = response.answers.get("rs_03").map_or("", String::as_str);
            assert!(!family.split(' ').any(|why| why == "302" || why == "303"), "{about}");
        }
    }
}

#[test]
fn a_questionnaire_without_a_profile_can_be_walked() {
    let feedback = questionnaire(read("feedback.json"));
    let all = walked(&feedback, &Profile::default(), 200, 3);
    let all = submitted(&all);
    assert_eq!(counted(&all, "often").len(), 4, "every choice is picked by somebody");
    assert!(counted(&all, "hours_morning").contains_key("-8"), "and some missing codes");
    assert!(counted(&all, "hours_morning").contains_key("-9"), "and some questions left empty");
    assert_eq!(all.iter().filter(|r| r.language == "en").count() / 50, 1, "both languages");
}

/// People who make a mistake on every page, go back, and skip: the walk fails when the engine
/// does not complain or does not take the corrected form.
#[test]
fn mistakes_are_complained_about_and_corrected() {
    let habits = br#"{ "habits": { "slip": 1, "back": 1, "skip": 0.2, "missing": 0.2 } }"#;
    let feedback = questionnaire(read("feedback.json"));
    let clumsy = profile(habits, &feedback);
    assert_eq!(submitted(&walked(&feedback, &clumsy, 100, 4)).len(), 100);
    let clumsy = profile(habits, &WESERMARSCH.0);
    assert_eq!(submitted(&walked(&WESERMARSCH.0, &clumsy, 10, 4)).len(), 10);
}

#[test]
fn a_refused_answer_is_an_error_that_names_the_question() {
    let feedback = questionnaire(read("feedback.json"));
    let source = br#"{ "answers": { "minutes": [{ "value": "'often'" }] } }"#;
    let wrong = profile(source, &feedback);
    let error = in_full(&walk(&feedback, &wrong, 20, 1).unwrap_err());
    assert!(error.contains("page `zweck`, question `minutes`"), "{error}");
    assert!(error.contains("NotANumber"), "{error}");
}

#[test]
fn a_condition_nobody_can_meet_is_left_empty() {
    let source = std::str::from_utf8(read("feedback.json")).unwrap();
    let hard = source.replace("\"max\": 600,", "\"max\": 600, \"constraint\": \". > 1000\",");
    assert_ne!(source, hard);
    let feedback = questionnaire(hard.as_bytes());
    let all = walked(&feedback, &Profile::default(), 50, 5);
    let minutes = counted(&submitted(&all), "minutes");
    assert!(
        minutes["-9"] > 25 && !minutes.keys().any(|v| v.starts_with(char::is_numeric)),
        "{minutes:?}"
    );
}

#[test]
fn an_interview_nobody_submits_ends_with_a_hint() {
    let feedback = questionnaire(read("feedback.json"));
    let never = profile(br#"{ "habits": { "break_off": 1 } }"#, &feedback);
    let error = in_full(&walk(&feedback, &never, 1, 1).unwrap_err());
    assert!(error.contains("break-offs rarer"), "{error}");
    assert!(walk(&feedback, &never, 0, 1).unwrap().is_empty(), "nobody asked, nobody walks");
}

#[test]
fn a_profile_that_does_not_fit_says_where() {
    let feedback = questionnaire(read("feedback.json"));
    #[track_caller]
    fn check(questionnaire: &Questionnaire, source: &str, place: &str, message: &str) {
        let problems = Profile::load(source.as_bytes(), questionnaire).unwrap_err();
        let fits = problems.iter().any(|p| p.path == place && p.what.to_string().contains(message));
        assert!(fits, "{problems:#?}");
    }
    let check = |source, place, message| check(&feedback, source, place, message);
    check(r#"{ "answer": {} }"#, "/answer", "unknown field");
    check(r#"{ "answers": { "offen": [] } }"#, "/answers/offen", "no variable `offen`");
    let weights = r#"{ "answers": { "often": [{ "weights": { "1": 1, "9": 1 } }] } }"#;
    check(weights, "/answers/often/0", "no choice or missing code `9`");
    let negative = r#"{ "answers": { "often": [{ "weights": { "1": -1 } }] } }"#;
    check(negative, "/answers/often/0", "negative");
    let syntax = r#"{ "answers": { "often": [{ "value": "1 +" }] } }"#;
    check(syntax, "/answers/often/0/value", "`1 +`: 1:");
    let unknown = r#"{ "answers": { "often": [{ "value": "${mood}" }] } }"#;
    check(unknown, "/answers/often/0", "nothing is known of `mood`");
    let early = r#"{ "persona": [{ "name": "mood", "cases": [{ "value": "${often}" }] }] }"#;
    check(early, "/persona/0/cases/0", "nothing is known of `often`");
    let taken = r#"{ "persona": [{ "name": "often", "cases": [{ "value": "1" }] }] }"#;
    check(taken, "/persona/0", "name of a variable");
    check(r#"{ "answers": { "often": [{}] } }"#, "/answers/often/0", "not clear");
    let ticks = r#"{ "answers": { "often": [{ "ticks": { "1": 0.5 } }] } }"#;
    check(ticks, "/answers/often/0", "multiple choice");
    let dead = r#"{ "answers": { "often": [{ "value": "1" }, { "value": "2" }] } }"#;
    check(dead, "/answers/often/0", "never reached");
    check(r#"{ "break_off": { "ende": 0.1 } }"#, "/break_off/ende", "no page `ende`");
    check(r#"{ "habits": { "slip": 2 } }"#, "/habits/slip", "no probability");
    check(r#"{ "language": [{ "weights": { "fr": 1 } }] }"#, "/language/0", "not written in `fr`");
}

/// Residents come one after another: whoever finds her quota full is not counted any more.
#[test]
fn simulated_residents_find_full_quotas_full() {
    let quota = |name: &str, when: &str, max: u32| serde_json::json!({ "name": name, "when": when, "max": max, "title": "Full", "text": "Thanks" });
    let choices =
        serde_json::json!([{ "value": "in", "label": "in" }, { "value": "out", "label": "out" }]);
    let document = serde_json::json!({
        "name": "q", "version": "1", "languages": ["en"], "title": "Q",
        "lists": { "l": choices },
        "pages": [
            { "name": "side", "questions": [{ "kind": "select_one", "name": "side", "label": "?", "choices": "l", "required": true }] },
            { "name": "why", "questions": [{ "kind": "text", "name": "why", "label": "?" }] },
        ],
        "quotas": [quota("in", "${side} = 'in'", 3)],
    });
    let questionnaire = questionnaire(document.to_string().as_bytes());
    let walked = walked(&questionnaire, &Profile::default(), 20, 1);
    let responses = submitted(&walked);
    let with = |side: &str| responses.iter().filter(|it| it.answers["side"] == side).count();
    assert_eq!((with("in"), with("out")), (3, 17));
    assert!(walked.iter().any(|it| matches!(it, Walked::Discarded)));
}
