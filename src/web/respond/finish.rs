//! The end of an interview: checking the answers, submitting, early ends, thanks.

use actix_web::http::StatusCode;
use actix_web::web::{Path, Payload};
use actix_web::{HttpRequest, rt};
use anyhow::Context;

use super::super::cookies;
use super::super::error_page::has_word;
use super::aside::NOT_KEPT;
use super::{Refusal, Reply, Visit};
use crate::access::WithdrawalCode;
use crate::app::interviews::Standing;
use crate::domain::Purpose;
use crate::engine::interview::Destination;
use crate::engine::{Draft, Interview};
use crate::error::Error;
use crate::view::PageFrame;
use crate::view::respond::{Done, EndPage, Notice, Progress, Review, Trouble};

/// The field that says which answers were shown.
pub(super) const SHOWN: &str = "_shown";

/// Says on the review that answers were changed elsewhere meanwhile.
const CHANGED: &str = "changed";

/// Says on the last page that what was just typed came too late.
pub(super) const TOO_LATE: &str = "too-late";

/// The field that carries a withdrawal code from the review to the last page.
const WITHDRAWAL: &str = "_withdrawal";

/// All answers in words, with links to change them.
pub(in crate::web) async fn review(visit: Visit, request: HttpRequest) -> Reply {
    visit.may_answer().await?;
    let (draft, withdrawal) = match visit.progress().await? {
        Standing::Draft(saved) => (saved.draft, saved.withdrawal.map(|code| code.to_string())),
        Standing::Submitted => return Ok(visit.go(&visit.address(Destination::Done))),
        Standing::Nothing => return Ok(visit.go_without("nothing")),
    };
    let (draft, env) = visit.speaking(draft);
    let questionnaire = &visit.survey.questionnaire;
    let interview = Interview::new(questionnaire, &draft, &env);
    let destination = interview.resume();
    if destination != Destination::Review {
        return Ok(visit.go(&visit.address(destination)));
    }
    let mut sections = interview.review();
    let files = sections.iter_mut().flat_map(|section| section.files()).collect();
    visit.tell_sizes(files).await?;
    let last = interview.page_before(questionnaire.pages().len());
    let back = last.map(|page| visit.address(Destination::Page(page)));
    let csrf = visit.csrf(visit.token()?);
    let steps = Progress::at(questionnaire, questionnaire.sections().len(), visit.t.code());
    let shown = interview.fingerprint_of_all();
    let mut hidden = vec![("_csrf", csrf.as_str()), (SHOWN, &shown)];
    hidden.extend(withdrawal.as_deref().map(|code| (WITHDRAWAL, code)));
    let withdrawal = withdrawal.clone();
    let frame = PageFrame { panel: visit.panel(&interview, None, None), ..visit.frame() };
    let frame = visit.commenting(frame, &request, "review");
    let review = Review::new(frame, steps, &sections, back, &hidden, withdrawal);
    let notice = match () {
        () if has_word(&request, NOT_KEPT) => Some(Notice::NotKept),
        () if has_word(&request, CHANGED) => Some(Notice::ReviewChanged),
        () => None,
    };
    visit.page(&review.saying(notice))
}

/// Submits, once; also from an early end whose answers are kept.
pub(in crate::web) async fn submit(visit: Visit, request: HttpRequest, body: Payload) -> Reply {
    visit.may_answer().await?;
    let form = visit.form(&request, body).await?;
    let interviews = visit.interviews();
    let (survey, token) = (visit.survey.clone(), visit.token()?.to_owned());
    let (language, shown) = (visit.t.code(), form.find(SHOWN).map(str::to_owned));
    // To its end, also when whoever sent it hangs up: her network is given back what she took.
    let submitting =
        rt::spawn(
            async move { interviews.submit(&survey, &token, (language, shown.as_deref())).await },
        );
    let destination = submitting.await.context("submitting").map_err(Error::from)??;
    let destination = destination.ok_or(Refusal::Trouble(Trouble::Expired))?;
    if destination == Destination::Review {
        return Ok(visit.go(&format!("{}?{CHANGED}", visit.address(destination))));
    }
    let mut answer = visit.go(&visit.address(destination));
    // The page before showed it; the last page shows it again, in this browser only.
    if let Some(code) = form.find(WITHDRAWAL).and_then(|code| WithdrawalCode::parse(code).ok()) {
        let (https, slug) = (visit.site.https, visit.survey.slug.as_str());
        let cookie = cookies::withdrawal(https, slug, code.to_string());
        answer.add_cookie(&cookie)?;
    }
    Ok(answer)
}

/// An early end. One that keeps nothing can be read by anybody: nothing is stored of it.
pub(in crate::web) async fn end(
    visit: Visit,
    request: HttpRequest,
    path: Path<(String, String)>,
) -> Reply {
    visit.may_answer().await?;
    let questionnaire = &visit.survey.questionnaire;
    let index = questionnaire.ends().iter().position(|end| end.definition.name == path.1);
    let index = index.ok_or(Refusal::Trouble(Trouble::NotFound))?;
    let end = &questionnaire.ends()[index].definition;
    let (mut draft, mut withdrawal) = (Draft::default(), None);
    if end.keep || visit.survey.is_trial {
        draft = match visit.progress().await? {
            Standing::Draft(saved) => {
                withdrawal = saved.withdrawal.map(|code| code.to_string());
                saved.draft
            }
            Standing::Submitted => return Ok(visit.go(&visit.address(Destination::Done))),
            Standing::Nothing => return Ok(visit.go_without("nothing")),
        };
    }
    let (draft, env) = visit.speaking(draft);
    let interview = Interview::new(questionnaire, &draft, &env);
    let destination = interview.resume();
    if (end.keep || visit.survey.is_trial) && destination != Destination::End(index) {
        return Ok(visit.go(&visit.address(destination)));
    }
    let text = interview.end_text(index);
    // Where nothing is kept, nothing is there to be changed.
    let back = match end.keep {
        true => format!("{}/p/{}", visit.base, end.after),
        false => visit.address(Destination::Page(0)),
    };
    let shown = interview.fingerprint_of_all();
    let csrf = visit.token.as_deref().map(|token| visit.csrf(token)).unwrap_or_default();
    let mut hidden = vec![("_csrf", csrf.as_str()), (SHOWN, &shown)];
    hidden.extend(withdrawal.as_deref().map(|code| (WITHDRAWAL, code)));
    let frame = PageFrame { panel: visit.panel(&interview, None, None), ..visit.frame() };
    let frame = visit.commenting(frame, &request, &format!("end/{}", end.name));
    visit.page(&EndPage::new(frame, questionnaire.definition(), end, &text, back, &hidden))
}

/// Thanks.
pub(in crate::web) async fn done(visit: Visit, request: HttpRequest) -> Reply {
    match visit.progress().await? {
        Standing::Submitted => thanks(&visit, &request, visit.frame()),
        Standing::Draft(saved) => {
            let (draft, env) = visit.speaking(saved.draft);
            let interview = Interview::new(&visit.survey.questionnaire, &draft, &env);
            // An author sees what would be stored, and may go back.
            match interview.response() {
                Ok(response) if visit.survey.is_trial => {
                    let panel = visit.panel(&interview, None, Some(&response));
                    thanks(&visit, &request, PageFrame { panel, ..visit.frame() })
                }
                _ => Ok(visit.go(&visit.address(interview.resume()))),
            }
        }
        Standing::Nothing => Ok(visit.go_without("nothing")),
    }
}

fn thanks(visit: &Visit, request: &HttpRequest, frame: PageFrame<'_>) -> Reply {
    let definition = visit.survey.questionnaire.definition();
    let csrf = visit.csrf(visit.token()?);
    let (https, slug) = (visit.site.https, visit.survey.slug.as_str());
    let withdrawal = cookies::find_withdrawal(request, https, slug);
    let withdrawal = withdrawal.map(|code| code.to_string());
    let terms = frame.terms;
    let purposes = [(terms.draw, Purpose::Draw), (terms.report, Purpose::Report)];
    let purposes = purposes.iter().filter(|(is_offered, _)| *is_offered);
    let purposes = purposes.map(|(_, purpose)| purpose.as_str()).collect();
    let hidden = &[("_csrf", csrf.as_str())];
    let is_late = has_word(request, TOO_LATE);
    let frame = visit.commenting(frame, request, "done");
    let page = Done::new(frame, definition, hidden, withdrawal, purposes).after_too_late(is_late);
    match terms.has_codes() {
        true => visit.scripted(StatusCode::OK, &page),
        false => visit.page(&page),
    }
}
