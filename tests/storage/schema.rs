//! The tables: the same on both databases and in `schema.rs`, and without what would tell tales.

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel::sql_types::Text;
use zugvogel::error::Error;
use zugvogel::storage::{Conn, Db};

use crate::databases::{self, Kind};

const SCHEMAS: [&str; 3] = [
    include_str!("../../src/storage/office/schema.rs"),
    include_str!("../../src/storage/collect/schema.rs"),
    include_str!("../../src/storage/results/schema.rs"),
];

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

fn lines(db: &Db, sqlite: &str, postgres: &str) -> BTreeSet<String> {
    let (sqlite, postgres) = (sqlite.to_owned(), postgres.to_owned());
    let rows: Vec<Line> = db
        .read_now(move |conn| {
            Ok::<_, Error>(match conn {
                Conn::Sqlite(c) => diesel::sql_query(sqlite).load(c)?,
                Conn::Postgres(c) => diesel::sql_query(postgres).load(c)?,
            })
        })
        .unwrap();
    rows.into_iter().map(|row| row.line).collect()
}

/// Each column as `table.column type null|not null`.
pub(crate) fn columns(db: &Db) -> BTreeSet<String> {
    lines(
        db,
        "SELECT m.name || '.' || c.name || ' ' || lower(c.type)
            || CASE c.\"notnull\" WHEN 1 THEN ' not null' ELSE ' null' END AS line
         FROM sqlite_schema m JOIN pragma_table_info(m.name) c
         WHERE m.type = 'table' AND m.name NOT LIKE '\\_\\_%' ESCAPE '\\'
         AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
        "SELECT table_name || '.' || column_name || ' ' || data_type
            || CASE is_nullable WHEN 'NO' THEN ' not null' ELSE ' null' END AS line
         FROM information_schema.columns
         WHERE table_schema = current_schema() AND table_name NOT LIKE '\\_\\_%'",
    )
}

/// What `schema.rs` says, in the words of one database.
fn declared(schema: &str, kind: Kind) -> BTreeSet<String> {
    let mut table = "";
    let mut columns = BTreeSet::new();
    for line in schema.lines().map(str::trim) {
        if let Some((name, _)) = line.strip_suffix(") {").and_then(|line| line.split_once(" (")) {
            table = name;
        } else if let Some((column, kind_of)) =
            line.strip_suffix(',').and_then(|line| line.split_once(" -> "))
        {
            let nullable = kind_of.strip_prefix("Nullable<").and_then(|k| k.strip_suffix('>'));
            let null = if nullable.is_some() { "null" } else { "not null" };
            let (sqlite, postgres) = match nullable.unwrap_or(kind_of) {
                "Text" => ("text", "text"),
                "Integer" => ("integer", "integer"),
                "BigInt" => ("integer", "bigint"),
                "Bool" => ("integer", "boolean"),
                "Binary" => ("blob", "bytea"),
                other => panic!("{table}.{column} has the type {other}, which is not portable"),
            };
            let kind_of = if kind == Kind::Sqlite { sqlite } else { postgres };
            columns.insert(format!("{table}.{column} {kind_of} {null}"));
        }
    }
    columns
}

fn databases_agree_with_the_program(kind: Kind) {
    let Some(stores) = databases::stores(kind) else { return };
    for (db, schema) in [&stores.office, &stores.collect, &stores.results].into_iter().zip(SCHEMAS)
    {
        let declared = declared(schema, kind);
        assert!(declared.len() > 5, "the schema was read: {declared:?}");
        assert_eq!(columns(db), declared, "{db:?}");
    }
}

#[test]
fn sqlite_agrees_with_the_program() {
    databases_agree_with_the_program(Kind::Sqlite);
}

#[test]
fn postgres_agrees_with_the_program() {
    databases_agree_with_the_program(Kind::Postgres);
}

#[test]
fn results_hold_nothing_but_texts_and_files_under_random_ids() {
    let results = declared(SCHEMAS[2], Kind::Sqlite);
    let expected = [
        "attachments.body blob not null",
        "attachments.name text not null",
        "attachments.response_id text not null",
        "attachments.survey_id text not null",
        "batches.id text not null",
        "batches.survey_id text not null",
        "deleted_surveys.slug text not null",
        "deleted_surveys.survey_id text not null",
        "generations.generation integer not null",
        "generations.store text not null",
        "installation.name text not null",
        "installation.value text not null",
        "moved.mark text not null",
        "moved.survey_id text not null",
        "quota_counts.is_full integer not null",
        "quota_counts.name text not null",
        "quota_counts.responses integer not null",
        "quota_counts.survey_id text not null",
        "responses.document text not null",
        "responses.door text not null",
        "responses.id text not null",
        "responses.stratum text not null",
        "responses.survey_id text not null",
        "responses.version_hash text not null",
        "spent.mark text not null",
        "spent.sealed blob not null",
        "spent.survey_id text not null",
        "withdrawals.id text not null",
        "withdrawals.response_id text not null",
        "withdrawals.survey_id text not null",
        "withdrawn.id text not null",
        "withdrawn.survey_id text not null",
    ];
    assert_eq!(results, expected.map(str::to_owned).into(), "think of safeguards before adding");
}

/// Nothing in the results can hold a time, count up, or be a code; not by its type, not by its
/// name, and not by what the database fills in by itself.
fn results_cannot_tell_who_or_when(kind: Kind) {
    let Some(stores) = databases::stores(kind) else { return };
    let columns = columns(&stores.results);
    assert!(columns.len() > 8, "{columns:?}");
    for column in &columns {
        let (name, type_of) = column.split_once(' ').unwrap();
        let is_file = matches!(type_of, "blob not null" | "bytea not null");
        // Three rows for the whole store tell how far the stores are, and lead to no response.
        // How many responses are in a cell: worked out from those that are there, not counted up.
        let is_number = name == "generations.generation" || name == "quota_counts.responses";
        // Ids under which nobody answers again, encrypted, in a table of their own.
        let is_sealed = is_file && ["attachments.body", "spent.sealed"].contains(&name);
        let is_flag = name == "quota_counts.is_full";
        let may = type_of == "text not null" || is_sealed || is_flag;
        let may = may || is_number && matches!(type_of, "integer not null" | "bigint not null");
        assert!(may, "{column}");
        let name = name.split_once('.').unwrap().1;
        for word in [
            "time",
            "date",
            "day",
            "week",
            "_at",
            "serial",
            "seq",
            "number",
            "code",
            "token",
            "invitation",
            "case",
            "draft",
            "address",
            "mail",
        ] {
            assert!(!name.contains(word), "{column} could hold `{word}`");
        }
    }
    let defaults = lines(
        &stores.results,
        "SELECT m.name || '.' || c.name || ' ' || c.dflt_value AS line
         FROM sqlite_schema m JOIN pragma_table_info(m.name) c
         WHERE m.type = 'table' AND m.name NOT LIKE '\\_\\_%' ESCAPE '\\'
         AND c.dflt_value IS NOT NULL",
        "SELECT table_name || '.' || column_name || ' ' || column_default AS line
         FROM information_schema.columns WHERE table_schema = current_schema()
         AND table_name NOT LIKE '\\_\\_%' AND column_default IS NOT NULL",
    );
    let defaults: BTreeSet<String> =
        defaults.into_iter().map(|line| line.replace("::text", "").replace("false", "0")).collect();
    let expected = ["quota_counts.is_full 0", "responses.door 'open'", "responses.stratum ''"]
        .map(str::to_owned);
    assert_eq!(defaults, expected.into(), "constants only");
    let generated = lines(
        &stores.results,
        "SELECT name AS line FROM sqlite_schema WHERE type IN ('trigger', 'view')
         UNION SELECT name FROM sqlite_schema WHERE sql LIKE '%AUTOINCREMENT%'",
        "SELECT trigger_name::text AS line FROM information_schema.triggers
         WHERE trigger_schema = current_schema()
         UNION SELECT sequence_name::text FROM information_schema.sequences
         WHERE sequence_schema = current_schema()",
    );
    assert_eq!(generated, BTreeSet::new());
}

#[test]
fn results_cannot_tell_who_or_when_on_sqlite() {
    results_cannot_tell_who_or_when(Kind::Sqlite);
}

#[test]
fn results_cannot_tell_who_or_when_on_postgres() {
    results_cannot_tell_who_or_when(Kind::Postgres);
}

/// What the office stores of codes has no order either.
#[test]
fn invitations_lie_in_the_order_of_their_ids() {
    let stores = databases::stores(Kind::Sqlite).unwrap();
    let without = "SELECT name AS line FROM pragma_table_list WHERE schema = 'main' AND wr";
    let tables = lines(&stores.office, without, "");
    let expected = [
        "arrivals",
        "contacts",
        "deleted_surveys",
        "generations",
        "installation",
        "invitations",
        "memberships",
        "moved",
        "recovery_codes",
        "spent",
        "submissions",
        "survey_versions",
        "withdrawn",
    ]
    .map(str::to_owned);
    assert_eq!(tables, expected.into());
}

#[test]
fn collect_knows_no_time_but_the_week_of_a_draft_and_its_files() {
    let numbers = declared(SCHEMAS[1], Kind::Sqlite);
    let numbers: Vec<_> = numbers.iter().filter(|column| column.contains(" integer ")).collect();
    let expected = [
        "attachments.week integer null",
        "drafts.mark integer not null",
        "drafts.week integer not null",
        "generations.generation integer not null",
        "spent.is_copied integer not null",
        // One row for each survey, which tells no more than how many rows `spent` has.
        "submissions.moved integer not null",
        "submissions.number integer not null",
        "surveys.batch integer not null",
        "surveys.is_closed integer not null",
        "surveys.is_paused integer not null",
        "surveys.room integer not null",
    ];
    assert_eq!(numbers, expected, "think of safeguards before adding");
}

#[test]
fn no_row_order_tells_who_came_when() {
    let stores = databases::stores(Kind::Sqlite).unwrap();
    for db in [&stores.collect, &stores.results] {
        let with_rowid = "SELECT name AS line FROM pragma_table_list
             WHERE schema = 'main' AND type = 'table' AND NOT wr
             AND name NOT LIKE '\\_\\_%' ESCAPE '\\' AND name NOT IN ('sqlite_schema', 'sqlite_stat1', 'sqlite_stat4')";
        assert!(lines(db, with_rowid, "").is_empty());
    }
    let Some(stores) = databases::stores(Kind::Postgres) else { return };
    for db in [&stores.collect, &stores.results] {
        let sequences = "SELECT sequence_name::text AS line
             FROM information_schema.sequences WHERE sequence_schema = current_schema()";
        assert!(lines(db, "", sequences).is_empty());
    }
}

#[test]
fn sqlite_tables_are_strict() {
    let stores = databases::stores(Kind::Sqlite).unwrap();
    for db in [&stores.office, &stores.collect, &stores.results] {
        let lax = "SELECT name AS line FROM pragma_table_list
             WHERE schema = 'main' AND type = 'table' AND NOT strict
             AND name NOT LIKE '\\_\\_%' ESCAPE '\\' AND name NOT IN ('sqlite_schema', 'sqlite_stat1', 'sqlite_stat4')";
        assert!(lines(db, lax, "").is_empty());
    }
}

/// What a survey leaves in a table that is not named there would stay when it is deleted.
#[test]
fn every_table_with_something_of_surveys_is_emptied_with_them() {
    let stores = databases::stores(Kind::Sqlite).unwrap();
    for db in [&stores.office, &stores.collect, &stores.results] {
        let with = columns(db);
        let with = with.iter().filter_map(|column| column.split_once(".survey_id "));
        let there: BTreeSet<&str> = with.map(|(table, _)| table).collect();
        let emptied: BTreeSet<&str> =
            zugvogel::storage::removal::tables(db.store()).chain(["deleted_surveys"]).collect();
        let own = BTreeSet::from(["surveys"]);
        assert_eq!(&there - &own, &emptied - &own, "{db:?}");
    }
}
