//! Signing in by an identity provider, and linking one's account with it. The way there is an address (`/login/oidc`) that
//! sends the browser on, since pages of ours send forms nowhere else (`form-action`).

use actix_web::http::StatusCode;
use actix_web::web::Payload;
use actix_web::{HttpRequest, HttpResponse};

use super::code::CODE;
use super::desk::{Desk, Entrance, StaffContext, StaffReply, go};
use super::form::StaffForm;
use super::need::SignedIn;
use super::session::{hand_over, origin};
use super::{HOME, LOGIN, ME};
use crate::app::office::accounts::identities::{
    Departure, ProofOutcome, ProviderReply, ReturnOutcome, ReturnProblem,
};
use crate::oidc::CALLBACK;
use crate::view::respond::Trouble;
use crate::view::staff::StaffFrame;
use crate::view::staff::oidc::{OnwardPage, ProofPage, ReturnRefusedPage};
use crate::web::refusal::Refusal;
use crate::web::{cookies, form, guard};

/// Where a sign-in begins.
pub(super) const OIDC: &str = "/login/oidc";
/// Where it ends.
pub(super) const RETURN: &str = CALLBACK;
/// Where the password goes that is asked for once.
pub(super) const PROOF: &str = "/login/oidc/link";

/// Sends a browser to the provider.
pub(super) async fn begin(entrance: Entrance) -> StaffReply {
    if entrance.session.is_some() {
        return Ok(go(HOME));
    }
    match entrance.context.accounts.depart(None).await? {
        None => Ok(go(LOGIN)),
        Some(Ok(departure)) => leave(&entrance.context, go(&departure.address), departure),
        Some(Err(problem)) => refused(&entrance, problem),
    }
}

/// Takes a browser that the provider sends back. It comes from another site, so it brings the cookie of the sign-in only, and
/// would do so at the next address, too, if it were sent there: a page between leads on.
pub(super) async fn end(entrance: Entrance, request: HttpRequest) -> StaffReply {
    let query = form::parse(request.query_string().as_bytes())?;
    let reply = ProviderReply {
        state: query.find("state").unwrap_or_default(),
        code: query.find("code"),
        error: query.find("error"),
        issuer: query.find("iss"),
    };
    let context = &entrance.context;
    let kept = cookies::find_trip(&request, context.https).unwrap_or_default();
    let over = cookies::removed(cookies::trip(context.https, String::new()));
    let outcome = context.accounts.return_from_provider(&kept, reply).await?;
    let mut answer = match outcome {
        ReturnOutcome::SignedIn(session) => {
            let to = if session.is_half { CODE } else { HOME };
            let mut answer = onward(context, entrance.frame(), to)?;
            hand_over(context.https, session, &mut answer)?;
            answer
        }
        ReturnOutcome::Linked => onward(context, entrance.frame(), ME)?,
        ReturnOutcome::MustProve(claim) => {
            let mut answer = onward(context, entrance.frame(), PROOF)?;
            answer.add_cookie(&cookies::trip(context.https, claim))?;
            return Ok(answer);
        }
        ReturnOutcome::Refused(problem) => refused(&entrance, problem)?,
    };
    answer.add_cookie(&over)?;
    Ok(answer)
}

/// Asks for the password of the account that is to be linked.
pub(super) async fn show(entrance: Entrance, request: HttpRequest) -> StaffReply {
    let context = &entrance.context;
    let kept = cookies::find_trip(&request, context.https).unwrap_or_default();
    match context.accounts.claimed(&kept) {
        Some(email) => render(&entrance, &email, &kept, false),
        None => Ok(go(LOGIN)),
    }
}

/// Takes the password by which somebody proves that an account is hers.
pub(super) async fn prove(entrance: Entrance, request: HttpRequest, body: Payload) -> StaffReply {
    let values = form::read(&request, body).await?;
    let (accounts, https) = (&entrance.context.accounts, entrance.context.https);
    let kept = cookies::find_trip(&request, https).unwrap_or_default();
    if accounts.claimed(&kept).is_none() {
        return Ok(go(LOGIN));
    }
    let is_hers = accounts.is_csrf(&kept, values.find("_csrf").unwrap_or_default());
    if !guard::is_from_here(&request) || !is_hers {
        return Err(Refusal::Trouble(Trouble::BadForm));
    }
    let password = values.find("password").unwrap_or_default();
    let outcome = accounts.prove_identity(&kept, password, &origin(&request, https)).await?;
    let mut answer = match outcome {
        ProofOutcome::Wrong(email) => return render(&entrance, &email, &kept, true),
        ProofOutcome::SignedIn(session) => super::session::let_in(https, session)?,
        ProofOutcome::Refused(problem) => refused(&entrance, problem)?,
    };
    answer.add_cookie(&cookies::removed(cookies::trip(https, String::new())))?;
    Ok(answer)
}

/// Begins to link her account.
pub(super) async fn link(form: StaffForm<SignedIn>, request: HttpRequest) -> StaffReply {
    if let Some(page) = form.confirm(&request).await? {
        return Ok(page);
    }
    let Desk { session, context, .. } = &form.desk;
    match context.accounts.depart(Some(&session.token)).await? {
        None => Ok(go(ME)),
        Some(Ok(departure)) => {
            let page = onward(context, form.desk.frame(), &departure.address)?;
            leave(context, page, departure)
        }
        Some(Err(problem)) => problem_page(context, form.desk.frame(), problem, ME),
    }
}

/// Links her account no more.
pub(super) async fn unlink(form: StaffForm<SignedIn>, request: HttpRequest) -> StaffReply {
    if let Some(page) = form.confirm(&request).await? {
        return Ok(page);
    }
    let Desk { session, context, .. } = &form.desk;
    context.accounts.unlink_identity(&session.account).await?;
    Ok(go(ME))
}

/// Gives a browser that leaves what it must bring back.
fn leave(context: &StaffContext, mut answer: HttpResponse, departure: Departure) -> StaffReply {
    answer.add_cookie(&cookies::trip(context.https, departure.sealed))?;
    Ok(answer)
}

fn onward(context: &StaffContext, frame: StaffFrame<'_>, to: &str) -> StaffReply {
    context.page(StatusCode::OK, &OnwardPage { frame, to })
}

fn render(entrance: &Entrance, email: &str, kept: &str, is_wrong: bool) -> StaffReply {
    let csrf = entrance.context.accounts.csrf(kept);
    let status = match is_wrong {
        false => StatusCode::OK,
        true => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let frame = StaffFrame { csrf: &csrf, ..entrance.frame() };
    let page = ProofPage { frame, email, is_wrong, action: PROOF, back: LOGIN };
    entrance.context.page(status, &page)
}

fn refused(entrance: &Entrance, problem: ReturnProblem) -> StaffReply {
    problem_page(&entrance.context, entrance.frame(), problem, LOGIN)
}

fn problem_page(
    context: &StaffContext,
    frame: StaffFrame<'_>,
    problem: ReturnProblem,
    back: &str,
) -> StaffReply {
    let (status, key) = match problem {
        ReturnProblem::Declined => (StatusCode::UNPROCESSABLE_ENTITY, "oidc-declined"),
        ReturnProblem::Expired => (StatusCode::UNPROCESSABLE_ENTITY, "oidc-expired"),
        ReturnProblem::Away => (StatusCode::SERVICE_UNAVAILABLE, "oidc-away"),
        ReturnProblem::Unfit => (StatusCode::UNPROCESSABLE_ENTITY, "oidc-unfit"),
        ReturnProblem::Nobody => (StatusCode::FORBIDDEN, "oidc-nobody"),
        ReturnProblem::Taken => (StatusCode::UNPROCESSABLE_ENTITY, "oidc-taken"),
    };
    let words = context.t().text(key).into_owned();
    context.page(status, &ReturnRefusedPage { frame, words, back })
}
