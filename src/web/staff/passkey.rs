//! Passkeys: adding one to one's account, and the second step of signing in with one.

use actix_web::HttpRequest;
use actix_web::web::Payload;

use super::code::{Half, render};
use super::desk::{Desk, Entrance, StaffReply, go};
use super::factor::{recovery, render as factors};
use super::form::StaffForm;
use super::need::SignedIn;
use super::{FACTOR, LOGIN};
use crate::app::office::accounts::passkeys::{PasskeyAnswer, PasskeyProblem};
use crate::engine::Form;
use crate::i18n::Locale;
use crate::view::staff::factor::{CodeProblem, FactorProblem};

/// Adds the passkey that the browser made.
pub(super) async fn add(form: StaffForm<SignedIn>, request: HttpRequest) -> StaffReply {
    if let Some(page) = form.confirm(&request).await? {
        return Ok(page);
    }
    let Desk { session, context, .. } = &form.desk;
    let name = form.values.find("name").unwrap_or_default().trim();
    let unnamed = form.desk.t().text("passkey-unnamed");
    let name = if name.is_empty() { &unnamed } else { name };
    let (accounts, token) = (&context.accounts, &session.token);
    match accounts.add_passkey(&session.account, token, name, answer(&form.values)).await? {
        Ok(codes) if codes.is_empty() => Ok(go(FACTOR)),
        // The page says why.
        Err(PasskeyProblem::Nowhere) => Ok(go(FACTOR)),
        Ok(codes) => recovery(&form.desk, codes),
        Err(problem) => {
            let words = told(problem, form.desk.t());
            let problem = FactorProblem { words, field: "passkey-name" };
            factors(&form.desk, Some(problem), name).await
        }
    }
}

/// Takes the answer of a passkey in a session that waits for it.
pub(super) async fn enter(entrance: Entrance, request: HttpRequest, body: Payload) -> StaffReply {
    let Some(half) = Half::read(&entrance, &request, body).await? else { return Ok(go(LOGIN)) };
    let accounts = &entrance.context.accounts;
    match accounts.enter_passkey(&half.token, answer(&half.values)).await? {
        Ok(outcome) => half.outcome(&entrance, outcome).await,
        Err(problem) => {
            let words = told(problem, entrance.context.t());
            render(&entrance, &half.token, &half.waiting, Some(CodeProblem::Passkey(words))).await
        }
    }
}

fn answer(form: &Form) -> PasskeyAnswer<'_> {
    let value = |name| form.find(name).unwrap_or_default();
    PasskeyAnswer { state: value("state"), credential: value("credential") }
}

fn told(problem: PasskeyProblem, t: &Locale) -> String {
    let key = match problem {
        PasskeyProblem::Nowhere => "passkey-nowhere",
        PasskeyProblem::NoAnswer => "passkey-no-answer",
        PasskeyProblem::Cancelled => "passkey-cancelled",
        PasskeyProblem::Known => "passkey-known",
        PasskeyProblem::Unfit => "passkey-unfit",
        PasskeyProblem::Full => "passkey-most",
    };
    t.text(key).into_owned()
}
