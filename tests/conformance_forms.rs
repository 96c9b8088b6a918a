//! XLSForms of other projects: those that pyxform accepts are read, checked, routed and rendered,
//! and come out as they went in; those that it refuses are refused with a place. The cases are
//! read in place; where they are absent, the tests say so and pass.
//!
//! What deviates is argued in [`UNREADABLE`] and [`ACCEPTED`], which are checked both ways.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "in a test, a panic is the report, and what was skipped is said"
)]

use std::path::{Path, PathBuf};

use askama::Template;
use serde_json::Value as Json;
use zugvogel::clock::Clock;
use zugvogel::engine::interview::Outcome;
use zugvogel::engine::model::Definition;
use zugvogel::engine::{Checked, Form, Interview, Problem, Questionnaire, Severity};
use zugvogel::formats::workbook::Container;
use zugvogel::formats::{self, FileType, FormFiles, NoFiles, Source, Unreadable};
use zugvogel::i18n::Locale;
use zugvogel::view::PageFrame;
use zugvogel::view::respond::{Around, Progress, QuestionPage};

/// Forms that pyxform accepts, since it does not parse expressions, and that have one that no
/// engine can evaluate.
const UNREADABLE: &[(&str, &str)] = &[
    (
        "XLSForm__pyxform/xl_date_ambiguous.xlsx",
        "a filter with a header for a name: label::English",
    ),
    (
        "pyxform-md/test_validate_unicode_exception.ValidateUnicodeException.test_validate_unicode_exception.1.md",
        "a calculation that begins with `$(`",
    ),
    (
        "pyxform-md/test_validate_unicode_exception.ValidateUnicodeException.test_validate_with_more_unicode.1.md",
        "a calculation made of currency signs",
    ),
];

/// Forms that pyxform refuses and we accept.
const ACCEPTED: &[(&str, &str)] = &[];

/// Forms with types of other platforms, which neither pyxform nor we know. They are refused like
/// other misspelt types; the list is here so that they are not taken for forms of the standard.
const PLATFORM_DIALECTS: &[&str] = &[
    "PMA-2020__ppp/1.xlsx",
    "PMA-2020__ppp/2_1.xlsx",
    "PMA-2020__ppp/3_1.xlsx",
    "PMA-2020__ppp/FQ.xlsx",
    "opengisch__xlsform2qgis/service_rating.xlsx",
];

/// A case: its file, whether pyxform accepts it, and its dialect.
struct Case {
    file: String,
    valid: bool,
    dialect: bool,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/conformance/forms")
}

fn cases() -> Vec<Case> {
    let Ok(index) = std::fs::read_to_string(folder().join("index.jsonl")) else {
        println!("the forms are absent: skipped");
        return Vec::new();
    };
    let case = |line| {
        let case: Json = serde_json::from_str(line).unwrap();
        let note = case["note"].as_str().unwrap_or_default();
        Case {
            file: case["file"].as_str().unwrap().to_owned(),
            valid: case["valid"] == true,
            dialect: note.contains("dialect"),
        }
    };
    index.lines().map(case).collect()
}

impl Case {
    fn stem(&self) -> &str {
        Path::new(&self.file).file_stem().unwrap().to_str().unwrap()
    }

    fn read(&self) -> Source {
        let bytes = std::fs::read(folder().join(&self.file)).unwrap();
        formats::read(&bytes, FileType::of(&self.file).unwrap(), self.stem())
    }

    fn check(&self) -> Checked {
        formats::check(self.read(), &NoFiles)
    }
}

fn errors(problems: &[Problem]) -> Vec<&Problem> {
    problems.iter().filter(|problem| problem.severity == Severity::Error).collect()
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

#[test]
fn valid_forms_are_accepted() {
    let mut reports = Vec::new();
    for case in cases().iter().filter(|case| case.valid) {
        let problems = case.check().problems;
        let errors = errors(&problems);
        let argued = UNREADABLE.iter().any(|(file, _)| *file == case.file);
        if argued == errors.is_empty() {
            reports.push(format!("{}: {errors:?}", case.file));
        }
    }
    assert!(reports.is_empty(), "not as expected:\n{}", reports.join("\n"));
}

#[test]
fn invalid_forms_are_refused_with_a_place() {
    let (mut refused, mut all) = (0, 0);
    let mut reports = Vec::new();
    for case in cases().iter().filter(|case| !case.valid) {
        let problems = case.check().problems;
        let located = errors(&problems).iter().any(|problem| problem.cell().is_some());
        let argued = ACCEPTED.iter().any(|(file, _)| *file == case.file);
        if located == argued {
            reports.push(format!("{}: {problems:?}", case.file));
        }
        let listed = PLATFORM_DIALECTS.contains(&case.file.as_str());
        assert_eq!(case.dialect, listed, "{}: PLATFORM_DIALECTS", case.file);
        refused += usize::from(located);
        all += 1;
    }
    println!("{refused} of {all} invalid forms refused");
    assert!(reports.is_empty(), "not as expected:\n{}", reports.join("\n"));
    assert!(all == 0 || share(refused, all) >= 0.97);
}

#[test]
fn valid_forms_are_routed_and_rendered() {
    let mut pages = 0;
    for case in cases().iter().filter(|case| case.valid) {
        if let Ok(questionnaire) = case.check().sound() {
            pages += walk(&questionnaire);
        } else {
            let argued = UNREADABLE.iter().any(|(file, _)| *file == case.file);
            assert!(argued, "{} has no questionnaire", case.file);
        }
    }
    println!("{pages} pages rendered");
}

/// Shows every page of a questionnaire as it begins, posts it empty and shows what is said, and
/// looks at the review; how many pages there were.
fn walk(questionnaire: &Questionnaire) -> usize {
    let t = Locale::fallback();
    let clock = Clock::Fixed("2026-06-15T10:00:00Z".parse().unwrap());
    let env = zugvogel::app::env(&clock, t);
    let languages = &questionnaire.definition().languages;
    let language = languages.first().map_or("en", String::as_str);
    let mut draft = Interview::begin(questionnaire, 7, language, &env);
    let pages = questionnaire.pages().len();
    for page in 0..pages {
        let mut complaints = Vec::new();
        for posted in [false, true] {
            if posted {
                let form = Form::new(Vec::new());
                match Interview::new(questionnaire, &draft, &env).accept(page, &form) {
                    Outcome::Rejected(found) => complaints = found,
                    outcome => draft = outcome.into_draft().unwrap_or(draft),
                }
            }
            let interview = Interview::new(questionnaire, &draft, &env);
            let shown = interview.page_with(page, &Form::new(Vec::new()), &complaints);
            let around = Around {
                progress: Progress::at(questionnaire, shown.section, language),
                notice: None,
                picks: false,
                action: "",
                hidden: &[],
            };
            let frame = PageFrame::new(questionnaire.definition(), t, "/s/form", "/s/form/p/x");
            let html = QuestionPage::new(frame, &shown, around).render().unwrap();
            assert!(html.contains("</form>"));
        }
    }
    let interview = Interview::new(questionnaire, &draft, &env);
    assert!(interview.evaluation().route().len() <= pages);
    interview.review();
    pages
}

/// The first place where two documents differ.
fn difference(one: &Json, two: &Json, place: &str) -> Option<String> {
    match (one, two) {
        (Json::Object(a), Json::Object(b)) => a.keys().chain(b.keys()).find_map(|key| {
            let (a, b) = (a.get(key).unwrap_or(&Json::Null), b.get(key).unwrap_or(&Json::Null));
            difference(a, b, &format!("{place}.{key}"))
        }),
        (Json::Array(a), Json::Array(b)) if a.len() == b.len() => {
            let mut pairs = a.iter().zip(b).enumerate();
            pairs.find_map(|(at, (a, b))| difference(a, b, &format!("{place}[{at}]")))
        }
        _ if one == two => None,
        _ => Some(format!("{place}: {one} {two}")),
    }
}

/// Writes a questionnaire as a workbook and reads it again; what is different then.
fn lost(
    definition: &Definition,
    name: &str,
    container: Container,
    beside: &dyn FormFiles,
) -> Option<String> {
    let file_type = FileType::Workbook(container);
    let (bytes, problems) = formats::write(definition, file_type, name, beside).unwrap();
    let again = formats::read(&bytes, file_type, name).definition.unwrap();
    let json = |definition| serde_json::to_value(definition).unwrap();
    let lost = difference(&json(definition), &json(&again), "");
    assert_eq!(lost.is_some(), *definition != again);
    lost.map(|lost| format!("{lost} {problems:?}"))
}

#[test]
fn what_is_imported_comes_out_as_it_went_in() {
    let mut reports = Vec::new();
    for case in cases().iter().filter(|case| case.valid) {
        let Some(definition) = case.read().definition else { continue };
        // Excel's own files come out as such; the others as text, which is quicker.
        let container = match FileType::of(&case.file) {
            Some(FileType::Workbook(Container::Xlsx)) => Container::Xlsx,
            _ => Container::Csv,
        };
        if let Some(lost) = lost(&definition, case.stem(), container, &NoFiles) {
            reports.push(format!("{}: {lost}", case.file));
        }
    }
    assert!(reports.is_empty(), "changed:\n{}", reports.join("\n"));
}

/// The files in a folder.
struct Folder(PathBuf);

impl FormFiles for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, Unreadable> {
        std::fs::read(self.0.join(path)).map_err(|_| Unreadable::Absent)
    }
}

/// The questionnaires that come with the program: name and document.
fn native() -> Vec<(String, Definition)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name.ends_with(".json") && !name.ends_with(".simulation.json") {
            let bytes = std::fs::read(&path).unwrap();
            let source = formats::read(&bytes, FileType::Json, "x");
            found.push((name, source.definition.unwrap()));
        }
    }
    assert!(found.len() >= 2);
    found
}

fn questionnaires() -> Folder {
    Folder(Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires"))
}

#[test]
fn our_own_questionnaires_survive_as_workbooks() {
    for (name, definition) in native() {
        for container in [Container::Xlsx, Container::Csv] {
            assert_eq!(lost(&definition, "another", container, &questionnaires()), None, "{name}");
        }
    }
}

/// Gives everything that can be renamed an id.
fn with_ids(value: &mut Json, count: &mut usize) {
    const NAMED: [&str; 6] = ["sections", "pages", "questions", "rows", "parts", "ends"];
    let Json::Object(fields) = value else { return };
    for (field, value) in fields {
        let lists: Vec<&mut Json> = match value {
            Json::Object(lists) if field == "lists" => lists.values_mut().collect(),
            value if NAMED.contains(&field.as_str()) => vec![value],
            _ => continue,
        };
        for thing in lists.into_iter().filter_map(Json::as_array_mut).flatten() {
            thing["id"] = format!("id{count}").into();
            *count += 1;
            with_ids(thing, count);
        }
    }
}

#[test]
fn ids_survive_as_columns_of_a_workbook() {
    for (name, definition) in native() {
        let (mut document, mut count) = (serde_json::to_value(&definition).unwrap(), 0);
        with_ids(&mut document, &mut count);
        assert!(count > 10, "{name}");
        let definition: Definition = serde_json::from_value(document).unwrap();
        for container in [Container::Xlsx, Container::Csv] {
            assert_eq!(lost(&definition, "another", container, &questionnaires()), None, "{name}");
        }
    }
}

/// What pyxform refuses of a folder of forms, or nothing when it is not installed.
fn refused_by_pyxform(folder: &Path) -> Option<Vec<String>> {
    let oracle = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracles/pyxform_forms.py");
    let output = std::process::Command::new("python3").arg(oracle).arg(folder).output().ok()?;
    if output.status.code() == Some(3) {
        println!("pyxform is absent (`pip install pyxform`): skipped");
        return None;
    }
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect())
}

#[test]
fn pyxform_accepts_what_we_write() {
    let folder = tempfile::tempdir().unwrap();
    let write =
        |definition: &Definition, container, name: &str, file: String, beside: &dyn FormFiles| {
            let file_type = FileType::Workbook(container);
            let (bytes, _) = formats::write(definition, file_type, name, beside).unwrap();
            std::fs::write(folder.path().join(file), bytes).unwrap();
        };
    let mut written = 0;
    for (number, case) in cases().iter().enumerate().filter(|(_, case)| case.valid) {
        let Some(definition) = case.read().definition else { continue };
        let (container, extension) = match FileType::of(&case.file) {
            Some(FileType::Workbook(Container::Xlsx | Container::Xls)) => (Container::Xlsx, "xlsx"),
            // pyxform's own reader of CSV stumbles over sheets that it does not know.
            _ => (Container::Markdown, "md"),
        };
        let file = format!("{number}_{}.{extension}", case.stem());
        write(&definition, container, case.stem(), file, &NoFiles);
        written += 1;
    }
    for (name, definition) in native() {
        write(&definition, Container::Xlsx, "x", format!("{name}.xlsx"), &questionnaires());
    }
    let Some(refused) = refused_by_pyxform(folder.path()) else { return };
    let ours = refused.iter().filter(|line| line.contains(".json.xlsx")).count();
    println!("{} of {written} refused by pyxform: {refused:#?}", refused.len() - ours);
    assert!(share(refused.len() - ours, written) <= 0.01);
    assert_eq!(ours, 0, "{refused:#?}");
}
