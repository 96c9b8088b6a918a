//! What a page costs, in a measure that is the same on every machine; and how long what was read
//! before is believed.

use zugvogel::engine::interview::evaluations;

use crate::app::TestApp;
use crate::browser::{Ask, Door};
use crate::databases::both;

both! {
    /// Before, with what was typed, and after; and what is shown.
    fn a_form_is_evaluated_three_times_at_most_and_a_page_once(stores) {
        let app = TestApp::new(stores);
        let mut resident = app.resident("wesermarsch");
        resident.answer(&[("cons_part", "1")]).is_on("p01");
        let evaluated = |ask: &Ask| {
            let before = evaluations();
            let answer = app.send(ask).unwrap();
            (answer.status, evaluations() - before)
        };
        let page = resident.browser.dressed(Ask::get("/s/wesermarsch/p/p01"));
        assert_eq!(evaluated(&page), (200, 1));
        let refused = resident.whole(&[]);
        assert_eq!(evaluated(&refused), (422, 3));
        let accepted = resident.whole(&[("birth_y", "1995")]);
        assert_eq!(evaluated(&accepted), (303, 3));
        let overview = resident.browser.dressed(Ask::get("/s/wesermarsch/overview"));
        assert_eq!(evaluated(&overview), (200, 1));
    }

    fn a_survey_that_another_node_closed_is_closed_within_a_second(stores) {
        let app = TestApp::new(stores);
        let mut reader = app.resident("feedback");
        reader.is_on("besuch");
        app.close_surveys();
        reader.open("/p/besuch").has_status(410);
    }
}
