//! The second step of signing in: the code of an app, or a [`passkey`](super::passkey).

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::Payload;

use super::LOGIN;
use super::desk::{Entrance, StaffReply, go};
use super::session::let_in;
use crate::app::office::accounts::factor::{CodeOutcome, HalfSession};
use crate::app::office::accounts::passkeys::PasskeyChallenge;
use crate::engine::Form;
use crate::view::assets::passkey_script;
use crate::view::respond::Trouble;
use crate::view::staff::StaffFrame;
use crate::view::staff::factor::{Challenge, CodeProblem, LoginCodePage};
use crate::web::refusal::Refusal;
use crate::web::{cookies, form, guard, headers};

/// Where it is.
pub(super) const CODE: &str = "/login/code";

/// The form.
pub(super) async fn show(entrance: Entrance, request: HttpRequest) -> StaffReply {
    let half = cookies::find_session(&request, entrance.context.https).unwrap_or_default();
    match entrance.context.accounts.find_half(&half).await? {
        Some(waiting) => render(&entrance, &half, &waiting, None).await,
        None => Ok(go(LOGIN)),
    }
}

/// Takes a code.
pub(super) async fn enter(entrance: Entrance, request: HttpRequest, body: Payload) -> StaffReply {
    let Some(half) = Half::read(&entrance, &request, body).await? else { return Ok(go(LOGIN)) };
    let code = half.values.find("code").unwrap_or_default();
    let outcome = entrance.context.accounts.enter_code(&half.token, code).await?;
    half.outcome(&entrance, outcome).await
}

/// A session that waits for a second factor, and what was sent in it.
pub(super) struct Half {
    pub(super) token: String,
    pub(super) waiting: HalfSession,
    pub(super) values: Form,
}

impl Half {
    /// None where there is no such session any more.
    pub(super) async fn read(
        entrance: &Entrance,
        request: &HttpRequest,
        body: Payload,
    ) -> Result<Option<Self>, Refusal> {
        let values = form::read(request, body).await?;
        let (accounts, https) = (&entrance.context.accounts, entrance.context.https);
        let token = cookies::find_session(request, https).unwrap_or_default();
        let Some(waiting) = accounts.find_half(&token).await? else { return Ok(None) };
        let is_hers = accounts.is_csrf(&token, values.find("_csrf").unwrap_or_default());
        match guard::is_from_here(request) && is_hers {
            true => Ok(Some(Self { token, waiting, values })),
            false => Err(Refusal::Trouble(Trouble::BadForm)),
        }
    }

    /// Lets her in, or says why not.
    pub(super) async fn outcome(self, entrance: &Entrance, outcome: CodeOutcome) -> StaffReply {
        let problem = match outcome {
            CodeOutcome::SignedIn(session) => return let_in(entrance.context.https, session),
            CodeOutcome::Over => return Ok(go(LOGIN)),
            CodeOutcome::Wrong(left) => CodeProblem::Wrong(left),
            CodeOutcome::Paused => CodeProblem::Paused,
        };
        render(entrance, &self.token, &self.waiting, Some(problem)).await
    }
}

pub(super) async fn render(
    entrance: &Entrance,
    half: &str,
    waiting: &HalfSession,
    problem: Option<CodeProblem>,
) -> StaffReply {
    let accounts = &entrance.context.accounts;
    let challenge = accounts.ask_for_passkey(half).await?;
    let csrf = accounts.csrf(half);
    let status = match problem {
        None => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = LoginCodePage {
        frame: StaffFrame { csrf: &csrf, ..entrance.frame() },
        email: &waiting.email,
        problem,
        has_app: waiting.has_app,
        challenge: challenge
            .map(|PasskeyChallenge { options, state }| Challenge { options, state }),
        script: passkey_script(),
        back: LOGIN,
    };
    let mut answer = entrance.context.page(status, &page)?;
    headers::allow_script(answer.headers_mut());
    Ok(answer)
}
