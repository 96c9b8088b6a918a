//! How much a store can still take.

use std::io::Write;

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::address::Address;
use super::{Conn, Db, StorageError};

impl Db {
    /// How many bytes can still be stored: of a file what is free on its disk and within the file; of a
    /// server, whose disk nobody here sees, what is left of so many. None where nothing bounds it.
    /// Blocks.
    pub fn room_now(&self, most: Option<u64>) -> Result<Option<u64>, StorageError> {
        let free = match &self.0.address {
            Address::Sqlite(path) => {
                let Some(free) = path.parent().and_then(free_on_disk) else { return Ok(None) };
                Some(free)
            }
            Address::Postgres(_) if most.is_none() => return Ok(None),
            Address::Postgres(_) => None,
        };
        let own = self.read_now(own_bytes)?;
        Ok(match free {
            Some(free) => Some(free.saturating_add(own)),
            None => most.map(|most| most.saturating_sub(own)),
        })
    }

    /// [`room_now`](Self::room_now), asked on one of the runtime's threads for blocking work.
    pub async fn room(&self, most: Option<u64>) -> Result<Option<u64>, StorageError> {
        self.hand_over(move |db| db.room_now(most)).await
    }
}

/// SQLite: what is free within the file. PostgreSQL: how large the database is.
fn own_bytes(conn: &mut Conn) -> Result<u64, StorageError> {
    let sql = match conn {
        Conn::Sqlite(_) => {
            "SELECT freelist_count * page_size AS own FROM pragma_freelist_count, pragma_page_size"
        }
        Conn::Postgres(_) => "SELECT pg_database_size(current_database()) AS own",
    };
    #[derive(QueryableByName)]
    struct Own {
        #[diesel(sql_type = BigInt)]
        own: i64,
    }
    let Own { own } = diesel::sql_query(sql).get_result(conn)?;
    Ok(own.unsigned_abs())
}

/// Whether a file is there and this user may write to it. It is not opened: when a process closes a file, the
/// system takes all locks off it that the process has, also those of SQLite's own connections, and another
/// program would take the store for one that nobody uses.
pub(super) fn may_write(path: &std::path::Path) -> std::io::Result<()> {
    let file = std::fs::metadata(path)?;
    if !file.is_file() {
        return Err(std::io::ErrorKind::IsADirectory.into());
    }
    #[cfg(unix)]
    rustix::fs::access(path, rustix::fs::Access::READ_OK | rustix::fs::Access::WRITE_OK)?;
    match file.permissions().readonly() {
        true if cfg!(not(unix)) => Err(std::io::ErrorKind::PermissionDenied.into()),
        _ => Ok(()),
    }
}

/// Writes to the disk of a store's file, under no name, and takes it back. The file itself must be such that
/// it could be opened anew to write to it.
pub(super) fn try_disk(path: &std::path::Path) -> Result<(), StorageError> {
    let folder = path.parent().unwrap_or(path);
    let write = || {
        may_write(path)?;
        let mut file = tempfile::tempfile_in(folder)?;
        file.write_all(&[1; 64 << 10])?;
        file.sync_data()
    };
    write().map_err(|cause: std::io::Error| {
        tracing::warn!(%cause, "the disk of a store takes nothing");
        StorageError::Away
    })
}

/// What an ordinary user may still write there; none where that cannot be known.
#[cfg(unix)]
pub fn free_on_disk(folder: &std::path::Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// Nobody knows here.
#[cfg(not(unix))]
pub fn free_on_disk(_: &std::path::Path) -> Option<u64> {
    None
}
