//! Health of the process, on a port of its own.

use std::sync::Arc;
use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::web::{self, Data, ServiceConfig};
use futures_util::future::join_all;
use tokio::sync::Semaphore;

use crate::app::respondents::room::Room;
use crate::storage::Db;

/// How long a store may take to answer.
const PATIENCE: Duration = Duration::from_millis(800);

/// The stores that a process needs.
#[derive(Debug, Clone)]
pub(super) struct Needed {
    stores: Vec<(Db, Arc<Semaphore>)>,
    room: Room,
}

impl Needed {
    /// These, on disks with so much room.
    pub(super) fn new(stores: Vec<Db>, room: Room) -> Self {
        let stores = stores.into_iter().map(|db| (db, Arc::new(Semaphore::new(1)))).collect();
        Self { stores, room }
    }

    /// What is wrong with a store, if anything is. A store that hangs is asked by one at a time.
    async fn trouble(&self, db: &Db, turn: &Arc<Semaphore>) -> Option<String> {
        let (db, room, turn) = (db.clone(), self.room.clone(), Arc::clone(turn));
        let store = db.store();
        let asked = tokio::spawn(async move {
            // Held until it has answered, also when nobody waits for that any more.
            let _turn = turn.acquire_owned().await;
            match db.try_out().await {
                Err(error) => Some(error.to_string()),
                Ok(()) if !room.is_left_now(&db).await => Some("little room is left".to_owned()),
                Ok(()) => None,
            }
        });
        let trouble = match tokio::time::timeout(PATIENCE, asked).await {
            Ok(Ok(trouble)) => trouble?,
            Ok(Err(_)) | Err(_) => "no answer".to_owned(),
        };
        tracing::warn!(%store, trouble, "not ready");
        Some(store.to_string())
    }
}

/// Registers the health routes.
pub(super) fn configure(config: &mut ServiceConfig) {
    config.route("/health/live", web::get().to(live)).route("/health/ready", web::get().to(ready));
}

/// The process runs.
async fn live() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("live\n")
}

/// The stores that this process needs take writes and have room; otherwise it names those that do not.
async fn ready(needed: Data<Needed>) -> HttpResponse {
    let asked = needed.stores.iter().map(|(db, turn)| needed.trouble(db, turn));
    let troubled: Vec<String> = join_all(asked).await.into_iter().flatten().collect();
    match troubled.as_slice() {
        [] => HttpResponse::Ok().content_type("text/plain").body("ready\n"),
        troubled => HttpResponse::ServiceUnavailable()
            .content_type("text/plain")
            .body(format!("not ready: {}\n", troubled.join(", "))),
    }
}
