//! A guard of the disk: when little is free, nothing new is begun, so that what was begun can be
//! finished. Saves of drafts and submissions never ask it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::storage::{Db, Store};

/// How long an answer is believed.
const BELIEVED: Duration = Duration::from_secs(1);
const MEBIBYTE: u64 = 1 << 20;

/// How much must stay free, and whether it does. Cloning it shares what is known.
#[derive(Debug, Clone)]
pub struct Room {
    least: u64,
    most: Option<u64>,
    seen: Arc<Mutex<Option<(Instant, bool)>>>,
}

impl Room {
    /// With so many megabytes to be left free, and with so many as the most of a database on a server;
    /// 0 for no bound.
    pub fn new(keep_free: u32, most: u32) -> Self {
        let bytes = |megabytes: u32| u64::from(megabytes) * MEBIBYTE;
        let most = (most > 0).then(|| bytes(most));
        Self { least: bytes(keep_free), most, seen: Arc::default() }
    }

    /// Whether there is room for something new in the store of drafts. Where that cannot be asked there
    /// is: who then writes is told what is wrong.
    pub async fn is_left(&self, collect: &Db) -> bool {
        let now = Instant::now();
        let seen = *self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let before = match seen {
            Some((at, is_left)) if now.saturating_duration_since(at) < BELIEVED => return is_left,
            Some((_, before)) => before,
            None => true,
        };
        let is_left = self.is_left_now(collect).await;
        match (before, is_left) {
            (true, false) => tracing::error!(
                "little room is left in {}: no interview is begun and no file taken until there is",
                collect.store()
            ),
            (false, true) => tracing::warn!("there is room again in {}", collect.store()),
            _ => {}
        }
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, is_left));
        is_left
    }

    /// The same, asked anew, of any store.
    pub async fn is_left_now(&self, db: &Db) -> bool {
        let room = db.room(self.most_of(db)).await;
        self.is_enough(db, room.ok().flatten())
    }

    /// [`is_left_now`](Self::is_left_now), waiting on this thread.
    pub fn is_left_blocking(&self, db: &Db) -> bool {
        self.is_enough(db, db.room_now(self.most_of(db)).ok().flatten())
    }

    fn most_of(&self, db: &Db) -> Option<u64> {
        self.most.filter(|_| db.store() == Store::Collect)
    }

    fn is_enough(&self, db: &Db, room: Option<u64>) -> bool {
        // Of a server's database all that it may have can be used.
        let least = if db.is_on_server() { 1 } else { self.least };
        room.is_none_or(|room| room >= least)
    }
}

impl Default for Room {
    fn default() -> Self {
        let config = crate::config::Config::default();
        Self::new(config.keep_free_mb, config.collect_most_mb)
    }
}
