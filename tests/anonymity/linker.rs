//! The attack: somebody holds the files of all three stores after every single transaction, with
//! their write-ahead logs (or PostgreSQL's row positions and transaction numbers), and pairs people
//! who answered with answers that came. It must not do better than guessing within a batch; and
//! against a survey that mixes nothing it must find everybody, or it proves nothing.
//!
//! The secret is not stolen, and neither are the codes in the letters.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use zugvogel::app::{Actor, App};
use zugvogel::engine::interview::Destination;
use zugvogel::error::Error;
use zugvogel::ids::{InvitationId, Slug, SurveyId};
use zugvogel::storage::{Conn, Db};

use crate::databases::{Kind, TestStores, both, stores};
use crate::survey;

/// People who answer a survey.
const PEOPLE: usize = 200;
/// Surveys at least.
const FEW: usize = 3;
/// Surveys at most: when a strategy seems too good, more are looked at. What was luck wears off,
/// and what is a leak does not.
const MANY: usize = 20;

/// A row as the attacker sees it: its id and where it lies.
#[derive(Debug, Clone, QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    id: String,
    /// PostgreSQL: the transaction that wrote it.
    #[diesel(sql_type = BigInt)]
    transaction: i64,
    /// PostgreSQL: its position in the heap.
    #[diesel(sql_type = BigInt)]
    position: i64,
}

/// The rows of a table that fulfil a condition, in the order in which the database gives them when
/// nobody asks for one.
fn rows(db: &Db, table: &str, condition: &str) -> Vec<Row> {
    let place = "xmin::text::bigint AS transaction, \
        (ctid::text::point)[0]::bigint * 65536 + (ctid::text::point)[1]::bigint AS position";
    let sqlite = format!(
        "SELECT id, CAST(0 AS INTEGER) AS \"transaction\", CAST(0 AS INTEGER) AS position \
         FROM {table} WHERE {condition}"
    );
    let postgres = format!("SELECT id, {place} FROM {table} WHERE {condition} ORDER BY ctid");
    let read = move |conn: &mut Conn| -> Result<Vec<Row>, Error> {
        Ok(match conn {
            Conn::Sqlite(c) => diesel::sql_query(sqlite).load(c)?,
            Conn::Postgres(c) => diesel::sql_query(postgres).load(c)?,
        })
    };
    db.read_now(read).unwrap()
}

/// Where each of these texts of one length lies in an SQLite file and its log: the last place
/// counts, since pages are appended to the log in the order they were written.
fn places(url: &str, ids: &[String]) -> Option<BTreeMap<String, usize>> {
    let path = url.strip_prefix("sqlite:")?;
    let mut bytes = std::fs::read(path).unwrap();
    bytes.extend(std::fs::read(format!("{path}-wal")).unwrap_or_default());
    let wanted: BTreeSet<&[u8]> = ids.iter().map(|id| id.as_bytes()).collect();
    let length = ids.first().map_or(4, String::len);
    // Hardly any place begins like one of the texts, and then it need not be looked up.
    let mark = |begin: u32| (begin.wrapping_mul(2_654_435_761) >> 16) as usize;
    let mut begins = vec![false; 1 << 16];
    for id in &wanted {
        begins[mark(u32::from_be_bytes(id[..4].try_into().unwrap()))] = true;
    }
    let (mut places, mut begin) = (BTreeMap::new(), 0_u32);
    for (last, byte) in bytes.iter().enumerate() {
        begin = begin << 8 | u32::from(*byte);
        if last >= 3 && begins[mark(begin)] {
            let found = bytes.get(last - 3..last - 3 + length).unwrap_or_default();
            if wanted.contains(found) {
                places.insert(String::from_utf8(found.to_vec()).unwrap(), last - 3);
            }
        }
    }
    Some(places)
}

/// What came together: invitations that were marked, and responses that arrived.
#[derive(Debug, Default)]
struct Step {
    done: Vec<Row>,
    come: Vec<Row>,
    /// The order of the same in the files.
    done_places: BTreeMap<String, usize>,
    come_places: BTreeMap<String, usize>,
}

/// A pair that the attacker believes in.
type Pair = (String, String);

/// One way of putting rows into an order.
type Order = fn(&[Row], &BTreeMap<String, usize>) -> Vec<String>;

const ORDERS: [(&str, Order); 4] = [
    ("as they lie", |rows, _| rows.iter().map(|row| row.id.clone()).collect()),
    ("by transaction", |rows, _| {
        let mut rows: Vec<&Row> = rows.iter().collect();
        rows.sort_by_key(|row| (row.transaction, row.position));
        rows.into_iter().map(|row| row.id.clone()).collect()
    }),
    ("by id", |rows, _| {
        let mut ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
        ids.sort();
        ids
    }),
    ("by place in the files", |rows, places| {
        let mut ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
        ids.sort_by_key(|id| places.get(id).copied().unwrap_or(usize::MAX));
        ids
    }),
];

fn pairs(done: Vec<String>, come: Vec<String>) -> Vec<Pair> {
    done.into_iter().zip(come).collect()
}

/// Every strategy with the pairs it finds in a history.
fn attack(history: &[Step]) -> BTreeMap<String, Vec<Pair>> {
    let mut found = BTreeMap::new();
    let done: Vec<Row> = history.iter().flat_map(|step| step.done.clone()).collect();
    let come: Vec<Row> = history.iter().flat_map(|step| step.come.clone()).collect();
    for (one, first) in ORDERS {
        for (other, second) in ORDERS {
            // What appeared at the same step, and within it by some order.
            let by_step = history.iter().flat_map(|step| {
                let done = first(&step.done, &step.done_places);
                pairs(done, second(&step.come, &step.come_places))
            });
            found.insert(format!("steps, {one} × {other}"), by_step.collect());
            // Only the end of the field phase is known.
            let last = history.last().unwrap();
            let done = first(&done, &last.done_places);
            let come = second(&come, &last.come_places);
            found.insert(format!("end, {one} × {other}"), pairs(done, come));
        }
    }
    found
}

/// Lets people answer one after the other, looks at everything after each, and gives how many each
/// strategy got right.
async fn observe(
    app: &App,
    stores: &TestStores,
    slug: &str,
    batch: i32,
) -> BTreeMap<String, usize> {
    let tokens = survey::publish(app, slug, batch, PEOPLE + 100);
    let (respondents, interviews) = (app.respondents(), app.respondents().interviews());
    let served = respondents.survey(slug).await.unwrap();
    let id = served.id.clone();
    let of_survey = |more: &str| format!("survey_id = '{id}' {more}");
    let (mut done, mut come) = (BTreeSet::new(), BTreeSet::new());
    let mut history = Vec::new();
    for (number, token) in tokens.iter().take(PEOPLE).enumerate() {
        let shown = survey::answer(app, &served, token, &format!("m{number}")).await;
        let to = interviews.submit(&served, token, ("de", Some(&shown))).await.unwrap();
        assert_eq!(to, Some(Destination::Done));
        let delivered = app.deliver(&Actor::Operator, &Slug(slug.to_owned())).unwrap();
        let (operator, slug) = (&Actor::Operator, Slug(slug.to_owned()));
        let mixed = match number + 1 < PEOPLE {
            true => app.mix(operator, &slug, &mut rand::rng()).unwrap(),
            // The field phase is over: the rest leaves.
            false => app.force_mix(operator, &slug, &mut rand::rng()).unwrap(),
        };
        if delivered + mixed.moved == 0 && number + 1 < PEOPLE {
            continue; // neither office nor results were written to
        }
        let mut step = Step {
            done: rows(&stores.office, "invitations", &of_survey("AND is_done")),
            come: rows(&stores.results, "responses", &of_survey("")),
            ..Step::default()
        };
        step.done.retain(|row| done.insert(row.id.clone()));
        step.come.retain(|row| come.insert(row.id.clone()));
        // A long look; where every response is moved at once, the last one will do.
        if batch > 1 || number + 1 == PEOPLE {
            let ids = |all: &BTreeSet<String>| all.iter().cloned().collect::<Vec<_>>();
            let urls = &stores.databases.urls;
            step.done_places = places(&urls.office, &ids(&done)).unwrap_or_default();
            step.come_places = places(&urls.results, &ids(&come)).unwrap_or_default();
        }
        history.push(step);
    }
    assert_eq!((done.len(), come.len()), (PEOPLE, PEOPLE), "everybody was moved");
    let truth = truth(app, stores, &id, &tokens);
    let right = |pair: &Pair| truth.get(&pair.0) == Some(&pair.1);
    let found = attack(&history).into_iter();
    found.map(|(name, pairs)| (name, pairs.iter().filter(|pair| right(pair)).count())).collect()
}

/// Whose response is whose: the invitation's id and the response's id.
fn truth(
    app: &App,
    stores: &TestStores,
    survey: &SurveyId,
    tokens: &[String],
) -> BTreeMap<String, String> {
    let of = survey.clone();
    let read = move |conn: &mut Conn| {
        Ok::<_, Error>(zugvogel::storage::results::responses::page_responses(
            conn, &of, None, 1000,
        )?)
    };
    let responses = stores.results.read_now(read).unwrap();
    let mut truth = BTreeMap::new();
    for response in responses {
        let document: serde_json::Value = serde_json::from_str(&response.document).unwrap();
        let mark = document["answers"]["mark"].as_str().unwrap();
        let token = &tokens[mark.strip_prefix('m').unwrap().parse::<usize>().unwrap()];
        let invitation = InvitationId::from_token(&app.secret, survey, token);
        truth.insert(invitation.0, response.id.0);
    }
    assert_eq!(truth.len(), PEOPLE);
    truth
}

both! {
    /// At most one and a half times what guessing within a batch gives.
    fn nobody_is_found_behind_a_mix(stores) {
        let app = survey::app(&stores);
        let mut sum: BTreeMap<String, usize> = BTreeMap::new();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        for number in 1..=MANY {
            let slug = format!("mixed-{number}");
            for (name, hits) in runtime.block_on(observe(&app, &stores, &slug, 20)) {
                *sum.entry(name).or_default() += hits;
            }
            let most = PEOPLE * number * 3 / 2 / 20;
            let best = sum.iter().max_by_key(|(_, hits)| **hits).unwrap();
            println!("{number} surveys, {} strategies: {best:?}; allowed: {most}", sum.len());
            if number >= FEW && *best.1 <= most {
                return;
            }
        }
        panic!("somebody can be found: {sum:?}");
    }

    /// The same attack on a survey that moves every response at once.
    fn everybody_is_found_without_a_mix(stores) {
        let app = survey::app(&stores);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let found = runtime.block_on(observe(&app, &stores, "naive", 1));
        assert!(*found.values().max().unwrap() >= PEOPLE * 9 / 10, "{found:?}");
        // On PostgreSQL the last state of the tables alone tells the order.
        if stores.databases.urls.results.starts_with("postgres") {
            let end = found["end, by transaction × by transaction"];
            assert!(end >= PEOPLE * 9 / 10, "{end}");
        }
    }
}

/// Every id of a store, and every text that could be one.
fn texts(db: &Db, tables: &[(&str, &str)]) -> BTreeSet<String> {
    tables
        .iter()
        .flat_map(|(table, column)| {
            rows(db, &format!("(SELECT {column} AS id FROM {table}) AS t"), "true")
        })
        .map(|row| row.id)
        .collect()
}

/// Two stores share no key but the survey's: not while people answer, and not afterwards.
#[test]
fn stores_share_no_key_and_files_keep_no_trace() {
    let stores = stores(Kind::Sqlite).unwrap();
    let app = survey::app(&stores);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let tokens = survey::publish(&app, "keys", 20, 120);
    let respondents = app.respondents();
    let served = runtime.block_on(respondents.survey("keys")).unwrap();
    for (number, token) in tokens.iter().take(50).enumerate() {
        let mark = format!("Kiebitz{number}");
        let shown = runtime.block_on(survey::answer(&app, &served, token, &mark));
        let interviews = respondents.interviews();
        runtime.block_on(interviews.submit(&served, token, ("de", Some(&shown)))).unwrap();
        if number == 44 {
            app.force_mix(&Actor::Operator, &Slug("keys".to_owned()), &mut rand::rng()).unwrap();
        }
    }
    let marks = [("spent", "mark"), ("moved", "mark")];
    let mut office = texts(&stores.office, &[("invitations", "id"), ("arrivals", "id")]);
    office.extend(texts(&stores.office, &marks));
    let collect = texts(
        &stores.collect,
        &[("codes", "id"), ("spent", "id"), ("inbox", "id"), ("outbox", "id"), ("drafts", "id")],
    );
    let mut results = texts(&stores.results, &[("responses", "id"), ("batches", "id")]);
    results.extend(texts(&stores.results, &marks));
    assert!(office.len() > 120 && collect.len() > 170 && results.len() > 45);
    for (one, other) in [(&office, &collect), (&office, &results), (&collect, &results)] {
        assert_eq!(one.intersection(other).next(), None);
    }
    // Neither the files nor their logs hold a token, an id of another store, or an answer in the
    // wrong place.
    let urls = &stores.databases.urls;
    let secrets: Vec<String> = tokens.iter().take(50).cloned().collect();
    for (url, foreign) in [
        (&urls.office, [&collect, &results]),
        (&urls.collect, [&office, &results]),
        (&urls.results, [&office, &collect]),
    ] {
        let mut by_length: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for text in foreign.into_iter().flatten().chain(&secrets) {
            by_length.entry(text.len()).or_default().push(text.clone());
        }
        for texts in by_length.values() {
            assert_eq!(places(url, texts).unwrap(), BTreeMap::new(), "{url}");
        }
        if *url != urls.results {
            assert_eq!(places(url, &["Kiebitz".to_owned()]).unwrap(), BTreeMap::new(), "{url}");
        }
    }
}
