//! Coming with a code: typing it, going on elsewhere, submitting once; and what is no code.

use zugvogel::access::AccessCode;
use zugvogel::app::Actor;
use zugvogel::app::office::codes::Lot;
use zugvogel::domain::{Door, Mode, Offer};
use zugvogel::error::Error;
use zugvogel::ids::{ResponseId, Slug, SurveyId};
use zugvogel::storage::Db;
use zugvogel::storage::results::responses::{count_by_door, page_responses};

use crate::app::tables::{self, Tally};
use crate::app::{TestApp, run_sql};
use crate::browser::{Ask, Door as _};
use crate::databases::both;
use crate::resident::Resident;

fn id(app: &TestApp, survey: &str) -> SurveyId {
    app.app.surveys().load_now(&Actor::Operator, &Slug(survey.to_owned())).unwrap().survey.id
}

fn tally(app: &TestApp, survey: &str) -> Tally {
    let id = id(app, survey);
    app.app.stores.office.read_now(move |conn| Ok::<_, Error>(tables::tally(conn, &id)?)).unwrap()
}

fn anonymous(stores: crate::databases::TestStores, offers: &[Offer]) -> TestApp {
    let app = TestApp::new(stores);
    app.publish_with_codes("brief", Mode::Anonymous, offers);
    app
}

/// Answers everything and submits.
fn submit(resident: &mut Resident<'_>, wish: &str) {
    resident.answer(&[("often", "4")]).answer(&[("wish", wish)]).is_on("review").press();
    resident.is_on("done");
}

/// Lets a table of a store take no new rows.
fn refuses(store: &Db, table: &str) {
    run_sql(
        store,
        &match store.is_on_server() {
            false => format!(
                "CREATE TRIGGER refuses BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'no'); END"
            ),
            true => format!("ALTER TABLE {table} ADD CONSTRAINT refuses CHECK (false) NOT VALID"),
        },
    );
}

both! {
    /// What somebody does with a code that the office does not know, such as wanting no more letters, is lost.
    fn no_code_is_valid_that_the_office_does_not_know(stores) {
        let app = anonymous(stores, &[]);
        app.codes("brief", "", 3);
        let draw = || {
            let lot = Lot { survey: Slug("brief".to_owned()), number: 2, stratum: String::new() };
            let mut drawn = Vec::new();
            let done = app.app.draw_codes(&Actor::Operator, &lot, &mut rand::rng(), &mut |codes| {
                drawn.extend(codes.iter().map(AccessCode::plain));
                Ok(())
            });
            assert!(done.is_err());
            app.resident_with("brief", &drawn[0]).has_status(422);
        };
        refuses(&app.app.stores.office, "invitations");
        draw();
        let allows = if app.app.stores.office.is_on_server() {
            "ALTER TABLE invitations DROP CONSTRAINT refuses"
        } else {
            "DROP TRIGGER refuses"
        };
        run_sql(&app.app.stores.office, allows);
        refuses(&app.app.stores.collect, "codes");
        draw();
        assert_eq!(tally(&app, "brief").invited, 3);
    }

    fn a_code_opens_the_questionnaire_on_every_device_and_is_used_once(stores) {
        let app = anonymous(stores, &[]);
        let code = app.codes("brief", "", 3).remove(1);
        let mut phone = Resident::new(&app, "brief", "de");
        phone.sees("Sie brauchen dazu den Code").sees("Diese Umfrage ist anonym.");
        phone.enter(&format!(" {} ", code.to_lowercase().replace('-', " – "))).is_on("besuch");
        phone.answer(&[("often", "1")]).answer(&[("minutes", "30")]).is_on("zeiten");

        let mut laptop = app.resident_with("brief", &code);
        laptop.is_on("zeiten").open("/p/zweck").shows("minutes", "30");
        laptop.open("/p/zeiten").answer(&[("wish", "Kaffee")]).is_on("review");
        phone.open("/later").sees("geben Sie denselben Code ein");
        laptop.press().is_on("done").sees("sind angekommen");
        phone.open("/p/zeiten").is_on("done");

        app.resident_with("brief", &code).has_status(409).sees("schon geantwortet")
            .sees("Telefon");
        assert_eq!(app.stored("brief"), (0, 1));
        assert_eq!(app.responses("brief").len(), 1);
        // Also when nothing is left of it in the inbox.
        app.resident_with("brief", &code).has_status(409);
        assert_eq!(app.responses("brief").len(), 1);
    }

    fn the_language_may_be_switched_while_a_code_is_typed(stores) {
        let app = anonymous(stores, &[]);
        let code = app.codes("brief", "", 1).remove(0);
        let mut resident = Resident::new(&app, "brief", "de");
        for place in ["/code", "/opt-out"] {
            resident.open(&format!("{place}?lang=de"));
            let label = "<label for=\"code\">Code aus dem Brief</label>";
            assert!(resident.page.html().contains(label), "{place}: what goes into the field");
            let mut ask = resident.filled(&[("code", &code)]);
            ask.body.extend(b"&_language=uk");
            resident.send(ask).has_status(200).shows("code", &code);
            assert!(resident.page.html().contains("<html lang=\"uk\""), "{place}");
        }
        resident.open("/code").answer(&[("code", &code)]).is_on("besuch").sees("Далі");
        assert_eq!(app.stored("brief"), (0, 0), "nothing was passed on or stored");
    }

    fn typing_errors_are_told_as_such_and_nothing_is_stored(stores) {
        let app = anonymous(stores, &[]);
        let code = app.codes("brief", "", 1).remove(0);
        let mut swapped: Vec<char> = code.chars().collect();
        let place = (0..3).find(|&at| swapped[at] != swapped[at + 1]).unwrap();
        swapped.swap(place, place + 1);
        let swapped: String = swapped.into_iter().collect();
        let unknown = loop {
            let other = zugvogel::access::AccessCode::draw(&mut rand::rng()).to_string();
            if other != code {
                break other;
            }
        };
        let mut resident = Resident::new(&app, "brief", "de");
        for (typed, words) in [
            ("", "Geben Sie den Code ein."),
            ("K7MP", "Sie haben 4 eingegeben"),
            ("K7MP-29XU-4HTW-D", "Das Zeichen „U“"),
            (&swapped, "oder zwei sind vertauscht"),
            (&unknown, "Diesen Code gibt es in dieser Umfrage nicht"),
        ] {
            resident.enter(typed).says_error_at("code").sees(words);
            resident.page.form();
            assert!(resident.page.html().contains(&format!("value=\"{typed}\"")), "it stays");
            assert!(resident.browser.cookies.is_empty(), "{typed}");
        }
        resident.enter(&code).is_on("besuch");
        assert_eq!(app.stored("brief"), (0, 0), "nothing before the first page");
    }

    fn a_code_is_for_its_own_survey_and_its_days(stores) {
        let app = anonymous(stores, &[]);
        app.publish_with_codes("andere", Mode::Anonymous, &[]);
        let code = app.codes("brief", "", 1).remove(0);
        app.resident_with("andere", &code).says_error_at("code");
        let mut resident = app.resident("feedback");
        resident.open("/code").has_status(404).enter(&code).has_status(404);
        let begun = app.codes("brief", "", 1).remove(0);
        app.resident_with("brief", &begun).answer(&[("often", "4")]).is_on("zeiten");
        let app = app.restarted("2026-07-01T10:00:00Z");
        app.resident_with("brief", &code).has_status(410).sees("nimmt keine neuen Antworten mehr an");
        app.resident_with("brief", &begun).is_on("zeiten");
        let mut resident = Resident::new(&app, "brief", "de");
        resident.has_status(410).sees("Weitermachen mit dem Code aus dem Brief");
        resident.open("/code").is_on("code");
        resident.enter(&begun).is_on("zeiten");
        let app = app.restarted("2026-07-02T10:00:00Z");
        app.resident_with("brief", &begun).has_status(410);
    }

    /// Without a code there is no draft, whatever a browser claims to be.
    fn a_made_up_token_stores_nothing(stores) {
        let app = anonymous(stores, &[]);
        let mut resident = Resident::new(&app, "brief", "de");
        resident.send(Ask::form("/s/brief/start", &[])).is_on("code");
        assert!(resident.browser.cookies.is_empty());
        let token = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        resident.browser.cookies.insert("zv_draft_brief".to_owned(), token.to_owned());
        resident.open("/p/besuch").answer(&[("often", "1")]).has_status(409);
        assert_eq!(app.stored("brief"), (0, 0));
    }

    /// A code of another person entered by another site would let that person read along.
    fn codes_come_from_our_own_page_only(stores) {
        let app = anonymous(stores, &[]);
        let code = app.codes("brief", "", 1).remove(0);
        let mut resident = Resident::new(&app, "brief", "de");
        let ask = || Ask::form("/s/brief/code", &[("code", &code)]);
        for ask in [
            ask().with("sec-fetch-site", "cross-site"),
            ask().with("sec-fetch-site", "").with("origin", "https://boese.example"),
            ask().with("sec-fetch-site", "").with("origin", "null"),
        ] {
            resident.send(ask).has_status(403);
        }
        let ours = ask().with("sec-fetch-site", "").with("origin", "http://umfrage.example");
        resident.send(ours).is_on("besuch");
    }

    /// Reading changes nothing, not even with a link from a letter.
    fn mail_scanners_and_previews_use_nothing_up(stores) {
        let app = anonymous(stores, &[Offer::OpenDoor, Offer::Withdrawal, Offer::Draw]);
        let code = app.codes("brief", "", 1).remove(0);
        let mut scanner = Resident::new(&app, "brief", "de");
        for path in [
            "", "/code", "/start", "/leave", "/opt-out", "/opted-out", "/draw", "/report",
            "/withdraw", "/withdrawn", "/p/besuch", "/review", "/done", "/later", "/forget",
        ] {
            scanner.open(&format!("{path}?code={code}"));
            let head = Ask::new("HEAD", &format!("/s/brief{path}"));
            app.send(&scanner.browser.dressed(head)).unwrap();
        }
        assert!(scanner.browser.cookies.is_empty());
        assert_eq!(app.stored("brief"), (0, 0));
        app.resident_with("brief", &code).is_on("besuch");
    }

    fn open_and_closed_are_counted_apart(stores) {
        let app = anonymous(stores, &[Offer::OpenDoor]);
        let codes = app.codes("brief", "", 2);
        for code in &codes {
            submit(&mut app.resident_with("brief", code), "mit Code");
        }
        let mut passer_by = Resident::new(&app, "brief", "de");
        passer_by.sees("Ohne Code teilnehmen");
        passer_by.send(Ask::form("/s/brief/start", &[])).is_on("besuch");
        submit(&mut passer_by, "ohne Code");
        app.responses("brief");
        let id = id(&app, "brief");
        let count = move |conn: &mut _| {
            let of = |conn: &mut _, door| count_by_door(conn, &id, door);
            Ok::<_, Error>((of(conn, Door::Code)?, of(conn, Door::Open)?))
        };
        assert_eq!(app.app.stores.results.read_now(count).unwrap(), (2, 1));
    }

    /// The office is told in batches, and nothing else.
    fn the_office_learns_in_batches_who_needs_no_reminder(stores) {
        let app = anonymous(stores, &[]);
        let codes = app.codes("brief", "", 21);
        for (number, code) in codes.iter().enumerate() {
            assert_eq!(app.app.deliver(&Actor::Operator, &Slug("brief".to_owned())).unwrap(), 0, "{number}");
            submit(&mut app.resident_with("brief", code), "Kaffee");
            if number == 19 {
                assert_eq!(tally(&app, "brief").done, 0);
                assert_eq!(app.app.deliver(&Actor::Operator, &Slug("brief".to_owned())).unwrap(), 20);
                assert_eq!(tally(&app, "brief").done, 20);
            }
        }
        app.app.force_mix(&Actor::Operator, &Slug("brief".to_owned()), &mut rand::rng()).unwrap();
        assert_eq!(tally(&app, "brief"), Tally { invited: 21, done: 21, opted_out: 0 });
    }

    /// A confidential survey keeps the link that it tells about; an anonymous one keeps none.
    fn only_a_confidential_survey_keeps_a_link(stores) {
        let app = anonymous(stores, &[]);
        app.publish_with_codes("welle", Mode::Confidential, &[]);
        for (survey, is_linked) in [("brief", false), ("welle", true)] {
            let code = app.codes(survey, "", 1).remove(0);
            let mut resident = app.resident_with(survey, &code);
            let token = resident.browser.cookies[&format!("zv_draft_{survey}")].clone();
            submit(&mut resident, "Kaffee");
            app.responses(survey);
            let id = id(&app, survey);
            let secret = &app.app.secret;
            let invitation = zugvogel::ids::InvitationId::from_token(secret, &id, &token);
            let linked = ResponseId::of_invitation(secret, &id, &invitation);
            let of = id.clone();
            let rows = app.app.stores.results.read_now(move |conn| {
                Ok::<_, Error>(page_responses(conn, &of, None, 10)?)
            });
            let rows = rows.unwrap();
            assert_eq!(rows.len(), 1);
            assert_eq!(rows[0].id == linked, is_linked, "{survey}");
        }
        Resident::new(&app, "welle", "de").sees("vertraulich, aber nicht anonym");
    }

    /// A rare stratum in a batch would single somebody out.
    fn strata_wait_for_their_own(stores) {
        let app = anonymous(stores, &[]);
        let [north, south] = ["nord", "süd"].map(|stratum| app.codes("brief", stratum, 100));
        for code in north[..40].iter().chain(&south[..39]) {
            submit(&mut app.resident_with("brief", code), "Kaffee");
        }
        let (operator, slug) = (&Actor::Operator, Slug("brief".to_owned()));
        let mixed = app.app.mix(operator, &slug, &mut rand::rng()).unwrap();
        assert_eq!((mixed.moved, mixed.waiting), (20, 59), "half of the north");
        let mixed = app.app.force_mix(operator, &slug, &mut rand::rng()).unwrap();
        assert_eq!((mixed.moved, mixed.waiting), (59, 0));
        let id = id(&app, "brief");
        let rows = app.app.stores.results.read_now(move |conn| {
            Ok::<_, Error>(page_responses(conn, &id, None, 100)?)
        });
        let rows = rows.unwrap();
        assert_eq!(rows.iter().filter(|row| row.stratum == "nord").count(), 40);
        assert_eq!(rows.iter().filter(|row| row.stratum == "süd").count(), 39);
    }
}

#[test]
fn a_stratum_that_could_single_somebody_out_is_refused() {
    let app = anonymous(crate::databases::stores(crate::databases::Kind::Sqlite).unwrap(), &[]);
    let draw = |survey: &str, stratum: &str, number| {
        let lot = Lot { survey: Slug(survey.to_owned()), number, stratum: stratum.to_owned() };
        let drawn = app.app.draw_codes(&Actor::Operator, &lot, &mut rand::rng(), &mut |_| Ok(()));
        drawn.map_err(|error| error.to_string())
    };
    assert!(draw("brief", "Jade", 99).unwrap_err().contains("make it coarser"));
    assert_eq!(tally(&app, "brief").invited, 0);
    draw("brief", "Jade", 100).unwrap();
    draw("brief", "Jade", 1).unwrap();
    draw("brief", "", 1).unwrap();
    assert_eq!(tally(&app, "brief").invited, 102);
    assert!(draw("feedback", "", 1).unwrap_err().contains("open survey"));
    assert!(draw("nirgends", "", 1).is_err());
}
