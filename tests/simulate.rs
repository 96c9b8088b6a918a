//! Synthetic residents walk the real questionnaires.
#![expect(clippy::unwrap_used, clippy::panic, reason = "in a test, a panic is the report")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use zugvogel::app::simulate::{Profile, Walked, simulate};
use zugvogel::engine::expr::{Calendar, Env};
use zugvogel::engine::{Codebook, Questionnaire, Response};
use zugvogel::formats::{Directory, json};

fn directory() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("questionnaires")
}

#[track_caller]
fn questionnaire(name: &str) -> Questionnaire {
    let bytes = std::fs::read(directory().join(format!("{name}.json"))).unwrap();
    let checked = json::load(&bytes, &Directory(directory()));
    checked.questionnaire.unwrap_or_else(|| panic!("{:#?}", checked.problems))
}

#[track_caller]
fn profile(questionnaire: &Questionnaire) -> Profile {
    let name = format!("{}.simulation.json", questionnaire.definition().name);
    let bytes = std::fs::read(directory().join(name)).unwrap();
    Profile::load(&bytes, questionnaire).unwrap_or_else(|problems| {
        panic!("{}", problems.iter().map(|p| p.to_string() + "\n").collect::<String>())
    })
}

fn env() -> Env {
    let calendar = Calendar::from_words(
        "Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez",
        "So Mo Di Mi Do Fr Sa",
    );
    let now = jiff::Timestamp::from_second(1_700_000_000).unwrap();
    let now = now.to_zoned(jiff::tz::TimeZone::UTC);
    Env { now, calendar: Arc::new(calendar.unwrap()) }
}

fn walked(questionnaire: &Questionnaire, profile: &Profile, n: usize, seed: u64) -> Vec<Walked> {
    let env = env();
    simulate(questionnaire, profile, n, seed, &env)
        .collect::<Result<_, _>>()
        .unwrap_or_else(|error| panic!("{error}: {:?}", std::error::Error::source(&error)))
}

#[test]
fn a_questionnaire_without_a_profile_can_be_walked() {
    for (name, n) in [("feedback", 100), ("wesermarsch", 100)] {
        let q = questionnaire(name);
        let start = std::time::Instant::now();
        let all = walked(&q, &Profile::default(), n, 3);
        println!("{name} {n} {} {:?}", all.len(), start.elapsed());
    }
}
