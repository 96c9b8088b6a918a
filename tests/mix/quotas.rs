//! Quotas: somebody who sees no results fills cells up to one below `max`. Then a person answers of whom he wants
//! to know whether she is in a cell, and he tries out after each draw whether it is full now. How often he is right
//! is measured, and docs/privacy.md says it; where others of the cell come as well he must often be wrong.

use rand::RngExt;
use serde_json::{Value, json};
use zugvogel::engine::{Questionnaire, check};
use zugvogel::error::Error;
use zugvogel::storage::collect::quotas::list_full;

use crate::databases::both;
use crate::field::Field;
use crate::pool::{BATCH, DAY, OTHERS, serve_at};

const SURVEYS: usize = 10;
/// How many in a hundred of the others are in a cell. He knows more than he can: that nobody else of it came
/// before her, so that it lacks one.
const SHARES: [u32; 3] = [25, 5, 0];
/// So many people are looked for in each survey for each share, in a cell of its own for each: a quota that is full
/// stays so and tells nothing any more.
const TARGETS: i64 = 10;
/// The day of the first; by then his own answers are counted.
const FIRST: i64 = 8;
/// His own answers a day, so that something leaves every day.
const FLOOD: usize = 40;
/// On so many days he tries.
const LOOKS: usize = 5;

/// One person, half of whom are in the cell.
struct Target {
    cell: String,
    share: u32,
    day: i64,
    is_in: bool,
    /// Whether it was full after each draw since she came.
    full: Vec<bool>,
}

impl Target {
    fn all() -> Vec<Self> {
        let cells = SHARES.iter().flat_map(|share| (0..TARGETS).map(move |it| (*share, it)));
        let target = |(share, it)| Self {
            cell: format!("cell_{share}_{it}"),
            share,
            day: FIRST + it,
            is_in: rand::rng().random_bool(0.5),
            full: Vec::new(),
        };
        cells.map(target).collect()
    }

    fn is_looked_for(&self, day: i64) -> bool {
        self.day <= day && self.full.len() < LOOKS
    }
}

fn questionnaire(cells: &[Target]) -> Questionnaire {
    let quotas: Vec<Value> = cells
        .iter()
        .map(|it| {
            let when = format!("${{mark}} = '{}'", it.cell);
            json!({ "name": it.cell, "when": when, "max": 2, "title": "Genug", "text": "Danke." })
        })
        .collect();
    let document = json!({ "name": "cells", "languages": ["de"], "title": "Zellen",
        "pages": [
            { "name": "one", "title": "Eins",
              "questions": [{ "kind": "text", "name": "mark", "label": "Marke?" }] },
            { "name": "two", "title": "Zwei",
              "questions": [{ "kind": "text", "name": "rest", "label": "Sonst?" }] }],
        "quotas": quotas });
    let checked = check(serde_json::from_value(document).unwrap());
    checked.sound().unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// Who answers on a day, each with the cells that she is in.
fn answers(targets: &[Target], day: i64) -> Vec<String> {
    let mut random = rand::rng();
    let mut answers = vec!["own".to_owned(); FLOOD];
    if day == 1 {
        answers.extend(targets.iter().map(|it| format!("own in {}", it.cell)));
    }
    for _ in 0..OTHERS {
        let mut other = "other in".to_owned();
        for it in targets.iter().filter(|it| it.is_looked_for(day)) {
            if random.random_ratio(it.share, 100) {
                other += &format!(" {}", it.cell);
            }
        }
        answers.push(other);
    }
    let hers = targets.iter().filter(|it| it.day == day);
    answers.extend(hers.map(|it| match it.is_in {
        true => format!("her in {}", it.cell),
        false => "her".to_owned(),
    }));
    answers
}

fn is_full(field: &Field, cell: &str) -> bool {
    let id = &field.served.id;
    let full = field.app.stores.collect.read_now(|conn| Ok::<_, Error>(list_full(conn, id)?));
    full.unwrap().contains(cell)
}

both! {
    fn who_tries_whether_a_cell_is_full_is_often_wrong(stores) {
        let mut surveys: Vec<(Field, Vec<Target>)> = (0..SURVEYS)
            .map(|number| {
                let targets = Target::all();
                let slug = format!("survey-{number}");
                (Field::asking(&stores, &slug, BATCH, &questionnaire(&targets)), targets)
            })
            .collect();
        serve_at(&surveys[0].0, 0);
        for day in 1..FIRST + TARGETS + LOOKS as i64 {
            for (field, targets) in &surveys {
                let is_known = |it: &&Target| is_full(field, &it.cell);
                let before = targets.iter().filter(is_known).count();
                field.fill(&answers(targets, day));
                assert_eq!(targets.iter().filter(is_known).count(), before, "not when she submits");
            }
            serve_at(&surveys[0].0, day * DAY);
            for (field, targets) in &mut surveys {
                for it in targets.iter_mut().filter(|it| it.is_looked_for(day)) {
                    it.full.push(is_full(field, &it.cell));
                }
            }
        }
        for share in SHARES {
            let targets = surveys.iter().flat_map(|(_, targets)| targets);
            let targets: Vec<&Target> = targets.filter(|it| it.share == share).collect();
            let right = |look: usize| targets.iter().filter(|it| it.full[look] == it.is_in).count();
            let right: Vec<usize> = (0..LOOKS).map(right).collect();
            println!("{share} of 100 others in the cell: right {right:?} of {} times", targets.len());
            let best = *right.iter().max().unwrap() * 100 / targets.len();
            // What docs/privacy.md says, four standard deviations to each side: 67, 84, and nearly always, since
            // nobody else can have filled it.
            let band = match share {
                25 => 49..=85,
                5 => 70..=98,
                0 => 91..=100,
                _ => unreachable!("a share without a band"),
            };
            assert!(band.contains(&best), "{share} of 100: {best} is not in {band:?}");
        }
    }
}
