//! A survey of one question in the field, answered and withdrawn without pages.

use std::collections::{BTreeMap, BTreeSet};

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, QueryResult, SqliteConnection};
use futures_util::future::join_all;
use zugvogel::access::WithdrawalCode;
use zugvogel::app::interviews::{Admission, OfferedSurvey, Saved, Standing, Submitting};
use zugvogel::app::message::Message;
use zugvogel::app::mix::Mixed;
use zugvogel::app::office::publish::NewSurvey;
use zugvogel::app::respondents::submit::{Submitted, inbox_row};
use zugvogel::app::{Actor, App, Respondents};
use zugvogel::clock::Clock;
use zugvogel::domain::{Door, Mode, Offer, Offers};
use zugvogel::engine::{Draft, Form, Questionnaire, Response, check};
use zugvogel::error::Error;
use zugvogel::ids::{BatchId, ResponseId, Slug, WithdrawalId};
use zugvogel::seal::{Secret, TransitKey};
use zugvogel::storage::Conn;
use zugvogel::storage::collect::outbox::{OutboxRow, insert_message};
use zugvogel::storage::results::responses::{
    ResponseRow, insert_batch, list_ids, load_responses, page_responses,
};
use zugvogel::storage::results::withdrawals::{WithdrawalRow, insert_withdrawals};

use crate::databases::TestStores;

const QUESTIONNAIRE: &str = r#"{ "name": "mark", "languages": ["de"], "title": "Marke",
  "pages": [{ "name": "one", "title": "Eins",
    "questions": [{ "kind": "text", "name": "mark", "label": "Marke?" }] }] }"#;

fn questionnaire() -> Questionnaire {
    let checked = check(serde_json::from_str(QUESTIONNAIRE).unwrap());
    checked.sound().unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// The survey, with all that is behind it.
pub(crate) struct Field {
    pub(crate) app: App,
    pub(crate) slug: Slug,
    pub(crate) served: OfferedSurvey,
}

impl Field {
    /// An open survey that offers withdrawal.
    pub(crate) fn new(stores: &TestStores, batch: i32) -> Self {
        Self::named(stores, "field", batch)
    }

    pub(crate) fn named(stores: &TestStores, slug: &str, batch: i32) -> Self {
        Self::asking(stores, slug, batch, &questionnaire())
    }

    /// With a questionnaire of the test's own.
    pub(crate) fn asking(
        stores: &TestStores,
        slug: &str,
        batch: i32,
        questionnaire: &Questionnaire,
    ) -> Self {
        let clock = Clock::Fixed("2026-06-15T10:00:00Z".parse().unwrap());
        let app = App::new((**stores).clone(), Secret::from([7; 32]), clock);
        let slug = Slug(slug.to_owned());
        let county = Slug("county".to_owned());
        let survey = NewSurvey {
            slug: slug.clone(),
            organisation: app.organisation(&Actor::Operator, &county, "County").unwrap(),
            mode: Mode::Open,
            batch,
            opens_on: None,
            closes_on: None,
            offers: Offers::of(&[Offer::Withdrawal]),
            wave: None,
        };
        app.publish(&Actor::Operator, questionnaire, survey).unwrap();
        let served = waited(app.respondents().survey(slug.as_str())).unwrap();
        Self { app, slug, served }
    }

    /// Somebody submits this mark, and gets the code that withdraws it.
    pub(crate) fn submit(&self, mark: &str) -> WithdrawalCode {
        waited(submit(&self.app.respondents(), &self.served, mark))
    }

    /// Several submit at once.
    pub(crate) fn submit_all(&self, marks: &[String]) -> Vec<WithdrawalCode> {
        let respondents = self.app.respondents();
        let all = marks.iter().map(|mark| submit(&respondents, &self.served, mark));
        waited(join_all(all))
    }

    /// These wait in the inbox as if they had been submitted.
    pub(crate) fn fill(&self, marks: &[String]) {
        let key = TransitKey::inbox(&self.app.secret, &self.served.id);
        let mut rows = Vec::new();
        for mark in marks {
            let submitted = Submitted {
                version: self.served.version.clone(),
                response: response(mark),
                invitation: None,
                withdrawal: None,
                files: Vec::new(),
            };
            let (id, room) = (ResponseId::random(), self.served.questionnaire.room());
            let admission = Admission { door: Door::Open, stratum: String::new() };
            let row = inbox_row(&key, &self.served.id, id, &submitted, admission, room).unwrap();
            rows.push((row.id, hex::encode(row.sealed)));
        }
        let (survey, version) = (self.served.id.clone(), self.served.version.clone());
        let sql = |blob: [&str; 2]| {
            let values = rows.iter().map(|(id, sealed)| {
                let sealed = format!("{}{sealed}{}", blob[0], blob[1]);
                format!("('{survey}', '{id}', {sealed}, 'open', '', '{version}')")
            });
            let values: Vec<String> = values.collect();
            let into = "INSERT INTO inbox (survey_id, id, sealed, door, stratum, version)";
            format!("{into} VALUES {}", values.join(", "))
        };
        let (sqlite, postgres) = (sql(["X'", "'"]), sql(["'\\x", "'"]));
        self.change(move |conn| match conn {
            Conn::Sqlite(c) => c.batch_execute(&sqlite),
            Conn::Postgres(c) => c.batch_execute(&postgres),
        });
    }

    fn change(&self, change: impl Fn(&mut Conn) -> QueryResult<()> + Send + 'static) {
        let collect = &self.app.stores.collect;
        collect.write_now(move |conn| change(conn).map_err(Error::from)).unwrap();
    }

    /// The rows of the results with their marks, but for those that are known.
    pub(crate) fn marks_but(&self, known: &BTreeSet<String>) -> BTreeMap<String, String> {
        let id = self.served.id.clone();
        let read = self.app.stores.results.read_now(|conn| {
            let mut new = list_ids(conn, &id)?;
            new.retain(|id| !known.contains(id.as_str()));
            Ok::<_, Error>(load_responses(conn, &id, &new)?)
        });
        let rows = read.unwrap().into_iter();
        rows.map(|row| (row.id.0, mark(&row.document))).collect()
    }

    /// The application at another time.
    pub(crate) fn at_minute(&self, minute: i64) -> App {
        let now = self.app.clock.now() + jiff::SignedDuration::from_mins(minute);
        App { clock: Clock::Fixed(now), ..self.app.clone() }
    }

    /// Sets the last day of the survey.
    pub(crate) fn close_on(&mut self, day: &str) {
        self.run(&format!("UPDATE surveys SET closes_on = '{day}'"));
    }

    /// Changes `collect` behind the application's back.
    pub(crate) fn run(&self, sql: &str) {
        let sql = sql.to_owned();
        self.change(move |conn| match conn {
            Conn::Sqlite(c) => c.batch_execute(&sql),
            Conn::Postgres(c) => c.batch_execute(&sql),
        });
    }

    /// Asks for a response to be deleted; that this comes back is the acknowledgement.
    pub(crate) fn withdraw(&self, code: &WithdrawalCode) {
        waited(self.app.respondents().withdraw(&self.served, code)).unwrap();
    }

    /// So many requests to withdraw what nobody submitted.
    pub(crate) fn flood_withdrawals(&self, number: usize) {
        let (secret, survey) = (&self.app.secret, &self.served.id);
        let made_up =
            (0..number).map(|number| Message::Withdrawal(WithdrawalId(number.to_string())));
        let rows: Vec<OutboxRow> =
            made_up.map(|message| message.sealed(secret, survey).unwrap()).collect();
        self.change(move |conn| rows.iter().try_for_each(|row| insert_message(conn, row)));
    }

    pub(crate) fn mix(&self) -> Result<Mixed, Error> {
        self.app.mix(&Actor::Operator, &self.slug, &mut rand::rng())
    }

    pub(crate) fn force(&self) -> Result<Mixed, Error> {
        self.app.force_mix(&Actor::Operator, &self.slug, &mut rand::rng())
    }

    /// A batch of one response arrives in the results.
    pub(crate) fn arrive(&self, stores: &TestStores, mark: &str, code: &WithdrawalCode) {
        let (survey_id, response_id) = (self.served.id.clone(), ResponseId::random());
        let row = ResponseRow {
            survey_id: survey_id.clone(),
            id: response_id.clone(),
            version_hash: self.served.version.clone(),
            document: serde_json::to_string(&response(mark)).unwrap(),
            door: Door::Open,
            stratum: String::new(),
        };
        let id = WithdrawalId::from_code(&self.app.secret, &survey_id, &code.plain());
        let withdrawal = WithdrawalRow { survey_id: survey_id.clone(), id, response_id };
        let arrived = stores.results.write_now(move |conn| {
            insert_withdrawals(conn, vec![withdrawal.clone()])?;
            Ok::<_, Error>(insert_batch(
                conn,
                &survey_id,
                &BatchId::random(),
                std::slice::from_ref(&row),
            )?)
        });
        assert!(arrived.unwrap());
    }

    /// The marks in the results, sorted.
    pub(crate) fn marks(&self) -> Vec<String> {
        let id = self.served.id.clone();
        let read = self
            .app
            .stores
            .results
            .read_now(|conn| Ok::<_, Error>(page_responses(conn, &id, None, 1_000_000)?));
        let mut marks: Vec<String> = read.unwrap().iter().map(|row| mark(&row.document)).collect();
        marks.sort();
        marks
    }

    /// How many rows of a table of `collect` meet a condition.
    pub(crate) fn count(&self, table: &str, condition: &str) -> i64 {
        let id = self.served.id.clone();
        let read = self.app.stores.collect.read_now(|conn| {
            Ok::<_, Error>(crate::tables::count_where(conn, table, &id, condition)?)
        });
        read.unwrap()
    }
}

fn mark(document: &str) -> String {
    let response: Response = serde_json::from_str(document).unwrap();
    response.answers["mark"].clone()
}

/// Waits for a future on this thread.
pub(crate) fn waited<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(future)
}

async fn submit(respondents: &Respondents, served: &OfferedSurvey, mark: &str) -> WithdrawalCode {
    let (code, token) = (WithdrawalCode::draw(&mut rand::rng()), zugvogel::seal::token());
    let new = Saved { draft: Draft::default(), mark: None, withdrawal: Some(code.clone()) };
    assert!(respondents.save(served, &token, &new, &Form::default()).await.unwrap());
    let Standing::Draft(saved) = respondents.progress(served, &token).await.unwrap() else {
        panic!("the draft is gone")
    };
    let admission = Admission { door: Door::Open, stratum: String::new() };
    let done = respondents.submit(served, &token, saved, response(mark), admission).await;
    assert_eq!(done.unwrap(), Submitting::Done);
    code
}

/// What follows ` in ` in a mark are the quotas in whose cells it counts.
fn response(mark: &str) -> Response {
    let cells = mark.split_once(" in ").map_or("", |(_, cells)| cells);
    Response {
        quotas: cells.split_whitespace().map(str::to_owned).collect(),
        language: "de".to_owned(),
        disposition: "1.1".to_owned(),
        last_page: "one".to_owned(),
        answers: [("mark".to_owned(), mark.to_owned())].into(),
        ..Response::default()
    }
}

/// A transaction of somebody else's, which has tables of a store until it is let go.
pub(crate) enum Foreign {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Foreign {
    pub(crate) fn locking(url: &str, tables: &str) -> Self {
        match url.strip_prefix("sqlite:") {
            Some(path) => {
                let mut conn = SqliteConnection::establish(path).unwrap();
                conn.batch_execute("BEGIN IMMEDIATE").unwrap();
                Self::Sqlite(conn)
            }
            None => {
                let mut conn = PgConnection::establish(url).unwrap();
                conn.batch_execute("BEGIN").unwrap();
                if !tables.is_empty() {
                    let lock = format!("LOCK TABLE {tables} IN ACCESS EXCLUSIVE MODE");
                    conn.batch_execute(&lock).unwrap();
                }
                Self::Postgres(conn)
            }
        }
    }

    pub(crate) fn run(&mut self, sql: &str) {
        match self {
            Self::Sqlite(conn) => conn.batch_execute(sql).unwrap(),
            Self::Postgres(conn) => conn.batch_execute(sql).unwrap(),
        }
    }

    pub(crate) fn let_go(mut self) {
        self.run("COMMIT");
    }
}
