//! Trying a questionnaire out: a resident's pages with a panel beside them, for one author on this
//! machine. The answers are in the memory of this process and nowhere else.
//!
//! Pages and addresses are those that residents get; only that every page of the route can be
//! opened at once, and that nothing is sealed, stored or submitted.

mod closing;
mod page;

use std::collections::{BTreeMap, HashMap};
use std::future::{Ready, ready};
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};

use actix_web::body::MessageBody;
use actix_web::dev::{Payload as Raw, ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{ContentType, LOCATION};
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::{self, Bytes, Data, Path, Payload};
use actix_web::{App as ActixApp, FromRequest, HttpRequest, HttpResponse, HttpServer};
use anyhow::{Context, Result};
use askama::Template;

use super::error_page::{self, ErrorPage, wanted};
use super::form;
use super::respond::language;
use super::routes::read;
use super::upload::{self, Brought};
use super::{Https, assets, cookies, guard, headers, log, media, refusal};
use crate::app::respondents::attach::{note, try_out};
use crate::clock::Clock;
use crate::engine::expr::Env;
use crate::engine::interview::Destination;
use crate::engine::media::Medium;
use crate::engine::model::Upload;
use crate::engine::upload::{LETTERS, StoredFile};
use crate::engine::{Draft, Form, Interview, Questionnaire, Response};
use crate::error::Error;
use crate::i18n::Locale;
use crate::intake::Examined;
use crate::view::respond::{Trouble, WayOn};
use crate::view::{Frame, Panel};

/// A questionnaire that is tried out, and the answers so far.
#[derive(Debug)]
pub struct Trial {
    questionnaire: Questionnaire,
    /// The content of its files, by hash.
    media: HashMap<String, Bytes>,
    clock: Clock,
    /// None until the first page is opened.
    draft: Mutex<Option<Draft>>,
    /// How large the files were that were sent, by the names they would be kept under.
    files: Mutex<BTreeMap<String, u64>>,
    /// `/s/NAME`.
    base: String,
}

impl Trial {
    /// A trial of this questionnaire with the files that it shows; nothing is answered yet.
    pub fn new(questionnaire: Questionnaire, media: Vec<Medium>, clock: Clock) -> Self {
        let base = format!("/s/{}", questionnaire.definition().name);
        let (draft, files) = Default::default();
        let media = media.into_iter().map(|it| (it.hash, it.bytes.into())).collect();
        Self { questionnaire, media, clock, draft, files, base }
    }

    /// The answers so far, in the language of a page.
    fn draft(&self, t: &Locale) -> Draft {
        let mut draft = self.draft.lock().unwrap_or_else(PoisonError::into_inner);
        let draft = draft.get_or_insert_with(|| {
            let seed = rand::random();
            Interview::begin(&self.questionnaire, seed, t.code(), &self.env(t, seed))
        });
        Draft { language: t.code().to_owned(), ..draft.clone() }
    }

    fn keep(&self, draft: Option<Draft>) {
        *self.draft.lock().unwrap_or_else(PoisonError::into_inner) = draft;
    }

    /// Notes a file and gives the name it would be kept under.
    fn note_file(&self, upload: Upload, file: &Examined) -> String {
        let letter = |_| char::from(b'a' + rand::random_range(0..26));
        let name = upload.name(&(0..LETTERS).map(letter).collect::<String>(), file.extension);
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(name.clone(), file.body.len() as u64);
        name
    }

    fn env(&self, t: &Locale, seed: u32) -> Env {
        Env { seed: seed.into(), ..crate::app::env(&self.clock, t) }
    }
}

/// Serves a trial until the process is told to stop. `ready` hears the address of the first page.
pub fn serve(listen: SocketAddr, trial: Trial, ready: &dyn Fn(&str)) -> Result<()> {
    let listener = std::net::TcpListener::bind(listen)
        .with_context(|| format!("cannot listen on {listen}; choose another with --listen"))?;
    let first = format!("http://{}{}", listener.local_addr()?, trial.base);
    let trial = Data::new(trial);
    actix_web::rt::System::new().block_on(async move {
        let server = HttpServer::new(move || pages(&trial)).workers(1).listen(listener)?.run();
        ready(&first);
        server.await.context("serving")
    })
}

/// Every page of a trial behind the guards.
pub fn pages(
    trial: &Data<Trial>,
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
        .app_data(Data::clone(trial))
        .route("/assets/{file}", read().to(assets::show))
        .service(
            web::scope(&trial.base)
                .route("", read().to(closing::welcome))
                .route("/start", web::post().to(closing::start))
                .route("/p/{page}", read().to(page::show))
                .route("/p/{page}", web::post().to(page::submit))
                .route("/review", read().to(closing::review))
                .route("/review", web::post().to(closing::submit))
                .route("/end/{end}", read().to(closing::end))
                .route("/end/{end}", web::post().to(closing::submit))
                .route("/done", read().to(closing::done))
                .route("/forget", web::post().to(closing::forget))
                .route("/media/{file}", read().to(medium))
                .route("/privacy", read().to(closing::privacy))
                .route("/imprint", read().to(closing::imprint))
                // Coming back later, or asking whether to delete, means nothing here.
                .default_service(web::to(closing::first)),
        )
        .route("/", read().to(closing::first))
        .default_service(web::to(error_page::nowhere))
}

/// A picture, sound or film of the questionnaire.
async fn medium(visit: Visit, request: HttpRequest, path: Path<String>) -> Reply {
    let file = visit.trial.questionnaire.find_file(&path);
    let found = file.and_then(|file| Some((file, visit.trial.media.get(&file.hash)?)));
    let (file, bytes) = found.ok_or_else(|| visit.trouble(Trouble::NotFound))?;
    Ok(media::answer(&request, file, bytes.clone()))
}

/// A request of the author.
struct Visit {
    trial: Data<Trial>,
    t: &'static Locale,
    /// The path of this request.
    here: String,
    /// A link asked for this language; it is remembered.
    wanted: bool,
}

type Reply = Result<HttpResponse, ErrorPage>;

impl FromRequest for Visit {
    type Error = ErrorPage;
    type Future = Ready<Result<Self, ErrorPage>>;

    fn from_request(request: &HttpRequest, _: &mut Raw) -> Self::Future {
        let Some(trial) = request.app_data::<Data<Trial>>() else {
            return ready(Err(error_page::bare(request, Trouble::NotFound)));
        };
        let languages = &trial.questionnaire.definition().languages;
        ready(Ok(Visit {
            t: language(request, languages),
            here: request.path().to_owned(),
            wanted: wanted(request).is_some(),
            trial: Data::clone(trial),
        }))
    }
}

impl Visit {
    fn draft(&self) -> Draft {
        self.trial.draft(self.t)
    }

    fn env(&self, draft: &Draft) -> Env {
        self.trial.env(self.t, draft.seed)
    }

    /// The frame with the panel beside it: of a page of questions, or of another page.
    fn frame(
        &self,
        interview: &Interview<'_>,
        page: Option<usize>,
        response: Option<&Response>,
    ) -> Frame<'_> {
        let panel = Panel::new(interview, page, (self.t, &self.trial.base), response);
        Frame { beside: Some(panel), ..self.bare() }
    }

    fn bare(&self) -> Frame<'_> {
        let definition = self.trial.questionnaire.definition();
        Frame::new(definition, self.t, &self.trial.base, &self.here)
    }

    /// Goes on in the language that a button of the page asked for, if one did.
    fn switch(&mut self, form: &Form) -> bool {
        let wanted = form.find("_language").and_then(Locale::find);
        if let Some(t) = wanted {
            (self.t, self.wanted) = (t, true);
        }
        wanted.is_some()
    }

    fn trouble(&self, trouble: Trouble<'_>) -> ErrorPage {
        ErrorPage::new(self.bare(), trouble, vec![WayOn::Page(&self.here), WayOn::Start])
    }

    /// Reads a posted form. There is no token: whoever reaches this machine's own address could
    /// only spoil answers that nobody keeps.
    async fn form(&self, request: &HttpRequest, body: Payload) -> Result<Form, ErrorPage> {
        if !guard::is_from_here(request) {
            return Err(self.trouble(Trouble::FormExpired));
        }
        form::read(request, body).await.map_err(|bad| self.trouble(bad.trouble()))
    }

    /// [`Self::form`] for a page that may ask for files. They are examined and forgotten; only
    /// their names and sizes are kept.
    async fn form_of_page(
        &self,
        request: &HttpRequest,
        body: Payload,
        page: usize,
    ) -> Result<Form, ErrorPage> {
        let questionnaire = &self.trial.questionnaire;
        if !questionnaire.takes_files(page) || !upload::is_multipart(request) {
            return self.form(request, body).await;
        }
        let is_ours = guard::is_from_here(request);
        let brought = upload::read(request, body, |_| is_ours).await;
        let Brought { mut form, files, leave } =
            brought.map_err(|bad| self.trouble(bad.trouble()))?;
        if !is_ours {
            return Err(self.trouble(Trouble::FormExpired));
        }
        for sent in files {
            let Some(wanted) = questionnaire.find_upload(&sent.field) else { continue };
            let field = sent.field.clone();
            let kept = try_out(wanted, sent).await;
            note(&mut form, &field, kept.map(|file| self.trial.note_file(wanted.upload, &file)));
        }
        drop(leave);
        Ok(form)
    }

    /// Puts in how large the files on a page are.
    fn tell_sizes<'f>(&self, files: impl Iterator<Item = &'f mut StoredFile>) {
        let known = self.trial.files.lock().unwrap_or_else(PoisonError::into_inner);
        for file in files {
            file.bytes = known.get(&file.name).copied();
        }
    }

    fn address(&self, destination: Destination) -> String {
        let (questionnaire, base) = (&self.trial.questionnaire, &self.trial.base);
        match destination {
            Destination::Page(page) => format!("{base}/p/{}", questionnaire.pages()[page].name),
            Destination::Review => format!("{base}/review"),
            Destination::End(end) => {
                format!("{base}/end/{}", questionnaire.ends()[end].definition.name)
            }
            Destination::Done => format!("{base}/done"),
        }
    }

    fn go(&self, address: &str) -> HttpResponse {
        HttpResponse::SeeOther().insert_header((LOCATION, address)).finish()
    }

    fn page(&self, status: StatusCode, page: &impl Template) -> Reply {
        let html = page.render().map_err(|error| {
            ErrorPage::of(self.bare(), &Error::Internal(error.into()), vec![WayOn::Start])
        })?;
        let mut answer = HttpResponse::build(status);
        answer.insert_header(ContentType::html());
        if self.wanted {
            answer.cookie(cookies::language(Https(false), self.t.code()));
        }
        Ok(answer.body(html))
    }
}
