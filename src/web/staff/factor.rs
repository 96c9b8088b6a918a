//! Setting up one's second factor, and taking it away.

use actix_web::HttpRequest;

use super::desk::{Desk, StaffReply, go};
use super::form::StaffForm;
use super::need::SignedIn;
use super::told::told;
use super::{FACTOR, ME};
use crate::app::office::accounts::factor::FactorState;
use crate::view::staff::factor::{FactorPage, RecoveryPage};

/// The page: what to scan or to type while it is being set up.
pub(super) async fn show(desk: Desk<SignedIn>) -> StaffReply {
    render(&desk, false).await
}

/// Begins to set it up.
pub(super) async fn begin(form: StaffForm<SignedIn>, request: HttpRequest) -> StaffReply {
    if let Some(page) = form.confirm(&request).await? {
        return Ok(page);
    }
    let Desk { session, context, .. } = &form.desk;
    context.accounts.begin_factor(&session.account).await?;
    Ok(go(FACTOR))
}

/// Ends setting it up with a code of the app, and shows the recovery codes.
pub(super) async fn confirm(form: StaffForm<SignedIn>) -> StaffReply {
    let Desk { session, context, .. } = &form.desk;
    let (accounts, account) = (&context.accounts, &session.account);
    if accounts.factor_set_up(account).await?.is_none() {
        return Ok(go(FACTOR));
    }
    let code = form.values.find("code").unwrap_or_default();
    match accounts.confirm_factor(account, &session.token, code).await? {
        Some(codes) => form.desk.page(&RecoveryPage { frame: form.desk.frame(), codes, own: ME }),
        None => render(&form.desk, true).await,
    }
}

/// Takes it away.
pub(super) async fn remove(form: StaffForm<SignedIn>, request: HttpRequest) -> StaffReply {
    if let Some(page) = form.confirm(&request).await? {
        return Ok(page);
    }
    let Desk { session, context, .. } = &form.desk;
    match context.accounts.remove_own_factor(&session.account).await? {
        Ok(()) => Ok(go(ME)),
        Err(problem) => {
            let problem = told(&problem, form.desk.t());
            super::me::render(&form.desk, Some(problem), false).await
        }
    }
}

async fn render(desk: &Desk<SignedIn>, is_wrong: bool) -> StaffReply {
    let Desk { session, context, .. } = desk;
    let set_up = context.accounts.factor_set_up(&session.account).await?;
    let state = context.accounts.factor_state(&session.account).await?;
    let page = FactorPage {
        frame: desk.frame(),
        is_demanded: session.account.must_enrol,
        is_there: matches!(state, FactorState::Confirmed(_)),
        begun: set_up.map(|it| (it.key, it.url)),
        is_wrong,
        own: ME,
    };
    if is_wrong { desk.page_again(&page) } else { desk.page(&page) }
}
