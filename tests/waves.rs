//! The waves of a study, through the public door: creating the next one, the list, deleting one, on both
//! databases.
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
#[path = "support/resident.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod resident;
#[path = "support/staff.rs"]
mod staff;

use zugvogel::app::Actor;
use zugvogel::domain::{Mode, Offer, Role};
use zugvogel::ids::Slug;
use zugvogel::storage::office::surveys::Survey;

use crate::app::TestApp;
use crate::browser::{Answer, Ask, Browser};
use crate::databases::both;
use crate::staff::{PASSWORD, get};

fn slug(slug: &str) -> Slug {
    Slug(slug.to_owned())
}

fn survey(app: &TestApp, name: &str) -> Survey {
    app.app.surveys().load_now(&Actor::Operator, &slug(name)).unwrap().survey
}

fn hash(app: &TestApp, name: &str) -> String {
    app.app.surveys().load_now(&Actor::Operator, &slug(name)).unwrap().version
}

/// The form for the next wave of a survey's study, as the page offers it.
fn offered(browser: &mut Browser<'_>, of: &str) -> Vec<(String, String)> {
    let html = get(browser, &format!("/surveys/new?wave-of={of}")).html();
    sent(&html)
}

fn sent(html: &str) -> Vec<(String, String)> {
    let forms = html::forms(html);
    let form = forms.iter().find(|form| form.has("slug")).unwrap();
    form.sent().into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn value<'f>(form: &'f [(String, String)], name: &str) -> Vec<&'f str> {
    form.iter().filter(|(it, _)| it == name).map(|(_, value)| value.as_str()).collect()
}

/// Sends the form with other values in some fields.
fn send(browser: &mut Browser<'_>, form: &[(String, String)], other: &[(&str, &str)]) -> Answer {
    browser.ask(asked(form, other)).unwrap()
}

fn asked(form: &[(String, String)], other: &[(&str, &str)]) -> Ask {
    let is_other = |name: &str| other.iter().any(|(it, _)| *it == name);
    let kept = form.iter().filter(|(name, _)| !is_other(name) && name != "file");
    let fields: Vec<(&str, &str)> = kept
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .chain(other.iter().copied())
        .collect();
    Ask::form("/surveys/new", &fields)
}

fn goes_to(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location").unwrap().to_owned()
}

/// A study with two waves, and who may create more.
fn with_two_waves(app: &TestApp) -> Browser<'_> {
    app.publish_with_codes("moving", Mode::Anonymous, &[Offer::Withdrawal]);
    let mut designer = staff::signed_in(app, "designer", Role::Designer, "de");
    let form = offered(&mut designer, "moving");
    assert_eq!(
        goes_to(&send(&mut designer, &form, &[("anyway", "on")])),
        "/surveys/moving-2?created"
    );
    designer
}

both! {
    fn the_next_wave_takes_over_what_was_true_of_the_last(stores) {
        let app = TestApp::new(stores);
        app.publish("feedback", "visit", (Some("2026-05-01"), Some("2026-05-31")));
        let mut designer = staff::signed_in(&app, "designer", Role::Designer, "de");
        let page = get(&mut designer, "/surveys/visit");
        assert!(page.html().contains("href=\"/surveys/new?wave-of=visit\""), "{}", page.html());
        assert!(!page.text().contains("Welle 1"), "it is alone in its study");
        let page = get(&mut designer, "/surveys/new?wave-of=visit");
        for words in ["Welle 2 der Studie „visit“", "lassen sich später nicht ändern"] {
            assert!(page.text().contains(words), "{words}: {}", page.text());
        }
        let form = sent(&page.html());
        // The wave before is over since two weeks, and had thirty-one days.
        for (name, is) in [("slug", "visit-2"), ("mode", "open"), ("batch", "20"), ("opens", "2026-06-15"), ("closes", "2026-07-15")] {
            assert_eq!(value(&form, name), [is], "{name}");
        }
        assert!(!value(&form, "version")[0].is_empty());
        assert_eq!(goes_to(&send(&mut designer, &form, &[("anyway", "on")])), "/surveys/visit-2?created");
        let (first, second) = (survey(&app, "visit"), survey(&app, "visit-2"));
        assert_eq!((first.study.as_str(), first.wave), ("visit", 1));
        assert_eq!((second.study.as_str(), second.wave), ("visit", 2));
        assert_eq!(first.version_id, second.version_id);
        let page = get(&mut designer, "/surveys/visit-2");
        assert!(page.text().contains("Welle 2 der Studie „visit“"), "{}", page.text());
        assert!(page.html().contains("href=\"/surveys/visit\""));
        // From whichever wave one comes, the next is the one behind the last.
        let form = offered(&mut designer, "visit");
        assert_eq!((value(&form, "slug"), value(&form, "opens")), (vec!["visit-3"], vec!["2026-07-16"]));

        // Those with codes and offers keep them; who only sees surveys is not offered a wave.
        app.publish_with_codes("moving", Mode::Confidential, &[Offer::Withdrawal, Offer::Draw]);
        let form = offered(&mut designer, "moving");
        assert_eq!(value(&form, "mode"), ["confidential"]);
        assert_eq!((value(&form, "withdrawal"), value(&form, "draw"), value(&form, "report")), (vec!["on"], vec!["on"], vec![]));
        let mut analyst = staff::signed_in(&app, "analyst", Role::Analyst, "de");
        assert!(!get(&mut analyst, "/surveys/visit").html().contains("wave-of"));
        assert_eq!(analyst.ask(Ask::get("/surveys/new?wave-of=visit")).unwrap().status, 404);
    }

    /// A newer version of the questionnaire is proposed, and another one can be chosen.
    fn the_newest_version_is_proposed(stores) {
        let app = TestApp::new(stores);
        app.publish("feedback", "visit", (None, Some("2026-06-30")));
        let mut document: serde_json::Value = serde_json::from_slice(
            zugvogel::app::builtin::find_questionnaire("feedback").unwrap()
        ).unwrap();
        document["title"] = "Neuer Titel".into();
        let text = document.to_string();
        let newer = zugvogel::formats::json::load(text.as_bytes(), &zugvogel::app::builtin::Builtin).sound().unwrap();
        app.publish_own("other", &newer, &[], None);
        let mut designer = staff::signed_in(&app, "designer", Role::Designer, "de");
        let form = offered(&mut designer, "visit");
        assert_eq!(goes_to(&send(&mut designer, &form, &[("anyway", "on")])), "/surveys/visit-2?created");
        assert_eq!(survey(&app, "visit-2").version_id, survey(&app, "other").version_id);
        // The first wave keeps its own.
        assert_ne!(survey(&app, "visit").version_id, survey(&app, "visit-2").version_id);
        let older = survey(&app, "visit").version_id;
        let form = offered(&mut designer, "visit-2");
        let other = [("version", older.as_str()), ("opens", "2026-08-01"), ("anyway", "on")];
        assert_eq!(goes_to(&send(&mut designer, &form, &other)), "/surveys/visit-3?created");
        // It is published once more, as what it was.
        assert_eq!(hash(&app, "visit-3"), hash(&app, "visit"));
    }

    fn waves_that_overlap_are_told_before(stores) {
        let app = TestApp::new(stores);
        let mut designer = with_two_waves(&app);
        let form = offered(&mut designer, "moving");
        let answer = send(&mut designer, &form, &[("opens", "2026-06-20")]);
        assert!(answer.status == 422 && answer.text().contains("hat keinen letzten Tag"), "{}", answer.text());
        app.publish("feedback", "visit", (None, Some("2026-06-30")));
        let form = offered(&mut designer, "visit");
        assert_eq!((value(&form, "opens"), value(&form, "closes")), (vec!["2026-07-01"], vec![""]));
        let answer = send(&mut designer, &form, &[("opens", "")]);
        assert!(answer.text().contains("„visit“, läuft bis"), "{}", answer.text());
    }

    fn of_two_who_create_the_same_wave_one_is_told(stores) {
        let app = TestApp::new(stores);
        let mut designer = with_two_waves(&app);
        let mut colleague = staff::signed_in(&app, "colleague", Role::Designer, "de");
        let (form, same) = (offered(&mut designer, "moving"), offered(&mut colleague, "moving-2"));
        assert_eq!(goes_to(&send(&mut designer, &form, &[("anyway", "on")])), "/surveys/moving-3?created");
        // The very same again is the same survey, and told to be there.
        let known = goes_to(&send(&mut colleague, &same, &[("anyway", "on")]));
        assert_eq!(known, "/surveys/moving-3?known");
        assert!(get(&mut colleague, &known).text().contains("war schon angelegt"));
        // Another one is told that the place is taken, keeps what was typed, and becomes the next if that is wanted.
        let other = [("anyway", "on"), ("slug", "elbe"), ("batch", "30")];
        let answer = send(&mut colleague, &same, &other);
        assert!(answer.status == 422 && answer.text().contains("Welle 3 der Studie „moving“ wurde inzwischen angelegt: „moving-3“"), "{}", answer.text());
        assert!(app.app.surveys().load_now(&Actor::Operator, &slug("elbe")).is_err());
        let again = sent(&answer.html());
        assert_eq!((value(&again, "slug"), value(&again, "batch"), value(&again, "wave")), (vec!["elbe"], vec!["30"], vec!["4"]));
        assert_eq!(goes_to(&send(&mut colleague, &again, &[("anyway", "on")])), "/surveys/elbe?created");
        assert_eq!((survey(&app, "elbe").study, survey(&app, "elbe").wave), (slug("moving"), 4));
    }

    /// At the very same moment.
    fn two_at_once_make_one_wave(stores) {
        let app = TestApp::new(stores);
        let mut designer = with_two_waves(&app);
        let form = offered(&mut designer, "moving");
        let asks: Vec<Ask> = ["a", "b", "c"]
            .map(|name| designer.dressed(asked(&form, &[("anyway", "on"), ("slug", name)])))
            .into();
        let answers = app.send_together(&asks);
        let created: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        assert_eq!(created.iter().filter(|status| **status == 303).count(), 1, "{created:?}");
        for told in answers.iter().filter(|answer| answer.status != 303) {
            assert!(told.status == 422 && told.text().contains("inzwischen angelegt"), "{}", told.text());
        }
    }

    fn another_organisations_waves_do_not_exist(stores) {
        let app = TestApp::new(stores);
        let mut designer = with_two_waves(&app);
        let form = offered(&mut designer, "moving");
        let elsewhere = app.app.organisation(&Actor::Operator, &slug("elsewhere"), "X").unwrap();
        app.app.accounts().add(&Actor::Operator, elsewhere, "d@elsewhere.example", PASSWORD, Role::Designer).unwrap();
        let mut stranger = Browser::new(&app, "de");
        let login = [("email", "d@elsewhere.example"), ("password", PASSWORD)];
        assert_eq!(stranger.ask(Ask::form("/login", &login)).unwrap().status, 303);
        let theirs = stranger.ask(Ask::get("/surveys/new?wave-of=moving")).unwrap();
        let none = stranger.ask(Ask::get("/surveys/new?wave-of=nothing")).unwrap();
        assert_eq!((theirs.status, none.status), (404, 404));
        let csrf = value(&sent(&get(&mut stranger, "/surveys/new").html()), "_csrf")[0].to_owned();
        let stolen = [("_csrf", csrf.as_str()), ("slug", "stolen"), ("anyway", "on")];
        assert_eq!(send(&mut stranger, &form, &stolen).status, 404);
        assert!(app.app.surveys().load_now(&Actor::Operator, &slug("stolen")).is_err());
    }

    fn the_list_has_waves_beside_each_other(stores) {
        let app = TestApp::new(stores);
        app.publish("feedback", "visit", (None, Some("2026-06-10")));
        app.publish("feedback", "between", (None, Some("2026-06-20")));
        let mut designer = staff::signed_in(&app, "designer", Role::Designer, "de");
        let form = offered(&mut designer, "visit");
        let days = [("anyway", "on"), ("opens", "2026-06-15"), ("closes", "2026-06-18")];
        goes_to(&send(&mut designer, &form, &days));
        let page = get(&mut designer, "/surveys");
        let html = page.html();
        let names: Vec<&str> = html.split("<small>/s/").skip(1).filter_map(|it| Some(it.split_once('<')?.0)).collect();
        assert_eq!(names, ["visit-2", "visit", "between", "feedback", "wesermarsch"]);
        assert!(page.text().contains("Studie „visit“, 2 Wellen"), "{}", page.text());
        assert!(html.contains(">Welle 2</a>") && html.contains(">Welle 1</a>"), "{html}");
        // Also where only one of them is shown.
        let page = get(&mut designer, "/surveys?state=closed");
        assert!(page.html().contains(">Welle 1</a>") && !page.html().contains(">Welle 2</a>"), "{}", page.html());
        assert!(page.text().contains("2 Wellen"));
    }

    fn deleting_one_wave_leaves_the_others(stores) {
        let app = TestApp::new(stores);
        app.publish("feedback", "visit", (None, Some("2026-05-01")));
        let mut designer = staff::signed_in(&app, "designer", Role::Designer, "de");
        for _ in 0..2 {
            let form = offered(&mut designer, "visit");
            goes_to(&send(&mut designer, &form, &[("anyway", "on"), ("opens", "2026-08-01")]));
        }
        let delete = |name: &str| app.app.delete_survey(&Actor::Operator, &slug(name)).unwrap().unwrap();
        delete("visit");
        assert_eq!((survey(&app, "visit-2").wave, survey(&app, "visit-3").wave), (2, 3));
        let page = get(&mut designer, "/surveys/visit-2");
        assert!(page.text().contains("Welle 2 der Studie „visit“") && !page.text().contains("Welle 1"), "{}", page.text());
        // Its name would stand for another study now.
        let form = sent(&get(&mut designer, "/surveys/new").html());
        let version = survey(&app, "visit-2").version_id;
        let other = [("slug", "visit"), ("mode", "open"), ("version", version.as_str()), ("anyway", "on")];
        let answer = send(&mut designer, &form, &other);
        assert!(answer.status == 422 && answer.text().contains("heißt schon eine Studie"), "{}", answer.text());
        // The last one's number is free again, and a wave that stands alone still says which it is.
        delete("visit-3");
        assert_eq!(value(&offered(&mut designer, "visit-2"), "slug"), ["visit-3"]);
        assert!(get(&mut designer, "/surveys").text().contains("Studie „visit“, eine Welle"));
        delete("visit-2");
        goes_to(&send(&mut designer, &form, &other));
        assert_eq!((survey(&app, "visit").study, survey(&app, "visit").wave), (slug("visit"), 1));
    }

    /// One that is put aside is still a wave.
    fn archiving_one_wave_leaves_the_others(stores) {
        let app = TestApp::new(stores);
        app.publish("feedback", "visit", (None, Some("2026-05-01")));
        let mut designer = staff::signed_in(&app, "designer", Role::Designer, "de");
        let form = offered(&mut designer, "visit");
        goes_to(&send(&mut designer, &form, &[("anyway", "on")]));
        let archive = zugvogel::app::field::FieldAct::Archive;
        app.app.office().decide_now(&Actor::Operator, &slug("visit"), archive).unwrap().unwrap();
        let page = get(&mut designer, "/surveys");
        assert!(page.html().contains(">Welle 2</a>") && !page.html().contains(">Welle 1</a>"), "{}", page.html());
        let page = get(&mut designer, "/surveys/visit-2");
        assert!(page.html().contains(">Welle 1</a>"), "{}", page.html());
        let form = sent(&get(&mut designer, "/surveys/new").html());
        assert_eq!(value(&form, "wave"), Vec::<&str>::new());
    }
}
