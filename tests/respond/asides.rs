//! Following our own links from a page of answers: what was typed is kept, or carried, and every side page
//! leads back.

use zugvogel::domain::{Mode, Offer};

use crate::app::TestApp;
use crate::browser::Ask;
use crate::databases::both;
use crate::html;
use crate::resident::Resident;

/// Gives answers and presses one of our links, which is a button of the page's form.
#[track_caller]
fn leave(resident: &mut Resident<'_>, to: &str, answers: &[(&str, &str)]) {
    let page = resident.page.html();
    let button = html::tags(&page)
        .into_iter()
        .find(|tag| tag.attribute("name") == Some("_to") && tag.attribute("value") == Some(to));
    let button = button.unwrap_or_else(|| panic!("no button to {to} on {}", resident.place()));
    assert_eq!(button.name, "button");
    let mut ask = resident.filled(answers);
    ask.body.extend_from_slice(format!("&_to={to}").as_bytes());
    resident.send(ask);
}

/// Presses the button that leads back with what is carried.
#[track_caller]
fn go_back(resident: &mut Resident<'_>) {
    let mut ask = resident.filled(&[]);
    ask.body.extend_from_slice(b"&_look=1");
    resident.send(ask);
}

/// Where the page's link back leads.
fn way_back(resident: &Resident<'_>) -> String {
    let page = resident.page.html();
    let links = html::tags(&page)
        .into_iter()
        .filter(|tag| tag.name == "a" && tag.attribute("class") == Some("btn sec"));
    links.filter_map(|tag| tag.attribute("href").map(str::to_owned)).next_back().unwrap()
}

both! {
    /// Nothing is stored before the first page is accepted; so the side page carries what was typed.
    fn a_first_page_is_not_lost_by_reading_the_privacy_notice(stores) {
        let app = TestApp::new(stores);
        let mut resident = app.resident("wesermarsch");
        let typed = [("cons_part", "1")];
        for (to, title) in [
            ("privacy", "Datenschutz"), ("imprint", "Impressum"),
            ("accessibility", "Barrierefreiheit"), ("overview", "Wie weit Sie sind"),
        ] {
            leave(&mut resident, to, &typed);
            resident.has_status(200).sees(title).sees("Zurück zum Fragebogen");
            go_back(&mut resident);
            resident.is_on("p01").shows("cons_part", "1");
        }
        // From one side page to another, and in another language.
        leave(&mut resident, "privacy", &typed);
        leave(&mut resident, "imprint", &[]);
        let mut ask = resident.filled(&[]);
        ask.body.extend_from_slice(b"&_language=en");
        resident.send(ask).sees("Legal notice");
        go_back(&mut resident);
        resident.is_on("p01").shows("cons_part", "1");
        // Back to the survey's first page.
        leave(&mut resident, "back", &[]);
        resident.has_status(200).sees("Before you start");
        go_back(&mut resident);
        resident.is_on("p01").shows("cons_part", "1");
        assert_eq!(app.stored("wesermarsch"), (0, 0));
        resident.answer(&[("birth_y", "1995")]).is_on("p02a");
        assert_eq!(app.stored("wesermarsch"), (1, 0));
    }

    /// Who wants to go on later is told the truth, and has what she typed when she comes back.
    fn later_saves_once_consent_allows_it(stores) {
        let app = TestApp::new(stores);
        let mut resident = app.resident("wesermarsch");
        // Not all that she is asked to agree to is answered, or she does not take part.
        for consent in ["1", "0"] {
            leave(&mut resident, "later", &[("cons_part", consent)]);
            resident.has_status(200).sees("Noch ist nichts gespeichert").sees_not("Gespeichert ist");
            go_back(&mut resident);
            resident.is_on("p01").shows("cons_part", consent);
        }
        assert_eq!(app.stored("wesermarsch"), (0, 0));
        resident.open("/later").sees("Noch ist nichts gespeichert");
        // Where nobody is asked for consent, who wants to go on later wants it saved.
        let mut reader = app.resident("feedback");
        leave(&mut reader, "later", &[("often", "2")]);
        reader.is_on("later").sees("alles, was Sie bisher eingegeben haben");
        assert_eq!(app.stored("feedback"), (1, 0));
        reader.open("/p/besuch").shows("often", "2").press().is_on("zweck");
    }

    /// What is in order is kept, what is not is carried; and that is what is said.
    fn what_cannot_be_kept_is_carried(stores) {
        let app = TestApp::new(stores);
        let mut reader = app.resident("feedback");
        reader.answer(&[("often", "1")]).is_on("zweck");
        leave(&mut reader, "later", &[("purpose", "books"), ("minutes", "viele")]);
        reader.has_status(200).sees("bis auf Angaben auf dieser Seite, die noch nicht stimmen");
        go_back(&mut reader);
        reader.is_on("zweck").shows("purpose", "books").shows("minutes", "viele");
        // A page of answers cannot carry another one's: who goes back is told.
        leave(&mut reader, "back", &[("minutes", "viele")]);
        reader.is_on("besuch").sees("Das haben wir nicht gespeichert.");
        reader.open("/p/zweck").shows("purpose", "books").shows("minutes", "");
        leave(&mut reader, "back", &[("minutes", "30")]);
        reader.is_on("besuch").sees_not("Das haben wir nicht gespeichert.");
        reader.open("/p/zweck").shows("purpose", "books").shows("minutes", "30");
        leave(&mut reader, "privacy", &[("minutes", "45")]);
        assert_eq!(reader.address, "/s/feedback/privacy?from=p/zweck");
        assert_eq!(way_back(&reader), "/s/feedback/p/zweck");
        reader.open("/p/zweck").shows("minutes", "45");
    }

    /// The survey's own first page carries what is not in order, also of who has saved before.
    fn going_back_from_the_first_page_carries_what_is_wrong(stores) {
        let app = TestApp::new(stores);
        let mut resident = app.resident("wesermarsch");
        resident.answer(&[("cons_part", "1")]).is_on("p01");
        resident.answer(&[("cons_sens", "1"), ("cons_quote", "0"), ("birth_y", "1995")]).is_on("p02a");
        resident.open("/p/p01");
        leave(&mut resident, "back", &[("birth_y", "neunzehn")]);
        resident.has_status(200).sees("Zurück zum Fragebogen");
        go_back(&mut resident);
        resident.is_on("p01").shows("birth_y", "neunzehn");
    }

    /// With a code she goes on on every device, and what is stored is not denied, whatever this window has.
    fn later_tells_who_has_a_code_and_whose_page_is_stale_what_is_so(stores) {
        let app = TestApp::new(stores);
        app.publish_with_codes("brief", Mode::Anonymous, &[]);
        let code = app.codes("brief", "", 1).remove(0);
        let mut phone = app.resident_with("brief", &code);
        phone.answer(&[("often", "1")]).is_on("zweck");
        let mut stale = phone.clone();
        leave(&mut phone, "later", &[("minutes", "viele")]);
        phone.has_status(200).sees("geben Sie denselben Code ein").sees_not("im selben Browser");
        go_back(&mut phone);
        phone.answer(&[("minutes", "30")]).is_on("zeiten");
        leave(&mut stale, "later", &[("minutes", "45")]);
        stale.has_status(200).sees("Gespeichert ist alles bis zu der Seite").sees_not("Noch ist nichts");
        leave(&mut phone, "back", &[("wish", "Kaffee")]);
        phone.is_on("zweck").shows("minutes", "30");
    }

    /// A code, an address, what is in the way: carried in the page's body, tried or stored only when sent.
    fn what_is_typed_beside_the_questionnaire_is_carried(stores) {
        let app = TestApp::new(stores);
        app.publish_with_codes("brief", Mode::Anonymous, &[Offer::Draw, Offer::Withdrawal]);
        let codes = app.codes("brief", "", 2);
        let mut sent = app.resident_with("brief", &codes[1]);
        sent.answer(&[("often", "4")]).answer(&[("wish", "x")]).press().is_on("done");
        let there_and_back = |resident: &mut Resident<'_>, place: &str, field: &str, typed: &str| {
            resident.open(place);
            let before = resident.address.clone();
            for (to, heading) in [("privacy", "Datenschutz"), ("imprint", "Impressum"), ("accessibility", "Barriere")] {
                leave(resident, to, &[(field, typed)]);
                resident.has_status(200).sees(heading);
                assert!(!resident.page.form().is_multipart && resident.page.html().contains("same-origin"));
                // From one to another, and in another language.
                leave(resident, "imprint", &[]);
                let mut ask = resident.filled(&[]);
                ask.body.extend_from_slice(b"&_language=en");
                resident.send(ask).sees("Legal notice");
                let mut ask = resident.filled(&[]);
                ask.body.extend_from_slice(b"&_language=de");
                resident.send(ask).sees("Impressum");
                go_back(resident);
                resident.has_status(200).shows(field, typed);
                assert_eq!(resident.address, before);
            }
        };
        let mut letter = Resident::new(&app, "brief", "de");
        for place in ["/code", "/opt-out", "/withdraw"] {
            there_and_back(&mut letter, place, "code", &codes[0]);
        }
        there_and_back(&mut letter, "/barrier?from=p/besuch", "barrier", "Die Schrift ist zu klein");
        there_and_back(&mut sent, "/draw", "address", "Anna Behrens");
        assert_eq!(app.stored("brief"), (0, 1), "nothing was begun");
        letter.open("/code");
        leave(&mut letter, "privacy", &[("code", &codes[0])]);
        go_back(&mut letter);
        letter.press().is_on("besuch");
        // A barrier is reported beside the page that carries the code, so that it stays.
        letter.open("/code");
        leave(&mut letter, "accessibility", &[("code", &codes[0])]);
        let page = letter.page.html();
        assert!(page.contains("href=\"/s/brief/barrier?from=code\" target=\"_blank\""), "{page}");
        sent.open("/draw");
        leave(&mut sent, "privacy", &[("address", "Anna Behrens")]);
        go_back(&mut sent);
        sent.press().is_on("draw").sees("Sie nehmen an der Verlosung teil");
    }

    /// Side pages lead back to where one was, and nowhere else.
    fn every_side_page_leads_back(stores) {
        let app = TestApp::new(stores);
        app.publish_with_codes("brief", Mode::Anonymous, &[]);
        let mut reader = app.resident("feedback");
        reader.walk(&[("often", "4")]);
        reader.is_on("review");
        let page = reader.page.html();
        assert!(page.contains("href=\"/s/feedback/privacy?from=review\""), "{page}");
        assert!(page.contains("href=\"/s/feedback/later?from=review\""), "{page}");
        for side in ["privacy", "imprint", "accessibility", "print"] {
            reader.open(&format!("/{side}?from=review"));
            assert_eq!(way_back(&reader), "/s/feedback/review", "{side}");
            reader.open(&format!("/{side}"));
            assert_eq!(way_back(&reader), "/s/feedback", "{side}");
        }
        for elsewhere in ["//evil.example", "/evil", "..%2f", "../x", "p//x", "%22%3E%3Cb%3E"] {
            let asked = Ask::get(&format!("/s/feedback/privacy?from={elsewhere}"));
            reader.send(asked);
            let back = way_back(&reader);
            assert!(back.starts_with("/s/feedback"), "{elsewhere}: {back}");
            assert!(!back.contains("//") && !back.contains("evil") || back == "/s/feedback", "{back}");
        }
    }

    /// A screen-out that is counted says so before it says anything else.
    fn an_end_that_is_not_sent_yet_says_so(stores) {
        let app = TestApp::new(stores);
        let mut resident = app.resident("wesermarsch");
        resident.walk(&[
            ("cons_part", "1"), ("cons_sens", "1"), ("cons_quote", "0"), ("birth_y", "1995"),
            ("mv_dir", "5"),
        ]);
        resident.is_on("within");
        let text = resident.page.text();
        let not_yet = text.find("Noch ist nichts abgesendet").unwrap();
        assert!(not_yet < text.find("Sie können dieses Fenster").unwrap_or(usize::MAX), "{text}");
        resident.press().is_on("done").sees_not("Noch ist nichts abgesendet");
    }
}
