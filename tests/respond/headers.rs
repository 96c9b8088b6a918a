//! Headers and cookies of every answer.

use zugvogel::web::Https;

use crate::app::TestApp;
use crate::browser::{Answer, Ask, Browser, Door};
use crate::databases::both;
use crate::resident::Resident;

const ADDRESSES: [&str; 19] = [
    "/",
    "/login",
    "/surveys",
    "/surveys/wesermarsch",
    "/surveys/wesermarsch/export/machine.zip",
    "/s/wesermarsch",
    "/s/wesermarsch/p/p01",
    "/s/wesermarsch/review",
    "/s/wesermarsch/done",
    "/s/wesermarsch/end/no_consent",
    "/s/wesermarsch/later",
    "/s/wesermarsch/forget",
    "/s/wesermarsch/privacy",
    "/s/wesermarsch/imprint",
    "/s/wesermarsch/accessibility",
    "/s/wesermarsch/nowhere",
    "/s/nowhere",
    "/nowhere",
    "/assets/nothing.css",
];

#[track_caller]
fn is_guarded(answer: &Answer, https: bool, what: &str) {
    let policy = answer.header("content-security-policy").unwrap_or_default();
    for part in
        ["default-src 'none'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"]
    {
        assert!(policy.contains(part), "{what}: {policy}");
    }
    assert!(!policy.contains("unsafe") && !policy.contains("script-src"), "{what}: {policy}");
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), Some(value), "{what}");
    }
    assert_eq!(answer.header("strict-transport-security").is_some(), https, "{what}");
    assert_eq!(answer.header("server"), None, "{what}");
}

both! {
    fn every_answer_is_guarded(stores) {
        let app = TestApp::new(stores);
        let mut browser = Browser::new(&app, "de");
        for path in ADDRESSES {
            let answer = browser.ask(Ask::get(path)).unwrap();
            assert!(answer.status < 500, "{path}");
            is_guarded(&answer, false, path);
            assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
            assert_eq!(answer.header("set-cookie"), None, "{path}: looking sets no cookie");
            let answer = browser.ask(Ask::form(path, &[])).unwrap();
            assert!(answer.status < 500, "POST {path}");
            is_guarded(&answer, false, path);
        }
    }

    /// Stylesheet and icon are kept for ever, since their names change with their content.
    fn assets_are_kept_for_ever(stores) {
        let app = TestApp::new(stores);
        let resident = Resident::new(&app, "wesermarsch", "de");
        let page = resident.page.html();
        let tags = crate::html::tags(&page);
        let links: Vec<_> = tags
            .iter()
            .filter(|tag| tag.name == "link")
            .filter_map(|tag| tag.attribute("href"))
            .collect();
        assert_eq!(links.len(), 2, "{links:?}");
        for link in links {
            let answer = app.send(&Ask::get(link)).unwrap();
            assert_eq!(answer.status, 200, "{link}");
            let cache = answer.header("cache-control").unwrap();
            assert!(cache.contains("immutable") && cache.contains("max-age=31536000"), "{cache}");
            is_guarded(&answer, false, link);
        }
        assert!(!page.contains("http://") && !page.contains("https://"), "no third party");
        assert!(!page.contains("<script") && !page.contains(" style="), "no script, no inline style");
    }

    /// A panic or a broken store is the error page with a number, and guarded as well.
    fn a_fault_of_ours_is_a_page_too(stores) {
        let app = TestApp::new(stores);
        let mut resident = app.resident("feedback");
        let page = resident.filled(&[("often", "1")]);
        app.break_surveys();
        for (ask, words) in [(Ask::get("/s/feedback"), "Nummer"), (page, "Nummer")] {
            let answer = resident.browser.ask(ask).unwrap();
            assert_eq!(answer.status, 500, "{}", answer.text());
            assert!(answer.text().contains(words), "{}", answer.text());
            assert!(!answer.text().contains("stored questionnaire"), "details go to the log only");
            is_guarded(&answer, false, "500");
        }
    }

    fn cookies_have_their_flags(stores) {
        let flags = |answer: &Answer| answer.header("set-cookie").unwrap().to_owned();
        let app = TestApp::reached(stores, Https(true));
        let mut resident = Resident::new(&app, "wesermarsch", "de");
        is_guarded(&resident.page, true, "https");
        let answer = resident.browser.ask(Ask::form("/s/wesermarsch/start", &[])).unwrap();
        let draft = flags(&answer);
        assert!(draft.starts_with("__Host-zv_draft_wesermarsch="), "{draft}");
        for flag in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/", "Max-Age="] {
            assert!(draft.contains(flag), "{flag}: {draft}");
        }
        assert!(!draft.contains("Domain"), "{draft}");
        let answer = resident.browser.ask(Ask::get("/s/wesermarsch?lang=en")).unwrap();
        let language = flags(&answer);
        assert!(language.starts_with("zv_lang=en;") && language.contains("Secure"), "{language}");
        // The name without the prefix is not taken over TLS.
        let token = resident.browser.cookies.remove("__Host-zv_draft_wesermarsch").unwrap();
        resident.browser.cookies.insert("zv_draft_wesermarsch".to_owned(), token);
        resident.open("/p/p01").sees("Start the survey");
    }

    fn over_http_cookies_work_without_tls(stores) {
        let app = TestApp::new(stores);
        let mut resident = Resident::new(&app, "wesermarsch", "de");
        let answer = resident.browser.ask(Ask::form("/s/wesermarsch/start", &[])).unwrap();
        let draft = answer.header("set-cookie").unwrap();
        assert!(draft.starts_with("zv_draft_wesermarsch="), "{draft}");
        assert!(draft.contains("HttpOnly") && draft.contains("SameSite=Lax"), "{draft}");
        assert!(!draft.contains("Secure"), "{draft}");
    }
}
