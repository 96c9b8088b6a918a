//! Values that nobody types as they are stored, and stored values as they are read.

use serde_json::{Value, json};

use super::scenario::Scenario;
use super::{alone, integer, text, with};

fn question(kind: &str, name: &str) -> Value {
    json!({ "kind": kind, "name": name, "label": name })
}

/// It is 2026-06-15, 12:00, in Germany.
#[test]
fn what_is_worked_out_gets_the_type_of_its_question() {
    let worked_out =
        |kind: &str, name: &str, by: &str| with(question(kind, name), json!({ "calculation": by }));
    let mut s = Scenario::of(json!({ "pages": alone(&[
        with(question("date", "born"), json!({ "default": "2025-10-25" })),
        worked_out("integer", "half", "7 div 2"),
        worked_out("integer", "less", "-7 div 2"),
        worked_out("integer", "truth", "1 = 1"),
        worked_out("integer", "none", "1 div 0"),
        worked_out("decimal", "exact", "7 div 2"),
        worked_out("decimal", "never", "'x'"),
        worked_out("text", "written", "7 div 2"),
        worked_out("date", "due", "${born} + 3"),
        worked_out("date", "day", "now()"),
        worked_out("date", "no_day", "'soon'"),
        worked_out("time", "hour", "now()"),
        worked_out("time", "clock", "'08:30'"),
        worked_out("date_time", "midnight", "today()"),
        worked_out("date_time", "moment", "now()") ]) }));
    for (name, value) in [
        ("half", "3"),
        ("less", "-3"),
        ("truth", "1"),
        ("none", ""),
        ("exact", "3.5"),
        ("never", ""),
        ("written", "3.5"),
        ("due", "2025-10-28"),
        ("day", "2026-06-15"),
        ("no_day", ""),
        ("hour", "12:00:00.000+02:00"),
        ("clock", "08:30:00.000+02:00"),
        ("midnight", "2026-06-15T00:00:00.000+02:00"),
        ("moment", "2026-06-15T12:00:00.000+02:00"),
    ] {
        s.sees(name, value);
    }
}

#[test]
fn what_an_answer_begins_with_is_accepted() {
    let begun =
        |kind: &str, name: &str, by: &str| with(question(kind, name), json!({ "default": by }));
    let mut s = Scenario::of(json!({ "pages": alone(&[
        begun("integer", "half", "7 div 2"),
        begun("integer", "written", "3.5"),
        begun("decimal", "exact", "1.234"),
        json!({ "kind": "range", "name": "scale", "label": "?", "min": 0, "max": 5, "default": "7 div 2" }),
        begun("date", "day", "now()"),
        begun("date", "week", "today() + 7"),
        begun("time", "hour", "now()"),
        begun("date_time", "midnight", "today()"),
        text("town"),
        with(integer("triggered"), json!({ "calculation": "string-length(${town}) div 2", "trigger": ["town"] })),
    ]) }));
    s.sees("half", "3").sees("written", "3").sees("scale", "3").sees("week", "2026-06-22");
    s.answer("town", "Brake").sees("triggered", "2");
    let pages = ["half", "written", "exact", "scale", "day", "week", "hour", "midnight"];
    for page in pages.into_iter().chain(["town", "triggered"]) {
        s.pass(page);
    }
    s.next_is("review").submits(&[
        "day=2026-06-15",
        "exact=1.234",
        "half=3",
        "hour=12:00:00.000+02:00",
        "midnight=2026-06-15T00:00:00.000+02:00",
        "scale=3",
        "town=Brake",
        "triggered=2",
        "week=2026-06-22",
        "written=3",
    ]);
}

#[test]
fn a_trigger_without_a_calculation_empties_the_answer() {
    let choices = json!([{ "value": "a", "label": "A" }, { "value": "b", "label": "B" }]);
    let mut s = Scenario::of(json!({ "lists": { "ab": choices }, "pages": [
        { "name": "town", "questions": [text("town")] },
        { "name": "street", "questions": [with(text("street"), json!({ "trigger": ["town"] }))] },
        { "name": "more", "title": "More", "questions": [
            { "kind": "select_multiple", "name": "likes", "label": "?", "choices": "ab", "other": "b", "trigger": ["street"] }] },
        { "name": "both", "title": "Both", "questions": [
            integer("a"), with(integer("b"), json!({ "trigger": ["a"] })) ] } ] }));
    s.answer("town", "Brake").answer("street", "Hafen").sees("street", "Hafen");
    s.send(&[("likes", "a b"), ("likes_other", "c")]).sees("likes", "a b");
    s.answer("town", "Brake").sees("street", "Hafen").sees("likes", "a b");
    s.answer("town", "Jever").sees("street", "").sees("likes", "").sees("likes_other", "");
    // What is answered together with the trigger is new.
    s.send(&[("a", "1"), ("b", "2")]).sees("b", "2").answer("a", "3").sees("b", "");
}

#[test]
fn a_number_that_may_be_two_is_asked_back() {
    let mut s = Scenario::of(json!({ "pages": alone(&[question("decimal", "d"), integer("n")]) }));
    for typed in ["1.250", "1,250", "-12.345", "1.000", "999,999"] {
        s.answer("d", typed).refused("d");
        s.answer("n", typed).refused("n");
    }
    for (typed, stored) in [
        ("1250", "1250"),
        ("1,25", "1.25"),
        ("0.125", "0.125"),
        ("1.2345", "1.2345"),
        ("1234.567", "1234.567"),
        ("1.2340", "1.234"),
        // Two separators can be read in one way only.
        ("1.000,5", "1000.5"),
        ("1,000.5", "1000.5"),
        ("12 345", "12345"),
    ] {
        // Once accepted, it stays so when its page is sent again.
        s.answer("d", typed).sees("d", stored).pass("d").next_is("n").sees("d", stored);
    }
}

#[test]
fn texts_tell_labels_instead_of_codes() {
    let both = |de: &str, en: &str| json!({ "de": de, "en": en });
    let list = json!([
        { "value": "1", "label": both("Rot", "Red") }, { "value": "2", "label": both("Blau", "Blue") }
    ]);
    let told = "${c} – ${m} – ${r} – ${l} – ${row} – ${k} – ${who} – ${n}";
    let mut s = Scenario::of(json!({
        "languages": ["de", "en"],
        "title": both("T", "T"),
        "missing": { "-8": both("weiß nicht", "don't know") },
        "lists": { "c": list },
        "pages": alone(&[
            json!({ "kind": "select_one", "name": "c", "label": both("?", "?"), "choices": "c" }),
            json!({ "kind": "select_multiple", "name": "m", "label": both("?", "?"), "choices": "c" }),
            json!({ "kind": "rank", "name": "r", "label": both("?", "?"), "choices": "c" }),
            json!({ "kind": "lookup", "name": "l", "label": both("?", "?"), "choices": "c" }),
            json!({ "kind": "matrix", "name": "x", "label": both("?", "?"), "choices": "c",
                "rows": [{ "name": "row", "label": both("?", "?") }] }),
            json!({ "kind": "select_one", "name": "k", "label": both("?", "?"), "choices": "c", "missing": [-8] }),
            json!({ "kind": "repeat", "name": "p", "label": both("?", "?"), "default": "2", "questions": [
                { "kind": "select_one", "name": "who", "label": both("?", "?"), "choices": "c" }] }),
            json!({ "kind": "calculate", "name": "n", "calculation": "${c} + 1" }),
            json!({ "kind": "text", "name": "q", "label": told, "relevant": "${c} = 1 and ${k} = ''" }),
        ]) }));
    s.answer("c", "1").answer("m", "1 2").send(&[("r.1", "2"), ("r.2", "1")]).answer("l", "2");
    s.answer("row", "2").answer("k", "-8").send(&[("who[1]", "1"), ("who[2]", "2")]).next_is("q");
    s.reads("q", "Rot – Rot, Blau – Blau, Rot – Blau – Blau – weiß nicht – Rot, Blau – 2");
    s.speak("en");
    s.reads("q", "Red – Red, Blue – Blue, Red – Blue – Blue – don't know – Red, Blue – 2");
}

/// A label that holds the answer to its own question does not lead round in circles.
#[test]
fn a_label_may_tell_its_own_question() {
    let list = json!([{ "value": "a", "label": "A of ${c}" }]);
    let mut s = Scenario::of(json!({ "lists": { "c": list }, "pages": alone(&[
        json!({ "kind": "select_one", "name": "c", "label": "?", "choices": "c" }),
        json!({ "kind": "text", "name": "t", "label": "${c}" }) ]) }));
    s.answer("c", "a").reads("t", "A of a");
}

#[test]
fn answers_that_are_choices_are_filtered_each_in_its_instance() {
    for (filter, offered) in [
        ("${age} > 5", &["Rex"][..]),
        ("age > 5", &["Rex"]),
        ("age > ${least}", &["Rex", "Mia"]),
        ("${age} > 100 or name = 'Mia'", &["Mia"]),
    ] {
        let mut s = Scenario::of(json!({ "pages": [
            { "name": "least", "questions": [integer("least")] },
            { "name": "pet", "questions": [{ "kind": "repeat", "name": "pet", "label": "?", "default": "3",
                "questions": [text("who"), integer("age")] }] },
            { "name": "best", "questions": [
                { "kind": "select_one", "name": "best", "label": "?", "choices": "${who}", "choice_filter": filter }] }
        ] }));
        s.answer("least", "2");
        // Of two with one name one is old enough.
        s.send(&[
            ("who[1]", "Rex"),
            ("age[1]", "1"),
            ("who[2]", "Mia"),
            ("age[2]", "3"),
            ("who[3]", "Rex"),
            ("age[3]", "9"),
        ]);
        s.offers("best", offered);
        s.answer("best", offered[0]).sees("best", offered[0]).next_is("review");
        let other = if offered[0] == "Rex" { ("age[3]", "2") } else { ("who[2]", "Leo") };
        s.send(&[other]).sees("best", "");
    }
}

#[test]
fn repeats_in_repeats_are_asked_as_often_as_is_said_or_it_is_refused() {
    let mut s = Scenario::of(json!({ "pages": [
        { "name": "n", "questions": [integer("n")] },
        { "name": "x", "questions": [{ "kind": "repeat", "name": "x", "label": "?", "count": "${n}", "questions": [
            { "kind": "repeat", "name": "y", "label": "?", "count": "${n}", "questions": [
                { "kind": "calculate", "name": "one", "calculation": "1" }] } ] }] },
        { "name": "many", "questions": [
            { "kind": "integer", "name": "many", "label": "?", "calculation": "sum(${one})" }] }
    ] }));
    s.answer("n", "15").sees("many", "225").answer("n", "250").refused("n");
    s.answer("n", "200").refused("n").sees("many", "225");
}

/// In forms from elsewhere values have blanks.
#[test]
fn a_value_with_a_blank_survives() {
    let list = json!([{ "value": "New York", "label": "NY" }, { "value": "LA", "label": "LA" }]);
    let mut s = Scenario::of(json!({
        "workbook": { "order": ["survey"] },
        "lists": { "c": list },
        "pages": alone(&[
            json!({ "kind": "select_one", "name": "c", "label": "?", "choices": "c" }),
            json!({ "kind": "select_one", "name": "d", "label": "?", "choices": "c", "default": "New York" }),
            json!({ "kind": "text", "name": "t", "label": "${c}" }) ]) }));
    s.answer("c", "New York").sees("c", "New York").pass("c").pass("d").pass("t").reads("t", "NY");
    s.next_is("review").submits(&["c=New York", "d=New York", "t -9"]);
}

/// A text behind "other" that was emptied is gone, though its choice is not picked any more; one that is
/// still there stays.
#[test]
fn an_emptied_other_text_does_not_come_back() {
    for kind in ["select_one", "select_multiple"] {
        let list = json!([{ "value": "a", "label": "A" }, { "value": "oth", "label": "Other" }]);
        let asked = with(question(kind, "q"), json!({ "choices": "l", "other": "oth" }));
        let mut s =
            Scenario::of(json!({ "lists": { "l": list }, "pages": alone(&[asked, text("last")]) }));
        s.send(&[("q", "oth"), ("q_other", "x")]).sees("q_other", "x");
        s.send(&[("q", "a"), ("q_other", "")]).sees("q", "a");
        s.send(&[("q", "oth")]).sees("q", "oth").sees("q_other", "");
    }
    // Where its choice was exchanged, it comes back with it.
    let list = json!([{ "value": "a", "label": "A" }, { "value": "oth", "label": "Other" }]);
    let asked = with(question("select_one", "q"), json!({ "choices": "l", "other": "oth" }));
    let mut s =
        Scenario::of(json!({ "lists": { "l": list }, "pages": alone(&[asked, text("last")]) }));
    s.send(&[("q", "oth"), ("q_other", "x")]).answer("q", "a").sees("q", "a");
    s.answer("q", "oth").sees("q_other", "x");
}

/// Whoever goes back and takes a choice off the list that she has put in order need not count anew.
#[test]
fn an_order_survives_what_is_taken_out_of_it() {
    let list = json!([
        { "value": "a", "label": "A" }, { "value": "b", "label": "B" }, { "value": "c", "label": "C" }
    ]);
    let picked = with(question("select_multiple", "some"), json!({ "choices": "l" }));
    let ordered = with(
        question("rank", "order"),
        json!({ "choices": "l", "choice_filter": "selected(${some}, name)" }),
    );
    let mut s = Scenario::of(json!({ "lists": { "l": list }, "pages": alone(&[picked, ordered]) }));
    s.answer("some", "a b c");
    s.send(&[("order.a", "2"), ("order.b", "3"), ("order.c", "1")]).sees("order", "c a b");
    s.answer("some", "c b").sees("order", "c b").pass("order").sees("order", "c b");
    // What has joined has no place yet.
    s.answer("some", "a b c").pass("order").refused("order");
    s.send(&[("order.a", "9"), ("order.b", "3"), ("order.c", "1")]).sees("order", "c b a");
    s.send(&[("order.a", "0"), ("order.b", "3"), ("order.c", "1")]).refused("order");
}

/// What follows from an order is asked on its page, also where the list offers less than it has.
#[test]
fn an_order_of_a_part_of_the_list_has_a_first_place() {
    let list = json!([
        { "value": "a", "label": "A" }, { "value": "b", "label": "B" }, { "value": "c", "label": "C" }
    ]);
    let ordered =
        with(question("rank", "order"), json!({ "choices": "l", "choice_filter": "name != 'a'" }));
    let why = with(text("why"), json!({ "relevant": "selected-at(${order}, 0) = 'c'" }));
    let page = json!([{ "name": "p", "questions": [ordered, why] }]);
    let mut s = Scenario::of(json!({ "lists": { "l": list }, "pages": page }));
    s.send(&[("order.b", "2"), ("order.c", "1"), ("why", "so")]).sees("order", "c b");
    s.sees("why", "so");
}

/// A third has more decimals than anybody types.
#[test]
fn what_is_worked_out_as_a_default_is_accepted() {
    let third = json!({ "kind": "decimal", "name": "third", "label": "?", "default": "1 div 3" });
    let mut s = Scenario::of(json!({ "pages": alone(&[third]) }));
    s.pass("third").next_is("review").submits(&["third=0.3333333333333333"]);
}
