//! Signing in and out.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};

use super::code::CODE;
use super::desk::{Desk, Entrance, StaffReply, go};
use super::form::StaffForm;
use super::need::SignedIn;
use super::oidc::OIDC;
use super::{FORGOT, HOME, LOGIN};
use crate::app::office::Office;
use crate::app::office::accounts::{NewSession, Origin};
use crate::error::Error;
use crate::view::staff::{Login, LoginProblem};
use crate::web::error_page::has_word;
use crate::web::look::{self, LookFile};
use crate::web::refusal::Refusal;
use crate::web::{Https, cookies, form, guard, headers, network};

/// The front door of the staff's side.
pub(super) async fn home(entrance: Entrance) -> HttpResponse {
    go(if entrance.session.is_some() { HOME } else { LOGIN })
}

/// The form.
pub(super) async fn show(entrance: Entrance, request: HttpRequest) -> StaffReply {
    match entrance.session {
        Some(_) => Ok(go(HOME)),
        None => render(&entrance, "", None, has_word(&request, "chosen")),
    }
}

/// Where somebody types a password.
pub(super) fn origin(request: &HttpRequest, https: Https) -> Origin {
    let device = cookies::find_device(request, https);
    Origin { address: network::address(request), device }
}

/// Signs in. Address and password wrong, or only one of them: the same answer, after the same time.
pub(super) async fn sign_in(entrance: Entrance, request: HttpRequest, body: Payload) -> StaffReply {
    let form = form::read(&request, body).await?;
    let email = form.find("email").unwrap_or_default();
    if !guard::is_surely_from_here(&request) {
        return render(&entrance, email, Some(LoginProblem::Expired), false);
    }
    let password = form.find("password").unwrap_or_default();
    let https = entrance.context.https;
    let origin = origin(&request, https);
    match entrance.context.accounts.sign_in(email, password, &origin).await? {
        Some(session) => let_in(https, session),
        None => render(&entrance, email, Some(LoginProblem::Wrong), false),
    }
}

/// Hands a session to the browser; one that waits for a code leads to where that is typed.
pub(super) fn let_in(https: Https, session: NewSession) -> StaffReply {
    let mut answer = go(if session.is_half { CODE } else { HOME });
    hand_over(https, session, &mut answer)?;
    Ok(answer)
}

/// Puts a session into the cookies of an answer.
pub(super) fn hand_over(
    https: Https,
    session: NewSession,
    answer: &mut HttpResponse,
) -> Result<(), Refusal> {
    answer.add_cookie(&cookies::session(https, session.token))?;
    if !session.is_half {
        answer.add_cookie(&cookies::device(https, session.device))?;
    }
    Ok(())
}

/// Signs out here, and everywhere this session was used.
pub(super) async fn sign_out(form: StaffForm<SignedIn>) -> StaffReply {
    let Desk { session, context, .. } = form.desk;
    context.accounts.sign_out(&session.account, &session.token).await?;
    let mut answer = go(LOGIN);
    let cookie = cookies::removed(cookies::session(context.https, String::new()));
    answer.add_cookie(&cookie)?;
    Ok(answer)
}

/// A file of the look of her organisation.
pub(super) async fn look(
    desk: Desk<SignedIn>,
    office: Data<Office>,
    file: Path<String>,
) -> StaffReply {
    let look = desk.session.account.look;
    let mut answer = match look::find(look, &file).ok_or(Error::NotFound)? {
        LookFile::Sheet => look::sheet(look),
        LookFile::Crest(crest) => look::crest(crest, office.crest(&desk.actor).await?),
    };
    headers::keep_private(answer.headers_mut());
    Ok(answer)
}

fn render(
    entrance: &Entrance,
    email: &str,
    problem: Option<LoginProblem>,
    was_chosen: bool,
) -> StaffReply {
    let status = match problem {
        None => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let accounts = &entrance.context.accounts;
    let forgot = accounts.sends_mail().then_some(FORGOT);
    let provider = accounts.provider.as_ref().map(|provider| (OIDC, provider.name()));
    let page = Login { frame: entrance.frame(), email, problem, was_chosen, forgot, provider };
    entrance.context.page(status, &page)
}
