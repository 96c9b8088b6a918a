//! Errors on their way to the page. A handler gives them up with `?`; a layer around the routes
//! ([`explain`]) makes the page, in the frame that the request's extractor left for it.

use std::fmt;
use std::rc::Rc;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::HttpError;
use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpRequest, HttpResponse, ResponseError};

use super::error_page::{self, ErrorPage, incident};
use super::form::{self, BadForm};
use crate::engine::Form;
use crate::error::Error;
use crate::view::respond::Trouble;

/// Why there is no answer but a page that explains.
#[derive(Debug)]
pub(super) enum Refusal {
    /// What the page tells.
    Trouble(Trouble<'static>),
    /// The store is away or takes nothing: the cause goes to the log.
    Away(anyhow::Error),
    /// Our fault: the cause goes to the log, and its number to the page.
    Fault(anyhow::Error),
    /// No page here: first somewhere else, such as to the sign-in.
    Elsewhere(&'static str),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            // Nobody learns what is there for others.
            Error::NotFound | Error::Forbidden => Self::Trouble(Trouble::NotFound),
            Error::BadInput(_) => Self::Trouble(Trouble::BadForm),
            Error::Busy => Self::Trouble(Trouble::Busy),
            Error::TooMany => Self::Trouble(Trouble::TooMany),
            Error::Crowded => Self::Trouble(Trouble::Crowded),
            Error::NoRoom => Self::Trouble(Trouble::NoRoom),
            Error::Away(cause) => Self::Away(cause),
            Error::Internal(cause) => Self::Fault(cause),
        }
    }
}

impl From<BadForm> for Refusal {
    fn from(bad: BadForm) -> Self {
        Self::Trouble(bad.trouble())
    }
}

impl From<askama::Error> for Refusal {
    fn from(cause: askama::Error) -> Self {
        Self::Fault(cause.into())
    }
}

/// A header that cannot be written, such as a cookie's.
impl From<HttpError> for Refusal {
    fn from(cause: HttpError) -> Self {
        Self::Fault(anyhow::Error::new(cause))
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "refused with {}", self.status_code())
    }
}

impl ResponseError for Refusal {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Trouble(trouble) => error_page::status(*trouble),
            Self::Away(_) => error_page::status(Trouble::Away),
            Self::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Elsewhere(_) => StatusCode::SEE_OTHER,
        }
    }

    /// What is sent before [`explain`] puts its page in.
    fn error_response(&self) -> HttpResponse {
        let mut answer = HttpResponse::build(self.status_code());
        if let Self::Elsewhere(address) = self {
            answer.insert_header((LOCATION, *address));
        }
        answer.finish()
    }
}

/// How the troubles of one request are told, with what was typed.
#[derive(Clone)]
struct Surroundings(Rc<TellTrouble>);

/// Makes the page of a trouble, with what was typed.
type TellTrouble = dyn Fn(Trouble<'_>, Option<&Form>) -> ErrorPage;

/// Leaves with the request how its troubles are told; the last word counts.
pub(super) fn surround(
    request: &HttpRequest,
    tell: impl Fn(Trouble<'_>, Option<&Form>) -> ErrorPage + 'static,
) {
    request.extensions_mut().insert(Surroundings(Rc::new(tell)));
}

impl Refusal {
    /// What is told of it when the same may work in a while, with a word to the log.
    pub(super) fn passing(&self) -> Option<Trouble<'static>> {
        match self {
            Self::Trouble(trouble) if trouble.passes() => Some(*trouble),
            Self::Away(cause) => {
                tracing::error!(error = format!("{cause:#}"), "the store takes nothing");
                Some(Trouble::Away)
            }
            Self::Trouble(_) | Self::Fault(_) | Self::Elsewhere(_) => None,
        }
    }
}

/// Makes the page of a refusal.
pub(super) async fn explain(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let answer = next.call(request).await?.map_into_boxed_body();
    let refusal = answer.response().error().and_then(|error| error.as_error::<Refusal>());
    let number;
    let trouble = match refusal {
        None | Some(Refusal::Elsewhere(_)) => return Ok(answer),
        Some(Refusal::Trouble(trouble)) => *trouble,
        Some(away @ Refusal::Away(_)) => away.passing().unwrap_or(Trouble::Away),
        Some(Refusal::Fault(cause)) => {
            number = incident(cause);
            Trouble::Internal(&number)
        }
    };
    let surroundings = answer.request().extensions().get::<Surroundings>().cloned();
    let typed = form::typed(answer.request());
    let page = match surroundings {
        Some(Surroundings(tell)) => tell(trouble, typed.as_ref()),
        None => error_page::bare(answer.request(), trouble),
    };
    let page = page.error_response();
    Ok(answer.into_response(page))
}
