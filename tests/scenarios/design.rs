//! What a study's design asks of an interview: modules drawn by lot, mirrored batteries, at most so
//! many choices.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::scenario::Scenario;
use super::{integer, text, with};

/// Two modules, each of which one half of the respondents gets.
fn modules() -> Scenario {
    Scenario::of(json!({
        "lists": { "modules": [{ "value": "a", "label": "A" }, { "value": "b", "label": "B" }] },
        "pages": [
            { "name": "begin", "questions": [
                integer("age"),
                { "kind": "calculate", "name": "module", "choices": "modules",
                    "calculation": "if(random() < 0.5, 'a', 'b')" } ] },
            { "name": "of_a", "relevant": "${module} = 'a'", "pages": [
                { "name": "a1", "questions": [text("a")] } ] },
            { "name": "of_b", "relevant": "${module} = 'b' and ${age} > 15", "questions": [text("b")] },
            { "name": "end", "questions": [text("last")] }
        ]
    }))
}

#[test]
fn a_module_is_drawn_for_each_interview_and_stays_what_it_was() {
    let mut s = modules();
    let mut drawn = [0; 2];
    for seed in 0..400 {
        s.anew(seed).answer("age", "30");
        let module = s.value("module");
        let (own, other) = if module == "a" { ("a", "b") } else { ("b", "a") };
        drawn[usize::from(module == "b")] += 1;
        s.next_is(own).answer(own, "x").next_is("last");
        // Going back and changing something draws nothing anew, nor does going on elsewhere.
        s.answer("age", "40").sees("module", &module).next_is("last");
        s.resumed().sees("module", &module).answer("last", "y").next_is("review");
        s.exports("module", &module).exports(own, "x").exports(other, "-2");
    }
    assert!(drawn.iter().all(|&half| (160..240).contains(&half)), "{drawn:?}");
}

#[test]
fn a_module_narrows_its_pages_as_any_condition_does() {
    let mut s = modules();
    for seed in 0..20 {
        s.anew(seed).answer("age", "12");
        let next = if s.value("module") == "a" { "a" } else { "last" };
        s.next_is(next);
    }
}

/// A semantic differential with three rows.
fn battery(mirror: Value) -> Scenario {
    let points = |n: &str| json!({ "value": n, "label": n });
    let row = |n: usize| json!({ "name": format!("sd_{n}"), "label": "dull", "right": "lively", "item": n.to_string() });
    let battery = json!({ "kind": "differential", "name": "sd", "label": "?", "choices": "points",
        "role": "image", "rows": [row(1), row(2), row(3)] });
    Scenario::of(json!({
        "lists": { "points": [points("1"), points("2"), points("3")] },
        "pages": [
            { "name": "begin", "questions": [integer("age")] },
            { "name": "sd", "relevant": "${age} > 15", "questions": [with(battery, mirror)] }
        ]
    }))
}

#[test]
fn the_poles_of_a_battery_are_exchanged_together() {
    let mut s = battery(json!({ "mirror": "battery" }));
    let mut exchanged = 0;
    for seed in 0..400 {
        s.anew(seed).answer("age", "30");
        let rows = s.mirrored("sd");
        assert!(rows == [true; 3] || rows == [false; 3], "{rows:?}");
        exchanged += usize::from(rows[0]);
        // Whatever stands left, 1 is the pole that was written there.
        s.send(&[("sd_1", "1"), ("sd_2", "3"), ("sd_3", "")]).next_is("review");
        s.exports("sd_1", "1").exports("sd_2", "3").exports("sd_3", "-9");
        s.exports("sd_mirror", if rows[0] { "1" } else { "0" });
    }
    assert!((160..240).contains(&exchanged), "{exchanged}");
    s.anew(1).answer("age", "12").exports("sd_mirror", "-2");
}

#[test]
fn poles_are_exchanged_row_by_row_or_not_at_all() {
    let patterns = |mirror: Value| {
        let mut s = battery(mirror);
        let pattern = |seed| s.anew(seed).answer("age", "30").mirrored("sd");
        (0..100).map(pattern).collect::<BTreeSet<_>>()
    };
    assert_eq!(patterns(json!({})).len(), 8, "each row by itself");
    assert_eq!(patterns(json!({ "mirror": "rows" })).len(), 8);
    assert_eq!(patterns(json!({ "mirror": "never" })), BTreeSet::from([vec![false; 3]]));
    assert_eq!(patterns(json!({ "mirror": "battery" })).len(), 2);
}

/// At most so many of four, one of which excludes the others.
fn wishes(max: Value) -> Scenario {
    let choice = |value: &str| json!({ "value": value, "label": value });
    Scenario::of(json!({
        "missing": { "-8": "Don't know" },
        "lists": { "wish": [choice("bus"), choice("job"), choice("flat"), choice("else"),
            { "value": "none", "label": "none", "exclusive": true }] },
        "pages": [
            { "name": "begin", "questions": [integer("most")] },
            { "name": "wish", "questions": [
                { "kind": "select_multiple", "name": "wish", "label": "?", "choices": "wish",
                    "other": "else", "missing": [-8], "max": max },
                { "kind": "text", "name": "why", "label": "?", "relevant": "${wish} != ''" } ] }
        ]
    }))
}

#[test]
fn more_than_may_be_ticked_is_refused() {
    let mut s = wishes(json!(2));
    s.answer("most", "").answer("wish", "bus job flat").refused("wish").sees("wish", "");
    s.answer("wish", "bus flat").next_is("why").sees("wish", "bus flat");
    // A text behind "other" is a choice, too.
    s.send(&[("wish", "bus flat"), ("wish_other", "a pool")]).refused("wish");
    s.send(&[("wish", "bus"), ("wish_other", "a pool")]).sees("wish", "bus else");
    s.send(&[("wish", "none"), ("wish_other", "")]).sees("wish", "none");
    s.send(&[("wish", "-8"), ("wish_other", "")]).sees("wish", "").next_is("review");
}

#[test]
fn how_many_may_be_ticked_can_depend_on_an_answer() {
    let mut s = wishes(json!("${most}"));
    s.answer("most", "3").answer("wish", "bus job flat").answer("why", "x").next_is("review");
    // What is too much by a later change is not sent.
    s.answer("most", "1").next_is("review").submits_not_yet();
    s.answer("wish", "bus job").refused("wish").answer("wish", "job").next_is("review");
    // Without a number there is no limit.
    s.answer("most", "").answer("wish", "bus job flat").next_is("review");
}
