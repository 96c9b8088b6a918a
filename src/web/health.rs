//! Health of the process, on a port of its own.

use actix_web::HttpResponse;
use actix_web::web::{self, Data, ServiceConfig};

use crate::storage::Db;

/// Registers the health routes.
pub(super) fn configure(config: &mut ServiceConfig) {
    config.route("/health/live", web::get().to(live)).route("/health/ready", web::get().to(ready));
}

/// The process runs.
async fn live() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("live\n")
}

/// The stores that this process needs answer; otherwise it names those that do not.
async fn ready(stores: Data<Vec<Db>>) -> HttpResponse {
    let mut silent = Vec::new();
    for db in stores.iter() {
        if let Err(error) = db.ping().await {
            tracing::warn!(store = %db.store(), %error, "not ready");
            silent.push(db.store().to_string());
        }
    }
    match silent.as_slice() {
        [] => HttpResponse::Ok().content_type("text/plain").body("ready\n"),
        silent => HttpResponse::ServiceUnavailable()
            .content_type("text/plain")
            .body(format!("not ready: {}\n", silent.join(", "))),
    }
}
