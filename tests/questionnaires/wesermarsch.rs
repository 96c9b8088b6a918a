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

/// Areas that asked for two things at once are retired; each half has a number of its own.
#[test]
fn areas_of_two_things_are_retired_and_never_used_again() {
    let areas =
        ["02", "03", "04", "05", "07", "08", "09", "10", "12", "13", "14", "15", "16", "17", "18"];
    let asked_in_all = [("wesermarsch-full", 7), ("wesermarsch", 7), ("stayers", 4), ("firms", 1)];
    for (form, batteries) in asked_in_all {
        let bytes = Folder.read(&format!("{form}.json")).unwrap();
        let questionnaire = json::load(&bytes, &Folder).sound().unwrap();
        let mut found = 0;
        for question in questionnaire.questions() {
            let name = question.definition.name.as_str();
            let mut asked: Vec<&str> = match name {
                "keep" | "pr" => {
                    let choices = questionnaire.choices(question).iter();
                    choices.map(|choice| choice.value.as_str()).collect()
                }
                "of_imp" | "of_know" | "of_find" | "of_use" | "of_sat" => {
                    let rows = question.definition.rows.iter();
                    rows.map(|row| row.item.as_deref().unwrap()).collect()
                }
                _ => continue,
            };
            asked.sort_unstable();
            // `pr` has "something else" behind them.
            asked.retain(|area| *area != "90");
            assert_eq!(asked, areas, "{form}: {name}");
            found += 1;
        }
        assert_eq!(found, batteries, "{form}");
    }
}

/// A lot of four among the reasons that may push or pull, so that none is left out by its number.
#[test]
fn sides_are_asked_of_four_reasons_by_lot() {
    let ticked = ["701", "702", "801", "802", "803", "901", "902", "1004"];
    let mut s = interview("wesermarsch-full");
    let mut drawn = |seed: u32, reasons: &[(&str, &str)]| {
        s.anew(seed).answer("cons_part", "1");
        s.send(&[("cons_sens", "1"), ("birth_y", "1999")]);
        s.send(&[("mv_dir", "2"), ("lk_root", "1")]).answer("mv_year", "2023");
        s.send(&["rs_role_07", "rs_role_08", "rs_role_09", "rs_role_10"].map(|row| (row, "3")));
        s.send(reasons);
        let drawn: Vec<String> = s.value("rs_pp4").split(' ').map(str::to_owned).collect();
        let rows: Vec<String> = drawn.iter().map(|code| format!("rs_side_{code}")).collect();
        let mut sorted = rows.clone();
        sorted.sort();
        assert_eq!(s.rows_of("rs_side"), sorted);
        drawn
    };
    let mut times = [0; 8];
    for seed in 0..24 {
        let four = drawn(
            seed,
            &[
                ("rs_07", "701 702"),
                ("rs_08", "801 802 803"),
                ("rs_09", "901 902"),
                ("rs_10", "1004"),
            ],
        );
        let different: BTreeSet<&String> = four.iter().collect();
        assert_eq!(different.len(), 4, "{four:?}");
        for code in &four {
            times[ticked.iter().position(|it| it == code).unwrap()] += 1;
        }
    }
    assert!(times.iter().all(|n| *n > 0), "each has its chance: {times:?}");
    assert_eq!(drawn(1, &[("rs_07", "701"), ("rs_10", "1004")]), ["701", "1004"]);
}

/// No row of a long battery is always the first: each begins somewhere, and goes on in its order.
#[test]
fn batteries_are_rotated() {
    let mut s = interview("wesermarsch-full");
    let batteries = ["rs_role", "im_sd", "im_ag", "of_imp", "of_know", "kn"];
    let mut orders = (0..12).map(|seed| {
        s.anew(seed).answer("cons_part", "1");
        s.send(&[("cons_sens", "1"), ("birth_y", "1999")]);
        s.send(&[("mv_dir", "2"), ("lk_root", "1")]);
        batteries.map(|battery| s.rows_in_order(battery))
    });
    let first = orders.next().unwrap();
    let mut begins = batteries.map(|_| BTreeSet::from([0]));
    for rows in orders {
        for ((mut rows, first), begins) in rows.into_iter().zip(&first).zip(&mut begins) {
            let at = rows.iter().position(|row| *row == first[0]).unwrap();
            begins.insert(at);
            rows.rotate_left(at);
            assert_eq!(rows, *first);
        }
    }
    assert!(begins.iter().all(|begins| begins.len() > 3), "{begins:?}");
}

/// One offer is invented, and the page behind it says so.
#[test]
fn the_invented_offer_is_told_of() {
    let mut s = leaver_at_offers();
    on_to(&mut s, "p09b p09e");
    s.next_is("kn");
    assert!(s.rows_of("kn").contains(&"kn_fake".to_owned()));
    s.pass("p09d").next_is("ch");
    let told = s.intro_of("ch");
    assert!(told.contains("„Weserlabor Nord“ gibt es nicht"), "{told}");
}

#[test]
fn of_the_person_it_offers_what_can_be_true() {
    let mut s = leaver("1", "1");
    s.offers(
        "edu_school",
        &[
            "noch in der Schule",
            "ohne Abschluss von der Schule gegangen",
            "Hauptschulabschluss oder Volksschulabschluss",
            "Realschulabschluss, mittlere Reife",
            "Fachhochschulreife",
            "Abitur, allgemeine oder fachgebundene Hochschulreife",
            "anderer Abschluss, auch aus dem Ausland",
        ],
    );
    for dwelling in ["ten_before", "ten_after"] {
        s.offers(
            dwelling,
            &[
                "bei den Eltern",
                "bei Partnerin oder Partner",
                "zur Miete (keine WG)",
                "im Eigentum",
                "im Wohnheim",
                "in einer WG",
                "Dienstwohnung oder etwas anderes",
            ],
        );
    }
    // Who learns, studies or works has an occupation or a subject; nobody else is asked for one.
    let asked = |s: &Scenario| s.asked_of("occ_t").iter().any(|name| name == "occ_t");
    for activity in 1..=13 {
        s.answer("act_now", &activity.to_string());
        assert_eq!(asked(&s), (2..=7).contains(&activity), "{activity}");
    }
    s.answer("act_now", "3");
    s.reads("occ_t", "Welchen Beruf üben oder lernen Sie, oder was studieren Sie?");
}
