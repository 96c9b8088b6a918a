//! Who translates questionnaires, through the public door, on both databases: a draft is what somebody typed, and
//! only somebody else can say that she has read it.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy takes only functions marked as tests for tests"
)]

#[path = "support/app.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod app;
#[path = "support/browser.rs"]
mod browser;
#[path = "support/databases.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod databases;
#[path = "support/html.rs"]
mod html;
#[path = "support/manuscripts.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod manuscripts;
#[path = "support/resident.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod resident;
#[path = "support/staff.rs"]
mod staff;

use serde_json::{Value, json};

use crate::app::TestApp;
use crate::browser::{Answer, Ask, Browser};
use crate::databases::both;
use crate::manuscripts::{
    change, csrf, designer, document, form, form_with, is_done, post, undo, with,
};
use crate::staff::get;

fn market() -> Value {
    json!({
        "name": "market", "languages": ["de", "en"], "title": { "de": "Unser Markt", "en": "Our market" },
        "publisher": {
            "name": "Stadt", "contact": "Jonas Petersen", "phone": "1", "email": "markt@musterhausen.example",
            "imprint": "Am Markt 1", "privacy": "Nur Ihre Antworten."
        },
        "lists": { "yn": [
            { "value": "1", "label": { "de": "ja" } }, { "value": "2", "label": { "de": "nein", "en": "no" } }
        ] },
        "pages": [
            { "name": "visits", "title": { "de": "Besuche", "en": "Visits" }, "questions": [
                { "kind": "text", "name": "who", "label": { "de": "Wer sind Sie?" } },
                { "kind": "select_one", "name": "happy", "label": { "de": "${who}, zufrieden?" }, "choices": "yn" }
            ] },
            { "name": "more", "title": { "de": "Mehr", "en": "More" }, "questions": [
                { "kind": "text", "name": "else", "label": { "de": "Noch etwas <b>Wichtiges</b>?", "en": "Else" } }
            ] }
        ]
    })
}

/// Begins a questionnaire of this file, and says where its editor is.
fn begun(browser: &mut Browser<'_>, document: &Value) -> String {
    let (name, token) = csrf(browser);
    let bytes = document.to_string();
    let fields = [(name.as_str(), token.as_str()), ("from", "file")];
    let file = [("file", "market.json", bytes.as_bytes())];
    let answer = browser.ask(Ask::multipart("/questionnaires", &fields, &file)).unwrap();
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location").unwrap().to_owned()
}

/// What the translations show for this address, with other values in some fields, is sent.
fn translate(browser: &mut Browser<'_>, base: &str, asked: &str, other: &[(&str, &str)]) -> Answer {
    let action = format!("{base}/translations");
    let html = get(browser, &format!("{action}{asked}")).html();
    post(browser, &action, &with(form_with(&html, "seen"), other))
}

/// The fields for texts that a page has, in their order.
fn fields(html: &str) -> Vec<String> {
    let tags = html::tags(html);
    let areas = tags.iter().filter(|tag| tag.name == "textarea");
    areas.filter_map(|tag| Some(tag.attribute("name")?.to_owned())).collect()
}

const WHO: &str = "question:who|/label";
const HAPPY: &str = "question:happy|/label";
const YES: &str = "choice:yn:1|/label";
const NO: &str = "choice:yn:2|/label";
const ELSE: &str = "question:else|/label";

both! {
    fn a_text_is_translated_by_one_and_reviewed_by_another(stores) {
        let app = TestApp::new(stores);
        let (mut anna, mut bert) = (designer(&app, "anna"), designer(&app, "bert"));
        let base = begun(&mut anna, &market());
        let before = document(&mut anna, &base);
        let action = format!("{base}/translations");
        let page = get(&mut anna, &action).html();
        // Choices stand behind the question that asks them.
        let order = ["questionnaire|/title", "page:visits|/title", WHO, HAPPY, YES, NO, "page:more|/title", ELSE];
        assert_eq!(fields(&page), order);
        assert!(page.contains("von 8 geprüft") && page.contains("3 fehlen, 5 ohne Prüfung"), "{page}");
        assert!(page.contains("Antwort 1"), "{page}");

        let answer = translate(&mut anna, &base, "?state=missing", &[(WHO, "Who are you?"), (HAPPY, "Happy?"), ("act", "next")]);
        is_done(&answer);
        let now = document(&mut anna, &base);
        assert_eq!(now.pointer("/pages/0/questions/0/label/en").unwrap(), "Who are you?");
        let note = |of: Value| json!({
            "language": "en", "of": of, "path": "/label", "state": "draft", "drafted_by": "anna@county.example",
        });
        assert_eq!(now["translations"], json!([note(json!({ "question": "who" })), note(json!({ "question": "happy" }))]));
        // Nothing is skipped: what is still missing stands on the page to which it leads.
        let next = get(&mut anna, answer.header("location").unwrap()).html();
        assert!(next.contains("Das war der letzte Text"), "{next}");
        assert_eq!(fields(&get(&mut anna, &format!("{action}?state=missing")).html()), [YES]);

        // She cannot confirm her own, and nobody a text that lost its placeholder; what is typed stays.
        let page = get(&mut anna, &format!("{action}?state=draft")).html();
        assert!(page.contains("Von Ihnen; jemand anders prüft."), "{page}");
        let refused = translate(&mut anna, &base, "", &[(YES, "yes"), ("act", &format!("review={WHO}"))]);
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("hat übersetzt und kann nicht selbst prüfen"), "{}", refused.text());
        assert!(refused.html().contains(">\nyes</textarea>"), "{}", refused.html());
        assert_eq!(document(&mut anna, &base), now);
        let page = get(&mut bert, &action).html();
        assert_eq!(fields(&page)[0], HAPPY, "what is wrong comes first");
        assert!(page.contains("Der Platzhalter ${who} fehlt.") && page.contains("<mark>${who}</mark>"), "{page}");
        let refused = translate(&mut bert, &base, "", &[("act", &format!("review={HAPPY}"))]);
        assert_eq!(refused.status, 422, "{}", refused.text());

        let done = translate(&mut bert, &base, "", &[("act", &format!("review={WHO}"))]);
        is_done(&done);
        assert!(done.header("location").unwrap().contains("#choice%3Ayn%3A1%7C%2Flabel"), "{done:?}");
        let read = document(&mut anna, &base);
        let note = read["translations"].as_array().unwrap().iter().find(|it| it["of"]["question"] == "who").unwrap();
        assert_eq!((note["state"].as_str(), note["reviewed_by"].as_str()), (Some("reviewed"), Some("bert@county.example")));
        assert_eq!(note["drafted_by"], "anna@county.example");
        let page = get(&mut anna, &format!("{action}?state=reviewed")).html();
        assert_eq!(fields(&page), [WHO]);
        assert!(page.contains("von bert@county.example"), "{page}");

        // The source changes: the review is void, and one sees what is new.
        is_done(&change(&mut anna, &base, "question:who", &[("question:who|label|de", "Wer sind Sie heute?")]));
        let page = get(&mut bert, &format!("{action}?state=changed")).html();
        assert!(page.contains("<del>Sie?</del><ins>Sie heute?</ins>"), "{page}");

        // All of it is taken back, step by step.
        for _ in 0..3 {
            undo(&mut anna, &base, "undo");
        }
        assert_eq!(document(&mut anna, &base), before);
    }

    fn whoever_changes_a_translation_in_the_editor_has_written_it(stores) {
        let app = TestApp::new(stores);
        let (mut anna, mut bert) = (designer(&app, "anna"), designer(&app, "bert"));
        let base = begun(&mut anna, &market());
        is_done(&translate(&mut anna, &base, "", &[(WHO, "Who are you?")]));
        is_done(&translate(&mut bert, &base, "", &[("act", &format!("review={WHO}"))]));
        let at = "question:who&in=en";
        let html = get(&mut bert, &format!("{base}?at={at}")).html();
        is_done(&post(&mut bert, &base, &with(form(&html, &base), &[("question:who|label|en", "Who?")])));
        let note = document(&mut bert, &base)["translations"][0].clone();
        assert_eq!((note["state"].as_str(), note["drafted_by"].as_str()), (Some("draft"), Some("bert@county.example")));
        let refused = translate(&mut bert, &base, "", &[("act", &format!("review={WHO}"))]);
        assert_eq!(refused.status, 422);
        is_done(&translate(&mut anna, &base, "", &[("act", &format!("review={WHO}"))]));
        // Where nothing was stated, that stays so.
        let html = get(&mut bert, &format!("{base}?at=page:more&in=en")).html();
        is_done(&post(&mut bert, &base, &with(form(&html, &base), &[("page:more|title|en", "Even more")])));
        assert_eq!(document(&mut bert, &base)["translations"].as_array().unwrap().len(), 1);
    }

    fn two_people_translate_at_once(stores) {
        let app = TestApp::new(stores);
        let (mut anna, mut bert) = (designer(&app, "anna"), designer(&app, "bert"));
        let base = begun(&mut anna, &market());
        let action = format!("{base}/translations");
        let shown = form_with(&get(&mut bert, &action).html(), "seen");
        is_done(&translate(&mut anna, &base, "", &[(WHO, "Who are you?")]));
        // Different texts come together, and with them what is stated of both.
        is_done(&post(&mut bert, &action, &with(shown.clone(), &[(YES, "yes")])));
        let now = document(&mut anna, &base);
        let drafters: Vec<_> = now["translations"].as_array().unwrap().iter().map(|it| it["drafted_by"].as_str().unwrap()).collect();
        assert_eq!(drafters, ["anna@county.example", "bert@county.example"]);
        let refused = post(&mut bert, &action, &with(shown.clone(), &[(WHO, "And you?")]));
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("es steht dort jetzt „Who are you?“"), "{}", refused.text());
        let again = form_with(&refused.html(), "seen");
        assert!(again.contains(&(WHO.to_owned(), "And you?".to_owned())));
        assert_eq!(document(&mut anna, &base), now);
        is_done(&post(&mut bert, &action, &again));
        assert_eq!(document(&mut anna, &base).pointer("/pages/0/questions/0/label/en").unwrap(), "And you?");

        // What is not what she saw is not what she has read.
        let shown = form_with(&get(&mut anna, &action).html(), "seen");
        is_done(&change(&mut bert, &base, "question:who", &[("question:who|label|de", "Wer?")]));
        let refused = post(&mut anna, &action, &with(shown, &[("act", &format!("review={WHO}"))]));
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("lesen Sie noch einmal"), "{}", refused.text());
    }

    fn languages_come_and_go(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begun(&mut anna, &market());
        let before = document(&mut anna, &base);
        let action = format!("{base}/translations");
        let token = csrf(&mut anna);
        let add = |language: &str| [token.clone(), ("language".to_owned(), language.to_owned())];
        is_done(&post(&mut anna, &format!("{action}/add"), &add("uk")));
        let page = get(&mut anna, &format!("{action}?in=uk")).html();
        assert!(page.contains("lang=\"uk\"") && page.contains("Українська"), "{page}");
        is_done(&translate(&mut anna, &base, "?in=uk", &[(WHO, "Хто ви?")]));
        // Neither what is there already nor what there is not.
        for language in ["uk", "de", "<b>", ""] {
            is_done(&post(&mut anna, &format!("{action}/add"), &add(language)));
        }
        let now = document(&mut anna, &base);
        assert_eq!(now["languages"], json!(["de", "en", "uk"]));
        let asked = get(&mut anna, &format!("{action}/remove?in=uk")).html();
        assert!(asked.contains("Ein Text wird mit entfernt"), "{asked}");
        let sent = form(&asked, &format!("{action}/remove"));
        is_done(&post(&mut anna, &format!("{action}/remove"), &sent));
        assert_eq!(document(&mut anna, &base), before);
        // The first language is the source of all.
        is_done(&post(&mut anna, &format!("{action}/remove"), &with(sent, &[("in", "de")])));
        assert_eq!(document(&mut anna, &base), before);
        undo(&mut anna, &base, "undo");
        assert_eq!(document(&mut anna, &base), now);
    }

    fn texts_are_found(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begun(&mut anna, &market());
        let action = format!("{base}/translations");
        let mut found = |asked: &str| fields(&get(&mut anna, &format!("{action}?{asked}")).html());
        assert_eq!(found("state=all&q=WICHTIG"), [ELSE]);
        assert_eq!(found("state=all&q=happy"), [HAPPY, YES, NO]);
        assert_eq!(found("page=visits&state=unstated"), ["page:visits|/title", NO]);
        assert_eq!(found("page=-"), ["questionnaire|/title"]);
        assert_eq!(found("page=nowhere"), [""; 0]);
        assert_eq!(found("from=6"), ["page:more|/title", ELSE]);
        assert_eq!(found("from=x&state=y").len(), 8);
        assert_eq!(found("from=99"), [""; 0]);
        let page = get(&mut anna, &format!("{action}?state=all&q=%3Cb%3E")).html();
        assert!(!page.contains("<b>Wichtiges") && page.contains("&#60;b&#62;Wichtiges"), "{page}");
    }

    fn a_file_goes_out_and_comes_back(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begun(&mut anna, &market());
        let action = format!("{base}/translations");
        let answer = get(&mut anna, &format!("{base}/translations.csv?in=en&state=open"));
        assert!(answer.header("content-disposition").unwrap().contains("market-en.csv"));
        let csv = String::from_utf8(answer.body).unwrap();
        assert_eq!(csv.lines().count(), 4, "{csv}");
        assert!(csv.contains("\"question\";\"\";\"who\";\"/label\";\"Wer sind Sie?\";\"\";\"missing\""), "{csv}");
        let (name, token) = csrf(&mut anna);
        let mut send = |bytes: &[u8]| {
            let fields = [(name.as_str(), token.as_str()), ("in", "en")];
            let file = if bytes.is_empty() { "" } else { "en.csv" };
            anna.ask(Ask::multipart(&format!("{action}/file"), &fields, &[("file", file, bytes)])).unwrap()
        };
        for (bytes, why) in [
            (&b""[..], "keine Datei gewählt"),
            (b"a;b\n1;2\n", "fehlt die Spalte „language“"),
            (b"\xff\xfe", "nicht in UTF-8"),
            (b"language;element;list;id;path;target\n1;2\n", "keine Tabelle"),
        ] {
            let refused = send(bytes);
            assert_eq!(refused.status, 422, "{}", refused.text());
            assert!(refused.text().contains(why), "{why}: {}", refused.text());
        }
        let filled = "language;element;list;id;path;target\nen;question;;who;/label;Who are you?\n\
                      en;question;;happy;/label;Happy?\nen;choice;yn;1;/label;\nen;choice;yn;2;/label;no\n\
                      en;question;;nobody;/label;x\nde;question;;who;/label;x\nen;question;;who;/label;Twice\n";
        let read = send(filled.as_bytes());
        assert_eq!(read.status, 200, "{}", read.text());
        for told in ["2 Texte übernommen", "Eine stand schon so da", "Eine Zeile hat keine Übersetzung", "3 Zeilen wurden nicht übernommen", "Zeile: 6, 7, 8", "Der Platzhalter ${who} fehlt."] {
            assert!(read.text().contains(told), "{told}: {}", read.text());
        }
        let now = document(&mut anna, &base);
        assert_eq!(now.pointer("/pages/0/questions/0/label/en").unwrap(), "Who are you?");
        assert_eq!(now.pointer("/pages/0/questions/0/label/de").unwrap(), "Wer sind Sie?");
        assert_eq!(now["translations"].as_array().unwrap().len(), 2);
        undo(&mut anna, &base, "undo");
        assert!(document(&mut anna, &base).get("translations").is_none());
    }
}
