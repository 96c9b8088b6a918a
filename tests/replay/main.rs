//! The attack by replay: somebody holds the files after every submission and answers, over HTTP in an
//! installation of his own, as each response in the results did. So he learns how long its drafts and its
//! inbox row would be, how often it would be saved, and which files it had, and looks for the person in
//! whose rows he saw that. People answer the Wesermarsch study over HTTP with codes, several at a time, in
//! several languages; they go back and change their minds, send files, break off, opt out and withdraw.
//!
//! What is stored must tell no more than guessing among those who were mixed with her. The same attack on
//! what the program stored before (steps of 1 KiB, a revision that counts saves, no pool) must find many
//! people, or it proves nothing. What is not kept from anybody is measured: who sees every single write,
//! and the number of files.
//!
//! Begin with [`field`]; what is compared stands in [`strategies`].
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "clippy takes only functions marked as tests for tests"
)]

#[path = "../support/app.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod app;
#[path = "../support/browser.rs"]
mod browser;
#[path = "../support/databases.rs"]
mod databases;
#[path = "../support/html.rs"]
mod html;
#[path = "../support/resident.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod resident;

mod answering;
mod field;
mod files;
mod installation;
mod leaving;
mod strategies;

use std::collections::BTreeMap;

use zugvogel::app::builtin::{Builtin, find_profile, find_questionnaire};
use zugvogel::app::simulate::{Profile, Walked, simulate};
use zugvogel::engine::Questionnaire;
use zugvogel::engine::expr::Env;
use zugvogel::formats::json;

use answering::Mind;
use databases::{Kind, TestStores, both, stores};
use field::{Field, replay};
use files::count_sequences;
use installation::{Installation, study};
use strategies::{BEFORE, MEASURED, OURS, Person, Replayed, Strategy, WEAKER, found};

const BATCH: i32 = 20;
/// People who submit in a round, and others who do not.
const PEOPLE: usize = 40;
const OTHERS: usize = 8;
/// People who answer at the same time.
const AT_ONCE: usize = 4;
/// What a strategy may find on average, as a multiple of guessing.
const MOST: f64 = 1.5;
/// Rounds at most. In one round of 40 people what is found by chance has a standard deviation of half of what
/// guessing finds, so one strategy in seven that knows nothing is above [`MOST`] in it; in each of 12 rounds
/// it is one in several thousand. All but marks and ids follows from the rounds' numbers, so that SQLite gives
/// the same figures whenever it is asked, and what found somebody once finds her each time.
const ROUNDS: u64 = 12;

/// Who answers in a round: people as they are simulated, of whom a tenth send files.
fn minds(people: usize, round: u64, env: &Env) -> Vec<Mind> {
    let questionnaire: Questionnaire =
        json::load(find_questionnaire("wesermarsch").unwrap(), &Builtin).sound().unwrap();
    let profile = Profile::load(find_profile("wesermarsch").unwrap(), &questionnaire).unwrap();
    let walked = simulate(&questionnaire, &profile, people, round, env);
    let responses = walked.filter_map(|walked| match walked.unwrap() {
        Walked::Submitted(response) => Some(response),
        _ => None,
    });
    let mind = |(number, response)| {
        let files = match number % 20 {
            0..18 => [None, None],
            18 => [Some(vec![b'a'; 900]), None],
            _ => [Some(vec![b'a'; 900]), Some(vec![b'b'; 900])],
        };
        Mind::of(&response, files)
    };
    responses.enumerate().map(mind).collect()
}

/// The county and the attacker's home.
struct Places {
    questionnaire: Questionnaire,
    county: Installation,
    home: Installation,
}

impl Places {
    fn new(county: TestStores, batch: i32) -> Self {
        let questionnaire = study();
        let codes = (PEOPLE + OTHERS) * usize::try_from(ROUNDS).unwrap();
        let county = Installation::new(county, &questionnaire, batch, codes);
        let home = stores(Kind::Sqlite).unwrap();
        let home = Installation::new(home, &questionnaire, batch, codes);
        Self { questionnaire, county, home }
    }

    /// People answer, and the attacker answers as each of them did.
    fn round(&self, number: u64, people: usize, at_once: usize) -> (Vec<Person>, Vec<Replayed>) {
        let env = self.county.app.app.respondents().interviews().env("de", 1);
        let minds = minds(people, number, &env);
        let field = Field::new(&self.county, &self.questionnaire, number);
        let (people, responses) = field.round(minds, at_once);
        let replayed = responses.iter().map(|(id, response)| {
            let files = self.county.files(id, response);
            replay(&self.home, &self.questionnaire, response, files)
        });
        let replayed = replayed.collect();
        (people, replayed)
    }
}

/// How many people each strategy found, and how many guessing finds.
#[derive(Default)]
struct Tally {
    found: BTreeMap<&'static str, f64>,
    guessed: f64,
}

impl Tally {
    fn add(&mut self, people: &[Person], replayed: &[Replayed]) {
        self.guessed += people.len() as f64 / f64::from(BATCH);
        for (name, fit) in OURS.iter().chain(&BEFORE).chain(&WEAKER).chain(&MEASURED) {
            *self.found.entry(name).or_default() += found(*fit, people, replayed);
        }
        println!("times what guessing finds: {:.2?}", self.times());
    }

    /// As a multiple of guessing.
    fn times(&self) -> BTreeMap<&'static str, f64> {
        self.found.iter().map(|(name, found)| (*name, found / self.guessed)).collect()
    }

    fn is_found(&self, strategy: &Strategy) -> bool {
        self.found[strategy.0] > MOST * self.guessed
    }
}

/// Lets people answer, round after round, until what seemed too good was luck.
fn attack(places: &Places) {
    let mut tally = Tally::default();
    for round in 1..=ROUNDS {
        let (people, replayed) = places.round(round, PEOPLE + OTHERS, AT_ONCE);
        assert!(people.len() > PEOPLE * 8 / 10, "{}", people.len());
        tally.add(&people, &replayed);
        let one = people[0].inbox.0;
        let drafts = people.iter().flat_map(|it| it.drafts.iter().map(|seen| seen.length));
        assert!(drafts.chain(people.iter().map(|it| it.inbox.0)).all(|length| length == one));
        // What is to be seen was seen.
        let saved: usize = people.iter().map(|it| it.lengths.len()).sum();
        let logged: usize = people.iter().map(|it| it.logged.len()).sum();
        let is_on_server = places.county.stores.collect.is_on_server();
        let sees = format!("{logged} of {saved} saves in the files and their log");
        assert!(is_on_server || 2 * logged > saved, "{sees}");
        println!("{sees}");
        let is_safe = !OURS.iter().any(|strategy| tally.is_found(strategy));
        if is_safe && BEFORE.iter().all(|strategy| tally.is_found(strategy)) {
            return;
        }
    }
    panic!("somebody can be found, or the attack is too weak: {:.2?}", tally.times());
}

both! {
    fn nobody_is_found_by_replaying_responses(stores) {
        let places = Places::new(stores, BATCH);
        assert_eq!(count_sequences(&places.county), 0, "a sequence counts what happens");
        attack(&places);
    }
}

/// Where each response leaves at once, the moment it comes tells whose it is.
#[test]
fn everybody_is_found_without_a_pool() {
    let places = Places::new(stores(Kind::Sqlite).unwrap(), 1);
    let (people, _) = places.round(1, 8, 2);
    assert!(people.len() > 3 && people.iter().all(|person| person.arrived == 1), "{people:?}");
}

/// What `docs/privacy.md` says of who sees every write, and of files, with more people. To see the figures:
/// `cargo test --test replay -- --ignored --nocapture`
#[test]
#[ignore = "takes minutes and says only how much"]
fn what_is_not_kept_from_anybody() {
    let places = Places::new(stores(Kind::Sqlite).unwrap(), BATCH);
    for at_once in [AT_ONCE, 1] {
        println!("{at_once} at the same time");
        let mut tally = Tally::default();
        for round in 1..=4 {
            let (people, replayed) = places.round(round, PEOPLE + OTHERS, at_once);
            tally.add(&people, &replayed);
        }
    }
}
