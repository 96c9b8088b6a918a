//! The field phase: people answer at the same time, and the attacker looks at everything after each
//! submission, once at the same moment and once after a pause.

use std::collections::{BTreeMap, BTreeSet};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use zugvogel::app::Actor;
use zugvogel::engine::{Questionnaire, Response};
use zugvogel::error::Error;
use zugvogel::ids::Slug;

use crate::answering::{Answering, Ends, Mind, Step};
use crate::app::{run_sql, tables};
use crate::files::{count_writes, versions};
use crate::installation::{Installation, Row, SURVEY, rows};
use crate::strategies::{Person, Replayed, Seen};

const LANGUAGES: [&str; 4] = ["de", "en", "uk", "de-simple"];

/// Those of a round who submitted, and the responses that came of it.
pub(crate) type Round = (Vec<Person>, Vec<(String, Response)>);

pub(crate) struct Field<'a> {
    at: &'a Installation,
    questionnaire: &'a Questionnaire,
    random: StdRng,
    /// By the ids of their drafts.
    people: BTreeMap<String, Person>,
    /// Whose rows wait in the inbox.
    waiting: BTreeMap<String, String>,
    /// Files and responses that were there before.
    known: BTreeSet<String>,
    come: Vec<(String, Response)>,
    done: i64,
    writes: i64,
}

impl<'a> Field<'a> {
    pub(crate) fn new(at: &'a Installation, questionnaire: &'a Questionnaire, seed: u64) -> Self {
        let mut field = Self {
            at,
            questionnaire,
            random: StdRng::seed_from_u64(seed),
            people: BTreeMap::new(),
            waiting: BTreeMap::new(),
            known: BTreeSet::new(),
            come: Vec::new(),
            done: 0,
            writes: count_writes(at),
        };
        field.mix(true); // What earlier rounds left is not counted.
        field.come.clear();
        field
    }

    /// Lets people answer, so many at the same time. Whoever slips first says what the first would.
    pub(crate) fn round(mut self, mut minds: Vec<Mind>, at_once: usize) -> Round {
        let other = minds[0].draft.clone();
        let (mut now, mut begun) = (Vec::<Answering<'_>>::new(), 0);
        while !minds.is_empty() || !now.is_empty() {
            while now.len() < at_once
                && let Some(mind) = minds.pop()
            {
                let language = LANGUAGES[self.random.random_range(0..LANGUAGES.len())];
                let slip = (self.random.random_range(2..60), other.clone());
                begun += 1;
                let ends = match begun % 32 {
                    5 => Ends::BreaksOff,
                    11 => Ends::OptsOut,
                    17 => Ends::Withdraws,
                    _ => Ends::Submits,
                };
                let who = (language, mind);
                let who = Answering::begin(self.at, self.questionnaire, who, Some(slip), ends);
                let person = Person { seed: who.seed(), ..Person::default() };
                self.people.insert(who.id.clone(), person);
                now.push(who);
            }
            let turn = self.random.random_range(0..now.len());
            let pages = self.random.random_range(1..6);
            let steps = (0..pages).map(|_| now[turn].step());
            match steps.into_iter().find(|step| *step != Step::GoesOn) {
                None => {}
                Some(Step::IsDone) => {
                    let mut who = now.swap_remove(turn);
                    self.note_submission(&who);
                    who.may_withdraw();
                    self.look(&now, &who.id);
                    self.mix(false);
                }
                Some(_) => drop(now.swap_remove(turn)),
            }
        }
        self.mix(true);
        let mut people: Vec<Person> = self.people.into_values().collect();
        people.retain(|person| self.come.iter().any(|(_, it)| it.seed == person.seed));
        (people, self.come)
    }

    fn note_submission(&mut self, who: &Answering<'_>) {
        let inbox = self.at.inbox();
        let row = inbox.iter().find(|row| !self.waiting.contains_key(&row.id)).unwrap();
        let files = new_files(self.at, &mut self.known);
        let person = self.people.get_mut(&who.id).unwrap();
        person.inbox = (row.bytes.len(), self.at.plain_length(row));
        person.files = files;
        person.lengths = who.saves.iter().map(|(plain, _)| *plain).collect();
        self.waiting.insert(row.id.clone(), who.id.clone());
    }

    /// What the attacker sees when he copies the store.
    fn look(&mut self, now: &[Answering<'_>], submitted: &str) {
        for (id, marks) in versions(self.at) {
            if let Some(person) = self.people.get_mut(&id) {
                person.logged.extend(marks);
            }
        }
        let writes = count_writes(self.at);
        // What a second without a write does, or on PostgreSQL the job that runs once a minute.
        self.at.stores.collect.tidy().unwrap();
        let left = versions(self.at);
        let sql = "SELECT id, mark AS number, sealed AS bytes FROM drafts";
        let drafts = rows(&self.at.stores.collect, sql);
        if self.at.urls.collect.starts_with("sqlite:") {
            let there: BTreeMap<String, BTreeSet<i32>> =
                drafts.iter().map(|row| (row.id.clone(), BTreeSet::from([row.number]))).collect();
            assert_eq!(left, there, "one version of each draft, and none of another");
        }
        for (id, marks) in left {
            if let Some(person) = self.people.get_mut(&id) {
                person.left.extend(marks);
            }
        }
        // Of all who were answering.
        let since = usize::try_from(writes - self.writes).unwrap_or_default() / (now.len() + 1);
        let there = drafts.iter().map(|row| row.id.as_str()).chain([submitted]);
        for id in there {
            if let Some(person) = self.people.get_mut(id) {
                person.looks += 1;
                person.writes += since;
            }
        }
        for who in now {
            let Some(row) = drafts.iter().find(|row| row.id == who.id) else { continue };
            let person = self.people.get_mut(&who.id).unwrap();
            if person.drafts.last().is_none_or(|last| last.mark != row.number) {
                let (plain, saves) = (who.saves.last().unwrap().0, who.saves.len());
                person.drafts.push(Seen {
                    length: row.bytes.len(),
                    mark: row.number,
                    plain,
                    saves,
                });
            }
        }
    }

    /// Delivers and mixes, and notes with how many responses those came who left the inbox.
    fn mix(&mut self, force: bool) {
        let (app, slug) = (&self.at.app.app, Slug(SURVEY.to_owned()));
        app.deliver(&Actor::Operator, &slug).unwrap();
        match force {
            true => drop(app.force_mix(&Actor::Operator, &slug, &mut rand::rng()).unwrap()),
            false => drop(app.mix(&Actor::Operator, &slug, &mut rand::rng()).unwrap()),
        }
        let left: BTreeSet<String> = self.at.inbox().into_iter().map(|row| row.id).collect();
        let all = self.at.responses();
        let new = all.into_iter().filter(|(id, _)| self.known.insert(id.clone()));
        let new: Vec<(String, Response)> = new.collect();
        self.waiting.retain(|row, who| {
            if !left.contains(row) {
                self.people.get_mut(who).unwrap().arrived = new.len();
            }
            left.contains(row)
        });
        self.come.extend(new);
        self.writes = count_writes(self.at);
        // Marks of who is done come in crowds, too.
        let id = self.at.survey.clone();
        let done = self.at.stores.office.read_now(|conn| {
            Ok::<_, Error>(tables::count_where(conn, "invitations", &id, "is_done")?)
        });
        let (done, before) = (done.unwrap(), self.done);
        self.done = done;
        assert!(
            force || done == before || done - before >= self.at.batch.into(),
            "{before}, then {done}"
        );
    }
}

/// The lengths of the submitted files that were not there before.
fn new_files(at: &Installation, known: &mut BTreeSet<String>) -> Vec<usize> {
    let sql = "SELECT id, CAST(length(sealed) AS integer) AS number, size AS bytes \
               FROM attachments WHERE draft_id IS NULL";
    let new = rows(&at.stores.collect, sql).into_iter().filter(|row| known.insert(row.id.clone()));
    let mut lengths: Vec<usize> =
        new.map(|row: Row| usize::try_from(row.number).unwrap()).collect();
    lengths.sort_unstable();
    lengths
}

/// Answers as a response did, in an installation of his own.
pub(crate) fn replay(
    home: &Installation,
    questionnaire: &Questionnaire,
    response: &Response,
    files: [Option<Vec<u8>>; 2],
) -> Replayed {
    let language = LANGUAGES.iter().find(|it| **it == response.language).unwrap_or(&"de");
    let who = (*language, Mind::of(response, files));
    let mut who = Answering::begin(home, questionnaire, who, None, Ends::Submits);
    let end = (0..200).map(|_| who.step()).find(|step| *step != Step::GoesOn);
    assert_eq!(end, Some(Step::IsDone), "{:?}", who.place());
    let row = home.inbox().pop().unwrap();
    let inbox = (row.bytes.len(), home.plain_length(&row));
    let files = new_files(home, &mut BTreeSet::new());
    run_sql(&home.stores.collect, "DELETE FROM inbox; DELETE FROM attachments");
    Replayed { seed: response.seed, drafts: who.saves, inbox, files }
}
