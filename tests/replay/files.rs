//! What the bytes of the files tell: which versions of each draft lie in them, those that were overwritten
//! included, and how often the store was written to. SQLite: the database, its log and the index of the log.
//! PostgreSQL: the heap, and what the server counts; a user who may not read its files sees nothing there.

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;

use diesel::connection::SimpleConnection;
use zugvogel::error::Error;
use zugvogel::storage::Conn;

use crate::installation::{Installation, rows};

/// The marks that lie in the files beside the id of a draft: each save drew one.
pub(crate) type Versions = BTreeMap<String, BTreeSet<i32>>;

/// Reads the id of a draft and its mark where a survey's id of this length lies.
type Reader = fn(&[u8], usize, usize) -> Option<(String, i32)>;

/// Of a draft's id.
const ID: usize = 64;

/// Whatever versions of drafts lie in the files of `collect`.
pub(crate) fn versions(at: &Installation) -> Versions {
    let mut found = Versions::new();
    let mut note = |bytes: &[u8], read: Reader| {
        let survey = at.survey.as_str().as_bytes();
        for place in places(bytes, survey) {
            if let Some((id, mark)) = read(bytes, place, survey.len()) {
                found.entry(id).or_default().insert(mark);
            }
        }
    };
    match at.urls.collect.strip_prefix("sqlite:") {
        Some(path) => {
            for file in [path.to_owned(), format!("{path}-wal")] {
                note(&std::fs::read(file).unwrap_or_default(), in_sqlite);
            }
        }
        None => note(&heap(at), in_postgres),
    }
    found
}

/// The heap of the drafts; nothing where one may not read it.
fn heap(at: &Installation) -> Vec<u8> {
    let on_disk = |conn: &mut Conn| -> Result<(), Error> {
        let Conn::Postgres(c) = conn else { return Ok(()) };
        Ok(c.batch_execute("CHECKPOINT")?)
    };
    if at.stores.collect.read_now(on_disk).is_err() {
        return Vec::new();
    }
    let sql = "SELECT '' AS id, 0 AS number, \
               pg_read_binary_file(pg_relation_filepath('drafts')) AS bytes";
    rows(&at.stores.collect, sql).pop().unwrap().bytes
}

/// Where a text lies. (In a test that is not optimised nothing else is fast enough for megabytes.)
fn places(bytes: &[u8], text: &[u8]) -> Vec<usize> {
    let (mut places, mut rest) = (Vec::new(), bytes);
    while rest.skip_until(text[0]).unwrap() > 0 {
        let begin = bytes.len() - rest.len() - 1;
        if bytes[begin..].starts_with(text) {
            places.push(begin);
        }
    }
    places
}

fn text(bytes: &[u8], from: usize) -> Option<String> {
    let id = bytes.get(from..from + ID)?;
    id.iter().all(u8::is_ascii_hexdigit).then(|| String::from_utf8(id.to_vec()).unwrap())
}

/// A record: before the survey's id what the columns hold, a text of 64 letters and a number of four bytes
/// among them; then the id and the mark.
fn in_sqlite(bytes: &[u8], survey: usize, length: usize) -> Option<(String, i32)> {
    let header = &bytes[survey.saturating_sub(12)..survey];
    if !header.windows(3).any(|types| types == [0x81, 0x0d, 0x04]) {
        return None;
    }
    let (id, mark) = (text(bytes, survey + length)?, survey + length + ID);
    Some((id, i32::from_be_bytes(bytes.get(mark..mark + 4)?.try_into().unwrap())))
}

/// A tuple: each short text begins with a byte for its length, and a number stands at a multiple of four. No
/// mark is smaller than 2³⁰.
fn in_postgres(bytes: &[u8], survey: usize, length: usize) -> Option<(String, i32)> {
    let (begin, id) = (survey.checked_sub(1)?, text(bytes, survey + length + 1)?);
    let mark = begin + (1 + length + 1 + ID).next_multiple_of(4);
    let mark = i32::from_le_bytes(bytes.get(mark..mark + 4)?.try_into().unwrap());
    (mark >= 1 << 30).then_some((id, mark))
}

/// How often anything was written, as far as a number tells: the index of SQLite's log counts
/// transactions, and so does PostgreSQL (those of all who use the server).
pub(crate) fn count_writes(at: &Installation) -> i64 {
    match at.urls.collect.strip_prefix("sqlite:") {
        Some(path) => {
            let index = std::fs::read(format!("{path}-shm")).unwrap_or_default();
            let count = index.get(8..12).map(|four| u32::from_ne_bytes(four.try_into().unwrap()));
            count.unwrap_or_default().into()
        }
        None => {
            let sql = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS id, 0 AS number, \
                       ''::bytea AS bytes";
            rows(&at.stores.collect, sql).pop().unwrap().id.parse().unwrap()
        }
    }
}

/// PostgreSQL: the numbers that count on by themselves.
pub(crate) fn count_sequences(at: &Installation) -> i32 {
    let sql = "SELECT '' AS id, count(*)::integer AS number, ''::bytea AS bytes \
               FROM pg_sequences WHERE schemaname = current_schema()";
    let stores = [&at.stores.office, &at.stores.collect, &at.stores.results];
    let on_server = stores.into_iter().filter(|db| db.is_on_server());
    on_server.map(|db| rows(db, sql).pop().unwrap().number).sum()
}
