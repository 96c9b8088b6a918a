//! Expressions and what they become.

use super::super::index::{Facts, Index, LssVariable, Target};
use super::translate::AskedWhen;
use super::{Gives, Here, Term};

/// `sex` (list with another answer), `age` (number, asked only of men), `name` (text), `pets`
/// (multiple: cat, dog), `top` (ranking), `sat` (rows a and b of numbers, a with a comment).
fn index() -> Index {
    let mut index = Index::default();
    let facts = |code: &str, qid: &str| Facts {
        code: code.to_owned(),
        sid: "1".to_owned(),
        gid: "2".to_owned(),
        qid: qid.to_owned(),
        ..Facts::default()
    };
    let variable = |name: &str, gives| Target::Variable {
        name: name.to_owned(),
        gives,
        has_labels: false,
        other: None,
        changed: Vec::new(),
    };
    let choice = |value: &str| Target::Choice { list: "pets".into(), value: value.into(), on: "Y" };
    index.question(facts("sex", "3"));
    index.variable(
        "",
        "",
        None,
        Target::Variable {
            name: "sex".into(),
            gives: Gives::Text,
            has_labels: true,
            other: Some(("-oth-".into(), "other".into())),
            changed: vec![("-1".into(), "c1".into())],
        },
    );
    index.variable("other", "other", None, variable("sex_other", Gives::Text));
    index.question(facts("age", "4"));
    index.variable("", "", None, variable("age", Gives::Number));
    index.question(facts("name", "5"));
    index.variable("", "", None, variable("name", Gives::Text));
    index.question(facts("pets", "6"));
    index.variable("cat", "cat", Some(0), choice("cat"));
    index.variable("dog", "dog", Some(1), choice("dog"));
    index.question(facts("top", "7"));
    for place in 0..2 {
        let number = (place + 1).to_string();
        index.variable(&number, &number, None, Target::Place { list: "top".into(), place });
    }
    index.question(facts("sat", "8"));
    index.variable("a", "a", Some(0), variable("sat_a", Gives::Number));
    index.variable("b", "b", Some(1), variable("sat_b", Gives::Number));
    index.variable("acomment", "acomment", Some(0), variable("sat_a_comment", Gives::Text));
    index
}

/// What an expression becomes in the question `sat`, where `this` is its row `b`.
#[track_caller]
fn check(source: &str, expect: Result<&str, &str>) {
    let index = index();
    let is_man = Term::reference("sex", Gives::Text).compare("=", Term::text("m"));
    let mut asked = AskedWhen::default();
    asked.parts.insert((1, None), is_man);
    let this: Option<&LssVariable> = index.find("sat_b");
    let here = Here { index: &index, asked: &asked, question: Some(5), this };
    let made = here.translate(source).map(|translated| translated.term.text);
    let made = made.map_err(|error| error.to_string());
    assert_eq!(made.as_deref().map_err(String::as_str), expect, "{source}");
}

#[test]
fn answers_are_compared() {
    check("sex == 'f'", Ok("${sex} = 'f'"));
    check("\"f\" != sex.NAOK", Ok("${sex} != 'f'"));
    check("sex == 1", Ok("${sex} = 1"));
    check("sex == '-oth-' or sex eq \"-1\"", Ok("${sex} = 'other' or ${sex} = 'c1'"));
    check("sex_other == \"it's\"", Ok("${sex_other} = \"it's\""));
    check("1X2X3 == 'f' && INSERTANS:1X2X3other != ''", Ok("${sex} = 'f' and ${sex_other} != ''"));
    check("age.NAOK == '18'", Ok("${age} = 18"));
    check("age.NAOK > '18'", Ok("${age} > 18"));
    check("age.NAOK == sat_a", Ok("number(${age}) = number(${sat_a})"));
    check("name >= '2010-01-31'", Ok("${name} >= '2010-01-31'"));
    check("name < 'M'", Err("`M` is compared by the alphabet"));
    check("(sat_a > 1) == 1", Ok("${sat_a} > 1"));
    check("(sat_a > 1) == 0", Ok("not(${sat_a} > 1)"));
}

#[test]
fn choices_and_places_have_no_variables_of_their_own() {
    check("pets_cat == 'Y'", Ok("selected(${pets}, 'cat')"));
    check("pets_cat != 'Y'", Ok("not(selected(${pets}, 'cat'))"));
    check("pets_cat == ''", Ok("not(selected(${pets}, 'cat'))"));
    check("!pets_cat.NAOK", Ok("not(selected(${pets}, 'cat'))"));
    check("pets_cat == 'N'", Ok("false()"));
    check(
        "!is_empty(pets_cat) && 1X2X6dog == \"Y\"",
        Ok("selected(${pets}, 'cat') and selected(${pets}, 'dog')"),
    );
    check(
        "pets_cat.shown",
        Ok("if(selected(${pets}, 'cat'), jr:choice-name('cat', '${pets}'), '')"),
    );
    check("top_1 == 'a'", Ok("selected-at(${top}, 0) = 'a'"));
    check("top_2.shown", Ok("jr:choice-name(selected-at(${top}, 1), '${top}')"));
    check("sex.shown", Ok("jr:choice-name(${sex}, '${sex}')"));
    check("name.shown", Ok("${name}"));
    check("sex.qid == 3", Ok("3 = 3"));
}

#[test]
fn truth_is_what_limesurvey_takes_for_it() {
    check("name.NAOK", Ok("${name}"));
    check("!name", Ok("not(${name} != '' and ${name} != '0')"));
    check("1 && sat_a + 1", Ok("boolean(coalesce(${sat_a}, 0) + 1)"));
    check("if(name, 1, 0)", Ok("if(${name} != '' and ${name} != '0', 1, 0)"));
    check(
        "!(!(name == 'a' or name == 'b')) and sat_a > 1",
        Ok("(${name} = 'a' or ${name} = 'b') and ${sat_a} > 1"),
    );
    check("is_empty(name) || !is_empty(sat_a)", Ok("${name} = '' or ${sat_a} != ''"));
}

#[test]
fn numbers_are_calculated_and_texts_joined() {
    check("sat_a + sat_b * 2", Ok("coalesce(${sat_a}, 0) + . * 2"));
    check("(this / 5) == floor(this / 5)", Ok(". div 5 = floor(. div 5)"));
    check("2 * (1 - -3)", Ok("2 * (1 - -3)"));
    check("name + 'x'", Ok("concat(${name}, 'x')"));
    check("name + '5'", Ok("coalesce(${name}, 0) + 5"));
    check("'a' + 1 + \"b'\\\"c\"", Ok("concat('a', 1, concat('b', \"'\", '\"c'))"));
    check("strlen(name) > 3", Ok("string-length(${name}) > 3"));
    check("round(sat_a / 3, 1)", Ok("round(coalesce(${sat_a}, 0) div 3, 1)"));
}

#[test]
fn lists_are_written_out() {
    check("sum(self.nocomments)", Ok("coalesce(${sat_a}, 0) + ."));
    check("sum(that.sat.sq_a.nocomments, age.NAOK)", Ok("sum(${sat_a} | ${age})"));
    check(
        "count(pets_cat, pets_dog) == 2",
        Ok("if(selected(${pets}, 'cat'), 1, 0) + if(selected(${pets}, 'dog'), 1, 0) = 2"),
    );
    check(
        "count(that.pets.NAOK)",
        Ok("if(selected(${pets}, 'cat'), 1, 0) + if(selected(${pets}, 'dog'), 1, 0)"),
    );
    check("count(name, sex)", Ok("count-non-empty(${name} | ${sex})"));
    check("countif('1', sat_a, sat_b)", Ok("if(${sat_a} = 1, 1, 0) + if(. = 1, 1, 0)"));
    check("sumifop('>', 2, sat_a)", Ok("if(${sat_a} > 2, coalesce(${sat_a}, 0), 0)"));
    check("countifop('RX', 2, sat_a)", Err("there is no comparison `RX`"));
    check("unique(name, sex)", Ok("${name} = '' or ${name} != ${sex}"));
    check("max(sat_a, 3)", Ok("max(${sat_a}, 3)"));
    check("implode(', ', name, sex)", Ok("join(', ', ${name}, ${sex})"));
    check(
        "list(name, sex)",
        Ok("substr(concat(if(${name} != '', concat(', ', ${name}), ''), \
        if(${sex} != '', concat(', ', ${sex}), '')), 2)"),
    );
    check("pets == 1", Err("`pets` stands for several answers"));
    check("count(that.nothing)", Err("there is no question `nothing`"));
}

#[test]
fn texts_are_taken_apart() {
    check("substr(name, 1, 3)", Ok("substr(${name}, 1, 4)"));
    check("substr(name, -3)", Ok("substr(${name}, -3)"));
    check("substr(name, -3, 2)", Ok("substr(${name}, -3, -1)"));
    check("substr(name, -3, 3)", Ok("substr(${name}, -3)"));
    check("substr(name, 0, -1)", Ok("substr(${name}, 0, -1)"));
    check(
        "strpos(name, 'a')",
        Ok("if(contains(${name}, 'a'), \
        string-length(substring-before(${name}, 'a')), '')"),
    );
    check(
        "sprintf('%d of %s (%.1f %%)', sat_a, name, 2)",
        Ok("concat(int(${sat_a}), ' of ', ${name}, ' (', round(2, 1), ' ', '%', ')')"),
    );
    check(
        "convert_value(sex, 1, 'a,b', '1,2')",
        Ok("if(${sex} = 'a', '1', if(${sex} = 'b', '2', ''))"),
    );
    check("str_repeat(name, 2)", Err("`str_repeat` has no counterpart"));
}

#[test]
fn patterns_lose_their_delimiters() {
    check("regexMatch('/^[a-z]+$/i', name)", Ok("regex(${name}, '(?i)^[a-z]+$')"));
    check("regexMatch(\"#a/b'#\", name)", Ok("regex(${name}, \"a/b'\")"));
    check("regexMatch('/^a\\/b$/', name)", Ok("regex(${name}, '^a/b$')"));
    check(
        "regexMatch('abc', name)",
        Err("the pattern `abc` does not stand between two equal signs"),
    );
    assert!(super::super::script::functions::pattern_of("/a/e").is_err());
}

#[test]
fn dates_are_formatted() {
    check("date('d.m.Y', strtotime(name))", Ok("format-date-time(${name}, '%d.%m.%Y')"));
    check("date('H:i')", Ok("format-date-time(now(), '%H:%M')"));
    check("idate('Y', time()) > 2020", Ok("number(format-date-time(now(), '%Y')) > 2020"));
    check(
        "strtotime(name) < time()",
        Ok("round(decimal-date-time(${name}) * 86400) \
        < round(decimal-date-time(now()) * 86400)"),
    );
    check("date('l')", Err("`date('l')` has no counterpart"));
    check("strtotime('+1 week')", Err("`+1 week` has no counterpart"));
}

#[test]
fn what_is_not_asked_makes_the_whole_nothing() {
    check("age == 5", Ok("${age} = 5"));
    check("age > 5 && name == 'x'", Ok("${age} > 5 and ${name} = 'x'"));
    check("age != 5", Ok("${sex} = 'm' and ${age} != 5"));
    check("age.NAOK != 5", Ok("${age} != 5"));
    check("age == 5 or name == 'x'", Ok("${sex} = 'm' and (${age} = 5 or ${name} = 'x')"));
    check("is_empty(age)", Ok("${sex} = 'm' and ${age} = ''"));
    check("age + 1", Ok("if(${sex} = 'm', coalesce(${age}, 0) + 1, '')"));
    check("age", Ok("${age}"));
    check("age.relevanceStatus == 1", Ok("if(${sex} = 'm', 1, 0) = 1"));
}

#[test]
fn what_does_not_exist_is_said() {
    check("TOKEN:EMAIL == ''", Err("there is no data of participants here: not `TOKEN:EMAIL`"));
    check("nothing == 1", Err("there is no `nothing`"));
    check("name = 'x'", Err("`=` would change an answer; `==` compares"));
}
