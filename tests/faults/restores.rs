//! A store comes from a backup: that is recognised before anything is served, and once it is put in order
//! nobody answers twice, nothing arrives twice, what was withdrawn stays so, and what is lost is told.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use zugvogel::app::jobs::{JobSpec, Runner};
use zugvogel::app::respondents::headings::BELIEVED;
use zugvogel::app::{Actor, App};
use zugvogel::clock::Clock;
use zugvogel::domain::JobKind;
use zugvogel::ids::Slug;
use zugvogel::storage::Store;

use crate::browser::Ask;
use crate::databases::Kind;
use crate::place::Place;
use crate::program::Server;
use crate::resident::Resident;

pub(crate) const SURVEY: &str = "brief";

/// A survey with codes that mixes five at once, and anybody may answer it without one.
pub(crate) fn with_codes(kind: Kind) -> Option<(Place, Vec<String>)> {
    offering(kind, &["--mode", "anonymous", "--open-door", "--withdrawal"])
}

fn offering(kind: Kind, offers: &[&str]) -> Option<(Place, Vec<String>)> {
    let place = Place::new(kind)?;
    let create = ["survey", "create", "--questionnaire", "feedback", "--slug", SURVEY];
    place.run(&[&create[..], offers, &["--batch", "5", "--yes"]].concat());
    let codes = draw(&place, "codes.csv");
    Some((place, codes))
}

fn feedback() -> String {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/questionnaires/feedback.json");
    std::fs::read_to_string(file).unwrap()
}

/// Gives the survey this version.
fn publish(place: &Place, document: &str) {
    let file = place.beside().join("next.json");
    std::fs::write(&file, document).unwrap();
    place.run(&["questionnaire", "publish", file.to_str().unwrap(), "--survey", SURVEY, "--yes"]);
}

fn draw(place: &Place, file: &str) -> Vec<String> {
    let out = place.beside().join(file);
    place.run(&["codes", SURVEY, "--count", "14", "--out", out.to_str().unwrap(), "--yes"]);
    let lines = std::fs::read_to_string(out).unwrap();
    lines.lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect()
}

/// Answers up to the review, with the code as the wish.
pub(crate) fn begin<'d>(
    door: &'d crate::program::Socket,
    code: Option<&str>,
    wish: &str,
) -> Resident<'d> {
    let mut resident = Resident::new(door, SURVEY, "de");
    match code {
        Some(code) => resident.enter(code),
        None => resident.send(Ask::form(&format!("/s/{SURVEY}/start"), &[])),
    };
    resident.open("/p/besuch").answer(&[("often", "4")]).answer(&[("wish", wish)]).is_on("review");
    resident
}

pub(crate) fn submit(server: &Server, codes: &[String]) {
    for code in codes {
        begin(&server.door(), Some(code), code).press().is_on("done");
    }
}

pub(crate) fn is_used(server: &Server, code: &str) {
    Resident::new(&server.door(), SURVEY, "de").enter(code).has_status(409);
}

/// Every command that would serve or move something is refused, and says what to do.
#[track_caller]
pub(crate) fn is_refused(place: &Place) {
    for command in [
        &["serve"][..],
        &["serve", "--role", "worker"],
        &["mix", SURVEY],
        &["count", SURVEY],
        &["codes", SURVEY, "--count", "1", "--out", "nowhere.csv", "--yes"],
        // Sees but one store, and was told by the others.
        &["serve", "--role", "respond"],
    ] {
        let why = place.refused(command);
        assert!(why.contains("zugvogel reconcile"), "{command:?}: {why}");
    }
}

/// How often each wish is in the results.
pub(crate) fn wishes(place: &Place) -> BTreeMap<String, usize> {
    place.run(&["mix", SURVEY, "--force"]);
    place.wishes_of(SURVEY)
}

fn once<'w>(wishes: impl IntoIterator<Item = &'w String>) -> BTreeMap<String, usize> {
    wishes.into_iter().map(|wish| (wish.clone(), 1)).collect()
}

fn an_older_collect(kind: Kind) {
    let Some((place, codes)) = with_codes(kind) else { return };
    let server = place.serve();
    submit(&server, &codes[..3]);
    begin(&server.door(), Some(&codes[3]), "half done");
    drop(server);
    place.copies.keep(Store::Collect, "yesterday");

    let server = place.serve();
    submit(&server, &codes[3..10]);
    let door = server.door();
    for wish in ["without one", "without two", "without three"] {
        begin(&door, None, wish).press().is_on("done");
    }
    drop(server);
    // As once a day: half of those with codes go, the others and those without stay.
    let slug = Slug(SURVEY.to_owned());
    let mixed = place.app().mix(&Actor::Operator, &slug, &mut rand::rng()).unwrap();
    assert_eq!((mixed.moved, mixed.waiting), (5, 8));
    let moved = place.wishes_of(SURVEY);
    let again = codes[..3].iter().filter(|code| moved.contains_key(*code)).count();
    let later = draw(&place, "later.csv");
    place.copies.put_back(Store::Collect, "yesterday");

    is_refused(&place);
    let told = place.run(&["migrate"]).out;
    assert!(told.contains("made anew: collect") && told.contains("zugvogel reconcile"), "{told}");
    let told = place.run(&["reconcile"]).out;
    for line in [
        "from a backup: collect".to_owned(),
        "10 ids were used".to_owned(),
        "1 draft of somebody who has submitted goes".to_owned(),
        format!("LOST: {} responses that the stores know of", 5 + again),
        "14 codes are not admitted any more".to_owned(),
        "nothing was changed yet".to_owned(),
    ] {
        assert!(told.contains(&line), "{line}: {told}");
    }
    let arrived = match again {
        1 => "1 waiting response has arrived before".to_owned(),
        _ => format!("{again} waiting responses have arrived before"),
    };
    assert_eq!(told.contains(&arrived), again > 0, "{told}");
    is_refused(&place);
    place.run(&["reconcile", "--yes"]);
    let told = place.run(&["reconcile"]).out;
    assert!(told.contains("nothing to do"), "{told}");

    let server = place.serve();
    for code in &codes[..10] {
        is_used(&server, code);
    }
    submit(&server, &codes[10..12]);
    Resident::new(&server.door(), SURVEY, "de").enter(&later[0]).has_status(422);
    drop(server);
    // Those who waited and were not in the backup are lost, as it was said; all others are there once.
    let kept = codes[..3].iter().chain(moved.keys()).chain(&codes[10..12]);
    assert_eq!(wishes(&place), once(kept));
}

#[test]
fn an_older_collect_on_sqlite() {
    an_older_collect(Kind::Sqlite);
}

#[test]
fn an_older_collect_on_postgres() {
    an_older_collect(Kind::Postgres);
}

/// A copy of which nothing tells but that a server started, or ended, since.
fn one_of_the_same_hour(kind: Kind) {
    let Some((place, codes)) = with_codes(kind) else { return };
    place.serve().stop();
    place.copies.keep(Store::Collect, "cold");
    let mut server = place.serve();
    submit(&server, &codes[..1]);
    server.kill();
    place.copies.keep(Store::Collect, "newest");
    place.copies.put_back(Store::Collect, "cold");
    is_refused(&place);

    place.copies.put_back(Store::Collect, "newest");
    let mut server = place.serve();
    place.copies.keep(Store::Collect, "warm");
    submit(&server, &codes[1..2]);
    server.stop();
    place.copies.put_back(Store::Collect, "warm");
    is_refused(&place);
    place.run(&["reconcile", "--yes"]);
    place.serve().stop();
}

#[test]
fn one_of_the_same_hour_on_sqlite() {
    one_of_the_same_hour(Kind::Sqlite);
}

#[test]
fn one_of_the_same_hour_on_postgres() {
    one_of_the_same_hour(Kind::Postgres);
}

/// A copy that was made by other means under a server that was killed, a minute later and not before a mix.
fn one_of_a_minute_ago(kind: Kind) {
    let Some((place, codes)) = with_codes(kind) else { return };
    let mut server = place.serve();
    place.copies.keep(Store::Collect, "warm");
    submit(&server, &codes[..1]);
    server.kill();
    // What the server would have done a minute later; the only thing, since too few wait.
    place.end_leases();
    let a_minute_later = App { clock: in_minutes(2), ..place.app() };
    let minutely = JobSpec::find(JobKind::Mix).unwrap();
    assert_eq!(Runner::new(a_minute_later).run_due(minutely).unwrap(), 1);
    place.copies.put_back(Store::Collect, "warm");
    is_refused(&place);
}

fn in_minutes(minutes: i64) -> Clock {
    Clock::Fixed(Clock::System.now() + SignedDuration::from_mins(minutes))
}

#[test]
fn one_of_a_minute_ago_on_sqlite() {
    one_of_a_minute_ago(Kind::Sqlite);
}

#[test]
fn one_of_a_minute_ago_on_postgres() {
    one_of_a_minute_ago(Kind::Postgres);
}

fn older_results(kind: Kind) {
    let Some((place, codes)) = with_codes(kind) else { return };
    let server = place.serve();
    let door = server.door();
    let mut withdrawing = begin(&door, Some(&codes[0]), &codes[0]);
    withdrawing.press().is_on("done");
    let html = withdrawing.page.html();
    let (_, shown) = html.split_once("<p class=\"code\"><bdi dir=\"ltr\">").unwrap();
    let withdrawal = shown.split_once('<').unwrap().0;
    submit(&server, &codes[1..6]);
    drop(server);
    place.run(&["mix", SURVEY, "--force"]);
    place.copies.keep(Store::Results, "yesterday");

    let server = place.serve();
    let door = server.door();
    Resident::new(&door, SURVEY, "de").open("/withdraw").answer(&[("code", withdrawal)]);
    submit(&server, &codes[6..11]);
    drop(server);
    place.run(&["mix", SURVEY, "--force"]);
    place.copies.put_back(Store::Results, "yesterday");

    is_refused(&place);
    let told = place.run(&["reconcile", "--yes"]).out;
    for line in [
        "from a backup: results",
        "1 response was withdrawn, and goes again",
        "LOST: 5 responses that the stores know of",
        "done",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
    let server = place.serve();
    is_used(&server, &codes[6]);
    submit(&server, &codes[11..12]);
    drop(server);
    let mut expected = once(&codes[1..6]);
    expected.insert(codes[11].clone(), 1);
    assert_eq!(wishes(&place), expected);
}

#[test]
fn older_results_on_sqlite() {
    older_results(Kind::Sqlite);
}

#[test]
fn older_results_on_postgres() {
    older_results(Kind::Postgres);
}

fn an_older_office(kind: Kind) {
    let Some((place, codes)) = with_codes(kind) else { return };
    place.copies.keep(Store::Office, "yesterday");
    place.copies.keep(Store::Collect, "yesterday");
    let server = place.serve();
    submit(&server, &codes[..5]);
    drop(server);
    place.run(&["mix", SURVEY, "--force"]);
    place.copies.put_back(Store::Office, "yesterday");

    is_refused(&place);
    let told = place.run(&["reconcile", "--yes"]).out;
    for line in ["from a backup: office", "about 5 responses came with codes"] {
        assert!(told.contains(line), "{line}: {told}");
    }
    let server = place.serve();
    is_used(&server, &codes[0]);
    submit(&server, &codes[5..10]);
    drop(server);
    place.run(&["mix", SURVEY, "--force"]);

    // The office knows again who has answered, should `collect` be next.
    place.copies.put_back(Store::Collect, "yesterday");
    is_refused(&place);
    let told = place.run(&["reconcile", "--yes"]).out;
    assert!(told.contains("10 ids were used"), "{told}");
    let server = place.serve();
    codes[..10].iter().for_each(|code| is_used(&server, code));
    drop(server);
    assert_eq!(wishes(&place), once(&codes[..10]));

    // And should it be lost.
    place.copies.lose(Store::Collect);
    place.run(&["migrate", "--new", "collect"]);
    is_refused(&place);
    let told = place.run(&["reconcile", "--yes"]).out;
    for line in ["put into the field again", "14 codes are not admitted", "10 ids were used"] {
        assert!(told.contains(line), "{line}: {told}");
    }
    let server = place.serve();
    begin(&server.door(), None, "without").press().is_on("done");
}

/// Where a response is its invitation's, too: whoever waited in the older copy and has arrived since is there once.
fn an_older_collect_of_a_confidential_survey(kind: Kind) {
    let Some((place, codes)) = offering(kind, &["--mode", "confidential"]) else { return };
    let server = place.serve();
    submit(&server, &codes[..3]);
    drop(server);
    place.copies.keep(Store::Collect, "yesterday");
    let server = place.serve();
    submit(&server, &codes[3..6]);
    drop(server);
    place.run(&["mix", SURVEY, "--force"]);
    place.copies.put_back(Store::Collect, "yesterday");

    is_refused(&place);
    let told = place.run(&["reconcile", "--yes"]).out;
    for line in ["3 waiting responses have arrived before", "3 ids were used"] {
        assert!(told.contains(line), "{line}: {told}");
    }
    assert!(!told.contains("LOST: "), "{told}");
    let server = place.serve();
    codes[..6].iter().for_each(|code| is_used(&server, code));
    submit(&server, &codes[6..8]);
    drop(server);
    assert_eq!(wishes(&place), once(&codes[..8]));
}

#[test]
fn an_older_collect_of_a_confidential_survey_on_sqlite() {
    an_older_collect_of_a_confidential_survey(Kind::Sqlite);
}

#[test]
fn an_older_collect_of_a_confidential_survey_on_postgres() {
    an_older_collect_of_a_confidential_survey(Kind::Postgres);
}

/// Versions and days that were decided since the backup are in `collect`, and what was answered by them is read.
fn an_office_from_before_a_version(kind: Kind) {
    let Some((place, codes)) = with_codes(kind) else { return };
    let server = place.serve();
    submit(&server, &codes[..1]);
    place.copies.keep(Store::Office, "yesterday");
    let feedback = feedback();
    // A change of texts, another, and back to what it was.
    for (from, to) in [("Wie oft ", "Wie häufig "), ("\"required\": true,", ""), ("", "")] {
        publish(&place, &feedback.replace(from, to));
    }
    std::thread::sleep(BELIEVED);
    submit(&server, &codes[1..5]);
    place.run(&["survey", "pause", SURVEY]);
    drop(server);
    place.run(&["mix", SURVEY, "--force"]);
    place.copies.put_back(Store::Office, "yesterday");

    is_refused(&place);
    let told = place.run(&["reconcile", "--yes"]).out;
    assert!(
        told.contains("2 versions were published since") && told.contains("its days were changed"),
        "{told}"
    );
    let versions = place.run(&["questionnaire", "versions", SURVEY, "--json"]).out;
    let versions: serde_json::Value = serde_json::from_str(&versions).unwrap();
    let hashes: Vec<&str> =
        versions.as_array().unwrap().iter().map(|it| it["hash"].as_str().unwrap()).collect();
    assert_eq!((hashes.len(), hashes[0]), (4, hashes[3]), "the last is the first again");
    assert!(place.run(&["survey", "show", SURVEY]).out.contains("paused"));
    assert_eq!(wishes(&place), once(&codes[..5]));
}

/// The office takes a version for the current one that was withdrawn since; responses answer one that only the
/// results have; and `collect` is from before a pause.
fn copies_from_between_versions(kind: Kind) {
    let Some((place, codes)) = with_codes(kind) else { return };
    let feedback = feedback();
    let shorter = feedback.replace("\"required\": true,", "");
    let versions = || place.run(&["questionnaire", "versions", SURVEY]).out;
    place.copies.keep(Store::Collect, "first");
    place.copies.keep(Store::Office, "first");
    publish(&place, &shorter);
    place.copies.keep(Store::Office, "second");
    publish(&place, &feedback);
    drop(place.serve());
    place.copies.put_back(Store::Office, "second");
    is_refused(&place);
    let told = place.run(&["reconcile", "--yes"]).out;
    assert!(told.contains("1 version was published since"), "{told}");
    assert_eq!(versions().lines().count(), 3, "{}", versions());

    place.run(&["survey", "pause", SURVEY]);
    drop(place.serve());
    place.copies.put_back(Store::Collect, "first");
    let told = place.run(&["reconcile", "--yes"]).out;
    assert!(told.contains("collect has an older version or older days"), "{told}");
    let server = place.serve();
    Resident::new(&server.door(), SURVEY, "de").has_status(503);
    drop(server);

    place.run(&["survey", "open", SURVEY]);
    publish(&place, &shorter.replace("Wie oft ", "Wie häufig "));
    let server = place.serve();
    submit(&server, &codes[..2]);
    drop(server);
    place.run(&["mix", SURVEY, "--force"]);
    place.copies.put_back(Store::Collect, "first");
    place.copies.put_back(Store::Office, "first");
    let told = place.run(&["reconcile", "--yes"]).out;
    assert!(told.contains("that no store has") && told.contains("published again"), "{told}");
    publish(&place, &shorter.replace("Wie oft ", "Wie häufig "));
    assert_eq!(wishes(&place), once(&codes[..2]));
    assert!(place.run(&["reconcile"]).out.contains("nothing to do"));
}

#[test]
fn copies_from_between_versions_on_sqlite() {
    copies_from_between_versions(Kind::Sqlite);
}

#[test]
fn copies_from_between_versions_on_postgres() {
    copies_from_between_versions(Kind::Postgres);
}

#[test]
fn an_office_from_before_a_version_on_sqlite() {
    an_office_from_before_a_version(Kind::Sqlite);
}

#[test]
fn an_office_from_before_a_version_on_postgres() {
    an_office_from_before_a_version(Kind::Postgres);
}

#[test]
fn an_older_office_on_sqlite() {
    an_older_office(Kind::Sqlite);
}

#[test]
fn an_older_office_on_postgres() {
    an_older_office(Kind::Postgres);
}
