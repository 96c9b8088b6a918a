//! The error page: what happened and the way on. Details go to the log under the number the
//! person reads; the page itself tells nothing about our insides.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT_LANGUAGE, ContentType, HeaderValue, RETRY_AFTER};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use askama::Template;

use crate::i18n::Locale;
use crate::language;
use crate::view::PageFrame;
use crate::view::respond::{MessagePage, Trouble, WayOn};

use super::refusal::Refusal;
use super::{Https, cookies};

/// A page that explains, ready to be sent.
#[derive(Debug)]
pub(super) struct ErrorPage {
    status: StatusCode,
    retry_after: Option<u32>,
    html: String,
}

impl ErrorPage {
    /// The page for a trouble in this frame.
    pub(super) fn new(frame: PageFrame<'_>, trouble: Trouble<'_>, way_on: Vec<WayOn<'_>>) -> Self {
        Self::of(trouble, &MessagePage::new(frame, trouble, way_on))
    }

    /// A page that was made for a trouble.
    pub(super) fn of(trouble: Trouble<'_>, page: &MessagePage<'_>) -> Self {
        let html = page.render().unwrap_or_default();
        Self { status: status(trouble), retry_after: trouble.wait(), html }
    }
}

/// The status that goes with a trouble.
pub(super) fn status(trouble: Trouble<'_>) -> StatusCode {
    match trouble {
        Trouble::NotFound | Trouble::NoDesk => StatusCode::NOT_FOUND,
        // It will be there; what was closed will not be again.
        Trouble::Early(_) => StatusCode::FORBIDDEN,
        Trouble::Closed(_) | Trouble::PretestOver => StatusCode::GONE,
        Trouble::Expired => StatusCode::CONFLICT,
        Trouble::FormExpired => StatusCode::FORBIDDEN,
        Trouble::BadForm | Trouble::OtherSession => StatusCode::BAD_REQUEST,
        Trouble::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Trouble::Used => StatusCode::CONFLICT,
        Trouble::TooMany | Trouble::Crowded => StatusCode::TOO_MANY_REQUESTS,
        Trouble::Paused | Trouble::Busy | Trouble::NoRoom | Trouble::Away => {
            StatusCode::SERVICE_UNAVAILABLE
        }
        Trouble::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Logs a cause under a fresh number.
pub(super) fn incident(cause: &anyhow::Error) -> String {
    let number = uuid::Uuid::new_v4().simple().to_string()[..8].to_uppercase();
    tracing::error!(incident = number, error = format!("{cause:#}"), "internal error");
    number
}

impl fmt::Display for ErrorPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error page {}", self.status)
    }
}

impl ResponseError for ErrorPage {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    fn error_response(&self) -> HttpResponse {
        let mut answer = HttpResponse::build(self.status);
        answer.insert_header(ContentType::html());
        if let Some(seconds) = self.retry_after {
            answer.insert_header((RETRY_AFTER, seconds.to_string()));
        }
        answer.body(self.html.clone())
    }
}

/// The languages somebody chose: by a link, and earlier, which the cookie remembers.
pub(super) fn chosen(request: &HttpRequest) -> impl Iterator<Item = &'static Locale> {
    chosen_of(request, &[])
}

/// The same where a questionnaire speaks these languages, beside those of the interface.
pub(super) fn chosen_of(
    request: &HttpRequest,
    spoken: &[&str],
) -> impl Iterator<Item = &'static Locale> {
    let cookie = request.cookie(cookies::LANGUAGE);
    let cookie = cookie.and_then(|cookie| locale_of(cookie.value(), spoken));
    wanted(request).and_then(|code| locale_of(code, spoken)).into_iter().chain(cookie)
}

/// The locale of a code that somebody asks for: of the interface, or one that the questionnaire speaks.
pub(super) fn locale_of(code: &str, spoken: &[&str]) -> Option<&'static Locale> {
    let is_spoken = || spoken.contains(&code);
    Locale::find(code).or_else(|| is_spoken().then(|| Locale::of(code)).flatten())
}

/// The header with the languages the browser prefers.
pub(super) fn wishes(request: &HttpRequest) -> Option<&HeaderValue> {
    request.headers().get(ACCEPT_LANGUAGE)
}

/// The languages the browser prefers: so many of those that are as short as codes are, since anybody may send
/// thousands, and each is compared with every language that is spoken.
pub(super) fn preferences(wishes: Option<&HeaderValue>) -> impl Iterator<Item = &str> {
    const MOST: usize = 10;
    const LONGEST: usize = 35;
    let header = wishes.and_then(|wishes| wishes.to_str().ok()).unwrap_or_default();
    let ranges = header.split(',').take(MOST);
    let codes = ranges.map(|range| range.split(';').next().unwrap_or_default().trim());
    codes.filter(|code| code.len() <= LONGEST)
}

/// The locales the browser prefers.
pub(super) fn preferred(wishes: Option<&HeaderValue>) -> impl Iterator<Item = &'static Locale> {
    let all = Locale::list().iter().map(Locale::code);
    preferences(wishes)
        .filter_map(move |wanted| language::nearest(wanted, all.clone()).and_then(Locale::find))
}

/// The language of a page outside of any survey.
pub(super) fn locale(request: &HttpRequest) -> &'static Locale {
    locale_for(chosen(request).next(), wishes(request))
}

/// The same where the request itself is gone.
pub(super) fn locale_for(
    chosen: Option<&'static Locale>,
    wishes: Option<&HeaderValue>,
) -> &'static Locale {
    chosen.or_else(|| preferred(wishes).next()).unwrap_or_else(Locale::fallback)
}

/// The language a link asks for: `?lang=en`.
pub(super) fn wanted(request: &HttpRequest) -> Option<&str> {
    request.query_string().split('&').find_map(|pair| pair.strip_prefix("lang="))
}

/// Whether an address says this behind its `?`: `review`, `watch=on`.
pub(super) fn has_word(request: &HttpRequest, word: &str) -> bool {
    request.query_string().split('&').any(|part| part == word)
}

/// The address of a request, for links of the page that answers it. One that begins with two slashes
/// would lead to another site.
pub(super) fn here(request: &HttpRequest) -> String {
    format!("/{}", request.path().trim_start_matches(['/', '\\']))
}

/// Where a survey's pages are: `/s/SLUG`, or where it is previewed. The first two steps of an address.
pub(super) fn base(request: &HttpRequest) -> &str {
    let path = request.path();
    path.match_indices('/').nth(2).map_or(path, |(end, _)| &path[..end])
}

/// The page of a trouble outside of any survey.
pub(super) fn bare(request: &HttpRequest, trouble: Trouble<'_>) -> ErrorPage {
    ErrorPage::new(PageFrame::bare(locale(request), &here(request)), trouble, Vec::new())
}

/// The page for a fault of ours outside any survey.
pub(super) fn internal(t: &'static Locale, here: &str, cause: &anyhow::Error) -> ErrorPage {
    let number = incident(cause);
    ErrorPage::new(PageFrame::bare(t, here), Trouble::Internal(&number), Vec::new())
}

/// Answers every address that leads nowhere; whoever is signed in as staff, in words for staff.
pub(super) async fn nowhere(request: HttpRequest) -> Result<HttpResponse, Refusal> {
    let is_staff = cookies::find_session(&request, Https::of(&request)).is_some();
    let t = locale(&request);
    Err(Refusal::Trouble(match is_staff && t.is_for_staff() {
        true => Trouble::NoDesk,
        false => Trouble::NotFound,
    }))
}
