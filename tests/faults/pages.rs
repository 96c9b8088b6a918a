//! Files of an older version are rewritten with larger pages when they are opened.

use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::{Connection, RunQueryDsl, SqliteConnection};

use crate::databases::Kind;
use crate::place::Place;

/// Files of an older version get larger pages when they are opened. Killed at any moment, everything
/// is there, and the next one completes it; while somebody else has the file, it stays as it is.
#[test]
fn files_of_responses_get_larger_pages_whatever_happens() {
    const ROWS: i64 = 4000;
    let place = Place::new(Kind::Sqlite).unwrap();
    let path = place.databases.urls.results.strip_prefix("sqlite:").unwrap().to_owned();
    let open = || SqliteConnection::establish(&path).unwrap();
    let number = |c: &mut SqliteConnection, what: &str| -> i64 {
        diesel::dsl::sql::<diesel::sql_types::BigInt>(what).get_result(c).unwrap()
    };
    let narrow = "PRAGMA journal_mode = DELETE; PRAGMA page_size = 4096; VACUUM;
        PRAGMA journal_mode = WAL;";
    open()
        .batch_execute(&format!(
            "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < {ROWS})
             INSERT INTO responses (survey_id, id, version_hash, document)
             SELECT 's', hex(randomblob(16)), 'v', hex(randomblob(600)) FROM n;"
        ))
        .unwrap();
    let mut killed = 0;
    for round in 0..12 {
        open().batch_execute(narrow).unwrap();
        let mut process = place.command(&["migrate"]).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(20 * round));
        killed += u32::from(process.try_wait().unwrap().is_none());
        process.kill().unwrap();
        process.wait().unwrap();
        let mut c = open();
        assert_eq!(number(&mut c, "SELECT count(*) FROM responses"), ROWS, "round {round}");
    }
    assert!(killed > 2, "it was killed {killed} times only");

    open().batch_execute(narrow).unwrap();
    let mut other = open();
    assert_eq!(number(&mut other, "SELECT count(*) FROM responses"), ROWS);
    place.run(&["migrate"]);
    assert_eq!(number(&mut other, "PRAGMA page_size"), 4096, "somebody has it open");
    drop(other);
    place.run(&["migrate"]);
    let mut c = open();
    assert_eq!(number(&mut c, "PRAGMA page_size"), 16_384);
    assert_eq!(number(&mut c, "SELECT count(*) FROM responses"), ROWS);
    // 1.2 kB each, and not the 4.7 kB that they took before.
    assert!(std::fs::metadata(&path).unwrap().len() < 1_600 * ROWS.unsigned_abs());
}
