//! Staff pages: signing in, the surveys of one's organisation, the data. Knows accounts and
//! definitions (`office`) and responses (`results`), never who is answering (`collect`).

pub(super) mod download;
pub(super) mod session;
pub(super) mod surveys;

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload as Raw;
use actix_web::http::StatusCode;
use actix_web::http::header::{ContentType, LOCATION};
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use askama::Template;

use super::error_page::{ErrorPage, chosen, preferred, wanted};
use super::{State, cookies};
use crate::app::office::account::Actor;
use crate::error::Error;
use crate::i18n::Locale;
use crate::seal::csrf_token;
use crate::view::Frame;
use crate::view::respond::WayOn;
use crate::view::staff::Office;

const LOGIN: &str = "/login";
const HOME: &str = "/surveys";

type Reply = Result<HttpResponse, ErrorPage>;

/// A request of somebody who may or may not be signed in.
pub(super) struct Desk {
    state: Data<State>,
    t: &'static Locale,
    /// The token of the session.
    token: Option<String>,
    actor: Option<Actor>,
    here: String,
    wanted: bool,
}

impl FromRequest for Desk {
    type Error = ErrorPage;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ErrorPage>>>>;

    fn from_request(request: &HttpRequest, _: &mut Raw) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let mut wanted_first = chosen(&request).chain(preferred(&request));
            let t = wanted_first.find(|t| t.is_for_staff()).unwrap_or_else(Locale::fallback);
            let fail = |error: &Error| {
                ErrorPage::of(Frame::bare(t, request.path()), error, vec![WayOn::SignIn(LOGIN)])
            };
            let state = request.app_data::<Data<State>>().ok_or_else(|| fail(&Error::NotFound))?;
            let token = cookies::find_session(&request, state.https);
            let actor = match &token {
                Some(token) => state.staff.actor(token).await.map_err(|error| fail(&error))?,
                None => None,
            };
            Ok(Desk {
                state: state.clone(),
                t,
                token: token.filter(|_| actor.is_some()),
                actor,
                here: request.path().to_owned(),
                wanted: wanted(&request).is_some(),
            })
        })
    }
}

impl Desk {
    fn fail(&self, error: &Error) -> ErrorPage {
        let way_on = vec![WayOn::SignIn(if self.actor.is_some() { HOME } else { LOGIN })];
        ErrorPage::of(Frame::bare(self.t, &self.here), error, way_on)
    }

    fn csrf(&self) -> String {
        let token = self.token.as_deref().unwrap_or_default();
        csrf_token(&self.state.staff.secret, token)
    }

    fn office<'a>(&'a self, hidden: &'a [(&'a str, &'a str)]) -> Office<'a> {
        Office {
            t: self.t,
            here: &self.here,
            organisation: self.actor.as_ref().map_or("", |actor| &actor.organisation_name),
            person: self.actor.as_ref().map_or("", |actor| &actor.email),
            home: HOME,
            sign_out: "/logout",
            hidden,
        }
    }

    fn go(&self, address: &str) -> HttpResponse {
        HttpResponse::SeeOther().insert_header((LOCATION, address)).finish()
    }

    fn page(&self, status: StatusCode, page: &impl Template) -> Reply {
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

/// The front door of the staff's side.
pub(super) async fn home(desk: Desk) -> HttpResponse {
    desk.go(if desk.actor.is_some() { HOME } else { LOGIN })
}
