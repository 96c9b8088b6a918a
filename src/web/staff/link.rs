//! Choosing a password by a one-time link. The page changes nothing before its form is sent: whoever
//! looks at mails for others may have opened it.

use actix_web::http::StatusCode;
use actix_web::web::{Path, Payload};
use actix_web::{HttpRequest, HttpResponse};

use super::LOGIN;
use super::desk::{Entrance, StaffReply, go};
use super::told::told;
use crate::view::respond::Trouble;
use crate::view::staff::account::{LinkOverPage, SetPasswordPage};
use crate::web::refusal::Refusal;
use crate::web::{form, guard, network};

/// The form.
pub(super) async fn show(entrance: Entrance, token: Path<String>) -> StaffReply {
    match entrance.context.accounts.find_link(&token).await? {
        Some(email) => render(&entrance, &email, None),
        None => over(&entrance),
    }
}

/// Takes the password that was chosen.
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
    let accounts = &entrance.context.accounts;
    let Some(email) = accounts.find_link(&token).await? else { return over(&entrance) };
    let chosen = values.find("password").unwrap_or_default();
    if values.find("again") != Some(chosen) {
        let again = entrance.frame().t.text("account-again").into_owned();
        return render(&entrance, &email, Some(again));
    }
    match accounts.choose_by_link(&token, chosen, network::address(&request)).await? {
        Ok(Some(())) => Ok(chosen_page()),
        Ok(None) => over(&entrance),
        Err(problem) => {
            let problem = told(&problem, entrance.frame().t);
            render(&entrance, &email, Some(problem))
        }
    }
}

fn chosen_page() -> HttpResponse {
    go(&format!("{LOGIN}?chosen"))
}

fn render(entrance: &Entrance, email: &str, problem: Option<String>) -> StaffReply {
    let status = match problem {
        None => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    entrance.context.page(status, &SetPasswordPage { frame: entrance.frame(), email, problem })
}

/// Used, over, void and never there are told alike.
fn over(entrance: &Entrance) -> StaffReply {
    entrance.context.page(StatusCode::GONE, &LinkOverPage { frame: entrance.frame() })
}
