//! Where a request of staff is received: who it is, in which language, and whether she may.

use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header::{ContentType, LOCATION};
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use askama::Template;
use jiff::Timestamp;

use super::need::{Access, Need};
use super::tabs::tabs;
use super::{FACTOR, HOME, LOGIN, LOGOUT, ME};
use crate::app::actor::{Account, Actor};
use crate::app::office::accounts::Accounts;
use crate::domain::Permission;
use crate::domain::look::OrganisationLook;
use crate::error::Error;
use crate::i18n::Locale;
use crate::view::PageFrame;
use crate::view::respond::{Trouble, WayOn};
use crate::view::staff::{StaffFrame, Workplace};
use crate::web::error_page::{ErrorPage, chosen, preferred, wanted, wishes};
use crate::web::refusal::{Refusal, surround};
use crate::web::{Https, cookies};

/// What a handler of staff gives.
pub(in crate::web) type StaffReply = Result<HttpResponse, Refusal>;

type Extracting<T> = Pin<Box<dyn Future<Output = Result<T, Refusal>>>>;

/// A request of somebody who is signed in and meets a need.
pub(in crate::web) struct Desk<N> {
    /// Who asks.
    pub(in crate::web) actor: Actor,
    pub(super) session: SignedIn,
    pub(super) context: StaffContext,
    need: PhantomData<N>,
}

/// A request of somebody who may or may not be signed in.
pub(in crate::web) struct Entrance {
    pub(super) session: Option<SignedIn>,
    pub(super) context: StaffContext,
}

/// A session that has not ended.
pub(super) struct SignedIn {
    pub(super) token: String,
    /// What its forms carry.
    pub(super) csrf: String,
    pub(super) account: Account,
    /// When her password was typed last.
    pub(super) proved_at: Timestamp,
}

/// What answering any request of staff takes.
pub(super) struct StaffContext {
    pub(super) accounts: Data<Accounts>,
    pub(super) https: Https,
    t: &'static Locale,
    here: String,
    /// This language was asked for just now; it is remembered.
    wanted: bool,
}

impl FromRequest for Entrance {
    type Error = Refusal;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let t = chosen(&request).chain(preferred(wishes(&request))).find(|t| t.is_for_staff());
            let t = t.unwrap_or_else(Locale::fallback);
            tell_troubles(&request, t, LOGIN);
            // Nothing is called so, and PostgreSQL takes no text with it.
            if [request.path(), request.query_string()].iter().any(|it| it.contains("%00")) {
                return Err(Error::NotFound.into());
            }
            let context = StaffContext {
                accounts: request.app_data::<Data<Accounts>>().ok_or(Error::NotFound)?.clone(),
                https: Https::of(&request),
                t,
                here: request.path().to_owned(),
                wanted: wanted(&request).is_some(),
            };
            let Some(token) = cookies::find_session(&request, context.https) else {
                return Ok(Self { session: None, context });
            };
            let account = context.accounts.find(&token).await?;
            if account.is_some() {
                tell_troubles(&request, t, HOME);
            }
            let csrf = context.accounts.csrf(&token);
            let session =
                account.map(|(account, proved_at)| SignedIn { token, csrf, account, proved_at });
            Ok(Self { session, context })
        })
    }
}

fn tell_troubles(request: &HttpRequest, t: &'static Locale, way_on: &'static str) {
    let here = request.path().to_owned();
    surround(request, move |trouble, _| {
        let trouble = match trouble {
            Trouble::NotFound => Trouble::NoDesk,
            trouble => trouble,
        };
        ErrorPage::new(PageFrame::bare(t, &here), trouble, vec![WayOn::SignIn(way_on)])
    });
}

impl<N: Need> FromRequest for Desk<N> {
    type Error = Refusal;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let entrance = Entrance::from_request(request, payload);
        Box::pin(async move {
            let Entrance { session, context } = entrance.await?;
            let session = session.ok_or(Refusal::Elsewhere(LOGIN))?;
            let is_page_of_all = N::ACCESS == Access::SignedIn;
            if session.account.must_enrol && !is_page_of_all {
                return Err(Refusal::Elsewhere(FACTOR));
            }
            let actor = Actor::Staff(session.account.clone());
            if let Access::Permission(permission) = N::ACCESS
                && let Err(refused) = actor.authorize(permission)
            {
                context.accounts.note_refused(&session.account, &context.here).await?;
                return Err(refused.into());
            }
            Ok(Self { actor, session, context, need: PhantomData })
        })
    }
}

impl<N> Desk<N> {
    /// The language of the page.
    pub(in crate::web) fn t(&self) -> &'static Locale {
        self.context.t
    }

    /// Whether she may do something that the page does not need but may offer.
    pub(in crate::web) fn may(&self, permission: Permission) -> bool {
        self.session.account.roles.may(permission)
    }

    /// What surrounds the page.
    pub(in crate::web) fn frame(&self) -> StaffFrame<'_> {
        self.context.frame(Some(&self.session))
    }

    /// The look of her organisation.
    pub(in crate::web) fn look(&self) -> OrganisationLook {
        self.session.account.look
    }

    /// Sends a page with this status.
    pub(in crate::web) fn answer(&self, status: StatusCode, page: &impl Template) -> StaffReply {
        self.context.page(status, page)
    }

    /// Sends a page.
    pub(in crate::web) fn page(&self, page: &impl Template) -> StaffReply {
        self.context.page(StatusCode::OK, page)
    }

    /// Sends a page that says what is wrong with what was typed.
    pub(in crate::web) fn page_again(&self, page: &impl Template) -> StaffReply {
        self.context.page(StatusCode::UNPROCESSABLE_ENTITY, page)
    }
}

impl Entrance {
    pub(super) fn frame(&self) -> StaffFrame<'_> {
        self.context.frame(self.session.as_ref())
    }
}

impl StaffContext {
    pub(super) fn t(&self) -> &'static Locale {
        self.t
    }

    fn frame<'a>(&'a self, session: Option<&'a SignedIn>) -> StaffFrame<'a> {
        let (organisation, person, csrf) = session.map_or(("", "", ""), |session| {
            let SignedIn { account, csrf, .. } = session;
            (account.organisation_name.as_str(), account.email.as_str(), csrf.as_str())
        });
        let look = session.map(|session| session.account.look).unwrap_or_default();
        let roles = session.map(|session| &session.account.roles);
        let workplaces = session.map(|session| workplaces(&session.account)).unwrap_or_default();
        StaffFrame {
            look,
            t: self.t,
            here: &self.here,
            organisation,
            workplaces,
            person,
            roles,
            tabs: tabs(&self.here, |permission| roles.is_some_and(|roles| roles.may(permission))),
            home: HOME,
            own: ME,
            sign_out: LOGOUT,
            csrf,
        }
    }

    pub(super) fn page(&self, status: StatusCode, page: &impl Template) -> StaffReply {
        let html = page.render()?;
        let mut answer = HttpResponse::build(status);
        answer.insert_header(ContentType::html());
        if self.wanted {
            answer.cookie(cookies::language(self.https, self.t.code()));
        }
        Ok(answer.body(html))
    }
}

/// Between which organisations she may switch; none where there is only one.
fn workplaces(account: &Account) -> Vec<Workplace<'_>> {
    let all = account.workplaces.iter().map(|it| Workplace {
        slug: it.slug.as_str(),
        name: &it.name,
        is_current: it.id == account.organisation,
    });
    if all.len() > 1 { all.collect() } else { Vec::new() }
}

/// Leads elsewhere after something was done.
pub(in crate::web) fn go(address: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((LOCATION, address)).finish()
}
