//! What single questions do with what is typed: errors at the field and in the summary, searching,
//! "other", exclusive choices, piped texts.

use crate::app::TestApp;
use crate::databases::both;

both! {
    /// Every error names its field, and what was typed is still there.
    fn errors_stand_at_the_field_and_keep_what_was_typed(stores) {
        let app = TestApp::new(stores);
        let mut resident = app.resident("wesermarsch");
        resident.press().says_error_at("cons_part");
        resident.answer(&[("cons_part", "1")]).press().says_error_at("age_gate");
        resident.answer(&[("age_gate", "1")]).answer(&[("mv_dir", "1")]).is_on("p02a");
        resident.press().is_on("p02b");
        for (year, month, field) in [
            ("neunzehn", "9", "mv_year"),
            ("2019,5", "9", "mv_year"),
            ("1066", "9", "mv_year"),
            ("2015", "2", "mv_month"),
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
        let mut reader = crate::resident::Resident::new(&app, "feedback", "en");
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

    fn a_long_list_is_searched_without_script(stores) {
        let app = TestApp::new(stores);
        let mut resident = app.resident("wesermarsch");
        let answers =
            [("cons_part", "1"), ("age_gate", "1"), ("mv_dir", "1"), ("org_place", "3")];
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

    /// A place of another region is forgotten on the page, not on the way back.
    fn a_choice_that_is_no_longer_offered_is_not_searched_for(stores) {
        let app = TestApp::new(stores);
        let mut resident = app.resident("wesermarsch");
        let answers = [
            ("cons_part", "1"), ("age_gate", "1"), ("mv_dir", "1"), ("org_place", "2"),
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
        let answers = [("cons_part", "1"), ("age_gate", "1"), ("mv_dir", "6")];
        resident.walk(&answers);
        resident.is_on("outside").sees("zwischen Mai 2015 und April 2021").sees_not("${");
    }
}
