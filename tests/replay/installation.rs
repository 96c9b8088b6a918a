//! An installation with the study in the field: the county's, or the one the attacker has at home. What is
//! read here with the secret and the tokens is the test's own knowledge, by which it knows who is right, and
//! what other programs would have stored.

use std::cell::RefCell;

use diesel::prelude::*;
use diesel::sql_types::{Binary, Integer, Text};
use serde_json::json;
use zugvogel::access::AccessCode;
use zugvogel::app::Actor;
use zugvogel::app::builtin::{Builtin, find_questionnaire};
use zugvogel::app::office::publish::NewSurvey;
use zugvogel::domain::{Mode, Offer, Offers};
use zugvogel::engine::{Questionnaire, Response};
use zugvogel::error::Error;
use zugvogel::formats::json;
use zugvogel::ids::{Slug, SurveyId};
use zugvogel::seal::{DraftKey, Stretcher, TransitKey};
use zugvogel::storage::results::responses::page_responses;
use zugvogel::storage::{Conn, Db, StoreUrls, Stores};

use crate::app::{QUICK, TestApp};
use crate::databases::TestStores;
use crate::resident::Resident;

pub(crate) const SURVEY: &str = "study";
/// The fields for files.
pub(crate) const FILES: [&str; 2] = ["paper_1", "paper_2"];

/// The Wesermarsch study with a page for files.
pub(crate) fn study() -> Questionnaire {
    let mut document: serde_json::Value =
        serde_json::from_slice(find_questionnaire("wesermarsch").unwrap()).unwrap();
    let label = json!({ "de": "Ein Papier?", "en": "A paper?", "de-simple": "Ein Papier?" });
    let upload = |name| json!({ "kind": "upload", "name": name, "upload": "file", "label": label });
    let page = json!({
        "name": "papers", "section": "person",
        "title": { "de": "Papiere", "en": "Papers", "de-simple": "Papiere" },
        "questions": FILES.map(upload),
    });
    let pages = document["pages"].as_array_mut().unwrap();
    pages.insert(pages.len() - 1, page);
    let checked = json::load(document.to_string().as_bytes(), &Builtin);
    checked.sound().unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// A row as it lies there.
#[derive(Debug, Clone, QueryableByName)]
pub(crate) struct Row {
    #[diesel(sql_type = Text)]
    pub(crate) id: String,
    #[diesel(sql_type = Integer)]
    pub(crate) number: i32,
    #[diesel(sql_type = Binary)]
    pub(crate) bytes: Vec<u8>,
}

/// The rows of a query for `id`, `number` and `bytes`.
pub(crate) fn rows(db: &Db, sql: &str) -> Vec<Row> {
    let read = |conn: &mut Conn| -> Result<Vec<Row>, Error> {
        Ok(match conn {
            Conn::Sqlite(c) => diesel::sql_query(sql).load(c)?,
            Conn::Postgres(c) => diesel::sql_query(sql).load(c)?,
        })
    };
    db.read_now(read).unwrap()
}

pub(crate) struct Installation {
    pub(crate) app: TestApp,
    pub(crate) stores: Stores,
    pub(crate) urls: StoreUrls,
    pub(crate) survey: SurveyId,
    /// How many are mixed at least.
    pub(crate) batch: i32,
    tokens: RefCell<std::vec::IntoIter<String>>,
}

impl Installation {
    /// With the study in the field, for so many people with codes.
    pub(crate) fn new(
        stores: TestStores,
        questionnaire: &Questionnaire,
        batch: i32,
        codes: usize,
    ) -> Self {
        let (urls, all) = (stores.databases.urls.clone(), (*stores).clone());
        let app = TestApp::with(stores, |app| app);
        let county = Slug("county".to_owned());
        let organisation = app.app.organisation(&Actor::Operator, &county, "County").unwrap();
        let survey = NewSurvey {
            slug: Slug(SURVEY.to_owned()),
            organisation,
            mode: Mode::Anonymous,
            batch,
            opens_on: None,
            closes_on: None,
            offers: Offers::of(&[Offer::Withdrawal]),
            wave: None,
        };
        let survey = app.app.publish(&Actor::Operator, questionnaire, survey).unwrap();
        let mut stretcher = Stretcher::new(QUICK).unwrap();
        let token = |code: String| {
            let plain = AccessCode::parse(&code).unwrap().plain();
            stretcher.token(&survey, &plain).unwrap()
        };
        let tokens: Vec<String> = app.codes(SURVEY, "", codes).into_iter().map(token).collect();
        let tokens = RefCell::new(tokens.into_iter());
        Self { app, stores: all, urls, survey, batch, tokens }
    }

    /// Somebody who has just typed her code.
    pub(crate) fn resident(&self, language: &'static str) -> Resident<'_> {
        let mut resident = Resident::new(&self.app, SURVEY, language);
        let token = self.tokens.borrow_mut().next().unwrap();
        resident.browser.cookies.insert(format!("zv_draft_{SURVEY}"), token);
        resident
    }

    pub(crate) fn draft_key(&self, resident: &Resident<'_>) -> DraftKey {
        let token = &resident.browser.cookies[&format!("zv_draft_{SURVEY}")];
        DraftKey::from_token(&self.app.app.secret, &self.survey, token)
    }

    /// Somebody's draft: its row, and how long it is without what fills it up.
    pub(crate) fn draft(&self, resident: &Resident<'_>) -> Option<(Row, usize)> {
        let key = self.draft_key(resident);
        let sql = format!(
            "SELECT id, mark AS number, sealed AS bytes FROM drafts WHERE id = '{}'",
            key.id
        );
        let row = rows(&self.stores.collect, &sql).pop()?;
        let plain = key.open(row.bytes.clone()).unwrap().len();
        Some((row, plain))
    }

    /// What waits.
    pub(crate) fn inbox(&self) -> Vec<Row> {
        rows(&self.stores.collect, "SELECT id, 0 AS number, sealed AS bytes FROM inbox")
    }

    /// How long a row of the inbox is without what fills it up.
    pub(crate) fn plain_length(&self, row: &Row) -> usize {
        let key = TransitKey::inbox(&self.app.app.secret, &self.survey);
        key.open(&row.id, row.bytes.clone()).unwrap().len()
    }

    /// The responses with their ids.
    pub(crate) fn responses(&self) -> Vec<(String, Response)> {
        let id = self.survey.clone();
        let page = move |conn: &mut Conn| Ok::<_, Error>(page_responses(conn, &id, None, 5000)?);
        let rows = self.stores.results.read_now(page).unwrap().into_iter();
        rows.map(|row| (row.id.0, serde_json::from_str(&row.document).unwrap())).collect()
    }

    /// The files of a response, by their fields.
    pub(crate) fn files(&self, id: &str, response: &Response) -> [Option<Vec<u8>>; 2] {
        let sql = format!(
            "SELECT name AS id, 0 AS number, body AS bytes FROM attachments \
             WHERE response_id = '{id}'"
        );
        let rows = rows(&self.stores.results, &sql);
        FILES.map(|field| {
            let name = response.answers.get(field)?;
            Some(rows.iter().find(|row| row.id == *name)?.bytes.clone())
        })
    }
}
