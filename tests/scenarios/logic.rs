//! Paths, positions, triggers and defaults where repeats make them hard.

use serde_json::{Value, json};
use zugvogel::engine::{Form, Interview};
use zugvogel::formats::json as ours;
use zugvogel::i18n::Locale;

use super::scenario::{NoFiles, Scenario};
use super::{alone, integer, text, with};

fn repeat(name: &str, questions: &[Value]) -> Value {
    json!({ "kind": "repeat", "name": name, "label": name, "default": "2", "questions": questions })
}

fn calculate(name: &str, calculation: &str) -> Value {
    json!({ "kind": "calculate", "name": name, "calculation": calculation })
}

#[test]
fn a_trigger_in_a_repeat_fires_outside_and_in_other_repeats() {
    let set = |name: &str, value: &str| {
        with(text(name), json!({ "calculation": value, "trigger": ["n"] }))
    };
    let mut s = Scenario::of(json!({ "pages": alone(&[
        repeat("r", &[integer("n"), repeat("inner", &[set("deep", "concat('deep', ${n})")])]),
        set("top", "concat('sum ', sum(${n}))"),
        repeat("o", &[set("far", "concat('far ', position(..))")]),
    ]) }));
    s.sees("top", "").send(&[("n[1]", "1")]).sees("top", "sum 1");
    s.send(&[("n[2]", "2")]).sees("top", "sum 3").pass("top").pass("o").submits(&[
        "deep[1][1]=deep1",
        "deep[1][2]=deep1",
        "deep[2][1]=deep2",
        "deep[2][2]=deep2",
        "far[1]=far 1",
        "far[2]=far 2",
        "inner[1]=2",
        "inner[2]=2",
        "n[1]=1",
        "n[2]=2",
        "o=2",
        "r=2",
        "top=sum 3",
    ]);
}

#[test]
fn a_path_from_outside_means_all_instances() {
    let mut s = Scenario::of(json!({ "pages": alone(&[
        repeat("r", &[
            integer("q"),
            calculate("up", "sum(../../r/q)"),
            calculate("current", "sum(current()/../../r/q)"),
            calculate("named", "sum(${r}/q)"),
            calculate("own", "sum(../q)"),
            calculate("rooted", "sum(/data/r/q)"),
        ]),
        calculate("seen", "concat(join(' ', ${up}), ',', join(' ', ${current}), ',', join(' ', ${named}), ',', join(' ', ${own}), ',', join(' ', ${rooted}))"),
        text("last"),
    ]) }));
    s.send(&[("q[1]", "3"), ("q[2]", "4")]).sees("seen", "7 7,7 7,7 7,3 4,3 4");
    let mut s = Scenario::of(json!({ "pages": alone(&[
        repeat("home", &[repeat("person", &[
            integer("age"),
            calculate("here", "sum(../../person/age)"),
            calculate("all", "sum(../../../home/person/age)"),
        ])]),
        calculate("seen", "concat(join(' ', ${here}), ',', join(' ', ${all}))"),
        text("last"),
    ]) }));
    s.send(&[("age[1][1]", "1"), ("age[1][2]", "2"), ("age[2][1]", "10"), ("age[2][2]", "20")]);
    s.sees("seen", "3 3 30 30,33 33 33 33");
}

#[test]
fn an_instance_knows_its_number() {
    let mut s = Scenario::of(json!({ "pages": alone(&[
        integer("most"),
        json!({ "kind": "repeat", "name": "r", "label": "R", "count": "4", "relevant": "position(current()) <= ${most}",
            "questions": [text("t"), calculate("at", "position(current())"),
                json!({ "kind": "group", "name": "g", "label": "G", "questions": [calculate("in_group", "position(.)")] }) ] }),
        calculate("seen", "concat(join(' ', ${at}), ',', join(' ', ${in_group}))"),
        json!({ "kind": "repeat", "name": "even", "label": "E", "count": "4", "relevant": "position(current()) mod 2 = 0",
            "questions": [integer("n")] }),
        text("last"),
    ]) }));
    s.answer("most", "3").sees("seen", "1 2 3,1 2 3");
    s.shows("r", &["r[1]", "t[1]", "r[2]", "t[2]", "r[3]", "t[3]"]);
    s.answer("most", "0").sees("seen", ",").next_is("n[2]");
    s.shows("even", &["even[2]", "n[2]", "even[4]", "n[4]"]);
    s.send(&[("n[2]", "2"), ("n[4]", "4")]).answer("last", "x");
    s.submits(&["even=4", "last=x", "most=0", "n[2]=2", "n[4]=4", "r=4", "seen=,"]);
}

#[test]
fn a_filter_may_count_choices() {
    let list = json!([{ "value": "a", "label": "A" }, { "value": "b", "label": "B" }, { "value": "c", "label": "C" }]);
    let pick = |name: &str, filter: &str| json!({ "kind": "select_one", "name": name, "label": "?", "choices": "l", "choice_filter": filter });
    let mut s = Scenario::of(json!({ "lists": { "l": list }, "pages": alone(&[
        pick("rest", "position() != 1"), pick("final", "position() = last()") ]) }));
    s.offers("rest", &["B", "C"]).offers("final", &["C"]);
}

#[test]
fn a_default_is_worked_out_by_one_rule() {
    let begun = |question: Value, default: &str| with(question, json!({ "default": default }));
    let mut s = Scenario::of(json!({ "pages": alone(&[
        begun(integer("sum"), "3+4"),
        begun(text("product"), "3 * 2"),
        begun(text("difference"), "5 - 3"),
        begun(text("call"), "concat('a', 'b')"),
        begun(text("phone"), "0441-123"),
        begun(text("abroad"), "+49 441 123"),
        begun(text("grade"), "A+"),
        begun(text("words"), "about (this)"),
        begun(text("hyphens"), "red-green"),
        begun(text("fraction"), "1/2"),
        begun(json!({ "kind": "date", "name": "day", "label": "?" }), "2020-01-31"),
        begun(integer("less"), "-5"),
    ]) }));
    for (name, value) in [
        ("sum", "7"),
        ("product", "6"),
        ("difference", "2"),
        ("call", "ab"),
        ("phone", "0441-123"),
        ("abroad", "+49 441 123"),
        ("grade", "A+"),
        ("words", "about (this)"),
        ("hyphens", "red-green"),
        ("fraction", "1/2"),
        ("day", "2020-01-31"),
        ("less", "-5"),
    ] {
        s.sees(name, value);
    }
    let wrong = json!({ "name": "d", "languages": ["en"], "title": "?",
        "pages": alone(&[begun(text("t"), "todayy()")]) });
    let problems = ours::load(wrong.to_string().as_bytes(), &NoFiles).problems;
    assert!(problems.iter().any(|it| it.to_string().contains("/default")), "{problems:?}");
}

#[test]
fn answers_in_labels_of_choices_are_told_everywhere() {
    let list = json!([{ "value": "d", "label": "Dog ${name}" }, { "value": "c", "label": "Cat" }]);
    let whole = json!({ "name": "pets", "languages": ["en"], "title": "?", "lists": { "l": list }, "pages": alone(&[
        text("name"),
        json!({ "kind": "select_one", "name": "pet", "label": "?", "choices": "l" }),
        calculate("told", "jr:choice-name(${pet}, '${pet}')"),
        text("last"),
    ]) });
    let questionnaire = ours::load(whole.to_string().as_bytes(), &NoFiles).sound().unwrap();
    let clock = zugvogel::clock::Clock::Fixed("2026-06-15T10:00:00Z".parse().unwrap());
    let env = zugvogel::app::env(&clock, Locale::find("en").unwrap());
    let mut draft = Interview::begin(&questionnaire, 7, "en", &env);
    for (page, (name, value)) in [("name", "Rex"), ("pet", "d")].into_iter().enumerate() {
        let mut form = Form::default();
        form.push(name, value);
        let outcome = Interview::new(&questionnaire, &draft, &env).accept(page, &form);
        draft = outcome.into_draft().unwrap();
    }
    let interview = Interview::new(&questionnaire, &draft, &env);
    assert_eq!(interview.evaluation().value("told"), "Dog Rex");
    let review = format!("{:?}", interview.review());
    assert!(review.contains("Dog Rex") && !review.contains("${name}"), "{review}");
}

#[test]
fn choices_and_messages_have_no_marks() {
    let list = json!([
        { "value": "1", "label": "**Yes**" }, { "value": "2", "label": "<b>No</b>" },
        { "value": "3", "label": "Peace &amp; quiet" }, { "value": "4", "label": "<5 km" }
    ]);
    let mut s = Scenario::of(json!({ "lists": { "l": list }, "pages": alone(&[
        json!({ "kind": "select_one", "name": "c", "label": "?", "choices": "l" }),
        calculate("told", "jr:choice-name(${c}, '${c}')"),
        text("last"),
    ]) }));
    s.offers("c", &["Yes", "No", "Peace & quiet", "<5 km"]).answer("c", "1").sees("told", "Yes");
}

#[test]
fn numbers_and_dates_may_have_the_digits_of_any_script() {
    let date = |name: &str| json!({ "kind": "date", "name": name, "label": "?" });
    let mut s = Scenario::of(json!({ "pages": alone(&[
        integer("n"),
        json!({ "kind": "decimal", "name": "d", "label": "?" }),
        date("day"),
        json!({ "kind": "range", "name": "r", "label": "?", "min": 0, "max": 50, "step": 0.001 }),
    ]) }));
    for typed in ["٢٥", "۲۵", "２５", "\u{200f}٢٥", "२५"] {
        s.answer("n", typed).sees("n", "25");
    }
    s.answer("d", "٣٫٥").sees("d", "3.5").answer("day", "٢٩.٢.٢٠٢٤").sees("day", "2024-02-29");
    s.answer("day", "２０２４-０２-２８").sees("day", "2024-02-28");
    // A step of a thousandth makes it a decimal, of which it may be either.
    s.answer("r", "1.250").refused("r").answer("r", "1.25").sees("r", "1.25");
}

/// Where points are picked nobody asks back, and what is stored is read back as it stands.
#[test]
fn points_of_thousandths_are_what_they_are() {
    let scale = |name: &str, max: f64, step: f64| json!({ "kind": "range", "name": name, "label": "?", "min": 1, "max": max, "step": step });
    let mut s = Scenario::of(json!({ "pages": alone(&[
        scale("near", 2.0, 0.125), scale("far", 50.0, 0.125), text("last"),
    ]) }));
    s.answer("near", "1.125").next_is("far").sees("near", "1.125").pass("near").next_is("far");
    s.answer("far", "1.125").refused("far").answer("far", "1.1250").sees("far", "1.125");
    s.pass("far").next_is("last").sees("far", "1.125");
}

/// One more round after each that is answered, without a word of the repeat itself.
#[test]
fn a_repeat_may_count_what_is_answered_in_it() {
    let child = json!({ "kind": "repeat", "name": "child", "label": "Child",
        "count": "count-non-empty(${called}) + 1", "questions": [text("called")] });
    let mut s = Scenario::of(json!({ "pages": alone(&[
        child, calculate("rounds", "indexed-repeat(${child}/called, ${child}, 2)"), text("last"),
    ]) }));
    s.sees("child", "1").send(&[("called[1]", "Ada")]).sees("child", "2");
    s.send(&[("called[1]", "Ada"), ("called[2]", "Bo")]).sees("child", "3").sees("rounds", "Bo");
}

#[test]
fn the_search_takes_whole_words_for_the_answer() {
    let towns = ["Łódź", "Łowicz", "Verden (Aller)", "Brăila"];
    let filler = (0..30).map(|n| format!("Town {n}"));
    let all = towns.iter().map(ToString::to_string).chain(filler);
    let list: Vec<Value> =
        all.map(|it| json!({ "value": it.replace(' ', "_"), "label": it })).collect();
    let mut s = Scenario::of(json!({ "lists": { "l": list }, "pages": alone(&[
        json!({ "kind": "lookup", "name": "t", "label": "?", "choices": "l" }) ]) }));
    s.send(&[("t", ""), ("t.q", "lodz")]).sees("t", "Łódź");
    s.send(&[("t", ""), ("t.q", "braila")]).sees("t", "Brăila");
    s.send(&[("t", ""), ("t.q", "verden")]).sees("t", "Verden_(Aller)");
    s.send(&[("t", ""), ("t.q", "low")]).refused("t");
}
