//! What single questions do with what is typed: errors at the field and in the summary, searching,
//! "other", exclusive choices, piped texts.

use serde_json::{Value, json};
use zugvogel::engine::Questionnaire;
use zugvogel::formats::{NoFiles, json};

use crate::app::TestApp;
use crate::databases::both;
use crate::resident::Resident;

/// A survey that asks for two wishes at most.
fn wishes() -> Questionnaire {
    let choice = |value: &str, label: &str| json!({ "value": value, "label": label });
    let document = json!({
        "name": "wishes", "languages": ["de", "en"], "title": "Wünsche",
        "lists": { "wish": [choice("bus", "Bus"), choice("job", "Arbeit"), choice("flat", "Wohnung"),
            choice("care", "Pflege")] },
        "pages": [{ "name": "wish", "questions": [{ "kind": "select_multiple", "name": "wish",
            "label": "Was fehlt? Wählen Sie bis zu zwei.", "choices": "wish", "max": 2 }] }]
    });
    let checked = json::load(document.to_string().as_bytes(), &NoFiles);
    checked.sound().unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// A choice whose list goes by another answer of the same page, which `check` warns of.
fn cascade(key: &str, value: Value) -> Questionnaire {
    let choice = |value: &str, land: &str| json!({ "value": value, "label": value, "attributes": { "land": land } });
    let mut document = json!({
        "name": "cascade", "languages": ["de"], "title": "Orte",
        "lists": { "land": [choice("1", ""), choice("2", "")], "ort": [choice("Elsfleth", "1"), choice("Norden", "2")] },
        "pages": [
            { "name": "p", "questions": [
                { "kind": "select_one", "name": "land", "label": "Land?", "choices": "land" },
                { "kind": "select_one", "name": "ort", "label": "Ort?", "choices": "ort",
                  "choice_filter": "land = ${land}" },
            ] },
            { "name": "q", "questions": [{ "kind": "text", "name": "t", "label": "Sonst?" }] },
        ]
    });
    document["pages"][0]["questions"][1][key] = value;
    let checked = json::load(document.to_string().as_bytes(), &NoFiles);
    checked.sound().unwrap_or_else(|problems| panic!("{problems:?}"))
}

both! {
    /// Which is why `check` warns of it, and where not.
    fn choices_that_go_by_an_answer_of_the_same_page_need_a_page_that_is_shown_again(stores) {
        let app = TestApp::new(stores);
        let publish = |slug: &str, key: &str, value: Value| {
            app.publish_own(slug, &cascade(key, value), &[], None);
            app.resident(slug)
        };
        let mut resident = publish("may", "hint", "Auf der Karte".into());
        resident.is_on("p").sees_not("Elsfleth").answer(&[("land", "1")]).is_on("q");
        let mut resident = publish("must", "required", true.into());
        resident.answer(&[("land", "1")]).says_error_at("ort").sees("Elsfleth");
        let mut resident = publish("follows", "relevant", "${land} != ''".into());
        resident.sees_not("Ort?").answer(&[("land", "1")]).is_on("p").sees("Elsfleth");
    }

    /// Every error names its field, and what was typed is still there.
    fn errors_stand_at_the_field_and_keep_what_was_typed(stores) {
        let app = TestApp::new(stores);
        let mut resident = app.resident("wesermarsch");
        resident.press().says_error_at("cons_part");
        resident.answer(&[("cons_part", "1")]).press().says_error_at("birth_y");
        resident.answer(&[("birth_y", "1995")]).answer(&[("mv_dir", "1")]).is_on("p02a");
        resident.press().is_on("p02b");
        for (year, month, field) in [
            ("neunzehn", "9", "mv_year"),
            ("2023,5", "9", "mv_year"),
            ("1066", "9", "mv_year"),
            ("2021", "2", "mv_month"),
        ] {
            let saved = app.find_saved("wesermarsch", &resident);
            resident.answer(&[("mv_year", year), ("mv_month", month)]).says_error_at(field);
            resident.shows("mv_year", year).shows("mv_month", month);
            resident.sees("Bitte prüfen Sie");
            assert_eq!(app.find_saved("wesermarsch", &resident), saved, "{year} {month}");
        }
        resident.answer(&[("mv_date.missing", "-8")]).says_error_at("mv_year");
        resident.answer(&[("mv_year", ""), ("mv_month", "")]).is_on("p03a");
    }

    fn errors_are_told_in_the_respondents_language(stores) {
        let app = TestApp::new(stores);
        let mut reader = Resident::new(&app, "feedback", "en");
        reader.press().is_on("besuch").press().says_error_at("often");
        reader.sees("Please check one answer").sees("It decides what else we ask");
        reader.answer(&[("often", "1")]).answer(&[("minutes", "lange")]).says_error_at("minutes");
        reader.sees("You entered “lange”").shows("minutes", "lange");
        reader.answer(&[("minutes", "601")]).says_error_at("minutes").sees("between 1 and 600");
        let long = "ö".repeat(301);
        reader.answer(&[("minutes", "60")]).answer(&[("wish", &long)]).says_error_at("wish");
        reader.sees("301").shows("wish", &long);
        reader.answer(&[("wish", &"ö".repeat(300))]).is_on("review");
    }

    fn other_and_none_are_taken_at_their_word(stores) {
        let app = TestApp::new(stores);
        let mut reader = app.resident("feedback");
        reader.answer(&[("often", "1")]);
        reader.answer(&[("purpose", "books"), ("purpose", "none")]).says_error_at("purpose");
        reader.sees("„nichts davon“ passt nicht zu den anderen");
        reader.answer(&[("purpose", "none"), ("purpose_other", "Zeitung")]);
        reader.says_error_at("purpose").shows("purpose_other", "Zeitung");
        // Who types behind "other" means it, ticked or not.
        reader.answer(&[("purpose", "books"), ("purpose_other", "Zeitung")]).is_on("zeiten");
        let draft = app.find_saved("feedback", &reader).unwrap().draft;
        assert_eq!(draft.answers.value("purpose"), "books else");
        assert_eq!(draft.answers.value("purpose_other"), "Zeitung");
        reader.open("/p/zweck").shows("purpose", "books else");
        reader.answer(&[("purpose", "meet"), ("purpose_other", "")]).is_on("zeiten");
        assert_eq!(app.find_saved("feedback", &reader).unwrap().draft.answers.value("purpose"), "meet");
        reader.open("/p/zweck").answer(&[("minutes", "10"), ("minutes.missing", "-8")]);
        reader.says_error_at("minutes");
    }

    /// Told without script, at the field, in the reader's language; what was ticked stays ticked.
    fn more_choices_than_may_be_ticked_are_told(stores) {
        let app = TestApp::new(stores);
        app.publish_own("wishes", &wishes(), &[], None);
        let mut resident = app.resident("wishes");
        resident.answer(&[("wish", "bus"), ("wish", "job"), ("wish", "flat")]).says_error_at("wish");
        resident.sees("Sie haben 3 Antworten gewählt, möglich sind 2. Entfernen Sie eine davon.");
        resident.shows("wish", "bus job flat");
        let mut reader = Resident::new(&app, "wishes", "en");
        let all = [("wish", "bus"), ("wish", "job"), ("wish", "flat"), ("wish", "care")];
        reader.press().answer(&all).says_error_at("wish");
        reader.sees("You selected 4 answers; 2 are possible. Remove 2 of them.");
        reader.answer(&[("wish", "bus"), ("wish", "care")]).is_on("review").sees("Pflege");
        let draft = app.find_saved("wishes", &reader).unwrap().draft;
        assert_eq!(draft.answers.value("wish"), "bus care");
    }

    fn a_long_list_is_searched_without_script(stores) {
        let app = TestApp::new(stores);
        let mut resident = app.resident("wesermarsch");
        let answers =
            [("cons_part", "1"), ("birth_y", "1995"), ("mv_dir", "1"), ("org_place", "3")];
        while resident.place() != "p03b" {
            let given: Vec<_> = answers
                .into_iter()
                .filter(|(name, _)| resident.page.form().has(name))
                .collect();
            resident.answer(&given).has_status(200);
        }
        let saved = app.find_saved("wesermarsch", &resident);
        let search = |typed| [("org_ags.q", typed), ("_search", "org_ags"), ("dst_ags", "03461001")];
        resident.answer(&search("Emdden")).is_on("p03b").sees("Kein Treffer für „Emdden“");
        resident.answer(&search("a")).is_on("p03b").shows("dst_ags", "03461001");
        assert!(resident.page.text().contains(" von "), "the list is cut");
        resident.answer(&search("emd")).sees("Emden").shows("org_ags", "");
        assert_eq!(app.find_saved("wesermarsch", &resident), saved, "searching stores nothing");
        let found = resident.page.form();
        let emden = found.controls.iter().find(|c| c.name == "org_ags").unwrap().value.clone();
        resident.answer(&[("org_ags", &emden)]).is_on("p04a");
        let draft = app.find_saved("wesermarsch", &resident).unwrap().draft;
        assert_eq!(draft.answers.value("org_ags"), emden);
        // Typed and sent without searching: several entries match, one does.
        resident.open("/p/p03b").shows("org_ags", &emden);
        resident.answer(&[("org_ags", ""), ("org_ags.q", "Osnabrueck")]).says_error_at("org_ags");
        resident.answer(&[("org_ags.q", "verden")]).is_on("p04a");
        let draft = app.find_saved("wesermarsch", &resident).unwrap().draft;
        assert_ne!(draft.answers.value("org_ags"), emden);
        resident.open("/p/p03b?lang=en").sees("Verden");
    }

    /// With script the page asks how it would be with what is typed.
    fn what_follows_is_told_and_nothing_stored(stores) {
        let app = TestApp::new(stores);
        let mut resident = app.resident("wesermarsch");
        resident.answer(&[("cons_part", "1")]).answer(&[("birth_y", "1995")]).is_on("p02a");
        let saved = app.find_saved("wesermarsch", &resident);
        let policy = resident.page.header("content-security-policy").unwrap_or_default();
        assert!(policy.contains("script-src 'self'"), "{policy}");
        assert!(resident.page.html().contains("/assets/page."));
        for (direction, follows) in [("1", true), ("2", false), ("4", true)] {
            let mut look = resident.filled(&[("mv_dir", direction)]);
            look.body.extend_from_slice(b"&_look=1");
            resident.send(look).is_on("p02a").shows("mv_dir", direction);
            assert_eq!(resident.page.form().has("lk_before"), follows, "{direction}");
        }
        assert_eq!(app.find_saved("wesermarsch", &resident), saved, "looking stores nothing");
    }

    /// A follow-up question that comes back has the answer it had.
    fn what_comes_back_has_its_answer(stores) {
        let app = TestApp::new(stores);
        let mut resident = app.resident("wesermarsch");
        resident.answer(&[("cons_part", "1")]).answer(&[("birth_y", "1995")]).is_on("p02a");
        resident.answer(&[("mv_dir", "1")]).is_on("p02a").answer(&[("lk_before", "2")]);
        resident.open("/p/p02a").answer(&[("mv_dir", "2")]).open("/p/p02a");
        assert!(!resident.page.form().has("lk_before"));
        let mut look = resident.filled(&[("mv_dir", "1")]);
        look.body.extend_from_slice(b"&_look=1");
        resident.send(look).is_on("p02a").shows("lk_before", "2");
    }

    /// With script a page that is left is kept as far as it is in order, and going on is no conflict.
    fn a_page_that_is_left_is_kept(stores) {
        let app = TestApp::new(stores);
        let mut resident = app.resident("feedback");
        let left = |resident: &mut Resident<'_>, answers: &[(&str, &str)]| {
            let mut ask = resident.filled(answers);
            ask.body.extend_from_slice(b"&_leave=1");
            resident.browser.ask(ask).unwrap()
        };
        assert_eq!(left(&mut resident, &[("often", "1")]).status, 204);
        assert_eq!(app.find_saved("feedback", &resident), None, "nothing before the first page");

        resident.answer(&[("often", "1")]).is_on("zweck");
        let answer = left(&mut resident, &[("purpose", "books"), ("minutes", "lange")]);
        assert_eq!(answer.status, 200);
        let draft = app.find_saved("feedback", &resident).unwrap().draft;
        assert_eq!(draft.answers.value("purpose"), "books");
        assert_eq!(draft.answers.value("minutes"), "", "what is out of order waits on the page");
        assert!(!draft.seen.contains("zweck"));

        let mut next = resident.filled(&[("purpose", "meet"), ("minutes", "20")]);
        let form = resident.page.form();
        let old = format!("_shown={}", form.sent().iter().find(|f| f.0 == "_shown").unwrap().1);
        let body = String::from_utf8(next.body).unwrap();
        assert!(body.contains(&old));
        next.body = body.replace(&old, &format!("_shown={}", answer.text())).into_bytes();
        resident.send(next).is_on("zeiten");
        resident.open("/p/zweck");
        let mut stale = resident.filled(&[]);
        let body = String::from_utf8(stale.body).unwrap().replace("_shown=", "_shown=old");
        stale.body = [b"_leave=1&".as_slice(), body.as_bytes()].concat();
        assert_eq!(resident.browser.ask(stale).unwrap().status, 204, "changed elsewhere");
    }

    /// A place of another region is forgotten on the page, not on the way back.
    fn a_choice_that_is_no_longer_offered_is_not_searched_for(stores) {
        let app = TestApp::new(stores);
        let mut resident = app.resident("wesermarsch");
        let answers = [
            ("cons_part", "1"), ("birth_y", "1995"), ("mv_dir", "1"), ("org_place", "2"),
            ("org_ags.q", "Oldenburg (Stadt)"),
        ];
        while resident.place() != "p04a" {
            let given: Vec<_> =
                answers.into_iter().filter(|(name, _)| resident.page.form().has(name)).collect();
            resident.answer(&given).has_status(200);
        }
        resident.open("/p/p03a").answer(&[("org_place", "3")]).is_on("p03b");
        resident.shows("org_ags.q", "").press().is_on("p04a");
        resident.open("/p/p03a").answer(&[("org_place", "2")]).is_on("p03b");
        resident.shows("org_ags.q", "");
    }

    /// Calculated values stand in the texts, also at an early end.
    fn no_text_shows_its_placeholders(stores) {
        let app = TestApp::new(stores);
        let mut resident = app.resident("wesermarsch");
        let answers = [("cons_part", "1"), ("birth_y", "1995"), ("mv_dir", "6")];
        resident.walk(&answers);
        resident.is_on("outside").sees("zwischen Mai 2021 und April 2026").sees_not("${");
    }
}

both! {
    /// How many may be ticked is said before somebody ticks too many, whatever numbers the author's words have.
    fn how_many_may_be_ticked_is_said(stores) {
        let asked = |name: &str, label: &str, max: Value| {
            json!({ "kind": "select_multiple", "name": name, "label": label, "choices": "l", "max": max })
        };
        let choices: Vec<Value> =
            (1..=4).map(|n| json!({ "value": format!("c{n}"), "label": format!("{n}.") })).collect();
        let document = json!({
            "name": "ticks", "version": "1", "languages": ["de"], "title": "T", "lists": { "l": choices },
            "pages": [{ "name": "p", "questions": [
                asked("plain", "Was?", json!(3)),
                asked("other", "Was in den letzten 3 Jahren?", json!(3)),
                asked("one", "Was davon?", json!(1)),
                asked("all", "Was?", json!(4)),
            ] }],
        });
        let questionnaire = json::load(document.to_string().as_bytes(), &NoFiles);
        let app = TestApp::new(stores);
        app.publish_own("ticks", &questionnaire.sound().unwrap(), &[], None);
        let mut reader = app.resident("ticks");
        reader.open("/p/p").sees("Höchstens 3 Antworten");
        let page = reader.page.html();
        assert_eq!(page.matches("Höchstens 3 Antworten").count(), 2, "{page}");
        assert_eq!(page.matches("Höchstens 1 Antwort<").count(), 1, "{page}");
        assert!(page.contains("aria-describedby=\"plain.hint\""), "{page}");
    }
}
