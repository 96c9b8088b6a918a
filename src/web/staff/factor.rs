//! Setting up one's second factors, and taking them away; adding a passkey is [`passkey`](super::passkey).

use actix_web::HttpRequest;
use actix_web::http::StatusCode;

use super::desk::{Desk, StaffReply, go};
use super::form::StaffForm;
use super::need::SignedIn;
use super::told::told;
use super::{FACTOR, ME};
use crate::app::office::accounts::factor::{OneFactor, OwnPasskey};
use crate::view::assets::passkey_script;
use crate::view::staff::factor::{Challenge, FactorPage, FactorProblem, PasskeyLine, RecoveryPage};
use crate::web::headers;

/// The page: what to scan or to type while an app is being set up.
pub(super) async fn show(desk: Desk<SignedIn>) -> StaffReply {
    render(&desk, None, "").await
}

/// Begins to set up an app.
pub(super) async fn begin(form: StaffForm<SignedIn>, request: HttpRequest) -> StaffReply {
    if let Some(page) = form.confirm(&request).await? {
        return Ok(page);
    }
    let Desk { session, context, .. } = &form.desk;
    context.accounts.begin_factor(&session.account).await?;
    Ok(go(FACTOR))
}

/// Ends setting up an app with a code of it, and shows the recovery codes.
pub(super) async fn confirm(form: StaffForm<SignedIn>) -> StaffReply {
    let Desk { session, context, .. } = &form.desk;
    let (accounts, account) = (&context.accounts, &session.account);
    if accounts.factor_set_up(account).await?.is_none() {
        return Ok(go(FACTOR));
    }
    let code = form.values.find("code").unwrap_or_default();
    match accounts.confirm_factor(account, &session.token, code).await? {
        Some(codes) if codes.is_empty() => Ok(go(FACTOR)),
        Some(codes) => recovery(&form.desk, codes),
        None => {
            let words = form.desk.t().text("factor-wrong").into_owned();
            render(&form.desk, Some(FactorProblem { words, field: "code" }), "").await
        }
    }
}

/// Takes the app or a passkey away.
pub(super) async fn remove(form: StaffForm<SignedIn>, request: HttpRequest) -> StaffReply {
    if let Some(page) = form.confirm(&request).await? {
        return Ok(page);
    }
    let Desk { session, context, .. } = &form.desk;
    let which = match form.values.find("passkey") {
        Some(id) => OneFactor::Passkey(id.to_owned()),
        None => OneFactor::App,
    };
    match context.accounts.remove_own_factor(&session.account, which).await? {
        Ok(()) => Ok(go(FACTOR)),
        Err(problem) => {
            let words = told(&problem, form.desk.t());
            render(&form.desk, Some(FactorProblem { words, field: "main" }), "").await
        }
    }
}

/// Shows recovery codes, once.
pub(super) fn recovery(desk: &Desk<SignedIn>, codes: Vec<String>) -> StaffReply {
    desk.page(&RecoveryPage { frame: desk.frame(), codes, own: ME })
}

pub(super) async fn render(
    desk: &Desk<SignedIn>,
    problem: Option<FactorProblem>,
    name: &str,
) -> StaffReply {
    let Desk { session, context, .. } = desk;
    let (accounts, account) = (&context.accounts, &session.account);
    let own = accounts.own_factors(account).await?;
    let set_up = accounts.factor_set_up(account).await?;
    let challenge = accounts.offer_passkey(account, &session.token).await?;
    let status = match problem {
        None => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = FactorPage {
        frame: desk.frame(),
        is_demanded: account.must_enrol,
        recovery_codes: own.is_any().then_some(own.recovery_codes),
        has_app: own.has_app,
        passkeys: own.passkeys.into_iter().map(line).collect(),
        has_passkeys: accounts.passkeys.is_some(),
        challenge: challenge.map(|it| Challenge { options: it.options, state: it.state }),
        script: passkey_script(),
        name,
        begun: set_up.map(|it| (it.key, it.url)),
        problem,
        own: ME,
    };
    let mut answer = desk.answer(status, &page)?;
    headers::allow_script(answer.headers_mut());
    Ok(answer)
}

fn line(passkey: OwnPasskey) -> PasskeyLine {
    let day = |day: &String| day.parse().ok();
    PasskeyLine {
        added_on: day(&passkey.added_on),
        used_on: passkey.used_on.as_ref().and_then(day),
        id: passkey.id,
        name: passkey.name,
    }
}
