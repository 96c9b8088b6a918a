//! Opens connections: which settings every connection carries.

use std::path::Path;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;

use super::address::Address;
use super::attempt::Watch;
use super::{Conn, OpenError};

/// `FULL` syncs the log at every commit: what was acknowledged survives a power cut.
/// `secure_delete` overwrites deleted drafts; `busy_timeout` comes first, because the switch to WAL may wait.
const SQLITE: &str = "
    PRAGMA busy_timeout = 5000;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
    PRAGMA journal_size_limit = 0;
    PRAGMA trusted_schema = OFF;
    PRAGMA mmap_size = 0;
    PRAGMA cell_size_check = ON;";

/// What is deleted in the file can be given back in steps ([`upkeep`](super::upkeep)). Later it would take
/// the write lock, and do nothing.
const NEW_SQLITE: &str = "PRAGMA auto_vacuum = INCREMENTAL;";

/// How long the settings are tried.
const PATIENCE: Duration = Duration::from_secs(5);

/// A query that hangs gives its connection back. Only [`begin`](super::begin) and [`connect_writer`]
/// allow writing.
const POSTGRES: &str = "
    SET default_transaction_read_only = on;
    SET statement_timeout = '30s';
    SET lock_timeout = '5s';
    SET idle_in_transaction_session_timeout = '30s';";

/// Older libraries may lose a committed transaction when a write-ahead log is reset.
const OLDEST_SQLITE: [u32; 3] = [3, 51, 3];

/// Opens a connection.
pub(super) fn connect(address: &Address) -> ConnectionResult<Conn> {
    Ok(match address {
        Address::Sqlite(path) => {
            let mut c = SqliteConnection::establish(&path.to_string_lossy())?;
            c.set_instrumentation(Watch);
            set_up(&mut c, path).map_err(ConnectionError::CouldntSetupConfiguration)?;
            Conn::Sqlite(c)
        }
        Address::Postgres(url) => {
            let mut c = PgConnection::establish(url)?;
            c.set_instrumentation(Watch);
            c.batch_execute(POSTGRES).map_err(ConnectionError::CouldntSetupConfiguration)?;
            Conn::Postgres(c)
        }
    })
}

/// Of several that switch a new file to WAL at once, all but one may be told that it is locked,
/// whatever the timeout: they try again for as long as that.
fn set_up(c: &mut SqliteConnection, path: &Path) -> QueryResult<()> {
    let begun = Instant::now();
    loop {
        let is_new = std::fs::metadata(path).is_ok_and(|file| file.len() == 0);
        let first = if is_new { c.batch_execute(NEW_SQLITE) } else { Ok(()) };
        match first.and_then(|()| c.batch_execute(SQLITE)) {
            Err(cause)
                if cause.to_string().contains("database is locked")
                    && begun.elapsed() < PATIENCE =>
            {
                std::thread::sleep(Duration::from_millis(10));
            }
            done => return done,
        }
    }
}

/// Opens a connection that only reads.
pub(super) fn connect_reader(address: &Address) -> ConnectionResult<Conn> {
    let mut conn = connect(address)?;
    if let Conn::Sqlite(c) = &mut conn {
        c.batch_execute("PRAGMA query_only = ON")
            .map_err(ConnectionError::CouldntSetupConfiguration)?;
    }
    Ok(conn)
}

/// Opens a file that nobody changes, and leaves nothing beside it.
pub(super) fn connect_unchanging(path: &Path) -> anyhow::Result<Conn> {
    let path = path.to_string_lossy();
    let path = path.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let url = format!("file:{path}?mode=ro&immutable=1");
    Ok(Conn::Sqlite(SqliteConnection::establish(&url)?))
}

/// Opens a connection on which each statement may write.
pub(super) fn connect_writer(address: &Address) -> ConnectionResult<Conn> {
    let mut conn = connect(address)?;
    if let Conn::Postgres(c) = &mut conn {
        c.batch_execute("SET default_transaction_read_only = off")
            .map_err(ConnectionError::CouldntSetupConfiguration)?;
    }
    Ok(conn)
}

/// Checks the library and the file before anything is written to it.
pub(super) fn examine(conn: &mut Conn, address: &Address) -> Result<(), OpenError> {
    let Conn::Sqlite(c) = conn else { return Ok(()) };
    let failed = |cause: diesel::result::Error| OpenError::failed(address, &cause);
    let version: String = diesel::select(diesel::dsl::sql::<Text>("sqlite_version()"))
        .get_result(c)
        .map_err(failed)?;
    if !is_recent(&version) {
        return Err(OpenError::OldSqlite(version));
    }
    let verdict: String =
        diesel::dsl::sql::<Text>("PRAGMA quick_check(1)").get_result(c).map_err(failed)?;
    if verdict == "ok" {
        Ok(())
    } else {
        Err(OpenError::Damaged { address: address.to_string(), verdict })
    }
}

fn is_recent(version: &str) -> bool {
    let numbers: Vec<u32> = version.split('.').map_while(|part| part.parse().ok()).collect();
    numbers.as_slice() >= OLDEST_SQLITE.as_slice()
}

/// Makes sure that the file is there. A new one belongs to this user alone, before anything is in it. One that
/// is there is not opened, see [`may_write`](super::room::may_write).
pub(super) fn create_file(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(cause) if cause.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        created => created.map(drop),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_libraries_are_told_from_recent_ones() {
        for version in ["3.51.3", "3.52", "3.53.2", "4.0.0"] {
            assert!(is_recent(version), "{version}");
        }
        for version in ["3.51.2", "3.9.4", "3.51", "2.99.99", ""] {
            assert!(!is_recent(version), "{version}");
        }
    }

    #[test]
    fn every_connection_carries_the_settings() {
        let folder = tempfile::tempdir().unwrap();
        let address = Address::Sqlite(folder.path().join("a.db"));
        let mut conn = connect_reader(&address).unwrap();
        let Conn::Sqlite(c) = &mut conn else { unreachable!() };
        for (name, value) in [
            ("synchronous", 2),
            ("foreign_keys", 1),
            ("secure_delete", 1),
            ("trusted_schema", 0),
            ("mmap_size", 0),
            ("cell_size_check", 1),
            ("query_only", 1),
        ] {
            let sql = format!("PRAGMA {name}");
            let set: i64 =
                diesel::dsl::sql::<diesel::sql_types::BigInt>(&sql).get_result(c).unwrap();
            assert_eq!(set, value, "{name}");
        }
    }
}
