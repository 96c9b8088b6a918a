//! Entering with the code in the letter. Opening the link in the QR code changes nothing: its
//! fragment is not even sent, and the button is still to be pressed.

use std::rc::Rc;

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Payload};

use super::super::cookies;
use super::{Refusal, Reply, Visit, aside};
use crate::access::AccessCode;
use crate::app::Respondents;
use crate::app::field::SurveyState;
use crate::app::interviews::Standing;
use crate::app::respondents::enter::Entered;
use crate::engine::interview::Destination;
use crate::view::respond::{CodeFault, EnterCode, Trouble};

/// The form.
pub(in crate::web) async fn show(visit: Visit) -> Reply {
    visit.takes_codes()?;
    has_codes(&visit)?;
    form(&visit, "", None)
}

/// Tries a code. A typing error is told without trying it.
pub(in crate::web) async fn submit(
    mut visit: Visit,
    respondents: Data<Respondents>,
    request: HttpRequest,
    body: Payload,
) -> Reply {
    visit.takes_codes()?;
    has_codes(&visit)?;
    let posted = visit.form_without_token(&request, body).await?;
    let typed = posted.find("code").unwrap_or_default();
    match aside::errand(&mut visit, &posted) {
        aside::Errand::Leave(page) => return page,
        aside::Errand::Show => return form(&visit, typed, None),
        aside::Errand::Send => {}
    }
    let code = match AccessCode::parse(typed) {
        Ok(code) => code,
        Err(mistyped) => return form(&visit, typed, Some(CodeFault::Mistyped(mistyped))),
    };
    let (entered, moment) = respondents.enter(&visit.survey, &code, visit.network()?).await?;
    // The answer is made before the moment comes, so that making it takes no time that tells.
    let reply = match entered {
        Entered::Welcome(token) => welcome(&mut visit, token).await,
        Entered::Used(_) => Ok(visit.told(Trouble::Used)),
        Entered::Unknown => form(&visit, typed, Some(CodeFault::Unknown)),
        Entered::TooMany => Err(Refusal::Trouble(Trouble::TooMany)),
    };
    moment.come().await;
    reply
}

/// Gives the browser the code's token and leads to where its holder stopped.
async fn welcome(visit: &mut Visit, token: String) -> Reply {
    let store = &visit.site.interviews.store;
    if let Some(begun) = store.begun(&visit.survey, &token, None).await? {
        visit.survey = Rc::new(begun);
    }
    let progress = visit.site.interviews.store.progress(&visit.survey, &token).await;
    let place = match progress? {
        Standing::Draft(saved) => visit.resume(saved.draft),
        Standing::Nothing => match visit.survey.state {
            SurveyState::Ending { last, .. } => {
                visit.may_have_begun.set(false);
                return Ok(visit.told(Trouble::Closed(last)));
            }
            _ => visit.address(Destination::Page(0)),
        },
        Standing::Submitted => visit.address(Destination::Done),
    };
    let mut answer = visit.go(&place);
    let (https, slug) = (visit.site.https, visit.survey.slug.as_str());
    for cookie in [
        cookies::draft(https, slug, token),
        cookies::removed(cookies::withdrawal(https, slug, String::new())),
    ] {
        answer.add_cookie(&cookie)?;
    }
    Ok(answer)
}

fn has_codes(visit: &Visit) -> Result<(), Refusal> {
    match visit.frame().terms.has_codes() {
        true => Ok(()),
        false => Err(Refusal::Trouble(Trouble::NotFound)),
    }
}

fn form(visit: &Visit, typed: &str, fault: Option<CodeFault>) -> Reply {
    let status = match fault {
        None => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    visit.scripted(status, &EnterCode { frame: visit.frame().with_typed(), typed, fault })
}
