//! Which stores belong together, and to which secret: all three share an id, and each holds a value that
//! only the installation's secret gives. A part that was lost, or is another installation's, is refused
//! before anything is written.

use std::path::Path;

use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::address::Address;
use super::office::schema::installation;
use super::{Conn, Db, OpenError, Store, StoreUrls, Stores, connect, on_each};
use crate::error::Error;
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

/// What is where a store should be. Changes nothing there.
pub(super) fn look(store: Store, address: &Address) -> Result<StoreState, OpenError> {
    if let Address::Sqlite(path) = address
        && !std::fs::metadata(path).is_ok_and(|file| file.len() > 0)
    {
        return Ok(StoreState::default());
    }
    let failed = |cause: &(dyn std::error::Error + 'static)| OpenError::failed(address, cause);
    let mut conn = connect::connect(address).map_err(|cause| failed(&cause))?;
    load_state(&mut conn, store).map_err(|cause| {
        // Where the file is damaged, that is the better word.
        connect::examine(&mut conn, address).err().unwrap_or_else(|| failed(&cause))
    })
}

fn load_state(conn: &mut Conn, store: Store) -> QueryResult<StoreState> {
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

/// Confirms that a copy of a store was made with this secret, and leaves it as it is. One that an older
/// program made belongs to nobody yet.
pub fn confirm_copy(store: Store, copy: &Path, secret: &Secret) -> Result<(), OpenError> {
    let address = Address::Sqlite(copy.to_owned());
    let found = connect::connect_unchanging(copy).and_then(|mut conn| {
        if !has_table(&mut conn, "installation")? {
            return Ok(None);
        }
        Ok(find_value(&mut conn, "id")?.zip(find_value(&mut conn, "secret")?))
    });
    let found = found.map_err(|cause: anyhow::Error| OpenError::failed(&address, &*cause))?;
    match found {
        Some((id, value)) if secret.check_value(&store.to_string(), &id) != value => {
            Err(OpenError::WrongSecret(address.to_string()))
        }
        _ => Ok(()),
    }
}

impl StoreState {
    fn is_new(&self) -> bool {
        !self.holds_data && self.installation.is_none()
    }
}

/// The installation that the stores hold, if there is one: it must be whole but for the parts that are to be
/// `new`. Gives those of them that are missing.
pub(super) fn examine(
    stores: [&StoreState; 3],
    new: &[Store],
) -> Result<Option<Vec<Store>>, Broken> {
    let [office, collect, results] = stores;
    if office.installation.is_none() && !stores.iter().any(|state| state.holds_data) {
        return Ok(None);
    }
    let all = [(Store::Office, office), (Store::Collect, collect), (Store::Results, results)];
    let (begun, wanted): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(store, _)| new.contains(store));
    for (store, state) in wanted {
        // Surveys are in `office` before they are anywhere else, and `office` gets the id last.
        let has_had = match store {
            Store::Office => true,
            Store::Collect => office.installation.is_some() || office.holds_data,
            Store::Results => office.installation.is_some(),
        };
        if !state.has_tables || has_had && state.is_new() {
            return Err(Broken::Lost(store));
        }
    }
    let mut ids = stores.iter().filter_map(|state| state.installation.as_deref());
    let first = ids.next();
    match ids.all(|id| Some(id) == first) {
        true => {
            let missing = begun.into_iter().filter(|(_, state)| state.is_new());
            Ok(Some(missing.map(|(store, _)| store).collect()))
        }
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

impl StoreUrls {
    fn by_store(&self) -> [(Store, &String); 3] {
        [
            (Store::Office, &self.office),
            (Store::Collect, &self.collect),
            (Store::Results, &self.results),
        ]
    }
}

impl Stores {
    /// The installation in these places, if there is one: it must be whole but for the parts that are to be
    /// `new`. Gives those of them that are missing.
    pub fn find_installation(
        urls: &StoreUrls,
        new: &[Store],
    ) -> Result<Option<Vec<Store>>, OpenError> {
        let all = urls.by_store();
        let state = |(store, url): (Store, &String)| look(store, &Address::parse(url)?);
        let [office, collect, results] = all.map(state);
        examine([&office?, &collect?, &results?], new).map_err(|broken| match broken {
            Broken::Mixed => OpenError::Mixed,
            Broken::Lost(lost) => {
                let url = all.into_iter().find(|(store, _)| *store == lost);
                let address = url.and_then(|(_, url)| Address::parse(url).ok());
                let address = address.map(|address| address.to_string()).unwrap_or_default();
                OpenError::Lost { store: lost, address }
            }
        })
    }

    /// Whether none of the stores is there.
    pub fn are_absent(urls: &StoreUrls) -> Result<bool, OpenError> {
        for (store, url) in urls.by_store() {
            if look(store, &Address::parse(url)?)?.has_tables {
                return Ok(false);
            }
        }
        Ok(true)
    }

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

    /// Notes in all three that one of them is older than the others know, or no longer is. A process that
    /// opens but one of them must know.
    pub fn note_older(&self, is_older: bool) -> Result<(), OpenError> {
        for db in self.all() {
            match is_older {
                true => drop(db.keep_value("older", "yes")?),
                false => db.delete_value("older")?,
            }
        }
        Ok(())
    }

    /// Takes leave of a secret that is lost for good: the stores get the value of another one when they
    /// are joined with it.
    pub fn forget_secret(&self) -> Result<(), OpenError> {
        self.all().iter().try_for_each(|db| db.delete_value("secret"))
    }
}

impl Db {
    /// Confirms that the store is part of an installation, and the secret that installation's.
    pub fn belongs_to(&self, secret: &Secret) -> Result<(), OpenError> {
        let id = self.find_installation()?;
        let id = id.ok_or_else(|| OpenError::Unjoined(self.0.address.to_string()))?;
        self.confirm(secret, &id)?;
        match self.find_kept("older")? {
            Some(_) => Err(OpenError::Older),
            None => Ok(()),
        }
    }

    fn confirm(&self, secret: &Secret, id: &str) -> Result<(), OpenError> {
        let value = secret.check_value(&self.0.store.to_string(), id);
        match self.keep_value("secret", &value)? == value {
            true => Ok(()),
            false => Err(OpenError::WrongSecret(self.0.address.to_string())),
        }
    }

    fn find_installation(&self) -> Result<Option<String>, OpenError> {
        self.find_kept("id")
    }

    fn find_kept(&self, name: &'static str) -> Result<Option<String>, OpenError> {
        let found = self.read_now(|conn| Ok::<_, Error>(find_value(conn, name)?));
        found.map_err(|cause| OpenError::failed(&self.0.address, &cause))
    }

    fn delete_value(&self, name: &'static str) -> Result<(), OpenError> {
        if self.find_kept(name)?.is_none() {
            return Ok(());
        }
        let row = installation::table.find(name);
        let deleted =
            self.write_now(move |conn| Ok::<_, Error>(diesel::delete(row).execute(conn)?));
        deleted.map(drop).map_err(|cause| OpenError::failed(&self.0.address, &cause))
    }

    /// Stores a value unless there is one, and says which there is.
    fn keep_value(&self, name: &'static str, value: &str) -> Result<String, OpenError> {
        if let Some(found) = self.find_kept(name)? {
            return Ok(found);
        }
        let value = value.to_owned();
        let kept = self.write_now(move |conn| {
            let row = (installation::name.eq(name), installation::value.eq(&value));
            on_each!(conn, |c| diesel::insert_into(installation::table)
                .values(row)
                .on_conflict_do_nothing()
                .execute(c))?;
            Ok::<_, Error>(find_value(conn, name)?.unwrap_or_default())
        });
        kept.map_err(|cause| OpenError::failed(&self.0.address, &cause))
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
            let found = examine(stores, &[]).map(|found| found.is_some());
            assert_eq!(found, verdict, "{stores:?}");
        }
        let new = [Store::Collect];
        assert_eq!(examine([&joined, &missing, &joined], &new), Ok(Some(new.to_vec())));
        assert_eq!(examine([&joined, &joined, &joined], &new), Ok(Some(Vec::new())));
        let lost = Err(Broken::Lost(Store::Results));
        assert_eq!(examine([&joined, &missing, &missing], &new), lost);
    }
}
