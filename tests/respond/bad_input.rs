//! What no browser of ours would send: each is answered with a page in the respondent's language
//! and a way on, and what is stored stays as it is.

use std::collections::BTreeMap;

use zugvogel::app::builtin::Builtin;
use zugvogel::formats::json;

use crate::app::TestApp;
use crate::browser::{Answer, Ask, Browser, HOST};
use crate::databases::both;
use crate::html;
use crate::resident::Resident;

/// A request and the status it deserves.
type Case = (&'static str, Ask, u16);

/// Everything that can be wrong with a posted page.
fn posts(resident: &Resident<'_>) -> Vec<Case> {
    let good = || resident.filled(&[("mv_dir", "1")]);
    let with = |more: &str| {
        let mut ask = good();
        ask.body.extend_from_slice(more.as_bytes());
        ask
    };
    let without = |name: &str| {
        let mut ask = good();
        let body = String::from_utf8(ask.body).unwrap();
        let kept: Vec<_> = body.split('&').filter(|field| !field.starts_with(name)).collect();
        ask.body = kept.join("&").into_bytes();
        ask
    };
    let wrong = |name: &str, value: &str| {
        let mut ask = without(name);
        ask.body.extend_from_slice(format!("&{name}={value}").as_bytes());
        ask
    };
    let typed = |content_type| good().with("content-type", content_type);
    let old = |origin: &str| good().with("origin", origin).with("sec-fetch-site", "");
    let raw_bytes = || {
        let mut ask = good();
        ask.body.extend_from_slice(b"&mv_dir=\xff\xfe");
        ask
    };
    vec![
        ("half a percent sign", with("&mv_dir=%"), 400),
        ("no hexadecimal", with("&mv_dir=%zz"), 400),
        ("bad UTF-8, coded", with("&mv_dir=%C3%28"), 400),
        ("bad UTF-8, raw", raw_bytes(), 400),
        ("NUL", with("&mv_dir=%00"), 400),
        ("JSON", typed("application/json"), 400),
        ("plain text", typed("text/plain"), 400),
        ("multipart", typed("multipart/form-data; boundary=x"), 400),
        ("no content type", typed(""), 400),
        ("unknown field", with("&mv_dirr=1"), 400),
        ("field of another page", with("&kid_now=1"), 400),
        ("calculated field", with("&grp=1"), 400),
        ("two answers where one is asked for", with("&mv_dir=1&mv_dir=2"), 400),
        ("the token twice", with("&_csrf=AAAA"), 400),
        ("another order twice", with("&_seed=1&_seed=2"), 400),
        ("10,000 fields", with(&"&a=".repeat(10_000)), 413),
        ("more than 256 kB", with(&format!("&mv_dir={}", "x".repeat(270_000))), 413),
        ("no token", without("_csrf"), 403),
        ("wrong token", wrong("_csrf", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), 403),
        ("another site, old browser", old("https://evil.example"), 403),
        ("a site like ours, old browser", old(&format!("https://{HOST}.evil.example")), 403),
        ("across sites", good().with("sec-fetch-site", "cross-site"), 403),
        ("a neighbour", good().with("sec-fetch-site", "same-site"), 403),
        ("no cookie", good().with("cookie", "a=b"), 409),
        ("a broken cookie", good().with("cookie", "zv_draft_wesermarsch=\u{e4}\"; ;=;"), 409),
        ("a short cookie", good().with("cookie", "zv_draft_wesermarsch=abc"), 409),
        (
            "somebody's cookie",
            good().with("cookie", &format!("zv_draft_wesermarsch={}", "A".repeat(43))),
            403,
        ),
        ("not offered", wrong("mv_dir", "99"), 422),
        ("wrong type", wrong("mv_dir", "one"), 422),
        ("two of one", with("&mv_dir=2"), 303),
        ("overlong", wrong("mv_dir", &"1".repeat(5000)), 422),
        ("another window's page", wrong("_shown", "0000000000000000"), 409),
        (
            "page off the route",
            Ask { path: "/s/wesermarsch/p/p05b".to_owned(), ..without("mv_dir") },
            303,
        ),
        ("review too early", Ask { path: "/s/wesermarsch/review".to_owned(), ..good() }, 303),
        ("end too early", Ask { path: "/s/wesermarsch/end/within".to_owned(), ..good() }, 303),
        ("unknown page", Ask { path: "/s/wesermarsch/p/p99".to_owned(), ..good() }, 404),
        ("unknown survey", Ask { path: "/s/nowhere/p/p02a".to_owned(), ..good() }, 404),
    ]
}

/// Addresses that lead nowhere, or not there.
fn addresses() -> Vec<Case> {
    let get = |path: &str| Ask::get(&format!("/s/wesermarsch{path}"));
    vec![
        ("unknown page", get("/p/p99"), 404),
        ("unknown end", get("/end/nowhere"), 404),
        ("unknown place", get("/nowhere"), 404),
        ("bad UTF-8 in the address", get("/p/%FF%FE"), 404),
        ("NUL in the address", get("/p/%00"), 404),
        ("up and away", get("/p/..%2F..%2Fsecret"), 404),
        ("a page later than allowed", get("/p/p05b"), 303),
        ("review too early", get("/review"), 303),
        ("done too early", get("/done"), 303),
        ("end that is not hers", get("/end/within"), 303),
        ("unknown survey", Ask::get("/s/nowhere"), 404),
        ("bad survey", Ask::get("/s/%FF"), 404),
        ("NUL in a survey", Ask::get("/s/%00"), 404),
        ("no survey", Ask::get("/s/"), 404),
        ("nowhere", Ask::get("/nowhere"), 404),
        ("unknown file", Ask::get("/assets/nothing.css"), 404),
        ("odd language", get("?lang=%FF"), 200),
        ("odd cookies", get("").with("cookie", "zv_lang=<script>; =; ;;"), 200),
        ("HEAD", Ask::new("HEAD", "/s/wesermarsch"), 200),
        ("PUT", Ask::new("PUT", "/s/wesermarsch/p/p02a"), 404),
        ("DELETE", Ask::new("DELETE", "/s/wesermarsch/p/p02a"), 404),
        ("POST to the first page", Ask::form("/s/wesermarsch", &[]), 404),
    ]
}

both! {
    fn bad_requests_get_a_page_and_change_nothing(stores) {
        let app = TestApp::new(stores);
        for language in ["de", "en"] {
            let mut resident = Resident::new(&app, "wesermarsch", language);
            resident.press().answer(&[("cons_part", "1")]).answer(&[("birth_y", "1995")]).is_on("p02a");
            let before = app.find_saved("wesermarsch", &resident).unwrap();
            for (what, ask, status) in posts(&resident).into_iter().chain(addresses()) {
                // What is accepted shows only that it does not fail; it goes to a draft of its own.
                if what == "two of one" {
                    continue;
                }
                let in_survey = ask.path.starts_with("/s/wesermarsch");
                let answer = resident.browser.clone().ask(ask).unwrap();
                assert_eq!(answer.status, status, "{what}: {}", answer.text());
                if status != 303 {
                    explains(&answer.html(), language, in_survey, what);
                }
                assert_eq!(app.find_saved("wesermarsch", &resident).unwrap(), before, "{what}");
            }
            let app_wide = app.stored("wesermarsch");
            assert_eq!(app_wide.1, 0);
            resident.answer(&[("mv_dir", "5")]).is_on("within");
        }
        assert_eq!(app.stored("wesermarsch"), (2, 0), "no draft came out of any of this");
    }

    /// A draft grows by what the page offers and by nothing else.
    fn instances_are_added_only_where_the_page_asks_for_them(stores) {
        let app = TestApp::new(stores);
        let document = br#"{ "name": "household", "languages": ["de"], "title": "Haushalt", "pages": [
            { "name": "people", "questions": [
                { "kind": "repeat", "name": "person", "label": "Person", "questions": [
                    { "kind": "text", "name": "name", "label": "Name" },
                    { "kind": "repeat", "name": "pet", "label": "Tier", "questions": [
                        { "kind": "text", "name": "called", "label": "Ruf" } ] } ] } ] },
            { "name": "cars", "questions": [
                { "kind": "repeat", "name": "car", "label": "Auto", "questions": [
                    { "kind": "text", "name": "make", "label": "Marke" } ] } ] } ] }"#;
        let questionnaire = json::load(document, &Builtin).sound().unwrap();
        app.publish_own("household", &questionnaire, &[], None);
        let mut resident = app.resident("household");
        resident.answer(&[("name[1]", "Antje")]).is_on("cars").open("/p/people");
        let before = app.find_saved("household", &resident).unwrap();
        let adds = |resident: &Resident<'_>, instance: &str| {
            let mut ask = resident.filled(&[]);
            ask.body.extend_from_slice(format!("&_add={instance}").as_bytes());
            ask
        };
        for instance in
            ["person[junk]", "person[1]", "pet", "pet[2]", "pet[01]", "pet[1][1]", "car", "nobody", ""]
        {
            let answer = resident.browser.clone().ask(adds(&resident, instance)).unwrap();
            assert_eq!(answer.status, 400, "{instance}: {}", answer.text());
            assert_eq!(app.find_saved("household", &resident).unwrap(), before, "{instance}");
        }
        for instance in ["pet[1]", "person", "pet[2]"] {
            let ask = adds(&resident, instance);
            resident.send(ask).has_status(200).open("/p/people");
        }
        resident.answer(&[("called[2][2]", "Fiete")]).is_on("cars");
    }

    fn a_survey_takes_answers_only_on_its_days(stores) {
        let app = TestApp::new(stores);
        app.publish("feedback", "early", (Some("2026-06-16"), None));
        app.publish("feedback", "late", (Some("2026-01-01"), Some("2026-06-14")));
        app.publish("feedback", "today", (Some("2026-06-15"), Some("2026-06-15")));
        for (language, survey, words) in [
            ("de", "early", "nimmt noch keine Antworten an"),
            ("de", "late", "nimmt keine neuen Antworten mehr an"),
            ("en", "early", "does not take answers yet"),
            ("en", "late", "takes no new answers any more"),
        ] {
            let mut resident = Resident::new(&app, survey, language);
            let day = match (survey, language) {
                ("early", "de") => "16. Juni 2026",
                ("early", _) => "16 June 2026",
                (_, "de") => "14. Juni 2026",
                _ => "14 June 2026",
            };
            let gone = if survey == "early" { 403 } else { 410 };
            resident.has_status(gone).sees(words).sees(day);
            for path in ["/p/besuch", "/review", "/end/x"] {
                resident.open(path).has_status(gone).sees(words);
                explains(&resident.page.html(), language, true, path);
            }
            for path in ["/start", "/p/besuch", "/review"] {
                let ask = Ask::form(&format!("/s/{survey}{path}"), &[("often", "1")]);
                assert_eq!(resident.browser.ask(ask).unwrap().status, gone, "{path}");
            }
            // What everybody may read stays open.
            resident.open("/privacy").has_status(200);
            assert_eq!(app.stored(survey), (0, 0));
        }
        let mut resident = app.resident("today");
        resident.is_on("besuch").answer(&[("often", "4")]).is_on("zeiten");
    }

    /// What a stranger's link says does not stand beside stored answers in a page that is compressed: with one guess
    /// after another its length would tell them.
    fn a_page_repeats_nothing_of_a_link_but_names_of_its_own(stores) {
        let app = TestApp::new(stores);
        let mut reader = app.resident("feedback");
        reader.answer(&[("often", "4")]).is_on("zeiten");
        for (row, is_kept) in [("wish", true), ("Guess.of.an.answer", false), ("wish[1]", false), ("wish%5B1%5D", false)] {
            reader.open(&format!("/p/zeiten?review&row={row}"));
            assert_eq!(reader.page.html().contains(row), is_kept || row == "wish", "{row}");
            assert_eq!(reader.page.html().contains("name=\"_row\""), is_kept, "{row}");
        }
    }

    /// An address that begins with two slashes would be another site's in a link.
    fn no_link_leads_to_another_site(stores) {
        let app = TestApp::new(stores);
        for path in ["//evil.example/", "///evil.example/x", "//evil.example/s/feedback"] {
            let page = Browser::new(&app, "de").ask(Ask::get(path)).unwrap();
            assert_eq!(page.status, 404);
            assert!(page.html().contains("href=\"/evil.example/"), "{}", page.html());
            assert!(!page.html().contains("\"//"), "{}", page.html());
        }
    }

    /// Nobody loses what was begun on the last day; nobody begins after it.
    fn who_has_begun_may_finish_on_the_next_day(stores) {
        let app = TestApp::new(stores);
        app.publish("feedback", "week", (None, Some("2026-06-15")));
        let begin = |app: &TestApp| {
            let mut begun = app.resident("week");
            begun.answer(&[("often", "4")]).is_on("zeiten");
            begun.browser.cookies.clone()
        };
        let (hers, his) = (begin(&app), begin(&app));

        let app = app.restarted("2026-06-16T20:00:00Z");
        let mut late = Resident::new(&app, "week", "de");
        late.has_status(410).sees("Diese Umfrage ist zu Ende").sees_not("Code aus dem Brief");
        late.sees("15. Juni 2026").sees_not("einschließlich");
        late.browser.cookies = hers;
        late.open("").sees("bis einschließlich 16. Juni 2026 absenden").sees("Weitermachen");
        late.open("/p/zeiten").sees("16. Juni 2026").answer(&[("wish", "Tee")]).is_on("review");
        late.press().is_on("done").open("").is_on("done");
        assert_eq!(app.stored("week"), (1, 1), "his draft, her response");

        let app = app.restarted("2026-06-17T08:00:00Z");
        let mut too_late = Resident::new(&app, "week", "de");
        too_late.browser.cookies = his;
        too_late.open("/p/zeiten").has_status(410).sees("ist zu Ende").sees_not("einschließlich");
    }

    /// What was typed on a page that was served in time can be sent in the days of grace, also from the first
    /// one; and what comes too late can be copied.
    fn what_was_typed_when_the_survey_ended_is_not_lost(stores) {
        let app = TestApp::new(stores);
        app.publish("feedback", "week", (None, Some("2026-06-15")));
        app.publish("feedback", "other", (None, None));
        let opened = || {
            let mut resident = app.resident("week");
            let ask = resident.is_on("besuch").filled(&[("often", "4")]);
            (resident.browser.cookies.clone(), ask)
        };
        let ((hers, first), (his, second)) = (opened(), opened());
        let mut begun = app.resident("week");
        begun.answer(&[("often", "4")]).is_on("zeiten");
        let (begun, third) =
            (begun.browser.cookies.clone(), begun.filled(&[("wish", "Tee & Kuchen")]));
        // Without a proof that it was served in time, or with that of another survey's page.
        let mut elsewhere = app.resident("other");
        let of_other = |(name, token): (&String, &String)| (name.replace("week", "other"), token.clone());
        elsewhere.browser.cookies = his.iter().map(of_other).collect();
        elsewhere.open("/p/besuch");
        let form = elsewhere.page.form();
        let foreign: Vec<_> = form.sent().into_iter().filter(|field| field.0 == "_opened").collect();
        assert_eq!(foreign.len(), 1);
        let without = |more: &[(&str, &str)]| {
            let body = String::from_utf8(second.body.clone()).unwrap();
            let kept: Vec<&str> = body.split('&').filter(|pair| !pair.starts_with("_opened=")).collect();
            assert_eq!(kept.len() + 1, body.split('&').count());
            let more = more.iter().map(|(name, value)| format!("&{name}={value}"));
            let body = kept.join("&") + &more.collect::<String>();
            Ask { body: body.into_bytes(), ..second.clone() }
        };
        let sends = |app: &TestApp, cookies: &BTreeMap<String, String>, ask: &Ask| {
            let mut browser = Browser::new(app, "de");
            browser.cookies = cookies.clone();
            browser.ask(ask.clone()).unwrap()
        };
        let is_too_late = |answer: &Answer, field: &str| {
            let (text, html) = (answer.text(), answer.html());
            assert_eq!(answer.status, 410, "{text}");
            assert!(text.contains("lässt sich nicht mehr absenden"), "{text}");
            assert!(text.contains("15. Juni 2026") && text.contains("16. Juni 2026"), "{text}");
            assert!(html.contains(field), "{html}");
            assert!(!html.contains("<button class=\"btn main\">") && !html.contains("<script"), "{html}");
        };

        let grace = app.restarted("2026-06-16T20:00:00Z");
        let picked = "value=\"4\" checked";
        is_too_late(&sends(&grace, &his, &without(&[])), picked);
        is_too_late(&sends(&grace, &his, &without(&foreign)), picked);
        assert_eq!(grace.stored("week"), (1, 0));
        let answer = sends(&grace, &hers, &first);
        assert_eq!((answer.status, answer.header("location")), (303, Some("/s/week/p/zeiten")));
        assert_eq!(grace.stored("week"), (2, 0));
        // A page that is refused can be sent again, also in another language.
        let mut body = second.body.clone();
        body.extend_from_slice(b"&_language=en");
        let english = sends(&grace, &his, &Ask { body, ..second.clone() });
        assert!(english.status == 200 && english.html().contains("name=\"_opened\""));

        let closed = grace.restarted("2026-06-17T08:00:00Z");
        is_too_late(&sends(&closed, &his, &second), picked);
        is_too_late(&sends(&closed, &begun, &third), "Tee &#38; Kuchen");
        assert_eq!(closed.stored("week"), (2, 0));
    }

    /// Reading an old link or starting twice stores nothing and loses nothing.
    fn starting_again_leads_to_where_one_was(stores) {
        let app = TestApp::new(stores);
        let mut resident = app.resident("feedback");
        assert_eq!(app.stored("feedback"), (0, 0), "pressing start stores nothing");
        resident.answer(&[("often", "1")]).is_on("zweck");
        let token = resident.browser.cookies.clone();
        resident.send(Ask::form("/s/feedback/start", &[])).is_on("zweck");
        assert_eq!(resident.browser.cookies, token);
        let mut stranger = Resident::new(&app, "feedback", "de");
        let start = || Ask::form("/s/feedback/start", &[]);
        stranger.send(start().with("sec-fetch-site", "cross-site")).has_status(403);
        // A browser that does not tell what site it comes from names at least its origin.
        stranger.send(start().with("sec-fetch-site", "")).has_status(403);
        for path in ["", "/code", "/barrier"] {
            stranger.open(path);
            let html = stranger.page.html();
            assert!(stranger.page.status == 404 || html.contains("name=\"referrer\" content=\"same-origin\""), "{html}");
        }
        let origin = format!("http://{HOST}");
        let old = start().with("sec-fetch-site", "").with("origin", &origin);
        assert_eq!(stranger.browser.clone().ask(old).unwrap().status, 303);
        stranger.open("/p/zweck").sees("Umfrage starten");
        assert_eq!(stranger.browser.cookies.len(), 0);
    }
}

/// A whole page in the right language with a way on: a link, a form, or whom to ask.
#[track_caller]
fn explains(page: &str, language: &str, in_survey: bool, what: &str) {
    assert!(page.starts_with("<!doctype html>"), "{what}: {page}");
    assert!(page.contains(&format!("<html lang=\"{language}\"")), "{what}: {page}");
    let main = page.split("<main").nth(1).unwrap();
    assert!(html::text(main).len() > 60, "{what}: {}", html::text(main));
    let leads_on = html::tags(main).iter().any(|tag| {
        let href = tag.attribute("href").unwrap_or_default();
        tag.name == "form" || href.starts_with("/s/") || href.starts_with("mailto:")
    });
    let says_how = ["Adresse", "address"].iter().any(|word| main.contains(word));
    assert!(if in_survey { leads_on } else { leads_on || says_how }, "{what}: {main}");
}
