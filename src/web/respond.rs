//! Residents' pages. Everything works without script; reading never changes what is stored.
//!
//! Each handler begins with a [`Visit`]: the survey, the language and the token of this browser.

pub(super) mod beside;
pub(super) mod code;
pub(super) mod finish;
pub(super) mod page;
pub(super) mod rights;
pub(super) mod welcome;

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload as Raw;
use actix_web::http::header::{ContentType, HeaderValue, LOCATION};
use actix_web::web::{Data, Payload};
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use askama::Template;

use super::error_page::{ErrorPage, chosen, locale, preferred, wanted};
use super::form;
use super::refusal::surround;
use super::upload::{self, Brought};
use super::{Https, cookies, guard, headers};
use crate::app::respondents::Respondents;
use crate::app::respondents::answer::{Progress, Survey};
use crate::app::versions::State as Days;
use crate::domain::{Door, Offer};
use crate::engine::expr::Env;
use crate::engine::interview::Destination;
use crate::engine::upload::StoredFile;
use crate::engine::{Draft, Form, Interview};
use crate::error::Error;
use crate::i18n::Locale;
use crate::seal::{csrf_matches, csrf_token};
use crate::view::respond::{Trouble, WayOn};
use crate::view::{Frame, Terms};

/// What serving residents takes, and all that their handlers can reach.
#[derive(Debug)]
pub(super) struct Residents {
    pub(super) respondents: Respondents,
    pub(super) https: Https,
}

/// A resident's request to a survey.
pub(super) struct Visit {
    state: Data<Residents>,
    survey: Survey,
    t: &'static Locale,
    /// The token of this browser's draft.
    token: Option<String>,
    /// `/s/SLUG`.
    base: String,
    /// The path of this request.
    here: String,
    /// This language was asked for just now; it is remembered.
    wanted: bool,
}

/// The language of a survey's page. Whoever chooses one gets it, also when the questions are not
/// translated; a browser's wish counts only for a questionnaire that speaks it.
pub(super) fn language(request: &HttpRequest, spoken: &[String]) -> &'static Locale {
    let speaks = |t: &&'static Locale| spoken.iter().any(|code| code == t.code());
    chosen(request)
        .next()
        .or_else(|| preferred(request).find(speaks))
        .or_else(|| spoken.iter().find_map(|code| Locale::find(code)))
        .unwrap_or_else(Locale::fallback)
}

type Reply = Result<HttpResponse, ErrorPage>;

impl FromRequest for Visit {
    type Error = ErrorPage;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ErrorPage>>>>;

    fn from_request(request: &HttpRequest, _: &mut Raw) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let bare = || Frame::bare(locale(&request), request.path());
            let missing = || ErrorPage::new(bare(), Trouble::NotFound, Vec::new());
            let state = request.app_data::<Data<Residents>>().ok_or_else(missing)?.clone();
            let slug = request.match_info().get("survey").ok_or_else(missing)?;
            let survey = state.respondents.survey(slug).await;
            let survey = survey.map_err(|error| ErrorPage::of(bare(), &error, Vec::new()))?;
            let t = language(&request, &survey.questionnaire.definition().languages);
            let (base, here) = (format!("/s/{slug}"), request.path().to_owned());
            tell_troubles(&request, survey.clone(), t, (base.clone(), here.clone()));
            Ok(Visit {
                token: cookies::find_draft(&request, state.https, slug),
                base,
                here,
                wanted: wanted(&request).is_some(),
                state,
                survey,
                t,
            })
        })
    }
}

/// What surrounds a page of a survey.
fn frame<'a>(survey: &'a Survey, t: &'static Locale, base: &'a str, here: &'a str) -> Frame<'a> {
    let offers = &survey.offers;
    let terms = Terms {
        mode: survey.mode,
        open_door: offers.has(Offer::OpenDoor),
        withdrawal: offers.has(Offer::Withdrawal),
        draw: offers.has(Offer::Draw),
        report: offers.has(Offer::Report),
    };
    Frame { terms, ..Frame::new(survey.questionnaire.definition(), t, base, here) }
}

/// Leaves with the request how its troubles are told: what a handler gives up with `?` becomes a
/// page of this survey.
fn tell_troubles(
    request: &HttpRequest,
    survey: Survey,
    t: &'static Locale,
    (base, here): (String, String),
) {
    surround(request, move |trouble| {
        let way_on = match trouble {
            Trouble::BadForm | Trouble::TooLarge | Trouble::FormExpired => {
                vec![WayOn::Page(&here), WayOn::Start]
            }
            Trouble::Busy | Trouble::Internal(_) => vec![WayOn::Again(&here), WayOn::Start],
            Trouble::Closed => Vec::new(),
            _ => vec![WayOn::Start],
        };
        ErrorPage::new(frame(&survey, t, &base, &here), trouble, way_on)
    });
}

impl Visit {
    /// Goes on in the language that a button of the page asked for, if one did.
    fn switch(&mut self, form: &Form) -> bool {
        let wanted = form.find("_language").and_then(Locale::find);
        if let Some(t) = wanted {
            (self.t, self.wanted) = (t, true);
        }
        wanted.is_some()
    }

    fn frame(&self) -> Frame<'_> {
        frame(&self.survey, self.t, &self.base, &self.here)
    }

    /// The page for an error of a use case.
    fn fail(&self, error: &Error) -> ErrorPage {
        ErrorPage::of(self.frame(), error, vec![WayOn::Again(&self.here), WayOn::Start])
    }

    fn trouble(&self, trouble: Trouble<'_>) -> ErrorPage {
        let way_on = match trouble {
            Trouble::BadForm | Trouble::TooLarge | Trouble::FormExpired => {
                vec![WayOn::Page(&self.here), WayOn::Start]
            }
            _ => vec![WayOn::Start],
        };
        ErrorPage::new(self.frame(), trouble, way_on)
    }

    /// Refuses when the survey cannot be answered today.
    fn open(&self) -> Result<(), ErrorPage> {
        match self.survey.state {
            Days::Open => Ok(()),
            Days::Early | Days::Closed => {
                Err(ErrorPage::new(self.frame(), Trouble::Closed, Vec::new()))
            }
        }
    }

    /// The token of a browser that has begun.
    fn token(&self) -> Result<&str, ErrorPage> {
        self.token.as_deref().ok_or_else(|| self.trouble(Trouble::Expired))
    }

    /// Reads a posted form that must come from one of our pages and from this browser.
    async fn form(&self, request: &HttpRequest, body: Payload) -> Result<Form, ErrorPage> {
        let form = self.read(request, body).await?;
        match self.is_ours(request, self.token()?, &form) {
            true => Ok(form),
            false => Err(self.trouble(Trouble::FormExpired)),
        }
    }

    /// [`Self::form`] for a page that may ask for files: they are stored, and the form has their
    /// names.
    async fn form_of_page(
        &self,
        request: &HttpRequest,
        body: Payload,
        page: usize,
    ) -> Result<Form, ErrorPage> {
        let takes_files = self.survey.questionnaire.takes_files(page);
        if !takes_files {
            return self.form(request, body).await;
        }
        let token = self.token()?;
        let Brought { form, files, leave } = match upload::is_multipart(request) {
            false => Brought::without_files(self.form(request, body).await?),
            true => {
                let is_ours = |form: &Form| self.is_ours(request, token, form);
                let read = upload::read(request, body, is_ours).await;
                let brought = read.map_err(|bad| self.trouble(bad.trouble()))?;
                if !is_ours(&brought.form) {
                    return Err(self.trouble(Trouble::FormExpired));
                }
                brought
            }
        };
        let attached = self.state.respondents.attach(&self.survey, token, form, files).await;
        drop(leave);
        attached.map_err(|error| self.fail(&error))
    }

    /// Whether a form comes from one of our pages and from the browser with this token.
    fn is_ours(&self, request: &HttpRequest, token: &str, form: &Form) -> bool {
        let given = form.find("_csrf").unwrap_or_default();
        guard::is_from_here(request) && csrf_matches(&self.state.respondents.secret, token, given)
    }

    /// Puts in how large the files on a page are.
    async fn tell_sizes(&self, files: Vec<&mut StoredFile>) -> Result<(), ErrorPage> {
        let told = self.state.respondents.tell_sizes(&self.survey, self.token()?, files).await;
        told.map_err(|error| self.fail(&error))
    }

    /// Reads a posted form of somebody who may have no token yet.
    async fn form_without_token(
        &self,
        request: &HttpRequest,
        body: Payload,
    ) -> Result<Form, ErrorPage> {
        let form = self.read(request, body).await?;
        match guard::is_surely_from_here(request) {
            true => Ok(form),
            false => Err(self.trouble(Trouble::FormExpired)),
        }
    }

    async fn read(&self, request: &HttpRequest, body: Payload) -> Result<Form, ErrorPage> {
        form::read(request, body).await.map_err(|bad| self.trouble(bad.trouble()))
    }

    /// Whether this browser came with a code.
    async fn is_by_code(&self) -> Result<bool, ErrorPage> {
        let Some(token) = &self.token else { return Ok(false) };
        let admission = self.state.respondents.admission(&self.survey, token).await;
        let admission = admission.map_err(|error| self.fail(&error))?;
        Ok(admission.is_some_and(|admission| admission.door == Door::Code))
    }

    fn csrf(&self, token: &str) -> String {
        csrf_token(&self.state.respondents.secret, token)
    }

    /// Where this browser stands.
    async fn progress(&self) -> Result<Progress, ErrorPage> {
        let Some(token) = &self.token else { return Ok(Progress::Nothing) };
        let progress = self.state.respondents.progress(&self.survey, token).await;
        progress.map_err(|error| self.fail(&error))
    }

    /// A draft in the language of this page, and what expressions may know on it.
    fn speaking(&self, draft: Draft) -> (Draft, Env) {
        let env = self.state.respondents.env(self.t.code(), draft.seed);
        (Draft { language: self.t.code().to_owned(), ..draft }, env)
    }

    /// An interview that begins on this page; nothing of it is stored yet.
    fn begin(&self, seed: u32) -> Draft {
        let env = self.state.respondents.env(self.t.code(), seed);
        Interview::begin(&self.survey.questionnaire, seed, self.t.code(), &env)
    }

    /// Where an unfinished interview goes on, in the language of this page.
    fn resume(&self, draft: Draft) -> String {
        let (draft, env) = self.speaking(draft);
        self.address(Interview::new(&self.survey.questionnaire, &draft, &env).resume())
    }

    /// The address of a destination.
    fn address(&self, destination: Destination) -> String {
        let questionnaire = &self.survey.questionnaire;
        match destination {
            Destination::Page(page) => {
                format!("{}/p/{}", self.base, questionnaire.pages()[page].name)
            }
            Destination::Review => format!("{}/review", self.base),
            Destination::End(end) => {
                format!("{}/end/{}", self.base, questionnaire.ends()[end].definition.name)
            }
            Destination::Done => format!("{}/done", self.base),
        }
    }

    fn go(&self, address: &str) -> HttpResponse {
        HttpResponse::SeeOther().insert_header((LOCATION, address)).finish()
    }

    /// Leads on after something was stored; the cookie lives as long as what is stored.
    fn go_on(&self, address: &str) -> Reply {
        let mut answer = self.go(address);
        let (https, slug) = (self.state.https, self.survey.slug.as_str());
        let cookie = cookies::draft(https, slug, self.token()?.to_owned());
        let added = answer.add_cookie(&cookie);
        added.map_err(|error| self.fail(&anyhow::Error::new(error).into()))?;
        Ok(answer)
    }

    /// Sends a page; a language that was asked for is remembered.
    fn page(&self, page: &impl Template) -> Reply {
        self.page_with(actix_web::http::StatusCode::OK, page)
    }

    /// Sends a page that has a script of ours.
    fn scripted(&self, status: actix_web::http::StatusCode, page: &impl Template) -> Reply {
        let mut answer = self.page_with(status, page)?;
        let (name, policy) = headers::with_script();
        let policy = HeaderValue::from_str(&policy)
            .map_err(|error| self.fail(&Error::Internal(anyhow::Error::new(error))))?;
        answer.headers_mut().insert(name, policy);
        Ok(answer)
    }

    fn page_with(&self, status: actix_web::http::StatusCode, page: &impl Template) -> Reply {
        let html = page
            .render()
            .map_err(|error| self.fail(&Error::Internal(anyhow::Error::new(error))))?;
        let mut answer = HttpResponse::build(status);
        answer.insert_header(ContentType::html());
        if self.wanted {
            answer.cookie(cookies::language(self.state.https, self.t.code()));
        }
        Ok(answer.body(html))
    }
}
