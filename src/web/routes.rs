//! The URL table, all of it.

use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{Route, guard};

use super::respond::Site;
use super::{State, analyse, assets, error_page, respond};

/// Reading a page, or only its head.
pub(super) fn read() -> Route {
    web::route().guard(guard::Any(guard::Get()).or(guard::Head()))
}

/// Registers every route with its state.
pub(super) fn configure(config: &mut ServiceConfig, state: &State) {
    config
        .app_data(Data::new(state.clone()))
        .app_data(Data::new(Site::of(&state.respondents, state.https)))
        .app_data(Data::new(state.respondents.clone()))
        .route("/assets/{file}", read().to(assets::show))
        .service(
            web::scope("/s/{survey}")
                .configure(respond::interview)
                .route("/start", read().to(respond::welcome::show))
                .route("/code", read().to(respond::code::show))
                .route("/code", web::post().to(respond::code::submit))
                .route("/later", read().to(respond::beside::later))
                .route("/overview", read().to(respond::beside::overview))
                .route("/forget", read().to(respond::beside::ask_to_forget))
                .route("/leave", web::post().to(respond::rights::leave))
                .route("/opt-out", read().to(respond::rights::ask_to_opt_out))
                .route("/opt-out", web::post().to(respond::rights::opt_out))
                .route("/opted-out", read().to(respond::rights::opted_out))
                .route("/draw", read().to(respond::rights::ask_for_draw))
                .route("/draw", web::post().to(respond::rights::draw))
                .route("/report", read().to(respond::rights::ask_for_report))
                .route("/report", web::post().to(respond::rights::report))
                .route("/barrier", read().to(respond::rights::ask_for_barrier))
                .route("/barrier", web::post().to(respond::rights::report_barrier))
                .route("/barrier-reported", read().to(respond::rights::barrier_reported))
                .route("/withdraw", read().to(respond::rights::ask_to_withdraw))
                .route("/withdraw", web::post().to(respond::rights::withdraw))
                .route("/withdrawn", read().to(respond::rights::withdrawn))
                .route("/print", read().to(respond::beside::print))
                .route("/accessibility", read().to(respond::beside::accessibility))
                .default_service(web::to(respond::beside::nowhere)),
        )
        .route("/", read().to(analyse::home))
        .route("/login", read().to(analyse::session::show))
        .route("/login", web::post().to(analyse::session::sign_in))
        .route("/logout", web::post().to(analyse::session::sign_out))
        .route("/surveys", read().to(analyse::surveys::list))
        .route("/surveys/{survey}", read().to(analyse::surveys::show))
        .route("/surveys/{survey}/export/{preset}.zip", read().to(analyse::download::zip))
        .route("/surveys/{survey}/export/{preset}/{file}", read().to(analyse::download::file))
        .default_service(web::to(error_page::nowhere));
}
