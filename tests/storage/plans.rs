//! What a page of answers asks SQLite for is found by keys, and prepared once.

use std::sync::{Arc, Mutex};

use diesel::connection::{Connection as _, InstrumentationEvent};
use diesel::sql_types::{Integer, Text};
use diesel::{QueryableByName, RunQueryDsl as _, sql_query};
use zugvogel::error::Error;
use zugvogel::ids::{AttachmentId, CodeId, DraftId, Slug, SurveyId};
use zugvogel::storage::Conn;
use zugvogel::storage::collect::{attachments, codes, drafts, surveys};

use crate::databases::{self, Kind};
use crate::queries::publish;

/// Runs what pages, codes and submissions run.
fn run(conn: &mut Conn) -> Result<(), Error> {
    let (survey, id) = (SurveyId("survey".to_owned()), DraftId("draft".to_owned()));
    let draft = drafts::DraftRow {
        survey_id: survey.clone(),
        id: id.clone(),
        mark: 1,
        sealed: vec![1],
        week: 2970,
    };
    surveys::find_heading(conn, &Slug("survey".to_owned()))?;
    codes::find_stratum(conn, &survey, &CodeId("code".to_owned()))?;
    drafts::insert_draft(conn, &draft)?;
    drafts::find_draft(conn, &survey, &id)?;
    drafts::save_draft(conn, &drafts::DraftRow { mark: 2, ..draft }, 1)?;
    attachments::keep_only(conn, &survey, &id, &[])?;
    attachments::list_sizes(conn, &survey, &id)?;
    attachments::hold_all(conn, &survey, &id, &[AttachmentId("file".to_owned())])?;
    attachments::submit_attachments(conn, &survey, &id, &[])?;
    drafts::is_spent(conn, &survey, &id)?;
    drafts::spend(conn, &survey, &id)?;
    drafts::delete_draft(conn, &survey, &id)?;
    Ok(())
}

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

#[derive(QueryableByName)]
struct Used {
    #[diesel(sql_type = Integer)]
    used: i32,
}

#[test]
fn no_statement_of_a_page_looks_through_a_table() {
    let stores = databases::stores(Kind::Sqlite).unwrap();
    publish(&stores.collect);
    let statements = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&statements);
    let plans = stores.collect.write_now(move |conn| {
        let noted = Arc::clone(&noted);
        let Conn::Sqlite(c) = &mut *conn else { unreachable!() };
        c.set_instrumentation(move |event: InstrumentationEvent<'_>| {
            if let InstrumentationEvent::StartQuery { query, .. } = event {
                noted.lock().unwrap().push(query.to_string());
            }
        });
        run(conn)?;
        let Conn::Sqlite(c) = conn else { unreachable!() };
        c.set_instrumentation(|_: InstrumentationEvent<'_>| {});
        let mut plans = Vec::new();
        for statement in statements.lock().unwrap().iter() {
            // Which values are bound is a comment at its end.
            let plan: Vec<Step> = sql_query(format!("EXPLAIN QUERY PLAN {statement}")).load(c)?;
            plans.push((statement.clone(), plan));
        }
        Ok::<_, Error>(plans)
    });
    let plans = plans.unwrap();
    assert!(plans.len() >= 10, "{}", plans.len());
    for (statement, plan) in plans {
        for step in plan {
            let detail = step.detail;
            assert!(!detail.starts_with("SCAN"), "{statement}: {detail}");
            // A survey has very many rows, of which a page is about one person's.
            assert!(!detail.ends_with("(survey_id=?)"), "{statement}: {detail}");
        }
    }
}

/// diesel prepares an update anew at each use; the one of each page is kept all the same.
#[test]
fn the_update_of_a_page_is_prepared_once() {
    let stores = databases::stores(Kind::Sqlite).unwrap();
    publish(&stores.collect);
    let kept = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&kept);
    stores
        .collect
        .write_now(move |conn| {
            let noted = Arc::clone(&noted);
            let Conn::Sqlite(c) = &mut *conn else { unreachable!() };
            c.set_instrumentation(move |event: InstrumentationEvent<'_>| {
                if let InstrumentationEvent::CacheQuery { sql, .. } = event {
                    noted.lock().unwrap().push(sql.to_owned());
                }
            });
            run(conn)?;
            run(conn)
        })
        .unwrap();
    let kept = kept.lock().unwrap();
    let updates = kept.iter().filter(|sql| sql.starts_with("UPDATE drafts SET"));
    assert_eq!(updates.count(), 1, "{kept:#?}");
}

#[test]
fn statements_are_not_planned_anew_for_each_value() {
    let stores = databases::stores(Kind::Sqlite).unwrap();
    let used = stores.collect.read_now(|conn| {
        let Conn::Sqlite(c) = conn else { unreachable!() };
        let sql = "SELECT sqlite_compileoption_used('ENABLE_QPSG') AS used";
        Ok::<_, Error>(sql_query(sql).get_result::<Used>(c)?)
    });
    assert_eq!(used.unwrap().used, 1, "`LIBSQLITE3_FLAGS` in .cargo/config.toml has no effect");
}
