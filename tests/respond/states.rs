//! What pages say: of a questionnaire without texts around it, of states that somebody runs into, of what
//! was answered; and what holds for some surveys only.

use serde_json::{Value, json};
use zugvogel::app::Actor;
use zugvogel::app::field::FieldAct;
use zugvogel::app::jobs::{JobSpec, Runner};
use zugvogel::app::respondents::headings::BELIEVED;
use zugvogel::domain::{JobKind, Mode, Offer};
use zugvogel::engine::Questionnaire;
use zugvogel::formats::{NoFiles, json as format};
use zugvogel::ids::Slug;

use crate::app::TestApp;
use crate::databases::both;
use crate::resident::Resident;

fn read(document: &Value) -> Questionnaire {
    let checked = format::load(document.to_string().as_bytes(), &NoFiles);
    checked.sound().unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// The first questionnaire of the documentation: nothing but questions and who asks.
fn bare(more: Value) -> Questionnaire {
    let mut document = json!({
        "name": "market", "version": "1", "languages": ["de"], "title": { "de": "Unser Wochenmarkt" },
        "publisher": {
            "name": { "de": "Stadt Musterhausen" }, "contact": { "de": "Jonas Petersen" },
            "phone": "030 23125-020", "email": "markt@musterhausen.example",
            "imprint": { "de": "Am Markt 1" }, "privacy": { "de": "Nur Ihre Antworten." }
        },
        "lists": { "often": [
            { "value": "1", "label": { "de": "jede Woche" } }, { "value": "2", "label": { "de": "nie" } }
        ] },
        "pages": [{ "name": "visits", "questions": [{
            "kind": "select_one", "name": "often", "label": { "de": "Wie oft?" }, "choices": "often"
        }] }]
    });
    if let (Some(document), Some(more)) = (document.as_object_mut(), more.as_object()) {
        document.extend(more.clone());
    }
    read(&document)
}

/// One question of each kind whose stored value is not what people write.
fn values() -> Questionnaire {
    let points: Vec<Value> = (0..=10)
        .map(|point| {
            let ends = [(0, "0 – nie"), (10, "10 – sicher")];
            let end =
                ends.iter().find(|(at, _)| *at == point).map(|(_, words)| (*words).to_owned());
            json!({ "value": point.to_string(), "label": end.unwrap_or_else(|| point.to_string()) })
        })
        .collect();
    let question =
        |kind: &str, name: &str| json!({ "kind": kind, "name": name, "label": { "de": name } });
    let mut far = question("decimal", "far");
    far["unit"] = json!({ "de": "Kilometer" });
    let mut liked = question("matrix", "liked");
    liked["choices"] = json!("often");
    liked["rows"] = json!([
        { "name": "liked_music", "label": { "de": "Musik" } },
        { "name": "liked_food", "label": { "de": "Essen" } }
    ]);
    let mut felt = question("differential", "felt");
    felt["choices"] = json!("five");
    felt["rows"] =
        json!([{ "name": "felt_a", "label": { "de": "laut" }, "right": { "de": "ruhig" } }]);
    let mut likely = question("select_one", "likely");
    likely["choices"] = json!("points");
    let five: Vec<Value> =
        (1..=5).map(|it| json!({ "value": it.to_string(), "label": it.to_string() })).collect();
    bare(json!({
        "lists": {
            "often": [
                { "value": "1", "label": { "de": "gern" } }, { "value": "2", "label": { "de": "ungern" } }
            ],
            "points": points, "five": five
        },
        "pages": [
            { "name": "one", "title": { "de": "Eins" }, "questions": [
                question("date_time", "until"), question("date", "on"), far, question("geopoint", "spot")
            ] },
            { "name": "two", "title": { "de": "Zwei" }, "questions": [liked, felt, likely] }
        ]
    }))
}

both! {
    /// No empty heading, no empty box: the title and general words stand in.
    fn a_questionnaire_without_texts_around_it_has_some(stores) {
        let app = TestApp::new(stores);
        app.publish_own("markt", &bare(json!({})), &[], None);
        let mut resident = Resident::new(&app, "markt", "de");
        resident.sees("Unser Wochenmarkt").sees("bitten wir um Ihre Antworten");
        let html = resident.page.html();
        assert!(html.contains("<h1>Unser Wochenmarkt</h1>"), "{html}");
        assert!(html.contains("<title>Unser Wochenmarkt – Stadt Musterhausen</title>"), "{html}");
        resident.press().answer(&[("often", "1")]).is_on("review").press().is_on("done");
        resident.sees("Danke, Ihre Antworten sind angekommen").sees("nichts weiter tun");
        let html = resident.page.html();
        assert!(html.contains("<title>Danke, Ihre Antworten sind angekommen – Unser Wochenmarkt</title>"));
        for empty in ["<h1></h1>", "\"></div>", "<p></p>", "<h1> "] {
            assert!(!html.contains(empty), "{empty}: {html}");
        }
    }

    /// Paragraphs are read where their marks hold: on the first page, the last, in the privacy notice.
    fn texts_follow_what_a_survey_is(stores) {
        let app = TestApp::new(stores);
        let questionnaire = bare(json!({
            "publisher": {
                "name": { "de": "Stadt" }, "contact": { "de": "Jonas" }, "phone": "1", "email": "a@b.example",
                "imprint": { "de": "Am Markt 1" },
                "privacy": { "de": "Immer.\n\n{withdrawal} Mit Löschcode.\n\n{not withdrawal} Ohne." }
            },
            "welcome": {
                "title": { "de": "Hallo" }, "lead": { "de": "{open} Für alle.\n\n{codes} Für manche." },
                "brief": [{ "de": "{not withdrawal} anonym" }, { "de": "kurz" }],
                "facts": [
                    { "term": { "de": "Löschen?" }, "text": { "de": "{not withdrawal} Nein." } },
                    { "term": { "de": "Wer?" }, "text": { "de": "Wir." } }
                ]
            },
            "thanks": { "title": { "de": "Danke" }, "text": { "de": "Da.\n\n{withdrawal} Aufheben." } }
        }));
        app.publish_own("ohne", &questionnaire, &[], None);
        app.publish_own("mit", &questionnaire, &[Offer::Withdrawal], None);
        let mut without = Resident::new(&app, "ohne", "de");
        without.sees("Für alle.").sees_not("Für manche").sees("anonym").sees("Löschen?Nein.");
        without.sees_not("{").open("/privacy").sees("Immer.Ohne.").sees_not("Löschcode");
        let mut with = Resident::new(&app, "mit", "de");
        with.sees_not("anonym").sees("kurz").sees_not("Löschen?").sees("Wer?Wir.");
        with.open("/privacy").sees("Immer.Mit Löschcode.").sees_not("Ohne");
        with.open("").press().answer(&[("often", "1")]).press().is_on("done").sees("Aufheben.");
    }

    /// Deleting is confirmed; what nobody did is not.
    fn what_was_done_is_confirmed_and_nothing_else(stores) {
        let app = TestApp::new(stores);
        app.publish_with_codes("brief", Mode::Anonymous, &[Offer::Withdrawal]);
        let mut reader = app.resident("feedback");
        reader.answer(&[("often", "1")]).is_on("zweck");
        reader.open("/forget").press().is_on("forgotten");
        reader.sees("Ihre angefangenen Antworten sind gelöscht");
        assert_eq!(app.stored("feedback"), (0, 0));
        reader.open("/forgotten").sees_not("sind gelöscht");
        let mut stranger = Resident::new(&app, "brief", "de");
        for (done, leads_to, words) in [
            ("/opted-out", "opt-out", "Sie bekommen keine weiteren Briefe"),
            ("/withdrawn", "withdraw", "Wir löschen die Antworten"),
            ("/barrier-reported", "barrier", "wir haben Ihre Meldung"),
        ] {
            stranger.open(done).is_on(leads_to).sees_not(words);
            stranger.open(&format!("{done}?done=AAAA")).is_on(leads_to).sees_not(words);
        }
        let code = app.codes("brief", "", 1).remove(0);
        stranger.open("/opt-out").answer(&[("code", &code)]).is_on("opted-out");
        stranger.sees("Sie bekommen keine weiteren Briefe");
    }

    /// Whoever asks for what she has not begun is told so, and may begin.
    fn a_page_without_a_draft_says_what_is_missing(stores) {
        let app = TestApp::new(stores);
        for place in ["/p/zweck", "/review", "/overview", "/forget", "/done"] {
            let mut stranger = Resident::new(&app, "feedback", "de");
            stranger.open(place).has_status(200).sees("keine angefangenen Antworten");
            stranger.press().is_on("besuch");
        }
        app.publish_with_codes("brief", Mode::Anonymous, &[Offer::Draw]);
        let code = app.codes("brief", "", 1).remove(0);
        let mut early = app.resident_with("brief", &code);
        early.open("/draw").has_status(200).sees("erst, wenn Sie Ihre Antworten abgesendet haben");
    }

    /// Not yet and no longer are two things, each with its day and a way on.
    fn early_and_closed_are_told_apart(stores) {
        let app = TestApp::new(stores);
        app.publish("feedback", "bald", (Some("2099-03-01"), None));
        app.publish("feedback", "vorbei", (None, Some("2020-03-31")));
        let mut early = Resident::new(&app, "bald", "de");
        early.has_status(403).sees("noch nicht begonnen").sees("1. März 2099").sees("lesen oder drucken");
        early.open("/print").has_status(200);
        let mut late = Resident::new(&app, "vorbei", "de");
        late.has_status(410).sees("zu Ende").sees("31. März 2020");
    }

    /// In a pause nothing is taken and nothing is lost, wherever somebody stands.
    fn a_paused_survey_takes_nothing_and_loses_nothing(stores) {
        let app = TestApp::new(stores);
        let slug = Slug("feedback".to_owned());
        // The office decides, and a worker carries it to the field.
        let runner = Runner::new(app.app.clone());
        runner.put_on_list().unwrap();
        let decide = |act| {
            app.app.office().decide_now(&Actor::Operator, &slug, act).unwrap().unwrap();
            assert_eq!(runner.run_due(JobSpec::find(JobKind::Field).unwrap()).unwrap(), 1);
            std::thread::sleep(BELIEVED);
        };
        let mut begun = app.resident("feedback");
        begun.answer(&[("often", "1")]).is_on("zweck");
        let mut ready = app.resident("feedback");
        ready.walk(&[("often", "1")]);
        ready.is_on("review");
        let mut first = app.resident("feedback");
        let stored = app.stored("feedback");
        decide(FieldAct::Pause);
        Resident::new(&app, "feedback", "de").has_status(503).sees("macht gerade eine Pause");
        // What is typed stays on its page, on the first as on any other.
        for (resident, typed) in [(&mut first, ("often", "2")), (&mut begun, ("minutes", "30"))] {
            resident.answer(&[typed]).has_status(503).sees("wenn die Umfrage weitergeht");
            resident.shows(typed.0, typed.1);
        }
        ready.press().has_status(503).sees("macht gerade eine Pause");
        assert_eq!(app.stored("feedback"), stored);
        begun.open("/p/besuch").has_status(503);
        begun.open("/privacy").has_status(200);
        decide(FieldAct::Open);
        first.open("/p/besuch").answer(&[("often", "2")]).is_on("zweck");
        begun.open("/review").is_on("zweck");
        ready.open("/review").press().is_on("done");
    }

    /// The review says what people write, and a change leads back to its row.
    fn the_review_is_in_words(stores) {
        let app = TestApp::new(stores);
        app.publish_own("werte", &values(), &[], None);
        let mut resident = app.resident("werte");
        resident.answer(&[
            ("until.date", "2099-07-10"), ("until.time", "15:00"), ("on", "2099-07-10"),
            ("far", "12,5"), ("spot", "53,329; 8,477"),
        ]);
        let html = resident.page.html();
        assert!(html.contains("class=\"opts scale p11\""), "{html}");
        assert!(html.contains("<p class=\"poles\" aria-hidden=\"true\"><span>0 – nie</span><span>10 – sicher</span></p>"), "{html}");
        resident.answer(&[("liked_music", "1"), ("felt_a", "2"), ("likely", "7")]).is_on("review");
        for words in [
            "10. Juli 2099, 15:00 Uhr", "12,5 Kilometer", "Breite 53,329°, Länge 8,477°",
            "Musik: gern", "Essen: nicht beantwortet", "von 5",
        ] {
            resident.sees(words);
        }
        for stored in ["2099-07-10", "12.5", "53.329", "1 von 2"] {
            resident.sees_not(stored);
        }
        let html = resident.page.html();
        assert!(html.contains("id=\"row.far\"") && html.contains("?review&#38;row=far#far.label"), "{html}");
        resident.open("/p/one?review&row=far");
        let ask = resident.filled(&[("far", "13")]);
        let answer = resident.browser.ask(ask).unwrap();
        assert_eq!(answer.header("location"), Some("/s/werte/review#row.far"));
    }

    /// What else was a reason stands with its area, and is called so.
    fn other_reasons_belong_to_their_area(stores) {
        let app = TestApp::new(stores);
        let mut resident = app.resident("wesermarsch");
        let answers = [
            ("cons_part", "1"), ("cons_sens", "1"), ("cons_quote", "0"), ("birth_y", "1995"),
            ("mv_dir", "1"), ("lk_before", "3"), ("mv_year", "2023"), ("mv_month", "9"),
        ];
        for _ in 0..30 {
            let form = resident.page.form();
            if form.has("rs_role_01") {
                break;
            }
            let given: Vec<_> = answers.into_iter().filter(|(name, _)| form.has(name)).collect();
            resident.answer(&given);
        }
        resident.answer(&[("rs_role_01", "3"), ("rs_role_02", "2")]);
        let html = resident.page.html();
        assert!(html.contains("<div class=\"detail\" id=\"rs_01.detail\">"), "{html}");
        assert!(html.contains("aria-labelledby=\"rs_01.label rs_oth_01.label\""), "{html}");
        resident.sees("Bereiche ändern");
    }
}
