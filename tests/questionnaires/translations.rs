//! What is known of translations: which text is published, what of it is a problem, and that it stays with
//! its text through changes and other formats.

use serde_json::{Value, json};
use zugvogel::engine::diff::diff;
use zugvogel::engine::edit::translation::{Readiness, hash, translations};
use zugvogel::engine::edit::{Edit, Element};
use zugvogel::engine::model::Definition;
use zugvogel::engine::{Severity, TABLES, check};
use zugvogel::formats::workbook::Container;
use zugvogel::formats::{self, FileType, NoFiles};
use zugvogel::i18n::problems;

fn small(notes: &Value) -> Definition {
    serde_json::from_value(json!({
        "name": "small", "languages": ["de", "en"], "title": { "de": "Klein", "en": "Small" },
        "lists": { "l": [{ "value": "a", "label": { "de": "ja", "en": "yes" } }] },
        "pages": [{ "name": "p", "questions": [
            { "kind": "text", "name": "who", "label": { "de": "Wer?", "en": "Who?" } },
            { "kind": "select_one", "name": "q", "label": { "de": "${who}?", "en": "${who}?" }, "choices": "l" }
        ] }],
        "translations": notes
    }))
    .unwrap()
}

/// How far each text is, and the problems of what is stated, in both languages.
#[track_caller]
fn check_notes(notes: Value, expect: [Readiness; 4], told: &[(&str, &str)]) {
    let definition = small(&notes);
    let readiness: Vec<_> = translations(&definition).iter().map(|it| it.readiness).collect();
    assert_eq!(readiness, expect, "{notes}");
    let checked = check(definition);
    let found = checked.problems.iter().filter(|it| it.what.code.starts_with("translation-"));
    let found: Vec<_> = found.map(|it| ["de", "en"].map(|l| problems::problem(it, l))).collect();
    let told: Vec<_> = told.iter().map(|(de, en)| [(*de).to_owned(), (*en).to_owned()]).collect();
    assert_eq!(found, told);
}

#[test]
fn the_narrower_statement_holds() {
    use Readiness::{Draft, Reviewed, SourceChanged, Unstated};
    check_notes(json!([]), [Unstated; 4], &[]);
    let all = json!({ "language": "en", "state": "draft" });
    check_notes(
        json!([all]),
        [Draft; 4],
        &[(
            "/translations/0: Warnung: 4 Übersetzungen in `en` sind Entwürfe: sie werden nicht veröffentlicht",
            "/translations/0: warning: 4 translations into `en` are drafts: they are not published",
        )],
    );
    let reviewed = |of: Value, path: &str, source: &str, target: &str| {
        json!({ "language": "en", "of": of, "path": path, "state": "reviewed", "drafted_by": "Ada",
            "reviewed_by": "Ben", "source": source, "target": target })
    };
    let list = reviewed(json!({ "list": "l" }), "", &hash(["ja"]), &hash(["yes"]));
    let who = reviewed(json!({ "question": "who" }), "/label", &hash(["Wer?"]), &hash(["Who?"]));
    let title = reviewed(json!("questionnaire"), "/title", &hash(["Groß"]), "");
    let q = reviewed(json!({ "question": "q" }), "/label", "", &hash(["?"]));
    check_notes(
        json!([list, who, title, q]),
        [SourceChanged, Reviewed, Draft, Reviewed],
        &[
            (
                "/title/en: Warnung: seit die Übersetzung in `en` geprüft wurde, ist die Quelle anders: sie wird nicht veröffentlicht",
                "/title/en: warning: the source is another one since the translation into `en` was reviewed: it is not published",
            ),
            (
                "/pages/0/questions/1/label/en: Warnung: die Übersetzung in `en` ist ein Entwurf: sie wird nicht veröffentlicht",
                "/pages/0/questions/1/label/en: warning: the translation into `en` is a draft: it is not published",
            ),
        ],
    );
}

#[test]
fn what_cannot_be_is_a_problem() {
    let problems = |notes: Value, change: &[(&str, Value)]| {
        let mut document = serde_json::to_value(small(&notes)).unwrap();
        for (place, value) in change {
            *document.pointer_mut(place).unwrap() = value.clone();
        }
        let checked = check(serde_json::from_value(document).unwrap());
        let found = checked.problems.iter().filter(|it| it.path.starts_with("/translations"));
        let found =
            found.chain(checked.problems.iter().filter(|it| it.path.ends_with("/label/en")));
        let told = |it: &zugvogel::engine::Problem| (it.what.code, it.severity);
        found.map(told).collect::<Vec<_>>()
    };
    let (error, warning) = (Severity::Error, Severity::Warning);
    let by = |state: &str, drafted: &str, reviewed: &str| json!([{ "language": "en", "state": state, "drafted_by": drafted, "reviewed_by": reviewed }]);
    assert_eq!(problems(by("reviewed", "Ada", "Ben"), &[]), []);
    assert_eq!(problems(by("reviewed", "Ada", " ada"), &[]), [("translation-same-person", error)]);
    assert_eq!(problems(by("reviewed", "Ada", ""), &[]), [("translation-by-nobody", error)]);
    let lost = ("/pages/0/questions/1/label/en", json!("?"));
    assert_eq!(
        problems(by("reviewed", "", "Ben"), std::slice::from_ref(&lost)),
        [("translation-placeholder", error)]
    );
    assert_eq!(problems(by("draft", "", ""), &[lost]), [("translation-language-draft", warning)]);
    let of = |language: &str, question: &str| json!([{ "language": language, "of": { "question": question }, "path": "/label", "state": "draft" }]);
    assert_eq!(problems(of("en", "nobody"), &[]), [("translation-nowhere", warning)]);
    assert_eq!(problems(of("de", "who"), &[]), [("translation-of-first", error)]);
    assert_eq!(problems(of("fr", "who"), &[]), [("not-a-language", error)]);
    let twice = json!([{ "language": "en", "state": "draft" },
        { "language": "en", "state": "reviewed", "reviewed_by": "Ben" }]);
    assert_eq!(problems(twice, &[]), [("translation-twice", warning)]);
}

/// Only what is published is in a questionnaire that is sound, however it is published.
#[test]
fn what_is_not_reviewed_is_left_out() {
    let draft = json!([{ "language": "en", "of": { "question": "who" }, "path": "/label", "state": "draft" }]);
    let published = check(small(&draft)).sound().unwrap();
    assert_eq!(published.spoken().collect::<Vec<_>>(), ["de"]);
    let document = serde_json::to_string(published.definition()).unwrap();
    assert!(!document.contains("Who?") && document.contains("Small"), "{document}");
    let whole = check(small(&draft)).shown().unwrap();
    assert_eq!(whole.spoken().collect::<Vec<_>>(), ["de", "en"]);
}

/// Every property that holds a text in languages can be stated of, but for the names of files.
#[test]
fn every_text_has_a_place() {
    let text = json!({ "de": "x", "en": "y" });
    for table in &TABLES {
        for property in table.properties.iter().filter(|it| it.key != "media") {
            let (pointer, value) = match format!("{:?}", property.holds).as_str() {
                "Text" => (format!("/{}", property.key), text.clone()),
                "Texts" => (format!("/{}/-8", property.key), json!({ "-8": text })),
                _ => continue,
            };
            let mut thing = match table.slug {
                "question" => json!({ "kind": "text", "name": "n", "label": "n" }),
                "choice" => json!({ "value": "n" }),
                "section" | "end" | "quota" => {
                    json!({ "name": "n", "title": "n", "text": "n", "after": "p", "when": "1", "keep": true, "disposition": "4.10", "max": 9 })
                }
                _ => json!({ "name": "n", "label": "n", "part": "year" }),
            };
            let known: Vec<&str> = table.properties.iter().map(|it| it.key).collect();
            let fields = thing.as_object_mut().unwrap();
            fields.retain(|key, _| known.contains(&key.as_str()));
            fields.insert(property.key.to_owned(), value);
            let mut document = serde_json::to_value(small(&json!([]))).unwrap();
            match table.slug {
                "question" => document["pages"][0]["questions"] = json!([thing]),
                "page" => document["pages"] = json!([thing]),
                "row" => document["pages"][0]["questions"][0]["rows"] = json!([thing]),
                "part" => document["pages"][0]["questions"][0]["parts"] = json!([thing]),
                "choice" => document["lists"]["l"] = json!([thing]),
                "section" => document["sections"] = json!([thing]),
                "quota" => document["quotas"] = json!([thing]),
                _ => document["ends"] = json!([thing]),
            }
            let Ok(definition) = serde_json::from_value::<Definition>(document.clone()) else {
                panic!("{} {}: {document}", table.slug, property.key);
            };
            let found = translations(&definition);
            let is_there = found.iter().any(|it| it.text.path == pointer && it.target == "y");
            assert!(is_there, "{} {}: {found:?}", table.slug, property.key);
            for it in found {
                assert!(document.pointer(&it.text.place).is_some(), "{}", it.text.place);
            }
        }
    }
}

fn notes() -> Value {
    json!([
        { "language": "en", "state": "draft", "drafted_by": "Ada" },
        { "language": "en", "of": { "question": "who" }, "path": "/label", "state": "reviewed",
            "drafted_by": "Ada", "reviewed_by": "Ben", "source": hash(["Wer?"]), "target": hash(["Who?"]) },
        { "language": "en", "of": { "choice": { "list": "l", "id": "a" } }, "path": "/label", "state": "draft" },
        { "language": "en", "of": { "list": "l" }, "state": "draft" },
        { "language": "en", "of": "questionnaire", "path": "/title", "state": "draft" }
    ])
}

#[test]
fn statements_stay_with_their_texts() {
    let mut now = small(&notes());
    let old = serde_json::to_string(&now).unwrap();
    let rename = |of: Element, name: &str| Edit::Rename { of, name: name.to_owned() };
    let question = now.apply(&rename(Element::Question("who".to_owned()), "whom")).unwrap();
    let list = now.apply(&rename(Element::List("l".to_owned()), "answers")).unwrap();
    let stated = |definition: &Definition| {
        let all = translations(definition);
        all.iter().map(|it| (it.readiness, it.note.unwrap().of.clone())).collect::<Vec<_>>()
    };
    use Readiness::{Draft, Reviewed};
    let choice = Element::Choice { list: "answers".to_owned(), id: "a".to_owned() };
    assert_eq!(
        stated(&now),
        [
            (Draft, Some(Element::Questionnaire)),
            (Reviewed, Some(Element::Question("who".to_owned()))),
            (Draft, None),
            (Draft, Some(choice)),
        ]
    );
    let language = now.apply(&Edit::RemoveLanguage { language: "en".to_owned() }).unwrap();
    assert_eq!(now.translations, []);
    for back in [language, list, question] {
        now.apply(&back).unwrap();
    }
    assert_eq!(serde_json::to_string(&now).unwrap(), old);
    // A designer's form states something of one text.
    let value = json!([notes()[1]]);
    let path = "/translations".to_owned();
    now.apply(&Edit::Set { of: Element::Questionnaire, path, value: Some(value) }).unwrap();
    assert_eq!(now.translations.len(), 1);
}

#[test]
fn statements_come_back_from_every_format() {
    let definition = small(&notes());
    for file_type in [Container::Xlsx, Container::Csv, Container::Markdown].map(FileType::Workbook)
    {
        let (bytes, problems) = formats::write(&definition, file_type, "small", &NoFiles).unwrap();
        assert_eq!(problems, []);
        let again = formats::read(&bytes, file_type, "small").definition.unwrap();
        assert_eq!(again, definition, "{file_type:?}");
    }
    let (bytes, _) = formats::write(&definition, FileType::Json, "small", &NoFiles).unwrap();
    assert_eq!(formats::read(&bytes, FileType::Json, "small").definition.unwrap(), definition);
    // In a workbook a translator finds them on a sheet of their own.
    let markdown = FileType::Workbook(Container::Markdown);
    let (bytes, _) = formats::write(&definition, markdown, "small", &NoFiles).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let cells = |row: &str| {
        row.split('|')
            .map(str::trim)
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert!(
        text.lines().any(|row| cells(row)
            .starts_with(&["en", "choice", "l", "a", "/label", "draft"].map(str::to_owned))),
        "{text}"
    );
    let broken = text.replace("reviewed  ", "read  ").replace("| reviewed |", "| read |");
    let problems = formats::read(broken.as_bytes(), markdown, "small").problems;
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["translations row 3, column state: error: this is no value of `state`"]);
}

#[test]
fn what_becomes_of_a_translation_is_told() {
    let told = |before: &Value, now: &Value| {
        let diff = diff(&small(before), &small(now));
        let told = diff.changes.iter().map(|it| {
            let (was, now) =
                (it.was.clone().unwrap_or_default(), it.now.clone().unwrap_or_default());
            format!("{}: {} {} {}: {was} → {now}", it.weight, it.subject, it.name, it.field)
        });
        told.collect::<Vec<_>>()
    };
    let mut now = notes();
    assert_eq!(told(&now, &notes()), Vec::<String>::new());
    now[2]["state"] = "reviewed".into();
    now[2]["reviewed_by"] = "Ben".into();
    assert_eq!(told(&notes(), &now), ["translation only: choice a label: draft → reviewed by Ben"]);
    let whole: Value = json!([notes()[0]]);
    assert_eq!(
        told(&json!([]), &whole),
        ["translation only: questionnaire  translations:  → draft, drafted by Ada"]
    );
    assert_eq!(
        told(&whole, &json!([])),
        ["translation only: questionnaire  translations: draft, drafted by Ada → "]
    );
}
