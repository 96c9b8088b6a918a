//! What colleagues say to each other about a questionnaire, through the public door, on both databases.
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

use zugvogel::domain::Role;

use crate::app::TestApp;
use crate::browser::{Answer, Ask, Browser};
use crate::databases::both;
use crate::manuscripts::{begin, change, csrf, designer, document, is_done, post};
use crate::staff::{get, signed_in};

/// Posts to the comments of a questionnaire.
fn say(browser: &mut Browser<'_>, base: &str, fields: &[(&str, &str)]) -> Answer {
    let all = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let all: Vec<_> = [csrf(browser)].into_iter().chain(all).collect();
    post(browser, &format!("{base}/comments"), &all)
}

fn first_question(browser: &mut Browser<'_>, base: &str) -> String {
    let document = document(browser, base);
    document.pointer("/pages/0/questions/0/name").unwrap().as_str().unwrap().to_owned()
}

both! {
    fn a_comment_is_answered_done_and_opened_again(stores) {
        let app = TestApp::new(stores);
        let (mut anna, mut bert) = (designer(&app, "anna"), designer(&app, "bert"));
        let base = begin(&mut anna, "template:feedback");
        let before = document(&mut anna, &base);
        let at = format!("question:{}", first_question(&mut anna, &base));
        let begun = say(&mut anna, &base, &[("at", &at), ("act", "begin"), ("from", "editor"), ("words", "Zu lang?\r\n<script>alert(1)</script>")]);
        is_done(&begun);
        assert!(begun.header("location").unwrap().ends_with("#comments"));
        let editor = format!("{base}?at={at}");
        let page = get(&mut bert, &editor).html();
        assert!(page.contains("Kommentare: 1 offen") && page.contains("anna@county.example"), "{page}");
        assert!(page.contains("offener Kommentar"), "the outline has a bubble: {page}");
        assert!(!page.contains("<script>alert") && page.contains("&#60;script&#62;alert(1)"), "{page}");
        is_done(&say(&mut bert, &base, &[("act", "answer=1"), ("words", "Ja, kürzen.")]));
        is_done(&say(&mut anna, &base, &[("act", "done=1")]));
        let page = get(&mut bert, &editor).html();
        assert!(page.contains("Kommentare: keiner offen") && page.contains("Ja, kürzen."), "{page}");
        assert!(page.contains("erledigt: anna@county.example, "), "{page}");
        assert!(!page.contains("offener Kommentar"), "{page}");
        is_done(&say(&mut bert, &base, &[("act", "reopen=1")]));
        assert!(get(&mut bert, &editor).html().contains("Kommentare: 1 offen"));
        // The questionnaire itself is as it was.
        assert_eq!(document(&mut anna, &base), before);
    }

    fn a_comment_stays_with_what_is_renamed_and_is_kept_of_what_is_gone(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:feedback");
        let name = first_question(&mut anna, &base);
        let at = format!("question:{name}");
        is_done(&say(&mut anna, &base, &[("at", &at), ("act", "begin"), ("words", "Name?")]));
        is_done(&change(&mut anna, &base, &at, &[(&format!("{at}|name"), "anders")]));
        let page = get(&mut anna, &format!("{base}?at={at}")).html();
        assert!(page.contains("Kommentare: 1 offen") && page.contains("<code>anders</code>"), "{page}");
        let all = get(&mut anna, &format!("{base}/comments")).html();
        assert!(all.contains("Frage anders"), "{all}");
        is_done(&change(&mut anna, &base, &at, &[("act", "remove")]));
        let all = get(&mut anna, &format!("{base}/comments")).html();
        assert!(all.contains(&format!("nicht mehr da: {at}")) && all.contains("Name?"), "{all}");
        is_done(&say(&mut anna, &base, &[("act", "answer=1"), ("words", "Hat sich erledigt.")]));
        is_done(&say(&mut anna, &base, &[("act", "done=1")]));
    }

    fn what_cannot_be_kept_comes_back(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:feedback");
        let at = format!("question:{}", first_question(&mut anna, &base));
        let long = "ä".repeat(2001);
        is_done(&say(&mut anna, &base, &[("at", &at), ("act", "begin"), ("words", &long[2..])]));
        for (fields, why) in [
            (vec![("at", at.as_str()), ("act", "begin"), ("words", " \r\n ")], "Der Kommentar ist leer"),
            (vec![("at", &at), ("act", "begin"), ("words", &long)], "höchstens 2000 Zeichen"),
            (vec![("at", &at), ("act", "answer=1"), ("words", &long)], "höchstens 2000 Zeichen"),
            (vec![("at", "question:nirgends"), ("act", "begin"), ("words", "Wo?")], "nicht mehr da"),
            (vec![("act", "answer=7"), ("words", "Worauf?")], "nicht mehr da"),
            (vec![("act", "answer=x"), ("words", "Worauf?")], "nicht mehr da"),
            (vec![("at", &at), ("act", "done=2")], "nicht mehr da"),
        ] {
            let refused = say(&mut anna, &base, &fields);
            assert_eq!(refused.status, 422, "{fields:?}");
            assert!(refused.text().contains(why), "{why}: {}", refused.text());
            let typed = fields.iter().find(|(name, _)| *name == "words").map_or("", |(_, typed)| typed.trim());
            let has_place = fields.iter().any(|(name, _)| *name == "at");
            assert!(!has_place || refused.html().contains(typed), "{fields:?}");
        }
        // An answer to an answer would be no thread.
        is_done(&say(&mut anna, &base, &[("act", "answer=1"), ("words", "Ja.")]));
        assert_eq!(say(&mut anna, &base, &[("act", "answer=2"), ("words", "Nein.")]).status, 422);
    }

    fn comments_go_with_their_questionnaire_and_stay_in_their_organisation(stores) {
        let app = TestApp::new(stores);
        let mut anna = designer(&app, "anna");
        let base = begin(&mut anna, "template:feedback");
        is_done(&say(&mut anna, &base, &[("at", "questionnaire"), ("act", "begin"), ("words", "Geheim")]));
        // A copy begins without them.
        let id = base.rsplit('/').next().unwrap().to_owned();
        let copy = begin(&mut anna, &format!("copy:{id}"));
        assert!(get(&mut anna, &format!("{copy}/comments")).text().contains("Noch hat niemand"));
        let mut field = signed_in(&app, "fred", Role::Field, "de");
        let asked = field.ask(Ask::get(&format!("{base}/comments"))).unwrap();
        assert_eq!(asked.status, 404);
        let sent = [csrf(&mut anna)];
        is_done(&post(&mut anna, &format!("{base}/delete"), &sent));
        let asked = anna.ask(Ask::get(&format!("{base}/comments"))).unwrap();
        assert_eq!(asked.status, 404);
    }
}
