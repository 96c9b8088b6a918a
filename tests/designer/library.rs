//! Pages and questions of another questionnaire are taken over with what they need.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::app::TestApp;
use crate::browser::{Answer, Browser};
use crate::databases::both;
use crate::manuscripts::{begin, designer, document, form_with, is_done, post, undo, with};
use crate::staff::get;

/// Takes something over from a template, behind the first page.
fn take(browser: &mut Browser<'_>, base: &str, from: &str, of: &str) -> Answer {
    let html = get(browser, &format!("{base}/library?from={from}")).html();
    post(browser, &format!("{base}/library"), &with(form_with(&html, "seen"), &[("of", of)]))
}

/// The errors that the program finds, in words.
fn errors(browser: &mut Browser<'_>, base: &str) -> Vec<String> {
    let text = get(browser, &format!("{base}/problems")).text();
    text.split("Fehler ").skip(1).map(|it| it.chars().take(120).collect()).collect()
}

/// The names of all variables.
fn names(document: &Value) -> Vec<String> {
    fn look(value: &Value, found: &mut Vec<String>) {
        for key in ["pages", "questions", "rows", "parts"] {
            for inner in value[key].as_array().into_iter().flatten() {
                if key != "pages" {
                    found.push(inner["name"].as_str().unwrap().to_owned());
                }
                look(inner, found);
            }
        }
    }
    let mut found = Vec::new();
    look(document, &mut found);
    found
}

both! {
    fn pages_come_with_what_they_need(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "empty");
        let before = document(&mut anna, &base);
        // The first page is empty, and stays so.
        let at_first = errors(&mut anna, &base).len();
        let source = begin(&mut anna, "template:stayers");
        let source = document(&mut anna, &source);
        let pages = source["pages"].as_array().unwrap();
        let free = |page: &&Value| {
            let questions = page["questions"].as_array().unwrap();
            let lists = questions.iter().filter(|it| it["choices"].is_string()).count();
            lists > 1 && !page.to_string().contains("${")
        };
        let page = pages.iter().find(free).unwrap();
        let name = page["name"].as_str().unwrap();
        is_done(&take(&mut anna, &base, "template:stayers", &format!("page:{name}")));
        let once = document(&mut anna, &base);
        let taken = once["pages"].as_array().unwrap().iter().find(|it| it["name"] == name).unwrap();
        assert_eq!(names(taken), names(page));
        for question in page["questions"].as_array().unwrap() {
            if let Some(list) = question["choices"].as_str() {
                let [own, theirs] = [&once, &source].map(|it| it["lists"][list].as_array().unwrap());
                let values = |list: &[Value]| -> Vec<Value> {
                    list.iter().map(|it| it["value"].clone()).collect()
                };
                assert_eq!(values(own), values(theirs), "{list}");
            }
        }
        assert_eq!(errors(&mut anna, &base).len(), at_first);
        // Once more: under other names, with the same lists.
        is_done(&take(&mut anna, &base, "template:stayers", &format!("page:{name}")));
        let twice = document(&mut anna, &base);
        let all = names(&twice);
        assert_eq!(all.len(), all.iter().collect::<BTreeSet<_>>().len(), "{all:?}");
        assert_eq!(twice["lists"], once["lists"]);
        assert_eq!(errors(&mut anna, &base).len(), at_first);
        undo(&mut anna, &base, "undo");
        undo(&mut anna, &base, "undo");
        assert_eq!(document(&mut anna, &base), before);
    }

    /// Every page of the whole study, one after the other: the result is read, and has each name once.
    fn a_whole_study_is_taken_over_page_by_page(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:feedback");
        let source = begin(&mut anna, "template:school-leavers");
        let source = document(&mut anna, &source);
        for page in source["pages"].as_array().unwrap() {
            let of = format!("page:{}", page["name"].as_str().unwrap());
            is_done(&take(&mut anna, &base, "template:school-leavers", &of));
        }
        let all = names(&document(&mut anna, &base));
        assert_eq!(all.len(), all.iter().collect::<BTreeSet<_>>().len(), "{all:?}");
        assert!(all.len() > names(&source).len(), "{all:?}");
        // The conditions of what came first refer to what came with it.
        assert_eq!(errors(&mut anna, &base), Vec::<String>::new());
    }

    fn what_cannot_be_taken_over_is_told(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:feedback");
        let before = document(&mut anna, &base);
        for of in ["question:nirgends", "list:ja_nein", "questionnaire", "x"] {
            let answer = take(&mut anna, &base, "template:feedback", of);
            assert_eq!(answer.status, 422, "{of}");
        }
        assert_eq!(document(&mut anna, &base), before);
        let nothing = get(&mut anna, &format!("{base}/library?q=%3Cscript%3E")).html();
        assert!(nothing.contains("Darin kommt das nicht vor."), "{nothing}");
        let found = get(&mut anna, &format!("{base}/library?from=template%3Awesermarsch&q=mv_dir"));
        assert!(found.html().contains("question:mv_dir"), "{}", found.text());
        let mut bert = crate::staff::signed_in(&app, "bert", zugvogel::domain::Role::Analyst, "de");
        let path = format!("{base}/library");
        assert_eq!(bert.ask(crate::browser::Ask::get(&path)).unwrap().status, 404);
    }
}
