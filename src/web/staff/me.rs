//! One's own account: the password, and where one is signed in.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;

use super::desk::{Desk, StaffReply, go};
use super::form::StaffForm;
use super::need::SignedIn;
use super::session::origin;
use super::told::told;
use super::{FACTOR, HOME, ME};
use crate::app::office::accounts::own::OwnSession;
use crate::error::Error;
use crate::ids::Slug;
use crate::view::staff::account::{IdentityLine, MePage, SessionLine};
use crate::web::cookies;
use crate::web::error_page::has_word;
use crate::web::office::people::zoned;

/// The page.
pub(super) async fn show(desk: Desk<SignedIn>, request: HttpRequest) -> StaffReply {
    render(&desk, None, has_word(&request, "changed")).await
}

/// Takes another password.
pub(super) async fn change_password(form: StaffForm<SignedIn>, request: HttpRequest) -> StaffReply {
    let Desk { session, context, .. } = &form.desk;
    let value = |name| form.values.find(name).unwrap_or_default();
    let (old, chosen) = (value("old"), value("password"));
    if value("again") != chosen {
        let again = form.desk.t().text("account-again").into_owned();
        return render(&form.desk, Some(again), false).await;
    }
    let origin = origin(&request, context.https);
    let accounts = &context.accounts;
    let changed =
        accounts.change_password(&session.account, &session.token, (old, chosen), &origin).await?;
    let problem = match changed {
        Ok(Some(device)) => {
            let mut answer = go(&format!("{ME}?changed"));
            answer.add_cookie(&cookies::device(context.https, device))?;
            return Ok(answer);
        }
        Ok(None) => form.desk.t().text("account-wrong").into_owned(),
        Err(problem) => told(&problem, form.desk.t()),
    };
    render(&form.desk, Some(problem), false).await
}

/// Ends one of her sessions, or all others.
pub(super) async fn end_sessions(form: StaffForm<SignedIn>) -> StaffReply {
    let Desk { session, context, .. } = &form.desk;
    let one = form.values.find("session").map(str::to_owned);
    context.accounts.end_own_sessions(&session.account, &session.token, one).await?;
    Ok(go(ME))
}

/// Goes on in another organisation; what she sees now is none of its pages.
pub(super) async fn switch(form: StaffForm<SignedIn>) -> StaffReply {
    let Desk { session, context, .. } = &form.desk;
    let to = Slug(form.values.find("organisation").unwrap_or_default().to_owned());
    let mut answer = go(HOME);
    if let Some(token) = context.accounts.switch(&session.account, &session.token, &to).await? {
        answer.add_cookie(&cookies::session(context.https, token))?;
    }
    Ok(answer)
}

/// Whether her account is linked with an identity provider, where there is one.
async fn identity(desk: &Desk<SignedIn>) -> Result<Option<IdentityLine<'_>>, Error> {
    let Desk { session, context, .. } = desk;
    let Some(provider) = &context.accounts.provider else { return Ok(None) };
    let linked_on = context.accounts.linked_on(&session.account).await?;
    let linked_on = linked_on.and_then(|day| day.parse().ok());
    Ok(Some(IdentityLine { name: provider.name(), linked_on }))
}

pub(super) async fn render(
    desk: &Desk<SignedIn>,
    problem: Option<String>,
    was_changed: bool,
) -> StaffReply {
    let Desk { session, context, .. } = desk;
    let own = context.accounts.own_sessions(&session.account, &session.token).await?;
    let own_factors = context.accounts.own_factors(&session.account).await?;
    let workplaces = &session.account.workplaces;
    let named = |it: &OwnSession| {
        let place = workplaces.iter().find(|place| place.id == it.organisation);
        place.filter(|_| workplaces.len() > 1).map(|place| place.name.clone())
    };
    let line = |it: OwnSession| SessionLine {
        organisation: named(&it),
        began: zoned(it.created_at),
        seen: zoned(it.seen_at),
        is_this: it.is_this,
        id: it.id,
    };
    let status = match problem {
        None => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = MePage {
        frame: desk.frame(),
        email: &session.account.email,
        roles: session.account.roles.clone(),
        problem,
        factor: own_factors.is_any().then_some(own_factors.recovery_codes),
        set_up: FACTOR,
        identity: identity(desk).await?,
        was_changed,
        sessions: own.into_iter().map(line).collect(),
    };
    context.page(status, &page)
}
