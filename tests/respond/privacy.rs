//! What is not written cannot be joined: no time, address or agent beside an answer, nothing
//! readable in a draft, nothing personal in the log.

use std::io;
use std::sync::{Arc, Mutex};

use diesel::prelude::*;
use diesel::sql_types::{Binary, Text};
use tracing_subscriber::fmt::MakeWriter;

use crate::app::TestApp;
use crate::browser::Ask;
use crate::databases::both;
use zugvogel::error::Error;
use zugvogel::storage::{Conn, Db};

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Sealed {
    #[diesel(sql_type = Binary)]
    sealed: Vec<u8>,
}

/// Every column of a store's own tables, as `table.column`.
fn columns(db: &Db) -> Vec<String> {
    let rows: Result<Vec<Column>, Error> = db.read_now(|conn| {
        Ok(match conn {
            Conn::Sqlite(c) => diesel::sql_query(
                "SELECT m.name || '.' || c.name || ' ' || c.type AS name \
             FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'",
            )
            .load(c)?,
            Conn::Postgres(c) => diesel::sql_query(
                "SELECT table_name || '.' || column_name || ' ' || data_type AS name \
             FROM information_schema.columns WHERE table_schema = current_schema()",
            )
            .load(c)?,
        })
    });
    let own = |name: &String| !name.starts_with("__diesel") && !name.starts_with("sqlite_");
    rows.unwrap().into_iter().map(|row| row.name.to_lowercase()).filter(own).collect()
}

/// The log of this process, as the server would write it.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Log;

    fn make_writer(&'a self) -> Log {
        self.clone()
    }
}

fn log() -> Log {
    static LOG: std::sync::OnceLock<Log> = std::sync::OnceLock::new();
    let begin = || {
        let log = Log::default();
        let logs = tracing_subscriber::fmt().with_writer(log.clone());
        logs.with_max_level(tracing::Level::TRACE).try_init().unwrap();
        log
    };
    LOG.get_or_init(begin).clone()
}

both! {
    /// Tables of people who answer have no column for a time, an address, an agent or a person.
    fn no_table_can_tell_when_or_where(stores) {
        let all = [columns(&stores.collect), columns(&stores.results)].concat();
        assert!(all.iter().any(|column| column.starts_with("responses.document")), "{all:?}");
        for column in all {
            for word in ["time", "date", "_at", " ip", "addr", "agent", "host", "user", "mail", "serial"] {
                assert!(!column.contains(word), "{column} could hold `{word}`");
            }
        }
    }

    /// Neither drafts nor the inbox can be read without the secret, and tokens are nowhere.
    fn what_is_stored_before_the_mix_is_sealed(stores) {
        let app = TestApp::new(stores);
        let mut reader = app.resident("feedback");
        let words = "Kaffee und Kuchen bitte";
        reader.answer(&[("often", "4")]).answer(&[("wish", words)]).is_on("review");
        let sealed = |table: &str| -> Vec<u8> {
            let sql = format!("SELECT sealed FROM {table}");
            let rows: Result<Vec<Sealed>, Error> = app.app.stores.collect.read_now(|conn| {
                Ok(match conn {
                    Conn::Sqlite(c) => diesel::sql_query(&sql).load(c)?,
                    Conn::Postgres(c) => diesel::sql_query(&sql).load(c)?,
                })
            });
            let mut rows = rows.unwrap();
            assert_eq!(rows.len(), 1);
            rows.remove(0).sealed
        };
        let token = reader.browser.cookies["zv_draft_feedback"].clone();
        let is_opaque = |bytes: &[u8]| {
            for secret in [words, "Kuchen", "wish", "often", "besuch", &token] {
                let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
                assert!(!found, "`{secret}` can be read");
            }
        };
        is_opaque(&sealed("drafts"));
        reader.press().is_on("done");
        is_opaque(&sealed("inbox"));
        assert_eq!(app.responses("feedback")[0].answers["wish"], words, "it was there to be found");
    }

    /// How often she saved would tell how long her way was.
    fn the_mark_of_a_draft_counts_nothing(stores) {
        let app = TestApp::new(stores);
        let mut reader = app.resident("feedback");
        reader.answer(&[("often", "4")]).is_on("zeiten");
        let marks: Vec<i32> = ["a", "b", "c", "d", "e", "f"]
            .iter()
            .map(|wish| {
                reader.open("/p/zeiten").answer(&[("wish", wish)]).is_on("review");
                app.find_saved("feedback", &reader).unwrap().mark.unwrap()
            })
            .collect();
        let is_near = |pair: &[i32]| pair[0].abs_diff(pair[1]) < 1000;
        assert!(!marks.windows(2).any(is_near), "{marks:?}");
    }

    /// Responses tell nothing but answers.
    fn a_response_holds_answers_only(stores) {
        let app = TestApp::new(stores);
        let mut reader = app.resident("feedback");
        reader.walk(&[("often", "4")]);
        reader.press().is_on("done");
        let response = serde_json::to_value(&app.responses("feedback")[0]).unwrap();
        let names: Vec<&String> = response.as_object().unwrap().keys().collect();
        assert_eq!(names, ["language", "seed", "disposition", "last_page", "coding", "answers"]);
    }

    /// Not even with everything logged.
    fn the_log_tells_nothing_about_anybody(stores) {
        let log = log();
        let app = TestApp::new(stores);
        let mut reader = app.resident("feedback");
        let odd = |ask: Ask| {
            ask.with("user-agent", "Kiebitzbrowser/7").with("x-forwarded-for", "198.51.100.77")
        };
        let token = reader.browser.cookies["zv_draft_feedback"].clone();
        reader.send(odd(reader.filled(&[("often", "4")]))).is_on("zeiten");
        let csrf = reader.page.form().controls[0].value.clone();
        reader.send(odd(reader.filled(&[("wish", "Austernfischerwunsch")]))).is_on("review");
        reader.send(odd(Ask::get("/s/feedback?lang=en&Brachvogel")));
        reader.send(odd(Ask::form("/s/feedback/p/zeiten", &[("Sandregenpfeifer", "x")])));
        app.break_surveys();
        reader.send(odd(Ask::get("/s/feedback"))).has_status(500);
        let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        assert!(log.contains("internal error"), "something was logged");
        for word in [
            &token, &csrf, "Kiebitzbrowser", "198.51.100.77", "203.0.113.9", "Austernfischerwunsch",
            "Brachvogel", "Sandregenpfeifer",
        ] {
            assert!(!log.contains(word), "`{word}` is in the log");
        }
    }
}
