//! HTTP: the only module that knows actix. A handler takes a request apart, calls one use case and
//! answers with a view.
//!
//! [`respond`] serves residents, [`office`] and [`analyse`] serve staff, who come in through [`staff`];
//! each has its own state. Start reading at [`routes`].

mod analyse;
mod assets;
mod cookies;
mod ending;
mod error_page;
mod form;
mod guard;
mod headers;
mod health;
mod log;
mod look;
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
use actix_web::dev::{Server, ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::Data;
use actix_web::{App as ActixApp, HttpRequest, HttpServer};
use anyhow::{Context, Result};
use listenfd::ListenFd;

use crate::app::jobs::Runner;
use crate::app::office::surveys::Surveys;
use crate::app::respondents::room::Room;
use crate::app::{Accounts, Analysis, App, Office, Respondents};
use crate::config::Config;
use crate::storage::Db;

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
    residents: Option<ResidentsSide>,
    staff: Option<StaffSide>,
}

#[derive(Debug, Clone)]
struct ResidentsSide {
    interviews: Data<respond::Interviewing>,
    respondents: Data<Respondents>,
}

#[derive(Debug, Clone)]
struct StaffSide {
    accounts: Data<Accounts>,
    office: Data<Office>,
    surveys: Data<Surveys>,
    analysis: Data<Analysis>,
    previews: Data<office::preview::Previews>,
    pretests: Data<office::pretest::Pretests>,
}

impl Site {
    /// The pages of all roles.
    pub fn new(app: &App, https: Https) -> Self {
        Self {
            staff: Self::staff(app.accounts(), app.office(), app.analysis(), https).staff,
            ..Self::respond(app.respondents(), https)
        }
    }

    /// Residents' pages only.
    pub fn respond(respondents: Respondents, https: Https) -> Self {
        let interviews = Data::new(respond::Interviewing::residents(&respondents, https));
        let respondents = Data::new(respondents);
        Self { https, residents: Some(ResidentsSide { interviews, respondents }), staff: None }
    }

    /// Pages of staff only.
    pub fn staff(accounts: Accounts, office: Office, analysis: Analysis, https: Https) -> Self {
        let previews = Data::new(office::preview::Previews::new(office.clock(), https));
        let pretests = Data::new(office::pretest::Pretests::new(&office, https));
        let (accounts, office) = (Data::new(accounts), Data::new(office));
        let surveys = Data::new(analysis.surveys.clone());
        let analysis = Data::new(analysis);
        let staff = Some(StaffSide { accounts, office, surveys, analysis, previews, pretests });
        Self { https, residents: None, staff }
    }
}

/// What a process does.
#[derive(Debug)]
pub struct Process {
    /// The pages that it serves.
    pub site: Option<Site>,
    /// The application whose jobs it runs.
    pub worker: Option<App>,
    /// The stores that it cannot do without.
    pub stores: Vec<Db>,
    /// How much room they must have.
    pub room: Room,
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

/// Serves until the process is told to stop; then requests under way are finished. `ready` is told
/// where the pages are once that is bound, or, where there are none, the health. A socket that systemd
/// hands over is used instead of the address: it stays while the program is restarted.
pub fn serve(config: &Config, process: Process, ready: &dyn Fn(SocketAddr)) -> Result<()> {
    let Process { site, worker, stores, room } = process;
    let needed = Data::new(health::Needed::new(stores.clone(), room));
    let handed = ListenFd::from_env().take_tcp_listener(0).context("taking systemd's socket")?;
    let bound = site.map(|site| {
        let listener = handed.map_or_else(|| bind(config.listen, "listen"), Ok)?;
        Ok::<_, anyhow::Error>((site, listener))
    });
    let bound = bound.transpose()?;
    let health_listener = bind(config.health_listen, "health_listen")?;
    let address = match &bound {
        Some((_, listener)) => listener.local_addr()?,
        None => health_listener.local_addr()?,
    };
    actix_web::rt::System::new().block_on(async move {
        let pages = bound.map(|(site, listener)| {
            Ok::<_, anyhow::Error>(
                HttpServer::new(move || pages(&site))
                    // Whoever hangs up is gone: what she asked for is not done for nobody.
                    .h1_allow_half_closed(false)
                    .client_request_timeout(HEAD_TIMEOUT)
                    .shutdown_timeout(GRACE_SECONDS)
                    .disable_signals()
                    .listen(listener)?
                    .run(),
            )
        });
        let pages = pages.transpose()?;
        let handle = pages.as_ref().map(Server::handle);
        let outdated = ending::outdated(stores.clone());
        let pages = async { if let Some(pages) = pages { pages.await } else { Ok(()) } };
        let health = HttpServer::new(move || {
            ActixApp::new().app_data(Data::clone(&needed)).configure(health::configure)
        })
        .workers(1)
        .shutdown_timeout(1)
        .disable_signals()
        .listen(health_listener)?
        .run();
        let reason = async {
            tokio::select! { told = ending::told() => told, outdated = outdated => outdated }
        };
        let ended = tokio::spawn(ending::end(handle, health.handle(), reason));
        let jobs = worker.map(|app| Runner::new(app).start()).transpose()?;
        ready(address);
        let served = futures_util::future::try_join(pages, health).await;
        let ended = match &served {
            Ok(_) => ended.await?,
            Err(_) => Ok(()),
        };
        // Waits for the step that is under way; what is left is for whoever comes next.
        tokio::task::spawn_blocking(move || drop(jobs)).await?;
        served.context("serving").and(ended)
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
