//! A translation from the first list to the last review, as a translator with a spreadsheet makes it.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{fine, refused, run};

fn write(file: &Path, document: &Value) -> String {
    fs::write(file, document.to_string()).unwrap();
    file.to_string_lossy().into_owned()
}

fn market() -> Value {
    json!({
        "name": "market", "languages": ["de", "uk"], "title": { "de": "Unser Markt", "uk": "Наш ринок" },
        "publisher": {
            "name": "Stadt", "contact": "Jonas Petersen", "phone": "1", "email": "markt@musterhausen.example",
            "imprint": "Am Markt 1", "privacy": "Nur Ihre Antworten."
        },
        "lists": { "towns": { "file": "towns.csv" } },
        "pages": [{ "name": "visits", "questions": [
            { "kind": "text", "name": "who", "label": { "de": "Wer sind Sie?" } },
            { "kind": "select_one", "name": "town", "label": { "de": "${who}, woher?" }, "choices": "towns" }
        ] }]
    })
}

#[test]
fn a_language_is_translated_in_a_spreadsheet_and_reviewed_by_somebody_else() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("towns.csv"), "value,label::de,label::uk\nb,Brake,Браке\n")
        .unwrap();
    let file = write(&folder.path().join("market.json"), &market());
    let list = |more: &[&str]| fine(&[&["translations", file.as_str()], more].concat()).out;
    assert_eq!(
        list(&["--language", "uk"]).replace('"', "").trim_start_matches('\u{feff}'),
        "language;element;list;id;path;source;target;state;drafted_by;reviewed_by\r\n\
         uk;questionnaire;;;/title;Unser Markt;Наш ринок;published;;\r\n\
         uk;question;;who;/label;Wer sind Sie?;;missing;;\r\n\
         uk;question;;town;/label;${who}, woher?;;missing;;\r\n\
         uk;list;towns;;;;;published;;\r\n"
    );
    // A spreadsheet in German writes semicolons and a mark at the beginning.
    let filled = "\u{feff}language;element;list;id;path;source;target\r\n\
                  uk;question;;who;/label;Wer sind Sie?;Хто ви?\r\n\
                  uk;question;;town;/label;;звідки?\r\n";
    let csv = folder.path().join("uk.csv");
    fs::write(&csv, filled).unwrap();
    let csv = csv.to_string_lossy().into_owned();
    let ran = fine(&["translations", &file, "--fill", &csv, "--drafted-by", "Ada"]);
    assert!(ran.err.contains("2 of 2 texts filled in: they are drafts"), "{ran:?}");
    let told = |language: &str| fine(&["check", &file, "--lang", language]).out;
    assert!(told("en").contains("market.json: uk: 2 drafts\n"), "{}", told("en"));
    assert!(told("de").contains("market.json: uk: 2 Entwürfe\n"), "{}", told("de"));
    assert!(told("de").contains("market.json: de: vollständig\n"), "{}", told("de"));
    let create = |slug| {
        let data = folder.path().join("data").to_string_lossy().into_owned();
        fine(&["survey", "create", "--questionnaire", &file, "--slug", slug, "--data", &data]).err
    };
    fine(&["migrate", "--data", &folder.path().join("data").to_string_lossy()]);
    let err = create("drafts");
    assert!(err.contains("the questions are not offered in `uk`"), "{err}");

    // Who translated does not review, and a placeholder that got lost is no translation.
    let review = |name| ["translations", &file, "--language", "uk", "--reviewed-by", name];
    let ran = run(&[&review("Ada")[..], &["--lang", "en"]].concat());
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(ran.err.contains("`Ada` translated and cannot be the reviewer"), "{ran:?}");
    assert!(ran.err.contains("2 reviewed by Ada, 2 refused"), "{ran:?}");
    refused(&review("Ben"), &["`${who}`", "3 reviewed by Ben, 1 refused"]);
    assert!(list(&["--open"]).lines().count() == 2, "{}", list(&["--open"]));
    // Who corrects what she reads has written it.
    fs::write(
        &csv,
        "language,element,list,id,path,target\nuk,question,,town,/label,\"${who}, звідки?\"\n",
    )
    .unwrap();
    let ran = fine(&["translations", &file, "--fill", &csv, "--reviewed-by", "Ben"]);
    assert!(ran.err.contains("0 reviewed by Ben"), "{ran:?}");
    refused(&review("Ben"), &["`Ben`"]);
    fine(&review("Cem"));
    assert!(told("en").contains("market.json: uk: complete\n"), "{}", told("en"));
    assert!(
        list(&[]).contains("\"towns\";\"\";\"\";\"\";\"\";\"reviewed\";\"\";\"Ada\"\r\n"),
        "{}",
        list(&[])
    );
    assert_eq!(list(&["--open"]).lines().count(), 1);
    let err = create("reviewed");
    assert!(!err.contains("not offered"), "{err}");

    // The source changes, also in the list's own file.
    let mut document: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    document["pages"][0]["questions"][0]["label"]["de"] = "Wie heißen Sie?".into();
    write(Path::new(&file), &document);
    fs::write(folder.path().join("towns.csv"), "value,label::de,label::uk\nb,Berne,Браке\n")
        .unwrap();
    assert!(told("en").contains("market.json: uk: 2 sources changed\n"), "{}", told("en"));

    refused(&["translations", &file, "--language", "fr"], &["not translated into `fr`"]);
    fs::write(&csv, "language,element,list,id,path,target\nuk,question,,nobody,/label,?\n")
        .unwrap();
    refused(&["translations", &file, "--fill", &csv], &["line 2: there is no such text"]);
    refused(&["translations", &file, "--reviewed-by", "Cem"], &["--language"]);
}

/// A spreadsheet computes nothing and takes nothing for a day; what is written for that goes again when the list comes
/// back, also from before there was such a thing.
#[test]
fn no_text_becomes_a_formula_and_each_comes_back_as_it_was() {
    let folder = TempDir::new().unwrap();
    let mut market = market();
    let texts = ["- eins;=1+1", "3. Oktober", "'n Abend", "'=2"];
    let question = |(at, text): (usize, &&str)| json!({ "kind": "text", "name": format!("q{at}"), "label": { "de": text, "uk": text } });
    market["pages"] = json!([{ "name": "p", "questions": texts.iter().enumerate().map(question).collect::<Vec<_>>() }]);
    market["lists"] = json!({});
    let file = write(&folder.path().join("market.json"), &market);
    let ran = fine(&["translations", &file]);
    for cell in ["\"'- eins;=1+1\"", "\"'3. Oktober\"", "\"'n Abend\"", "\"''=2\""] {
        assert!(ran.out.contains(cell), "{cell}: {}", ran.out);
    }
    let csv = folder.path().join("uk.csv");
    let fill = |text: &str| {
        fs::write(&csv, text).unwrap();
        fine(&["translations", &file, "--fill", &csv.to_string_lossy(), "--drafted-by", "Ada"])
    };
    assert!(fill(&ran.out).err.contains("0 of 5 texts filled in"));
    let before = "language,element,list,id,path,target\nuk,question,,q0,/label,- eins;=1+1\n\
                  uk,question,,q1,/label,'3 жовтня\nuk,question,,q2,/label,'н вечір\n";
    assert!(fill(before).err.contains("2 of 3 texts filled in"));
    let filled: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    let label = |at: usize| filled["pages"][0]["questions"][at]["label"]["uk"].clone();
    assert_eq!([label(0), label(1), label(2)], ["- eins;=1+1", "3 жовтня", "'н вечір"]);
}
