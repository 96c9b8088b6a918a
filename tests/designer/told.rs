//! What the editor says: in the words of its own fields, in the singular where there is one, and where a new question
//! came.

use serde_json::Value;
use zugvogel::app::Actor;
use zugvogel::domain::Role;
use zugvogel::error::Error;
use zugvogel::storage::office::audit::Entry;

use crate::app::TestApp;
use crate::browser::{Answer, Ask, Browser};
use crate::databases::both;
use crate::manuscripts::{
    begin, change, csrf, designer, document, form, form_with, is_done, post, with,
};
use crate::send_file;
use crate::staff::{self, get};

fn names(document: &Value, pointer: &str) -> Vec<String> {
    let all = document.pointer(pointer).and_then(Value::as_array).unwrap();
    all.iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect()
}

fn add(browser: &mut Browser<'_>, base: &str, at: &str, kind: &str, text: &str) -> Answer {
    change(browser, base, at, &[("act", "add-question"), ("kind", kind), ("text", text)])
}

both! {
    fn a_new_question_comes_into_the_group_that_is_open(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "empty");
        for (kind, name) in [("group", "gruppe"), ("repeat", "kind")] {
            is_done(&add(&mut anna, &base, "page:erste_seite", kind, name));
        }
        let page = get(&mut anna, &format!("{base}?at=question:gruppe"));
        assert!(page.text().contains("Neu darin") && !page.text().contains("Neu dahinter"), "{}", page.text());
        for name in ["eins", "zwei"] {
            is_done(&add(&mut anna, &base, "question:gruppe", "text", name));
        }
        is_done(&add(&mut anna, &base, "question:kind", "text", "drei"));
        // Behind a question in it one stays in it; on the page one comes behind it.
        is_done(&add(&mut anna, &base, "question:eins", "text", "mitte"));
        is_done(&add(&mut anna, &base, "page:erste_seite", "text", "ende"));
        let document = document(&mut anna, &base);
        assert_eq!(names(&document, "/pages/0/questions"), ["gruppe", "kind", "ende"]);
        assert_eq!(names(&document, "/pages/0/questions/0/questions"), ["eins", "mitte", "zwei"]);
        assert_eq!(names(&document, "/pages/0/questions/1/questions"), ["drei"]);
    }

    fn one_is_told_in_the_singular_and_things_by_their_names(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:feedback");
        let refused = change(&mut anna, &base, "question:often", &[("question:often|name", "purpose")]);
        let told = refused.text();
        assert!(told.contains("gibt es schon") && !told.contains("question:"), "{told}");
        is_done(&change(&mut anna, &base, "question:often", &[("question:often|relevant", "${nirgends} = 1")]));
        let page = get(&mut anna, &format!("{base}/problems")).text();
        assert!(page.contains("1 Fehler, "), "{page}");
        assert!(!page.contains("1 Hinweise"), "{page}");
        let page = get(&mut anna, &format!("{base}/publish")).text();
        assert!(page.contains("Ein Fehler hält den Fragebogen noch zurück"), "{page}");
    }

    /// Kinds are called there as in the editor, and what is published is a *Fassung*.
    fn the_page_for_publishing_speaks_as_the_editor(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:feedback");
        let new = get(&mut anna, &format!("/surveys/new?questionnaire={}", base.rsplit_once('/').unwrap().1));
        // What is still being written says when it was changed.
        assert!(new.text().contains("geändert am 15. Juni 2026"), "{}", new.text());
        let sent = with(form_with(&new.html(), "slug"), &[("slug", "neu"), ("mode", "open"), ("anyway", "on")]);
        let sent = sent.into_iter().filter(|(name, _)| name != "file").collect::<Vec<_>>();
        is_done(&post(&mut anna, "/surveys/new", &sent));
        let key = "question:often";
        is_done(&change(&mut anna, &base, key, &[(&format!("{key}|kind"), "select_multiple")]));
        let page = get(&mut anna, &format!("{base}/publish?survey=neu")).text();
        assert!(page.contains("Einfachauswahl") && page.contains("Mehrfachauswahl"), "{page}");
        assert!(!page.contains("select_") && page.contains("Fassung 1") && !page.contains("Version"), "{page}");
    }

    /// Signs that databases, headers and trails do not take are no error of ours.
    fn odd_signs_in_names_and_addresses_do_no_harm(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let paths = ["/questionnaires/%00", "/questionnaires/a%00b/pretests", "/jobs/%00", "/surveys?state=%00"];
        for path in paths {
            assert_eq!(anna.ask(Ask::get(path)).unwrap().status, 404, "{path}");
        }
        let text = r#"{"name": "a\nX-Evil: 1", "languages": ["de"], "title": "Nul\u0000!", "pages": []}"#;
        let (_, token) = csrf(&mut anna);
        let begun = send_file(&mut anna, &token, "odd.json", text.as_bytes());
        assert_eq!(begun.status, 303, "{}", begun.text());
        let base = begun.header("location").unwrap().split('?').next().unwrap().to_owned();
        assert!(get(&mut anna, "/questionnaires").text().contains("Nul\u{fffd}!"));
        let file = get(&mut anna, &format!("{base}/file.json"));
        assert_eq!(file.header("content-disposition"), Some("attachment; filename=\"a-X-Evil--1.json\""));
        let mut viewer = staff::signed_in(&app, "viewer", Role::Viewer, "de");
        let refused = viewer.ask(Ask::get(&format!("/people/{}", "x".repeat(60_000)))).unwrap();
        assert!([403, 404].contains(&refused.status), "{}", refused.status);
        let mut noted = Vec::new();
        let trail = app.app.office().read_trail(&Actor::Operator, &mut |entry: &Entry| {
            if entry.action == "access.refuse" {
                noted.push(entry.object.len());
            }
            Ok::<_, Error>(())
        });
        trail.unwrap();
        assert_eq!(noted, [200]);
    }

    /// What the organisation says of itself is put in where a questionnaire says nothing.
    fn the_organisation_says_once_who_asks(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "empty");
        let fill = |anna: &mut Browser<'_>, more: &[(&str, &str)]| {
            let fields = [&[("act", "fill-publisher")][..], more].concat();
            change(anna, &base, "questionnaire", &fields)
        };
        let answer = fill(&mut anna, &[]);
        assert!(answer.status == 422 && answer.text().contains("hat noch keine Angaben"), "{}", answer.text());

        let mut admin = staff::signed_in(&app, "chef", Role::Admin, "de");
        let page = get(&mut admin, "/organisation");
        let said = [
            ("name-de", "Landkreis Süd"), ("contact-de", "Frau Ä"), ("phone", "04401 1"), ("email", "a@b.example"),
            ("imprint-de", "Impressum\nzwei"), ("privacy-de", "Datenschutz"), ("imprint-en", "Imprint"),
        ];
        let sent = with(form(&page.html(), "/organisation/publisher"), &said);
        is_done(&post(&mut admin, "/organisation/publisher", &sent));
        let page = get(&mut admin, "/organisation?publisher");
        assert!(page.text().contains("bleibt, wie es ist") && page.html().contains("Landkreis Süd"), "{}", page.text());
        // What is said in one language is not said in the other.
        let shown = form(&page.html(), "/organisation/publisher");
        let value = |name: &str| shown.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str());
        assert_eq!((value("name-en"), value("imprint-en"), value("phone")), (Some(""), Some("Imprint"), Some("04401 1")));
        // Another one knows nothing of it.
        let other = app.app.organisation(&Actor::Operator, &zugvogel::ids::Slug("other".to_owned()), "X").unwrap();
        app.app.accounts().add(&Actor::Operator, other, "b@other.example", staff::PASSWORD, Role::Designer).unwrap();
        let mut berta = Browser::new(&app, "de");
        let login = [("email", "b@other.example"), ("password", staff::PASSWORD)];
        assert_eq!(berta.ask(crate::browser::Ask::form("/login", &login)).unwrap().status, 303);
        let theirs = begin(&mut berta, "empty");
        assert_eq!(change(&mut berta, &theirs, "questionnaire", &[("act", "fill-publisher")]).status, 422);

        // What is typed in the same moment stays, too.
        is_done(&fill(&mut anna, &[("questionnaire|publisher.name|de", "Bildungsbüro")]));
        let publisher = document(&mut anna, &base)["publisher"].clone();
        assert_eq!((&publisher["name"]["de"], &publisher["phone"]), (&"Bildungsbüro".into(), &"04401 1".into()));
        assert_eq!(publisher["imprint"], serde_json::json!({ "de": "Impressum\nzwei" }), "it has no English");
        let answer = fill(&mut anna, &[]);
        assert!(answer.status == 422 && answer.text().contains("steht schon alles"), "{}", answer.text());
    }

    /// A survey of a questionnaire that does not say who asks.
    fn a_new_survey_is_offered_what_the_organisation_says(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let mut admin = staff::signed_in(&app, "chef", Role::Admin, "de");
        let page = get(&mut admin, "/organisation");
        let said = [("name-de", "Landkreis Süd"), ("contact-de", "Frau Ä"), ("imprint-de", "Impressum"), ("privacy-de", "Datenschutz")];
        let sent = with(form(&page.html(), "/organisation/publisher"), &said);
        is_done(&post(&mut admin, "/organisation/publisher", &sent));
        let base = begin(&mut anna, "empty");
        is_done(&add(&mut anna, &base, "page:erste_seite", "text", "Woher?"));
        let new = get(&mut anna, &format!("/surveys/new?questionnaire={}", base.rsplit_once('/').unwrap().1));
        let sent = with(form_with(&new.html(), "slug"), &[("slug", "neu"), ("mode", "open")]);
        let sent: Vec<_> = sent.into_iter().filter(|(name, _)| name != "file").collect();
        let told = post(&mut anna, "/surveys/new", &sent);
        assert!(told.status == 422 && told.html().contains("id=\"fill-publisher\""), "{}", told.text());
        let sure = with(sent, &[("fill-publisher", "on"), ("anyway", "on")]);
        is_done(&post(&mut anna, "/surveys/new", &sure));
        app.app.follow(&zugvogel::ids::Slug("neu".to_owned())).unwrap();
        let overview = app.app.surveys().load_now(&Actor::Operator, &zugvogel::ids::Slug("neu".to_owned())).unwrap();
        let publisher = &overview.questionnaire.definition().publisher;
        assert_eq!((publisher.name.get("de", ""), publisher.imprint.get("de", "")), ("Landkreis Süd", "Impressum"));
        // The draft says nothing still.
        assert!(document(&mut anna, &base).get("publisher").is_none());
    }
}
