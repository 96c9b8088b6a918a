//! The second step of signing in: the code of an app.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::Payload;

use super::LOGIN;
use super::desk::{Entrance, StaffReply, go};
use super::session::let_in;
use crate::app::office::accounts::factor::CodeOutcome;
use crate::view::respond::Trouble;
use crate::view::staff::StaffFrame;
use crate::view::staff::factor::{CodeProblem, LoginCodePage};
use crate::web::refusal::Refusal;
use crate::web::{cookies, form, guard};

/// Where it is.
pub(super) const CODE: &str = "/login/code";

/// The form.
pub(super) async fn show(entrance: Entrance, request: HttpRequest) -> StaffReply {
    let half = cookies::find_session(&request, entrance.context.https).unwrap_or_default();
    match entrance.context.accounts.find_half(&half).await? {
        Some(email) => render(&entrance, &half, &email, None),
        None => Ok(go(LOGIN)),
    }
}

/// Takes a code.
pub(super) async fn enter(entrance: Entrance, request: HttpRequest, body: Payload) -> StaffReply {
    let values = form::read(&request, body).await?;
    let (accounts, https) = (&entrance.context.accounts, entrance.context.https);
    let half = cookies::find_session(&request, https).unwrap_or_default();
    let Some(email) = accounts.find_half(&half).await? else { return Ok(go(LOGIN)) };
    let is_hers = accounts.is_csrf(&half, values.find("_csrf").unwrap_or_default());
    if !guard::is_from_here(&request) || !is_hers {
        return Err(Refusal::Trouble(Trouble::BadForm));
    }
    let code = values.find("code").unwrap_or_default();
    match accounts.enter_code(&half, code).await? {
        CodeOutcome::SignedIn(session) => let_in(https, session),
        CodeOutcome::Over => Ok(go(LOGIN)),
        CodeOutcome::Wrong(left) => {
            render(&entrance, &half, &email, Some(CodeProblem::Wrong(left)))
        }
        CodeOutcome::Paused => render(&entrance, &half, &email, Some(CodeProblem::Paused)),
    }
}

fn render(
    entrance: &Entrance,
    half: &str,
    email: &str,
    problem: Option<CodeProblem>,
) -> StaffReply {
    let csrf = entrance.context.accounts.csrf(half);
    let status = match problem {
        None => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let frame = StaffFrame { csrf: &csrf, ..entrance.frame() };
    entrance.context.page(status, &LoginCodePage { frame, email, problem, back: LOGIN })
}
