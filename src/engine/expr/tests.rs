//! Behaviour of the language through its door.

use std::borrow::Cow;

use super::*;
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

mod calls;
mod paths;
mod properties;

/// Answers by name: one that comes several times belongs to a repeat, `.` is the value itself and
/// `@name` a column of a choice.
struct Answers<'t>(&'t [(&'t str, &'t str)]);

impl Answers<'_> {
    fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(known, _)| *known == name).map(|(_, value)| *value)
    }
}

impl Resolver for Answers<'_> {
    fn nodes(&self, name: &str) -> Nodes<'_> {
        let values: Vec<Cow<'_, str>> = self.all(name).map(Cow::Borrowed).collect();
        match <[_; 1]>::try_from(values) {
            Ok([only]) => Nodes::One(only),
            Err(values) => Nodes::Many(values),
        }
    }

    fn this(&self) -> &str {
        self.all(".").next().unwrap_or_default()
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known.strip_prefix('@') == Some(name)).map(|(_, it)| *it)
    }

    fn choice_label(&self, question: &str, value: &str) -> Option<String> {
        (question == "town" && value == "s").then(|| "Suhl".to_owned())
    }
}

fn calendar() -> Calendar {
    let months = "Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez";
    Calendar::from_words(months, "So Mo Di Mi Do Fr Sa").unwrap()
}

/// Evaluates on Sunday, 2024-03-10, 00:30 at UTC+1, when it is still Saturday in UTC.
fn evaluate(source: &str, answers: &[(&str, &str)]) -> String {
    let now: Timestamp = "2024-03-09T23:30:00Z".parse().unwrap();
    evaluate_at(now.to_zoned(TimeZone::fixed(Offset::constant(1))), source, answers)
}

fn evaluate_at(now: Zoned, source: &str, answers: &[(&str, &str)]) -> String {
    let env = Env { now, calendar: Arc::new(calendar()), seed: 1 };
    let answers = Answers(answers);
    let expr = match Expr::parse(source) {
        Ok(expr) => expr,
        Err(error) => panic!("{source}: {error}"),
    };
    expr.eval(&answers, &env).to_text().into_owned()
}

#[track_caller]
fn check(source: &str, answers: &[(&str, &str)], expect: &str) {
    assert_eq!(evaluate(source, answers), expect, "{source} with {answers:?}");
}

#[track_caller]
fn check_error(source: &str, expect: &str) {
    let error = Expr::parse(source).expect_err(source);
    assert_eq!(error.to_string(), expect, "{source}");
}

#[test]
fn operators_group_by_precedence_and_from_the_left() {
    check("1 + 2 * 3", &[], "7");
    check("2 - 3 - 4", &[], "-5");
    check("-2 * -3 - - 1", &[], "7");
    check("7 mod 4 div 2", &[], "1.5");
    check("3 > 2 > 1", &[], "false");
    check("true() or true() and false()", &[], "true");
    check("(true() or true()) and false()", &[], "false");
    check("1 = 1 = 1", &[], "true");
}

#[test]
fn words_are_operators_only_after_an_operand() {
    check("mod mod div", &[("@mod", "7"), ("@div", "4")], "3");
    check("(and) or or", &[("@and", "1")], "true");
    check("7mod4", &[], "3");
    check("${a}-${b}", &[("a", "5"), ("b", "3")], "2");
    check("a-b", &[("@a-b", "one name")], "one name");
}

#[test]
fn unanswered_questions_are_empty_texts() {
    let empty = &[("age", "")];
    check("${age} < 18", empty, "false");
    check("${age} >= 18", empty, "false");
    check("${age} != 18", empty, "true");
    check("${age} = ''", empty, "true");
    check("${age} + 1", empty, "NaN");
    check("coalesce(${age}, 0) + 1", empty, "1");
    check("coalesce(${age} + 1, 'none')", empty, "none");
    check("boolean(${age})", empty, "true");
    check("boolean(string(${age}))", empty, "false");
}

#[test]
fn texts_compare_as_texts_unless_a_number_is_involved() {
    check("'10' = '10.0'", &[], "false");
    check("'10' = 10.0", &[], "true");
    check("'9' > '10'", &[], "false");
    check("'abc' < 'abd'", &[], "false");
    check("'false' = true()", &[], "true");
}

#[test]
fn numbers_are_read_and_written_without_exponents() {
    for (text, number) in [(" 4 ", "4"), ("-.5", "-0.5"), ("5.", "5"), ("-0", "0")] {
        check("number(.)", &[(".", text)], number);
    }
    for text in ["", ".", "-", "1e3", "1,000", "- 17", "+1", "1.2.3", "inf", "NaN", "٣"] {
        check("number(.)", &[(".", text)], "NaN");
    }
    check("12345678901 * 100000000000", &[], "1234567890100000000000");
    check("1 div 0", &[], "Infinity");
    check("-1 div 0", &[], "-Infinity");
    check("0.1 + 0.2", &[], "0.30000000000000004");
}

#[test]
fn untaken_branches_are_not_evaluated() {
    check("if(1 = 1, 'yes', ${a} div 0)", &[], "yes");
    check("if('a' = 'b', 1, 2) + 1", &[], "3");
}

#[test]
fn node_sets_hold_if_any_node_does() {
    let many = &[("x", "1"), ("x", ""), ("x", "3")];
    check("${x} = 3", many, "true");
    check("${x} != 3", many, "true");
    check("not(${x} = '2')", many, "true");
    check("${none} != 1", many, "false");
    check("${x}", many, "1");
    check("concat(${x}, '!')", many, "13!");
    check("join('-', ${x})", many, "1--3");
    check("sum(${x}) div count-non-empty(${x})", many, "2");
    check("count(${x})", many, "3");
    check("min(${x}, 2)", many, "1");
    check("max(${x} | ${y})", &[("x", "1"), ("y", "7")], "7");
    check("sum(${x})", &[("x", "1"), ("x", "many")], "NaN");
    check("max(${x}, 9)", &[("x", "many"), ("x", "1")], "NaN");
    check("sum(${none})", &[], "0");
    check("max(${none})", &[], "NaN");
}

#[test]
fn choices_are_whole_words() {
    let several = &[("x", " ab  abc ")];
    check("selected(${x}, 'ab')", several, "true");
    check("selected(${x}, ' abc ')", several, "true");
    check("selected(${x}, 'a')", several, "false");
    check("selected(${x}, '')", &[("x", "ab abc")], "false");
    check("selected('', '')", &[], "true");
    check("selected-at(${x}, 1)", several, "abc");
    check("selected-at(${x}, 2)", several, "");
    check("selected-at(${x}, -1)", several, "");
    check("count-selected(${x})", several, "2");
    check("jr:choice-name(${t}, '${town}')", &[("t", "s")], "Suhl");
    check("jr:choice-name('x', '${town}')", &[], "");
    check("state = ${s}", &[("@state", "th"), ("s", "th")], "true");
    check("state = ''", &[], "false");
}

#[test]
fn texts_are_counted_in_characters() {
    check("string-length('Zürich')", &[], "6");
    check("substr('Zürich', 1, 3)", &[], "ür");
    check("substr('Zürich', -3)", &[], "ich");
    check("substr('Zürich', 3, 1)", &[], "");
    check("substring('Zürich', 2, 2)", &[], "ür");
    check("substring('12345', 1.5, 2.6)", &[], "234");
    check("substring('12345', 0 div 0)", &[], "");
    check("substring-before('1999/04', '/')", &[], "1999");
    check("substring-after('1999/04', '/')", &[], "04");
    check("translate('straße', 'sß', 'S')", &[], "Strae");
    check("normalize-space('  a \n b ')", &[], "a b");
}

#[test]
fn halves_are_rounded_away_from_zero() {
    check("round(2.5)", &[], "3");
    check("round(-2.5)", &[], "-3");
    check("round(0.49999999999999994)", &[], "0");
    check("round(2.15, 1)", &[], "2.2");
    check("round(12350.1, -2)", &[], "12400");
    check("round(1.5, 400)", &[], "1.5");
    check("round(1.5, -400)", &[], "0");
    check("round(-1 div 0, 2)", &[], "-Infinity");
    check("int(-2.7)", &[], "-2");
}

#[test]
fn patterns_are_searched_for() {
    check(r"regex('x1y', '\d')", &[], "true");
    check(r"regex('x1y', '^\d$')", &[], "false");
    check("regex('04103', ${pattern})", &[("pattern", "^[0-9]{5}$")], "true");
    check("regex('04103', ${pattern})", &[("pattern", "(")], "false");
    check_error("regex(., '(a')", "1:10: this is not a pattern (unclosed group)");
}

#[test]
fn days_begin_at_midnight_where_the_respondent_is() {
    check("today()", &[], "2024-03-10");
    check("now()", &[], "2024-03-10T00:30:00.000+01:00");
    check("today() - date('2024-02-28')", &[], "11");
    check("today() - ${dob}", &[("dob", "2024-03-09")], "1");
    check("(today() + 1) * 24", &[], "475031");
    check("date(today() + 1)", &[], "2024-03-11");
    check("date('1970-1-2') * 24", &[], "23");
    check("round((now() - today()) * 48)", &[], "1");
    check("now() > today()", &[], "true");
    check("date(now() + 1)", &[], "2024-03-11T00:30:00.000+01:00");
    check("${d} <= today()", &[("d", "2024-03-10")], "true");
    check("${d} > today()", &[("d", "")], "false");
    check("${d} = today() + 7", &[("d", "2024-03-17")], "true");
    check("'2024-03-10T00:00:00+01:00' < '2024-03-09T23:00:01Z'", &[], "true");
    check("decimal-date-time('1970-01-02T01:00:00')", &[], "1");
    check("decimal-time('06:00:00.000+01:00')", &[], "0.25");
    check("date-time(1)", &[], "1970-01-02T01:00:00.000+01:00");
    check("date(number('19791.958333333332'))", &[], "2024-03-10");
    check("format-date('2024', '%Y')", &[], "");
}

/// Summer time begins on 2024-03-31 and ends on 2024-10-27.
#[test]
fn changed_clocks_change_no_days() {
    let at = |moment: &str, source: &str| {
        let now = moment.parse::<Timestamp>().unwrap();
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        evaluate_at(now.to_zoned(zone), source, &[("d", "2024-03-28"), ("e", "2024-04-02")])
    };
    let winter = "2024-03-28T10:00:00Z";
    assert_eq!(at(winter, "date(today() + 7)"), "2024-04-04");
    assert_eq!(at(winter, "date(${d} + 7)"), "2024-04-04");
    assert_eq!(at(winter, "format-date(today() + 7, '%d.%m.')"), "04.04.");
    assert_eq!(at(winter, "int(${e} - ${d})"), "5");
    assert_eq!(at(winter, "${e} = ${d} + 5"), "true");
    assert_eq!(at(winter, "${e} <= today() + 5 and ${e} >= today() + 5"), "true");
    let summer = "2024-10-25T10:00:00Z";
    assert_eq!(at(summer, "date(today() + 7)"), "2024-11-01");
    assert_eq!(at(summer, "date('2024-11-01') >= today() + 7"), "true");
    assert_eq!(at(summer, "date(today() - 365)"), "2023-10-26");
}

/// A day and so many days is a day, wherever and whenever that is asked.
#[test]
fn days_are_counted_on_the_calendar() {
    for zone in ["Europe/Berlin", "Pacific/Auckland", "Africa/Cairo", "Australia/Lord_Howe"] {
        let zone = TimeZone::get(zone).unwrap();
        for now in ["2025-01-15T12:00:00Z", "2025-07-15T12:00:00Z", "2025-10-26T00:30:00Z"] {
            let now = now.parse::<Timestamp>().unwrap().to_zoned(zone.clone());
            let mut day = jiff::civil::date(2024, 12, 30);
            while day.year() < 2026 {
                for (more, days) in [(1, 1), (3, 3), (16, 16), (200, 200)] {
                    let later = day.saturating_add(jiff::Span::new().days(days));
                    let source = format!(
                        "date('{day}') + {more} = date('{later}') and date('{later}') - {more} = '{day}'
                         and {more} + ${d} <= '{later}' and date(${d} + {more}) >= '{later}'
                         and (${d} + {more}) - ${d} = {more} and ${d} + 1 + {more} - 1 = '{later}'
                         and format-date(${d} + {more}, '%Y-%m-%d') = '{later}'",
                        d = "{d}"
                    );
                    let held = evaluate_at(now.clone(), &source, &[("d", &day.to_string())]);
                    assert_eq!(held, "true", "{source} in {now}");
                }
                day = day.saturating_add(jiff::Span::new().days(5));
            }
            let stored = "date(number(string(date('2025-03-25') + 16)))";
            assert_eq!(evaluate_at(now.clone(), stored, &[]), "2025-04-10");
        }
    }
}

#[test]
fn invalid_dates_are_empty() {
    for date in ["2023-02-29", "2024-13-01", "24-01-01", "2024-01-01T25:00", "2024-01-01X", ""] {
        check("date(.)", &[(".", date)], "");
        check("format-date(., '%Y')", &[(".", date)], "");
        check("decimal-date-time(.)", &[(".", date)], "NaN");
    }
    check("date(1 div 0)", &[], "");
    check("date(true())", &[], "");
    check("boolean(date('nonsense'))", &[], "false");
}

#[test]
fn dates_are_formatted_in_the_language_in_use() {
    check("format-date('2024-03-09', '%a, %e. %b %Y')", &[], "Sa, 9. Mär 2024");
    check("format-date('2024-03-09', '%d.%m.%y %n %%')", &[], "09.03.24 3 %");
    check("format-date('2024-03-09', ${f})", &[("f", "%d %q %")], "09 %q %");
    let moment = &[(".", "2024-03-09T08:04:05.678+01:00")];
    check("format-date-time(., '%H:%M:%S.%3 %h')", moment, "08:04:05.678 8");
}

#[test]
fn faults_are_placed_and_explained() {
    check_error("", "1:1: the expression is empty");
    check_error("1 < ", "1:5: a value is expected after `<`");
    check_error(") + 1", "1:1: a value is expected before `)`");
    check_error("1\n+ (2", "2:3: this `(` is not closed");
    check_error("(1 2)", "1:4: an operator, `,` or `)` is expected before `2`");
    check_error("1e3", "1:2: an operator is expected before `e3`");
    check_error("1)", "1:2: `)` closes nothing");
    check_error("'ü' = 'it's'", "1:12: this text has no closing `'`");
    check_error(
        "${a b}",
        "1:1: a name and `}` are expected after `${`; write `${name}` with a question's name and no spaces",
    );
    check_error("1 == 1", "1:3: `==` is not part of the language; write `=`");
    check_error(
        "slected('a', 'b')",
        "1:1: the function `slected` is not available; did you mean `selected`?",
    );
    check_error(
        "upper-case(.)",
        "1:1: the function `upper-case` is not available; write translate(…, 'abc', 'ABC') with the letters that occur",
    );
    check_error("1 + pow(2)", "1:5: `pow` takes 2 arguments, not 1");
    check_error("max(1) + join()", "1:10: `join` takes 1 argument or more, not 0");
    check_error("count('a')", "1:7: `count` takes a reference such as `${name}`");
    check_error("${a} | 'a'", "1:8: `|` joins references only, such as `${name}`");
    check_error(
        "jr:choice-name('a', ${b})",
        "1:21: `jr:choice-name` takes a quoted reference as second argument; write it as '${name}'",
    );
    let error = Expr::parse("ü = \n ?").unwrap_err();
    assert_eq!((error.at, error.line, error.column), (6, 2, 2));
}

#[test]
fn size_and_depth_are_limited() {
    let nested = |depth: usize| format!("{}1{}", "(".repeat(depth), ")".repeat(depth));
    check(&nested(99), &[], "1");
    check_error(&nested(100), "1:101: parentheses are nested more than 100 deep");
    assert!(Expr::parse(&"(".repeat(19_000)).is_err());
    assert!(Expr::parse(&" ".repeat(20_001)).is_err());
    check(&format!("1{}", "+1".repeat(9_000)), &[], "9001");
    check(&format!("{}1", "-".repeat(15_001)), &[], "-1");
    let around = |depth: usize, before: &str, inside: &str, after: &str| {
        format!("{}{inside}{}", before.repeat(depth), after.repeat(depth))
    };
    check(&around(99, "if(true(), ", "7", ", 0)"), &[], "7");
    check(&around(49, "count(${x}[", "true()", "]) > 0"), &[("x", "1")], "true");
    assert!(Expr::parse(&around(5000, "${x}[", "1", "]")).is_err());
}

#[test]
fn mentions_are_listed_with_their_places() {
    let reference = |name: &str, at, quoted| Reference { name: name.to_owned(), at, quoted };
    let expr = Expr::parse("'ü' = ${a} and jr:choice-name(., '${b}') != kreis").unwrap();
    assert_eq!(expr.references(), [reference("a", 6, false), reference("b", 34, true)]);
    assert_eq!(expr.names(), [reference("kreis", 44, false)]);
    assert!(expr.uses_self());
    assert!(!Expr::parse("'.' = .5").unwrap().uses_self());
}

#[test]
fn the_guide_tells_the_truth() {
    let guide = include_str!("../../../docs/expressions.md");
    let answers: Vec<(&str, &str)> = blocks(guide, "answers")
        .filter_map(|line| line.split_once('='))
        .map(|(name, value)| (name.trim(), value.trim()))
        .collect();
    let mut examples = 0;
    for (source, expect) in blocks(guide, "expr").filter_map(|line| line.split_once('→')) {
        check(source.trim(), &answers, expect.trim().trim_matches('"'));
        examples += 1;
    }
    assert!(examples > 70, "only {examples} examples were found");
    let missing: Vec<_> = functions::all()
        .map(|function| function.name)
        .filter(|name| !guide.contains(&format!("`{name}(")))
        .collect();
    assert!(missing.is_empty(), "not in the guide: {missing:?}");
}

/// The lines of the guide's code blocks of one kind.
fn blocks<'t>(guide: &'t str, kind: &str) -> impl Iterator<Item = &'t str> {
    let opening = format!("```{kind}");
    let mut inside = false;
    guide.lines().filter(move |line| {
        let fence = line.starts_with("```");
        if fence {
            inside = !inside && *line == opening;
        }
        inside && !fence
    })
}
