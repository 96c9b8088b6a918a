//! Opening: what is refused, and in which words.

use zugvogel::storage::{Db, OpenError, StorageError, Store, StoreUrls, Stores};

use crate::databases::{self, Kind};

#[test]
fn unknown_addresses_are_refused_and_leave_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    for url in ["mysql://h/x", "office.db", "sqlite:", "sqlite3:office.db"] {
        let error = Db::open(Store::Office, url).unwrap_err();
        assert!(matches!(error, OpenError::Url(_)), "{error}");
    }
    let nowhere = format!("sqlite:{}/missing/office.db", folder.path().display());
    let error = Db::open(Store::Office, &nowhere).unwrap_err().to_string();
    assert!(error.contains("does not exist"), "{error}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_missing_store_is_refused_where_it_must_be_there() {
    let databases = databases::databases(Kind::Sqlite).unwrap();
    let error = Stores::open_existing(&databases.urls).unwrap_err().to_string();
    assert!(error.contains("office store is missing"), "{error}");
    Stores::open(&databases.urls).unwrap().migrate().unwrap();
    Stores::open_existing(&databases.urls).unwrap();
}

/// A file of no bytes, a file or a database without tables: none is a store.
#[test]
fn an_empty_store_is_refused_where_it_must_be_there() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let Some(databases) = databases::databases(kind) else { return };
        let url = &databases.urls.collect;
        if let Some(path) = url.strip_prefix("sqlite:") {
            std::fs::write(path, "").unwrap();
        }
        let refused = || {
            let error = Db::open_existing(Store::Collect, url).unwrap_err();
            assert!(matches!(error, OpenError::Empty { .. }), "{error}");
            let text = error.to_string();
            assert!(text.contains("collect store") && text.contains("restore it"), "{text}");
        };
        refused();
        drop(Db::open(Store::Collect, url).unwrap());
        refused();
    }
}

/// What is written to a file that is no longer there would be gone when the process ends.
#[test]
fn a_file_that_is_taken_away_takes_no_writes() {
    let databases = databases::databases(Kind::Sqlite).unwrap();
    let stores = Stores::open(&databases.urls).unwrap();
    stores.migrate().unwrap();
    let path = databases.urls.collect.strip_prefix("sqlite:").unwrap();
    let elsewhere = format!("{path}.away");
    let write = || stores.collect.write_now(|_| Ok::<_, StorageError>(()));
    write().unwrap();
    std::fs::rename(path, &elsewhere).unwrap();
    assert!(matches!(write(), Err(StorageError::Away)));
    std::fs::copy(&elsewhere, path).unwrap();
    assert!(matches!(write(), Err(StorageError::Away)), "a copy is another file");
    assert!(matches!(stores.collect.tidy(), Err(StorageError::Away)));
    std::fs::rename(&elsewhere, path).unwrap();
    write().unwrap();
}

#[test]
fn two_stores_never_share_a_database() {
    let databases = databases::databases(Kind::Sqlite).unwrap();
    let urls = StoreUrls { results: databases.urls.collect.clone(), ..databases.urls.clone() };
    let error = Stores::open(&urls).unwrap_err().to_string();
    assert!(error.contains("one each"), "{error}");
}

#[test]
fn a_file_that_is_no_database_is_refused_and_kept() {
    let databases = databases::databases(Kind::Sqlite).unwrap();
    let path = databases.urls.office.strip_prefix("sqlite:").unwrap();
    let text = "a letter, not a database; ".repeat(100);
    std::fs::write(path, &text).unwrap();
    let error = Db::open_existing(Store::Office, &databases.urls.office).unwrap_err().to_string();
    assert!(error.contains("not a database"), "{error}");
    assert_eq!(std::fs::read_to_string(path).unwrap(), text);
}

#[test]
fn a_damaged_database_is_refused() {
    let stores = databases::stores(Kind::Sqlite).unwrap();
    stores.office.tidy().unwrap();
    let path = stores.databases.urls.office.strip_prefix("sqlite:").unwrap();
    let copy = format!("{path}.copy");
    let mut bytes = std::fs::read(path).unwrap();
    bytes[4096 * 2..4096 * 3].fill(0x5a);
    std::fs::write(&copy, bytes).unwrap();
    let error = Db::open_existing(Store::Office, &format!("sqlite:{copy}")).unwrap_err();
    assert!(matches!(error, OpenError::Damaged { .. }), "{error}");
}

#[cfg(unix)]
#[test]
fn new_files_belong_to_the_service_alone() {
    use std::os::unix::fs::PermissionsExt;
    let stores = databases::stores(Kind::Sqlite).unwrap();
    let path = stores.databases.urls.collect.strip_prefix("sqlite:").unwrap();
    for file in [path.to_owned(), format!("{path}-wal")] {
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
}

#[test]
fn a_server_that_is_away_is_named_without_its_password() {
    let error = Db::open(Store::Office, "postgres://me:pass@127.0.0.1:1/office").unwrap_err();
    let text = error.to_string();
    assert!(text.contains("127.0.0.1:1/office") && !text.contains("pass@"), "{text}");
}
