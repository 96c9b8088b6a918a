//! Who writes questionnaires, through the public door: beginning, changing, taking back, two at once, the preview, on
//! both databases.
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
mod manuscripts;
#[path = "support/resident.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod resident;
#[path = "support/staff.rs"]
mod staff;

#[path = "designer/conditions.rs"]
mod conditions;
#[path = "designer/forms.rs"]
mod forms;
#[path = "designer/library.rs"]
mod library;
#[path = "designer/sequences.rs"]
mod sequences;
#[path = "designer/told.rs"]
mod told;

use std::collections::BTreeSet;

use zugvogel::ids::Slug;

use crate::app::TestApp;
use crate::browser::{Answer, Ask, Browser};
use crate::databases::both;
use crate::manuscripts::{
    begin, change, csrf, designer, document, form, form_with, is_done, post, undo, with,
};
use crate::staff::get;

/// Sends a file of which a questionnaire is to be made.
fn send_file(browser: &mut Browser<'_>, token: &str, name: &str, bytes: &[u8]) -> Answer {
    let fields = [("_csrf", token), ("from", "file")];
    browser.ask(Ask::multipart("/questionnaires", &fields, &[("file", name, bytes)])).unwrap()
}

/// Where the outline of an editor leads, with all that unfolds.
fn elements(html: &str) -> BTreeSet<String> {
    let tags = html::tags(html);
    let links = tags.iter().filter_map(|tag| tag.attribute("href"));
    links
        .filter_map(|href| Some(href.split_once("?at=")?.1.split(['&', '#']).next()?.to_owned()))
        .collect()
}

/// The languages in which the editor shows texts.
fn languages(html: &str) -> BTreeSet<String> {
    let tags = html::tags(html);
    let links = tags.iter().filter_map(|tag| tag.attribute("href"));
    links.filter_map(|href| Some(href.split_once("&in=")?.1.to_owned())).collect()
}

both! {
    /// Hints on wording stand at the text and are no errors; the head says how long answering takes.
    fn what_is_hard_to_understand_is_told_at_the_text(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "empty");
        let text = "Wie zufrieden sind Sie mit Bus und Bahn?";
        let fields = [("act", "add-question"), ("kind", "select_one"), ("text", text)];
        let answer = change(&mut anna, &base, "page:erste_seite", &fields);
        is_done(&answer);
        let at = answer.header("location").unwrap().to_owned();
        let page = get(&mut anna, &at).html();
        assert!(page.contains("<b>Verständlichkeit:</b>") && page.contains("nach zweierlei"), "{page}");
        assert!(page.contains("etwa eine Minute, am Telefon"), "{page}");
        let key = "question:wie_zufrieden_sind";
        is_done(&change(&mut anna, &base, key, &[(&format!("{key}|label|de"), "Wie gefällt Ihnen der Bus?")]));
        assert!(!get(&mut anna, &at).html().contains("Verständlichkeit"));
    }

    /// A label is changed, taken back, made again; nothing else differs.
    fn a_change_is_that_change_and_can_be_taken_back(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:feedback");
        let before = document(&mut anna, &base);
        let pointer = "/pages/0/questions/0";
        let question = before.pointer(pointer).unwrap()["name"].as_str().unwrap().to_owned();
        let at = format!("question:{question}");
        let label = format!("{at}|label|de");
        is_done(&change(&mut anna, &base, &at, &[(&label, "Etwas anderes?")]));
        let after = document(&mut anna, &base);
        let mut expected = before.clone();
        *expected.pointer_mut(&format!("{pointer}/label/de")).unwrap() = "Etwas anderes?".into();
        assert_eq!(after, expected);
        let page = get(&mut anna, &format!("{base}?at={at}")).html();
        assert!(page.contains(&format!("Rückgängig: Text (Frage {question})")), "{page}");
        undo(&mut anna, &base, "undo");
        assert_eq!(document(&mut anna, &base), before);
        undo(&mut anna, &base, "redo");
        assert_eq!(document(&mut anna, &base), expected);
        // What is not there to take back does no harm.
        undo(&mut anna, &base, "redo");
        undo(&mut anna, &base, "undo");
        undo(&mut anna, &base, "undo");
        assert_eq!(document(&mut anna, &base), before);
    }

    fn two_people_change_different_fields_and_are_told_of_the_same(stores) {
        let app = TestApp::new(stores);
        let (mut anna, mut bert) = (designer(&app, "anna"), designer(&app, "bert"));
        let base = begin(&mut anna, "template:feedback");
        let question = document(&mut anna, &base).pointer("/pages/0/questions/0/name").unwrap().as_str().unwrap().to_owned();
        let at = format!("question:{question}");
        let (label, hint) = (format!("{at}|label|de"), format!("{at}|hint|de"));
        let shown = get(&mut bert, &format!("{base}?at={at}")).html();
        let of_bert = form(&shown, &base);
        is_done(&change(&mut anna, &base, &at, &[(&label, "Von Anna")]));
        is_done(&post(&mut bert, &base, &with(of_bert.clone(), &[(&hint, "Von Bert")])));
        let document_now = document(&mut anna, &base);
        let now = document_now.pointer("/pages/0/questions/0").unwrap();
        assert_eq!((now["label"]["de"].as_str(), now["hint"]["de"].as_str()), (Some("Von Anna"), Some("Von Bert")));

        let refused = post(&mut bert, &base, &with(of_bert, &[(&label, "Auch von Bert")]));
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("es steht dort jetzt „Von Anna“"), "{}", refused.text());
        let again = form(&refused.html(), &base);
        assert!(again.contains(&(label.clone(), "Auch von Bert".to_owned())));
        assert_eq!(document(&mut anna, &base), document_now);
        is_done(&post(&mut bert, &base, &again));
        let now = document(&mut anna, &base);
        assert_eq!(now.pointer("/pages/0/questions/0/label/de").unwrap(), "Auch von Bert");
        assert_eq!(now.pointer("/pages/0/questions/0/hint/de").unwrap(), "Von Bert");

        // What one takes out, the other cannot change; her words are still there.
        let shown = get(&mut bert, &format!("{base}?at={at}")).html();
        is_done(&change(&mut anna, &base, &at, &[("act", "remove")]));
        let refused = post(&mut bert, &base, &with(form(&shown, &base), &[(&label, "Zu spät")]));
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("gibt es nicht mehr"), "{}", refused.text());
        // Nor does a button do it to something else.
        let left = document(&mut anna, &base);
        let bare = form(&shown, &base).into_iter().filter(|(name, _)| !name.contains('|')).collect::<Vec<_>>();
        for act in ["remove", "up", "duplicate", "add-question"] {
            let refused = post(&mut bert, &base, &with(bare.clone(), &[("act", act)]));
            assert_eq!(refused.status, 422, "{act}");
        }
        assert_eq!(document(&mut anna, &base), left);
    }

    /// A question of each kind that has choices or rows, from nothing to no error.
    fn a_questionnaire_is_made_from_nothing(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "empty");
        let add = |browser: &mut Browser<'_>, at: &str, kind: &str, text: &str| {
            let fields = [("act", "add-question"), ("kind", kind), ("text", text)];
            let answer = change(browser, &base, at, &fields);
            is_done(&answer);
            answer.header("location").unwrap().split_once("?at=").unwrap().1.replace("%3A", ":")
        };
        let first = add(&mut anna, "page:erste_seite", "select_one", "Wohnen Sie gern hier?");
        assert_eq!(first, "question:wohnen_sie_gern_hier");
        let items = [("act", "add-items"), ("items", "ja\r\nnein\r\n\r\n9\tweiß nicht")];
        is_done(&change(&mut anna, &base, &first, &items));
        let matrix = add(&mut anna, &first, "matrix", "Wie zufrieden?");
        is_done(&change(&mut anna, &base, &matrix, &[("act", "add-items"), ("items", "Schule\nBus")]));
        // Whatever offers choices has a list of its own from the beginning.
        let consent = add(&mut anna, &matrix, "consent", "Machen Sie mit?");
        is_done(&change(&mut anna, &base, &consent, &[("act", "add-items"), ("items", "ja\nnein")]));
        add(&mut anna, &consent, "differential", "Wie ist es?");
        let made = document(&mut anna, &base);
        assert_eq!(made["lists"]["machen_sie_mit"].as_array().unwrap().len(), 2);
        assert!(made["lists"].get("wie_ist_es").is_some(), "{made}");
        let choices = &made["lists"]["wohnen_sie_gern_hier"];
        let values: Vec<&str> = choices.as_array().unwrap().iter().map(|it| it["value"].as_str().unwrap()).collect();
        assert_eq!(values, ["1", "2", "9"]);
        assert_eq!(choices[2]["label"]["de"], "weiß nicht");
        let rows = made.pointer("/pages/0/questions/1/rows").unwrap();
        assert_eq!(rows[0]["name"], "wie_zufrieden_1");
        assert_eq!(rows[1]["label"]["de"], "Bus");
        // The last choice goes up, the first is taken out.
        is_done(&change(&mut anna, &base, &first, &[("act", "up=choice:wohnen_sie_gern_hier:9")]));
        is_done(&change(&mut anna, &base, &first, &[("act", "drop=choice:wohnen_sie_gern_hier:1")]));
        let made = document(&mut anna, &base);
        let values = made["lists"]["wohnen_sie_gern_hier"].as_array().unwrap();
        assert_eq!(values.iter().map(|it| it["value"].as_str().unwrap()).collect::<Vec<_>>(), ["9", "2"]);
        // The list of the matrix is still empty, and the check says where.
        let problems = get(&mut anna, &format!("{base}/problems"));
        assert!(problems.text().contains("Fehler"), "{}", problems.text());
    }

    /// A questionnaire that says nothing of itself yet is told one thing after the other, or all at once.
    fn who_asks_is_written_into_an_empty_questionnaire(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "empty");
        let at = "questionnaire";
        is_done(&change(&mut anna, &base, at, &[("questionnaire|publisher.email", "a@land.example")]));
        is_done(&change(&mut anna, &base, at, &[("questionnaire|welcome.lead|de", "Zwei Minuten.")]));
        let all = [
            ("questionnaire|publisher.name|de", "Landkreis"),
            ("questionnaire|publisher.contact|de", "Anna Behrens"),
            ("questionnaire|thanks.title|de", "Danke"),
        ];
        is_done(&change(&mut anna, &base, at, &all));
        let written = document(&mut anna, &base);
        for (pointer, text) in [
            ("/publisher/email", "a@land.example"),
            ("/publisher/name/de", "Landkreis"),
            ("/publisher/contact/de", "Anna Behrens"),
            ("/welcome/lead/de", "Zwei Minuten."),
            ("/thanks/title/de", "Danke"),
        ] {
            assert_eq!(written.pointer(pointer).and_then(|it| it.as_str()), Some(text), "{written}");
        }
        for _ in 0..3 {
            undo(&mut anna, &base, "undo");
        }
        let before = document(&mut anna, &base);
        assert!(["publisher", "welcome", "thanks"].iter().all(|it| before.get(it).is_none()), "{before}");
    }

    /// The text of an element that somebody else took out is kept, and written over nothing else.
    fn the_text_of_what_is_gone_replaces_nothing(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "empty");
        is_done(&change(&mut anna, &base, "page:erste_seite", &[("act", "add-page"), ("text", "Weg")]));
        let address = format!("{base}/text");
        let html = get(&mut anna, &format!("{address}?at=page:weg")).html();
        let typed = with(form(&html, &address), &[("text", "{\"name\": \"weg\", \"title\": {\"de\": \"Getippt\"}}")]);
        is_done(&change(&mut anna, &base, "page:weg", &[("act", "remove")]));
        let before = document(&mut anna, &base);
        for _ in 0..2 {
            let refused = post(&mut anna, &address, &typed);
            assert_eq!(refused.status, 422);
            let html = refused.html();
            assert!(html.contains("gibt es nicht mehr") && html.contains("Getippt"), "{html}");
            let again = post(&mut anna, &address, &form(&html, &address));
            assert_eq!(again.status, 422);
        }
        assert_eq!(document(&mut anna, &base), before);
    }

    /// What does not check is kept all the same, and each problem stands at its field.
    fn what_is_wrong_is_kept_and_told_at_its_field(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:feedback");
        let question = document(&mut anna, &base).pointer("/pages/0/questions/0/name").unwrap().as_str().unwrap().to_owned();
        let at = format!("question:{question}");
        let relevant = format!("{at}|relevant");
        is_done(&change(&mut anna, &base, &at, &[(&relevant, "${nirgends} = 1")]));
        let page = get(&mut anna, &format!("{base}?at={at}"));
        assert!(page.text().contains("nirgends"), "{}", page.text());
        assert!(page.html().contains("value=\"${nirgends} = 1\""));
        // A number that is none comes back as it was typed.
        let max = "quota:x|max";
        let refused = change(&mut anna, &base, &at, &[("question:q|max_length", "viele"), (max, "viele")]);
        assert_eq!(refused.status, 422, "{}", refused.text());
        assert!(refused.text().contains("„viele“ ist keine Zahl"), "{}", refused.text());
    }

    /// Who writes in another language stays in it, and what she adds is in it.
    fn one_stays_in_the_language_that_was_chosen(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:feedback");
        let at = "question:often&in=en";
        let saved = change(&mut anna, &base, at, &[("act", "add-items"), ("items", "Never again")]);
        is_done(&saved);
        assert!(saved.header("location").unwrap().ends_with("&in=en"));
        // Every line of the outline leads on in it.
        let html = get(&mut anna, &format!("{base}?at={at}")).html();
        let tags = html::tags(&html);
        let lines: Vec<&str> = tags.iter().filter(|it| it.attribute("data-key").is_some()).filter_map(|it| it.attribute("href")).collect();
        assert!(lines.len() > 2 && lines.iter().all(|it| it.ends_with("&in=en")), "{lines:?}");
        let made = document(&mut anna, &base);
        let choices = made["lists"]["often"].as_array().unwrap();
        let last = &choices.last().unwrap()["label"];
        assert_eq!((last["en"].as_str(), last.get("de")), (Some("Never again"), None));
    }

    fn a_file_becomes_a_questionnaire_or_is_told_why_not(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let token = csrf(&mut anna).1;
        let send = |browser: &mut Browser<'_>, name: &str, bytes: &[u8]| {
            send_file(browser, &token, name, bytes)
        };
        let refused = send(&mut anna, "bild.png", b"\x89PNG");
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("„bild.png“ ist keine Datei, die wir lesen"), "{}", refused.text());
        let refused = send(&mut anna, "form.json", b"{");
        assert_eq!(refused.status, 422);
        let form = b"| survey | | | |\n| | type | name | label |\n| | integer | age | Alter? |\n";
        let taken = send(&mut anna, "form.md", form);
        is_done(&taken);
        let base = taken.header("location").unwrap().to_owned();
        let made = document(&mut anna, &base);
        assert_eq!(made.pointer("/pages/0/questions/0/name").unwrap(), "age");
        let workbook = get(&mut anna, &format!("{base}/file.xlsx"));
        assert!(workbook.body.starts_with(b"PK"));
        is_done(&send(&mut anna, "form.xlsx", &workbook.body));
        // Without a file there is nothing to read.
        let fields = [("_csrf", token.as_str()), ("from", "file")];
        let answer = anna.ask(Ask::form("/questionnaires", &fields)).unwrap();
        assert_eq!(answer.status, 422);
    }

    /// The preview is the resident's page; her test answers stay, and nobody else comes in.
    fn the_preview_shows_what_is_saved_to_whoever_opened_it(stores) {
        let app = TestApp::new(stores);
        let (mut anna, mut bert) = (designer(&app, "anna"), designer(&app, "bert"));
        let base = begin(&mut anna, "template:feedback");
        let question = document(&mut anna, &base).pointer("/pages/0/questions/0/name").unwrap().as_str().unwrap().to_owned();
        let at = format!("question:{question}");
        let frame = |browser: &mut Browser<'_>| {
            let answer = get(browser, &format!("{base}?at={at}"));
            assert!(answer.header("content-security-policy").unwrap().contains("frame-src 'self'"));
            let html = answer.html();
            let tags = html::tags(&html);
            tags.iter().find(|tag| tag.name == "iframe").unwrap().attribute("src").unwrap().to_owned()
        };
        let preview = frame(&mut anna);
        let shown = get(&mut anna, &preview);
        assert!(shown.header("content-security-policy").unwrap().contains("frame-ancestors 'self'"));
        assert_eq!(shown.header("x-frame-options"), Some("SAMEORIGIN"));
        let label = format!("{at}|label|de");
        is_done(&change(&mut anna, &base, &at, &[(&label, "Ganz neu gefragt?")]));
        assert_eq!(frame(&mut anna), preview);
        assert!(get(&mut anna, &preview).text().contains("Ganz neu gefragt?"));
        assert_eq!(bert.ask(Ask::get(&preview)).unwrap().status, 404);
        let mut nobody = Browser::new(&app, "de");
        let sent = nobody.ask(Ask::get(&preview)).unwrap();
        assert_eq!((sent.status, sent.header("location")), (303, Some("/login")));
    }

    /// From a manuscript to a survey; then a text, a structural change, and one that would break what is stored.
    fn a_manuscript_is_published_and_changed_in_the_field(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:feedback");
        let publish = format!("{base}/publish");
        let page = get(&mut anna, &publish);
        let tags_html = page.html();
        let tags = html::tags(&tags_html);
        let new = tags.iter().filter_map(|tag| tag.attribute("href")).find(|it| it.starts_with("/surveys/new?"));
        let shown = get(&mut anna, new.unwrap()).html();
        let fields = [("slug", "neu"), ("mode", "open"), ("batch", "20"), ("anyway", "on")];
        let forms = html::forms(&shown);
        let sent = forms.iter().find(|it| it.has("slug")).unwrap().sent();
        let sent: Vec<(String, String)> = sent.into_iter().map(|(a, b)| (a.to_owned(), b.to_owned())).collect();
        is_done(&post(&mut anna, "/surveys/new", &with(sent, &fields)));
        let follow = || app.app.follow(&Slug("neu".to_owned())).unwrap();
        follow();
        let same = get(&mut anna, &format!("{publish}?survey=neu"));
        assert!(same.text().contains("es gibt nichts zu veröffentlichen") || same.text().contains("Es gibt nichts zu veröffentlichen"), "{}", same.text());

        // A text goes live at once.
        is_done(&change(&mut anna, &base, "page:besuch", &[("page:besuch|title|de", "Guten Tag")]));
        let page = get(&mut anna, &format!("{publish}?survey=neu"));
        assert!(page.text().contains("nur Text") && page.text().contains("Es gilt sofort für alle"), "{}", page.text());
        is_done(&post(&mut anna, &publish, &form_with(&page.html(), "seen")));
        follow();
        // A heading is believed for a second.
        std::thread::sleep(zugvogel::app::respondents::headings::BELIEVED);
        let whole = Browser::new(&app, "de").ask(Ask::get("/s/neu/print")).unwrap().text();
        assert!(whole.contains("Guten Tag"), "{whole}");

        // What changes the questions must have been read.
        is_done(&change(&mut anna, &base, "question:often", &[("act", "remove")]));
        let page = get(&mut anna, &format!("{publish}?survey=neu"));
        assert!(page.text().contains("neue Fassung nötig") || page.text().contains("halten den Fragebogen noch zurück"), "{}", page.text());
        undo(&mut anna, &base, "undo");
        is_done(&change(&mut anna, &base, "page:besuch", &[("act", "add-question"), ("kind", "text"), ("text", "Noch etwas?")]));
        let page = get(&mut anna, &format!("{publish}?survey=neu"));
        let sent = form_with(&page.html(), "seen");
        let refused = post(&mut anna, &publish, &sent);
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("Bestätigen Sie"), "{}", refused.text());
        // Nor may it have changed since.
        let stale = with(sent.clone(), &[("seen", "1"), ("read", "on")]);
        assert_eq!(post(&mut anna, &publish, &stale).status, 422);
        is_done(&post(&mut anna, &publish, &with(sent, &[("read", "on")])));

        // A choice's value stays.
        is_done(&change(&mut anna, &base, "list:often", &[("choice:often:1|value", "17")]));
        let page = get(&mut anna, &format!("{publish}?survey=neu"));
        assert!(page.text().contains("bricht gespeicherte Antworten"), "{}", page.text());
        assert!(html::forms(&page.html()).iter().all(|form| !form.has("seen")));
    }

    /// Whatever is typed stays a text: nothing of it becomes a mark or a script.
    fn what_is_typed_stays_text(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:feedback");
        let question = document(&mut anna, &base).pointer("/pages/0/questions/0/name").unwrap().as_str().unwrap().to_owned();
        let at = format!("question:{question}");
        for attack in ["\"><script>alert(1)</script>", "</textarea><img src=x onerror=alert(1)>", "javascript:alert(1)"] {
            let fields: Vec<String> = ["label|de", "hint|de", "relevant", "item"].iter().map(|it| format!("{at}|{it}")).collect();
            let typed: Vec<(&str, &str)> = fields.iter().map(|it| (it.as_str(), attack)).collect();
            is_done(&change(&mut anna, &base, &at, &typed));
            for page in [format!("{base}?at={at}"), format!("{base}/problems"), format!("{base}/text?at={at}")] {
                let html = get(&mut anna, &page).html();
                for mark in ["<script>alert", "<img src=x", "href=\"javascript:"] {
                    assert!(!html.contains(mark), "{page}: {mark}");
                }
            }
        }
    }
}

/// Opening a questionnaire and saving whatever is shown, in every language, changes nothing.
#[test]
fn saving_what_is_shown_changes_nothing() {
    let Some(stores) = databases::stores(databases::Kind::Sqlite) else { return };
    let app = TestApp::new(stores);
    let mut anna = designer(&app, "anna");
    // Of the study each eighth element, since checking it takes a while in a build that is not optimised.
    for (template, each) in [("feedback", 1), ("biography", 1), ("wesermarsch", 8)] {
        let base = begin(&mut anna, &format!("template:{template}"));
        let before = document(&mut anna, &base);
        let first = get(&mut anna, &base).html();
        let (mut left, mut seen, mut met) = (elements(&first), BTreeSet::new(), 0);
        let languages: Vec<String> = languages(&first).into_iter().collect();
        while let Some(at) = left.pop_first() {
            met += 1;
            if !seen.insert(at.clone()) || met % each != 0 {
                continue;
            }
            let language = &languages[seen.len() % languages.len()];
            let page = format!("{base}?at={at}&in={language}");
            let html = get(&mut anna, &page).html();
            left.extend(elements(&html));
            let saved = post(&mut anna, &base, &form(&html, &base));
            let why = saved
                .html()
                .split_once("role=\"alert\"")
                .map(|(_, it)| it.chars().take(300).collect::<String>());
            assert_eq!(saved.status, 303, "{page}: {why:?}");
        }
        assert!(seen.len() > 10, "{template}: {seen:?}");
        assert_eq!(document(&mut anna, &base), before, "{template}");
        assert!(get(&mut anna, &base).html().contains("Rückgängig: nichts"), "{template}");
    }
}

/// What comes with the program can be begun with, and opens without an error.
#[test]
fn every_template_opens_without_an_error() {
    let Some(stores) = databases::stores(databases::Kind::Sqlite) else { return };
    let app = TestApp::new(stores);
    let mut anna = designer(&app, "anna");
    let html = get(&mut anna, "/questionnaires").html();
    let tags = html::tags(&html);
    let templates: Vec<&str> = tags
        .iter()
        .filter_map(|tag| tag.attribute("value"))
        .filter(|it| it.starts_with("template:"))
        .collect();
    assert_eq!(templates.len(), 9, "{templates:?}");
    for template in templates {
        let base = begin(&mut anna, template);
        let problems = get(&mut anna, &format!("{base}/problems")).text();
        assert!(problems.contains("0 Fehler"), "{template}: {problems}");
    }
}

both! {
    /// What a questionnaire says of itself is filled in by forms, from nothing; so are ends, quotas and sections.
    fn who_asks_is_filled_in_from_nothing(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "empty");
        let before = document(&mut anna, &base);
        let of = |key: &str| format!("questionnaire|{key}");
        let at = "questionnaire";
        // Nothing typed is nothing said.
        is_done(&change(&mut anna, &base, at, &[]));
        assert_eq!(document(&mut anna, &base), before);
        is_done(&change(&mut anna, &base, at, &[(&of("publisher.name|de"), "Landkreis")]));
        is_done(&change(&mut anna, &base, at, &[
            (&of("publisher.email"), "post@example.org"),
            (&of("publisher.imprint|de"), "Wer"),
            (&of("welcome.title|de"), "Hallo"),
            (&of("thanks.text|de"), "Danke"),
        ]));
        let after = document(&mut anna, &base);
        for (pointer, text) in [
            ("/publisher/name/de", "Landkreis"),
            ("/publisher/email", "post@example.org"),
            ("/publisher/imprint/de", "Wer"),
            ("/welcome/title/de", "Hallo"),
            ("/thanks/text/de", "Danke"),
        ] {
            assert_eq!(after.pointer(pointer).unwrap(), text, "{pointer}: {after}");
        }
        for (act, text, within) in [
            ("add-section", "Wohnen", "sections"),
            ("add-end", "Zu jung", "ends"),
            ("add-quota", "Frauen", "quotas"),
            ("add-end", "Zu jung", "ends"),
        ] {
            let added = change(&mut anna, &base, at, &[("act", act), ("text", text)]);
            is_done(&added);
            let shown = get(&mut anna, added.header("location").unwrap()).html();
            let count = document(&mut anna, &base)[within].as_array().unwrap().len();
            assert!(count >= 1 && shown.contains(text), "{act}: {shown}");
        }
        for _ in 0..6 {
            undo(&mut anna, &base, "undo");
        }
        assert_eq!(document(&mut anna, &base), before);
    }

    /// As many rows as one may paste come in; more are told, and what was pasted is still there.
    fn a_pasted_list_has_a_bound(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "empty");
        let page = get(&mut anna, &base).html();
        let add = [("act", "add-question"), ("kind", "select_one"), ("text", "Wo?")];
        is_done(&post(&mut anna, &base, &with(form(&page, &base), &add)));
        let lines = |count: usize| (0..count).map(|it| format!("Ort {it}\n")).collect::<String>();
        let before = document(&mut anna, &base);
        let many = [("act", "add-items"), ("items", &*lines(1001))];
        let refused = change(&mut anna, &base, "question:wo", &many);
        assert_eq!(refused.status, 422);
        let html = refused.html();
        assert!(html.contains("höchstens 1.000 Zeilen") && html.contains("Ort 1000"), "{html}");
        assert_eq!(document(&mut anna, &base), before);
        let most = [("act", "add-items"), ("items", &*lines(1000))];
        is_done(&change(&mut anna, &base, "question:wo", &most));
        assert_eq!(document(&mut anna, &base)["lists"]["wo"].as_array().unwrap().len(), 1000);
    }

    /// A question takes the list along that nobody else has, and says what is wrong with it.
    fn a_question_and_its_list_belong_together(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "empty");
        let page = get(&mut anna, &base).html();
        let add = [("act", "add-question"), ("kind", "select_one"), ("text", "Warum?")];
        is_done(&post(&mut anna, &base, &with(form(&page, &base), &add)));
        let shown = get(&mut anna, &format!("{base}?at=question:warum")).html();
        assert!(shown.contains("Prüfung dieser Stelle"), "{shown}");
        is_done(&change(&mut anna, &base, "question:warum", &[("act", "remove")]));
        let after = document(&mut anna, &base);
        assert!(after["lists"].get("warum").is_none(), "{after}");
        undo(&mut anna, &base, "undo");
        let again = document(&mut anna, &base);
        assert!(again["lists"].get("warum").is_some(), "{again}");
    }
}
