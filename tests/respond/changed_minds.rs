//! Going back, changing answers, switching the language: nothing is lost, and nothing is submitted
//! that does not concern the respondent in the end.

use crate::app::TestApp;
use crate::databases::both;

both! {
    fn answers_off_the_route_come_back_with_it(stores) {
        let app = TestApp::new(stores);
        let mut reader = app.resident("feedback");
        reader.answer(&[("often", "1")]).is_on("zweck");
        reader.answer(&[("purpose", "books"), ("minutes", "30")]).is_on("zeiten");
        reader.open("/p/besuch").shows("often", "1").answer(&[("often", "4")]).is_on("zeiten");
        let saved = app.find_saved("feedback", &reader).unwrap().draft;
        assert_eq!(saved.answers.value("minutes"), "30", "kept while off the route");
        reader.open("/p/besuch").answer(&[("often", "2")]).is_on("zweck");
        reader.shows("purpose", "books").shows("minutes", "30");

        reader.open("/p/besuch").answer(&[("often", "4")]).is_on("zeiten");
        reader.press().is_on("review").sees_not("30 Minuten");
        reader.press().is_on("done");
        let responses = app.responses("feedback");
        assert_eq!(responses[0].answers["often"], "4");
        assert_eq!(responses[0].answers.get("minutes"), None, "dropped at submission");
        assert_eq!(app.exported("feedback")[0]["minutes"], "-2");
    }

    fn a_change_from_the_review_leads_back_to_it(stores) {
        let app = TestApp::new(stores);
        let mut reader = app.resident("feedback");
        reader.walk(&[("often", "4"), ("wish", "Kaffee")]);
        let change = link(&reader, "/p/zeiten");
        reader.send(change).is_on("zeiten").shows("wish", "Kaffee");
        reader.answer(&[("wish", "Tee")]).is_on("review").sees("Tee").sees_not("Kaffee");
        // A change that brings up a page leads there first.
        let change = link(&reader, "/p/besuch");
        reader.send(change).answer(&[("often", "1")]).is_on("zweck");
        reader.press().is_on("zeiten");
        assert_eq!(reader.shows("wish", "Tee").place(), "zeiten");
    }

    /// A change elsewhere can bring up questions on a page that was seen before: they are asked.
    fn questions_that_turn_up_on_a_seen_page_are_asked(stores) {
        let app = TestApp::new(stores);
        let mut mover = app.resident("wesermarsch");
        mover.walk(&crate::interviews::in_mover());
        mover.is_on("review");
        let change = link(&mover, "/p/p05a");
        mover.send(change).is_on("p05a");
        mover.answer(&[("rs_role_03", "2")]).is_on("p05b");
        mover.answer(&[("rs_03", "302"), ("rs_03", "390")]).is_on("p05c");
        mover.walk(&[("rs_side_390", "2")]);
        mover.is_on("review").sees("Mit Partnerin oder Partner zusammengezogen").press().is_on("done");
        let row = &app.exported("wesermarsch")[0];
        assert_eq!((row["rs_302"].as_str(), row["rs_side_390"].as_str()), ("1", "2"));
    }

    /// The review shows what would be submitted, not what a filter has taken away.
    fn the_review_shows_only_what_is_submitted(stores) {
        let app = TestApp::new(stores);
        let mut mover = app.resident("wesermarsch");
        mover.walk(&crate::interviews::in_mover());
        mover.is_on("review");
        let change = link(&mover, "/p/p05b");
        mover.send(change).is_on("p05b").answer(&[("rs_02", "202")]);
        let draft = app.find_saved("wesermarsch", &mover).unwrap().draft;
        assert_eq!(draft.answers.value("rs_main"), "201", "kept, but no longer offered");
        mover.walk(&[]);
        mover.is_on("review").press().is_on("done");
        assert_eq!(app.exported("wesermarsch")[0]["rs_main"], "-9");
    }

    /// Nothing that is stored with a response may follow from the browser's cookie.
    fn the_order_of_questions_does_not_follow_from_the_cookie(stores) {
        let app = TestApp::new(stores);
        let mut reader = app.resident("feedback");
        let cookies = reader.browser.cookies.clone();
        reader.answer(&[("often", "4")]).is_on("zeiten");
        let first = app.find_saved("feedback", &reader).unwrap().draft.seed;
        reader.open("/forget").press();
        reader.browser.cookies = cookies;
        reader.open("/p/besuch").answer(&[("often", "4")]).is_on("zeiten");
        let second = app.find_saved("feedback", &reader).unwrap().draft.seed;
        assert_ne!(first, second, "the same cookie, another seed");
    }

    fn somebody_else_may_answer_at_the_same_device(stores) {
        let app = TestApp::new(stores);
        let mut reader = app.resident("feedback");
        reader.walk(&[("often", "4")]);
        reader.is_on("review").press().is_on("done");
        reader.open("").is_on("done").open("/forget").is_on("done").press();
        assert_eq!(reader.address, "/s/feedback");
        reader.sees("Umfrage starten");
        assert_eq!(app.responses("feedback").len(), 1, "what was submitted stays");
    }

    fn switching_the_language_keeps_the_answers(stores) {
        let app = TestApp::new(stores);
        let mut reader = app.resident("feedback");
        reader.answer(&[("often", "1")]).sees("Wozu kommen Sie?");
        reader.open("/p/zweck?lang=en").is_on("zweck").sees("What do you come for?");
        reader.answer(&[("minutes", "45")]).is_on("zeiten").sees("New opening hours");
        reader.press().is_on("review").sees("every week").sees("45").press().is_on("done");
        reader.sees("Thank you, your answers have arrived");
        let response = &app.responses("feedback")[0];
        assert_eq!((response.language.as_str(), &*response.answers["minutes"]), ("en", "45"));
    }

    /// The button of a language belongs to the form, wherever it stands.
    fn a_button_switches_the_language_and_keeps_what_was_typed(stores) {
        let app = TestApp::new(stores);
        let mut reader = app.resident("feedback");
        reader.answer(&[("often", "1")]).is_on("zweck");
        let mut ask = reader.filled(&[("minutes", "lange")]);
        ask.body.extend(b"&_language=ar");
        reader.send(ask).is_on("zweck").shows("minutes", "lange").sees("التالي");
        assert!(reader.page.html().contains("<html lang=\"ar\" dir=\"rtl\">"));
        reader.open("/p/zweck").shows("minutes", "").sees("التالي");
        reader.answer(&[("minutes", "45")]).answer(&[]).is_on("review").press().is_on("done");
        // The questions were read in German.
        assert_eq!(app.responses("feedback")[0].language, "de");
    }

    /// The browser's language counts until one is chosen; unknown ones fall back.
    /// What is wrong is told in the other language, too.
    fn a_refused_page_is_refused_in_every_language(stores) {
        let app = TestApp::new(stores);
        let mut resident = app.resident("feedback");
        resident.answer(&[("often", "1")]).answer(&[("minutes", "lange")]);
        resident.says_error_at("minutes").sees("Sie haben „lange“ eingegeben");
        let mut ask = resident.filled(&[]);
        ask.body.extend(b"&_language=en");
        resident.send(ask).is_on("zweck").shows("minutes", "lange").sees("You entered “lange”");
        resident.answer(&[("minutes", "30")]).is_on("zeiten");
    }

    fn the_language_is_the_browsers_until_one_is_chosen(stores) {
        let app = TestApp::new(stores);
        for (browser, query, words) in [
            ("en-GB,en;q=0.9", "", "When should the library be open?"),
            ("en", "?lang=de", "Wann soll die Bücherei öffnen?"),
            ("tlh", "", "Wann soll die Bücherei öffnen?"),
            ("en", "?lang=tlh", "When should the library be open?"),
            // Nobody gets buttons in another language than the questions who has not asked for it.
            ("tr", "", "Umfrage starten"),
            ("de", "?lang=tr", "Ankete başla"),
        ] {
            let mut reader = crate::resident::Resident::new(&app, "feedback", browser);
            reader.open(query).has_status(200).sees(words);
            reader.open("").sees(words);
        }
    }

    fn who_deletes_what_was_begun_starts_anew(stores) {
        let app = TestApp::new(stores);
        let mut reader = app.resident("feedback");
        reader.answer(&[("often", "1")]).open("").sees("Ihre Antworten sind noch da");
        reader.open("/later").has_status(200).sees("56");
        reader.open("/forget").has_status(200).press();
        reader.is_on("forgotten").sees("sind gelöscht").open("").sees("Umfrage starten");
        assert_eq!(reader.browser.cookies.len(), 0);
        assert_eq!(app.stored("feedback"), (0, 0));
    }
}

/// The first link of the page whose address begins like this.
fn link(resident: &crate::resident::Resident<'_>, to: &str) -> crate::browser::Ask {
    let html = resident.page.html();
    let tags = crate::html::tags(&html);
    let href = tags.iter().filter_map(|tag| tag.attribute("href")).find(|href| href.contains(to));
    crate::browser::Ask::get(href.unwrap().split('#').next().unwrap())
}
