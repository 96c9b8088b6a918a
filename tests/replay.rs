//! The attack by replay: somebody holds `collect` after every submission and answers, on an installation of
//! his own, as each response in the results did. So he learns how long its drafts and its inbox row would
//! be, and how often it would be saved, and looks for the person in whose rows he saw that. People answer
//! the Wesermarsch study over HTTP with codes, several at a time, in several languages; they go back and
//! change their minds, break off, opt out and withdraw.
//!
//! What is stored must tell no more than guessing among those who were mixed with her. The same attack on
//! what the program stored before (steps of 1 KiB, a revision that counts saves) must find many people,
//! or it proves nothing. What somebody learns who sees every single write is printed.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "clippy takes only functions marked as tests for tests"
)]

#[path = "support/app.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod app;
#[path = "support/browser.rs"]
mod browser;
#[path = "support/databases.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod databases;
#[path = "support/html.rs"]
mod html;
#[path = "support/resident.rs"]
#[expect(dead_code, reason = "each test binary uses its part of the support")]
mod resident;

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use diesel::sql_types::{Binary, Integer, Text};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::json;
use zugvogel::access::AccessCode;
use zugvogel::app::builtin::{Builtin, find_profile, find_questionnaire};
use zugvogel::app::office::publish::NewSurvey;
use zugvogel::app::respondents::submit::Submitted;
use zugvogel::app::simulate::{Profile, Walked, simulate};
use zugvogel::app::{Actor, App};
use zugvogel::domain::{Mode, Offer, Offers};
use zugvogel::engine::interview::{Destination, Post, Posted};
use zugvogel::engine::{Draft, Interview, Questionnaire, Response};
use zugvogel::error::Error;
use zugvogel::formats::json;
use zugvogel::ids::{Slug, SurveyId, WithdrawalId};
use zugvogel::seal::{DraftKey, Stretcher, TransitKey};
use zugvogel::storage::results::responses::page_responses;
use zugvogel::storage::{Conn, Db};

use app::{QUICK, TestApp};
use browser::Ask;
use databases::{Kind, TestStores, both};
use resident::Resident;

const SURVEY: &str = "study";
const BATCH: i32 = 20;
/// People who submit in a round, and others who do not.
const PEOPLE: usize = 40;
const OTHERS: usize = 8;
/// People who answer at the same time.
const AT_ONCE: usize = 4;
/// Rounds at most: what was luck wears off.
const ROUNDS: u64 = 4;
const LANGUAGES: [&str; 4] = ["de", "en", "uk", "de-simple"];

/// A row as it lies there.
#[derive(Debug, Clone, QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    id: String,
    #[diesel(sql_type = Integer)]
    mark: i32,
    #[diesel(sql_type = Binary)]
    sealed: Vec<u8>,
}

fn rows(db: &Db, what: &str) -> Vec<Row> {
    let sql = format!("SELECT id, {what}");
    let read = move |conn: &mut Conn| -> Result<Vec<Row>, Error> {
        Ok(match conn {
            Conn::Sqlite(c) => diesel::sql_query(sql).load(c)?,
            Conn::Postgres(c) => diesel::sql_query(sql).load(c)?,
        })
    };
    db.read_now(read).unwrap()
}

/// What the attacker saw of a row, and what he would have seen before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Seen {
    length: usize,
    mark: i32,
    /// Its length in steps of 1 KiB.
    steps: usize,
    /// How often it was saved.
    saves: usize,
}

fn in_steps(plain: usize) -> usize {
    (plain + 1).next_multiple_of(1024) + 40
}

/// Somebody who submitted.
struct Person {
    /// Her draft, each time the attacker found it changed.
    drafts: Vec<Seen>,
    inbox: Seen,
    /// What only who sees every write knows.
    lengths: Vec<usize>,
    /// The seed of her draft, by which the test knows her response.
    seed: u32,
    /// The responses she may have given: those of her batch.
    among: Vec<usize>,
}

/// What the attacker learns when he answers as a response did.
struct Replayed {
    /// The length of the draft after each page.
    drafts: Vec<usize>,
    inbox: usize,
    seed: u32,
}

/// Somebody who is answering.
struct Answering<'a> {
    resident: Resident<'a>,
    /// What she has in mind.
    mind: Draft,
    /// The page on which she first says something else, and goes back.
    goes_back: usize,
    pages: Vec<String>,
    ends: Ends,
    seen: Vec<Seen>,
    lengths: Vec<usize>,
    id: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ends {
    Submits,
    Withdraws,
    BreaksOff,
    OptsOut,
}

struct Field<'a> {
    app: &'a TestApp,
    stores: &'a zugvogel::storage::Stores,
    questionnaire: &'a Questionnaire,
    survey: SurveyId,
    random: StdRng,
    people: Vec<Person>,
    /// Whose inbox rows wait, and the responses that have arrived.
    waiting: BTreeMap<String, usize>,
    responses: Vec<(String, Response)>,
}

fn publish(app: &App, questionnaire: &Questionnaire) -> SurveyId {
    let county = Slug("county".to_owned());
    let organisation = app.organisation(&Actor::Operator, &county, "County").unwrap();
    let survey = NewSurvey {
        slug: Slug(SURVEY.to_owned()),
        organisation,
        mode: Mode::Anonymous,
        batch: BATCH,
        opens_on: None,
        closes_on: None,
        offers: Offers::of(&[Offer::Withdrawal]),
    };
    app.publish(&Actor::Operator, questionnaire, survey).unwrap()
}

/// The draft that somebody has in mind who will give this response.
fn mind(response: &Response) -> Draft {
    let mut draft = Draft {
        language: response.language.clone(),
        seed: response.seed,
        asked: response.answers.keys().map(|name| name.as_str().into()).collect(),
        ..Draft::default()
    };
    for (name, value) in response.answers.iter().filter(|(_, value)| *value != "-9") {
        draft.answers.set(name, value);
    }
    draft
}

impl<'a> Field<'a> {
    /// One step of somebody's interview; true when it is over.
    fn step(&mut self, who: &mut Answering<'a>, other: &Draft) -> bool {
        let place = who.resident.place().to_owned();
        if !who.resident.address.contains("/p/") {
            if place != "review" || who.ends == Ends::BreaksOff {
                return true;
            }
            return self.submit(who);
        }
        let page = self.questionnaire.find_page(&place).unwrap();
        match who.ends {
            Ends::BreaksOff if who.pages.len() > 12 => return true,
            Ends::OptsOut if who.pages.len() > 6 => {
                who.resident.open("/opt-out").press();
                return true;
            }
            _ => {}
        }
        who.pages.push(place);
        // She first says what somebody else would, and comes back to it.
        let is_slip = who.pages.len() == who.goes_back;
        let mind = who.mind.clone();
        let said = if is_slip { other } else { &mind };
        let is_taken = self.send(who, page, said) || is_slip && self.send(who, page, &mind);
        if !is_taken {
            let ask = who.resident.filled(&[]);
            who.resident.send(ask);
            self.note(who);
        }
        if is_slip {
            let on = who.resident.address.clone();
            who.resident.open(&format!("/p/{}", who.pages[who.pages.len() - 1]));
            if who.resident.page.status == 200 {
                self.send(who, page, &mind);
            }
            let on = on.split_once(SURVEY).unwrap().1.to_owned();
            who.resident.open(&on);
        }
        false
    }

    /// Sends a page as somebody has it in mind; false when it is not accepted.
    fn send(&self, who: &mut Answering<'a>, page: usize, said: &Draft) -> bool {
        let env = self.app.app.respondents().interviews().env(&said.language, said.seed);
        let form = Interview::new(self.questionnaire, said, &env).form(page);
        let shown = who.resident.page.form();
        let offered: BTreeSet<&str> = shown.controls.iter().map(|c| c.name.as_str()).collect();
        let hidden = shown.sent().into_iter().filter(|(name, _)| name.starts_with('_'));
        let fields: Vec<(&str, &str)> =
            hidden.chain(form.iter().filter(|(name, _)| offered.contains(name))).collect();
        let path = shown.action.clone().unwrap_or_else(|| who.resident.address.clone());
        let before = who.resident.clone();
        who.resident.send(Ask::form(path.split('?').next().unwrap(), &fields));
        if who.resident.page.status == 422 {
            who.resident = before;
            return false;
        }
        self.note(who);
        true
    }

    /// Counts a save, as only who sees every write can.
    fn note(&self, who: &mut Answering<'a>) {
        let Some(row) = self.draft(who) else { return };
        let plain = self.key(who).open(row.sealed).unwrap().len();
        who.id = row.id;
        who.lengths.push(plain);
    }

    fn key(&self, who: &Answering<'_>) -> DraftKey {
        let token = &who.resident.browser.cookies[&format!("zv_draft_{SURVEY}")];
        DraftKey::from_token(&self.app.app.secret, &self.survey, token)
    }

    fn draft(&self, who: &Answering<'_>) -> Option<Row> {
        let id = self.key(who).id;
        rows(&self.stores.collect, &format!("mark, sealed FROM drafts WHERE id = '{id}'")).pop()
    }

    /// Submits, and moves what can be moved.
    fn submit(&mut self, who: &mut Answering<'a>) -> bool {
        let seed = self.app.find_saved(SURVEY, &who.resident).unwrap().draft.seed;
        who.resident.press();
        if who.resident.place() != "done" {
            return false; // A page is still open; she is on it.
        }
        let inbox = rows(&self.stores.collect, "0 AS mark, sealed FROM inbox");
        let row = inbox.into_iter().find(|row| !self.waiting.contains_key(&row.id)).unwrap();
        let length = row.sealed.len();
        let key = TransitKey::inbox(&self.app.app.secret, &self.survey);
        let plain = key.open(&row.id, row.sealed).unwrap().len();
        let inbox = Seen { length, mark: 0, steps: in_steps(plain), saves: 0 };
        self.waiting.insert(row.id, self.people.len());
        let (drafts, lengths) = (who.seen.clone(), who.lengths.clone());
        self.people.push(Person { drafts, inbox, lengths, seed, among: Vec::new() });
        if who.ends == Ends::Withdraws {
            let html = who.resident.page.html();
            let (_, shown) = html.split_once("<p class=\"code\"><bdi dir=\"ltr\">").unwrap();
            let code = shown.split_once('<').unwrap().0.to_owned();
            who.resident.open("/withdraw").answer(&[("code", &code)]).is_on("withdrawn");
        }
        true
    }

    /// What the attacker sees when he copies the store: after a pause, so that the log is empty. Who
    /// answers then has a draft there.
    fn look(&self, people: &mut [Answering<'a>]) {
        // What a second without a write does.
        self.stores.collect.tidy().unwrap();
        let drafts = rows(&self.stores.collect, "mark, sealed FROM drafts");
        for who in people {
            let Some(row) = drafts.iter().find(|row| row.id == who.id) else { continue };
            if who.seen.last().is_some_and(|last| last.mark == row.mark) {
                continue;
            }
            who.seen.push(Seen {
                length: row.sealed.len(),
                mark: row.mark,
                steps: in_steps(*who.lengths.last().unwrap()),
                saves: who.lengths.len(),
            });
        }
    }

    /// Mixes, and notes among which responses those are who left the inbox.
    fn mix(&mut self, force: bool) {
        let (app, slug) = (&self.app.app, Slug(SURVEY.to_owned()));
        app.deliver(&Actor::Operator, &slug).unwrap();
        match force {
            true => drop(app.force_mix(&Actor::Operator, &slug, &mut rand::rng()).unwrap()),
            false => drop(app.mix(&Actor::Operator, &slug, &mut rand::rng()).unwrap()),
        }
        let left = rows(&self.stores.collect, "0 AS mark, sealed FROM inbox");
        let left: BTreeSet<String> = left.into_iter().map(|row| row.id).collect();
        let id = self.survey.clone();
        let page = move |conn: &mut Conn| Ok::<_, Error>(page_responses(conn, &id, None, 1000)?);
        let first = self.responses.len();
        for row in self.stores.results.read_now(page).unwrap() {
            if self.responses.iter().all(|(known, _)| *known != row.id.0) {
                self.responses.push((row.id.0, serde_json::from_str(&row.document).unwrap()));
            }
        }
        let come: Vec<usize> = (first..self.responses.len()).collect();
        self.waiting.retain(|id, person| {
            if !left.contains(id) {
                self.people[*person].among.clone_from(&come);
            }
            left.contains(id)
        });
    }

    /// Answers as a response did, in his own installation.
    fn replay(&self, response: &Response) -> Replayed {
        let mind = mind(response);
        let interviews = self.app.app.respondents().interviews();
        let env = interviews.env(&mind.language, mind.seed);
        let full = Interview::new(self.questionnaire, &mind, &env);
        let mut draft = Interview::begin(self.questionnaire, mind.seed, &mind.language, &env);
        let mut lengths = Vec::new();
        loop {
            let interview = Interview::new(self.questionnaire, &draft, &env);
            let page = match interview.resume() {
                // A page where nothing is asked is opened first, too.
                _ if lengths.is_empty() => 0,
                Destination::Page(page) => page,
                _ => break,
            };
            let shown = interview.fingerprint(page);
            let post = Post { page, form: full.form(page), shown, from_review: false };
            let Posted::Taken(Some(next), _) = interview.post(&post) else { break };
            let (version, code) = ("0".repeat(64), "0".repeat(13));
            let stored = json!({ "version": version, "draft": next, "withdrawal": code });
            lengths.push(stored.to_string().len());
            draft = next;
        }
        let submitted = Submitted {
            version: "0".repeat(64),
            response: response.clone(),
            invitation: None,
            withdrawal: Some(WithdrawalId("0".repeat(64))),
            files: Vec::new(),
        };
        let inbox = serde_json::to_vec(&submitted).unwrap().len();
        Replayed { drafts: lengths, inbox, seed: response.seed }
    }
}

/// How well a response fits what was seen of a person: the higher, the better.
type Fit = fn(&Person, &Replayed) -> i64;

fn equal(a: usize, b: usize) -> i64 {
    i64::from(a == b)
}

fn distance(a: usize, b: usize) -> i64 {
    -i64::try_from(a.abs_diff(b)).unwrap()
}

/// How many changes lead from one sequence to the other.
fn edits(a: &[usize], b: &[usize]) -> i64 {
    let mut row: Vec<i64> = (0..=b.len() as i64).collect();
    for (i, x) in a.iter().enumerate() {
        let mut before = row[0];
        row[0] = i as i64 + 1;
        for (j, y) in b.iter().enumerate() {
            let kept = before + i64::from(x != y);
            before = row[j + 1];
            row[j + 1] = kept.min(row[j] + 1).min(before + 1);
        }
    }
    row[b.len()]
}

fn without_repeats(mut lengths: Vec<usize>) -> Vec<usize> {
    lengths.dedup();
    lengths
}

fn sequence(seen: Vec<usize>, replayed: &Replayed) -> i64 {
    let wanted = replayed.drafts.iter().map(|plain| in_steps(*plain)).collect();
    -edits(&without_repeats(seen), &without_repeats(wanted))
}

/// What is stored today, as the attacker sees it.
const OURS: [(&str, Fit); 7] = [
    ("inbox", |person, it| equal(person.inbox.length, in_steps(it.inbox))),
    ("last draft", |person, it| {
        let last = person.drafts.last().map_or(0, |seen| seen.length);
        equal(last, it.drafts.last().map_or(0, |plain| in_steps(*plain)))
    }),
    ("drafts", |person, it| sequence(person.drafts.iter().map(|seen| seen.length).collect(), it)),
    ("lengths, nearest", |person, it| {
        distance(
            person.inbox.length + person.drafts.iter().map(|s| s.length).sum::<usize>(),
            it.inbox,
        )
    }),
    ("mark", |person, it| {
        let mark = person.drafts.last().map_or(0, |seen| seen.mark);
        distance(usize::try_from(mark).unwrap(), it.drafts.len())
    }),
    ("changes seen", |person, it| distance(10 * person.drafts.len(), it.drafts.len())),
    ("changes seen, few or many", |person, it| {
        equal(usize::from(person.drafts.len() > 6), usize::from(it.drafts.len() > 24))
    }),
];

/// What was stored before: steps of 1 KiB, and a revision that counts the saves.
const BEFORE: [(&str, Fit); 5] = [
    ("before: the revision alone", saves),
    ("before: inbox", |person, it| equal(person.inbox.steps, in_steps(it.inbox))),
    ("before: inbox and drafts", |person, it| {
        4 * equal(person.inbox.steps, in_steps(it.inbox))
            + sequence(person.drafts.iter().map(|seen| seen.steps).collect(), it)
    }),
    ("before: drafts by their revision", |person, it| {
        let fits = person.drafts.iter().map(|seen| {
            let lengths = it.drafts[..seen.saves.min(it.drafts.len())].iter().rev().take(3);
            lengths.map(|plain| equal(seen.steps, in_steps(*plain))).max().unwrap_or_default()
        });
        2 * equal(person.inbox.steps, in_steps(it.inbox)) + fits.sum::<i64>()
    }),
    ("before: all drafts, from a log of writes", |person, it| {
        // Where in the interview a step of 1 KiB was passed.
        let passed = |lengths: &[usize]| -> Vec<usize> {
            let pairs = lengths.windows(2).enumerate();
            let passed = pairs.filter(|(_, pair)| in_steps(pair[0]) != in_steps(pair[1]));
            passed.map(|(number, _)| lengths.len() - number).collect()
        };
        let (seen, wanted) = (passed(&person.lengths), passed(&it.drafts));
        let apart = seen.iter().zip(&wanted).map(|(a, b)| distance(*a, *b)).sum::<i64>();
        8 * equal(person.inbox.steps, in_steps(it.inbox))
            + 8 * equal(seen.len(), wanted.len())
            + apart
            + distance(person.lengths.len(), it.drafts.len())
    }),
];

/// Who sees every write.
const EVERY_WRITE: [(&str, Fit); 1] = [("every write: number of saves", saves)];

/// Who went back saved twice more.
fn saves(person: &Person, it: &Replayed) -> i64 {
    let saves = person.lengths.len();
    distance(saves, it.drafts.len()).max(distance(saves, it.drafts.len() + 2))
}

/// How many people a strategy finds: where several responses fit equally well, one of them is drawn.
fn found(fit: Fit, people: &[Person], replayed: &[Replayed]) -> f64 {
    let hits = people.iter().map(|person| {
        let of = |response: &usize| fit(person, &replayed[*response]);
        let best = person.among.iter().map(of).max().unwrap();
        let fitting: Vec<&usize> = person.among.iter().filter(|it| of(it) == best).collect();
        let is_there = fitting.iter().any(|it| replayed[**it].seed == person.seed);
        f64::from(u8::from(is_there)) / fitting.len() as f64
    });
    hits.sum()
}

/// Lets people answer, round after round, until what seemed too good was luck.
fn attack(stores: TestStores, at_least: u64) {
    let questionnaire =
        json::load(find_questionnaire("wesermarsch").unwrap(), &Builtin).sound().unwrap();
    let profile = Profile::load(find_profile("wesermarsch").unwrap(), &questionnaire).unwrap();
    let all = (*stores).clone();
    let app = TestApp::with(stores, |app| app);
    let survey = publish(&app.app, &questionnaire);
    let codes = app.codes(SURVEY, "", (PEOPLE + OTHERS) * usize::try_from(ROUNDS).unwrap());
    let mut stretcher = Stretcher::new(QUICK).unwrap();
    let mut tokens = codes.iter().map(|code| {
        let plain = AccessCode::parse(code).unwrap().plain();
        stretcher.token(&survey, &plain).unwrap()
    });
    let first = format!("/p/{}", questionnaire.pages()[0].name);
    let (mut sum, mut guessed) = (BTreeMap::<&str, f64>::new(), 0.0);
    for round in 1..=ROUNDS {
        let mut field = Field {
            app: &app,
            stores: &all,
            questionnaire: &questionnaire,
            survey: survey.clone(),
            random: StdRng::seed_from_u64(round),
            people: Vec::new(),
            waiting: BTreeMap::new(),
            responses: Vec::new(),
        };
        field.mix(true); // What earlier rounds brought is not counted.
        let env = app.app.respondents().interviews().env("de", 1);
        let walked = simulate(&questionnaire, &profile, PEOPLE + OTHERS, round, &env);
        let mut minds: Vec<Draft> = walked
            .filter_map(|walked| match walked.unwrap() {
                Walked::Submitted(response) => Some(mind(&response)),
                _ => None,
            })
            .collect();
        let other = minds[0].clone();
        let (mut now, mut begun) = (Vec::<Answering<'_>>::new(), 0);
        let mut counted = 0;
        while !minds.is_empty() || !now.is_empty() {
            while now.len() < AT_ONCE
                && let Some(mind) = minds.pop()
            {
                let language = LANGUAGES[field.random.random_range(0..LANGUAGES.len())];
                let mut resident = Resident::new(&app, SURVEY, language);
                // As if she had typed her code, which takes a second.
                let token = tokens.next().unwrap();
                resident.browser.cookies.insert(format!("zv_draft_{SURVEY}"), token);
                resident.open(&first);
                begun += 1;
                now.push(Answering {
                    resident,
                    mind,
                    goes_back: field.random.random_range(2..60),
                    pages: Vec::new(),
                    ends: match begun % 32 {
                        5 => Ends::BreaksOff,
                        11 => Ends::OptsOut,
                        17 => Ends::Withdraws,
                        _ => Ends::Submits,
                    },
                    seen: Vec::new(),
                    lengths: Vec::new(),
                    id: String::new(),
                });
            }
            let turn = field.random.random_range(0..now.len());
            let pages = field.random.random_range(1..6);
            let is_over = (0..pages).any(|_| field.step(&mut now[turn], &other));
            if is_over {
                drop(now.swap_remove(turn));
            }
            if field.people.len() > counted {
                counted = field.people.len();
                field.look(&mut now);
                field.mix(false);
            }
        }
        field.mix(true);
        let replayed: Vec<Replayed> =
            field.responses.iter().map(|(_, response)| field.replay(response)).collect();
        let people: Vec<Person> = field
            .people
            .into_iter()
            .filter(|it| it.among.iter().any(|r| replayed[*r].seed == it.seed))
            .collect();
        assert!(people.len() > PEOPLE * 8 / 10, "{}", people.len());
        guessed += people.iter().map(|person| 1.0 / person.among.len() as f64).sum::<f64>();
        for (name, fit) in OURS.iter().chain(&BEFORE).chain(&EVERY_WRITE) {
            *sum.entry(name).or_default() += found(*fit, &people, &replayed);
        }
        println!("{round} rounds, {} people, guessing finds {guessed:.1}: {sum:.1?}", people.len());
        let one = people[0].inbox.length;
        let seen = people.iter().flat_map(|person| person.drafts.iter().chain([&person.inbox]));
        assert!(seen.map(|seen| seen.length).all(|length| length == one), "one length");
        let is_found = |(name, _): &(&str, Fit)| sum[name] > 1.5 * guessed;
        if round >= at_least && !OURS.iter().any(is_found) && BEFORE.iter().all(is_found) {
            return;
        }
    }
    panic!("somebody can be found, or the attack is too weak: {sum:?}");
}

both! {
    fn nobody_is_found_by_replaying_responses(stores) {
        attack(stores, 1);
    }
}

/// What somebody finds who sees every write, with more people: the figures in `docs/privacy.md`. To see
/// them: `cargo test --test replay -- --ignored --nocapture`
#[test]
#[ignore = "takes minutes and says only how much"]
fn what_every_write_tells() {
    attack(databases::stores(Kind::Sqlite).unwrap(), ROUNDS);
}
