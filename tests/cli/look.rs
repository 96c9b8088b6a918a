//! The crest and colours of an organisation, as an operator sets them.

use std::fs;

use super::{audited, data, fine, refused};

#[test]
fn an_organisation_gets_a_crest_and_colours_that_can_be_read() {
    let (folder, data) = data();
    fine(&["migrate", "--data", &data]);
    let look = |more: &[&str]| {
        [&["organisation", "look", "default", "--data", &data][..], more].concat().join("\n")
    };
    let say = |line: &str| fine(&line.split('\n').collect::<Vec<_>>()).out;
    let refuse = |line: &str, words: &[&str]| refused(&line.split('\n').collect::<Vec<_>>(), words);
    refuse(&look(&[]), &["no organisation `default`"]);
    let create = ["survey", "create", "--questionnaire", "feedback", "--slug", "field", "--data"];
    fine(&[&create[..], &[&data]].concat());
    let usual = "crest: the neutral mark\ncolours: the usual ones\n";
    assert_eq!(say(&look(&[])), usual);
    let file = folder.path().join("crest.svg");
    let path = file.to_string_lossy().into_owned();
    let svg = |inside: &str| {
        let text =
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\">{inside}</svg>");
        fs::write(&file, text).unwrap();
    };
    svg("<style>path{fill:red}</style><path d=\"M0 0h8v8z\"/>");
    refuse(&look(&["--crest", &path]), &["crest.svg", "`<style>`", "flat colours"]);
    for hidden in ["fill=\"image-set('https://evil.example/x' 1x)\"", "style=\"fill:\\75rl(#a)\""] {
        svg(&format!("<path d=\"M0 0h8v8z\" {hidden}/>"));
        refuse(&look(&["--crest", &path]), &["crest.svg", "`fill=\"", "flat colours"]);
    }
    // What is left out of it is told.
    svg(
        "<!-- A --><title>Arms</title>words<g id=\"a\" style=\"display:none;fill:#c00\"><path d=\"M0 0h8v8z\"/></g>",
    );
    let ran = fine(&look(&["--crest", &path]).split('\n').collect::<Vec<_>>());
    let words = "left out of the drawing: text, `<g>` with `display=\"none\"`\n";
    assert!(ran.err.contains(words), "{ran:?}");
    svg("<path d=\"M0 0h8v8z\"/>");
    let ran = fine(&look(&["--crest", &path]).split('\n').collect::<Vec<_>>());
    assert!(!ran.err.contains("left out"), "{ran:?}");
    assert_eq!(audited(&data, "organisation.look"), 2);
    let told = say(&look(&["--crest", &path, "--colour", "#b0151d", "--accent", "#ffd200"]));
    assert!(
        told.starts_with("crest: SVG\ncolour #b0151d: as it is on light pages, as #"),
        "{told}"
    );
    assert!(
        told.contains("accent #ffd200: as #") && told.ends_with("as it is on dark pages\n"),
        "{told}"
    );
    // What is not given stays.
    assert_eq!(say(&look(&["--crest", &path])), told);
    assert_eq!(audited(&data, "organisation.look"), 3);
    assert_eq!(say(&look(&["--reset"])), usual);
    assert_eq!(audited(&data, "organisation.look"), 4);
}
