//! Trying a questionnaire out: residents' own pages with a panel beside them, for one author on this
//! machine. The answers are in the memory of this process and nowhere else.

use std::collections::HashMap;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::http::header::LOCATION;
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::{self, Data};
use actix_web::{App as ActixApp, HttpResponse, HttpServer};
use anyhow::{Context, Result};

use super::respond::Interviewing;
use super::routes::{interview, read};
use super::{Https, assets, error_page, guard, headers, log, refusal};
use crate::app::interviews::memory::{Memory, slug};
use crate::clock::Clock;
use crate::domain::look::OrganisationLook;
use crate::engine::Questionnaire;
use crate::engine::media::Medium;
use crate::seal::Secret;

/// A questionnaire that is tried out.
#[derive(Debug, Clone)]
pub struct Trial {
    interviewing: Data<Interviewing>,
    /// Where it begins: `/s/NAME`.
    base: Arc<str>,
}

impl Trial {
    /// A trial of this questionnaire with the files that it shows; nothing is answered yet.
    pub fn new(questionnaire: Questionnaire, media: Vec<Medium>, clock: Clock) -> Self {
        let base = format!("/s/{}", slug(&questionnaire)).into();
        let files = media.into_iter().map(|it| (it.hash, it.bytes)).collect::<HashMap<_, _>>();
        let (name, shown) = (slug(&questionnaire), (questionnaire, OrganisationLook::default()));
        let memory = Memory::new(name, shown, Arc::new(files), clock);
        let interviews = Arc::new(memory).interviews();
        let secret = Arc::new(Secret::from(rand::random::<[u8; 32]>()));
        let https = Https(false);
        let interviewing = Interviewing { interviews, secret, https, throttle: None };
        Self { interviewing: Data::new(interviewing), base }
    }
}

/// Serves a trial until the process is told to stop. `ready` gets the address of the first page.
pub fn serve(listen: SocketAddr, trial: Trial, ready: &dyn Fn(&str)) -> Result<()> {
    let listener = TcpListener::bind(listen)
        .with_context(|| format!("cannot listen on {listen}; choose another with --listen"))?;
    let first = format!("http://{}{}", listener.local_addr()?, trial.base);
    actix_web::rt::System::new().block_on(async move {
        let server = HttpServer::new(move || pages(&trial)).workers(1).listen(listener)?.run();
        ready(&first);
        server.await.context("serving")
    })
}

/// The pages of an interview behind the guards. Codes, rights and coming back later mean nothing
/// here and lead to where the trial begins.
fn pages(
    trial: &Trial,
) -> ActixApp<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody + use<>>,
        Error = actix_web::Error,
        InitError = (),
    > + use<>,
> {
    let base = Arc::clone(&trial.base);
    let begin = move || {
        let answer = HttpResponse::SeeOther().insert_header((LOCATION, &*base)).finish();
        std::future::ready(answer)
    };
    ActixApp::new()
        .wrap(from_fn(guard::only_by_address))
        .wrap(from_fn(refusal::explain))
        .wrap(from_fn(guard::catch_panics))
        .wrap(Compress::default())
        .wrap(from_fn(headers::add))
        .wrap(from_fn(log::access))
        .app_data(Data::clone(&trial.interviewing))
        .route("/assets/{file}", read().to(assets::show))
        .service(
            web::scope("/s/{survey}").configure(interview).default_service(web::to(begin.clone())),
        )
        .route("/", read().to(begin))
        .default_service(web::to(error_page::nowhere))
}
