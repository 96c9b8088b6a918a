//! What commands say of themselves: counts in words, all that is to be mended, what is not there yet, and why
//! something cannot be done.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use serde_json::{Value, json};

use super::program::Server;
use super::{data, fine, refused, run};
use crate::browser::{Ask, Browser};

/// A questionnaire of one question.
fn small(name: &str) -> Value {
    json!({
        "name": name, "languages": ["de"], "title": "T",
        "lists": { "why": { "frame": "f" } },
        "frames": { "f": { "id": "F", "title": "F", "mains": [{ "code": 1, "label": "M" }],
            "codes": [{ "code": 101, "main": 1, "label": "Studium" },
                { "code": 102, "main": 1, "label": "Arbeit" }] } },
        "pages": [{ "name": "p", "questions": [
            { "kind": "select_one", "name": "q", "label": "Q", "choices": "why" }] }]
    })
}

fn write(folder: &Path, name: &str, document: &Value) -> String {
    let path = folder.join(name);
    std::fs::write(&path, document.to_string()).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn one_is_not_several() {
    let folder = tempfile::tempdir().unwrap();
    let mut document = small("one");
    document["pages"][0]["relevant"] = "${none} = 1".into();
    let file = write(folder.path(), "one.json", &document);
    let ran = run(&["check", "--lang", "en", &file]);
    assert!(ran.out.contains(": 1 error, 1 warning\n"), "{ran:?}");
    assert!(ran.out.contains(": takes about 1 minute, 1 on a phone (1 minute for what"), "{ran:?}");
    let ran = run(&["check", "--lang", "de", &file]);
    assert!(ran.out.contains(": 1 Fehler, 1 Warnung\n"), "{ran:?}");
    assert!(ran.out.contains(": dauert ungefähr 1 Minute, am Telefon 1 (1 Minute, was"), "{ran:?}");
}

/// Whoever mends what one command names is not told more by the other.
#[test]
fn convert_names_every_error_that_check_names() {
    let folder = tempfile::tempdir().unwrap();
    let mut document = small("both");
    document["version"] = 1.into();
    document["pages"][0]["relevant"] = "${none} = 1".into();
    let file = write(folder.path(), "both.json", &document);
    let checked = run(&["check", &file]);
    let errors: Vec<&str> = checked.out.lines().filter(|line| line.contains(": error: ")).collect();
    assert_eq!(errors.len(), 2, "{checked:?}");
    let out = folder.path().join("both.xlsx");
    let converted = run(&["convert", &file, out.to_str().unwrap()]);
    assert_eq!(converted.status, 1, "{converted:?}");
    for error in errors {
        assert!(converted.err.contains(error), "{error}: {converted:?}");
    }
    assert!(converted.err.contains("2 errors, so nothing is written"), "{converted:?}");
    assert!(!out.exists());
}

/// What is written all the same is said, and that there was something wrong.
#[test]
fn a_conversion_with_an_error_does_not_end_as_if_there_were_none() {
    let folder = tempfile::tempdir().unwrap();
    let mut document = small("wrong");
    document["pages"][0]["relevant"] = "${none} = 1".into();
    let file = write(folder.path(), "wrong.json", &document);
    let out = folder.path().join("wrong.xlsx");
    let ran = run(&["convert", &file, out.to_str().unwrap()]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(
        ran.err.contains("1 error; `") && ran.err.contains("is written all the same"),
        "{ran:?}"
    );
    assert!(out.exists());
}

/// A column that only we have is written once, under the author's header.
#[test]
fn a_column_of_ours_is_not_written_twice() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let form = "survey\n,type,name,label\n,select_multiple l,q,Q\nchoices\n\
                ,list_name,name,label,zugvogel::exclusive\n,l,1,A,\n,l,2,None,true\n";
    std::fs::write(path("form.csv"), form).unwrap();
    fine(&["convert", &path("form.csv"), &path("form.json")]);
    fine(&["convert", &path("form.json"), &path("again.csv")]);
    let again = std::fs::read_to_string(path("again.csv")).unwrap();
    assert!(again.contains(",list_name,name,label,zugvogel::exclusive\n"), "{again}");
    assert!(again.contains(",l,2,None,true\n"), "{again}");
}

/// What `check` calls an error, `survey create` refuses, and nothing else.
#[test]
fn a_form_without_the_file_of_its_list_is_an_error_to_both() {
    let (folder, data) = data();
    let form = folder.path().join("form.csv");
    std::fs::write(&form, "survey\n,type,name,label\n,select_one_from_file x.csv,q,Q\n").unwrap();
    let form = form.to_str().unwrap();
    let checked = run(&["check", "--lang", "en", form]);
    assert_eq!(checked.status, 1, "{checked:?}");
    let error = "/lists/x: error: `x.csv`: there is no such file; put it beside the form";
    assert!(
        checked.out.contains(error) && !checked.out.contains("the list is empty"),
        "{checked:?}"
    );
    fine(&["migrate", "--data", &data]);
    let create = ["survey", "create", "--questionnaire", form, "--slug", "x", "--data", &data];
    refused(&create, &["cannot be served", error]);
    // It can be looked at in other formats all the same.
    fine(&["convert", form, folder.path().join("form.json").to_str().unwrap()]);
}

/// Whoever publishes without `check` hears what it warns of, and is not kept from it.
#[test]
fn warnings_are_told_where_a_survey_is_made_or_changed() {
    let (folder, data) = data();
    fine(&["migrate", "--data", &data]);
    let mut document = small("warned");
    let file = write(folder.path(), "first.json", &document);
    let create = ["survey", "create", "--questionnaire", &file, "--slug", "w", "--data", &data];
    let told = fine(&create).err;
    let warning = "first.json: /publisher (line 1, column 1): warning: nobody is named who asks";
    assert!(told.contains(warning), "{told}");
    let questions =
        (0..14).map(|number| json!({ "kind": "text", "name": format!("ä{number}"), "label": "L" }));
    document["pages"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "name": "more", "title": "M", "questions": questions.collect::<Vec<_>>() }));
    let file = write(folder.path(), "second.json", &document);
    let publish = ["questionnaire", "publish", &file, "--survey", "w", "--yes", "--data", &data];
    let told = fine(&publish).err;
    assert_eq!(told.matches("second.json: /").count(), 10, "{told}");
    assert!(
        told.contains("second.json: 5 more warnings: `zugvogel check` names them all"),
        "{told}"
    );
}

/// Whoever gives a choice another value and its `id` hears how it is done, since nothing stored is changed.
#[test]
fn a_choice_of_a_survey_keeps_its_value() {
    let (folder, data) = data();
    fine(&["migrate", "--data", &data]);
    let mut document = small("values");
    document["lists"]["why"] = json!([{ "value": "1", "label": "A" }]);
    let file = write(folder.path(), "first.json", &document);
    fine(&["survey", "create", "--questionnaire", &file, "--slug", "w", "--data", &data]);
    document["lists"]["why"] = json!([{ "value": "a", "id": "1", "label": "A" }]);
    let file = write(folder.path(), "second.json", &document);
    let publish = ["questionnaire", "publish", &file, "--survey", "w", "--yes", "--data", &data];
    refused(&publish, &["A choice keeps its value as long as the survey runs", "write `1` again"]);
}

/// A retired code is offered no more, and read as before.
#[test]
fn a_retired_code_keeps_its_meaning() {
    let folder = tempfile::tempdir().unwrap();
    let old = write(folder.path(), "old.json", &small("codes"));
    let mut document = small("codes");
    document["frames"]["f"]["codes"][1]["retired"] = true.into();
    let retired = write(folder.path(), "retired.json", &document);
    let told = fine(&["diff", &old, &retired]).out;
    let words = "the code is retired: stored answers to `q` with `102` stay as they are, and its frame \
                 still says what they mean";
    assert!(told.contains(words) && !told.contains("have no label any more"), "{told}");
    document["frames"]["f"]["codes"].as_array_mut().unwrap().pop();
    let gone = write(folder.path(), "gone.json", &document);
    let told = fine(&["diff", &old, &gone]).out;
    assert!(told.contains("stored answers to `q` with `102` have no label any more"), "{told}");
}

/// An address that is printed can be opened, whatever the questionnaire is called.
#[test]
fn a_trial_of_a_questionnaire_with_a_faulty_name_has_an_address() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(folder.path(), "form.json", &small("Über uns"));
    let server = Server::trial(Path::new(&file));
    let door = server.door();
    let page = Browser::new(&door, "de").ask(Ask::get("/s/-ber-uns")).unwrap();
    assert!(page.html().contains("<title>"), "{}", page.html());
}

#[test]
fn what_waits_for_the_mix_is_told_beside_what_can_be_read() {
    let (_folder, data) = data();
    fine(&["demo", "--data", &data, "--responses", "0", "--no-serve"]);
    let out = format!("{data}-out");
    let export = ["export", "wesermarsch", "--data", &data, "--out", &out];
    let count = ["count", "wesermarsch", "resp_door", "resp_stratum", "disp", "--data", &data];
    assert!(!fine(&count).err.contains("for the mix"));
    let simulate = ["simulate", "wesermarsch", "--responses", "3", "--data", &data];
    fine(&simulate);
    let words = "3 responses wait for the mix and can be read only after it";
    assert!(fine(&export).err.contains(words) && fine(&count).err.contains(words));
    fine(&["mix", "wesermarsch", "--force", "--data", &data]);
    let ran = fine(&count);
    assert!(!ran.err.contains("for the mix"), "{ran:?}");
    // Door and stratum are counted as they are exported.
    let counted = |variable: &str| -> i64 {
        let rows = ran.out.lines().filter(|line| line.starts_with(&format!("{variable},")));
        rows.map(|row| row.rsplit(',').next().unwrap().parse::<i64>().unwrap()).sum()
    };
    for variable in ["resp_door", "resp_stratum", "disp"] {
        assert_eq!(counted(variable), 3, "{}", ran.out);
    }
    fine(&export);
    let codebook = std::fs::read_to_string(format!("{out}/codebook.csv")).unwrap();
    let row = |name: &str| {
        let begin = format!("responses.csv,{name},");
        codebook.lines().find(|line| line.starts_with(&begin)).unwrap().to_owned()
    };
    for words in [
        "1.1=vollständig | 1.2=teilweise beantwortet | 2.11=abgelehnt | 2.12=abgebrochen | 4.10=",
        "1.1=complete",
    ] {
        assert!(row("disp").contains(words), "{}", row("disp"));
    }
    // Every value has its `=`, also a page without a title and a text of one's own.
    let mut cells = csv::ReaderBuilder::new().from_reader(codebook.as_bytes());
    for record in cells.records() {
        let record = record.unwrap();
        for list in [&record[11], &record[12], &record[13], &record[14]] {
            let bare = list.split(" | ").filter(|it| !it.is_empty()).find(|it| !it.contains('='));
            assert_eq!(bare, None, "{}", &record[1]);
        }
    }
}

/// SQLite says that it cannot open a file, and not why: it makes others beside it.
#[test]
fn a_folder_that_takes_nothing_is_told_with_the_reason() {
    let (_folder, data) = data();
    fine(&["migrate", "--data", &data]);
    let create =
        ["survey", "create", "--questionnaire", "feedback", "--slug", "x", "--data", &data];
    // Without what SQLite has left beside its files already.
    for store in ["office", "collect", "results"] {
        let mut open = SqliteConnection::establish(&format!("{data}/{store}.db")).unwrap();
        open.batch_execute("PRAGMA journal_mode = DELETE").unwrap();
    }
    let allow = |mode| std::fs::set_permissions(&data, Permissions::from_mode(mode)).unwrap();
    allow(0o500);
    // Nothing is forbidden to root.
    if std::fs::write(Path::new(&data).join("probe"), "").is_err() {
        refused(&create, &[".db: ", ": in the folder ", "Permission denied"]);
    }
    allow(0o700);
    fine(&create);
}

/// A language that is not written as a code is said to be, with what to write.
#[test]
fn slips_in_language_codes_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let told = |languages: Value| {
        let mut document = small("slips");
        document["languages"] = languages;
        let file = write(folder.path(), "slips.json", &document);
        let ran = run(&["check", "--lang", "en", &file]);
        let about = ran.out.lines().filter_map(|line| line.split_once("/languages/"));
        about.map(|(_, told)| told.to_owned()).collect::<Vec<_>>()
    };
    let [upper, name, guest] = &told(json!(["EN", "Englisch", "FR"]))[..3] else { panic!() };
    assert!(upper.contains("`EN` is not written") && upper.contains("write `en`"), "{upper}");
    assert!(name.contains("nobody can choose `Englisch`") && name.contains("write `en`"), "{name}");
    assert!(guest.contains("`FR` is not written") && guest.contains("write `fr`"), "{guest}");
    assert_eq!(
        told(json!(["de", "en", "und"])),
        [
            "2: warning: nobody can choose `und`: it is not a language code; write a code such as `fr` or `ku-x-sorani` (BCP 47), in a header `label::Français (fr)`"
        ]
    );
    assert_eq!(told(json!(["Klingon"])), Vec::<String>::new());
}

/// One mistake in `languages` is one problem, whatever language its texts are in.
#[test]
fn a_language_by_its_name_is_one_problem() {
    let folder = tempfile::tempdir().unwrap();
    let told = |code: &str, texts: &str| {
        let mut document = small("named");
        document["languages"] = json!(["de", code]);
        document["title"] = json!({ "de": "T", texts: "T" });
        document["pages"][0]["questions"][0]["label"] = json!({ "de": "Q", texts: "Q" });
        document["pages"][0]["title"] = json!({ "de": "P" });
        let file = write(folder.path(), "named.json", &document);
        let ran = run(&["check", "--lang", "en", &file]);
        let lines = ran.out.lines().filter(|it| it.contains("english") || it.contains("`en`"));
        lines.map(|it| it.split_once(".json: ").unwrap().1.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        told("english", "en"),
        [
            "/languages/1: error: `english` is not a language code, and texts are written in `en`; write `en`"
        ]
    );
    assert_eq!(
        told("english", "english"),
        [
            "/languages/1: warning: nobody can choose `english`: it is not a language code; write `en`"
        ]
    );
}
