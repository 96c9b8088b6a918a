//! Whole interviews, from the first page to the row in the data.

use crate::app::TestApp;
use crate::databases::both;

const CONSENT: [(&str, &str); 4] =
    [("cons_part", "1"), ("cons_sens", "1"), ("cons_quote", "0"), ("birth_y", "1999")];

/// Moved from Oldenburg to Nordenham and answers nearly everything.
pub(crate) const IN_MOVER: [(&str, &str); 38] = [
    ("mv_dir", "1"),
    ("lk_before", "3"),
    ("mv_year", "2023"),
    ("mv_month", "9"),
    ("mv_resid", "1"),
    ("org_place", "2"),
    ("org_ags.q", "Oldenburg (Stadt)"),
    ("dst_ags", "03461007"),
    ("mv_with", "2"),
    ("hh_before", "1"),
    ("hh_after", "2"),
    ("rs_role_02", "4"),
    ("rs_role_05", "2"),
    ("rs_02", "201"),
    ("rs_05", "502"),
    ("rs_05", "590"),
    ("rs_oth_05", "ein Garten für die Hühner"),
    ("rs_side_590", "1"),
    ("rs_main", "201"),
    ("rs_pull", "4"),
    ("rs_trig", "201"),
    ("im_ass1", "Deich"),
    ("im_val1", "5"),
    ("im_all", "4"),
    ("im_sd01", "6"),
    ("im_rec_live", "8"),
    ("of_imp_13", "4"),
    ("of_know_13", "2"),
    ("of_find_13", "-6"),
    ("of_use_13", "1"),
    ("of_sat_13", "4"),
    ("tr_all", "3"),
    ("stay_int", "5"),
    ("welc", "4"),
    ("pr", "03"),
    ("pr", "13"),
    ("wish_t", "Ein Zug, der öfter fährt"),
    ("gender", "1"),
];

/// The same after consenting.
pub(crate) fn in_mover() -> Vec<(&'static str, &'static str)> {
    [&CONSENT[..], &IN_MOVER].concat()
}

/// Every page but those for people who moved away.
const IN_MOVER_PAGES: &str = "p01 p02a p02b p03a p03b p04a p04b p05a p05b p05c p06a p06b p07a p07b \
    p08b p07c p08a p08c p09a p09b p09e p09c p10b p10c p09d p10a p10d p11a p11c p12c p12f p13a p13b \
    p13c p14";

const OUT_MOVER: [(&str, &str); 10] = [
    ("mv_dir", "2"),
    ("mv_year", "2024"),
    ("mv_month", "10"),
    ("dst_place", "2"),
    ("dst_ags.q", "Oldenburg (Stadt)"),
    ("org_ags", "03461002"),
    ("rs_role_01", "3"),
    ("rs_01", "101"),
    ("ret_int", "4"),
    ("keep_pos", "1"),
];

const OUT_MOVER_PAGES: &str = "p01 p02a p02b p03a p03b p04a p04b p05a p05b p06a p06b p06c p07a \
    p08b p07c p08a p08c p09a p09b p09e p09d p10a p10d p11a p11b p11c p12a p12b p12c p12f p13a p13b \
    p13c p14";

const RETURNER: [(&str, &str); 3] = [("mv_dir", "1"), ("lk_before", "1"), ("ret_years", "7")];

const RETURNER_PAGES: &str = "p01 p02a p02b p03a p03b p04a p04b p05a p06a p06b p07a p08b p07c p08a \
    p08c p09a p09b p09e p09d p10a p10d p11a p11c p12c p12f p13a p13b p13c p14";

both! {
    /// Route, review, thanks, and the row in the data.
    fn an_in_mover_is_asked_what_concerns_her(stores) {
        let app = TestApp::new(stores);
        let mut resident = app.resident("wesermarsch");
        let pages = resident.is_on("p01").walk(&in_mover());
        assert_eq!(pages.join(" "), IN_MOVER_PAGES);
        resident.is_on("review").sees("Nordenham").sees("ein Garten für die Hühner");
        resident.press().is_on("done").sees("Danke, Ihre Antworten sind angekommen");
        assert_eq!(app.stored("wesermarsch"), (0, 1));

        let rows = app.exported("wesermarsch");
        let [row] = rows.as_slice() else { panic!("{rows:?}") };
        for (column, value) in [
            ("lang", "de"), ("disp", "1.2"), ("end", "-2"), ("last_page", "p14"), ("mv_dir", "1"),
            ("mv_ref", "1"), ("grp", "1"), ("org_ags", "03403"), ("dst_ags", "03461007"),
            ("rs_201", "1"), ("rs_202", "0"), ("rs_590", "1"), ("rs_101", "-2"),
            ("rs_side_590", "1"), ("of_find_13", "-6"), ("of_find_02", "-2"), ("im_val2", "-2"),
            ("ret_int", "-2"), ("stay_int", "5"), ("age_mv", "24"), ("age_band", "2"),
            ("kid_mv", "-9"), ("wish_t", "Ein Zug, der öfter fährt"),
        ] {
            assert_eq!(row[column], value, "{column}");
        }
    }

    fn an_out_mover_is_asked_about_coming_back(stores) {
        let app = TestApp::new(stores);
        let mut resident = app.resident("wesermarsch");
        let pages = resident.walk(&[&CONSENT[..], &OUT_MOVER].concat());
        assert_eq!(pages.join(" "), OUT_MOVER_PAGES);
        resident.is_on("review").press().is_on("done");
        let row = &app.exported("wesermarsch")[0];
        for (column, value) in [
            ("mv_ref", "2"), ("grp", "2"), ("ret_int", "4"), ("stay_int", "-2"),
            ("lk_before", "-2"), ("keep_pos", "1"), ("welc", "-2"), ("age_mv", "25"),
        ] {
            assert_eq!(row[column], value, "{column}");
        }
    }

    fn a_returner_is_asked_for_the_years_away(stores) {
        let app = TestApp::new(stores);
        let mut resident = app.resident("wesermarsch");
        let pages = resident.walk(&[&CONSENT[..], &RETURNER].concat());
        assert_eq!(pages.join(" "), RETURNER_PAGES);
        resident.is_on("review").press().is_on("done");
        let responses = app.responses("wesermarsch");
        let [response] = responses.as_slice() else { panic!("{responses:?}") };
        assert_eq!(response.answers["grp"], "3");
        assert_eq!(response.answers["ret_years"], "7");
        assert_eq!(response.answers.get("rs_01"), None);
    }

    /// Nothing is kept of those who do not consent or are too young, not even for a moment longer.
    fn who_may_not_take_part_leaves_nothing(stores) {
        let app = TestApp::new(stores);
        let mut decliner = app.resident("wesermarsch");
        decliner.answer(&[("cons_part", "0")]).is_on("no_consent").sees("Wir haben nichts gespeichert");
        decliner.sees_not("<button").open("/p/p01").is_on("p01").shows("cons_part", "");
        let mut child = app.resident("wesermarsch");
        child.answer(&[("cons_part", "1")]).is_on("p01");
        child.answer(&[("birth_y", "2012")]).is_on("too_young").sees("mindestens 16 Jahre alt");
        assert_eq!(app.stored("wesermarsch"), (0, 0));
        assert!(app.responses("wesermarsch").is_empty());
        // Whoever slipped may begin anew, and is not promised more.
        child.sees("noch einmal von vorn").sees_not("ich möchte meine Antwort ändern");
        child.open("/p/p01").is_on("p01").answer(&[("cons_part", "1")]).is_on("p01");
        child.answer(&[("birth_y", "2002")]).is_on("p02a");
    }

    /// Who was fifteen when she moved had no say; that is known when the year of the move is.
    fn who_was_too_young_at_the_move_is_let_go_then(stores) {
        let app = TestApp::new(stores);
        let mut resident = app.resident("wesermarsch");
        resident.answer(&[("cons_part", "1")]).answer(&[("birth_y", "2008")]).is_on("p02a");
        resident.answer(&[("mv_dir", "2")]).answer(&[("lk_root", "1")]).is_on("p02b");
        resident.answer(&[("mv_year", "2023")]).is_on("young_then").sees("jünger als 16 Jahre");
        resident.sees("noch einmal von vorn");
        assert_eq!(app.stored("wesermarsch"), (0, 0));
        resident.open("/p/p01").answer(&[("cons_part", "1")]);
        resident.answer(&[("birth_y", "2007")]).is_on("p02a");
        resident.answer(&[("mv_dir", "2")]).answer(&[("lk_root", "1")]).is_on("p02b");
        resident.answer(&[("mv_year", "2023")]).is_on("p03a");
    }

    /// Moves within the county and outside the window are counted as such.
    fn early_ends_that_count_are_submitted(stores) {
        let app = TestApp::new(stores);
        for (direction, end) in [("5", "within"), ("6", "outside"), ("7", "outside")] {
            let mut resident = app.resident("wesermarsch");
            let answers = [&CONSENT[..], &[("mv_dir", direction)]].concat();
            assert_eq!(resident.walk(&answers), ["p01", "p02a"]);
            resident.is_on(end).sees("Danke, das war schon alles").sees_not("Fenster jetzt schließen");
            resident.press().is_on("done");
        }
        let mut ends: Vec<_> = app
            .responses("wesermarsch")
            .into_iter()
            .map(|response| (response.end.unwrap(), response.disposition, response.last_page))
            .collect();
        ends.sort();
        let end = |name: &str| (name.to_owned(), "4.10".to_owned(), "p02a".to_owned());
        assert_eq!(ends, [end("outside"), end("outside"), end("within")]);
    }

    /// Nothing is made for one questionnaire only.
    fn another_questionnaire_is_served_as_well(stores) {
        let app = TestApp::new(stores);
        let mut reader = app.resident("feedback");
        let pages = reader.walk(&[
            ("often", "1"), ("purpose", "books"), ("purpose_other", "Zeitung lesen"),
            ("minutes", "30"), ("hours_sunday", "4"), ("wish", "Kaffee"),
        ]);
        assert_eq!(pages, ["besuch", "zweck", "zeiten"]);
        reader.is_on("review").sees("Zeitung lesen").press().is_on("done");
        let mut stranger = app.resident("feedback");
        assert_eq!(stranger.walk(&[("often", "4")]), ["besuch", "zeiten"]);
        stranger.is_on("review").press().is_on("done").sees("Die neuen Öffnungszeiten");
        let mut rows = app.exported("feedback");
        rows.sort_by_key(|row| row["often"].clone());
        let column = |name: &str| rows.iter().map(|row| row[name].clone()).collect::<Vec<_>>();
        assert_eq!(column("often"), ["1", "4"]);
        assert_eq!(column("purpose_books"), ["1", "-2"]);
        assert_eq!(column("purpose_else"), ["1", "-2"]);
        assert_eq!(column("purpose_meet"), ["0", "-2"]);
        assert_eq!(column("minutes"), ["30", "-2"]);
        assert_eq!(column("hours_sunday"), ["4", "-9"]);
    }
}
