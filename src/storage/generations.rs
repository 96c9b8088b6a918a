//! How far each store is, and how far it knows the others to be. A store goes one further when something
//! arrives in it or leaves it for good, and now and then besides; the others learn of it. A store that is
//! behind what another knows of it comes from a backup.

use diesel::prelude::*;

use super::office::schema::generations;
use super::{Conn, Store};

/// What one store says: how far itself is, and what it knows of the others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Generations([i64; 3]);

impl Generations {
    /// How far this store is.
    pub fn of(&self, store: Store) -> i64 {
        self.0[store as usize]
    }

    /// The further of both, store by store.
    pub fn furthest(self, other: Self) -> Self {
        Self(std::array::from_fn(|at| self.0[at].max(other.0[at])))
    }
}

/// What a store says.
pub fn load_generations(conn: &mut Conn) -> QueryResult<Generations> {
    let rows: Vec<(String, i64)> =
        generations::table.select((generations::store, generations::generation)).load(conn)?;
    let mut all = Generations::default();
    for store in [Store::Office, Store::Collect, Store::Results] {
        let row = rows.iter().find(|(name, _)| *name == store.to_string());
        all.0[store as usize] = row.map_or(0, |(_, generation)| *generation);
    }
    Ok(all)
}

/// This store goes one further.
pub fn advance(conn: &mut Conn, own: Store) -> QueryResult<()> {
    diesel::update(generations::table.find(own.to_string()))
        .set(generations::generation.eq(generations::generation + 1))
        .execute(conn)?;
    Ok(())
}

/// This store learns how far the others are. What it says of itself stays.
pub fn learn(conn: &mut Conn, own: Store, known: &Generations) -> QueryResult<()> {
    for store in [Store::Office, Store::Collect, Store::Results] {
        if store != own {
            raise(conn, store, known.of(store))?;
        }
    }
    Ok(())
}

/// Another store was made anew: it is to be taken for one that comes from a backup.
pub fn miss(conn: &mut Conn, other: Store) -> QueryResult<()> {
    advance(conn, other)
}

/// A store that comes from a backup catches up with what the others know of it.
pub fn catch_up(conn: &mut Conn, own: Store, known: &Generations) -> QueryResult<()> {
    raise(conn, own, known.of(own))
}

fn raise(conn: &mut Conn, store: Store, further: i64) -> QueryResult<()> {
    let row = generations::table.find(store.to_string());
    diesel::update(row.filter(generations::generation.lt(further)))
        .set(generations::generation.eq(further))
        .execute(conn)?;
    Ok(())
}
