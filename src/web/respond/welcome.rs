//! The first page, and pressing Start.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::Payload;

use super::super::error_page::has_word;
use super::super::{cookies, guard};
use super::{Refusal, Reply, Visit};
use crate::app::interviews::Standing;
use crate::app::respondents::enter::is_open;
use crate::engine::Interview;
use crate::engine::interview::Destination;
use crate::seal::token;
use crate::view::respond::{Trouble, WelcomePage};

/// Who asks and why; the start button, or going on where this browser stopped.
pub(in crate::web) async fn show(visit: Visit, request: HttpRequest) -> Reply {
    visit.may_answer().await?;
    let mut frame = visit.frame();
    let resume = match visit.progress().await? {
        Standing::Draft(saved) => {
            let (draft, env) = visit.speaking(saved.draft);
            let interview = Interview::new(&visit.survey.questionnaire, &draft, &env);
            frame.panel = visit.panel(&interview, None, None);
            saved.mark.map(|_| visit.address(interview.resume()))
        }
        Standing::Submitted => return Ok(visit.go(&visit.address(Destination::Done))),
        Standing::Nothing => None,
    };
    let frame = visit.commenting(frame, &request, "");
    let definition = visit.survey.questionnaire.definition();
    let has_codes = frame.terms.has_codes();
    let asked_for = [("nothing", "welcome-nothing"), ("unsent", "welcome-unsent")];
    let mut asked_for = asked_for.into_iter().filter(|(word, _)| has_word(&request, word));
    // Who has begun meanwhile is told that.
    let notice = asked_for
        .next()
        .map(|(_, text)| text)
        .filter(|text| resume.is_none() || *text != "welcome-nothing");
    let page = WelcomePage::new(frame, definition, resume, &[]).with_notice(notice);
    match has_codes {
        true => visit.scripted(StatusCode::OK, &page),
        false => visit.page(&page),
    }
}

/// Gives the browser a token and leads to the first page. Nothing is stored here.
pub(in crate::web) async fn start(visit: Visit, request: HttpRequest, _: Payload) -> Reply {
    visit.may_answer().await?;
    if !guard::is_surely_from_here(&request) {
        return Err(Refusal::Trouble(Trouble::FormExpired));
    }
    match visit.progress().await? {
        Standing::Draft(saved) => return Ok(visit.go(&visit.resume(saved.draft))),
        Standing::Submitted => return Ok(visit.go(&visit.address(Destination::Done))),
        Standing::Nothing => {}
    }
    if !is_open(&visit.survey) {
        return Ok(visit.go(&format!("{}/code", visit.base)));
    }
    let token = visit.token.clone().unwrap_or_else(token);
    let mut answer = visit.go(&visit.address(Destination::Page(0)));
    let cookie = cookies::draft(visit.site.https, visit.survey.slug.as_str(), token);
    answer.add_cookie(&cookie)?;
    Ok(answer)
}
