//! The URL table, all of it.

use actix_web::middleware::from_fn;
use actix_web::web::{self, Data, ServiceConfig};

use actix_web::{Route, Scope, guard};

use super::office::{pretest, preview};
use super::staff::route::StaffRoute;
use super::{ResidentsSide, Site, StaffSide, analyse, assets, error_page, office, respond, staff};

/// Reading a page, or only its head.
pub(super) fn read() -> Route {
    web::route().guard(guard::Any(guard::Get()).or(guard::Head()))
}

/// Registers the routes of whoever is served. Each role's state is where its own handlers find it, and
/// nowhere else.
pub(super) fn configure(config: &mut ServiceConfig, site: &Site) {
    config.app_data(Data::new(site.https));
    if let Some(ResidentsSide { interviews, respondents }) = &site.residents {
        config.service(
            residents_routes().app_data(Data::clone(interviews)).app_data(Data::clone(respondents)),
        );
    }
    config.route("/assets/{file}", read().to(assets::show));
    if let Some(StaffSide { accounts, office, surveys, analysis, previews, pretests }) = &site.staff
    {
        config.service(
            web::scope("/preview/{survey}")
                .wrap(from_fn(preview::enter))
                .configure(interview)
                .app_data(Data::clone(accounts))
                .app_data(Data::clone(previews))
                .default_service(web::to(error_page::nowhere)),
        );
        config.service(
            pretest_routes().wrap(from_fn(pretest::enter)).app_data(Data::clone(pretests)),
        );
        config.service(
            staff_routes()
                .into_iter()
                .fold(web::scope(""), |scope, line| scope.route(line.path, line.route))
                .app_data(Data::clone(accounts))
                .app_data(Data::clone(office))
                .app_data(Data::clone(surveys))
                .app_data(Data::clone(analysis))
                .app_data(Data::clone(previews))
                .default_service(web::to(error_page::nowhere)),
        );
    }
    config.default_service(web::to(error_page::nowhere));
}

/// The routes of residents.
fn residents_routes() -> Scope {
    web::scope("/s/{survey}")
        .configure(interview)
        .configure(aside)
        .route("/code", read().to(respond::code::show))
        .route("/code", web::post().to(respond::code::submit))
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
        .default_service(web::to(respond::side_pages::nowhere))
}

/// The pages of a pretest: those of residents, but for what reaches the office or needs a code.
fn pretest_routes() -> Scope {
    web::scope(&format!("{}/{{survey}}", pretest::PRETEST))
        .configure(interview)
        .configure(aside)
        .route("/comment", web::post().to(respond::comment::comment))
        .default_service(web::to(respond::side_pages::nowhere))
}

/// Pages beside the way that are there without a code, too.
fn aside(config: &mut ServiceConfig) {
    config
        .route("/start", read().to(respond::welcome::show))
        .route("/later", read().to(respond::side_pages::later))
        .route("/overview", read().to(respond::side_pages::overview))
        .route("/forget", read().to(respond::side_pages::ask_to_forget))
        .route("/forgotten", read().to(respond::side_pages::was_forgotten))
        .route("/leave", web::post().to(respond::rights::leave))
        .route("/print", read().to(respond::side_pages::print))
        .route("/accessibility", read().to(respond::side_pages::accessibility));
}

/// The pages of an interview, from the first to the last: also those of a trial.
pub(super) fn interview(config: &mut ServiceConfig) {
    // The pages of questions first: routes are tried in this order.
    let page = web::resource("/p/{page}")
        .guard(guard::Any(guard::Get()).or(guard::Head()).or(guard::Post()))
        .route(read().to(respond::page::show))
        .route(web::post().to(respond::page::submit));
    config
        .service(page)
        .route("", read().to(respond::welcome::show))
        .route("/start", web::post().to(respond::welcome::start))
        .route("/review", read().to(respond::finish::review))
        .route("/review", web::post().to(respond::finish::submit))
        .route("/end/{end}", read().to(respond::finish::end))
        .route("/end/{end}", web::post().to(respond::finish::submit))
        .route("/done", read().to(respond::finish::done))
        .route("/forget", web::post().to(respond::side_pages::forget))
        .route("/media/{file}", read().to(respond::side_pages::medium))
        .route("/look/{file}", read().to(respond::side_pages::look))
        .route("/privacy", read().to(respond::side_pages::privacy))
        .route("/imprint", read().to(respond::side_pages::imprint));
}

/// The routes of staff, all of them: one table for the server and for the test that tries each.
pub(super) fn staff_routes() -> Vec<StaffRoute> {
    [staff::routes(), office::routes(), analyse::routes()].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use actix_web::test::{TestRequest, call_service, init_service};

    use super::*;
    use crate::app::App;
    use crate::app::analysis::Analysis;
    use crate::app::office::Office;
    use crate::app::office::accounts::Accounts;
    use crate::clock::Clock;
    use crate::seal::Secret;
    use crate::storage::Stores;
    use crate::web::Https;

    #[actix_web::test]
    async fn no_handler_finds_the_state_of_another_role() {
        let folder = tempfile::tempdir().unwrap();
        let stores = Stores::temporary(folder.path());
        let site = Site::new(&App::new(stores, Secret::from([7; 32]), Clock::System), Https(false));
        let pages = init_service(crate::web::pages(&site)).await;
        for (address, is_residents) in [("/s/x", true), ("/s/x/p/one", true), ("/surveys", false)] {
            let answer = call_service(&pages, TestRequest::get().uri(address).to_request()).await;
            let request = answer.request();
            let residents = request.app_data::<Data<respond::Interviewing>>().is_some();
            let staff = [
                request.app_data::<Data<Accounts>>().is_some(),
                request.app_data::<Data<Office>>().is_some(),
                request.app_data::<Data<Analysis>>().is_some(),
            ];
            assert_eq!((residents, staff), (is_residents, [!is_residents; 3]), "{address}");
        }
    }
}
