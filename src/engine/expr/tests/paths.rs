//! Paths: questions, instances of repeats, rows of lists and files.

use super::*;
use crate::engine::expr::eval::LONGEST;

/// A household: two repeats, one in the other, seen from the second member.
struct Household;

const MEMBERS: [(&str, &str, &[&str]); 3] =
    [("Ada", "36", &["1830", "1840"]), ("Ben", "", &[]), ("Cem", "9", &["2020"])];

const TOWNS: [(&str, &str, &str); 3] =
    [("s", "Suhl", "th"), ("e", "Erfurt", "th"), ("k", "Kiel", "sh")];

impl Resolver for Household {
    fn nodes(&self, name: &str) -> Nodes<'_> {
        let many =
            |of: fn(&(&'static str, &'static str, &'static [&'static str])) -> &'static str| {
                Nodes::Many(MEMBERS.iter().map(|member| Cow::Borrowed(of(member))).collect())
            };
        match name {
            "member" => many(|_| ""),
            "name" => many(|member| member.0),
            "age" => many(|member| member.1),
            "state" => Nodes::One(Cow::Borrowed("th")),
            "last-saved#state" => Nodes::One(Cow::Borrowed("sh")),
            _ => Nodes::Many(Vec::new()),
        }
    }

    fn this(&self) -> &str {
        "Ben"
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        (name == "column").then_some("cell")
    }

    fn choice_label(&self, _: &str, _: &str) -> Option<String> {
        None
    }

    fn position(&self, up: usize) -> Option<usize> {
        (up == 1).then_some(2)
    }

    fn indexed(&self, name: &str, at: &[(String, usize)]) -> Option<Nodes<'_>> {
        let find = |repeat: &str| at.iter().find(|(name, _)| name == repeat).map(|(_, it)| *it);
        let member = MEMBERS.get(find("member")?.checked_sub(1)?)?;
        let one = |text| Some(Nodes::One(Cow::Borrowed(text)));
        match name {
            "name" => one(member.0),
            "age" => one(member.1),
            "move" => Some(Nodes::Many(vec![Cow::Borrowed(""); member.2.len()])),
            "year" => one(member.2.get(find("move")?.checked_sub(1)?)?),
            _ => None,
        }
    }

    fn items(&self, instance: &str) -> Option<usize> {
        (instance == "towns").then_some(TOWNS.len())
    }

    fn cell(&self, instance: &str, item: usize, column: &str) -> Option<&str> {
        let town = TOWNS.get(item).filter(|_| instance == "towns")?;
        match column {
            "name" => Some(town.0),
            "label" => Some(town.1),
            "state" => Some(town.2),
            _ => None,
        }
    }
}

#[track_caller]
fn check(source: &str, expect: &str) {
    let env = Env {
        now: Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC),
        calendar: Arc::new(calendar()),
        seed: 1,
    };
    let expr = match Expr::parse(source) {
        Ok(expr) => expr,
        Err(error) => panic!("{source}: {error}"),
    };
    assert_eq!(expr.eval(&Household, &env).to_text(), expect, "{source}");
}

#[test]
fn the_last_name_of_a_path_is_the_question() {
    for path in [
        "${state}",
        "/data/state",
        "/data/group/state",
        "//state",
        "../state",
        "../../group/state",
        "./state",
        "current()/../state",
        "current()/state",
        "current()/./../state",
        "${group}/state",
        "group/state",
    ] {
        check(path, "th");
    }
    check(".", "Ben");
    check("current()", "Ben");
    check("current()/.", "Ben");
    check("column", "cell");
    check("${last-saved#state}", "sh");
    check("count(/data/member)", "3");
    check("count(../member | ${state})", "4");
    check("join('', /data/member/name)", "AdaBenCem");
}

#[test]
fn positions_count_instances() {
    check("position(..)", "2");
    check("position(current()/..)", "2");
    check("position(../..)", "NaN");
    check("position(..) - 1", "1");
    check("indexed-repeat(${name}, ${member}, position(..) - 1)", "Ada");
    check("indexed-repeat(/data/member/name, /data/member, 3)", "Cem");
    check("indexed-repeat(${year}, ${member}, 1, ${move}, 2)", "1840");
    for number in ["0", "4", "1.5", "'x'", "-1"] {
        check(&format!("indexed-repeat(${{name}}, ${{member}}, {number})"), "");
    }
}

#[test]
fn predicates_choose_instances() {
    check("/data/member[2]/name", "Ben");
    check("${member}[position() = position(current()/..) - 1]/name", "Ada");
    check("join(' ', ${member}[age > 5]/name)", "Ada Cem");
    check("join(' ', ${member}[./age > 5][2]/name)", "Cem");
    check("join(' ', ${member}[age != '']/name)", "Ada Cem");
    check("count(${member}[age = ''])", "1");
    check("${member}[last()]/name", "Cem");
    check("${member}[name = current()]/name", "Ben");
    check("${member}[name = 'Dan']/name", "");
    check("${name}[. = 'Cem']", "Cem");
    check("${name}[2]", "Ben");
    check("(${name} | ${age})[position() > 3]", "36");
    check("sum(${age}[. > 10])", "36");
    check("join(' ', /data/member[1]/move/year)", "");
    check("join(' ', /data/member[1]/move[true()]/year)", "1830 1840");
    check("/data/member[name = 'Ada']/move[last()]/year", "1840");
    check("/data[1]/member[3]/name", "Cem");
    check("/data[2]/member[3]/name", "");
    check("/data[position() = 1]/state", "th");
    check("count(/data/member/move[year > 2000])", "0");
    check("count(/data/member[true()]/move[year > 2000])", "1");
}

#[test]
fn predicates_choose_rows() {
    check("instance('towns')/root/item[name = 'k']/label", "Kiel");
    check("join(' ', instance('towns')/root/item[state = ${state}]/label)", "Suhl Erfurt");
    check("count(instance('towns')/root/item[state = current()/../state])", "2");
    check("count(instance('towns')/root/item)", "3");
    check("instance('towns')/root/item[./state = 'sh']/name", "k");
    check("instance('towns')/root/item[2]/label", "Erfurt");
    check("instance('towns')/root/item[last()]", "k");
    check("instance('towns')/root/item[name = 'x']/label", "");
    check("instance('towns')/root/item[name = 'k']/nothing", "");
    check("instance('rivers')/root/item[name = 'k']/label", "");
    check("pulldata('towns', 'label', 'name', 'e')", "Erfurt");
    check("pulldata('towns.csv', 'label', 'name', 'e')", "Erfurt");
    check("pulldata('towns', 'label', 'name', '')", "");
    check("pulldata('towns', 'label', 'name', 'x')", "");
    check("count(randomize(instance('towns')/root/item[state = 'th']/name, 3))", "2");
}

#[test]
fn mentions_on_paths_are_listed() {
    let source = "../a + /data/r[b = ${c}]/d + instance('l')/root/item[e = current()/../f]/g";
    let expr = Expr::parse(source).unwrap();
    let names = |of: &[Reference]| -> Vec<(String, usize)> {
        of.iter().map(|reference| (reference.name.clone(), reference.at)).collect()
    };
    let pairs = |pairs: &[(&str, usize)]| -> Vec<(String, usize)> {
        pairs.iter().map(|(name, at)| ((*name).to_owned(), *at)).collect()
    };
    let expected = pairs(&[("a", 3), ("b", 15), ("c", 19), ("r", 13), ("d", 25), ("f", 70)]);
    assert_eq!(names(expr.references()), expected);
    assert_eq!(names(expr.instances()), pairs(&[("l", 39)]));
    assert!(expr.names().is_empty());
    let earlier = Expr::parse("${last-saved#q} + pulldata('p.csv', 'a', 'b', c)").unwrap();
    assert_eq!(names(earlier.references()), pairs(&[("q", 0)]));
    assert!(earlier.references()[0].quoted);
    assert_eq!(names(earlier.instances()), pairs(&[("p", 28)]));
    assert_eq!(names(earlier.names()), pairs(&[("c", 46)]));
}

#[test]
fn paths_that_lead_nowhere_are_explained() {
    let dots = "`..` alone has no value; write `../name` for a question, `position(..)` for the instance's number";
    check_error("..", &format!("1:1: {dots}"));
    check_error("count(../..)", &format!("1:7: {dots}"));
    check_error("${a} / 2", "1:8: a name is expected after `/`; write `div` to divide");
    check_error("4 / 2", "1:3: an operator is expected before `/`; write `div` to divide");
    check_error("/data/*", "1:7: a name is expected after `/`; write the name; there is no `*`");
    check_error("/data", "1:1: this path names no question; write `/data/name` or `${name}`");
    check_error("${a}[1", "1:5: this `[` is not closed");
    check_error("'a'[1]", "1:4: an operator is expected before `[`");
    check_error("('a')[1]", "1:1: `[…]` follows references only");
    check_error("[1]", "1:1: a value is expected before `[`");
    check_error("1..2", "1:3: an operator is expected before `.2`");
    check_error(
        "../@a",
        "1:4: `@` is not part of the language; columns are written as names alone",
    );
    // In a filter of choices it has a meaning, which only a questionnaire knows.
    let filter = Expr::parse("${a} + position()").unwrap();
    assert_eq!(
        filter.beyond_choices().unwrap().to_string(),
        "1:8: `position()` has a meaning in `[…]` only; write `position(..)` for the number of the repeat's instance",
    );
    assert!(Expr::parse("${a}[position() = last()]").unwrap().beyond_choices().is_none());
    check_error(
        "position(${r})",
        "1:10: `position` takes the way up to a repeat; write `position(..)`",
    );
    check_error(
        "${r}[position(..) = 1]/x",
        "1:15: `..` in `[…]` would mean the parent of what is looked at; write `position(current()/..)` for the instance of the question itself",
    );
    check_error(
        "instance('l')/root/item[a = ../b]/c",
        "1:29: there is nothing above a row; write `${name}` or `current()/../name` for an answer",
    );
    for source in ["instance('l')", "instance('l')/root", "instance('l')/root/item/a/b"] {
        check_error(
            source,
            "1:1: this path does not lead to rows; write instance('list')/root/item[…]/column",
        );
    }
    check_error(
        "instance(a)/root/item",
        "1:1: `instance` takes the quoted name of a list; write instance('list')/root/item[…]/column",
    );
}

#[test]
fn too_much_work_ends() {
    let env = Env {
        now: Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC),
        calendar: Arc::new(calendar()),
        seed: 1,
    };
    let mut source = "true()".to_owned();
    for _ in 0..20 {
        source = format!("count(instance('towns')/root/item[{source}]) = 3");
    }
    let expr = Expr::parse(&source).unwrap();
    let error = expr.try_eval(&Household, &env).unwrap_err();
    assert_eq!(error.what.to_string(), "the expression takes too much work");
}

/// However often a text is doubled, within one expression or over many arguments.
#[test]
fn no_text_fills_the_memory() {
    let env = Env {
        now: Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC),
        calendar: Arc::new(calendar()),
        seed: 1,
    };
    /// Every question was answered with half of the longest text.
    struct Wordy(String);

    impl Resolver for Wordy {
        fn nodes(&self, _: &str) -> Nodes<'_> {
            Nodes::One(Cow::Borrowed(&self.0))
        }

        fn this(&self) -> &str {
            &self.0
        }

        fn attribute(&self, _: &str) -> Option<&str> {
            None
        }

        fn choice_label(&self, _: &str, _: &str) -> Option<String> {
            None
        }
    }

    let wordy = Wordy("x".repeat(LONGEST / 2));
    let run = |source: &str| {
        let expr = Expr::parse(source).unwrap();
        let length = expr.try_eval(&wordy, &env).map(|value| value.to_text().len());
        length.map_err(|error| error.what.to_string())
    };
    let too_long = Err("a text that an expression makes may have at most 65536 bytes".to_owned());
    assert_eq!(run("concat(${a}, ${a})"), Ok(LONGEST));
    assert_eq!(run("concat(${a}, ${a}, 'x')"), too_long);
    assert_eq!(run("concat(concat(${a}, ${a}), concat(${a}, ${a}))"), too_long);
    assert_eq!(run(&format!("join(${{a}}{})", ", ${a}".repeat(1000))), too_long);
    // Looking through long texts is work, also where nothing comes of it.
    let too_much = Err("the expression takes too much work".to_owned());
    let each = |part: &str, times| run(&vec![part; times].join(" + "));
    let little = |part: &str| each(part, 10).is_ok();
    assert!(little("string-length(translate(${a}, ${a}, ''))"));
    assert_eq!(each("string-length(translate(${a}, ${a}, ''))", 100), too_much);
    assert!(little("regex(${a}, 'y')"));
    assert_eq!(each("regex(${a}, 'y')", 100), too_much);
    assert_eq!(run(&format!("join(${{a}}{})", ", 'y'".repeat(1000))), too_long);
}
