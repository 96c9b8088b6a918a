//! Choosing a password by a one-time link, or accepting an invitation by it. The page changes nothing before a form of it
//! is sent: whoever looks at mails for others may have opened it. Where several organisations share the installation,
//! who is invited finds two forms: one for who is new, one for who has an account. The page is the same for both, since
//! whoever invites must not learn from her link which it is.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Payload};

use super::LOGIN;
use super::desk::{Entrance, StaffReply, go};
use super::session::{let_in, origin};
use super::told::told;
use crate::app::office::accounts::links::{JoinOutcome, OpenedLink};
use crate::view::respond::Trouble;
use crate::view::staff::account::{LinkOverPage, SetPasswordPage};
use crate::web::refusal::Refusal;
use crate::web::{form, guard, network};

/// The forms.
pub(super) async fn show(entrance: Entrance, token: Path<String>) -> StaffReply {
    match entrance.context.accounts.open_link(&token).await? {
        Some(link) => render(&entrance, link, None, false),
        None => over(&entrance),
    }
}

/// Takes the password that was chosen, or that of the account that she has.
pub(super) async fn choose(
    entrance: Entrance,
    request: HttpRequest,
    token: Path<String>,
    body: Payload,
) -> StaffReply {
    let values = form::read(&request, body).await?;
    if !guard::is_from_here(&request) {
        return Err(Refusal::Trouble(Trouble::BadForm));
    }
    let (accounts, https) = (&entrance.context.accounts, entrance.context.https);
    let Some(link) = accounts.open_link(&token).await? else { return over(&entrance) };
    if let Some(own) = values.find("own-password") {
        return match accounts.join_by_link(&token, own, &origin(&request, https)).await? {
            JoinOutcome::Joined(session) => let_in(https, session),
            JoinOutcome::Wrong => render(&entrance, link, None, true),
            JoinOutcome::Over => over(&entrance),
        };
    }
    let chosen = values.find("password").unwrap_or_default();
    if values.find("again") != Some(chosen) {
        let again = entrance.frame().t.text("account-again").into_owned();
        return render(&entrance, link, Some(again), false);
    }
    match accounts.choose_by_link(&token, chosen, network::address(&request)).await? {
        Ok(Some(())) => Ok(go(&format!("{LOGIN}?chosen"))),
        Ok(None) => over(&entrance),
        Err(problem) => {
            let problem = told(&problem, entrance.frame().t);
            render(&entrance, link, Some(problem), false)
        }
    }
}

fn render(
    entrance: &Entrance,
    link: OpenedLink,
    problem: Option<String>,
    is_wrong: bool,
) -> StaffReply {
    let status = match problem.is_some() || is_wrong {
        false => StatusCode::OK,
        true => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let OpenedLink { email, organisation, may_be_known } = link;
    let frame = entrance.frame();
    let page = SetPasswordPage { frame, email, organisation, may_be_known, problem, is_wrong };
    entrance.context.page(status, &page)
}

/// Used, over, void and never there are told alike.
fn over(entrance: &Entrance) -> StaffReply {
    entrance.context.page(StatusCode::GONE, &LinkOverPage { frame: entrance.frame() })
}
