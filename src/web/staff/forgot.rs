//! Asking for a link to choose another password. The answer is the same whether there is such an account or not, and
//! comes at once.

use actix_web::http::StatusCode;
use actix_web::web::Payload;
use actix_web::{HttpRequest, HttpResponse};

use super::desk::{Entrance, StaffReply};
use super::{FORGOT, LOGIN};
use crate::view::respond::Trouble;
use crate::view::staff::account::{ForgotPage, ForgotState};
use crate::web::refusal::Refusal;
use crate::web::{form, guard, network};

/// The form; or who can help where no mail is sent.
pub(super) async fn show(entrance: Entrance) -> StaffReply {
    render(&entrance, "", begin(&entrance))
}

/// Sends a link to whoever has an account of this address.
pub(super) async fn ask(entrance: Entrance, request: HttpRequest, body: Payload) -> StaffReply {
    let values = form::read(&request, body).await?;
    if !guard::is_from_here(&request) {
        return Err(Refusal::Trouble(Trouble::BadForm));
    }
    let email = values.find("email").unwrap_or_default();
    let accounts = &entrance.context.accounts;
    let state = match (begin(&entrance), accounts.could_have_mail(email)) {
        (ForgotState::Asking, false) => ForgotState::NoAddress,
        (ForgotState::Asking, true) => {
            accounts.ask_for_link(email, network::address(&request)).await?;
            ForgotState::Asked
        }
        (state, _) => state,
    };
    render(&entrance, email, state)
}

fn begin(entrance: &Entrance) -> ForgotState {
    match entrance.context.accounts.sends_mail() {
        true => ForgotState::Asking,
        false => ForgotState::NoMail,
    }
}

fn render(entrance: &Entrance, email: &str, state: ForgotState) -> Result<HttpResponse, Refusal> {
    let status = match state {
        ForgotState::NoAddress => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    let page = ForgotPage { frame: entrance.frame(), action: FORGOT, login: LOGIN, email, state };
    entrance.context.page(status, &page)
}
