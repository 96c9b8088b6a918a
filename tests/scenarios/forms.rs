//! Forms of other tools, answered: their files beside them, their truth values, their orders.

use zugvogel::engine::{Checked, Severity};
use zugvogel::formats::workbook::Container;
use zugvogel::formats::{self, FileType, FormFiles, NoFiles, Unreadable};

use super::scenario::Scenario;

/// Files beside a form, by name.
struct Beside(&'static [(&'static str, &'static str)]);

impl FormFiles for Beside {
    fn read(&self, path: &str) -> Result<Vec<u8>, Unreadable> {
        let file = self.0.iter().find(|(name, _)| *name == path).ok_or(Unreadable::Absent)?;
        Ok(file.1.as_bytes().to_vec())
    }
}

/// A form whose rows of the sheet `survey` are given as Markdown, and those of `choices` behind them.
fn checked(header: &str, survey: &[&str], choices: &[&str], files: &dyn FormFiles) -> Checked {
    let mut lines = vec!["| survey |".to_owned(), format!("| | {header} |")];
    lines.extend(survey.iter().map(|row| format!("| | {row} |")));
    if !choices.is_empty() {
        lines.extend(["| choices |".to_owned(), "| | list_name | name | label |".to_owned()]);
        lines.extend(choices.iter().map(|row| format!("| | {row} |")));
    }
    let file_type = FileType::Workbook(Container::Markdown);
    formats::check(formats::read(lines.join("\n").as_bytes(), file_type, "form"), files)
}

fn told(checked: &Checked, severity: Severity) -> Vec<String> {
    let problems = checked.problems.iter().filter(|problem| problem.severity == severity);
    problems.map(ToString::to_string).collect()
}

const TOWNS: &str = "code,town,state\n1,Jever,ni\n2,Bremen,hb\n3,Brake,ni\n";

#[test]
fn columns_of_a_file_are_called_as_in_the_file() {
    let places = r#"{"features": [{"id": "p1", "properties": {"title": "Deich", "kind": "dyke"},
        "geometry": {"type": "Point", "coordinates": [8.5, 53.25]}}]}"#;
    let files = Box::leak(Box::new([("towns.csv", TOWNS), ("places.geojson", places)]));
    let mut s = Scenario::begin(checked(
        "type | name | label | parameters | choice_filter | calculation",
        &[
            "select_one_from_file towns.csv | t | T | value=code, label=town | code != 3 and town != 'x' | ",
            "calculate | by_path | | | | instance('towns')/root/item[code = ${t}]/town",
            "calculate | by_pull | | | | pulldata('towns', 'town', 'code', ${t})",
            "calculate | by_state | | | | instance('towns')/root/item[state = 'hb']/code",
            "select_one_from_file places.geojson | g | G | | title = 'Deich' | ",
            "calculate | named | | | | instance('places')/root/item[id = ${g}]/title",
        ],
        &[],
        &Beside(files),
    ));
    s.offers("t", &["Jever", "Bremen"]).answer("t", "1");
    s.sees("by_path", "Jever").sees("by_pull", "Jever").sees("by_state", "2");
    s.offers("g", &["Deich"]).answer("g", "p1").sees("named", "Deich");
}

#[test]
fn a_file_that_only_expressions_name_is_read() {
    let rows = &[
        "text | k | K | ",
        "csv-external | extra | | ",
        "calculate | town | | pulldata('states', 'capital', 'key', ${k})",
        "calculate | more | | instance('extra')/root/item[key = ${k}]/sea",
    ];
    let header = "type | name | label | calculation";
    // As German Excel writes it: semicolons, and cells with commas.
    let states = "key;capital\r\nni;Hannover, an der Leine\r\nhb;Bremen\r\n";
    let files =
        Box::leak(Box::new([("states.csv", states), ("extra.csv", "key,sea\nni,Nordsee\n")]));
    let mut s = Scenario::begin(checked(header, rows, &[], &Beside(files)));
    s.answer("k", "ni").sees("town", "Hannover, an der Leine").sees("more", "Nordsee");
    let alone = checked(header, rows, &[], &NoFiles);
    let warnings = told(&alone, Severity::Warning).join("\n");
    assert!(warnings.contains("`states.csv`") && warnings.contains("`extra.csv`"), "{warnings}");
    let files =
        Box::leak(Box::new([("states.csv", "key,town\nni,x\n"), ("extra.csv", "key\nni\n")]));
    let wrong = told(&checked(header, rows, &[], &Beside(files)), Severity::Warning).join("\n");
    assert!(wrong.contains("`capital`") && wrong.contains("`sea`"), "{wrong}");
    assert!(wrong.contains("survey row 5, column calculation"), "{wrong}");
}

#[test]
fn words_and_truth_values_are_conditions() {
    let mut s = Scenario::begin(checked(
        "type | name | label | relevant | constraint | calculation | zugvogel::sensitive",
        &[
            "text | a | A | yes | TRUE | | TRUE",
            "text | b | B | no | | | yes",
            "text | c | C | FALSE | | | ",
            "begin_group | g | G | No | | | ",
            "text | d | D | | | | ",
            "end_group | | | | | | ",
            "calculate | e | | | | TRUE | ",
            "text | f | F | True | | | ",
        ],
        &[],
        &NoFiles,
    ));
    s.answer("a", "x").next_is("f").sees("e", "true");
}

#[test]
fn a_group_that_is_read_only_holds_for_what_is_in_it() {
    let mut s = Scenario::begin(checked(
        "type | name | label | read_only | default | appearance",
        &[
            "begin_group | g | G | yes | | field-list",
            "text | a | A | | x | ",
            "begin_group | inner | I | | | ",
            "text | b | B | | y | ",
            "end_group | | | | | ",
            "end_group | | | | | ",
            "begin_group | outer | O | yes | | ",
            "text | c | C | | z | ",
            "begin_repeat | r | R | | | ",
            "text | d | D | | w | ",
            "end_repeat | | | | | ",
            "end_group | | | | | ",
        ],
        &[],
        &NoFiles,
    ));
    s.answer("a", "other").answer("b", "other").answer("c", "other").answer("d[1]", "other");
    s.submits(&["a=x", "b=y", "c=z", "d[1]=w", "r=1"]);
}

#[test]
fn the_same_seed_gives_the_order_of_other_programs() {
    let letters = ["l | a | a", "l | b | b", "l | c | c", "l | d | d", "l | e | e", "l | f | f"];
    let mut s = Scenario::begin(checked(
        "type | name | label | parameters | choice_filter",
        &[
            "text | seed | S | | ",
            "select_one l | number | N | randomize=true, seed=42 | ",
            "select_one l | other | N | randomize=true, seed=42 | ",
            "select_multiple l | text | T | randomize=true, seed=${seed} | ",
            "rank l | ranked | R | randomize=true, seed=42 | ",
            "select_one l | fewer | F | randomize=true, seed=42 | name != 'a'",
        ],
        &letters,
        &NoFiles,
    ));
    let of_42 = ["a", "f", "c", "b", "d", "e"];
    s.offers("number", &of_42).offers("other", &of_42).offers("ranked", &of_42);
    s.answer("seed", "abc").offers("text", &["a", "c", "b", "e", "f", "d"]);
    // What is filtered away is not shuffled.
    let fewer = ["b", "f", "d", "c", "e"];
    assert_ne!(fewer, of_42[..5]);
}

#[test]
fn a_repeat_goes_on_as_long_as_somebody_says_so() {
    let mut s = Scenario::begin(checked(
        "type | name | label | calculation | repeat_count",
        &[
            "calculate | count | | count(${plant}) | ",
            "begin_repeat | plant | Plant | | if(${count} = 0 or ${plant}[position()=${count}]/more = 'yes', ${count} + 1, ${count})",
            "text | species | Species | | ",
            "select_one yn | more | More? | | ",
            "end_repeat | | | | ",
            "text | last | Last | | ",
        ],
        &["yn | yes | Yes", "yn | no | No"],
        &NoFiles,
    ));
    s.shows("plant", &["plant[1]", "species[1]", "more[1]"]);
    s.send(&[("species[1]", "oak"), ("more[1]", "yes")]).next_is("species[2]");
    s.send(&[("species[2]", "elm"), ("more[2]", "yes")]).next_is("species[3]");
    s.send(&[("species[3]", "ash"), ("more[3]", "no")]).next_is("last").sees("count", "3");
    s.answer("last", "x").next_is("review");
}

#[test]
fn whatever_is_called_somehow_gets_a_name() {
    let form = checked(
        "type | name | label::EN | label::French (fra) | label::Deutsch(de)",
        &[
            "select_multiple l | sm | A | B | C",
            "note | end | A | B | C",
            "note | mode | A | B | C",
            "text | Cafe | A | B | C",
            "text | cafe | A | B | C",
        ],
        &[
            "l | 65+ | a",
            "l | N/A | b",
            "l | beans_&_rice | c",
            "l | a | d",
            "l | A | e",
            "l | red's | f",
        ],
        &NoFiles,
    );
    assert_eq!(told(&form, Severity::Error), Vec::<String>::new());
    assert!(told(&form, Severity::Warning).iter().any(|it| it.contains("`sm_A_2`")), "{form:?}");
    let questionnaire = form.sound().unwrap();
    assert_eq!(questionnaire.definition().languages, ["en", "fr", "de"]);
    let codebook = zugvogel::engine::Codebook::new(&questionnaire);
    let names = codebook.variables.iter().map(|variable| variable.name.as_str());
    let names: Vec<&str> = names.filter(|name| name.starts_with("sm_")).collect();
    assert_eq!(names, ["sm_65", "sm_N_A", "sm_beans___rice", "sm_a", "sm_A_2", "sm_red_s"]);
}

#[test]
fn the_codebook_tells_numbers_and_groups_apart() {
    let form = checked(
        "type | name | label | calculation | appearance",
        &[
            "begin_group | before | Before | | field-list",
            "integer | rooms_before | Rooms | | ",
            "end_group | | | | ",
            "begin_group | after | After | | field-list",
            "integer | rooms_after | Rooms | | ",
            "end_group | | | | ",
            "calculate | more | | ${rooms_after} - ${rooms_before} | ",
            "calculate | class | | if(${more} > 0, 1, '') | ",
            "calculate | words | | concat(${more}, '!') | ",
        ],
        &[],
        &NoFiles,
    );
    let questionnaire = form.sound().unwrap();
    let codebook = zugvogel::engine::Codebook::new(&questionnaire);
    let of = |name: &str| codebook.variables.iter().find(|it| it.name == name).unwrap();
    assert_eq!(of("rooms_before").label.get("", ""), "Before – Rooms");
    assert_eq!(of("rooms_after").label.get("", ""), "After – Rooms");
    let numeric = ["more", "class", "words"].map(|name| of(name).numeric);
    assert_eq!(numeric, [true, true, false]);
}
