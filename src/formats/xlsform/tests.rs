//! What becomes of forms, told by small ones.

use super::*;
use crate::engine::model::{ChoiceList, Flag, KindName, Limit, Order, Page, Question, Text};
use crate::engine::problem::Problem;
use crate::formats::NoFiles;
use crate::formats::workbook::{self, Container, Limits};

const LIBRARY: &str = include_str!("../../../tests/forms/library.md");
const APPEARANCES: &str = include_str!("../../../tests/forms/appearances.md");

fn read_markdown(text: &str) -> ReadForm {
    let book = workbook::read(text.as_bytes(), Container::Markdown, &Limits::default()).unwrap();
    read(&book, "form")
}

/// The questionnaire of a form without errors.
#[track_caller]
fn sound(text: &str) -> Definition {
    let read = read_markdown(text);
    assert!(!read.problems.iter().any(Problem::is_error), "{:#?}", read.problems);
    read.definition.unwrap()
}

/// A form with these rows of the survey (type, name, label, and one more column).
fn survey(column: &str, rows: &[&str]) -> String {
    let rows: String = rows.iter().map(|row| format!("| | {row} |\n")).collect();
    format!(
        "| survey |\n| | type | name | label | {column} |\n{rows}\
         | choices |\n| | list_name | name | label |\n| | l | a | A |\n| | l | b | B |\n"
    )
}

/// Pages as one line each, what is in them indented: `name: kind name, kind name`.
fn outline(pages: &[Page]) -> Vec<String> {
    fn told(question: &Question) -> String {
        let inner: Vec<String> = question.questions.iter().map(told).collect();
        let kind = serde_json::to_value(question.kind).unwrap();
        let inner = if inner.is_empty() { String::new() } else { format!("({})", inner.join(" ")) };
        format!("{} {}{inner}", kind.as_str().unwrap(), question.name)
    }
    let mut lines = Vec::new();
    for page in pages {
        let questions: Vec<String> = page.questions.iter().map(told).collect();
        lines.push(format!("{}: {}", page.name, questions.join(", ")));
        lines.extend(outline(&page.pages).into_iter().map(|line| format!("  {line}")));
    }
    lines
}

#[test]
fn groups_become_pages_and_questions_stand_alone() {
    assert_eq!(
        outline(&sound(LIBRARY).pages),
        [
            "hello: metadata begun, metadata day, note hello",
            "you: text who, integer age, select_one member",
            "grown: calculate grown",
            "reading: ",
            "  genres: select_multiple genres",
            "  town: lookup town",
            "  order: rank order",
            "  score: range score",
            "  book: repeat book(text title group about(date since))",
            "stamp: text stamp",
            "photo: upload photo",
            "card: text card",
            "sure: acknowledge sure",
        ]
    );
}

#[test]
fn cells_become_fields() {
    let definition = sound(LIBRARY);
    assert_eq!(definition.name, "library-1");
    assert_eq!(definition.title, Text::Same("Library".into()));
    assert_eq!(definition.languages, ["en", "de"]);
    assert_eq!(definition.instance_name.as_deref(), Some("concat(${who}, ' ', ${age})"));
    assert_eq!(definition.workbook.settings["style"], "pages");
    assert_eq!(definition.workbook.sheets["remarks"][1], ["Ada", "fine | or not"]);
    let questions = questions(&definition.pages);
    let find = |name: &str| *questions.iter().find(|question| question.name == name).unwrap();
    let who = find("who");
    assert!(who.multiline);
    assert_eq!(who.columns["bind::odk:length"], "40");
    assert_eq!(who.columns["notes of the team"], "ask kindly");
    assert_eq!(find("age").required, Flag::Fixed(true));
    assert_eq!(find("sure").required, Flag::When("${grown} = 1".into()));
    let genres = find("genres");
    assert_eq!((genres.order, genres.seed.as_deref()), (Order::Shuffle, Some("5")));
    assert_eq!(genres.other.as_deref(), Some("other"));
    let score = find("score");
    assert_eq!((score.min.clone(), score.step), (Some(Limit::Number(0.0)), Some(0.5)));
    assert_eq!(find("book").count.as_deref(), Some("2"));
    assert_eq!(find("stamp").trigger, ["age"]);
    assert_eq!(find("town").choice_filter.as_deref(), Some("region = 'north' or ${grown} = 1"));
    assert_eq!(find("card").columns["type"], "barcode");
    let ChoiceList::Written(towns) = &definition.lists["town"] else { panic!() };
    assert_eq!(towns[1].attributes["region"], "south");
    assert_eq!(find("hello").media["image"], Text::Same("door.png".into()));
}

#[test]
fn a_form_comes_out_as_it_went_in() {
    for form in [LIBRARY, APPEARANCES] {
        let limits = Limits::default();
        let book = workbook::read(form.as_bytes(), Container::Markdown, &limits).unwrap();
        let read = read(&book, "form");
        let written = write(read.definition.as_ref().unwrap(), "form", &NoFiles);
        assert_eq!(written.problems, []);
        for (before, after) in book.sheets.iter().zip(&written.workbook.sheets) {
            assert_eq!(before.name, after.name);
            assert_eq!(before.rows, after.rows);
        }
        assert_eq!(book.sheets.len(), written.workbook.sheets.len());
    }
}

#[test]
fn files_are_asked_for_and_come_out_as_they_went_in() {
    let form = survey(
        "parameters | appearance",
        &[
            "photo | a | A | max-pixels=1024 | annotate",
            "audio | b | B | quality=low |",
            "video | c | C | |",
            "file | d | D | |",
            "image | e | E | max-pixels=01024 |",
        ],
    );
    let definition = sound(&form);
    let questions = questions(&definition.pages);
    let uploads: Vec<_> = questions.iter().map(|q| (q.upload.unwrap(), q.max_pixels)).collect();
    use crate::engine::model::Upload::*;
    let expected = [(Image, Some(1024)), (Audio, None), (Video, None), (File, None), (Image, None)];
    assert_eq!(uploads, expected);
    let written = write(&definition, "form", &NoFiles).workbook;
    let rows = &written.sheets.iter().find(|sheet| sheet.name == "survey").unwrap().rows;
    let cells: Vec<&[String]> = rows.iter().skip(1).map(|row| &row[..]).collect();
    assert_eq!(cells[0], ["photo", "a", "A", "max-pixels=1024", "annotate"]);
    assert_eq!(cells[1][3], "quality=low");
    assert_eq!(cells[4][3], "max-pixels=01024");
    let localized: Vec<String> =
        read_markdown(&form).problems.iter().map(ToString::to_string).collect();
    assert!(
        localized.iter().any(|localized| localized.contains("`annotate` asks for a picture file")),
        "{localized:#?}"
    );
}

#[test]
fn names_are_made_different_and_their_references_follow() {
    let form = survey(
        "relevant",
        &[
            "begin_group | g1 | |",
            "text | a | A |",
            "end_group | | |",
            "begin_group | g2 | |",
            "text | a | A |",
            "end_group | | |",
            "text | mode | Mode |",
            "text | x | X ${mode} | ${mode} = 1",
        ],
    );
    let definition = sound(&form);
    assert_eq!(
        outline(&definition.pages),
        ["g1: ", "  a: text a", "g2: ", "  g2_a: text g2_a", "mode_2: text mode_2", "x: text x"]
    );
    let questions = questions(&definition.pages);
    let last = questions.last().unwrap();
    assert_eq!(last.relevant.as_deref(), Some("${mode_2} = 1"));
    assert_eq!(last.label, Text::Same("X ${mode_2}".into()));
    let written = write(&definition, "form", &NoFiles).workbook;
    let rows = &written.sheets.iter().find(|sheet| sheet.name == "survey").unwrap().rows;
    let names: Vec<&str> = rows.iter().map(|row| row.get(1).map_or("", String::as_str)).collect();
    assert_eq!(names, ["name", "g1", "a", "", "g2", "a", "", "mode", "x"]);
    assert_eq!(rows[8][3], "${mode} = 1");
}

#[track_caller]
fn says(form: &str, expected: &[&str]) {
    let localized: Vec<String> =
        read_markdown(form).problems.iter().map(ToString::to_string).collect();
    assert_eq!(localized, expected);
}

#[test]
fn problems_have_a_sheet_a_row_and_a_column() {
    says(
        &survey("relevant", &["text | a | | ${b}", "selectone l | c | C |"]),
        &[
            "survey row 3, column type: error: there is no type `selectone l`; did you mean `select_one l`?",
            "survey row 2, column label: error: the question `a` has neither label nor hint",
            "survey row 2, column relevant: error: `${b}` does not exist",
        ],
    );
    says(
        &survey("x", &["select_one m | a | A |", "begin_group | g | G |"]),
        &[
            "survey row 3, column type: error: `g` is begun, but not ended; add a row with the \
             type `end_group` or `end_repeat`",
            "survey row 2, column type: error: there is no list `m`",
        ],
    );
    says(
        "| notes |\n| | a |\n| surveys |\n| | type |\n",
        &["survey: error: there is no sheet `survey`; is it `surveys`? call it `survey`"],
    );
}

#[test]
fn problems_of_the_engine_come_back_to_their_cells() {
    let text = survey(
        "calculation",
        &["calculate | n | | 1 +", "select_one l | s | S |", "text | t | ${s} |"],
    );
    let source = crate::formats::read(
        text.as_bytes(),
        crate::formats::FileType::Workbook(Container::Markdown),
        "form",
    );
    let problems = crate::formats::check(source, &NoFiles).problems;
    let errors: Vec<String> =
        problems.iter().filter(|problem| problem.is_error()).map(ToString::to_string).collect();
    assert_eq!(errors.len(), 1, "{problems:#?}");
    assert!(
        errors[0].starts_with("survey row 2, column calculation at 1:4: error: "),
        "{errors:?}"
    );
}

#[test]
fn our_own_columns_fill_fields_and_say_when_they_cannot() {
    let form = "| survey |\n| | type | name | label::English (en) | zugvogel::missing | \
                zugvogel::short::English (en) | zugvogel::min |\n\
                | | integer | a | A | [-8] | Age | 3 |\n\
                | _zugvogel |\n| | key | text | json |\n| | missing.-8.en | I do not know | |\n";
    let definition = sound(form);
    let question = questions(&definition.pages)[0].clone();
    assert_eq!(question.kind, KindName::Integer);
    assert_eq!(question.missing, [-8]);
    assert_eq!(question.short, Text::By([("en".to_owned(), "Age".to_owned())].into()));
    assert_eq!(question.min, Some(Limit::Number(3.0)));
    assert_eq!(definition.missing["-8"].get("en", ""), "I do not know");
    says(
        &survey("zugvogel::missing", &["integer | a | A | many"]),
        &["survey row 2, column zugvogel::missing: error: this is no value of `missing`"],
    );
}

/// What we have and other tools have not comes back; what they can check, they are told to check.
#[test]
fn limits_of_choices_and_a_study_s_design_come_back() {
    let list = serde_json::json!([{ "value": "a", "label": { "en": "A" } }, { "value": "b", "label": { "en": "B" } }]);
    let rows = serde_json::json!([{ "name": "sd_1", "label": { "en": "dull" }, "right": { "en": "lively" } }]);
    let document = serde_json::json!({
        "name": "form", "version": "1", "languages": ["en"], "title": { "en": "Form" },
        "lists": { "l": list },
        "pages": [
            { "name": "wishes", "core": true, "title": { "en": "Wishes" }, "questions": [
                { "kind": "select_multiple", "name": "one", "label": { "en": "?" }, "choices": "l", "max": 1 },
                { "kind": "select_multiple", "name": "some", "label": { "en": "?" }, "choices": "l",
                    "max": "${most}", "constraint": "selected(., 'a')" },
                { "kind": "integer", "name": "most", "label": { "en": "?" } }] },
            { "name": "image", "title": { "en": "Image" }, "questions": [
                { "kind": "differential", "name": "sd", "label": { "en": "?" }, "choices": "l",
                    "mirror": "battery", "rows": rows }] }
        ]
    });
    let definition: Definition = serde_json::from_value(document).unwrap();
    let written = write(&definition, "form", &NoFiles);
    assert_eq!(written.problems, []);
    let again = read(&written.workbook, "form").definition.unwrap();
    assert_eq!(again.pages, definition.pages);
    let survey = written.workbook.sheets.iter().find(|sheet| sheet.name == "survey").unwrap();
    let column = |name: &str| survey.rows[0].iter().position(|header| header == name).unwrap();
    let cell = |question: &str, name: &str| {
        let row =
            survey.rows.iter().find(|row| row.get(1).is_some_and(|it| it == question)).unwrap();
        row.get(column(name)).cloned().unwrap_or_default()
    };
    assert_eq!(cell("one", "constraint"), "count-selected(.) <= 1");
    let both = "count-selected(.) <= (${most}) and (selected(., 'a'))";
    assert_eq!(cell("some", "constraint"), both);
    assert_eq!(cell("one", "zugvogel::max"), "1");
    assert_eq!(cell("sd", "zugvogel::mirror"), "battery");
    assert_eq!(cell("wishes", "zugvogel::core"), "true");
}

/// A form in which so many blocks hold each other.
fn nested(begin: &str, end: &str, depth: usize) -> String {
    let mut rows: Vec<String> = (0..depth).map(|at| format!("{begin} | g{at} | G |")).collect();
    rows.push("text | a | A |".to_owned());
    rows.extend(vec![format!("{end} | | |"); depth]);
    survey("x", &rows.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Once three thousand of them filled the stack, and with sixty a survey could be begun that nobody could open.
#[test]
fn blocks_are_as_deep_as_can_be_stored() {
    for kind in ["group", "repeat"] {
        let (begin, end) = (format!("begin_{kind}"), format!("end_{kind}"));
        let deepest = sound(&nested(&begin, &end, 40));
        let stored = serde_json::to_vec(&deepest).unwrap();
        assert_eq!(serde_json::from_slice::<Definition>(&stored).unwrap(), deepest);
        let deeper = read_markdown(&nested(&begin, &end, 3000)).problems;
        let told: Vec<String> = deeper.iter().map(ToString::to_string).collect();
        let expected =
            "survey row 42, column type: error: `g40` lies deeper than 40 groups in groups";
        assert!(told.contains(&expected.to_owned()), "{told:?}");
    }
}

/// Each loop over two choices doubles the rows in it.
#[test]
fn loops_become_a_bounded_number_of_rows() {
    for depth in [12, 18] {
        let read = read_markdown(&nested("begin loop over l", "end loop", depth)).problems;
        let told =
            read.iter().filter(|problem| problem.to_string().contains("more than 10000 rows"));
        assert_eq!(told.count(), 1, "{depth}");
    }
    let loops = sound(&nested("begin loop over l", "end loop", 8));
    assert_eq!(
        questions(&loops.pages).iter().filter(|question| question.kind == KindName::Text).count(),
        256
    );
}

#[test]
fn quotas_have_a_sheet() {
    let form = survey("x", &["integer | age | Age |", "select_one l | s | S |", "text | t | T |"]);
    let quotas = "| quotas |\n\
        | | name | when | max | skip | label | end_title | end_text |\n\
        | | young | ${age} < 25 | 100 | | Young | Thank you | Enough **young** people |\n\
        | | old | ${age} > 65 | 50 | s t | | | |\n";
    let definition = sound(&format!("{form}{quotas}"));
    let [young, old] = &definition.quotas[..] else { panic!("{:?}", definition.quotas) };
    assert_eq!(
        (young.name.as_str(), young.max, young.when.as_str()),
        ("young", 100, "${age} < 25")
    );
    assert_eq!(young.text, Text::Same("Enough **young** people".into()));
    assert_eq!((old.max, &old.skip[..]), (50, &["s".to_owned(), "t".to_owned()][..]));
    let written = write(&definition, "form", &NoFiles);
    assert!(written.problems.is_empty(), "{:?}", written.problems);
    assert_eq!(read(&written.workbook, "form").definition.unwrap(), definition);

    // One of ours, in two languages, with curly quotes, blanks and an id.
    let mut own = definition;
    own.workbook = Default::default();
    own.name = "own".into();
    own.languages = vec!["de".into(), "en".into()];
    let both =
        |de: &str, en: &str| Text::By([("de".into(), de.into()), ("en".into(), en.into())].into());
    own.quotas[0].label = both("Junge", "Young");
    own.quotas[0].title = both("Danke", "Thank you");
    own.quotas[0].text = both("„Genug“  jetzt.", "That’s enough.");
    own.quotas[0].id = Some("q7".into());
    let written = write(&own, "own", &NoFiles);
    assert!(written.problems.is_empty(), "{:?}", written.problems);
    assert_eq!(read(&written.workbook, "own").definition.unwrap(), own);
    let sheet = |name: &str| written.workbook.sheets.iter().find(|it| it.name == name).unwrap();
    assert_eq!(sheet("quotas").rows.len(), 3);
    let told = &sheet("_zugvogel").rows;
    assert!(!told.iter().any(|row| row[0].starts_with("quotas")), "{told:?}");

    says(
        &format!("{form}{}", quotas.replace("100", "many").replace("${age} >", "${agee} >")),
        &[
            "quotas row 3, column when: error: `${agee}` does not exist; did you mean `${age}`?",
            "quotas row 2, column max: error: this is no value of `max`",
        ],
    );
    // Somebody's own sheet stays as it is.
    let other = sound(&format!("{form}| quotas |\n| | region | share |\n| | north | 3 |\n"));
    assert!(other.quotas.is_empty());
    assert_eq!(other.workbook.sheets["quotas"][1], ["north", "3"]);
}

/// A column's language has the code it is known for, and keeps it through JSON and back.
#[test]
fn languages_survive_a_round_trip() {
    let varieties = [
        ("Chinese (Hant)", "zh-Hant"),
        ("Chinese (zh-Hant)", "zh-Hant"),
        ("Serbian (Latn-RS)", "sr-Latn-RS"),
        ("English (USA)", "en-US"),
        ("Kurdish (sorani)", "ku-x-sorani"),
        ("tlh", "tlh"),
    ];
    for (name, code) in crate::language::names().chain(varieties) {
        let form =
            format!("| survey |\n| | type | name | label::{name} |\n| | text | q | Why? |\n");
        let definition = sound(&form);
        assert_eq!(definition.languages, [code], "{name}");
        let json = crate::formats::json::write(&definition).unwrap();
        let mut stored: Definition = serde_json::from_str(&json).unwrap();
        assert_eq!(stored, definition, "{name}");
        // As it was read, and as one of ours without the form's own headers.
        for own in [false, true] {
            if own {
                stored.workbook = Default::default();
            }
            let written = write(&stored, "form", &NoFiles).workbook;
            let again = read(&written, "form").definition.unwrap();
            assert_eq!(
                (again.languages, again.pages),
                (stored.languages.clone(), stored.pages.clone()),
                "{name}"
            );
        }
    }
}

/// A page that is only to be read is a group of its own, even where one question gave it its name.
#[test]
fn a_page_that_is_read_only_survives() {
    let mut definition = sound(&survey("hint", &["text | a | A | h"]));
    definition.pages[0].read_only = Flag::Fixed(true);
    let file = crate::formats::FileType::Workbook(Container::Csv);
    let (bytes, _) = crate::formats::write(&definition, file, "form", &NoFiles).unwrap();
    let again = crate::formats::read(&bytes, file, "form").definition.unwrap();
    assert_eq!(again.pages, definition.pages);
}
