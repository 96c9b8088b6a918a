//! Questionnaires of all sorts are opened, changed in one text and saved: nothing else differs. The forms of others are
//! read in place; where they are absent, the test says so.

use std::path::Path;

use serde_json::{Value, json};
use zugvogel::formats::{self, FileType};

use crate::app::TestApp;
use crate::browser::Browser;
use crate::databases::{Kind, stores};
use crate::manuscripts::{change, csrf, designer, document, is_done};
use crate::send_file;

/// So many forms of others are opened.
const FORMS: usize = 50;
const NEW: &str = "Ganz anders, mit „Zeichen“ & <Klammern>";

/// The first text of a question: its pointer, and the names of the element and of the field.
fn first_label(document: &Value) -> Option<(String, String, String)> {
    fn look(element: &Value, (place, first): (&str, &str)) -> Option<(String, String, String)> {
        let questions = element["questions"].as_array().into_iter().flatten().enumerate();
        for (index, question) in questions {
            let place = format!("{place}/questions/{index}");
            let label = &question["label"];
            let id = question["id"].as_str().or(question["name"].as_str())?;
            let at = format!("question:{id}");
            let name = format!("{at}|label|{first}");
            if label.is_string() {
                return Some((format!("{place}/label"), at, name));
            }
            if label.get(first).is_some() {
                return Some((format!("{place}/label/{first}"), at, name));
            }
            if let Some(found) = look(question, (&place, first)) {
                return Some(found);
            }
        }
        let pages = element["pages"].as_array().into_iter().flatten().enumerate();
        pages.into_iter().find_map(|(at, it)| look(it, (&format!("{place}/pages/{at}"), first)))
    }
    let first = document["languages"][0].as_str()?;
    let mut pages = document["pages"].as_array()?.iter().enumerate();
    pages.find_map(|(at, page)| look(page, (&format!("/pages/{at}"), first)))
}

/// Opens a file, changes its first text, and compares.
fn opened_and_changed(browser: &mut Browser<'_>, token: &str, name: &str, bytes: &[u8]) -> bool {
    let answer = send_file(browser, token, name, bytes);
    assert_eq!(answer.status, 303, "{name}: {}", answer.text());
    let base = answer.header("location").unwrap().to_owned();
    let before = document(browser, &base);
    let Some((pointer, at, field)) = first_label(&before) else { return false };
    is_done(&change(browser, &base, &at.replace(' ', "%20"), &[(&field, NEW)]));
    let mut expected = before;
    *expected.pointer_mut(&pointer).unwrap() = json!(NEW);
    assert_eq!(document(browser, &base), expected, "{name}");
    let workbook = crate::staff::get(browser, &format!("{base}/file.xlsx")).body;
    let stem = expected["name"].as_str().unwrap();
    let read =
        formats::read(&workbook, FileType::of("form.xlsx").unwrap(), stem).definition.unwrap();
    let texts = serde_json::to_value(read).unwrap().to_string();
    assert!(texts.contains(&json!(NEW).to_string()), "{name}");
    true
}

#[test]
fn our_questionnaires_change_in_one_text_only() {
    let app = TestApp::new(stores(Kind::Sqlite).unwrap());
    let mut anna = designer(&app, "anna");
    let token = csrf(&mut anna).1;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if name.ends_with(".json") && !name.ends_with(".simulation.json") {
            let bytes = std::fs::read(&path).unwrap();
            assert!(opened_and_changed(&mut anna, &token, name, &bytes), "{name}");
            count += 1;
        }
    }
    assert!(count >= 7, "{count}");
}

#[test]
fn forms_of_others_change_in_one_text_only() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/conformance/forms");
    let Ok(index) = std::fs::read_to_string(folder.join("index.jsonl")) else {
        println!("the forms are absent: skipped");
        return;
    };
    let cases = index.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let is_wanted = |case: &Value| {
        case["valid"] == true && case["file"].as_str().is_some_and(|it| it.ends_with(".xlsx"))
    };
    let files: Vec<String> =
        cases.filter(is_wanted).map(|it| it["file"].as_str().unwrap().to_owned()).collect();
    let app = TestApp::new(stores(Kind::Sqlite).unwrap());
    let mut anna = designer(&app, "anna");
    let token = csrf(&mut anna).1;
    let mut count = 0;
    // From the whole shelf, not from its first project only.
    for file in files.iter().step_by((files.len() / (FORMS + 10)).max(1)) {
        let bytes = std::fs::read(folder.join(file)).unwrap();
        let name = file.rsplit('/').next().unwrap();
        // What is large takes a debug build seconds for each page.
        if count == FORMS || bytes.len() > 100_000 {
            continue;
        }
        count += usize::from(opened_and_changed(&mut anna, &token, name, &bytes));
    }
    assert_eq!(count, FORMS.min(files.len()));
}
