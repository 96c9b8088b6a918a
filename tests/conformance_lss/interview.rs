//! What was taken over, answered: it behaves as in LimeSurvey.

use zugvogel::app;
use zugvogel::clock::Clock;
use zugvogel::engine::model::Definition;
use zugvogel::engine::{Form, Interview, check};
use zugvogel::formats::{json, lss};
use zugvogel::i18n::Locale;

use crate::sample::{Layout, sample, write};
use crate::scenario::{NoFiles, Scenario};

/// Shows every page in every language, with the answers an interview begins with; says how many
/// questions were shown.
pub(crate) fn show_all(definition: &Definition) -> usize {
    let questionnaire = check(definition.clone()).sound().unwrap();
    let clock = Clock::Fixed("2026-06-15T10:00:00Z".parse().unwrap());
    let env = app::env(&clock, Locale::find("en").unwrap());
    let mut shown = 0;
    for language in &definition.languages {
        let draft = Interview::begin(&questionnaire, 7, language, &env);
        let interview = Interview::new(&questionnaire, &draft, &env);
        for at in 0..questionnaire.pages().len() {
            shown += interview.page_with(at, &Form::default(), &[]).questions.len();
        }
    }
    shown
}

fn interview() -> Scenario {
    let mut sample = sample();
    // Its own pages, so that every step is seen
    for question in &mut sample.questions {
        question.more.retain(|(column, _)| *column != "mandatory");
    }
    let (definition, _) = lss::read(write(&sample, Layout::New).as_bytes()).unwrap();
    Scenario::load(json::write(&definition).unwrap().as_bytes(), &NoFiles)
}

#[test]
fn whoever_stayed_is_screened_out() {
    interview().send(&[("moved", "N"), ("from", "-1")]).next_is("end_away");
}

#[test]
fn movers_are_asked_why() {
    let mut s = interview();
    s.answer("moved", "Y").shows("moved", &["moved", "age", "from"]);
    s.send(&[("moved", "Y"), ("age", "18"), ("from", "HB")]).next_is("why");
    s.speak("en").reads("why", "Why did you move at 18?");
    s.reads("thanks", "You came from town.").reads("years_shown", "47");
    // `who` is asked of those who are not 18, `how` of those who named a reason.
    s.sees("why", "job").sees("rooms_a", "");
    s.answer("age", "20").answer("why", "fam");
    s.shows(
        "why",
        &[
            "why",
            "how",
            "who",
            "who_r1_row",
            "who_r1_c1",
            "who_r1_c2",
            "rank",
            "thanks",
            "years_shown",
            "more",
            "file",
            "dual",
            "dual_0",
            "when",
            "rooms",
            "rooms_a",
            "rooms_b",
            "again",
            "again_comment",
            "grid",
            "grid_r_row",
            "grid_r_c",
        ],
    );
}

#[test]
fn answers_are_checked() {
    let mut s = interview();
    s.send(&[("moved", "Y"), ("age", "20"), ("from", "HB")]);
    s.answer("when", "1999-01-01").refused("when");
    // Both rooms together are to be one more than the first.
    s.send(&[("rooms_a", "2"), ("rooms_b", "1")]).next_is("review");
}
