//! The same thing twice, and two windows: nothing is stored twice, nothing is overwritten unseen.

use crate::app::TestApp;
use crate::browser::Ask;
use crate::databases::both;
use crate::resident::Resident;

const ELSEWHERE: &str = "inzwischen in einem anderen Fenster";
const REVIEWED_ELSEWHERE: &str = "können sie sich geändert haben, etwa in einem anderen Fenster";

both! {
    fn a_page_sent_twice_is_stored_once(stores) {
        let app = TestApp::new(stores);
        let mut reader = app.resident("feedback");
        let click = reader.filled(&[("often", "1")]);
        reader.send(click.clone()).is_on("zweck");
        let saved = app.find_saved("feedback", &reader);
        reader.send(click).is_on("zweck");
        assert_eq!(app.find_saved("feedback", &reader), saved);
    }

    /// The second click must not skip the questions the first one brought up.
    fn a_double_click_does_not_skip_a_follow_up(stores) {
        let app = TestApp::new(stores);
        let mut resident = app.resident("wesermarsch");
        let click = resident.filled(&[("cons_part", "1")]);
        for _ in 0..2 {
            resident.send(click.clone()).is_on("p01").sees_not(ELSEWHERE);
            resident.sees("Ihre Antwort führt zu weiteren Fragen auf dieser Seite");
            resident.shows("cons_part", "1").shows("birth_y", "");
        }
    }

    fn submitting_again_changes_nothing(stores) {
        let app = TestApp::new(stores);
        let mut reader = app.resident("feedback");
        let first_page = reader.filled(&[("often", "2")]);
        reader.walk(&[("often", "4"), ("wish", "Kaffee")]);
        let click = reader.is_on("review").filled(&[]);
        // A double click, and reloads of the post.
        for _ in 0..3 {
            reader.send(click.clone()).is_on("done").sees("sind angekommen");
        }
        // Back with the browser's button, another answer, and every old address.
        reader.send(first_page).is_on("done");
        for path in ["", "/p/besuch", "/p/zeiten", "/review", "/done"] {
            reader.open(path).has_status(200);
            if !path.is_empty() {
                reader.is_on("done");
            }
        }
        reader.send(click).is_on("done");
        assert_eq!(app.stored("feedback"), (0, 1));
        let responses = app.responses("feedback");
        assert_eq!(responses.len(), 1);
        assert_eq!(responses[0].answers["often"], "4");
        // Also after the mix, when the inbox is empty.
        reader.open("/review").is_on("done");
        assert_eq!(app.responses("feedback").len(), 1);
    }

    /// Many clicks in the same instant, as a bot or a stuck button sends them.
    fn of_what_comes_at_once_one_is_taken(stores) {
        let app = TestApp::new(stores);
        let mut reader = app.resident("feedback");
        reader.answer(&[("often", "1")]).is_on("zweck");
        let minutes: Vec<String> = (1..9).map(|minute| minute.to_string()).collect();
        let pages: Vec<_> = minutes.iter().map(|m| reader.whole(&[("minutes", m)])).collect();
        let answers = app.send_together(&pages);
        let taken: Vec<_> = (0..8).filter(|&at| answers[at].status == 303).collect();
        assert_eq!(taken.len(), 1, "{taken:?}");
        assert!(answers.iter().all(|answer| [303, 409].contains(&answer.status)));
        let saved = app.find_saved("feedback", &reader).unwrap().draft;
        assert_eq!(saved.answers.value("minutes"), minutes[taken[0]]);

        reader.open("/p/zeiten").press().is_on("review");
        let clicks = vec![reader.whole(&[]); 8];
        for answer in app.send_together(&clicks) {
            assert_eq!(answer.header("location"), Some("/s/feedback/done"), "{}", answer.text());
        }
        assert_eq!(app.stored("feedback"), (0, 1));
    }

    /// Nothing is overwritten unseen; sending once more is a decision.
    fn a_page_changed_in_another_window_is_shown_again(stores) {
        let app = TestApp::new(stores);
        let mut one = app.resident("feedback");
        one.answer(&[("often", "1")]).is_on("zweck");
        let mut other = one.clone();
        one.answer(&[("purpose", "books"), ("minutes", "30")]).is_on("zeiten");
        other.answer(&[("purpose", "meet"), ("minutes", "90")]).has_status(409).sees(ELSEWHERE);
        other.shows("purpose", "meet").shows("minutes", "90");
        let minutes = |who: &Resident<'_>| {
            app.find_saved("feedback", who).unwrap().draft.answers.value("minutes").to_owned()
        };
        assert_eq!(minutes(&other), "30");
        other.press().is_on("zeiten");
        assert_eq!(minutes(&other), "90");
    }

    /// Nobody sends what she has not seen.
    fn a_review_that_is_no_longer_true_is_shown_again(stores) {
        let app = TestApp::new(stores);
        let mut one = app.resident("feedback");
        one.answer(&[("often", "4")]).answer(&[("wish", "Kaffee")]).is_on("review");
        let mut other = one.clone();
        other.open("/p/zeiten").answer(&[("wish", "Tee")]).is_on("review");
        one.press().is_on("review").sees(REVIEWED_ELSEWHERE).sees("Tee");
        assert_eq!(app.stored("feedback"), (1, 0));
        one.press().is_on("done").sees_not("schon abgesendet");
        // What comes after that is not taken, and not in silence.
        let mut late = other.clone();
        late.open("/done").is_on("done").sees_not("schon abgesendet");
        other.open("/p/zeiten").is_on("done");
        assert_eq!(app.stored("feedback"), (0, 1));
    }

    /// A page of the version before does not say which answers it showed.
    fn a_review_that_does_not_say_what_it_showed_is_shown_again(stores) {
        let app = TestApp::new(stores);
        let mut one = app.resident("feedback");
        one.answer(&[("often", "4")]).answer(&[("wish", "Kaffee")]).is_on("review");
        let form = one.page.form();
        let fields: Vec<_> = form.sent().into_iter().filter(|field| field.0 != "_shown").collect();
        let old = Ask::form(form.action.as_deref().unwrap(), &fields);
        one.send(old).is_on("review").sees(REVIEWED_ELSEWHERE).sees("Kaffee");
        assert_eq!(app.stored("feedback"), (1, 0));
        one.press().is_on("done");
        assert_eq!(app.stored("feedback"), (0, 1));
    }

    fn what_is_typed_after_sending_is_not_swallowed(stores) {
        let app = TestApp::new(stores);
        let mut one = app.resident("feedback");
        one.answer(&[("often", "4")]).is_on("zeiten");
        let mut old = one.clone();
        one.answer(&[("wish", "Kaffee")]).is_on("review").press().is_on("done");
        old.answer(&[("wish", "Tee")]).is_on("done").sees("schon abgesendet");
        assert_eq!(app.stored("feedback"), (0, 1));
    }

    fn different_pages_in_two_windows_are_both_kept(stores) {
        let app = TestApp::new(stores);
        let mut one = app.resident("feedback");
        one.answer(&[("often", "1")]).answer(&[("minutes", "30")]).is_on("zeiten");
        let mut other = one.clone();
        other.open("/p/zweck").shows("minutes", "30");
        one.answer(&[("wish", "Kaffee")]).is_on("review");
        other.answer(&[("minutes", "90")]).is_on("zeiten").shows("wish", "Kaffee");
        let draft = app.find_saved("feedback", &one).unwrap().draft;
        assert_eq!(draft.answers.value("minutes"), "90");
        assert_eq!(draft.answers.value("wish"), "Kaffee");
    }

    /// A window left open on a page that the other one has taken off the route.
    fn a_window_left_behind_leads_to_where_the_interview_stands(stores) {
        let app = TestApp::new(stores);
        let mut one = app.resident("feedback");
        one.answer(&[("often", "1")]).is_on("zweck");
        let mut other = one.clone();
        one.open("/p/besuch").answer(&[("often", "4")]).is_on("zeiten");
        let saved = app.find_saved("feedback", &one);
        other.answer(&[("minutes", "30")]).is_on("zeiten");
        assert_eq!(app.find_saved("feedback", &one), saved);
    }

    fn a_restart_loses_nobodys_answers(stores) {
        let app = TestApp::new(stores);
        let mut reader = app.resident("feedback");
        reader.answer(&[("often", "1")]).answer(&[("minutes", "30")]).is_on("zeiten");
        let cookies = reader.browser.cookies.clone();
        let app = app.restarted("2026-07-30T10:00:00Z");
        assert_eq!(app.app.respondents().delete_abandoned(&app.app.clock).unwrap(), 0);
        let mut reader = Resident::new(&app, "feedback", "de");
        reader.browser.cookies = cookies.clone();
        reader.open("").sees("Ihre Antworten sind noch da");
        let late = reader.open("/p/zeiten").is_on("zeiten").whole(&[("wish", "Kaffee")]);

        // Long abandoned drafts are deleted; an old window is told so instead of swallowing answers.
        let app = app.restarted("2026-09-15T10:00:00Z");
        assert_eq!(app.app.respondents().delete_abandoned(&app.app.clock).unwrap(), 1);
        let mut reader = Resident::new(&app, "feedback", "de");
        reader.browser.cookies = cookies;
        reader.send(late).has_status(409).sees("keine angefangenen Antworten");
        assert_eq!(app.stored("feedback"), (0, 0));
        reader.open("").sees("Umfrage starten");
    }

    /// A week after the last day nothing is left in `collect` that says somebody submitted.
    fn an_ended_survey_forgets_who_submitted(stores) {
        let app = TestApp::new(stores);
        app.publish("feedback", "kurz", (None, Some("2026-07-25")));
        let mut reader = app.resident("kurz");
        reader.answer(&[("often", "4")]).press().is_on("review").press().is_on("done");
        let app = app.restarted("2026-07-31T10:00:00Z");
        assert_eq!(app.app.respondents().delete_abandoned(&app.app.clock).unwrap(), 0);
        let app = app.restarted("2026-08-03T10:00:00Z");
        assert_eq!(app.app.respondents().delete_abandoned(&app.app.clock).unwrap(), 1);
        assert_eq!(app.stored("kurz"), (0, 1), "what was submitted stays");
    }

    fn two_people_never_meet(stores) {
        let app = TestApp::new(stores);
        let mut one = app.resident("feedback");
        let mut other = app.resident("feedback");
        one.answer(&[("often", "1")]).is_on("zweck");
        other.answer(&[("often", "4")]).is_on("zeiten");
        one.open("/p/besuch").shows("often", "1");
        other.open("/p/besuch").shows("often", "4");
        assert_eq!(app.stored("feedback"), (2, 0));
    }
}
