//! Residents' pages. Everything works without script; reading never changes what is stored.
//!
//! Each handler begins with a [`Visit`]: the survey, the language and the token of this browser.

pub(super) mod aside;
pub(super) mod code;
pub(super) mod comment;
pub(super) mod finish;
pub(super) mod page;
pub(super) mod rights;
pub(super) mod side_pages;
pub(super) mod welcome;

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use actix_web::dev::Payload as Raw;
use actix_web::error::HttpError;
use actix_web::http::header::{ContentType, HeaderValue, LOCATION};
use actix_web::web::{Data, Payload};
use actix_web::{FromRequest, HttpRequest, HttpResponse, ResponseError};
use askama::Template;
use jiff::civil::Date;

use super::error_page::{ErrorPage, base, chosen_of, locale_of, preferences, wanted, wishes};
use super::form;
use super::refusal::{Refusal, surround};
use super::upload::{self, Brought};
use super::{Https, cookies, guard, headers, network};
use crate::app::Respondents;
use crate::app::field::SurveyState;
use crate::app::interviews::{Interviews, OfferedSurvey, Standing};
use crate::app::respondents::throttle::{Network, Throttle};
use crate::domain::{Door, Mode, Terms};
use crate::engine::expr::Env;
use crate::engine::interview::Destination;
use crate::engine::media::StoredFile;
use crate::engine::{Draft, Form, Interview, Response};
use crate::i18n::Locale;
use crate::language::nearest;
use crate::seal::{Secret, csrf_matches, csrf_token, opened_matches, opened_token};
use crate::view::respond::{MessagePage, Trouble, WayOn};
use crate::view::{PageFrame, Panel, PretestStrip};
use comment::Said;

/// What the pages of interviews take: those of residents, or the one of an author who tries a
/// questionnaire out.
#[derive(Debug)]
pub(super) struct Interviewing {
    pub(super) interviews: Interviews,
    pub(super) secret: Arc<Secret>,
    pub(super) https: Https,
    /// Tells networks apart, whose budgets count; nobody's do who tries a questionnaire out.
    pub(super) throttle: Option<Throttle>,
}

impl Interviewing {
    /// With residents.
    pub(super) fn residents(respondents: &Respondents, https: Https) -> Self {
        Self {
            interviews: respondents.interviews(),
            secret: Arc::clone(&respondents.secret),
            https,
            throttle: Some(respondents.throttle.clone()),
        }
    }
}

/// Most pages are shorter. A page is written at once, so that its buffer need not grow.
const PAGE_BYTES: usize = 16 * 1024;

/// The field by which a form shows that it was served while the survey was open.
const OPENED: &str = "_opened";

/// The token of an author, who needs none: there is one interview.
const AUTHOR: &str = "author";

/// A resident's request to a survey.
pub(super) struct Visit {
    site: Data<Interviewing>,
    survey: Rc<OfferedSurvey>,
    t: &'static Locale,
    /// The token of this browser's draft.
    token: Option<String>,
    /// `/s/SLUG`, or where a preview is.
    base: String,
    /// The path of this request.
    here: String,
    /// The place of the survey that a side page was opened from, and leads back to.
    from_place: Option<String>,
    /// The network of a resident.
    from: Option<Network>,
    /// This language was asked for just now; it is remembered.
    wanted: bool,
    /// Something unfinished may be stored: not known to be so only where she may have begun with her code
    /// elsewhere.
    may_have_begun: Rc<Cell<bool>>,
    /// What became of a comment, in a pretest.
    said: Cell<Said>,
}

/// The language of a survey's page. Whoever chooses one gets it, also when the questions are not
/// translated; a browser's wish counts only for a questionnaire that speaks it.
pub(super) fn language(request: &HttpRequest, spoken: &[&str]) -> &'static Locale {
    let speaks = |wanted: &str| nearest(wanted, spoken.iter().copied()).and_then(Locale::of);
    chosen_of(request, spoken)
        .next()
        .or_else(|| preferences(wishes(request)).find_map(speaks))
        .or_else(|| spoken.iter().find_map(|code| Locale::of(code)))
        .unwrap_or_else(Locale::fallback)
}

type Reply = Result<HttpResponse, Refusal>;

impl FromRequest for Visit {
    type Error = Refusal;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Refusal>>>>;

    fn from_request(request: &HttpRequest, _: &mut Raw) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let missing = || Refusal::Trouble(Trouble::NotFound);
            let site = request.app_data::<Data<Interviewing>>().ok_or_else(missing)?.clone();
            let slug = request.match_info().get("survey").ok_or_else(missing)?;
            let store = &site.interviews.store;
            let mut survey = Rc::new(store.survey(slug).await?);
            let spoken: Vec<&str> = survey.questionnaire.spoken().collect();
            let t = language(&request, &spoken);
            let (base, here) = (base(&request).to_owned(), request.path().to_owned());
            let token = match survey.is_trial {
                true => Some(AUTHOR.to_owned()),
                false => cookies::find_draft(&request, site.https, slug),
            };
            let may_have_begun = Rc::new(Cell::new(token.is_none() && survey.mode != Mode::Open));
            let (of, base_of, here_of) = (Rc::clone(&survey), base.clone(), here.clone());
            let may = Rc::clone(&may_have_begun);
            surround(&request, move |trouble, typed| {
                trouble_page(&of, t, (&base_of, &here_of), may.get(), (trouble, typed))
            });
            if let Some(token) = &token
                && let Some(begun) =
                    store.begun(&survey, token, page::shown_version(&request)).await?
            {
                survey = Rc::new(begun);
            }
            let throttle = site.throttle.as_ref();
            let from = throttle.map(|it| it.network(network::address(&request)));
            Ok(Visit {
                from_place: aside::opened_from(&request),
                said: Cell::default(),
                token,
                may_have_begun,
                base,
                here,
                from,
                wanted: wanted(&request).is_some(),
                site,
                survey,
                t,
            })
        })
    }
}

/// What surrounds a page of a survey.
fn frame<'a>(
    survey: &'a OfferedSurvey,
    t: &'static Locale,
    base: &'a str,
    here: &'a str,
    may_have_begun: bool,
) -> PageFrame<'a> {
    let terms = Terms::of(survey.mode, &survey.offers);
    let ending = match survey.state {
        SurveyState::Ending { until, .. } if may_have_begun => Some(until),
        _ => None,
    };
    let frame = PageFrame::new(survey.questionnaire.definition(), t, base, here);
    let (look, pretest) = (survey.look, survey.is_pretest.then(PretestStrip::default));
    PageFrame { terms, ending, look, pretest, ..frame.spoken_in(survey.questionnaire.spoken()) }
}

/// The page of a trouble.
fn trouble_page(
    survey: &OfferedSurvey,
    t: &'static Locale,
    (base, here): (&str, &str),
    may_have_begun: bool,
    (trouble, typed): (Trouble<'_>, Option<&Form>),
) -> ErrorPage {
    let frame = frame(survey, t, base, here, may_have_begun);
    let way_on = match trouble {
        Trouble::BadForm | Trouble::TooLarge | Trouble::FormExpired => {
            vec![WayOn::Page(here), WayOn::Start]
        }
        Trouble::Paused if typed.is_none() => vec![WayOn::Again(here), WayOn::Print],
        // What was typed is sent again by the button that comes with it.
        trouble if trouble.passes() && typed.is_none() => vec![WayOn::Again(here), WayOn::Start],
        Trouble::Closed(_) if frame.ending.is_some() && frame.terms.has_codes() => {
            vec![WayOn::Code]
        }
        Trouble::Early(_) => vec![WayOn::Print],
        Trouble::Closed(_) if frame.terms.withdrawal => vec![WayOn::Withdraw],
        Trouble::Closed(_) => Vec::new(),
        _ => vec![WayOn::Start],
    };
    let page = MessagePage::new(frame, trouble, way_on);
    ErrorPage::of(trouble, &page.with_typed(here, typed))
}

impl Visit {
    /// Goes on in the language that a button of the page asked for, if one did.
    fn switch(&mut self, form: &Form) -> bool {
        let spoken: Vec<&str> = self.survey.questionnaire.spoken().collect();
        let wanted = form.find("_language").and_then(|code| locale_of(code, &spoken));
        if let Some(t) = wanted {
            (self.t, self.wanted) = (t, true);
        }
        wanted.is_some()
    }

    fn frame(&self) -> PageFrame<'_> {
        let may_have_begun = self.may_have_begun.get();
        let frame = frame(&self.survey, self.t, &self.base, &self.here, may_have_begun);
        match &self.from_place {
            Some(place) => frame.opened_from(place),
            None => frame,
        }
    }

    /// What stands beside the page when its author tries the questionnaire out: on a page of
    /// questions, or where the response is known.
    fn panel(
        &self,
        interview: &Interview<'_>,
        page: Option<usize>,
        response: Option<&Response>,
    ) -> Option<Panel> {
        let token = self.token.as_deref().filter(|_| self.survey.is_trial)?;
        let csrf = self.csrf(token);
        Some(Panel::new(interview, page, (self.t, &self.base, csrf), response))
    }

    /// The page of a trouble, made at once.
    fn told(&self, trouble: Trouble<'_>) -> HttpResponse {
        let place = (self.base.as_str(), self.here.as_str());
        let may_have_begun = self.may_have_begun.get();
        trouble_page(&self.survey, self.t, place, may_have_begun, (trouble, None)).error_response()
    }

    /// Refuses who cannot answer today: after the last day only who has begun may finish.
    async fn may_answer(&self) -> Result<(), Refusal> {
        match self.survey.state {
            SurveyState::Open => Ok(()),
            SurveyState::Early(first) => Err(Refusal::Trouble(Trouble::Early(first))),
            SurveyState::Paused => Err(Refusal::Trouble(Trouble::Paused)),
            SurveyState::Ending { .. } if self.progress().await? != Standing::Nothing => Ok(()),
            SurveyState::Ending { last, .. } | SurveyState::Closed { last, .. } => {
                Err(Refusal::Trouble(Trouble::Closed(last)))
            }
        }
    }

    /// The last day, and that of who had begun, when a page of answers comes too late. After the last
    /// day it is taken from who has begun, and from who holds a form that was served before.
    async fn is_too_late(&self, form: &Form) -> Result<Option<(Date, Date)>, Refusal> {
        Ok(match self.survey.state {
            SurveyState::Open | SurveyState::Early(_) | SurveyState::Paused => None,
            SurveyState::Closed { last, until } => Some((last, until)),
            SurveyState::Ending { last, until } => {
                let may = self.progress().await? != Standing::Nothing || self.was_opened(form)?;
                (!may).then_some((last, until))
            }
        })
    }

    /// Whether a form was served to this browser while the survey was open.
    fn was_opened(&self, form: &Form) -> Result<bool, Refusal> {
        let given = form.find(OPENED).unwrap_or_default();
        Ok(opened_matches(&self.site.secret, &self.survey.id, self.token()?, given))
    }

    /// What shows that later, for a form that is served now. A form that had it has it again.
    fn opened(&self, form: Option<&Form>) -> Result<Option<String>, Refusal> {
        let is_open = self.survey.state == SurveyState::Open;
        let may = is_open || form.is_some_and(|form| self.was_opened(form).unwrap_or(false));
        let token = self.token()?;
        Ok(may.then(|| opened_token(&self.site.secret, &self.survey.id, token)))
    }

    /// Refuses when nobody can enter a code today; who has begun elsewhere may in the days of grace.
    fn takes_codes(&self) -> Result<(), Refusal> {
        match self.survey.state {
            SurveyState::Open | SurveyState::Ending { .. } => Ok(()),
            SurveyState::Early(first) => Err(Refusal::Trouble(Trouble::Early(first))),
            SurveyState::Paused => Err(Refusal::Trouble(Trouble::Paused)),
            SurveyState::Closed { last, .. } => Err(Refusal::Trouble(Trouble::Closed(last))),
        }
    }

    /// The token of a browser that has begun.
    fn token(&self) -> Result<&str, Refusal> {
        self.token.as_deref().ok_or(Refusal::Trouble(Trouble::Expired))
    }

    /// Reads a posted form that must come from one of our pages and from this browser.
    async fn form(&self, request: &HttpRequest, body: Payload) -> Result<Form, Refusal> {
        let form = form::read(request, body).await?;
        match self.is_ours(request, self.token()?, &form) {
            true => Ok(form),
            false => Err(Refusal::Trouble(Trouble::FormExpired)),
        }
    }

    /// [`Self::form`] for a page that may ask for files, which are not stored yet.
    async fn form_of_page(
        &self,
        request: &HttpRequest,
        body: Payload,
        page: usize,
    ) -> Result<Brought, Refusal> {
        let questionnaire = &self.survey.questionnaire;
        let (token, takes_files) = (self.token()?, questionnaire.takes_files(page));
        let is_ours = |form: &Form| self.is_ours(request, token, form);
        let brought = match takes_files && upload::is_multipart(request) {
            false => Brought::without_files(form::read_page(request, body).await?),
            true => upload::read(request, body, self.from, is_ours).await?,
        };
        if !is_ours(&brought.form) {
            return Err(Refusal::Trouble(Trouble::FormExpired));
        }
        if !brought.form.doubled().all(|name| questionnaire.takes_several(name)) {
            return Err(Refusal::Trouble(Trouble::BadForm));
        }
        Ok(brought)
    }

    /// Stores the files of a page, and gives its form with their names.
    async fn attach(&self, page: usize, brought: Brought) -> Result<Form, Refusal> {
        let Brought { form, files, held } = brought;
        if !self.survey.questionnaire.takes_files(page) {
            return Ok(form);
        }
        let store = &self.site.interviews.store;
        let _turn = match &held {
            Some(held) => held.turn().await,
            None => None,
        };
        Ok(store.attach(&self.survey, (self.token()?, self.from), form, files).await?)
    }

    /// Whether a form comes from one of our pages and from the browser with this token.
    fn is_ours(&self, request: &HttpRequest, token: &str, form: &Form) -> bool {
        let given = form.find("_csrf").unwrap_or_default();
        guard::is_from_here(request) && csrf_matches(&self.site.secret, token, given)
    }

    /// Puts in how large the files on a page are.
    async fn tell_sizes(&self, files: Vec<&mut StoredFile>) -> Result<(), Refusal> {
        let store = &self.site.interviews.store;
        Ok(store.tell_sizes(&self.survey, self.token()?, files).await?)
    }

    /// Reads a posted form of somebody who may have no token yet.
    async fn form_without_token(
        &self,
        request: &HttpRequest,
        body: Payload,
    ) -> Result<Form, Refusal> {
        let form = form::read(request, body).await?;
        match guard::is_surely_from_here(request) {
            true => Ok(form),
            false => Err(Refusal::Trouble(Trouble::FormExpired)),
        }
    }

    /// Whether this browser came with a code.
    async fn is_by_code(&self) -> Result<bool, Refusal> {
        let Some(token) = &self.token else { return Ok(false) };
        let admission = self.site.interviews.store.admission(&self.survey, token).await?;
        Ok(admission.is_some_and(|admission| admission.door == Door::Code))
    }

    /// To the first page, with a word about what is not there.
    fn go_without(&self, what: &str) -> HttpResponse {
        self.go(&format!("{}?{what}", self.base))
    }

    fn csrf(&self, token: &str) -> String {
        csrf_token(&self.site.secret, token)
    }

    /// The network of a resident; nobody else asks for it.
    fn network(&self) -> Result<Network, Refusal> {
        self.from.ok_or(Refusal::Trouble(Trouble::NotFound))
    }

    /// The interviews, where the budget of this network counts.
    fn interviews(&self) -> Interviews {
        self.site.interviews.coming_from(self.from)
    }

    /// Where this browser stands.
    async fn progress(&self) -> Result<Standing, Refusal> {
        let Some(token) = &self.token else { return Ok(Standing::Nothing) };
        let standing = self.site.interviews.store.progress(&self.survey, token).await?;
        self.may_have_begun.set(matches!(standing, Standing::Draft(_)));
        Ok(standing)
    }

    /// A draft in the language of this page, and what expressions may know on it.
    fn speaking(&self, draft: Draft) -> (Draft, Env) {
        let env = self.site.interviews.env(self.t.code(), draft.seed);
        (Draft { language: self.t.code().to_owned(), ..draft }, env)
    }

    /// An interview that begins on this page; nothing of it is stored yet.
    fn begin(&self, seed: u32) -> Draft {
        let env = self.site.interviews.env(self.t.code(), seed);
        self.survey.begin(seed, self.t.code(), &env)
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
        let (https, slug) = (self.site.https, self.survey.slug.as_str());
        let cookie = cookies::draft(https, slug, self.token()?.to_owned());
        answer.add_cookie(&cookie)?;
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
        let policy = HeaderValue::from_str(&policy).map_err(HttpError::from)?;
        answer.headers_mut().insert(name, policy);
        Ok(answer)
    }

    fn page_with(&self, status: actix_web::http::StatusCode, page: &impl Template) -> Reply {
        let mut html = String::with_capacity(PAGE_BYTES);
        page.render_into(&mut html)?;
        let mut answer = HttpResponse::build(status);
        answer.insert_header(ContentType::html());
        if self.wanted {
            answer.cookie(cookies::language(self.site.https, self.t.code()));
        }
        Ok(answer.body(html))
    }
}
