//! A survey is deleted: nothing of it stays, nothing of another one goes, wherever it is interrupted and whichever
//! store comes from a backup.
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

use std::cell::Cell;
use std::collections::BTreeMap;

use zugvogel::app::field::{FieldAct, FieldRefusal};
use zugvogel::app::jobs::{JobSpec, Runner};
use zugvogel::app::{Actor, App};
use zugvogel::domain::{JobKind, Mode, Offer, Role};
use zugvogel::error::Error;
use zugvogel::ids::{JobId, Slug, SurveyId};
use zugvogel::storage::office::audit::Entry;
use zugvogel::storage::office::jobs::{JobRow, find_job, insert_job};
use zugvogel::storage::office::surveys::{find_survey_anywhere, insert_survey};
use zugvogel::storage::removal::{list_deleted, tables};

use crate::app::{TestApp, run_sql, tables as rows};
use crate::browser::{Answer, Ask, Browser};
use crate::databases::both;
use crate::staff::{PASSWORD, get, signed_in};

/// More than a week after the surveys with codes are over.
const LATER: &str = "2026-07-20T10:00:00Z";

fn slug(slug: &str) -> Slug {
    Slug(slug.to_owned())
}

fn id(app: &TestApp, survey: &str) -> SurveyId {
    app.app.surveys().load_now(&Actor::Operator, &slug(survey)).unwrap().survey.id
}

/// How many rows of a survey each table has, but for the survey's own.
fn held(app: &App, survey: &SurveyId) -> BTreeMap<String, i64> {
    let mut held = BTreeMap::new();
    for db in app.stores.all() {
        let store = db.store();
        for table in tables(store).filter(|table| *table != "surveys") {
            let count = |conn: &mut _| Ok::<_, Error>(rows::count(conn, table, survey)?);
            held.insert(format!("{store}.{table}"), db.read_now(count).unwrap());
        }
    }
    held
}

fn sum(held: &BTreeMap<String, i64>) -> i64 {
    held.values().sum()
}

/// Everything that residents may leave: mixed and waiting answers, a draft, addresses, codes that are not used.
fn answered(app: &TestApp, survey: &str) {
    let offers = [Offer::OpenDoor, Offer::Withdrawal, Offer::Draw, Offer::Report];
    app.publish_with_codes(survey, Mode::Confidential, &offers);
    let codes = app.codes(survey, "", 6);
    for code in &codes[..3] {
        let mut resident = app.resident_with(survey, code);
        resident.open("/p/besuch").answer(&[("often", "4")]).answer(&[("wish", "More books")]);
        resident.is_on("review").press().is_on("done");
    }
    app.responses(survey);
    let mut resident = app.resident_with(survey, &codes[3]);
    resident.open("/p/besuch").answer(&[("often", "4")]).answer(&[("wish", "Later")]);
    resident.is_on("review").press().is_on("done");
    app.resident_with(survey, &codes[4]).open("/p/besuch").answer(&[("often", "4")]);
}

fn admin(app: &TestApp) -> Browser<'_> {
    staff::signed_in(app, "admin", Role::Admin, "de")
}

fn post(browser: &mut Browser<'_>, path: &str, fields: &[(&str, &str)]) -> Answer {
    let html = get(browser, "/surveys").html();
    let forms = html::forms(&html);
    let csrf = forms[0].sent().into_iter().find(|(name, _)| *name == "_csrf").unwrap().1.to_owned();
    let form = [&[("_csrf", csrf.as_str())][..], fields].concat();
    browser.ask(Ask::form(path, &form)).unwrap()
}

fn finish(app: &App) {
    app.finish_deletions::<Error>(&Actor::System, &|| Ok(())).unwrap();
}

fn audited(app: &App, action: &str) -> usize {
    let mut told = 0;
    let trail = app.office().read_trail(&Actor::Operator, &mut |entry: &Entry| {
        told += usize::from(entry.action == action);
        Ok::<_, Error>(())
    });
    trail.unwrap();
    told
}

fn is_in_office(app: &App, survey: &str) -> bool {
    let find = |conn: &mut _| Ok::<_, Error>(find_survey_anywhere(conn, &slug(survey))?);
    app.stores.office.read_now(find).unwrap().is_some()
}

both! {
    fn everything_of_it_goes_and_nothing_of_another(stores) {
        let app = TestApp::new(stores);
        answered(&app, "gone");
        answered(&app, "kept");
        let (gone, kept) = (id(&app, "gone"), id(&app, "kept"));
        let app = app.restarted(LATER);
        // An archive of its answers waits, another one is ordered.
        for (job, survey) in [("a", "gone"), ("b", "kept")] {
            let owner = app.app.surveys().load_now(&Actor::Operator, &slug(survey)).unwrap();
            let arguments = format!(r#"{{"survey":"{survey}","format":"machine"}}"#);
            let now = app.app.clock.now().into();
            let job = JobRow {
                organisation_id: Some(owner.survey.organisation_id),
                ..JobRow::waiting(JobId(job.to_owned()), JobKind::Export, arguments, now)
            };
            let insert = move |conn: &mut _| Ok::<_, Error>(insert_job(conn, &job)?);
            app.app.stores.office.write_now(insert).unwrap();
        }
        let export = JobSpec::find(JobKind::Export).unwrap();
        assert_eq!(Runner::new(app.app.clone()).run_due(export).unwrap(), 2);
        assert!(app.app.spool.has(&JobId("a".to_owned())));
        let before = held(&app.app, &kept);
        let full = ["office.invitations", "collect.inbox", "collect.drafts", "collect.codes", "results.responses"];
        for table in full {
            assert!(held(&app.app, &gone)[table] > 0, "{table}");
        }

        let mut browser = admin(&app);
        let page = get(&mut browser, "/surveys/gone/delete");
        for words in ["Codes und 6 Einladungen", "lässt sich nicht zurücknehmen", "Das Protokoll"] {
            assert!(page.text().contains(words), "{words}: {}", page.text());
        }
        for typed in ["", "kept", "gone!"] {
            let answer = post(&mut browser, "/surveys/gone/delete", &[("name", typed)]);
            assert_eq!(answer.status, 422, "{typed}");
            assert!(answer.text().contains("Sie heißt gone"), "{}", answer.text());
            assert!(answer.html().contains("aria-describedby=\"problem\""));
        }
        let answer = post(&mut browser, "/surveys/gone/delete", &[("name", " gone ")]);
        assert_eq!((answer.status, answer.header("location")), (303, Some("/surveys?deleted")), "{}", answer.text());
        // Staff have it no longer, even before anything else is done.
        let list = get(&mut browser, "/surveys?deleted");
        assert!(list.text().contains("ist gelöscht") && !list.html().contains("/surveys/gone"), "{}", list.text());
        assert_eq!(browser.ask(Ask::get("/surveys/gone")).unwrap().status, 404);
        assert!(sum(&held(&app.app, &gone)) > 0);
        // Nothing brings its copy back meanwhile.
        assert!(matches!(app.app.follow(&slug("gone")), Err(Error::NotFound)));

        finish(&app.app);
        assert_eq!(sum(&held(&app.app, &gone)), 0, "{:?}", held(&app.app, &gone));
        assert_eq!(held(&app.app, &kept), before);
        assert!(!app.app.spool.has(&JobId("a".to_owned())));
        let find = |job: &'static str| app.app.stores.office.read_now(|conn| Ok::<_, Error>(find_job(conn, &JobId(job.to_owned()))?)).unwrap();
        assert!(find("a").is_none() && find("b").is_some());
        std::thread::sleep(zugvogel::app::respondents::headings::BELIEVED);
        assert_eq!(Browser::new(&app, "de").ask(Ask::get("/s/gone")).unwrap().status, 404);
        assert_eq!(Browser::new(&app, "de").ask(Ask::get("/s/kept")).unwrap().status, 410);
        assert_eq!(audited(&app.app, "survey.delete"), 1);

        // The name is free for another one, which has nothing of it.
        app.publish("feedback", "gone", (None, None));
        finish(&app.app);
        assert!(id(&app, "gone") != gone);
        assert_eq!(app.stored("gone"), (0, 0));
        assert_eq!(app.app.analysis().count_now(&Actor::Operator, &slug("gone")).unwrap(), 0);
    }

    /// After each single step another process goes on.
    fn wherever_it_is_interrupted_it_goes_on(stores) {
        let app = TestApp::new(stores);
        answered(&app, "gone");
        answered(&app, "kept");
        let (gone, kept) = (id(&app, "gone"), id(&app, "kept"));
        let app = app.restarted(LATER);
        let before = held(&app.app, &kept);
        let runtime = &app.runtime;
        let decided = runtime.block_on(app.app.office().delete_survey(&Actor::Operator, "gone"));
        decided.unwrap().unwrap();
        let mut rounds = 0;
        loop {
            let steps = Cell::new(0);
            let one = || match steps.replace(steps.get() + 1) {
                0 => Ok(()),
                _ => Err(Error::Busy),
            };
            rounds += 1;
            assert!(rounds < 100, "{:?}", held(&app.app, &gone));
            if app.app.finish_deletions(&Actor::System, &one).is_ok() {
                break;
            }
        }
        assert!(rounds > 8, "{rounds}");
        assert_eq!(sum(&held(&app.app, &gone)), 0, "{:?}", held(&app.app, &gone));
        assert_eq!(held(&app.app, &kept), before);
        // The command says so, too, as often as it is typed.
        app.app.delete_survey(&Actor::Operator, &slug("gone")).unwrap().unwrap();
        assert_eq!(audited(&app.app, "survey.delete"), 1);
        let unknown = app.app.delete_survey(&Actor::Operator, &slug("never-was"));
        assert!(matches!(unknown, Err(Error::NotFound)));
    }

    /// Each store alone knows that it was deleted.
    fn what_comes_back_from_a_backup_is_deleted_again(stores) {
        let app = TestApp::new(stores);
        answered(&app, "gone");
        let survey = app.app.surveys().load_now(&Actor::Operator, &slug("gone")).unwrap().survey;
        let app = app.restarted(LATER);
        app.app.delete_survey(&Actor::Operator, &slug("gone")).unwrap().unwrap();
        let came_back = format!(
            "INSERT INTO responses (survey_id, id, version_hash, document, door, stratum) VALUES ('{}', 'x', 'x', '{{}}', 'open', '')",
            survey.id.0
        );
        let reconciled = |acts| {
            let found = app.app.reconcile(&Actor::Operator, acts).unwrap();
            (found.deleted, found.unclaimed, found.surveys.iter().filter(|it| it.slug == "gone").count())
        };
        assert_eq!(reconciled(false), (vec![], 0, 0));
        run_sql(&app.app.stores.results, &came_back);
        run_sql(&app.app.stores.results, "DELETE FROM deleted_surveys");
        let row = survey.clone();
        app.app.stores.office.write_now(move |conn| Ok::<_, Error>(insert_survey(conn, &row)?)).unwrap();
        run_sql(&app.app.stores.office, "DELETE FROM deleted_surveys");
        assert!(is_in_office(&app.app, "gone"));
        // Looking tells it and changes nothing.
        assert_eq!(reconciled(false), (vec![slug("gone")], 0, 0));
        assert!(is_in_office(&app.app, "gone"));
        assert_eq!(reconciled(true), (vec![slug("gone")], 0, 0));
        assert!(!is_in_office(&app.app, "gone"));
        assert_eq!(sum(&held(&app.app, &survey.id)), 0);
        for db in app.app.stores.all() {
            let known = db.read_now(|conn| Ok::<_, Error>(list_deleted(conn)?)).unwrap();
            assert_eq!(known.len(), 1, "{db:?}");
        }
        // Whoever was in the middle of a mix is too late.
        run_sql(&app.app.stores.results, &came_back);
        finish(&app.app);
        assert_eq!(sum(&held(&app.app, &survey.id)), 0);
    }

    fn only_what_is_over_or_has_not_begun_is_deleted(stores) {
        let app = TestApp::new(stores);
        app.publish("feedback", "planned", (Some("2026-06-20"), None));
        app.publish("feedback", "over", (None, Some("2026-06-10")));
        app.publish("feedback", "long-over", (None, Some("2026-06-07")));
        let delete = |survey: &str| app.app.delete_survey(&Actor::Operator, &slug(survey)).unwrap();
        assert_eq!(delete("feedback"), Err(FieldRefusal::NotOver));
        let day = "2026-06-17".parse().unwrap();
        assert_eq!(delete("over"), Err(FieldRefusal::TooEarly(day)));
        let mut browser = admin(&app);
        let page = get(&mut browser, "/surveys/over/delete");
        assert!(page.text().contains("17. Juni 2026") && !page.html().contains("id=\"name\""), "{}", page.text());
        let answer = post(&mut browser, "/surveys/over/delete", &[("name", "over")]);
        assert_eq!(answer.status, 422);
        assert!(app.app.surveys().load_now(&Actor::Operator, &slug("over")).is_ok());
        assert_eq!(delete("planned"), Ok(()));
        // A survey that can still be opened again can, and one that is gone cannot.
        app.app.office().decide_now(&Actor::Operator, &slug("over"), FieldAct::Open).unwrap().unwrap();
        // Nobody knows how long it has been over when the clock has leapt.
        let office = &app.app.office();
        office.look_at_clock(&Actor::System).unwrap();
        run_sql(&app.app.stores.office, "UPDATE clock SET seen_at = 0");
        office.look_at_clock(&Actor::System).unwrap();
        assert_eq!(delete("long-over"), Err(FieldRefusal::ClockLeapt));
        office.confirm_clock(&Actor::Operator).unwrap();
        assert_eq!(delete("long-over"), Ok(()));
    }

    /// For so many months after the last day; whoever is late is reminded, wherever the survey stands.
    fn an_organisation_says_for_how_long_answers_are_kept(stores) {
        let app = TestApp::new(stores);
        app.publish("feedback", "over", (None, Some("2026-01-31")));
        app.publish("feedback", "runs", (None, Some("2026-12-31")));
        app.publish("feedback", "endless", (None, None));
        let mut browser = admin(&app);
        let mut field = signed_in(&app, "field", Role::Field, "de");
        let late = "deren Frist um ist";
        let is_late = |browser: &mut Browser<'_>| get(browser, "/surveys").html().contains(late);
        assert!(!is_late(&mut browser), "nothing was said yet");
        for wrong in ["0", "-1", "121", "zwei", "1.5", "99999999999999999999"] {
            let answer = post(&mut browser, "/organisation/retention", &[("months", wrong)]);
            assert_eq!(answer.status, 422, "{wrong}");
            assert!(answer.html().contains(&format!("value=\"{wrong}\"")), "{wrong}");
        }
        let mut set = |months: &str| {
            let answer = post(&mut browser, "/organisation/retention", &[("months", months)]);
            assert_eq!(answer.header("location"), Some("/organisation?retention"));
            assert!(get(&mut browser, "/organisation").html().contains(&format!("name=\"months\" value=\"{months}\"")));
            let page = get(&mut browser, "/surveys/over").text();
            let list = get(&mut browser, "/surveys").html();
            (list.contains(late), list.matches("(/s/").count(), page)
        };
        let (is_told, _, page) = set("5");
        assert!(!is_told && page.contains("ab 30. Juni 2026 zu löschen"), "{page}");
        // The last day of a shorter month.
        let (is_told, told, page) = set("1");
        assert!(is_told && told == 1 && page.contains("ab 28. Februar 2026 zu löschen und sind noch da"), "{page}");
        assert!(page.contains("Umfrage löschen"), "{page}");
        for survey in ["runs", "endless"] {
            assert!(!get(&mut browser, &format!("/surveys/{survey}")).text().contains("zu löschen"), "{survey}");
        }
        post(&mut browser, "/surveys/over/field/archive", &[]);
        assert!(is_late(&mut browser), "what was put aside is late all the same");
        // Who may not delete reads it, too, without the way there.
        assert!(is_late(&mut field));
        let page = get(&mut field, "/surveys/over").text();
        assert!(page.contains("zu löschen und sind noch da") && !page.contains("Umfrage löschen"), "{page}");
        let organisation = app.app.organisation(&Actor::Operator, &slug("elsewhere"), "X").unwrap();
        app.app.accounts().add(&Actor::Operator, organisation, "a@elsewhere.example", PASSWORD, Role::Admin).unwrap();
        let mut stranger = Browser::new(&app, "de");
        stranger.ask(Ask::form("/login", &[("email", "a@elsewhere.example"), ("password", PASSWORD)])).unwrap();
        assert!(get(&mut stranger, "/organisation").html().contains("name=\"months\" value=\"\""));
        post(&mut browser, "/organisation/retention", &[("months", " ")]);
        assert!(!is_late(&mut browser));
        assert!(audited(&app.app, "organisation.retention") == 3);
        assert_eq!(post(&mut browser, "/surveys/over/delete", &[]).status, 422, "the name was not typed");
    }

    fn a_survey_that_is_over_can_be_put_aside(stores) {
        let app = TestApp::new(stores);
        app.publish("feedback", "over", (None, Some("2026-06-10")));
        let mut browser = admin(&app);
        let answer = post(&mut browser, "/surveys/feedback/field/archive", &[]);
        assert!(answer.status == 422 && answer.text().contains("nicht beendet"), "{}", answer.text());
        // Pressed twice, it is the same.
        for _ in 0..2 {
            let answer = post(&mut browser, "/surveys/over/field/archive", &[]);
            assert_eq!((answer.status, answer.header("location")), (303, Some("/surveys/over/field?decided")));
        }
        let is_listed = |browser: &mut Browser<'_>, path| get(browser, path).html().contains("/s/over<");
        assert!(!is_listed(&mut browser, "/surveys") && !is_listed(&mut browser, "/surveys?state=closed"));
        assert!(is_listed(&mut browser, "/surveys?state=archive"));
        get(&mut browser, "/surveys/over");
        // Opened again it is back.
        post(&mut browser, "/surveys/over/field/open", &[]);
        assert!(is_listed(&mut browser, "/surveys?state=open") && !is_listed(&mut browser, "/surveys?state=archive"));
        post(&mut browser, "/surveys/over/field/close", &[]);
        post(&mut browser, "/surveys/over/field/archive", &[]);
        post(&mut browser, "/surveys/over/field/unarchive", &[]);
        assert!(is_listed(&mut browser, "/surveys?state=closed"));
        for action in ["survey.archive", "survey.unarchive"] {
            assert!(audited(&app.app, action) > 0, "{action}");
        }
    }
}
