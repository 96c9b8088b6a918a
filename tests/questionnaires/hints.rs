//! The way out of what authors get wrong: what was meant, in their language and in that of other tools, and
//! each mistake once.

use serde_json::{Value, json};

use super::mistakes::{told_of, told_of_condition, told_of_form, with};

/// What is told of a sound questionnaire with this at a place.
fn told_with(pointer: &str, value: Value) -> Vec<String> {
    let mut document = with(&[]);
    *document.pointer_mut(pointer).unwrap() = value;
    told_of(&document)
}

/// The same with a field under another name.
fn told_renamed(pointer: &str, ours: &str, theirs: &str) -> Vec<String> {
    let mut document = with(&[]);
    let fields = document.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
    let value = fields.remove(ours).unwrap();
    fields.insert(theirs.to_owned(), value);
    told_of(&document)
}

#[test]
fn a_field_called_in_other_words_is_one_problem_with_ours() {
    for (pointer, ours, theirs) in [
        ("/pages/0", "questions", "fragen"),
        ("/lists/yn/0", "value", "name"),
        ("/lists/yn/0", "label", "Beschriftung"),
        ("/pages/0/questions/0", "kind", "type"),
        ("/pages/0/questions/0", "label", "text"),
        ("/pages/0/questions/0", "choices", "antworten"),
        ("", "pages", "seiten"),
    ] {
        let told = told_renamed(pointer, ours, theirs);
        assert_eq!(told.len(), 1, "{theirs}: {told:#?}");
        assert!(told[0].starts_with(&format!("{pointer}/{theirs}: error: ")), "{told:?}");
        assert!(told[0].ends_with(&format!("; did you mean `{ours}`?")), "{told:?}");
    }
}

#[test]
fn a_kind_in_german_is_told_with_ours() {
    for (word, ours) in [
        ("select_mehrere", "select_multiple"),
        ("Mehrfachauswahl", "select_multiple"),
        ("einzelauswahl", "select_one"),
    ] {
        let told = told_with("/pages/0/questions/0/kind", word.into());
        assert_eq!(told.len(), 1, "{told:#?}");
        assert!(told[0].ends_with(&format!("; did you mean `{ours}`?")), "{told:?}");
        let form = format!(
            "| survey |\n| | type | name | label |\n| | {word} l | t | T |\n| choices |\n\
             | | list_name | name | label |\n| | l | 1 | A |\n"
        );
        let expected = format!(
            "survey row 2, column type: error: there is no type `{word} l`; did you mean `{ours} l`?"
        );
        let told = told_of_form(&form);
        assert_eq!(told[0], expected, "{told:#?}");
        assert!(!told.iter().any(|it| it.contains("no question uses this list")), "{told:#?}");
    }
}

#[test]
fn an_other_choice_that_is_not_there_is_told_once() {
    let mut document = with(&[]);
    document["pages"][0]["questions"][0]["other"] = "sonst".into();
    assert_eq!(
        told_of(&document),
        [
            "/pages/0/questions/0/other: error: the list has no choice `sonst`; there are `1`, `2`, `99`"
        ]
    );
}

#[test]
fn a_language_is_told_once_however_many_texts_are_in_it() {
    let mut document = with(&[]);
    for pointer in ["/title", "/pages/0/title", "/pages/0/questions/0/label"] {
        *document.pointer_mut(pointer).unwrap() = json!({ "de": "T", "en": "T", "fr": "T" });
    }
    document["languages"] = json!(["de", "fr"]);
    let told = told_of(&document);
    assert_eq!(
        told,
        [
            "/title/en: error: `en` is not a language of this questionnaire: in 2 more places, too; add it to \
             `languages`"
        ]
    );
    let told = told_with("/languages", "de, en".into());
    assert!(told[0].ends_with("; write `[\"de\", \"en\"]`"), "{told:?}");
    let told = told_with("/languages", "de".into());
    assert!(told[0].ends_with("; write `[\"de\"]`"), "{told:?}");
}

#[test]
fn what_is_no_part_of_a_condition_is_told_with_the_way_out() {
    let comma = "write `,` between the arguments of a function, `and` or `or` between conditions, and nothing at \
                 the end";
    for (condition, hint) in [
        ("${a} = '1';", comma),
        ("if(${a} = '1'; 1; 2) = 1", comma),
        ("enthält(${a}, '1')", "did you mean `contains`?"),
        ("ausgewählt(${b}, '1')", "did you mean `selected`?"),
        ("und(${a} = 1, ${b} = 1)", "write `and`"),
        ("istleer(${a})", "write `= ''` for what is not answered"),
        ("mittelwert(${b}) > 1", "write `sum(…) div count-non-empty(…)`"),
        ("avg(${b}) > 1", "write `sum(…) div count-non-empty(…)`"),
    ] {
        let told = told_of_condition(condition);
        assert!(told.len() == 1 && told[0].ends_with(hint), "{condition}: {told:#?}");
    }
}

#[test]
fn a_day_that_the_calendar_does_not_have_is_told_as_one() {
    let date = json!({ "kind": "date", "name": "d", "label": "D" });
    for (condition, last) in [
        ("${d} > '2020-02-30'", "2020-02-29"),
        ("${d} = '2021-04-31'", "2021-04-30"),
        ("${d} > date('2021-02-29')", "2021-02-28"),
    ] {
        let text = json!({ "kind": "text", "name": "t", "label": "T", "relevant": condition });
        let told = told_of(&with(&[date.clone(), text]));
        let hint =
            format!("; the calendar has no such day: the last one of that month is `{last}`");
        assert!(told.len() == 1 && told[0].ends_with(&hint), "{condition}: {told:#?}");
    }
}

#[test]
fn all_that_is_wrong_with_a_name_is_told() {
    let name = format!("{}ß", "ü".repeat(32));
    let told = told_of(&with(&[json!({ "kind": "text", "name": name, "label": "T" })]));
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told[0].contains("SPSS and Stata do not hold the name"), "{told:?}");
    assert!(told[1].contains("has 33 characters; "), "{told:?}");
    let told = told_with("/name", "Über uns 2026".into());
    assert_eq!(
        told,
        [
            "/name: error: `Über uns 2026` is not a name; write `uber-uns-2026`: it begins with a letter and has \
             only a–z, 0–9, _ and -"
        ]
    );
}

/// A header that only is called otherwise takes nothing else away.
#[test]
fn a_sheet_or_column_in_german_is_one_problem_with_ours() {
    let form = |survey: &str, choices: &str| {
        format!(
            "| survey |\n| | {survey} | name | label |\n| | text | t | T |\n| | select_one l | u | U |\n\
             | choices |\n| | {choices} | label |\n| | l | 1 | A |\n"
        )
    };
    let errors = |form: &str| {
        let told = told_of_form(form).into_iter();
        told.filter(|it| it.contains(": error: ")).collect::<Vec<_>>()
    };
    for (header, ours) in [("typ", "type"), ("Fragetyp", "type")] {
        assert_eq!(
            errors(&form(header, "list_name | name")),
            [format!(
                "survey row 1, column {header}: error: there is no column `{ours}`; is it `{header}`? call it `{ours}`"
            )]
        );
    }
    assert_eq!(
        errors(&form("type", "liste | Wert")),
        [
            "choices row 1, column liste: error: there is no column `list_name`; is it `liste`? call it `list_name`",
            "choices row 1, column Wert: error: there is no column `name`; is it `Wert`? call it `name`",
        ]
    );
    let german = form("type", "list_name | name").replace("survey", "Umfrage");
    assert_eq!(
        errors(&german),
        ["survey: error: there is no sheet `survey`; is it `Umfrage`? call it `survey`"]
    );
    let german = form("type", "list_name | name").replace("choices", "Auswahl");
    let told = errors(&german);
    assert!(told.len() == 1 && told[0].contains("is it `Auswahl`?"), "{told:#?}");
}

/// What no resident could do anything with is no questionnaire, whoever else accepts it.
#[test]
fn a_form_that_asks_nobody_anything_is_refused() {
    let told = told_of_form("| survey |\n| | type | name | label |\n");
    assert!(told.contains(&"/pages: error: there is no page".to_owned()), "{told:#?}");
}

#[test]
fn a_quota_of_a_form_is_told_of_like_its_questions() {
    let form = |when: &str, max: &str| {
        format!(
            "| survey |\n| | type | name | label |\n| | integer | age | A |\n| | text | t | T |\n\
             | quotas |\n| | name | when | max | skip |\n| | young | {when} | {max} | t |\n"
        )
    };
    let told = |when: &str, max: &str| {
        let told = told_of_form(&form(when, max)).into_iter();
        told.filter(|it| it.starts_with("quotas")).collect::<Vec<_>>()
    };
    assert_eq!(
        told("${agee} < 25", "100"),
        ["quotas row 2, column when: error: `${agee}` does not exist; did you mean `${age}`?"]
    );
    let no_number = told("${age} < 25", "viele");
    assert!(no_number.len() == 1 && no_number[0].contains("column max: error: "), "{no_number:#?}");
}

#[test]
fn a_language_after_another_sign_is_told_with_ours() {
    for (header, meant) in
        [("label_de", "label::de"), ("label:Deutsch", "label::Deutsch"), ("hint de", "hint::de")]
    {
        let told = told_of_form(&format!(
            "| survey |\n| | type | name | label::en | {header} |\n| | text | t | T | U |\n"
        ));
        let expected = format!(
            "survey row 1, column {header}: warning: nothing is read from the column `{header}`; did you mean `{meant}`?"
        );
        assert!(told.contains(&expected), "{told:#?}");
    }
}
