//! The URL table, all of it.

use actix_web::web::{self, Data, ServiceConfig};

use super::{State, analyse, assets, error_page, respond};

/// Registers every route with its state.
pub fn configure(config: &mut ServiceConfig, state: &State) {
    config
        .app_data(Data::new(state.clone()))
        .route("/assets/{file}", web::get().to(assets::show))
        .service(
            web::scope("/s/{survey}")
                .route("", web::get().to(respond::welcome::show))
                .route("/start", web::post().to(respond::welcome::start))
                .route("/p/{page}", web::get().to(respond::page::show))
                .route("/p/{page}", web::post().to(respond::page::submit))
                .route("/review", web::get().to(respond::finish::review))
                .route("/review", web::post().to(respond::finish::submit))
                .route("/end/{end}", web::get().to(respond::finish::end))
                .route("/end/{end}", web::post().to(respond::finish::submit))
                .route("/done", web::get().to(respond::finish::done))
                .route("/later", web::get().to(respond::beside::later))
                .route("/forget", web::get().to(respond::beside::ask_to_forget))
                .route("/forget", web::post().to(respond::beside::forget))
                .route("/privacy", web::get().to(respond::beside::privacy))
                .route("/imprint", web::get().to(respond::beside::imprint))
                .route("/accessibility", web::get().to(respond::beside::accessibility))
                .default_service(web::to(respond::beside::nowhere)),
        )
        .route("/", web::get().to(analyse::home))
        .route("/login", web::get().to(analyse::session::show))
        .route("/login", web::post().to(analyse::session::sign_in))
        .route("/logout", web::post().to(analyse::session::sign_out))
        .route("/surveys", web::get().to(analyse::surveys::list))
        .route("/surveys/{survey}", web::get().to(analyse::surveys::show))
        .route("/surveys/{survey}/export/{preset}.zip", web::get().to(analyse::download::zip))
        .route("/surveys/{survey}/export/{preset}/{file}", web::get().to(analyse::download::file))
        .default_service(web::to(error_page::nowhere));
}
