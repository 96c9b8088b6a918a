//! Quotas: what becomes of an interview that began when enough had answered already.

use serde_json::{Value, json};
use zugvogel::engine::interview::Unready;
use zugvogel::engine::{Answers, Interview};
use zugvogel::formats::json as questionnaire_file;

use super::scenario::{NoFiles, Scenario};
use super::{integer, text, with};

fn quota(name: &str, when: &str, then: Value) -> Value {
    with(json!({ "name": name, "when": when, "max": 100 }), then)
}

fn ends() -> Value {
    json!({ "title": "Thank you", "text": "Enough people like you have answered." })
}

/// Age, side, a module of two pages, and a last question.
fn document(quotas: Value) -> Value {
    json!({
        "sections": [{ "name": "you", "title": "You" }, { "name": "sports", "title": "Sports" }],
        "pages": [
            { "name": "begin", "section": "you", "questions": [integer("age"),
                { "kind": "calculate", "name": "young", "calculation": "if(${age} <= 25, 1, 0)" }] },
            { "name": "side", "questions": [text("side")] },
            { "name": "module", "section": "sports", "pages": [
                { "name": "club", "questions": [text("club")] },
                { "name": "gym", "questions": [with(text("gym"), json!({ "relevant": "${club} != ''" }))] } ] },
            { "name": "end", "section": "you", "questions": [text("last")] }
        ],
        "quotas": quotas
    })
}

fn with_full(quotas: Value, full: &[&str]) -> Scenario {
    let mut scenario = Scenario::of(document(quotas));
    scenario.draft.full = full.iter().map(|name| (*name).into()).collect();
    scenario
}

const YOUNG_LEFT: &str = "${side} = 'left' and ${young} = 1";

#[test]
fn who_comes_when_it_is_full_is_led_to_its_end_once_that_is_decided() {
    let quotas = json!([quota("young_left", YOUNG_LEFT, ends())]);
    let mut s = with_full(quotas.clone(), &["young_left"]);
    s.answer("age", "20").next_is("side").answer("side", "left").next_is("young_left");
    s.submits_not_yet();
    // Whoever corrects an answer is in another cell.
    s.answer("side", "right").next_is("club").answer("age", "30").answer("side", "left");
    s.next_is("club");
    // Nobody knows of a quota that was not full when she began.
    with_full(quotas, &[]).answer("age", "20").answer("side", "left").next_is("club");
}

#[test]
fn nothing_takes_effect_before_the_last_page_that_is_looked_at() {
    // What is not answered yet is not `left`; still she is asked.
    let quotas = json!([quota("others", "${side} != 'left'", ends())]);
    let mut s = with_full(quotas.clone(), &["others"]);
    s.next_is("age").answer("age", "20").next_is("side");
    s.answer("side", "left").next_is("club");
    with_full(quotas, &["others"]).answer("age", "20").answer("side", "").next_is("others");
    // A quota of everybody: decided after the first page.
    let mut s = with_full(json!([quota("all", "true()", ends())]), &["all"]);
    s.next_is("age").answer("age", "20").next_is("all");
}

#[test]
fn a_full_module_is_left_out_and_its_variables_were_not_asked() {
    for target in ["module", "sports"] {
        let quotas = json!([quota("players", "${young} = 1", json!({ "skip": [target] }))]);
        let mut s = with_full(quotas.clone(), &["players"]);
        s.answer("age", "20").answer("side", "left").next_is("last").answer("last", "x");
        s.next_is("review").exports("club", "-2").exports("gym", "-2").exports("last", "x");
        assert_eq!(counted(&s), [""; 0], "she was not asked what the quota is about");
        let mut s = with_full(quotas, &[]);
        s.answer("age", "20").answer("side", "left").answer("club", "").answer("last", "x");
        s.next_is("review").exports("club", "-9").exports("gym", "-2");
        assert_eq!(counted(&s), ["players"]);
    }
}

#[test]
fn several_cells_are_met_one_after_the_other() {
    let quotas = json!([
        quota("left", "${side} = 'left'", ends()),
        quota("young", "${young} = 1", json!({ "skip": ["side", "gym"] })),
        quota("sporty", "${club} != ''", json!({ "skip": ["gym"] }))
    ]);
    let mut s = with_full(quotas.clone(), &["left", "young"]);
    // Without the page of sides nobody is on the left.
    s.answer("age", "20").next_is("club").answer("club", "x").next_is("last");
    s.answer("last", "").next_is("review");
    assert_eq!(counted(&s), [""; 0]);
    let mut s = with_full(quotas, &[]);
    s.answer("age", "20").answer("side", "left").answer("club", "x").answer("gym", "y");
    s.answer("last", "z").next_is("review");
    assert_eq!(counted(&s), ["left", "young", "sporty"]);
}

#[test]
fn who_ended_early_counts_nowhere() {
    let mut whole = document(json!([quota("young", "${young} = 1", ends())]));
    whole["ends"] = json!([{ "name": "lost", "after": "side", "when": "${side} = 'lost'",
        "title": "?", "text": "?", "keep": true, "disposition": "4.10" }]);
    let mut s = Scenario::of(whole);
    s.answer("age", "20").answer("side", "lost").next_is("lost");
    assert_eq!(counted(&s), [""; 0]);
    s.answer("side", "left").answer("club", "").answer("last", "x");
    assert_eq!(counted(&s), ["young"]);
}

fn counted(s: &Scenario) -> Vec<String> {
    s.response().unwrap().quotas
}

/// Whatever is answered, changed and gone back to: what was full at the beginning is what counts.
#[test]
fn answers_do_not_change_what_was_full() {
    let quotas = json!([
        quota("left", YOUNG_LEFT, ends()),
        quota("players", "${young} = 1", json!({ "skip": ["module"] }))
    ]);
    let full = ["left", "gone"];
    let mut s = with_full(quotas, &full);
    let begun = s.draft.full.clone();
    for number in 0..60_usize {
        let (age, side) = (["20", "40", ""][number % 3], ["left", "right"][number / 3 % 2]);
        s.answer("age", age);
        s.answer("side", side);
        let is_out = (age, side) == ("20", "left");
        s.next_is(if is_out { "left" } else { "club" }).resumed();
        assert_eq!(s.draft.full, begun);
        assert_eq!(s.response() == Err(Unready::Discard), is_out);
        assert_ne!(s.draft.answers, Answers::default());
    }
}

#[track_caller]
fn says(quotas: Value, expect: &[&str]) {
    let mut whole = json!({ "name": "scenario", "languages": ["en"], "title": "?" });
    whole.as_object_mut().unwrap().extend(document(quotas).as_object().unwrap().clone());
    let checked = questionnaire_file::load(whole.to_string().as_bytes(), &NoFiles);
    let mut problems = checked.problems.clone();
    problems.iter_mut().for_each(|problem| problem.origin = None);
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let told: Vec<&str> =
        told.iter().map(String::as_str).filter(|it| it.starts_with("/quotas")).collect();
    assert_eq!(told, expect);
    // What is wrong takes no effect, and the rest can be looked at.
    let questionnaire = checked.shown().unwrap();
    let env = zugvogel::app::env(
        &zugvogel::clock::Clock::Fixed("2026-06-15T10:00:00Z".parse().unwrap()),
        zugvogel::i18n::Locale::find("en").unwrap(),
    );
    let draft = Interview::begin(&questionnaire, 1, "en", &env);
    assert!(Interview::new(&questionnaire, &draft, &env).evaluation().is_on_route(0));
}

#[test]
fn what_cannot_be_is_told() {
    says(json!([quota("a", YOUNG_LEFT, ends())]), &[]);
    says(
        json!([quota("a", "${sidee} = 1", ends())]),
        &["/quotas/0/when at 1:1: error: `${sidee}` does not exist; did you mean `${side}`?"],
    );
    says(
        json!([with(quota("a", "${age} > 1", ends()), json!({ "max": 0 }))]),
        &["/quotas/0/max: error: a quota of 0 is full before anybody came; `max` is at least 1"],
    );
    says(
        json!([with(quota("a", "${age} > 1", ends()), json!({ "max": 19 }))]),
        &[
            "/quotas/0/max: warning: when a cell of 19 is full, that tells of very few people; let `max` be 20 at least, as many as leave the pool together",
        ],
    );
    let many: Vec<Value> =
        (0..201).map(|n| quota(&format!("q{n}"), "${age} > 1", ends())).collect();
    says(many.into(), &["/quotas: error: there are 201 quotas; 200 are the most"]);
    says(
        json!([quota("a", "${age} > 1", ends()), quota("a", "${age} < 1", ends())]),
        &["/quotas/1/name: error: the quota `a` exists already"],
    );
    says(
        json!([quota("a", "${age} > 1", json!({ "skip": ["clubs", "gym"] }))]),
        &["/quotas/0/skip/0: error: there is no page and no section `clubs`; did you mean `club`?"],
    );
    // Through the calculation it looks at the first page only, through `side` at the second.
    says(json!([quota("a", "${young} = 1", json!({ "skip": ["side"] }))]), &[]);
    says(
        json!([quota("a", YOUNG_LEFT, json!({ "skip": ["you"] }))]),
        &[
            "/quotas/0/skip/0: error: `you` has a page that comes before the quota is decided, which is after `side`",
        ],
    );
    says(
        json!([quota("a", "${last} = 'x'", ends())]),
        &[
            "/quotas/0/when: warning: whoever is in this cell answers everything before the interview ends, and nothing of it is kept; ask what the condition looks at earlier",
        ],
    );
    says(
        json!([quota("a", "${age} > 1", json!({}))]),
        &["/quotas/0/title: error: there is no text", "/quotas/0/text: error: there is no text"],
    );
    says(
        json!([quota("a", "${age} > 1", with(ends(), json!({ "skip": ["end"] })))]),
        &[
            "/quotas/0: error: a quota leaves pages out or ends the interview with a text, not both; take away `skip`, or `title` and `text`",
        ],
    );
}
