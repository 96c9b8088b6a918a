//! Which stores belong together, and to which secret: all three share an id, and each holds a value that
//! only the installation's secret gives. A part that was lost, or is another installation's, is refused
//! before anything is written.

use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::office::schema::installation;
use super::{Conn, Db, OpenError, Store, Stores, on_each};
use crate::seal::Secret;

/// What is found where a store should be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct StoreState {
    /// It is a store, and not an empty file or database.
    pub(super) has_tables: bool,
    /// Something would be lost with it: a survey, or responses.
    pub(super) holds_data: bool,
    /// The installation it belongs to; none in stores of older programs, and in new ones.
    pub(super) installation: Option<String>,
}

pub(super) fn load_state(conn: &mut Conn, store: Store) -> QueryResult<StoreState> {
    if !has_table(conn, "__diesel_schema_migrations")? {
        return Ok(StoreState::default());
    }
    let first = match store {
        Store::Office | Store::Collect => "surveys",
        Store::Results => "batches",
    };
    let holds_data =
        has_table(conn, first)? && is_true(conn, &format!("EXISTS (SELECT 1 FROM {first})"))?;
    let installation = match has_table(conn, "installation")? {
        true => find_value(conn, "id")?,
        false => None,
    };
    Ok(StoreState { has_tables: true, holds_data, installation })
}

/// Whether the stores hold an installation, which then must be whole but for the parts that are to be
/// `new`.
pub(super) fn examine(stores: [&StoreState; 3], new: &[Store]) -> Result<bool, Broken> {
    let [office, collect, results] = stores;
    if office.installation.is_none() && !stores.iter().any(|state| state.holds_data) {
        return Ok(false);
    }
    let all = [(Store::Office, office), (Store::Collect, collect), (Store::Results, results)];
    let wanted = all.into_iter().filter(|(store, _)| !new.contains(store));
    for (store, state) in wanted {
        // Surveys are in `office` before they are anywhere else, and `office` gets the id last.
        let has_had = match store {
            Store::Office => true,
            Store::Collect => office.installation.is_some() || office.holds_data,
            Store::Results => office.installation.is_some(),
        };
        let is_new = !state.holds_data && state.installation.is_none();
        if !state.has_tables || has_had && is_new {
            return Err(Broken::Lost(store));
        }
    }
    let mut ids = stores.iter().filter_map(|state| state.installation.as_deref());
    let first = ids.next();
    match ids.all(|id| Some(id) == first) {
        true => Ok(true),
        false => Err(Broken::Mixed),
    }
}

/// Why stores are no installation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Broken {
    /// This one is missing, or was made anew.
    Lost(Store),
    /// They come from different installations.
    Mixed,
}

impl Stores {
    /// Makes the three and the secret one installation, or confirms that they are. What an interrupted
    /// one left is completed; `office` comes last and tells that all have the id.
    pub fn join(&self, secret: &Secret) -> Result<(), OpenError> {
        let mut id = None;
        for db in [&self.office, &self.collect, &self.results] {
            id = id.or(db.find_installation()?);
        }
        let mut id = id.unwrap_or_else(|| uuid::Uuid::new_v4().to_string());
        for db in [&self.results, &self.collect, &self.office] {
            // Who makes them at the same time may have been first.
            id = db.keep_value("id", &id)?;
            db.confirm(secret, &id)?;
        }
        match self.office.find_installation()?.as_ref() == Some(&id) {
            true => Ok(()),
            false => Err(OpenError::Mixed),
        }
    }

    /// Takes leave of a secret that is lost for good: the stores get the value of another one when they
    /// are joined with it.
    pub fn forget_secret(&self) -> Result<(), OpenError> {
        for db in self.all() {
            let forgotten = db.write_now(|conn| {
                let row = installation::table.find("secret");
                Ok::<_, crate::error::Error>(diesel::delete(row).execute(conn)?)
            });
            forgotten.map_err(|cause| OpenError::failed(&db.0.address, &cause))?;
        }
        Ok(())
    }
}

impl Db {
    /// Confirms that the store is part of an installation, and the secret that installation's.
    pub fn belongs_to(&self, secret: &Secret) -> Result<(), OpenError> {
        let id = self.find_installation()?;
        let id = id.ok_or_else(|| OpenError::Unjoined(self.0.address.to_string()))?;
        self.confirm(secret, &id)
    }

    fn confirm(&self, secret: &Secret, id: &str) -> Result<(), OpenError> {
        let value = secret.check_value(&self.0.store.to_string(), id);
        match self.keep_value("secret", &value)? == value {
            true => Ok(()),
            false => Err(OpenError::WrongSecret(self.0.address.to_string())),
        }
    }

    fn find_installation(&self) -> Result<Option<String>, OpenError> {
        let found = self.read_now(|conn| Ok::<_, crate::error::Error>(find_value(conn, "id")?));
        found.map_err(|cause| OpenError::failed(&self.0.address, &cause))
    }

    /// Stores a value unless there is one, and says which there is.
    fn keep_value(&self, name: &'static str, value: &str) -> Result<String, OpenError> {
        let failed = |cause| OpenError::failed(&self.0.address, &cause);
        let found = self.read_now(|conn| Ok::<_, crate::error::Error>(find_value(conn, name)?));
        if let Some(found) = found.map_err(failed)? {
            return Ok(found);
        }
        let value = value.to_owned();
        let kept = self.write_now(move |conn| {
            let row = (installation::name.eq(name), installation::value.eq(&value));
            on_each!(conn, |c| diesel::insert_into(installation::table)
                .values(row)
                .on_conflict_do_nothing()
                .execute(c))?;
            Ok::<_, crate::error::Error>(find_value(conn, name)?.unwrap_or_default())
        });
        kept.map_err(failed)
    }
}

fn find_value(conn: &mut Conn, name: &str) -> QueryResult<Option<String>> {
    installation::table.find(name).select(installation::value).first(conn).optional()
}

fn has_table(conn: &mut Conn, name: &str) -> QueryResult<bool> {
    let found = match conn {
        Conn::Sqlite(_) => format!("EXISTS (SELECT 1 FROM sqlite_schema WHERE name = '{name}')"),
        Conn::Postgres(_) => format!("to_regclass('{name}') IS NOT NULL"),
    };
    is_true(conn, &found)
}

fn is_true(conn: &mut Conn, condition: &str) -> QueryResult<bool> {
    let condition = diesel::dsl::sql::<Bool>(condition);
    on_each!(conn, |c| diesel::select(condition).get_result(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(installation: Option<&str>, holds_data: bool) -> StoreState {
        StoreState { has_tables: true, holds_data, installation: installation.map(str::to_owned) }
    }

    #[test]
    fn a_part_is_missed_only_where_something_was() {
        let (missing, fresh) = (StoreState::default(), state(None, false));
        let (joined, old) = (state(Some("a"), true), state(None, true));
        let idle = state(Some("a"), false);
        let lost = |store| Err(Broken::Lost(store));
        for (stores, verdict) in [
            // Nothing yet, or interrupted while it was made.
            ([&missing, &missing, &missing], Ok(false)),
            ([&fresh, &missing, &missing], Ok(false)),
            ([&fresh, &fresh, &idle], Ok(false)),
            // Whole: new, in use, of an older program.
            ([&idle, &idle, &idle], Ok(true)),
            ([&joined, &joined, &joined], Ok(true)),
            ([&old, &old, &fresh], Ok(true)),
            // Brought up to date, and interrupted then; or one part comes from an older backup.
            ([&old, &joined, &joined], Ok(true)),
            ([&joined, &old, &joined], Ok(true)),
            // A part is gone, or was made anew.
            ([&missing, &joined, &joined], lost(Store::Office)),
            ([&fresh, &old, &old], lost(Store::Office)),
            ([&joined, &missing, &joined], lost(Store::Collect)),
            ([&joined, &fresh, &joined], lost(Store::Collect)),
            ([&old, &fresh, &old], lost(Store::Collect)),
            ([&idle, &idle, &missing], lost(Store::Results)),
            ([&joined, &joined, &fresh], lost(Store::Results)),
            ([&joined, &state(Some("b"), true), &joined], Err(Broken::Mixed)),
        ] {
            assert_eq!(examine(stores, &[]), verdict, "{stores:?}");
        }
        assert_eq!(examine([&joined, &missing, &joined], &[Store::Collect]), Ok(true));
        assert_eq!(examine([&joined, &missing, &missing], &[Store::Collect]), lost(Store::Results));
    }
}
