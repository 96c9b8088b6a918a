//! What authors get wrong by hand, and what they are told: with its place, and in words that lead to the
//! way out.

use serde_json::{Value, json};
use zugvogel::formats::workbook::Container;
use zugvogel::formats::{self, FileType, FormFiles, NoFiles, Unreadable, json::load};
use zugvogel::i18n::problems;

/// A sound questionnaire with these questions after a choice of one and one of several.
pub(super) fn with(questions: &[Value]) -> Value {
    let mut all = vec![
        json!({ "kind": "select_one", "name": "a", "label": "A", "choices": "yn" }),
        json!({ "kind": "select_multiple", "name": "b", "label": "B", "choices": "yn" }),
    ];
    all.extend_from_slice(questions);
    json!({
        "name": "form", "languages": ["de"], "title": "T",
        "publisher": { "name": "N", "contact": "C", "phone": "1", "email": "a@b.example",
            "privacy": "P", "imprint": "I" },
        "welcome": { "title": "T", "lead": "L", "facts": [] },
        "thanks": { "title": "T", "text": "T" },
        "lists": { "yn": [{ "value": "1", "label": "Ja" }, { "value": "2", "label": "Nein" },
            { "value": "99", "label": "weiß nicht", "exclusive": true }] },
        "pages": [{ "name": "p", "title": "P", "questions": all }]
    })
}

pub(super) fn told(document: &[u8], files: &dyn FormFiles) -> Vec<String> {
    load(document, files).problems.iter().map(ToString::to_string).collect()
}

/// Problems without the place in the file.
pub(super) fn told_of(document: &Value) -> Vec<String> {
    let checked = load(document.to_string().as_bytes(), &NoFiles);
    let plain = |mut problem: zugvogel::engine::Problem| {
        problem.origin = None;
        problem.to_string()
    };
    checked.problems.into_iter().map(plain).collect()
}

/// What is told of a question with this condition.
pub(super) fn told_of_condition(condition: &str) -> Vec<String> {
    let question = json!({ "kind": "text", "name": "t", "label": "T", "relevant": condition });
    let told = told_of(&with(&[question]));
    let place = "/pages/0/questions/2/relevant at 1:";
    told.iter().map(|it| it.strip_prefix(place).unwrap_or(it).to_owned()).collect()
}

#[test]
fn the_questionnaire_of_these_tests_is_sound() {
    assert_eq!(told_of(&with(&[])), [""; 0]);
}

/// The last one would win, and all pages before it be gone.
#[test]
fn a_key_that_is_there_twice_is_an_error() {
    let text = with(&[]).to_string();
    let pages = text.replacen("{", "{\n\"pages\": [],\n", 1);
    let hint = "only the last one would count: keep one of them, or put them together";
    let told_twice = |document: &str, field: &str| {
        let told = told(document.as_bytes(), &NoFiles);
        assert_eq!(told.len(), 1, "{told:#?}");
        assert!(
            told[0].contains(&format!("the field `{field}` is there twice; {hint}")),
            "{told:?}"
        );
        told[0].clone()
    };
    assert!(told_twice(&pages, "pages").starts_with("/pages (line 3, column "));
    told_twice(&text.replacen("\"yn\":", "\"yn\": [],\"yn\":", 1), "yn");
    told_twice(
        &text.replacen("\"label\":\"Ja\"", "\"label\":\"Ja\",\"label\":\"Nein\"", 1),
        "label",
    );
    assert!(!load(pages.as_bytes(), &NoFiles).is_sound());
}

#[test]
fn a_question_is_not_called_as_a_field_of_the_form() {
    let text = |name: &str| json!({ "kind": "text", "name": name, "label": "T" });
    for name in ["_csrf", "_to", "_shown", "_mine"] {
        let told = told_of(&with(&[text(name)]));
        let expected = format!(
            "/pages/0/questions/2/name: error: the name `{name}` is reserved for the forms of the pages; \
             begin it with a letter"
        );
        assert_eq!(told, [expected]);
    }
    let number = json!({ "kind": "integer", "name": "n", "label": "N", "min": 0 });
    let told = told_of(&with(&[number.clone(), text("n.missing")]));
    assert_eq!(
        told,
        [
            "/pages/0/questions/3/name: error: `n.missing` is a field of the question `n` on the same page; \
          write `_` in place of the point"
        ]
    );
    let lookup = json!({ "kind": "lookup", "name": "l", "label": "L", "choices": "yn" });
    assert!(told_of(&with(&[lookup, text("l.q")]))[0].contains("a field of the question `l`"));
    // On another page they do not meet.
    let mut apart = with(&[number]);
    apart["pages"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "name": "q", "questions": [text("n.missing")] }));
    assert!(!told_of(&apart).iter().any(|it| it.contains("error")), "{:?}", told_of(&apart));
}

/// In its stead stand general words, which know nothing of this survey.
#[test]
fn a_first_and_a_last_page_of_its_own_are_advised() {
    for part in ["welcome", "thanks"] {
        let mut without = with(&[]);
        without.as_object_mut().unwrap().remove(part);
        let told = told_of(&without);
        let [advice] = told.as_slice() else { panic!("{part}: {told:?}") };
        let begins = format!("/{part}: warning: the ");
        assert!(advice.starts_with(&begins) && advice.contains(part), "{advice}");
    }
}

#[test]
fn a_condition_that_no_answer_meets_is_told() {
    for (condition, expected) in [
        (
            "${a} = 'Ja'",
            "1: warning: `${a}` is never `Ja`: no choice has this value; `Ja` is the label; its value is `1`",
        ),
        (
            "'nein' != ${a}",
            "11: warning: `${a}` is always something else than `nein`: no choice has this value; `nein` is the \
             label; its value is `2`",
        ),
        (
            "${a} = 3",
            "1: warning: `${a}` is never `3`: no choice has this value; its values are `1`, `2`, `99`",
        ),
        (
            "${a} = '1' or ${a} = '7'",
            "15: warning: `${a}` is never `7`: no choice has this value; its values are `1`, `2`, `99`",
        ),
        (
            "${a} = '999'",
            "1: warning: `${a}` is never `999`: no choice has this value; did you mean `99`?",
        ),
        (
            "${b} = '1'",
            "1: warning: this holds only where nothing else is picked in `b` beside `1`; write \
             `selected(${b}, '1')` for one of several",
        ),
        (
            "selected-at(${b}, 0) = '7'",
            "13: warning: `${b}` is never `7`: no choice has this value; its values are `1`, `2`, `99`",
        ),
        (
            "${a} > 100",
            "1: warning: no value of `${a}` is so much, so this never holds; its values are `1`, `2`, `99`",
        ),
        (
            "2 <= ${b}",
            "6: warning: `b` holds several values, so this holds only where one of them is picked alone; write \
             `count-selected(${b})` for how many are picked, `selected(${b}, '1')` for one of them",
        ),
        (
            "not(selected(${b}, '7'))",
            "14: warning: `${b}` is never `7`: no choice has this value; its values are `1`, `2`, `99`",
        ),
    ] {
        assert_eq!(told_of_condition(condition), [expected], "{condition}");
    }
    for fine in [
        "${a} = 1",
        "${a} = '2' and ${a} != 99",
        "${a} = ''",
        "${a} = '-8' or ${a} = -7",
        "${a} < 3",
        "${a} = ${b}",
        "${b} = '99'",
        "${b} = '1 2'",
        "selected(${a}, '1')",
        "selected-at(${b}, 0) = '1'",
        "count-selected(${b}) = 7",
        "${a} > 5 and ${a} < 0",
    ] {
        assert_eq!(told_of_condition(fine), [""; 0], "{fine}");
    }
}

/// What is told of a condition beside questions of other kinds.
fn told_beside_others(condition: &str) -> Vec<String> {
    let of = |kind: &str, name: &str| json!({ "kind": kind, "name": name, "label": "L" });
    let mut text = of("text", "x");
    text["relevant"] = condition.into();
    let told = told_of(&with(&[
        of("date", "d"),
        of("date_time", "m"),
        of("time", "t"),
        json!({ "kind": "integer", "name": "i", "label": "I", "min": 0 }),
        text,
    ]));
    let place = "/pages/0/questions/6/relevant at 1:";
    told.iter().map(|it| it.strip_prefix(place).unwrap_or(it).to_owned()).collect()
}

/// Without a word, it would never hold.
#[test]
fn a_date_time_or_number_of_another_form_is_told() {
    for (condition, expected) in [
        (
            "${d} <= '31.12.2026'",
            "9: warning: `31.12.2026` is no date, so nothing is before it, after it or equal to it; write it as in \
             `'2026-12-31'`",
        ),
        (
            "today() > '2026-13-05'",
            "11: warning: `2026-13-05` is no date, so nothing is before it, after it or equal to it; write it as in \
             `'2026-12-31'`",
        ),
        (
            "${d} = '2026-1-5'",
            "8: warning: `${d}` is never written `2026-1-5`; write it as in `'2026-01-05'`",
        ),
        (
            "${d} > 2026",
            "1: warning: 2026 counts days since 1970 here and is no year; write it as in `'2026-01-01'`",
        ),
        (
            "${d} > date('2025-13-01')",
            "13: warning: `2025-13-01` is no date, so `date` gives nothing; write it as in `'2026-12-31'`",
        ),
        (
            "${m} < date-time('2026-01-01 10:00')",
            "18: warning: `2026-01-01 10:00` is no date, so `date-time` gives nothing; write it as in \
             `'2026-01-01T10:00'`",
        ),
        (
            "decimal-time(${t}) > decimal-time('9 Uhr')",
            "35: warning: `9 Uhr` is no time, so `decimal-time` gives nothing; write it as in `'10:00'`",
        ),
        (
            "${t} > '09:30'",
            "8: warning: `${t}` is a time and no number, so it is neither before, after nor equal to what stands \
             here; compare `decimal-time(${t})` with `decimal-time('09:30')`",
        ),
        (
            "${i} >= '10,5'",
            "9: warning: `10,5` is no number, so nothing is more than it, less than it or equal to it; write it as \
             in `10.5`",
        ),
    ] {
        assert_eq!(told_beside_others(condition), [expected], "{condition}");
    }
    for fine in [
        "${d} > '2026-1-5'",
        "${d} = '2026-01-05' or ${d} = '' or ${d} = '-8'",
        "${d} > today() - 7 and ${m} > now()",
        "date('') = '' and date(${d}) = ${d}",
        "${d} > 20000",
        "${i} = '7' and ${i} != -8",
        "decimal-time(${t}) > decimal-time('09:30')",
        "format-date(${d}, '%Y') = '2026'",
    ] {
        assert_eq!(told_beside_others(fine), [""; 0], "{fine}");
    }
    let question =
        json!({ "kind": "date", "name": "d", "label": "D", "constraint": ". <= '31.12.2026'" });
    let told = told_of(&with(&[question]));
    assert!(
        told.len() == 1 && told[0].contains("constraint at 1:6: warning: `31.12.2026` is no date"),
        "{told:?}"
    );
}

/// Values that are worked out, or are other answers, are not known.
#[test]
fn nothing_is_told_of_values_that_nobody_knows() {
    let mut document = with(&[
        json!({ "kind": "calculate", "name": "c", "calculation": "if(${a} = 1, 'Ja', 'x')" }),
        json!({ "kind": "select_one", "name": "d", "label": "D", "choices": "yn", "other": "99" }),
        json!({ "kind": "select_one", "name": "e", "label": "E", "choices": "${b}" }),
        json!({ "kind": "text", "name": "t", "label": "T",
            "relevant": "${c} = 'Ja' or ${d} = '99' or ${d_other} = 'Ja' or ${e} = 'Ja' or ${u} = 'Ja'" }),
        json!({ "kind": "text", "name": "u", "label": "U" }),
    ]);
    let calm = |document: &Value| {
        let told = told_of(document);
        assert!(!told.iter().any(|it| it.contains("no choice has")), "{told:#?}");
    };
    calm(&document);
    document["pages"][0]["questions"][0]["calculation"] = "'Ja'".into();
    document["pages"][0]["questions"][5]["relevant"] = "${a} = 'Ja'".into();
    calm(&document);
}

#[test]
fn a_word_without_quotes_is_told_what_it_may_mean() {
    for (word, hint) in [
        ("Ja", "`Ja` is the label of a choice; write its value, `'1'`"),
        ("yes", "write `true()`"),
        ("heute", "write `today()`"),
        ("drei", "write `'drei'` for a text, `${drei}` for an answer"),
        ("b", "write `${b}` for an answer"),
    ] {
        assert_eq!(
            told_of_condition(&format!("${{a}} = {word}")),
            [format!("8: error: `{word}` means nothing here; {hint}")]
        );
    }
    // The whole of a condition is no value of a list.
    assert_eq!(told_of_condition("ja"), ["1: error: `ja` means nothing here; write `true()`"]);
    let mut document = with(&[]);
    document["lists"]["yn"][0]["value"] = "y".into();
    document["pages"][0]["questions"][1]["relevant"] = "${a} = y".into();
    assert_eq!(
        told_of(&document),
        [
            "/pages/0/questions/1/relevant at 1:8: error: `y` means nothing here; a text is written in \
          quotes: `'y'`"
        ]
    );
}

#[test]
fn a_missing_code_that_nobody_can_pick_is_one_problem() {
    let told = |code: i32| {
        let mut document = with(&[]);
        document["pages"][0]["questions"][0]["missing"] = json!([code]);
        told_of(&document)
    };
    let place = "/pages/0/questions/0/missing: error:";
    assert_eq!(
        told(99),
        [format!(
            "{place} 99 is no missing code that a respondent can pick; 99 is a choice of the list and is \
             offered as such: leave it out here"
        )]
    );
    assert_eq!(
        told(-99),
        [format!(
            "{place} -99 is no missing code that a respondent can pick; -8 don't know, -7 prefer not to \
             answer, -6 does not apply"
        )]
    );
}

/// Whoever mends the one must not find the other afterwards.
#[test]
fn a_fault_of_the_json_is_told_beside_one_of_the_form() {
    let mut document = with(&[]);
    document["version"] = 1.into();
    let text = document.to_string();
    let text = format!("{},}}", text.strip_suffix('}').unwrap());
    let told = told(text.as_bytes(), &NoFiles);
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told[0].ends_with(
        "error: this is no JSON: there is a comma too many before the closing bracket; what comes after \
         it was not read: check again once it is mended"
    ));
    assert!(told[1].starts_with("/version") && told[1].contains("a text was expected, not `1`"));
}

#[test]
fn a_file_of_an_older_windows_is_to_be_saved_as_utf_8() {
    let text = with(&[]).to_string().replacen('{', "{\n", 1);
    let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    let told = told(&bytes, &NoFiles);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].starts_with("line 2, column "), "{told:?}");
    assert!(
        told[0].ends_with("error: this is no text in UTF-8; save the file as UTF-8"),
        "{told:?}"
    );
}

#[test]
fn what_is_no_json_is_told_in_german() {
    let told = |text: &str| -> Vec<String> {
        let found = load(text.as_bytes(), &NoFiles).problems;
        found.iter().map(|problem| problems::problem(problem, "de")).collect()
    };
    let rest = "was danach kommt, wurde nicht gelesen: prüfen Sie noch einmal, wenn es behoben ist";
    for (text, what) in [
        (
            "{\"a\": 1,}",
            "Fehler: das ist kein JSON: vor der schließenden Klammer steht ein Komma zu viel",
        ),
        (
            "{\"a\" 1}",
            "Fehler: das ist kein JSON: hier muss ein `:` zwischen einem Namen und seinem Wert stehen",
        ),
        (
            "{a: 1}",
            "Fehler: das ist kein JSON: hier muss ein Name in doppelten Anführungszeichen stehen wie \"title\"",
        ),
        (
            "// x",
            "Fehler: das ist kein JSON: hier muss ein Wert stehen, Texte in geraden doppelten Anführungszeichen",
        ),
        ("{} }", "Fehler: das ist kein JSON: das Dokument ist hier schon zu Ende"),
        ("{\"a\": \"x", "Fehler: das JSON hört zu früh auf"),
    ] {
        let told = told(text);
        let last = told.first().unwrap();
        assert!(last.contains(what) && last.ends_with(rest), "{text}: {told:#?}");
    }
}

/// A file beside the questionnaire.
pub(super) struct Beside(pub(super) &'static str);

impl FormFiles for Beside {
    fn read(&self, _: &str) -> Result<Vec<u8>, Unreadable> {
        Ok(self.0.as_bytes().to_vec())
    }
}

#[test]
fn faults_of_a_code_frame_have_their_own_lines() {
    let mut document = with(&[]);
    document["frames"] = json!({ "f": { "file": "fr.json" } });
    let frame = "{\"id\": \"F\",\n \"titel\": \"x\",\n \"mains\": [],\n \"codes\": [{\"code\": 101, \
                 \"mainn\": 1, \"label\": \"L\"}]}";
    let told = |frame: &'static str| told(document.to_string().as_bytes(), &Beside(frame));
    let all = told(frame);
    let is_told = |what: &str| all.iter().any(|it| it.starts_with(what));
    assert!(
        is_told("/frames/f/titel (fr.json, line 2, column 8): error: unknown field `titel`"),
        "{all:#?}"
    );
    assert!(all.iter().any(|it| it.ends_with("; did you mean `title`?")), "{all:#?}");
    assert!(is_told("/frames/f/codes/0/mainn (fr.json, line 4, column 35): "), "{all:#?}");
    // What is only misspelt is not told once more.
    assert!(!all.iter().any(|it| it.contains("the field `title` is missing")), "{all:#?}");
    let bare = told("{\"id\": \"F\", \"mains\": [], \"codes\": []}");
    let missing = "/frames/f (fr.json, line 1, column 37): error: the field `title` is missing";
    assert!(bare[0].starts_with(missing), "{bare:#?}");
    let broken = told("{\"id\": \"F\",\n}");
    let place = "/frames/f (fr.json, line 2, column 1): error: this is no JSON: ";
    assert!(broken[0].starts_with(place), "{broken:#?}");
}

/// Whoever mends them opens the frame or the list.
#[test]
fn what_contradicts_itself_in_a_file_is_told_there_and_once() {
    let mut document =
        with(&[json!({ "kind": "select_one", "name": "w", "label": "W", "choices": "w" })]);
    document["frames"] = json!({ "f": { "file": "fr.json" } });
    document["lists"]["w"] = json!({ "frame": "f" });
    let frame = "{\"id\": \"F\", \"title\": \"F\", \"mains\": [{ \"code\": 1, \"label\": \"M\" }],\n\
        \"codes\": [{ \"code\": 101, \"main\": 1, \"label\": \"A\" },\n\
        { \"code\": 101, \"main\": 1, \"label\": \"B\" }]}";
    assert_eq!(
        told(document.to_string().as_bytes(), &Beside(frame)),
        [
            "/frames/f/codes/1/code (fr.json, line 3, column 11): error: the code 101 exists already in this frame"
        ]
    );
    document =
        with(&[json!({ "kind": "select_multiple", "name": "w", "label": "W", "choices": "w" })]);
    document["lists"]["w"] = json!({ "file": "w.csv" });
    let list = "sep=;\nvalue;label\n1;A\n\n1;B\n2 3;C\n";
    assert_eq!(
        told(document.to_string().as_bytes(), &Beside(list)),
        [
            "/lists/w/1 (w.csv, line 5): error: the value `1` exists already in this list",
            "/lists/w/2 (w.csv, line 6): error: `2 3` is not a value; a value is not empty and has no spaces, since \
             several are stored side by side"
        ]
    );
}

#[test]
fn one_mistake_is_told_once() {
    let once = |questions: &[Value], what: &str| {
        let told = told_of(&with(questions));
        assert!(told.len() == 1 && told[0].contains(what), "{told:#?}");
    };
    once(&[json!({ "kind": "text", "name": "t", "lable": "T" })], "did you mean `label`?");
    once(
        &[json!({ "kind": "select_one", "name": "t", "label": "T", "choises": "yn" })],
        "did you mean `choices`?",
    );
    once(
        &[
            json!({ "kind": "txt", "name": "t", "label": "T" }),
            json!({ "kind": "text", "name": "u", "label": "U ${t}", "relevant": "${t} = 1 or ${t_other} = 2" }),
        ],
        "did you mean `text`?",
    );
    let several = json!({ "kind": "select_multiple", "name": "t", "label": "T", "choices": "yn", "other": "2" });
    once(&[several.clone(), several], "the name `t` exists already");
}

#[test]
fn the_way_out_is_told_in_words() {
    for (condition, hint) in [
        ("nicht(${a} = 1)", "; write `not(…)`"),
        ("nicht ${a} = 1", "; write `not(…)`"),
        ("${a} ≥ 1", "; write `>=`"),
        ("${a} ≠ 1", "; write `!=`"),
        ("${a} > 10,5", "; a point stands before decimals: `10.5`"),
        ("${a} = wenn(1, 2, 3)", "; did you mean `if`?"),
    ] {
        let told = told_of_condition(condition);
        assert!(told.len() == 1 && told[0].ends_with(hint), "{condition}: {told:#?}");
    }
    let told = |key: &str, value: Value| {
        let mut question =
            json!({ "kind": "select_multiple", "name": "m", "label": "M", "choices": "yn" });
        question[key] = value;
        let told = told_of(&with(&[question]));
        assert_eq!(told.len(), 1, "{told:#?}");
        told[0].clone()
    };
    assert!(told("missing", json!(-7)).ends_with("; write `[-7]`"));
    assert!(told("default", json!("1, 2")).ends_with("; write it as in `1 2`"));
    assert!(
        told("choices", json!("janein")).ends_with("there is no list `janein`; there are `yn`")
    );
}

/// A form in the rows of a Markdown table.
pub(super) fn told_of_form(text: &str) -> Vec<String> {
    let source = formats::read(text.as_bytes(), FileType::Workbook(Container::Markdown), "form");
    let checked = formats::check(source, &NoFiles);
    checked.problems.iter().map(ToString::to_string).collect()
}

#[test]
fn slips_in_a_workbook_are_told_with_what_was_meant() {
    let form = |header: &str, rows: &str| {
        format!(
            "| survey |\n{header}{rows}| choices |\n| | list_name | name | label |\n| | yn | 1 | Ja |\n\
             | | yn | 2 | Nein |\n"
        )
    };
    let header = "| | type | name | label | appearence | remark |\n";
    let rows = "| | select multiple yn | a | A | | |\n| | number | b | B | | |\n";
    let all = told_of_form(&form(header, rows));
    for expected in [
        "survey row 1, column appearence: warning: nothing is read from the column `appearence`; did you mean \
         `appearance`?",
        "survey row 2, column type: error: there is no type `select multiple yn`; did you mean \
         `select_multiple yn`?",
        "survey row 3, column type: error: there is no type `number`; did you mean `integer`?",
    ] {
        assert!(all.iter().any(|it| it == expected), "{expected}: {all:#?}");
    }
    assert!(!all.iter().any(|it| it.contains("remark")), "a column of one's own: {all:#?}");

    // A title above the headers is one mistake; the rest is read all the same.
    let rows = "| | select_one yn | a | A |\n| | integer | b | B |\n";
    let all = told_of_form(&form("| | My form |\n| | type | name | label |\n", rows));
    let errors: Vec<&String> = all.iter().filter(|it| it.contains("error")).collect();
    assert_eq!(
        errors,
        [
            "survey row 2: error: the headers stand in this row, and not in the first; delete the rows above it"
        ],
        "{all:#?}"
    );
    assert!(!all.iter().any(|it| it.contains("left out")), "{all:#?}");
}

#[test]
fn a_new_workbook_with_an_old_name_is_opened() {
    let document = with(&[]).to_string();
    let read = formats::read(document.as_bytes(), FileType::Json, "form");
    let definition = read.definition.unwrap();
    let new = FileType::Workbook(Container::Xlsx);
    let (bytes, _) = formats::write(&definition, new, "form", &NoFiles).unwrap();
    let again = formats::read(&bytes, FileType::Workbook(Container::Xls), "form");
    assert!(again.definition.is_some(), "{:#?}", again.problems);
}

/// What is absent only because its name is misspelt is not told once more.
#[test]
fn a_misspelt_field_is_one_problem() {
    for (key, value, expect) in [
        (
            "frames",
            json!({ "f": { "fiel": "f.json" } }),
            "/frames/f/fiel: error: unknown field `fiel`",
        ),
        (
            "lists",
            json!({ "yn": { "fiel": "yn.csv" } }),
            "/lists/yn/fiel: error: unknown field `fiel`",
        ),
        (
            "lists",
            json!({ "yn": { "fram": "f", "main": 1 } }),
            "/lists/yn/fram: error: unknown field `fram`",
        ),
    ] {
        let mut document = with(&[]);
        document[key] = value;
        let told = told_of(&document);
        assert_eq!(told.len(), 1, "{told:#?}");
        assert!(told[0].starts_with(expect) && told[0].contains("; did you mean `f"), "{told:#?}");
    }
}

#[test]
fn words_of_other_tools_and_languages_are_known() {
    for (kind, ours) in [
        ("ranking", "rank"),
        ("radio", "select_one"),
        ("Checkbox", "select_multiple"),
        ("number", "integer"),
        ("slider", "range"),
        ("date_tiem", "date_time"),
    ] {
        let told = told_of(&with(&[json!({ "kind": kind, "name": "k", "label": "K" })]));
        let hint = format!("; did you mean `{ours}`?");
        assert!(told.iter().any(|it| it.ends_with(&hint)), "{kind}: {told:#?}");
    }
    for (constraint, hint) in [
        (".>16 und .<99", "; write `and`"),
        (". = 1 ODER . = 2", "; write `or`"),
        ("> 16", "`. > 5` for the answer itself, `${name} > 5` for another one"),
        (". => 16", "; write `>=`"),
        (". between 1 and 3", "; write `. >= 1 and . <= 3`"),
    ] {
        let told = told_of(&with(&[json!({
            "kind": "integer", "name": "i", "label": "I", "min": 0, "constraint": constraint
        })]));
        assert!(told.len() == 1 && told[0].ends_with(hint), "{constraint}: {told:#?}");
    }
}

#[test]
fn a_table_without_the_columns_says_which_it_has() {
    struct Table;
    impl FormFiles for Table {
        fn read(&self, _: &str) -> Result<Vec<u8>, Unreadable> {
            Ok("wert;beschriftung\n1;Ja\n".into())
        }
    }
    let mut document = with(&[]);
    document["lists"]["yn"] = json!({ "file": "yn.csv" });
    let told = told(document.to_string().as_bytes(), &Table);
    for (told, what, ours, theirs) in [
        (&told[0], "`value` or `name`", "value", "wert"),
        (&told[1], "`label` or `label::de`", "label", "beschriftung"),
    ] {
        let expected = format!(
            "no column {what}: its columns are `wert`, `beschriftung`; call the column `{ours}`, not `{theirs}`"
        );
        assert!(told.ends_with(&expected), "{told}");
    }
    assert_eq!(told.len(), 2);
}

/// What Excel saves as CSV in German, and as Unicode.
#[test]
fn a_form_in_csv_is_read_as_spreadsheets_save_it() {
    let form = "survey;;;\n;type;name;label\n;text;t;Größe\nsettings\n;form_title\n;T\n";
    let wide: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(form.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for bytes in [form.as_bytes(), format!("sep=;\n{form}").as_bytes(), &wide] {
        let read = formats::read(bytes, FileType::Workbook(Container::Csv), "form");
        let page = &read.definition.unwrap().pages[0];
        assert_eq!(page.questions[0].label.get("de", ""), "Größe");
    }
}

#[test]
fn a_list_or_frame_alone_is_called_by_its_name() {
    let told = |text: &str, file_type| {
        let read = formats::read(text.as_bytes(), file_type, "form");
        read.problems.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let rest = "; check the questionnaire that names it: its files are checked along with it";
    let csv = FileType::Workbook(Container::Csv);
    assert_eq!(
        told("value;label::de\n1;A\n", csv),
        [format!("the file: error: this is a list of choices and no questionnaire{rest}")]
    );
    assert_eq!(
        told("{\"id\": \"F\", \"mains\": [], \"codes\": []}", FileType::Json),
        [format!("the file: error: this is a code frame and no questionnaire{rest}")]
    );
    let form = told("name,label,type\n", csv);
    assert!(!form.iter().any(|it| it.contains("list of choices")), "{form:#?}");
}

#[test]
fn headers_in_german_are_told_with_ours() {
    let form = "| survey |\n| | type | name | label | Pflicht | Hinweis | Bedingung | Notiz |\n\
                | | text | t | T | ja | H | | |\n";
    let all = told_of_form(form);
    for (header, ours) in [("Pflicht", "required"), ("Hinweis", "hint"), ("Bedingung", "relevant")]
    {
        let expected = format!(
            "survey row 1, column {header}: warning: nothing is read from the column `{header}`; did you mean \
             `{ours}`?"
        );
        assert!(all.contains(&expected), "{expected}: {all:#?}");
    }
    assert!(!all.iter().any(|it| it.contains("Notiz")), "{all:#?}");
}

/// Without script nothing is offered for the second one as long as its page is not left.
#[test]
fn choices_that_go_by_an_answer_of_the_same_page_are_told() {
    let cascade = json!({ "kind": "select_one", "name": "ort", "label": "O", "choices": "orte",
        "choice_filter": "land = ${a}" });
    let mut document = with(std::slice::from_ref(&cascade));
    document["lists"]["orte"] = json!([
        { "value": "x", "label": "X", "attributes": { "land": "1" } }, { "value": "y", "label": "Y", "attributes": { "land": "2" } },
    ]);
    assert_eq!(
        told_of(&document),
        [
            "/pages/0/questions/2/choice_filter at 1:8: warning: what can be chosen here depends on `a` on the same \
             page: without JavaScript it is not offered anew when that is answered; ask `ort` only then \
             (`relevant`: ${a} != ''), or put it on a later page"
        ]
    );
    // Where it must be answered, or comes with the answer, the page is shown again.
    for (key, value) in [("required", json!(true)), ("relevant", json!("${a} != ''"))] {
        let mut again = document.clone();
        again["pages"][0]["questions"][2][key] = value;
        assert_eq!(told_of(&again), [""; 0], "{key}");
    }
    // On a later page it is as it should be.
    document["pages"][0]["questions"].as_array_mut().unwrap().pop();
    document["pages"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "name": "q", "title": "Q", "questions": [cascade] }));
    assert_eq!(told_of(&document), [""; 0]);
}
