//! What a resident may ask for beside answering: to be left alone, to be forgotten by this device,
//! the prize draw and the results by mail, the deletion of what she submitted.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Payload};

use super::super::cookies;
use super::{Refusal, Reply, Visit, aside};
use crate::access::{AccessCode, Mistyped, WithdrawalCode};
use crate::app::Respondents;
use crate::app::respondents::enter::{Entered, LONGEST_ADDRESS, LONGEST_BARRIER, Left};
use crate::domain::{Offer, Purpose};
use crate::error::Error;
use crate::seal::csrf_matches;
use crate::view::respond::{AskAddress, Barrier, CodeFault, OptOut, Told, Trouble, Withdraw};

/// Asks whether to send no more letters. Also when the survey is over.
pub(in crate::web) async fn ask_to_opt_out(visit: Visit) -> Reply {
    if !visit.frame().terms.has_codes() {
        return Err(Refusal::Trouble(Trouble::NotFound));
    }
    opt_out_form(&visit, "", None).await
}

/// Passes the wish on. The browser's code counts, or the one that was typed.
pub(in crate::web) async fn opt_out(
    mut visit: Visit,
    respondents: Data<Respondents>,
    request: HttpRequest,
    body: Payload,
) -> Reply {
    if !visit.frame().terms.has_codes() {
        return Err(Refusal::Trouble(Trouble::NotFound));
    }
    let form = visit.form_without_token(&request, body).await?;
    let typed = form.find("code").unwrap_or_default();
    match aside::errand(&mut visit, &form) {
        aside::Errand::Leave(page) => return page,
        aside::Errand::Show => return opt_out_form(&visit, typed, None).await,
        aside::Errand::Send => {}
    }
    let (token, moment) = match (AccessCode::parse(typed), &visit.token) {
        (Ok(code), _) => {
            let entered = respondents.enter(&visit.survey, &code, visit.network()?).await;
            let (entered, moment) = entered?;
            match entered {
                Entered::Welcome(token) | Entered::Used(token) => (token, Some(moment)),
                Entered::TooMany => return Err(Refusal::Trouble(Trouble::TooMany)),
                Entered::Unknown => {
                    let reply = opt_out_form(&visit, typed, Some(CodeFault::Unknown)).await;
                    moment.come().await;
                    return reply;
                }
            }
        }
        (Err(Mistyped::Empty), Some(token)) => (token.clone(), None),
        (Err(mistyped), _) => {
            return opt_out_form(&visit, typed, Some(CodeFault::Mistyped(mistyped))).await;
        }
    };
    respondents.may_request(&visit.survey, Some(&token), visit.network()?).await?;
    let passed_on = respondents.opt_out(&visit.survey, &token).await;
    if !passed_on? {
        return opt_out_form(&visit, typed, Some(CodeFault::Mistyped(Mistyped::Empty))).await;
    }
    let answer = forgotten(&visit, &visit.told_address("opted-out"))?;
    if let Some(moment) = moment {
        moment.come().await;
    }
    Ok(answer)
}

/// Says that no more letters come.
pub(in crate::web) async fn opted_out(visit: Visit, request: HttpRequest) -> Reply {
    if !visit.was_done(&request, "opted-out") {
        return Ok(visit.go(&format!("{}/opt-out", visit.base)));
    }
    visit.page(&Told { frame: visit.frame(), what: "opted-out" })
}

async fn opt_out_form(visit: &Visit, typed: &str, fault: Option<CodeFault>) -> Reply {
    let has_code = fault.is_none() && visit.is_by_code().await?;
    let page = OptOut { frame: visit.frame().with_typed(), has_code, typed, fault };
    visit.page_with(status(fault.is_some()), &page)
}

/// Lets this browser forget whose questionnaire it had. What is stored stays.
pub(in crate::web) async fn leave(visit: Visit, request: HttpRequest, body: Payload) -> Reply {
    visit.form(&request, body).await?;
    forgotten(&visit, &visit.base)
}

impl Visit {
    /// The address of a page that says that something was done. It opens with the proof in it only, which
    /// whoever did it is given: nobody comes upon that page by chance. The proof is the same for all of a
    /// survey, so it can be passed on; the page shows nothing of anybody.
    pub(super) fn told_address(&self, what: &str) -> String {
        let frame = self.frame();
        let address = match self.from_place {
            Some(_) => frame.aside(what),
            None => frame.at(what),
        };
        let mark = if address.contains('?') { '&' } else { '?' };
        format!("{address}{mark}done={}", self.csrf(&self.proof(what)))
    }

    /// Whether that was done, as a request for such a page says.
    pub(super) fn was_done(&self, request: &HttpRequest, what: &str) -> bool {
        let mut parts = request.query_string().split('&');
        let given = parts.find_map(|part| part.strip_prefix("done=")).unwrap_or_default();
        csrf_matches(&self.site.secret, &self.proof(what), given)
    }

    fn proof(&self, what: &str) -> String {
        format!("{} {what} was done", self.survey.slug.as_str())
    }
}

/// Leads on with a browser that holds nothing of this survey any more.
pub(super) fn forgotten(visit: &Visit, address: &str) -> Reply {
    let mut answer = visit.go(address);
    let (https, slug) = (visit.site.https, visit.survey.slug.as_str());
    for cookie in [
        cookies::draft(https, slug, String::new()),
        cookies::withdrawal(https, slug, String::new()),
    ] {
        let removed = cookies::removed(cookie);
        answer.add_cookie(&removed)?;
    }
    Ok(answer)
}

/// Asks for an address for the prize draw.
pub(in crate::web) async fn ask_for_draw(visit: Visit, respondents: Data<Respondents>) -> Reply {
    ask_address(&visit, &respondents, Purpose::Draw).await
}

/// Takes it.
pub(in crate::web) async fn draw(
    visit: Visit,
    respondents: Data<Respondents>,
    request: HttpRequest,
    body: Payload,
) -> Reply {
    leave_address(visit, &respondents, Purpose::Draw, (request, body)).await
}

/// Asks for an address for the results.
pub(in crate::web) async fn ask_for_report(visit: Visit, respondents: Data<Respondents>) -> Reply {
    ask_address(&visit, &respondents, Purpose::Report).await
}

/// Takes it.
pub(in crate::web) async fn report(
    visit: Visit,
    respondents: Data<Respondents>,
    request: HttpRequest,
    body: Payload,
) -> Reply {
    leave_address(visit, &respondents, Purpose::Report, (request, body)).await
}

/// The form for who has submitted; who has left an address is told that we have it.
async fn ask_address(visit: &Visit, respondents: &Respondents, purpose: Purpose) -> Reply {
    let token = visit.token()?;
    match respondents.may_leave_address(&visit.survey, token, purpose).await? {
        Left::Taken => address_form(visit, purpose, "", false),
        Left::Before => visit.page(&Told { frame: visit.frame(), what: purpose.as_str() }),
        Left::Unsubmitted => Ok(visit.go_without("unsent")),
    }
}

async fn leave_address(
    mut visit: Visit,
    respondents: &Respondents,
    purpose: Purpose,
    (request, body): (HttpRequest, Payload),
) -> Reply {
    let form = visit.form(&request, body).await?;
    let typed = form.find("address").unwrap_or_default();
    match aside::errand(&mut visit, &form) {
        aside::Errand::Leave(page) => return page,
        aside::Errand::Show => return address_form(&visit, purpose, typed, false),
        aside::Errand::Send => {}
    }
    match respondents.leave_address(&visit.survey, visit.token()?, purpose, typed).await {
        Ok(Left::Taken | Left::Before) => Ok(visit.go(&visit.here)),
        Ok(Left::Unsubmitted) => Ok(visit.go_without("unsent")),
        Err(Error::BadInput(_)) => address_form(&visit, purpose, typed, true),
        Err(error) => Err(error.into()),
    }
}

fn address_form(visit: &Visit, purpose: Purpose, typed: &str, is_wrong: bool) -> Reply {
    let csrf = visit.csrf(visit.token()?);
    let page = AskAddress {
        frame: visit.frame().with_typed(),
        hidden: &[("_csrf", &csrf)],
        purpose: purpose.as_str(),
        longest: LONGEST_ADDRESS,
        typed,
        is_wrong,
    };
    visit.page_with(status(is_wrong), &page)
}

/// Asks what is in the way. Also when the survey is over, and without a code.
pub(in crate::web) async fn ask_for_barrier(visit: Visit) -> Reply {
    barrier_form(&visit, "", false)
}

/// Passes it on.
pub(in crate::web) async fn report_barrier(
    mut visit: Visit,
    respondents: Data<Respondents>,
    request: HttpRequest,
    body: Payload,
) -> Reply {
    let form = visit.form_without_token(&request, body).await?;
    let typed = form.find("barrier").unwrap_or_default();
    match aside::errand(&mut visit, &form) {
        aside::Errand::Leave(page) => return page,
        aside::Errand::Show => return barrier_form(&visit, typed, false),
        aside::Errand::Send => {}
    }
    respondents.may_request(&visit.survey, visit.token.as_deref(), visit.network()?).await?;
    match respondents.report_barrier(&visit.survey, typed).await {
        Ok(()) => Ok(visit.go(&visit.told_address("barrier-reported"))),
        Err(Error::BadInput(_)) => barrier_form(&visit, typed, true),
        Err(error) => Err(error.into()),
    }
}

/// Says that it was passed on.
pub(in crate::web) async fn barrier_reported(visit: Visit, request: HttpRequest) -> Reply {
    if !visit.was_done(&request, "barrier-reported") {
        return Ok(visit.go(&format!("{}/barrier", visit.base)));
    }
    visit.page(&Told { frame: visit.frame(), what: "barrier" })
}

fn barrier_form(visit: &Visit, typed: &str, is_wrong: bool) -> Reply {
    let frame = visit.frame().with_typed();
    visit.page_with(status(is_wrong), &Barrier { frame, longest: LONGEST_BARRIER, typed, is_wrong })
}

/// Asks for a withdrawal code.
pub(in crate::web) async fn ask_to_withdraw(visit: Visit) -> Reply {
    offers_withdrawal(&visit)?;
    withdraw_form(&visit, "", None)
}

/// Asks for the response of a withdrawal code to be deleted.
pub(in crate::web) async fn withdraw(
    mut visit: Visit,
    respondents: Data<Respondents>,
    request: HttpRequest,
    body: Payload,
) -> Reply {
    offers_withdrawal(&visit)?;
    let form = visit.form_without_token(&request, body).await?;
    let typed = form.find("code").unwrap_or_default();
    match aside::errand(&mut visit, &form) {
        aside::Errand::Leave(page) => return page,
        aside::Errand::Show => return withdraw_form(&visit, typed, None),
        aside::Errand::Send => {}
    }
    let code = match WithdrawalCode::parse(typed) {
        Ok(code) => code,
        Err(mistyped) => return withdraw_form(&visit, typed, Some(CodeFault::Mistyped(mistyped))),
    };
    respondents.may_request(&visit.survey, visit.token.as_deref(), visit.network()?).await?;
    respondents.withdraw(&visit.survey, &code).await?;
    Ok(visit.go(&visit.told_address("withdrawn")))
}

/// Says that the response is being deleted.
pub(in crate::web) async fn withdrawn(visit: Visit, request: HttpRequest) -> Reply {
    offers_withdrawal(&visit)?;
    if !visit.was_done(&request, "withdrawn") {
        return Ok(visit.go(&format!("{}/withdraw", visit.base)));
    }
    visit.page(&Told { frame: visit.frame(), what: "withdrawn" })
}

fn offers_withdrawal(visit: &Visit) -> Result<(), Refusal> {
    match visit.survey.offers.has(Offer::Withdrawal) {
        true => Ok(()),
        false => Err(Refusal::Trouble(Trouble::NotFound)),
    }
}

fn withdraw_form(visit: &Visit, typed: &str, fault: Option<CodeFault>) -> Reply {
    visit.page_with(
        status(fault.is_some()),
        &Withdraw { frame: visit.frame().with_typed(), typed, fault },
    )
}

fn status(is_wrong: bool) -> StatusCode {
    if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
}
