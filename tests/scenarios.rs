//! What the engine does, told as interviews: one file of behaviour for everybody who changes it.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "clippy takes only functions marked as tests for tests"
)]

#[path = "support/scenario.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod scenario;

#[path = "scenarios/design.rs"]
mod design;
#[path = "scenarios/forms.rs"]
mod forms;
#[path = "scenarios/logic.rs"]
mod logic;
#[path = "scenarios/quotas.rs"]
mod quotas;
#[path = "scenarios/values.rs"]
mod values;

use scenario::Scenario;
use serde_json::{Value, json};

/// A page for each question.
fn alone(questions: &[Value]) -> Value {
    let page = |question: &Value| json!({ "name": question["name"], "questions": [question] });
    questions.iter().map(page).collect()
}

fn integer(name: &str) -> Value {
    json!({ "kind": "integer", "name": name, "label": name })
}

fn text(name: &str) -> Value {
    json!({ "kind": "text", "name": name, "label": name })
}

/// The question with further fields.
fn with(mut question: Value, fields: Value) -> Value {
    question.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    question
}

mod relevance {
    use super::*;

    fn minor() -> Scenario {
        Scenario::of(json!({ "pages": alone(&[
            integer("age"),
            with(text("guardian"), json!({ "relevant": "${age} < 18" })),
            with(text("note"), json!({ "relevant": "${guardian} = 'mum'" })),
            text("town"),
        ]) }))
    }

    #[test]
    fn a_question_is_asked_only_of_whom_it_concerns() {
        minor().answer("age", "17").next_is("guardian");
        minor().answer("age", "18").next_is("town");
        // An unanswered age is not below 18.
        minor().answer("age", "").next_is("town");
    }

    #[test]
    fn an_answer_off_the_route_is_kept_but_neither_seen_nor_submitted() {
        let mut s = minor();
        s.answer("age", "17").answer("guardian", "mum").next_is("note");
        s.answer("age", "18").sees("guardian", "").next_is("town");
        s.answer("town", "Brake").next_is("review").submits(&["age=18", "town=Brake"]);
        s.answer("age", "17").sees("guardian", "mum").next_is("note");
        s.answer("note", "x").submits(&["age=17", "guardian=mum", "note=x", "town=Brake"]);
    }

    #[test]
    fn a_row_decides_by_how_much_was_answered_there() {
        let mut s = Scenario::of(json!({
            "missing": { "-8": "Don't know" },
            "lists": { "part": [{ "value": "1", "label": "none" }, { "value": "2", "label": "small" },
                { "value": "3", "label": "large" }] },
            "pages": [
                { "name": "areas", "questions": [{ "kind": "matrix", "name": "area", "label": "?",
                    "choices": "part", "missing": [-8], "role": "reason.group",
                    "rows": [{ "name": "area_1", "label": "School", "item": "1" },
                        { "name": "area_2", "label": "Work", "item": "2" }] }] },
                { "name": "p1", "questions": [with(text("why_1"), json!({ "relevant": "${area_1} >= 2" }))] },
                { "name": "p2", "questions": [with(text("why_2"), json!({ "relevant": "${area_2} >= 2" }))] },
                { "name": "last", "questions": [text("last")] }
            ] }));
        s.send(&[("area_1", "1"), ("area_2", "3")]).next_is("why_2");
        s.send(&[("area_1", "2"), ("area_2", "-8")]).next_is("why_1");
        s.answer("why_1", "x").next_is("last");
        s.send(&[("area_1", ""), ("area_2", "1")]).next_is("last");
    }

    #[test]
    fn what_is_around_a_question_decides_with_it() {
        let mut s = Scenario::of(json!({ "pages": [
            { "name": "job", "questions": [integer("job")] },
            { "name": "outer", "relevant": "${job} = 1", "pages": [
                { "name": "inner", "questions": [
                    { "kind": "group", "name": "g", "relevant": "${job} = 1", "questions": [text("firm")] },
                    with(text("city"), json!({ "relevant": "true()" })) ] }] },
            { "name": "last", "questions": [text("last")] }
        ] }));
        s.answer("job", "2").next_is("last").answer("job", "1").next_is("firm");
        s.shows("firm", &["g", "firm", "city"])
            .send(&[("firm", "a"), ("city", "b")])
            .next_is("last");
        s.answer("job", "2").sees("firm", "").sees("city", "").next_is("last");
    }

    #[test]
    fn a_follow_up_on_the_same_page_is_asked_when_it_turns_up() {
        let mut s = Scenario::of(json!({ "pages": [{ "name": "p", "title": "P", "questions": [
            integer("age"),
            with(text("guardian"), json!({ "relevant": "${age} < 18", "required": true }))
        ] }] }));
        s.answer("age", "17").next_is("guardian");
        s.send(&[("age", "17"), ("guardian", "")]).refused("guardian");
        s.send(&[("age", "17"), ("guardian", "mum")]).next_is("review");
    }

    /// What a page is sent with tells what was on it, and only that is judged.
    #[test]
    fn a_follow_up_that_was_shown_already_is_not_shown_again() {
        let page = |required: bool| {
            json!({ "pages": [{ "name": "p", "title": "P", "questions": [
            integer("age"),
            with(text("guardian"), json!({ "relevant": "${age} < 18", "required": required })),
            with(text("school"), json!({ "relevant": "${age} < 18", "required": true }))
        ] }] })
        };
        let typed = [("age", "17"), ("school", "x"), ("_followed", "age guardian school")];
        Scenario::of(page(false)).send(&typed).next_is("review");
        Scenario::of(page(true)).send(&typed).refused("guardian");
        // Pressed before the page could show what follows.
        let quick = [("age", "17"), ("_followed", "age")];
        let mut s = Scenario::of(page(true));
        s.send(&quick).next_is("guardian").sees("age", "17");
    }
}

mod answers {
    use super::*;

    #[test]
    fn required_may_depend_on_answers() {
        let mut s = Scenario::of(json!({ "pages": alone(&[
            integer("age"), with(text("why"), json!({ "required": "${age} < 18" })) ]) }));
        s.answer("age", "17").answer("why", "  ").refused("why");
        s.answer("age", "18").answer("why", "").next_is("review");
    }

    #[test]
    fn a_constraint_judges_only_what_is_given() {
        let mut s = Scenario::of(json!({ "pages": alone(&[
            integer("from"),
            with(integer("to"), json!({ "constraint": ". > ${from}" })) ]) }));
        s.answer("from", "5").answer("to", "5").refused("to").answer("to", "").next_is("review");
        s.answer("to", "6").next_is("review");
        // The earlier answer it refers to is changed: it must be looked at again.
        s.answer("from", "7").submits_not_yet();
    }

    #[test]
    fn a_literal_default_is_there_and_can_be_emptied() {
        let mut s = Scenario::of(json!({ "pages": alone(&[
            with(integer("n"), json!({ "default": "3" })),
            with(integer("m"), json!({ "default": "${n} + 1" })) ]) }));
        s.sees("n", "3").sees("m", "4").answer("n", "").sees("n", "").sees("m", "4");
    }

    #[test]
    fn a_default_of_a_question_not_asked_yet_waits_for_it() {
        let mut s = Scenario::of(json!({ "pages": alone(&[
            integer("age"),
            with(text("school"), json!({ "default": "IGS", "relevant": "${age} < 18" })) ]) }));
        s.sees("school", "").answer("age", "17").sees("school", "IGS");
    }

    #[test]
    fn a_calculation_is_shown_and_cannot_be_changed() {
        let mut s = Scenario::of(json!({ "pages": alone(&[
            integer("a"), with(integer("double"), json!({ "calculation": "${a} * 2" })) ]) }));
        s.answer("a", "4").sees("double", "8").answer("double", "9").sees("double", "8");
        s.answer("a", "").sees("double", "").next_is("review");
    }

    #[test]
    fn a_trigger_sets_a_value_once_and_leaves_it_to_the_respondent() {
        let mut s = Scenario::of(json!({ "pages": alone(&[
            text("town"),
            with(text("country"), json!({
                "calculation": "if(${town} = 'Wien', 'AT', 'DE')", "trigger": ["town"] })) ]) }));
        s.answer("town", "Wien").sees("country", "AT");
        s.answer("country", "CH").sees("country", "CH");
        s.answer("town", "Wien").sees("country", "CH");
        s.answer("town", "Brake").sees("country", "DE");
    }

    #[test]
    fn a_value_kept_once_stays() {
        let mut s = Scenario::of(json!({ "pages": alone(&[
            integer("a"),
            { json!({ "kind": "calculate", "name": "first", "calculation": "once(${a})" }) },
            text("last") ]) }));
        s.answer("a", "4").sees("first", "4").answer("a", "5").sees("first", "4");
    }

    #[test]
    fn a_read_only_answer_keeps_its_value() {
        let mut s = Scenario::of(json!({ "pages": alone(&[
            with(text("ward"), json!({ "default": "Nord", "read_only": true })) ]) }));
        s.answer("ward", "Süd").sees("ward", "Nord");
    }

    /// Point by point it is one more button; where a number is typed it is a box beside the field.
    #[test]
    fn a_scale_may_have_a_missing_code() {
        let scale = |name: &str, max: i32| {
            json!({
                "kind": "range", "name": name, "label": "?", "min": -10, "max": max,
                "missing": [-8], "missing_labels": { "-8": "?" }
            })
        };
        let mut s = Scenario::of(json!({ "pages": alone(&[scale("near", -6), scale("far", 90)]) }));
        s.answer("near", "missing-8").next_is("far").answer("far", "-8").next_is("review");
        s.submits(&["far=-8", "near -8"]);
        s.answer("near.missing", "").answer("near", "-8");
        s.send(&[("far", ""), ("far.missing", "-8")]);
        s.next_is("review").submits(&["far -8", "near=-8"]);
    }

    /// -9 to -1 are numbers like any other, and a reason for having none is none of them.
    #[test]
    fn numbers_below_zero_are_answers() {
        let offers = json!({ "missing": [-8], "missing_labels": { "-8": "?" } });
        let choices =
            json!([{ "value": "-1", "label": "less" }, { "value": "1", "label": "more" }]);
        let mut s = Scenario::of(json!({ "lists": { "side": choices }, "pages": alone(&[
            with(json!({ "kind": "range", "name": "scale", "label": "?", "min": -5, "max": 5 }), offers.clone()),
            with(json!({ "kind": "decimal", "name": "cold", "label": "?", "min": -1000 }), offers.clone()),
            with(integer("n"), offers.clone()),
            integer("v"),
            with(json!({ "kind": "select_one", "name": "side", "label": "?", "choices": "side" }), offers),
            json!({ "kind": "calculate", "name": "d", "calculation": "${n} - ${v}" }),
            with(integer("lost"), json!({ "relevant": "${d} = -2 and ${scale} = -5 and ${side} < 0" })),
            with(integer("unknown"), json!({ "relevant": "${n} = ''" })) ]) }));
        s.answer("scale", "-5").answer("cold", "-5").answer("n", "-3").answer("v", "-1");
        s.answer("side", "-1").next_is("lost").sees("d", "-2").sees("side", "-1");
        s.answer("lost", "-9").next_is("review");
        s.submits(&["cold=-5", "d=-2", "lost=-9", "n=-3", "scale=-5", "side=-1", "v=-1"]);
        s.send(&[("n", ""), ("n.missing", "-8")]).send(&[("scale", "-8")]).answer("side", "-8");
        s.next_is("unknown");
        s.answer("unknown", "-999999999").refused("unknown").pass("unknown");
        s.submits(&["cold=-5", "d -9", "n -8", "scale -8", "side -8", "unknown -9", "v=-1"]);
    }

    #[test]
    fn days_times_and_scales_are_read_as_people_write_them() {
        let mut s = Scenario::of(json!({ "pages": alone(&[
            json!({ "kind": "date", "name": "day", "label": "?" }),
            json!({ "kind": "range", "name": "half", "label": "?", "min": 0, "max": 2, "step": 0.5 }),
            json!({ "kind": "geopoint", "name": "spot", "label": "?" }),
            json!({ "kind": "acknowledge", "name": "ok", "label": "?" }) ]) }));
        s.answer("day", "30.2.2024")
            .refused("day")
            .answer("day", "29.2.2024")
            .sees("day", "2024-02-29");
        s.answer("half", "0.7").refused("half").answer("half", "1.5").sees("half", "1.5");
        s.answer("spot", "nowhere").refused("spot").answer("ok", "OK").sees("ok", "OK");
    }
}

mod choices {
    use super::*;

    fn cascade() -> Scenario {
        let place = |value: &str, label: &str, of: &str| json!({ "value": value, "label": label, "attributes": { "of": of } });
        Scenario::of(json!({
            "lists": {
                "state": [{ "value": "ni", "label": "Niedersachsen" }, { "value": "hb", "label": "Bremen" }],
                "county": [place("bra", "Wesermarsch", "ni"), place("fri", "Friesland", "ni"), place("bre", "Bremen-Stadt", "hb")],
                "town": [place("brake", "Brake", "bra"), place("nord", "Nordenham", "bra"), place("jev", "Jever", "fri"), place("mitte", "Mitte", "bre")]
            },
            "pages": alone(&[
                json!({ "kind": "select_one", "name": "state", "label": "?", "choices": "state" }),
                json!({ "kind": "select_one", "name": "county", "label": "?", "choices": "county", "choice_filter": "of = ${state}" }),
                json!({ "kind": "select_multiple", "name": "town", "label": "?", "choices": "town", "choice_filter": "of = ${county}" }),
                text("last")
            ])
        }))
    }

    #[test]
    fn a_cascade_offers_what_belongs_to_the_answer_before() {
        let mut s = cascade();
        s.offers("county", &[])
            .answer("state", "ni")
            .offers("county", &["Wesermarsch", "Friesland"]);
        s.answer("county", "bra").offers("town", &["Brake", "Nordenham"]);
    }

    #[test]
    fn a_choice_taken_away_is_no_answer_any_more_down_the_cascade() {
        let mut s = cascade();
        s.answer("state", "ni").answer("county", "bra").answer("town", "brake nord");
        s.answer("last", "x").next_is("review");
        s.answer("state", "hb").sees("county", "").sees("town", "");
        s.answer("state", "ni").sees("county", "bra").sees("town", "brake nord");
        s.answer("county", "fri").sees("town", "").offers("town", &["Jever"]);
    }

    #[test]
    fn what_is_not_offered_is_refused() {
        cascade().answer("state", "ni").answer("county", "bre").refused("county");
    }

    #[test]
    fn or_other_adds_a_choice_and_a_text() {
        let mut s = Scenario::of(json!({
            "lists": { "pets": [{ "value": "cat", "label": "Cat" }] },
            "pages": alone(&[json!({ "kind": "select_one", "name": "pet", "label": "?", "choices": "pets", "other": "other" })]) }));
        s.offers("pet", &["Cat", "Other"]).send(&[("pet", "other"), ("pet_other", "Newt")]);
        s.next_is("review").submits(&["pet=other", "pet_other=Newt"]);
    }

    #[test]
    fn a_ranking_needs_every_place_once() {
        let mut s = Scenario::of(json!({
            "lists": { "abc": [{ "value": "a", "label": "A" }, { "value": "b", "label": "B" }, { "value": "c", "label": "C" }] },
            "pages": alone(&[json!({ "kind": "rank", "name": "r", "label": "?", "choices": "abc" })]) }));
        s.send(&[("r.a", "1"), ("r.b", "1"), ("r.c", "2")]).refused("r");
        s.send(&[("r.a", "2"), ("r.b", "3"), ("r.c", "1")]).sees("r", "c a b");
        s.offers("r", &["C", "A", "B"]);
    }
}

mod repeats {
    use super::*;

    fn spells() -> Scenario {
        Scenario::of(json!({ "pages": [
            { "name": "spell", "questions": [{ "kind": "repeat", "name": "spell", "label": "Spell", "questions": [
                with(text("place"), json!({ "label": "Place no. ${n}" })),
                { "kind": "calculate", "name": "n", "calculation": "position(..)" },
                with(integer("years"), json!({ "constraint": ". > 0" })),
                with(text("why"), json!({ "relevant": "${years} > 10" }))
            ] }] },
            { "name": "sum", "questions": [
                { "kind": "integer", "name": "total", "label": "Together", "calculation": "sum(${years})" },
                { "kind": "integer", "name": "many", "label": "Spells", "calculation": "count(${spell})" },
                { "kind": "text", "name": "all", "label": "All", "calculation": "join(', ', ${place})" },
                { "kind": "text", "name": "second", "label": "The second", "calculation": "indexed-repeat(${place}, ${spell}, 2)" }
            ] }
        ] }))
    }

    /// Anybody can post a name with numbers of her own; nothing is kept under it.
    #[test]
    fn only_instances_that_can_be_there_are_added() {
        let mut s = spells();
        s.send(&[("place[1]", "Brake"), ("years[1]", "3")]);
        let before = s.draft.clone();
        for name in ["spell[1]", "spell[9][9]", "spell[x"] {
            s.add(name);
            assert_eq!(s.draft, before, "{name}");
        }
        s.add("spell");
        assert_ne!(s.draft, before);
    }

    #[test]
    fn instances_are_added_and_removed() {
        let mut s = spells();
        s.shows("spell", &["spell[1]", "place[1]", "years[1]"]).reads("place[1]", "Place no. 1");
        s.send(&[("place[1]", "Brake"), ("years[1]", "3"), ("_add", "spell")]);
        s.shows("spell", &["spell[1]", "place[1]", "years[1]", "spell[2]", "place[2]", "years[2]"]);
        s.reads("place[2]", "Place no. 2");
        s.send(&[("place[2]", "Jever"), ("years[2]", "4"), ("_add", "spell")]);
        s.send(&[("place[3]", "Varel"), ("years[3]", "5")]).next_is("total");
        s.sees("total", "12")
            .sees("many", "3")
            .sees("all", "Brake, Jever, Varel")
            .sees("second", "Jever");
        s.remove("spell[2]").sees("total", "8").sees("many", "2").sees("all", "Brake, Varel");
        s.sees("second", "Varel");
        s.pass("spell").pass("sum").submits(&[
            "all=Brake, Varel",
            "many=2",
            "n[1]=1",
            "n[2]=2",
            "place[1]=Brake",
            "place[2]=Varel",
            "second=Varel",
            "spell=2",
            "total=8",
            "years[1]=3",
            "years[2]=5",
        ]);
    }

    #[test]
    fn every_instance_is_judged_by_itself() {
        let mut s = spells();
        s.add("spell").send(&[("years[1]", "11"), ("years[2]", "0")]).refused("years[2]");
        s.send(&[("years[1]", "11"), ("years[2]", "2")]).next_is("why[1]");
        s.shows(
            "spell",
            &["spell[1]", "place[1]", "years[1]", "why[1]", "spell[2]", "place[2]", "years[2]"],
        );
    }

    #[test]
    fn the_last_instance_stays() {
        let mut s = spells();
        s.remove("spell[1]").shows("spell", &["spell[1]", "place[1]", "years[1]"]);
    }

    #[test]
    fn a_count_makes_the_instances() {
        let mut s = Scenario::of(json!({ "pages": [
            { "name": "kids", "questions": [integer("kids")] },
            { "name": "kid", "questions": [{ "kind": "repeat", "name": "kid", "label": "Child", "count": "${kids}", "questions": [integer("age")] }] },
            { "name": "end", "questions": [text("last")] }
        ] }));
        s.answer("kids", "").next_is("last").answer("kids", "2").next_is("age[2]");
        s.send(&[("age[1]", "3"), ("age[2]", "5")]).next_is("last");
        s.answer("kids", "1")
            .answer("last", "x")
            .submits(&["age[1]=3", "kid=1", "kids=1", "last=x"]);
        // What is shrunk away comes back when it was a slip.
        s.answer("kids", "2").submits(&["age[1]=3", "age[2]=5", "kid=2", "kids=2", "last=x"]);
    }

    #[test]
    fn a_name_means_the_question_in_the_same_instance_or_all_of_them() {
        let mut s = Scenario::of(json!({ "pages": [
            { "name": "home", "questions": [{ "kind": "repeat", "name": "home", "label": "Home", "default": "2", "questions": [
                text("town"),
                { "kind": "repeat", "name": "person", "label": "Person", "default": "2", "questions": [
                    integer("age"),
                    { "kind": "text", "name": "says", "label": "?", "calculation": "concat(${town}, ' ', ${age}, ' of ', sum(${age}))" }
                ] },
                { "kind": "integer", "name": "here", "label": "?", "calculation": "sum(${age})" }
            ] }] },
            { "name": "end", "questions": [{ "kind": "integer", "name": "everywhere", "label": "?", "calculation": "sum(${age})" }] }
        ] }));
        s.send(&[
            ("town[1]", "Brake"),
            ("age[1][1]", "1"),
            ("age[1][2]", "2"),
            ("town[2]", "Jever"),
            ("age[2][1]", "10"),
            ("age[2][2]", "20"),
        ]);
        s.sees("everywhere", "33").pass("home").pass("end");
        s.submits(&[
            "age[1][1]=1",
            "age[1][2]=2",
            "age[2][1]=10",
            "age[2][2]=20",
            "everywhere=33",
            "here[1]=3",
            "here[2]=30",
            "home=2",
            "person[1]=2",
            "person[2]=2",
            "says[1][1]=Brake 1 of 1",
            "says[1][2]=Brake 2 of 2",
            "says[2][1]=Jever 10 of 10",
            "says[2][2]=Jever 20 of 20",
            "town[1]=Brake",
            "town[2]=Jever",
        ]);
    }

    #[test]
    fn a_filter_in_an_instance_sees_the_answers_of_that_instance() {
        let of = |value: &str, of: &str| json!({ "value": value, "label": value, "attributes": { "of": of } });
        let mut s = Scenario::of(json!({
            "lists": { "side": [{ "value": "l", "label": "L" }, { "value": "r", "label": "R" }], "item": [of("la", "l"), of("ra", "r")] },
            "pages": [{ "name": "x", "questions": [{ "kind": "repeat", "name": "x", "label": "X", "default": "2", "questions": [
                { "kind": "select_one", "name": "side", "label": "?", "choices": "side" },
                { "kind": "select_one", "name": "item", "label": "?", "choices": "item", "choice_filter": "of = ${side}" } ] }] }] }));
        s.send(&[("side[1]", "l"), ("side[2]", "r")]);
        s.offers("item[1]", &["la"]).offers("item[2]", &["ra"]);
    }

    #[test]
    fn the_answers_of_a_repeat_are_choices_of_a_later_question() {
        let mut s = Scenario::of(json!({ "pages": [
            { "name": "p", "questions": [{ "kind": "repeat", "name": "p", "label": "P", "questions": [text("who")] }] },
            { "name": "eldest", "questions": [{ "kind": "select_one", "name": "eldest", "label": "?", "choices": "${who}" }] }
        ] }));
        s.send(&[("who[1]", "Ann Marie"), ("_add", "p")])
            .send(&[("who[2]", "Bo")])
            .next_is("eldest");
        s.offers("eldest", &["Ann Marie", "Bo"]).answer("eldest", "Ann_Marie").next_is("review");
    }

    #[test]
    fn defaults_and_triggers_belong_to_their_instance() {
        let mut s = Scenario::of(json!({ "pages": [
            { "name": "p", "questions": [{ "kind": "repeat", "name": "p", "label": "P", "questions": [
                with(integer("n"), json!({ "default": "position(..) * 10" })),
                with(text("t"), json!({ "calculation": "concat('n', ${n})", "trigger": ["n"] })) ] }] }
        ] }));
        s.add("p").pass("p").submits(&["n[1]=10", "n[2]=20", "p=2", "t[1] -9", "t[2] -9"]);
        s.answer("n[2]", "5").submits(&["n[1]=10", "n[2]=5", "p=2", "t[1] -9", "t[2]=n5"]);
    }

    #[test]
    fn a_hidden_repeat_counts_nothing() {
        let mut s = Scenario::of(json!({ "pages": [
            { "name": "has", "questions": [integer("has")] },
            { "name": "p", "questions": [{ "kind": "repeat", "name": "p", "label": "P", "relevant": "${has} = 1", "questions": [integer("n")] }] },
            { "name": "s", "questions": [{ "kind": "integer", "name": "s", "label": "?", "calculation": "count(${p})" }] }
        ] }));
        s.answer("has", "1").sees("s", "1").answer("has", "0").sees("s", "0").next_is("s");
    }
}

mod languages {
    use super::*;

    #[test]
    fn texts_choices_and_pipes_follow_the_language_with_a_fallback() {
        let both = |de: &str, en: &str| json!({ "de": de, "en": en });
        let mut s = Scenario::of(json!({
            "languages": ["de", "en", "pl"],
            "title": both("T", "T"),
            "lists": { "c": [{ "value": "r", "label": both("Rot", "Red") }] },
            "pages": [
                { "name": "c", "questions": [{ "kind": "select_one", "name": "c", "label": both("Farbe?", "Colour?"), "choices": "c" }] },
                { "name": "w", "questions": [{ "kind": "text", "name": "w", "label": both("Warum ${l}?", "Why ${l}?") }] },
                { "name": "l", "questions": [{ "kind": "calculate", "name": "l", "calculation": "jr:choice-name(${c}, '${c}')" }, text("x")] }
            ]
        }));
        s.reads("c", "Farbe?").offers("c", &["Rot"]).answer("c", "r").reads("w", "Warum Rot?");
        s.speak("en").reads("w", "Why Red?").offers("c", &["Red"]);
        s.speak("pl").reads("w", "Warum Rot?").offers("c", &["Rot"]);
    }
}
