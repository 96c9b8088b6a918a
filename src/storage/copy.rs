//! A copy of a store on SQLite, for a backup.

use std::path::Path;

use diesel::prelude::*;
use diesel::sql_types::Text;

use super::{Conn, Db, OpenError, connect};

impl Db {
    /// Writes the store as it is now to a file that is there and empty, without anything that was deleted.
    /// SQLite only; readers and the writer go on meanwhile.
    pub fn copy_into(&self, path: &Path) -> Result<(), OpenError> {
        let address = &self.0.address;
        let mut conn =
            connect::connect(address).map_err(|cause| OpenError::failed(address, &cause))?;
        let Conn::Sqlite(c) = &mut conn else {
            let cause = "PostgreSQL is copied with its own programs";
            return Err(OpenError::refused(address, cause));
        };
        let copy = diesel::sql_query("VACUUM INTO ?").bind::<Text, _>(path.to_string_lossy());
        copy.execute(c).map(drop).map_err(|cause| OpenError::failed(address, &cause))
    }
}
