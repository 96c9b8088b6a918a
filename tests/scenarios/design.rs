//! What a study's design asks of an interview: modules drawn by lot, mirrored batteries, at most so
//! many choices.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::scenario::Scenario;
use super::{integer, text, with};

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
