//! What authors get wrong and nobody would notice: something is lost, or means something else than is
//! written.

use serde_json::{Value, json};
use zugvogel::formats::workbook::Container;
use zugvogel::formats::{self, FileType, NoFiles};

use super::mistakes::{Beside, told, told_of, told_of_condition, with};

/// What is told of a list in this file, and of one that is not there.
fn told_of_list(content: &'static str) -> Vec<String> {
    let mut document =
        with(&[json!({ "kind": "select_one", "name": "w", "label": "W", "choices": "w" })]);
    document["lists"]["w"] = json!({ "file": "w.csv" });
    told(document.to_string().as_bytes(), &Beside(content))
}

/// What is wrong in one file hides nothing of another, and causes nothing in it.
#[test]
fn what_cannot_be_read_hides_no_other_problem() {
    let choice = |name: &str, list: &str| {
        json!({ "kind": "select_one", "name": name, "label": "L", "choices": list, "other": "9",
            "relevant": "${none} = 1" })
    };
    let mut document = with(&[choice("u", "file"), choice("v", "nowhere"), choice("w", "frame")]);
    document["lists"]["file"] = json!({ "file": "l.csv" });
    document["lists"]["nowhere"] = json!({ "frame": "ff" });
    document["lists"]["frame"] = json!({ "frame": "f" });
    document["frames"] = json!({ "f": { "file": "f.json" } });
    let nothing = "error: `${none}` does not exist";
    assert_eq!(
        told_of(&document),
        [
            "/frames/f: error: `f.json`: there is no such file".to_owned(),
            "/lists/file: error: `l.csv`: there is no such file".to_owned(),
            "/lists/nowhere: error: there is no frame `ff`; there are `f`".to_owned(),
            format!("/pages/0/questions/2/relevant at 1:1: {nothing}"),
            format!("/pages/0/questions/3/relevant at 1:1: {nothing}"),
            format!("/pages/0/questions/4/relevant at 1:1: {nothing}"),
        ]
    );
}

#[test]
fn every_row_of_a_list_is_told() {
    assert_eq!(
        told_of_list("value,label\n1,A\n2\n3,C,c\n4 4,D\n1,A\n"),
        [
            "/lists/w/1 (w.csv, line 3): error: the row has 1 field, the first line has 2",
            "/lists/w/2 (w.csv, line 4): error: the row has 3 fields, the first line has 2",
            "/lists/w/3 (w.csv, line 5): error: `4 4` is not a value; a value is not empty and has no spaces, \
             since several are stored side by side",
            "/lists/w/4 (w.csv, line 6): error: the value `1` exists already in this list",
        ]
    );
}

/// It would take the rows after it into its cell, and these choices would be gone.
#[test]
fn a_quote_that_is_not_closed_is_told_with_its_line() {
    let hint = "put a `\"` at the end of the cell; a quotation mark in such a cell is written twice: `\"\"`";
    for rows in ["1,A\n2,\"B\n3,C\n4,D\n", "1,A\n2,\"B\n3,C\n4,\"D\"\n"] {
        let told = told_of_list(Box::leak(format!("value,label\n{rows}").into_boxed_str()));
        assert_eq!(told.len(), 1, "{told:?}");
        let what = "error: w.csv: the quotation mark that opens a cell in line 3 is not closed: all rows down to \
                    line ";
        assert!(told[0].contains(what) && told[0].ends_with(hint), "{told:?}");
    }
    assert_eq!(told_of_list("value,label\n1,\"A\nand more\"\n2,12\"\n"), [""; 0]);
    let form = "survey\n,type,name,label\n,text,a,\"A\n,text,b,B\n";
    let source = formats::read(form.as_bytes(), FileType::Workbook(Container::Csv), "form");
    let told: Vec<String> = source.problems.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].contains("the quotation mark that opens a cell in line 3 is not closed"),
        "{told:?}"
    );
}

#[test]
fn a_date_without_quotes_is_told() {
    let date = json!({ "kind": "date", "name": "d", "label": "D" });
    let told = |condition: &str| {
        let question = json!({ "kind": "text", "name": "t", "label": "T", "relevant": condition });
        let told = told_of(&with(&[date.clone(), question]));
        let place = "/pages/0/questions/3/relevant at 1:";
        told.iter().map(|it| it.strip_prefix(place).unwrap_or(it).to_owned()).collect::<Vec<_>>()
    };
    let subtraction = |at: u32, date: &str, meant: &str| {
        format!(
            "{at}: warning: `{date}` without quotes is a subtraction and no date; write it as in `'{meant}'`"
        )
    };
    assert_eq!(told("${d} > 2020-01-01"), [subtraction(8, "2020-01-01", "2020-01-01")]);
    assert_eq!(told("2020-1-31 = ${d}"), [subtraction(1, "2020-1-31", "2020-01-31")]);
    assert_eq!(told("${d} > date(31-12-2020)"), [subtraction(13, "31-12-2020", "2020-12-31")]);
    for date in ["31.12.2020", "2020/12/31", "31/12/2020"] {
        let told = told(&format!("${{d}} > {date}"));
        assert!(told[0].ends_with("; write it as in `'2020-12-31'`"), "{told:?}");
    }
    for fine in ["${d} > '2020-01-01'", "${d} - 1 > 2", "2020 - 1 - 1 > 3", "'2020-01-01' = ${d}"] {
        assert_eq!(told(fine), [""; 0], "{fine}");
    }
}

#[test]
fn a_value_that_is_compared_with_nothing_is_told() {
    for (condition, at, value, word, hint) in [
        ("${a} = '1' or '2'", 15, "'2'", "or", "write `${a} = '1' or ${a} = '2'`"),
        ("${a} = 2 or 1 or 99", 13, "1", "or", "write `${a} = 2 or ${a} = 1`"),
        ("${a} != '1' and '2'", 17, "'2'", "and", "write `${a} != '1' and ${a} != '2'`"),
        (
            "'2' or selected(${a}, '1')",
            1,
            "'2'",
            "or",
            "say what it is compared with, as in `${question} = '2'`",
        ),
    ] {
        let what =
            format!("warning: `{value}` stands alone beside `{word}` and is compared with nothing");
        assert_eq!(told_of_condition(condition), [format!("{at}: {what}; {hint}")], "{condition}");
    }
    for fine in
        ["${a} = '1' or ${a} = '2'", "${b} or ${a} = '1'", "1 and ${b}", "'x' = ${a} and true()"]
    {
        let told = told_of_condition(fine);
        assert!(!told.iter().any(|it| it.contains("stands alone")), "{fine}: {told:?}");
    }
}

#[test]
fn a_filter_that_no_choice_meets_is_told() {
    let told = |filter: &str| {
        let question = json!({ "kind": "select_one", "name": "t", "label": "T", "choices": "towns",
            "choice_filter": filter, "required": true });
        let region =
            json!({ "kind": "select_one", "name": "r", "label": "R", "choices": "regions" });
        let mut document = with(&[region, question]);
        let town = |value: &str, region: &str| json!({ "value": value, "label": value, "attributes": { "region": region } });
        document["lists"]["towns"] = json!([town("jever", "n"), town("ulm", "s")]);
        document["lists"]["others"] = json!([town("wien", "o")]);
        document["pages"][0]["questions"][0]["relevant"] =
            "count(instance('others')/root/item) > 0".into();
        document["lists"]["regions"] =
            json!([{ "value": "n", "label": "Nord" }, { "value": "s", "label": "Süd" }]);
        let told = told_of(&document);
        let place = "/pages/0/questions/3/choice_filter at 1:";
        told.iter().map(|it| it.strip_prefix(place).unwrap_or(it).to_owned()).collect::<Vec<_>>()
    };
    for (filter, expected) in [
        (
            "region = 'w'",
            "10: warning: no choice has `w` in the column `region`, so this never holds; its values are `n`, `s`",
        ),
        (
            "region = 'Nord'",
            "10: warning: no choice has `Nord` in the column `region`, so this never holds; `Nord` is the label; \
             its value is `n`",
        ),
        (
            "'ulmm' = name",
            "1: warning: no choice has `ulmm` in the column `name`, so this never holds; did you mean `ulm`?",
        ),
        (
            "region != 'Nord'",
            "11: warning: no choice has `Nord` in the column `region`, so this always holds; `Nord` is the label; \
             its value is `n`",
        ),
        (
            "region = ${a}",
            "1: warning: no choice has in the column `region` what can be answered to `a`; its values are `n`, `s`",
        ),
        (
            "selected(${b}, region)",
            "16: warning: no choice has in the column `region` what can be answered to `b`; its values are `n`, \
             `s`",
        ),
        (
            "count(instance('towns')/root/item[region = 'w']) > 0",
            "44: warning: no choice has `w` in the column `region`, so this never holds; its values are `n`, `s`",
        ),
    ] {
        assert_eq!(told(filter), [expected], "{filter}");
    }
    for fine in [
        "region = ${r}",
        "region = 'n' or region = ''",
        "selected('n s', region)",
        "region != 'w'",
        // Another list has it.
        "region = 'o'",
        "name = 'ulm'",
    ] {
        assert_eq!(told(fine), [""; 0], "{fine}");
    }
}

/// What is wrong in a code frame that is written out is not told of a reference to a file.
#[test]
fn a_frame_that_is_written_out_is_told_of_as_one() {
    let mut document =
        with(&[json!({ "kind": "select_one", "name": "w", "label": "W", "choices": "w" })]);
    document["frames"] = json!({ "f": { "id": "F", "title": "F",
        "mains": [{ "code": 1, "label": "M" }],
        "codes": [{ "code": 101, "main": 1, "label": "A" }],
        "residual": [{ "code": 9700, "label": "R", "exclusive": "ja" }] } });
    document["lists"]["w"] = json!({ "frame": "f", "residual": [9700] });
    assert_eq!(
        told_of(&document),
        [
            "/frames/f/residual/0/exclusive: error: `true` or `false` was expected, not `ja`; write `true`, \
             without quotes"
        ]
    );
    let mut document: Value = with(&[]);
    document["lists"]["yn"][2]["exclusive"] = "ja".into();
    let told = told(document.to_string().as_bytes(), &NoFiles);
    assert!(told[0].ends_with("not `ja`; write `true`, without quotes"), "{told:?}");
}
