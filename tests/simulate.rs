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
fn print_it() {
    let q = questionnaire("wesermarsch");
    let p = profile(&q);
    let start = std::time::Instant::now();
    let all = walked(&q, &p, 300, 1);
    println!("{} {:?}", all.len(), start.elapsed());
    let book = Codebook::new(&q);
    let mut out = String::new();
    for v in &book.variables {
        out += &v.name;
        out.push('\t');
    }
    out.push('\n');
    for w in &all {
        if let Walked::Submitted(r) = w {
            for v in &book.variables {
                let cell = v.cell(r, "1");
                if !v.admits(&cell) {
                    println!("NOT ADMITTED {} {cell}", v.name);
                }
                out += &cell.replace(['\n', '\t'], " ");
                out.push('\t');
            }
            out.push('\n');
        } else {
            println!("{:?}", std::mem::discriminant(w));
        }
    }
    std::fs::write("/tmp/simgen/out.tsv", out).unwrap();
}
