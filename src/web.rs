//! HTTP: the only module that knows actix. A handler takes a request apart, calls one use case and
//! answers with a view.
//!
//! [`respond`] serves residents, [`office`] and [`analyse`] serve staff, who come in through [`staff`];
//! each has its own state. Start reading at [`routes`].

mod analyse;
mod assets;
mod cookies;
mod error_page;
mod form;
mod guard;
mod headers;
mod health;
mod log;
mod media;
mod network;
mod office;
mod refusal;
mod respond;
mod routes;
mod staff;
pub mod trial;
mod upload;

use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::Data;
use actix_web::{App as ActixApp, HttpRequest, HttpServer};
use anyhow::{Context, Result};

use crate::app::{Accounts, Analysis, App, Office, Respondents};
use crate::config::Config;

pub use staff::Access;

/// Whether people come over TLS, which decides the cookies' names and flags.
#[derive(Debug, Clone, Copy)]
pub struct Https(pub bool);

impl Https {
    fn of(request: &HttpRequest) -> Self {
        request.app_data::<Data<Self>>().map_or(Self(false), |https| ***https)
    }
}

/// What a server serves: the state of each role, which only the role's own handlers get.
#[derive(Debug, Clone)]
pub struct Site {
    https: Https,
    interviews: Data<respond::Interviewing>,
    respondents: Data<Respondents>,
    accounts: Data<Accounts>,
    office: Data<Office>,
    analysis: Data<Analysis>,
}

impl Site {
    /// All roles of this application.
    pub fn new(app: &App, https: Https) -> Self {
        Self {
            https,
            interviews: Data::new(respond::Interviewing::residents(&app.respondents(), https)),
            respondents: Data::new(app.respondents()),
            accounts: Data::new(app.accounts()),
            office: Data::new(app.office()),
            analysis: Data::new(app.analysis()),
        }
    }
}

/// The routes of staff: method, address, who may call it.
pub fn staff_routes() -> Vec<(&'static str, &'static str, Access)> {
    let lines = routes::staff_routes().into_iter();
    lines.map(|line| (line.method, line.path, line.access)).collect()
}

/// How long a client may take for the head of a request.
const HEAD_TIMEOUT: Duration = Duration::from_secs(5);
/// How long requests under way may take when the server is told to stop.
const GRACE_SECONDS: u64 = 10;
/// How often the mix looks for enough responses.
const TEND_INTERVAL: Duration = Duration::from_secs(60);

/// Serves until the process is told to stop; then requests under way are finished. `ready` hears
/// the address once it is bound.
pub fn serve(config: Config, app: App, ready: &dyn Fn(SocketAddr)) -> Result<()> {
    let listener = bind(config.listen, "listen")?;
    let health_listener = bind(config.health_listen, "health_listen")?;
    let address = listener.local_addr()?;
    actix_web::rt::System::new().block_on(async move {
        let site = Site::new(&app, Https(config.is_https()));
        let stores = app.stores.all();
        let pages = HttpServer::new(move || pages(&site))
            .client_request_timeout(HEAD_TIMEOUT)
            .shutdown_timeout(GRACE_SECONDS)
            .listen(listener)?
            .run();
        let health = HttpServer::new(move || {
            ActixApp::new().app_data(Data::new(stores.clone())).configure(health::configure)
        })
        .workers(1)
        .shutdown_timeout(1)
        .listen(health_listener)?
        .run();
        let tending = actix_web::rt::spawn(tend(app));
        ready(address);
        let served = futures_util::future::try_join(pages, health).await;
        tending.abort();
        served.map(|_| ()).context("serving")
    })
}

/// Every page behind the guards: what the server serves and what the tests talk to.
pub fn pages(
    site: &Site,
) -> ActixApp<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody + use<>>,
        Error = actix_web::Error,
        InitError = (),
    > + use<>,
> {
    ActixApp::new()
        .wrap(from_fn(refusal::explain))
        .wrap(from_fn(guard::catch_panics))
        .wrap(Compress::default())
        .wrap(from_fn(headers::add))
        .wrap(from_fn(log::access))
        .configure(|config| routes::configure(config, site))
}

fn bind(address: SocketAddr, key: &str) -> Result<TcpListener> {
    TcpListener::bind(address).with_context(|| {
        let name = key.to_uppercase();
        format!("cannot listen on {address}; set `{key}` or ZUGVOGEL_{name} to a free address")
    })
}

/// Delivers errands, mixes surveys with enough responses and deletes abandoned drafts, again and
/// again. A failure is
/// logged and tried anew.
async fn tend(app: App) {
    loop {
        tokio::time::sleep(TEND_INTERVAL).await;
        let app = app.clone();
        let tended = tokio::task::spawn_blocking(move || {
            let mixed = app.deliver_all().and_then(|()| app.mix_all());
            let deleted = app.respondents().delete_abandoned()?;
            mixed.map(|()| deleted)
        });
        match tended.await {
            Ok(Ok(0)) => {}
            Ok(Ok(drafts)) => tracing::info!(drafts, "deleted abandoned drafts"),
            Ok(Err(error)) => tracing::error!(?error, "tending the stores failed"),
            Err(error) => tracing::error!(%error, "tending the stores stopped"),
        }
    }
}
