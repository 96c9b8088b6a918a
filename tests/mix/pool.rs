//! n − 1: somebody sees the results, lets a person answer, answers many times himself, looks again, and
//! takes what he does not know for hers. Behind the pool he must not do better than guessing among the
//! others who wait with her; without it he must find her each time, or this proves nothing.

use std::collections::BTreeSet;

use rand::seq::IndexedRandom;
use zugvogel::app::jobs::{JobSpec, Runner};
use zugvogel::domain::JobKind;

use crate::databases::{TestStores, both};
use crate::field::Field;

pub(crate) const BATCH: i32 = 20;
/// Surveys that are attacked at the same time, and people in each.
const SURVEYS: usize = 20;
const PEOPLE: usize = 10;
/// Others who answer in each survey on a day: few, so that guessing is not hopeless.
pub(crate) const OTHERS: usize = 4;
/// A day and a minute, in minutes.
pub(crate) const DAY: i64 = 24 * 60 + 1;

/// What the attacker knows: the rows that he has seen, and which marks are his own.
#[derive(Default)]
struct Attacker {
    seen: BTreeSet<String>,
    own: usize,
}

impl Attacker {
    /// Answers so many times.
    fn flood(&mut self, field: &Field, answers: usize) {
        let marks: Vec<String> =
            (self.own..self.own + answers).map(|number| format!("own {number}")).collect();
        self.own += answers;
        field.fill(&marks);
    }

    /// The marks of others that came since he looked last.
    fn look(&mut self, field: &Field) -> Vec<String> {
        let mut new = field.marks_but(&self.seen);
        self.seen.extend(new.keys().cloned());
        new.retain(|_, mark| !mark.starts_with("own"));
        new.into_values().collect()
    }
}

/// A survey in which one person after the other is looked for.
struct Target {
    field: Field,
    attacker: Attacker,
    /// Who waits besides the attacker's own answers.
    waiting: BTreeSet<String>,
    /// Who is looked for now, and how many were before.
    her: Option<String>,
    attempts: usize,
    found: usize,
    /// How many guessing finds: one among those who wait when something leaves for the first time
    /// after she came.
    guessing: f64,
}

impl Target {
    fn new(field: Field) -> Self {
        Self {
            field,
            attacker: Attacker::default(),
            waiting: BTreeSet::new(),
            her: None,
            attempts: 0,
            found: 0,
            guessing: 0.0,
        }
    }

    /// He looks, lets her answer between others, and answers himself.
    fn answer(&mut self, day: i64, answers: usize) {
        self.attacker.look(&self.field);
        let mut others: Vec<String> =
            (0..OTHERS).map(|other| format!("other {day} {other}")).collect();
        if self.her.is_none() {
            let her = format!("her {day}");
            others.insert(OTHERS / 2, her.clone());
            self.her = Some(her);
        }
        self.field.fill(&others);
        self.waiting.extend(others);
        self.attacker.flood(&self.field, answers);
    }

    /// He looks again, and takes one that he does not know for hers.
    fn guess(&mut self) {
        let seen = self.attacker.seen.len();
        let unknown = self.attacker.look(&self.field);
        if self.attacker.seen.len() == seen {
            return;
        }
        self.guessing += 1.0 / self.waiting.len() as f64;
        self.found += usize::from(unknown.choose(&mut rand::rng()) == self.her.as_ref());
        self.waiting.retain(|mark| !unknown.contains(mark));
        self.her = None;
        self.attempts += 1;
    }
}

/// Attacks all surveys with so many own answers a day, and gives how many people were found, and how
/// many guessing finds.
fn attack(stores: &TestStores, answers: usize) -> (usize, f64) {
    let mut targets: Vec<Target> = (0..SURVEYS)
        .map(|number| Target::new(Field::named(stores, &format!("survey-{number}"), BATCH)))
        .collect();
    serve_at(&targets[0].field, 0);
    for day in 1.. {
        targets.iter_mut().for_each(|target| target.answer(day, answers));
        serve_at(&targets[0].field, day * DAY);
        targets.iter_mut().for_each(Target::guess);
        if targets.iter().all(|target| target.attempts == PEOPLE) {
            break;
        }
    }
    let found = targets.iter().map(|target| target.found).sum();
    let guessing: f64 = targets.iter().map(|target| target.guessing).sum();
    println!(
        "{answers} own answers a day: {found} of {}, guessing {guessing:.1}",
        SURVEYS * PEOPLE
    );
    (found, guessing)
}

/// What the server does by itself when this minute has come.
pub(crate) fn serve_at(field: &Field, minute: i64) {
    let runner = Runner::new(field.at_minute(minute));
    runner.put_on_list().unwrap();
    for kind in [JobKind::Pool, JobKind::Mix] {
        runner.run_due(JobSpec::find(kind).unwrap()).unwrap();
    }
}

/// What luck may add: three standard deviations.
fn most(guessing: f64) -> usize {
    (guessing + 3.0 * guessing.sqrt()).ceil() as usize
}

both! {
    fn nineteen_own_answers_find_nobody(stores) {
        let (found, guessing) = attack(&stores, 19);
        assert!(found <= most(guessing), "{found}, guessing {guessing:.1}");
    }

    /// However many there are: half of those who wait stay behind.
    fn sixty_own_answers_find_nobody(stores) {
        let (found, guessing) = attack(&stores, 60);
        assert!(found <= most(guessing), "{found}, guessing {guessing:.1}");
    }

    /// What the program did before: whoever waits leaves as soon as they are a batch. She is alone with
    /// him, since nobody else came in the seconds between.
    fn without_a_pool_everybody_is_found(stores) {
        let field = Field::new(&stores, BATCH);
        let mut attacker = Attacker::default();
        for attempt in 0..20 {
            let her = format!("her {attempt}");
            field.fill(std::slice::from_ref(&her));
            attacker.flood(&field, 19);
            field.force().unwrap();
            assert_eq!(attacker.look(&field), [her]);
        }
    }

    /// What no pool can prevent, and docs/privacy.md says so: nobody else comes for days.
    fn who_is_alone_for_days_is_found(stores) {
        let field = Field::new(&stores, BATCH);
        let mut attacker = Attacker::default();
        field.fill(&["her".to_owned()]);
        let is_found = (1..=30).any(|_| {
            attacker.flood(&field, 60);
            field.mix().unwrap();
            attacker.look(&field) == ["her"]
        });
        assert!(is_found);
    }

    /// Half of those who wait leave, if that is a batch, and at the end all that are left.
    fn half_of_them_leaves_and_the_rest_at_the_end(stores) {
        let mut field = Field::new(&stores, BATCH);
        let marks: Vec<String> = (0..39).map(|number| format!("{number:02}")).collect();
        field.fill(&marks);
        assert_eq!(field.mix().unwrap().moved, 0);
        field.fill(&["39".to_owned()]);
        let mixed = field.mix().unwrap();
        assert_eq!((mixed.moved, mixed.waiting), (20, 20));
        assert_eq!(field.mix().unwrap().moved, 0, "at least a batch stays behind");
        assert_ne!(field.marks(), marks[..20], "drawn by lot");
        let left: Vec<String> = (40..61).map(|number| format!("{number:02}")).collect();
        field.fill(&left);
        let mixed = field.mix().unwrap();
        assert_eq!((mixed.moved, mixed.waiting), (20, 21));
        field.close_on("2026-06-08");
        assert_eq!(field.mix().unwrap().moved, 0, "somebody may still finish");
        field.close_on("2026-06-07");
        assert_eq!(field.mix().unwrap().waiting, 0);
        assert_eq!(field.marks().len(), 61);
    }

    /// A look each minute moves what was let go and nothing else; a day later half of them goes.
    fn something_leaves_once_a_day(stores) {
        let field = Field::new(&stores, BATCH);
        let marks: Vec<String> = (0..80).map(|number| format!("{number:02}")).collect();
        field.fill(&marks);
        let there = |minute| {
            serve_at(&field, minute);
            field.marks().len()
        };
        assert_eq!(there(0), 0);
        assert_eq!((there(1), there(60), there(DAY - 2)), (0, 0, 0));
        assert_eq!(there(DAY), 40);
        assert_eq!((there(DAY + 1), there(2 * DAY - 2)), (40, 40));
        assert_eq!((there(2 * DAY), there(3 * DAY)), (60, 60), "the rest is too small");
    }
}
