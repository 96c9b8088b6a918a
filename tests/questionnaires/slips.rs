//! What authors get wrong and nobody would notice: something is lost, or means something else than is
//! written.

use serde_json::{Value, json};
use zugvogel::formats::workbook::Container;
use zugvogel::formats::{self, FileType, NoFiles};

use super::mistakes::{Beside, told, told_of, with};

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
