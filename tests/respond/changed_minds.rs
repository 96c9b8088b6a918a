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

    /// The browser's language counts until one is chosen; unknown ones fall back.
    fn the_language_is_the_browsers_until_one_is_chosen(stores) {
        let app = TestApp::new(stores);
        for (browser, query, words) in [
            ("en-GB,en;q=0.9", "", "When should the library be open?"),
            ("en", "?lang=de", "Wann soll die Bücherei öffnen?"),
            ("tlh", "", "Wann soll die Bücherei öffnen?"),
            ("en", "?lang=tlh", "When should the library be open?"),
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
        reader.open("/later").has_status(200).sees("60");
        reader.open("/forget").has_status(200).press();
        assert_eq!(reader.address, "/s/feedback");
        reader.sees("Umfrage starten");
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
