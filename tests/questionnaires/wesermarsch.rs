//! The study itself: who is asked what, and what is never asked of whom.

use zugvogel::engine::model::frame::{Code, Frame};

use super::*;

/// Somebody born in 1999 who consents; `sensitive` also to what is delicate.
fn person(sensitive: &str) -> Scenario {
    let mut s = interview("wesermarsch-full");
    s.answer("cons_part", "1");
    s.send(&[("cons_sens", sensitive), ("cons_quote", "0"), ("birth_y", "1999")]);
    s.next_is("mv_dir");
    s
}

/// She left in 2023 and lives there today, or (`now_same`) somewhere else.
fn leaver(sensitive: &str, now_same: &str) -> Scenario {
    let mut s = person(sensitive);
    s.answer("mv_dir", "2").answer("lk_root", "1").next_is("mv_date");
    s.send(&[("mv_year", "2023"), ("mv_month", "9")]).next_is("dst_place");
    s.send(&[("dst_place", "6"), ("now_same", now_same)]).next_is("org_ags").pass("p03b");
    s.pass("p04a").pass("p04b").next_is("rs_role");
    s
}

/// On to the page of this question, whatever is asked before.
fn on_to(s: &mut Scenario, pages: &str) {
    for page in pages.split(' ') {
        s.pass(page);
    }
}

mod consent {
    use super::*;

    const ROWS: [&str; 11] = [
        "rs_role_01",
        "rs_role_02",
        "rs_role_03",
        "rs_role_04",
        "rs_role_05",
        "rs_role_06",
        "rs_role_07",
        "rs_role_08",
        "rs_role_09",
        "rs_role_10",
        "rs_role_11",
    ];

    /// What is delicate is not asked of who has not agreed to it: neither the area nor its texts.
    #[test]
    fn without_it_nothing_delicate_is_asked() {
        let mut s = leaver("0", "1");
        let all: Vec<(&str, &str)> = ROWS[..10].iter().map(|row| (*row, "3")).collect();
        s.send(&all).next_is("rs_01");
        s.answer("rs_role_11", "4").sees("rs_role_11", "");
        let asked = s.asked_of("rs_10");
        assert!(!asked.iter().any(|name| name == "rs_11" || name == "rs_oth_11"), "{asked:?}");
        s.offers(
            "rs_10",
            &[
                "Ruf und Ansehen der Region",
                "Angebote waren nicht bekannt oder schwer zu finden",
                "Kommunalpolitik, Mitsprache und Zukunftsaussichten der Region",
                "Offenheit und Vielfalt",
            ],
        );
    }

    #[test]
    fn with_it_the_area_names_what_it_holds() {
        let mut s = leaver("1", "1");
        s.answer("rs_role_11", "4").next_is("rs_11");
        s.shows("rs_11", &["rs_11", "rs_oth_11"]).offers(
            "rs_11",
            &[
                "Eigene Gesundheit, Behinderung oder Pflegebedarf",
                "Behördliche Zuweisung, Flucht oder Aufenthaltsrecht",
                "Bedrohung oder Gewalt",
            ],
        );
    }
}

#[test]
fn a_reason_in_own_words_alone_can_be_the_main_one() {
    let mut s = leaver("1", "1");
    s.answer("rs_role_05", "2").next_is("rs_05").answer("rs_oth_05", "Platz für die Pferde");
    s.next_is("rs_main").answer("rs_main", "9700").answer("rs_pull", "5").next_is("rs_trig");
    s.answer("rs_trig", "9700").answer("rs_trig_other", "Ein Hof wurde frei");
    s.sees("rs_trig_other", "Ein Hof wurde frei");
    let mut s = leaver("1", "1");
    s.answer("rs_role_05", "1").next_is("rs_pull").shows("rs_pull", &["rs_pull"]);
}

/// Only the registration was changed: that is the reason, and nobody is asked for another.
#[test]
fn who_did_not_really_move_is_asked_for_no_reason() {
    let mut s = person("1");
    s.answer("mv_dir", "1").answer("lk_before", "3").next_is("mv_date");
    s.send(&[("mv_year", "2023"), ("mv_resid", "3")]);
    on_to(&mut s, "p03a p03b p04a p04b");
    s.next_is("im_ass1");
}

#[test]
fn return_and_stay_follow_from_where_one_lives_today() {
    let to_ties = "p06a p06b p06c p07a p08b p07c p08a p08c p09a p09b p09e p09d p10a p10d";
    let asked = |mut s: Scenario| {
        s.pass("p05a");
        on_to(&mut s, to_ties);
        s.asked_of("belong")
    };
    assert_eq!(asked(leaver("1", "1")), ["belong", "visit", "ret_int"]);
    assert_eq!(asked(leaver("1", "2")), ["belong"], "she is back");

    let newcomer = |now_same: &str| {
        let mut s = person("1");
        s.answer("mv_dir", "1").answer("lk_before", "3").answer("mv_year", "2023");
        s.send(&[("org_place", "6"), ("now_same", now_same)]);
        on_to(&mut s, "p03b p04a p04b p05a p06a p06b p07a p08b p07c p08a p08c p09a p09b p09e p09d");
        on_to(&mut s, "p10a p10d");
        s.asked_of("belong")
    };
    assert_eq!(newcomer("1"), ["belong", "stay_int"]);
    assert_eq!(newcomer("3"), ["belong"], "she has left again");
}

#[test]
fn schools_and_firms_are_asked_about_by_young_leavers_only() {
    let mut s = leaver("1", "1");
    on_to(&mut s, "p05a p06a p06b");
    s.next_is("job_try").shows("job_try", &["job_try", "job_know", "job_offer"]);
    let mut s = leaver("1", "1");
    s.answer("birth_y", "1992");
    on_to(&mut s, "p05a p06a p06b");
    s.next_is("im_ass1");
}

#[test]
fn texts_are_in_the_time_that_is_meant() {
    let leaver = "Wie gut kannten Sie damals, als Sie in der Wesermarsch wohnten, die Angebote in \
                  diesem Bereich?";
    let mut s = leaver_at_offers();
    s.reads("of_know", leaver);
    let mut s = person("1");
    s.answer("mv_dir", "1").answer("lk_before", "3");
    s.reads("of_know", "Wie gut kennen Sie heute die Angebote in diesem Bereich?");
}

fn leaver_at_offers() -> Scenario {
    let mut s = leaver("1", "1");
    on_to(&mut s, "p05a p06a p06b p06c p07a p08b p07c p08a p08c p09a");
    s
}

/// Found only where it matters, and content only who has used it.
#[test]
fn each_step_of_the_offers_follows_from_the_one_before() {
    let mut s = leaver_at_offers();
    s.send(&[("of_imp_13", "4"), ("of_imp_04", "3")]);
    s.send(&[("of_know_13", "3"), ("of_know_04", "2")]).pass("p09e").next_is("of_find");
    assert_eq!(s.rows_of("of_find"), ["of_find_13"]);
    s.pass("p09c").next_is("of_use");
    assert_eq!(s.rows_of("of_use"), ["of_use_04", "of_use_13"]);
    s.send(&[("of_use_13", "0"), ("of_use_04", "1")]).next_is("of_sat");
    assert_eq!(s.rows_of("of_sat"), ["of_sat_04"]);
}

/// Who says that nothing could have made her stay is not asked what it would have been.
#[test]
fn who_would_have_left_anyway_is_not_asked_what_would_have_helped() {
    let ways =
        "p05a p06a p06b p06c p07a p08b p07c p08a p08c p09a p09b p09e p09d p10a p10d p11a p11c";
    let mut s = leaver("1", "1");
    on_to(&mut s, ways);
    s.next_is("keep_pos").answer("keep_pos", "3").next_is("pr");
    s.answer("keep_pos", "2").next_is("keep");
}

/// Everybody answers the core and one of two modules, by lot.
#[test]
fn one_module_is_asked_and_the_rest_is_voluntary() {
    let pages = |seed: u32| {
        let mut s = interview("wesermarsch");
        s.anew(seed).answer("cons_part", "1");
        s.send(&[("cons_sens", "1"), ("birth_y", "1999")]).answer("mv_dir", "1");
        s.answer("lk_before", "3").answer("mv_year", "2023");
        let mut walked = Vec::new();
        while let Some(page) = s.open_page() {
            s.pass(&page);
            walked.push(page);
            assert!(walked.len() < 60, "{walked:?}");
        }
        s.next_is("review").answer("more", "1").next_is("rs_open");
        walked
            .retain(|page| "p09c p09d p10a p10b p10c p10d p07b p07c p08a p08c p11c".contains(page));
        walked.join(" ")
    };
    let mut drawn = [0; 2];
    for seed in 0..16 {
        match pages(seed).as_str() {
            "p09d p10a p10d" => drawn[0] += 1,
            "p07c p08a p08c p11c" => drawn[1] += 1,
            other => panic!("{other}"),
        }
    }
    assert!(drawn.iter().all(|n| *n > 2), "{drawn:?}");
}

/// Who looks at the first wave again finds its codes; nobody chooses them any more.
#[test]
fn codes_are_retired_and_never_used_again() {
    let frame = |name: &str| -> Frame {
        serde_json::from_slice(&Folder.read(&format!("frames/{name}.json")).unwrap()).unwrap()
    };
    let (first, second) = (frame("wmr-1"), frame("wmr-1.1"));
    for code in &first.codes {
        let kept = second.find(code.code).unwrap_or_else(|| panic!("{} is gone", code.code));
        assert_eq!(kept.sensitive, code.sensitive, "{}", code.code);
    }
    let only = |is: fn(&Code) -> bool| -> Vec<u32> {
        second.codes.iter().filter(|code| is(code)).map(|code| code.code).collect()
    };
    assert_eq!(only(|code| code.retired), [1003, 1105]);
    let added: Vec<u32> =
        only(|_| true).into_iter().filter(|code| first.find(*code).is_none()).collect();
    assert_eq!(added, [106, 209, 1005, 1006]);
    let bytes = Folder.read("wesermarsch.json").unwrap();
    let questionnaire = json::load(&bytes, &Folder).sound().unwrap();
    for retired in ["1003", "1105"] {
        for question in questionnaire.questions() {
            let offered = questionnaire.choices(question).iter().any(|c| c.value == retired);
            assert!(!offered, "{} offers {retired}", question.definition.name);
        }
    }
}
