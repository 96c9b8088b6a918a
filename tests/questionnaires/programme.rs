//! The instruments beside the study: apprentices, companies, who stayed, who leaves school. What they share
//! with it is the same.

use std::collections::BTreeMap;

use zugvogel::engine::Questionnaire;

use super::*;

mod trainees {
    use super::*;

    /// Eighteen, and in training in the county.
    fn trainee() -> Scenario {
        let mut s = interview("trainees");
        s.send(&[("cons_part", "1"), ("age", "18"), ("trn_here", "1")]).next_is("trn_field");
        s.pass("training").next_is("home_place");
        s
    }

    /// On to what comes after the training.
    fn ahead(home: &[(&str, &str)]) -> Scenario {
        let mut s = trainee();
        s.send(home);
        s.pass("home").next_is("way_means").pass("way").next_is("found");
        s.pass("choice").next_is("tie").pass("view").next_is("kn").pass("offers");
        s.next_is("im_rec_live").pass("recommend").next_is("stay_work");
        s
    }

    #[test]
    fn only_who_moved_for_the_training_is_asked_from_where_and_with_whom() {
        let mut s = trainee();
        s.shows("home_place", &["home_place", "tenure", "trn_move"]);
        s.send(&[("home_place", "1"), ("trn_move", "1")]).next_is("home_ags");
        let all = ["home_place", "home_ags", "tenure", "trn_move", "org_place", "mv_with"];
        s.shows("home_place", &all);
        s.send(&[("org_place", "4"), ("mv_with", "1")]).next_is("way_means");
        s.answer("trn_move", "0").sees("org_place", "").next_is("way_means");
        s.answer("way_min", "241").refused("way_min").answer("way_min", "25").next_is("found");
    }

    #[test]
    fn what_follows_depends_on_the_wish_to_stay() {
        let mut s = ahead(&[("home_place", "1")]);
        s.shows("stay_int", &["stay_work", "stay_int"]);
        s.answer("stay_int", "1").shows("stay_int", &["stay_work", "stay_int", "leave_why"]);
        s.answer("stay_int", "3");
        s.shows("stay_int", &["stay_work", "stay_int", "stay_cond", "leave_why"]);
        s.answer("stay_int", "4").shows("stay_int", &["stay_work", "stay_int", "stay_cond"]);
        s.answer("stay_int", "5").shows("stay_int", &["stay_work", "stay_int"]);
        s.next_is("gender").pass("you").next_is("review");
    }

    #[test]
    fn who_lives_outside_is_asked_whether_to_come() {
        let mut s = ahead(&[("home_place", "4")]);
        s.shows("come_int", &["stay_work", "come_int"]);
        s.answer("come_int", "2").shows("come_int", &["stay_work", "come_int", "stay_cond"]);
        s.pass("future").next_is("gender");
        // Who does not say where is asked as those are who live here.
        ahead(&[("trn_move", "0")]).shows("stay_int", &["stay_work", "stay_int"]);
    }

    #[test]
    fn it_offers_what_can_be_true_of_them() {
        let mut s = trainee();
        let here = ["Berne", "Brake (Unterweser)", "Butjadingen", "Elsfleth", "Jade"];
        let there = ["Lemwerder", "Nordenham", "Ovelgönne", "Stadland"];
        s.offers("trn_ags", &[&here[..], &there[..]].concat());
        s.offers(
            "edu_school",
            &[
                "ohne Abschluss von der Schule gegangen",
                "Hauptschulabschluss oder Volksschulabschluss",
                "Realschulabschluss, mittlere Reife",
                "Fachhochschulreife",
                "Abitur, allgemeine oder fachgebundene Hochschulreife",
                "anderer Abschluss, auch aus dem Ausland",
            ],
        );
    }

    #[test]
    fn who_is_too_young_elsewhere_or_declines_is_let_go() {
        interview("trainees").answer("cons_part", "0").next_is("no_consent");
        let mut s = interview("trainees");
        s.send(&[("cons_part", "1"), ("age", "15"), ("trn_here", "1")]).next_is("too_young");
        s.send(&[("age", "15"), ("trn_here", "2")]).next_is("too_young");
        s.send(&[("age", "16"), ("trn_here", "2")]).next_is("not_here");
        s.answer("trn_here", "3").next_is("not_here");
        s.answer("trn_here", "1").next_is("trn_field");
    }
}

mod firms {
    use super::*;

    /// On to the numbers.
    fn firm() -> Scenario {
        let mut s = interview("firms");
        s.answer("cons_part", "1").next_is("firm_sector").pass("firm").next_is("app_now");
        s
    }

    #[test]
    fn no_more_places_are_filled_than_were_offered() {
        let mut s = firm();
        s.shows("app_now", &["app_now", "app_off", "hard"]);
        s.send(&[("app_now", "1000"), ("app_off", "3")]).refused("app_now");
        s.send(&[("app_now", "4"), ("app_off", "3")]).next_is("app_fill");
        s.answer("app_fill", "4").refused("app_fill");
        s.answer("app_fill", "3").sees("app_fill", "3").next_is("decl_why");
        // Fewer are offered after all: now as many cannot have been filled.
        s.answer("app_off", "2").refused("app_fill");
        s.send(&[("app_off", "2"), ("app_fill", "0")]).next_is("decl_why");
        s.answer("app_off", "0").sees("app_fill", "").next_is("decl_why");
        s.shows("app_now", &["app_now", "app_off", "hard"]);
    }

    #[test]
    fn only_what_they_know_can_have_been_used() {
        let mut s = firm();
        s.pass("posts").next_is("decl_why").pass("young").next_is("firm_does").pass("does");
        s.next_is("kn").shows("kn", &["kn", "coop"]);
        s.send(&[("kn_01", "1"), ("kn_02", "2"), ("kn_14", "4")]).next_is("kn_use");
        assert_eq!(s.rows_of("kn_use"), ["kn_use_02", "kn_use_14"]);
        s.pass("schools").next_is("im_young").pass("county").next_is("review");
    }

    #[test]
    fn who_declines_is_let_go() {
        interview("firms").answer("cons_part", "0").next_is("no_consent");
    }
}

fn question<'q>(questionnaire: &'q Questionnaire, name: &str) -> &'q zugvogel::engine::Question {
    let mut questions = questionnaire.questions().iter();
    questions.find(|question| question.definition.name == name).unwrap()
}

/// What answers to a question mean in a language: its label, choices and role.
fn meaning(questionnaire: &Questionnaire, name: &str, language: &str) -> String {
    let question = question(questionnaire, name);
    let Question { kind, label, role, level, missing, max, .. } = &question.definition;
    let offered = questionnaire.choices(question).iter();
    let offered: Vec<(&str, &str)> =
        offered.map(|choice| (choice.value.as_str(), choice.label.get(language, ""))).collect();
    let label = label.get(language, "");
    format!("{kind:?} {label} {role:?} {level:?} {missing:?} {max:?} {offered:?}")
}

/// The rows of a battery, each with its item and label.
fn rows(questionnaire: &Questionnaire, name: &str, language: &str) -> BTreeMap<String, String> {
    let rows = question(questionnaire, name).definition.rows.iter();
    rows.map(|row| (row.name.clone(), format!("{:?} {}", row.item, row.label.get(language, ""))))
        .collect()
}

/// Whoever puts the instruments together finds the same questions under the same names.
#[test]
fn what_they_share_with_the_study_is_the_same() {
    let load = |name: &str| {
        let bytes = Folder.read(&format!("{name}.json")).unwrap();
        json::load(&bytes, &Folder).sound().unwrap()
    };
    let study = load("wesermarsch-full");
    let of_stayers = [
        "tie",
        "im_ag",
        "im_all",
        "im_rec_live",
        "leave_thought",
        "leave_code",
        "stay_int",
        "pr",
        "gender",
        "act_now",
    ];
    let of_school_leavers =
        ["im_ag", "im_all", "im_rec_live", "ret_int", "stay_int", "gender", "kn"];
    let of_trainees = [
        "org_place",
        "mv_with",
        "tie",
        "im_ag",
        "im_all",
        "kn",
        "im_rec_live",
        "im_rec_train",
        "stay_int",
        "gender",
        "edu_school",
        "wish_t",
    ];
    for (name, shared) in [
        ("stayers", &of_stayers[..]),
        ("school-leavers", &of_school_leavers[..]),
        ("trainees", &of_trainees[..]),
        ("firms", &["kn", "pr", "wish_t"][..]),
    ] {
        let own = load(name);
        for question in shared {
            for language in &own.definition().languages {
                let here = meaning(&own, question, language);
                assert_eq!(here, meaning(&study, question, language), "{name}");
                let known = rows(&study, question, language);
                // Each instrument may ask for more than the study.
                for (row, here) in rows(&own, question, language) {
                    assert!(known.get(&row).is_none_or(|there| *there == here), "{name}: {row}");
                }
            }
        }
    }
}

/// Who stayed is asked for the same offers in the same words, for today.
#[test]
fn of_offers_who_stayed_is_asked_what_newcomers_are() {
    let load = |name: &str| {
        let bytes = Folder.read(&format!("{name}.json")).unwrap();
        json::load(&bytes, &Folder).sound().unwrap()
    };
    let (study, own) = (load("wesermarsch-full"), load("stayers"));
    for (name, time) in [("of_imp", "w_imp"), ("of_know", "w_know")] {
        for language in &own.definition().languages {
            let (there, here) = (question(&study, name), question(&own, name));
            let today = &study.choices(question(&study, time))[0];
            let pipe = format!("${{{time}}}");
            let said = there.definition.label.get(language, "");
            let said = said.replace(&pipe, today.label.get(language, ""));
            assert_eq!(here.definition.label.get(language, ""), said);
            assert_eq!(rows(&own, name, language), rows(&study, name, language));
            let codes = |of: &Questionnaire, it| -> Vec<String> {
                of.choices(it).iter().map(|choice| choice.value.clone()).collect()
            };
            assert_eq!(codes(&own, here), codes(&study, there), "{name}");
            assert_eq!(here.definition.missing, there.definition.missing, "{name}");
        }
    }
    // The standard question, on a scale with the same values.
    for language in &own.definition().languages {
        let label = |of: &Questionnaire| {
            question(of, "life_sat").definition.label.get(language, "").to_owned()
        };
        assert_eq!(label(&own), label(&study));
    }
}
